// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/handover_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::handover_repo {
namespace {

std::string_view nameOf(Flag flag) { return flag == Flag::Yes ? "yes" : flag == Flag::No ? "no" : "unknown"; }
Flag flagOf(std::string_view text) { return text == "yes" ? Flag::Yes : text == "no" ? Flag::No : Flag::Unknown; }

} // namespace

Result<std::int64_t> insertDelegation(Database& db, const DelegationRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_delegation (from_person, to_person, first_day, last_day, subordinate, why, asked_at, asked_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.from.value, row.to.value, std::int64_t{row.first.number}, std::int64_t{row.last.number}, nameOf(row.subordinate),
            std::string_view(row.why), row.askedAt.micros, row.askedBy.value});
}

Status updateDelegation(Database& db, const DelegationRow& row)
{
    return done(db.run(R"sql(
        UPDATE access_delegation SET subordinate = ?, approved_at = ?, approved_by = ?, ended_at = ?, ended_by = ? WHERE id = ?
    )sql",
        {nameOf(row.subordinate), orNull(row.approvedAt), orNull(row.approvedBy.value), orNull(row.endedAt), orNull(row.endedBy.value),
            row.id}));
}

Result<std::vector<DelegationRow>> delegations(Database& db)
{
    std::vector<DelegationRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, from_person, to_person, first_day, last_day, subordinate, why, asked_at, asked_by, approved_at, approved_by,
               ended_at, ended_by
        FROM access_delegation ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            DelegationRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.from = PersonId(row.integer(1));
            one.to = PersonId(row.integer(2));
            one.first = dayAt(row, 3);
            one.last = dayAt(row, 4);
            one.subordinate = flagOf(row.text(5));
            one.why = row.string(6);
            one.askedAt = Instant{row.integer(7)};
            one.askedBy = PersonId(row.integer(8));
            one.approvedAt = instantAt(row, 9);
            one.approvedBy = PersonId(row.integer(10));
            one.endedAt = instantAt(row, 11);
            one.endedBy = PersonId(row.integer(12));
            return true;
        }));
    return out;
}

Status insertHandover(Database& db, const HandoverRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO access_handover (campaign_id, row, stage, from_person, to_person, cause, what, decision_id, at, by_person)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.campaign.value, row.row ? SqlValue(*row.row) : SqlValue(nullptr), row.stage, row.from.value, orNull(row.to.value),
            std::string_view(row.cause), std::string_view(row.what), orNull(row.decisionId), row.at.micros, row.by.value}));
}

Result<std::vector<HandoverRow>> handovers(Database& db, PeriodId period)
{
    std::vector<HandoverRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT h.id, h.campaign_id, h.row, h.stage, h.from_person, h.to_person, h.cause, h.what, h.decision_id, h.at, h.by_person,
               c.system, l.account, l.entitlement
        FROM access_handover h
        JOIN access_campaign c ON c.id = h.campaign_id
        LEFT JOIN access_line l ON l.campaign_id = h.campaign_id AND l.row = h.row
        WHERE c.period_id = ?1
        UNION ALL
        SELECT 0, d.campaign_id, d.row, d.stage, d.for_person, d.decided_by, 'stand_in', d.decision, d.id, d.decided_at, d.decided_by,
               c.system, l.account, l.entitlement
        FROM access_decision d
        JOIN access_campaign c ON c.id = d.campaign_id
        JOIN access_line l ON l.campaign_id = d.campaign_id AND l.row = d.row
        WHERE c.period_id = ?1 AND d.for_person IS NOT NULL
        ORDER BY 2, 10, 3, 1
    )sql",
        {period.value}, [&out](const SqlRow& row) {
            HandoverRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.campaign = CampaignId(row.integer(1));
            if (!row.isNull(2))
                one.row = row.integer(2);
            one.stage = row.integer(3);
            one.from = PersonId(row.integer(4));
            one.to = PersonId(row.integer(5));
            one.cause = row.string(6);
            one.what = row.string(7);
            one.decisionId = row.integer(8);
            one.at = Instant{row.integer(9)};
            one.by = PersonId(row.integer(10));
            one.system = row.string(11);
            one.account = row.string(12);
            one.entitlement = row.string(13);
            return true;
        }));
    return out;
}

Status setSystemOwner(Database& db, CampaignId campaign, PersonId person)
{
    return done(db.run(R"sql(UPDATE access_campaign SET system_owner = ? WHERE id = ?)sql", {person.value, campaign.value}));
}

Result<std::int64_t> openSeatsOn(Database& db, PersonId person, const std::string& subject)
{
    OXSEAL_TRY(const std::optional<std::int64_t> found, db.integer(R"sql(
        SELECT count(*) FROM access_campaign c
        JOIN access_line l ON l.campaign_id = c.id
        JOIN access_seat s ON s.campaign_id = l.campaign_id AND s.row = l.row
        WHERE c.state = 'open' AND l.included = 1 AND l.subject = ? AND l.subject <> '' AND s.person_id = ? AND s.decision_id IS NULL
    )sql",
        {std::string_view(subject), person.value}));
    return found.value_or(0);
}

} // namespace oxseal::handover_repo
