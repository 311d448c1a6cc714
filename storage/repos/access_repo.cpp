// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/access_repo.h"

#include "models/access/person_number.h"
#include "storage/db/done.h"
#include "storage/db/sql_values.h"

#include <algorithm>
#include <span>

namespace oxseal::access_repo {
namespace {

CampaignRow campaignOf(const SqlRow& row)
{
    CampaignRow out;
    out.id = CampaignId(row.integer(0));
    out.period = PeriodId(row.integer(1));
    out.system = row.string(2);
    // The table's CHECKs admit only names known here.
    out.shape = access::shapeFromName(row.text(3)).value_or(access::Shape::Full);
    out.state = access::campaignStateFromName(row.text(4)).value_or(access::CampaignState::Open);
    out.listing = SnapshotId(row.integer(5));
    out.roster = SnapshotId(row.integer(6));
    out.previous = SnapshotId(row.integer(7));
    out.rowRoot = row.digest(8);
    out.asOf = dayAt(row, 9);
    out.dormantDays = static_cast<int>(row.integer(10));
    out.keyDays = static_cast<int>(row.integer(11));
    out.systemOwner = PersonId(row.integer(12));
    out.openedAt = Instant{row.integer(13)};
    out.openedBy = PersonId(row.integer(14));
    out.concludedAt = instantAt(row, 15);
    out.concludedBy = PersonId(row.integer(16));
    if (!row.isNull(17))
        out.performanceDay = dayAt(row, 17);
    out.verifiedAt = instantAt(row, 18);
    out.cancelReason = row.string(19);
    out.entity = row.string(20);
    out.amends = CampaignId(row.integer(21));
    out.amendReason = row.string(22);
    out.flagsKnown = static_cast<int>(row.integer(23));
    out.factsThrough = row.integer(24);
    out.identitiesThrough = row.integer(25);
    out.identitiesBefore = row.integer(26);
    if (!row.isNull(27))
        out.privilegesThrough = row.integer(27);
    return out;
}

/// Fills in place: a listing may have a million lines, most of them not decided.
void readLine(const SqlRow& row, LineRow& out)
{
    out.row = row.integer(0);
    out.included = row.integer(1) == 1;
    out.account.assign(row.text(2));
    out.accountName.assign(row.text(3));
    out.subject.assign(row.text(4));
    out.matchedBy.assign(row.text(5));
    out.entitlement.assign(row.text(6));
    out.entitlementKey.assign(row.text(7));
    out.flags.yes = static_cast<std::uint32_t>(row.integer(8));
    out.flags.unknown = static_cast<std::uint32_t>(row.integer(9));
    out.flags.setFrom(static_cast<std::size_t>(row.integer(20)), Flag::Unknown);
    out.officer = row.integer(10) == 1;
    out.reviewer = PersonId(row.integer(11));
    out.decisionId = row.integer(12);
    if (row.isNull(13))
        return;
    out.decision = access::decisionFromName(row.text(13));
    out.code = row.string(14);
    out.target = row.string(15);
    out.comment = row.string(16);
    out.decidedBy = PersonId(row.integer(17));
    out.decidedAt = instantAt(row, 18);
    out.bulk = row.integer(19);
}

RemovalRow removalOf(const SqlRow& row)
{
    RemovalRow out;
    out.id = row.integer(0);
    out.campaign = CampaignId(row.integer(1));
    out.row = row.integer(2);
    out.kind = row.string(3);
    out.target = row.string(4);
    out.state = row.string(5);
    out.requestedAt = Instant{row.integer(6)};
    out.requestedBy = PersonId(row.integer(7));
    out.due = dayAt(row, 8);
    out.claimedAt = instantAt(row, 9);
    out.claimedBy = PersonId(row.integer(10));
    out.ticket = row.string(11);
    out.removedAsOf = instantAt(row, 12);
    out.checked = SnapshotId(row.integer(13));
    out.system = row.string(14);
    out.account = row.string(15);
    out.subject = row.string(16);
    out.entitlement = row.string(17);
    out.entitlementKey = row.string(18);
    out.closing = row.string(19);
    return out;
}

/// What was stated about roles while the review was open, on lines that are in the order of their rows. Few have any.
Status addStated(Database& db, CampaignId campaign, std::span<LineRow> lines)
{
    auto line = lines.begin();
    return db.each(R"sql(
        SELECT x.row, max(x.statement_id), p.privileged
        FROM access_line_privilege x JOIN access_role_privilege p ON p.id = x.statement_id
        WHERE x.campaign_id = ?1 AND (?2 < 0 OR x.row = ?2) GROUP BY x.row ORDER BY x.row
    )sql",
        {campaign.value, lines.size() == 1 ? lines.front().row : std::int64_t{-1}}, [&](const SqlRow& row) {
            line = std::lower_bound(line, lines.end(), row.integer(0), [](const LineRow& one, std::int64_t number) { return one.row < number; });
            if (line == lines.end() || line->row != row.integer(0))
                return line != lines.end();
            line->privilegeStatement = row.integer(1);
            line->statedPrivileged = row.integer(2) == 1 ? Flag::Yes : Flag::No;
            return true;
        });
}

/// All lines, or with `only` those that matterLines() names.
Status addLines(Database& db, CampaignId campaign, std::optional<access::LineFlags> only, std::vector<LineRow>& out)
{
    const std::size_t first = out.size();
    OXSEAL_CHECK(db.each(R"sql(
        SELECT l.row, l.included, l.account, l.account_name, l.subject, l.matched_by, l.entitlement, l.entitlement_key,
               l.flags_yes, l.flags_unknown, l.officer, l.reviewer_id, l.decision_id, d.decision, d.code, d.target,
               d.comment, d.decided_by, d.decided_at, d.bulk,
               (SELECT flags_known FROM access_campaign WHERE id = ?1)
        FROM access_line l LEFT JOIN access_decision d ON d.id = l.decision_id
        WHERE l.campaign_id = ?1 AND (?2 IS NULL OR l.flags_yes & ?2 <> 0 OR l.officer = 1 OR l.reviewer_id IS NULL)
        ORDER BY l.row
    )sql",
        {campaign.value, only ? SqlValue(std::int64_t{only->yes}) : SqlValue(nullptr)}, [&out](const SqlRow& row) {
            readLine(row, out.emplace_back());
            return true;
        }));
    return addStated(db, campaign, std::span(out).subspan(first));
}

} // namespace

