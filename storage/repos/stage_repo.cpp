// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/stage_repo.h"

#include "storage/db/done.h"
#include "storage/db/sql_values.h"

namespace oxseal::stage_repo {
namespace {

void readSeat(const SqlRow& row, SeatRow& out)
{
    out.row = row.integer(0);
    out.stage = row.integer(1);
    out.person = PersonId(row.integer(2));
    out.reconfirms = row.integer(11);
    if (row.isNull(3))
        return;
    out.decisionId = row.integer(3);
    out.decision = access::decisionFromName(row.text(4));
    out.code = row.string(5);
    out.target = row.string(6);
    out.comment = row.string(7);
    out.decidedBy = PersonId(row.integer(8));
    out.decidedAt = Instant{row.integer(9)};
    out.bulk = row.integer(10);
}

} // namespace

Status insertStage(Database& db, CampaignId campaign, const StageRow& stage)
{
    return done(db.run(R"sql(
        INSERT INTO access_stage (campaign_id, stage, kind, lines, quorum, due_day, escalate_to, escalation)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {campaign.value, stage.stage, std::string_view(name(stage.kind)), std::string_view(name(stage.lines)),
            std::string_view(name(stage.quorum)), stage.due ? SqlValue(std::int64_t{stage.due->number}) : SqlValue(nullptr),
            orNull(stage.escalateTo.value), std::string_view(name(stage.escalation))}));
}

Result<std::vector<StageRow>> stages(Database& db, CampaignId campaign)
{
    std::vector<StageRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT stage, kind, lines, quorum, due_day, escalate_to, escalation FROM access_stage WHERE campaign_id = ? ORDER BY stage
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            StageRow& stage = out.emplace_back();
            stage.stage = row.integer(0);
            // The table's CHECKs admit only names known here.
            stage.kind = access::stageKindFromName(row.text(1)).value_or(access::StageKind::Reviewer);
            stage.lines = access::stageLinesFromName(row.text(2)).value_or(access::StageLines::All);
            stage.quorum = access::quorumFromName(row.text(3)).value_or(access::Quorum::All);
            if (!row.isNull(4))
                stage.due = dayAt(row, 4);
            stage.escalateTo = PersonId(row.integer(5));
            stage.escalation = access::escalationFromName(row.text(6)).value_or(access::Escalation::Tell);
            return true;
        }));
    return out;
}

Result<std::vector<SeatRow>> seats(Database& db, CampaignId campaign, std::int64_t row)
{
    std::vector<SeatRow> out;
    const auto add = [&out](const SqlRow& found) {
        readSeat(found, out.emplace_back());
        return true;
    };
    OXSEAL_CHECK(db.each(R"sql(
        SELECT s.row, s.stage, s.person_id, d.id, d.decision, d.code, d.target, d.comment, d.decided_by, d.decided_at, d.bulk, s.reconfirms
        FROM access_seat s LEFT JOIN access_decision d ON d.id = s.decision_id
        WHERE s.campaign_id = ? AND s.row = ? ORDER BY s.stage, s.person_id
    )sql",
        {campaign.value, row}, add));
    OXSEAL_CHECK(db.each(R"sql(
        SELECT l.row, 0, d.decided_by, d.id, d.decision, d.code, d.target, d.comment, d.decided_by, d.decided_at, d.bulk, 0
        FROM access_line l JOIN access_decision d ON d.id = l.decision_id
        WHERE l.campaign_id = ? AND l.row = ? AND d.stage = 0
    )sql",
        {campaign.value, row}, add));
    return out;
}

Result<std::vector<SeatRow>> seats(Database& db, CampaignId campaign)
{
    std::vector<SeatRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT s.row, s.stage, s.person_id, d.id, d.decision, d.code, d.target, d.comment, d.decided_by, d.decided_at, d.bulk,
               s.reconfirms, s.stage AS place
        FROM access_seat s LEFT JOIN access_decision d ON d.id = s.decision_id WHERE s.campaign_id = ?1
        UNION ALL
        SELECT l.row, 0, d.decided_by, d.id, d.decision, d.code, d.target, d.comment, d.decided_by, d.decided_at, d.bulk, 0, 9
        FROM access_line l JOIN access_decision d ON d.id = l.decision_id WHERE l.campaign_id = ?1 AND d.stage = 0
        ORDER BY 1, 13, 3
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            readSeat(row, out.emplace_back());
            return true;
        }));
    return out;
}

Result<std::optional<SeatRow>> decision(Database& db, std::int64_t id)
{
    std::optional<SeatRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT d.row, d.stage, coalesce(d.for_person, d.decided_by), d.id, d.decision, d.code, d.target, d.comment, d.decided_by,
               d.decided_at, d.bulk, 0
        FROM access_decision d WHERE d.id = ?
    )sql",
        {id}, [&out](const SqlRow& row) { readSeat(row, out.emplace()); }));
    return out;
}

