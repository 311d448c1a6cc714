// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/access_graph.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TstAccessGraph : public QObject
{
    Q_OBJECT

    static access::Account account(const char* system, const char* id)
    {
        access::Account made;
        made.system = system;
        made.id = id;
        return made;
    }

private Q_SLOTS:
    void rolesOpenIntoTheirPermissions()
    {
        TextColumn role;
        TextColumn permission;
        TextColumn level;
        const char* rows[][3] = {{"AP Clerk", "VENDBILL", "Edit"}, {"AP Clerk", "VENDOR", "View"}, {"Cash", "PAY", "Full"}};
        for (const auto& row : rows) {
            role.append(row[0]);
            permission.append(row[1]);
            level.append(row[2]);
        }
        const Table contents({{"role", role}, {"permission", permission}, {"level", level}});
        access::Population erp;
        erp.accounts = {account("ERP", "ada"), account("ERP", "bot")};
        erp.entitlements = {{"ERP", "AP Clerk", "", "", ""}, {"ERP", "", "AUDIT", "View", ""}};
        erp.grants = {{0, 0, DayColumn::kNone, Flag::Unknown}, {0, 1, DayColumn::kNone, Flag::Unknown},
            {1, 1, DayColumn::kNone, Flag::Unknown}};
        access::Population bank;
        bank.accounts = {account("Bank", "ada")};
        bank.entitlements = {{"Bank", "", "PAY", "", ""}};
        bank.grants = {{0, 0, DayColumn::kNone, Flag::Unknown}};

        GraphBuilder builder(&contents);
        builder.add(erp, {"E1", ""});
        builder.add(bank, {"E1"});
        const AccessGraph graph = builder.take();
        QCOMPARE(graph.persons, (std::vector<std::string>{"E1"})); // one person over both systems
        QCOMPARE(graph.accounts.size(), std::size_t{3});
        QCOMPARE(graph.accountsWithoutPerson, std::uint64_t{1});
        QCOMPARE(graph.usersWithGrants(), std::size_t{1});
        QCOMPARE(graph.grants.size(), std::size_t{4});
        QCOMPARE(graph.grants[3].account, 2U); // the second population's accounts come after the first's
        QCOMPARE(graph.roles[0].permissions.size(), std::size_t{2});
        COMPARE_STR(graph.permissions[graph.roles[0].permissions[0].permission].name, "VENDBILL");
        QVERIFY(graph.roles[0].permissions[0].level == access::Level::Edit);
        QVERIFY(graph.roles[0].permissions[1].level == access::Level::View);
        QVERIFY(graph.roles[1].permissions[0].level == access::Level::View);
        // The bank's PAY is a permission of its own: the same word in another system is another permission.
        const auto& pay = graph.permissions[graph.roles[2].permissions[0].permission];
        COMPARE_STR(pay.system, "Bank");
        QVERIFY(graph.roles[2].permissions[0].level == access::Level::Unstated);
    }

    void subjectsComeFromTheRoster()
    {
        access::Worker worker;
        worker.employeeId = "E7";
        worker.email = "seven@acme.example";
        access::Population population;
        population.accounts = {account("ERP", "a"), account("ERP", "b")};
        population.accounts[0].email = "Seven@acme.example";
        QCOMPARE(subjectsOf(population, access::Roster({worker})), (std::vector<std::string>{"E7", ""}));
    }
};

OXSEAL_TEST_CLASS(TstAccessGraph);
#include "tst_access_graph.moc"
