// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/access_graph.h"

#include "models/access/table_cells.h"

#include <algorithm>

namespace oxseal::sod {

using access::Entitlement;
using access::Level;
using access::levelFromText;

std::size_t AccessGraph::usersWithGrants() const
{
    std::vector<char> granted(accounts.size());
    for (const GraphGrant& grant : grants)
        granted[grant.account] = 1;
    std::vector<char> user(persons.size());
    for (std::size_t at = 0; at < accounts.size(); ++at) {
        if (granted[at] != 0 && accounts[at].person != kNoPerson)
            user[accounts[at].person] = 1;
    }
    return static_cast<std::size_t>(std::count(user.begin(), user.end(), 1));
}

GraphBuilder::GraphBuilder(const Table* contents)
{
    if (contents == nullptr)
        return;
    const access::Cells systems(*contents, {"system"}), roles(*contents, {"entitlement", "role"}),
        permissions(*contents, {"permission"}), levels(*contents, {"level"});
    std::string key;
    std::string before;
    std::vector<Content>* role = nullptr; // of the row before: files list a role's permissions one after another
    for (std::size_t row = 0; row < contents->rows(); ++row) {
        key = systems.text(row).append(1, '\x1f').append(roles.text(row));
        if (role == nullptr || key != before) {
            role = &contents_[key];
            before = key;
        }
        role->push_back({permissions.text(row), levelFromText(levels.text(row))});
    }
}

std::uint32_t GraphBuilder::person(std::string_view subject)
{
    const std::uint32_t number = persons_.intern(subject);
    if (number == graph_.persons.size())
        graph_.persons.emplace_back(subject);
    return number;
}

std::uint32_t GraphBuilder::permission(const std::string& system, const std::string& name)
{
    key_.assign(system).append(1, '\x1f').append(name);
    const std::uint32_t number = permissions_.intern(key_);
    if (number == graph_.permissions.size())
        graph_.permissions.push_back({system, name});
    return number;
}

std::uint32_t GraphBuilder::role(const Entitlement& entitlement)
{
    // One name only (an "entitlement"): a role when the contents know it, else a permission by itself.
    const bool nameOnly = entitlement.role.empty() || entitlement.permission.empty();
    const std::string& named = entitlement.role.empty() ? entitlement.permission : entitlement.role;
    const Level level = levelFromText(entitlement.level);
    auto found = contents_.end();
    if (nameOnly) {
        found = contents_.find(entitlement.system + '\x1f' + named);
        if (found == contents_.end())
            found = contents_.find('\x1f' + named);
    }
    GraphRole role{entitlement.system, found == contents_.end() ? entitlement.role : named, {}};
    if (found == contents_.end()) {
        const std::string& direct = entitlement.permission.empty() ? entitlement.role : entitlement.permission;
        role.permissions.push_back({permission(entitlement.system, direct), level});
    } else {
        for (const Content& content : found->second)
            role.permissions.push_back({permission(entitlement.system, content.permission), content.level});
    }
    graph_.roles.push_back(std::move(role));
    return static_cast<std::uint32_t>(graph_.roles.size() - 1);
}

template <class Accounts>
void GraphBuilder::addAccounts(const Accounts& accounts, std::span<const std::string_view> subjects)
{
    std::vector<std::string_view> owned;
    owned.reserve(subjects.size());
    std::copy_if(subjects.begin(), subjects.end(), std::back_inserter(owned), [](std::string_view subject) { return !subject.empty(); });
    std::vector<std::uint32_t> persons;
    persons_.intern(owned, persons);
    for (std::size_t number = graph_.persons.size(); number < persons_.size(); ++number)
        graph_.persons.emplace_back(persons_[number]);
    graph_.accountsWithoutPerson += subjects.size() - owned.size();
    graph_.accounts.reserve(graph_.accounts.size() + accounts.size());
    auto next = persons.begin();
    for (std::size_t at = 0; at < accounts.size(); ++at) {
        const std::uint32_t person = subjects[at].empty() ? kNoPerson : *next++;
        graph_.accounts.push_back({std::string(accounts[at].system), std::string(accounts[at].id), person});
    }
}

template <class Grants>
void GraphBuilder::addGrants(std::uint32_t accountBase, const std::vector<Entitlement>& entitlements, const Grants& grants)
{
    std::vector<std::uint32_t> roles;
    roles.reserve(entitlements.size());
    for (const Entitlement& entitlement : entitlements)
        roles.push_back(role(entitlement));
    graph_.grants.reserve(graph_.grants.size() + grants.size());
    for (const auto& grant : grants)
        graph_.grants.push_back({accountBase + grant.account, roles[grant.entitlement]});
}

void GraphBuilder::add(const access::Population& population, const std::vector<std::string>& subjects)
{
    const auto accountBase = static_cast<std::uint32_t>(graph_.accounts.size());
    addAccounts(population.accounts, std::vector<std::string_view>(subjects.begin(), subjects.end()));
    addGrants(accountBase, population.entitlements, population.grants);
}

void GraphBuilder::add(const access::Holdings& holdings, std::span<const std::string_view> subjects)
{
    const auto accountBase = static_cast<std::uint32_t>(graph_.accounts.size());
    addAccounts(holdings.accounts, subjects);
    addGrants(accountBase, holdings.entitlements, holdings.lines);
}

std::vector<std::string> subjectsOf(const access::Population& population, const access::Roster& roster)
{
    std::vector<std::string> subjects;
    subjects.reserve(population.accounts.size());
    for (const auto& account : population.accounts) {
        const auto match = roster.match(account);
        subjects.push_back(
            match.worker < 0 ? std::string() : roster.workers()[static_cast<std::size_t>(match.worker)].employeeId);
    }
    return subjects;
}

} // namespace oxseal::sod
