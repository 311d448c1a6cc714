// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_answer_verbs.h"

#include "app/cli/review_options.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/answer_actions.h"
#include "storage/actions/answer_sign.h"
#include "storage/answers/review_pack.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Result<int> pack(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const std::string login, call.required("--reviewer"));
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const std::string reason, call.reason());
    const std::string form = call.value("--form").value_or("sealed");
    if (form != "sealed" && form != "xlsx" && form != "pdf")
        return fail(kBadValue, {}, {"--form", form, "sealed, xlsx, pdf", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PackMade made, makePack(*workspace, id, login, form, reason));
    OXSEAL_CHECK(savePack(made, form, out));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"pack", made.id}, {"reviewer", login}, {"form", form}, {"lines", std::ssize(made.sheet.lines)}, {"file", out},
        {"sha256", sheetDigest(made.sheet).hex()}, {"campaign_digest", made.sheet.campaignDigest}});
    const char* const words = form == "sealed" ? "access.pack_made" : form == "xlsx" ? "access.book_made" : "access.form_made";
    call.print(json, summary(words, json, {"lines", "reviewer", "file"}));
    return kDone;
}

Json textsOf(const std::vector<std::string>& all)
{
    Json::Array out;
    for (const std::string& one : all)
        out.emplace_back(one);
    return out;
}

/// What the pack has, for its reviewer.
int printSheet(Call& call, const OpenedPack& pack)
{
    const access::AnswerSheet& sheet = pack.sheet;
    Json::Array rows;
    std::vector<std::string> text{texts::sentence("access.sheet_line", {sheet.company, sheet.system, sheet.period, sheet.reviewer, std::to_string(sheet.lines.size()), sheet.campaignDigest})};
    for (const access::SheetLine& line : sheet.lines) {
        rows.emplace_back(Json::Object{{"row", line.row}, {"stage", line.stage}, {"account", line.account}, {"name", line.name}, {"employee_id", line.subject},
            {"person", line.person}, {"entitlement", line.entitlement}, {"flags", textsOf(line.flags)}, {"flags_unknown", textsOf(line.unknown)},
            {"last_used", line.lastUsed}, {"peers", line.peers}, {"earlier", line.earlier}, {"conflicts", textsOf(line.conflicts)}});
        std::string words = std::to_string(line.row) + "  " + line.account + "  " + line.entitlement;
        if (!line.person.empty())
            words += "  (" + line.person + ")";
        for (const std::string& flag : line.flags)
            words += " !" + flag;
        text.push_back(std::move(words));
    }
    Json json;
    json.set("company", sheet.company).set("system", sheet.system).set("period", sheet.period).set("reviewer", sheet.login);
    json.set("sha256", pack.digest.hex()).set("campaign_digest", sheet.campaignDigest).set("rows", std::move(rows));
    call.print(json, join(text, "\n"));
    return kDone;
}

/// Without the workspace: opens the pack with the reviewer's passphrase, shows it, or makes the reply.
Result<int> answer(Call& call)
{
    OXSEAL_TRY(const std::string file, call.argument(0, "PACK"));
    OXSEAL_TRY(const std::string bytes, readFile(file));
    OXSEAL_TRY(const PackFile closed, readPack(asBytes(bytes)));
    OXSEAL_TRY(const Secret passphrase, call.passphrase());
    OXSEAL_TRY(const OpenedPack opened, openPack(closed, passphrase, call.environment()));
    if (!call.has("--file"))
        return printSheet(call, opened);
    OXSEAL_TRY(const std::string decisions, call.required("--file"));
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const auto lines, decisionsFile(call, decisions));
    std::vector<access::Answer> answers;
    for (const LineDecision& one : lines)
        answers.push_back({one.row, one.decision, one.code, one.target, one.comment});
    OXSEAL_TRY(const std::string reply, sealReply(opened, answers, call.environment().clock.now(), *call.environment().random));
    OXSEAL_CHECK(writeFile(out, reply));
    const auto total = std::ssize(opened.sheet.lines);
    const Json json(Json::Object{{"answered", std::ssize(answers)}, {"lines", total}, {"file", out}, {"pack", opened.digest.hex()}});
    call.print(json, summary("access.reply_made", json, {"answered", "lines", "file"}));
    return kDone;
}

/// The filled form, signed with the reviewer's own key.
Result<int> sign(Call& call)
{
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const std::string bytes, readFile(file));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const Secret passphrase, call.passphrase());
    OXSEAL_TRY(const SignedForm done, signAnswers(*workspace, bytes, passphrase));
    OXSEAL_CHECK(writeFile(out, done.bytes));
    const Json json(Json::Object{{"answered", done.answered}, {"lines", done.lines}, {"file", out}});
    call.print(json, summary("access.form_signed", json, {"answered", "lines", "file"}));
    return kDone;
}

