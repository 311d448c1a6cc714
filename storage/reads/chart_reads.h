// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace oxseal {

/// The numbers behind the window's charts. Each is counted from the same records as the page that lists them.

/// Open reconciling items of one currency by age at the period's end; amounts are sums of absolute values in minor units.
struct AgedItems
{
    std::string currency;
    int digits = 2;
    std::array<std::int64_t, 4> explained{}; ///< by recon::AgeBucket: items with a category
    std::array<std::int64_t, 4> unexplained{}; ///< without one, or in suspense
    std::int64_t explainedItems = 0;
    std::int64_t unexplainedItems = 0;
};
/// By currency; `entity` "" is the group. Error: recon::kAmountOverflow.
[[nodiscard]] Result<std::vector<AgedItems>> openItemsByAge(
    Workspace& workspace, const PeriodRow& period, const std::string& entity);

struct ReviewProgress
{
    std::int64_t campaign = 0;
    std::string system;
    std::int64_t lines = 0;
    std::int64_t decided = 0;
    bool concluded = false;
};
/// Reviews of the period that were not cancelled, by system.
[[nodiscard]] Result<std::vector<ReviewProgress>> reviewProgress(Database& db, const PeriodRow& period);

struct FunctionConflicts
{
    std::string function; ///< code; "" for a rule the current set no longer has
    std::string name;
    std::int64_t open = 0;
    std::int64_t answered = 0; ///< mitigated or accepted
};
/// Conflicts of the last run by function, most first; a conflict counts once for each of its functions. Empty without a run.
[[nodiscard]] Result<std::vector<FunctionConflicts>> conflictsByFunction(Database& db, const PeriodRow& period, Day today);

/// Days from the decision to the extract that shows the access gone.
struct RemovalTimes
{
    std::array<std::int64_t, 4> removed{}; ///< at most 1, 7, 30 days, more
    std::int64_t open = 0; ///< not yet shown gone, or back again
};
[[nodiscard]] Result<RemovalTimes> daysToRemove(Database& db, const PeriodRow& period);

struct MatterCount
{
    std::string period;
    std::int64_t disposed = 0;
    std::int64_t undisposed = 0;
};
/// Open matters of the periods up to this one as the records stand today, oldest first, at most `most` periods.
[[nodiscard]] Result<std::vector<MatterCount>> mattersByPeriod(Workspace& workspace, const PeriodRow& upTo, std::size_t most);

} // namespace oxseal
