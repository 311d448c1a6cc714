// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/sod_picture.h"

#include "models/sod/conflict_list.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/non_human_reads.h"
#include "storage/reads/review_quality.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace oxseal {
namespace {

constexpr std::string_view kPerson = "person:";
constexpr std::string_view kAccount = "account:";

void nameSubject(SodConflictPicture& picture, const access::Roster& roster)
{
    const std::string& subject = picture.status.row.subject;
    picture.name = subject;
    if (subject.starts_with(kAccount)) {
        picture.name = subject.substr(kAccount.size());
        return;
    }
    const access::Worker* found = workerOf(roster, subject);
    if (found == nullptr)
        return;
    picture.name = found->name.empty() ? found->employeeId : found->name;
    picture.department = found->department;
    picture.title = found->title;
}

Result<sod::RuleSet> ruleSetOf(Database& db, SodPicture& picture)
{
    OXSEAL_TRY(const std::vector<RuleSetRow> sets, sod_repo::ruleSets(db));
    const auto found = std::find_if(sets.begin(), sets.end(), [&](const RuleSetRow& row) { return row.id == picture.run.ruleSet; });
    if (found == sets.end())
        return fail(kNoRuleSet);
    picture.ruleSet = *found;
    return ruleSetFromJson(found->body);
}

} // namespace

const access::Worker* workerOf(const access::Roster& roster, const std::string& subject)
{
    if (subject.starts_with(kAccount))
        return nullptr;
    const std::int32_t worker = roster.byId(subject.starts_with(kPerson) ? subject.substr(kPerson.size()) : subject);
    return worker < 0 ? nullptr : &roster.workers()[static_cast<std::size_t>(worker)];
}

std::vector<SodLeg> legsOf(const sod::ConflictFinder& finder, const sod::Conflict& conflict)
{
    const sod::AccessGraph& graph = finder.graph();
    std::vector<SodLeg> legs(finder.rules().rules[conflict.rule].legs.size());
    std::vector<std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>> seen(legs.size());
    for (std::size_t leg = 0; leg < legs.size(); ++leg)
        legs[leg].function = finder.functionHeld(conflict, leg);
    finder.witnesses(conflict, [&](std::size_t leg, const sod::Witness& witness) {
        if (witness.function != legs[leg].function || !seen[leg].insert({witness.account, witness.role, witness.permission}).second)
            return;
        const sod::GraphAccount& account = graph.accounts[witness.account];
        legs[leg].steps.push_back({account.system, account.id, graph.roles[witness.role].name,
            graph.permissions[witness.permission].name, witness.level});
    });
    return legs;
}

Result<std::vector<SnapshotInfo>> sodListings(Database& db, const PeriodRow& period) { return latestBySystem(db, "listing", period); }

Result<std::vector<SnapshotInfo>> latestBySystem(Database& db, const char* kind, const PeriodRow& period)
{
    OXSEAL_TRY(std::vector<SnapshotInfo> all, listSnapshots(db, {kind, "", "", period.period.name()}));
    std::map<std::string, SnapshotInfo> bySystem; // oldest first, so the last one stays
    for (SnapshotInfo& info : all)
        bySystem[info.key.subject] = std::move(info);
    std::vector<SnapshotInfo> latest;
    for (auto& [system, info] : bySystem)
        latest.push_back(std::move(info));
    return latest;
}

Result<AccessHeld> accessHeld(Workspace& workspace, const std::vector<SnapshotInfo>& listings, const access::Roster& roster)
{
    AccessHeld held;
    sod::GraphBuilder builder;
    for (const SnapshotInfo& info : listings) {
        OXSEAL_TRY(access::Population population, loadListing(workspace, info));
        if (!info.key.entity.empty()) {
            for (const access::Account& account : population.accounts)
                held.entities[account.system].insert(info.key.entity);
        }
        held.accountsWithoutPerson += sod::addHeld(builder, std::move(population), roster);
    }
    held.graph = builder.take();
    return held;
}

