// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/decision_repo.h"

#include "models/access/decision_history.h"
#include "storage/db/sql_values.h"

namespace oxseal::decision_repo {

Result<std::vector<DecisionRow>> history(Database& db, CampaignId campaign)
{
    std::vector<DecisionRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, row, stage, decision, code, target, comment, bulk, decided_by, decided_at, for_person
        FROM access_decision WHERE campaign_id = ? ORDER BY id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            DecisionRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.row = row.integer(1);
            one.stage = row.integer(2);
            // The table's CHECK admits only names known here.
            one.decision = access::decisionFromName(row.text(3)).value_or(access::Decision::Unsure);
            one.code = row.string(4);
            one.target = row.string(5);
            one.comment = row.string(6);
            one.bulk = row.integer(7);
            one.decidedBy = PersonId(row.integer(8));
            one.decidedAt = Instant{row.integer(9)};
            one.forPerson = PersonId(row.integer(10));
            return true;
        }));
    return out;
}

Result<std::vector<HeldSeatRow>> heldSeats(Database& db, CampaignId campaign)
{
    std::vector<HeldSeatRow> out;
    OXSEAL_CHECK(db.each(R"sql(SELECT row, stage, person_id, since FROM access_seat WHERE campaign_id = ? ORDER BY row, stage, person_id)sql", {campaign.value},
        [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.integer(1), PersonId(row.integer(2)), row.integer(3)});
            return true;
        }));
    return out;
}

Status entries(Database& db, CampaignId campaign, const std::function<Status(const DecisionEntry&)>& each)
{
    const std::string object = "campaign:" + std::to_string(campaign.value);
    Status status;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT e.seq, e.verb, e.object, b.salt, b.body FROM ledger_entry e LEFT JOIN ledger_body b ON b.seq = e.seq
        WHERE e.object = ?1 OR (e.object >= ?1 || '/' AND e.object < ?1 || '0') -- the sign after '/'
        ORDER BY e.seq
    )sql",
        {std::string_view(object)}, [&](const SqlRow& row) {
            if (!access::recordsDecisions(row.text(1)))
                return true;
            DecisionEntry entry;
            entry.sequence = static_cast<std::uint64_t>(row.integer(0));
            entry.verb = row.string(1);
            entry.object = row.string(2);
            entry.salt = std::string(asText(row.blob(3)));
            if (!row.isNull(4))
                entry.body = row.string(4);
            status = each(entry);
            return status.has_value();
        }));
    return status;
}

} // namespace oxseal::decision_repo
