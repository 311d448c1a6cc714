// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/deficiency_sources.h"

#include <string>

namespace oxseal {

inline constexpr ErrorCode kDeficiencyNoTitle{"deficiency.no_title", ErrorClass::Usage};
inline constexpr ErrorCode kDeficiencyAssertion{"deficiency.assertion", ErrorClass::Usage};
inline constexpr ErrorCode kAccountNeedsEntity{"deficiency.account_needs_entity", ErrorClass::Usage};
inline constexpr ErrorCode kAlreadyLinked{"deficiency.already_linked", ErrorClass::Refused}; ///< {0} words of the thing, {1} number
inline constexpr ErrorCode kNoSuchIndicator{"deficiency.no_such_indicator", ErrorClass::Usage};
inline constexpr ErrorCode kCompensatesItself{"deficiency.compensates_itself", ErrorClass::Refused};
inline constexpr ErrorCode kControlStillFails{"deficiency.control_still_fails", ErrorClass::Refused};
inline constexpr ErrorCode kRetestNoteMissing{"deficiency.retest_note_missing", ErrorClass::Usage};
inline constexpr ErrorCode kDeficiencyDay{"deficiency.day", ErrorClass::Usage};
inline constexpr ErrorCode kDeficiencyPeriodClosed{"deficiency.period_closed", ErrorClass::Refused};

/// What is raised. Entity, account and control that are left empty are those of the source.
struct DeficiencyWish
{
    std::string title;
    std::string entity; ///< code; "" the group
    std::string control; ///< code; "" none named
    std::string account; ///< "" none
    std::string assertion; ///< EO C AV CO RO PD; "" none
    DeficiencySourceName source;
};

/// Every act belongs to a period that is neither filed nor closed (kDeficiencyPeriodClosed) and counts from it on.
/// Raising, linking, evaluating, remedying, telling and opening again: permission RecordDeficiency. Concluding: ConcludeDeficiency.

/// Gives the number. kDeficiencyNoTitle, kDeficiencyAssertion, kAccountNeedsEntity, kNoSuchEntity, kNoSuchControl, kAlreadyLinked when the source
/// points at one that is not settled yet, and the errors of sourceFacts.
[[nodiscard]] Result<std::int64_t> raiseDeficiency(Workspace& workspace, const PeriodRow& period, const DeficiencyWish& wish, const std::string& reason);
/// Something else that points at the same deficiency.
[[nodiscard]] Status linkDeficiency(Workspace& workspace, const PeriodRow& period, std::int64_t id, const DeficiencySourceName& source, const std::string& reason);

/// Whether the compensating control is tested is read from the register of controls of the period, never typed. kNoSuchControl,
/// kNoSuchIndicator, kCompensatesItself, kAlreadyConcluded, and the errors of controls::checkEvaluation.
[[nodiscard]] Status evaluateDeficiency(Workspace& workspace, const PeriodRow& period, std::int64_t id, controls::Evaluation evaluation, const std::string& reason);
/// The second person's word: what it is. `because` says why less than proposed, or why no deficiency at all. Measured by the rules in force. The
/// errors of controls::checkConclusion.
[[nodiscard]] Status concludeDeficiency(
    Workspace& workspace, const PeriodRow& period, std::int64_t id, controls::DeficiencyLevel level, const std::string& because, const std::string& reason);
/// Mended since `day`, as the retest showed. kRetestNoteMissing, kDeficiencyDay for a day to come or before it was seen, kControlStillFails while the
/// control's last test of the period failed, and the errors of controls::checkRemedy.
[[nodiscard]] Status remediateDeficiency(
    Workspace& workspace, const PeriodRow& period, std::int64_t id, Day day, const std::string& retest, const std::string& reason);
/// Auditor or audit committee were told on that day. kNothingToTell unless a significant deficiency or a material weakness was concluded.
[[nodiscard]] Status tellDeficiency(Workspace& workspace, const PeriodRow& period, std::int64_t id, controls::Told told, Day day, const std::string& reason);
/// What was concluded or remediated is a candidate again. kNothingToReopen.
[[nodiscard]] Status reopenDeficiency(Workspace& workspace, const PeriodRow& period, std::int64_t id, const std::string& reason);

} // namespace oxseal
