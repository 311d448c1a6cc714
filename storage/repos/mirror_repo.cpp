// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/mirror_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::mirror_repo {

Result<std::int64_t> put(Database& db, const MirrorRow& row)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO recon_mirror (first_entity, first_account, second_entity, second_account, transit_days, window_days, rate_margin, because, made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (first_entity, first_account, second_entity, second_account) DO UPDATE SET transit_days = excluded.transit_days,
            window_days = excluded.window_days, rate_margin = excluded.rate_margin, because = excluded.because, made_at = excluded.made_at, made_by = excluded.made_by,
            retired_at = NULL, retired_by = NULL, retired_because = ''
    )sql",
        {std::string_view(row.firstEntity), std::string_view(row.firstAccount), std::string_view(row.secondEntity), std::string_view(row.secondAccount),
            std::int64_t{row.transitDays}, std::int64_t{row.windowDays}, std::int64_t{row.rateMargin}, std::string_view(row.because), row.madeAt.micros, row.madeBy.value}));
    OXSEAL_TRY(const auto id,
        db.integer(R"sql(SELECT id FROM recon_mirror WHERE first_entity = ? AND first_account = ? AND second_entity = ? AND second_account = ?)sql",
            {std::string_view(row.firstEntity), std::string_view(row.firstAccount), std::string_view(row.secondEntity), std::string_view(row.secondAccount)}));
    return id.value_or(0);
}

Status retire(Database& db, std::int64_t id, Instant at, PersonId by, const std::string& because)
{
    return done(db.run(R"sql(
        UPDATE recon_mirror SET retired_at = ?, retired_by = ?, retired_because = ? WHERE id = ?
    )sql",
        {at.micros, by.value, std::string_view(because), id}));
}

Result<std::vector<MirrorRow>> all(Database& db)
{
    std::vector<MirrorRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, first_entity, first_account, second_entity, second_account, transit_days, window_days, rate_margin, because, made_at, made_by, retired_at, retired_because
        FROM recon_mirror ORDER BY first_entity, first_account, second_entity, second_account
    )sql",
        {}, [&out](const SqlRow& row) {
            MirrorRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.firstEntity = row.string(1);
            one.firstAccount = row.string(2);
            one.secondEntity = row.string(3);
            one.secondAccount = row.string(4);
            one.transitDays = static_cast<int>(row.integer(5));
            one.windowDays = static_cast<int>(row.integer(6));
            one.rateMargin = static_cast<int>(row.integer(7));
            one.because = row.string(8);
            one.madeAt = Instant{row.integer(9)};
            one.madeBy = PersonId(row.integer(10));
            one.retiredAt = instantAt(row, 11);
            one.retiredBecause = row.string(12);
            return true;
        }));
    return out;
}

Result<std::int64_t> insertRate(Database& db, const RateRow& row)
{
    return db.insert(R"sql(
        INSERT INTO fx_rate (period_id, in_currency, of_currency, rate, day, source, stated_at, stated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.period.value, std::string_view(row.in), std::string_view(row.of), std::string_view(row.rate), std::int64_t{row.day.number}, std::string_view(row.source),
            row.statedAt.micros, row.statedBy.value});
}

Result<std::vector<RateRow>> rates(Database& db, PeriodId period)
{
    std::vector<RateRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, in_currency, of_currency, rate, day, source, stated_at, stated_by FROM fx_rate WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&out](const SqlRow& row) {
            RateRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.period = PeriodId(row.integer(1));
            one.in = row.string(2);
            one.of = row.string(3);
            one.rate = row.string(4);
            one.day = dayAt(row, 5);
            one.source = row.string(6);
            one.statedAt = Instant{row.integer(7)};
            one.statedBy = PersonId(row.integer(8));
            return true;
        }));
    return out;
}

Status insertSignoff(Database& db, std::int64_t mirror, PeriodId period, const FiguresSignoff& signoff)
{
    return done(db.run(R"sql(
        INSERT INTO recon_mirror_signoff (mirror_id, period_id, duty, digest, category, note, signed_at, signed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {mirror, period.value, std::string_view(signoff.duty), ByteView(signoff.digest.bytes), std::string_view(signoff.category), std::string_view(signoff.note), signoff.at.micros, signoff.by.value}));
}

Result<std::vector<FiguresSignoff>> signoffs(Database& db, std::int64_t mirror, PeriodId period)
{
    std::vector<FiguresSignoff> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT duty, digest, note, signed_at, signed_by, category FROM recon_mirror_signoff WHERE mirror_id = ? AND period_id = ? ORDER BY id
    )sql",
        {mirror, period.value}, [&out](const SqlRow& row) {
            FiguresSignoff& one = out.emplace_back();
            one.duty = row.string(0);
            one.digest = row.digest(1);
            one.note = row.string(2);
            one.at = Instant{row.integer(3)};
            one.by = PersonId(row.integer(4));
            one.category = row.string(5);
            return true;
        }));
    return out;
}

} // namespace oxseal::mirror_repo