Result<int> merge(Call& call)
{
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const ReplyFile reply, readReply(file, call.value("--mail").value_or(""), call.value("--scan").value_or("")));
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const MergeOutcome done, mergeReply(*workspace, reply, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"reply", done.reply}, {"reviewer", done.login}, {"grade", name(done.grade)}, {"already", done.already}, {"counts", done.counts},
        {"taken", done.taken}, {"same", done.same}, {"conflicts", done.conflicts}, {"waiting", done.waiting}, {"unanswered", done.unanswered},
        {"note", done.note}});
    std::string text = summary("access.reply_merged", json, {"reply", "reviewer", "grade", "taken", "same", "conflicts", "waiting", "unanswered"});
    if (done.already)
        text = texts::sentence("access.reply_already", {std::to_string(done.reply)}) + " " + text;
    if (!done.note.empty())
        text += " " + done.note;
    call.print(json, text);
    return call.flag("--fail-on-findings") && done.conflicts + done.waiting > 0 ? kNegative : kDone;
}

Json answerJson(const ReplyAnswerRow& row)
{
    Json json(Json::Object{{"row", row.answer.row}, {"decision", name(row.answer.decision)}, {"code", row.answer.code}, {"target", row.answer.target},
        {"comment", row.answer.comment}, {"state", name(row.state)}, {"stood", row.stood}});
    json.set("ruled_why", row.ruledWhy);
    return json;
}

Result<int> answers(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const CampaignAnswers all, campaignAnswers(*workspace, id));
    Json::Array packs, replies;
    std::vector<std::string> text;
    for (const PackRow& row : all.packs) {
        const std::string login = all.logins.at(row.person);
        packs.emplace_back(Json::Object{{"pack", row.id}, {"reviewer", login}, {"form", row.form}, {"lines", row.lines}, {"made_at", row.madeAt.iso()},
            {"newest", all.newest(row)}, {"sha256", row.sha256.hex()}});
        text.push_back(texts::sentence(all.newest(row) ? "access.pack_line" : "access.pack_replaced", {std::to_string(row.id), login, row.form, std::to_string(row.lines), row.madeAt.day().iso()}));
    }
    bool open = false;
    for (const ReplyView& view : all.replies) {
        Json::Array list;
        const std::string login = all.logins.at(view.pack.person);
        text.push_back(texts::sentence("access.reply_line", {std::to_string(view.row.id), std::to_string(view.pack.id), login, name(view.row.grade),
            std::to_string(view.answers.size()), std::to_string(view.count(access::AnswerState::Conflict)), std::to_string(view.count(access::AnswerState::Waiting))}));
        for (const ReplyAnswerRow& row : view.answers) {
            list.push_back(answerJson(row));
            const bool pending = row.state == access::AnswerState::Conflict || row.state == access::AnswerState::Waiting;
            open = open || pending;
            if (pending)
                text.push_back(texts::sentence("access.answer_line", {std::to_string(row.answer.row), name(row.answer.decision), name(row.state), row.stood}));
        }
        replies.emplace_back(Json::Object{{"reply", view.row.id}, {"pack", view.pack.id}, {"reviewer", login}, {"grade", name(view.row.grade)}, {"counts", view.row.counts},
            {"file", view.row.fileName}, {"mail_from", view.row.mailFrom}, {"mail_date", view.row.mailDate}, {"received_at", view.row.receivedAt.iso()}, {"answers", std::move(list)}});
    }
    if (text.empty())
        text.push_back(texts::sentence("access.pack_none"));
    call.print(Json::Object{{"campaign", id.value}, {"least_grade", name(all.least)}, {"packs", std::move(packs)}, {"replies", std::move(replies)}}, join(text, "\n"));
    return call.flag("--fail-on-findings") && open ? kNegative : kDone;
}

Result<int> rule(Call& call)
{
    Ruling ruling;
    OXSEAL_TRY(ruling.reply, reviewNumber(call, "--reply"));
    OXSEAL_TRY(const std::string side, call.required("--for"));
    if (side != "answer" && side != "standing")
        return fail(kBadValue, {}, {"--for", side, "answer, standing", call.noun()});
    ruling.forAnswer = side == "answer";
    OXSEAL_TRY(ruling.rows, rowsOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(ruleAnswers(*workspace, ruling, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"reply", ruling.reply}, {"for", side}});
    call.print(json, summary("access.ruled", json, {"reply", "for"}));
    return kDone;
}

} // namespace

void addReviewAnswerVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"review", verb, synopsis, std::move(options), run});
    };
    add("pack", "review pack WORKSPACE --campaign N --reviewer LOGIN --out FILE [--form sealed|xlsx|pdf]", {"--campaign=", "--reviewer=", "--out=", "--form="}, pack);
    add("answer", "review answer PACK [--file DECISIONS.csv --out REPLY]", {"--file=", "--out="}, answer);
    add("sign", "review sign WORKSPACE --file FILLED.pdf --out SIGNED.pdf", {"--file=", "--out="}, sign);
    add("merge", "review merge WORKSPACE --file REPLY [--mail EML] [--scan FILE]", {"--file=", "--mail=", "--scan="}, merge);
    add("answers", "review answers WORKSPACE --campaign N", {"--campaign="}, answers);
    add("rule", "review rule WORKSPACE --reply N --for answer|standing [--rows R]", {"--reply=", "--for=", "--rows="}, rule);
}

} // namespace oxseal::cli
