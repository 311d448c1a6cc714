// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/due_reads.h"
#include "ui/common/table_data.h"

#include <QString>

#include <memory>
#include <vector>

namespace oxseal::ui {

/// "Reconcile US01 1010 Cash"
[[nodiscard]] QString dueTitle(const DueItem& item);
/// "Access review"
[[nodiscard]] QString dueKindWord(DueKind kind);
/// "6 days late", "today", "in 9 days", "Done".
[[nodiscard]] TableCell dueState(const DueItem& item, Day today);
/// "recon:3": where it is worked on.
[[nodiscard]] QString dueTarget(const DueItem& item);

} // namespace oxseal::ui
