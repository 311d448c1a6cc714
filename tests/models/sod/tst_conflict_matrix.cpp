// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_matrix.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TestConflictMatrix : public QObject
{
    Q_OBJECT

    /// Functions A B C D; A × B, A × C (or D), and B by itself.
    static RuleSet rules()
    {
        RuleSet set;
        for (const char* code : {"A", "B", "C", "D"})
            set.functions.push_back({code, code, {}});
        Rule ab, acd, b;
        ab.id = "1";
        ab.legs = {{0}, {1}};
        ab.severity = Severity::Medium;
        acd.id = "2";
        acd.legs = {{0}, {2, 3}};
        acd.severity = Severity::High;
        b.id = "3";
        b.legs = {{1}};
        b.severity = Severity::Low;
        set.rules = {ab, acd, b};
        return set;
    }

private Q_SLOTS:
    void countsPeopleInTheLowerTriangle()
    {
        const std::vector<MatrixEntry> conflicts{{"ann", {0, 1}, Severity::Medium}, {"bob", {1, 0}, Severity::High},
            {"ann", {0, 3}, Severity::High}, {"ann", {1}, Severity::Low}, {"ann", {0, 1}, Severity::Medium}};
        const ConflictMatrix matrix = matrixOf(rules(), conflicts, false);
        QCOMPARE(matrix.functions, (std::vector<std::uint32_t>{0, 1, 2, 3}));
        QCOMPARE(matrix.cell(1, 0)->people, std::int64_t(2)); // ann twice is one person
        QCOMPARE(matrix.cell(1, 0)->severity, Severity::High); // the gravest
        QVERIFY(matrix.cell(0, 1) == nullptr); // never above the diagonal
        QCOMPARE(matrix.cell(1, 1)->people, std::int64_t(1)); // sensitive access
        QVERIFY(matrix.cell(2, 0)->ruled);
        QCOMPARE(matrix.cell(2, 0)->people, std::int64_t(0));
        QCOMPARE(matrix.cell(3, 0)->people, std::int64_t(1));
        QVERIFY(matrix.cell(3, 2) == nullptr); // alternatives of one leg are no pair
    }

    void inUseOnlyLeavesOutTheRest()
    {
        const ConflictMatrix matrix = matrixOf(rules(), {{"ann", {0, 3}, Severity::High}}, true);
        QCOMPARE(matrix.functions, (std::vector<std::uint32_t>{0, 3}));
        QCOMPARE(matrix.cell(1, 0)->people, std::int64_t(1));
        QVERIFY(matrixOf(rules(), {}, true).functions.empty());
    }

    void threeLegsCountInEveryPair()
    {
        const ConflictMatrix matrix = matrixOf(rules(), {{"ann", {0, 1, 2}, Severity::High}}, true);
        QCOMPARE(matrix.cell(1, 0)->people, std::int64_t(1));
        QCOMPARE(matrix.cell(2, 0)->people, std::int64_t(1));
        QCOMPARE(matrix.cell(2, 1)->people, std::int64_t(1));
        QVERIFY(!matrix.cell(2, 1)->ruled);
    }
};

OXSEAL_TEST_CLASS(TestConflictMatrix);
#include "tst_conflict_matrix.moc"
