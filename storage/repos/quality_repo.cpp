// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/quality_repo.h"

#include "storage/db/done.h"

namespace oxseal::quality_repo {
namespace {

Day dayAt(const SqlRow& row, int column) { return Day{static_cast<std::int32_t>(row.integer(column))}; }

QualityModeRow modeOf(const SqlRow& row)
{
    QualityModeRow out;
    out.id = row.integer(0);
    out.entity = row.string(1);
    // The table's CHECKs admit only names known here.
    out.mode = access::qualityModeFromName(row.text(2)).value_or(access::QualityMode::Off);
    out.notice = row.string(3);
    out.from = dayAt(row, 4);
    out.pseudonymKey = std::string(asText(row.blob(5)));
    out.setAt = Instant{row.integer(6)};
    out.setBy = PersonId(row.integer(7));
    return out;
}

} // namespace

Result<std::int64_t> insertPolicy(Database& db, const ReviewPolicyRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_policy (effective, body, sha256, proposed_at, proposed_by) VALUES (?, ?, ?, ?, ?)
    )sql",
        {std::int64_t{row.effective.number}, std::string_view(row.body), ByteView(row.sha256.bytes), row.proposedAt.micros, row.proposedBy.value});
}

Status approvePolicy(Database& db, std::int64_t id, Instant at, PersonId by)
{
    return done(db.run(R"sql(UPDATE access_policy SET approved_at = ?, approved_by = ? WHERE id = ?)sql", {at.micros, by.value, id}));
}

Result<std::vector<ReviewPolicyRow>> policies(Database& db)
{
    std::vector<ReviewPolicyRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, effective, body, sha256, proposed_at, proposed_by, approved_at, approved_by FROM access_policy ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            ReviewPolicyRow& one = out.emplace_back();
            one.id = row.integer(0);
            one.effective = dayAt(row, 1);
            one.body = row.string(2);
            one.sha256 = row.digest(3);
            one.proposedAt = Instant{row.integer(4)};
            one.proposedBy = PersonId(row.integer(5));
            if (!row.isNull(6))
                one.approvedAt = Instant{row.integer(6)};
            one.approvedBy = PersonId(row.integer(7));
            return true;
        }));
    return out;
}

Result<std::int64_t> insertMode(Database& db, const QualityModeRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_quality_mode (entity, mode, notice, from_day, pseudonym_key, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(row.entity), std::string_view(name(row.mode)), std::string_view(row.notice), std::int64_t{row.from.number},
            asBytes(row.pseudonymKey), row.setAt.micros, row.setBy.value});
}

Result<std::vector<QualityModeRow>> modes(Database& db)
{
    std::vector<QualityModeRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, mode, notice, from_day, pseudonym_key, set_at, set_by FROM access_quality_mode ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            out.push_back(modeOf(row));
            return true;
        }));
    return out;
}

Result<std::optional<QualityModeRow>> modeOn(Database& db, const std::string& entity, Day day)
{
    std::optional<QualityModeRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, entity, mode, notice, from_day, pseudonym_key, set_at, set_by FROM access_quality_mode
        WHERE entity = ? AND from_day <= ? ORDER BY from_day DESC, id DESC LIMIT 1
    )sql",
        {std::string_view(entity), std::int64_t{day.number}}, [&out](const SqlRow& row) { out = modeOf(row); }));
    return out;
}

Status insertShowing(Database& db, std::int64_t decision, const access::Showing& showing, access::QualityMode mode)
{
    return done(db.run(R"sql(
        INSERT INTO access_showing (decision_id, shown_from, shown_until, context, mode) VALUES (?, ?, ?, ?, ?)
    )sql",
        {decision, showing.from.micros, showing.until.micros, std::int64_t{showing.context ? 1 : 0}, std::string_view(name(mode))}));
}

Result<std::vector<JudgedRow>> judged(Database& db, CampaignId campaign)
{
    std::vector<JudgedRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT d.row, d.stage, d.decided_by, l.subject, l.account, l.flags_yes, l.flags_unknown, d.decision, d.bulk
        FROM access_seat s
        JOIN access_decision d ON d.id = s.decision_id
        JOIN access_line l ON l.campaign_id = d.campaign_id AND l.row = d.row
        WHERE s.campaign_id = ? ORDER BY d.decided_by, d.row, d.stage
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            JudgedRow& one = out.emplace_back();
            one.row = row.integer(0);
            one.stage = row.integer(1);
            one.reviewer = PersonId(row.integer(2));
            one.subject = row.string(3);
            one.account = row.string(4);
            one.flags.yes = static_cast<std::uint32_t>(row.integer(5));
            one.flags.unknown = static_cast<std::uint32_t>(row.integer(6));
            one.decision = access::decisionFromName(row.text(7)).value_or(access::Decision::Unsure);
            one.bulk = row.integer(8);
            return true;
        }));
    return out;
}

Result<std::vector<ShowingRow>> showings(Database& db, CampaignId campaign)
{
    std::vector<ShowingRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT d.row, d.stage, d.decided_by, v.shown_from, v.shown_until, v.context, v.mode
        FROM access_showing v JOIN access_decision d ON d.id = v.decision_id
        WHERE d.campaign_id = ? ORDER BY d.decided_by, d.row, d.stage, v.id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            ShowingRow& one = out.emplace_back();
            one.row = row.integer(0);
            one.stage = row.integer(1);
            one.reviewer = PersonId(row.integer(2));
            one.showing = {Instant{row.integer(3)}, Instant{row.integer(4)}, row.integer(5) == 1};
            one.mode = access::qualityModeFromName(row.text(6)).value_or(access::QualityMode::Aggregated);
            return true;
        }));
    return out;
}

Result<std::vector<std::pair<PersonId, std::int64_t>>> undecided(Database& db, CampaignId campaign)
{
    std::vector<std::pair<PersonId, std::int64_t>> out;
    // A seat that another's first decision has made needless keeps nobody waiting.
    OXSEAL_CHECK(db.each(R"sql(
        SELECT s.person_id, count(*)
        FROM access_seat s
        JOIN access_campaign c ON c.id = s.campaign_id
        JOIN access_stage g ON g.campaign_id = s.campaign_id AND g.stage = s.stage
        LEFT JOIN access_decision d ON d.id = s.decision_id
        WHERE s.campaign_id = ? AND c.state = 'open' AND coalesce(d.decision, 'unsure') IN ('unsure', 'not_mine')
          AND NOT (g.quorum = 'first' AND EXISTS (
            SELECT 1 FROM access_seat o JOIN access_decision e ON e.id = o.decision_id
            WHERE o.campaign_id = s.campaign_id AND o.row = s.row AND o.stage = s.stage AND e.decision IN ('keep', 'revoke', 'reduce')))
        GROUP BY s.person_id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            out.emplace_back(PersonId(row.integer(0)), row.integer(1));
            return true;
        }));
    return out;
}

} // namespace oxseal::quality_repo
