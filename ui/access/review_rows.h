// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/non_human_reads.h"
#include "storage/reads/review_sheet.h"
#include "ui/common/table_data.h"

#include <map>
#include <memory>
#include <vector>

namespace oxseal::ui {

/// The lines of a campaign as a table: outliers first, one column per flag raised (hidden, for filters and exports). Made on
/// the session's thread: putting a long listing in order takes a while.
class ReviewRows final : public TableData
{
public:
    enum class Which { Included, LeftOut };
    /// `onlyMine`: lines at which the viewer sits; `onlyScope` "": of every entity.
    ReviewRows(std::shared_ptr<const ReviewBasis> basis, std::shared_ptr<const ReviewSheet> sheet, std::shared_ptr<const NonHumanSheet> nonHuman, Which which,
        bool onlyMine = false, const std::string& onlyScope = {});

    const std::vector<TableColumn>& columns() const override { return columns_; }
    std::size_t rows() const override { return order_.size(); }
    QString text(std::size_t row, std::size_t column) const override;
    std::int64_t number(std::size_t row, std::size_t column) const override;
    Mark mark(std::size_t row, std::size_t column) const override;
    QString handle(std::size_t row) const override;
    std::optional<std::size_t> rowOf(const QString& handle) const override;

    [[nodiscard]] const LineRow& line(std::size_t row) const { return sheet_->lines[order_[row]]; }
    /// Flags that have a column, the gravest first, with the number of lines that carry them.
    [[nodiscard]] const std::vector<std::pair<access::LineFlag, std::int64_t>>& flags() const noexcept { return flags_; }
    [[nodiscard]] std::int64_t pending() const noexcept { return pending_; }
    [[nodiscard]] static QString flagKey(access::LineFlag flag);
    /// Lines of which nobody has said whether they are privileged; they have a column where there are any.
    [[nodiscard]] std::int64_t privilegesUnknown() const noexcept { return privilegesUnknown_; }
    [[nodiscard]] static QString privilegeUnknownKey();

private:
    [[nodiscard]] bool inScope(const LineRow& line, const std::string& scope) const;
    [[nodiscard]] const LineContext* contextOf(const LineRow& line) const;
    [[nodiscard]] const access::NonHumanAccount* accountOf(const LineRow& line) const; ///< null: a person's
    [[nodiscard]] static bool unknownPrivilege(const LineRow& line);
    void countFlags();

    std::shared_ptr<const ReviewBasis> basis_;
    std::shared_ptr<const ReviewSheet> sheet_;
    std::shared_ptr<const NonHumanSheet> nonHuman_;
    std::vector<TableColumn> columns_;
    std::vector<std::uint32_t> order_;
    std::vector<std::int32_t> places_; ///< of a line of the sheet in order_, -1: not shown
    std::vector<std::pair<access::LineFlag, std::int64_t>> flags_;
    std::int64_t pending_ = 0;
    std::int64_t privilegesUnknown_ = 0;
};

/// What keeps a campaign from being concluded, a row each; a long listing has as many of them as lines, so the words are made
/// when they are shown. Handles: the line's row, or "-1", "-2" … where there is none.
class ObstacleRows final : public TableData
{
public:
    explicit ObstacleRows(std::shared_ptr<const ReviewSheet> sheet);

    const std::vector<TableColumn>& columns() const override { return columns_; }
    std::size_t rows() const override { return sheet_->obstacles.size(); }
    QString text(std::size_t row, std::size_t column) const override;
    std::int64_t number(std::size_t row, std::size_t column) const override;
    Mark mark(std::size_t, std::size_t) const override { return Mark::None; }
    QString handle(std::size_t row) const override;

private:
    [[nodiscard]] const LineRow* lineOf(std::size_t row) const;

    std::shared_ptr<const ReviewSheet> sheet_;
    std::vector<TableColumn> columns_;
};

/// Decided so that nothing is left to do about the line.
[[nodiscard]] bool settled(const LineRow& line);

} // namespace oxseal::ui
