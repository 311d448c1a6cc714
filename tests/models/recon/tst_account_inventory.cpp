// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_inventory.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestAccountInventory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newAndRenamedAccountsSurface()
    {
        const std::vector<TrialBalanceLine> tb{{"1010", "Cash", 150'00}, {"1200", "Receivables", 50'00},
            {"1399", "Clearing (new)", 0}, {"2000", "Payables renamed", -120'00}, {"3000", "Equity", -80'00}};
        std::vector<AccountPlan> plans;
        plans.push_back({"1010", "Cash", AccountMethod::Matching, AccountRisk::High, AccountFrequency::Monthly, "pat", 5, ""});
        plans.push_back({"2000", "Payables", AccountMethod::Schedule, AccountRisk::Medium, AccountFrequency::Quarterly, "pat", 10, ""});
        plans.push_back({"3000", "Equity", AccountMethod::None, AccountRisk::Low, AccountFrequency::Yearly, "lee", 10, "no movement"});
        plans.push_back({"9999", "Old", AccountMethod::Matching, AccountRisk::Low, AccountFrequency::Yearly, "lee", 10, ""});
        const auto inventory = takeInventory(tb, plans);
        VERIFY_OK(inventory);
        QCOMPARE(inventory->rows.size(), 6U);
        QVERIFY(inventory->rows[0].state == AccountState::Assigned);
        QVERIFY(inventory->rows[1].state == AccountState::Unassigned);
        QVERIFY(inventory->rows[2].state == AccountState::Unassigned);
        QVERIFY(inventory->rows[3].state == AccountState::Renamed);
        QVERIFY(inventory->rows[4].state == AccountState::Assigned);
        QVERIFY(inventory->rows[5].state == AccountState::Gone);
        QVERIFY(inventory->balanced);
        QCOMPARE(qint64(inventory->debits), 200'00);
        QCOMPARE(qint64(inventory->credits), 200'00);
        QCOMPARE(inventory->covered, 3U);
        QCOMPARE(inventory->accounts, 5U);
        QCOMPARE(qint64(inventory->coveredMoney), 350'00);
        QCOMPARE(qint64(inventory->money), 400'00);
    }
    // 1190 became 1195 under the same name; 1300 shares its name with two that are gone, which tells nothing.
    void aNewNumberIsANewAccount()
    {
        const std::vector<TrialBalanceLine> tb{{"1195", "Unbilled receivables", 70'00}, {"1300", "Deposits", 5'00}, {"1400", "", 0}};
        std::vector<AccountPlan> plans;
        for (const auto& [account, name] : {std::pair{"1190", "UNBILLED receivables"}, {"1310", "Deposits"}, {"1320", "Deposits"}, {"1410", ""}})
            plans.push_back({account, name, AccountMethod::Schedule, AccountRisk::Low, AccountFrequency::Quarterly, "pat", 5, ""});
        const auto inventory = takeInventory(tb, plans);
        VERIFY_OK(inventory);
        QCOMPARE(inventory->covered, 0U);
        for (const InventoryRow& row : inventory->rows) {
            const std::string from = row.plan.account == "1195" ? "1190" : "";
            COMPARE_STR(row.movedFrom, from.c_str());
        }
    }
    void faultsAreNamed()
    {
        const auto inventory = takeInventory(std::vector<TrialBalanceLine>{{"1", "a", 5}, {"1", "a", 6}, {"2", "b", -10}}, {});
        VERIFY_OK(inventory);
        QVERIFY(!inventory->balanced);
        QCOMPARE(inventory->repeated.size(), 1U);
        QCOMPARE(qint64(inventory->rows[0].balance), 11);
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        QVERIFY(!takeInventory(std::vector<TrialBalanceLine>{{"1", "a", most}, {"2", "b", 1}}, {}));
        QVERIFY(!takeInventory(std::vector<TrialBalanceLine>{{"1", "a", std::numeric_limits<std::int64_t>::min()}}, {}));
    }
    void namesGoBothWays()
    {
        for (const auto method : {AccountMethod::Unassigned, AccountMethod::Matching, AccountMethod::Schedule, AccountMethod::RollForward, AccountMethod::None})
            QVERIFY(methodFromName(name(method)) == method);
        QVERIFY(riskFromName("high") == AccountRisk::High);
        QVERIFY(frequencyFromName("monthly") == AccountFrequency::Monthly);
        QVERIFY(!methodFromName("by hand"));
    }
};

OXSEAL_TEST_CLASS(TestAccountInventory);
#include "tst_account_inventory.moc"
