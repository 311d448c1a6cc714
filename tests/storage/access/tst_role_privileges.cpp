// SPDX-License-Identifier: GPL-3.0-or-later
// A listing that says of a role only its name: nobody knows whether it is privileged until its owner, or the system's, states it.
#include "storage/actions/scope_actions.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/scope_packet.h"
#include "storage/repos/role_privilege_repo.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;

namespace {

std::string privilege(Workspace& workspace, CampaignId id, std::int64_t row)
{
    const LineRow line = access_repo::line(workspace.db(), id, row).value().value();
    return std::string(name(line.flags.get(access::LineFlag::Privileged))) + " " + name(line.judged().get(access::LineFlag::Privileged));
}

std::string roleMatters(Workspace& workspace, const PeriodRow& period)
{
    std::string all;
    const auto found = accessMatters(workspace, period);
    for (const Finding& one : *found)
        all += one.code == "access.privilege_unknown" ? one.subject + " " + one.arguments[2] + " " : "";
    return all;
}

const std::vector<std::string> kRows{"ann|E2|active|Operator|||2026-09-20", "bo|E3|active|Operator|||2026-09-20", "cy|E4|active|Clerk|Bills|Full|2026-09-20",
    "cy|E4|active|Reader|||2026-09-20"};

} // namespace

class TestRolePrivileges : public QObject
{
    Q_OBJECT

    test::AccessWorld company_;
    CampaignId review_;

    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }

