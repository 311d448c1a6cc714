// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/sod_reads.h"

#include "storage/crypto/hash.h"
#include "storage/objects/snapshot_store.h"
#include "storage/repos/access_repo.h"
#include "storage/repos/identity_repo.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

constexpr std::string_view kPerson = "person:";

std::optional<sod::Mitigation> mitigationOf(const std::optional<SodDecisionRow>& row)
{
    if (!row)
        return std::nullopt;
    return sod::Mitigation{row->control, row->performer, row->until,
        sod::mitigationStateFromName(row->state).value_or(sod::MitigationState::Designed)};
}

Finding matter(Hasher& hasher, const char* code, Severity severity, const std::string& subject,
    const std::vector<std::string>& identity, std::vector<std::string> arguments)
{
    Finding finding;
    finding.code = code;
    finding.severity = severity;
    finding.subject = subject;
    finding.arguments = std::move(arguments);
    finding.fingerprint = fingerprintOf(hasher, finding.code, subject, identity);
    return finding;
}

/// What a conflict amounts to, as a matter; a tested mitigation is none.
std::optional<Finding> matterOf(Hasher& hasher, const ConflictStatus& conflict, Day today)
{
    const ConflictRow& row = conflict.row;
    const std::string who = conflict.person().empty() ? row.subject : conflict.person();
    const std::vector<std::string> identity{row.rule};
    const auto make = [&](const char* code, Severity severity, std::vector<std::string> arguments) {
        return matter(hasher, code, severity, row.subject, identity, std::move(arguments));
    };
    switch (conflict.standing) {
    case sod::Standing::Mitigated:
        return std::nullopt;
    case sod::Standing::MitigatedUntested:
        return make("sod.conflict_untested", Severity::Medium, {who, row.rule, conflict.mitigation->control});
    case sod::Standing::Accepted:
        return make("sod.accepted", Severity::Low, {who, row.rule, conflict.acceptance->note});
    case sod::Standing::Open:
        break;
    }
    if (conflict.mitigation) {
        const bool failed = conflict.mitigation->state == "failed";
        if (failed || conflict.mitigation->until < today) {
            return make(failed ? "sod.mitigation_failed" : "sod.mitigation_expired", row.severity,
                {who, row.rule, conflict.mitigation->control});
        }
    }
    if (const AcceptanceStatus* waiting = conflict.waiting())
        return make("sod.acceptance_waits", row.severity, {who, row.rule, row.risk, waiting->row.until.iso()});
    return make("sod.conflict", row.severity, {who, row.rule, row.risk, row.leftPath, row.rightPath});
}

/// The check stands on rules that nobody else looked at, or on others than those approved since.
Status addRuleMatters(std::vector<Finding>& matters, Hasher& hasher, Database& db, const SodRunRow& run, const std::string& period)
{
    OXSEAL_TRY(const std::vector<RuleVersion> versions, ruleVersions(db));
    const RuleVersion* used = nullptr;
    const RuleVersion* now = nullptr;
    for (const RuleVersion& version : versions) {
        used = version.row.id == run.ruleSet ? &version : used;
        now = version.standing == RuleStanding::InUse ? &version : now;
    }
    if (used == nullptr || now == nullptr)
        return {};
    const std::string words = used->row.name + " " + used->row.version;
    if (used != now)
        matters.push_back(matter(hasher, "sod.rules_changed", Severity::Medium, "period:" + period, {}, {period, words, now->row.name + " " + now->row.version}));
    else if (!used->verdict)
        matters.push_back(matter(hasher, "sod.rules_unapproved", Severity::Medium, "period:" + period, {}, {period, words}));
    return {};
}

/// The acceptances of one conflict, oldest first, into its status.
void takeAcceptances(ConflictStatus& status, const std::vector<const SodDecisionRow*>& rows, const std::map<std::int64_t, SecondWordRow>& words, Day today)
{
    std::vector<sod::Acceptance> rules;
    for (const SodDecisionRow* row : rows) {
        AcceptanceStatus& one = status.acceptances.emplace_back();
        one.row = *row;
        if (const auto word = words.find(row->id); word != words.end())
            one.second = word->second;
        rules.push_back({row->until, row->needsSecond, one.second ? std::optional<bool>(one.second->approved) : std::nullopt});
    }
    const std::vector<sod::AcceptanceState> states = sod::acceptanceStates(rules, today);
    for (std::size_t at = 0; at < states.size(); ++at) {
        status.acceptances[at].state = states[at];
        if (states[at] == sod::AcceptanceState::Counts || states[at] == sod::AcceptanceState::Ended)
            status.acceptance = status.acceptances[at].row;
    }
}

} // namespace

const AcceptanceStatus* ConflictStatus::waiting() const
{
    const auto found = std::find_if(acceptances.begin(), acceptances.end(), [](const AcceptanceStatus& one) { return one.state == sod::AcceptanceState::Waiting; });
    return found == acceptances.end() ? nullptr : &*found;
}

std::string ConflictStatus::person() const
{
    return row.subject.starts_with(kPerson) ? row.subject.substr(kPerson.size()) : std::string();
}

Result<sod::RuleSet> currentRuleSet(Database& db, std::int64_t* id)
{
    OXSEAL_TRY(const RuleVersion used, ruleVersionInUse(db));
    if (id != nullptr)
        *id = used.row.id;
    return rulesOf(used.row);
}

Result<std::optional<SodRunRow>> sodRunOf(Database& db, const PeriodRow& period)
{
    return sod_repo::lastRun(db, period.id);
}

