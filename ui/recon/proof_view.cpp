// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/proof_view.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/line_table.h"
#include "ui/recon/recon_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStyle>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kFocusRing = 1; ///< a plain table keeps this free

/// "words …… number", the number where the table's amounts end.
QHBoxLayout* totalRow(QLabel* words, QLabel* number)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kGap, 0, kGap + kFocusRing, 0);
    row->addWidget(words, 1);
    row->addWidget(number);
    return row;
}

} // namespace

ProofColumn::ProofColumn(const QString& side, QWidget* parent)
    : QFrame(parent)
    , source_(label({}, role::kCaption))
    , endWords_(label({}))
    , end_(label({}))
    , adjusted_(label({}, role::kStrong))
    , lines_(new LineTable(tr("Corrections of the side %1").arg(side), 1))
{
    setObjectName(role::kCard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap, kGap12, kGap, kGap12);
    layout->setSpacing(kGap4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kGap, 0, kGap, 0);
    head->addWidget(label(side, role::kSectionTitle));
    source_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    source_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(source_, 1);
    layout->addLayout(head);
    endWords_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addLayout(totalRow(endWords_, end_));
    lines_->horizontalHeader()->hide();
    lines_->setObjectName(QStringLiteral("plainTable"));
    layout->addWidget(lines_, 1);
    layout->addWidget(hairline());
    layout->addLayout(totalRow(label(tr("Adjusted balance"), role::kStrong), adjusted_));
}

void ProofColumn::set(const ReconView& view, const QString& source, std::int64_t end, const std::vector<recon::ProofLine>& lines,
    std::int64_t adjusted)
{
    source_->setText(source);
    source_->setToolTip(source);
    endWords_->setText(tr("Balance on %1").arg(day(view.period.last)));
    end_->setText(exactAmount(end, view.row.digits));
    adjusted_->setText(exactAmount(adjusted, view.row.digits));
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("date"), tr("Date"), ColumnKind::Date, 84},
        {QStringLiteral("what"), tr("What"), ColumnKind::Text, 100},
        {QStringLiteral("amount"), tr("Amount"), ColumnKind::Amount, 92},
    });
    for (const recon::ProofLine& line : lines) {
        const ReconItem& item = view.items[line.item];
        const bool open = item.item.category == recon::ItemCategory::Unclassified;
        QString what = categoryWord(item.item.category);
        if (const std::string& about = item.item.reference.empty() ? item.item.description : item.item.reference; !about.empty())
            what += QStringLiteral(" · ") + plain(about);
        list->add(QString::fromStdString(item.handle),
            {{day(item.item.date), item.item.date.number}, {open ? Mark::Medium : Mark::None, what},
                amountCell(line.amount, view.row.digits)},
            plain(view.row.currency), view.row.digits);
    }
    lines_->setRows(std::move(list));
}

ProofView::ProofView(QWidget* parent)
    : QWidget(parent)
    , bank_(new ProofColumn(tr("Bank")))
    , books_(new ProofColumn(tr("Books")))
    , verdict_(new Chip(Mark::Neutral, {}))
    , words_(label({}, {}, true))
    , difference_(label({}, role::kFigure))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kGap);
    columns->addWidget(bank_, 1);
    columns->addWidget(books_, 1);
    layout->addLayout(columns, 1);
    auto* foot = new QFrame;
    foot->setObjectName(role::kCard);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(kMargin, kGap, kMargin, kGap);
    row->setSpacing(kGap12);
    row->addWidget(verdict_);
    row->addWidget(words_, 1);
    row->addWidget(difference_);
    layout->addWidget(foot);
    for (ProofColumn* column : {bank_, books_}) {
        connect(&column->lines(), &LineTable::currentHandleChanged, this, [this](const QString& item) {
            if (!item.isEmpty())
                Q_EMIT chosen(item);
        });
    }
}

void ProofView::set(const ReconView& view)
{
    const recon::Proof& proof = view.proof;
    const QString currency = plain(view.row.currency);
    bank_->set(view, tr("statement of %1, %2").arg(plain(view.row.statementAccount), currency), proof.bankEnd, proof.bank, proof.bankAdjusted);
    books_->set(view, tr("account %1, %2").arg(plain(view.row.account), currency), proof.booksEnd, proof.books, proof.booksAdjusted);
    const bool agrees = proof.difference == 0;
    verdict_->set(agrees ? Mark::Good : Mark::Critical, agrees ? tr("Agrees") : tr("Differs"));
    words_->setText(agrees ? tr("Both columns end in %1 %2.").arg(exactAmount(proof.bankAdjusted, view.row.digits), currency)
        : recon::looksTransposed(proof.difference) ? tr("Bank minus books; it divides by nine, as swapped digits do.")
                                                   : tr("Bank minus books, after every correction."));
    difference_->setText(exactAmount(proof.difference, view.row.digits) + QLatin1Char(' ') + currency);
    difference_->setProperty("critical", !agrees);
    difference_->style()->unpolish(difference_);
    difference_->style()->polish(difference_);
    difference_->setAccessibleName(tr("Difference %1").arg(difference_->text()));
}

void ProofView::select(const QString& item)
{
    for (ProofColumn* column : {bank_, books_}) {
        const QSignalBlocker quiet(&column->lines());
        if (!column->lines().select(item))
            column->lines().clearSelection();
    }
}

QString ProofView::result() const { return difference_->text(); }

} // namespace oxseal::ui
