// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/row_block.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"

#include <algorithm>
#include <functional>

namespace oxseal {
namespace {

std::string excerpt(std::string_view text)
{
    if (text.size() <= 60)
        return std::string(text);
    std::size_t end = 60;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

/// trimmed(), without a call for the cells that have nothing to trim, which is nearly all.
std::string_view bare(std::string_view cell)
{
    return !cell.empty() && cell.front() > ' ' && cell.back() > ' ' ? cell : trimmed(cell);
}

template <class T>
void moveInto(std::vector<T>& from, std::vector<T>& to)
{
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

RowBlock::RowBlock(const TablePlan& plan, const CsvDialect& dialect, bool keepLines)
    : plan_(plan)
    , dialect_(dialect)
    , keepLines_(keepLines)
    , values_(plan.columns.size())
    , scratch_(plan.columns.size())
{
    for (std::size_t c = 0; c < plan.columns.size(); ++c) {
        if (plan.columns[c].filled || plan.columns[c].type != ColumnType::Text)
            checked_.push_back(c);
    }
}

void RowBlock::clear()
{
    for (Values& values : values_) {
        values.texts.clear();
        values.numbers.clear();
        values.days.clear();
        values.flags.clear();
    }
    unescapedUsed_ = 0;
    rowLines_.clear();
    report_ = {};
}

void RowBlock::parse(std::string_view text, std::size_t from, std::size_t stop)
{
    clear();
    text_ = text;
    CsvReader reader(text.substr(from), dialect_);
    Cells cells;
    cells.reserve(plan_.cells + 1);
    while (from + reader.offset() < stop && reader.next(cells))
        takeRecord(reader, cells);
    end_ = from + reader.offset();
    lines_ = reader.nextLine() - 1;
}

void RowBlock::moveColumn(std::size_t column, Column& to)
{
    Values& values = values_[column];
    switch (plan_.columns[column].type) {
    case ColumnType::Text:
        if (plan_.columns[column].rowName)
            std::get<TextColumn>(to.data).appendUnseen(values.texts);
        else
            std::get<TextColumn>(to.data).append(values.texts);
        break;
    case ColumnType::Money: moveInto(values.numbers, std::get<MoneyColumn>(to.data).minor); break;
    case ColumnType::Integer: moveInto(values.numbers, std::get<IntegerColumn>(to.data).values); break;
    case ColumnType::Day: moveInto(values.days, std::get<DayColumn>(to.data).days); break;
    case ColumnType::Flag: moveInto(values.flags, std::get<FlagColumn>(to.data).flags); break;
    }
}

void RowBlock::takeRecord(const CsvReader& reader, Cells& cells)
{
    ++report_.records;
    if (cells.size() == 1 && trimmed(cells.front()).empty())
        return report_.ignore("import.rule.blank_line", reader.line());
    if (dialect_.sheet && cells.size() < plan_.cells)
        cells.resize(plan_.cells);
    for (std::size_t c = 0; plan_.wrapped && c < cells.size(); ++c) {
        if (const auto inner = wrappedText(cells[c]); !inner.empty())
            cells[c] = inner;
    }
    if (reader.unterminated())
        return refuse(reader, cells, "import.unterminated_quote", {});
    if (cells.size() < plan_.cells)
        return refuse(reader, cells, "import.short_row", {std::to_string(cells.size()), std::to_string(plan_.cells)});
    if (cells.size() > plan_.cells && !surplusIsEmpty(cells))
        return refuse(reader, cells, "import.long_row", {std::to_string(cells.size()), std::to_string(plan_.cells)});
    std::string reason;
    std::vector<std::string> arguments;
    if (!convert(cells, reason, arguments))
        return refuse(reader, cells, std::move(reason), std::move(arguments));
    ++report_.accepted;
    if (keepLines_)
        rowLines_.push_back(reader.line());
    append(cells, reader.unescaped());
}

void RowBlock::refuse(const CsvReader& reader, const Cells& cells, std::string reason, std::vector<std::string> arguments)
{
    if (isHeader(cells))
        return report_.ignore("import.rule.repeated_header", reader.line());
    if (std::all_of(cells.begin(), cells.end(), [](auto cell) { return trimmed(cell).empty(); }))
        return report_.ignore("import.rule.blank_line", reader.line());
    report_.reject(reader.line(), std::move(reason), std::move(arguments));
}

bool RowBlock::surplusIsEmpty(const Cells& cells) const
{
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(plan_.cells), cells.end(),
        [](auto cell) { return trimmed(cell).empty(); });
}

bool RowBlock::isHeader(const Cells& cells) const
{
    if (plan_.header.empty() || cells.size() < plan_.header.size())
        return false;
    for (std::size_t i = 0; i < plan_.header.size(); ++i) {
        if (trimmed(cells[i]) != plan_.header[i])
            return false;
    }
    return true;
}

/// Decimals of this row's money.
bool RowBlock::digitsOf(const Cells& cells, int& digits, std::vector<std::string>& arguments)
{
    digits = plan_.moneyDigits;
    if (plan_.currency == TablePlan::kNone)
        return true;
    const auto text = trimmed(cells[plan_.columns[plan_.currency].index]);
    if (text.empty())
        return true;
    if (text != lastCurrency_) {
        const auto currency = Currency::fromCode(text);
        if (!currency) {
            arguments = {plan_.columns[plan_.currency].name, excerpt(text)};
            return false;
        }
        lastCurrency_ = text;
        lastDigits_ = currency->digits();
    }
    digits = lastDigits_;
    return true;
}

/// Reads the typed cells of a row into scratch_, so that a row is appended whole or not at all.
bool RowBlock::convert(const Cells& cells, std::string& reason, std::vector<std::string>& arguments)
{
    int digits = 0;
    if (plan_.hasMoney && !digitsOf(cells, digits, arguments)) {
        reason = "import.bad_currency";
        return false;
    }
    for (const std::size_t c : checked_) {
        const auto& column = plan_.columns[c];
        const auto cell = cells[column.index];
        if (column.filled && bare(cell).empty()) {
            reason = "import.missing_value";
            arguments = {column.name};
            return false;
        }
        if (const char* wrong = convertCell(c, cell, digits); wrong != nullptr) {
            reason = wrong;
            arguments = {column.name, excerpt(cell)};
            return false;
        }
    }
    return true;
}

/// "12.00 CR". Columns of one side need no sign; elsewhere an amount without DR or CR is none, or one with two signs.
std::optional<std::int64_t> RowBlock::sidedMoney(const PlannedColumn& column, std::string_view cell, int digits) const
{
    const bool oneSided = column.name == "debit" || column.name == "credit";
    const int side = takeSide(cell);
    const auto minor = parseCellMoney(cell, digits, column.decimal);
    if (!minor || oneSided || *minor == 0)
        return minor;
    if (side == 0 || *minor < 0)
        return std::nullopt;
    return side == plan_.debitSign ? *minor : -*minor;
}

/// nullptr, or the reason of rejection.
const char* RowBlock::convertCell(std::size_t c, std::string_view cell, int digits)
{
    const PlannedColumn& column = plan_.columns[c];
    switch (column.type) {
    case ColumnType::Text: return nullptr;
    case ColumnType::Money: {
        if (!column.unit.empty())
            cell = withoutCurrencyCode(cell, column.unit);
        const auto minor = column.sided ? sidedMoney(column, cell, digits) : parseCellMoney(cell, digits, column.decimal);
        if (!minor && !isNoValue(trimmed(cell)))
            return "import.bad_amount";
        scratch_[c].number = minor.value_or(MoneyColumn::kNone);
        return nullptr;
    }
    case ColumnType::Integer: {
        std::int64_t number = 0;
        const bool read = parseInteger(trimmed(cell), number);
        if (!read && !isNoValue(trimmed(cell)))
            return "import.bad_integer";
        scratch_[c].number = read ? number : IntegerColumn::kNone;
        return nullptr;
    }
    case ColumnType::Day: {
        Values& values = values_[c];
        if (cell != values.lastDate || values.lastDate.empty()) {
            const auto day = parseDay(cell, column.order);
            if (!day && !isNoValue(trimmed(cell)))
                return "import.bad_date";
            values.lastDate = cell;
            values.lastDay = day ? day->number : DayColumn::kNone;
        }
        scratch_[c].day = values.lastDay;
        return nullptr;
    }
    case ColumnType::Flag: {
        const auto flag = parseFlag(cell);
        if (!flag)
            return "import.bad_flag";
        scratch_[c].flag = *flag;
        return nullptr;
    }
    }
    return nullptr;
}

/// A view that outlives the record: the reader keeps unescaped cells only until the next one.
std::string_view RowBlock::lasting(std::string_view cell)
{
    const std::less<const char*> before;
    if (cell.empty() || (!before(cell.data(), text_.data()) && before(cell.data(), text_.data() + text_.size())))
        return cell;
    if (unescapedUsed_ == unescaped_.size())
        unescaped_.emplace_back();
    return unescaped_[unescapedUsed_++].assign(cell);
}

void RowBlock::append(const Cells& cells, bool unescaped)
{
    for (std::size_t c = 0; c < plan_.columns.size(); ++c) {
        Values& values = values_[c];
        switch (plan_.columns[c].type) {
        case ColumnType::Text: {
            const std::string_view cell = bare(cells[plan_.columns[c].index]);
            values.texts.push_back(unescaped ? lasting(cell) : cell);
            break;
        }
        case ColumnType::Money:
        case ColumnType::Integer: values.numbers.push_back(scratch_[c].number); break;
        case ColumnType::Day: values.days.push_back(scratch_[c].day); break;
        case ColumnType::Flag: values.flags.push_back(scratch_[c].flag); break;
        }
    }
}

} // namespace oxseal
