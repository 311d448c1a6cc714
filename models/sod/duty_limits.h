// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <cstdint>

namespace oxseal::sod {

inline constexpr ErrorCode kDutyLimitsInvalid{"sod.duty_limits_invalid", ErrorClass::Input}; ///< {0} member, {1} what is allowed

/// How long it may go on that duties stay together, before somebody asks again: part of the review policy ("duties"), which is dated and
/// approved by a second person.
struct DutyLimits
{
    std::int64_t acceptanceDays = 365; ///< from the day of the acceptance
    std::int64_t compensationDays = 365; ///< from the day on which the compensating control is recorded

    [[nodiscard]] Day longestAcceptance(Day today) const { return today.plus(static_cast<int>(acceptanceDays)); }
    [[nodiscard]] Day longestCompensation(Day today) const { return today.plus(static_cast<int>(compensationDays)); }
    friend bool operator==(const DutyLimits&, const DutyLimits&) = default;
};
/// Of a review policy. Versions of programs that had a year as a constant do not state it: a year it is.
/// kDutyLimitsInvalid names the member; both are whole and 1 … 1096.
[[nodiscard]] Result<DutyLimits> dutyLimits(const Json& policy);

} // namespace oxseal::sod
