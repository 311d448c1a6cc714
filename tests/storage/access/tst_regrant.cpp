// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/removal_exceptions.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
using test::as;
using test::refusal;

/// What was removed and is back comes to an end.
class TestRegrant : public QObject
{
    Q_OBJECT

    static bool open(Workspace& workspace)
    {
        const auto found = accessMatters(workspace, periodByName(workspace.db(), "2026-Q3").value());
        return std::any_of(found->begin(), found->end(), [](const Finding& one) { return one.code == "access.regranted"; });
    }
    /// Ann's and Paula's access is revoked, removed, proven, and both are back.
    static void bringBack(test::AccessWorld& company)
    {
        const std::string ann = test::clerk("ann", "E2"), paula = test::clerk("paula", "E1", "Payments");
        const std::string bo = test::clerk("bo", "E3");
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::keepListing(workspace, {ann, paula, bo}, "2026-09-30"));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status", {"E1|Paula|active", "E2|Ann|active", "E3|Bo|active"}));
            const auto period = periodByName(workspace.db(), "2026-Q3");
            VERIFY_OK(openReview(workspace, *period, {"ERP", "con"}, "Q3"));
            VERIFY_OK(assignReviewers(workspace, CampaignId(1), {"cora"}, {}, "Q3"));
        });
        as(company, "cora", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1),
                {{0, Decision::Revoke, "not_needed", "", ""}, {1, Decision::Revoke, "not_needed", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            VERIFY_OK(claimRemoval(workspace, 1, "T-1", "Done"));
            VERIFY_OK(claimRemoval(workspace, 2, "T-2", "Done"));
            company.world.now = *Instant::fromIso("2026-10-20T08:00:00Z");
            VERIFY_OK(test::keepListing(workspace, {bo}, "2026-10-10"));
            QCOMPARE(verifyRemovals(workspace, CampaignId(1), {}, "Proof")->removed, std::int64_t(2));
            VERIFY_OK(test::keepListing(workspace, {ann, paula, bo}, "2026-10-15"));
            QCOMPARE(verifyRemovals(workspace, CampaignId(1), {}, "Watch")->regranted, std::int64_t(2));
        });
    }

private Q_SLOTS:
    void itIsOrderedAwayAgainOrAcceptedByTwo()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        bringBack(company);
        as(company, "con", [&](Workspace& workspace) {
            QVERIFY(open(workspace));
            COMPARE_STR(refusal(approveKeeping(workspace, 1, "x")), "access.regrant_not_asked");
            QCOMPARE(orderAgain(workspace, 1, "It was a mistake").value(), std::int64_t(3));
            COMPARE_STR(refusal(orderAgain(workspace, 1, "x")), "access.regrant_closed");
            COMPARE_STR(refusal(orderAgain(workspace, 3, "x")), "access.not_regranted"); // the new order
            const RemovalRow fresh = removalById(workspace.db(), 3).value();
            QVERIFY(fresh.state == "requested" && fresh.due == *Day::fromIso("2026-10-27") && fresh.account == "ann"); // five working days from Tuesday
            VERIFY_OK(askToKeep(workspace, 2, "Back in her old job"));
            COMPARE_STR(refusal(askToKeep(workspace, 2, "x")), "access.regrant_asked");
            COMPARE_STR(refusal(approveKeeping(workspace, 2, "x")), "access.regrant_own");
            QVERIFY(open(workspace)); // until another person agrees
        });
        as(company, "paula", [&](Workspace& workspace) { COMPARE_STR(refusal(approveKeeping(workspace, 2, "Mine")), "access.regrant_own"); }); // her own access
        {
            auto admin = company.as("ada");
            auto code = invitePerson(**admin, {"ctl", "ctl", "E11", {Role::Controller}}, "Set-up");
            VERIFY_OK((*admin)->close());
            company.words["ctl"] = std::string(test::TempWorld::kPassphrase) + " ctl";
            auto opened = openWorkspace({company.world.path("acme.oxseal"), "ctl"}, *code, company.world.environment());
            VERIFY_OK(firstLogin(**opened, test::TempWorld::secret(company.words["ctl"]), "First login"));
            VERIFY_OK((*opened)->close());
        }
        as(company, "ctl", [&](Workspace& workspace) {
            VERIFY_OK(approveKeeping(workspace, 2, "Seen the request"));
            QVERIFY(!open(workspace));
            QCOMPARE(reviewStatus(workspace.db(), CampaignId(1))->regranted, std::int64_t(0));
            // The new order is followed like any other; the accepted one is not looked for again.
            VERIFY_OK(claimRemoval(workspace, 3, "T-3", "Done"));
            company.world.now = *Instant::fromIso("2026-11-05T08:00:00Z");
            VERIFY_OK(test::keepListing(workspace, {test::clerk("paula", "E1", "Payments"), test::clerk("bo", "E3")}, "2026-11-01"));
            const auto verified = verifyRemovals(workspace, CampaignId(1), {}, "Proof");
            QVERIFY(verified && verified->removed == 1 && verified->regranted == 0);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
};

OXSEAL_TEST_CLASS(TestRegrant);
#include "tst_regrant.moc"
