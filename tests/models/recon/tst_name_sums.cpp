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
    void theOrderOfLinesDoesNotCount()
    {
        // Round amounts of few customers: many sums fit, decoys tie, bounds are met.
        std::mt19937_64 random(23);
        std::array<std::vector<KeyedLine>, 2> content;
        std::vector<std::uint32_t> customer;
        for (std::uint32_t i = 0; i < 600; ++i) {
            content[1].push_back({static_cast<std::int64_t>(1 + random() % 40) * 500, 1, 0, static_cast<std::int32_t>(random() % 40), i});
            customer.push_back(static_cast<std::uint32_t>(random() % 25));
        }
        for (std::uint32_t i = 0; i < 500; ++i)
            content[0].push_back({static_cast<std::int64_t>(4 + random() % 60) * 500, 1, 0, static_cast<std::int32_t>(2 + random() % 20), i});
        for (std::uint32_t k = 0; k < 40; ++k) { // and some true ones, whose weight the others decide
            for (const std::int64_t amount : {10007 + 13 * std::int64_t{k}, 20011 + 17 * std::int64_t{k}}) {
                content[1].push_back({amount, 1, 0, static_cast<std::int32_t>(k % 30), static_cast<std::uint32_t>(content[1].size())});
                customer.push_back(25 + k);
            }
            content[0].push_back({30018 + 30 * std::int64_t{k}, 1, 0, static_cast<std::int32_t>(2 + k % 30), 500 + k});
        }
        std::set<std::vector<std::uint64_t>> first;
        for (int round = 0; round < 4; ++round) {
            std::array<std::vector<KeyedLine>, 2> keyed = content;
            std::array<std::vector<std::uint32_t>, 2> place; // what a line is, whatever its index
            for (std::size_t side = 0; side < 2; ++side) {
                if (round > 0)
                    std::shuffle(keyed[side].begin(), keyed[side].end(), random);
                for (std::uint32_t i = 0; i < keyed[side].size(); ++i) {
                    place[side].push_back(keyed[side][i].index);
                    keyed[side][i].index = i;
                }
            }
            TextShapes shapes;
            std::array<std::vector<bool>, 2> open{std::vector<bool>(keyed[0].size(), true), std::vector<bool>(keyed[1].size(), true)};
            BatchLines lines{{keyed[0], keyed[1]}, shapes, open,
                [&](std::size_t side, std::uint32_t line) { return std::uint64_t{place[side][line]}; }};
            const auto batches = nameSums(lines, {0, 5}, [&](std::uint32_t right) { return 1 + customer[place[1][right]]; },
                [&](std::uint32_t left, std::uint32_t right) {
                    const std::uint32_t line = place[0][left]; // a third of the chance ones name somebody else
                    return line >= 500 && customer[place[1][right]] == line - 475 ? 13U : line % 3 == 0 ? 18U : 0U;
                },
                1 + round);
            std::set<std::vector<std::uint64_t>> found;
            for (const Batch& batch : batches) {
                std::vector<std::uint64_t> row{place[0][batch.left], batch.probability, batch.alternatives, batch.boundReached ? 1U : 0U};
                std::set<std::uint64_t> members;
                for (const std::uint32_t line : batch.right)
                    members.insert(place[1][line]);
                row.insert(row.end(), members.begin(), members.end());
                found.insert(row);
            }
            if (round == 0)
                first = found;
            QVERIFY(found == first);
        }
        QVERIFY(!first.empty());
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
