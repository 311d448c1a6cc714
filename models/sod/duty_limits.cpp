// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/duty_limits.h"

namespace oxseal::sod {

Result<DutyLimits> dutyLimits(const Json& policy)
{
    constexpr std::int64_t kMostDays = 1096;
    DutyLimits limits;
    const Json& duties = policy["duties"];
    if (duties.isNull())
        return limits;
    const std::pair<const char*, std::int64_t*> members[] = {{"acceptance_days", &limits.acceptanceDays}, {"compensation_days", &limits.compensationDays}};
    for (const auto& [member, value] : members) {
        const Json& given = duties[member];
        *value = given.toInteger(-1);
        if (!given.isInteger() || *value < 1 || *value > kMostDays)
            return fail(kDutyLimitsInvalid, {}, {std::string("duties.") + member, "1 … " + std::to_string(kMostDays)});
    }
    return limits;
}

} // namespace oxseal::sod