Result<PeriodRoster> periodRoster(Workspace& workspace, const PeriodRow& period)
{
    PeriodRoster roster;
    OXSEAL_TRY(roster.info, latestSnapshot(workspace.db(), {"roster", "", "", period.period.name()}));
    if (roster.info) {
        OXSEAL_TRY(roster.workers, decidedRoster(workspace, roster.info->id));
    }
    return roster;
}

Result<PeriodAccess> periodAccess(Workspace& workspace, const PeriodRow& period)
{
    PeriodAccess access;
    OXSEAL_TRY(access.listings, sodListings(workspace.db(), period));
    OXSEAL_TRY(access.roster, periodRoster(workspace, period));
    OXSEAL_TRY(access.held, accessHeld(workspace, access.listings, access.roster.workers));
    return access;
}

Result<SodPicture> sodPicture(Workspace& workspace, const PeriodRow& period, Day today)
{
    Database& db = workspace.db();
    SodPicture picture;
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, period));
    if (!run)
        return fail(kNoSodRun, {}, {period.period.name()});
    picture.run = *run;
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, today));
    picture.limits = policy.duties;
    OXSEAL_TRY(picture.rules, ruleSetOf(db, picture));
    for (const SnapshotId id : run->listings) {
        OXSEAL_TRY(SnapshotInfo info, snapshotInfo(db, id));
        picture.listings.push_back(std::move(info));
    }
    if (run->roster) {
        OXSEAL_TRY(picture.roster, snapshotInfo(db, run->roster));
        OXSEAL_TRY(picture.workers, decidedRoster(workspace, run->roster, run->identitiesThrough));
    }
    OXSEAL_TRY(const std::vector<SnapshotInfo> latest, sodListings(db, period));
    for (const SnapshotInfo& info : latest) {
        if (std::find(run->listings.begin(), run->listings.end(), info.id) == run->listings.end())
            picture.newer.push_back(info);
    }
    OXSEAL_TRY(picture.held, accessHeld(workspace, picture.listings, picture.workers));
    const AccessHeld& held = picture.held;
    picture.lint = sod::lint(picture.rules, held.graph);
    sod::ConflictFinder finder(held.graph, picture.rules);
    picture.active = sod::rulesOn(picture.rules, run->asOf);
    OXSEAL_TRY(picture.roles, sod::roleConflicts(held.graph, picture.rules, picture.active));
    sod::FindResult found;
    if (!picture.active.empty()) { // an empty list would mean all
        OXSEAL_TRY(found, finder.run(picture.active));
    }
    std::map<std::pair<std::string, std::string>, const sod::Conflict*> bySubject;
    for (const sod::Conflict& conflict : found.conflicts)
        bySubject[{held.graph.persons[conflict.person], picture.rules.rules[conflict.rule].id}] = &conflict;
    OXSEAL_TRY(std::vector<ConflictStatus> conflicts, sodConflicts(db, period, today));
    for (ConflictStatus& status : conflicts) {
        SodConflictPicture one;
        if (const auto at = bySubject.find({status.row.subject, status.row.rule}); at != bySubject.end())
            one.legs = legsOf(finder, *at->second);
        for (const SodLeg& leg : one.legs) {
            for (const SodStep& step : leg.steps) {
                if (const auto entities = held.entities.find(step.system); entities != held.entities.end())
                    one.entities.insert(entities->second.begin(), entities->second.end());
            }
        }
        one.status = std::move(status);
        nameSubject(one, picture.workers);
        picture.conflicts.push_back(std::move(one));
    }
    return picture;
}

std::size_t narrowTo(SodPicture& picture, const std::string& entity)
{
    return std::erase_if(picture.conflicts, [&](const SodConflictPicture& one) { return !one.entities.contains(entity); });
}

} // namespace oxseal