Result<std::vector<ConflictStatus>> sodConflicts(Database& db, const PeriodRow& period, Day today)
{
    OXSEAL_TRY(const std::optional<SodRunRow> run, sod_repo::lastRun(db, period.id));
    if (!run)
        return fail(kNoSodRun, {}, {period.period.name()});
    OXSEAL_TRY(std::vector<ConflictRow> rows, sod_repo::conflicts(db, run->id));
    OXSEAL_TRY(const std::vector<SodDecisionRow> decisions, sod_repo::decisions(db));
    OXSEAL_TRY(const auto compensations, sod_repo::compensations(db));
    OXSEAL_TRY(const auto secondWords, sod_repo::secondWords(db));
    std::map<Digest, const SodDecisionRow*> mitigations;
    std::map<Digest, std::vector<const SodDecisionRow*>> acceptances;
    for (const SodDecisionRow& decision : decisions) {
        if (decision.kind == "mitigate")
            mitigations[decision.fingerprint] = &decision;
        else
            acceptances[decision.fingerprint].push_back(&decision);
    }
    std::vector<ConflictStatus> out;
    for (ConflictRow& row : rows) {
        ConflictStatus status;
        if (const auto found = mitigations.find(row.fingerprint); found != mitigations.end()) {
            status.mitigation = *found->second;
            if (const auto said = compensations.find(status.mitigation->id); said != compensations.end())
                status.compensation = said->second;
        }
        if (const auto found = acceptances.find(row.fingerprint); found != acceptances.end())
            takeAcceptances(status, found->second, secondWords, today);
        status.standing = sod::standing(mitigationOf(status.mitigation),
            status.acceptance ? std::optional<Day>(status.acceptance->until) : std::nullopt, today);
        status.row = std::move(row);
        out.push_back(std::move(status));
    }
    return out;
}

Result<ConflictStatus> conflictByFingerprint(
    Database& db, const PeriodRow& period, const std::string& fingerprint, Day today)
{
    OXSEAL_TRY(const std::vector<ConflictStatus> all, sodConflicts(db, period, today));
    const ConflictStatus* found = nullptr;
    for (const ConflictStatus& conflict : all) {
        if (fingerprint.size() < 8 || !conflict.row.fingerprint.hex().starts_with(fingerprint))
            continue;
        if (found != nullptr)
            return fail(kNoSuchConflict, {}, {fingerprint}); // not unique
        found = &conflict;
    }
    if (found == nullptr)
        return fail(kNoSuchConflict, {}, {fingerprint});
    return *found;
}

namespace {

/// Was it decided in a review of the period whose account something is, after the run?
Result<bool> decidedSince(Database& db, const SodRunRow& run)
{
    OXSEAL_TRY(const std::vector<IdentityDecisionRow> decisions, identity_repo::decisions(db));
    for (const IdentityDecisionRow& row : decisions) {
        if (row.decision.id <= run.identitiesThrough)
            continue;
        OXSEAL_TRY(const std::optional<CampaignRow> campaign, access_repo::campaign(db, row.campaign));
        if (campaign && campaign->period == run.period)
            return true;
    }
    return false;
}

} // namespace

Result<std::vector<Finding>> sodMatters(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    const std::string periodName = period.period.name();
    std::vector<Finding> matters;
    Sha256 hasher;
    OXSEAL_TRY(const std::vector<SnapshotInfo> listings, listSnapshots(db, {"listing", "", "", periodName}));
    OXSEAL_TRY(const std::optional<SodRunRow> run, sod_repo::lastRun(db, period.id));
    if (!run) {
        // Without a listing there is nothing to check: that is the import's matter.
        if (!listings.empty())
            matters.push_back(matter(hasher, "sod.run_missing", Severity::High, "period:" + periodName, {}, {periodName}));
        return matters;
    }
    // A listing imported after the run is newer evidence than the run knew.
    const bool outdated = std::any_of(listings.begin(), listings.end(), [&run](const SnapshotInfo& listing) {
        return listing.importedAt > run->ranAt;
    });
    if (outdated)
        matters.push_back(matter(hasher, "sod.run_outdated", Severity::Medium, "period:" + periodName, {}, {periodName}));
    // A clean result says nothing about what the rules do not name, nor about accounts that nobody is known to hold.
    if (run->unmapped > 0)
        matters.push_back(matter(hasher, "sod.not_covered", Severity::Medium, "sod:permissions",
            {periodName}, {std::to_string(run->unmapped), std::to_string(run->coveragePercent)}));
    if (run->accountsWithoutPerson > 0)
        matters.push_back(matter(hasher, "sod.nobodys_accounts", Severity::Low, "sod:accounts", {periodName}, {std::to_string(run->accountsWithoutPerson)}));
    OXSEAL_TRY(const bool decided, decidedSince(db, *run));
    if (decided && !outdated)
        matters.push_back(matter(hasher, "sod.run_identities", Severity::Medium, "period:" + periodName, {}, {periodName}));
    OXSEAL_CHECK(addRuleMatters(matters, hasher, db, *run, periodName));
    const Day today = workspace.environment().clock.now().day();
    OXSEAL_TRY(const std::vector<ConflictStatus> conflicts, sodConflicts(db, period, today));
    for (const ConflictStatus& conflict : conflicts) {
        if (auto found = matterOf(hasher, conflict, today))
            matters.push_back(std::move(*found));
    }
    return matters;
}

} // namespace oxseal
