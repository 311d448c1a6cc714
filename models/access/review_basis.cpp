// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/review_basis.h"

#include "models/access/population.h"

namespace oxseal::access {

Population populationOfSystem(const Table& listing, const std::string& system)
{
    Population population = populationOf(listing);
    for (Account& account : population.accounts) {
        if (account.system.empty())
            account.system = system;
    }
    for (Entitlement& entitlement : population.entitlements) {
        if (entitlement.system.empty())
            entitlement.system = system;
    }
    return population;
}

void nameAdministrators(Population& population)
{
    for (Grant& grant : population.grants) {
        if (grant.privileged != Flag::Unknown)
            continue;
        const Entitlement& entitlement = population.entitlements[grant.entitlement];
        const bool administrator = isAdministratorName(entitlement.role) || isAdministratorName(entitlement.permission);
        grant.privileged = administrator ? Flag::Yes : Flag::No;
    }
}

std::vector<ListedLine> listedLines(const Population& population, const Roster& roster, const Comparison& compared, Shape shape, std::size_t flagsKnown)
{
    std::vector<ListedLine> lines;
    lines.reserve(population.grants.size());
    for (std::size_t row = 0; row < population.grants.size(); ++row) {
        const Grant& grant = population.grants[row];
        const Account& account = population.accounts[grant.account];
        const Entitlement& entitlement = population.entitlements[grant.entitlement];
        const ComparedLine& found = compared.lines[row];
        ListedLine line;
        line.flags = found.flags;
        line.flags.setFrom(flagsKnown, Flag::No);
        line.included = takes(shape, line.flags, account.type == AccountType::Service || account.type == AccountType::Shared);
        line.account = account.id;
        line.accountName = account.name.empty() ? account.email : account.name;
        if (found.worker >= 0)
            line.subject = roster.workers()[static_cast<std::size_t>(found.worker)].employeeId;
        line.matchedBy = name(compared.identities[grant.account].by);
        line.entitlement = entitlement.text();
        line.entitlementKey = entitlement.key();
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string flagNames(const LineFlags& flags, Flag wanted)
{
    std::string names;
    for (std::size_t at = 0; at < kLineFlags; ++at) {
        const auto flag = static_cast<LineFlag>(at);
        if (flags.get(flag) == wanted)
            names.append(names.empty() ? "" : ";").append(name(flag));
    }
    return names;
}

} // namespace oxseal::access
