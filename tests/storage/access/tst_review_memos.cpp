// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/handover_actions.h"
#include "storage/actions/scope_actions.h"
#include "storage/documents/document_set.h"
#include "storage/documents/handover_document.h"
#include "storage/documents/scoping_document.h"
#include "tests/support/document_text.h"
#include "tests/support/review_world.h"

#include <fstream>

using namespace oxseal;
using access::Decision;
using test::as;
using test::clerk;
using test::refusal;
using test::says;

/// The hand-over statement (A21) and the scoping memo (A22).
class TestReviewMemos : public QObject
{
    Q_OBJECT

    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }
    static Result<Document> statement(Workspace& workspace, CampaignId only = {})
    {
        OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, quarter(workspace)));
        OXSEAL_TRY(const HandoverPaper paper, handoverPaper(workspace, quarter(workspace), only));
        return handoverDocument(frame, paper);
    }
    static Result<Document> memo(Workspace& workspace)
    {
        OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, quarter(workspace)));
        OXSEAL_TRY(const ScopingPaper paper, scopingPaper(workspace, quarter(workspace)));
        return scopingDocument(frame, paper);
    }
    static std::vector<std::string> paths(Workspace& workspace)
    {
        std::vector<std::string> out;
        const auto all = periodDocuments(workspace, quarter(workspace), workspace.environment().clock.now());
        for (const NamedDocument& one : *all)
            out.push_back(one.path);
        return out;
    }

