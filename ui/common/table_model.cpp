// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_model.h"

#include "ui/jobs/background.h"

#include <QFont>
#include <QThreadPool>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

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
        if (!data.canHold(column, wanted))
            continue;
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

/// A distinct text: its first characters behind what all texts have in common, folded, then the text itself.
struct Word
{
    std::uint64_t start;
    std::uint32_t id;
};

char16_t folded(QChar c) { return c.toCaseFolded().unicode(); }

qsizetype commonStart(const std::vector<QString>& texts)
{
    qsizetype common = texts.empty() ? 0 : texts.front().size();
    for (const QString& text : texts) {
        qsizetype same = 0;
        while (same < common && same < text.size() && folded(text[same]) == folded(texts.front()[same]))
            ++same;
        common = same;
    }
    return common;
}

/// Eight characters in a number that sorts like them; those beyond Latin-1 look alike and are told apart by the whole text.
std::uint64_t startOf(const QString& text, qsizetype from)
{
    constexpr qsizetype kTaken = 8;
    std::uint64_t start = 0;
    for (qsizetype i = from; i < from + kTaken; ++i)
        start = start << 8U | (i < text.size() ? std::min<std::uint64_t>(folded(text[i]), 0xFF) : 0U);
    return start;
}

/// Rank of each text among the distinct ones, case folded first; kNoValue for "".
std::vector<std::int64_t> ranksOf(const std::vector<QString>& texts)
{
    std::vector<Word> words(texts.size());
    const qsizetype common = commonStart(texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        words[i] = {startOf(texts[i], common), static_cast<std::uint32_t>(i)};
    std::sort(words.begin(), words.end(), [&](const Word& a, const Word& b) {
        if (a.start != b.start)
            return a.start < b.start;
        const QString& x = texts[a.id];
        const QString& y = texts[b.id];
        const int order = x.compare(y, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : x < y;
    });
    std::vector<std::int64_t> ranks(texts.size());
    std::int64_t rank = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const QString& text = texts[words[i].id];
        if (i > 0 && text != texts[words[i - 1].id])
            ++rank;
        ranks[words[i].id] = text.isEmpty() ? kNoValue : rank;
    }
    return ranks;
}

/// Sort keys, one per row of `rows`: numbers as they are, texts as their rank among the distinct ones.
std::vector<std::int64_t> keysOf(const TableData& data, std::size_t column, const std::vector<std::uint32_t>& rows, TextRanks* known)
{
    std::vector<std::int64_t> keys(rows.size());
    if (isNumeric(data.columns()[column].kind)) {
        std::transform(rows.begin(), rows.end(), keys.begin(), [&](std::uint32_t row) { return data.number(row, column); });
        return keys;
    }
    const std::size_t distinct = data.dictionarySize(column);
    if (distinct == 0) {
        std::vector<QString> texts;
        texts.reserve(rows.size());
        for (const std::uint32_t row : rows)
            texts.push_back(data.text(row, column));
        return ranksOf(texts);
    }
    const auto make = [&] {
        std::vector<QString> texts;
        texts.reserve(distinct);
        for (std::size_t i = 0; i < distinct; ++i)
            texts.push_back(data.dictionaryText(column, static_cast<std::uint32_t>(i)));
        return ranksOf(texts);
    };
    const auto ranks = known != nullptr ? known->of(column, make) : std::make_shared<const std::vector<std::int64_t>>(make());
    std::transform(rows.begin(), rows.end(), keys.begin(), [&](std::uint32_t row) { return (*ranks)[data.code(row, column)]; });
    return keys;
}

struct Keyed
{
    std::uint64_t key;
    std::uint32_t row;
};

/// Stable; by 16 bits at a time from the lowest, leaving out those in which all keys agree.
void radixSort(std::vector<Keyed>& items)
{
    constexpr unsigned kBits = 16;
    constexpr std::size_t kBuckets = std::size_t{1} << kBits;
    std::vector<Keyed> other(items.size());
    std::vector<std::uint32_t> place(kBuckets);
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        const auto digit = [shift](const Keyed& item) { return static_cast<std::size_t>(item.key >> shift) & (kBuckets - 1); };
        std::fill(place.begin(), place.end(), 0U);
        for (const Keyed& item : items)
            ++place[digit(item)];
        if (items.empty() || place[digit(items.front())] == items.size())
            continue;
        std::exclusive_scan(place.begin(), place.end(), place.begin(), 0U);
        for (const Keyed& item : items)
            other[place[digit(item)]++] = item;
        items.swap(other);
    }
}

