// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "storage/reads/people_reads.h"
#include "ui/access/card_watch.h"
#include "ui/access/decision_bar.h"
#include "ui/access/review_rows.h"
#include "ui/access/review_words.h"
#include "ui/common/table_panel.h"
#include "ui/common/view_stack.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <utility>

namespace oxseal::ui {

AccessPage::AccessPage(Session& session)
    : Page(session)
    , views_(new ViewStack)
{
    setTitle(tr("Access reviews"));
    views_->addWidget(createOverview());
    views_->addWidget(createDesk());
    setBody(views_);
}

void AccessPage::open(const QString& object)
{
    const QStringList parts = object.split(QLatin1Char('/'));
    const CampaignId wanted(parts.first().toLongLong());
    const QString rest = parts.value(1);
    wantedOverviewTab_ = parts.first() == QStringLiteral("removals") ? Followed
        : parts.first() == QStringLiteral("reviewers")               ? Agenda
        : parts.first() == QStringLiteral("handovers")               ? HandedOver
                                                                     : -1;
    static const std::map<QString, Tab> kTabs{{QStringLiteral("stages"), Stages}, {QStringLiteral("removals"), Removals}, {QStringLiteral("look-back"), LookBack}, {QStringLiteral("times"), Times},
        {QStringLiteral("changes"), Changes}, {QStringLiteral("identities"), Doubts}, {QStringLiteral("obstacles"), Obstacles}, {QStringLiteral("quality"), Quality}, {QStringLiteral("answers"), Answers}};
    const auto tab = kTabs.find(rest);
    wantedTab_ = tab == kTabs.end() ? Lines : tab->second;
    wantedLine_ = wantedTab_ == Lines ? rest : QString();
    if (wanted != campaign_) {
        campaign_ = wanted;
        desk_ = {};
        sent_.clear();
        watch_->forget();
        bar_->endUndo();
        setContext(nullptr);
        // The handles of another campaign's lines mean nothing here.
        lines_->setFilter({});
        lines_->setData(std::make_shared<ListData>(std::vector<TableColumn>{}));
    } else if (desk_.sheet && rest.isEmpty()) {
        return;
    }
    reload();
}

void AccessPage::reload()
{
    showLoading();
    if (!session().period()) {
        setTitle(tr("Access reviews"));
        showEmpty(tr("Access reviews belong to a period, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("access.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("access"));
        return;
    }
    if (campaign_)
        reloadDesk();
    else
        reloadOverview();
}

Result<AccessPage::Desk> AccessPage::readDesk(
    Workspace& workspace, CampaignId id, std::shared_ptr<const ReviewBasis> known, std::shared_ptr<const TimesSheet> times, const std::string& entity)
{
    Desk desk;
    desk.basis = std::move(known);
    if (!desk.basis || desk.basis->campaign != id) {
        OXSEAL_TRY(ReviewBasis basis, reviewBasis(workspace, id));
        desk.basis = std::make_shared<const ReviewBasis>(std::move(basis));
    }
    OXSEAL_TRY(ReviewSheet sheet, reviewSheet(workspace, id));
    desk.sheet = std::make_shared<const ReviewSheet>(std::move(sheet));
    using Which = ReviewRows::Which;
    const CampaignRow& campaign = desk.sheet->status.row;
    if (!entity.empty() && campaign.entity != entity) {
        // A listing of several entities: its lines say whose they are. Where none does, the review is the group's as a whole.
        OXSEAL_TRY(const bool named, concerns(workspace.db(), campaign, entity));
        desk.scope = named ? entity : std::string();
    }
    OXSEAL_TRY(NonHumanSheet nonHuman, nonHumanSheet(workspace.db(), campaign, desk.basis->listing, desk.basis->roster));
    desk.nonHuman = std::make_shared<const NonHumanSheet>(std::move(nonHuman));
    OXSEAL_TRY(IdentityQueue identities, identityQueue(workspace.db(), campaign, desk.basis->listing, desk.basis->roster, desk.basis->doubts));
    desk.identities = std::make_shared<const IdentityQueue>(std::move(identities));
    desk.all = std::make_shared<const ReviewRows>(desk.basis, desk.sheet, desk.nonHuman, Which::Included, false, desk.scope);
    auto own = std::make_shared<const ReviewRows>(desk.basis, desk.sheet, desk.nonHuman, Which::Included, true, desk.scope);
    if (own->rows() > 0)
        desk.own = std::move(own);
    if (desk.sheet->status.counts.leftOut > 0)
        desk.leftOut = std::make_shared<const ReviewRows>(desk.basis, desk.sheet, desk.nonHuman, Which::LeftOut);
    desk.obstacles = std::make_shared<const ObstacleRows>(desk.sheet);
    OXSEAL_TRY(ReviewQuality quality, reviewQuality(workspace, id));
    desk.quality = std::make_shared<const ReviewQuality>(std::move(quality));
    OXSEAL_TRY(CampaignAnswers answers, campaignAnswers(workspace, id));
    desk.answers = std::make_shared<const CampaignAnswers>(std::move(answers));
    OXSEAL_TRY(const bool same, timesStand(workspace.db(), campaign, times.get()));
    if (same) {
        desk.times = std::move(times);
    } else {
        OXSEAL_TRY(TimesSheet fresh, timesSheet(workspace, id));
        desk.times = std::make_shared<const TimesSheet>(std::move(fresh));
    }
    OXSEAL_TRY(LookBackSheet lookBack, lookBackSheet(workspace, campaign, desk.sheet->lines, desk.basis->listing, desk.basis->roster, *desk.times));
    desk.lookBack = std::make_shared<const LookBackSheet>(std::move(lookBack));
    OXSEAL_TRY(desk.later, laterListing(workspace.db(), campaign));
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    for (const Person& person : people)
        desk.people[person.login] = plain(person.name);
    for (const LineRow& line : desk.sheet->lines)
        desk.flagged += line.included && (line.flags.alarming() || line.mayBePrivileged()) ? 1 : 0;
    return desk;
}

void AccessPage::reloadDesk()
{
    // Decisions come faster than a long listing is read: one reading at a time, and one more for what came in between.
    if (reading_) {
        readAgain_ = readAgain_ || *reading_ || readingFor_ != session().entity();
        return;
    }
    readingFor_ = session().entity();
    auto begun = std::make_shared<std::atomic<bool>>(false);
    reading_ = begun;
    session().read(
        this,
        [id = campaign_, known = desk_.basis, times = desk_.times, entity = session().entity().toStdString(), begun](Workspace& workspace) {
            *begun = true;
            return readDesk(workspace, id, known, times, entity);
        },
        [this, id = campaign_](Result<Desk> desk) {
            reading_.reset();
            const bool again = std::exchange(readAgain_, false) || id != campaign_;
            if (id == campaign_) {
                if (desk) {
                    take(std::move(*desk));
                } else {
                    setTitle(tr("Access review"), {{tr("Access reviews"), QStringLiteral("access")}});
                    setCommands({});
                    setHiddenCommands({});
                    showError(desk.error());
                }
            }
            if (again && campaign_)
                reloadDesk();
        });
}

void AccessPage::take(Desk desk)
{
    Desk before = std::exchange(desk_, std::move(desk));
    views_->setCurrentIndex(1);
    showDesk();
    showReady();
    // Freeing a long listing takes longer than a frame.
    QThreadPool::globalInstance()->start([before = std::move(before)]() mutable { before = Desk(); });
}

void AccessPage::updateCommands()
{
    if (campaign_) {
        setDeskCommands();
        return;
    }
    std::vector<Command> shown = overviewCommands();
    std::vector<Command> hidden = agendaCommands();
    if (overviewTabs_->currentIndex() == Followed && !overview_.removals.empty())
        shown = removalCommands();
    else if (overviewTabs_->currentIndex() == Agenda)
        std::swap(shown, hidden);
    else if (overviewTabs_->currentIndex() == HandedOver)
        shown = handoverCommands();
    // The palette has the others, each once.
    std::erase_if(hidden, [&shown](const Command& one) {
        return std::any_of(shown.begin(), shown.end(), [&one](const Command& other) { return other.id == one.id; });
    });
    for (Command& one : hidden)
        one.primary = false;
    setHiddenCommands(std::move(hidden));
    setCommands(std::move(shown));
}

std::vector<Command> AccessPage::overviewCommands()
{
    Command fresh{QStringLiteral("review.open"), tr("Open a review"), [this] { openReviewHere(); }, whyNotWrite(Permission::RunReview), {}, true,
        QStringLiteral("access")};
    if (fresh.whyNot.isEmpty() && overview_.systems.empty())
        fresh.whyNot = tr("No listing of this period has been imported. Import one first.");
    return {fresh};
}

std::vector<Command> AccessPage::openCommands()
{
    const ReviewSheet& sheet = *desk_.sheet;
    const QString mayRun = whyNotWrite(Permission::RunReview);
    std::vector<Command> commands;
    commands.push_back({QStringLiteral("review.cancel"), tr("Cancel…"), [this] { cancel(); }, mayRun, {}, false, {}});
    commands.push_back({QStringLiteral("review.assign"), tr("Assign reviewers"), [this] { assign(); }, mayRun, {}, false, {}});
    QString whySign = whyNotWrite(Permission::DecideAccess);
    if (whySign.isEmpty() && sheet.signedOff())
        whySign = tr("The owner of the system has signed off already.");
    else if (whySign.isEmpty() && sheet.status.row.systemOwner != session().actor().person)
        whySign = tr("%1 owns this system and signs off for it.").arg(plain(sheet.nameOf(sheet.status.row.systemOwner)));
    commands.push_back({QStringLiteral("review.signoff"), tr("Sign off the system"), [this] { signOff(); }, whySign, {}, false, {}});
    QString whyConclude = mayRun;
    // The owner's own conclusion signs for the system too.
    auto standing = static_cast<std::int64_t>(sheet.obstacles.size());
    if (sheet.status.row.systemOwner == session().actor().person && !sheet.signedOff() && standing > 0)
        --standing;
    if (whyConclude.isEmpty() && standing > 0)
        whyConclude = tr("%1 in the way; see the tab \"To conclude\".").arg(counted(standing, tr("thing stands"), tr("things stand")));
    commands.push_back({QStringLiteral("review.conclude"), tr("Conclude the review"), [this] { conclude(); }, whyConclude, {}, true, {}});
    return commands;
}

std::vector<Command> AccessPage::removalCommands()
{
    const RemovalRow* removal = chosenRemoval();
    QString whyClaim = whyNotWrite(Permission::ClaimRemoval);
    QString whyVerify = whyNotWrite(Permission::RunReview);
    if (removal == nullptr) {
        const QString select = tr("Select a removal first.");
        whyClaim = whyClaim.isEmpty() ? select : whyClaim;
        whyVerify = whyVerify.isEmpty() && !campaign_ ? select : whyVerify;
    } else if (whyClaim.isEmpty() && removal->closing == "asked") {
        whyClaim = tr("This removal is contested, and nobody has decided yet whether the access stays.");
    } else if (whyClaim.isEmpty() && removal->state != "requested") {
        whyClaim = removal->state == "withdrawn" ? tr("This removal was withdrawn by a later decision.")
                                                 : tr("This removal is claimed already; a later extract proves it.");
    }
    if (whyVerify.isEmpty() && campaign_ && desk_.sheet->removals.empty())
        whyVerify = tr("Nothing was to be removed.");
    std::vector<Command> commands = exceptionCommands(removal);
    commands.push_back({QStringLiteral("review.claim"), tr("Claim as removed"), [this] { claim(); }, whyClaim, {}, false, {}});
    commands.push_back({QStringLiteral("review.verify"), tr("Verify the removals"), [this] { verify(); }, whyVerify, {}, true, {}});
    return commands;
}

std::vector<Command> AccessPage::deskKeys()
{
    std::vector<Command> keys;
    if (tabs_->currentIndex() != Lines)
        return keys;
    for (const access::Decision decision : {access::Decision::Keep, access::Decision::Revoke, access::Decision::Reduce,
             access::Decision::NotMine, access::Decision::Unsure}) {
        keys.push_back({QStringLiteral("review.decide.") + QLatin1String(access::name(decision)), tr("%1: decide the selected line").arg(decisionWord(decision)),
            [this, decision] { decide(decision); }, bar_->whyNot(), QKeySequence(keyOf(decision)), false, {}});
    }
    keys.push_back({QStringLiteral("review.cards"), tr("Review person by person"), [this] { decideCards(); }, whyNotWrite(Permission::DecideAccess), QKeySequence(Qt::Key_P), false, {}});
    keys.push_back({QStringLiteral("review.compare"), tr("Compare the people selected…"), [this] { comparePeople(); }, whyNotCompare(), QKeySequence(Qt::Key_V), false, {}});
    keys.push_back({QStringLiteral("review.cluster"), tr("Select the cluster of this line"), [this] { selectCluster(); }, {}, QKeySequence(Qt::Key_B), false, {}});
    keys.push_back({QStringLiteral("review.comment"), tr("Comment on the decision"), [this] { bar_->focusComment(); }, {}, QKeySequence(Qt::Key_C), false, {}});
    keys.push_back({QStringLiteral("review.undo"), tr("Take the last decision back"), [this] { undo(); },
        bar_->undoOffered() ? QString() : tr("There is nothing to take back: a decision can be taken back for ten seconds."), QKeySequence(Qt::Key_Z), false, {}});
    return keys;
}

void AccessPage::setDeskCommands()
{
    if (!desk_.sheet)
        return;
    const access::CampaignState state = desk_.sheet->status.row.state;
    std::vector<Command> keys = deskKeys();
    if (tabs_->currentIndex() != LookBack) // there it is a button
        keys.push_back(raiseCommand());
    std::vector<Command> buttons;
    if (tabs_->currentIndex() == Quality) {
        buttons = qualityCommands();
    } else if (tabs_->currentIndex() == Answers) {
        buttons = answerCommands();
    } else if (tabs_->currentIndex() == LookBack) {
        buttons = lookBackCommands();
    } else if (tabs_->currentIndex() == Doubts) {
        buttons = identityCommands();
    } else if (state == access::CampaignState::Open) {
        // What is done at the removals is not what is done at the lines; the palette has both.
        buttons = openCommands();
        std::vector<Command> others = removalCommands();
        std::vector<Command> staged = stageCommands();
        if (tabs_->currentIndex() == Removals)
            std::swap(buttons, others);
        else if (tabs_->currentIndex() == Stages)
            std::swap(buttons, staged);
        others.insert(others.end(), std::make_move_iterator(staged.begin()), std::make_move_iterator(staged.end()));
        for (Command& one : others) {
            one.primary = false;
            keys.push_back(std::move(one));
        }
    } else if (state != access::CampaignState::Cancelled) {
        buttons = removalCommands();
    }
    // What is done with the lines or removals shown comes first; where little is left to do, the documents stand beside it.
    for (Command& one : documentCommands()) {
        const bool lookingBack = tabs_->currentIndex() == LookBack;
        const bool shown = one.id == QLatin1String("review.work_order") ? tabs_->currentIndex() == Removals
            : one.id == QLatin1String("review.amend")                   ? desk_.later.has_value() && tabs_->currentIndex() == Lines
                                                                       : state != access::CampaignState::Open && !lookingBack && tabs_->currentIndex() != Doubts;
        if (shown && buttons.size() < 4)
            buttons.insert(buttons.begin(), std::move(one));
        else
            keys.push_back(std::move(one));
    }
    setHiddenCommands(std::move(keys));
    setCommands(std::move(buttons));
}

} // namespace oxseal::ui
