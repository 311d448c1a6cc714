// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/explain_lines.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kWidth = 980;
constexpr int kHeight = 600;
constexpr int kWhere = 0;
constexpr int kLine = 1;
constexpr int kText = 2;
constexpr int kWhy = 3;

QTableWidgetItem* fixed(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(item->flags() & ~Qt::ItemIsEditable);
    item->setToolTip(text);
    return item;
}

} // namespace

std::int64_t openDifference(const controls::IpeFacts& facts)
{
    std::int64_t open = facts.card ? controls::rowDifference(*facts.card) : 0;
    for (const auto& one : facts.explanations)
        open -= one.rows;
    return open;
}

ExplainLines::ExplainLines(const SecondListing& second, std::int64_t open, QWidget* parent)
    : QDialog(parent)
    , second_(second)
{
    setWindowTitle(tr("Explain the difference line by line"));
    resize(kWidth, kHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap12);
    layout->addWidget(label(windowTitle(), role::kSectionTitle));
    const auto& difference = second_.difference;
    layout->addWidget(label(tr("Not yet explained: %1. Beside %2, %3 the same and %4 not; those come to %5 of the difference.")
                                .arg(counted(open, tr("row"), tr("rows")), plain(second_.name),
                                    counted(static_cast<std::int64_t>(difference.same), tr("line is"), tr("lines are")),
                                    count(static_cast<std::int64_t>(difference.lines.size())), count(difference.rows)),
        {}, true));
    table_ = new QTableWidget(static_cast<int>(difference.lines.size()), 4);
    table_->setAccessibleName(tr("Lines that differ"));
    table_->setHorizontalHeaderLabels({tr("Stands only in"), tr("Line"), tr("What it says"), tr("Why it differs")});
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto& line = difference.lines[static_cast<std::size_t>(row)];
        table_->setItem(row, kWhere, fixed(line.imported ? tr("the import") : tr("the second listing")));
        table_->setItem(row, kLine, fixed(QString::number(line.row)));
        table_->setItem(row, kText, fixed(plain(line.text)));
        table_->setItem(row, kWhy, new QTableWidgetItem);
    }
    table_->setColumnWidth(kWhere, 150);
    table_->setColumnWidth(kLine, 64);
    table_->setColumnWidth(kText, 380);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(table_, 1);
    auto* rest = new QHBoxLayout;
    same_ = new QLineEdit;
    same_->setPlaceholderText(tr("One reason for every line that has none yet"));
    same_->setAccessibleName(tr("Reason for the rest"));
    auto* fill = new QPushButton(tr("Write it there"));
    fill->setAutoDefault(false);
    rest->addWidget(same_, 1);
    rest->addWidget(fill);
    layout->addLayout(rest);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    auto* back = new QPushButton(tr("Cancel"));
    back->setAutoDefault(false);
    go_ = new QPushButton(tr("Record the explanations"));
    go_->setObjectName(role::kPrimary);
    go_->setDefault(true);
    foot->addWidget(back);
    foot->addWidget(go_);
    layout->addLayout(foot);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(go_, &QPushButton::clicked, this, &QDialog::accept);
    connect(fill, &QPushButton::clicked, this, &ExplainLines::fillEmpty);
    connect(table_, &QTableWidget::itemChanged, this, &ExplainLines::recheck);
    recheck();
    if (table_->rowCount() > 0)
        table_->setCurrentCell(0, kWhy);
    table_->setFocus();
}

void ExplainLines::fillEmpty()
{
    {
        const QSignalBlocker quiet(table_);
        for (int row = 0; row < table_->rowCount(); ++row) {
            if (table_->item(row, kWhy)->text().trimmed().isEmpty())
                table_->item(row, kWhy)->setText(same_->text());
        }
    }
    recheck();
}

std::vector<LineReason> ExplainLines::reasons() const
{
    std::vector<LineReason> out;
    for (int row = 0; row < table_->rowCount(); ++row)
        out.push_back({second_.difference.lines[static_cast<std::size_t>(row)], table_->item(row, kWhy)->text().trimmed().toStdString()});
    return out;
}

void ExplainLines::recheck()
{
    const auto all = reasons();
    const auto without = std::count_if(all.begin(), all.end(), [](const LineReason& one) { return one.why.empty(); });
    setReason(go_, all.empty() ? tr("Both listings have the same lines: nothing here explains the difference.")
            : without > 0      ? tr("%1 no reason yet.").arg(counted(without, tr("line has"), tr("lines have")))
                               : QString());
}

std::optional<std::vector<LineReason>> askForLineReasons(QWidget* parent, const SecondListing& second, std::int64_t open)
{
    ExplainLines dialog(second, open, parent);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.reasons();
}

} // namespace oxseal::ui
