// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_panel.h"

#include "ui/common/flow_layout.h"
#include "ui/common/parts.h"
#include "ui/common/table_cells.h"
#include "ui/common/table_export.h"
#include "ui/common/table_view.h"
#include "ui/common/words.h"
#include "ui/shell/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace oxseal::ui {
namespace {

constexpr int kSearchWidth = 220;
constexpr int kNarrowSearch = 112; ///< where chips and switches of a page take the room
constexpr int kTypingPauseMs = 120;
constexpr int kRestMs = 400; ///< after the last change of a width
/// Sums over more selected rows than this are left out: the footer must not block.
constexpr int kMostSummed = 200000;

} // namespace

TablePanel::TablePanel(const QString& name, QWidget* parent)
    : QWidget(parent)
    , name_(name)
    , one_(tr("row"))
    , many_(tr("rows"))
    , model_(new TableModel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    createBar();
    layout->addLayout(bar_);
    createView();
    layout->addWidget(view_, 1);
    footer_ = label({}, role::kCaption);
    layout->addWidget(footer_);
    connect(model_, &TableModel::reordered, this, [this] {
        // The row stays where it was on the screen, whatever went above it.
        if (!keep_.isEmpty() && select(keep_) && keepPlace_)
            view_->verticalScrollBar()->setValue(view_->currentIndex().row() - *keepPlace_);
        keepPlace_.reset();
        updateFooter();
    });
    connect(model_, &TableModel::modelAboutToBeReset, this, [this] {
        if (const QString current = currentHandle(); !current.isEmpty()) {
            keep_ = current;
            keepPlace_ = view_->currentIndex().row() - view_->verticalScrollBar()->value();
        }
    });
}

void TablePanel::createBar()
{
    bar_ = new QHBoxLayout;
    bar_->setSpacing(kGap);
    search_ = new QLineEdit;
    search_->setPlaceholderText(tr("Search these rows"));
    search_->setAccessibleName(tr("Search these rows"));
    search_->setClearButtonEnabled(true);
    search_->setMinimumWidth(kNarrowSearch);
    search_->setMaximumWidth(kSearchWidth);
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(kTypingPauseMs);
    connect(search_, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, [this] {
        TableFilter filter = model_->filter();
        filter.text = search_->text();
        model_->setFilter(filter);
    });
    chips_ = new FlowLayout;
    chips_->setSpacing(kGap4);
    const auto tool = [this](const QString& name, const QString& words) {
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("iconOnly"));
        button->setIcon(lineIcon(name));
        button->setToolTip(words);
        button->setAccessibleName(words);
        return button;
    };
    columns_ = tool(QStringLiteral("columns"), tr("Choose columns"));
    export_ = tool(QStringLiteral("export"), tr("Export these rows"));
    connect(columns_, &QToolButton::clicked, this, &TablePanel::showColumnMenu);
    connect(export_, &QToolButton::clicked, this, &TablePanel::showExportMenu);
    bar_->addWidget(search_, 20);
    bar_->addLayout(chips_); // one line first; then the search grows to its full width, and what is left stays empty
    bar_->addStretch(1);
    bar_->addWidget(columns_);
    bar_->addWidget(export_);
}

void TablePanel::createView()
{
    view_ = new TableView(model_);
    view_->setAccessibleName(name_);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setSortingEnabled(true);
    view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view_->horizontalHeader()->setSectionsMovable(true);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->horizontalHeader()->setMinimumSectionSize(48);
    view_->installEventFilter(this);
    // Widths change many times while somebody drags, and with every size of the window; a file is not written each time.
    auto* rest = new QTimer(this);
    rest->setSingleShot(true);
    rest->setInterval(kRestMs);
    connect(view_->horizontalHeader(), &QHeaderView::sectionResized, rest, qOverload<>(&QTimer::start));
    connect(rest, &QTimer::timeout, this, &TablePanel::rememberColumns);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        keep_ = currentHandle();
        Q_EMIT currentChanged(keep_);
    });
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateFooter();
        Q_EMIT selectionChanged();
    });
    connect(view_, &QTableView::doubleClicked, this, [this] { Q_EMIT activated(currentHandle()); });
}

