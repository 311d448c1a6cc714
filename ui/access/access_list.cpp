// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/people_reads.h"
#include "ui/access/access_page.h"
#include "ui/access/line_card.h"
#include "ui/access/removal_table.h"
#include "ui/access/review_dialogs.h"
#include "ui/access/review_words.h"
#include "ui/common/chart_view.h"
#include "ui/common/charts.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {

QWidget* AccessPage::createOverview()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    overviewTabs_ = new QTabBar;
    overviewTabs_->setAccessibleName(tr("Reviews and removals of the period"));
    overviewTabs_->setExpanding(false);
    overviewTabs_->setDrawBase(false);
    overviewTabs_->addTab(tr("Reviews"));
    overviewTabs_->addTab(tr("Removals"));
    overviewTabs_->addTab(tr("Reviewers"));
    overviewTabs_->addTab(tr("Hand-overs"));
    overviewPanels_ = new QStackedWidget;
    layout->addWidget(overviewTabs_);
    layout->addWidget(overviewPanels_, 1);

    reviews_ = new TablePanel(tr("Access reviews"));
    reviews_->setNouns(tr("review"), tr("reviews"));
    progressChart_ = new ChartView;
    removalChart_ = new ChartView;
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(reviews_, 3);
    auto* charts = new QHBoxLayout;
    charts->setSpacing(kGap);
    charts->addWidget(progressChart_, 1);
    charts->addWidget(removalChart_, 1);
    column->addLayout(charts, 2);
    followed_ = new TablePanel(tr("Removals of the period"));
    followed_->setNouns(tr("removal"), tr("removals"));
    overviewPanels_->addWidget(page);
    overviewPanels_->addWidget(followed_);
    agenda_ = new TablePanel(tr("What each reviewer has open"));
    agenda_->setNouns(tr("task"), tr("tasks"));
    overviewPanels_->addWidget(agenda_);
    overviewPanels_->addWidget(createHandovers());

    connect(overviewTabs_, &QTabBar::currentChanged, this, &AccessPage::showOverviewTab);
    connect(reviews_, &TablePanel::currentChanged, this, &AccessPage::selectReview);
    connect(reviews_, &TablePanel::activated, this, [this](const QString& handle) { Q_EMIT navigate({QStringLiteral("access"), handle}); });
    connect(followed_, &TablePanel::currentChanged, this, &AccessPage::selectFollowed);
    connect(followed_, &TablePanel::activated, this, [this] {
        if (const RemovalRow* removal = chosenRemoval())
            Q_EMIT navigate({QStringLiteral("access"), QStringLiteral("%1/removals").arg(removal->campaign.value)});
    });
    connect(progressChart_, &ChartView::picked, this, [this](int category) {
        const auto shown = reviewProgress(overview_.reviews);
        if (category >= 0 && static_cast<std::size_t>(category) < shown.size())
            Q_EMIT navigate({QStringLiteral("access"), QString::number(shown[static_cast<std::size_t>(category)].campaign)});
    });
    connect(removalChart_, &ChartView::picked, this, [this](int category, int series) {
        const std::vector<QString> waits = waitWords();
        if (category < 0 || static_cast<std::size_t>(category) >= waits.size())
            return;
        TableFilter filter;
        filter.columns[series == 0 ? QStringLiteral("claimwait") : QStringLiteral("proofwait")] = waits[static_cast<std::size_t>(category)];
        followed_->setFilter(filter);
        overviewTabs_->setCurrentIndex(Followed);
    });
    return box;
}

Result<AccessPage::Overview> AccessPage::readOverview(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    Overview overview;
    Database& db = workspace.db();
    OXSEAL_TRY(overview.reviews, reviewsOf(db, period));
    OXSEAL_TRY(overview.systems, reviewableSystems(db, period));
    OXSEAL_TRY(overview.removals, removalsFollowed(db, period));
    OXSEAL_TRY(overview.reviewers, possibleReviewers(db));
    OXSEAL_TRY(overview.agenda, reviewAgenda(db, &period, workspace.environment().clock.now().day()));
    OXSEAL_TRY(overview.standIns, handover_repo::delegations(db));
    OXSEAL_TRY(overview.handovers, handover_repo::handovers(db, period.id));
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    for (const Person& person : people)
        overview.names[person.id] = person.name;
    if (entity.empty())
        return overview;
    std::vector<CampaignStatus> own;
    for (CampaignStatus& one : overview.reviews) {
        OXSEAL_TRY(const bool its, concerns(db, one.row, entity));
        if (its)
            own.push_back(std::move(one));
        else
            ++overview.hidden;
    }
    std::set<CampaignId> shown;
    for (const CampaignStatus& one : own)
        shown.insert(one.row.id);
    std::erase_if(overview.agenda, [&](const AgendaItem& one) { return !shown.contains(one.campaign); });
    std::erase_if(overview.handovers, [&](const HandoverRow& one) { return !shown.contains(one.campaign); });
    overview.reviews = std::move(own);
    std::erase_if(overview.systems, [&](const ReviewableSystem& one) { return one.listing.key.entity != entity; });
    std::erase_if(overview.removals, [&](const FollowedRemoval& one) { return !concerns(one, entity); });
    return overview;
}

