// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/dictionary.h"
#include "models/core/money.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace oxseal {

/// Unknown is not false (A14).
enum class Flag : std::uint8_t { No = 0, Yes = 1, Unknown = 2 };
[[nodiscard]] inline const char* name(Flag flag) noexcept
{
    return flag == Flag::Yes ? "true" : flag == Flag::No ? "false" : "unknown";
}

/// Text column: one code per row into a dictionary of distinct strings in order of first appearance (appendUnseen: a text may
/// stand there twice). "" is "no value".
class TextColumn
{
public:
    /// Room for so many rows; in proportion for their texts, when most of those so far were new.
    void reserve(std::size_t rows);
    void append(std::string_view text) { codes_.push_back(dictionary_.intern(text)); }
    void append(std::span<const std::string_view> texts) { dictionary_.intern(texts, codes_); }
    /// Adds texts without looking for equal ones: for names of rows, of which hardly any comes twice.
    void appendUnseen(std::span<const std::string_view> texts);
    /// Gives back memory that only appending needs.
    void finish() { dictionary_.dropIndex(); }
    [[nodiscard]] std::size_t size() const noexcept { return codes_.size(); }
    [[nodiscard]] std::uint32_t code(std::size_t row) const { return codes_[row]; }
    [[nodiscard]] std::string_view at(std::size_t row) const { return dictionary_[codes_[row]]; }
    [[nodiscard]] const std::vector<std::uint32_t>& codes() const noexcept { return codes_; }
    [[nodiscard]] const Dictionary& dictionary() const noexcept { return dictionary_; }
    /// Takes over finished parts (chunk reader); codes must index the dictionary.
    static TextColumn fromParts(std::vector<std::uint32_t> codes, Dictionary dictionary);

private:
    std::vector<std::uint32_t> codes_;
    Dictionary dictionary_;
};

/// Minor units of money; the currency is the table's or stands in a text column "currency".
struct MoneyColumn
{
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
    std::vector<std::int64_t> minor;
};

/// Plain whole numbers.
struct IntegerColumn
{
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
    std::vector<std::int64_t> values;
};

struct DayColumn
{
    static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
    std::vector<std::int32_t> days; ///< Day::number
    [[nodiscard]] std::optional<Day> at(std::size_t row) const
    {
        return days[row] == kNone ? std::nullopt : std::optional<Day>(Day{days[row]});
    }
};

struct FlagColumn
{
    std::vector<Flag> flags;
};

struct Column
{
    std::string name;
    std::variant<TextColumn, MoneyColumn, IntegerColumn, DayColumn, FlagColumn> data;

    [[nodiscard]] std::size_t size() const;
    /// One cell as canonical text (money with `digits` decimals, days as ISO, no value as "").
    [[nodiscard]] std::string cell(std::size_t row, int moneyDigits = 2) const;
};

/// An immutable population: named columns of equal length. Rows are numbered from 0 in file order. This is the record of
/// an imported file (rule 6); decisions point at (snapshot, row) and are never written into it.
class Table
{
public:
    /// Columns of unequal length are a defect of the caller and end in an assertion.
    explicit Table(std::vector<Column> columns = {});

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
    /// Hands over the columns; this table is empty afterwards.
    [[nodiscard]] std::vector<Column> take();
    /// nullptr when there is no such column, or it is of another type.
    [[nodiscard]] const Column* find(std::string_view name) const;
    [[nodiscard]] const TextColumn* text(std::string_view name) const;
    [[nodiscard]] const MoneyColumn* money(std::string_view name) const;
    [[nodiscard]] const IntegerColumn* integers(std::string_view name) const;
    [[nodiscard]] const DayColumn* days(std::string_view name) const;
    [[nodiscard]] const FlagColumn* flags(std::string_view name) const;
    /// Text of a cell; "" when the column is absent.
    [[nodiscard]] std::string_view textAt(std::string_view column, std::size_t row) const;

private:
    std::vector<Column> columns_;
    std::size_t rows_ = 0;
};

} // namespace oxseal
