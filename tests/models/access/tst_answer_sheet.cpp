// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/answer_sheet.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

const std::string kDigest(64, 'a');

AnswerSheet sheet()
{
    AnswerSheet out;
    out.workspace = "000102030405060708090a0b0c0d0e0f";
    out.company = "Acme Corp";
    out.campaign = 3;
    out.system = "ERP";
    out.period = "2026-Q3";
    out.asOf = *Day::fromIso("2026-09-30");
    out.campaignDigest = kDigest;
    out.login = "rita";
    out.reviewer = "Rita";
    out.madeAt = *Instant::fromIso("2026-10-02T08:00:00Z");
    out.nonce = std::string(32, '0');
    out.replyKey = std::string(32, '\x07');
    SheetLine line;
    line.account = "ann";
    line.entitlement = "Clerk / Bills (Full)";
    line.flags = {"privileged"};
    for (const std::int64_t row : {2, 5}) {
        line.row = row;
        out.lines.push_back(line);
    }
    return out;
}

AnswerSet answers(std::vector<Answer> all)
{
    return {std::string(64, 'b'), kDigest, "rita", *Instant::fromIso("2026-10-03T08:00:00Z"), std::move(all)};
}

std::string refusal(const AnswerSet& set)
{
    const Status checked = checkAnswers(sheet(), set);
    return checked ? "" : checked.error().id();
}

} // namespace

class TestAnswerSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSheetHasOneSpelling()
    {
        const Json json = sheetJson(sheet());
        const auto back = sheetFromJson(json);
        VERIFY_OK(back);
        QVERIFY(*back == sheet());
        QVERIFY(back->line(5) != nullptr && back->line(3) == nullptr);
        // Whatever is missing, more, of another kind or out of order is refused, with its place.
        const auto complaint = [](Json changed) {
            const auto read = sheetFromJson(changed);
            return read ? std::string() : read.error().id() + std::string(" ") + read.error().arguments().front();
        };
        COMPARE_STR(complaint(Json(json).set("more", 1)), "access.sheet_invalid /");
        COMPARE_STR(complaint(Json(json).set("campaign", "3")), "access.sheet_invalid /campaign");
        COMPARE_STR(complaint(Json(json).set("reply_key", "07")), "access.sheet_invalid /reply_key");
        COMPARE_STR(complaint(Json(json).set("lines", Json(Json::Array{}))), "access.sheet_invalid /lines");
        COMPARE_STR(complaint(Json(json).set("as_of", "30.9.2026")), "access.sheet_invalid /as_of");
        Json::Array twice = json["lines"].toArray();
        twice[1] = twice[0];
        COMPARE_STR(complaint(Json(json).set("lines", Json(twice))), "access.sheet_invalid /lines/1/row");
        twice[1] = Json(twice[0]).set("row", 6).set("flags", "privileged");
        COMPARE_STR(complaint(Json(json).set("lines", Json(twice))), "access.sheet_invalid /lines/1/flags");
        COMPARE_STR(complaint(Json()), "access.sheet_invalid /");
    }

    void answersHaveOneSpelling()
    {
        const AnswerSet set = answers({{2, Decision::Revoke, "leaver", "", "left"}, {5, Decision::Keep, "", "", ""}});
        const Json json = answersJson(set);
        QVERIFY(*answersFromJson(json) == set);
        COMPARE_STR(answersFromJson(Json(json).set("answers", "x")).error().id(), "access.answers_invalid");
        Json::Array wrong = json["answers"].toArray();
        wrong[1] = Json(wrong[1]).set("decision", "maybe");
        COMPARE_STR(answersFromJson(Json(json).set("answers", Json(wrong))).error().arguments().front(), "/answers/1/decision");
    }

    void answersMustFit()
    {
        COMPARE_STR(refusal(answers({{2, Decision::Keep, "", "", ""}})), "");
        COMPARE_STR(refusal(answers({})), "access.answer_none");
        COMPARE_STR(refusal(answers({{3, Decision::Keep, "", "", ""}})), "access.answer_unknown_line");
        COMPARE_STR(refusal(answers({{2, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}})), "access.answer_twice");
        COMPARE_STR(refusal(answers({{2, Decision::Revoke, "", "", ""}})), "access.reason_required");
        COMPARE_STR(refusal(answers({{2, Decision::Reduce, "excessive", "", ""}})), "access.reduce_without_target");
        AnswerSet other = answers({{2, Decision::Keep, "", "", ""}});
        other.login = "rob";
        COMPARE_STR(refusal(other), "access.reply_other_reviewer");
        other.campaignDigest = std::string(64, 'c');
        COMPARE_STR(refusal(other), "access.reply_other_campaign");
    }

    void whatWasDecidedMeanwhileIsNotOverwritten()
    {
        const SheetLine line = sheet().lines.front(); // nothing stood there
        const Answer keep{2, Decision::Keep, "", "", ""};
        const Answer reduce{2, Decision::Reduce, "excessive", "View", ""};
        QVERIFY(fateOf(keep, line, {true, 0, {}, ""}) == AnswerState::Taken);
        QVERIFY(fateOf(keep, line, {true, 9, Decision::Keep, ""}) == AnswerState::Same);
        QVERIFY(fateOf(keep, line, {true, 9, Decision::Revoke, ""}) == AnswerState::Conflict);
        QVERIFY(fateOf(keep, line, {false, 0, {}, ""}) == AnswerState::Conflict); // handed over
        QVERIFY(fateOf(reduce, line, {true, 9, Decision::Reduce, "View"}) == AnswerState::Same);
        QVERIFY(fateOf(reduce, line, {true, 9, Decision::Reduce, "Edit"}) == AnswerState::Conflict);
        SheetLine unsure = line;
        unsure.said = 4; // the reviewer was unsure when it went out
        QVERIFY(fateOf(keep, unsure, {true, 4, Decision::Unsure, ""}) == AnswerState::Taken);
        QVERIFY(fateOf(keep, unsure, {true, 5, Decision::NotMine, ""}) == AnswerState::Conflict);
        QVERIFY(fateOf(keep, unsure, {true, 0, {}, ""}) == AnswerState::Conflict); // taken back by a hand-over
    }

    void gradesRise()
    {
        QVERIFY(Grade::NotAttested < Grade::PaperScan && Grade::PaperScan < Grade::EmailAttested && Grade::EmailAttested < Grade::SignedPdf
            && Grade::SignedPdf < Grade::KeySigned);
        for (const Grade grade : {Grade::NotAttested, Grade::PaperScan, Grade::EmailAttested, Grade::SignedPdf, Grade::KeySigned})
            QVERIFY(gradeFromName(name(grade)) == grade);
        const auto policy = parseJson(R"({"answers":{"review":"signed_pdf","other":"good"}})");
        QVERIFY(leastGrade(*policy, "review").value() == Grade::SignedPdf);
        COMPARE_STR(leastGrade(*policy, "other").error().id(), "access.sheet_invalid");
        COMPARE_STR(leastGrade(*policy, "none").error().id(), "access.sheet_invalid");
        for (const AnswerState state : {AnswerState::Taken, AnswerState::Same, AnswerState::Conflict, AnswerState::Waiting, AnswerState::RuledFor, AnswerState::RuledAgainst})
            QVERIFY(answerStateFromName(name(state)) == state);
    }
};

OXSEAL_TEST_CLASS(TestAnswerSheet);
#include "tst_answer_sheet.moc"
