// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/revocation.h"

#include <array>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 5> kStates{"requested", "claimed", "still_present", "removed", "regranted"};

} // namespace

const char* name(RevocationState state) noexcept
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<RevocationState> revocationStateFromName(std::string_view text) noexcept
{
    for (std::size_t at = 0; at < kStates.size(); ++at) {
        if (text == kStates[at])
            return static_cast<RevocationState>(at);
    }
    return std::nullopt;
}

Result<RevocationState> verify(const Revocation& revocation, const ExtractView& extract)
{
    using S = RevocationState;
    if (!extract.sameSystem)
        return fail(kExtractOtherSystem);
    const bool proven = revocation.state == S::Removed || revocation.state == S::Regranted;
    const auto& since = proven ? revocation.removedAsOf : revocation.claimedAt;
    if (!since)
        return fail(kNotClaimed);
    if (extract.takenAt <= *since)
        return fail(kExtractTooOld, {}, {extract.takenAt.iso(), since->iso()});
    if (proven)
        return extract.present ? S::Regranted : revocation.state;
    return extract.present ? S::StillPresent : S::Removed;
}

Day removalDue(Day requested, bool privileged, bool leaver, const RemovalClock& clock)
{
    int left = privileged ? clock.privileged : leaver ? clock.leaver : clock.other;
    Day due = requested;
    while (left > 0) {
        due = due.plus(1);
        if (due.weekday() <= 5)
            --left;
    }
    return due;
}

} // namespace oxseal::access
