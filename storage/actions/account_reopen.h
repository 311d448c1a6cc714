// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "storage/objects/snapshot_store.h"
#include "storage/workspace/workspace.h"

#include <functional>
#include <string>

/// What a change of an input, a plan or a rule does to accounts that were signed or closed (C9, C18); for other actions.
namespace oxseal {

struct CloseRow;

/// Opens again what the new file touches: reconciliations signed off on an older statement, ledger or another balance, schedules
/// signed on another balance, accounts closed by a rule. A trial balance that shows an account as before is noted as read, and leaves it signed. Periods filed
/// or closed are left alone: late facts are subsequent information. Each has its ledger entry naming file and cause.
[[nodiscard]] Status reopenTouched(UnitOfWork& unit, const SnapshotInfo& snapshot, const Table& table);

/// Opens what rules closed and `which` chooses, in periods that are open. Gives their number.
[[nodiscard]] Result<std::int64_t> reopenCloses(UnitOfWork& unit, const std::string& entity, const std::string& cause, Json why,
    const std::function<bool(const CloseRow&)>& which);

} // namespace oxseal
