// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/schedule_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::schedule_repo {
namespace {

ScheduleRow rowOf(const SqlRow& row)
{
    ScheduleRow out;
    out.id = row.integer(0);
    out.entity = row.string(1);
    out.account = row.string(2);
    out.accountName = row.string(3);
    out.period = PeriodId(row.integer(4));
    out.kind = recon::scheduleKindFromName(row.text(5)).value_or(recon::ScheduleKind::Other);
    out.currency = row.string(6);
    out.digits = static_cast<int>(row.integer(7));
    out.state = row.string(8);
    out.trialBalance = SnapshotId(row.integer(9));
    out.balance = row.integer(10);
    out.prior = row.integer(11);
    return out;
}

ScheduleLineRow lineOf(const SqlRow& row)
{
    ScheduleLineRow out;
    out.id = row.integer(0);
    out.line.key = row.string(1);
    out.line.description = row.string(2);
    out.line.day = dayAt(row, 3);
    out.line.opening = row.integer(4);
    out.line.added = row.integer(5);
    out.line.released = row.integer(6);
    out.line.closing = row.integer(7);
    if (!row.isNull(8))
        out.line.reversal = dayAt(row, 8);
    out.line.support = row.string(9);
    out.evidence = ObjectId(row.integer(10));
    out.line.evidence = !row.isNull(10);
    out.file = row.integer(11);
    out.examinedAt = instantAt(row, 12);
    out.line.examined = out.examinedAt.has_value();
    out.examinedBy = PersonId(row.integer(13));
    out.note = row.string(14);
    return out;
}

} // namespace

Result<std::int64_t> save(Database& db, const ScheduleRow& row)
{
    if (row.id == 0)
        return db.insert(R"sql(
            INSERT INTO recon_schedule (entity, account, account_name, period_id, kind, currency, digits, state, tb_snapshot, balance, prior_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
            {row.entity, row.account, row.accountName, row.period.value, std::string_view(recon::name(row.kind)), row.currency,
                std::int64_t{row.digits}, row.state, row.trialBalance.value, row.balance, orNull(row.prior)});
    OXSEAL_CHECK(db.run(R"sql(
        UPDATE recon_schedule SET account_name = ?, kind = ?, currency = ?, digits = ?, state = ?, tb_snapshot = ?, balance = ?, prior_id = ?
        WHERE id = ?)sql",
        {row.accountName, std::string_view(recon::name(row.kind)), row.currency, std::int64_t{row.digits}, row.state, row.trialBalance.value,
            row.balance, orNull(row.prior), row.id}));
    return row.id;
}

Status setState(Database& db, std::int64_t id, const std::string& state)
{
    return done(db.run(R"sql(UPDATE recon_schedule SET state = ? WHERE id = ?)sql", {state, id}));
}

Result<std::optional<ScheduleRow>> byId(Database& db, std::int64_t id)
{
    std::optional<ScheduleRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, entity, account, account_name, period_id, kind, currency, digits, state, tb_snapshot, balance, prior_id
        FROM recon_schedule WHERE id = ?)sql",
        {id}, [&out](const SqlRow& row) { out = rowOf(row); }));
    return out;
}

Result<std::optional<ScheduleRow>> find(Database& db, const std::string& entity, const std::string& account, PeriodId period)
{
    std::optional<ScheduleRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, entity, account, account_name, period_id, kind, currency, digits, state, tb_snapshot, balance, prior_id
        FROM recon_schedule WHERE entity = ? AND account = ? AND period_id = ?)sql",
        {entity, account, period.value}, [&out](const SqlRow& row) { out = rowOf(row); }));
    return out;
}

Result<std::vector<ScheduleRow>> ofPeriod(Database& db, PeriodId period)
{
    std::vector<ScheduleRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, account, account_name, period_id, kind, currency, digits, state, tb_snapshot, balance, prior_id
        FROM recon_schedule WHERE period_id = ? ORDER BY entity, account)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back(rowOf(row));
            return true;
        }));
    return out;
}

