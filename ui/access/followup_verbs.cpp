// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/removal_exceptions.h"
#include "ui/access/access_page.h"
#include "ui/access/review_rows.h"
#include "ui/common/message.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/controls/deficiency_dialogs.h"

#include <QTabBar>

namespace oxseal::ui {

std::vector<Command> AccessPage::exceptionCommands(const RemovalRow* removal)
{
    if (removal == nullptr || closed(*removal) || removal->state == "withdrawn" || removal->state == "removed")
        return {};
    const bool again = removal->state == "regranted";
    const bool asked = removal->closing == "asked";
    const RemovalRow row = *removal;
    std::vector<Command> commands;
    if (again)
        commands.push_back({QStringLiteral("review.reorder"), tr("Order it away again…"), [this, row] { reorder(row.id, plain(row.account)); }, whyNotWrite(Permission::RunReview), {}, false, {}});
    QString whyNot = whyNotWrite(asked ? Permission::DisposeMatter : Permission::RunReview);
    // On the desk the review is known; in the list the action says it.
    if (whyNot.isEmpty() && !again && campaign_ && desk_.sheet && !desk_.sheet->status.row.concludedAt)
        whyNot = tr("The review is open: decide the line anew instead.");
    const QString title = again ? (asked ? tr("Approve the re-grant…") : tr("Ask to accept it…")) : (asked ? tr("Approve the exception…") : tr("Contest it…"));
    commands.push_back({again ? QStringLiteral("review.regrant") : QStringLiteral("review.contest"), title, [this, row] { keepAccess(row); }, whyNot, {}, false, {}});
    if (asked)
        commands.push_back({QStringLiteral("review.decline"), tr("Decline it…"), [this, row] { declineAccess(row); }, whyNotWrite(Permission::DisposeMatter), {}, false, {}});
    return commands;
}

void AccessPage::reorder(std::int64_t removal, const QString& account)
{
    const auto answer = askToAct(this,
        {tr("Order the access away again"), tr("Order"), {tr("%1 has the access again that was proven removed. A new order is made for it; the alarm stays in the record.").arg(account)},
            {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Order the access away again"),
        [removal, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return orderAgain(workspace, removal, reason); },
        [this](const Result<std::int64_t>& order) { Q_EMIT said(tr("Ordered as removal %1.").arg(*order)); });
}

void AccessPage::keepAccess(const RemovalRow& removal)
{
    const bool asked = removal.closing == "asked";
    const bool again = removal.state == "regranted";
    const QString account = plain(removal.account);
    const QString title = again ? (asked ? tr("Approve the re-grant") : tr("Ask to accept the re-grant")) : (asked ? tr("Approve the exception") : tr("Contest the removal"));
    QString words;
    if (again)
        words = asked ? tr("%1 may keep the access that was granted again. You did not ask for it, and it is not your own access.").arg(account)
                      : tr("%1 may keep the access that was granted again, once another controller or chief officer has approved it.").arg(account);
    else
        words = asked ? tr("%1 keeps %2 although the review took it away. You did not ask for it, and it is not your own access.").arg(account, plain(removal.entitlement))
                      : tr("%1 keeps %2 although the review took it away, once another controller or chief officer has approved it. The decision stays in the record.")
                            .arg(account, plain(removal.entitlement));
    const auto answer = askToAct(this, {title, asked ? tr("Approve") : again ? tr("Ask") : tr("Contest"), {words}, {}, false, {}, true});
    if (!answer)
        return;
    act(title,
        [removal = removal.id, asked, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return asked ? approveKeeping(workspace, removal, reason) : askToKeep(workspace, removal, reason);
        },
        [this, asked](const Status&) { Q_EMIT said(asked ? tr("Accepted.") : tr("Asked; another person approves it.")); });
}

void AccessPage::declineAccess(const RemovalRow& removal)
{
    const auto answer = askToAct(this,
        {tr("Decline that the access stays"), tr("Decline"), {tr("%1 does not keep %2; its removal goes on as if nobody had asked.").arg(plain(removal.account), plain(removal.entitlement))},
            {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Decline that the access stays"),
        [removal = removal.id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return declineKeeping(workspace, removal, reason); },
        [this](const Status&) { Q_EMIT said(tr("Declined; the removal goes on.")); });
}

Command AccessPage::raiseCommand()
{
    using controls::DeficiencySource;
    RaiseFrom from;
    from.page = this;
    from.session = &session();
    from.source.source = DeficiencySource::Review;
    from.source.campaign = campaign_;
    from.about = tr("The review of %1").arg(plain(desk_.sheet->status.row.system));
    if (tabs_->currentIndex() == Lines && !lines_->currentHandle().isEmpty()) {
        from.source.source = DeficiencySource::ReviewLine;
        from.source.row = lines_->currentHandle().toLongLong();
        from.about = tr("Line %1 of the review of %2").arg(lines_->currentHandle(), plain(desk_.sheet->status.row.system));
    } else if (tabs_->currentIndex() == Removals && chosenRemoval() != nullptr) {
        from.source.source = DeficiencySource::Removal;
        from.source.removal = chosenRemoval()->id;
        from.about = tr("Removal %1: %2, %3").arg(chosenRemoval()->id).arg(plain(chosenRemoval()->account), plain(chosenRemoval()->entitlement));
    } else if (tabs_->currentIndex() == LookBack && chosenLookBack() != nullptr) {
        from.source.source = DeficiencySource::LookBack;
        from.source.code = chosenLookBack()->account;
        from.about = tr("Look-back at %1").arg(plain(chosenLookBack()->account));
    }
    from.raised = [this](const QString& id) { Q_EMIT navigate({QStringLiteral("deficiencies"), id}); };
    from.failed = [this](const Error& error) { complain(error); };
    return {QStringLiteral("review.raise"), tr("Raise as deficiency…"), [from] { raiseAsDeficiency(from); }, whyNotWrite(Permission::RecordDeficiency), QKeySequence(Qt::Key_F), false, {}};
}

Command AccessPage::amendCommand()
{
    return {QStringLiteral("review.amend"), tr("Amend with the later extract…"), [this] { amend(); },
            desk_.later ? whyNotWrite(Permission::RunReview) : tr("No later extract of this system is imported that is in no review."), {}, false, {}};
}

void AccessPage::amend()
{
    const SnapshotInfo later = *desk_.later;
    const auto answer = askToAct(this,
        {tr("Amend the review of %1").arg(plain(desk_.sheet->status.row.system)), tr("Amend"),
            {tr("The extract %1 (%2) is laid beside the listing of this review. What differs becomes a review of its own, tied to this one; every line that stands unchanged stays decided here.")
                    .arg(plain(later.fileName), counted(static_cast<std::int64_t>(later.rows), tr("line"), tr("lines")))},
            tr("Later extract"), false, {}, true});
    if (!answer)
        return;
    act(tr("Amend the review"),
        [campaign = campaign_, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return amendReview(workspace, campaign, reason); },
        [this](const Result<CampaignId>& made) { Q_EMIT navigate({QStringLiteral("access"), QString::number(made->value)}); });
}

} // namespace oxseal::ui
