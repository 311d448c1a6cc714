// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/match_repo.h"

#include "models/core/text.h"
#include "storage/db/sql_values.h"

namespace oxseal::repo {
namespace {

SqlValue flag(bool value) { return SqlValue(std::int64_t{value ? 1 : 0}); }

} // namespace

Result<std::int64_t> insertMatchRun(Database& db, const MatchRunRow& run)
{
    return db.insert(R"sql(
        INSERT INTO match_run (recon_id, policy_version, policy_sha256, adopted, engine, at, made_by, record_object, record_sha256,
            data_sha256, model_sha256, learnt, anchors, bank_lines, book_lines, disagreements, lost_per_million, stopped, micros)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {run.reconciliation.value, run.policyVersion, ByteView(run.policySha256.bytes), flag(run.adopted), run.engine, run.at.micros,
            run.madeBy.value, run.record.value, ByteView(run.recordSha256.bytes), ByteView(run.dataSha256.bytes),
            ByteView(run.modelSha256.bytes), flag(run.learnt), run.anchors, run.bankLines, run.bookLines, run.disagreements,
            run.lostPerMillion, run.stopped, run.micros});
}

Status insertMatchDecision(Database& db, const MatchDecisionRow& each)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO match_decision (run_id, number, group_id, type, state, rule, learnt, probability, triggers, amount, lag, bank, books,
            record, sentence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {each.run, each.number, each.group != 0 ? SqlValue(each.group) : SqlValue(nullptr), each.type, each.state, each.rule,
            flag(each.learnt), orNull(each.probability), std::int64_t{each.triggers}, each.amount, std::int64_t{each.lag}, each.bank,
            each.books, each.record, each.sentence}));
    return {};
}

Status noteOutcome(Database& db, std::int64_t group, const char* outcome, bool bulk, PersonId person, Instant at,
    const std::string& reasonCode, const std::string& reason)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO match_outcome (run_id, number, outcome, bulk, person_id, at, reason_code, reason)
        SELECT run_id, number, ?, ?, ?, ?, ?, ? FROM match_decision WHERE group_id = ?)sql",
        {std::string_view(outcome), flag(bulk), person.value, at.micros, reasonCode, reason, group}));
    return {};
}

Result<std::vector<MatchRunRow>> matchRuns(Database& db, ReconciliationId id)
{
    std::vector<MatchRunRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, recon_id, policy_version, policy_sha256, adopted, engine, at, made_by, record_object, record_sha256, data_sha256,
            model_sha256, learnt, anchors, bank_lines, book_lines, disagreements, lost_per_million, stopped, micros
        FROM match_run WHERE recon_id = ? ORDER BY id)sql",
        {id.value}, [&out](const SqlRow& row) {
            MatchRunRow run;
            run.id = row.integer(0);
            run.reconciliation = ReconciliationId(row.integer(1));
            run.policyVersion = row.integer(2);
            run.policySha256 = row.digest(3);
            run.adopted = row.integer(4) != 0;
            run.engine = row.string(5);
            run.at = Instant{row.integer(6)};
            run.madeBy = PersonId(row.integer(7));
            run.record = ObjectId(row.integer(8));
            run.recordSha256 = row.digest(9);
            run.dataSha256 = row.digest(10);
            run.modelSha256 = row.digest(11);
            run.learnt = row.integer(12) != 0;
            run.anchors = row.integer(13);
            run.bankLines = row.integer(14);
            run.bookLines = row.integer(15);
            run.disagreements = row.integer(16);
            run.lostPerMillion = row.integer(17);
            run.stopped = row.string(18);
            run.micros = row.integer(19);
            out.push_back(std::move(run));
            return true;
        }));
    return out;
}

Result<std::vector<MatchDecisionRow>> matchDecisions(Database& db, std::int64_t run)
{
    std::vector<MatchDecisionRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT run_id, number, group_id, type, state, rule, learnt, probability, triggers, amount, lag, bank, books, record, sentence
        FROM match_decision WHERE run_id = ? ORDER BY number)sql",
        {run}, [&out](const SqlRow& row) {
            MatchDecisionRow each;
            each.run = row.integer(0);
            each.number = row.integer(1);
            each.group = row.integer(2);
            each.type = row.string(3);
            each.state = row.string(4);
            each.rule = row.string(5);
            each.learnt = row.integer(6) != 0;
            if (!row.isNull(7))
                each.probability = row.integer(7);
            each.triggers = static_cast<recon::Triggers>(row.integer(8));
            each.amount = row.integer(9);
            each.lag = static_cast<std::int32_t>(row.integer(10));
            each.bank = row.string(11);
            each.books = row.string(12);
            each.record = row.string(13);
            each.sentence = row.string(14);
            out.push_back(std::move(each));
            return true;
        }));
    return out;
}

Result<std::set<std::int64_t>> overriddenNumbers(Database& db, std::int64_t run)
{
    std::set<std::int64_t> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT number FROM match_outcome WHERE run_id = ? AND outcome <> 'accepted')sql", {run}, [&out](const SqlRow& row) {
        out.insert(row.integer(0));
        return true;
    }));
    return out;
}

