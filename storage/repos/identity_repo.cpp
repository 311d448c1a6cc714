// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/identity_repo.h"

#include "storage/db/sql_values.h"

namespace oxseal::identity_repo {

Result<std::int64_t> insert(Database& db, const AccountFactRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_account_fact (system, account, what, value, campaign_id, why, stated_at, stated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(row.fact.system), std::string_view(row.fact.account), std::string_view(name(row.fact.what)), std::string_view(row.fact.value),
            row.campaign.value, std::string_view(row.why), row.at.micros, row.by.value});
}

Result<std::int64_t> insert(Database& db, const IdentityDecisionRow& row)
{
    const access::IdentityDecision& one = row.decision;
    return db.insert(R"sql(
        INSERT INTO access_identity_decision (system, account, stated_id, email, account_name, employee_id, worker_name, same, campaign_id, why,
                                              decided_at, decided_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(one.system), std::string_view(one.account), std::string_view(one.statedId), std::string_view(one.email), std::string_view(one.name),
            std::string_view(one.employeeId), std::string_view(row.worker), std::int64_t{one.same ? 1 : 0}, row.campaign.value, std::string_view(row.why),
            row.at.micros, row.by.value});
}

Result<std::vector<AccountFactRow>> facts(Database& db, std::int64_t through)
{
    std::vector<AccountFactRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, system, account, what, value, campaign_id, why, stated_at, stated_by
        FROM access_account_fact WHERE id <= ? ORDER BY id
    )sql",
        {through}, [&out](const SqlRow& row) {
            // The table's CHECK admits only names known here.
            const access::AccountFact what = access::accountFactFromName(row.text(3)).value_or(access::AccountFact::Purpose);
            out.push_back({{row.integer(0), row.string(1), row.string(2), what, row.string(4)}, CampaignId(row.integer(5)), row.string(6),
                Instant{row.integer(7)}, PersonId(row.integer(8))});
            return true;
        }));
    return out;
}

Result<std::vector<IdentityDecisionRow>> decisions(Database& db, std::int64_t through)
{
    std::vector<IdentityDecisionRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, system, account, stated_id, email, account_name, employee_id, same, worker_name, campaign_id, why, decided_at, decided_by
        FROM access_identity_decision WHERE id <= ? ORDER BY id
    )sql",
        {through}, [&out](const SqlRow& row) {
            out.push_back({{row.integer(0), row.string(1), row.string(2), row.string(3), row.string(4), row.string(5), row.string(6), row.integer(7) != 0},
                row.string(8), CampaignId(row.integer(9)), row.string(10), Instant{row.integer(11)}, PersonId(row.integer(12))});
            return true;
        }));
    return out;
}

Result<std::int64_t> lastFact(Database& db)
{
    OXSEAL_TRY(const std::optional<std::int64_t> last, db.integer(R"sql(SELECT COALESCE(max(id), 0) FROM access_account_fact)sql", {}));
    return last.value_or(0);
}

Result<std::int64_t> lastDecision(Database& db)
{
    OXSEAL_TRY(const std::optional<std::int64_t> last, db.integer(R"sql(SELECT COALESCE(max(id), 0) FROM access_identity_decision)sql", {}));
    return last.value_or(0);
}

} // namespace oxseal::identity_repo
