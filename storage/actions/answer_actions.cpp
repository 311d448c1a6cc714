// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_actions.h"

#include "storage/actions/access_actions.h"
#include "storage/actions/answer_receive.h"
#include "storage/actions/review_support.h"
#include "storage/answers/review_pack.h"
#include "storage/crypto/hash.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_quality.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::AnswerState;

Status requireNewest(Database& db, const PackRow& pack, const std::string& login)
{
    OXSEAL_TRY(const std::vector<PackRow> all, answer_repo::packs(db, pack.campaign));
    for (const PackRow& one : all) {
        if (one.person == pack.person && one.id > pack.id)
            return fail(kReplyOldPack, {}, {login, pack.madeAt.day().iso(), one.madeAt.day().iso()});
    }
    return {};
}

/// What stands in the reviewer's seat, in words for people.
std::string standing(const SeatRow& seat)
{
    std::string out = name(*seat.decision);
    if (!seat.target.empty())
        out += " " + seat.target;
    return seat.decidedAt ? out + " (" + seat.decidedAt->day().iso() + ")" : out;
}

/// Turns answers into decisions within one unit of work.
class Merging
{
public:
    Merging(UnitOfWork& unit, const OpenCampaign& campaign, const Person& reviewer) : unit_(unit), campaign_(campaign), reviewer_(reviewer) { }

    /// Fills state, what stood, and the decision.
    Status settle(ReplyAnswerRow& row, const access::SheetLine& line)
    {
        OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(unit_.db(), campaign_.row.id, line.row));
        access::SeatNow now;
        const SeatRow* seat = nullptr;
        for (const SeatRow& one : seats) {
            if (one.person == reviewer_.id && one.stage == line.stage)
                seat = &one;
        }
        if (seat != nullptr)
            now = {true, seat->decisionId, seat->decision, seat->target};
        row.state = access::fateOf(row.answer, line, now);
        if (row.state == AnswerState::Conflict)
            row.stood = seat == nullptr ? texts::sentence("access.answer_no_seat", {reviewer_.name}) : seat->decision ? standing(*seat) : texts::sentence("access.answer_taken_back");
        if (row.state != AnswerState::Taken)
            return {};
        return decide(row, true);
    }

    /// `soft`: what the rules refuse is a conflict, not an error.
    Status decide(ReplyAnswerRow& row, bool soft)
    {
        const access::Answer& answer = row.answer;
        OXSEAL_CHECK(answer_repo::beginPart(unit_.db()));
        auto id = decideFor(unit_, campaign_, reviewer_, {answer.row, answer.decision, answer.code, answer.target, answer.comment, {}}, said_);
        if (id) {
            row.decisionId = *id;
            return answer_repo::keepPart(unit_.db());
        }
        OXSEAL_CHECK(answer_repo::undoPart(unit_.db()));
        const bool refused = id.error().kind() == ErrorClass::Refused || id.error().kind() == ErrorClass::Denied;
        if (!soft || !refused)
            return failWith(id);
        row.state = AnswerState::Conflict;
        row.stood = texts::what(id.error());
        return {};
    }
    [[nodiscard]] Json::Array said() && { return std::move(said_); }

private:
    UnitOfWork& unit_;
    const OpenCampaign& campaign_;
    const Person& reviewer_;
    Json::Array said_;
};

void countInto(MergeOutcome& outcome, const std::vector<ReplyAnswerRow>& rows, const PackRow& pack)
{
    for (const ReplyAnswerRow& row : rows) {
        outcome.taken += row.state == AnswerState::Taken || row.state == AnswerState::RuledFor ? 1 : 0;
        outcome.same += row.state == AnswerState::Same ? 1 : 0;
        outcome.conflicts += row.state == AnswerState::Conflict ? 1 : 0;
        outcome.waiting += row.state == AnswerState::Waiting ? 1 : 0;
    }
    outcome.unanswered = pack.lines - std::ssize(rows);
}