void TablePanel::setData(std::shared_ptr<const TableData> rows)
{
    QStringList keys;
    for (const TableColumn& column : rows->columns())
        keys << column.key;
    model_->setData(std::move(rows));
    if (keys != columnKeys_) {
        columnKeys_ = keys;
        applyColumns();
    }
    updateFooter();
}

void TablePanel::setNouns(const QString& one, const QString& many)
{
    one_ = one;
    many_ = many;
    updateFooter();
}

void TablePanel::setNothing(const QString& words)
{
    nothing_ = words;
    updateNothing();
}

QTableView& TablePanel::view() noexcept { return *view_; }

void TablePanel::updateNothing()
{
    if (model_->table()->rows() == 0) {
        view_->setNothingWords(!nothing_.isEmpty() ? nothing_ : many_.isEmpty() ? QString() : tr("No %1.").arg(many_));
        return;
    }
    view_->setNothingWords(tr("Nothing here fits the search and the filter. Clear the search, or choose All."));
}

void TablePanel::setChips(const std::vector<FilterChip>& chips)
{
    // The same chips again, as after every reading, keep their place, state and focus.
    if (std::equal(chips.begin(), chips.end(), chipList_.begin(), chipList_.end(),
            [](const FilterChip& a, const FilterChip& b) { return a.title == b.title && a.column == b.column && a.value == b.value; }))
        return;
    clearLayout(chips_);
    chipList_ = chips;
    if (chips.empty())
        return;
    const auto chip = [this](const QString& title) {
        auto* button = new QPushButton(title);
        button->setObjectName(QStringLiteral("filterChip"));
        button->setCheckable(true);
        button->setAccessibleName(tr("Show only: %1").arg(title));
        chips_->addWidget(button);
        return button;
    };
    const auto& active = model_->filter().columns;
    auto* all = chip(tr("All"));
    all->setChecked(active.empty());
    connect(all, &QPushButton::clicked, this, [this] {
        TableFilter filter = model_->filter();
        filter.columns.clear();
        setFilter(filter);
    });
    for (const FilterChip& one : chips) {
        auto* button = chip(one.title);
        const auto found = active.find(one.column);
        button->setChecked(found != active.end() && found->second == one.value);
        connect(button, &QPushButton::clicked, this, [this, one] {
            TableFilter filter = model_->filter();
            filter.columns = {{one.column, one.value}};
            setFilter(filter);
        });
    }
}

void TablePanel::setFilter(const TableFilter& filter)
{
    model_->setFilter(filter);
    if (search_->text() != filter.text)
        search_->setText(filter.text);
    for (int i = 0; i < chips_->count(); ++i) {
        auto* button = qobject_cast<QPushButton*>(chips_->itemAt(i)->widget());
        if (button == nullptr)
            continue;
        if (i == 0) {
            button->setChecked(filter.columns.empty());
            continue;
        }
        const FilterChip& chip = chipList_[static_cast<std::size_t>(i) - 1];
        const auto found = filter.columns.find(chip.column);
        button->setChecked(found != filter.columns.end() && found->second == chip.value);
    }
}

void TablePanel::focusSearch() { search_->setFocus(Qt::ShortcutFocusReason); }

QString TablePanel::currentHandle() const
{
    const QModelIndex index = view_->currentIndex();
    return index.isValid() ? index.data(TableModel::HandleRole).toString() : QString();
}

