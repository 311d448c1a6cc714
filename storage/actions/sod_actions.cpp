// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/sod_actions.h"

#include "models/access/person_number.h"
#include "models/sod/conflict_list.h"
#include "models/sod/mitigation_facts.h"
#include "storage/crypto/hash.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/non_human_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_quality.h"
#include "storage/reads/sod_picture.h"

#include <algorithm>

namespace oxseal {
namespace {

std::vector<ConflictRow> rowsOf(const sod::ConflictFinder& finder, const sod::FindResult& found)
{
    Sha256 hasher;
    std::vector<ConflictRow> rows;
    for (sod::ConflictLine& line : sod::conflictLines(hasher, finder, found)) {
        rows.push_back({line.fingerprint, std::move(line.subject), std::move(line.rule), std::move(line.risk), std::move(line.control), line.severity,
            std::move(line.leftPath), std::move(line.rightPath), std::move(line.grants)});
    }
    return rows;
}

std::string conflictObject(const Digest& fingerprint) { return "conflict:" + fingerprint.hex(); }

/// A login stands for its person, or the conflicted one could hide behind it.
sod::Mitigation withEmployee(Database& db, sod::Mitigation mitigation)
{
    if (const auto person = personByLogin(db, mitigation.performer); person && !person->employeeId.empty())
        mitigation.performer = person->employeeId;
    return mitigation;
}

Result<std::int64_t> insertMitigation(UnitOfWork& unit, const ConflictStatus& conflict, const sod::Mitigation& mitigation)
{
    return sod_repo::insertDecision(unit.db(), {0, conflict.row.fingerprint, "mitigate", mitigation.control, mitigation.performer,
                                                   name(mitigation.state), mitigation.expires, unit.reason(), unit.now(), unit.actor().person});
}

Json mitigationJson(const ConflictStatus& conflict, const sod::Mitigation& mitigation)
{
    return Json::Object{{"rule", conflict.row.rule}, {"control", mitigation.control}, {"performer", mitigation.performer},
        {"expires", mitigation.expires.iso()}, {"state", name(mitigation.state)}};
}

/// Nobody says of the own conflict that its risk may stand, or what makes up for it.
Status refuseConflicted(UnitOfWork& unit, const ConflictStatus& conflict, ErrorCode refusal = kAcceptOwn)
{
    OXSEAL_TRY(const Person actor, personById(unit.db(), unit.actor().person));
    if (access::sameNumber(actor.employeeId, conflict.person()))
        return fail(refusal, {}, {actor.employeeId});
    return {};
}

Result<sod::NamedControl> namedControl(Database& db, const PeriodRow& period, const std::string& code)
{
    OXSEAL_TRY(const std::vector<ControlStatus> controls, controlOverview(db, period));
    for (const ControlStatus& one : controls) {
        if (one.row.control.code == trimmed(code))
            return sod::NamedControl{true, one.state == controls::TestState::Tested};
    }
    return sod::NamedControl{};
}

/// The mitigation with the performer's employee number, when all that it rests on is recorded.
Result<sod::Mitigation> provenMitigation(
    UnitOfWork& unit, const PeriodRow& period, const ConflictStatus& conflict, const sod::Mitigation& wanted, const access::Roster& roster)
{
    const Day today = unit.now().day();
    sod::Mitigation mitigation = withEmployee(unit.db(), wanted);
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(unit.db(), today));
    OXSEAL_TRY(const sod::NamedControl control, namedControl(unit.db(), period, mitigation.control));
    OXSEAL_CHECK(sod::provenMitigation(mitigation, conflict.person(), control, roster, today, policy.duties));
    OXSEAL_CHECK(refuseConflicted(unit, conflict, kMitigateOwn));
    return mitigation;
}

/// The acceptance whose place another one takes: the one that waits, else the one that counts.
const AcceptanceStatus* replacedBy(const ConflictStatus& conflict)
{
    if (const AcceptanceStatus* waiting = conflict.waiting())
        return waiting;
    const auto found = std::find_if(conflict.acceptances.begin(), conflict.acceptances.end(),
        [](const AcceptanceStatus& one) { return one.state == sod::AcceptanceState::Counts; });
    return found == conflict.acceptances.end() ? nullptr : &*found;
}

} // namespace

