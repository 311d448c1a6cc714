// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/delegation.h"

#include "models/access/person_number.h"

#include <algorithm>
#include <set>

namespace oxseal::access {
namespace {

bool meet(const Delegation& a, const Delegation& b) noexcept { return a.first <= b.last && b.first <= a.last; }

} // namespace

bool standsOn(const Delegation& delegation, Day day) noexcept
{
    return delegation.approved && !delegation.ended && delegation.first <= day && day <= delegation.last;
}

Status allowedDelegation(const Delegation& wish, std::span<const Delegation> others, Day today)
{
    if (sameNumber(wish.from, wish.to))
        return fail(kDelegationToSelf, {}, {wish.from});
    if (wish.last < wish.first)
        return fail(kDelegationDays, {}, {wish.first.iso(), wish.last.iso()});
    if (wish.last < today)
        return fail(kDelegationPast, {}, {wish.last.iso()});
    for (const Delegation& other : others) {
        if (other.ended || !meet(wish, other))
            continue;
        if (other.from == wish.to)
            return fail(kDelegationChained, {}, {wish.to, other.to, other.first.iso(), other.last.iso()});
        if (other.to == wish.from)
            return fail(kDelegationChained, {}, {other.from, wish.from, other.first.iso(), other.last.iso()});
        if (other.from == wish.from)
            return fail(kDelegationOverlaps, {}, {wish.from, other.to, other.first.iso(), other.last.iso()});
    }
    return {};
}

Status mayApprove(const Delegation& delegation, std::string_view askedBy, std::string_view approver)
{
    if (delegation.approved || delegation.ended)
        return fail(kDelegationWrongState, {}, {delegation.ended ? "ended" : "approved", "requested"});
    if (sameNumber(approver, delegation.from) || sameNumber(approver, delegation.to) || sameNumber(approver, askedBy))
        return fail(kApproverInvolved, {}, {std::string(approver)});
    return {};
}

Flag reportsTo(const Roster& roster, const std::string& worker, const std::string& boss)
{
    if (worker.empty() || boss.empty() || roster.byId(worker) < 0 || roster.byId(boss) < 0)
        return Flag::Unknown;
    std::set<std::int32_t> seen;
    for (std::int32_t at = roster.byId(worker); at >= 0;) {
        // A ring of managers has no top.
        if (!seen.insert(at).second)
            return Flag::Unknown;
        const std::string& manager = roster.workers()[static_cast<std::size_t>(at)].managerId;
        if (manager.empty())
            return Flag::No;
        at = roster.byId(manager);
        if (at == roster.byId(boss))
            return Flag::Yes;
    }
    return Flag::Unknown;
}

Status mayJudgeDelegator(std::span<const Delegation> delegations, std::string_view reviewer, std::string_view subject, Day day)
{
    const bool barred = std::any_of(delegations.begin(), delegations.end(), [&](const Delegation& one) {
        return sameNumber(one.from, subject) && sameNumber(one.to, reviewer) && one.subordinate != Flag::No && standsOn(one, day);
    });
    if (barred)
        return fail(kStandInSubordinate, {}, {std::string(reviewer), std::string(subject)});
    return {};
}

const char* name(Succession succession) noexcept
{
    switch (succession) {
    case Succession::Stays: return "stays";
    case Succession::Reconfirm: return "reconfirm";
    case Succession::Moves: break;
    }
    return "moves";
}

Succession successionOf(const std::optional<Decision>& decision, const LineFlags& flags, bool resolved) noexcept
{
    if (!decision || !settles(*decision))
        return Succession::Moves;
    const bool grave = flags.alarming() || flags.get(LineFlag::Privileged) != Flag::No;
    return grave && !resolved ? Succession::Reconfirm : Succession::Stays;
}

} // namespace oxseal::access