Result<CampaignId> insertCampaign(Database& db, const CampaignRow& row)
{
    OXSEAL_TRY(const std::int64_t id, db.insert(R"sql(
        INSERT INTO access_campaign (period_id, system, shape, state, listing_snapshot, roster_snapshot, previous_snapshot,
                                     row_root, as_of, dormant_days, key_days, system_owner, opened_at, opened_by, amends, amend_reason, flags_known,
                                     facts_through, identities_through, identities_before, privileges_through)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.period.value, std::string_view(row.system), std::string_view(name(row.shape)),
            std::string_view(name(row.state)), row.listing.value, row.roster.value, orNull(row.previous.value),
            ByteView(row.rowRoot.bytes), std::int64_t{row.asOf.number}, std::int64_t{row.dormantDays},
            std::int64_t{row.keyDays}, row.systemOwner.value, row.openedAt.micros, row.openedBy.value, orNull(row.amends.value),
            std::string_view(row.amendReason), std::int64_t{row.flagsKnown}, row.factsThrough, row.identitiesThrough, row.identitiesBefore,
            row.privilegesThrough ? SqlValue(*row.privilegesThrough) : SqlValue(nullptr)}));
    return CampaignId(id);
}

Status insertLine(Database& db, CampaignId campaign, const LineRow& line)
{
    return done(db.run(R"sql(
        INSERT INTO access_line (campaign_id, row, included, account, account_name, subject, matched_by, entitlement,
                                 entitlement_key, flags_yes, flags_unknown, officer)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {campaign.value, line.row, std::int64_t{line.included ? 1 : 0}, std::string_view(line.account),
            std::string_view(line.accountName), std::string_view(line.subject), std::string_view(line.matchedBy),
            std::string_view(line.entitlement), std::string_view(line.entitlementKey), std::int64_t{line.flags.yes},
            std::int64_t{line.flags.unknown}, std::int64_t{line.officer ? 1 : 0}}));
}

