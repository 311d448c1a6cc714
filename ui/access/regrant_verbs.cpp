// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/regrant_actions.h"
#include "ui/access/access_page.h"
#include "ui/common/message.h"
#include "ui/common/words.h"

namespace oxseal::ui {

std::vector<Command> AccessPage::regrantCommands(const RemovalRow* removal)
{
    if (removal == nullptr || removal->state != "regranted" || closed(*removal))
        return {};
    const bool asked = removal->closing == "asked";
    const QString account = plain(removal->account);
    const std::int64_t id = removal->id;
    return {{QStringLiteral("review.reorder"), tr("Order it away again…"), [this, id, account] { reorder(id, account); }, whyNotWrite(Permission::RunReview), {}, false, {}},
        {QStringLiteral("review.regrant"), asked ? tr("Approve the re-grant…") : tr("Ask to accept it…"), [this, id, account, asked] { acceptAgain(id, account, asked); },
            whyNotWrite(asked ? Permission::DisposeMatter : Permission::RunReview), {}, false, {}}};
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

void AccessPage::acceptAgain(std::int64_t removal, const QString& account, bool asked)
{
    const QString title = asked ? tr("Approve the re-grant") : tr("Ask to accept the re-grant");
    const QString words = asked ? tr("%1 may keep the access that was granted again. You did not ask for it, and it is not your own access.").arg(account)
                                : tr("%1 may keep the access that was granted again, once another controller or chief officer has approved it.").arg(account);
    const auto answer = askToAct(this, {title, asked ? tr("Approve") : tr("Ask"), {words}, {}, false, {}, true});
    if (!answer)
        return;
    act(title,
        [removal, asked, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return asked ? acceptRegrant(workspace, removal, reason) : askToAcceptRegrant(workspace, removal, reason);
        },
        [this, asked](const Status&) { Q_EMIT said(asked ? tr("Accepted.") : tr("Asked; another person approves it.")); });
}

} // namespace oxseal::ui
