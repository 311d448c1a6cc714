// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/limit_repo.h"

#include "storage/db/sql_values.h"

namespace oxseal::limit_repo {
namespace {

std::optional<std::int64_t> numberAt(const SqlRow& row, int column) { return row.isNull(column) ? std::nullopt : std::optional<std::int64_t>(row.integer(column)); }
std::optional<int> smallAt(const SqlRow& row, int column) { return row.isNull(column) ? std::nullopt : std::optional<int>(static_cast<int>(row.integer(column))); }
std::optional<std::int64_t> wide(const std::optional<int>& value) { return value ? std::optional<std::int64_t>(*value) : std::nullopt; }

} // namespace

Result<std::int64_t> insert(Database& db, const AccountLimitRow& row)
{
    return db.insert(R"sql(
        INSERT INTO account_limit (entity, account, investigate_from, investigate_share, write_off_most, close_most, timing_days, reason, set_at, set_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(row.entity), std::string_view(row.account), orNull(row.limits.investigateFrom), orNull(wide(row.limits.investigateShare)),
            orNull(row.limits.writeOffMost), orNull(row.limits.closeMost), orNull(wide(row.limits.timingDays)), std::string_view(row.reason), row.setAt.micros, row.setBy.value});
}

Result<std::vector<AccountLimitRow>> all(Database& db)
{
    std::vector<AccountLimitRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, account, investigate_from, investigate_share, write_off_most, close_most, timing_days, reason, set_at, set_by
        FROM account_limit ORDER BY entity, account, id
    )sql",
        {}, [&out](const SqlRow& row) {
            const bool same = !out.empty() && out.back().entity == row.string(1) && out.back().account == row.string(2);
            const int version = same ? out.back().version + 1 : 1;
            AccountLimitRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.entity = row.string(1);
            one.account = row.string(2);
            one.limits.investigateFrom = numberAt(row, 3);
            one.limits.investigateShare = smallAt(row, 4);
            one.limits.writeOffMost = numberAt(row, 5);
            one.limits.closeMost = numberAt(row, 6);
            one.limits.timingDays = smallAt(row, 7);
            one.reason = row.string(8);
            one.setAt = Instant{row.integer(9)};
            one.setBy = PersonId(row.integer(10));
            one.version = version;
            return true;
        }));
    return out;
}

} // namespace oxseal::limit_repo
