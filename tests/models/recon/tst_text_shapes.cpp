// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/text_shapes.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

namespace {

std::vector<MatchLine> linesOf(const std::vector<const char*>& texts)
{
    std::vector<MatchLine> lines;
    for (const char* text : texts) {
        lines.emplace_back();
        lines.back().description = text;
    }
    return lines;
}

std::string words(const TextShapes& shapes, std::size_t side, std::uint32_t line)
{
    std::string out;
    for (const std::uint32_t word : shapes.sides[side].wordsOf(shapes.sides[side].shape[line]))
        out += std::string(shapes.words[word]) + "|";
    return out;
}

} // namespace

class TestTextShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreBlankedOut()
    {
        const auto left = linesOf({"Slip 00471, Acme & Sons", "slip 00999 acme sons", "", "Zahlung Müller"});
        const auto right = linesOf({"00471 acme", "x 12 00471 B2B7"});
        const TextShapes shapes = readShapes(left, right, 2);
        COMPARE_STR(words(shapes, 0, 0), "SLIP|#|ACME|SONS|");
        QCOMPARE(shapes.sides[0].shape[0], shapes.sides[0].shape[1]); // one shape, whatever the number
        QCOMPARE(shapes.sides[0].lines[shapes.sides[0].shape[0]], 2U);
        COMPARE_STR(words(shapes, 0, 2), "");
        COMPARE_STR(words(shapes, 0, 3), "ZAHLUNG|MüLLER|"); // bytes above ASCII are letters as they stand
        COMPARE_STR(words(shapes, 1, 1), "X|#|#|#|");
    }
    void onlyNumbersOfBothSidesStay()
    {
        const auto left = linesOf({"a 00471 b 555", "99 12"});
        const auto right = linesOf({"00471", "x 00471 12"});
        const TextShapes shapes = readShapes(left, right, 1);
        QCOMPARE(shapes.sides[0].numbersOf(0).size(), std::size_t{1}); // 555 is printed by the left only
        COMPARE_STR(shapes.numbers[shapes.sides[0].numbersOf(0)[0]], "00471");
        QCOMPARE(shapes.sides[0].numbersOf(1).size(), std::size_t{0}); // two characters are too few
        QCOMPARE(shapes.sides[1].numbersOf(0)[0], shapes.sides[0].numbersOf(0)[0]);
        QCOMPARE(shapes.sides[1].numbersOf(1).size(), std::size_t{1});
    }
};

OXSEAL_TEST_CLASS(TestTextShapes);
#include "tst_text_shapes.moc"
