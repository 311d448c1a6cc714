// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/answer_repo.h"

#include "storage/db/done.h"

namespace oxseal::answer_repo {
namespace {

SqlValue orNull(std::int64_t id) { return id == 0 ? SqlValue(nullptr) : SqlValue(id); }
SqlValue orNull(const std::optional<Instant>& at) { return at ? SqlValue(at->micros) : SqlValue(nullptr); }

PackRow packOf(const SqlRow& row)
{
    PackRow out;
    out.id = row.integer(0);
    out.campaign = CampaignId(row.integer(1));
    out.person = PersonId(row.integer(2));
    out.form = row.string(3);
    out.sha256 = row.digest(4);
    out.campaignDigest = row.digest(5);
    out.object = ObjectId(row.integer(6));
    out.lines = row.integer(7);
    out.madeAt = Instant{row.integer(8)};
    out.madeBy = PersonId(row.integer(9));
    return out;
}

ReplyRow replyOf(const SqlRow& row)
{
    ReplyRow out;
    out.id = row.integer(0);
    out.pack = row.integer(1);
    out.sha256 = row.digest(2);
    out.object = ObjectId(row.integer(3));
    out.fileName = row.string(4);
    // The table's CHECKs admit only names known here.
    out.grade = access::gradeFromName(row.text(5)).value_or(access::Grade::NotAttested);
    out.counts = row.integer(6) == 1;
    out.evidence = ObjectId(row.integer(7));
    out.mailFrom = row.string(8);
    out.mailDate = row.string(9);
    out.receivedAt = Instant{row.integer(10)};
    out.receivedBy = PersonId(row.integer(11));
    return out;
}

} // namespace

Result<std::int64_t> insertPack(Database& db, const PackRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_pack (campaign_id, person_id, form, sha256, campaign_digest, object_id, lines, made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.campaign.value, row.person.value, std::string_view(row.form), ByteView(row.sha256.bytes), ByteView(row.campaignDigest.bytes), row.object.value,
            row.lines, row.madeAt.micros, row.madeBy.value});
}

Result<std::vector<PackRow>> packs(Database& db, CampaignId campaign)
{
    std::vector<PackRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, campaign_id, person_id, form, sha256, campaign_digest, object_id, lines, made_at, made_by
        FROM access_pack WHERE campaign_id = ? ORDER BY id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            out.push_back(packOf(row));
            return true;
        }));
    return out;
}

Result<std::optional<PackRow>> packByDigest(Database& db, const Digest& sha256)
{
    std::optional<PackRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, campaign_id, person_id, form, sha256, campaign_digest, object_id, lines, made_at, made_by
        FROM access_pack WHERE sha256 = ?
    )sql",
        {ByteView(sha256.bytes)}, [&out](const SqlRow& row) { out = packOf(row); }));
    return out;
}

Result<std::optional<PackRow>> packById(Database& db, std::int64_t id)
{
    std::optional<PackRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, campaign_id, person_id, form, sha256, campaign_digest, object_id, lines, made_at, made_by
        FROM access_pack WHERE id = ?
    )sql",
        {id}, [&out](const SqlRow& row) { out = packOf(row); }));
    return out;
}

Result<std::int64_t> insertReply(Database& db, const ReplyRow& row)
{
    return db.insert(R"sql(
        INSERT INTO access_reply (pack_id, sha256, object_id, file_name, grade, counts, evidence_object, mail_from, mail_date, received_at, received_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.pack, ByteView(row.sha256.bytes), row.object.value, std::string_view(row.fileName), std::string_view(name(row.grade)),
            std::int64_t{row.counts ? 1 : 0}, orNull(row.evidence.value), std::string_view(row.mailFrom), std::string_view(row.mailDate),
            row.receivedAt.micros, row.receivedBy.value});
}

Status raiseReply(Database& db, const ReplyRow& row)
{
    return done(db.run(R"sql(
        UPDATE access_reply SET grade = ?, counts = ?, evidence_object = ?, mail_from = ?, mail_date = ? WHERE id = ?
    )sql",
        {std::string_view(name(row.grade)), std::int64_t{row.counts ? 1 : 0}, orNull(row.evidence.value), std::string_view(row.mailFrom),
            std::string_view(row.mailDate), row.id}));
}

