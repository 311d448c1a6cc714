// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/timeliness.h"

#include "models/access/quality.h"

#include <algorithm>
#include <array>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 3> kKnownBy{"nothing", "stated", "extract"};
constexpr std::array<const char*, 4> kBounds{"", "exact", "at_most", "at_least"};
constexpr std::int64_t kMostDays = 366;
constexpr int kFriday = 5;

bool over(const Sighting& seen) noexcept { return !seen.listed || seen.enabled == Flag::No; }

Status readLimit(const Json& part, const char* member, int& into)
{
    const Json& value = part[member];
    if (!value.isInteger() || value.toInteger() < 0 || value.toInteger() > kMostDays)
        return fail(kReviewPolicyInvalid, {}, {std::string("timeliness.") + member, "0 … 366"});
    into = static_cast<int>(value.toInteger());
    return {};
}

} // namespace

const char* name(EndKnownBy by) noexcept { return kKnownBy[static_cast<std::size_t>(by)]; }
const char* name(LagBound bound) noexcept { return kBounds[static_cast<std::size_t>(bound)]; }

Result<TimelinessLimits> timelinessLimits(const Json& policy)
{
    TimelinessLimits limits;
    if (!policy.contains("timeliness"))
        return limits;
    OXSEAL_CHECK(readLimit(policy["timeliness"], "leaver_business_days", limits.leaver));
    OXSEAL_CHECK(readLimit(policy["timeliness"], "mover_business_days", limits.mover));
    return limits;
}

EndOfAccess endOf(std::span<const Sighting> sightings)
{
    std::size_t first = sightings.size(); // of those at the end that show it over
    while (first > 0 && over(sightings[first - 1]))
        --first;
    EndOfAccess end;
    for (std::size_t at = 0; at < first; ++at) {
        if (sightings[at].listed && sightings[at].enabled == Flag::Yes)
            end.lastEnabled = sightings[at].asOf;
    }
    if (first == sightings.size())
        return end;
    end.by = EndKnownBy::Extract;
    end.on = sightings[first].asOf;
    for (const Sighting& seen : sightings.subspan(first)) {
        const bool possible = seen.disabledOn && *seen.disabledOn <= seen.asOf && (!end.lastEnabled || *seen.disabledOn >= *end.lastEnabled);
        if (possible && *seen.disabledOn <= *end.on) {
            end.by = EndKnownBy::Stated;
            end.on = seen.disabledOn;
            break;
        }
    }
    return end;
}

Timing timingOf(std::optional<Day> from, const EndOfAccess& end, int limit)
{
    Timing timing;
    if (!from)
        return timing;
    timing.due = businessDaysAfter(*from, limit);
    const bool stillOnAfter = end.lastEnabled && *end.lastEnabled > *timing.due;
    const std::optional<Day> until = end.by == EndKnownBy::Nothing ? end.lastEnabled : end.on;
    if (until) {
        timing.bound = end.by == EndKnownBy::Nothing ? LagBound::AtLeast : end.by == EndKnownBy::Stated ? LagBound::Exact : LagBound::AtMost;
        timing.calendarDays = std::max(0, *until - *from);
        timing.businessDays = businessDaysBetween(*from, *until);
    }
    if (end.by == EndKnownBy::Stated)
        timing.late = *end.on > *timing.due ? Flag::Yes : Flag::No;
    else if (stillOnAfter)
        timing.late = Flag::Yes;
    else if (end.by == EndKnownBy::Extract && *end.on <= *timing.due)
        timing.late = Flag::No;
    return timing;
}

int businessDaysBetween(Day from, Day to) noexcept
{
    int days = 0;
    for (Day day = from; day < to;) {
        day = day.plus(1);
        days += day.weekday() <= kFriday ? 1 : 0;
    }
    return days;
}

Day businessDaysAfter(Day from, int days) noexcept
{
    Day day = from;
    while (days > 0) {
        day = day.plus(1);
        days -= day.weekday() <= kFriday ? 1 : 0;
    }
    return day;
}

} // namespace oxseal::access
