// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/journal_numbers.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestJournalNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // 1 … 4, 6 … 10: one of ten is missing; the period before ended with 98 of its own sequence, so 99 and 100 are missing before 101.
    void missingNumbersAreNamed()
    {
        const std::vector<std::string> ids{"A-1", "A-2", "A-3", "A-4", "A-6", "A-7", "A-8", "A-9", "A-10", "B101", "B102", "B103", "x", "C-7", "C-90", "C-95"};
        const std::vector<std::string> before{"B96", "B97", "B98"};
        const auto all = numberSequences(ids, before, false);
        QCOMPARE(all.size(), std::size_t{3});
        QVERIFY(all[0].dense && all[0].missing.size() == 1);
        COMPARE_STR(all[0].missing[0].text(), "5");
        COMPARE_STR(all[0].missing[0].next, "A-6");
        COMPARE_STR(all[1].missing.at(0).text(), "99-100");
        COMPARE_STR(all[1].missing[0].next, "B101");
        QCOMPARE(all[1].before.value(), std::int64_t{98});
        QVERIFY(!all[2].dense && all[2].missing.empty());
        // A jump longer than the sequence is another range of numbers.
        QVERIFY(numberSequences(std::vector<std::string>{"B110", "B111", "B112"}, before, false).at(0).missing.empty());
        QVERIFY(!numberedId("J-1234567890123456789") && !numberedId("JE") && !numberedId(""));
        QCOMPARE(numberedId("00012")->number, std::int64_t{12});
    }
};

OXSEAL_TEST_CLASS(TestJournalNumbers);
#include "tst_journal_numbers.moc"
