// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/overlap.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestOverlap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByContentNotById()
    {
        const std::vector<ContentLine> earlier{
            {Day{100}, 500, "A1", "", "coffee"}, {Day{100}, 500, "A2", "", "coffee"}, {Day{101}, -900, "A3", "", "rent"}};
        const std::vector<ContentLine> fresh{
            {Day{101}, -900, "A3", "", "rent"}, // the file overlaps
            {Day{130}, 700, "A1", "", "tea"}, // the bank has reused A1
            {Day{131}, 700, "B1", "", "tea"}, // new
            {Day{131}, 700, "B1", "", "tea"}, // the same twice within one file, not there before: both are new
            {Day{132}, 1, "B1", "", "tea"}, // reused within the file
            {Day{133}, 1, "", "", "tea"}, {Day{133}, 1, "", "", "tea"}, // without ids
        };
        const auto marks = compareWithEarlier(earlier, fresh);
        QCOMPARE(marks.size(), fresh.size());
        QVERIFY(marks[0].kind == OverlapKind::Same && marks[0].other == 2);
        QVERIFY(marks[1].kind == OverlapKind::RecycledId && marks[1].inEarlier && marks[1].other == 0);
        QVERIFY(marks[2].kind == OverlapKind::New);
        QVERIFY(marks[3].kind == OverlapKind::New);
        QVERIFY(marks[4].kind == OverlapKind::RecycledId && !marks[4].inEarlier && marks[4].other == 2);
        QVERIFY(marks[5].kind == OverlapKind::New && marks[6].kind == OverlapKind::New);
    }
    void equalsAreCountedNotCollapsed()
    {
        const ContentLine line{Day{5}, 250, "", "", "ticket"};
        const std::vector<ContentLine> earlier(3, line);
        const std::vector<ContentLine> fresh(5, line);
        const auto marks = compareWithEarlier(earlier, fresh);
        int same = 0;
        for (const auto& mark : marks)
            same += mark.kind == OverlapKind::Same ? 1 : 0;
        QCOMPARE(same, 3); // the fourth and fifth are new
    }
};

OXSEAL_TEST_CLASS(TestOverlap);
#include "tst_overlap.moc"