private Q_SLOTS:
    void unknownIsTreatedAsPrivileged()
    {
        VERIFY_OK(company_.found());
        test::as(company_, "con", [&](Workspace& workspace) {
            const auto opened = test::openErpReview(workspace, kRows, {{"rita", {}}});
            VERIFY_OK(opened);
            review_ = *opened;
            COMPARE_STR(privilege(workspace, review_, 0), "unknown unknown");
            COMPARE_STR(privilege(workspace, review_, 2), "false false"); // the listing says what a clerk can do
            COMPARE_STR(roleMatters(workspace, quarter(workspace)), "role:ERP/Operator 2 role:ERP/Reader 1 ");
            QCOMPARE(*access_repo::campaign(workspace.db(), review_).value()->privilegesThrough, std::int64_t(0));
            const auto roles = roleReviews(workspace, quarter(workspace)).value();
            QCOMPARE(roles.size(), std::size_t(3)); // Clerk, Operator, Reader
            QVERIFY(roles[0].state == access::RoleState::NeverApproved && roles[0].silent && !roles[0].unknown);
            QVERIFY(roles[1].state == access::RoleState::Bare && roles[1].unknown && roles[1].content.accounts == 2);
            QVERIFY(scopeMatters(workspace, quarter(workspace))->empty()); // no role has an owner yet
        });
        test::as(company_, "rita", [&](Workspace& workspace) {
            COMPARE_STR(test::refusal(decideBulk(workspace, review_, {0, 1}, {0, access::Decision::Keep, "", "", "Both run the night shift"}, "Q3")), "access.bulk_flagged");
            VERIFY_OK(decideLines(workspace, review_, {{3, access::Decision::Revoke, "not_needed", "", ""}}, "Q3"));
            // As of privileged access, due the same day.
            COMPARE_STR(removalsOf(workspace.db(), review_)->front().due.iso(), workspace.environment().clock.now().day().iso());
        });
    }

    void whoAnswersForItStatesIt()
    {
        test::as(company_, "rita", [&](Workspace& workspace) {
            COMPARE_STR(test::refusal(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Operator", false, "x")), "access.not_the_role_owner");
            COMPARE_STR(test::refusal(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Nothing", false, "x")), "access.no_such_role");
        });
        test::as(company_, "paula", [&](Workspace& workspace) {
            QVERIFY(!stateRolePrivilege(workspace, quarter(workspace), "ERP", "Operator", false, "x"));
        });
        test::as(company_, "con", [&](Workspace& workspace) { // owner of the system in the review
            VERIFY_OK(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Operator", false, "Starts and stops the night run, nothing else"));
            COMPARE_STR(privilege(workspace, review_, 0), "unknown false");
            COMPARE_STR(privilege(workspace, review_, 2), "false false");
            COMPARE_STR(roleMatters(workspace, quarter(workspace)), "role:ERP/Reader 1 ");
            VERIFY_OK(setRoleOwner(workspace, quarter(workspace), "ERP", "Reader", "rita", "Her team"));
            COMPARE_STR(test::refusal(approveRole(workspace, quarter(workspace), "ERP", "Reader", "x")), "access.not_the_role_owner");
        });
        test::as(company_, "rita", [&](Workspace& workspace) {
            COMPARE_STR(test::refusal(approveRole(workspace, quarter(workspace), "ERP", "Reader", "x")), "access.role_bare");
            VERIFY_OK(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Reader", true, "Reads every payroll record"));
            COMPARE_STR(privilege(workspace, review_, 3), "unknown true");
            COMPARE_STR(roleMatters(workspace, quarter(workspace)), "");
            QCOMPARE(reviewStatus(workspace.db(), review_)->counts.flags.at(access::LineFlag::Privileged), std::int64_t(1));
            QVERIFY(access_repo::holdsPrivileged(workspace.db(), review_, "e4").value());
            QVERIFY(!access_repo::holdsPrivileged(workspace.db(), review_, "E2").value());
            VERIFY_OK(decideBulk(workspace, review_, {0, 1}, {0, access::Decision::Keep, "", "", "Both run the night shift"}, "Q3"));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void itCountsFromTheNextReviewOn()
    {
        test::as(company_, "con", [&](Workspace& workspace) {
            VERIFY_OK(setRoleOwner(workspace, quarter(workspace), "ERP", "Clerk", "con", "Own"));
            VERIFY_OK(approveRole(workspace, quarter(workspace), "ERP", "Clerk", "As the job description", true));
            COMPARE_STR(privilege(workspace, review_, 2), "false false"); // settled when the review was opened
            const auto roles = roleReviews(workspace, quarter(workspace)).value();
            QVERIFY(roles[0].state == access::RoleState::Approved && roles[0].privilege && roles[0].privilege->said.privileged);
            VERIFY_OK(test::keepListing(workspace, kRows));
            const auto amended = amendReview(workspace, review_, "Drawn again");
            VERIFY_OK(amended);
            QCOMPARE(*access_repo::campaign(workspace.db(), *amended).value()->privilegesThrough, std::int64_t(3));
            COMPARE_STR(privilege(workspace, *amended, 0) + ", " + privilege(workspace, *amended, 2) + ", " + privilege(workspace, *amended, 3), "false false, true true, true true");
            const LineRow clerk = access_repo::line(workspace.db(), *amended, 2).value().value();
            QVERIFY(!clerk.flags.is(access::LineFlag::Changed)); // the access is what it was
            VERIFY_OK(test::keepListing(workspace, {"ann|E2|active|Administrator|||2026-09-20", "bo|E3|active|Operator|||2026-09-20"}));
            COMPARE_STR(test::refusal(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Administrator", false, "x")), "access.privilege_told");
            VERIFY_OK(test::keepListing(workspace, {"night|e10|active|Night|||2026-09-20", "con|E9|active|Day|||2026-09-20", "bo|E3|active|Evening|||2026-09-20"}));
            for (const char* own : {"Night", "Day"}) // by number, and by the name of the account
                COMPARE_STR(test::refusal(stateRolePrivilege(workspace, quarter(workspace), "ERP", own, false, "x")), "access.own_role");
            VERIFY_OK(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Night", true, "Runs everything"));
            VERIFY_OK(stateRolePrivilege(workspace, quarter(workspace), "ERP", "Evening", false, "Reads only"));
            QVERIFY(!workspace.db().run("UPDATE access_role_privilege SET privileged = 0"));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
};

OXSEAL_TEST_CLASS(TestRolePrivileges);
#include "tst_role_privileges.moc"
