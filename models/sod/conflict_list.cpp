// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_list.h"

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
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace oxseal::sod
