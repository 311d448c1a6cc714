// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/identity_cores.h"
#include "tests/support/test_main.h"

#include <deque>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

const std::vector<std::string> kNames{"Hollis Garn", "Brekke Marine", "Tovald Print", "Quist Timber", "Ammer Glas", "Ribault Vins",
    "Ostrow Steel", "Pellan Tours", "Wexley Mills", "Cordier Auto", "Zandt Flora", "Ilkley Dairy"};

/// A bank that writes prefixes and towns around the names, books that write kinds of entries.
struct Texts
{
    std::deque<std::string> kept;
    std::vector<MatchLine> left;
    std::vector<MatchLine> right;
    std::vector<ShapePair> pairs;

    void add(std::vector<MatchLine>& side, std::string text)
    {
        kept.push_back(std::move(text));
        side.emplace_back();
        side.back().description = kept.back();
    }
    Texts()
    {
        const std::vector<std::string> prefixes{"Gutschrift von ", "Lastschrift an ", "Karte ", ""};
        const std::vector<std::string> towns{" Bad Ems", "", " Ulm"};
        const std::vector<std::string> kinds{"Rechnung ", "Erstattung ", "Miete "};
        for (std::size_t i = 0; i < 600; ++i) {
            const std::string& name = kNames[i * 7 % kNames.size()];
            add(left, prefixes[i % 4] + name + " 4711" + std::to_string(i) + towns[i / 4 % 3]);
            add(right, kinds[i / 3 % 3] + name + " GmbH");
        }
    }
    IdentityCores learn(const TextShapes& shapes)
    {
        for (std::size_t i = 0; i < left.size(); ++i)
            pairs.push_back({shapes.sides[0].shape[i], shapes.sides[1].shape[i]});
        return IdentityCores(shapes, pairs);
    }
};

} // namespace

class TestIdentityCores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsThatNameNobodyAreLeftOut()
    {
        Texts texts;
        const TextShapes shapes = readShapes(texts.left, texts.right, 1);
        const IdentityCores cores = texts.learn(shapes);
        for (std::size_t i = 0; i < texts.left.size(); ++i) {
            std::string name;
            for (const char c : kNames[i * 7 % kNames.size()]) {
                if (c != ' ')
                    name.push_back(static_cast<char>(std::toupper(c)));
            }
            COMPARE_STR(cores.text(0, cores.core(0, shapes.sides[0].shape[i])), name);
            COMPARE_STR(cores.text(1, cores.core(1, shapes.sides[1].shape[i])).substr(0, name.size()), name);
        }
    }
    void fitsByHand()
    {
        Texts texts;
        const std::size_t first = texts.left.size();
        texts.add(texts.left, "Lastschrift an Brekke Mar"); // cut
        texts.add(texts.left, "BRKK MRN"); // vowels left out
        texts.add(texts.left, "Otsrow Steel"); // two letters swapped: two edits in eleven
        texts.add(texts.left, "Gutschrift von");
        texts.add(texts.left, "Hollis Garn");
        texts.add(texts.right, "Miete Brekke Marine GmbH");
        texts.add(texts.right, "Miete Ostrow Steel GmbH");
        const TextShapes shapes = readShapes(texts.left, texts.right, 1);
        const std::size_t brekke = texts.right.size() - 2;
        texts.left.resize(first); // what comes after teaches nothing
        const IdentityCores cores = texts.learn(shapes);
        const auto level = [&](std::size_t left, std::size_t target) {
            return cores.fit(cores.core(0, shapes.sides[0].shape[left]), cores.core(1, shapes.sides[1].shape[target]));
        };
        QCOMPARE(fitGrade(level(first, brekke)), 0U);
        QCOMPARE(fitGrade(level(first + 1, brekke)), 1U);
        QCOMPARE(fitGrade(level(first + 2, brekke + 1)), 2U); // 24 × 2 / 11 = 4
        QCOMPARE(level(first + 3, brekke), 0U); // nothing left to compare
        QCOMPARE(fitGrade(level(first + 4, brekke)), 5U);
        QVERIFY(level(first + 1, brekke) > 6 && level(first + 1, brekke) <= 12); // seven letters: the middle class
    }
    void withoutAnchorsEveryWordStays()
    {
        std::vector<MatchLine> left(1);
        left[0].description = "Gutschrift Hollis";
        const TextShapes shapes = readShapes(left, left, 1);
        const IdentityCores cores(shapes, {});
        COMPARE_STR(cores.text(0, cores.core(0, 0)), "GUTSCHRIFTHOLLIS");
    }
};

OXSEAL_TEST_CLASS(TestIdentityCores);
#include "tst_identity_cores.moc"
