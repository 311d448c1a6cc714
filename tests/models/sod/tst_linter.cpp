// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/linter.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TestLinter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsDeadOrUnmapped()
    {
        using access::Level;
        AccessGraph graph;
        graph.persons = {"A"};
        graph.accounts = {{"ERP", "a", 0}};
        graph.permissions = {{"ERP", "BILL"}, {"ERP", "PAY"}, {"ERP", "ODD"}, {"ERP", "LOOK"}, {"ERP", "NEVER"}};
        graph.roles = {{"ERP", "Clerk", {{0, Level::Edit}, {2, Level::Unstated}, {3, Level::View}}},
            {"ERP", "Payer", {{1, Level::Create}}}, {"ERP", "Unused", {{4, Level::Full}}}};
        graph.grants = {{0, 0}, {0, 1}};
        RuleSet set;
        const auto function = [&set](const char* code, const char* permission, Level minimum) {
            set.functions.push_back({code, code, {{{"", permission, minimum}}}});
        };
        function("BI", "BILL", Level::Create);
        function("PY", "PAY", Level::Create);
        function("PX", "PAY", Level::Full); // held, but not that far
        function("JE", "JOURNAL", Level::Create); // in no listing
        set.functions.push_back({"NO", "no mapping", {}});
        const auto rule = [&set](const char* id, std::vector<std::vector<std::uint32_t>> legs) {
            set.rules.push_back({id, std::move(legs), Severity::High, "", "", "", {}, {}});
        };
        rule("lives", {{0}, {1}});
        rule("alternative", {{0}, {3, 1}});
        rule("level", {{0}, {2}});
        rule("unheld", {{0}, {3}});
        rule("unmapped", {{4}});
        const LintReport report = lint(set, graph);
        QCOMPARE(report.deadRules, (std::vector<std::string>{"level", "unheld", "unmapped"}));
        QCOMPARE(report.unmappedPermissions, (std::vector<std::string>{"ERP: ODD"})); // LOOK is view-only, NEVER is not held
        QCOMPARE(report.unusedReferences, (std::vector<std::string>{"JOURNAL", "PAY"}));
        QCOMPARE(report.permissionsHeld, std::uint64_t(3));
        QCOMPARE(report.coveragePercent(), 66); // two of three, rounded down
        QVERIFY(report.wideReferences.empty());
        set.everything = {{"", "Payer", Level::Create}};
        const LintReport wide = lint(set, graph);
        QCOMPARE(wide.wideReferences, (std::vector<std::string>{"ERP: Payer"}));
        QCOMPARE(wide.deadRules, (std::vector<std::string>{"unmapped"}));
    }
};

OXSEAL_TEST_CLASS(TestLinter);
#include "tst_linter.moc"
