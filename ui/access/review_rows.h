// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_sheet.h"
#include "ui/common/table_data.h"

#include <memory>
#include <vector>

namespace oxseal::ui {

/// The lines of a campaign as a table: outliers first, one column per flag raised (hidden, for filters and exports).
class ReviewRows final : public TableData
{
public:
    enum class Which { Included, LeftOut };
    /// `onlyReviewer` 0: everybody's lines.
    ReviewRows(std::shared_ptr<const ReviewBasis> basis, std::shared_ptr<const ReviewSheet> sheet, Which which,
        PersonId onlyReviewer = {});

    const std::vector<TableColumn>& columns() const override { return columns_; }
    std::size_t rows() const override { return order_.size(); }
    QString text(std::size_t row, std::size_t column) const override;
    std::int64_t number(std::size_t row, std::size_t column) const override;
    Mark mark(std::size_t row, std::size_t column) const override;
    QString handle(std::size_t row) const override;

    [[nodiscard]] const LineRow& line(std::size_t row) const { return sheet_->lines[order_[row]]; }
    /// Flags that have a column.
    [[nodiscard]] const std::vector<access::LineFlag>& flags() const noexcept { return flags_; }
    [[nodiscard]] static QString flagKey(access::LineFlag flag);

private:
    [[nodiscard]] const LineContext* contextOf(const LineRow& line) const;
    [[nodiscard]] QString flagsText(const LineRow& line) const;

    std::shared_ptr<const ReviewBasis> basis_;
    std::shared_ptr<const ReviewSheet> sheet_;
    std::vector<TableColumn> columns_;
    std::vector<std::uint32_t> order_;
    std::vector<access::LineFlag> flags_;
};

} // namespace oxseal::ui
