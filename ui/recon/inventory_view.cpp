// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/inventory_view.h"

#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/closed_tables.h"
#include "ui/recon/recon_words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace oxseal::ui {
namespace {

/// More cards than this do not fit side by side; then the table's chips by entity do.
constexpr std::size_t kMostCards = 4;

QString handleOf(const AccountOverview& row) { return plain(row.entity) + QLatin1Char('/') + plain(row.account.plan.account); }

QString share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return QStringLiteral("0\u00a0%");
    // Rounded down: what is not wholly covered must never read 100 %.
    const double tenths = static_cast<double>(part) / static_cast<double>(whole) * 1000.0;
    return QStringLiteral("%1\u00a0%").arg(static_cast<double>(static_cast<std::int64_t>(tenths)) / 10.0, 0, 'f', 1);
}

void fillCard(FigureCard& card, const EntityCoverage& entity)
{
    if (!entity.trialBalance) {
        card.set(QStringLiteral("–"), QObject::tr("No trial balance imported for this period"), Mark::High);
        return;
    }
    const QString money = amount(entity.progress.dueMoney, entity.digits) + (entity.currency.empty() ? QString() : QLatin1Char(' ') + plain(entity.currency));
    const QString balance = entity.balanced ? QObject::tr("debits equal credits") : QObject::tr("debits and credits differ");
    const auto number = [](std::size_t n) { return count(static_cast<std::int64_t>(n)); };
    const recon::AccountProgress& progress = entity.progress;
    const bool whole = entity.covered == entity.accounts && entity.balanced && progress.late == 0 && progress.untied.empty();
    QString words = QObject::tr("accounts done, %1 of %2; %3 of %4 with a plan; %5")
                        .arg(share(progress.doneMoney, progress.dueMoney), money, number(entity.covered), number(entity.accounts), balance);
    if (progress.late > 0)
        words += QObject::tr("; %1 late").arg(number(progress.late));
    if (!progress.untied.empty())
        words += QObject::tr("; %1 on another balance").arg(number(progress.untied.size()));
    card.set(QObject::tr("%1 of %2").arg(number(progress.done), number(progress.due)), words, whole ? Mark::None : Mark::High);
}

} // namespace

InventoryView::InventoryView(QWidget* parent)
    : QWidget(parent)
    , table_(new TablePanel(tr("Accounts")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap12);
    coverage_ = new QHBoxLayout;
    coverage_->setSpacing(kGap12);
    layout->addLayout(coverage_);
    layout->addWidget(table_, 1);
    table_->setNouns(tr("account"), tr("accounts"));
    connect(table_, &TablePanel::currentChanged, this, &InventoryView::currentChanged);
    connect(table_, &TablePanel::activated, this, &InventoryView::activated);
}

void InventoryView::setOverview(ReconOverview overview)
{
    overview_ = std::move(overview);
    showCoverage();
    showRows();
}

const AccountOverview* InventoryView::current() const
{
    const QString handle = table_->currentHandle();
    const auto found = std::find_if(overview_.accounts.begin(), overview_.accounts.end(),
        [&](const AccountOverview& row) { return handleOf(row) == handle; });
    return found == overview_.accounts.end() ? nullptr : &*found;
}

bool InventoryView::select(const QString& handle) { return table_->select(handle); }

void InventoryView::showCoverage()
{
    clearLayout(coverage_);
    if (overview_.entities.size() > kMostCards)
        return;
    for (const EntityCoverage& entity : overview_.entities) {
        auto* card = new FigureCard(plain(entity.entity));
        card->setToolTip(plain(entity.name));
        fillCard(*card, entity);
        connect(card, &FigureCard::clicked, this, [this, code = plain(entity.entity)] {
            TableFilter filter = table_->model().filter();
            filter.columns = {{QStringLiteral("entity"), code}};
            table_->setFilter(filter);
        });
        coverage_->addWidget(card, 1);
    }
}

void InventoryView::showRows()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 64},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Id, 72},
        {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 190},
        {QStringLiteral("balance"), tr("Balance"), ColumnKind::Amount, 120},
        {QStringLiteral("currency"), tr("Currency"), ColumnKind::Text, 74},
        {QStringLiteral("standing"), tr("State"), ColumnKind::Status, 122},
        {QStringLiteral("difference"), tr("Difference"), ColumnKind::Amount, 100},
        {QStringLiteral("method"), tr("Method"), ColumnKind::Text, 136},
        {QStringLiteral("risk"), tr("Risk"), ColumnKind::Text, 70},
        {QStringLiteral("owner"), tr("Owner"), ColumnKind::Text, 110},
        {QStringLiteral("day"), tr("Due"), ColumnKind::Date, 96},
        {QStringLiteral("frequency"), tr("Frequency"), ColumnKind::Text, 90, false},
        {QStringLiteral("due"), tr("Due on business day"), ColumnKind::Number, 120, false},
    });
    std::map<QString, int> standings;
    for (const AccountOverview& row : overview_.accounts) {
        const auto [mark, word] = accountStanding(row);
        ++standings[word];
        const recon::AccountPlan& plan = row.account.plan;
        const bool planned = plan.method != recon::AccountMethod::Unassigned;
        const TableCell difference = row.reconciliation ? amountCell(row.difference, row.reconciliation->digits)
            : row.schedule                              ? amountCell(row.schedule->proof.difference, row.digits)
                                                        : TableCell();
        list->add(handleOf(row),
            {plain(row.entity), plain(plan.account), plain(row.account.name), amountCell(row.account.balance, row.digits),
                plain(row.currency), {mark, word}, difference, methodWord(plan.method), planned ? riskWord(plan.risk) : QString(),
                plain(plan.owner), row.due ? TableCell(day(*row.due), row.due->number) : TableCell(), planned ? frequencyWord(plan.frequency) : QString(),
                planned ? numberCell(plan.dueBusinessDay) : TableCell()},
            plain(row.currency), row.digits);
    }
    const QString before = table_->currentHandle();
    table_->setData(std::move(list));
    std::vector<TablePanel::FilterChip> chips;
    for (const QString& word : {tr("Unassigned"), tr("Not begun"), tr("Closed by rule"), tr("Does not agree"), tr("To decide"), tr("Prepared")}) {
        if (const auto found = standings.find(word); found != standings.end())
            chips.push_back({QStringLiteral("%1 · %2").arg(word).arg(found->second), QStringLiteral("standing"), word});
    }
    table_->setChips(chips);
    if (before.isEmpty() && !overview_.accounts.empty())
        table_->select(handleOf(overview_.accounts.front()));
}

