// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/conservation.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestConservation : public QObject
{
    Q_OBJECT

    static MatchLine line(std::int64_t amount, const char* currency = "USD")
    {
        MatchLine made;
        made.amount = amount;
        made.currency = *Currency::fromCode(currency);
        return made;
    }
    static MatchGroup group(MatchType type, MatchState state, std::uint32_t first, std::uint32_t left, std::uint32_t right)
    {
        MatchGroup made;
        made.type = type;
        made.state = state;
        made.first = first;
        made.leftCount = left;
        made.rightCount = right;
        return made;
    }

private Q_SLOTS:
    void holdsWhenEveryLineIsInOneGroup()
    {
        const std::vector left{line(100), line(-7)};
        const std::vector right{line(100), line(5, "EUR")};
        MatchResult result;
        result.members = {0, 0, 1, 1};
        result.groups = {group(MatchType::OneToOne, MatchState::Auto, 0, 1, 1), group(MatchType::Left, MatchState::Unmatched, 2, 1, 0),
            group(MatchType::Right, MatchState::Unmatched, 3, 0, 1)};
        const auto ok = checkConservation(left, right, result);
        QVERIFY(ok.holds);
        COMPARE_STR(ok.left.at("USD").sumIn, "93");
        COMPARE_STR(ok.left.at("USD").sumOut, "93");
        QCOMPARE(ok.right.at("EUR").rowsOut, 1U);

        auto missing = result;
        missing.groups.pop_back();
        QCOMPARE(checkConservation(left, right, missing).missing, 1U);
        QVERIFY(!checkConservation(left, right, missing).holds);

        auto twice = result;
        twice.groups.push_back(twice.groups[1]);
        QCOMPARE(checkConservation(left, right, twice).repeated, 1U);
        QVERIFY(!checkConservation(left, right, twice).holds);

        auto foreign = result;
        foreign.members[3] = 9;
        QCOMPARE(checkConservation(left, right, foreign).foreign, 1U);
        QVERIFY(!checkConservation(left, right, foreign).holds);

        auto uneven = result;
        std::swap(uneven.members[0], uneven.members[2]); // −7 paired with 100
        QCOMPARE(checkConservation(left, right, uneven).unbalanced, 1U);
        QVERIFY(!checkConservation(left, right, uneven).holds);
    }
    void sumsBeyond64Bits()
    {
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::vector left{line(most), line(most), line(most)};
        MatchResult result;
        result.members = {0, 1, 2};
        for (std::uint32_t i = 0; i < 3; ++i)
            result.groups.push_back(group(MatchType::Left, MatchState::Unmatched, i, 1, 0));
        COMPARE_STR(checkConservation(left, {}, result).left.at("USD").sumIn, "27670116110564327421"); // 3 × (2^63 − 1)
    }
};

OXSEAL_TEST_CLASS(TestConservation);
#include "tst_conservation.moc"
