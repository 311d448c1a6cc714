// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/account_facts.h"

#include <array>
#include <unordered_map>

namespace oxseal::access {

const char* name(AccountFact fact) noexcept { return fact == AccountFact::Owner ? "owner" : "purpose"; }

std::optional<AccountFact> accountFactFromName(std::string_view text) noexcept
{
    for (const AccountFact fact : {AccountFact::Owner, AccountFact::Purpose}) {
        if (text == name(fact))
            return fact;
    }
    return std::nullopt;
}

const char* name(FactSource source) noexcept
{
    constexpr std::array<const char*, 3> names{"", "listing", "stated"};
    return names[static_cast<std::size_t>(source)];
}

namespace {

using FactsByAccount = std::unordered_map<std::string, std::vector<const StatedFact*>>;

std::string keyOf(const std::string& system, const std::string& account) { return system + '\x1f' + account; }

FactsByAccount byAccount(std::span<const StatedFact> facts)
{
    FactsByAccount out;
    for (const StatedFact& fact : facts)
        out[keyOf(fact.system, fact.account)].push_back(&fact);
    return out;
}

void apply(Account& account, const std::vector<const StatedFact*>& facts, const Roster& roster, Day asOf)
{
    for (const StatedFact* fact : facts) {
        std::string& into = fact->what == AccountFact::Owner ? account.statedOwner : account.statedPurpose;
        into = mayState(account, fact->what, fact->value, roster, asOf) ? fact->value : std::string();
    }
}

bool nonHuman(const Account& account) noexcept
{
    if (account.type != AccountType::Unknown)
        return account.type != AccountType::Human;
    return !account.owner.empty() || !account.purpose.empty();
}

NonHumanAccount knownOf(const Account& account, const std::vector<const StatedFact*>& facts, Day asOf)
{
    NonHumanAccount out;
    const auto known = [](const std::string& listed, const std::string& stated, std::string& value, FactSource& from) {
        value = listed.empty() ? stated : listed;
        from = !listed.empty() ? FactSource::Listing : stated.empty() ? FactSource::Unknown : FactSource::Stated;
    };
    known(account.owner, account.statedOwner, out.owner, out.ownerFrom);
    known(account.purpose, account.statedPurpose, out.purpose, out.purposeFrom);
    for (const StatedFact* fact : facts)
        (fact->what == AccountFact::Owner ? out.ownerStated : out.purposeStated) = fact->id;
    out.keyAge = keyAge(account, asOf);
    return out;
}

} // namespace

void applyStated(Population& population, std::span<const StatedFact> oldestFirst, const Roster& roster, Day asOf)
{
    if (oldestFirst.empty())
        return;
    const FactsByAccount facts = byAccount(oldestFirst);
    for (Account& account : population.accounts) {
        if (const auto found = facts.find(keyOf(account.system, account.id)); found != facts.end())
            apply(account, found->second, roster, asOf);
    }
}

Status mayState(const Account& account, AccountFact what, const std::string& value, const Roster& roster, Day asOf)
{
    if (account.type == AccountType::Human)
        return fail(kFactOfHuman, {}, {account.id});
    const std::string& listed = what == AccountFact::Owner ? account.owner : account.purpose;
    if (!listed.empty())
        return fail(kFactListed, {}, {account.id, name(what), listed});
    if (what == AccountFact::Purpose || value.empty())
        return {};
    const std::int32_t worker = roster.byId(value);
    if (worker < 0)
        return fail(kNoSuchWorker, {}, {value});
    if (hasLeft(roster.workers()[static_cast<std::size_t>(worker)], asOf) == Flag::Yes)
        return fail(kOwnerLeft, {}, {value, asOf.iso()});
    return {};
}

std::optional<int> keyAge(const Account& account, Day asOf) noexcept
{
    return account.lastCredentialChange ? std::optional(asOf - *account.lastCredentialChange) : std::nullopt;
}

std::vector<NonHumanAccount> nonHumanAccounts(const Population& population, std::span<const StatedFact> oldestFirst, const Roster& roster, Day asOf)
{
    static const std::vector<const StatedFact*> none;
    const FactsByAccount facts = byAccount(oldestFirst);
    std::vector<std::size_t> rows(population.accounts.size(), population.grants.size());
    for (std::size_t row = population.grants.size(); row-- > 0;)
        rows[population.grants[row].account] = row;
    std::vector<NonHumanAccount> out;
    for (std::uint32_t at = 0; at < population.accounts.size(); ++at) {
        const Account& listed = population.accounts[at];
        if (listed.type == AccountType::Human)
            continue;
        const auto found = facts.empty() ? facts.end() : facts.find(keyOf(listed.system, listed.id));
        if (found == facts.end() && !nonHuman(listed))
            continue;
        const std::vector<const StatedFact*>& own = found == facts.end() ? none : found->second;
        Account account = listed;
        account.statedOwner.clear();
        account.statedPurpose.clear();
        apply(account, own, roster, asOf);
        NonHumanAccount& one = out.emplace_back(knownOf(account, own, asOf));
        one.account = at;
        one.row = rows[at];
    }
    return out;
}

} // namespace oxseal::access