Result<std::vector<CampaignRow>> campaigns(Database& db)
{
    std::vector<CampaignRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT c.id, c.period_id, c.system, c.shape, c.state, c.listing_snapshot, c.roster_snapshot, c.previous_snapshot,
               c.row_root, c.as_of, c.dormant_days, c.key_days, c.system_owner, c.opened_at, c.opened_by, c.concluded_at,
               c.concluded_by, c.performance_day, c.verified_at, c.cancel_reason, s.entity, c.amends, c.amend_reason, c.flags_known,
               c.facts_through, c.identities_through, c.identities_before, c.privileges_through
        FROM access_campaign c LEFT JOIN snapshot s ON s.id = c.listing_snapshot ORDER BY c.id
    )sql",
        {}, [&out](const SqlRow& row) {
            out.push_back(campaignOf(row));
            return true;
        }));
    return out;
}

Result<std::optional<CampaignRow>> campaign(Database& db, CampaignId id)
{
    OXSEAL_TRY(std::vector<CampaignRow> all, campaigns(db));
    for (CampaignRow& row : all) {
        if (row.id == id)
            return std::optional<CampaignRow>(std::move(row));
    }
    return std::optional<CampaignRow>();
}

Result<std::vector<LineRow>> lines(Database& db, CampaignId campaign)
{
    std::vector<LineRow> out;
    // Rows are numbered from 0 without gaps; growing such a vector step by step would move it twice over.
    OXSEAL_TRY(const std::optional<std::int64_t> last,
        db.integer(R"sql(SELECT row FROM access_line WHERE campaign_id = ? ORDER BY row DESC LIMIT 1)sql", {campaign.value}));
    out.reserve(static_cast<std::size_t>(last.value_or(-1) + 1));
    OXSEAL_CHECK(addLines(db, campaign, {}, out));
    return out;
}

Result<std::vector<LineRow>> matterLines(Database& db, CampaignId campaign)
{
    access::LineFlags used;
    used.set(access::LineFlag::UsedAfterLeaving, Flag::Yes);
    std::vector<LineRow> out;
    OXSEAL_CHECK(addLines(db, campaign, used, out));
    return out;
}

Result<std::optional<LineRow>> line(Database& db, CampaignId campaign, std::int64_t row)
{
    std::optional<LineRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT l.row, l.included, l.account, l.account_name, l.subject, l.matched_by, l.entitlement, l.entitlement_key,
               l.flags_yes, l.flags_unknown, l.officer, l.reviewer_id, l.decision_id, d.decision, d.code, d.target,
               d.comment, d.decided_by, d.decided_at, d.bulk,
               (SELECT flags_known FROM access_campaign WHERE id = ?1)
        FROM access_line l LEFT JOIN access_decision d ON d.id = l.decision_id
        WHERE l.campaign_id = ?1 AND l.row = ?2
    )sql",
        {campaign.value, row}, [&out](const SqlRow& found) { readLine(found, out.emplace()); }));
    if (out)
        OXSEAL_CHECK(addStated(db, campaign, std::span(&*out, 1)));
    return out;
}

