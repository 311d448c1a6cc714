// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/access/review.h"

#include <span>

namespace oxseal::access {

inline constexpr ErrorCode kDelegationToSelf{"access.delegation_to_self", ErrorClass::Usage};
inline constexpr ErrorCode kDelegationDays{"access.delegation_days", ErrorClass::Usage};
inline constexpr ErrorCode kDelegationPast{"access.delegation_past", ErrorClass::Refused};
inline constexpr ErrorCode kDelegationChained{"access.delegation_chained", ErrorClass::Refused};
inline constexpr ErrorCode kDelegationOverlaps{"access.delegation_overlaps", ErrorClass::Refused};
inline constexpr ErrorCode kApproverInvolved{"access.approver_involved", ErrorClass::Refused};
inline constexpr ErrorCode kDelegationWrongState{"access.delegation_wrong_state", ErrorClass::Refused};
inline constexpr ErrorCode kStandInSubordinate{"access.stand_in_subordinate", ErrorClass::Refused};

/// A21: one person decides in another's place for some days, once somebody third has approved it. People by rule id (employee
/// id, or login).
struct Delegation
{
    std::string from;
    std::string to;
    Day first;
    Day last;
    bool approved = false;
    bool ended = false;
    /// Does `to` report to `from`, directly or through others? Unknown is not false.
    Flag subordinate = Flag::Unknown;
};

/// Valid on the day: approved, not ended, within its days.
[[nodiscard]] bool standsOn(const Delegation& delegation, Day day) noexcept;
/// May it be asked for? Two people, ordered days that are not over; nobody who stands in has a stand-in, and nobody who has
/// one stands in, on any common day; one stand-in at a time. Ended ones do not count, those not approved yet do.
[[nodiscard]] Status allowedDelegation(const Delegation& wish, std::span<const Delegation> others, Day today);
/// Neither who is replaced, nor the stand-in, nor who asked for it.
[[nodiscard]] Status mayApprove(const Delegation& delegation, std::string_view askedBy, std::string_view approver);

/// Whether `worker` reports to `boss`: up the managers of the roster. Unknown when the chain ends in somebody whom the roster
/// does not have, or when one of the two is not in it.
[[nodiscard]] Flag reportsTo(const Roster& roster, const std::string& worker, const std::string& boss);

/// Never to a subordinate for the delegator's own access: while `reviewer` may stand in for `subject` and reports (or may
/// report) to `subject`, `reviewer` decides nothing on `subject`'s own lines, however the seat came about.
[[nodiscard]] Status mayJudgeDelegator(std::span<const Delegation> delegations, std::string_view reviewer, std::string_view subject, Day day);

/// What becomes of a leaving reviewer's seat.
enum class Succession : std::uint8_t {
    Stays, ///< decided, nothing alarming: the decision stands as it is
    Reconfirm, ///< decided, but the line is flagged or privileged (or not known not to be): the successor decides it again
    Moves, ///< not decided
};
[[nodiscard]] const char* name(Succession succession) noexcept;
/// `resolved`: the campaign owner has resolved the line, so that its decisions are no longer the leaving reviewer's alone.
[[nodiscard]] Succession successionOf(const std::optional<Decision>& decision, const LineFlags& flags, bool resolved) noexcept;

} // namespace oxseal::access
