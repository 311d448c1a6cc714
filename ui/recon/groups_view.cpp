// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/groups_view.h"

#include "models/core/money.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/line_table.h"
#include "ui/recon/recon_words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <optional>

namespace oxseal::ui {
namespace {

std::shared_ptr<ListData> linesData(const ReconView& view, const std::vector<const ReconLineRow*>& lines, bool books)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("date"), QObject::tr("Date"), ColumnKind::Date, 88},
        {QStringLiteral("reference"), QObject::tr("Reference"), ColumnKind::Id, 96},
        {QStringLiteral("text"), QObject::tr("Text"), ColumnKind::Text, 120},
        {QStringLiteral("amount"), QObject::tr("Amount"), ColumnKind::Amount, 104},
    });
    for (const ReconLineRow* line : lines) {
        if ((line->origin == recon::ItemOrigin::Books) != books)
            continue;
        list->add(QString::number(line->id),
            {TableCell(day(line->day), line->day.number), plain(line->reference), plain(line->description),
                amountCell(line->amount, view.row.digits)},
            plain(view.row.currency), view.row.digits);
    }
    return list;
}

/// A titled half: "Bank" or "Books" over its lines.
QVBoxLayout* half(const QString& title, LineTable* lines)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(kGap4);
    column->addWidget(label(title, role::kStrong));
    column->addWidget(lines, 1);
    return column;
}

} // namespace

GroupsView::GroupsView(QWidget* parent)
    : QWidget(parent)
    , table_(new TablePanel(tr("Matched groups")))
    , sentence_(label({}, role::kSecondary, true))
    , bank_(new LineTable(tr("Lines of the bank"), 2))
    , books_(new LineTable(tr("Lines of the books"), 2))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->setSpacing(kGap);
    table_->setNouns(tr("group"), tr("groups"));
    layout->addWidget(table_, 3);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(sentence_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(kGap12);
    sides->addLayout(half(tr("Bank"), bank_), 1);
    sides->addLayout(half(tr("Books"), books_), 1);
    layout->addLayout(sides, 2);
    connect(table_, &TablePanel::currentChanged, this, [this](const QString& handle) {
        showMembers(handle);
        Q_EMIT currentChanged(handle);
    });
}

void GroupsView::set(const ReconView& view)
{
    view_ = view;
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("group"), tr("Group"), ColumnKind::Id, 72},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 112},
        {QStringLiteral("shape"), tr("Shape"), ColumnKind::Text, 88},
        {QStringLiteral("bank"), tr("Bank"), ColumnKind::Amount, 104},
        {QStringLiteral("books"), tr("Books"), ColumnKind::Amount, 104},
        {QStringLiteral("difference"), tr("Leaves"), ColumnKind::Amount, 88},
        {QStringLiteral("rule"), tr("Rule"), ColumnKind::Text, 130},
        {QStringLiteral("why"), tr("Why"), ColumnKind::Text, 260},
    });
    struct Sums
    {
        std::int64_t bank = 0;
        std::int64_t books = 0;
    };
    std::map<std::int64_t, Sums> sums;
    for (const ReconLineRow& line : view_.lines) {
        const std::int64_t group = line.group != 0 ? line.group : line.candidate;
        if (group == 0)
            continue;
        std::int64_t& side = line.origin == recon::ItemOrigin::Books ? sums[group].books : sums[group].bank;
        side = checkedAdd(side, line.amount).value_or(side);
    }
    std::map<QString, int> states;
    for (const ReconGroupRow& group : view_.groups) {
        const auto [mark, word] = groupState(group.state);
        ++states[word];
        const QString why = !group.explanation.empty() ? plain(group.explanation) : plain(group.rationale);
        list->add(QStringLiteral("G%1").arg(group.id),
            {QStringLiteral("G%1").arg(group.id), {mark, word}, groupTypeWord(group.type), amountCell(sums[group.id].bank, view_.row.digits),
                amountCell(sums[group.id].books, view_.row.digits), amountCell(group.difference, view_.row.digits), plain(group.rule), why},
            plain(view_.row.currency), view_.row.digits);
    }
    table_->setData(std::move(list));
    std::vector<TablePanel::FilterChip> chips;
    for (const auto& [word, number] : states)
        chips.push_back({QStringLiteral("%1 · %2").arg(word).arg(number), QStringLiteral("state"), word});
    table_->setChips(chips);
    if (current().isEmpty() && !view_.groups.empty())
        table_->select(QStringLiteral("G%1").arg(view_.groups.front().id));
    showMembers(current());
}

