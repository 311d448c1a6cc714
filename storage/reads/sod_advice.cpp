// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/sod_advice.h"

#include "models/core/text.h"
#include "models/sod/minimal_fix.h"

#include <algorithm>
#include <unordered_map>

namespace oxseal {
namespace {

/// Stands for the account that a request would be granted to.
constexpr const char* kRequested = "(requested)";

std::string nameOf(const SodPicture& picture, const std::string& subject)
{
    const access::Worker* worker = workerOf(picture.workers, subject);
    return worker == nullptr || worker->name.empty() ? subject : worker->name;
}

bool sameSystem(const std::string& asked, const std::string& stated) { return equalsIgnoringCase(asked, stated); }

bool named(const sod::AccessGraph& graph, const sod::GraphRole& role, const SodAccess& access)
{
    if (!sameSystem(access.system, role.system))
        return false;
    if (role.name == access.name)
        return true;
    // Granted by itself: the permission is the name.
    return role.name.empty() && role.permissions.size() == 1 && graph.permissions[role.permissions[0].permission].name == access.name;
}

void carry(sod::GraphRole& role, const sod::HeldPermission& permission)
{
    for (sod::HeldPermission& held : role.permissions) {
        if (held.permission == permission.permission) {
            held.level = std::max(held.level, permission.level);
            return;
        }
    }
    role.permissions.push_back(permission);
}

bool ruled(const sod::RuleSet& rules, const SodAccess& access)
{
    const auto names = [&access](const sod::PermissionRef& ref) {
        return ref.permission == access.name && (ref.system.empty() || sameSystem(access.system, ref.system));
    };
    for (const sod::Function& function : rules.functions) {
        for (const auto& group : function.groups) {
            if (std::any_of(group.begin(), group.end(), names))
                return true;
        }
    }
    return std::any_of(rules.everything.begin(), rules.everything.end(), names);
}

/// What the access brings, as a role of its own; empty of permissions when nobody knows it.
sod::GraphRole roleOf(sod::AccessGraph& graph, const SodPicture& picture, const SodAccess& access, bool& unlisted)
{
    sod::GraphRole out{access.system, access.name, {}};
    for (const sod::GraphRole& role : graph.roles) {
        if (!role.name.empty() && role.name == access.name && sameSystem(access.system, role.system)) {
            out.system = role.system;
            for (const sod::HeldPermission& permission : role.permissions)
                carry(out, permission);
        }
    }
    if (!out.permissions.empty())
        return out;
    for (const sod::GraphRole& role : graph.roles) {
        for (const sod::HeldPermission& permission : role.permissions) {
            const sod::GraphPermission& known = graph.permissions[permission.permission];
            if (known.name == access.name && sameSystem(access.system, known.system)) {
                out.system = known.system;
                carry(out, permission);
            }
        }
    }
    unlisted = out.permissions.empty();
    if (unlisted && ruled(picture.rules, access)) {
        out.permissions.push_back({static_cast<std::uint32_t>(graph.permissions.size()), access::Level::Unstated});
        graph.permissions.push_back({access.system, access.name});
    }
    return out;
}

/// Index into `persons`; a worker without any access is added. kNoPerson when nobody is of that name.
std::uint32_t personOf(sod::AccessGraph& graph, const SodPicture& picture, const std::string& subject)
{
    const auto found = std::find(graph.persons.begin(), graph.persons.end(), subject);
    if (found != graph.persons.end())
        return static_cast<std::uint32_t>(found - graph.persons.begin());
    if (workerOf(picture.workers, subject) == nullptr)
        return sod::kNoPerson;
    graph.persons.push_back(subject);
    return static_cast<std::uint32_t>(graph.persons.size() - 1);
}

/// The graph as it would be.
Status change(sod::AccessGraph& graph, const SodPicture& picture, std::uint32_t person, SodWhatIf& out)
{
    for (const SodAccess& access : out.request.remove) {
        const std::size_t gone = std::erase_if(graph.grants, [&](const sod::GraphGrant& grant) {
            return graph.accounts[grant.account].person == person && named(graph, graph.roles[grant.role], access);
        });
        if (gone == 0)
            return fail(kAccessNotHeld, {}, {out.name, access.system + ":" + access.name});
    }
    for (const SodAccess& access : out.request.add) {
        bool unlisted = false;
        sod::GraphRole role = roleOf(graph, picture, access, unlisted);
        if (role.permissions.empty())
            return fail(kNoSuchAccess, {}, {access.system + ":" + access.name});
        if (unlisted)
            out.unlisted.push_back(access);
        graph.accounts.push_back({role.system, kRequested, person});
        graph.grants.push_back({static_cast<std::uint32_t>(graph.accounts.size() - 1), static_cast<std::uint32_t>(graph.roles.size())});
        graph.roles.push_back(std::move(role));
    }
    return {};
}

/// The rules that the person breaks, with the ways to them.
Result<std::vector<SodOutcome>> outcomes(const sod::AccessGraph& graph, const SodPicture& picture, std::uint32_t person)
{
    std::vector<SodOutcome> out;
    if (picture.active.empty())
        return out;
    sod::ConflictFinder finder(graph, picture.rules);
    OXSEAL_TRY(const sod::FindResult found, finder.run(picture.active));
    for (const sod::Conflict& conflict : found.conflicts) {
        if (conflict.person != person)
            continue;
        SodOutcome outcome{conflict.rule, {}};
        for (std::size_t leg = 0; leg < picture.rules.rules[conflict.rule].legs.size(); ++leg)
            outcome.paths.push_back(sod::pathText(finder, person, finder.functionHeld(conflict, leg)));
        out.push_back(std::move(outcome));
    }
    return out;
}

bool contains(const std::vector<SodOutcome>& outcomes, std::uint32_t rule)
{
    return std::any_of(outcomes.begin(), outcomes.end(), [rule](const SodOutcome& one) { return one.rule == rule; });
}

SodFix fixOf(const SodPicture& picture, const sod::ConflictFinder& finder, std::uint32_t person, const std::vector<std::uint32_t>& rules)
{
    const sod::AccessGraph& graph = finder.graph();
    const sod::Fix fix = sod::MinimalFix(finder, rules).of(person);
    const std::string& subject = graph.persons[person];
    SodFix out{subject, nameOf(picture, subject), {}, {}, fix.proven, fix.atLeastRemovals};
    for (const std::uint32_t rule : rules)
        out.rules.push_back(picture.rules.rules[rule].id);
    for (const sod::Removal& removal : fix.removals) {
        const sod::GraphRole& role = graph.roles[removal.role];
        const bool direct = role.name.empty() && !role.permissions.empty();
        const std::string& name = direct ? graph.permissions[role.permissions[0].permission].name : role.name;
        out.takings.push_back({{role.system, name}, graph.accounts[removal.account].id, removal.permissions});
    }
    return out;
}

} // namespace

std::optional<SodAccess> accessFromText(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return {};
    SodAccess access{std::string(trimmed(text.substr(0, colon))), std::string(trimmed(text.substr(colon + 1)))};
    if (access.system.empty() || access.name.empty())
        return {};
    return access;
}

std::vector<SodFix> sodFixes(const SodPicture& picture, bool all)
{
    const sod::AccessGraph& graph = picture.held.graph;
    std::vector<SodFix> out;
    std::unordered_map<std::string_view, std::uint32_t> ruleOf, numberOf;
    for (std::uint32_t rule = 0; rule < picture.rules.rules.size(); ++rule)
        ruleOf.emplace(picture.rules.rules[rule].id, rule);
    for (std::uint32_t person = 0; person < graph.persons.size(); ++person)
        numberOf.emplace(graph.persons[person], person);
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> rulesOf; // by person
    std::vector<std::uint32_t> order;
    for (const SodConflictPicture& conflict : picture.conflicts) {
        const bool open = conflict.status.standing == sod::Standing::Open;
        const auto rule = ruleOf.find(conflict.status.row.rule);
        const auto person = numberOf.find(conflict.status.row.subject);
        if ((!all && !open) || rule == ruleOf.end() || person == numberOf.end())
            continue;
        auto& rules = rulesOf[person->second];
        if (rules.empty())
            order.push_back(person->second);
        rules.push_back(rule->second);
    }
    const sod::ConflictFinder finder(graph, picture.rules);
    for (const std::uint32_t person : order)
        out.push_back(fixOf(picture, finder, person, rulesOf[person]));
    return out;
}

Result<SodWhatIf> sodWhatIf(const SodPicture& picture, const SodRequest& request)
{
    if (request.add.empty() && request.remove.empty())
        return fail(kNoChange);
    SodWhatIf out;
    out.request = request;
    std::string& subject = out.request.subject;
    if (subject.find(':') == std::string::npos)
        subject = "person:" + subject;
    out.name = nameOf(picture, subject);
    sod::AccessGraph graph = picture.held.graph;
    const std::uint32_t person = personOf(graph, picture, subject);
    if (person == sod::kNoPerson)
        return fail(kNoSuchSubject, {}, {request.subject});
    // A request is judged on the person's own access alone.
    std::erase_if(graph.grants, [&](const sod::GraphGrant& grant) { return graph.accounts[grant.account].person != person; });
    OXSEAL_TRY(std::vector<SodOutcome> before, outcomes(graph, picture, person));
    OXSEAL_CHECK(change(graph, picture, person, out));
    OXSEAL_TRY(std::vector<SodOutcome> after, outcomes(graph, picture, person));
    for (SodOutcome& outcome : after)
        (contains(before, outcome.rule) ? out.kept : out.gained).push_back(std::move(outcome));
    for (SodOutcome& outcome : before) {
        if (!contains(out.kept, outcome.rule))
            out.cleared.push_back(std::move(outcome));
    }
    return out;
}

} // namespace oxseal