Result<std::vector<LineGroup>> lineGroups(Database& db, CampaignId campaign)
{
    access::LineFlags privileged;
    privileged.set(access::LineFlag::Privileged, Flag::Yes);
    std::vector<LineGroup> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT l.included, d.decision, l.reviewer_id IS NOT NULL, l.flags_yes | coalesce(s.privileged, 0) * ?2, count(*)
        FROM access_line l LEFT JOIN access_decision d ON d.id = l.decision_id
        LEFT JOIN (SELECT x.row, max(x.statement_id), p.privileged
                   FROM access_line_privilege x JOIN access_role_privilege p ON p.id = x.statement_id
                   WHERE x.campaign_id = ?1 GROUP BY x.row) s ON s.row = l.row
        WHERE l.campaign_id = ?1 GROUP BY 1, 2, 3, 4
    )sql",
        {campaign.value, std::int64_t{privileged.yes}}, [&out](const SqlRow& row) {
            LineGroup group;
            group.included = row.integer(0) == 1;
            if (!row.isNull(1))
                group.decision = access::decisionFromName(row.text(1));
            group.assigned = row.integer(2) == 1;
            group.flagsYes = static_cast<std::uint32_t>(row.integer(3));
            group.lines = row.integer(4);
            out.push_back(group);
            return true;
        }));
    return out;
}

Result<bool> holdsPrivileged(Database& db, CampaignId campaign, const std::string& subject)
{
    access::LineFlags privileged;
    privileged.set(access::LineFlag::Privileged, Flag::Yes);
    const std::string folded = access::foldedNumber(subject);
    OXSEAL_TRY(const std::optional<std::int64_t> found, db.integer(R"sql(
        SELECT 1 FROM access_line l WHERE l.campaign_id = ?1 AND l.included = 1 AND lower(trim(l.subject)) = ?2
          AND (l.flags_yes & ?3 <> 0 OR (SELECT p.privileged FROM access_line_privilege x JOIN access_role_privilege p ON p.id = x.statement_id
                 WHERE x.campaign_id = ?1 AND x.row = l.row ORDER BY x.statement_id DESC LIMIT 1) = 1)
        LIMIT 1
    )sql",
        {campaign.value, std::string_view(folded), std::int64_t{privileged.yes}}));
    return found.has_value();
}

Result<bool> holdsScope(Database& db, CampaignId campaign, const std::string& scope)
{
    const std::string ending = " @ " + scope;
    OXSEAL_TRY(const std::optional<std::int64_t> found, db.integer(R"sql(
        SELECT 1 FROM access_line WHERE campaign_id = ?1 AND included = 1 AND substr(entitlement, -length(?2)) = ?2 LIMIT 1
    )sql",
        {campaign.value, std::string_view(ending)}));
    return found.has_value();
}

Result<std::set<std::pair<std::string, std::string>>> reviewPairs(Database& db, PeriodId period, const std::string& subject)
{
    std::set<std::pair<std::string, std::string>> out;
    const auto add = [&out](const SqlRow& row) {
        out.insert(access::reviewPair(row.string(0), row.string(1)));
        return true;
    };
    const std::string folded = access::foldedNumber(subject);
    OXSEAL_CHECK(db.each(R"sql(
        SELECT DISTINCT l.subject, CASE p.employee_id WHEN '' THEN p.login ELSE p.employee_id END
        FROM access_campaign c
        CROSS JOIN access_line l ON l.campaign_id = c.id
        CROSS JOIN access_seat s ON s.campaign_id = l.campaign_id AND s.row = l.row
        JOIN person p ON p.id = s.person_id
        WHERE c.period_id = ?1 AND c.state <> 'cancelled' AND l.included = 1 AND l.subject <> '' AND (?2 = '' OR lower(trim(l.subject)) = ?2)
    )sql",
        {period.value, std::string_view(folded)}, add));
    OXSEAL_CHECK(db.each(R"sql(
        SELECT DISTINCT l.subject, CASE p.employee_id WHEN '' THEN p.login ELSE p.employee_id END
        FROM access_decision d
        JOIN access_campaign c ON c.id = d.campaign_id
        JOIN access_line l ON l.campaign_id = d.campaign_id AND l.row = d.row
        JOIN person p ON p.id = d.decided_by
        WHERE d.for_person IS NOT NULL AND c.period_id = ?1 AND c.state <> 'cancelled' AND l.included = 1 AND l.subject <> ''
          AND (?2 = '' OR lower(trim(l.subject)) = ?2)
    )sql",
        {period.value, std::string_view(folded)}, add));
    return out;
}

