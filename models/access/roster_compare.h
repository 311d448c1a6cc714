// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/flags.h"
#include "models/access/holdings.h"
#include "models/access/identity.h"
#include "models/core/progress.h"
#include "models/core/result.h"

namespace oxseal::access {

inline constexpr ErrorCode kCompareCancelled{"access.compare_cancelled", ErrorClass::Cancelled};

struct CompareOptions
{
    Day asOf;
    int dormantDays = 90; ///< stale when the last use lies before asOf − dormantDays
    int keyDays = 90;
    unsigned threads = 2; ///< the result does not depend on it
    bool peers = true; ///< false: creep and out_of_department stay unknown
};

struct ComparedLine
{
    std::int32_t worker = -1; ///< index into the roster
    LineFlags flags;
};

struct Comparison
{
    std::vector<ComparedLine> lines; ///< one per grant, in order
    std::vector<IdentityMatch> identities; ///< one per account
    std::array<std::uint64_t, kLineFlags> counts{}; ///< lines with the flag raised
    std::array<std::uint64_t, kLineFlags> unknown{};
    bool baseline = false; ///< false: no previous review, so "new" and its kin are unknown
};

/// The review (or listing) before, as far as a comparison asks for it; what it points into must outlive it.
struct EarlierReview
{
    Holdings held;
    const TextColumn* decisions = nullptr; ///< by line, when it is a past review; null or empty when it is not

    explicit EarlierReview(const Population& previous);
    /// A listing as for holdingsOf(), with a column "decision" when it is a past review.
    explicit EarlierReview(const Table& previous);
};

/// Lays a listing beside the roster and the previous review. `previous` may be a review (with decisions) or the earlier
/// listing; null is a first period without baseline. `previousRoster` tells movers. Linear in the number of grants.
[[nodiscard]] Result<Comparison> compareRoster(const Population& current, const Roster& roster, const Population* previous,
    const Roster* previousRoster, const CompareOptions& options, const Progress& progress = {});
[[nodiscard]] Result<Comparison> compareWithEarlier(const Population& current, const Roster& roster, const EarlierReview* earlier,
    const Roster* previousRoster, const CompareOptions& options, const Progress& progress = {});

} // namespace oxseal::access