/// Reorders `rows` by their keys; equal ones stay as they stand, those without a value come last.
void sortByKeys(std::vector<std::uint32_t>& rows, const std::vector<std::int64_t>& keys, Qt::SortOrder direction)
{
    std::vector<Keyed> items;
    std::vector<std::uint32_t> without;
    items.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t up = static_cast<std::uint64_t>(keys[i]) ^ (std::uint64_t{1} << 63U);
        if (keys[i] == kNoValue)
            without.push_back(rows[i]);
        else
            items.push_back({direction == Qt::AscendingOrder ? up : ~up, rows[i]});
    }
    radixSort(items);
    std::transform(items.begin(), items.end(), rows.begin(), [](const Keyed& item) { return item.row; });
    std::copy(without.begin(), without.end(), rows.begin() + static_cast<std::ptrdiff_t>(items.size()));
}

bool sameColumns(const TableData& a, const TableData& b)
{
    return std::equal(a.columns().begin(), a.columns().end(), b.columns().begin(), b.columns().end(),
        [](const TableColumn& one, const TableColumn& other) { return one.key == other.key; });
}

/// A million rows take a while to be freed as well.
void letGo(std::shared_ptr<const TableData> data)
{
    QThreadPool::globalInstance()->start([data = std::move(data)]() mutable { data.reset(); });
}

} // namespace

TextRanks::Ranks TextRanks::of(std::size_t column, const std::function<std::vector<std::int64_t>()>& make)
{
    // Two reorderings may be under way: the second waits for the first one's ranks rather than make them again.
    const std::lock_guard guard(mutex_);
    Ranks& ranks = ranks_[column];
    if (ranks == nullptr)
        ranks = std::make_shared<const std::vector<std::int64_t>>(make());
    return ranks;
}

std::vector<std::uint32_t> orderOf(const TableData& data, const TableFilter& filter, int sortColumn, Qt::SortOrder direction,
    const std::atomic<bool>* stop, TextRanks* known)
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
    sortByKeys(rows, keysOf(data, static_cast<std::size_t>(sortColumn), rows, known), direction);
    return rows;
}

TableModel::TableModel(QObject* parent)
    : QAbstractTableModel(parent)
    , data_(std::make_shared<ListData>(std::vector<TableColumn>{}))
    , ranks_(std::make_shared<TextRanks>())
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
    next_.reset();
    const bool large = data->rows() > kAtOnce;
    if (large && (sortColumn_ >= 0 || !filter_.empty()) && data_->rows() > 0 && sameColumns(*data, *data_)) {
        // The same table once more: its rows must not stand there unfiltered in between.
        next_ = std::move(data);
        nextRanks_ = std::make_shared<TextRanks>();
        reorder();
        return;
    }
    beginResetModel();
    letGo(std::exchange(data_, std::move(data)));
    ranks_ = std::make_shared<TextRanks>();
    order_.resize(data_->rows());
    std::iota(order_.begin(), order_.end(), 0U);
    if (!large && (sortColumn_ >= 0 || !filter_.empty()))
        order_ = orderOf(*data_, filter_, sortColumn_, direction_);
    endResetModel();
    if (large && (sortColumn_ >= 0 || !filter_.empty())) {
        reorder();
        return;
    }
    if (std::exchange(busy_, false))
        Q_EMIT busyChanged();
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
    const auto& data = next_ ? next_ : data_;
    if (data->rows() <= kAtOnce) {
        take(orderOf(*data_, filter_, sortColumn_, direction_));
        return;
    }
    auto stop = std::make_shared<std::atomic<bool>>(false);
    stop_ = stop;
    busy_ = true;
    Q_EMIT busyChanged();
    inBackground(
        this,
        [data, filter = filter_, column = sortColumn_, direction = direction_, stop, ranks = next_ ? nextRanks_ : ranks_] {
            return orderOf(*data, filter, column, direction, stop.get(), ranks.get());
        },
        [this, stop](std::vector<std::uint32_t> order) {
            if (!*stop)
                take(std::move(order));
        });
}

void TableModel::take(std::vector<std::uint32_t> order)
{
    busy_ = false;
    if (!next_ && order.size() == order_.size()) {
        rearrange(std::move(order));
    } else {
        beginResetModel();
        if (next_) {
            letGo(std::exchange(data_, std::exchange(next_, nullptr)));
            ranks_ = std::exchange(nextRanks_, nullptr);
        }
        order_ = std::move(order);
        endResetModel();
    }
    Q_EMIT busyChanged();
    Q_EMIT reordered();
}

/// As many rows as before in another order: views keep their sections, and current row and selection stay with their rows.
void TableModel::rearrange(std::vector<std::uint32_t> order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    const std::vector<std::uint32_t> was = std::exchange(order_, std::move(order));
    if (!before.isEmpty()) {
        std::vector<int> shown(data_->rows(), -1);
        for (std::size_t i = 0; i < order_.size(); ++i)
            shown[order_[i]] = static_cast<int>(i);
        QModelIndexList after;
        for (const QModelIndex& one : before) {
            const int row = shown[was[static_cast<std::size_t>(one.row())]];
            after << (row < 0 ? QModelIndex() : index(row, one.column()));
        }
        changePersistentIndexList(before, after);
    }
    Q_EMIT layoutChanged({}, VerticalSortHint);
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
