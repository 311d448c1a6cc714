// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_list.h"
#include "models/access/population.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

namespace {

Table table(const std::vector<const char*>& names, const std::vector<std::vector<std::string>>& rows)
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

} // namespace

class TestConflictList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void disabledAccountsHoldNothingAndStrangersStandForThemselves()
    {
        const access::Population population = access::populationOf(table({"system", "account_id", "person_id", "permission", "level", "status"},
            {{"ERP", "ann", "E1", "BILL", "Edit", "active"}, {"ERP", "ann", "E1", "PAY", "Edit", "active"},
                {"ERP", "x9", "", "BILL", "Edit", "active"}, {"ERP", "x9", "", "PAY", "Edit", "active"},
                {"ERP", "old", "E1", "BILL", "Edit", "disabled"}, {"ERP", "gone", "E2", "PAY", "Edit", "disabled"}}));
        const access::Roster roster({{"E1", "Ann", "", "", "", "", "", Flag::No, {}, {}}, {"E2", "Bo", "", "", "", "", "", Flag::No, {}, {}}});
        GraphBuilder builder;
        QCOMPARE(addHeld(builder, population, roster), std::int64_t(1));
        const AccessGraph graph = builder.take();
        QCOMPARE(graph.grants.size(), std::size_t(4));

        RuleSet set;
        set.functions = {{"BI", "Bills", {{{"ERP", "BILL", access::Level::Create}}}}, {"PY", "Payments", {{{"ERP", "PAY", access::Level::Create}}}}};
        set.rules = {{"S01", {{0}, {1}}, Severity::High, "pays own bills", "second look", "", {}, {}}};
        ConflictFinder finder(graph, set);
        const auto found = finder.run();
        VERIFY_OK(found);
        test::QtHasher hasher;
        const auto lines = conflictLines(hasher, finder, *found);
        QCOMPARE(lines.size(), std::size_t(2));
        COMPARE_STR(lines[0].subject, "person:E1");
        COMPARE_STR(lines[1].subject, "account:ERP/x9");
        COMPARE_STR(lines[0].rule, "S01");
        COMPARE_STR(lines[0].risk, "pays own bills");
        COMPARE_STR(lines[0].control, "second look");
        COMPARE_STR(lines[0].leftPath, "ERP:ann > BILL (edit) > BI");
        COMPARE_STR(lines[0].rightPath, "ERP:ann > PAY (edit) > PY");
        QVERIFY(lines[0].fingerprint == fingerprintOf(hasher, "sod.conflict", "person:E1", {"S01"}));
        QVERIFY(lines[0].fingerprint != lines[1].fingerprint);
    }
};

OXSEAL_TEST_CLASS(TestConflictList);
#include "tst_conflict_list.moc"
