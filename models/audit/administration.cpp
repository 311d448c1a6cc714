// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/administration.h"

#include <algorithm>

namespace oxseal {

ActsDue actsDue(std::span<const AdministratorAct> acts, std::uint64_t reviewedTo, Day periodEnd)
{
    const auto open = std::find_if(acts.begin(), acts.end(), [&](const AdministratorAct& act) { return act.sequence >= reviewedTo; });
    const auto from = static_cast<std::size_t>(open - acts.begin());
    std::size_t end = acts.size();
    while (end > from && acts[end - 1].time.day() > periodEnd)
        --end;
    return {acts.first(from), acts.subspan(from, end - from), acts.subspan(end)};
}

std::span<const AdministratorAct> actsBetween(std::span<const AdministratorAct> acts, std::uint64_t first, std::uint64_t last)
{
    const auto from = std::find_if(acts.begin(), acts.end(), [&](const AdministratorAct& act) { return act.sequence >= first; });
    const auto end = std::find_if(from, acts.end(), [&](const AdministratorAct& act) { return act.sequence > last; });
    return {from, end};
}

ActsHindrance whyNotReviewActs(std::span<const AdministratorAct> due, PersonId person, const std::set<Role>& roles)
{
    if (due.empty())
        return ActsHindrance::NothingDue;
    if (roles.contains(Role::Administrator))
        return ActsHindrance::Administrator;
    const bool own = std::any_of(due.begin(), due.end(), [&](const AdministratorAct& act) { return act.person == person; });
    return own ? ActsHindrance::OwnActs : ActsHindrance::None;
}

Digest actsDigest(Hasher& hasher, std::span<const AdministratorAct> acts)
{
    for (const AdministratorAct& act : acts)
        hasher.update(ByteView(act.leaf.bytes));
    return hasher.finish();
}

} // namespace oxseal
