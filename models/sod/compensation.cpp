// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/compensation.h"

#include "models/access/delegation.h"
#include "models/core/named.h"
#include "models/core/text.h"

#include <array>

namespace oxseal::sod {
namespace {

constexpr std::array<const char*, 5> kCauses{"headcount", "owner", "system", "transition", "other"};
constexpr std::array<const char*, 5> kRhythms{"transaction", "daily", "weekly", "monthly", "quarterly"};

} // namespace

const char* name(KeptTogether cause) noexcept { return kCauses[static_cast<std::size_t>(cause)]; }
std::optional<KeptTogether> keptTogetherFromName(std::string_view text) noexcept { return fromName<KeptTogether>(kCauses, text); }
const char* name(ReviewRhythm rhythm) noexcept { return kRhythms[static_cast<std::size_t>(rhythm)]; }
std::optional<ReviewRhythm> reviewRhythmFromName(std::string_view text) noexcept { return fromName<ReviewRhythm>(kRhythms, text); }

Status allowedCompensation(const Mitigation& mitigation, const Compensation& compensation, const std::string& conflictedPerson,
    const access::Roster& roster, Day today, const DutyLimits& limits)
{
    OXSEAL_CHECK(allowedMitigation(mitigation, conflictedPerson, today));
    const std::array<std::pair<const char*, const std::string*>, 3> texts{
        {{"explanation", &compensation.explanation}, {"population", &compensation.population}, {"evidence", &compensation.evidence}}};
    for (const auto& [field, text] : texts) {
        if (trimmed(*text).empty())
            return fail(kCompensationIncomplete, {}, {field});
    }
    if (compensation.precisionMinor < 0)
        return fail(kCompensationIncomplete, {}, {"precision"});
    if (compensation.precisionMinor > 0 && compensation.currency.empty())
        return fail(kCompensationIncomplete, {}, {"currency"});
    if (mitigation.expires > limits.longestCompensation(today))
        return fail(kCompensationTooLong, {}, {mitigation.expires.iso(), limits.longestCompensation(today).iso()});
    if (access::reportsTo(roster, mitigation.performer, conflictedPerson) == Flag::Yes)
        return fail(kReviewedBySubordinate, {}, {mitigation.performer, conflictedPerson});
    return {};
}

} // namespace oxseal::sod
