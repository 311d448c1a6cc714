// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/person_number.h"
#include "storage/actions/handover_actions.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/review_agenda.h"
#include "storage/reads/review_sheet.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/ledger_problems.h"

using namespace oxseal;
using access::Decision;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|manager_id|status";

/// Rob reports to Rita, Rita to Con. Row 2 is privileged, row 3 is Rita's own, row 4 nobody knows not to be privileged … all are plain else.
std::vector<std::string> roster() { return {"E2|Ann|E20|active", "E3|Bo|E20|active", "E10|Con||active", "E20|Rita|E10|active", "E21|Rob|E20|active"}; }
std::vector<std::string> listing()
{
    return {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-20",
        "ann|E2|active|Administrator|Core Administration|Full|2026-09-20", "rita|E20|active|Clerk|Bills|Full|2026-09-20"};
}

} // namespace

class TestHandover : public QObject
{
    Q_OBJECT

    static Result<CampaignId> open(Workspace& workspace, const std::vector<access::Stage>& stages = {})
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
    template <class T>
    static std::string refusal(const T& result)
    {
        return result ? "" : result.error().id();
    }
    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }

private Q_SLOTS:
    void aStandInDecidesForSomeDays()
    {
        test::AccessWorld company; // 1 October 2026
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            QCOMPARE(assignReviewers(workspace, id, {"cora"}, {0, 1, 2}, "Q3")->assigned, std::int64_t(3));
            // Row 3 is Rita's own access; Rob, who reports to her, sits there.
            QCOMPARE(assignReviewers(workspace, id, {"rob"}, {3}, "Q3")->assigned, std::int64_t(1));
        });
        as(company, "rob", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "access.not_the_reviewer");
            COMPARE_STR(refusal(requestDelegation(workspace, {"cora", "rob", on("2026-10-02"), on("2026-10-09")}, "Leave")), "access.delegation_not_yours");
        });
        as(company, "cora", [&](Workspace& workspace) {
            COMPARE_STR(refusal(requestDelegation(workspace, {"cora", "ada", on("2026-10-02"), on("2026-10-09")}, "Leave")), "access.stand_in_cannot_decide");
            QCOMPARE(requestDelegation(workspace, {"cora", "rob", on("2026-10-02"), on("2026-10-09")}, "Leave").value(), std::int64_t(1));
            COMPARE_STR(refusal(approveDelegation(workspace, 1, "Leave")), "workspace.not_permitted");
        });
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(requestDelegation(workspace, {"rob", "rita", on("2026-10-05"), on("2026-10-06")}, "x")), "access.delegation_chained");
            VERIFY_OK(approveDelegation(workspace, 1, "Approved"));
            COMPARE_STR(refusal(approveDelegation(workspace, 1, "Again")), "access.delegation_wrong_state");
        });
        as(company, "rob", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "access.not_the_reviewer"); }); // from the 2nd on
        company.world.now = *Instant::fromIso("2026-10-05T08:00:00Z");
        as(company, "rob", [&](Workspace& workspace) {
            const auto sheet = reviewSheet(workspace, id);
            QVERIFY(sheet->turnAt(0) == Turn::Due && sheet->hindrances.empty());
            COMPARE_STR(decide(workspace, id, 0, Decision::Keep), "");
            COMPARE_STR(decide(workspace, id, 1, Decision::Revoke), "");
            const auto agenda = reviewAgenda(workspace.db(), nullptr, on("2026-10-05"));
            const auto cora = std::find_if(agenda->begin(), agenda->end(), [](const AgendaItem& one) { return one.standIn.value != 0; });
            QVERIFY(cora != agenda->end() && cora->open == 1);
        });
        as(company, "con", [&](Workspace& workspace) {
            const auto rows = handover_repo::handovers(workspace.db(), quarter(workspace).id).value();
            QCOMPARE(rows.size(), std::size_t(2));
            COMPARE_STR(rows[0].cause, "stand_in");
            COMPARE_STR(rows[1].what, "revoke");
            const auto line = access_repo::line(workspace.db(), id, 0);
            QVERIFY((*line)->decidedBy != (*line)->reviewer); // the seat stays Cora's
        });
        company.world.now = *Instant::fromIso("2026-10-10T08:00:00Z");
        as(company, "rob", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 2, Decision::Keep), "access.not_the_reviewer"); }); // over
        as(company, "con", [&](Workspace& workspace) {
            // Who decided in another's place counts as reviewer: Ann could not review Rob now. Packet: one stand-in, two hand-overs.
            const auto pairs = access_repo::reviewPairs(workspace.db(), quarter(workspace).id, "E2").value();
            QVERIFY(pairs.contains(access::reviewPair("E2", "E21")) && pairs.contains(access::reviewPair("E2", "cora")));
            const auto files = accessPacketFiles(workspace, quarter(workspace)).value();
            QCOMPARE(std::count(files[6].bytes.begin(), files[6].bytes.end(), '\n'), std::ptrdiff_t(2));
            QCOMPARE(std::count(files[7].bytes.begin(), files[7].bytes.end(), '\n'), std::ptrdiff_t(3));
            QVERIFY(files.back().bytes.find("access.column") == std::string::npos);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void neverASubordinateOnOnesOwnAccess()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            QCOMPARE(assignReviewers(workspace, id, {"rob"}, {3}, "Q3")->assigned, std::int64_t(1));
        });
        as(company, "rita", [&](Workspace& workspace) { VERIFY_OK(requestDelegation(workspace, {"rita", "rob", on("2026-10-01"), on("2026-10-09")}, "Leave")); });
        as(company, "con", [&](Workspace& workspace) {
            // Rob sits at Rita's own line and reports to her: he cannot become her stand-in while he does.
            COMPARE_STR(refusal(approveDelegation(workspace, 1, "x")), "access.stand_in_holds_own");
            QCOMPARE(assignReviewers(workspace, id, {"cora"}, {3}, "Q3")->assigned, std::int64_t(1));
            VERIFY_OK(approveDelegation(workspace, 1, "x"));
            // And while he is, her line does not come to him.
            QCOMPARE(assignReviewers(workspace, id, {"rob"}, {3}, "Q3")->exceptions, std::vector<std::int64_t>{3});
            VERIFY_OK(endDelegation(workspace, 1, "Back early"));
            QCOMPARE(assignReviewers(workspace, id, {"rob"}, {3}, "Q3")->assigned, std::int64_t(1));
        });
    }

    void aReviewerLeaves()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            COMPARE_STR(refusal(succeedReviewer(workspace, quarter(workspace), "rob", "cora", "Left")), "access.nothing_to_hand_over");
            QCOMPARE(assignReviewers(workspace, id, {"rob"}, {}, "Q3")->assigned, std::int64_t(4));
        });
        as(company, "rob", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 0, Decision::Keep), ""); // plain: stays
            COMPARE_STR(decide(workspace, id, 2, Decision::Revoke), ""); // privileged: to be confirmed
        });
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(succeedReviewer(workspace, quarter(workspace), "rob", "rob", "Left")), "access.successor_same");
            // Rita may not decide on her own line 3.
            const auto done = succeedReviewer(workspace, quarter(workspace), "rob", "rita", "Left");
            VERIFY_OK(done);
            QCOMPARE(done->stayed, std::int64_t(1));
            QCOMPARE(done->reconfirm, std::int64_t(1));
            QCOMPARE(done->moved, std::int64_t(1));
            QCOMPARE(done->exceptions, std::int64_t(1));
            QCOMPARE(handover_repo::handovers(workspace.db(), quarter(workspace).id)->size(), std::size_t(4));
            const auto lines = reviewLines(workspace.db(), id).value();
            QVERIFY(lines[0].decision == Decision::Keep && !lines[2].decision && !lines[3].reviewer);
            // The work order stands while its decision is being confirmed: nothing is given back by a hand-over.
            COMPARE_STR(removalsOf(workspace.db(), id)->front().state, "requested");
            const auto agenda = reviewAgenda(workspace.db(), nullptr, company.world.now.day()).value();
            QCOMPARE(agenda.size(), std::size_t(3)); // Rita, nobody, the sign-off
            const auto rita = std::find_if(agenda.begin(), agenda.end(), [](const AgendaItem& one) { return one.reconfirm > 0; });
            QVERIFY(rita != agenda.end() && rita->open == 2);
        });
        as(company, "rita", [&](Workspace& workspace) {
            COMPARE_STR(decide(workspace, id, 2, Decision::Revoke), "");
            QCOMPARE(removalsOf(workspace.db(), id)->size(), std::size_t(1)); // confirmed: the same order
            COMPARE_STR(decide(workspace, id, 2, Decision::Keep), "");
            COMPARE_STR(removalsOf(workspace.db(), id)->front().state, "withdrawn");
            COMPARE_STR(decide(workspace, id, 0, Decision::Revoke), "access.not_the_reviewer"); // what stayed stays
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    /// A successor who decides otherwise takes away what the later stage built on; one who confirms does not.
    void confirmationAcrossStages()
    {
        for (const bool otherwise : {false, true}) {
            test::AccessWorld company;
            VERIFY_OK(company.found());
            CampaignId id;
            access::Stage first, second;
            first.kind = access::StageKind::Manager;
            second.kind = access::StageKind::SystemOwner;
            as(company, "con", [&](Workspace& workspace) {
                id = *open(workspace, {first, second});
                QCOMPARE(assignReviewers(workspace, id, {{"rob"}, {2}, 1}, "Q3")->assigned, std::int64_t(1));
                QCOMPARE(assignReviewers(workspace, id, {{"cora"}, {2}, 2}, "Q3")->assigned, std::int64_t(1));
            });
            as(company, "rob", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 2, Decision::Keep), ""); });
            as(company, "cora", [&](Workspace& workspace) { COMPARE_STR(decide(workspace, id, 2, Decision::Keep), ""); });
            as(company, "con", [&](Workspace& workspace) {
                // Cora sits at the other stage: she cannot succeed Rob here.
                QVERIFY(reviewLines(workspace.db(), id)->at(2).decision == Decision::Keep);
                QCOMPARE(succeedReviewer(workspace, quarter(workspace), "rob", "rita", "Left")->reconfirm, std::int64_t(1));
                QVERIFY(!reviewLines(workspace.db(), id)->at(2).decision);
            });
            as(company, "rita", [&](Workspace& workspace) {
                QVERIFY(reviewSheet(workspace, id)->turnAt(2) == Turn::Due);
                COMPARE_STR(decide(workspace, id, 2, otherwise ? Decision::Revoke : Decision::Keep), "");
            });
            as(company, "con", [&](Workspace& workspace) {
                const LineRow line = reviewLines(workspace.db(), id)->at(2);
                QCOMPARE(line.decision.has_value(), !otherwise);
            });
            as(company, "cora", [&](Workspace& workspace) { QCOMPARE(reviewSheet(workspace, id)->turnAt(2) == Turn::Due, otherwise); });
        }
    }

    void theAgendaAsACalendar()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            access::Stage first, second;
            first.kind = access::StageKind::Manager;
            first.due = on("2026-10-05");
            second.kind = access::StageKind::SecondReviewer;
            second.lines = access::StageLines::Privileged;
            const CampaignId id = *open(workspace, {first, second});
            QCOMPARE(assignReviewers(workspace, id, {{"rob"}, {}, 1}, "Q3")->assigned, std::int64_t(4));
            QCOMPARE(assignReviewers(workspace, id, {{"cora"}, {}, 2}, "Q3")->assigned, std::int64_t(1));
            const auto agenda = reviewAgenda(workspace.db(), nullptr, on("2026-10-12")).value();
            QCOMPARE(agenda.size(), std::size_t(3));
            QCOMPARE(agenda[0].open, std::int64_t(4));
            QCOMPARE(agenda[0].overdue, 7);
            const auto later = std::find_if(agenda.begin(), agenda.end(), [](const AgendaItem& one) { return one.later == 1 && one.open == 0; });
            QVERIFY(later != agenda.end() && !later->due);
            const auto file = agendaFile(workspace, agenda).value();
            QCOMPARE(file.file.entries, std::size_t(1));
            QCOMPARE(file.undated, std::size_t(2)); // the second stage and the sign-off have no day
            QVERIFY(file.file.bytes.find("DTSTART;VALUE=DATE:20261005\r\n") != std::string::npos);
            QVERIFY(file.file.bytes.find("SUMMARY:Access review of ERP\\, 2026-Q3: 4 to decide\r\n") != std::string::npos);
            QVERIFY(file.file.bytes.find("UID:review-1-decide-1-rob@") != std::string::npos);
        });
    }
};

OXSEAL_TEST_CLASS(TestHandover);
#include "tst_handover.moc"
