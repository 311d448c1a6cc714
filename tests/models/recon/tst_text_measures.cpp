// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/text_measures.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <random>
#include <vector>

using namespace oxseal::recon;

namespace {

std::vector<std::uint8_t> letters(std::string_view text)
{
    std::vector<std::uint8_t> codes;
    for (const char c : text)
        codes.push_back(static_cast<std::uint8_t>(c - 'A' + 1));
    return codes;
}

/// Sellers 1980, the table in full: the slow and plain form of what PatternSearch does in one word.
unsigned sellers(const std::vector<std::uint8_t>& pattern, const std::vector<std::uint8_t>& text)
{
    std::vector<unsigned> column(pattern.size() + 1);
    for (std::size_t i = 0; i <= pattern.size(); ++i)
        column[i] = static_cast<unsigned>(i);
    unsigned best = column.back();
    for (const auto letter : text) {
        unsigned diagonal = 0;
        for (std::size_t i = 1; i <= pattern.size(); ++i) {
            const unsigned next = std::min({column[i] + 1, column[i - 1] + 1, diagonal + (pattern[i - 1] == letter ? 0U : 1U)});
            diagonal = column[i];
            column[i] = next;
        }
        best = std::min(best, column.back());
    }
    return best;
}

} // namespace

class TestTextMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Winkler 1990, table of examples; the exact fractions by hand: MARTHA 173/180, DWAYNE 21/25, DIXON 61/75.
    void publishedJaroWinkler()
    {
        QCOMPARE(jaroWinkler("MARTHA", "MARHTA"), 173U * 65536U / 180U);
        QCOMPARE(jaroWinkler("DWAYNE", "DUANE"), 21U * 65536U / 25U);
        QCOMPARE(jaroWinkler("DIXON", "DICKSONX"), 61U * 65536U / 75U);
        const auto near = [](std::uint32_t value, int thousandths) {
            return std::abs(static_cast<int>(value) - thousandths * 65536 / 1000) <= 33;
        };
        QVERIFY(near(jaroWinkler("ABROMS", "ABRAMS"), 922));
        QVERIFY(near(jaroWinkler("SHACKLEFORD", "SHACKELFORD"), 982));
        QVERIFY(near(jaroWinkler("JONES", "JOHNSON"), 832));
        QVERIFY(near(jaroWinkler("NICHLESON", "NICHULSON"), 956));
        QVERIFY(near(jaroWinkler("MASSEY", "MASSIE"), 933));
        QCOMPARE(jaroWinkler("", ""), kSame);
        QCOMPARE(jaroWinkler("A", ""), 0U);
        QCOMPARE(jaroWinkler("ABC", "XYZ"), 0U);
        QCOMPARE(jaroWinkler("SAME", "SAME"), kSame);
    }
    void publishedDistances()
    {
        QCOMPARE(editDistance("KITTEN", "SITTING"), 3U);
        QCOMPARE(editDistance("SATURDAY", "SUNDAY"), 3U);
        QCOMPARE(editDistance("CA", "ABC"), 3U); // 2 without the "no letter twice" rule
        QCOMPARE(editDistance("AB", "BA"), 1U);
        QCOMPARE(editDistance("", "ABC"), 3U);
        QCOMPARE(editDistance("INV10000042", "INV10000402", 1), 1U);
        QCOMPARE(editDistance("ABCDEF", "UVWXYZ", 2), 3U); // the limit and one
    }
    void searchIsSellers()
    {
        std::mt19937 random(11);
        PatternSearch search;
        for (int round = 0; round < 20000; ++round) {
            const auto text = [&](std::size_t most) {
                std::vector<std::uint8_t> out(random() % most);
                for (auto& letter : out)
                    letter = static_cast<std::uint8_t>(1 + random() % 4);
                return out;
            };
            const auto pattern = text(round % 50 == 0 ? 65 : 14);
            const auto other = text(40);
            search.set(pattern);
            QCOMPARE(search.distanceIn(other), sellers(pattern, other));
        }
        search.set(letters("NRTHRN"));
        QCOMPARE(search.distanceIn(letters("XXNRTHRNGRNX")), 0U);
    }
    void swapsAndLimitsAgreeWithTheWholeTable()
    {
        std::mt19937 random(12);
        for (int round = 0; round < 20000; ++round) {
            std::string a(random() % 9, 'A');
            std::string b(random() % 9, 'A');
            for (char& c : a)
                c = static_cast<char>('A' + random() % 3);
            for (char& c : b)
                c = static_cast<char>('A' + random() % 3);
            const unsigned whole = editDistance(a, b);
            QCOMPARE(editDistance(b, a), whole);
            for (unsigned most = 0; most < 9; ++most)
                QCOMPARE(editDistance(a, b, most), std::min(whole, most + 1));
        }
    }
    /// 1,024 lines: a word on 1 line is 10 bits, on 4 lines 8 bits, on 512 lines 1 bit.
    void overlapCountsRareWordsMore()
    {
        const std::vector<WeightedWord> a{{1, 1}, {2, 512}};
        const std::vector<WeightedWord> b{{1, 1}, {3, 4}, {2, 512}};
        const std::vector<WeightedWord> c{{4, 1}, {2, 512}};
        QCOMPARE(wordOverlap(a, b, 1024), kSame);
        const auto low = wordOverlap(a, c, 1024); // 1 of 11 bits
        QVERIFY(low > 65536 / 11 - 4 && low < 65536 / 11 + 4);
        QCOMPARE(wordOverlap(a, {}, 1024), 0U);
    }
};

OXSEAL_TEST_CLASS(TestTextMeasures);
#include "tst_text_measures.moc"
