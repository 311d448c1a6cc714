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
    Flag privileged = Flag::No; ///< unknown unless a line says yes or all say no
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
        if (entry.privileged != Flag::Yes && grant.privileged != Flag::No)
            entry.privileged = grant.privileged;
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

const char* status(const Account& account) { return account.enabled == Flag::Yes ? "active" : account.enabled == Flag::No ? "disabled" : "unknown"; }
const char* factor(const Account& account) { return account.mfa == Flag::Yes ? "on" : account.mfa == Flag::No ? "off" : "unknown"; }

/// One fact of an account; `unstated` is what it reads like when the listing does not say, null where that is a fact of its own: an
/// account without an owner, or of nobody.
struct AccountFact
{
    Change change;
    std::string (*of)(const Account&);
    const char* unstated;
};
constexpr std::array<AccountFact, 6> kAccountFacts{{
    {Change::OwnerChanged, [](const Account& a) { return a.owner; }, nullptr},
    {Change::StatusChanged, [](const Account& a) { return std::string(status(a)); }, "unknown"},
    {Change::MfaChanged, [](const Account& a) { return std::string(factor(a)); }, "unknown"},
    {Change::TypeChanged, [](const Account& a) { return std::string(name(a.type)); }, "unknown"},
    {Change::PersonChanged, [](const Account& a) { return a.employeeId; }, nullptr},
    {Change::EmailChanged, [](const Account& a) { return a.email; }, ""},
}};

bool states(const Population& population, const AccountFact& fact)
{
    return fact.unstated == nullptr || std::any_of(population.accounts.begin(), population.accounts.end(), [&fact](const Account& account) { return fact.of(account) != fact.unstated; });
}

void addAccountChanges(std::vector<DeltaLine>& lines, const Population& before, const Population& after)
{
    const auto then = accountsOf(before), now = accountsOf(after);
    for (const AccountFact& fact : kAccountFacts) {
        if (!states(before, fact) || !states(after, fact))
            continue;
        for (const auto& [key, account] : now) {
            const auto old = then.find(key);
            if (old == then.end())
                continue;
            std::string was = fact.of(*old->second), is = fact.of(*account);
            if (was != is)
                lines.push_back({fact.change, account->system, account->id, "", std::move(was), std::move(is)});
        }
    }
}

} // namespace

const char* name(Change change) noexcept
{
    constexpr std::array<const char*, 13> names{"added", "removed", "level_raised", "level_lowered", "admin_gained", "owner_changed", "regranted",
        "admin_lost", "status_changed", "mfa_changed", "type_changed", "person_changed", "email_changed"};
    return names[static_cast<std::size_t>(change)];
}

bool ofAccount(Change change) noexcept { return change == Change::OwnerChanged || change > Change::AdminLost; }

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
        if (held.privileged == Flag::No && old->second.privileged == Flag::Yes)
            lines.push_back(lineOf(Change::AdminLost, after, *held.grant));
    }
    for (const auto& [key, held] : then) {
        if (!now.contains(key))
            lines.push_back(lineOf(Change::Removed, before, *held.grant));
    }
    addAccountChanges(lines, before, after);
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace oxseal::access
