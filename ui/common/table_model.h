// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_data.h"

#include <QAbstractTableModel>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace oxseal::ui {

/// What a table is narrowed to. All parts must hold.
struct TableFilter
{
    QString text; ///< somewhere in a shown text column, case folded
    std::map<QString, QString> columns; ///< column key → exact cell text ("Flag: orphan" chips)
    friend bool operator==(const TableFilter&, const TableFilter&) = default;
    [[nodiscard]] bool empty() const { return text.isEmpty() && columns.empty(); }
};

/// Ranks of the distinct texts of columns of one table, made at the first sorting and kept: sorting again, the other way round
/// or after another filter, only looks them up. For several threads.
class TextRanks
{
public:
    using Ranks = std::shared_ptr<const std::vector<std::int64_t>>; ///< by code of the dictionary
    [[nodiscard]] Ranks of(std::size_t column, const std::function<std::vector<std::int64_t>()>& make);

private:
    std::mutex mutex_;
    std::map<std::size_t, Ranks> ranks_;
};

/// The order a table's rows are shown in: an index vector over the data, made by a pure function so that it can run on any
/// thread. Stable; rows without a value come last in both directions.
[[nodiscard]] std::vector<std::uint32_t> orderOf(const TableData& data, const TableFilter& filter, int sortColumn,
    Qt::SortOrder direction, const std::atomic<bool>* stop = nullptr, TextRanks* known = nullptr);

/// Shows TableData through an index vector. Sorting and filtering of large tables run on a pool thread; the rows shown stay
/// until the new order is there.
class TableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum DataRole { MarkRole = Qt::UserRole + 1, KindRole, HandleRole };

    explicit TableModel(QObject* parent = nullptr);
    ~TableModel() override;

    /// A large table that is sorted or filtered is shown when it is in order; until then table() is the one before.
    void setData(std::shared_ptr<const TableData> data);
    using QAbstractTableModel::setData;
    [[nodiscard]] const std::shared_ptr<const TableData>& table() const noexcept { return data_; }
    void setFilter(const TableFilter& filter);
    [[nodiscard]] const TableFilter& filter() const noexcept { return filter_; }
    [[nodiscard]] bool busy() const noexcept { return busy_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int dataRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int dataRole) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// Row of the data behind a shown row, and back (-1 when filtered away).
    [[nodiscard]] std::size_t source(int row) const { return order_[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int shownRowOf(const QString& handle) const;

Q_SIGNALS:
    void reordered(); ///< a sort or filter has been carried out
    void busyChanged();

private:
    void reorder();
    void take(std::vector<std::uint32_t> order);
    void rearrange(std::vector<std::uint32_t> order);

    std::shared_ptr<const TableData> data_;
    std::shared_ptr<TextRanks> ranks_; ///< of data_
    std::shared_ptr<const TableData> next_; ///< takes the place of data_ once it is in order
    std::shared_ptr<TextRanks> nextRanks_; ///< of next_
    std::vector<std::uint32_t> order_;
    TableFilter filter_;
    int sortColumn_ = -1;
    Qt::SortOrder direction_ = Qt::AscendingOrder;
    std::shared_ptr<std::atomic<bool>> stop_; ///< of the reordering under way
    bool busy_ = false;
};

} // namespace oxseal::ui