Result<SodRunRow> runSod(Workspace& workspace, const PeriodRow& period, const std::string& reason)
{
    Database& db = workspace.db();
    SodRunRow run;
    run.period = period.id;
    run.asOf = period.period.last;
    OXSEAL_TRY(const sod::RuleSet rules, currentRuleSet(db, &run.ruleSet));
    OXSEAL_TRY(run.identitiesThrough, identity_repo::lastDecision(db));
    OXSEAL_TRY(const PeriodAccess access, periodAccess(workspace, period));
    if (access.listings.empty())
        return fail(kNoSodListing, {}, {period.period.name()});
    if (access.roster.info)
        run.roster = access.roster.info->id;
    const sod::AccessGraph& graph = access.held.graph;
    run.accountsWithoutPerson = access.held.accountsWithoutPerson;
    for (const SnapshotInfo& info : access.listings)
        run.listings.push_back(info.id);
    sod::ConflictFinder finder(graph, rules);
    const std::vector<std::uint32_t> active = sod::rulesOn(rules, run.asOf);
    sod::FindResult found;
    if (!active.empty()) { // an empty list would mean all
        OXSEAL_TRY(found, finder.run(active));
    }
    const sod::LintReport lint = sod::lint(rules, graph);
    const std::vector<ConflictRow> rows = active.empty() ? std::vector<ConflictRow>() : rowsOf(finder, found);
    run.persons = static_cast<std::int64_t>(graph.usersWithGrants());
    run.grants = static_cast<std::int64_t>(graph.grants.size());
    run.conflicts = static_cast<std::int64_t>(rows.size());
    run.unmapped = static_cast<std::int64_t>(lint.unmappedPermissions.size());
    run.coveragePercent = lint.coveragePercent();

    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<SodRunRow> {
        run.ranAt = unit.now();
        run.ranBy = unit.actor().person;
        OXSEAL_TRY(run.id, sod_repo::insertRun(unit.db(), run));
        for (const ConflictRow& row : rows)
            OXSEAL_CHECK(sod_repo::insertConflict(unit.db(), run.id, row));
        Json::Array snapshots;
        for (const SnapshotId id : run.listings)
            snapshots.emplace_back(id.value);
        unit.record({"sod.run", "sod_run:" + std::to_string(run.id), "sod", {},
            Json::Object{{"period", period.period.name()}, {"rule_set", run.ruleSet}, {"listings", std::move(snapshots)},
                {"roster", run.roster.value}, {"persons", run.persons}, {"grants", run.grants}, {"conflicts", run.conflicts},
                {"unmapped", run.unmapped}, {"coverage_percent", run.coveragePercent}, {"identities_through", run.identitiesThrough}}, {}});
        return run;
    });
}

Status mitigateConflict(Workspace& workspace, const PeriodRow& period, const std::string& fingerprint,
    const sod::Mitigation& mitigation, const std::string& reason)
{
    OXSEAL_TRY(const PeriodRoster roster, periodRoster(workspace, period));
    return workspace.write(Permission::AcceptConflict, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(unit.db(), period, fingerprint, unit.now().day()));
        OXSEAL_TRY(const sod::Mitigation checked, provenMitigation(unit, period, conflict, mitigation, roster.workers));
        OXSEAL_TRY([[maybe_unused]] const std::int64_t id, insertMitigation(unit, conflict, checked));
        unit.record({"sod.mitigate", conflictObject(conflict.row.fingerprint), "sod", {}, mitigationJson(conflict, checked), {}});
        return {};
    });
}

