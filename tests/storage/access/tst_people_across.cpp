// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/people_across.h"

#include "tests/support/review_world.h"

using namespace oxseal;
using test::as;
using test::refusal;

/// What people hold over all systems of a period, side by side; expectations by hand.
class TestPeopleAcross : public QObject
{
    Q_OBJECT

    test::AccessWorld company_;

    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found());
        as(company_, "con", [](Workspace& workspace) {
            VERIFY_OK(test::keepRoster(workspace));
            VERIFY_OK(test::keepListing(workspace, {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|View|2026-09-20", "svc||active|Batch|Export|Full|2026-09-20"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", test::kListingHeaders,
                {"a.b|E2|active||Wire / Initiate|Initiate|2026-09-20", "b.o|E3|disabled||Wire / Approve|Approve|2026-09-20", "c.y|E4|active||Reporting|View|2026-09-20"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "DIR", "", "2026-Q3"}, "2026-09-30", test::kListingHeaders, {"cy|E4|active||||2026-09-20"}));
        });
    }
    void overAllSystems()
    {
        as(company_, "con", [](Workspace& workspace) {
            const auto across = peopleAcross(workspace, quarter(workspace), {"E2", "E3", "ERP/svc"});
            VERIFY_OK(across);
            QCOMPARE(across->systems, (std::vector<std::string>{"BANK", "DIR", "ERP"}));
            QCOMPARE(across->people.size(), std::size_t(3));
            COMPARE_STR(across->people[0].name, "Ann");
            QCOMPARE(across->people[0].accounts, (std::vector<std::string>{"BANK:a.b", "ERP:ann"}));
            // Bo's account at the bank is disabled: it holds nothing.
            QCOMPARE(across->people[1].accounts, (std::vector<std::string>{"ERP:bo"}));
            std::vector<std::vector<access::HeldPermission>> held;
            for (const auto& person : across->people)
                held.push_back(person.held);
            std::string text;
            for (const auto& row : access::comparePeople(held))
                text += row.key + " = " + row.held[0] + "|" + row.held[1] + "|" + row.held[2] + (row.same ? " same\n" : "\n");
            COMPARE_STR(text, "BANK: Wire / Initiate = create||\nERP: Batch / Export = ||full\nERP: Clerk / Bills = full|view|\n");
        });
    }
    /// A directory that lists accounts and nothing they hold.
    void anAccountAlone()
    {
        as(company_, "con", [](Workspace& workspace) {
            const auto across = peopleAcross(workspace, quarter(workspace), {"E4"});
            VERIFY_OK(across);
            QCOMPARE(across->people[0].held.size(), std::size_t(2));
            COMPARE_STR(across->people[0].held[0].key, "BANK: Reporting");
            COMPARE_STR(across->people[0].held[1].key, "DIR: account");
        });
    }
    void whoIsNotThere()
    {
        as(company_, "con", [](Workspace& workspace) {
            COMPARE_STR(refusal(peopleAcross(workspace, quarter(workspace), {"E2", "E99"}, true)), "access.nobody_to_compare");
            const auto empty = peopleAcross(workspace, quarter(workspace), {"E99", "svc"});
            VERIFY_OK(empty);
            QVERIFY(empty->people[0].held.empty());
            QCOMPARE(empty->people[1].held.size(), std::size_t(1)); // by its id alone, which no other account of nobody has
        });
    }
};

OXSEAL_TEST_CLASS(TestPeopleAcross);
#include "tst_people_across.moc"