void AccessPage::reloadOverview()
{
    session().read(
        this,
        [period = *session().period(), entity = session().entity().toStdString()](Workspace& workspace) {
            return readOverview(workspace, period, entity);
        },
        [this](Result<Overview> overview) {
            if (campaign_)
                return;
            if (!overview)
                showError(overview.error());
            else
                take(std::move(*overview));
        });
}

void AccessPage::take(Overview overview)
{
    overview_ = std::move(overview);
    setTitle(tr("Access reviews"));
    views_->setCurrentIndex(0);
    if (overview_.reviews.empty() && overview_.removals.empty()) {
        updateCommands();
        showNothing();
        return;
    }
    QStringList missing;
    for (const ReviewableSystem& system : overview_.systems) {
        if (system.taken.empty())
            missing << plain(system.listing.key.subject);
    }
    setPartial(missing.isEmpty() ? QString() : tr("Imported but not reviewed: %1.").arg(missing.join(QStringLiteral(", "))));
    showReviews();
    fillFollowed();
    fillPeople();
    fillCharts();
    overviewTabs_->setTabText(Followed, tr("Removals · %1").arg(overview_.removals.size()));
    if (wantedOverviewTab_ >= 0)
        overviewTabs_->setCurrentIndex(std::exchange(wantedOverviewTab_, -1));
    showOverviewTab(overviewTabs_->currentIndex());
    showReady();
}

