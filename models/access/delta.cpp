// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/delta.h"

#include <algorithm>
#include <array>
#include <map>

namespace oxseal::access {
namespace {

struct Held
{
    const Grant* grant = nullptr;
    Level level = Level::None;
    Flag privileged = Flag::No;
};

std::map<std::string, Held> heldBy(const Population& population)
{
    std::map<std::string, Held> held;
    for (const Grant& grant : population.grants) {
        Held& entry = held[grantKey(population, grant)];
        const Level level = levelFromText(population.entitlements[grant.entitlement].level);
        if (entry.grant == nullptr || level > entry.level) {
            entry.grant = &grant;
            entry.level = level;
        }
        if (grant.privileged == Flag::Yes)
            entry.privileged = Flag::Yes;
    }
    return held;
}

std::map<std::string, const Account*> accountsOf(const Population& population)
{
    std::map<std::string, const Account*> accounts;
    for (const Account& account : population.accounts)
        accounts[account.system + '\x1f' + account.id] = &account;
    return accounts;
}

DeltaLine lineOf(Change change, const Population& population, const Grant& grant)
{
    const Account& account = population.accounts[grant.account];
    return {change, account.system, account.id, population.entitlements[grant.entitlement].key(), "", ""};
}

} // namespace

const char* name(Change change) noexcept
{
    constexpr std::array<const char*, 7> names{
        "added", "removed", "level_raised", "level_lowered", "admin_gained", "owner_changed", "regranted"};
    return names[static_cast<std::size_t>(change)];
}

std::string grantKey(const std::string& system, const std::string& account, const std::string& entitlementKey)
{
    return system + '\x1f' + account + '\x1f' + entitlementKey;
}

std::string grantKey(const Population& population, const Grant& grant)
{
    const Account& account = population.accounts[grant.account];
    return grantKey(account.system, account.id, population.entitlements[grant.entitlement].key());
}

std::vector<DeltaLine> delta(const Population& before, const Population& after, const std::set<std::string>& revoked)
{
    std::vector<DeltaLine> lines;
    const auto then = heldBy(before), now = heldBy(after);
    for (const auto& [key, held] : now) {
        const auto old = then.find(key);
        if (old == then.end()) {
            lines.push_back(lineOf(revoked.contains(key) ? Change::Regranted : Change::Added, after, *held.grant));
            continue;
        }
        const Level a = old->second.level, b = held.level;
        if (a != b && a != Level::Unstated && b != Level::Unstated) {
            DeltaLine line = lineOf(b > a ? Change::LevelRaised : Change::LevelLowered, after, *held.grant);
            line.before = name(a);
            line.after = name(b);
            lines.push_back(std::move(line));
        }
        if (held.privileged == Flag::Yes && old->second.privileged != Flag::Yes)
            lines.push_back(lineOf(Change::AdminGained, after, *held.grant));
    }
    for (const auto& [key, held] : then) {
        if (!now.contains(key))
            lines.push_back(lineOf(Change::Removed, before, *held.grant));
    }
    const auto accountsThen = accountsOf(before), accountsNow = accountsOf(after);
    for (const auto& [key, account] : accountsNow) {
        const auto old = accountsThen.find(key);
        if (old != accountsThen.end() && old->second->owner != account->owner)
            lines.push_back({Change::OwnerChanged, account->system, account->id, "", old->second->owner, account->owner});
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace oxseal::access
