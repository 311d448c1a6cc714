// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"

#include <optional>
#include <string_view>

namespace oxseal::access {

inline constexpr ErrorCode kExtractTooOld{"access.extract_too_old", ErrorClass::Refused};
inline constexpr ErrorCode kExtractOtherSystem{"access.extract_other_system", ErrorClass::Refused};
inline constexpr ErrorCode kNotClaimed{"access.removal_not_claimed", ErrorClass::Refused};
inline constexpr ErrorCode kAlreadyClaimed{"access.removal_already_claimed", ErrorClass::Refused};

/// A15: a closed ticket is a claim; only a later extract of the same system proves it.
enum class RevocationState : std::uint8_t {
    Requested,
    Claimed, ///< somebody says it is done
    StillPresent, ///< claimed, but a later extract still holds it
    Removed, ///< absent in a later extract; watched from now on
    Regranted, ///< was removed and is back: an alarm
};
[[nodiscard]] const char* name(RevocationState state) noexcept;
[[nodiscard]] std::optional<RevocationState> revocationStateFromName(std::string_view name) noexcept;

struct Revocation
{
    RevocationState state = RevocationState::Requested;
    std::optional<Instant> claimedAt;
    std::optional<Instant> removedAsOf; ///< of the extract that proved the removal
};

/// What an extract shows of one revoked grant.
struct ExtractView
{
    Instant takenAt; ///< a date alone counts as the beginning of that day, so that it cannot prove the same day's claim
    bool sameSystem = true;
    bool present = false; ///< the revoked grant (or, for a reduction, the old level) is still there
};

/// The state after looking at an extract. An extract that is not later than the claim (or than the proof of removal)
/// proves nothing and is refused with kExtractTooOld, one of another system with kExtractOtherSystem, and a removal that nobody
/// has claimed yet with kNotClaimed.
[[nodiscard]] Result<RevocationState> verify(const Revocation& revocation, const ExtractView& extract);

/// Working days in which a removal is due: 0 privileged, 1 leavers, 5 others (practice, not a rule; a policy value).
struct RemovalClock
{
    int privileged = 0;
    int leaver = 1;
    int other = 5;
};
/// Saturdays and Sundays do not count; holidays are left to the calendar, so the date is never later than the true one.
[[nodiscard]] Day removalDue(Day requested, bool privileged, bool leaver, const RemovalClock& clock = {});

} // namespace oxseal::access