Result<ObjectId> keepEvidence(UnitOfWork& unit, const ReplyFile& file)
{
    const std::string& bytes = file.mail.empty() ? file.scan : file.mail;
    if (bytes.empty())
        return ObjectId();
    OXSEAL_TRY(const ObjectInfo object, unit.objects().put(asBytes(bytes), "evidence"));
    return object.id;
}

/// What a reply is held against: the open campaign, who it is from, and the grade from which it counts.
struct MergeGround
{
    OpenCampaign campaign;
    Person reviewer;
    access::Grade least;

    static Result<MergeGround> of(UnitOfWork& unit, const Received& received)
    {
        Database& db = unit.db();
        OXSEAL_TRY(OpenCampaign campaign, OpenCampaign::of(db, received.pack.campaign, unit.now().day()));
        OXSEAL_CHECK(requireNewest(db, received.pack, received.sheet.login));
        OXSEAL_TRY(Person reviewer, personById(db, received.pack.person));
        OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, unit.now().day()));
        OXSEAL_TRY(const access::Grade least, access::leastGrade(policy.json, "review"));
        return MergeGround{std::move(campaign), std::move(reviewer), least};
    }
};

/// The same reply with better proof: what waited counts now, if the policy says so.
Status raise(UnitOfWork& unit, const Received& received, const ReplyFile& file, ReplyRow reply, MergeOutcome& outcome)
{
    Database& db = unit.db();
    OXSEAL_TRY(const MergeGround ground, MergeGround::of(unit, received));
    const access::Grade before = reply.grade;
    const bool wakes = !reply.counts && received.grade >= ground.least;
    reply.grade = received.grade;
    reply.counts = reply.counts || received.grade >= ground.least;
    reply.mailFrom = received.mailFrom;
    reply.mailDate = received.mailDate;
    OXSEAL_TRY(reply.evidence, keepEvidence(unit, file));
    OXSEAL_CHECK(answer_repo::raiseReply(db, reply));
    Merging merging(unit, ground.campaign, ground.reviewer);
    OXSEAL_TRY(std::vector<ReplyAnswerRow> rows, answer_repo::answers(db, reply.id));
    for (ReplyAnswerRow& row : rows) {
        if (!wakes || row.state != AnswerState::Waiting)
            continue;
        OXSEAL_CHECK(merging.settle(row, *received.sheet.line(row.answer.row)));
        OXSEAL_CHECK(answer_repo::updateAnswer(db, row));
    }
    outcome.grade = reply.grade;
    outcome.counts = reply.counts;
    countInto(outcome, rows, received.pack);
    Event event{"review.reply_raise", campaignObject(received.pack.campaign) + "/reply:" + std::to_string(reply.id), "access", {}, {}, {}};
    event.before = Json::Object{{"grade", name(before)}};
    event.after = Json::Object{{"grade", name(reply.grade)}, {"counts", reply.counts}, {"taken", outcome.taken}, {"conflicts", outcome.conflicts},
        {"decisions", std::move(merging).said()}};
    unit.record(std::move(event));
    return {};
}

