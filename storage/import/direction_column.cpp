// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/direction_column.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

constexpr int kSampledRows = 2000;

/// What the cells of one column say.
struct Sides
{
    bool other = false;
    bool debit = false;
    bool credit = false;
    bool word = false; ///< longer than a letter or sign

    void take(std::string_view cell)
    {
        cell = trimmed(cell);
        const int side = directionWord(cell);
        other = other || (side == 0 && !cell.empty());
        debit = debit || side > 0;
        credit = credit || side < 0;
        word = word || (side != 0 && cell.size() > 1);
    }
};

bool planned(const TablePlan& plan, std::string_view name)
{
    return std::any_of(plan.columns.begin(), plan.columns.end(), [name](const auto& column) { return column.name == name; });
}

} // namespace

int directionWord(std::string_view text) noexcept
{
    static constexpr std::array<std::string_view, 19> debit = {"debit", "debits", "dr", "d", "db", "dbit", "debet", "débit", "débito", "debito",
        "af", "s", "soll", "-", "withdrawal", "out", "outgoing", "money out", "paid out"};
    static constexpr std::array<std::string_view, 19> credit = {"credit", "credits", "cr", "c", "k", "crdt", "kredit", "crédit", "crédito",
        "credito", "bij", "h", "haben", "+", "deposit", "in", "incoming", "money in", "paid in"};
    const auto is = [word = trimmed(text)](auto known) { return equalsIgnoringCase(word, known); };
    if (std::any_of(debit.begin(), debit.end(), is))
        return 1;
    return std::any_of(credit.begin(), credit.end(), is) ? -1 : 0;
}

void findDirection(std::string_view text, const CsvDialect& dialect, TablePlan& plan)
{
    if (plan.header.empty() || planned(plan, "direction") || (planned(plan, "debit") && planned(plan, "credit")))
        return;
    std::vector<Sides> sides(plan.cells);
    for (const auto& column : plan.columns) {
        if (column.index < sides.size())
            sides[column.index].other = true;
    }
    CsvReader reader(text.substr(plan.bodyOffset), dialect);
    std::vector<std::string_view> cells;
    for (int row = 0; row < kSampledRows && reader.next(cells); ++row) {
        for (std::size_t c = 0; cells.size() >= plan.cells && c < plan.cells; ++c)
            sides[c].take(cells[c]);
    }
    std::size_t found = TablePlan::kNone;
    for (std::size_t c = 0; c < sides.size(); ++c) {
        const auto& one = sides[c];
        const bool named = c < plan.header.size() && !plan.header[c].empty();
        if (one.other || (!one.debit && !one.credit) || (!(one.debit && one.credit) && !one.word && named))
            continue;
        if (found != TablePlan::kNone)
            return; // two of them: which one speaks of the amount is not known
        found = c;
    }
    if (found != TablePlan::kNone)
        plan.columns.push_back({"direction", ColumnType::Text, false, false, found, DateOrder::YearFirst, '.'});
}

void findSides(std::string_view text, const CsvDialect& dialect, int debitSign, TablePlan& plan)
{
    struct Seen
    {
        bool sided = false;
        bool bare = false;
    };
    plan.debitSign = debitSign;
    std::vector<Seen> seen(plan.columns.size());
    CsvReader reader(text.substr(plan.bodyOffset), dialect);
    std::vector<std::string_view> cells;
    for (int row = 0; row < kSampledRows && reader.next(cells); ++row) {
        for (std::size_t c = 0; c < plan.columns.size(); ++c) {
            const auto& column = plan.columns[c];
            if (column.type != ColumnType::Money || column.index >= cells.size())
                continue;
            auto cell = cells[column.index];
            if (takeSide(cell) != 0)
                seen[c].sided = true;
            else if (cell.find_first_of("123456789") != std::string_view::npos)
                seen[c].bare = true;
        }
    }
    for (std::size_t c = 0; c < plan.columns.size(); ++c) {
        const bool oneSided = plan.columns[c].name == "debit" || plan.columns[c].name == "credit";
        plan.columns[c].sided = seen[c].sided && (oneSided || !seen[c].bare);
    }
}

} // namespace oxseal
