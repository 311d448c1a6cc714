// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/acceptance.h"

#include <array>

namespace oxseal::sod {
namespace {

/// Nobody else has to say anything any more for it to count.
bool effective(const Acceptance& one) { return !one.needsSecond || one.second.value_or(false); }
bool waits(const Acceptance& one) { return one.needsSecond && !one.second; }

} // namespace

bool needsSecondWord(Severity severity) noexcept { return severity >= Severity::High; }

Status allowedAcceptance(Day until, Day today, const DutyLimits& limits)
{
    if (until < today)
        return fail(kAcceptancePast, {}, {until.iso()});
    if (until > limits.longestAcceptance(today))
        return fail(kAcceptanceTooLong, {}, {until.iso(), limits.longestAcceptance(today).iso()});
    return {};
}

const char* name(AcceptanceState state) noexcept
{
    constexpr std::array<const char*, 5> names{"waiting", "counts", "ended", "declined", "replaced"};
    return names[static_cast<std::size_t>(state)];
}

std::vector<AcceptanceState> acceptanceStates(std::span<const Acceptance> acceptances, Day today)
{
    std::vector<AcceptanceState> states(acceptances.size(), AcceptanceState::Declined);
    bool laterCounts = false, later = false;
    for (std::size_t at = acceptances.size(); at-- > 0;) {
        const Acceptance& one = acceptances[at];
        if (effective(one)) {
            states[at] = laterCounts ? AcceptanceState::Replaced : one.until < today ? AcceptanceState::Ended : AcceptanceState::Counts;
            laterCounts = true;
        } else if (waits(one)) {
            states[at] = later ? AcceptanceState::Replaced : AcceptanceState::Waiting;
        }
        later = true;
    }
    return states;
}

} // namespace oxseal::sod
