// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/access_packet.h"
#include "storage/reads/review_sheet.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/ledger_problems.h"

using namespace oxseal;
using access::Decision;
using access::StageKind;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|manager_id|status";

/// Ann and Bo report to Rita, Rita and Rob to Con. Row 2 is privileged.
std::vector<std::string> roster() { return {"E2|Ann|E20|active", "E3|Bo|E20|active", "E10|Con||active", "E20|Rita|E10|active", "E21|Rob|E10|active"}; }
std::vector<std::string> listing()
{
    return {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-20",
        "ann|E2|active|Administrator|Core Administration|Full|2026-09-20"};
}

access::Stage stage(StageKind kind, const char* due = "", const char* escalate = "", access::Escalation how = access::Escalation::Tell)
{
    access::Stage made;
    made.kind = kind;
    made.due = Day::fromIso(due);
    made.escalateTo = escalate;
    made.escalation = how;
    if (kind == StageKind::SecondReviewer)
        made.lines = access::StageLines::Privileged;
    return made;
}

} // namespace

class TestReviewStages : public QObject
{
    Q_OBJECT

    static Result<CampaignId> open(Workspace& workspace, const std::vector<access::Stage>& stages)
    {
        OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders, listing()));
        OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders, roster()));
        OXSEAL_TRY(const PeriodRow period, periodByName(workspace.db(), "2026-Q3"));
        ReviewOpening opening;
        opening.system = "ERP";
        opening.systemOwner = "con";
        opening.stages = stages;
        return openReview(workspace, period, opening, "Q3");
    }

    /// One person's session.
    template <class F>
    static void as(test::AccessWorld& company, const char* login, F work)
    {
        auto opened = company.as(login);
        VERIFY_OK(opened);
        work(**opened);
        VERIFY_OK((*opened)->close());
    }
    static std::string decide(Workspace& workspace, CampaignId id, std::int64_t row, Decision decision, const char* comment = "")
    {
        const Status done = decideLines(workspace, id, {{row, decision, decision == Decision::Keep ? "" : "not_needed", "", comment}}, "Q3");
        return done ? "" : done.error().id();
    }
    static std::string obstacles(Workspace& workspace, CampaignId id)
    {
        std::string all;
        const auto found = reviewObstacles(workspace.db(), id);
        for (const Finding& one : *found)
            all += one.code + ":" + (one.arguments.size() > 4 ? one.arguments[0] + "/" + one.arguments[4] : "") + " ";
        return all;
    }

