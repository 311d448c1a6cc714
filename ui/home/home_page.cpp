// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home_page.h"

#include "ui/calendar/due_words.h"
#include "ui/common/chart_view.h"
#include "ui/common/charts.h"
#include "ui/common/parts.h"
#include "ui/common/plain_table.h"
#include "ui/common/words.h"
#include "ui/home/change_words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kListHeight = 5 * kRowHeight;
constexpr int kDateWidth = 96;
constexpr int kStateWidth = 112;
constexpr int kCountWidth = 88;
/// Nearer than this the days to filing are marked.
constexpr int kSoonDays = 5;

QWidget* titled(const QString& title, PlainTable* table)
{
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(layout);
    layout->setContentsMargins(kMargin, kGap12, kGap4, kGap);
    layout->addWidget(label(title, role::kStrong));
    table->setMinimumHeight(kListHeight);
    layout->addWidget(table, 1);
    return frame;
}

QString money(const AgedItems& items, std::int64_t minor)
{
    return QString::fromStdString(items.currency) + QLatin1Char(' ') + amount(minor, items.digits);
}

std::int64_t sumOf(const std::array<std::int64_t, 4>& buckets)
{
    std::int64_t sum = 0;
    for (const std::int64_t one : buckets)
        sum += one;
    return sum;
}

} // namespace

HomePage::HomePage(Session& session)
    : Page(session)
{
    setTitle(tr("Home"));
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, kGap4, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(createCards());
    layout->addWidget(createLists(), 1);
    layout->addWidget(createCharts(), 1);
    setBody(scrolled(content));
    Command next;
    next.id = QStringLiteral("home.readiness");
    next.title = tr("Open the readiness record");
    next.primary = true;
    next.run = [this] { go(QStringLiteral("readiness")); };
    setCommands({next});
}

QWidget* HomePage::createCards()
{
    auto* row = new QWidget;
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGap);
    days_ = new FigureCard(tr("Days to filing"));
    blockers_ = new FigureCard(tr("Blockers"));
    exceptions_ = new FigureCard(tr("Unexplained reconciling items"));
    reviews_ = new FigureCard(tr("Access reviews concluded"));
    const std::pair<FigureCard*, const char*> cards[] = {
        {days_, "calendar"}, {blockers_, "readiness"}, {exceptions_, "recon"}, {reviews_, "access"}};
    int column = 0;
    for (const auto& [one, page] : cards) {
        grid->addWidget(one, 0, column);
        grid->setColumnStretch(column++, 1);
        connect(one, &FigureCard::clicked, this, [this, page = page] { go(QLatin1String(page)); });
    }
    return row;
}

QWidget* HomePage::createLists()
{
    auto* row = new QWidget;
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(kGap);
    due_ = new PlainTable(tr("Due and late"), false);
    changes_ = new PlainTable(tr("Changed since the last certification"), false);
    columns->addWidget(titled(tr("Due and late"), due_), 1);
    columns->addWidget(titled(tr("Changed since the last certification"), changes_), 1);
    connect(due_, &PlainTable::opened, this, &HomePage::go);
    connect(changes_, &PlainTable::opened, this, &HomePage::go);
    return row;
}

QWidget* HomePage::createCharts()
{
    auto* row = new QWidget;
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(kGap);
    itemsChart_ = new ChartView;
    reviewChart_ = new ChartView;
    currency_ = new QComboBox;
    currency_->setAccessibleName(tr("Currency of the chart"));
    itemsChart_->addToBar(currency_);
    columns->addWidget(itemsChart_, 1);
    columns->addWidget(reviewChart_, 1);
    connect(currency_, &QComboBox::activated, this, &HomePage::fillItemsChart);
    connect(itemsChart_, &ChartView::picked, this, [this] { go(QStringLiteral("recon")); });
    connect(reviewChart_, &ChartView::picked, this, [this](int category) {
        if (category >= 0 && static_cast<std::size_t>(category) < view_.reviews.size())
            go(QStringLiteral("access:%1").arg(view_.reviews[static_cast<std::size_t>(category)].campaign));
    });
    return row;
}

void HomePage::go(const QString& target)
{
    const qsizetype colon = target.indexOf(QLatin1Char(':'));
    Q_EMIT navigate({target.left(colon < 0 ? target.size() : colon), colon < 0 ? QString() : target.mid(colon + 1)});
}

void HomePage::showNoPeriod()
{
    Command add;
    add.id = QStringLiteral("home.settings");
    add.title = tr("Add a quarter");
    add.primary = true;
    add.run = [this] { go(QStringLiteral("settings")); };
    setSubtitle({});
    setPartial({});
    showEmpty(tr("This page shows what is due, what stands in the way of filing and what has changed. It begins with the first "
                 "fiscal quarter you add."),
        add, QStringLiteral("quarter"));
}

void HomePage::reload()
{
    showLoading();
    const auto period = session().period();
    if (!period) {
        showNoPeriod();
        return;
    }
    session().read(
        this,
        [period = *period, entity = session().entity().toStdString(), today = session().today()](Workspace& workspace) {
            return homeView(workspace, period, entity, today);
        },
        [this](Result<HomeView> view) { take(std::move(view)); });
}