Result<std::vector<ReplyRow>> replies(Database& db, CampaignId campaign)
{
    std::vector<ReplyRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT r.id, r.pack_id, r.sha256, r.object_id, r.file_name, r.grade, r.counts, r.evidence_object, r.mail_from, r.mail_date, r.received_at, r.received_by
        FROM access_reply r JOIN access_pack p ON p.id = r.pack_id WHERE p.campaign_id = ? ORDER BY r.id
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            out.push_back(replyOf(row));
            return true;
        }));
    return out;
}

Result<std::optional<ReplyRow>> replyById(Database& db, std::int64_t id)
{
    std::optional<ReplyRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, pack_id, sha256, object_id, file_name, grade, counts, evidence_object, mail_from, mail_date, received_at, received_by
        FROM access_reply WHERE id = ?
    )sql",
        {id}, [&out](const SqlRow& row) { out = replyOf(row); }));
    return out;
}

Status insertAnswer(Database& db, const ReplyAnswerRow& row)
{
    return done(db.run(R"sql(
        INSERT INTO access_answer (reply_id, row, stage, decision, code, target, comment, state, stood, decision_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.reply, row.answer.row, row.stage, std::string_view(name(row.answer.decision)), std::string_view(row.answer.code),
            std::string_view(row.answer.target), std::string_view(row.answer.comment), std::string_view(name(row.state)), std::string_view(row.stood),
            orNull(row.decisionId)}));
}

Status updateAnswer(Database& db, const ReplyAnswerRow& row)
{
    return done(db.run(R"sql(
        UPDATE access_answer SET state = ?, stood = ?, decision_id = ?, ruled_at = ?, ruled_by = ?, ruled_why = ? WHERE reply_id = ? AND row = ?
    )sql",
        {std::string_view(name(row.state)), std::string_view(row.stood), orNull(row.decisionId), orNull(row.ruledAt), orNull(row.ruledBy.value),
            std::string_view(row.ruledWhy), row.reply, row.answer.row}));
}

Result<std::vector<ReplyAnswerRow>> answers(Database& db, std::int64_t reply)
{
    std::vector<ReplyAnswerRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT row, stage, decision, code, target, comment, state, stood, decision_id, ruled_at, ruled_by, ruled_why
        FROM access_answer WHERE reply_id = ? ORDER BY row
    )sql",
        {reply}, [&](const SqlRow& row) {
            ReplyAnswerRow& one = out.emplace_back();
            one.reply = reply;
            one.answer.row = row.integer(0);
            one.stage = row.integer(1);
            one.answer.decision = access::decisionFromName(row.text(2)).value_or(access::Decision::Unsure);
            one.answer.code = row.string(3);
            one.answer.target = row.string(4);
            one.answer.comment = row.string(5);
            one.state = access::answerStateFromName(row.text(6)).value_or(access::AnswerState::Conflict);
            one.stood = row.string(7);
            one.decisionId = row.integer(8);
            if (!row.isNull(9))
                one.ruledAt = Instant{row.integer(9)};
            one.ruledBy = PersonId(row.integer(10));
            one.ruledWhy = row.string(11);
            return true;
        }));
    return out;
}

Result<std::vector<std::int64_t>> openConflicts(Database& db, CampaignId campaign)
{
    std::vector<std::int64_t> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT DISTINCT a.row FROM access_answer a
        JOIN access_reply r ON r.id = a.reply_id
        JOIN access_pack p ON p.id = r.pack_id
        WHERE p.campaign_id = ? AND a.state = 'conflict' ORDER BY a.row
    )sql",
        {campaign.value}, [&out](const SqlRow& row) {
            out.push_back(row.integer(0));
            return true;
        }));
    return out;
}

Status beginPart(Database& db) { return db.script(R"sql(SAVEPOINT answer)sql"); }
Status keepPart(Database& db) { return db.script(R"sql(RELEASE answer)sql"); }
Status undoPart(Database& db) { return db.script(R"sql(ROLLBACK TO answer; RELEASE answer)sql"); }

} // namespace oxseal::answer_repo
