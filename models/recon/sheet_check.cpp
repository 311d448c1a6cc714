// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/sheet_check.h"

#include "models/core/money.h"
#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <map>
#include <string_view>

namespace oxseal::recon {
namespace {

using Place = std::pair<std::size_t, std::size_t>; ///< row, column
using Grid = std::map<Place, const SheetCell*>;

constexpr std::size_t kMostCells = 100'000; ///< of one range
constexpr int kDeepest = 32;

std::string columnName(std::size_t column)
{
    std::string letters;
    for (std::size_t c = column + 1; c > 0; c = (c - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (c - 1) % 26));
    return letters;
}

/// Sums of cells and ranges: numbers, references, SUM, + and -, parentheses. Anything else has no value here.
class Formula
{
public:
    Formula(std::string_view text, const Grid& grid, int digits) : text_(text), grid_(grid), digits_(digits) { }

    std::optional<std::int64_t> value()
    {
        const auto sum = expression();
        blanks();
        return at_ == text_.size() ? sum : std::nullopt;
    }

private:
    void blanks()
    {
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
    }
    bool take(char letter)
    {
        blanks();
        const bool there = at_ < text_.size() && text_[at_] == letter;
        at_ += there ? 1U : 0U;
        return there;
    }

    std::optional<std::int64_t> expression()
    {
        if (++depth_ > kDeepest)
            return std::nullopt;
        std::optional<std::int64_t> sum = 0;
        bool minus = take('-');
        if (!minus)
            (void)take('+');
        for (;;) {
            const auto one = term();
            if (!one || *one == std::numeric_limits<std::int64_t>::min())
                return std::nullopt;
            sum = checkedAdd(*sum, minus ? -*one : *one);
            if (!sum)
                return sum;
            if (take('+'))
                minus = false;
            else if (take('-'))
                minus = true;
            else
                break;
        }
        --depth_;
        return sum;
    }

    std::optional<std::int64_t> term()
    {
        blanks();
        if (take('(')) {
            const auto inner = expression();
            return inner && take(')') ? inner : std::nullopt;
        }
        if (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.'))
            return number();
        if (equalsIgnoringCase(text_.substr(at_, 4), "SUM(")) {
            at_ += 4;
            return sum();
        }
        const auto place = reference();
        return place ? cell(*place) : std::nullopt;
    }

    std::optional<std::int64_t> number()
    {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.'))
            ++at_;
        return parseMinor(text_.substr(begin, at_ - begin), digits_);
    }

    std::optional<std::int64_t> sum()
    {
        std::optional<std::int64_t> total = 0;
        do {
            const auto from = reference();
            const auto to = from && take(':') ? reference() : from;
            if (!from || !to)
                return std::nullopt;
            const auto part = range(*from, *to);
            total = part ? checkedAdd(*total, *part) : std::nullopt;
            if (!total)
                return total;
        } while (take(','));
        return take(')') ? total : std::nullopt;
    }

    std::optional<std::int64_t> range(const Place& from, const Place& to) const
    {
        const auto [top, bottom] = std::minmax(from.first, to.first);
        const auto [left, right] = std::minmax(from.second, to.second);
        if ((bottom - top + 1) * (right - left + 1) > kMostCells)
            return std::nullopt;
        std::optional<std::int64_t> total = 0;
        for (auto it = grid_.lower_bound({top, 0}); it != grid_.end() && it->first.first <= bottom && total; ++it) {
            if (it->first.second >= left && it->first.second <= right && it->second->amount)
                total = checkedAdd(*total, *it->second->amount);
        }
        return total;
    }

    std::optional<std::int64_t> cell(const Place& place) const
    {
        const auto found = grid_.find(place);
        if (found == grid_.end())
            return 0; // an empty cell counts as zero
        return found->second->amount;
    }

    /// "B14" or "$B$14"; of this sheet only.
    std::optional<Place> reference()
    {
        blanks();
        std::size_t column = 0;
        std::size_t row = 0;
        (void)take('$');
        while (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) != 0 && column < 20000)
            column = column * 26 + static_cast<std::size_t>(std::toupper(static_cast<unsigned char>(text_[at_++])) - 'A') + 1;
        (void)take('$');
        while (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 && row < 2000000)
            row = row * 10 + static_cast<std::size_t>(text_[at_++] - '0');
        if (column == 0 || row == 0)
            return std::nullopt;
        return Place{row, column - 1};
    }

