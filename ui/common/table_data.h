// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace oxseal::ui {

enum class ColumnKind {
    Text,
    Id, ///< monospaced, elided in the middle
    Number,
    Amount, ///< right-aligned; number() gives minor units
    Date,
    Time,
    Status, ///< drawn as a chip of mark() and text()
};

struct TableColumn
{
    QString key; ///< stable; remembered widths and exports use it
    QString title; ///< sentence case
    ColumnKind kind = ColumnKind::Text;
    int width = 140;
    bool shown = true;
};

/// The rows of one table, immutable: the window reads them while another thread sorts and filters. Columns of a snapshot
/// and overlay columns of decisions look alike here (rule 6).
class TableData
{
public:
    virtual ~TableData() = default;
    [[nodiscard]] virtual const std::vector<TableColumn>& columns() const = 0;
    [[nodiscard]] virtual std::size_t rows() const = 0;
    /// For the screen, already made plain.
    [[nodiscard]] virtual QString text(std::size_t row, std::size_t column) const = 0;
    /// What Number, Amount, Date and Time columns are sorted by; INT64_MIN is "no value".
    [[nodiscard]] virtual std::int64_t number(std::size_t row, std::size_t column) const = 0;
    [[nodiscard]] virtual Mark mark(std::size_t row, std::size_t column) const = 0;
    /// For text columns backed by a dictionary: code of the cell and the dictionary's size; size 0 = none. Sorting and
    /// filtering then look at each distinct text once.
    [[nodiscard]] virtual std::size_t dictionarySize(std::size_t column) const;
    [[nodiscard]] virtual std::uint32_t code(std::size_t row, std::size_t column) const;
    [[nodiscard]] virtual QString dictionaryText(std::size_t column, std::uint32_t code) const;
    /// False when no cell of the column can hold this text, e.g. letters in a column of numbers; filtering then passes it by.
    [[nodiscard]] virtual bool canHold(std::size_t column, const QString& wanted) const;
    /// Handle of the row's object, e.g. "17"; what pages act on.
    [[nodiscard]] virtual QString handle(std::size_t row) const;
    /// The row with this handle; the general answer looks at every row, large tables know better.
    [[nodiscard]] virtual std::optional<std::size_t> rowOf(const QString& handle) const;
    /// Currency of an Amount cell, for sums; "" when unknown.
    [[nodiscard]] virtual QString currency(std::size_t row, std::size_t column) const;
    /// Decimals of an Amount cell.
    [[nodiscard]] virtual int digits(std::size_t row, std::size_t column) const;
};

/// A cell of a small table.
struct TableCell
{
    QString text;
    std::int64_t number = INT64_MIN;
    Mark mark = Mark::None;

    TableCell() = default;
    TableCell(QString words)
        : text(std::move(words))
    {
    }
    TableCell(Mark severity, QString words)
        : text(std::move(words))
        , mark(severity)
    {
    }
    TableCell(QString words, std::int64_t key)
        : text(std::move(words))
        , number(key)
    {
    }
};

/// Rows held as cells: for lists of up to some ten thousand rows.
class ListData final : public TableData
{
public:
    explicit ListData(std::vector<TableColumn> columns);
    void add(QString handle, std::vector<TableCell> cells, QString currency = {}, int digits = 2);

    const std::vector<TableColumn>& columns() const override { return columns_; }
    std::size_t rows() const override { return rows_.size(); }
    QString text(std::size_t row, std::size_t column) const override;
    std::int64_t number(std::size_t row, std::size_t column) const override;
    Mark mark(std::size_t row, std::size_t column) const override;
    QString handle(std::size_t row) const override { return rows_[row].handle; }
    QString currency(std::size_t row, std::size_t) const override { return rows_[row].currency; }
    int digits(std::size_t row, std::size_t) const override { return rows_[row].digits; }

private:
    struct Row
    {
        QString handle;
        std::vector<TableCell> cells;
        QString currency;
        int digits = 2;
    };
    std::vector<TableColumn> columns_;
    std::vector<Row> rows_;
};

/// Cells for the usual kinds.
[[nodiscard]] TableCell numberCell(std::int64_t n);
[[nodiscard]] TableCell amountCell(std::int64_t minor, int digits);

} // namespace oxseal::ui
