// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/sod_reads.h"

namespace oxseal {

inline constexpr ErrorCode kNoSodListing{"sod.no_listing", ErrorClass::Refused};
inline constexpr ErrorCode kAcceptOwn{"sod.accept_own", ErrorClass::Refused};
inline constexpr ErrorCode kMitigateOwn{"sod.mitigate_own", ErrorClass::Refused}; ///< {0} employee number
inline constexpr ErrorCode kNothingAccepted{"sod.nothing_accepted", ErrorClass::Refused};
inline constexpr ErrorCode kSecondWordOwn{"sod.second_word_own", ErrorClass::Denied};

/// All latest listings of the period, over all systems, with the period's latest roster. Accounts of nobody are judged by
/// themselves ("account:ERP/x9"). Every conflict gets its fingerprint from person and rule.
[[nodiscard]] Result<SodRunRow> runSod(Workspace& workspace, const PeriodRow& period, const std::string& reason);

/// A compensating control against one conflict of the period's last run; `performer` is an employee id (B6). The rules of
/// sod::provenMitigation hold, with the register and the roster of the period; kMitigateOwn from the person in conflict.
[[nodiscard]] Status mitigateConflict(Workspace& workspace, const PeriodRow& period, const std::string& fingerprint,
    const sod::Mitigation& mitigation, const std::string& reason);
/// The same for duties that cannot be separated: why not, and how precisely the control watches them (B11). The rules of
/// sod::allowedCompensation hold, with the managers of the period's roster.
[[nodiscard]] Status compensateConflict(Workspace& workspace, const PeriodRow& period, const std::string& fingerprint,
    const sod::Mitigation& mitigation, const sod::Compensation& compensation, const std::string& reason);
/// The risk is accepted until a day (sod::allowedAcceptance); not by the person in conflict. One of severity high or critical counts once
/// a second person has approved it. A former acceptance stays in the history; what is replaced is named in the event and the row.
[[nodiscard]] Status acceptConflict(
    Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, Day until, const std::string& reason);
/// The second person's word on the acceptance that waits: by a controller or chief officer who neither accepted it nor has the conflict.
/// kNothingAccepted when none waits; one whose last day has passed meanwhile can only be declined. Permission DisposeMatter.
[[nodiscard]] Status judgeAcceptance(
    Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, bool approve, const std::string& reason);

} // namespace oxseal
