// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/recon_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::repo {
namespace {

SqlValue flag(bool value) { return SqlValue(std::int64_t{value ? 1 : 0}); }

} // namespace

Status savePlan(Database& db, const std::string& entity, const recon::AccountPlan& plan)
{
    return done(db.run(R"sql(
        INSERT INTO recon_plan (entity, account, name, method, risk, frequency, owner, due_business_day, because)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (entity, account) DO UPDATE SET name = excluded.name, method = excluded.method, risk = excluded.risk,
            frequency = excluded.frequency, owner = excluded.owner, due_business_day = excluded.due_business_day,
            because = excluded.because)sql",
        {entity, plan.account, plan.name, std::string_view(recon::name(plan.method)), std::string_view(recon::name(plan.risk)),
            std::string_view(recon::name(plan.frequency)), plan.owner, std::int64_t{plan.dueBusinessDay}, plan.because}));
}

Result<ReconciliationId> saveReconciliation(Database& db, const ReconRow& row)
{
    if (!row.id) {
        OXSEAL_TRY(const std::int64_t id,
            db.insert(R"sql(
            INSERT INTO reconciliation (entity, account, account_name, period_id, currency, digits, state, statement_account,
                bank_end, books_end, bank_opening, books_opening, trial_balance, prior_id, rules)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
                {row.entity, row.account, row.accountName, row.period.value, row.currency, std::int64_t{row.digits}, row.state,
                    row.statementAccount, row.bankEnd, row.booksEnd, orNull(row.bankOpening), orNull(row.booksOpening),
                    orNull(row.trialBalance), orNull(row.prior.value), row.rules}));
        return ReconciliationId(id);
    }
    OXSEAL_CHECK(db.run(R"sql(
        UPDATE reconciliation SET account_name = ?, currency = ?, digits = ?, state = ?, statement_account = ?, bank_end = ?,
            books_end = ?, bank_opening = ?, books_opening = ?, trial_balance = ?, prior_id = ?, rules = ? WHERE id = ?)sql",
        {row.accountName, row.currency, std::int64_t{row.digits}, row.state, row.statementAccount, row.bankEnd, row.booksEnd,
            orNull(row.bankOpening), orNull(row.booksOpening), orNull(row.trialBalance), orNull(row.prior.value), row.rules,
            row.id.value}));
    return row.id;
}

Status setReconState(Database& db, ReconciliationId id, const std::string& state)
{
    return done(db.run(R"sql(UPDATE reconciliation SET state = ? WHERE id = ?)sql", {state, id.value}));
}

Status setReconRules(Database& db, ReconciliationId id, const std::string& rules)
{
    return done(db.run(R"sql(UPDATE reconciliation SET rules = ? WHERE id = ?)sql", {rules, id.value}));
}

Status clearLines(Database& db, ReconciliationId id)
{
    OXSEAL_CHECK(db.run(R"sql(DELETE FROM recon_line WHERE recon_id = ?)sql", {id.value}));
    OXSEAL_CHECK(db.run(R"sql(DELETE FROM recon_group WHERE recon_id = ? AND state <> 'manual')sql", {id.value}));
    return done(db.run(R"sql(DELETE FROM recon_source WHERE recon_id = ?)sql", {id.value}));
}

Status insertSource(Database& db, ReconciliationId id, const ReconSourceRow& source)
{
    return done(db.run(R"sql(
        INSERT INTO recon_source (recon_id, snapshot_id, role, rows_in_file, rows_used, rows_same) VALUES (?, ?, ?, ?, ?, ?))sql",
        {id.value, source.snapshot.value, source.role, source.rowsInFile, source.rowsUsed, source.rowsSame}));
}

Result<std::int64_t> insertLine(Database& db, ReconciliationId id, const ReconLineRow& line)
{
    return db.insert(R"sql(
        INSERT INTO recon_line (recon_id, origin, line_key, snapshot_id, snapshot_row, day, amount, reference, description,
            bank_id, same, recycled, carried, category, note, evidence_object)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {id.value, std::string_view(recon::name(line.origin)), line.key, orNull(line.snapshot.value),
            line.snapshot ? SqlValue(line.row) : SqlValue(nullptr), std::int64_t{line.day.number}, line.amount, line.reference,
            line.description, line.bankId, flag(line.same), flag(line.recycled), flag(line.carried),
            std::string_view(recon::name(line.category)), line.note, orNull(line.evidence.value)});
}

Result<std::int64_t> insertGroup(Database& db, ReconciliationId id, const ReconGroupRow& group)
{
    return db.insert(R"sql(
        INSERT INTO recon_group (recon_id, type, state, rule, confidence, explanation, difference, reason_code, rationale, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {id.value, group.type, group.state, group.rule, std::int64_t{group.confidence}, group.explanation, group.difference,
            group.reasonCode, group.rationale, group.madeBy.value});
}

Status setGroupState(Database& db, std::int64_t group, const std::string& state, const std::string& reasonCode,
    const std::string& rationale, PersonId by)
{
    return done(db.run(R"sql(
        UPDATE recon_group SET state = ?, reason_code = ?, rationale = ?, made_by = ? WHERE id = ?)sql",
        {state, reasonCode, rationale, by.value, group}));
}

Status joinGroup(Database& db, std::int64_t line, std::int64_t group, bool decided)
{
    if (decided)
        return done(db.run(R"sql(UPDATE recon_line SET group_id = ?, candidate_id = NULL WHERE id = ?)sql", {group, line}));
    return done(db.run(R"sql(UPDATE recon_line SET candidate_id = ? WHERE id = ?)sql", {group, line}));
}

