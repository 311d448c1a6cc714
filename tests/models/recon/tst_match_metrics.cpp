// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_metrics.h"
#include "tests/support/test_main.h"

#include <cmath>
#include <random>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

std::uint32_t p32(double p) { return static_cast<std::uint32_t>(p * 4294967296.0); }

void near(const Millionths& value, double expected, double tolerance)
{
    QVERIFY(value.has_value());
    QVERIFY2(std::abs(static_cast<double>(*value) / 1e6 - expected) <= tolerance, std::to_string(*value).c_str());
}

} // namespace

class TestMatchMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confusionOfTheDesignNotes()
    {
        // domain §11: TP 940, FP 10, FN 50 -> P 0.9895, R 0.9495, F1 0.9691.
        const Confusion counts{940, 10, 50, 990};
        QCOMPARE(*counts.precision(), std::int64_t{989474}); // 940 / 950
        QCOMPARE(*counts.recall(), std::int64_t{949495}); // 940 / 990
        QCOMPARE(*counts.f1(), std::int64_t{969072}); // 1880 / 1940
        QCOMPARE(*counts.falsePositiveRate(), std::int64_t{10000}); // 10 / 1000
        QVERIFY(!Confusion().precision() && !Confusion().recall() && !Confusion().f1() && !Confusion().falsePositiveRate());
        QCOMPARE(*shareOf(1, 2000000), std::int64_t{1}); // half a millionth rounds away from zero
        QCOMPARE(*shareOf(-1, 2000000), std::int64_t{-1});
    }
    void wilsonAsPublished()
    {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (Wilson score).
        near(wilsonLower(81, 263), 0.2553, 0.00005);
        near(wilsonLower(15, 148), 0.0624, 0.00005);
        QCOMPARE(*wilsonLower(0, 20), std::int64_t{0});
        near(wilsonLower(1, 29), 0.0061, 0.00005);
        // The upper ends, of the same table.
        near(wilsonUpper(81, 263), 0.3662, 0.00005);
        near(wilsonUpper(15, 148), 0.1605, 0.00005);
        near(wilsonUpper(0, 20), 0.1611, 0.00005);
        near(wilsonUpper(1, 29), 0.1718, 0.00005);
        // 24 of 25 by hand: (24 + 1.920729 ± 1.959964·√(24·1/25 + 0.960365)) / 28.841459 = 0.898731 ± 0.094172.
        near(wilsonLower(24, 25), 0.804559, 0.000002);
        near(wilsonUpper(24, 25), 0.992904, 0.000002);
        QCOMPARE(*wilsonUpper(25, 25), std::int64_t{1000000});
        QVERIFY(!wilsonUpper(0, 0));
        // All of n right: n / (n + z²): 381 are needed for 0.99.
        QVERIFY(*wilsonLower(380, 380) < 990000);
        QVERIFY(*wilsonLower(381, 381) >= 990000);
        QVERIFY(!wilsonLower(0, 0));
        // Large counts neither overflow nor drift from the formula in floating point.
        const double n = 1e9;
        const double p = 0.995;
        const double z2 = 3.841458820694124;
        const double lower = (p + z2 / (2 * n) - std::sqrt(z2) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n);
        near(wilsonLower(995'000'000, 1'000'000'000), lower, 0.0000011);
    }
    void calibrationByHand()
    {
        // Two bins. Below one half: 0.25 wrong, 0.25 right. Above: 0.75 right, 0.875 right, 0.75 wrong.
        const std::vector<Forecast> forecasts{{p32(0.25), false}, {p32(0.25), true}, {p32(0.75), true}, {p32(0.875), true}, {p32(0.75), false}};
        const auto table = calibration(forecasts, 2);
        QCOMPARE(table.size(), std::size_t{2});
        QCOMPARE(table[0].count, std::int64_t{2});
        QCOMPARE(*table[0].stated, std::int64_t{250000});
        QCOMPARE(*table[0].observed, std::int64_t{500000});
        QCOMPARE(table[1].from, std::int64_t{500000});
        QCOMPARE(*table[1].stated, std::int64_t{791667}); // 2.375 / 3
        QCOMPARE(*table[1].observed, std::int64_t{666667});
        // ECE: (|1 − 0.5| + |2 − 2.375|) / 5 = 0.175
        QCOMPARE(*expectedCalibrationError(forecasts, 2), std::int64_t{175000});
        // Brier: (0.0625 + 0.5625 + 0.0625 + 0.015625 + 0.5625) / 5 = 0.253125
        QCOMPARE(*brierScore(forecasts), std::int64_t{253125});
        QVERIFY(!expectedCalibrationError({}, 10) && !brierScore({}));
        // An empty bin states nothing; the top of the scale is in the last bin.
        const std::vector<Forecast> top{{0xFFFFFFFFU, true}};
        const auto ten = calibration(top, 10);
        QVERIFY(ten[9].count == 1 && !ten[0].stated && !ten[0].observed);
        QCOMPARE(*brierScore(top), std::int64_t{0});
    }
    void stabilityOfTheDesignNotes()
    {
        // domain §11: (.20,.50,.30)->(.10,.60,.30) 0.0875; (.25x4)->(.10,.15,.25,.50) 0.3618.
        const std::vector<std::int64_t> a{200, 500, 300};
        const std::vector<std::int64_t> b{100, 600, 300};
        near(stabilityIndex(a, b, 200), 0.0875, 0.0001);
        near(stabilityIndex(b, a, 200), 0.0875, 0.0001); // symmetric
        const std::vector<std::int64_t> even{250, 250, 250, 250};
        near(stabilityIndex(even, std::vector<std::int64_t>{100, 150, 250, 500}, 200), 0.3618, 0.0001);
        QCOMPARE(*stabilityIndex(even, even, 200), std::int64_t{0});
        // Fewer than 200 observations are insufficient, on either side.
        QVERIFY(!stabilityIndex(even, std::vector<std::int64_t>{50, 50, 50, 49}, 200));
        QVERIFY(!stabilityIndex(std::vector<std::int64_t>{1, 2, 3, 4}, even, 200));
        QVERIFY(!stabilityIndex(a, even, 200));
        // An empty bin counts as a ten-thousandth: (0.5 − 0.0001)·ln(5000) + (0.5 − 1)·ln(0.5)
        near(stabilityIndex(std::vector<std::int64_t>{1000, 0}, std::vector<std::int64_t>{500, 500}, 200),
            (0.5 - 0.0001) * std::log(5000.0) + (0.5 - 1) * std::log(0.5), 0.001);
    }
    void likeFloatingPoint()
    {
        std::mt19937_64 random(11);
        for (int round = 0; round < 200; ++round) {
            std::vector<Forecast> forecasts;
            std::vector<double> stated(10);
            std::vector<double> right(10);
            double brier = 0;
            const std::size_t count = 1 + random() % 500;
            for (std::size_t i = 0; i < count; ++i) {
                const auto probability = static_cast<std::uint32_t>(random());
                const double p = probability / 4294967296.0;
                const bool hit = (random() % 1000) < static_cast<std::uint64_t>(p * 1000);
                forecasts.push_back({probability, hit});
                stated[static_cast<std::size_t>(p * 10)] += p;
                right[static_cast<std::size_t>(p * 10)] += hit ? 1 : 0;
                brier += (p - (hit ? 1 : 0)) * (p - (hit ? 1 : 0));
            }
            double error = 0;
            for (std::size_t i = 0; i < 10; ++i)
                error += std::abs(stated[i] - right[i]);
            near(expectedCalibrationError(forecasts, 10), error / static_cast<double>(count), 0.000001);
            near(brierScore(forecasts), brier / static_cast<double>(count), 0.000001);
        }
    }
};

OXSEAL_TEST_CLASS(TestMatchMetrics);
#include "tst_match_metrics.moc"
