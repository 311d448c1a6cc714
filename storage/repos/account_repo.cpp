// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/account_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::account_repo {
namespace {

CloseRow closeOf(const SqlRow& row)
{
    CloseRow out;
    out.id = row.integer(0);
    out.run = row.integer(1);
    out.entity = row.string(2);
    out.account = row.string(3);
    out.accountName = row.string(4);
    out.period = PeriodId(row.integer(5));
    out.currency = row.string(6);
    out.digits = static_cast<int>(row.integer(7));
    out.balance = row.integer(8);
    out.basis = row.string(9);
    out.trialBalance = SnapshotId(row.integer(10));
    out.ledger = SnapshotId(row.integer(11));
    out.reopenedAt = instantAt(row, 12);
    out.cause = row.string(13);
    return out;
}

} // namespace

Status putTrait(Database& db, const AccountTraitRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO account_trait (entity, account, class, key, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (entity, account) DO UPDATE SET class = excluded.class, key = excluded.key, set_at = excluded.set_at,
            set_by = excluded.set_by)sql",
        {row.entity, row.account, std::string_view(recon::name(row.kind)), std::int64_t{row.key ? 1 : 0}, row.setAt.micros, row.setBy.value}));
}

Result<std::map<std::string, AccountTraitRow>> traits(Database& db, const std::string& entity)
{
    std::map<std::string, AccountTraitRow> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT entity, account, class, key, set_at, set_by FROM account_trait WHERE entity = ?)sql", {entity},
        [&out](const SqlRow& row) {
            AccountTraitRow trait;
            trait.entity = row.string(0);
            trait.account = row.string(1);
            trait.kind = recon::accountClassFromName(row.text(2)).value_or(recon::AccountClass::NotStated);
            trait.key = row.integer(3) != 0;
            trait.setAt = Instant{row.integer(4)};
            trait.setBy = PersonId(row.integer(5));
            out.emplace(trait.account, trait);
            return true;
        }));
    return out;
}

Result<std::int64_t> insertRun(Database& db, const CloseRunRow& row)
{
    return db.insert(R"sql(
        INSERT INTO auto_close_run (entity, period_id, rule_version, rule_sha256, at, made_by, closed, refusals)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.entity, row.period.value, row.ruleVersion, ByteView(row.ruleSha256.bytes), row.at.micros, row.madeBy.value, row.closed, row.refusals});
}

Result<std::vector<CloseRunRow>> runs(Database& db, PeriodId period)
{
    std::vector<CloseRunRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, period_id, rule_version, rule_sha256, at, made_by, closed, refusals FROM auto_close_run
        WHERE period_id = ? ORDER BY id)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.string(1), PeriodId(row.integer(2)), row.integer(3), row.digest(4), Instant{row.integer(5)},
                PersonId(row.integer(6)), row.integer(7), row.string(8)});
            return true;
        }));
    return out;
}

Result<std::int64_t> insertClose(Database& db, const CloseRow& row)
{
    return db.insert(R"sql(
        INSERT INTO auto_close (run_id, entity, account, account_name, period_id, currency, digits, balance, basis, tb_snapshot, gl_snapshot)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.run, row.entity, row.account, row.accountName, row.period.value, row.currency, std::int64_t{row.digits}, row.balance, row.basis,
            row.trialBalance.value, row.ledger.value});
}

Status reopenClose(Database& db, std::int64_t id, Instant at, const std::string& cause)
{
    return done(db.run(R"sql(UPDATE auto_close SET reopened_at = ?, cause = ? WHERE id = ?)sql", {at.micros, cause, id}));
}

Result<std::vector<CloseRow>> closes(Database& db, PeriodId period)
{
    std::vector<CloseRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, run_id, entity, account, account_name, period_id, currency, digits, balance, basis, tb_snapshot, gl_snapshot,
            reopened_at, cause
        FROM auto_close WHERE period_id = ? ORDER BY id)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back(closeOf(row));
            return true;
        }));
    return out;
}

Result<std::vector<CloseRow>> closesInForce(Database& db, const std::string& entity)
{
    std::vector<CloseRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT c.id, c.run_id, c.entity, c.account, c.account_name, c.period_id, c.currency, c.digits, c.balance, c.basis, c.tb_snapshot,
            c.gl_snapshot, c.reopened_at, c.cause
        FROM auto_close c JOIN period p ON p.id = c.period_id
        WHERE c.reopened_at IS NULL AND p.state NOT IN ('filed', 'closed') AND (?1 = '' OR c.entity = ?1) ORDER BY c.id)sql",
        {entity}, [&out](const SqlRow& row) {
            out.push_back(closeOf(row));
            return true;
        }));
    return out;
}

Result<std::int64_t> insertSample(Database& db, const CloseSampleRow& row)
{
    return db.insert(R"sql(
        INSERT INTO auto_close_sample (period_id, seed, population, last_close, population_sha256, drawn_at, drawn_by)
        VALUES (?, ?, ?, ?, ?, ?, ?))sql",
        {row.period.value, row.seed, row.population, row.lastClose, ByteView(row.populationSha256.bytes), row.drawnAt.micros, row.drawnBy.value});
}

Result<std::vector<CloseSampleRow>> samples(Database& db, PeriodId period)
{
    std::vector<CloseSampleRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, seed, population, last_close, population_sha256, drawn_at, drawn_by FROM auto_close_sample
        WHERE period_id = ? ORDER BY id)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), PeriodId(row.integer(1)), row.string(2), row.integer(3), row.integer(4), row.digest(5),
                Instant{row.integer(6)}, PersonId(row.integer(7))});
            return true;
        }));
    return out;
}

Status insertLook(Database& db, std::int64_t sample, std::int64_t close)
{
    return done(db.run(R"sql(INSERT INTO auto_close_look (sample_id, close_id) VALUES (?, ?))sql", {sample, close}));
}

Status setLook(Database& db, const CloseLookRow& row)
{
    return done(db.run(R"sql(
        UPDATE auto_close_look SET outcome = ?, note = ?, looked_at = ?, looked_by = ? WHERE sample_id = ? AND close_id = ?)sql",
        {row.outcome, row.note, orNull(row.lookedAt), row.lookedBy.value, row.sample, row.close}));
}

Result<std::vector<CloseLookRow>> looks(Database& db, PeriodId period)
{
    std::vector<CloseLookRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT l.sample_id, l.close_id, l.outcome, l.note, l.looked_at, l.looked_by
        FROM auto_close_look l JOIN auto_close_sample s ON s.id = l.sample_id WHERE s.period_id = ? ORDER BY l.sample_id, l.close_id)sql",
        {period.value}, [&out](const SqlRow& row) {
            CloseLookRow look;
            look.sample = row.integer(0);
            look.close = row.integer(1);
            look.outcome = row.string(2);
            look.note = row.string(3);
            look.lookedAt = instantAt(row, 4);
            look.lookedBy = PersonId(row.integer(5));
            out.push_back(std::move(look));
            return true;
        }));
    return out;
}

} // namespace oxseal::account_repo
