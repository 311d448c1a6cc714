// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/keyed_batches.h"
#include "tests/support/test_main.h"

#include <deque>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

struct World
{
    std::deque<std::string> texts;
    std::array<std::vector<MatchLine>, 2> lines;
    std::array<std::vector<KeyedLine>, 2> keyed;
    std::vector<LinePair> anchors;

    std::uint32_t add(std::size_t side, std::int64_t amount, std::int32_t day, std::string text, std::uint32_t partition = 1)
    {
        texts.push_back(std::move(text));
        const auto index = static_cast<std::uint32_t>(keyed[side].size());
        lines[side].emplace_back();
        lines[side].back().description = texts.back();
        keyed[side].push_back({amount, partition, 0, day, index});
        return index;
    }
    /// Ordinary pairs, so that words of batches stand out.
    World()
    {
        for (std::int32_t i = 0; i < 200; ++i) {
            const std::string name = i % 2 == 0 ? "Hollis" : "Brekke";
            anchors.push_back({add(0, 10000 + i, i, "Eingang " + name), add(1, 10000 + i, i, "Rechnung " + name)});
        }
    }
    std::vector<Batch> run(int threads = 1)
    {
        const TextShapes shapes = readShapes(lines[0], lines[1], threads);
        std::array<std::vector<bool>, 2> open{std::vector<bool>(keyed[0].size(), true), std::vector<bool>(keyed[1].size(), true)};
        for (const LinePair& pair : anchors)
            open[0][pair.left] = open[1][pair.right] = false;
        BatchLines batch{{keyed[0], keyed[1]}, shapes, open};
        return keyedBatches(batch, labelWords(shapes, anchors), {1, 3});
    }
};

} // namespace

class TestKeyedBatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberTiesTheWholeSlip()
    {
        World world;
        const auto bank = world.add(0, 600, 12, "Einzahlung 445566");
        const auto a = world.add(1, 100, 10, "Beleg 445566 Hollis");
        const auto b = world.add(1, 500, 11, "Beleg 445566 Brekke");
        world.add(1, 500, 11, "Beleg 445567 Brekke"); // another slip
        world.add(0, 700, 12, "Einzahlung 445567"); // does not add up
        world.add(0, 600, 30, "Einzahlung 445566"); // too late
        const auto found = world.run();
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].left, bank);
        QVERIFY((found[0].right == std::vector<std::uint32_t>{a, b}));
        QVERIFY(found[0].key == BatchKey::Number);
    }
    void aLabelTiesADay()
    {
        World world;
        std::vector<std::uint32_t> bank;
        for (std::int32_t day = 0; day < 30; ++day) {
            std::int64_t sum = 0;
            for (std::int32_t i = 0; i < 3; ++i) {
                const std::int64_t amount = 1000 + 37 * (day * 11 % 30) + 11 * i; // neighbours in amount lie days apart
                world.add(1, amount, day, std::string("Kasse Girokarte ") + (i == 0 ? "Hollis" : "Brekke"));
                world.add(1, amount + 5, day, "Kasse Kredit Hollis");
                sum += amount;
            }
            bank.push_back(world.add(0, sum, day + 2, "Sammler Girokarte"));
        }
        const auto found = world.run();
        QCOMPARE(found.size(), bank.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(std::find(bank.begin(), bank.end(), found[i].left) != bank.end());
            QCOMPARE(found[i].right.size(), std::size_t{3});
            QVERIFY(found[i].key == BatchKey::Label);
            QVERIFY(found[i].probability > std::uint64_t{4080218931}); // 0.95
        }
    }
    void twoWaysAreLeftAlone()
    {
        World world;
        world.add(0, 600, 12, "Einzahlung 445566");
        world.add(0, 600, 13, "Einzahlung 445566");
        world.add(1, 100, 10, "Beleg 445566");
        world.add(1, 500, 11, "Beleg 445566");
        QCOMPARE(world.run().size(), std::size_t{0});
    }
    void labelsAreWordsThatPairWithNobody()
    {
        World world;
        for (std::int32_t i = 0; i < 30; ++i)
            world.add(1, 5, i, "Kasse Girokarte Hollis");
        world.add(0, 5, 3, "Girokarte");
        const TextShapes shapes = readShapes(world.lines[0], world.lines[1], 1);
        const std::vector<bool> labels = labelWords(shapes, world.anchors);
        QVERIFY(labels[shapes.words.find("GIROKARTE")]);
        QVERIFY(!labels[shapes.words.find("KASSE")]); // the statement never prints it
        QVERIFY(!labels[shapes.words.find("HOLLIS")]);
    }
};

OXSEAL_TEST_CLASS(TestKeyedBatches);
#include "tst_keyed_batches.moc"