Status mergeInto(UnitOfWork& unit, const Received& received, const ReplyFile& file, const Digest& digest, MergeOutcome& outcome)
{
    Database& db = unit.db();
    OXSEAL_TRY(const MergeGround ground, MergeGround::of(unit, received));
    ReplyRow reply;
    reply.pack = received.pack.id;
    reply.sha256 = digest;
    reply.fileName = file.name;
    reply.grade = received.grade;
    reply.counts = received.grade >= ground.least;
    reply.receivedAt = unit.now();
    reply.receivedBy = unit.actor().person;
    reply.mailFrom = received.mailFrom;
    reply.mailDate = received.mailDate;
    OXSEAL_TRY(reply.evidence, keepEvidence(unit, file));
    OXSEAL_TRY(const ObjectInfo object, unit.objects().put(asBytes(file.bytes), "evidence"));
    reply.object = object.id;
    OXSEAL_TRY(reply.id, answer_repo::insertReply(db, reply));
    Merging merging(unit, ground.campaign, ground.reviewer);
    std::vector<ReplyAnswerRow> rows;
    for (const access::Answer& answer : received.answers.answers) {
        const access::SheetLine& line = *received.sheet.line(answer.row);
        ReplyAnswerRow& row = rows.emplace_back();
        row.reply = reply.id;
        row.stage = line.stage;
        row.answer = answer;
        row.state = AnswerState::Waiting;
        if (reply.counts)
            OXSEAL_CHECK(merging.settle(row, line));
        OXSEAL_CHECK(answer_repo::insertAnswer(db, row));
    }
    outcome.reply = reply.id;
    outcome.grade = reply.grade;
    outcome.counts = reply.counts;
    countInto(outcome, rows, received.pack);
    Event event{"review.reply_merge", campaignObject(received.pack.campaign) + "/reply:" + std::to_string(reply.id), "access", {}, {}, {}};
    event.after = Json::Object{{"pack", received.pack.sha256.hex()}, {"reply", digest.hex()}, {"reviewer", ground.reviewer.login}, {"grade", name(reply.grade)},
        {"counts", reply.counts}, {"taken", outcome.taken}, {"same", outcome.same}, {"conflicts", outcome.conflicts}, {"waiting", outcome.waiting},
        {"decisions", std::move(merging).said()}};
    if (!received.note.empty())
        event.after.set("note", received.note);
    unit.record(std::move(event));
    return {};
}

std::optional<ReplyRow> sameReply(const std::vector<ReplyRow>& all, std::int64_t pack, const Digest& digest)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const ReplyRow& one) { return one.pack == pack && one.sha256 == digest; });
    return found == all.end() ? std::nullopt : std::optional<ReplyRow>(*found);
}

/// Neither the reviewer nor whoever decided what stands there.
Status mayRule(UnitOfWork& unit, const PackRow& pack, const ReplyAnswerRow& row)
{
    const PersonId self = unit.actor().person;
    OXSEAL_TRY(const std::vector<SeatRow> seats, stage_repo::seats(unit.db(), pack.campaign, row.answer.row));
    const bool decided = std::any_of(seats.begin(), seats.end(), [&](const SeatRow& seat) { return seat.decision && seat.decidedBy == self; });
    if (self == pack.person || decided)
        return fail(kRulingInvolved, {}, {unit.actor().login, std::to_string(row.answer.row)});
    return {};
}

} // namespace

Result<PackMade> makePack(Workspace& workspace, CampaignId campaign, const std::string& login, const std::string& form, const std::string& reason)
{
    OXSEAL_TRY(const CampaignRow row, campaignById(workspace.db(), campaign));
    OXSEAL_CHECK(requireOpen(row));
    PackMade made;
    OXSEAL_TRY(made.sheet, answerSheetFor(workspace, campaign, login));
    const std::string content = canonicalJson(access::sheetJson(made.sheet));
    if (form == "sealed") {
        OXSEAL_TRY(const Json keys, travelKeys(workspace.keyring(), login));
        OXSEAL_TRY(made.bytes, sealPack(made.sheet, keys, *workspace.environment().random));
    }
    OXSEAL_CHECK(workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        OXSEAL_TRY(const ObjectInfo object, unit.objects().put(asBytes(content), "evidence"));
        PackRow pack;
        pack.campaign = campaign;
        pack.person = person.id;
        pack.form = form;
        pack.sha256 = sha256(content);
        pack.campaignDigest = campaignDigest(workspace.id(), row, made.sheet.period);
        pack.object = object.id;
        pack.lines = std::ssize(made.sheet.lines);
        pack.madeAt = unit.now();
        pack.madeBy = unit.actor().person;
        OXSEAL_TRY(made.id, answer_repo::insertPack(unit.db(), pack));
        unit.record({"review.pack_make", campaignObject(campaign) + "/pack:" + std::to_string(made.id), "access", {},
            Json::Object{{"reviewer", login}, {"form", form}, {"pack", pack.sha256.hex()}, {"campaign_digest", pack.campaignDigest.hex()}, {"lines", pack.lines}}, {}});
        return {};
    }));
    return made;
}

