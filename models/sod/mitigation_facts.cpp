// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/mitigation_facts.h"

#include "models/access/person_number.h"

#include <algorithm>

namespace oxseal::sod {

Status provenMitigation(const Mitigation& mitigation, const std::string& conflictedPerson, const NamedControl& control,
    const access::Roster& roster, Day today, const DutyLimits& limits)
{
    OXSEAL_CHECK(allowedMitigation(mitigation, conflictedPerson, today));
    if (mitigation.expires > limits.longestCompensation(today))
        return fail(kMitigationTooLong, {}, {mitigation.expires.iso(), limits.longestCompensation(today).iso()});
    if (!control.known)
        return fail(kMitigationNoControl, {}, {mitigation.control});
    const auto& workers = roster.workers();
    if (std::none_of(workers.begin(), workers.end(), [&](const access::Worker& one) { return access::sameNumber(one.employeeId, mitigation.performer); }))
        return fail(kMitigationNoWorker, {}, {mitigation.performer});
    if (mitigation.state == MitigationState::Tested && !control.passed)
        return fail(kMitigationUntested, {}, {mitigation.control});
    return {};
}

} // namespace oxseal::sod
