// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/learnt_lines.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <cmath>
#include <deque>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

struct Lines
{
    std::deque<std::string> texts;
    std::array<std::vector<MatchLine>, 2> lines;

    void add(std::size_t side, std::int64_t amount, std::int32_t day, std::string reference, std::string description)
    {
        MatchLine line;
        line.account = "A";
        line.amount = amount;
        line.date = {day};
        line.reference = texts.emplace_back(std::move(reference));
        line.description = texts.emplace_back(std::move(description));
        lines[side].push_back(line);
    }
};

bool near(Bits bits, double expected) { return std::abs(bits / 65536.0 - expected) < 0.001; }

} // namespace

class TestLearntLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rarityByHand()
    {
        Lines book;
        for (int i = 0; i < 8; ++i)
            book.add(1, i < 4 ? 500 : 1000 + i, i, i < 2 ? "R-1" : "", i < 6 ? "Acme" : "Zander");
        book.add(0, 500, 0, "", "Acme");
        const LearntLines known(book.lines[0], book.lines[1], {}, 1);
        QVERIFY(near(known.rarity[1][0].amount, std::log2(8 / 3.25))); // four of eight: itself counts a quarter
        QVERIFY(near(known.rarity[1][5].amount, std::log2(8 / 0.25)));
        QVERIFY(near(known.rarity[1][0].reference, std::log2(8 / 2.0)));
        QVERIFY(near(known.rarity[1][0].account, 3));
        QVERIFY(near(known.rarity[1][0].name, std::log2(8 / 6.0)));
        QVERIFY(near(known.rarity[1][7].name, 2));
        QVERIFY(std::abs(static_cast<double>(known.sizes.sameName) / 65536 - (0.75 * 0.75 + 0.25 * 0.25)) < 0.001);
        QCOMPARE(known.sizes.days, std::uint64_t{8});
    }
    void referencesInTextCount()
    {
        Lines book;
        for (int i = 0; i < 60; ++i) {
            const std::string reference = "INV-" + std::to_string(1000 + i);
            book.add(1, 100 + i, i, reference, "Acme");
            book.add(0, 100 + i, i + 1, "", "PAYMENT " + reference + " ACME 2026");
        }
        book.add(0, 100, 3, "", "TWO AT ONCE INV-1000 INV-1001"); // says too much
        const LearntLines known(book.lines[0], book.lines[1], {}, 2);
        QVERIFY(known.anchors.byReference);
        QCOMPARE(known.anchors.pairs.size(), std::size_t{60});
        QCOMPARE(known.keyed[0][60].reference, 0U);
        QVERIFY(known.window == (DayWindow{0, 2}));
    }
    void copiesAreMarked()
    {
        Lines book;
        for (int i = 0; i < 3; ++i)
            book.add(1, 500, 10 + i / 2, "INV-1", "Acme");
        book.add(1, 501, 20, "INV-1", "Acme"); // another amount
        const LearntLines known(book.lines[1], book.lines[1], {}, 1);
        QVERIFY(!known.rarity[1][0].laterCopy && !known.rarity[1][1].laterCopy); // one day: nobody knows which is the copy
        QVERIFY(known.rarity[1][2].laterCopy);
        QVERIFY(!known.rarity[1][3].laterCopy);
    }
    void samplesDependOnContentAlone()
    {
        Lines book;
        for (int i = 0; i < 200; ++i)
            book.add(0, i * 37, i, "R" + std::to_string(i), "x");
        std::vector<MatchLine> turned(book.lines[0].rbegin(), book.lines[0].rend());
        const LearntLines one(book.lines[0], book.lines[0], {}, 1);
        const LearntLines two(turned, turned, {}, 1);
        std::vector<LinePair> all;
        for (std::uint32_t i = 0; i < 200; ++i)
            all.push_back({i, i});
        const auto a = samplePairs(one, all, 20, true);
        const auto b = samplePairs(two, all, 20, true);
        QCOMPARE(a.size(), std::size_t{20});
        for (std::size_t i = 0; i < a.size(); ++i)
            QCOMPARE(a[i].left, 199 - b[i].left);
        MatchLine other = book.lines[0][0];
        other.description = "y";
        QVERIFY(contentHash(other, false) == contentHash(book.lines[0][0], false));
        QVERIFY(contentHash(other, true) != contentHash(book.lines[0][0], true));
    }
};

OXSEAL_TEST_CLASS(TestLearntLines);
#include "tst_learnt_lines.moc"
