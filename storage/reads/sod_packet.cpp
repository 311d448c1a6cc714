// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/compensation_document.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/did_do_reads.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"
#include "storage/reads/sod_reads.h"

namespace oxseal {
namespace {

using Csv = DescribedCsv;
void addConflict(Csv& csv, const ConflictStatus& conflict, const NamesById& names)
{
    const ConflictRow& row = conflict.row;
    const SodDecisionRow* decision = conflict.mitigation ? &*conflict.mitigation
        : conflict.acceptance                            ? &*conflict.acceptance
                                                         : nullptr;
    const auto& made = conflict.compensation;
    csv.row({row.fingerprint.hex(), row.subject, row.rule, row.risk, name(row.severity), row.leftPath,
        row.rightPath, sod::name(conflict.standing), conflict.mitigation ? conflict.mitigation->control : "",
        conflict.mitigation ? conflict.mitigation->performer : "", conflict.mitigation ? conflict.mitigation->state : "",
        conflict.mitigation ? conflict.mitigation->until.iso() : "", made ? sod::name(made->cause) : "", made ? made->explanation : "",
        made ? made->population : "", made ? precisionText(*made) : "", made ? sod::name(made->rhythm) : "", made ? made->evidence : "",
        conflict.acceptance ? conflict.acceptance->until.iso() : "", decision != nullptr ? decision->note : "",
        decision != nullptr ? named(names, decision->decidedBy) : "",
        decision != nullptr ? decision->decidedAt.iso() : "", std::to_string(row.grants.size())});
}

/// What its paths run through, as the listings have it.
void addGrants(Csv& csv, const ConflictRow& conflict)
{
    for (std::size_t at = 0; at < conflict.grants.size(); ++at) {
        const sod::ConflictGrant& grant = conflict.grants[at];
        csv.row({conflict.fingerprint.hex(), std::to_string(at + 1), grant.system, grant.account, grant.role, grant.permission});
    }
}

/// Every acceptance of it, those replaced and declined included.
void addAcceptances(Csv& csv, const ConflictStatus& conflict, const NamesById& names)
{
    for (const AcceptanceStatus& one : conflict.acceptances) {
        csv.row({std::to_string(one.row.id), conflict.row.fingerprint.hex(), conflict.row.subject, conflict.row.rule, sod::name(one.state), one.row.until.iso(),
            one.row.note, named(names, one.row.decidedBy), one.row.decidedAt.iso(), one.row.replaces != 0 ? std::to_string(one.row.replaces) : "",
            one.row.needsSecond ? "yes" : "no", one.second ? one.second->approved ? "approved" : "declined" : "", one.second ? named(names, one.second->by) : "",
            one.second ? one.second->at.iso() : "", one.second ? one.second->why : ""});
    }
}

} // namespace

Result<std::vector<PacketFile>> sodPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const NamesById names, namesById(db));
    Csv runs("sod_runs.csv",
        {"run", "rule_set", "rule_set_version", "rule_set_digest", "roster_snapshot", "listing_snapshots", "as_of", "ran_at",
            "ran_by", "persons", "grants", "conflicts", "accounts_without_person", "unmapped", "coverage_percent",
            "identities_through"});
    Csv conflicts("sod_conflicts.csv",
        {"fingerprint", "subject", "rule", "risk", "severity", "left_path", "right_path", "standing", "control", "performer",
            "control_state", "expires", "cause", "explanation", "population", "precision", "frequency", "evidence", "accepted_until", "note",
            "decided_by", "decided_at", "path_grants"});
    Csv grants("sod_conflict_grants.csv", {"fingerprint", "path_position", "held_system", "held_account", "held_role", "held_permission"});
    Csv acceptances("sod_acceptances.csv",
        {"acceptance", "fingerprint", "subject", "rule", "standing", "accepted_until", "note", "decided_by", "decided_at", "replaces", "needs_second",
            "second_word", "second_by", "second_at", "second_note"});
    Csv versions("sod_rule_versions.csv",
        {"rule_set", "rule_set_version", "rule_set_digest", "standing", "loaded_by", "loaded_at", "verdict", "verdict_by", "verdict_at", "verdict_note"});
    OXSEAL_TRY(const std::vector<RuleVersion> sets, ruleVersions(db));
    for (const RuleVersion& set : sets) {
        const auto& said = set.verdict;
        versions.row({set.row.name, set.row.version, set.row.digest.hex(), name(set.standing), named(names, set.row.loadedBy), set.row.loadedAt.iso(),
            !said ? "" : said->approved ? "approved" : "rejected", said ? named(names, said->decidedBy) : "", said ? said->decidedAt.iso() : "",
            said ? said->note : ""});
    }
    std::vector<PacketFile> files;
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, period));
    if (run) {
        const RuleSetRow* used = nullptr;
        for (const RuleVersion& set : sets) {
            if (set.row.id == run->ruleSet)
                used = &set.row;
        }
        std::vector<std::string> listings;
        for (const SnapshotId id : run->listings)
            listings.push_back(std::to_string(id.value));
        runs.row({std::to_string(run->id), used != nullptr ? used->name : "", used != nullptr ? used->version : "",
            used != nullptr ? used->digest.hex() : "", std::to_string(run->roster.value), join(listings, ";"), run->asOf.iso(),
            run->ranAt.iso(), named(names, run->ranBy), std::to_string(run->persons), std::to_string(run->grants),
            std::to_string(run->conflicts), std::to_string(run->accountsWithoutPerson), std::to_string(run->unmapped),
            std::to_string(run->coveragePercent), std::to_string(run->identitiesThrough)});
        const Day today = workspace.environment().clock.now().day();
        OXSEAL_TRY(const std::vector<ConflictStatus> all, sodConflicts(db, period, today));
        for (const ConflictStatus& conflict : all) {
            addConflict(conflicts, conflict, names);
            addGrants(grants, conflict.row);
            addAcceptances(acceptances, conflict, names);
        }
        if (used != nullptr)
            files.push_back({"data/sod_rules.json", used->body + "\n", "data"});
    }
    Csv exercised("sod_exercised.csv", didDoColumns());
    OXSEAL_TRY(const std::vector<SnapshotInfo> logs, listSnapshots(db, {"activity", "", "", period.period.name()}));
    if (!logs.empty()) {
        OXSEAL_TRY(const DidDoPicture picture, didDoPicture(workspace, period));
        for (const auto& row : didDoRows(picture))
            exercised.row(row);
    }
    Csv dictionary("dictionary_sod.csv", {"file", "column", "meaning"});
    for (const Csv* csv : {&runs, &conflicts, &grants, &acceptances, &versions, &exercised})
        csv->describe(dictionary, "sod.column.");
    files.push_back(runs.file());
    files.push_back(versions.file());
    files.push_back(exercised.file());
    files.push_back(conflicts.file());
    files.push_back(grants.file());
    files.push_back(acceptances.file());
    files.push_back(dictionary.file("dictionary"));
    return files;
}

} // namespace oxseal
