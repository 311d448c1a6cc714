// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/look_back_facts.h"

namespace oxseal::access {

void addSightings(std::map<std::string, LookBackFacts>& wanted, const Population& listing, Day asOf)
{
    for (const Grant& grant : listing.grants) {
        const Account& account = listing.accounts[grant.account];
        const auto found = wanted.find(account.id);
        if (found == wanted.end())
            continue;
        LookBackFacts& seen = found->second;
        if (seen.listed != asOf)
            seen.entitlements.clear();
        seen.listed = asOf;
        seen.name = account.name.empty() ? account.email : account.name;
        seen.enabled = account.enabled;
        if (std::string held = listing.entitlements[grant.entitlement].text(); !held.empty())
            seen.entitlements.push_back(std::move(held));
        for (const std::optional<Day>& use : {account.lastLogin, grant.lastUsed == DayColumn::kNone ? std::nullopt : std::optional<Day>(Day{grant.lastUsed})}) {
            if (use && (!seen.lastUse || *use > *seen.lastUse))
                seen.lastUse = use;
        }
    }
}

LeaverFacts factsOf(const LookBackFacts& seen, const LeaverTime& time)
{
    LeaverFacts facts;
    facts.lastDay = time.lastDay;
    facts.lastUse = seen.lastUse;
    facts.enabled = seen.enabled;
    facts.listed = seen.listed.value_or(Day());
    facts.useKnownUntil = facts.listed;
    facts.goneAsOf = time.end.by == EndKnownBy::Nothing ? std::nullopt : time.end.on;
    return facts;
}

} // namespace oxseal::access