void AccessPage::showNothing()
{
    setSubtitle({});
    setPartial({});
    setContext(nullptr);
    const Command fresh = overviewCommands().front();
    offerOnlyNext();
    const QString what = tr("An access review freezes the listing of a system, shows every line to somebody who may judge it, and follows each "
                            "removal until a later extract proves it. ");
    if (overview_.hidden > 0) {
        showEmpty(what + tr("Neither a listing nor a line of the period's reviews names %1; %2 not shown.")
                             .arg(plain(session().entity().toStdString()),
                                 counted(overview_.hidden, tr("review of the group or of other entities is"), tr("reviews of the group or of other entities are"))),
            {QStringLiteral("review.group"), tr("Show the group"), [this] { session().chooseEntity({}); }, {}, {}, true, {}}, QStringLiteral("access"));
        return;
    }
    if (overview_.systems.empty()) {
        showEmpty(what + tr("No listing of this period has been imported yet."),
            {QStringLiteral("review.import"), tr("Import a listing"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, true, {}},
            QStringLiteral("access"));
        return;
    }
    QStringList ready;
    for (const ReviewableSystem& system : overview_.systems)
        ready << plain(system.listing.key.subject);
    showEmpty(what + tr("Ready to be reviewed: %1.").arg(ready.join(QStringLiteral(", "))), fresh, QStringLiteral("access"));
}

void AccessPage::fillFollowed()
{
    followed_->setData(removalTable(overview_.removals, session().today(), true));
    std::map<std::string, std::int64_t> states;
    for (const FollowedRemoval& one : overview_.removals)
        states[one.removal.state] += closed(one.removal) ? 0 : 1;
    std::vector<TablePanel::FilterChip> chips;
    for (const char* state : {"requested", "claimed", "still_present", "regranted", "removed"}) {
        if (states[state] > 0)
            chips.push_back({QStringLiteral("%1 · %2").arg(removalWord(state), count(states[state])), QStringLiteral("state"), removalWord(state)});
    }
    followed_->setChips(chips);
    if (followed_->currentHandle().isEmpty() && !overview_.removals.empty())
        followed_->select(QString::number(overview_.removals.front().removal.id));
}

void AccessPage::fillCharts()
{
    progressChart_->setChart(makeReviewProgressChart(reviewProgress(overview_.reviews)), tr("Open an access review, and its progress appears here."));
    std::vector<RemovalRow> removals;
    for (const FollowedRemoval& one : overview_.removals)
        removals.push_back(one.removal);
    removalChart_->setChart(makeDaysToRemoveChart(daysToRemove(removals)), tr("When a line is revoked or reduced, the days until it is gone appear here."));
}

void AccessPage::showOverviewTab(int tab)
{
    overviewPanels_->setCurrentIndex(tab);
    if (campaign_)
        return;
    if (tab == Followed)
        selectFollowed(followed_->currentHandle());
    else if (tab == Agenda)
        selectAgenda(agenda_->currentHandle());
    else if (tab == HandedOver)
        selectStandIn(standIns_->currentHandle());
    else
        selectReview(reviews_->currentHandle());
    updateCommands();
}

void AccessPage::selectFollowed(const QString&)
{
    if (campaign_ || overviewTabs_->currentIndex() != Followed)
        return;
    const RemovalRow* removal = chosenRemoval();
    ContextCard* card = nullptr;
    if (removal != nullptr) {
        card = removalCard(overview_.names, *removal, session().today());
        card->addCommand({QStringLiteral("review.show"), tr("Go to the review"),
            [this, campaign = removal->campaign] { Q_EMIT navigate({QStringLiteral("access"), QStringLiteral("%1/removals").arg(campaign.value)}); }, {}, {},
            false, {}});
    }
    setContext(card);
    updateCommands();
}

void AccessPage::showReviews()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("system"), tr("System"), ColumnKind::Text, 88},
        {QStringLiteral("shape"), tr("Lines reviewed"), ColumnKind::Text, 116},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 148},
        {QStringLiteral("lines"), tr("Lines"), ColumnKind::Number, 64},
        {QStringLiteral("decided"), tr("Decided"), ColumnKind::Number, 80},
        {QStringLiteral("share"), tr("Progress"), ColumnKind::Number, 80},
        {QStringLiteral("unassigned"), tr("No reviewer"), ColumnKind::Number, 96},
        {QStringLiteral("removals"), tr("To remove"), ColumnKind::Number, 88},
        {QStringLiteral("proven"), tr("Proven"), ColumnKind::Number, 72},
        {QStringLiteral("owner"), tr("System owner"), ColumnKind::Text, 120},
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 72},
        {QStringLiteral("asof"), tr("Listing of"), ColumnKind::Date, 96},
        {QStringLiteral("opened"), tr("Opened"), ColumnKind::Date, 96},
    });
    std::int64_t concluded = 0;
    std::int64_t lines = 0;
    std::int64_t decided = 0;
    std::int64_t standing = 0;
    for (const CampaignStatus& review : overview_.reviews) {
        const CampaignRow& row = review.row;
        const auto& counts = review.counts;
        if (row.state != access::CampaignState::Cancelled) {
            ++standing;
            concluded += row.concludedAt ? 1 : 0;
            lines += counts.lines;
            decided += counts.decided;
        }
        const std::int64_t share = counts.lines == 0 ? 100 : counts.decided * 100 / counts.lines;
        list->add(QString::number(row.id.value),
            {plain(row.system), row.amends ? tr("amends %1").arg(row.amends.value) : shapeWord(row.shape), {stateMark(row.state), stateWord(row.state)}, numberCell(counts.lines), numberCell(counts.decided),
                {tr("%1 %").arg(share), share}, numberCell(counts.unassigned), numberCell(review.removalsOpen + review.regranted),
                numberCell(review.removalsProven), personName(row.systemOwner), row.entity.empty() ? tr("Group") : plain(row.entity),
                {day(row.asOf), row.asOf.number}, {day(row.openedAt.day()), row.openedAt.day().number}});
    }
    reviews_->setData(std::move(list));
    QString facts = tr("%1 of %2 concluded · %3 of %4 decided")
                        .arg(count(concluded), counted(standing, tr("review"), tr("reviews")), count(decided), counted(lines, tr("line"), tr("lines")));
    if (!session().entity().isEmpty())
        facts += tr(" · only reviews with lines of %1").arg(plain(session().entity().toStdString()));
    if (overview_.hidden > 0)
        facts += tr("; %1 of the group or other entities not shown").arg(counted(overview_.hidden, tr("review"), tr("reviews")));
    setSubtitle(facts);
    if (reviews_->currentHandle().isEmpty() && !overview_.reviews.empty())
        reviews_->select(QString::number(overview_.reviews.front().row.id.value));
}

QString AccessPage::personName(PersonId person) const
{
    const auto found = overview_.names.find(person);
    return found == overview_.names.end() ? QString() : plain(found->second);
}

void AccessPage::selectReview(const QString& handle)
{
    if (campaign_ || overviewTabs_->currentIndex() != Reviews)
        return;
    for (const CampaignStatus& review : overview_.reviews) {
        if (QString::number(review.row.id.value) != handle)
            continue;
        auto* card = campaignCard(review, overview_.names);
        card->addCommand({QStringLiteral("review.show"), tr("Go through the lines"),
            [this, handle] { Q_EMIT navigate({QStringLiteral("access"), handle}); }, {}, {}, false, {}});
        setContext(card);
        return;
    }
    setContext(nullptr);
}

void AccessPage::openReviewHere()
{
    const auto answer = askToOpen(this, plain(session().period()->period.name()), overview_.systems, overview_.reviewers, session().today());
    if (!answer)
        return;
    act(tr("Open the review of %1").arg(plain(answer->opening.system)),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) {
            return openReview(workspace, period, answer.opening, answer.reason);
        },
        [this](const Result<CampaignId>& id) { Q_EMIT navigate({QStringLiteral("access"), QString::number(id->value)}); });
}

} // namespace oxseal::ui
