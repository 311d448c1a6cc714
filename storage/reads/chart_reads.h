// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/sod_picture.h"
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
[[nodiscard]] std::vector<ReviewProgress> reviewProgress(const std::vector<CampaignStatus>& reviews);

struct FunctionConflicts
{
    std::string function; ///< code; "" for conflicts whose access cannot be found any more
    std::string name;
    std::int64_t open = 0;
    std::int64_t answered = 0; ///< mitigated, tested or not, or accepted
};
/// By function, most conflicts first; a conflict counts once for each of its functions.
[[nodiscard]] std::vector<FunctionConflicts> conflictsByFunction(const SodPicture& picture);

struct ConflictCount
{
    std::string period;
    std::int64_t open = 0;
    std::int64_t answered = 0;
};
/// Conflicts of the last check of each period up to this one, as what stands against them stands on `today`; oldest first, at
/// most `most` periods. Periods without a check are left out: nothing is known of them.
[[nodiscard]] Result<std::vector<ConflictCount>> conflictsByPeriod(
    Database& db, const PeriodRow& upTo, std::size_t most, Day today);

/// How many days something took: at most 1, 7, 30, or more.
inline constexpr std::size_t kWaits = 4;
[[nodiscard]] std::size_t waitOf(int days) noexcept;
/// Days from the decision to somebody's claim, and to the extract that shows the access gone.
struct RemovalTimes
{
    std::array<std::int64_t, kWaits> claimed{};
    std::array<std::int64_t, kWaits> removed{};
    std::int64_t unclaimed = 0;
    std::int64_t open = 0; ///< not yet shown gone, or back again
};
/// Withdrawn removals do not count.
[[nodiscard]] RemovalTimes daysToRemove(const std::vector<RemovalRow>& removals);

struct MatterCount
{
    std::string period;
    std::int64_t disposed = 0;
    std::int64_t undisposed = 0;
};
/// Open matters of the periods up to this one as the records stand today, oldest first, at most `most` periods.
[[nodiscard]] Result<std::vector<MatterCount>> mattersByPeriod(Workspace& workspace, const PeriodRow& upTo, std::size_t most);

} // namespace oxseal
