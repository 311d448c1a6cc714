// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/limits_dialog.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QLineEdit>

namespace oxseal::ui {
namespace {

QLineEdit* numberEdit(const char* name, const std::optional<std::int64_t>& value)
{
    auto* edit = new QLineEdit(value ? QString::number(*value) : QString());
    edit->setObjectName(QString::fromLatin1(name));
    return edit;
}

bool isNumber(const QLineEdit* edit)
{
    std::int64_t number = 0;
    return edit->text().trimmed().isEmpty() || (parseInteger(edit->text().trimmed().toStdString(), number) && number >= 0);
}

std::optional<std::int64_t> numberIn(const QLineEdit* edit)
{
    std::int64_t number = 0;
    return parseInteger(edit->text().trimmed().toStdString(), number) ? std::optional<std::int64_t>(number) : std::nullopt;
}

} // namespace

std::optional<LimitsAnswer> askForLimits(QWidget* parent, const AccountOverview& account)
{
    const recon::AccountLimits known = account.limits ? account.limits->limits : recon::AccountLimits();
    FormDialog dialog(parent, QObject::tr("Limits of account %1").arg(plain(account.account.plan.account)), QObject::tr("Set"));
    dialog.addWords(QObject::tr("What is left empty is as the policy asks of all accounts. Writing off and closing by rule can only be tighter."));
    const QString units = QObject::tr("Whole %1").arg(plain(account.currency));
    auto* from = numberEdit("limits.from", known.investigateFrom);
    auto* share = new QLineEdit(known.investigateShare ? plain(formatMinor(*known.investigateShare, 2)) : QString());
    share->setObjectName(QStringLiteral("limits.share"));
    auto* days = numberEdit("limits.days", known.timingDays ? std::optional<std::int64_t>(*known.timingDays) : std::nullopt);
    auto* writeOff = numberEdit("limits.writeOff", known.writeOffMost);
    auto* close = numberEdit("limits.close", known.closeMost);
    dialog.form().addField(QObject::tr("Large from"), from, units);
    dialog.form().addField(QObject::tr("Large from, % of the balance"), share, QObject::tr("Such as 2.5; the smaller of the two counts"));
    dialog.form().addField(QObject::tr("Timing up to"), days, QObject::tr("Days; older items are no matter of time"));
    dialog.form().addField(QObject::tr("Written off up to"), writeOff, units);
    dialog.form().addField(QObject::tr("Closed by rule up to"), close, units);
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        for (const QLineEdit* edit : {from, days, writeOff, close}) {
            if (!isNumber(edit))
                return QObject::tr("Write whole numbers, without separators.");
        }
        return share->text().trimmed().isEmpty() || recon::shareFromText(share->text().trimmed().toStdString()) ? QString() : QObject::tr("Write the share as 2.5.");
    });
    if (!dialog.ask())
        return std::nullopt;
    LimitsAnswer answer;
    answer.limits.investigateFrom = numberIn(from);
    answer.limits.investigateShare = recon::shareFromText(share->text().trimmed().toStdString());
    if (const auto most = numberIn(days))
        answer.limits.timingDays = *most <= 1000 ? static_cast<int>(*most) : 0; // refused by the action
    answer.limits.writeOffMost = numberIn(writeOff);
    answer.limits.closeMost = numberIn(close);
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace oxseal::ui
