// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv.h"
#include "storage/import/import_report.h"
#include "storage/import/table_plan.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// The accepted rows of one stretch of a text, column by column: numbers, days and flags converted, texts as views. Used
/// again and again, so that a large file costs the memory of a few stretches.
class RowBlock
{
public:
    RowBlock(const TablePlan& plan, const CsvDialect& dialect, bool keepLines);

    /// Reads records from `from` until one begins at or after `stop`. What the block held before is gone. The views of its
    /// texts hold until the next parse() and while `text` stands.
    void parse(std::string_view text, std::size_t from, std::size_t stop);
    /// Adds the rows of one column after those of `to`, which has the column's type.
    void moveColumn(std::size_t column, Column& to);

    [[nodiscard]] std::size_t end() const { return end_; } ///< offset of the first record not read
    [[nodiscard]] std::uint64_t lines() const { return lines_; } ///< lines of text passed over
    /// Lines count from 1 at the beginning of the stretch.
    [[nodiscard]] const ImportReport& report() const { return report_; }
    [[nodiscard]] const std::vector<std::uint64_t>& rowLines() const { return rowLines_; } ///< only with keepLines

private:
    /// One column being filled; only the member of its type is used.
    struct Values
    {
        std::vector<std::string_view> texts;
        std::vector<std::int64_t> numbers;
        std::vector<std::int32_t> days;
        std::vector<Flag> flags;
        // The last date read, since dates repeat in files.
        std::string lastDate;
        std::int32_t lastDay = DayColumn::kNone;
    };
    union Value
    {
        std::int64_t number = 0;
        std::int32_t day;
        Flag flag;
    };
    using Cells = std::vector<std::string_view>;

    void clear();
    void takeRecord(const CsvReader& reader, Cells& cells);
    void refuse(const CsvReader& reader, const Cells& cells, std::string reason, std::vector<std::string> arguments);
    [[nodiscard]] bool surplusIsEmpty(const Cells& cells) const;
    [[nodiscard]] bool isHeader(const Cells& cells) const;
    bool digitsOf(const Cells& cells, int& digits, std::vector<std::string>& arguments);
    bool convert(const Cells& cells, std::string& reason, std::vector<std::string>& arguments);
    const char* convertCell(std::size_t column, std::string_view cell, int digits);
    [[nodiscard]] std::optional<std::int64_t> sidedMoney(const PlannedColumn& column, std::string_view cell, int digits) const;
    void append(const Cells& cells, bool unescaped);
    std::string_view lasting(std::string_view cell);

    const TablePlan& plan_;
    CsvDialect dialect_;
    bool keepLines_;
    std::string_view text_;
    std::vector<Values> values_;
    std::vector<Value> scratch_;
    std::vector<std::size_t> checked_; ///< columns that can refuse a row: all but texts that may be empty
    std::deque<std::string> unescaped_; ///< cells that do not stand in the text as they are
    std::size_t unescapedUsed_ = 0;
    std::vector<std::uint64_t> rowLines_;
    ImportReport report_;
    std::string lastCurrency_;
    int lastDigits_ = 2;
    std::size_t end_ = 0;
    std::uint64_t lines_ = 0;
};

} // namespace oxseal
