// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_model.h"

#include "ui/jobs/background.h"

#include <QFont>

#include <algorithm>
#include <limits>
#include <numeric>

namespace oxseal::ui {
namespace {

/// Below this a reordering takes less than a frame and is done at once.
constexpr std::size_t kAtOnce = 20000;
constexpr std::int64_t kNoValue = std::numeric_limits<std::int64_t>::min();

bool isNumeric(ColumnKind kind)
{
    return kind == ColumnKind::Number || kind == ColumnKind::Amount || kind == ColumnKind::Date || kind == ColumnKind::Time;
}

bool asked(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(std::memory_order_relaxed); }

/// For each row whether the column's text matches; dictionaries are looked at once per distinct text.
template <class Match>
void narrow(const TableData& data, std::size_t column, std::vector<std::uint32_t>& rows, Match match)
{
    const std::size_t distinct = data.dictionarySize(column);
    if (distinct > 0) {
        std::vector<char> hit(distinct);
        for (std::size_t i = 0; i < distinct; ++i)
            hit[i] = match(data.dictionaryText(column, static_cast<std::uint32_t>(i))) ? 1 : 0;
        std::erase_if(rows, [&](std::uint32_t row) { return hit[data.code(row, column)] == 0; });
    } else {
        std::erase_if(rows, [&](std::uint32_t row) { return !match(data.text(row, column)); });
    }
}

void narrowByText(const TableData& data, const QString& wanted, std::vector<std::uint32_t>& rows, const std::atomic<bool>* stop)
{
    std::vector<char> hit(data.rows(), 0);
    for (std::size_t column = 0; column < data.columns().size() && !asked(stop); ++column) {
        const std::size_t distinct = data.dictionarySize(column);
        if (distinct > 0) {
            std::vector<char> known(distinct);
            for (std::size_t i = 0; i < distinct; ++i)
                known[i] = data.dictionaryText(column, static_cast<std::uint32_t>(i)).contains(wanted, Qt::CaseInsensitive) ? 1 : 0;
            for (const std::uint32_t row : rows)
                hit[row] = static_cast<char>(hit[row] | known[data.code(row, column)]);
        } else {
            for (const std::uint32_t row : rows) {
                if (hit[row] == 0 && data.text(row, column).contains(wanted, Qt::CaseInsensitive))
                    hit[row] = 1;
            }
        }
    }
    std::erase_if(rows, [&](std::uint32_t row) { return hit[row] == 0; });
}

/// Sort keys: numbers as they are, texts as their rank among the distinct ones.
std::vector<std::int64_t> keysOf(const TableData& data, std::size_t column, const std::vector<std::uint32_t>& rows)
{
    std::vector<std::int64_t> keys(data.rows(), kNoValue);
    if (isNumeric(data.columns()[column].kind)) {
        for (const std::uint32_t row : rows)
            keys[row] = data.number(row, column);
        return keys;
    }
    const auto rank = [](std::vector<std::pair<QString, std::uint32_t>>& texts, auto&& give) {
        std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) {
            const int order = a.first.compare(b.first, Qt::CaseInsensitive);
            return order != 0 ? order < 0 : a.first < b.first;
        });
        std::int64_t at = 0;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (i > 0 && texts[i].first != texts[i - 1].first)
                ++at;
            give(texts[i].second, texts[i].first.isEmpty() ? kNoValue : at);
        }
    };
    std::vector<std::pair<QString, std::uint32_t>> texts;
    if (const std::size_t distinct = data.dictionarySize(column); distinct > 0) {
        std::vector<std::int64_t> ranks(distinct);
        for (std::size_t i = 0; i < distinct; ++i)
            texts.emplace_back(data.dictionaryText(column, static_cast<std::uint32_t>(i)), static_cast<std::uint32_t>(i));
        rank(texts, [&](std::uint32_t code, std::int64_t key) { ranks[code] = key; });
        for (const std::uint32_t row : rows)
            keys[row] = ranks[data.code(row, column)];
    } else {
        texts.reserve(rows.size());
        for (const std::uint32_t row : rows)
            texts.emplace_back(data.text(row, column), row);
        rank(texts, [&](std::uint32_t row, std::int64_t key) { keys[row] = key; });
    }
    return keys;
}

} // namespace