Result<std::set<std::pair<std::string, std::string>>> refusedPairs(Database& db, const std::string& entity, const std::string& account)
{
    std::set<std::pair<std::string, std::string>> refused;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT d.bank, d.books, o.outcome
        FROM match_outcome o JOIN match_decision d ON d.run_id = o.run_id AND d.number = o.number JOIN match_run m ON m.id = o.run_id
            JOIN reconciliation r ON r.id = m.recon_id
        WHERE r.entity = ? AND r.account = ? AND d.bank <> '' AND d.books <> '' ORDER BY o.id)sql",
        {std::string_view(entity), std::string_view(account)}, [&refused](const SqlRow& row) {
            for (const std::string& bank : split(row.string(0), ';')) {
                for (const std::string& books : split(row.string(1), ';')) {
                    if (row.text(2) == "accepted")
                        refused.erase({bank, books});
                    else
                        refused.emplace(bank, books);
                }
            }
            return true;
        }));
    return refused;
}

Result<std::set<std::int64_t>> teachingGroups(Database& db, ReconciliationId id)
{
    std::set<std::int64_t> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT g.id FROM recon_group g
        WHERE g.recon_id = ? AND (g.state = 'manual'
            OR (g.state = 'auto' AND EXISTS (SELECT 1 FROM match_decision d WHERE d.group_id = g.id AND d.learnt = 0))))sql",
        {id.value}, [&out](const SqlRow& row) {
            out.insert(row.integer(0));
            return true;
        }));
    return out;
}

Result<std::vector<OverrideParts>> overrideRows(Database& db, PeriodId period)
{
    std::vector<OverrideParts> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT o.id, m.recon_id, d.state, d.rule, d.probability, d.amount, d.sentence, o.outcome, o.reason_code, o.reason, o.person_id, o.at,
            d.bank, d.books, g.ruling, g.person_id, g.reason, o.run_id, o.number
        FROM match_outcome o JOIN match_decision d ON d.run_id = o.run_id AND d.number = o.number JOIN match_run m ON m.id = o.run_id
            JOIN reconciliation r ON r.id = m.recon_id LEFT JOIN match_ruling g ON g.outcome_id = o.id
        WHERE r.period_id = ? AND o.outcome <> 'accepted' AND d.state IN ('auto', 'suggested') ORDER BY o.id)sql",
        {period.value}, [&out](const SqlRow& row) {
            OverrideParts parts;
            parts.row.id = row.integer(0);
            parts.reconciliation = ReconciliationId(row.integer(1));
            parts.row.state = row.string(2);
            parts.row.rule = row.string(3);
            if (!row.isNull(4))
                parts.row.probability = row.integer(4);
            parts.row.amount = row.integer(5);
            parts.row.sentence = row.string(6);
            parts.row.outcome = row.string(7);
            parts.row.reasonCode = row.string(8);
            parts.row.reason = row.string(9);
            parts.row.person = PersonId(row.integer(10));
            parts.row.at = Instant{row.integer(11)};
            parts.bank = row.string(12);
            parts.books = row.string(13);
            parts.row.ruling = row.string(14);
            parts.row.ruledBy = PersonId(row.integer(15));
            parts.row.ruledWhy = row.string(16);
            parts.row.run = row.integer(17);
            parts.row.number = row.integer(18);
            out.push_back(std::move(parts));
            return true;
        }));
    return out;
}

Status insertRuling(Database& db, std::int64_t outcome, const std::string& ruling, PersonId person, Instant at, const std::string& reason)
{
    OXSEAL_CHECK(db.run(R"sql(INSERT INTO match_ruling (outcome_id, ruling, person_id, at, reason) VALUES (?, ?, ?, ?, ?))sql",
        {outcome, ruling, person.value, at.micros, reason}));
    return {};
}

Result<std::int64_t> insertScorecard(Database& db, const ScorecardRow& row)
{
    return db.insert(R"sql(
        INSERT INTO match_scorecard (period_id, at, person_id, policy_version, body, sha256, stopped) VALUES (?, ?, ?, ?, ?, ?, ?))sql",
        {row.period.value, row.at.micros, row.person.value, row.policyVersion, canonicalJson(row.body), ByteView(row.sha256.bytes), row.stopped});
}

Result<std::int64_t> insertBlindSample(Database& db, const BlindSampleRow& row, const std::vector<AutomaticMatch>& items)
{
    OXSEAL_TRY(const std::int64_t id, db.insert(R"sql(
        INSERT INTO blind_sample (period_id, at, person_id, seed, population, population_sha256) VALUES (?, ?, ?, ?, ?, ?))sql",
        {row.period.value, row.at.micros, row.person.value, row.seed, row.population, ByteView(row.populationSha256.bytes)}));
    std::int64_t place = 0;
    for (const AutomaticMatch& item : items)
        OXSEAL_CHECK(db.run(R"sql(INSERT INTO blind_item (sample_id, place, run_id, number) VALUES (?, ?, ?, ?))sql", {id, ++place, item.run, item.number}));
    return id;
}

Status answerBlindItem(Database& db, std::int64_t sample, std::int64_t place, const std::string& answer, bool agrees, PersonId person,
    Instant at, const std::string& reason)
{
    OXSEAL_CHECK(db.run(R"sql(
        UPDATE blind_item SET answer = ?, agrees = ?, person_id = ?, at = ?, reason = ? WHERE sample_id = ? AND place = ?)sql",
        {answer, flag(agrees), person.value, at.micros, reason, sample, place}));
    return {};
}

} // namespace oxseal::repo
