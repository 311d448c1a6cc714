// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/exception_repo.h"

#include "storage/db/sql_values.h"

namespace oxseal::exception_repo {
namespace {

recon::ItemOrigin originOf(std::string_view text) { return recon::originFromName(text).value_or(recon::ItemOrigin::Bank); }

ExceptionActRow actOf(const SqlRow& row)
{
    ExceptionActRow out;
    out.id = row.integer(0);
    out.recon = ReconciliationId(row.integer(1));
    out.entity = row.string(2);
    out.account = row.string(3);
    out.item = {originOf(row.text(4)), row.string(5)};
    out.amount = row.integer(6);
    out.day = dayAt(row, 7);
    out.disposition = recon::dispositionFromName(row.text(8)).value_or(recon::Disposition::None);
    out.owner = row.string(9);
    if (!row.isNull(10))
        out.due = dayAt(row, 10);
    out.control = row.string(11);
    out.otherAccount = row.string(12);
    out.ruleVersion = row.integer(13);
    out.reason = row.string(14);
    out.madeAt = Instant{row.integer(15)};
    out.madeBy = PersonId(row.integer(16));
    return out;
}

Result<std::set<ItemName>> names(Database& db, const char* sql, ReconciliationId recon)
{
    std::set<ItemName> out;
    OXSEAL_CHECK(db.each(sql, {recon.value}, [&out](const SqlRow& row) {
        out.emplace(originOf(row.text(0)), row.string(1));
        return true;
    }));
    return out;
}

} // namespace

Result<std::int64_t> insert(Database& db, const ExceptionActRow& row)
{
    const std::optional<std::int64_t> due = row.due ? std::optional<std::int64_t>(row.due->number) : std::nullopt;
    return db.insert(R"sql(
        INSERT INTO recon_exception_act (recon_id, entity, account, origin, line_key, amount, day, disposition, owner, due_day, control,
            other_account, rule_version, reason, made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.recon.value, row.entity, row.account, std::string_view(recon::name(row.item.first)), row.item.second, row.amount,
            std::int64_t{row.day.number}, std::string_view(recon::name(row.disposition)), row.owner, orNull(due), row.control, row.otherAccount,
            row.ruleVersion, row.reason, row.madeAt.micros, row.madeBy.value});
}

Result<std::vector<ExceptionActRow>> acts(Database& db, const std::string& entity, const std::string& account)
{
    std::vector<ExceptionActRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, recon_id, entity, account, origin, line_key, amount, day, disposition, owner, due_day, control, other_account,
            rule_version, reason, made_at, made_by
        FROM recon_exception_act WHERE entity = ? AND account = ? ORDER BY id)sql",
        {entity, account}, [&out](const SqlRow& row) {
            out.push_back(actOf(row));
            return true;
        }));
    return out;
}

Result<std::vector<DatedActRow>> dated(Database& db, ReconciliationId recon)
{
    std::vector<DatedActRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT a.id, a.recon_id, a.entity, a.account, a.origin, a.line_key, a.amount, a.day, a.disposition, a.owner, a.due_day, a.control,
            a.other_account, a.rule_version, a.reason, a.made_at, a.made_by,
            EXISTS (SELECT 1 FROM recon_line l WHERE l.origin = a.origin AND l.line_key = a.line_key AND l.group_id IS NOT NULL
                AND l.recon_id IN (SELECT id FROM reconciliation r WHERE r.id = a.recon_id OR r.prior_id = a.recon_id))
        FROM recon_exception_act a
        WHERE a.id IN (SELECT max(id) FROM recon_exception_act WHERE recon_id = ? GROUP BY origin, line_key) AND a.due_day IS NOT NULL
        ORDER BY a.id)sql",
        {recon.value}, [&out](const SqlRow& row) {
            out.push_back({actOf(row), row.integer(17) != 0});
            return true;
        }));
    return out;
}

Result<std::set<ItemName>> carried(Database& db, ReconciliationId recon)
{
    return names(db, R"sql(SELECT origin, line_key FROM recon_line WHERE recon_id = ? AND carried = 1)sql", recon);
}

Result<std::set<ItemName>> cleared(Database& db, ReconciliationId recon)
{
    return names(db, R"sql(SELECT origin, line_key FROM recon_line WHERE recon_id = ? AND carried = 1 AND group_id IS NOT NULL)sql", recon);
}

Result<ReconciliationId> next(Database& db, ReconciliationId recon)
{
    OXSEAL_TRY(const auto found, db.integer(R"sql(SELECT max(id) FROM reconciliation WHERE prior_id = ?)sql", {recon.value}));
    return ReconciliationId(found.value_or(0));
}

} // namespace oxseal::exception_repo
