// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/administration_reads.h"

namespace oxseal {

inline constexpr ErrorCode kNoActsDue{"people.no_acts_due", ErrorClass::Refused};
inline constexpr ErrorCode kActsByAdministrator{"people.acts_by_administrator", ErrorClass::Denied};
inline constexpr ErrorCode kActsOwn{"people.acts_own", ErrorClass::Denied};
inline constexpr ErrorCode kActsNotLast{"people.acts_not_last", ErrorClass::Usage};
inline constexpr ErrorCode kActNotAmong{"people.act_not_among", ErrorClass::Usage};

/// What somebody says who has looked through administrators' acts.
struct ActsOpinion
{
    std::uint64_t last = 0; ///< number of the last act looked at: nothing is signed for that nobody saw
    std::vector<ActQuestion> questions; ///< acts not found in order; the others are
};
/// Signs for the acts of administrators up to `last` that are due for the period (P3). By somebody who neither has the duty nor did one of
/// them. Permission ReviewAdministrators; ledger "administrator.review". Gives the review's number. Errors: kNoActsDue,
/// kActsByAdministrator, kActsOwn, kActsNotLast, kActNotAmong.
[[nodiscard]] Result<std::int64_t> reviewAdministratorActs(
    Workspace& workspace, const PeriodRow& period, const ActsOpinion& opinion, const std::string& note);

} // namespace oxseal
