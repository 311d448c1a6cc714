// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/result.h"

#include <optional>
#include <string>

namespace oxseal::sod {

inline constexpr ErrorCode kMitigatedByConflicted{"sod.mitigated_by_conflicted", ErrorClass::Refused};
inline constexpr ErrorCode kMitigationWithoutControl{"sod.mitigation_without_control", ErrorClass::Refused};
inline constexpr ErrorCode kMitigationExpiry{"sod.mitigation_expiry", ErrorClass::Refused};

/// How far a compensating control has come (B6).
enum class MitigationState : std::uint8_t {
    Designed,
    Operating, ///< operating, not yet tested
    Tested,
    Failed,
};
[[nodiscard]] const char* name(MitigationState state) noexcept; ///< "designed", "operating", "tested", "failed"
[[nodiscard]] std::optional<MitigationState> mitigationStateFromName(std::string_view name) noexcept;

/// A compensating control that stands against one conflict.
struct Mitigation
{
    std::string control; ///< id of the control, e.g. "C-31"
    std::string performer; ///< employee id (or login) of the person who performs it
    Day expires; ///< the last day on which it counts
    MitigationState state = MitigationState::Designed;
};

/// What a conflict amounts to on a day.
enum class Standing : std::uint8_t {
    Open, ///< nothing stands against it, or what stood has failed or expired
    Mitigated, ///< by a tested control
    MitigatedUntested, ///< designed or operating: an open matter, not an open conflict
    Accepted, ///< risk accepted, dated
};
[[nodiscard]] const char* name(Standing standing) noexcept;

/// Refuses a mitigation without control, one that has already expired, and one performed by the conflicted person, who
/// cannot be his own check.
[[nodiscard]] Status allowedMitigation(const Mitigation& mitigation, const std::string& conflictedPerson, Day today);
[[nodiscard]] Standing standing(const std::optional<Mitigation>& mitigation, const std::optional<Day>& acceptedUntil, Day today);

} // namespace oxseal::sod