QString GroupsView::current() const { return table_->currentHandle(); }

void GroupsView::showMembers(const QString& handle)
{
    const ReconGroupRow* group = groupOf(view_, handle);
    std::vector<const ReconLineRow*> members;
    if (group != nullptr)
        members = membersOf(view_, group->id);
    sentence_->setText(group == nullptr ? tr("Choose a group to see both of its sides.")
            : !group->explanation.empty()  ? plain(group->explanation, true)
                                           : tr("Matched by a person: %1").arg(plain(group->rationale)));
    bank_->setRows(linesData(view_, members, false));
    books_->setRows(linesData(view_, members, true));
}

OpenLinesView::OpenLinesView(QWidget* parent)
    : QWidget(parent)
    , search_(new QLineEdit)
    , bank_(new LineTable(tr("Open lines of the bank"), 2))
    , books_(new LineTable(tr("Open lines of the books"), 2))
    , sum_(label({}, role::kStrong, true))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->setSpacing(kGap);
    search_->setPlaceholderText(tr("Search both sides"));
    search_->setAccessibleName(tr("Search both sides"));
    search_->setClearButtonEnabled(true);
    search_->setMaximumWidth(kFormWidth);
    layout->addWidget(search_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(kGap12);
    sides->addLayout(half(tr("Bank: open lines"), bank_), 1);
    sides->addLayout(half(tr("Books: open lines"), books_), 1);
    layout->addLayout(sides, 1);
    layout->addWidget(sum_);
    for (LineTable* side : {bank_, books_}) {
        side->setSelectionMode(QAbstractItemView::MultiSelection);
        connect(side, &LineTable::selectedHandlesChanged, this, &OpenLinesView::update);
    }
    connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
        for (LineTable* side : {bank_, books_}) {
            TableFilter filter;
            filter.text = text;
            side->rows().setFilter(filter);
        }
    });
    update();
}

void OpenLinesView::set(const ReconView& view)
{
    view_ = view;
    std::vector<const ReconLineRow*> open;
    for (const ReconLineRow& line : view_.lines) {
        if (line.open())
            open.push_back(&line);
    }
    bank_->setRows(linesData(view_, open, false));
    books_->setRows(linesData(view_, open, true));
    update();
}

void OpenLinesView::choose(const std::vector<std::int64_t>& lines)
{
    for (LineTable* side : {bank_, books_}) {
        side->clearSelection();
        for (const std::int64_t line : lines) {
            if (const int row = side->rows().shownRowOf(QString::number(line)); row >= 0)
                side->selectRow(row);
        }
    }
}

std::vector<std::int64_t> OpenLinesView::chosen() const
{
    std::vector<std::int64_t> lines;
    for (const LineTable* side : {bank_, books_}) {
        for (const QString& handle : side->selectedHandles())
            lines.push_back(handle.toLongLong());
    }
    return lines;
}

QString OpenLinesView::sum() const
{
    const auto lines = chosen();
    if (lines.empty())
        return {};
    std::optional<std::int64_t> bank = 0;
    std::optional<std::int64_t> books = 0;
    for (const ReconLineRow& line : view_.lines) {
        if (std::find(lines.begin(), lines.end(), line.id) == lines.end())
            continue;
        auto& side = line.origin == recon::ItemOrigin::Books ? books : bank;
        if (side)
            side = checkedAdd(*side, line.amount);
    }
    const auto left = bank && books && *books != INT64_MIN ? checkedAdd(*bank, -*books) : std::nullopt;
    if (!left)
        return tr("The sum of these lines leaves the range of amounts.");
    const int digits = view_.row.digits;
    return tr("%1 chosen: bank %2, books %3, leaves %4 %5")
        .arg(counted(static_cast<std::int64_t>(lines.size()), tr("line"), tr("lines")), exactAmount(*bank, digits), exactAmount(*books, digits),
            exactAmount(*left, digits), plain(view_.row.currency));
}

void OpenLinesView::update()
{
    const QString words = sum();
    sum_->setText(words.isEmpty() ? tr("Choose lines of either side (Space) to match them by hand.") : words);
    Q_EMIT chosenChanged();
}

} // namespace oxseal::ui
