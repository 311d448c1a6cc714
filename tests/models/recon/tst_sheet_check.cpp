// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/sheet_check.h"
#include "tests/support/test_main.h"

#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestSheetCheck : public QObject
{
    Q_OBJECT

    static Day day(const char* iso) { return *Day::fromIso(iso); }
    static SheetCell words(std::size_t row, const char* text) { return {row, 0, text, {}, {}, false, {}}; }
    static SheetCell money(std::size_t row, std::int64_t minor, const char* formula = nullptr)
    {
        return {row, 2, "x", minor, {}, formula != nullptr, formula == nullptr ? "" : formula};
    }
    static SheetCell dated(std::size_t row, const char* iso) { return {row, 1, iso, {}, day(iso), false, {}}; }
    /// Bank 150.00, deposit in transit 30.00, cheque 101 of 20.00 under "less", adjusted 160.00.
    static std::vector<SheetCell> right()
    {
        return {words(1, "As of"), dated(1, "2026-09-30"), words(2, "Balance per bank"), money(2, 150'00), words(3, "Deposit DEP9"), dated(3, "2026-09-30"), money(3, 30'00),
            words(4, "Less: outstanding checks"), words(5, "101 Granite"), dated(5, "2026-09-12"), money(5, 20'00), words(6, "Adjusted balance"), money(6, 160'00, "C2+C3-SUM(C5:C5)"),
            words(7, "Balance per books"), money(7, 160'00), words(8, "Difference"), money(8, 0, "C6-C7")};
    }
    static SheetContext context() { return {2, day("2026-09-30"), 150'00, 160'00, {{"L1", 30'00, "DEP9"}, {"L2", -20'00, "101"}}, true}; }
    static std::vector<std::string> found(const std::vector<SheetCell>& cells, const SheetContext& context)
    {
        std::vector<std::string> out;
        for (const SheetFinding& finding : checkSheet(cells, context))
            out.push_back(std::string(name(finding.fault)) + " " + finding.cell);
        return out;
    }
    using Found = std::vector<std::string>;

private Q_SLOTS:
    void aRightSheetHasNothing() { QCOMPARE(found(right(), context()), Found{}); }
    void whatIsWrongHasItsCell()
    {
        auto cells = right();
        cells[1].day = day("2026-06-30");
        QCOMPARE(found(cells, context()), Found{"stale_date B1"});
        cells = right();
        cells[12].amount = 161'00; // the formula comes to 160.00
        QCOMPARE(found(cells, context()), (Found{"footing C6", "footing C8"}));
        cells = right();
        cells[12].formula = false;
        QCOMPARE(found(cells, context()), Found{"hard_total C6"});
        cells = right();
        cells[12].expression = "VLOOKUP(A1,Other!A:B,2)";
        QCOMPARE(found(cells, context()), Found{"unreadable C6"});
        cells = right();
        cells[5].day = day("2026-10-02");
        QCOMPARE(found(cells, context()), Found{"late_item B3"});
        SheetContext other = context();
        other.bankEnd = 151'00;
        other.booksEnd = 159'00;
        QCOMPARE(found(right(), other), (Found{"bank_balance C2", "books_balance C7"}));
        // A file without formulas accuses nobody of typing.
        cells = right();
        for (SheetCell& cell : cells)
            cell.formula = false;
        other = context();
        other.formulas = false;
        QCOMPARE(found(cells, other), Found{});
    }
    void itemsAreMissingOnEitherSide()
    {
        SheetContext other = context();
        other.items = {{"L1", 30'00, "DEP9"}, {"L3", -7'00, "FEE"}};
        QCOMPARE(found(right(), other), (Found{"missing_there C5", "missing_here "}));
        other = context();
        other.items[0].amount = -30'00;
        QCOMPARE(found(right(), other), Found{"sign C3"});
        // Two equal amounts take one item each.
        other = context();
        other.items.push_back({"L4", 30'00, "DEP9"});
        QCOMPARE(found(right(), other), Found{"missing_here "});
    }
    void aPlugNamesNothing()
    {
        auto cells = right();
        cells.push_back(words(9, "Unexplained, to balance"));
        cells.push_back(money(9, 5'00));
        QCOMPARE(found(cells, context()), Found{"plug C9"});
        cells.back().amount = 0;
        QCOMPARE(found(cells, context()), Found{});
        cells = right();
        cells.back().amount = 1;
        QCOMPARE(found(cells, context()), (Found{"footing C8", "difference C8"}));
    }
    void formulasThatNeverEndHaveNoValue()
    {
        auto cells = right();
        cells[12].expression = std::string(5000, '(');
        QCOMPARE(found(cells, context()), Found{"unreadable C6"});
        cells[12].expression = "SUM(A1:XFD1048576)";
        QCOMPARE(found(cells, context()), Found{"unreadable C6"});
        cells[12].expression = "C2+";
        QCOMPARE(found(cells, context()), Found{"unreadable C6"});
        cells[12].expression = " $C$2 + (C3 - 20.00) ";
        QCOMPARE(found(cells, context()), Found{});
    }
    void cellsAreNamedAsSpreadsheetsDo()
    {
        COMPARE_STR((SheetCell{1, 0, {}, {}, {}, false, {}}.name()), "A1");
        COMPARE_STR((SheetCell{10, 25, {}, {}, {}, false, {}}.name()), "Z10");
        COMPARE_STR((SheetCell{7, 26, {}, {}, {}, false, {}}.name()), "AA7");
        std::set<std::string> names;
        for (int i = 0; i <= static_cast<int>(SheetFault::Difference); ++i)
            names.insert(name(static_cast<SheetFault>(i)));
        QCOMPARE(names.size(), std::size_t{12});
    }
};

OXSEAL_TEST_CLASS(TestSheetCheck);
#include "tst_sheet_check.moc"