void HomePage::take(Result<HomeView> view)
{
    if (!view) {
        showError(view.error());
        return;
    }
    view_ = std::move(*view);
    setSubtitle(tr("%1 · %2 for the quarter ended %3").arg(plain(session().company().name), plain(view_.filing.form), longDay(view_.filing.periodEnd)));
    setPartial(session().entity().isEmpty()
            ? QString()
            : tr("Reconciliations are those of %1; filing, matters and reviews are the group's.").arg(plain(session().entity().toStdString())));
    fillCards();
    fillDue();
    fillChanges();
    currency_->clear();
    for (const AgedItems& items : view_.items)
        currency_->addItem(QString::fromStdString(items.currency));
    const int own = currency_->findText(QString::fromStdString(session().company().reportingCurrency));
    currency_->setCurrentIndex(std::max(0, own));
    currency_->setVisible(view_.items.size() > 1);
    fillItemsChart();
    fillReviewChart();
    showReady();
}

void HomePage::fillCards()
{
    const Day target = view_.planned.value_or(view_.filing.due);
    const int days = target - session().today();
    const QString form = plain(view_.filing.form);
    if (view_.accession)
        days_->set(tr("Filed"), tr("%1, accession %2").arg(form, plain(*view_.accession)), Mark::Good);
    else if (view_.planned && view_.planned != view_.filing.due)
        days_->set(days < 0 ? tr("%1 late").arg(count(-days)) : count(days),
            tr("%1 planned for %2, due %3").arg(form, longDay(target), longDay(view_.filing.due)),
            days < 0 ? Mark::Critical : days <= kSoonDays ? Mark::High : Mark::None);
    else
        days_->set(days < 0 ? tr("%1 late").arg(count(-days)) : count(days), tr("%1 due %2").arg(form, longDay(target)),
            days < 0 ? Mark::Critical : days <= kSoonDays ? Mark::High : Mark::None);

    const auto stops = static_cast<std::int64_t>(view_.stops.size());
    const auto undisposed = static_cast<std::int64_t>(view_.undisposed);
    blockers_->set(count(stops + undisposed),
        tr("%1; %2 open, %3 undisposed")
            .arg(counted(stops, tr("hard stop"), tr("hard stops")),
                counted(static_cast<std::int64_t>(view_.matters), tr("matter"), tr("matters")), count(undisposed)),
        stops > 0 ? Mark::Critical : undisposed > 0 ? Mark::High : Mark::None);

    QStringList sums;
    std::int64_t unexplained = 0;
    std::int64_t open = 0;
    for (const AgedItems& items : view_.items) {
        unexplained += items.unexplainedItems;
        open += items.unexplainedItems + items.explainedItems;
        if (items.unexplainedItems > 0)
            sums << money(items, sumOf(items.unexplained));
    }
    const QString of = tr("%1 of %2 open").arg(count(unexplained), counted(open, tr("item"), tr("items")));
    if (view_.items.empty())
        exceptions_->set(tr("None yet"), tr("No reconciliation is open for this quarter"));
    else
        exceptions_->set(sums.isEmpty() ? QStringLiteral("0") : sums.front(),
            sums.size() > 1 ? of + QStringLiteral("; ") + sums.mid(1).join(QStringLiteral("; ")) : of,
            sums.isEmpty() ? Mark::None : Mark::High);

    std::int64_t lines = 0;
    std::int64_t decided = 0;
    for (const ReviewProgress& review : view_.reviews) {
        lines += review.lines;
        decided += review.decided;
    }
    const auto all = static_cast<std::int64_t>(view_.reviews.size());
    const auto concluded = std::count_if(view_.reviews.begin(), view_.reviews.end(), [](const ReviewProgress& one) { return one.concluded; });
    reviews_->set(tr("%1 of %2").arg(count(concluded), count(all)),
        all == 0 ? tr("No access review is open for this quarter")
                 : tr("%1 of %2 decided").arg(count(decided), counted(lines, tr("line"), tr("lines"))));
}

void HomePage::fillDue()
{
    auto rows = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("day"), tr("Day"), ColumnKind::Date, kDateWidth},
        {QStringLiteral("what"), tr("What"), ColumnKind::Text, 200}, {QStringLiteral("state"), tr("State"), ColumnKind::Status, kStateWidth}});
    for (const DueItem& item : view_.due) {
        if (!item.done)
            rows->add(dueTarget(item), {{day(item.day), item.day.number}, dueTitle(item), dueState(item, session().today())});
    }
    if (rows->rows() == 0)
        rows->add(QStringLiteral("calendar"), {TableCell(), tr("Nothing is due: see the calendar"), TableCell()});
    due_->setRows(std::move(rows), QStringLiteral("what"));
}

void HomePage::fillChanges()
{
    auto rows = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("what"), tr("What"), ColumnKind::Text, 200},
        {QStringLiteral("count"), tr("Entries"), ColumnKind::Number, kCountWidth}});
    for (const auto& change : view_.changes)
        rows->add(QStringLiteral("readiness"), {tr("Internal control: %1").arg(plain(change.what)), TableCell()});
    for (const ChangedArea& area : changedAreas(view_.events))
        rows->add(area.page, {area.words, numberCell(area.count)});
    if (rows->rows() == 0)
        rows->add(QStringLiteral("audit"), {tr("Nothing has been written since the last filing"), TableCell()});
    changes_->setRows(std::move(rows), QStringLiteral("what"));
}

void HomePage::fillItemsChart()
{
    const auto at = static_cast<std::size_t>(std::max(0, currency_->currentIndex()));
    const AgedItems items = at < view_.items.size() ? view_.items[at] : AgedItems();
    itemsChart_->setChart(makeItemsByAgeChart(items),
        view_.items.empty() ? tr("Open a reconciliation, and its open items appear here by age.") : tr("There is nothing left to explain or to clear."));
}

void HomePage::fillReviewChart()
{
    reviewChart_->setChart(makeReviewProgressChart(view_.reviews), tr("Open an access review, and its progress appears here."));
}

} // namespace oxseal::ui
