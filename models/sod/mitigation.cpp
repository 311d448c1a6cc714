// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/mitigation.h"

#include "models/core/named.h"
#include "models/core/text.h"

#include <array>

namespace oxseal::sod {
namespace {

constexpr std::array<const char*, 4> kStates{"designed", "operating", "tested", "failed"};

} // namespace

const char* name(MitigationState state) noexcept
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<MitigationState> mitigationStateFromName(std::string_view text) noexcept { return fromName<MitigationState>(kStates, text); }

const char* name(Standing standing) noexcept
{
    constexpr std::array<const char*, 4> names{"open", "mitigated", "mitigated_untested", "accepted"};
    return names[static_cast<std::size_t>(standing)];
}

Status allowedMitigation(const Mitigation& mitigation, const std::string& conflictedPerson, Day today)
{
    if (trimmed(mitigation.control).empty() || trimmed(mitigation.performer).empty())
        return fail(kMitigationWithoutControl);
    if (equalsIgnoringCase(trimmed(mitigation.performer), trimmed(conflictedPerson)))
        return fail(kMitigatedByConflicted, {}, {conflictedPerson});
    if (mitigation.expires < today)
        return fail(kMitigationExpiry, {}, {mitigation.expires.iso()});
    return {};
}

Standing standing(const std::optional<Mitigation>& mitigation, const std::optional<Day>& acceptedUntil, Day today)
{
    if (mitigation && mitigation->state != MitigationState::Failed && today <= mitigation->expires)
        return mitigation->state == MitigationState::Tested ? Standing::Mitigated : Standing::MitigatedUntested;
    if (acceptedUntil && today <= *acceptedUntil)
        return Standing::Accepted;
    return Standing::Open;
}

} // namespace oxseal::sod