std::vector<QString> TablePanel::selectedHandles() const
{
    std::set<int> rows;
    for (const auto& range : view_->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    std::vector<QString> handles;
    for (const int row : rows)
        handles.push_back(model_->table()->handle(model_->source(row)));
    return handles;
}

bool TablePanel::select(const QString& handle)
{
    const int row = model_->shownRowOf(handle);
    if (row < 0) {
        if (model_->busy())
            keep_ = handle;
        return false;
    }
    int column = 0;
    while (column < model_->columnCount() - 1 && view_->isColumnHidden(column))
        ++column;
    view_->setCurrentIndex(model_->index(row, column));
    view_->scrollTo(model_->index(row, column));
    return true;
}

void TablePanel::sortBy(const QString& columnKey, Qt::SortOrder order)
{
    const qsizetype column = columnKeys_.indexOf(columnKey);
    if (column >= 0)
        view_->sortByColumn(static_cast<int>(column), order);
}

void TablePanel::addToBar(QWidget* widget) { bar_->insertWidget(bar_->count() - 2, widget); }

void TablePanel::updateFooter()
{
    const TableData& rows = *model_->table();
    QStringList parts{counted(model_->rowCount(), one_, many_)};
    if (static_cast<std::size_t>(model_->rowCount()) != rows.rows())
        parts << tr("of %1").arg(count(static_cast<std::int64_t>(rows.rows())));
    QString line = parts.join(QLatin1Char(' '));
    int selected = 0;
    for (const auto& range : view_->selectionModel()->selection())
        selected += range.height();
    if (selected > 1) {
        line += QStringLiteral(" · ") + tr("%1 selected").arg(count(selected));
        if (selected <= kMostSummed) {
            for (const QString& sum : selectionSums(*model_, view_->selectionModel()->selection()))
                line += QStringLiteral(" · ") + sum;
        }
    }
    footer_->setText(line);
    updateNothing();
}

void TablePanel::copySelection() { QApplication::clipboard()->setText(selectionAsTsv(*model_, *view_)); }

void TablePanel::showColumnMenu()
{
    QMenu menu;
    for (int i = 0; i < model_->columnCount(); ++i) {
        QAction* action = menu.addAction(model_->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!view_->isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            view_->setColumnHidden(i, !shown);
            rememberColumns();
        });
    }
    menu.exec(columns_->mapToGlobal(QPoint(0, columns_->height())));
}

void TablePanel::showExportMenu()
{
    QMenu menu;
    for (const auto format : {ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Pdf}) {
        menu.addAction(exportTitle(format), this, [this, format] { exportShown(this, name_, *model_, *view_, format); });
    }
    menu.exec(export_->mapToGlobal(QPoint(0, export_->height())));
}

void TablePanel::applyColumns()
{
    const QSignalBlocker blocker(view_->horizontalHeader());
    QSettings settings;
    settings.beginGroup(QStringLiteral("tables/") + name_);
    const auto& columns = model_->table()->columns();
    // Figures that are flushed right stay by the column before them; only words may run on to the edge.
    const ColumnKind last = columns.empty() ? ColumnKind::Text : columns.back().kind;
    view_->horizontalHeader()->setStretchLastSection(last != ColumnKind::Number && last != ColumnKind::Amount);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int at = static_cast<int>(i);
        view_->setColumnWidth(at, settings.value(columns[i].key + QStringLiteral("/width"), columns[i].width).toInt());
        view_->setColumnHidden(at, !settings.value(columns[i].key + QStringLiteral("/shown"), columns[i].shown).toBool());
    }
}

void TablePanel::rememberColumns()
{
    // Only what differs is set: an unchanged set of settings writes no file when it goes.
    QSettings settings;
    settings.beginGroup(QStringLiteral("tables/") + name_);
    const auto keep = [&settings](const QString& key, const QVariant& value, bool usual) {
        if (usual && settings.contains(key))
            settings.remove(key);
        else if (!usual && settings.value(key).toString() != value.toString()) // what was read from a file is text
            settings.setValue(key, value);
    };
    const QHeaderView& header = *view_->horizontalHeader();
    int last = header.stretchLastSection() ? header.count() - 1 : -1; // takes what room is left: nobody's choice
    while (last > 0 && header.isSectionHidden(header.logicalIndex(last)))
        --last;
    const auto& columns = model_->table()->columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int at = static_cast<int>(i);
        const bool shown = !view_->isColumnHidden(at);
        if (shown && header.visualIndex(at) != last)
            keep(columns[i].key + QStringLiteral("/width"), view_->columnWidth(at), view_->columnWidth(at) == columns[i].width);
        keep(columns[i].key + QStringLiteral("/shown"), shown, shown == columns[i].shown);
    }
}

bool TablePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == view_ && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            copySelection();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (const QString handle = currentHandle(); !handle.isEmpty()) {
                Q_EMIT activated(handle);
                return true;
            }
        }
        if (key->key() == Qt::Key_Slash) {
            focusSearch();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace oxseal::ui