ContextCard* InventoryView::card() const
{
    const AccountOverview* row = current();
    if (row == nullptr)
        return nullptr;
    const recon::AccountPlan& plan = row->account.plan;
    auto* card = new ContextCard(plain(plan.account) + QLatin1Char(' ') + plain(row->account.name));
    const auto [mark, word] = accountStanding(*row);
    card->setMark(mark, word);
    card->addFact(tr("Entity"), plain(row->entity));
    card->addFact(tr("Balance"), QStringLiteral("%1 %2").arg(exactAmount(row->account.balance, row->digits), plain(row->currency)));
    if (!row->account.movedFrom.empty())
        card->addFact(tr("Same name as"), tr("account %1, which is gone").arg(plain(row->account.movedFrom)));
    if (row->account.state == recon::AccountState::Renamed)
        card->addFact(tr("Was named"), plain(plan.name));
    card->addSection(tr("Plan"));
    card->addFact(tr("Method"), methodWord(plan.method));
    if (plan.method != recon::AccountMethod::Unassigned) {
        card->addFact(tr("Risk"), riskWord(plan.risk));
        card->addFact(tr("Frequency"), frequencyWord(plan.frequency));
        card->addFact(tr("Owner"), plan.owner.empty() ? tr("nobody") : plain(plan.owner));
        if (plan.method != recon::AccountMethod::None)
            card->addFact(tr("Due"), row->due ? tr("%1, business day %2%3").arg(day(*row->due)).arg(plan.dueBusinessDay).arg(row->late ? tr(", late") : QString())
                                              : tr("not in this quarter"));
        card->addFact(tr("Kind"), accountClassWord(row->kind));
        if (row->limits && row->limits->limits.any())
            card->addFact(tr("Its own limits"), tr("%1 (version %2)").arg(plain(limitWords(row->limits->limits, row->currency))).arg(row->limits->version));
        if (row->key)
            card->addFact(tr("Importance"), tr("key account"));
        if (!plan.because.empty())
            card->addFact(tr("Because"), plain(plan.because));
    } else {
        card->addText(tr("New in this trial balance, or never given a method. It counts as not looked after until it is assigned."), true);
    }
    if (row->closed) {
        card->addSection(tr("Closed by rule"));
        card->addFact(tr("No."), QString::number(row->closed->id), QStringLiteral("closed:%1").arg(handleOf(*row)));
        card->addFact(tr("Because"), row->closed->basis == "zero" ? tr("the balance is zero") : tr("the balance is unchanged"));
    }
    if (row->reconciliation) {
        const ReconRow& made = *row->reconciliation;
        card->addSection(tr("Reconciliation"));
        card->addFact(tr("No."), QString::number(made.id.value), QStringLiteral("recon:%1").arg(made.id.value));
        card->addFact(tr("Bank end"), exactAmount(made.bankEnd, made.digits) + QLatin1Char(' ') + plain(made.currency));
        card->addFact(tr("Books end"), exactAmount(made.booksEnd, made.digits) + QLatin1Char(' ') + plain(made.currency));
        card->addFact(tr("Difference"), exactAmount(row->difference, made.digits) + QLatin1Char(' ') + plain(made.currency));
        card->addFact(tr("To decide"), counted(static_cast<std::int64_t>(row->pending), tr("group"), tr("groups")));
        card->addFact(tr("No category"), counted(static_cast<std::int64_t>(row->unclassified), tr("item"), tr("items")));
    } else if (row->schedule) {
        const ScheduleView& made = *row->schedule;
        card->addSection(tr("Schedule"));
        card->addFact(tr("No."), QString::number(made.row.id), QStringLiteral("schedules:%1").arg(made.row.id));
        card->addFact(tr("Lines come to"), exactAmount(made.proof.closing, made.row.digits) + QLatin1Char(' ') + plain(made.row.currency));
        card->addFact(tr("Difference"), exactAmount(made.proof.difference, made.row.digits));
    } else if (plan.method == recon::AccountMethod::Schedule || plan.method == recon::AccountMethod::RollForward) {
        card->addSection(tr("Schedule"));
        card->addFact(tr("Begin it on"), tr("page Schedules"), QStringLiteral("schedules:%1").arg(handleOf(*row)));
    }
    return card;
}

} // namespace oxseal::ui
