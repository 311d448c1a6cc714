// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sod_rules.h"
#include "models/access/population.h"
#include "models/sod/conflict_finder.h"
#include "models/sod/linter.h"
#include "storage/reads/rule_packs.h"
#include "tests/storage/import/profile_fixtures.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <map>
#include <set>

using namespace oxseal;

namespace {

std::string codes(const sod::RuleSet& set, const std::vector<std::uint32_t>& leg)
{
    std::string text;
    for (const std::uint32_t function : leg)
        text += (text.empty() ? "" : ",") + set.functions[function].code;
    return text;
}

} // namespace

class TestSodRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Spot rows and totals as the design's table states them.
    void genericSet()
    {
        const auto set = genericRuleSet();
        VERIFY_OK(set);
        QCOMPARE(set->rules.size(), std::size_t(66));
        QCOMPARE(set->functions.size(), std::size_t(66));
        int high = 0;
        for (std::size_t at = 0; at < set->rules.size(); ++at) {
            const auto& rule = set->rules[at];
            COMPARE_STR(rule.id, at < 62 ? (at < 9 ? "S0" : "S") + std::to_string(at + 1) : "A0" + std::to_string(at - 61));
            QCOMPARE(rule.legs.size(), std::size_t(at < 62 ? 2 : 1));
            QVERIFY(!rule.risk.empty() && !rule.control.empty() && rule.source.starts_with("[K]") && rule.effective);
            high += rule.severity == Severity::High;
        }
        QCOMPARE(high, 41 + 3);
        const auto legs = [&](std::size_t number) {
            const auto& rule = set->rules[number - 1];
            return codes(*set, rule.legs[0]) + " | " + codes(*set, rule.legs[1]);
        };
        COMPARE_STR(legs(1), "VM | PY");
        COMPARE_STR(legs(44), "WI | WA");
        COMPARE_STR(legs(55), "UA | BI,PY,JE,PP,WI");
        COMPARE_STR(legs(62), "AM | AP");
        QCOMPARE(set->rules[6].severity, Severity::Medium); // S07
        QVERIFY(sod::rulesOn(*set, *Day::fromIso("2025-12-31")).empty());
        QCOMPARE(sod::rulesOn(*set, *Day::fromIso("2026-01-01")).size(), std::size_t(66));
        for (const auto& [id, code] : {std::pair{62, "TB"}, {63, "PC"}, {64, "DB"}, {65, "UA"}})
            COMPARE_STR(codes(*set, set->rules[static_cast<std::size_t>(id)].legs[0]), code);
    }
    /// A NetSuite listing under the company's own system name, by label and by id; the administrator holds all.
    void netsuiteMapping()
    {
        const auto set = genericRuleSet({{"netsuite", "ERP"}});
        VERIFY_OK(set);
        sod::AccessGraph graph;
        graph.persons = {"E1", "E2", "E3"};
        graph.accounts = {{"ERP", "a", 0}, {"ERP", "b", 1}, {"CRM", "c", 2}};
        graph.permissions = {{"ERP", "Bills"}, {"ERP", "TRAN_VENDPYMTAPPRV"}, {"ERP", "Administrator"}, {"CRM", "Bills"}, {"CRM", "TRAN_VENDPYMTAPPRV"}};
        using access::Level;
        graph.roles = {{"ERP", "Clerk", {{0, Level::Edit}, {1, Level::Full}}}, {"ERP", "Administrator", {{2, Level::Unstated}}},
            {"CRM", "Clerk", {{3, Level::Edit}, {4, Level::Full}}}};
        graph.grants = {{0, 0}, {1, 1}, {2, 2}};
        sod::ConflictFinder finder(graph, *set);
        const auto found = finder.run();
        VERIFY_OK(found);
        std::vector<std::size_t> perPerson(3);
        for (const auto& conflict : found->conflicts)
            ++perPerson[conflict.person];
        QCOMPARE(perPerson, (std::vector<std::size_t>{1, 66, 0})); // S05 only; all; another system's names mean nothing
        COMPARE_STR(set->rules[found->conflicts.front().rule].id, "S05");
    }
    /// Tasks of Sage 100 with the module's code or name, areas and roles of QuickBooks; a product not named stays out.
    void otherProducts()
    {
        const auto set = genericRuleSet({{"sage_100", "Sage"}, {"quickbooks_online", "QBO"}});
        VERIFY_OK(set);
        sod::AccessGraph graph;
        graph.persons = {"E1", "E2", "E3", "E4"};
        graph.accounts = {{"Sage", "a", 0}, {"QBO", "b", 1}, {"QBO", "c", 2}, {"quickbooks_enterprise", "d", 3}};
        graph.permissions = {{"Sage", "A/P / Vendor Maintenance"}, {"Sage", "Accounts Payable / Manual Check Entry"}, {"QBO", "Accounts payable manager"},
            {"QBO", "Company administrator"}, {"quickbooks_enterprise", "Vendor Center"}, {"quickbooks_enterprise", "Pay Bills"}};
        using access::Level;
        graph.roles = {{"Sage", "AP", {{0, Level::Edit}, {1, Level::Edit}}}, {"QBO", "Accounts payable manager", {{2, Level::Unstated}}},
            {"QBO", "Company administrator", {{3, Level::Unstated}}}, {"quickbooks_enterprise", "Admin", {{4, Level::Full}, {5, Level::Full}}}};
        graph.grants = {{0, 0}, {1, 1}, {2, 2}, {3, 3}};
        sod::ConflictFinder finder(graph, *set);
        const auto found = finder.run();
        VERIFY_OK(found);
        std::vector<std::string> rules(4);
        for (const auto& conflict : found->conflicts)
            rules[conflict.person] += " " + set->rules[conflict.rule].id;
        COMPARE_STR(rules[0], " S01"); // vendor and payment
        COMPARE_STR(rules[1], " S02"); // vendor and bill; the payment run is only prepared
        QCOMPARE(rules[2].size(), std::size_t(66 * 4));
        COMPARE_STR(rules[3], "");
        const auto all = genericRuleSet();
        VERIFY_OK(all);
        sod::ConflictFinder every(graph, *all);
        const auto enterprise = every.run();
        VERIFY_OK(enterprise);
        QCOMPARE(std::count_if(enterprise->conflicts.begin(), enterprise->conflicts.end(), [](const auto& each) { return each.person == 3; }), 66);
    }
    /// A portal's rights by product, found by hand: both rights in one word are two duties, a product without a right is both, view
    /// is none, an administrator's mark counts once, and what no duty names is listed.
    void bankPortal()
    {
        const auto set = genericRuleSet({{"bank_portal", "BANK"}, {"netsuite", "ERP"}});
        VERIFY_OK(set);
        const auto read = test::readThrough("bank_portal", test::profileFile("bank_rights.csv"));
        VERIFY_OK(read);
        QCOMPARE(read->table.rows(), std::size_t(18)); // fifteen rows, two of them with both rights, and one mark of an administrator
        QCOMPARE(test::warningsOf(read->report, "import.warn.profile_word"), (std::vector<std::string>{":11 Right, Queue, 1", ":12 Product, Stop Payment, 1"}));
        auto bank = access::populationOf(read->table);
        for (auto& account : bank.accounts)
            account.system = "BANK";
        for (auto& held : bank.entitlements)
            held.system = "BANK";
        // b4 and b5 reconcile in the ledger, under accounts of their own.
        access::Population ledger;
        ledger.accounts.resize(2);
        for (auto& account : ledger.accounts)
            account.system = "ERP";
        ledger.accounts[0].id = "di";
        ledger.accounts[1].id = "ed";
        ledger.entitlements = {{"ERP", "", "Reconcile", "Full", ""}};
        ledger.grants.resize(2);
        ledger.grants[1].account = 1;
        std::vector<std::string> owners;
        for (const auto& account : bank.accounts)
            owners.push_back(account.id);
        sod::GraphBuilder building;
        building.add(bank, owners);
        building.add(ledger, {"b4", "b5"});
        const sod::AccessGraph graph = building.take();
        sod::ConflictFinder finder(graph, *set);
        const auto found = finder.run();
        VERIFY_OK(found);
        std::map<std::string, std::string> rules;
        for (const auto& conflict : found->conflicts)
            rules[graph.persons[conflict.person]] += " " + set->rules[conflict.rule].id;
        std::string text;
        for (const auto& [person, ids] : rules)
            text += person + ":" + ids + "\n";
        COMPARE_STR(text, "b1: S44\nb10: S42 S44\nb2: S45 A01\nb4: S12 S46\nb5: S12 S13\nb6: S44\nb9: A01\n");
        QCOMPARE(sod::lint(*set, graph).unmappedPermissions, (std::vector<std::string>{"BANK: Stop Payment / Initiate", "BANK: Wire / Queue"}));
        // What the report says of limits stands beside the right, and does not take the conflict away.
        COMPARE_STR(bank.entitlements[bank.grants[0].entitlement].scope, "****1010, limit per item 25000.00, limit per day 100000.00, approvals 2, dual control");
    }
    /// Each product that a mapping names has a name to be asked for.
    void productsHaveNames()
    {
        const auto pack = resourceJson(":/rules/sod_generic.json");
        VERIFY_OK(pack);
        std::set<std::string> mapped, named;
        for (const auto* list : {"mappings", "everything"}) {
            for (const Json& entry : (*pack)[list].toArray())
                mapped.insert(entry["system"].toString());
        }
        mapped.erase("");
        for (const auto& [id, name] : (*pack)["systems"].toObject())
            named.insert(name.toString().empty() ? "" : id);
        QCOMPARE(mapped, named);
        QCOMPARE(named.size(), std::size_t(5));
    }
    void survivesWritingAndReading()
    {
        const auto set = genericRuleSet();
        VERIFY_OK(set);
        const std::string text = canonicalJson(ruleSetToJson(*set));
        const auto again = ruleSetFromJson(text);
        VERIFY_OK(again);
        COMPARE_STR(canonicalJson(ruleSetToJson(*again)), text);
        QCOMPARE(again->functions[6].groups, set->functions[6].groups);
    }
    void refusesBadFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* what, const char* body, const char* code) {
            QTest::newRow(what) << QByteArray(R"({"format":"oxseal-sod-rules","format_version":1,"name":"n","version":"1",)") + body + "}"
                                << QByteArray(code);
        };
        row("no rules", R"("functions":[],"rules":[])", "sod.no_rules");
        row("not lists", R"("functions":{},"rules":[])", "sod.rules_format");
        row("function twice", R"("functions":[{"code":"A","name":"a"},{"code":"A","name":"b"}],"rules":[])", "sod.duplicate_function");
        row("rule twice",
            R"("functions":[{"code":"A","name":"a"}],"rules":[{"id":"R","legs":[["A"]],"severity":"low"},{"id":"R","legs":[["A"]],"severity":"low"}])",
            "sod.duplicate_rule");
        row("no legs", R"("functions":[{"code":"A","name":"a"}],"rules":[{"id":"R","legs":[],"severity":"low"}])", "sod.rule_without_legs");
        row("severity", R"("functions":[{"code":"A","name":"a"}],"rules":[{"id":"R","legs":[["A"]],"severity":"awful"}])", "sod.rules_format");
        row("view as minimum",
            R"("functions":[{"code":"A","name":"a"}],"mappings":[{"function":"A","permission":"P","minimum":"view"}],"rules":[])", "sod.rules_format");
        row("date", R"("functions":[{"code":"A","name":"a"}],"rules":[{"id":"R","legs":[["A"]],"severity":"low","effective":"2026-13-01"}])",
            "sod.rules_format");
        QTest::newRow("other format") << QByteArray(R"({"format":"other"})") << QByteArray("sod.rules_format");
        QTest::newRow("not JSON") << QByteArray("rule,left,right\n") << QByteArray("json.invalid");
        QTest::newRow("key twice") << QByteArray(R"({"format":"a","format":"b"})") << QByteArray("json.duplicate_key");
    }
    void refusesBadFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const auto set = ruleSetFromJson(text.toStdString());
        QVERIFY(!set);
        COMPARE_STR(set.error().id(), code.toStdString());
    }
};

OXSEAL_TEST_CLASS(TestSodRules);
#include "tst_sod_rules.moc"
