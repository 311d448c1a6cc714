// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_list.h"

#include <algorithm>

namespace oxseal::sod {

std::int64_t addHeld(GraphBuilder& builder, access::Population population, const access::Roster& roster)
{
    std::erase_if(population.grants,
        [&population](const access::Grant& grant) { return population.accounts[grant.account].enabled == Flag::No; });
    std::vector<std::string> subjects = subjectsOf(population, roster);
    std::int64_t withoutPerson = 0;
    for (std::size_t at = 0; at < subjects.size(); ++at) {
        const access::Account& account = population.accounts[at];
        withoutPerson += subjects[at].empty() ? 1 : 0;
        subjects[at] = subjects[at].empty() ? "account:" + account.system + "/" + account.id : "person:" + subjects[at];
    }
    builder.add(population, subjects);
    return withoutPerson;
}

namespace {

/// What the shown path to a function runs through.
void addGrants(const ConflictFinder& finder, std::uint32_t person, std::uint32_t function, std::vector<ConflictGrant>& grants)
{
    const AccessGraph& graph = finder.graph();
    for (const Witness& step : finder.path(person, function)) {
        const GraphAccount& account = graph.accounts[step.account];
        ConflictGrant grant{account.system, account.id, graph.roles[step.role].name, graph.permissions[step.permission].name};
        if (std::find(grants.begin(), grants.end(), grant) == grants.end())
            grants.push_back(std::move(grant));
    }
}

} // namespace

std::vector<ConflictLine> conflictLines(Hasher& hasher, const ConflictFinder& finder, const FindResult& found)
{
    std::vector<ConflictLine> lines;
    for (const Conflict& conflict : found.conflicts) {
        const Rule& rule = finder.rules().rules[conflict.rule];
        ConflictLine line;
        line.subject = finder.graph().persons[conflict.person];
        line.rule = rule.id;
        line.risk = rule.risk;
        line.control = rule.control;
        line.severity = rule.severity;
        line.fingerprint = fingerprintOf(hasher, "sod.conflict", line.subject, {rule.id});
        line.leftPath = pathText(finder, conflict.person, finder.functionHeld(conflict, 0));
        for (std::size_t leg = 1; leg < rule.legs.size(); ++leg)
            line.rightPath += (leg > 1 ? " + " : "") + pathText(finder, conflict.person, finder.functionHeld(conflict, leg));
        for (std::size_t leg = 0; leg < rule.legs.size(); ++leg)
            addGrants(finder, conflict.person, finder.functionHeld(conflict, leg), line.grants);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace oxseal::sod
