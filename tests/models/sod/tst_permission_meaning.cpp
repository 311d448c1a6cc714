// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/permission_meaning.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;
using access::Level;

class TestPermissionMeaning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byTheFunctionsThatNameIt()
    {
        RuleSet rules;
        // Bills are entered with Bills alone; payments need Pay and Release together.
        rules.functions = {{"VB", "Vendor bills", {{{"ERP", "Bills", Level::Create}}}},
            {"PY", "Payments", {{{"", "Pay", Level::Create}}, {{"", "Release", Level::Edit}}}}};
        rules.everything = {{"", "Administrator", Level::Create}};
        const PermissionMeanings meanings(rules);
        const auto bills = meanings.of("ERP", "Bills", Level::Full);
        QCOMPARE(bills.whole, std::vector<std::uint32_t>{0});
        QVERIFY(bills.part.empty() && !bills.everything && !bills.looksOnly && bills.described());
        QVERIFY(!meanings.of("CRM", "Bills", Level::Full).described()); // of another system
        QVERIFY(meanings.of("", "Bills", Level::Unstated).described()); // a listing that says neither
        QVERIFY(!meanings.of("ERP", "bills", Level::Full).described()); // names are exact
        QCOMPARE(meanings.of("ERP", "Pay", Level::Create).part, std::vector<std::uint32_t>{1});
        QVERIFY(!meanings.of("ERP", "Release", Level::Create).described()); // Edit is needed
        const auto looks = meanings.of("ERP", "Bills", Level::View);
        QVERIFY(looks.looksOnly && looks.whole == std::vector<std::uint32_t>{0});
        QVERIFY(meanings.of("ERP", "Administrator", Level::Unstated).everything);
        QVERIFY(!meanings.of("ERP", "Ledger", Level::Full).described());
    }
};

OXSEAL_TEST_CLASS(TestPermissionMeaning);
#include "tst_permission_meaning.moc"
