// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/sum_block.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

constexpr BlockWindow kWide{100, 100, 0};

/// Lines on day 0, numbered by place.
std::vector<SumLine> lines(const std::vector<std::int64_t>& amounts)
{
    std::vector<SumLine> out;
    for (std::uint32_t i = 0; i < amounts.size(); ++i)
        out.push_back({amounts[i], {0, i}});
    return out;
}

using Sets = std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>;
std::vector<Sets> setsOf(const std::vector<SumFound>& found)
{
    std::vector<Sets> out;
    for (const SumFound& each : found)
        out.emplace_back(each.left, each.right);
    std::sort(out.begin(), out.end());
    return out;
}

/// All ways by trying each pair of sets; sums by plain addition, parts by comparing each with each.
std::vector<Sets> uniqueWaysByHand(const std::vector<std::int64_t>& left, const std::vector<std::int64_t>& right, std::vector<Sets>& tied)
{
    struct Way
    {
        std::set<std::uint32_t> l, r;
    };
    const auto setOf = [](std::uint32_t bits) {
        std::set<std::uint32_t> out;
        for (std::uint32_t i = 0; i < 32; ++i)
            if ((bits >> i & 1U) != 0)
                out.insert(i);
        return out;
    };
    const auto sum = [](const std::set<std::uint32_t>& of, const std::vector<std::int64_t>& amounts) {
        std::int64_t total = 0;
        for (const std::uint32_t i : of)
            total += amounts[i];
        return total;
    };
    std::vector<Way> ways;
    for (std::uint32_t a = 1; a < 1U << left.size(); ++a)
        for (std::uint32_t b = 1; b < 1U << right.size(); ++b)
            if (sum(setOf(a), left) == sum(setOf(b), right))
                ways.push_back({setOf(a), setOf(b)});
    const auto part = [](const Way& small, const Way& big) {
        return std::includes(big.l.begin(), big.l.end(), small.l.begin(), small.l.end()) && std::includes(big.r.begin(), big.r.end(), small.r.begin(), small.r.end());
    };
    std::vector<Way> least;
    for (const Way& way : ways)
        if (std::none_of(ways.begin(), ways.end(), [&](const Way& other) { return &other != &way && part(other, way) && !part(way, other); }))
            least.push_back(way);
    std::vector<Sets> alone;
    for (const Way& way : least) {
        const bool shared = std::any_of(least.begin(), least.end(), [&](const Way& other) {
            const auto meets = [](const std::set<std::uint32_t>& x, const std::set<std::uint32_t>& y) {
                return std::any_of(x.begin(), x.end(), [&](std::uint32_t i) { return y.contains(i); });
            };
            return &other != &way && (meets(way.l, other.l) || meets(way.r, other.r));
        });
        const Sets sets{{way.l.begin(), way.l.end()}, {way.r.begin(), way.r.end()}};
        if (way.l.size() + way.r.size() > 2)
            (shared ? tied : alone).push_back(sets);
    }
    std::sort(alone.begin(), alone.end());
    return alone;
}

} // namespace

class TestSumBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneToManyManyToOneManyToMany()
    {
        auto found = decideSums(lines({100}), lines({60, 40}), kWide);
        QVERIFY((setsOf(found.sums) == std::vector<Sets>{{{0}, {0, 1}}}));
        QCOMPARE(found.tried, 4U); // one sum of the left line, three of the right ones
        QVERIFY(found.ambiguous.empty() && !found.boundReached);
        found = decideSums(lines({-60, -40}), lines({-100}), kWide);
        QVERIFY((setsOf(found.sums) == std::vector<Sets>{{{0, 1}, {0}}}));
        found = decideSums(lines({70, 50}), lines({80, 40}), kWide);
        QVERIFY((setsOf(found.sums) == std::vector<Sets>{{{0, 1}, {0, 1}}}));
    }

    void pairsAreNoSums()
    {
        // Two pairs come out even together, but each does so alone.
        QVERIFY(decideSums(lines({10, 20}), lines({20, 10}), kWide).sums.empty());
        // The pair of 40 takes nothing from the sum of the others.
        const auto found = decideSums(lines({100, 40}), lines({40, 70, 30}), kWide);
        QVERIFY((setsOf(found.sums) == std::vector<Sets>{{{0}, {1, 2}}}));
        QVERIFY(decideSums(lines({100}), lines({60, 41}), kWide).sums.empty());
        QVERIFY(decideSums(lines({100}), {}, kWide).sums.empty());
    }

    void severalWaysAreAmbiguous()
    {
        const auto found = decideSums(lines({100}), lines({60, 40, 40}), kWide);
        QVERIFY(found.sums.empty());
        QVERIFY((setsOf(found.ambiguous) == std::vector<Sets>{{{0}, {0, 1, 2}}}));
    }

    void daysBoundASum()
    {
        std::vector<SumLine> right = lines({60, 40});
        right[1].line.position = -6;
        const auto left = lines({100});
        QVERIFY(decideSums(left, right, {0, 5, 0}).sums.empty());
        const auto found = decideSums(left, right, {0, 6, 0});
        QCOMPARE(found.sums.size(), std::size_t(1));
        QCOMPARE(found.sums[0].distance, 6);
        right[1].line.position = 1; // booked after the bank had it
        QVERIFY(decideSums(left, right, {0, 6, 0}).sums.empty());
        QVERIFY(!decideSums(left, right, {1, 6, 0}).sums.empty());
    }

    void beyondTheBoundOnlyTheWholeIsLookedAt()
    {
        std::vector<std::int64_t> many(13);
        std::int64_t total = 0;
        for (std::size_t i = 0; i < many.size(); ++i)
            total += many[i] = 100 + static_cast<std::int64_t>(i * i);
        auto found = decideSums(lines({total}), lines(many), kWide);
        QVERIFY(found.boundReached);
        QCOMPARE(found.sums.size(), std::size_t(1));
        QCOMPARE(found.sums[0].right.size(), std::size_t(13));
        found = decideSums(lines({total + 1}), lines(many), kWide);
        QVERIFY(found.boundReached && found.sums.empty() && found.ambiguous.empty());
        // Too many ways to come out even: nothing is decided.
        const std::vector<std::int64_t> same(12, 5);
        found = decideSums(lines(same), lines(same), kWide);
        QVERIFY(found.boundReached && found.sums.empty() && found.ambiguous.empty());
        // Sums that leave 64 bits come out even with nothing.
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        QVERIFY(decideSums(lines({most, most}), lines({most - 1}), kWide).sums.empty());
    }

    void againstTryingEverything()
    {
        std::uint64_t state = 11;
        const auto below = [&state](std::uint64_t n) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            return (state >> 33U) % n;
        };
        int decided = 0;
        for (int round = 0; round < 300; ++round) {
            std::vector<std::int64_t> left(1 + below(4));
            std::vector<std::int64_t> right(1 + below(5));
            for (auto* side : {&left, &right})
                for (std::int64_t& amount : *side)
                    amount = 1 + static_cast<std::int64_t>(below(round % 2 == 0 ? 12 : 60));
            std::vector<Sets> tied;
            const std::vector<Sets> expected = uniqueWaysByHand(left, right, tied);
            const auto found = decideSums(lines(left), lines(right), kWide);
            QVERIFY(setsOf(found.sums) == expected);
            QCOMPARE(found.ambiguous.empty(), tied.empty());
            decided += static_cast<int>(expected.size());
            // The order of the lines changes their numbers, not what belongs together.
            std::vector<SumLine> turned = lines(right);
            std::reverse(turned.begin(), turned.end());
            QVERIFY(setsOf(decideSums(lines(left), turned, kWide).sums) == expected);
        }
        QVERIFY2(decided > 30, std::to_string(decided).c_str());
    }
};

OXSEAL_TEST_CLASS(TestSumBlock);
#include "tst_sum_block.moc"