Status confirmMembers(Database& db, std::int64_t group)
{
    return done(db.run(R"sql(
        UPDATE recon_line SET group_id = candidate_id, candidate_id = NULL WHERE candidate_id = ?)sql",
        {group}));
}

Status deleteGroup(Database& db, std::int64_t group)
{
    OXSEAL_CHECK(db.run(R"sql(UPDATE recon_line SET group_id = NULL WHERE group_id = ?)sql", {group}));
    OXSEAL_CHECK(db.run(R"sql(UPDATE recon_line SET candidate_id = NULL WHERE candidate_id = ?)sql", {group}));
    return done(db.run(R"sql(DELETE FROM recon_group WHERE id = ?)sql", {group}));
}

Status deletePendingGroups(Database& db, ReconciliationId id)
{
    OXSEAL_CHECK(db.run(R"sql(UPDATE recon_line SET candidate_id = NULL WHERE recon_id = ?)sql", {id.value}));
    return done(db.run(
        R"sql(DELETE FROM recon_group WHERE recon_id = ? AND state IN ('suggested', 'ambiguous'))sql", {id.value}));
}

Status classifyLine(Database& db, std::int64_t line, const char* category, const std::string& note, ObjectId evidence)
{
    return done(db.run(R"sql(
        UPDATE recon_line SET category = ?, note = ?, evidence_object = coalesce(?, evidence_object) WHERE id = ?)sql",
        {std::string_view(category), note, orNull(evidence.value), line}));
}

Status classifyGroup(Database& db, std::int64_t group, const char* category, const std::string& note, ObjectId evidence)
{
    return done(db.run(R"sql(
        UPDATE recon_group SET category = ?, note = ?, evidence_object = coalesce(?, evidence_object) WHERE id = ?)sql",
        {std::string_view(category), note, orNull(evidence.value), group}));
}

Status insertSignoff(Database& db, ReconciliationId id, const ReconSignoff& signoff)
{
    return done(db.run(R"sql(INSERT INTO recon_signoff (recon_id, duty, person_id, at, note) VALUES (?, ?, ?, ?, ?))sql",
        {id.value, signoff.duty, signoff.person.value, signoff.at.micros, signoff.note}));
}

Result<std::int64_t> voidSignoffs(Database& db, ReconciliationId id, Instant at)
{
    return db.run(
        R"sql(UPDATE recon_signoff SET voided_at = ? WHERE recon_id = ? AND voided_at IS NULL)sql", {at.micros, id.value});
}

Result<std::vector<ReconLineRow>> reconLines(Database& db, ReconciliationId id)
{
    std::vector<ReconLineRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, origin, line_key, snapshot_id, snapshot_row, day, amount, reference, description, bank_id, same, recycled,
            carried, group_id, candidate_id, category, note, evidence_object
        FROM recon_line WHERE recon_id = ? ORDER BY id)sql",
        {id.value}, [&out](const SqlRow& row) {
            ReconLineRow line;
            line.id = row.integer(0);
            line.origin = recon::originFromName(row.text(1)).value_or(recon::ItemOrigin::Bank);
            line.key = row.string(2);
            line.snapshot = SnapshotId(row.integer(3));
            line.row = row.integer(4);
            line.day = dayAt(row, 5);
            line.amount = row.integer(6);
            line.reference = row.string(7);
            line.description = row.string(8);
            line.bankId = row.string(9);
            line.same = row.integer(10) != 0;
            line.recycled = row.integer(11) != 0;
            line.carried = row.integer(12) != 0;
            line.group = row.integer(13);
            line.candidate = row.integer(14);
            line.category = recon::categoryFromName(row.text(15)).value_or(recon::ItemCategory::Unclassified);
            line.note = row.string(16);
            line.evidence = ObjectId(row.integer(17));
            out.push_back(std::move(line));
            return true;
        }));
    return out;
}

Result<std::vector<ReconGroupRow>> reconGroups(Database& db, ReconciliationId id)
{
    std::vector<ReconGroupRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, type, state, rule, confidence, explanation, difference, reason_code, rationale, made_by, category, note,
            evidence_object
        FROM recon_group WHERE recon_id = ? ORDER BY id)sql",
        {id.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.string(1), row.string(2), row.string(3), static_cast<int>(row.integer(4)),
                row.string(5), row.integer(6), row.string(7), row.string(8), PersonId(row.integer(9)),
                recon::categoryFromName(row.text(10)).value_or(recon::ItemCategory::Unclassified), row.string(11),
                ObjectId(row.integer(12))});
            return true;
        }));
    return out;
}

Result<std::vector<ReconSourceRow>> reconSources(Database& db, ReconciliationId id)
{
    std::vector<ReconSourceRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT snapshot_id, role, rows_in_file, rows_used, rows_same FROM recon_source WHERE recon_id = ?
        ORDER BY role, snapshot_id)sql",
        {id.value}, [&out](const SqlRow& row) {
            out.push_back({SnapshotId(row.integer(0)), row.string(1), row.integer(2), row.integer(3), row.integer(4)});
            return true;
        }));
    return out;
}

Result<std::vector<ReconSignoff>> reconSignoffs(Database& db, ReconciliationId id)
{
    std::vector<ReconSignoff> out;
    OXSEAL_CHECK(db.each(
        R"sql(SELECT duty, person_id, at, note, voided_at FROM recon_signoff WHERE recon_id = ? ORDER BY id)sql", {id.value},
        [&out](const SqlRow& row) {
            out.push_back({row.string(0), PersonId(row.integer(1)), Instant{row.integer(2)}, row.string(3), !row.isNull(4)});
            return true;
        }));
    return out;
}

} // namespace oxseal::repo