Status saveLine(Database& db, std::int64_t schedule, const ScheduleLineRow& row)
{
    const recon::ScheduleLine& line = row.line;
    const SqlValue reversal = line.reversal ? SqlValue(std::int64_t{line.reversal->number}) : SqlValue(nullptr);
    const SqlValue examined = orNull(row.examinedAt);
    const SqlValue by = row.examinedAt ? SqlValue(row.examinedBy.value) : SqlValue(nullptr);
    if (row.id == 0)
        return done(db.run(R"sql(
            INSERT INTO recon_schedule_line (schedule_id, line_key, description, day, opening, added, released, closing, reversal, support,
                evidence_object, file_id, examined_at, examined_by, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
            {schedule, line.key, line.description, std::int64_t{line.day.number}, line.opening, line.added, line.released, line.closing, reversal,
                line.support, orNull(row.evidence.value), orNull(row.file), examined, by, row.note}));
    return done(db.run(R"sql(
        UPDATE recon_schedule_line SET description = ?, day = ?, opening = ?, added = ?, released = ?, closing = ?, reversal = ?, support = ?,
            evidence_object = ?, file_id = ?, examined_at = ?, examined_by = ?, note = ? WHERE id = ?)sql",
        {line.description, std::int64_t{line.day.number}, line.opening, line.added, line.released, line.closing, reversal, line.support,
            orNull(row.evidence.value), orNull(row.file), examined, by, row.note, row.id}));
}

Status clearLines(Database& db, std::int64_t schedule)
{
    return done(db.run(R"sql(DELETE FROM recon_schedule_line WHERE schedule_id = ?)sql", {schedule}));
}

Result<std::vector<ScheduleLineRow>> lines(Database& db, std::int64_t schedule)
{
    std::vector<ScheduleLineRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, line_key, description, day, opening, added, released, closing, reversal, support, evidence_object, file_id, examined_at,
            examined_by, note
        FROM recon_schedule_line WHERE schedule_id = ? ORDER BY id)sql",
        {schedule}, [&out](const SqlRow& row) {
            out.push_back(lineOf(row));
            return true;
        }));
    return out;
}

Result<std::int64_t> insertFile(Database& db, const ScheduleFileRow& row)
{
    return db.insert(R"sql(
        INSERT INTO recon_schedule_file (schedule_id, name, object_id, sha256, lines, loaded_at, loaded_by) VALUES (?, ?, ?, ?, ?, ?, ?))sql",
        {row.schedule, row.name, row.object.value, ByteView(row.sha256.bytes), row.lines, row.loadedAt.micros, row.loadedBy.value});
}

Result<std::vector<ScheduleFileRow>> files(Database& db, std::int64_t schedule)
{
    std::vector<ScheduleFileRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, schedule_id, name, object_id, sha256, lines, loaded_at, loaded_by FROM recon_schedule_file
        WHERE schedule_id = ? ORDER BY id)sql",
        {schedule}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.integer(1), row.string(2), ObjectId(row.integer(3)), row.digest(4), row.integer(5),
                Instant{row.integer(6)}, PersonId(row.integer(7))});
            return true;
        }));
    return out;
}

Status insertSignoff(Database& db, std::int64_t schedule, const ReconSignoff& signoff)
{
    return done(db.run(R"sql(INSERT INTO recon_schedule_signoff (schedule_id, duty, person_id, at, note) VALUES (?, ?, ?, ?, ?))sql",
        {schedule, signoff.duty, signoff.person.value, signoff.at.micros, signoff.note}));
}

Status voidSignoffs(Database& db, std::int64_t schedule, Instant at)
{
    return done(db.run(R"sql(UPDATE recon_schedule_signoff SET voided_at = ? WHERE schedule_id = ? AND voided_at IS NULL)sql", {at.micros, schedule}));
}

Result<std::vector<ReconSignoff>> signoffs(Database& db, std::int64_t schedule)
{
    std::vector<ReconSignoff> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT duty, person_id, at, note, voided_at FROM recon_schedule_signoff WHERE schedule_id = ? ORDER BY id)sql",
        {schedule}, [&out](const SqlRow& row) {
            out.push_back({row.string(0), PersonId(row.integer(1)), Instant{row.integer(2)}, row.string(3), !row.isNull(4)});
            return true;
        }));
    return out;
}

} // namespace oxseal::schedule_repo