Result<std::int64_t> insertDecision(
    Database& db, CampaignId campaign, const LineRow& decided, std::int64_t stage, PersonId forPerson)
{
    return db.insert(R"sql(
        INSERT INTO access_decision (campaign_id, row, decision, code, target, comment, bulk, decided_by, decided_at, stage, for_person)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {campaign.value, decided.row, std::string_view(decided.decision ? name(*decided.decision) : ""),
            std::string_view(decided.code), std::string_view(decided.target), std::string_view(decided.comment),
            decided.bulk, decided.decidedBy.value, orNull(decided.decidedAt), stage, orNull(forPerson.value)});
}

Status setConcluded(Database& db, CampaignId id, const char* state, Instant at, PersonId by, Day performance)
{
    return done(db.run(R"sql(
        UPDATE access_campaign SET state = ?, concluded_at = ?, concluded_by = ?, performance_day = ? WHERE id = ?
    )sql",
        {std::string_view(state), at.micros, by.value, std::int64_t{performance.number}, id.value}));
}

Status setState(Database& db, CampaignId id, const char* state)
{
    return done(db.run(R"sql(UPDATE access_campaign SET state = ? WHERE id = ?)sql", {std::string_view(state), id.value}));
}

Status setVerified(Database& db, CampaignId id, Instant at)
{
    return done(db.run(R"sql(
        UPDATE access_campaign SET state = 'remediation_verified', verified_at = ? WHERE id = ?
    )sql",
        {at.micros, id.value}));
}

Status setCancelled(Database& db, CampaignId id, Instant at, const std::string& why)
{
    return done(db.run(R"sql(
        UPDATE access_campaign SET state = 'cancelled', cancelled_at = ?, cancel_reason = ? WHERE id = ?
    )sql",
        {at.micros, std::string_view(why), id.value}));
}

Status insertSignoff(Database& db, CampaignId id, const char* capacity, PersonId person, Instant at)
{
    return done(db.run(R"sql(
        INSERT INTO access_signoff (campaign_id, capacity, person_id, signed_at) VALUES (?, ?, ?, ?)
    )sql",
        {id.value, std::string_view(capacity), person.value, at.micros}));
}

Result<std::vector<Signoff>> signoffs(Database& db, CampaignId id)
{
    std::vector<Signoff> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT capacity, person_id, signed_at FROM access_signoff WHERE campaign_id = ? ORDER BY capacity
    )sql",
        {id.value}, [&out](const SqlRow& row) {
            out.push_back({row.string(0), PersonId(row.integer(1)), Instant{row.integer(2)}});
            return true;
        }));
    return out;
}

Result<std::int64_t> insertRemoval(Database& db, const RemovalRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_removal (campaign_id, row, kind, target, state, requested_at, requested_by, due_day)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.campaign.value, row.row, std::string_view(row.kind), std::string_view(row.target),
            std::string_view(row.state), row.requestedAt.micros, row.requestedBy.value, std::int64_t{row.due.number}});
}

Status updateRemoval(Database& db, const RemovalRow& row)
{
    return done(db.run(R"sql(
        UPDATE access_removal SET state = ?, claimed_at = ?, claimed_by = ?, ticket = ?, removed_as_of = ?,
                                  checked_snapshot = ?
        WHERE id = ?
    )sql",
        {std::string_view(row.state), orNull(row.claimedAt), orNull(row.claimedBy.value), std::string_view(row.ticket),
            orNull(row.removedAsOf), orNull(row.checked.value), row.id}));
}

