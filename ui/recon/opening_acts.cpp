// SPDX-License-Identifier: GPL-3.0-or-later
// Signing the opening statement of an account's first period on the page of reconciliations.
#include "storage/actions/opening_actions.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/recon_page.h"
#include "ui/recon/recon_words.h"

#include <filesystem>

namespace oxseal::ui {

QString ReconPage::whyNotOpening() const
{
    const std::optional<OpeningView>& opening = detail_->view.opening;
    if (!opening)
        return tr("The account has a period before this one and begins with its end.");
    if (opening->state == "reviewed")
        return tr("It is prepared and reviewed as it stands.");
    const bool reviewing = opening->state == "prepared";
    if (const QString why = whyNotWrite(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation); !why.isEmpty())
        return why;
    if (const QString why = whyNotChange(); !why.isEmpty())
        return why;
    if (!opening->statement.difference)
        return tr("Both opening balances are stated when the account is laid out; one is missing.");
    if (!opening->statement.even())
        return tr("Its items come to %1, its balances differ by %2.")
            .arg(exactAmount(opening->statement.itemsSum, opening->statement.digits), exactAmount(*opening->statement.difference, opening->statement.digits));
    if (reviewing && opening->signedAs("preparer")->by == session().actor().person)
        return tr("You prepared it; another person has to review it.");
    return {};
}

void ReconPage::signOpening()
{
    if (const QString why = whyNotOpening(); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    const recon::OpeningStatement stated = detail_->view.opening->statement;
    const bool reviewing = detail_->view.opening->state == "prepared";
    FormDialog dialog(this, reviewing ? tr("Review the opening statement") : tr("Prepare the opening statement"), tr("Sign"));
    dialog.addWords(tr("As of %1: bank %2, books %3 %4.")
                        .arg(day(stated.asOf), exactAmount(*stated.bank, stated.digits), exactAmount(*stated.books, stated.digits), plain(stated.currency)));
    dialog.addWords(tr("%1, together %2, account for the difference. The roll-forward of this period starts from them.")
                        .arg(counted(static_cast<std::int64_t>(stated.items.size()), tr("item"), tr("items")), exactAmount(stated.itemsSum, stated.digits)));
    auto* file = reviewing ? nullptr : new FileField(tr("Choose the support"));
    if (file != nullptr) {
        dialog.form().addField(tr("Support"), file, tr("The last reconciliation before, or the bank's confirmation. May be left out."));
        dialog.setCheck([file] { return file->problem(); });
    }
    dialog.askReason();
    if (!dialog.ask())
        return;
    OpeningSupport support;
    if (file != nullptr && !file->path().isEmpty()) {
        support.file = file->path().toStdString();
        support.name = support.file.filename().string();
    }
    act(
        reviewing ? tr("Reviewing the opening statement") : tr("Preparing the opening statement"),
        [id = detail_->view.row.id, duty = std::string(reviewing ? "reviewer" : "preparer"), support, note = dialog.reason().toStdString()](Workspace& workspace, const Progress&) {
            return oxseal::signOpening(workspace, id, duty, support, note);
        },
        [this, reviewing](const Status&) { Q_EMIT said(reviewing ? tr("Signed as reviewer.") : tr("Signed as preparer; another person reviews it now.")); });
}

} // namespace oxseal::ui
