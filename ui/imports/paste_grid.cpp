// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/paste_grid.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kWidth = 900;
constexpr int kHeight = 560;
constexpr int kMostFold = 40;
constexpr int kWidestColumn = 360;

} // namespace

PasteGrid::PasteGrid(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Paste a table"));
    resize(kWidth, kHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap12);
    layout->addWidget(label(windowTitle(), role::kSectionTitle));
    layout->addWidget(label(tr("For systems that show their users on a page and export nothing: copy the table there, paste it here, correct what came "
                               "out wrong. The first row names the columns. Nothing is stored yet."),
        {}, true));
    auto* tools = new QHBoxLayout;
    const auto button = [&](const QString& words, auto act) {
        auto* one = new QPushButton(words);
        one->setAutoDefault(false);
        connect(one, &QPushButton::clicked, this, act);
        tools->addWidget(one);
        return one;
    };
    button(tr("Paste (Ctrl+V)"), [this] { pasteClipboard(); });
    button(tr("Add a row"), [this] { addRow(); });
    remove_ = button(tr("Remove the row"), [this] { removeRow(); });
    tools->addStretch(1);
    layout->addLayout(tools);
    fold_ = new Form;
    columns_ = new QSpinBox;
    columns_->setRange(1, kMostFold);
    columns_->setButtonSymbols(QAbstractSpinBox::NoButtons); // the arrow keys count
    fold_->addField(tr("Columns in a row"), columns_, tr("The page copied one cell below the other; say how many belong to a row."));
    layout->addWidget(fold_);
    table_ = new QTableWidget;
    table_->setAccessibleName(tr("Pasted table"));
    table_->setTabKeyNavigation(false);
    table_->horizontalHeader()->hide();
    layout->addWidget(table_, 1);
    words_ = label({}, {}, true);
    layout->addWidget(words_);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    auto* back = new QPushButton(tr("Cancel"));
    back->setAutoDefault(false);
    use_ = new QPushButton(tr("Look at it as a file"));
    use_->setObjectName(role::kPrimary);
    use_->setDefault(true);
    foot->addWidget(back);
    foot->addWidget(use_);
    layout->addLayout(foot);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(use_, &QPushButton::clicked, this, &QDialog::accept);
    connect(columns_, &QSpinBox::valueChanged, this, [this](int columns) { show(foldedTable(pasted_, static_cast<std::size_t>(columns))); });
    connect(table_, &QTableWidget::itemChanged, this, &PasteGrid::recheck);
    connect(table_, &QTableWidget::currentCellChanged, this, &PasteGrid::recheck);
    setText({});
    table_->setFocus();
}

void PasteGrid::setText(const QString& text)
{
    pasted_ = pastedTable(text.toStdString());
    const std::size_t fold = std::min<std::size_t>(foldOf(pasted_), kMostFold);
    const QSignalBlocker quiet(columns_);
    columns_->setValue(static_cast<int>(fold));
    fold_->setVisible(!pasted_.divided && pasted_.rows.size() > 1);
    show(foldedTable(pasted_, fold));
}

void PasteGrid::pasteClipboard() { setText(QGuiApplication::clipboard()->text()); }

void PasteGrid::show(const PastedTable& table)
{
    const QSignalBlocker quiet(table_);
    table_->clear();
    table_->setRowCount(static_cast<int>(table.rows.size()));
    table_->setColumnCount(static_cast<int>(table.columns()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        for (int column = 0; column < table_->columnCount(); ++column)
            table_->setItem(row, column,
                new QTableWidgetItem(QString::fromStdString(table.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)])));
    }
    table_->resizeColumnsToContents();
    for (int column = 0; column < table_->columnCount(); ++column)
        table_->setColumnWidth(column, std::min(table_->columnWidth(column) + kGap24, kWidestColumn));
    if (table_->rowCount() > 0)
        table_->setCurrentCell(0, 0);
    nameRows();
    recheck();
}

void PasteGrid::nameRows()
{
    QStringList names;
    for (int row = 0; row < table_->rowCount(); ++row)
        names << (row == 0 ? tr("Names") : QString::number(row));
    table_->setVerticalHeaderLabels(names);
}

void PasteGrid::addRow()
{
    if (table_->columnCount() == 0)
        table_->setColumnCount(2);
    const int at = table_->currentRow() < 0 ? table_->rowCount() : table_->currentRow() + 1;
    table_->insertRow(at);
    nameRows();
    table_->setCurrentCell(at, 0);
    table_->setFocus();
    recheck();
}

void PasteGrid::removeRow()
{
    table_->removeRow(table_->currentRow());
    nameRows();
    recheck();
}

std::vector<std::vector<std::string>> PasteGrid::cells() const
{
    std::vector<std::vector<std::string>> out;
    for (int row = 0; row < table_->rowCount(); ++row) {
        std::vector<std::string> cells;
        for (int column = 0; column < table_->columnCount(); ++column) {
            const QTableWidgetItem* item = table_->item(row, column);
            cells.push_back(item == nullptr ? std::string() : item->text().simplified().toStdString());
        }
        if (std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }))
            out.push_back(std::move(cells));
    }
    return out;
}

void PasteGrid::recheck()
{
    const auto rows = cells();
    const auto below = static_cast<std::int64_t>(rows.empty() ? 0 : rows.size() - 1);
    QStringList words{rows.empty() ? tr("Nothing is pasted yet.")
                                   : tr("%1, %2.").arg(counted(below, tr("row below the names"), tr("rows below the names")),
                                         counted(table_->columnCount(), tr("column"), tr("columns")))};
    if (pasted_.leftOut > 0)
        words << tr("%1 are left out: more than can be pasted. Save them as a file.")
                     .arg(counted(static_cast<std::int64_t>(pasted_.leftOut), tr("row"), tr("rows")));
    words_->setText(words.join(QLatin1Char(' ')));
    setReason(remove_, table_->currentRow() < 0 ? tr("Choose the row first.") : QString());
    setReason(use_, table_->columnCount() < 2 ? tr("A table has at least two columns.")
            : below < 1                        ? tr("Below the names of the columns there must be a row.")
            : pasted_.leftOut > 0              ? tr("The table has more rows than can be pasted: save it as a file.")
                                               : QString());
}

void PasteGrid::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        pasteClipboard();
        return;
    }
    QDialog::keyPressEvent(event);
}

std::optional<std::string> askForPastedTable(QWidget* parent)
{
    PasteGrid grid(parent);
    grid.setText(QGuiApplication::clipboard()->text());
    if (grid.exec() != QDialog::Accepted)
        return std::nullopt;
    return pastedText(grid.cells());
}

} // namespace oxseal::ui
