// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "ui/access/decision_bar.h"
#include "ui/access/review_words.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

namespace oxseal::ui {

AccessPage::AccessPage(Session& session)
    : Page(session)
    , views_(new QStackedWidget)
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
    wantedTab_ = rest == QStringLiteral("removals") ? Removals : rest == QStringLiteral("obstacles") ? Obstacles : Lines;
    wantedLine_ = wantedTab_ == Lines ? rest : QString();
    if (wanted != campaign_) {
        campaign_ = wanted;
        desk_ = {};
        sent_.clear();
        bar_->endUndo();
        setContext(nullptr);
        lines_->setFilter({});
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
        showEmpty(tr("Access reviews belong to a period, and this workspace has none yet. Add one in Settings."), {}, QStringLiteral("access"));
        return;
    }
    if (campaign_)
        reloadDesk();
    else
        reloadOverview();
}

void AccessPage::reloadDesk()
{
    session().read(
        this,
        [id = campaign_, known = desk_.basis](Workspace& workspace) -> Result<Desk> {
            Desk desk;
            desk.basis = known;
            if (!known || known->campaign != id) {
                OXSEAL_TRY(ReviewBasis basis, reviewBasis(workspace, id));
                desk.basis = std::make_shared<const ReviewBasis>(std::move(basis));
            }
            OXSEAL_TRY(ReviewSheet sheet, reviewSheet(workspace, id));
            desk.sheet = std::make_shared<const ReviewSheet>(std::move(sheet));
            return desk;
        },
        [this, id = campaign_](Result<Desk> desk) {
            if (id != campaign_)
                return;
            if (!desk) {
                setTitle(tr("Access review"), {{tr("Access reviews"), QStringLiteral("access")}});
                setCommands({});
                setHiddenCommands({});
                showError(desk.error());
                return;
            }
            take(std::move(*desk));
        });
}

void AccessPage::take(Desk desk)
{
    desk_ = std::move(desk);
    views_->setCurrentIndex(1);
    showDesk();
    updateCommands();
    showReady();
}

void AccessPage::updateCommands()
{
    if (!campaign_) {
        Command fresh{QStringLiteral("review.open"), tr("Open a review"), [this] { openReviewHere(); }, whyNotWrite(Permission::RunReview), {}, true,
            QStringLiteral("access")};
        if (fresh.whyNot.isEmpty() && overview_.systems.empty())
            fresh.whyNot = tr("No listing of this period has been imported. Import one first.");
        setHiddenCommands({});
        setCommands({fresh});
        return;
    }
    setDeskCommands();
}

std::vector<Command> AccessPage::deskCommands()
{
    const ReviewSheet& sheet = *desk_.sheet;
    const access::CampaignState state = sheet.status.row.state;
    const bool open = state == access::CampaignState::Open;
    const QString mayRun = whyNotWrite(Permission::RunReview);
    std::vector<Command> commands;
    if (open) {
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
    QString whyVerify = mayRun;
    if (whyVerify.isEmpty() && sheet.status.removalsOpen == 0 && sheet.status.removalsProven == 0 && sheet.status.regranted == 0)
        whyVerify = tr("Nothing was to be removed.");
    QString whyClaim = whyNotWrite(Permission::ClaimRemoval);
    if (whyClaim.isEmpty() && removals_->currentHandle().isEmpty())
        whyClaim = tr("Select a removal first.");
    commands.push_back({QStringLiteral("review.claim"), tr("Claim as removed"), [this] { claim(); }, whyClaim, {}, false, {}});
    commands.push_back({QStringLiteral("review.verify"), tr("Verify the removals"), [this] { verify(); }, whyVerify, {}, true, {}});
    return commands;
}

void AccessPage::setDeskCommands()
{
    if (!desk_.sheet)
        return;
    std::vector<Command> keys;
    if (tabs_->currentIndex() == Lines) {
        for (const access::Decision decision : {access::Decision::Keep, access::Decision::Revoke, access::Decision::Reduce,
                 access::Decision::NotMine, access::Decision::Unsure}) {
            keys.push_back({QStringLiteral("review.decide.") + QLatin1String(access::name(decision)), tr("%1: decide the selected line").arg(decisionWord(decision)),
                [this, decision] { decide(decision); }, bar_->whyNot(), QKeySequence(keyOf(decision)), false, {}});
        }
        keys.push_back({QStringLiteral("review.cluster"), tr("Select the cluster of this line"), [this] { selectCluster(); }, {}, QKeySequence(Qt::Key_B), false, {}});
        keys.push_back({QStringLiteral("review.comment"), tr("Comment on the decision"), [this] { bar_->focusComment(); }, {}, QKeySequence(Qt::Key_C), false, {}});
        keys.push_back({QStringLiteral("review.undo"), tr("Take the last decision back"), [this] { undo(); },
            bar_->undoOffered() ? QString() : tr("There is nothing to take back: a decision can be taken back for ten seconds."), QKeySequence(Qt::Key_Z), false, {}});
    }
    setHiddenCommands(std::move(keys));
    setCommands(deskCommands());
}

} // namespace oxseal::ui