    std::string_view text_;
    const Grid& grid_;
    int digits_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

enum class RowKind { Item, Bank, Books, Total, Difference, Plug, AsOf, Nothing };

bool says(const std::string& label, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return label.find(word) != std::string::npos; });
}

/// One row as a person reads it: what it says, its last amount, its first date.
struct Row
{
    std::string label; ///< all its texts
    std::string reference; ///< the shortest text with a digit in it, "" without
    const SheetCell* amount = nullptr;
    const SheetCell* day = nullptr;
    RowKind kind = RowKind::Nothing;
    bool less = false; ///< stands under "less …": what is positive there is taken away

    [[nodiscard]] std::int64_t value() const { return less && *amount->amount > 0 ? -*amount->amount : *amount->amount; }
};

RowKind kindOf(const Row& row)
{
    const std::string label = lowerAscii(row.label);
    if (row.amount == nullptr)
        return row.day != nullptr && says(label, {"as of", "as at", "period end", "date"}) ? RowKind::AsOf : RowKind::Nothing;
    if (says(label, {"plug", "unexplained", "to balance", "rounding", "unlocated"}))
        return RowKind::Plug;
    if (says(label, {"difference", "variance", "unreconciled"}))
        return RowKind::Difference;
    if (says(label, {"adjusted", "total", "reconciled balance"}))
        return RowKind::Total;
    if (says(label, {"per bank", "bank balance", "per statement", "statement balance", "bank statement end"}))
        return RowKind::Bank;
    if (says(label, {"per books", "per book", "per gl", "book balance", "ledger balance", "per ledger", "general ledger"}))
        return RowKind::Books;
    return row.label.empty() && row.day == nullptr ? RowKind::Nothing : RowKind::Item;
}

std::map<std::size_t, Row> rowsOf(std::span<const SheetCell> cells)
{
    std::map<std::size_t, Row> out;
    for (const SheetCell& cell : cells) {
        Row& row = out[cell.row];
        if (cell.day) {
            row.day = row.day == nullptr ? &cell : row.day;
        } else if (cell.amount) {
            row.amount = &cell;
        } else {
            row.label += (row.label.empty() ? "" : " ") + cell.text;
            const bool digit = std::any_of(cell.text.begin(), cell.text.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
            if (digit && (row.reference.empty() || cell.text.size() < row.reference.size()))
                row.reference = cell.text;
        }
    }
    bool less = false;
    for (auto& [number, row] : out) {
        row.kind = kindOf(row);
        const std::string label = lowerAscii(row.label);
        if (row.kind == RowKind::Nothing && !label.empty())
            less = says(label, {"less", "deduct", "subtract"});
        else if (row.kind != RowKind::Item)
            less = false;
        row.less = less;
    }
    return out;
}

class Check
{
public:
    Check(std::span<const SheetCell> cells, const SheetContext& context) : context_(context), rows_(rowsOf(cells))
    {
        for (const SheetCell& cell : cells)
            grid_[{cell.row, cell.column}] = &cell;
    }

    std::vector<SheetFinding> run()
    {
        for (const auto& [number, row] : rows_) {
            for (auto it = grid_.lower_bound({number, 0}); it != grid_.end() && it->first.first == number; ++it)
                recompute(row, *it->second);
            look(row);
        }
        items();
        return std::move(out_);
    }

private:
    void add(SheetFault fault, const SheetCell* cell, const std::string& what, std::optional<std::int64_t> shown, std::optional<std::int64_t> expected)
    {
        out_.push_back({fault, cell == nullptr ? std::string() : cell->name(), what, shown, expected});
    }

    void recompute(const Row& row, const SheetCell& cell)
    {
        if (!cell.formula || !cell.amount || cell.expression.empty())
            return;
        const auto value = Formula(cell.expression, grid_, context_.digits).value();
        if (!value)
            add(SheetFault::Unreadable, &cell, row.label, cell.amount, {});
        else if (*value != *cell.amount)
            add(SheetFault::Footing, &cell, row.label, cell.amount, value);
    }

    void look(const Row& row)
    {
        switch (row.kind) {
        case RowKind::Bank:
            if (*row.amount->amount != context_.bankEnd)
                add(SheetFault::BankBalance, row.amount, row.label, row.amount->amount, context_.bankEnd);
            break;
        case RowKind::Books:
            if (*row.amount->amount != context_.booksEnd)
                add(SheetFault::BooksBalance, row.amount, row.label, row.amount->amount, context_.booksEnd);
            break;
        case RowKind::Plug:
            if (*row.amount->amount != 0)
                add(SheetFault::Plug, row.amount, row.label, row.amount->amount, {});
            break;
        case RowKind::Difference:
            typed(row);
            if (*row.amount->amount != 0)
                add(SheetFault::Difference, row.amount, row.label, row.amount->amount, 0);
            break;
        case RowKind::Total:
            typed(row);
            break;
        case RowKind::AsOf:
            if (*row.day->day != context_.periodEnd)
                add(SheetFault::StaleDate, row.day, row.label + " " + row.day->day->iso(), {}, {});
            break;
        case RowKind::Item:
            if (row.day != nullptr && context_.periodEnd < *row.day->day)
                add(SheetFault::LateItem, row.day, row.label, row.amount->amount, {});
            break;
        case RowKind::Nothing:
            break;
        }
    }
    void typed(const Row& row)
    {
        if (context_.formulas && !row.amount->formula)
            add(SheetFault::HardTotal, row.amount, row.label, row.amount->amount, {});
    }

    /// Each item of one side takes at most one of the other: the same reference and amount first, then the amount alone, then
    /// the reference or amount with the other sign.
    void items()
    {
        std::vector<const Row*> there;
        for (const auto& [number, row] : rows_) {
            if (row.kind == RowKind::Item)
                there.push_back(&row);
        }
        std::vector<bool> found(context_.items.size(), false);
        std::vector<bool> known(there.size(), false);
        const auto named = [](const Row& row, const SheetItem& item) {
            return !item.reference.empty() && lowerAscii(row.label).find(lowerAscii(item.reference)) != std::string::npos;
        };
        const auto pass = [&](const auto& fits, bool sign) {
            for (std::size_t i = 0; i < context_.items.size(); ++i) {
                for (std::size_t t = 0; t < there.size() && !found[i]; ++t) {
                    if (known[t] || !fits(*there[t], context_.items[i]))
                        continue;
                    found[i] = known[t] = true;
                    if (sign)
                        add(SheetFault::Sign, there[t]->amount, there[t]->label, there[t]->amount->amount, context_.items[i].amount);
                }
            }
        };
        pass([&](const Row& row, const SheetItem& item) { return named(row, item) && row.value() == item.amount; }, false);
        pass([&](const Row& row, const SheetItem& item) { return row.value() == item.amount; }, false);
        pass([&](const Row& row, const SheetItem& item) { return item.amount != std::numeric_limits<std::int64_t>::min() && row.value() == -item.amount; }, true);
        for (std::size_t t = 0; t < there.size(); ++t) {
            if (!known[t] && *there[t]->amount->amount != 0)
                add(SheetFault::MissingThere, there[t]->amount, there[t]->label, there[t]->amount->amount, {});
        }
        for (std::size_t i = 0; i < context_.items.size(); ++i) {
            if (!found[i])
                add(SheetFault::MissingHere, nullptr, context_.items[i].handle + " " + context_.items[i].reference, {}, context_.items[i].amount);
        }
    }

    const SheetContext& context_;
    std::map<std::size_t, Row> rows_;
    Grid grid_;
    std::vector<SheetFinding> out_;
};

} // namespace

std::string SheetCell::name() const { return columnName(column) + std::to_string(row); }

const char* name(SheetFault fault) noexcept
{
    static constexpr std::array kNames{"footing", "hard_total", "unreadable", "bank_balance", "books_balance", "missing_here", "missing_there", "sign",
        "stale_date", "late_item", "plug", "difference"};
    return kNames[static_cast<std::size_t>(fault)];
}

std::vector<SheetFinding> checkSheet(std::span<const SheetCell> cells, const SheetContext& context) { return Check(cells, context).run(); }

} // namespace oxseal::recon
