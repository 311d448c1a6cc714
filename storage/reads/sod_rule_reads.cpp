// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/sod_rule_reads.h"

#include "models/core/text.h"
#include "models/sod/conflict_finder.h"
#include "models/sod/linter.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/sod_picture.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

/// Marks the one in use: see ruleVersions.
void markInUse(std::vector<RuleVersion>& versions)
{
    const auto last = [&](auto holds) {
        const auto found = std::find_if(versions.rbegin(), versions.rend(), holds);
        return found == versions.rend() ? nullptr : &*found;
    };
    RuleVersion* used = last([](const RuleVersion& one) { return one.standing == RuleStanding::Approved; });
    if (used == nullptr)
        used = last([](const RuleVersion& one) { return one.standing == RuleStanding::Waiting; });
    if (used != nullptr)
        used->standing = RuleStanding::InUse;
}

using Found = std::map<std::pair<std::string, std::string>, std::string>; // (subject, rule) → way

struct Judged
{
    Found conflicts;
    std::uint64_t unmapped = 0;
};

Result<Judged> judge(const sod::AccessGraph& graph, const sod::RuleSet& rules, Day day)
{
    Judged out;
    out.unmapped = sod::lint(rules, graph).unmappedPermissions.size();
    const std::vector<std::uint32_t> active = sod::rulesOn(rules, day);
    if (active.empty()) // an empty list would mean all
        return out;
    sod::ConflictFinder finder(graph, rules);
    OXSEAL_TRY(const sod::FindResult found, finder.run(active));
    for (const sod::Conflict& conflict : found.conflicts) {
        std::vector<std::string> ways;
        for (std::size_t leg = 0; leg < rules.rules[conflict.rule].legs.size(); ++leg)
            ways.push_back(sod::pathText(finder, conflict.person, finder.functionHeld(conflict, leg)));
        out.conflicts[{graph.persons[conflict.person], rules.rules[conflict.rule].id}] = join(ways, " + ");
    }
    return out;
}

/// What `found` has and `other` has not.
std::vector<ConflictDelta> only(const Found& found, const Found& other, const access::Roster& roster)
{
    std::vector<ConflictDelta> out;
    for (const auto& [key, way] : found) {
        if (other.contains(key))
            continue;
        const access::Worker* worker = workerOf(roster, key.first);
        out.push_back({key.first, worker != nullptr && !worker->name.empty() ? worker->name : key.first, key.second, way});
    }
    return out;
}

} // namespace

const char* name(RuleStanding standing) noexcept
{
    switch (standing) {
    case RuleStanding::Waiting: return "waiting";
    case RuleStanding::Rejected: return "rejected";
    case RuleStanding::Approved: return "approved";
    case RuleStanding::InUse: break;
    }
    return "in_use";
}

Result<std::vector<RuleVersion>> ruleVersions(Database& db)
{
    OXSEAL_TRY(std::vector<RuleSetRow> sets, sod_repo::ruleSets(db));
    OXSEAL_TRY(const std::vector<RuleVerdictRow> verdicts, sod_rule_repo::verdicts(db));
    std::vector<RuleVersion> out;
    for (RuleSetRow& row : sets) {
        RuleVersion version;
        const auto said = std::find_if(verdicts.begin(), verdicts.end(), [&](const RuleVerdictRow& one) { return one.ruleSet == row.id; });
        if (said != verdicts.end()) {
            version.verdict = *said;
            version.standing = said->approved ? RuleStanding::Approved : RuleStanding::Rejected;
        }
        version.row = std::move(row);
        out.push_back(std::move(version));
    }
    markInUse(out);
    return out;
}

Result<RuleVersion> ruleVersionInUse(Database& db)
{
    OXSEAL_TRY(std::vector<RuleVersion> versions, ruleVersions(db));
    for (RuleVersion& version : versions) {
        if (version.standing == RuleStanding::InUse)
            return std::move(version);
    }
    return fail(kNoRuleSet);
}

Result<RuleVersion> ruleVersionById(Database& db, std::int64_t id)
{
    OXSEAL_TRY(std::vector<RuleVersion> versions, ruleVersions(db));
    for (RuleVersion& version : versions) {
        if (version.row.id == id)
            return std::move(version);
    }
    return fail(kNoSuchRuleSet, {}, {std::to_string(id)});
}

Result<RuleVersion> ruleVersionNamed(Database& db, const std::string& words)
{
    OXSEAL_TRY(std::vector<RuleVersion> versions, ruleVersions(db));
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        const RuleSetRow& row = version->row;
        if (words == row.version || words == row.name + " " + row.version || words == std::to_string(row.id))
            return std::move(*version);
    }
    return fail(kNoSuchRuleSet, {}, {words});
}

Result<sod::RuleSet> rulesOf(const RuleSetRow& row) { return ruleSetFromJson(row.body); }

Result<std::optional<RuleDraft>> ruleDraft(Database& db)
{
    OXSEAL_TRY(std::optional<RuleDraftRow> row, sod_rule_repo::draft(db));
    if (!row)
        return std::optional<RuleDraft>();
    RuleDraft draft;
    OXSEAL_TRY(draft.rules, ruleSetFromJson(row->body));
    if (row->base) {
        OXSEAL_TRY(std::vector<RuleSetRow> sets, sod_repo::ruleSets(db));
        for (RuleSetRow& set : sets) {
            if (set.id == *row->base)
                draft.base = std::move(set);
        }
    }
    draft.row = std::move(*row);
    return std::optional<RuleDraft>(std::move(draft));
}

Result<RuleEffect> ruleEffect(const PeriodAccess& access, Day day, const sod::RuleSet& before, const sod::RuleSet& after)
{
    const access::Roster& workers = access.roster.workers;
    OXSEAL_TRY(const Judged old, judge(access.held.graph, before, day));
    OXSEAL_TRY(const Judged now, judge(access.held.graph, after, day));
    RuleEffect effect{only(now.conflicts, old.conflicts, workers), only(old.conflicts, now.conflicts, workers), 0, old.unmapped, now.unmapped};
    effect.kept = now.conflicts.size() - effect.gained.size();
    return effect;
}

} // namespace oxseal
