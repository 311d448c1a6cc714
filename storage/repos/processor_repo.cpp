// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/processor_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::processor_repo {

Result<std::int64_t> put(Database& db, const ProcessorAccount& row)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO recon_processor (entity, account, bank_account, name, mark, transit_days, window_days, made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (entity, account) DO UPDATE SET bank_account = excluded.bank_account, name = excluded.name, mark = excluded.mark,
            transit_days = excluded.transit_days, window_days = excluded.window_days, made_at = excluded.made_at, made_by = excluded.made_by,
            retired_at = NULL, retired_by = NULL, retired_because = ''
    )sql",
        {std::string_view(row.entity), std::string_view(row.account), std::string_view(row.bankAccount), std::string_view(row.name), std::string_view(row.mark),
            std::int64_t{row.transitDays}, std::int64_t{row.windowDays}, row.madeAt.micros, row.madeBy.value}));
    OXSEAL_TRY(const auto id, db.integer(R"sql(SELECT id FROM recon_processor WHERE entity = ? AND account = ?)sql", {std::string_view(row.entity), std::string_view(row.account)}));
    return id.value_or(0);
}

Status retire(Database& db, std::int64_t id, Instant at, PersonId by, const std::string& because)
{
    return done(db.run(R"sql(
        UPDATE recon_processor SET retired_at = ?, retired_by = ?, retired_because = ? WHERE id = ?
    )sql",
        {at.micros, by.value, std::string_view(because), id}));
}

Result<std::vector<ProcessorAccount>> all(Database& db)
{
    std::vector<ProcessorAccount> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, account, bank_account, name, mark, transit_days, window_days, made_at, made_by, retired_at, retired_because
        FROM recon_processor ORDER BY entity, account
    )sql",
        {}, [&out](const SqlRow& row) {
            ProcessorAccount& one = out.emplace_back();
            one.id = row.integer(0);
            one.entity = row.string(1);
            one.account = row.string(2);
            one.bankAccount = row.string(3);
            one.name = row.string(4);
            one.mark = row.string(5);
            one.transitDays = static_cast<int>(row.integer(6));
            one.windowDays = static_cast<int>(row.integer(7));
            one.madeAt = Instant{row.integer(8)};
            one.madeBy = PersonId(row.integer(9));
            one.retiredAt = instantAt(row, 10);
            one.retiredBecause = row.string(11);
            return true;
        }));
    return out;
}

Status insertSignoff(Database& db, std::int64_t processor, PeriodId period, const FiguresSignoff& signoff)
{
    return done(db.run(R"sql(
        INSERT INTO recon_processor_signoff (processor_id, period_id, duty, digest, category, note, signed_at, signed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {processor, period.value, std::string_view(signoff.duty), ByteView(signoff.digest.bytes), std::string_view(signoff.category), std::string_view(signoff.note),
            signoff.at.micros, signoff.by.value}));
}

Result<std::vector<FiguresSignoff>> signoffs(Database& db, std::int64_t processor, PeriodId period)
{
    std::vector<FiguresSignoff> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT duty, digest, category, note, signed_at, signed_by FROM recon_processor_signoff WHERE processor_id = ? AND period_id = ? ORDER BY id
    )sql",
        {processor, period.value}, [&out](const SqlRow& row) {
            FiguresSignoff& one = out.emplace_back();
            one.duty = row.string(0);
            one.digest = row.digest(1);
            one.category = row.string(2);
            one.note = row.string(3);
            one.at = Instant{row.integer(4)};
            one.by = PersonId(row.integer(5));
            return true;
        }));
    return out;
}

} // namespace oxseal::processor_repo