Status insertSeat(Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person)
{
    return done(db.run(R"sql(
        INSERT INTO access_seat (campaign_id, row, stage, person_id, since)
        VALUES (?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM access_decision))
    )sql",
        {campaign.value, row, stage, person.value}));
}

Status insertReconfirming(
    Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person, std::int64_t decision)
{
    return done(db.run(R"sql(
        INSERT INTO access_seat (campaign_id, row, stage, person_id, reconfirms, since)
        VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM access_decision))
    )sql",
        {campaign.value, row, stage, person.value, orNull(decision)}));
}

Status deleteSeat(Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person)
{
    return done(db.run(R"sql(DELETE FROM access_seat WHERE campaign_id = ? AND row = ? AND stage = ? AND person_id = ?)sql",
        {campaign.value, row, stage, person.value}));
}

Status setSeatDecision(
    Database& db, CampaignId campaign, std::int64_t row, std::int64_t stage, PersonId person, std::int64_t decision)
{
    return done(db.run(R"sql(
        UPDATE access_seat SET decision_id = ?1, since = CASE WHEN ?1 IS NULL THEN (SELECT coalesce(max(id), 0) FROM access_decision) ELSE since END
        WHERE campaign_id = ?2 AND row = ?3 AND stage = ?4 AND person_id = ?5
    )sql",
        {orNull(decision), campaign.value, row, stage, person.value}));
}

Status setLineStanding(Database& db, CampaignId campaign, std::int64_t row, PersonId reviewer, std::int64_t decision)
{
    return done(db.run(R"sql(UPDATE access_line SET reviewer_id = ?, decision_id = ? WHERE campaign_id = ? AND row = ?)sql",
        {orNull(reviewer.value), orNull(decision), campaign.value, row}));
}

Status setEscalateTo(Database& db, CampaignId campaign, std::int64_t stage, PersonId person)
{
    return done(db.run(R"sql(UPDATE access_stage SET escalate_to = ? WHERE campaign_id = ? AND stage = ?)sql",
        {orNull(person.value), campaign.value, stage}));
}

Result<std::vector<OpenShare>> openShares(Database& db, CampaignId campaign)
{
    std::vector<OpenShare> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT l.reviewer_id, count(*), count(CASE WHEN s.decision_id IS NULL THEN s.reconfirms END)
        FROM access_line l
        LEFT JOIN access_decision d ON d.id = l.decision_id
        LEFT JOIN access_seat s ON s.campaign_id = l.campaign_id AND s.row = l.row AND s.stage = 1 AND s.person_id = l.reviewer_id
        WHERE l.campaign_id = ? AND l.included = 1 AND coalesce(d.decision, 'unsure') IN ('unsure', 'not_mine')
        GROUP BY l.reviewer_id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            out.push_back({PersonId(row.integer(0)), row.integer(1), row.integer(2)});
            return true;
        }));
    return out;
}

Result<bool> sharesLines(Database& db, CampaignId campaign)
{
    OXSEAL_TRY(const std::optional<std::int64_t> found, db.integer(R"sql(
        SELECT 1 FROM access_seat WHERE campaign_id = ? GROUP BY row HAVING count(*) > 1 LIMIT 1
    )sql",
        {campaign.value}));
    return found.has_value();
}

Result<std::int64_t> insertEscalation(Database& db, const EscalationRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_escalation (campaign_id, stage, due_day, person_id, kind, lines, moved, escalated_at, escalated_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.campaign.value, row.stage, std::int64_t{row.due.number}, orNull(row.person.value), std::string_view(name(row.kind)),
            row.lines, row.moved, row.at.micros, row.by.value});
}

Result<std::vector<EscalationRow>> escalations(Database& db, CampaignId campaign)
{
    std::vector<EscalationRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, campaign_id, stage, due_day, person_id, kind, lines, moved, escalated_at, escalated_by
        FROM access_escalation WHERE campaign_id = ? ORDER BY id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            EscalationRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.campaign = CampaignId(row.integer(1));
            one.stage = row.integer(2);
            one.due = dayAt(row, 3);
            one.person = PersonId(row.integer(4));
            one.kind = access::escalationFromName(row.text(5)).value_or(access::Escalation::Tell);
            one.lines = row.integer(6);
            one.moved = row.integer(7);
            one.at = Instant{row.integer(8)};
            one.by = PersonId(row.integer(9));
            return true;
        }));
    return out;
}

} // namespace oxseal::stage_repo
