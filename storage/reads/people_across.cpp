// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/people_across.h"

#include "storage/reads/sod_picture.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

constexpr const char* kPerson = "person:";
constexpr const char* kAccount = "account:";
constexpr const char* kBareAccount = "account"; ///< the listing says of it only that it is there

/// The node of a subject; kNoPerson when it holds nothing, or when several accounts of nobody bear its name.
std::uint32_t nodeOf(const sod::AccessGraph& graph, const std::string& subject)
{
    std::uint32_t byId = sod::kNoPerson;
    std::size_t times = 0;
    for (std::uint32_t at = 0; at < graph.persons.size(); ++at) {
        const std::string& name = graph.persons[at];
        if (name == kPerson + subject || name == kAccount + subject)
            return at;
        const bool nobodys = name.starts_with(kAccount);
        if (nobodys && name.ends_with("/" + subject)) {
            byId = at;
            ++times;
        }
    }
    return times == 1 ? byId : sod::kNoPerson;
}

void addRole(PersonAcross& person, const sod::AccessGraph& graph, const sod::GraphRole& role)
{
    const std::string system = role.system.empty() ? std::string() : role.system + ": ";
    for (const sod::HeldPermission& held : role.permissions) {
        const std::string& permission = graph.permissions[held.permission].name;
        const bool itself = role.name.empty() || role.name == permission;
        const std::string what = itself ? permission : role.name + " / " + permission;
        person.held.push_back({system + (what.empty() ? std::string(kBareAccount) : what),
            held.level == access::Level::Unstated ? std::string() : access::name(held.level)});
    }
}

PersonAcross acrossOf(const AccessHeld& access, const access::Roster& roster, const std::string& subject, std::uint32_t node)
{
    const sod::AccessGraph& graph = access.graph;
    PersonAcross out;
    out.subject = subject;
    for (const auto& worker : roster.workers()) {
        if (worker.employeeId == subject)
            out.name = worker.name;
    }
    std::set<std::uint32_t> accounts;
    for (const sod::GraphGrant& grant : graph.grants) {
        if (node == sod::kNoPerson || graph.accounts[grant.account].person != node)
            continue;
        accounts.insert(grant.account);
        addRole(out, graph, graph.roles[grant.role]);
    }
    for (const std::uint32_t at : accounts)
        out.accounts.push_back(graph.accounts[at].system + ":" + graph.accounts[at].id);
    std::sort(out.accounts.begin(), out.accounts.end());
    return out;
}

} // namespace

Result<PeopleAcross> peopleAcross(Workspace& workspace, const PeriodRow& period, const std::vector<std::string>& subjects, bool strict)
{
    OXSEAL_TRY(const PeriodAccess access, periodAccess(workspace, period));
    PeopleAcross out;
    for (const SnapshotInfo& info : access.listings)
        out.systems.push_back(info.key.subject);
    for (const std::string& subject : subjects) {
        const std::uint32_t node = nodeOf(access.held.graph, subject);
        if (strict && node == sod::kNoPerson)
            return fail(kNobodyToCompare, {}, {subject, period.period.name()});
        out.people.push_back(acrossOf(access.held, access.roster.workers, subject, node));
    }
    return out;
}

} // namespace oxseal
