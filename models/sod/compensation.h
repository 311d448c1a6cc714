// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/sod/duty_limits.h"
#include "models/sod/mitigation.h"

#include <cstdint>
#include <string>

namespace oxseal::sod {

inline constexpr ErrorCode kCompensationIncomplete{"sod.compensation_incomplete", ErrorClass::Input}; ///< {0} the field that is missing
inline constexpr ErrorCode kCompensationTooLong{"sod.compensation_too_long", ErrorClass::Refused}; ///< {0} day, {1} last day allowed
inline constexpr ErrorCode kReviewedBySubordinate{"sod.reviewed_by_subordinate", ErrorClass::Refused}; ///< {0} reviewer, {1} conflicted person

/// Why two duties stay with one person (B11).
enum class KeptTogether : std::uint8_t {
    Headcount, ///< nobody else is there to take one of them
    Owner, ///< the owner or an officer holds both by office
    System, ///< the system cannot separate them
    Transition, ///< until a hire, a leave or a project ends
    Other,
};
[[nodiscard]] const char* name(KeptTogether cause) noexcept; ///< "headcount", "owner", "system", "transition", "other"
[[nodiscard]] std::optional<KeptTogether> keptTogetherFromName(std::string_view name) noexcept;

/// How often the compensating control is performed.
enum class ReviewRhythm : std::uint8_t { Transaction, Daily, Weekly, Monthly, Quarterly };
[[nodiscard]] const char* name(ReviewRhythm rhythm) noexcept; ///< "transaction", "daily", …
[[nodiscard]] std::optional<ReviewRhythm> reviewRhythmFromName(std::string_view name) noexcept;

/// What makes a compensating control precise enough to rely on: threshold, population, reviewer, frequency, evidence and expiry
/// (domain §4). Control, reviewer and expiry stand in its Mitigation.
struct Compensation
{
    KeptTogether cause = KeptTogether::Headcount;
    std::string explanation; ///< why they cannot be separated
    std::string population; ///< the report or list that is looked through
    std::int64_t precisionMinor = 0; ///< smallest amount that is looked at, minor units; 0: every item
    std::string currency; ///< of the precision; "" only when that is 0
    ReviewRhythm rhythm = ReviewRhythm::Monthly;
    std::string evidence; ///< what is kept of each performance
};

/// Everything is said, the reviewer is neither the conflicted person nor below them in the roster, and it ends within the limits.
/// Errors: those of allowedMitigation and the three above. `roster` may be empty: then nobody's manager is known.
[[nodiscard]] Status allowedCompensation(const Mitigation& mitigation, const Compensation& compensation, const std::string& conflictedPerson,
    const access::Roster& roster, Day today, const DutyLimits& limits);

} // namespace oxseal::sod
