// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/name_sums.h"
#include "tests/support/test_main.h"

#include <random>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestNameSums : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySumOnce()
    {
        std::mt19937_64 random(21);
        for (int round = 0; round < 40; ++round) {
            std::vector<Summand> summands;
            const std::size_t count = 2 + random() % 10;
            for (std::uint32_t i = 0; i < count; ++i)
                summands.push_back({1, static_cast<std::uint32_t>(1 + random() % 2), static_cast<std::int32_t>(random() % 12),
                    static_cast<std::int64_t>(random() % 1000), i});
            std::sort(summands.begin(), summands.end(),
                [](const Summand& a, const Summand& b) { return std::tie(a.name, a.day, a.line) < std::tie(b.name, b.day, b.line); });
            std::set<std::set<std::uint32_t>> expected;
            for (std::uint32_t mask = 0; mask < 1U << count; ++mask) {
                std::set<std::uint32_t> lines;
                std::set<std::uint32_t> names;
                std::int32_t first = 99;
                std::int32_t last = 0;
                for (std::size_t i = 0; i < count; ++i) {
                    if ((mask >> i & 1U) == 0)
                        continue;
                    lines.insert(summands[i].line);
                    names.insert(summands[i].name);
                    first = std::min(first, summands[i].day);
                    last = std::max(last, summands[i].day);
                }
                if (lines.size() >= 2 && names.size() == 1 && last - first <= 4)
                    expected.insert(lines);
            }
            std::set<std::set<std::uint32_t>> found;
            const auto limited = forEachSum(summands, 4, [&](const FoundSum& tried) {
                const auto members = tried.members;
                std::int64_t added = 0;
                for (const Summand& summand : summands)
                    added += std::find(members.begin(), members.end(), summand.line) != members.end() ? summand.amount : 0;
                QCOMPARE(tried.sum, added);
                QVERIFY(found.insert({members.begin(), members.end()}).second);
            });
            QVERIFY(limited.empty());
            QVERIFY(found == expected);
        }
    }
    void theBoundIsReported()
    {
        std::vector<Summand> summands;
        for (std::uint32_t i = 0; i < 30; ++i)
            summands.push_back({1, 1, 0, 100 + i, i});
        std::uint64_t tried = 0;
        const auto limited = forEachSum(summands, 0, [&](const FoundSum& found) {
            const auto members = found.members;
            ++tried;
            QVERIFY(members.size() <= 6 || 30 - members.front() <= kAllSums); // among many lines small sums only
        });
        QCOMPARE(limited.front(), 0U);
        QVERIFY(tried <= std::uint64_t{30} * kMostSums);
    }
    void oneCustomerPaysSeveral()
    {
        // Forty customers, each with four invoices within three days; the bank shows the sum of the first three.
        std::mt19937_64 random(22);
        std::array<std::vector<KeyedLine>, 2> keyed;
        for (std::uint32_t customer = 0; customer < 40; ++customer) {
            std::int64_t sum = 0;
            for (std::uint32_t i = 0; i < 4; ++i) {
                const auto amount = static_cast<std::int64_t>(1000 + random() % 900000);
                keyed[1].push_back({amount, 1, 0, static_cast<std::int32_t>(customer + i % 3), customer * 4 + i});
                sum += i < 3 ? amount : 0;
            }
            keyed[0].push_back({sum, 1, 0, static_cast<std::int32_t>(customer + 4), customer});
        }
        TextShapes shapes;
        std::array<std::vector<bool>, 2> open{std::vector<bool>(40, true), std::vector<bool>(160, true)};
        BatchLines lines{{keyed[0], keyed[1]}, shapes, open};
        const auto batches = nameSums(lines, {0, 5}, [](std::uint32_t right) { return 1 + right / 4; },
            [](std::uint32_t left, std::uint32_t right) { return left == right / 4 ? 13U : 18U; });
        QCOMPARE(batches.size(), std::size_t{40});
        for (const Batch& batch : batches) {
            QVERIFY((batch.right == std::vector<std::uint32_t>{4 * batch.left, 4 * batch.left + 1, 4 * batch.left + 2}));
            QCOMPARE(batch.alternatives, 0U);
            QVERIFY(!batch.boundReached);
            QVERIFY(!open[0][batch.left] && !open[1][4 * batch.left] && open[1][4 * batch.left + 3]);
        }
    }
    void equalSumsAreNotDecided()
    {
        // 100 + 400 and 200 + 300 both make 500.
        std::array<std::vector<KeyedLine>, 2> keyed;
        keyed[0].push_back({500, 1, 0, 3, 0});
        for (std::uint32_t i = 0; i < 4; ++i)
            keyed[1].push_back({100 + 100 * std::int64_t{i}, 1, 0, 1, i});
        TextShapes shapes;
        std::array<std::vector<bool>, 2> open{std::vector<bool>(1, true), std::vector<bool>(4, true)};
        BatchLines lines{{keyed[0], keyed[1]}, shapes, open};
        QVERIFY(nameSums(lines, {0, 5}, [](std::uint32_t) { return 1U; }, [](std::uint32_t, std::uint32_t) { return 13U; }).empty());
        QVERIFY(open[0][0]);
    }
};

OXSEAL_TEST_CLASS(TestNameSums);
#include "tst_name_sums.moc"
