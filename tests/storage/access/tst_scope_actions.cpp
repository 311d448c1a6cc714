// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/scope_actions.h"

#include "storage/reads/scope_packet.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/ledger_problems.h"

#include <fstream>

using namespace oxseal;
using access::RoleState;
using access::ScopeState;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";

template <class T>
std::string refusal(const T& result)
{
    return result ? "" : result.error().id();
}

std::string codes(const std::vector<Finding>& findings)
{
    std::string all;
    for (const Finding& one : findings)
        all += one.code.substr(7) + "@" + one.subject + " ";
    return all;
}

} // namespace

class TestScopeActions : public QObject
{
    Q_OBJECT

    template <class F>
    static void as(test::AccessWorld& company, const char* login, F work)
    {
        auto opened = company.as(login);
        VERIFY_OK(opened);
        work(**opened, periodByName((*opened)->db(), "2026-Q3").value());
        VERIFY_OK((*opened)->close());
    }
    static Status list(Workspace& workspace, const char* period, const char* asOf, const std::vector<std::string>& rows)
    {
        OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", period}, asOf, kHeaders, rows));
        return {};
    }
    static std::string told(Workspace& workspace, const PeriodRow& period)
    {
        const auto found = scopeMatters(workspace, period);
        return found ? codes(*found) : found.error().debugString();
    }

private Q_SLOTS:
    void theSheet()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace, const PeriodRow& q3) {
            VERIFY_OK(list(workspace, "2026-Q3", "2026-09-30", {"ann|E2|active|Clerk|Bills|Full|"}));
            COMPARE_STR(told(workspace, q3), ""); // nobody has begun a sheet
            COMPARE_STR(refusal(carryScope(workspace, q3, "Q3")), "access.nothing_to_carry");
            const PeriodRow q2 = periodByName(workspace.db(), "2026-Q2").value();
            VERIFY_OK(setScope(workspace, q2, {"BANK", access::ScopeRisk::High, access::ReviewFrequency::Quarterly, {}, ""}, "Q2"));
            VERIFY_OK(setScope(workspace, q2, {"HR", access::ScopeRisk::Low, access::ReviewFrequency::Yearly, {}, ""}, "Q2"));
            COMPARE_STR(refusal(setScope(workspace, q2, {"--", access::ScopeRisk::Low, access::ReviewFrequency::Yearly, {}, ""}, "Q2")), "access.scope_no_name");
            QCOMPARE(carryScope(workspace, q3, "Q3").value(), std::int64_t(2));
            COMPARE_STR(told(workspace, q3), "scope_listing_missing@system:BANK scope_unlisted@system:ERP ");
            VERIFY_OK(setScope(workspace, q3, {"ERP", access::ScopeRisk::High, access::ReviewFrequency::Quarterly, {"NetSuite"}, ""}, "Q3"));
            const auto view = scopeView(workspace.db(), q3);
            QCOMPARE(view->systems.size(), std::size_t(3));
            QVERIFY(view->systems[0].state == ScopeState::ListingMissing && view->systems[1].state == ScopeState::ReviewMissing && view->systems[2].state == ScopeState::NotDue);
            QVERIFY(!view->lists[0] && !view->lists[1] && !view->lists[2]);

            COMPARE_STR(refusal(askSkip(workspace, q3, "CRM", "sold")), "access.no_such_scope");
            QCOMPARE(askSkip(workspace, q3, "BANK", "account closed in July").value(), std::int64_t(1));
            COMPARE_STR(refusal(askSkip(workspace, q3, "BANK", "again")), "access.skip_exists");
            COMPARE_STR(refusal(approveSkip(workspace, 1, "x")), "access.skip_own_approval");
            COMPARE_STR(told(workspace, q3), "scope_listing_missing@system:BANK scope_skip_unapproved@system:BANK ");
        });
        as(company, "rita", [&](Workspace& workspace, const PeriodRow&) { COMPARE_STR(refusal(approveSkip(workspace, 1, "x")), "workspace.not_permitted"); });
        as(company, "paula", [&](Workspace& workspace, const PeriodRow& q3) {
            VERIFY_OK(approveSkip(workspace, 1, "Closing letter seen"));
            COMPARE_STR(refusal(approveSkip(workspace, 1, "x")), "access.skip_wrong_state");
            COMPARE_STR(told(workspace, q3), "");
        });
        as(company, "con", [&](Workspace& workspace, const PeriodRow& q3) {
            VERIFY_OK(withdrawSkip(workspace, 1, "Still open"));
            COMPARE_STR(told(workspace, q3), "scope_listing_missing@system:BANK ");
            COMPARE_STR(refusal(withdrawSkip(workspace, 1, "x")), "access.skip_wrong_state");
            COMPARE_STR(refusal(withdrawSkip(workspace, 9, "x")), "access.no_such_skip");
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void checkedAgainstOtherLists()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace, const PeriodRow& q3) {
            VERIFY_OK(setScope(workspace, q3, {"ERP", access::ScopeRisk::High, access::ReviewFrequency::Yearly, {"NetSuite"}, ""}, "Q3"));
            const auto file = company.world.path("apps.csv");
            std::ofstream(file) << "App label,Users\nNetsuite,12\nSlack,40\nslack ,1\nPayroll,3\n";
            QCOMPARE(loadKnownList(workspace, q3, access::KnownSource::Sso, file, "", "Q3").value(), std::int64_t(3)); // Slack once
            std::ofstream(company.world.path("bad.csv")) << "a,b\n1,2\n";
            QVERIFY(!loadKnownList(workspace, q3, access::KnownSource::Vendors, company.world.path("bad.csv"), "", "Q3"));
            QCOMPARE(loadKnownList(workspace, q3, access::KnownSource::Vendors, company.world.path("bad.csv"), "b", "Q3").value(), std::int64_t(1));
            COMPARE_STR(told(workspace, q3), "scope_unmatched@known:Slack scope_unmatched@known:Payroll scope_unmatched@known:2 ");
            COMPARE_STR(refusal(sayKnown(workspace, q3, access::KnownSource::Sso, "Teams", "", "x")), "access.no_such_known");
            COMPARE_STR(refusal(sayKnown(workspace, q3, access::KnownSource::Sso, "Slack", "CRM", "x")), "access.no_such_scope");
            VERIFY_OK(sayKnown(workspace, q3, access::KnownSource::Sso, "SLACK", "", "No financial data"));
            VERIFY_OK(sayKnown(workspace, q3, access::KnownSource::Sso, "Payroll", "ERP", "A module of it"));
            VERIFY_OK(sayKnown(workspace, q3, access::KnownSource::Vendors, "2", "", "A number"));
            COMPARE_STR(told(workspace, q3), "");
            const auto view = scopeView(workspace.db(), q3).value();
            COMPARE_STR(view.known[0].system, "ERP"); // by its other name
            QVERIFY(!view.known[0].said && view.known[2].said);
            COMPARE_STR(view.known[2].system, "ERP");
            QVERIFY(view.lists[0] && view.lists[1] && !view.lists[2]);
            // The bytes are kept: printf '…' | sha256sum of the file above.
            QVERIFY(workspace.objects().get(view.lists[0]->object).value().find("Slack,40") != std::string::npos);
            // What was said still holds when the list comes again.
            QCOMPARE(loadKnownList(workspace, q3, access::KnownSource::Sso, file, "", "Again").value(), std::int64_t(3));
            COMPARE_STR(told(workspace, q3), "");
            const auto files = scopePacketFiles(workspace, q3).value();
            QCOMPARE(files.size(), std::size_t(4));
            QVERIFY(files[1].bytes.find("interfaces,false,") != std::string::npos); // stated as not given
            QVERIFY(files.back().bytes.find("access.column") == std::string::npos);
        });
    }

    void rolesAreApprovedByTheirOwner()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const std::vector<std::string> first{"ann|E2|active|Clerk|Bills|View|", "bo|E3|active|Clerk|Checks|Full|", "cy|E4|active|Payer|Payments|Full|"};
        as(company, "con", [&](Workspace& workspace, const PeriodRow& q3) {
            QVERIFY(scopePacketFiles(workspace, q3)->empty());
            COMPARE_STR(refusal(setRoleOwner(workspace, q3, "ERP", "Clerk", "rita", "x")), "access.no_such_role");
            VERIFY_OK(list(workspace, "2026-Q3", "2026-09-30", first));
            COMPARE_STR(told(workspace, q3), ""); // no role has an owner yet
            COMPARE_STR(refusal(approveRole(workspace, q3, "ERP", "Clerk", "x")), "access.not_the_role_owner");
            VERIFY_OK(setRoleOwner(workspace, q3, "ERP", "Clerk", "rita", "Runs the clerks"));
            COMPARE_STR(told(workspace, q3), "role_unapproved@role:ERP/Clerk role_unapproved@role:ERP/Payer ");
        });
        as(company, "rita", [&](Workspace& workspace, const PeriodRow& q3) {
            VERIFY_OK(approveRole(workspace, q3, "ERP", "Clerk", "As the job description"));
            COMPARE_STR(told(workspace, q3), "role_unapproved@role:ERP/Payer ");
            COMPARE_STR(refusal(approveRole(workspace, q3, "ERP", "Payer", "x")), "access.not_the_role_owner");
        });
        as(company, "con", [&](Workspace& workspace, const PeriodRow& q3) {
            VERIFY_OK(list(workspace, "2026-Q3", "2026-10-01", {"ann|E2|active|Clerk|Bills|Full|", "bo|E3|active|Clerk|Vendors|Edit|"}));
            const auto roles = roleReviews(workspace, q3).value();
            QCOMPARE(roles.size(), std::size_t(1)); // Payer was never approved: when it goes, nothing is missed
            QVERIFY(roles[0].state == RoleState::Drifted);
            // Bills raised from View, Vendors added, Checks taken away.
            QCOMPARE(roles[0].diff.size(), std::size_t(3));
            COMPARE_STR(told(workspace, q3), "role_drifted@role:ERP/Clerk ");
        });
        as(company, "rita", [&](Workspace& workspace, const PeriodRow& q3) { VERIFY_OK(approveRole(workspace, q3, "ERP", "Clerk", "New duties")); });
        company.world.now = *Instant::fromIso("2027-10-02T08:00:00Z");
        as(company, "con", [&](Workspace& workspace, const PeriodRow& q3) {
            COMPARE_STR(told(workspace, q3), "role_expired@role:ERP/Clerk "); // approved on 1 October 2026
            VERIFY_OK(list(workspace, "2026-Q3", "2026-10-02", {"cy|E4|active|Payer|Payments|Full|"}));
            const auto roles = roleReviews(workspace, q3).value();
            QCOMPARE(roles.size(), std::size_t(2));
            QVERIFY(roles[0].state == RoleState::NeverApproved && roles[1].state == RoleState::Gone);
            QCOMPARE(scope_repo::approvals(workspace.db())->size(), std::size_t(2));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
};

OXSEAL_TEST_CLASS(TestScopeActions);
#include "tst_scope_actions.moc"
