// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_actions.h"
#include "storage/actions/handover_actions.h"
#include "storage/answers/answer_book.h"
#include "storage/answers/review_pack.h"
#include "storage/reads/answer_packet.h"
#include "storage/reads/review_sheet.h"
#include "tests/support/answered_book.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Answer;
using access::Decision;
using test::as;
using test::refusal;

namespace {

const Answer kKeep0{0, Decision::Keep, "", "", "needed"};
const Answer kRevoke1{1, Decision::Revoke, "leaver", "", "left"};

} // namespace

class TestReviewAnswers : public QObject
{
    Q_OBJECT

    /// Rita has rows 0 to 2, Rob row 3.
    static Result<CampaignId> open(Workspace& workspace)
    {
        return test::openErpReview(workspace, {test::clerk("ann", "E2"), test::clerk("bo", "E3"), "bo|E3|active|Clerk|Payments|Full|", test::clerk("cy", "E4")},
            {{"rita", {0, 1, 2}}, {"rob", {3}}});
    }
    static std::string pack(Workspace& workspace, CampaignId id, const char* login = "rita")
    {
        const auto made = makePack(workspace, id, login, "sealed", "Q3");
        return made ? made->bytes : made.error().id();
    }
    /// What the reviewer does, on another machine: with the pack and the passphrase alone.
    static Result<std::string> answer(test::AccessWorld& company, const std::string& pack, const std::vector<Answer>& answers, const char* login = "rita")
    {
        OXSEAL_TRY(const PackFile file, readPack(asBytes(pack)));
        OXSEAL_TRY(const OpenedPack opened, openPack(file, test::TempWorld::secret(company.words.at(login)), company.world.environment()));
        return sealReply(opened, answers, company.world.now, *company.world.environment().random);
    }
    /// The workbook with line 0 kept and line 1 revoked.
    static std::string answeredBook(test::AccessWorld& company, const access::AnswerSheet& sheet)
    {
        const auto file = company.world.path("answers.xlsx");
        if (!writeAnswerBook(sheet, file))
            return {};
        return test::answeredBook(file, {{"K9", "keep"}, {"K10", "revoke"}, {"L10", "leaver"}});
    }
    static LineRow line(Workspace& workspace, CampaignId id, std::int64_t row) { return *access_repo::line(workspace.db(), id, row).value(); }

private Q_SLOTS:
    void answersBecomeTheReviewersDecisions()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        std::string sealed;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            sealed = pack(workspace, id);
            COMPARE_STR(pack(workspace, id, "cora"), "access.nothing_to_answer");
        });
        // Own lines only, nothing in the clear, and nobody else's passphrase opens it.
        QVERIFY(sealed.find("Bills") == std::string::npos && sealed.find("ann") == std::string::npos);
        COMPARE_STR(refusal(answer(company, sealed, {kKeep0}, "rob")), "keyring.wrong_passphrase");
        const auto file = readPack(asBytes(sealed));
        const auto opened = openPack(*file, test::TempWorld::secret(company.words.at("rita")), company.world.environment());
        VERIFY_OK(opened);
        QCOMPARE(opened->sheet.lines.size(), std::size_t(3));
        COMPARE_STR(opened->sheet.lines[1].person, "Bo");
        COMPARE_STR(opened->sheet.lines[1].lastUsed, "2026-09-20");
        COMPARE_STR(refusal(answer(company, sealed, {{3, Decision::Keep, "", "", ""}})), "access.answer_unknown_line");
        const auto reply = answer(company, sealed, {kKeep0, kRevoke1});
        VERIFY_OK(reply);
        as(company, "con", [&](Workspace& workspace) {
            const auto merged = mergeReply(workspace, {"rita.oxreply", *reply}, "By courier");
            VERIFY_OK(merged);
            QVERIFY(merged->grade == access::Grade::KeySigned && merged->counts && !merged->already);
            QCOMPARE(merged->taken, std::int64_t(2));
            QCOMPARE(merged->unanswered, std::int64_t(1));
            const LineRow revoked = line(workspace, id, 1);
            QVERIFY(revoked.decision == Decision::Revoke && revoked.decidedBy == personByLogin(workspace.db(), "rita")->id);
            QCOMPARE(removalsOf(workspace.db(), id)->size(), std::size_t(1)); // its work order
            // The same again changes nothing, not even the ledger.
            const auto head = workspace.ledgerHead();
            const auto again = mergeReply(workspace, {"rita.oxreply", *reply}, "Again");
            QVERIFY(again && again->already && again->taken == 2 && again->reply == merged->reply);
            QVERIFY(workspace.ledgerHead()->size == head->size);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
        as(company, "rita", [&](Workspace& workspace) { COMPARE_STR(refusal(mergeReply(workspace, {"x", *reply + "."}, "x")), "access.reply_damaged"); });
    }

    void conflictsAreShownAndRuledOn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        std::string sealed;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            sealed = pack(workspace, id);
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, id, {{0, Decision::Keep, "", "", ""}, {1, Decision::Keep, "", "", ""}}, "At her desk"));
        });
        as(company, "con", [&](Workspace& workspace) { // row 2 goes to Rob meanwhile
            VERIFY_OK(assignReviewers(workspace, id, {"rob"}, {2}, "Q3"));
        });
        const auto reply = answer(company, sealed, {kKeep0, kRevoke1, {2, Decision::Keep, "", "", ""}});
        as(company, "con", [&](Workspace& workspace) {
            const auto merged = mergeReply(workspace, {"rita.oxreply", *reply}, "Q3");
            VERIFY_OK(merged);
            QCOMPARE(merged->same, std::int64_t(1));
            QCOMPARE(merged->conflicts, std::int64_t(2));
            QVERIFY(line(workspace, id, 1).decision == Decision::Keep); // nothing was overwritten
            const auto all = campaignAnswers(workspace, id);
            const std::vector<ReplyAnswerRow>& rows = all->replies.front().answers;
            QVERIFY(rows[1].stood.starts_with("keep") && rows[1].answer.decision == Decision::Revoke);
            // Both values, and a conclusion must wait for the ruling.
            const auto obstacles = reviewObstacles(workspace.db(), id);
            QCOMPARE(std::count_if(obstacles->begin(), obstacles->end(), [](const Finding& one) { return one.code == "access.answer_conflict"; }), std::ptrdiff_t(2));
            const auto sheet = reviewSheet(workspace, id);
            QCOMPARE(std::count_if(sheet->obstacles.begin(), sheet->obstacles.end(), [](const LineObstacle& one) { return std::string_view(one.code) == "access.answer_conflict"; }),
                std::ptrdiff_t(2));
            // Row 2 is Rob's now: her answer cannot become a decision. All rows or none.
            COMPARE_STR(refusal(ruleAnswers(workspace, {1, {1, 2}, true}, "She left it late")), "access.not_the_reviewer");
            QVERIFY(line(workspace, id, 1).decision == Decision::Keep);
            COMPARE_STR(refusal(ruleAnswers(workspace, {1, {0}, true}, "x")), "access.ruling_none");
            COMPARE_STR(refusal(ruleAnswers(workspace, {7, {}, true}, "x")), "access.no_such_reply");
            const auto files = answerPacketFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
            QVERIFY(files && files->size() == 2 && files->front().bytes.find(",revoke,leaver,,left,conflict,keep") != std::string::npos);
            QVERIFY(files->back().bytes.find("access.column") == std::string::npos);
            VERIFY_OK(ruleAnswers(workspace, {1, {1}, true}, "The reply is the later word"));
            QVERIFY(line(workspace, id, 1).decision == Decision::Revoke);
            VERIFY_OK(ruleAnswers(workspace, {1, {2}, false}, "Handed over"));
            QCOMPARE(campaignAnswers(workspace, id)->replies.front().count(access::AnswerState::Conflict), std::int64_t(0));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void whoeverIsInvolvedDoesNotRule()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        std::string sealed;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            VERIFY_OK(assignReviewers(workspace, id, {"con"}, {0}, "Q3"));
            sealed = pack(workspace, id, "con");
            VERIFY_OK(decideLines(workspace, id, {{0, Decision::Keep, "", "", ""}}, "Q3"));
        });
        const auto reply = answer(company, sealed, {{0, Decision::Revoke, "leaver", "", ""}}, "con");
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(mergeReply(workspace, {"con.oxreply", *reply}, "Q3")->conflicts, std::int64_t(1));
            COMPARE_STR(refusal(ruleAnswers(workspace, {1, {}, true}, "Mine")), "access.ruling_involved");
        });
        as(company, "paula", [&](Workspace& workspace) { VERIFY_OK(ruleAnswers(workspace, {1, {}, false}, "The first word stands")); });
    }

    void aWorkbookWaitsForItsEmail()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        access::AnswerSheet sheet;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-10-01", "employee_id|name|email|status",
                {"E20|Rita|Rita@acme.example|active", "E21|Rob|rob@acme.example|active"}));
            const auto made = makePack(workspace, id, "rita", "xlsx", "Q3");
            VERIFY_OK(made);
            QVERIFY(made->bytes.empty());
            sheet = made->sheet;
        });
        const std::string book = answeredBook(company, sheet);
        const auto mail = [&](const char* from, const char* date, const std::string& attached) {
            return "From: " + std::string(from) + "\nDate: " + date + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                "Content-Disposition: attachment; filename=answers.xlsx\nContent-Transfer-Encoding: base64\n\n" + toBase64(asBytes(attached)) + "\n--b--\n";
        };
        const char* const today = "Thu, 1 Oct 2026 10:00:00 +0200";
        as(company, "con", [&](Workspace& workspace) {
            // By itself it attests nothing: it is kept, shown, and waits.
            const auto bare = mergeReply(workspace, {"a.xlsx", book}, "Q3");
            VERIFY_OK(bare);
            QVERIFY(!bare->counts && bare->grade == access::Grade::NotAttested);
            QCOMPARE(bare->waiting, std::int64_t(2));
            QVERIFY(!line(workspace, id, 0).decision);
            COMPARE_STR(refusal(mergeReply(workspace, {"a.xlsx", book, mail("rob@acme.example", today, book)}, "x")), "access.mail_other_sender");
            COMPARE_STR(refusal(mergeReply(workspace, {"a.xlsx", book, mail("rita@acme.example", "Mon, 1 Sep 2025 10:00:00 +0000", book)}, "x")), "access.mail_other_time");
            COMPARE_STR(refusal(mergeReply(workspace, {"a.xlsx", book, mail("rita@acme.example", today, book + " ")}, "x")), "access.mail_without_reply");
            COMPARE_STR(refusal(mergeReply(workspace, {"a.xlsx", book, "no mail"}, "x")), "access.mail_invalid");
            // Paper is better than nothing, and not enough by this policy.
            const auto scan = mergeReply(workspace, {"a.xlsx", book, "", "%PDF scan"}, "Q3");
            QVERIFY(scan && scan->grade == access::Grade::PaperScan && !scan->counts && scan->waiting == 2);
            const auto raised = mergeReply(workspace, {"a.xlsx", book, mail("\"Rita\" <Rita@Acme.example>", today, book)}, "Q3");
            VERIFY_OK(raised);
            QVERIFY(raised->counts && !raised->already && raised->grade == access::Grade::EmailAttested);
            QCOMPARE(raised->taken, std::int64_t(2));
            QVERIFY(line(workspace, id, 1).decision == Decision::Revoke);
            const auto all = campaignAnswers(workspace, id);
            QCOMPARE(all->replies.size(), std::size_t(1));
            COMPARE_STR(all->replies.front().row.mailFrom, "rita@acme.example");
            QVERIFY(workspace.objects().get(all->replies.front().row.evidence)->find("attachment") != std::string::npos);
            QVERIFY(mergeReply(workspace, {"a.xlsx", book}, "Again")->already);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void othersChangedAndOldOnesAreRefused()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        std::string first, second, robs;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            first = pack(workspace, id);
            robs = pack(workspace, id, "rob");
        });
        const auto old = answer(company, first, {kKeep0});
        as(company, "con", [&](Workspace& workspace) {
            company.world.now = *Instant::fromIso("2026-10-05T08:00:00Z");
            second = pack(workspace, id);
            COMPARE_STR(refusal(mergeReply(workspace, {"old", *old}, "x")), "access.reply_old_pack");
            COMPARE_STR(refusal(mergeReply(workspace, {"pack", second}, "x")), "access.reply_not_one");
            COMPARE_STR(refusal(mergeReply(workspace, {"empty", ""}, "x")), "access.reply_not_one");
        });
        // A changed pack opens for nobody; a reply with a changed byte anywhere is refused.
        for (const std::size_t at : {std::size_t{9}, std::size_t{40}, second.size() / 2, second.size() - 1}) {
            std::string changed = second;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            QVERIFY(!answer(company, changed, {kKeep0}));
        }
        const auto reply = answer(company, second, {kKeep0});
        as(company, "con", [&](Workspace& workspace) {
            for (std::size_t at = 0; at < reply->size(); at += 7) {
                std::string changed = *reply;
                changed[at] = static_cast<char>(changed[at] ^ 1);
                const auto merged = mergeReply(workspace, {"changed", changed}, "x");
                QVERIFY2(!merged && merged.error().kind() == ErrorClass::Input, std::to_string(at).c_str());
            }
            QVERIFY(!line(workspace, id, 0).decision);
            VERIFY_OK(cancelReview(workspace, id, "Not needed"));
            COMPARE_STR(refusal(mergeReply(workspace, {"reply", *reply}, "x")), "access.review_wrong_state");
            COMPARE_STR(refusal(makePack(workspace, id, "rob", "sealed", "x")), "access.review_wrong_state");
        });
        // Rob's own signature over answers to Rita's pack: he cannot open it, so he cannot make it.
        COMPARE_STR(refusal(answer(company, second, {kKeep0}, "rob")), "keyring.wrong_passphrase");
    }
};

OXSEAL_TEST_CLASS(TestReviewAnswers);
#include "tst_review_answers.moc"