private Q_SLOTS:
    void whateverChangedHandsIsStated()
    {
        test::AccessWorld company; // 1 October 2026
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(statement(workspace)), "document.nothing"); // no review
            // Row 1 is privileged.
            VERIFY_OK(test::openErpReview(workspace, {clerk("ann", "E2"), "bo|E3|active|Administrator|Core Administration|Full|2026-09-20", clerk("cy", "E4")}, {{"cora", {}}}));
            const auto nil = statement(workspace);
            VERIFY_OK(nil);
            QVERIFY(says(*nil, "Nothing changed hands.") && says(*nil, "Nobody stood in for anybody while these reviews were held."));
            QVERIFY(nil->marks == std::vector<std::string>{"DRAFT"}); // the review is open
        });
        as(company, "cora", [&](Workspace& workspace) {
            VERIFY_OK(requestDelegation(workspace, {"cora", "rob", *Day::fromIso("2026-10-01"), *Day::fromIso("2026-10-09")}, "Leave"));
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{1, Decision::Keep, "", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            QVERIFY(says(*statement(workspace), "cora|rob|2026-10-01 – 2026-10-09|not known|Leave|cora, 2026-10-01|nobody: it had no effect"));
            VERIFY_OK(approveDelegation(workspace, 1, "Approved"));
        });
        as(company, "rob", [&](Workspace& workspace) { VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}}, "Q3")); });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(endDelegation(workspace, 1, "Back early"));
            VERIFY_OK(succeedReviewer(workspace, quarter(workspace), "cora", "rita", "Cora has left"));
            const auto made = statement(workspace, CampaignId(1));
            VERIFY_OK(made);
            COMPARE_STR(made->title, "Hand-over statement, review 1 of ERP");
            QVERIFY(says(*made, "cora|rob|2026-10-01 – 2026-10-09; ended on 2026-10-01|not known|Leave|cora, 2026-10-01|con, 2026-10-01"));
            QVERIFY(says(*made, "stand-in|cora|rob|decided in the place: Keep|1"));
            QVERIFY(says(*made, "succession|cora|rita|decided, to be decided again|1")); // the privileged line
            QVERIFY(says(*made, "succession|cora|cora|decision stays|1")); // and stays hers
            QVERIFY(says(*made, "succession|cora|rita|seat moved, not decided yet|1"));
            QVERIFY(says(*made, " UTC|1 ERP, cy\nClerk / Bills (Full) [2]|1|cora|rita|succession|seat moved, not decided yet|con"));
            QVERIFY(says(*made, "Decisions that a successor still has to confirm: 1."));
            COMPARE_STR(refusal(statement(workspace, CampaignId(9))), "document.nothing");
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{1, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"));
            QVERIFY(!says(*statement(workspace), "still has to confirm"));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            QVERIFY(statement(workspace)->marks.empty());
            const auto all = paths(workspace);
            QVERIFY(std::find(all.begin(), all.end(), "documents/hand-overs.pdf") != all.end());
            QVERIFY(std::find(all.begin(), all.end(), "documents/scoping-memo.pdf") == all.end()); // no sheet was begun
        });
    }

    void whatIsInScopeIsStated()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            const PeriodRow q3 = quarter(workspace);
            COMPARE_STR(refusal(memo(workspace)), "document.nothing");
            for (const auto& [system, risk, frequency] : {std::tuple{"ERP", access::ScopeRisk::High, access::ReviewFrequency::Quarterly},
                     {"BANK", access::ScopeRisk::High, access::ReviewFrequency::Quarterly}, {"HR", access::ScopeRisk::Low, access::ReviewFrequency::Yearly}})
                VERIFY_OK(setScope(workspace, q3, {system, risk, frequency, {}, ""}, "Q3"));
            VERIFY_OK(test::openErpReview(workspace, {clerk("ann", "E2")}, {{"rita", {}}}));
            const auto file = company.world.path("apps.csv");
            std::ofstream(file) << "application\nErp\nSlack\nPayroll\n";
            VERIFY_OK(loadKnownList(workspace, q3, access::KnownSource::Sso, file, "", "Q3"));
            VERIFY_OK(sayKnown(workspace, q3, access::KnownSource::Sso, "Slack", "", "No financial data"));
            VERIFY_OK(askSkip(workspace, q3, "BANK", "Account closed in July"));
            const auto made = memo(workspace);
            VERIFY_OK(made);
            QVERIFY(made->marks == std::vector<std::string>{"DRAFT"});
            QVERIFY(says(*made, "ERP|high|every quarter|listing.csv\nas of 2026-09-30, import 1|1, open|review open"));
            QVERIFY(says(*made, "BANK|high|every quarter|none|–|listing missing"));
            QVERIFY(says(*made, "HR|low|yearly|none|–|not due"));
            QVERIFY(says(*made, "BANK|Account closed in July|con, 2026-10-01|nobody: without effect"));
            QVERIFY(says(*made, "applications of the single sign-on|apps.csv|") && says(*made, "|3|1|1|1")); // names, in scope, explained, not
            QVERIFY(says(*made, "vendors of accounts payable|not given: nothing is known from it|–|–|–|–|–"));
            QVERIFY(says(*made, "Slack|applications of the single sign-on|No financial data") && says(*made, "Payroll|applications of the single sign-on|not explained"));
            QVERIFY(says(*made, "Systems in scope=3") && says(*made, "Due this quarter=2") && says(*made, "Not done=2"));
        });
        as(company, "paula", [&](Workspace& workspace) { VERIFY_OK(approveSkip(workspace, 1, "Closing letter seen")); });
        as(company, "rita", [&](Workspace& workspace) { VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}}, "Q3")); });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            VERIFY_OK(sayKnown(workspace, quarter(workspace), access::KnownSource::Sso, "Payroll", "HR", "The same"));
            const auto made = memo(workspace);
            VERIFY_OK(made);
            QVERIFY(made->marks.empty());
            QVERIFY(says(*made, "|1, concluded 2026-10-01, performed 2026-10-01|reviewed"));
            QVERIFY(says(*made, "BANK|Account closed in July|con, 2026-10-01|paula, 2026-10-01"));
            QVERIFY(says(*made, "Left out with approval=1") && says(*made, "Not done=0") && says(*made, "Nothing is open."));
            const auto all = paths(workspace);
            QVERIFY(std::find(all.begin(), all.end(), "documents/scoping-memo.pdf") != all.end());
        });
    }
};

OXSEAL_TEST_CLASS(TestReviewMemos);
#include "tst_review_memos.moc"
