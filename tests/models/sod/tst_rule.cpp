// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/mitigation.h"
#include "models/sod/rule.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

namespace {

Table table(const std::vector<const char*>& names, const std::vector<std::vector<const char*>>& rows)
{
    std::vector<Column> columns;
    for (std::size_t at = 0; at < names.size(); ++at) {
        TextColumn cells;
        for (const auto& row : rows)
            cells.append(row[at]);
        columns.push_back({names[at], cells});
    }
    return Table(columns);
}

Day day(const char* text) { return *Day::fromIso(text); }

} // namespace

class TestRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTables()
    {
        const Table functions = table({"func", "grp", "permission", "level"},
            {{"PAY", "0", "P1", ""}, {"PAY", "0", "P2", "Full"}, {"PAY", "1", "P3", ""}});
        const auto set = ruleSetOf(
            table({"rule", "left", "right", "severity"}, {{"R1", "PAY", "P9", "MED"}, {"R2", "P8|P9", "", "low"}}), &functions);
        VERIFY_OK(set);
        QCOMPARE(set->functions.size(), std::size_t(3)); // PAY, P9, P8
        QCOMPARE(set->functions[0].groups.size(), std::size_t(2));
        QCOMPARE(set->functions[0].groups[0].size(), std::size_t(2));
        QCOMPARE(set->functions[0].groups[0][1].minimum, access::Level::Full);
        QCOMPARE(set->rules[0].severity, Severity::Medium);
        QCOMPARE(set->rules[1].legs.size(), std::size_t(1)); // sensitive access
        QCOMPARE(set->rules[1].legs[0].size(), std::size_t(2));
        const auto twice = ruleSetOf(table({"rule", "left", "right"}, {{"R1", "A", "B"}, {"R1", "A", "C"}}), nullptr);
        QVERIFY(!twice && twice.error().is(kDuplicateRule));
        const auto empty = ruleSetOf(table({"rule", "left", "right"}, {{"R1", "", ""}}), nullptr);
        QVERIFY(!empty && empty.error().is(kRuleWithoutLegs));
        const auto none = ruleSetOf(table({"rule", "left", "right"}, {}), nullptr);
        QVERIFY(!none && none.error().is(kNoRules));
    }
    void rulesHaveDates()
    {
        RuleSet set;
        set.functions = {{"A", "A", {}}};
        set.rules = {{"old", {{0}}, Severity::Low, "", "", "", {}, day("2026-07-01")},
            {"new", {{0}}, Severity::Low, "", "", "", day("2026-07-01"), {}}, {"ever", {{0}}, Severity::Low, "", "", "", {}, {}}};
        QCOMPARE(rulesOn(set, day("2026-06-30")), (std::vector<std::uint32_t>{0, 2}));
        QCOMPARE(rulesOn(set, day("2026-07-01")), (std::vector<std::uint32_t>{1, 2}));
    }
    void mitigations()
    {
        Mitigation mitigation{"C-31", "E7", day("2026-12-31"), MitigationState::Designed};
        const Day today = day("2026-10-01");
        VERIFY_OK(allowedMitigation(mitigation, "E1", today));
        const auto own = allowedMitigation(mitigation, "e7", today);
        QVERIFY(!own && own.error().is(kMitigatedByConflicted));
        const auto late = allowedMitigation(mitigation, "E1", day("2027-01-01"));
        QVERIFY(!late && late.error().is(kMitigationExpiry));
        // Only failed and expired open the conflict again; the rest are open matters.
        QCOMPARE(standing(mitigation, {}, today), Standing::MitigatedUntested);
        mitigation.state = MitigationState::Operating;
        QCOMPARE(standing(mitigation, {}, today), Standing::MitigatedUntested);
        mitigation.state = MitigationState::Tested;
        QCOMPARE(standing(mitigation, {}, today), Standing::Mitigated);
        QCOMPARE(standing(mitigation, {}, day("2026-12-31")), Standing::Mitigated);
        QCOMPARE(standing(mitigation, {}, day("2027-01-01")), Standing::Open);
        mitigation.state = MitigationState::Failed;
        QCOMPARE(standing(mitigation, {}, today), Standing::Open);
        QCOMPARE(standing({}, day("2026-10-01"), today), Standing::Accepted);
        QCOMPARE(standing({}, day("2026-09-30"), today), Standing::Open);
    }
};

OXSEAL_TEST_CLASS(TestRule);
#include "tst_rule.moc"