std::vector<std::uint32_t> orderOf(const TableData& data, const TableFilter& filter, int sortColumn, Qt::SortOrder direction,
    const std::atomic<bool>* stop)
{
    std::vector<std::uint32_t> rows(data.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    for (const auto& [key, wanted] : filter.columns) {
        for (std::size_t column = 0; column < data.columns().size(); ++column) {
            if (data.columns()[column].key == key)
                narrow(data, column, rows, [&wanted = wanted](const QString& text) { return text == wanted; });
        }
    }
    if (!filter.text.isEmpty())
        narrowByText(data, filter.text, rows, stop);
    if (sortColumn < 0 || static_cast<std::size_t>(sortColumn) >= data.columns().size() || asked(stop))
        return rows;
    const auto keys = keysOf(data, static_cast<std::size_t>(sortColumn), rows);
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::int64_t x = keys[a];
        const std::int64_t y = keys[b];
        if (x == kNoValue || y == kNoValue)
            return x != kNoValue && y == kNoValue;
        return direction == Qt::AscendingOrder ? x < y : y < x;
    });
    return rows;
}

TableModel::TableModel(QObject* parent)
    : QAbstractTableModel(parent)
    , data_(std::make_shared<ListData>(std::vector<TableColumn>{}))
{
}

TableModel::~TableModel()
{
    if (stop_)
        *stop_ = true;
}

void TableModel::setData(std::shared_ptr<const TableData> data)
{
    if (stop_)
        *stop_ = true;
    const bool large = data->rows() > kAtOnce;
    beginResetModel();
    data_ = std::move(data);
    order_.resize(data_->rows());
    std::iota(order_.begin(), order_.end(), 0U);
    if (!large && (sortColumn_ >= 0 || !filter_.empty()))
        order_ = orderOf(*data_, filter_, sortColumn_, direction_);
    endResetModel();
    if (large && (sortColumn_ >= 0 || !filter_.empty()))
        reorder();
    else
        Q_EMIT reordered();
}

void TableModel::setFilter(const TableFilter& filter)
{
    if (filter_ == filter)
        return;
    filter_ = filter;
    reorder();
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    sortColumn_ = column;
    direction_ = order;
    reorder();
}

void TableModel::reorder()
{
    if (stop_)
        *stop_ = true;
    if (data_->rows() <= kAtOnce) {
        take(orderOf(*data_, filter_, sortColumn_, direction_));
        return;
    }
    auto stop = std::make_shared<std::atomic<bool>>(false);
    stop_ = stop;
    busy_ = true;
    Q_EMIT busyChanged();
    inBackground(
        this,
        [data = data_, filter = filter_, column = sortColumn_, direction = direction_, stop] {
            return orderOf(*data, filter, column, direction, stop.get());
        },
        [this, stop](std::vector<std::uint32_t> order) {
            if (!*stop)
                take(std::move(order));
        });
}

void TableModel::take(std::vector<std::uint32_t> order)
{
    busy_ = false;
    beginResetModel();
    order_ = std::move(order);
    endResetModel();
    Q_EMIT busyChanged();
    Q_EMIT reordered();
}

int TableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(order_.size()); }

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(data_->columns().size());
}

QVariant TableModel::data(const QModelIndex& index, int dataRole) const
{
    if (!index.isValid())
        return {};
    const std::size_t row = order_[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    switch (dataRole) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return data_->text(row, column);
    case MarkRole: return static_cast<int>(data_->mark(row, column));
    case KindRole: return static_cast<int>(data_->columns()[column].kind);
    case HandleRole: return data_->handle(row);
    case Qt::TextAlignmentRole: {
        const ColumnKind kind = data_->columns()[column].kind;
        const bool right = kind == ColumnKind::Number || kind == ColumnKind::Amount;
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)));
    }
    default: return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int dataRole) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const TableColumn& column = data_->columns()[static_cast<std::size_t>(section)];
    if (dataRole == Qt::DisplayRole || dataRole == Qt::AccessibleTextRole)
        return column.title;
    if (dataRole == Qt::TextAlignmentRole) {
        const bool right = column.kind == ColumnKind::Number || column.kind == ColumnKind::Amount;
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)));
    }
    return {};
}

int TableModel::shownRowOf(const QString& handle) const
{
    const auto row = data_->rowOf(handle);
    if (!row)
        return -1;
    const auto found = std::find(order_.begin(), order_.end(), static_cast<std::uint32_t>(*row));
    return found == order_.end() ? -1 : static_cast<int>(found - order_.begin());
}

} // namespace oxseal::ui
