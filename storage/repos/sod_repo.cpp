// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/sod_repo.h"

#include "models/core/text.h"
#include "models/sod/rule.h"
#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::sod_repo {

Result<std::int64_t> insertRuleSet(Database& db, const RuleSetRow& row)
{
    return db.insert(R"sql(
        INSERT INTO sod_rule_set (name, version, digest, body, loaded_at, loaded_by) VALUES (?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(row.name), std::string_view(row.version), ByteView(row.digest.bytes),
            std::string_view(row.body), row.loadedAt.micros, row.loadedBy.value});
}

Result<std::vector<RuleSetRow>> ruleSets(Database& db)
{
    std::vector<RuleSetRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, name, version, digest, body, loaded_at, loaded_by FROM sod_rule_set ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.string(1), row.string(2), row.digest(3), row.string(4),
                Instant{row.integer(5)}, PersonId(row.integer(6))});
            return true;
        }));
    return out;
}

Result<std::int64_t> insertRun(Database& db, const SodRunRow& row)
{
    std::vector<std::string> ids;
    for (const SnapshotId id : row.listings)
        ids.push_back(std::to_string(id.value));
    const std::string listings = join(ids, " ");
    return db.insert(R"sql(
        INSERT INTO sod_run (period_id, rule_set_id, roster_snapshot, listings, as_of, ran_at, ran_by, persons, grants,
                             conflicts, accounts_without_person, unmapped, coverage_percent, identities_through)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.period.value, row.ruleSet, row.roster.value, std::string_view(listings), std::int64_t{row.asOf.number},
            row.ranAt.micros, row.ranBy.value, row.persons, row.grants, row.conflicts, row.accountsWithoutPerson,
            row.unmapped, row.coveragePercent, row.identitiesThrough});
}

Result<std::optional<SodRunRow>> lastRun(Database& db, PeriodId period)
{
    std::optional<SodRunRow> out;
    OXSEAL_TRY([[maybe_unused]] const bool found, db.one(R"sql(
        SELECT id, period_id, rule_set_id, roster_snapshot, listings, as_of, ran_at, ran_by, persons, grants, conflicts,
               accounts_without_person, unmapped, coverage_percent, identities_through
        FROM sod_run WHERE period_id = ? ORDER BY id DESC LIMIT 1
    )sql",
        {period.value}, [&out](const SqlRow& row) {
            out.emplace();
            out->id = row.integer(0);
            out->period = PeriodId(row.integer(1));
            out->ruleSet = row.integer(2);
            out->roster = SnapshotId(row.integer(3));
            for (const auto& id : split(row.text(4), ' ')) {
                std::int64_t number = 0;
                if (parseInteger(id, number))
                    out->listings.emplace_back(number);
            }
            out->asOf = Day{static_cast<std::int32_t>(row.integer(5))};
            out->ranAt = Instant{row.integer(6)};
            out->ranBy = PersonId(row.integer(7));
            out->persons = row.integer(8);
            out->grants = row.integer(9);
            out->conflicts = row.integer(10);
            out->accountsWithoutPerson = row.integer(11);
            out->unmapped = row.integer(12);
            out->coveragePercent = row.integer(13);
            out->identitiesThrough = row.integer(14);
        }));
    return out;
}

Status insertConflict(Database& db, std::int64_t run, const ConflictRow& row)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO sod_conflict (run_id, fingerprint, subject, rule, risk, control, severity, left_path, right_path)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {run, ByteView(row.fingerprint.bytes), std::string_view(row.subject), std::string_view(row.rule),
            std::string_view(row.risk), std::string_view(row.control), std::string_view(name(row.severity)),
            std::string_view(row.leftPath), std::string_view(row.rightPath)}));
    for (std::size_t at = 0; at < row.grants.size(); ++at) {
        const sod::ConflictGrant& one = row.grants[at];
        OXSEAL_CHECK(db.run(R"sql(
            INSERT INTO sod_conflict_grant (run_id, fingerprint, position, system, account, role, permission) VALUES (?, ?, ?, ?, ?, ?, ?)
        )sql",
            {run, ByteView(row.fingerprint.bytes), static_cast<std::int64_t>(at), std::string_view(one.system), std::string_view(one.account), std::string_view(one.role),
                std::string_view(one.permission)}));
    }
    return {};
}

