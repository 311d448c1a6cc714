// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/table.h"

#include "tests/support/test_main.h"

using namespace oxseal;

class TstTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsOfEveryType()
    {
        TextColumn text;
        for (const char* word : {"b", "a", "b", ""})
            text.append(word);
        QVERIFY(text.dictionary() == (Dictionary{"b", "a", ""}));
        QCOMPARE(text.codes(), (std::vector<std::uint32_t>{0, 1, 0, 2}));
        const Table table({{"text", text},
            {"amount", MoneyColumn{{12345, -5, MoneyColumn::kNone, 0}}},
            {"count", IntegerColumn{{7, -7, IntegerColumn::kNone, 0}}},
            {"day", DayColumn{{0, DayColumn::kNone, 20726, -1}}},
            {"flag", FlagColumn{{Flag::Yes, Flag::No, Flag::Unknown, Flag::Yes}}}});
        QCOMPARE(table.rows(), std::size_t{4});
        const char* expected[5][4] = {{"b", "a", "b", ""}, {"123.45", "-0.05", "", "0.00"}, {"7", "-7", "", "0"},
            {"1970-01-01", "", "2026-09-30", "1969-12-31"}, {"true", "false", "unknown", "true"}};
        for (std::size_t column = 0; column < 5; ++column) {
            for (std::size_t row = 0; row < 4; ++row)
                COMPARE_STR(table.columns()[column].cell(row), expected[column][row]);
        }
        COMPARE_STR(table.columns()[1].cell(0, 0), "12345");
        COMPARE_STR(table.columns()[1].cell(0, 3), "12.345");
        QVERIFY(table.text("text") != nullptr && table.text("amount") == nullptr && table.find("none") == nullptr);
        QVERIFY(table.money("amount") && table.integers("count") && table.days("day") && table.flags("flag"));
        COMPARE_STR(table.textAt("text", 1), "a");
        COMPARE_STR(table.textAt("none", 1), "");
    }

    void namesOfRowsAreKeptOneByOne()
    {
        TextColumn names;
        names.append("first");
        const std::vector<std::string_view> more{"a", "", "a"};
        names.appendUnseen(more);
        QCOMPARE(names.size(), std::size_t{4});
        COMPARE_STR(names.at(1), "a");
        COMPARE_STR(names.at(2), "");
        COMPARE_STR(names.at(3), "a");
        QVERIFY(names.code(1) != names.code(3));
    }
    void partsMakeTheSameColumn()
    {
        const auto column = TextColumn::fromParts({1, 0, 1}, {"x", "y"});
        QCOMPARE(column.size(), std::size_t{3});
        COMPARE_STR(column.at(0), "y");
        COMPARE_STR(column.at(1), "x");
    }
};

OXSEAL_TEST_CLASS(TstTable);
#include "tst_table.moc"