Result<MergeOutcome> mergeReply(Workspace& workspace, const ReplyFile& file, const std::string& reason)
{
    OXSEAL_TRY(const Received received, receiveReply(workspace, file));
    const Digest digest = sha256(file.bytes);
    MergeOutcome outcome;
    outcome.note = received.note;
    outcome.login = received.sheet.login;
    OXSEAL_TRY(const std::vector<ReplyRow> all, answer_repo::replies(workspace.db(), received.pack.campaign));
    const auto before = sameReply(all, received.pack.id, digest);
    if (before && received.grade > before->grade) {
        outcome.reply = before->id;
        OXSEAL_CHECK(workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status { return raise(unit, received, file, *before, outcome); }));
        return outcome;
    }
    if (before) {
        OXSEAL_TRY(const std::vector<ReplyAnswerRow> rows, answer_repo::answers(workspace.db(), before->id));
        outcome.reply = before->id;
        outcome.grade = before->grade;
        outcome.counts = before->counts;
        outcome.already = true;
        countInto(outcome, rows, received.pack);
        return outcome;
    }
    OXSEAL_CHECK(workspace.write(Permission::RunReview, reason,
        [&](UnitOfWork& unit) -> Status { return mergeInto(unit, received, file, digest, outcome); }));
    return outcome;
}

Status ruleAnswers(Workspace& workspace, const Ruling& ruling, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        Database& db = unit.db();
        OXSEAL_TRY(const std::optional<ReplyRow> reply, answer_repo::replyById(db, ruling.reply));
        if (!reply)
            return fail(kNoSuchReply, {}, {std::to_string(ruling.reply)});
        OXSEAL_TRY(const std::optional<PackRow> pack, answer_repo::packById(db, reply->pack));
        OXSEAL_TRY(const OpenCampaign campaign, OpenCampaign::of(db, pack->campaign, unit.now().day()));
        OXSEAL_TRY(const Person reviewer, personById(db, pack->person));
        OXSEAL_TRY(std::vector<ReplyAnswerRow> rows, answer_repo::answers(db, reply->id));
        Merging merging(unit, campaign, reviewer);
        Json::Array ruled;
        for (ReplyAnswerRow& row : rows) {
            const bool asked = ruling.rows.empty() || std::find(ruling.rows.begin(), ruling.rows.end(), row.answer.row) != ruling.rows.end();
            if (!asked || row.state != AnswerState::Conflict)
                continue;
            OXSEAL_CHECK(mayRule(unit, *pack, row));
            row.state = ruling.forAnswer ? AnswerState::RuledFor : AnswerState::RuledAgainst;
            if (ruling.forAnswer)
                OXSEAL_CHECK(merging.decide(row, false));
            row.ruledAt = unit.now();
            row.ruledBy = unit.actor().person;
            row.ruledWhy = unit.reason();
            OXSEAL_CHECK(answer_repo::updateAnswer(db, row));
            ruled.emplace_back(row.answer.row);
        }
        if (ruled.empty() || (!ruling.rows.empty() && ruled.size() != ruling.rows.size()))
            return fail(kRulingNone, {}, {std::to_string(ruling.reply)});
        Event event{"review.answer_rule", campaignObject(pack->campaign) + "/reply:" + std::to_string(reply->id), "access", {}, {}, {}};
        event.after = Json::Object{{"for", ruling.forAnswer ? "answer" : "standing"}, {"rows", std::move(ruled)}, {"decisions", std::move(merging).said()}};
        unit.record(std::move(event));
        return {};
    });
}

} // namespace oxseal
