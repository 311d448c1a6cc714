// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "ui/common/table_data.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::ui {

/// A column of decisions beside the frozen ones: one code per row into a few words, each with its mark.
struct OverlayColumn
{
    TableColumn column;
    std::vector<std::uint32_t> codes; ///< one per row of the population
    std::vector<QString> words;
    std::vector<Mark> marks; ///< one per word
};

/// An imported population as the window shows it: nothing is copied, every cell is made when it is looked at. Rows number
/// from 0 in file order, and so do their handles.
class SnapshotData final : public TableData
{
public:
    /// A column of the population under a title; `kind` Text also shows numbers and days as they are written.
    struct Shown
    {
        std::string column; ///< of the table; an absent one is left out
        TableColumn as;
    };
    /// `currency` is that of the amounts unless the table has a column "currency". An overlay whose length is not that of the
    /// table is left out.
    SnapshotData(std::shared_ptr<const Table> table, const std::vector<Shown>& shown, std::vector<OverlayColumn> overlays = {},
        QString currency = {}, int digits = 2);
    /// Every column under its own name.
    [[nodiscard]] static std::vector<Shown> everyColumn(const Table& table);

    const std::vector<TableColumn>& columns() const override { return columns_; }
    std::size_t rows() const override { return table_->rows(); }
    QString text(std::size_t row, std::size_t column) const override;
    std::int64_t number(std::size_t row, std::size_t column) const override;
    Mark mark(std::size_t row, std::size_t column) const override;
    std::size_t dictionarySize(std::size_t column) const override;
    std::uint32_t code(std::size_t row, std::size_t column) const override;
    QString dictionaryText(std::size_t column, std::uint32_t code) const override;
    bool canHold(std::size_t column, const QString& wanted) const override;
    std::optional<std::size_t> rowOf(const QString& handle) const override;
    QString currency(std::size_t row, std::size_t column) const override;
    int digits(std::size_t, std::size_t) const override { return digits_; }

private:
    /// Column of the window → column of the table, or an overlay.
    struct Source
    {
        const Column* column = nullptr;
        std::size_t overlay = 0;
    };

    std::shared_ptr<const Table> table_;
    std::vector<TableColumn> columns_;
    std::vector<Source> sources_;
    std::vector<OverlayColumn> overlays_;
    QString currency_;
    const TextColumn* currencies_ = nullptr;
    int digits_ = 2;
};

} // namespace oxseal::ui
