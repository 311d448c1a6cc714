// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/journal_repo.h"

namespace oxseal::journal_repo {

Result<std::int64_t> insert(Database& db, const JournalDecisionRow& row)
{
    return db.insert(R"sql(
        INSERT INTO journal_decision (entity, period_id, entry, test, entry_sha256, outcome, reason, decided_at, decided_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.entity, row.period.value, row.entry, row.test, ByteView(row.entrySha256.bytes), row.outcome, row.reason, row.decidedAt.micros, row.decidedBy.value});
}

Result<std::vector<JournalDecisionRow>> decisions(Database& db, const std::string& entity, PeriodId period)
{
    std::vector<JournalDecisionRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, period_id, entry, test, entry_sha256, outcome, reason, decided_at, decided_by FROM journal_decision
        WHERE entity = ? AND period_id = ? ORDER BY id)sql",
        {entity, period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.string(1), PeriodId(row.integer(2)), row.string(3), row.string(4), row.digest(5), row.string(6),
                row.string(7), Instant{row.integer(8)}, PersonId(row.integer(9))});
            return true;
        }));
    return out;
}

Result<std::int64_t> insertYear(Database& db, const JournalYearRow& row)
{
    return db.insert(R"sql(
        INSERT INTO journal_year (entity, result_accounts, into_account, reason, stated_at, stated_by) VALUES (?, ?, ?, ?, ?, ?))sql",
        {row.entity, row.resultAccounts, row.into, row.reason, row.statedAt.micros, row.statedBy.value});
}

Result<std::optional<JournalYearRow>> year(Database& db, const std::string& entity)
{
    std::optional<JournalYearRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, entity, result_accounts, into_account, reason, stated_at, stated_by FROM journal_year
        WHERE entity = ? ORDER BY id DESC LIMIT 1)sql",
        {entity}, [&out](const SqlRow& row) {
            out = JournalYearRow{row.integer(0), row.string(1), row.string(2), row.string(3), row.string(4), Instant{row.integer(5)}, PersonId(row.integer(6))};
        }));
    return out;
}

} // namespace oxseal::journal_repo
