// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/snapshot_data.h"

#include "ui/common/words.h"

#include <QObject>

#include <algorithm>
#include <limits>

namespace oxseal::ui {
namespace {

constexpr std::int64_t kNoValue = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t kFlags = 3;

QString flagWord(Flag flag)
{
    switch (flag) {
    case Flag::Yes: return QObject::tr("Yes");
    case Flag::No: return QObject::tr("No");
    case Flag::Unknown: break;
    }
    return QObject::tr("Unknown");
}

ColumnKind kindOf(const Column& column)
{
    if (std::holds_alternative<MoneyColumn>(column.data))
        return ColumnKind::Amount;
    if (std::holds_alternative<IntegerColumn>(column.data))
        return ColumnKind::Number;
    if (std::holds_alternative<DayColumn>(column.data))
        return ColumnKind::Date;
    return ColumnKind::Text;
}

} // namespace

SnapshotData::SnapshotData(std::shared_ptr<const Table> table, const std::vector<Shown>& shown, std::vector<OverlayColumn> overlays,
    QString currency, int digits)
    : table_(std::move(table))
    , overlays_(std::move(overlays))
    , currency_(std::move(currency))
    , currencies_(table_->text("currency"))
    , digits_(digits)
{
    for (const Shown& one : shown) {
        if (const Column* column = table_->find(one.column)) {
            columns_.push_back(one.as);
            sources_.push_back({column, 0});
        }
    }
    for (std::size_t i = 0; i < overlays_.size(); ++i) {
        if (overlays_[i].codes.size() == table_->rows()) {
            columns_.push_back(overlays_[i].column);
            sources_.push_back({nullptr, i});
        }
    }
}

std::vector<SnapshotData::Shown> SnapshotData::everyColumn(const Table& table)
{
    std::vector<Shown> all;
    for (const Column& column : table.columns()) {
        const QString name = plain(column.name);
        all.push_back({column.name, {name, name, kindOf(column)}});
    }
    return all;
}

QString SnapshotData::text(std::size_t row, std::size_t column) const
{
    const Source& source = sources_[column];
    if (source.column == nullptr)
        return dictionaryText(column, overlays_[source.overlay].codes[row]);
    if (const auto* texts = std::get_if<TextColumn>(&source.column->data))
        return plain(texts->at(row));
    if (const auto* money = std::get_if<MoneyColumn>(&source.column->data))
        return money->minor[row] == MoneyColumn::kNone ? QString() : amount(money->minor[row], digits_);
    if (const auto* whole = std::get_if<IntegerColumn>(&source.column->data))
        return whole->values[row] == IntegerColumn::kNone ? QString() : count(whole->values[row]);
    if (const auto* days = std::get_if<DayColumn>(&source.column->data))
        return day(days->at(row));
    return flagWord(std::get<FlagColumn>(source.column->data).flags[row]);
}

std::int64_t SnapshotData::number(std::size_t row, std::size_t column) const
{
    const Source& source = sources_[column];
    if (source.column == nullptr)
        return kNoValue;
    if (const auto* money = std::get_if<MoneyColumn>(&source.column->data))
        return money->minor[row];
    if (const auto* whole = std::get_if<IntegerColumn>(&source.column->data))
        return whole->values[row];
    if (const auto* days = std::get_if<DayColumn>(&source.column->data))
        return days->days[row] == DayColumn::kNone ? kNoValue : days->days[row];
    return kNoValue;
}

Mark SnapshotData::mark(std::size_t row, std::size_t column) const
{
    const Source& source = sources_[column];
    if (source.column != nullptr)
        return Mark::None;
    const OverlayColumn& overlay = overlays_[source.overlay];
    const std::uint32_t code = overlay.codes[row];
    return code < overlay.marks.size() ? overlay.marks[code] : Mark::None;
}

std::size_t SnapshotData::dictionarySize(std::size_t column) const
{
    const Source& source = sources_[column];
    if (source.column == nullptr)
        return overlays_[source.overlay].words.size();
    if (const auto* texts = std::get_if<TextColumn>(&source.column->data))
        return texts->dictionary().size();
    return std::holds_alternative<FlagColumn>(source.column->data) ? kFlags : 0;
}

std::uint32_t SnapshotData::code(std::size_t row, std::size_t column) const
{
    const Source& source = sources_[column];
    if (source.column == nullptr)
        return overlays_[source.overlay].codes[row];
    if (const auto* texts = std::get_if<TextColumn>(&source.column->data))
        return texts->code(row);
    if (const auto* flags = std::get_if<FlagColumn>(&source.column->data))
        return static_cast<std::uint32_t>(flags->flags[row]);
    return 0;
}

QString SnapshotData::dictionaryText(std::size_t column, std::uint32_t code) const
{
    const Source& source = sources_[column];
    if (source.column == nullptr) {
        const auto& words = overlays_[source.overlay].words;
        return code < words.size() ? words[code] : QString();
    }
    if (const auto* texts = std::get_if<TextColumn>(&source.column->data))
        return plain(texts->dictionary()[code]);
    return flagWord(static_cast<Flag>(code));
}

bool SnapshotData::canHold(std::size_t column, const QString& wanted) const
{
    const Column* source = sources_[column].column;
    if (source == nullptr || std::holds_alternative<TextColumn>(source->data) || std::holds_alternative<FlagColumn>(source->data))
        return true;
    // Amounts, numbers and days are written with digits and signs only.
    return std::none_of(wanted.begin(), wanted.end(), [](QChar c) { return c.isLetter(); });
}

std::optional<std::size_t> SnapshotData::rowOf(const QString& handle) const
{
    bool isNumber = false;
    const qulonglong row = handle.toULongLong(&isNumber);
    return isNumber && row < rows() ? std::optional<std::size_t>(row) : std::nullopt;
}

QString SnapshotData::currency(std::size_t row, std::size_t) const
{
    return currencies_ == nullptr ? currency_ : plain(currencies_->at(row));
}

} // namespace oxseal::ui