private Q_SLOTS:
    void threeStages()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(open(workspace, {stage(StageKind::Manager, "2026-09-30")}).error().id(), "access.stage_due");
            const auto opened = open(workspace, {stage(StageKind::Manager), stage(StageKind::SystemOwner), stage(StageKind::SecondReviewer)});
            VERIFY_OK(opened);
            id = *opened;
            AssignWish managers;
            managers.managersFirst = true;
            QCOMPARE(assignReviewers(workspace, id, managers, "Q3")->assigned, std::int64_t(3));
            COMPARE_STR(assignReviewers(workspace, id, {{"rob"}, {}, 4}, "Q3").error().id(), "access.no_such_stage");
            // Rita sits at the first stage of every line: she cannot fill the second one.
            const auto rita = assignReviewers(workspace, id, {{"rita"}, {}, 2}, "Q3");
            QCOMPARE(rita->exceptions, (std::vector<std::int64_t>{0, 1, 2}));
            QCOMPARE(assignReviewers(workspace, id, {{"rita", "rob"}, {}, 2}, "Q3")->assigned, std::int64_t(3));
            // Only the privileged line has a third stage; Con may not sit there by A7? He reviews nobody who reviews him.
            QCOMPARE(assignReviewers(workspace, id, {{"rita", "rob", "cora"}, {}, 3}, "Q3")->assigned, std::int64_t(1));
            COMPARE_STR(obstacles(workspace, id),
                "access.stage_pending:0/1 access.stage_pending:0/2 access.stage_pending:1/1 access.stage_pending:1/2 access.stage_pending:2/1 "
                "access.stage_pending:2/2 access.stage_pending:2/3 access.no_system_owner: ");
            QCOMPARE(reviewStatus(workspace.db(), id)->counts.pending, std::int64_t(3));
        });
        as(company, "rob", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "access.stage_waits");
            const auto sheet = reviewSheet(workspace, id);
            QVERIFY(sheet->turnAt(0) == Turn::Sits);
            COMPARE_STR(sheet->hindrances.at(0).id(), "access.stage_waits");
        });
        as(company, "rita", [&](Workspace& workspace) {
            QVERIFY(reviewSheet(workspace, id)->turnAt(0) == Turn::Due);
            for (const std::int64_t row : {0, 1, 2})
                COMPARE_STR(decide(workspace, id, row, row == 1 ? Decision::Revoke : Decision::Keep), "");
            // Nothing is decided yet: two stages are to come, and no work order may be made before.
            QCOMPARE(reviewStatus(workspace.db(), id)->counts.decided, std::int64_t(0));
            QVERIFY(removalsOf(workspace.db(), id)->empty());
        });
        as(company, "rob", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "");
            COMPARE_STR(decide(workspace, id, 1, Decision::Keep), "access.must_explain");
            COMPARE_STR(decide(workspace, id, 1, Decision::Revoke), "");
            COMPARE_STR(decide(workspace, id, 2, Decision::Revoke, "the admin role is not used"), "");
        });
        as(company, "rita", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "access.stage_closed"); });
        as(company, "con", [&](Workspace& workspace) {
            const auto status = reviewStatus(workspace.db(), id);
            QCOMPARE(status->counts.decided, std::int64_t(2)); // the privileged line waits for its third stage
            QCOMPARE(removalsOf(workspace.db(), id)->size(), std::size_t(1));
            COMPARE_STR(obstacles(workspace, id), "access.stage_pending:2/3 access.no_system_owner: ");
            COMPARE_STR(concludeReview(workspace, id, company.world.now.day(), "Q3").error().id(), "access.not_concluded");
            const auto stages = stageStatuses(workspace.db(), status->row, company.world.now.day());
            QCOMPARE((*stages)[2].lines, std::int64_t(1));
            QCOMPARE((*stages)[2].open, std::int64_t(1));
        });
        as(company, "cora", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 2, Decision::Keep, "needed for the year-end close"), ""); });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, id, company.world.now.day(), "Q3"));
            const auto lines = reviewLines(workspace.db(), id);
            QVERIFY((*lines)[2].decision == Decision::Keep);
            QCOMPARE(removalsOf(workspace.db(), id)->size(), std::size_t(1));
            const auto files = accessPacketFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
            VERIFY_OK(files);
            // Seven seats, one header.
            QCOMPARE(std::count((*files)[4].bytes.begin(), (*files)[4].bytes.end(), '\n'), std::ptrdiff_t(8));
            QVERIFY(files->back().bytes.find("access.column") == std::string::npos);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void allMustDecideAndDisagree()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            access::Stage both = stage(StageKind::Reviewer);
            both.quorum = access::Quorum::All;
            id = *open(workspace, {both});
            // Two of two: a candidate twice is still one person.
            QCOMPARE(assignReviewers(workspace, id, {{"rita", "rita"}, {}, 1, 2}, "Q3")->exceptions.size(), std::size_t(3));
            QCOMPARE(assignReviewers(workspace, id, {{"rita", "rob"}, {}, 1, 2}, "Q3")->assigned, std::int64_t(3));
        });
        as(company, "rita", [&](Workspace& workspace) {
            for (const std::int64_t row : {0, 1, 2})
                COMPARE_STR(decide(workspace, id, row, row == 1 ? Decision::Revoke : Decision::Keep), "");
        });
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(reviewStatus(workspace.db(), id)->counts.decided, std::int64_t(0)); // one of two settles nothing
            COMPARE_STR(resolveLine(workspace, id, {1, Decision::Keep, "", "", "x"}, "Q3").error().id(), "access.nothing_to_resolve");
        });
        as(company, "rob", [&](Workspace& workspace) {
            QVERIFY(reviewSheet(workspace, id)->turnAt(1) == Turn::Due);
            for (const std::int64_t row : {0, 1, 2})
                COMPARE_STR(decide(workspace, id, row, Decision::Keep), "");
            // Rob disagrees with Rita on row 1; he runs no review and sits there.
            COMPARE_STR(resolveLine(workspace, id, {1, Decision::Keep, "", "", "x"}, "Q3").error().id(), "workspace.not_permitted");
        });
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(obstacles(workspace, id), "access.stage_disagreed:1/1 access.no_system_owner: ");
            QCOMPARE(disputedLines(workspace.db(), id).value(), std::vector<std::int64_t>{1});
            bool told = false;
            const auto matters = accessMatters(workspace, periodByName(workspace.db(), "2026-Q3").value());
            for (const Finding& matter : *matters)
                told = told || matter.code == "access.line_disputed";
            QVERIFY(told);
            COMPARE_STR(concludeReview(workspace, id, company.world.now.day(), "Q3").error().id(), "access.not_concluded");
            COMPARE_STR(resolveLine(workspace, id, {1, Decision::Keep, "", "", ""}, "Q3").error().id(), "access.must_explain");
            COMPARE_STR(resolveLine(workspace, id, {1, Decision::Unsure, "ask_owner", "", "later"}, "Q3").error().id(), "access.resolution_open");
            VERIFY_OK(resolveLine(workspace, id, {1, Decision::Revoke, "not_needed", "", "Rita knows the team"}, "Q3"));
            QCOMPARE(removalsOf(workspace.db(), id)->size(), std::size_t(1));
            COMPARE_STR(obstacles(workspace, id), "access.no_system_owner: ");
        });
        as(company, "rita", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 1, Decision::Keep), "access.stage_closed"); // the owner's word stands
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, id, company.world.now.day(), "Q3"));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void theFirstDecisionCloses()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace, {stage(StageKind::Reviewer)});
            QCOMPARE(assignReviewers(workspace, id, {{"rita", "rob"}, {}, 1, 2}, "Q3")->assigned, std::int64_t(3));
        });
        as(company, "rob", [&](Workspace& workspace) {
            QVERIFY(reviewSheet(workspace, id)->turnAt(0) == Turn::Due); // whoever comes first
            COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "");
        });
        as(company, "rita", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 0, Decision::Revoke), "access.stage_decided");
            QCOMPARE(reviewStatus(workspace.db(), id)->counts.decided, std::int64_t(1));
        });
    }

    void lateStagesAreEscalatedNeverApproved()
    {
        test::AccessWorld company; // on 1 October 2026
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace, {stage(StageKind::Manager, "2026-10-05", "rob", access::Escalation::TakeOver), stage(StageKind::SystemOwner, "2026-10-09", "cora")});
            QCOMPARE(assignReviewers(workspace, id, {{"rita"}, {}, 1}, "Q3")->assigned, std::int64_t(3));
            QCOMPARE(assignReviewers(workspace, id, {{"cora"}, {}, 2}, "Q3")->assigned, std::int64_t(3));
            COMPARE_STR(escalateReview(workspace, id, "Q3").error().id(), "access.nothing_overdue");
        });
        as(company, "rita", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 0, Decision::Keep), ""); });
        company.world.now = *Instant::fromIso("2026-10-12T08:00:00Z");
        as(company, "con", [&](Workspace& workspace) {
            const auto matters = accessMatters(workspace, periodByName(workspace.db(), "2026-Q3").value()).value();
            QCOMPARE(std::count_if(matters.begin(), matters.end(), [](const Finding& one) { return one.code == "access.stage_overdue"; }), std::ptrdiff_t(2));
            const auto done = escalateReview(workspace, id, "Q3");
            VERIFY_OK(done);
            QCOMPARE(done->size(), std::size_t(2));
            QCOMPARE((*done)[0].overdue, 7);
            QCOMPARE((*done)[0].moved, std::int64_t(2)); // row 0 is decided and stays Rita's
            QCOMPARE((*done)[1].overdue, 3);
            QCOMPARE((*done)[1].late, std::int64_t(1)); // row 0 alone is at the second stage
            QCOMPARE((*done)[1].moved, std::int64_t(0));
            QCOMPARE(reviewStatus(workspace.db(), id)->counts.decided, std::int64_t(0));
        });
        as(company, "rita", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 1, Decision::Keep), "access.not_the_reviewer"); });
        as(company, "rob", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 1, Decision::Keep), ""); });
    }

    /// Whom A7 bars takes nothing over, whatever the plan says.
    void escalationKeepsA7()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            const CampaignId id = *open(workspace, {stage(StageKind::Manager, "2026-10-05", "rob", access::Escalation::TakeOver), stage(StageKind::SystemOwner)});
            QCOMPARE(assignReviewers(workspace, id, {{"rita"}, {}, 1}, "Q3")->assigned, std::int64_t(3));
            QCOMPARE(assignReviewers(workspace, id, {{"rob"}, {}, 2}, "Q3")->assigned, std::int64_t(3));
            company.world.now = *Instant::fromIso("2026-10-12T08:00:00Z");
            const auto done = escalateReview(workspace, id, "Q3");
            VERIFY_OK(done);
            QCOMPARE((*done)[0].exceptions.size(), std::size_t(3));
            QCOMPARE((*done)[0].moved, std::int64_t(0));
        });
    }
};

OXSEAL_TEST_CLASS(TestReviewStages);
#include "tst_review_stages.moc"