namespace {

Result<std::vector<RemovalRow>> readRemovals(Database& db, const std::string& where, SqlArguments arguments)
{
    std::vector<RemovalRow> out;
    const std::string sql = R"sql(
        SELECT r.id, r.campaign_id, r.row, r.kind, r.target, r.state, r.requested_at, r.requested_by, r.due_day,
               r.claimed_at, r.claimed_by, r.ticket, r.removed_as_of, r.checked_snapshot, c.system, l.account, l.subject,
               l.entitlement, l.entitlement_key,
               CASE WHEN g.declined_at IS NOT NULL THEN '' WHEN g.kind = 'accepted' AND g.approved_at IS NULL THEN 'asked'
                    ELSE coalesce(g.kind, '') END
        FROM access_removal r
        LEFT JOIN access_regrant g ON g.removal_id = r.id
        JOIN access_campaign c ON c.id = r.campaign_id
        JOIN access_line l ON l.campaign_id = r.campaign_id AND l.row = r.row
    )sql" + where + R"sql( ORDER BY r.id)sql";
    OXSEAL_CHECK(db.each(sql.c_str(), arguments, [&out](const SqlRow& row) {
        out.push_back(removalOf(row));
        return true;
    }));
    return out;
}

} // namespace

Result<std::vector<RemovalRow>> removals(Database& db) { return readRemovals(db, {}, {}); }

Result<std::vector<RemovalRow>> removals(Database& db, CampaignId campaign)
{
    return readRemovals(db, R"sql( WHERE r.campaign_id = ?)sql", {campaign.value});
}

Result<std::vector<RemovalRow>> removals(Database& db, CampaignId campaign, std::int64_t row)
{
    return readRemovals(db, R"sql( WHERE r.campaign_id = ? AND r.row = ?)sql", {campaign.value, row});
}

Status putRegrant(Database& db, const RegrantRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO access_regrant (removal_id, kind, successor, why, asked_at, asked_by, approved_at, approved_by, answer_why, declined_at,
                                    declined_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (removal_id) DO UPDATE SET kind = excluded.kind, successor = excluded.successor, why = excluded.why, asked_at = excluded.asked_at,
          asked_by = excluded.asked_by, approved_at = excluded.approved_at, approved_by = excluded.approved_by, answer_why = excluded.answer_why,
          declined_at = excluded.declined_at, declined_by = excluded.declined_by
    )sql",
        {row.removal, std::string_view(row.kind), orNull(row.successor), std::string_view(row.why), row.askedAt.micros, row.askedBy.value,
            orNull(row.approvedAt), orNull(row.approvedBy.value), std::string_view(row.answerWhy), orNull(row.declinedAt), orNull(row.declinedBy.value)}));
}

namespace {

RegrantRow regrantOf(const SqlRow& row)
{
    return {row.integer(0), row.string(1), row.integer(2), row.string(3), Instant{row.integer(4)}, PersonId(row.integer(5)), instantAt(row, 6),
        PersonId(row.integer(7)), row.string(8), instantAt(row, 9), PersonId(row.integer(10))};
}

} // namespace

Result<std::optional<RegrantRow>> regrant(Database& db, std::int64_t removal)
{
    std::optional<RegrantRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT removal_id, kind, successor, why, asked_at, asked_by, approved_at, approved_by, answer_why, declined_at, declined_by
        FROM access_regrant WHERE removal_id = ?
    )sql",
        {removal}, [&out](const SqlRow& row) { out = regrantOf(row); }));
    return out;
}

Result<std::vector<RegrantRow>> regrants(Database& db, CampaignId campaign)
{
    std::vector<RegrantRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT g.removal_id, g.kind, g.successor, g.why, g.asked_at, g.asked_by, g.approved_at, g.approved_by, g.answer_why, g.declined_at,
               g.declined_by
        FROM access_regrant g JOIN access_removal r ON r.id = g.removal_id WHERE r.campaign_id = ? ORDER BY g.removal_id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            out.push_back(regrantOf(row));
            return true;
        }));
    return out;
}

} // namespace oxseal::access_repo
