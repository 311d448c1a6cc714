// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/severity.h"
#include "models/core/ids.h"

#include <span>

namespace oxseal::controls {

inline constexpr ErrorCode kConcluderRaised{"deficiency.concluder_raised", ErrorClass::Denied};
inline constexpr ErrorCode kConcluderEvaluated{"deficiency.concluder_evaluated", ErrorClass::Denied};
inline constexpr ErrorCode kConcluderPerforms{"deficiency.concluder_performs", ErrorClass::Denied};
inline constexpr ErrorCode kRetesterPerforms{"deficiency.retester_performs", ErrorClass::Denied};
inline constexpr ErrorCode kLowerNeedsReason{"deficiency.lower_needs_reason", ErrorClass::Usage};
inline constexpr ErrorCode kNotMeasured{"deficiency.not_measured", ErrorClass::Refused};
inline constexpr ErrorCode kNotEvaluated{"deficiency.not_evaluated", ErrorClass::Refused};
inline constexpr ErrorCode kAlreadyConcluded{"deficiency.already_concluded", ErrorClass::Refused};
inline constexpr ErrorCode kNotConcluded{"deficiency.not_concluded", ErrorClass::Refused};
inline constexpr ErrorCode kNothingToReopen{"deficiency.nothing_to_reopen", ErrorClass::Refused};
inline constexpr ErrorCode kNothingToTell{"deficiency.nothing_to_tell", ErrorClass::Refused};

/// What points at a deficiency. The names are durable.
enum class DeficiencySource {
    Exception, ///< open item of a reconciliation, by entity, account, origin and key: the same from period to period
    ReviewLine, ///< line of an access review, such as one that nobody may decide
    Review, ///< access review as a whole
    Removal, ///< removal that was contested or let stand, or access that came back
    LookBack, ///< account of a leaver that was used or stayed too long
    Conflict, ///< conflict of duties, by fingerprint
    Test, ///< test of a control
    Checklist, ///< question of the checklist
    Hand, ///< typed
};
[[nodiscard]] const char* name(DeficiencySource source) noexcept; ///< exception, review_line, review, removal, look_back, conflict, test, checklist, hand
[[nodiscard]] std::optional<DeficiencySource> deficiencySourceFromName(std::string_view name) noexcept;

enum class DeficiencyActKind { Evaluate, Conclude, Remediate, Reopen, Tell };
[[nodiscard]] const char* name(DeficiencyActKind kind) noexcept; ///< evaluate, conclude, remediate, reopen, tell
[[nodiscard]] std::optional<DeficiencyActKind> deficiencyActFromName(std::string_view name) noexcept;

/// Who is told of a significant deficiency or a material weakness (Exhibit 31, paragraph 5(a)).
enum class Told { Auditor, AuditCommittee };
[[nodiscard]] const char* name(Told told) noexcept; ///< auditor, audit_committee
[[nodiscard]] std::optional<Told> toldFromName(std::string_view name) noexcept;

/// One act of a person. Acts follow one another and are never altered.
struct DeficiencyAct
{
    DeficiencyActKind kind = DeficiencyActKind::Evaluate;
    PersonId by;
    Evaluation evaluation; ///< of Evaluate
    DeficiencyLevel level = DeficiencyLevel::Control; ///< of Conclude
    DeficiencyLevel proposed = DeficiencyLevel::Control; ///< of Conclude: what the sums proposed then
    std::string because; ///< of Conclude: why less than proposed, or why none at all; of Remediate: what the retest showed
    Day day; ///< of Remediate: since when it is; of Tell: when
    Told told = Told::Auditor;
};

enum class DeficiencyState {
    Raised, ///< nobody has evaluated it, or it was opened again
    Evaluated, ///< waits for a second person's conclusion
    Concluded, ///< stands, and is not remediated
    Remediated,
    NotOne, ///< concluded: no deficiency
};
[[nodiscard]] const char* name(DeficiencyState state) noexcept; ///< raised, evaluated, concluded, remediated, not_one

/// Where a deficiency stands, and the acts that count.
struct DeficiencyStanding
{
    DeficiencyState state = DeficiencyState::Raised;
    std::optional<DeficiencyAct> evaluation;
    std::optional<DeficiencyAct> conclusion;
    std::optional<DeficiencyAct> remedy;
    std::optional<Day> toldAuditor;
    std::optional<Day> toldCommittee;
    bool reopened = false; ///< at some time

    /// What was said in the evaluation that counts; only when there is one.
    [[nodiscard]] const Evaluation& said() const { return evaluation->evaluation; }
    /// Somebody has still to say what it is.
    [[nodiscard]] bool waits() const noexcept { return state == DeficiencyState::Raised || state == DeficiencyState::Evaluated; }
    /// Less was concluded than the sums proposed.
    [[nodiscard]] bool lower() const noexcept { return conclusion && conclusion->level < conclusion->proposed; }
    /// Stands at the end of a day: concluded to be one, and not remediated by then.
    [[nodiscard]] bool standsOn(Day day) const noexcept;
};
[[nodiscard]] DeficiencyStanding standingOf(std::span<const DeficiencyAct> acts);

/// Whose word cannot be the second one.
struct DeficiencyPeople
{
    PersonId raisedBy;
    PersonId controlOwner; ///< 0 nobody
    std::vector<PersonId> performers; ///< of the control
};
/// A conclusion is another person's than who raised or evaluated it or performs the control; kNotEvaluated, kAlreadyConcluded, kNotMeasured
/// while the amount matters and no materiality is stated; less than proposed needs `because` (kLowerNeedsReason).
[[nodiscard]] Status checkConclusion(const DeficiencyStanding& standing, const DeficiencyPeople& people, PersonId by, const Proposal& proposal, DeficiencyLevel level,
    const std::string& because, std::string_view currency);
/// Remedied is what was concluded to be one, retested by somebody who does not perform the control. kNotConcluded, kRetesterPerforms.
[[nodiscard]] Status checkRemedy(const DeficiencyStanding& standing, const DeficiencyPeople& people, PersonId by);

} // namespace oxseal::controls
