// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <functional>
#include <memory>

class QWidget;

namespace oxseal::ui {

/// Asks for company, folder and first administrator, makes the workspace outside the event loop, shows the recovery code
/// once, and asks for the company's facts and the first period. `done` gets the open workspace; it is not called when the
/// person turns back before anything was made.
void askToCreate(QWidget* parent, const Environment& environment, std::function<void(std::shared_ptr<Workspace>)> done);

} // namespace oxseal::ui
