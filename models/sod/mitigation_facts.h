// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/sod/duty_limits.h"
#include "models/sod/mitigation.h"

namespace oxseal::sod {

inline constexpr ErrorCode kMitigationNoControl{"sod.mitigation_no_control", ErrorClass::Refused}; ///< {0} control
inline constexpr ErrorCode kMitigationNoWorker{"sod.mitigation_no_worker", ErrorClass::Refused}; ///< {0} performer
inline constexpr ErrorCode kMitigationUntested{"sod.mitigation_untested", ErrorClass::Refused}; ///< {0} control
inline constexpr ErrorCode kMitigationTooLong{"sod.mitigation_too_long", ErrorClass::Refused}; ///< {0} day, {1} last day allowed

/// What the register of controls says about the one that is named.
struct NamedControl
{
    bool known = false;
    bool passed = false; ///< its latest operating test of the period passed
};

/// A mitigation takes a conflict off the open ones, and so it rests on what others recorded: a control of the register, performed by a
/// worker of the roster who has not the conflict, no longer than the limits let it count; "tested" rests on a test of the control that
/// passed. Errors: those of allowedMitigation and the four above.
[[nodiscard]] Status provenMitigation(const Mitigation& mitigation, const std::string& conflictedPerson, const NamedControl& control,
    const access::Roster& roster, Day today, const DutyLimits& limits);

} // namespace oxseal::sod