Result<std::vector<ConflictRow>> conflicts(Database& db, std::int64_t run)
{
    std::map<Digest, std::vector<sod::ConflictGrant>> grants;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT fingerprint, system, account, role, permission FROM sod_conflict_grant WHERE run_id = ? ORDER BY fingerprint, position
    )sql",
        {run}, [&grants](const SqlRow& row) {
            grants[row.digest(0)].push_back({row.string(1), row.string(2), row.string(3), row.string(4)});
            return true;
        }));
    std::vector<ConflictRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT fingerprint, subject, rule, risk, control, severity, left_path, right_path
        FROM sod_conflict WHERE run_id = ? ORDER BY subject, rule
    )sql",
        {run}, [&](const SqlRow& row) {
            out.push_back({row.digest(0), row.string(1), row.string(2), row.string(3), row.string(4),
                sod::severityFromText(row.text(5)).value_or(Severity::High), row.string(6), row.string(7), std::move(grants[row.digest(0)])});
            return true;
        }));
    return out;
}

Result<std::int64_t> insertDecision(Database& db, const SodDecisionRow& row)
{
    return db.insert(R"sql(
        INSERT INTO sod_decision (fingerprint, kind, control, performer, state, until_day, note, decided_at, decided_by, needs_second, replaces)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {ByteView(row.fingerprint.bytes), std::string_view(row.kind), std::string_view(row.control),
            std::string_view(row.performer), std::string_view(row.state), std::int64_t{row.until.number},
            std::string_view(row.note), row.decidedAt.micros, row.decidedBy.value, std::int64_t{row.needsSecond}, orNull(row.replaces)});
}

Result<std::vector<SodDecisionRow>> decisions(Database& db)
{
    std::vector<SodDecisionRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, fingerprint, kind, control, performer, state, until_day, note, decided_at, decided_by, needs_second, replaces
        FROM sod_decision ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.digest(1), row.string(2), row.string(3), row.string(4), row.string(5),
                Day{static_cast<std::int32_t>(row.integer(6))}, row.string(7), Instant{row.integer(8)},
                PersonId(row.integer(9)), row.integer(10) != 0, row.integer(11)});
            return true;
        }));
    return out;
}

Status insertSecondWord(Database& db, const SecondWordRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO sod_second_word (decision_id, approved, why, said_at, said_by) VALUES (?, ?, ?, ?, ?)
    )sql",
        {row.decision, std::int64_t{row.approved}, std::string_view(row.why), row.at.micros, row.by.value}));
}

Result<std::map<std::int64_t, SecondWordRow>> secondWords(Database& db)
{
    std::map<std::int64_t, SecondWordRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT decision_id, approved, why, said_at, said_by FROM sod_second_word
    )sql",
        {}, [&out](const SqlRow& row) {
            out[row.integer(0)] = {row.integer(0), row.integer(1) != 0, row.string(2), Instant{row.integer(3)}, PersonId(row.integer(4))};
            return true;
        }));
    return out;
}

Status insertCompensation(Database& db, std::int64_t decision, const sod::Compensation& one)
{
    return done(db.run(R"sql(
        INSERT INTO sod_compensation (decision_id, cause, explanation, population, precision_minor, currency, frequency, evidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {decision, std::string_view(sod::name(one.cause)), std::string_view(one.explanation), std::string_view(one.population), one.precisionMinor,
            std::string_view(one.currency), std::string_view(sod::name(one.rhythm)), std::string_view(one.evidence)}));
}

Result<std::map<std::int64_t, sod::Compensation>> compensations(Database& db)
{
    std::map<std::int64_t, sod::Compensation> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT decision_id, cause, explanation, population, precision_minor, currency, frequency, evidence FROM sod_compensation
    )sql",
        {}, [&out](const SqlRow& row) {
            out[row.integer(0)] = {sod::keptTogetherFromName(row.text(1)).value_or(sod::KeptTogether::Other), row.string(2), row.string(3),
                row.integer(4), row.string(5), sod::reviewRhythmFromName(row.text(6)).value_or(sod::ReviewRhythm::Quarterly), row.string(7)};
            return true;
        }));
    return out;
}

} // namespace oxseal::sod_repo
