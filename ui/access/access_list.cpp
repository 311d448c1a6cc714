// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/people_reads.h"
#include "ui/access/access_page.h"
#include "ui/access/line_card.h"
#include "ui/access/review_dialogs.h"
#include "ui/access/review_words.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace oxseal::ui {

QWidget* AccessPage::createOverview()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap12);
    reviews_ = new TablePanel(tr("Access reviews"));
    reviews_->setNouns(tr("review"), tr("reviews"));
    layout->addWidget(reviews_, 1);
    connect(reviews_, &TablePanel::currentChanged, this, &AccessPage::selectReview);
    connect(reviews_, &TablePanel::activated, this, [this](const QString& handle) { Q_EMIT navigate({QStringLiteral("access"), handle}); });
    return box;
}

void AccessPage::reloadOverview()
{
    session().read(
        this,
        [period = *session().period()](Workspace& workspace) -> Result<Overview> {
            Overview overview;
            Database& db = workspace.db();
            OXSEAL_TRY(overview.reviews, reviewsOf(db, period));
            OXSEAL_TRY(overview.systems, reviewableSystems(db, period));
            OXSEAL_TRY(overview.reviewers, possibleReviewers(db));
            OXSEAL_TRY(const std::vector<Person> people, persons(db));
            for (const Person& person : people)
                overview.names[person.id] = person.name;
            return overview;
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
    updateCommands();
    QStringList missing;
    for (const ReviewableSystem& system : overview_.systems) {
        if (system.taken.empty())
            missing << plain(system.listing.key.subject);
    }
    if (overview_.reviews.empty()) {
        setSubtitle({});
        setPartial({});
        setContext(nullptr);
        const bool nothingToReview = overview_.systems.empty();
        Command next = commands().empty() ? Command{} : commands().front();
        if (nothingToReview) {
            next = {QStringLiteral("review.import"), tr("Import a listing"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, true, {}};
        }
        showEmpty(nothingToReview
                ? tr("An access review freezes the listing of a system, shows every line to somebody who may judge it, and follows each "
                     "removal until a later extract proves it. No listing of this period has been imported yet.")
                : tr("An access review freezes the listing of a system, shows every line to somebody who may judge it, and follows each "
                     "removal until a later extract proves it. Ready to be reviewed: %1.")
                      .arg(missing.join(QStringLiteral(", "))),
            next, QStringLiteral("access"));
        return;
    }
    setPartial(missing.isEmpty() ? QString() : tr("Imported but not reviewed: %1.").arg(missing.join(QStringLiteral(", "))));
    showReviews();
    showReady();
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
        const auto owner = overview_.names.find(row.systemOwner);
        list->add(QString::number(row.id.value),
            {plain(row.system), shapeWord(row.shape), {stateMark(row.state), stateWord(row.state)}, numberCell(counts.lines), numberCell(counts.decided),
                {tr("%1 %").arg(share), share}, numberCell(counts.unassigned), numberCell(review.removalsOpen + review.regranted),
                numberCell(review.removalsProven), owner == overview_.names.end() ? QString() : plain(owner->second),
                {day(row.asOf), row.asOf.number}, {day(row.openedAt.day()), row.openedAt.day().number}});
    }
    reviews_->setData(std::move(list));
    setSubtitle(tr("%1 of %2 concluded · %3 of %4 decided")
                    .arg(count(concluded), counted(standing, tr("review"), tr("reviews")), count(decided), counted(lines, tr("line"), tr("lines"))));
    if (reviews_->currentHandle().isEmpty() && !overview_.reviews.empty())
        reviews_->select(QString::number(overview_.reviews.front().row.id.value));
    selectReview(reviews_->currentHandle());
}

void AccessPage::selectReview(const QString& handle)
{
    if (campaign_)
        return;
    for (const CampaignStatus& review : overview_.reviews) {
        if (QString::number(review.row.id.value) != handle)
            continue;
        const auto nameOf = [this](PersonId id) {
            const auto found = overview_.names.find(id);
            return found == overview_.names.end() ? std::string() : found->second;
        };
        auto* card = campaignCard(review, nameOf(review.row.systemOwner), nameOf(review.row.openedBy), nameOf(review.row.concludedBy));
        card->addCommand({QStringLiteral("review.show"), tr("Go through the lines"),
            [this, handle] { Q_EMIT navigate({QStringLiteral("access"), handle}); }, {}, {}, false, {}});
        setContext(card);
        return;
    }
    setContext(nullptr);
}

void AccessPage::openReviewHere()
{
    const auto answer = askToOpen(this, plain(session().period()->period.name()), overview_.systems, overview_.reviewers);
    if (!answer)
        return;
    act(tr("Open the review of %1").arg(plain(answer->opening.system)),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) {
            return openReview(workspace, period, answer.opening, answer.reason);
        },
        [this](const Result<CampaignId>& id) { Q_EMIT navigate({QStringLiteral("access"), QString::number(id->value)}); });
}

} // namespace oxseal::ui
