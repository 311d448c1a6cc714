// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/exception_dialog.h"

#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/exception_card.h"
#include "ui/recon/recon_words.h"

#include <QCheckBox>

#include <algorithm>

namespace oxseal::ui {
namespace {

ChoiceBox::Choices dispositionsFor(const recon::OpenItem& item, bool mayWriteOff)
{
    using recon::Disposition;
    ChoiceBox::Choices choices;
    for (const Disposition each : {Disposition::Investigate, Disposition::Carry, Disposition::ProposeEntry, Disposition::WriteOff, Disposition::Dispute}) {
        if (recon::fits(each, item) && (each != Disposition::WriteOff || mayWriteOff))
            choices.emplace_back(QLatin1String(recon::name(each)), dispositionWord(each));
    }
    return choices;
}

ChoiceBox::Choices named(const std::vector<std::pair<std::string, std::string>>& all, const QString& none)
{
    ChoiceBox::Choices choices{{QString(), none}};
    for (const auto& [code, title] : all)
        choices.emplace_back(QString::fromStdString(code), plain(code) + QLatin1Char(' ') + plain(title));
    return choices;
}

recon::Disposition chosen(const ChoiceBox* box) { return recon::dispositionFromName(box->value().toStdString()).value_or(recon::Disposition::Investigate); }

} // namespace

std::optional<ExceptionAnswer> askToDecide(QWidget* parent, const ReconDetail& detail, const ExceptionRow& row, Day today, bool mayWriteOff)
{
    const ReconView& view = detail.view;
    const ReconItem& item = view.items[row.item];
    const recon::ExceptionStanding& standing = row.standing;
    FormDialog dialog(parent, QObject::tr("Decide about %1").arg(QString::fromStdString(item.handle)), QObject::tr("Record"));
    dialog.addWords(QStringLiteral("%1 %2 · %3 · %4").arg(exactAmount(item.item.amount, view.row.digits), plain(view.row.currency), day(item.item.date),
        categoryWord(item.item.category)));
    if (!item.item.description.empty())
        dialog.addWords(plain(item.item.description), true);
    auto* disposition = new ChoiceBox(dispositionsFor(item.item, mayWriteOff), QLatin1String(recon::name(standing.disposition)));
    auto* account = new ChoiceBox(named(detail.accounts, QObject::tr("None")), QString::fromStdString(standing.account));
    ChoiceBox::Choices logins{{QString(), QObject::tr("Whoever the account belongs to")}};
    for (const std::string& login : detail.logins)
        logins.emplace_back(QString::fromStdString(login), plain(login));
    auto* owner = new ChoiceBox(logins, QString::fromStdString(standing.owner));
    auto* byRule = new QCheckBox(QObject::tr("The day the rules give"));
    byRule->setChecked(!standing.dueStated);
    auto* due = new DayEdit(std::max(standing.due, today));
    due->setEnabled(standing.dueStated);
    due->setToolTip(QObject::tr("Untick the box above to state a day."));
    QObject::connect(byRule, &QCheckBox::toggled, due, [due](bool on) { due->setEnabled(!on); });
    auto* control = new ChoiceBox(named(detail.controls, QObject::tr("None named")), QString::fromStdString(standing.control));
    Form& form = dialog.form();
    form.addField(QObject::tr("What becomes of it"), disposition, QObject::tr("Holds for this period; what stays open is decided about again in the next."));
    form.addField(QObject::tr("Other account"), account, QObject::tr("For a proposed entry and a write-off. Oxseal posts nothing."));
    form.addField(QObject::tr("Owner"), owner);
    form.addWidget(byRule);
    form.addField(QObject::tr("Due"), due);
    form.addField(QObject::tr("Control that should have caught it"), control);
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        const bool needs = recon::needsAccount(chosen(disposition));
        if (needs && account->value().isEmpty())
            return QObject::tr("Choose the account the entry goes against.");
        if (!needs && !account->value().isEmpty())
            return QObject::tr("Only a proposed entry and a write-off have another account.");
        return !byRule->isChecked() && due->day() < today ? QObject::tr("The day lies in the past.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    ExceptionAnswer answer;
    answer.decision.handle = item.handle;
    answer.decision.disposition = chosen(disposition);
    answer.decision.owner = owner->value().toStdString();
    if (!byRule->isChecked())
        answer.decision.due = due->day();
    answer.decision.control = control->value().toStdString();
    answer.decision.otherAccount = account->value().toStdString();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace oxseal::ui
