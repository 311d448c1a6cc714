// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_model.h"
#include "tests/support/test_main.h"

#include <cmath>

using namespace oxseal::recon;

namespace {

constexpr std::uint64_t kPair = 65536;

bool near(Bits bits, double expected) { return std::abs(bits / 65536.0 - expected) < 0.001; }

} // namespace

class TestMatchModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weightsFromCountsByHand()
    {
        // 800 pairs among 1,000 left and 1,600 right lines: 400 with equal references, 300 with none, 100 in conflict.
        LevelCounts counts(3); // a window of three days
        counts.pairs = 800 * kPair;
        counts.amount[kAmountEqual] = 800 * kPair;
        counts.day = {200 * kPair, 500 * kPair, 100 * kPair, 0};
        counts.reference = {300 * kPair, 400 * kPair, 0, 100 * kPair};
        counts.description[1] = 600 * kPair;
        counts.description[6] = 200 * kPair;
        RandomShares random;
        random.reference = {500 * kPair, 0, 0, 500 * kPair};
        random.description[1] = 10 * kPair;
        random.description[6] = 990 * kPair;
        const MatchModel model = modelOf(counts, random, {1000, 1600, 90, kPair / 32}, {1, 1}, {});
        QVERIFY(near(model.prior, std::log2(800.0 / 200) + std::log2(1600.0 / 800))); // alone: 200 and 800
        QVERIFY(near(model.day[1], std::log2(500.5 / 802) + std::log2(90.0)));
        QVERIFY(near(model.day[3], std::log2(0.5 / 802))); // outside: anywhere in the 90 days
        QVERIFY(near(model.reference[0], std::log2(300.5 / 802) - std::log2(500.5 / 1002)));
        QVERIFY(near(model.reference[1], std::log2(400.5 / 802))); // its rarity comes with the line
        QVERIFY(near(model.reference[3], std::log2(100.5 / 802) - std::log2(500.5 / 1002)));
        QVERIFY(near(model.description[1], std::log2(600.5 / 809.5) - std::log2(10.5 / 1009.5)));
        QVERIFY(near(model.description[6], std::log2(200.5 / 809.5) - std::log2(990.5 / 1009.5)));
        QVERIFY(near(model.commonName, -5));
    }
    void evidenceAddsUp()
    {
        MatchModel model;
        model.prior = 3 * kOneBit;
        model.amount[kAmountEqual] = -kOneBit;
        model.amount[kAmountOther] = -9 * kOneBit;
        model.day = {4 * kOneBit, -8 * kOneBit};
        model.reference = {0, -kOneBit, 2 * kOneBit, -10 * kOneBit};
        model.description[1] = 5 * kOneBit;
        model.commonName = -6 * kOneBit;
        const LineRarity left{7 * kOneBit, 0, 0, 10 * kOneBit, false};
        LineRarity right{0, 9 * kOneBit, 8 * kOneBit, 10 * kOneBit, false};
        const CandidatePair pair{0, 0, kAmountEqual, 0, static_cast<std::uint8_t>(ReferenceLevel::Equal), 1};
        const PairEvidence all = evidenceOf(model, pair, left, right);
        // prior 3 − 10, amount −1 + 7, day 4, reference −1 + 9, description 5 + 8 − 6
        QVERIFY(all == (PairEvidence{-7 * kOneBit, 6 * kOneBit, 4 * kOneBit, 8 * kOneBit, 7 * kOneBit}));
        QCOMPARE(all.total(), std::int64_t{18 * kOneBit});
        right.laterCopy = true;
        QCOMPARE(evidenceOf(model, pair, left, right).total(), std::int64_t{12 * kOneBit});
        // Where the amounts differ their rarity says nothing.
        const CandidatePair other{0, 0, kAmountOther, 1, static_cast<std::uint8_t>(ReferenceLevel::Missing), 0};
        QCOMPARE(evidenceOf(model, other, left, right).amount, -9 * kOneBit);
    }
    void countsAdd()
    {
        LevelCounts a(2);
        LevelCounts b(2);
        a.add({0, 0, kAmountEqual, 1, 2, 3}, 10);
        b.add({0, 0, kAmountEqual, 2, 2, 4}, 5);
        a.add(b);
        QCOMPARE(a.pairs, std::uint64_t{15});
        QCOMPARE(a.reference[2], std::uint64_t{15});
        QVERIFY((a.day == std::vector<std::uint64_t>{0, 10, 5}));
        QCOMPARE(a.description[4], std::uint64_t{5});
    }
};

OXSEAL_TEST_CLASS(TestMatchModel);
#include "tst_match_model.moc"
