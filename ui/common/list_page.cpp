// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/list_page.h"

#include "storage/texts/texts.h"
#include "ui/shell/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {

ListPage::ListPage(Texts texts, Load load, QWidget* parent)
    : QWidget(parent)
    , texts_(std::move(texts))
    , load_(std::move(load))
    , rows_(new RowList(this))
    , table_(new QTableView)
    , count_(new QLabel)
    , message_(new QLabel)
{
    auto* title = new QLabel(texts_.title);
    title->setObjectName(QStringLiteral("pageTitle"));
    count_->setObjectName(QStringLiteral("secondary"));
    message_->setTextFormat(Qt::PlainText);
    message_->setWordWrap(true);
    message_->setMaximumWidth(2 * kFormWidth);
    table_->setModel(rows_);
    table_->setAccessibleName(texts_.title);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTextElideMode(Qt::ElideRight);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table_->horizontalHeader()->setHighlightSections(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap);
    layout->addWidget(title);
    layout->addWidget(count_);
    layout->addWidget(message_);
    layout->addWidget(table_, 1);
    layout->addStretch(0);
}

void ListPage::load(Workspace& workspace)
{
    auto content = load_(workspace);
    const bool failed = !content.has_value();
    const auto size = failed ? 0 : content->rows.size();
    message_->setVisible(failed || size == 0);
    table_->setVisible(!failed && size > 0);
    count_->setVisible(!failed);
    message_->setObjectName(failed ? QStringLiteral("problem") : QStringLiteral("secondary"));
    if (failed) {
        message_->setText(QString::fromStdString(texts::what(content.error()) + " " + texts::remedy(content.error())));
        return;
    }
    count_->setText(tr("%1 %2").arg(static_cast<qulonglong>(size)).arg(texts_.noun));
    message_->setText(texts_.purpose);
    rows_->setContent(std::move(*content));
    table_->resizeColumnsToContents();
    for (int column = 0; column < rows_->columnCount(); ++column)
        table_->setColumnWidth(column, std::min(table_->columnWidth(column) + kMargin, kFormWidth));
    table_->horizontalHeader()->setStretchLastSection(true);
}

} // namespace oxseal::ui
