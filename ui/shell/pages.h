// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <QString>

#include <vector>

namespace oxseal::ui {

class ListPage;

/// The pages of the rail, in its order.
[[nodiscard]] std::vector<ListPage*> createListPages();
[[nodiscard]] QString companyName(Workspace& workspace);
/// "A. Person · controller, preparer"
[[nodiscard]] QString personLine(const Actor& actor);
/// What happened and what to do, in one line.
[[nodiscard]] QString errorLine(const Error& error);

} // namespace oxseal::ui
