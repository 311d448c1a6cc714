// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/changed_flag.h"

#include "models/access/population.h"

#include <algorithm>
#include <unordered_set>

namespace oxseal::access {
namespace {

/// Which facts of accounts a listing states at all.
struct Stated
{
    bool status = false;
    bool factor = false;
    bool person = false;
    bool owner = false;
    bool type = false;

    explicit Stated(const std::vector<Account>& accounts)
    {
        for (const Account& account : accounts) {
            status |= account.enabled != Flag::Unknown;
            factor |= account.mfa != Flag::Unknown;
            person |= !account.employeeId.empty();
            owner |= !account.owner.empty();
            type |= account.type != AccountType::Unknown;
        }
    }
    Stated(const Stated& a, const Stated& b)
        : status(a.status && b.status)
        , factor(a.factor && b.factor)
        , person(a.person && b.person)
        , owner(a.owner && b.owner)
        , type(a.type && b.type)
    {
    }
};

/// From one value to another, where one of the two may not be stated.
Flag went(Flag was, Flag is, Flag from, Flag to)
{
    if (was == from && is == to)
        return Flag::Yes;
    const bool may = (was == from || was == Flag::Unknown) && (is == to || is == Flag::Unknown) && was != is;
    return may ? Flag::Unknown : Flag::No;
}

Flag typeChanged(AccountType was, AccountType is)
{
    if (was == is)
        return Flag::No;
    return was == AccountType::Unknown || is == AccountType::Unknown ? Flag::Unknown : Flag::Yes;
}

bool otherPerson(const Account& was, const Account& is, bool stated)
{
    if (stated)
        return was.employeeId != is.employeeId;
    return !was.email.empty() && !is.email.empty() && was.email != is.email;
}

Flag accountChanged(const Account& was, const Account& is, const Stated& stated)
{
    if (otherPerson(was, is, stated.person) || (stated.owner && was.owner != is.owner))
        return Flag::Yes;
    const Flag found[] = {stated.status ? went(was.enabled, is.enabled, Flag::No, Flag::Yes) : Flag::No,
        stated.factor ? went(was.mfa, is.mfa, Flag::Yes, Flag::No) : Flag::No, stated.type ? typeChanged(was.type, is.type) : Flag::No};
    const auto any = [&found](Flag wanted) { return std::find(std::begin(found), std::end(found), wanted) != std::end(found); };
    return any(Flag::Yes) ? Flag::Yes : any(Flag::Unknown) ? Flag::Unknown : Flag::No;
}

/// Accounts and entitlements of a population, by numbers that two populations share.
struct Numbers
{
    std::vector<std::uint32_t> accounts, entitlements;

    Numbers(AccountKeys& ofAccounts, Dictionary& ofEntitlements, const Population& population)
    {
        for (const Account& each : population.accounts)
            accounts.push_back(ofAccounts.add(each.system, each.id));
        for (const Entitlement& each : population.entitlements)
            entitlements.push_back(ofEntitlements.intern(each.key()));
    }
    [[nodiscard]] std::uint64_t line(const Grant& grant) const { return std::uint64_t{accounts[grant.account]} << 32U | entitlements[grant.entitlement]; }
};

/// The lines that give an administrator's rights.
std::unordered_set<std::uint64_t> administrators(const Population& population, const Numbers& numbers)
{
    std::vector<char> byName;
    for (const Entitlement& each : population.entitlements)
        byName.push_back(isAdministratorName(each.role) || isAdministratorName(each.permission) ? 1 : 0);
    std::unordered_set<std::uint64_t> out;
    for (const Grant& grant : population.grants) {
        if (grant.privileged == Flag::Yes || (grant.privileged == Flag::Unknown && byName[grant.entitlement] != 0))
            out.insert(numbers.line(grant));
    }
    return out;
}

std::vector<Flag> changedAccounts(const Population& current, const Numbers& now, const Population& before, const Numbers& then, std::size_t known)
{
    const Stated stated(Stated(before.accounts), Stated(current.accounts));
    std::vector<const Account*> was(known, nullptr);
    for (std::size_t at = 0; at < before.accounts.size(); ++at)
        was[then.accounts[at]] = &before.accounts[at];
    std::vector<Flag> out;
    for (std::size_t at = 0; at < current.accounts.size(); ++at) {
        const Account* old = was[now.accounts[at]];
        out.push_back(old == nullptr ? Flag::No : accountChanged(*old, current.accounts[at], stated));
    }
    return out;
}

} // namespace

void markChanged(Comparison& compared, const Population& current, const Population& before)
{
    constexpr auto kAt = static_cast<std::size_t>(LineFlag::Changed);
    AccountKeys accounts(statesSystem(current.accounts) && statesSystem(before.accounts));
    Dictionary entitlements;
    const Numbers then(accounts, entitlements, before), now(accounts, entitlements, current);
    const std::vector<Flag> ofAccounts = changedAccounts(current, now, before, then, accounts.size());
    const auto administered = administrators(before, then), administers = administrators(current, now);
    compared.counts[kAt] = compared.unknown[kAt] = 0;
    for (std::size_t row = 0; row < compared.lines.size(); ++row) {
        const Grant& grant = current.grants[row];
        LineFlags& flags = compared.lines[row].flags;
        Flag changed = flags.is(LineFlag::New) ? Flag::No : ofAccounts[grant.account];
        if (!flags.is(LineFlag::New) && administered.contains(now.line(grant)) != administers.contains(now.line(grant)))
            changed = Flag::Yes;
        flags.set(LineFlag::Changed, changed);
        compared.counts[kAt] += changed == Flag::Yes ? 1 : 0;
        compared.unknown[kAt] += changed == Flag::Unknown ? 1 : 0;
    }
}

void markReassigned(Comparison& compared, const Population& current, const Roster& now, const Roster& then)
{
    constexpr auto kAt = static_cast<std::size_t>(LineFlag::Changed);
    if (now.decisions().all().size() == then.decisions().all().size())
        return; // decisions are only ever added
    const auto subject = [](const Roster& roster, const Account& account) {
        const std::int32_t worker = roster.match(account).worker;
        return worker < 0 ? std::string() : roster.workers()[static_cast<std::size_t>(worker)].employeeId;
    };
    std::vector<char> reassigned;
    for (const Account& account : current.accounts)
        reassigned.push_back(subject(now, account) != subject(then, account) ? 1 : 0);
    for (std::size_t row = 0; row < compared.lines.size(); ++row) {
        LineFlags& flags = compared.lines[row].flags;
        if (reassigned[current.grants[row].account] == 0 || flags.is(LineFlag::New) || flags.is(LineFlag::Changed))
            continue;
        compared.unknown[kAt] -= flags.get(LineFlag::Changed) == Flag::Unknown ? 1U : 0U;
        flags.set(LineFlag::Changed, Flag::Yes);
        ++compared.counts[kAt];
    }
}

} // namespace oxseal::access
