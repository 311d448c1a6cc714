// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_left_over.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestMatchLeftOver : public QObject
{
    Q_OBJECT

    static MatchLine line(const char* date, std::int64_t amount, const char* reference)
    {
        MatchLine made;
        made.date = *Day::fromIso(date);
        made.amount = amount;
        made.reference = reference;
        made.account = "1010";
        made.currency = *Currency::fromCode("USD");
        return made;
    }

private Q_SLOTS:
    void theNearestInTimeIsNamed()
    {
        // Left 0 has two of its amount on the right, three days before and two days after; left 2 was matched.
        const std::vector<MatchLine> left{line("2026-09-10", 500, "R1"), line("2026-09-10", 77, "R2"), line("2026-09-10", 1, "")};
        const std::vector<MatchLine> right{line("2026-09-07", 500, ""), line("2026-09-12", 500, ""), line("2026-09-30", 78, "r-2"),
            line("2026-09-10", 1, "")};
        PassSet rules;
        rules.passes.resize(3);
        rules.passes[0].kind = PassKind::Reference;
        rules.passes[1].kind = PassKind::AmountDate;
        rules.passes[1].unit = DayUnit::Calendar;
        rules.passes[2].kind = PassKind::Reversal;
        const MatchKeys keys(left, right, rules);
        std::vector<MatchGroup> groups(5);
        noteNearest(keys, rules, {{{0, 1, kNoLine}, {2, 3, 4, kNoLine}}}, groups);
        QCOMPARE(groups[0].nearAmount, 1U);
        QCOMPARE(groups[0].neededDays, 2);
        QCOMPARE(groups[0].neededPass, std::int16_t{1});
        QCOMPARE(groups[0].nearReference, kNoLine);
        QCOMPARE(groups[1].nearAmount, kNoLine);
        QCOMPARE(groups[1].nearReference, 2U);
        QCOMPARE(groups[2].nearAmount, 0U);
        QCOMPARE(groups[2].neededDays, 3);
        QCOMPARE(groups[4].nearReference, 1U);
        QCOMPARE(groups[4].neededPass, std::int16_t{-1});
    }

    void ofTwoAsNearTheEarlier()
    {
        const std::vector<MatchLine> left{line("2026-09-10", 500, "")};
        const std::vector<MatchLine> right{line("2026-09-13", 500, ""), line("2026-09-07", 500, "")};
        PassSet rules;
        rules.passes.resize(1);
        rules.passes[0].unit = DayUnit::Calendar;
        const MatchKeys keys(left, right, rules);
        std::vector<MatchGroup> groups(3);
        noteNearest(keys, rules, {{{0}, {1, 2}}}, groups);
        QCOMPARE(groups[0].nearAmount, 1U);
        QCOMPARE(groups[0].neededDays, 3);
    }

    void withoutAPassByAmount()
    {
        const std::vector<MatchLine> left{line("2026-09-10", 500, "")};
        PassSet rules;
        rules.passes.resize(1);
        rules.passes[0].kind = PassKind::Reference;
        const MatchKeys keys(left, left, rules);
        std::vector<MatchGroup> groups(2);
        noteNearest(keys, rules, {{{0}, {1}}}, groups);
        QCOMPARE(groups[0].nearAmount, kNoLine);
    }
};

OXSEAL_TEST_CLASS(TestMatchLeftOver);
#include "tst_match_left_over.moc"