Status compensateConflict(Workspace& workspace, const PeriodRow& period, const std::string& fingerprint,
    const sod::Mitigation& mitigation, const sod::Compensation& compensation, const std::string& reason)
{
    OXSEAL_TRY(const PeriodRoster roster, periodRoster(workspace, period));
    return workspace.write(Permission::AcceptConflict, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(unit.db(), period, fingerprint, unit.now().day()));
        const sod::Mitigation checked = withEmployee(unit.db(), mitigation);
        OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(unit.db(), unit.now().day()));
        OXSEAL_CHECK(sod::allowedCompensation(checked, compensation, conflict.person(), roster.workers, unit.now().day(), policy.duties));
        OXSEAL_CHECK(provenMitigation(unit, period, conflict, mitigation, roster.workers));
        OXSEAL_TRY(const std::int64_t id, insertMitigation(unit, conflict, checked));
        OXSEAL_CHECK(sod_repo::insertCompensation(unit.db(), id, compensation));
        Json data = mitigationJson(conflict, checked);
        data.set("cause", sod::name(compensation.cause)).set("explanation", compensation.explanation).set("population", compensation.population);
        data.set("precision_minor", compensation.precisionMinor).set("currency", compensation.currency);
        data.set("frequency", sod::name(compensation.rhythm)).set("evidence", compensation.evidence);
        unit.record({"sod.compensate", conflictObject(conflict.row.fingerprint), "sod", {}, std::move(data), {}});
        return {};
    });
}

Status acceptConflict(
    Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, Day until, const std::string& reason)
{
    return workspace.write(Permission::AcceptConflict, reason, [&](UnitOfWork& unit) -> Status {
        const Day today = unit.now().day();
        OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(unit.db(), period, fingerprint, today));
        OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(unit.db(), today));
        OXSEAL_CHECK(sod::allowedAcceptance(until, today, policy.duties));
        OXSEAL_CHECK(refuseConflicted(unit, conflict));
        SodDecisionRow row{0, conflict.row.fingerprint, "accept", "", "", "", until, reason, unit.now(), unit.actor().person};
        row.needsSecond = sod::needsSecondWord(conflict.row.severity);
        const AcceptanceStatus* former = replacedBy(conflict);
        row.replaces = former != nullptr ? former->row.id : 0;
        OXSEAL_TRY([[maybe_unused]] const std::int64_t id, sod_repo::insertDecision(unit.db(), row));
        Event event{"sod.accept", conflictObject(conflict.row.fingerprint), "sod", {}, {}, {}};
        if (former != nullptr)
            event.before = Json::Object{{"until", former->row.until.iso()}, {"state", sod::name(former->state)}, {"accepted_at", former->row.decidedAt.iso()}};
        event.after = Json::Object{{"rule", conflict.row.rule}, {"until", until.iso()}, {"needs_second", row.needsSecond}, {"replaces", former != nullptr}};
        unit.record(std::move(event));
        return {};
    });
}

Status judgeAcceptance(Workspace& workspace, const PeriodRow& period, const std::string& fingerprint, bool approve, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        const Day today = unit.now().day();
        OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(unit.db(), period, fingerprint, today));
        const AcceptanceStatus* waiting = conflict.waiting();
        if (waiting == nullptr)
            return fail(kNothingAccepted, {}, {conflict.row.rule, conflict.row.subject});
        if (waiting->row.decidedBy == unit.actor().person)
            return fail(kSecondWordOwn, {}, {unit.actor().login});
        OXSEAL_CHECK(refuseConflicted(unit, conflict));
        OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(unit.db(), today));
        if (approve)
            OXSEAL_CHECK(sod::allowedAcceptance(waiting->row.until, today, policy.duties));
        OXSEAL_CHECK(sod_repo::insertSecondWord(unit.db(), {waiting->row.id, approve, reason, unit.now(), unit.actor().person}));
        unit.record({approve ? "sod.accept_approve" : "sod.accept_decline", conflictObject(conflict.row.fingerprint), "sod", {},
            Json::Object{{"rule", conflict.row.rule}, {"until", waiting->row.until.iso()}, {"approved", approve}}, {}});
        return {};
    });
}

} // namespace oxseal
