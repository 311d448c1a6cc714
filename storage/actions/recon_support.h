// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_reads.h"
#include "storage/workspace/workspace.h"

#include <cstdint>
#include <optional>
#include <string>

/// Shared by the actions on reconciliations, accounts and schedules; not for others.
namespace oxseal {

[[nodiscard]] Event reconEvent(const char* verb, ReconciliationId id, Json before, Json after);
/// kReconPeriodClosed when the period has been filed or closed.
[[nodiscard]] Status periodOpen(Database& db, PeriodId id);
/// Any change re-opens: voids the sign-offs and sets the state back. True when there were any. Checks periodOpen.
/// `cause` tells the ledger what changed.
[[nodiscard]] Result<bool> reopen(UnitOfWork& unit, const ReconRow& row, Json cause = {});
[[nodiscard]] std::optional<std::int64_t> checkedSubtract(std::int64_t a, std::int64_t b);
/// one_to_one, one_to_many …, reversal_left and reversal_right for one-sided groups.
[[nodiscard]] const char* groupShape(std::size_t bank, std::size_t books);

} // namespace oxseal
