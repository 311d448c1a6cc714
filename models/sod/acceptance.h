// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/sod/duty_limits.h"

#include <optional>
#include <span>
#include <vector>

namespace oxseal::sod {

inline constexpr ErrorCode kAcceptancePast{"sod.acceptance_past", ErrorClass::Refused}; ///< {0} day
inline constexpr ErrorCode kAcceptanceTooLong{"sod.acceptance_too_long", ErrorClass::Refused}; ///< {0} day, {1} last day allowed

/// A risk of this severity is not accepted by one person alone (B6): high and critical ones.
[[nodiscard]] bool needsSecondWord(Severity severity) noexcept;
/// Its last day is neither past nor later than the limits let an acceptance reach.
[[nodiscard]] Status allowedAcceptance(Day until, Day today, const DutyLimits& limits);

/// One acceptance of a conflict, as far as the rules need it.
struct Acceptance
{
    Day until; ///< the last day on which it counts
    bool needsSecond = false;
    std::optional<bool> second; ///< what the second person said; nullopt: nothing yet
};

/// What became of an acceptance. One that was never approved counts for nothing; a later one takes the place of the former once it
/// counts by itself, and of one that still waits at once.
enum class AcceptanceState : std::uint8_t { Waiting, Counts, Ended, Declined, Replaced };
[[nodiscard]] const char* name(AcceptanceState state) noexcept; ///< "waiting", "counts", "ended", "declined", "replaced"
/// Parallel to `acceptances`, oldest first. At most one waits and at most one counts.
[[nodiscard]] std::vector<AcceptanceState> acceptanceStates(std::span<const Acceptance> acceptances, Day today);

} // namespace oxseal::sod
