// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/json.h"
#include "models/core/result.h"
#include "models/core/table.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace oxseal::access {

/// Within how many business days access has to end (A13); policy values, not rules of law (member "timeliness" of a review policy).
struct TimelinessLimits
{
    int leaver = 1; ///< after the last working day
    int mover = 5; ///< after the day of the job change
};
/// kReviewPolicyInvalid names the member; whole, not negative and at most 366. A policy of before this member has the default ones.
[[nodiscard]] Result<TimelinessLimits> timelinessLimits(const Json& policy);

/// What one extract of a system says of an account, or of something that an account holds.
struct Sighting
{
    Day asOf;
    bool listed = false;
    Flag enabled = Flag::Unknown; ///< of the account
    std::optional<Day> disabledOn; ///< as the listing states it
};

/// How it is known when access ended.
enum class EndKnownBy : std::uint8_t {
    Nothing, ///< no extract shows that it ended
    Stated, ///< the listing says on which day
    Extract, ///< the first extract in which it is disabled or absent: it ended on that day at the latest
};
[[nodiscard]] const char* name(EndKnownBy by) noexcept; ///< "nothing", "stated", "extract"

struct EndOfAccess
{
    EndKnownBy by = EndKnownBy::Nothing;
    std::optional<Day> on; ///< when Stated the day, when Extract the upper bound
    std::optional<Day> lastEnabled; ///< of the extracts before it ended, the last one that shows it enabled
};
/// `sightings` by day. What was disabled and enabled again ended the last time only. A stated day counts when it is not after the extract that
/// states it and not before an extract that shows the account enabled.
[[nodiscard]] EndOfAccess endOf(std::span<const Sighting> sightings);

/// What the number of days is.
enum class LagBound : std::uint8_t { None, Exact, AtMost, AtLeast };
[[nodiscard]] const char* name(LagBound bound) noexcept; ///< "", "exact", "at_most", "at_least"

/// How long access outlived the day on which it should have ended.
struct Timing
{
    std::optional<Day> due; ///< last day on which its end is in time; none without a day to count from
    LagBound bound = LagBound::None;
    int calendarDays = 0; ///< 0: on that day or before
    int businessDays = 0;
    /// Yes when it ended, or was still enabled, after the due day; No when it had ended by then; else Unknown, for a missing proof is neither.
    Flag late = Flag::Unknown;
};
[[nodiscard]] Timing timingOf(std::optional<Day> from, const EndOfAccess& end, int limit);

/// Mondays to Fridays after `from`, up to and with `to`; holidays are not left out. 0 when `to` is not after it.
[[nodiscard]] int businessDaysBetween(Day from, Day to) noexcept;
/// The day with which `days` of them are over.
[[nodiscard]] Day businessDaysAfter(Day from, int days) noexcept;

} // namespace oxseal::access
