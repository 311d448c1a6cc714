// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_handover.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kNoSuchDelegation{"access.no_such_delegation", ErrorClass::Usage};
inline constexpr ErrorCode kDelegationNotYours{"access.delegation_not_yours", ErrorClass::Denied};
inline constexpr ErrorCode kStandInCannotDecide{"access.stand_in_cannot_decide", ErrorClass::Refused};
inline constexpr ErrorCode kStandInHoldsOwn{"access.stand_in_holds_own", ErrorClass::Refused};
inline constexpr ErrorCode kSuccessorSame{"access.successor_same", ErrorClass::Usage};
inline constexpr ErrorCode kNothingToHandOver{"access.nothing_to_hand_over", ErrorClass::Refused};

struct DelegationWish
{
    std::string from; ///< login of who is replaced
    std::string to; ///< login of the stand-in
    Day first;
    Day last;
};
/// Asks for a stand-in; by the person replaced, or by somebody who runs reviews. Nothing changes before it is approved. Refused
/// for a stand-in who may not decide access, and when rules of A21 forbid it (access::allowedDelegation).
[[nodiscard]] Result<std::int64_t> requestDelegation(Workspace& workspace, const DelegationWish& wish, const std::string& reason);
/// Approved by a controller or chief officer who is neither of the two, nor who asked. Refused while the stand-in, being (or not known
/// not to be) a subordinate of who is replaced, sits undecided at a line of that person's own access.
[[nodiscard]] Status approveDelegation(Workspace& workspace, std::int64_t id, const std::string& reason);
/// Ends or refuses it; by either of the two, or by somebody who runs reviews. Decisions made in the place stay.
[[nodiscard]] Status endDelegation(Workspace& workspace, std::int64_t id, const std::string& reason);

struct SuccessionOutcome
{
    std::int64_t campaigns = 0;
    std::int64_t stayed = 0; ///< decisions that stand
    std::int64_t reconfirm = 0; ///< decisions that the successor has to make again
    std::int64_t moved = 0;
    std::int64_t exceptions = 0; ///< the successor may not decide them (A7): nobody sits there any more
    std::int64_t owned = 0; ///< systems and escalations that went over
};
/// A21: everything of a leaving reviewer in the open reviews of the period goes to the successor in one act: seats that are not
/// decided, decisions on flagged or privileged lines to be confirmed, sign-offs and escalations. Other decisions stay.
[[nodiscard]] Result<SuccessionOutcome> succeedReviewer(
    Workspace& workspace, const PeriodRow& period, const std::string& from, const std::string& to, const std::string& reason);

} // namespace oxseal
