// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/account_facts.h"

#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QLineEdit>

namespace oxseal::ui {
namespace {

using access::FactSource;

QString notKnown() { return QObject::tr("not known"); }

const access::Account& accountOf(const ReviewBasis& basis, const LineRow& line)
{
    return basis.listing.accounts[basis.lines[static_cast<std::size_t>(line.row)].account];
}

const access::NonHumanAccount* knownOf(const ReviewBasis& basis, const NonHumanSheet& nonHuman, const LineRow& line)
{
    return nonHuman.of(basis.lines[static_cast<std::size_t>(line.row)].account);
}

/// Nobody's, and the listing does not say that it is a person's.
bool concerned(const ReviewBasis& basis, const LineRow& line)
{
    const access::AccountType type = accountOf(basis, line).type;
    if (type == access::AccountType::Unknown)
        return basis.workerOf(static_cast<std::size_t>(line.row)) == nullptr;
    return type != access::AccountType::Human;
}

/// Who stated it, when and why, and that the flags of this review do not know it yet.
void addStatement(ContextCard& card, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, std::int64_t id, FactSource from)
{
    const AccountFactRow* row = nonHuman.statement(id);
    if (row == nullptr || from == FactSource::Listing)
        return;
    QString words = QObject::tr("%1 by %2, %3: \"%4\".").arg(row->fact.value.empty() ? QObject::tr("Taken back") : QObject::tr("Stated"), plain(sheet.nameOf(row->by)), when(row->at), plain(row->why));
    if (from == FactSource::Unknown && !row->fact.value.empty())
        words += QLatin1Char(' ') + QObject::tr("%1 has left, or is not in the roster, and owns nothing.").arg(plain(row->fact.value));
    if (row->fact.id > sheet.status.row.factsThrough)
        words += QLatin1Char(' ') + QObject::tr("The flags of this review were frozen before; it counts from the next one on.");
    card.addText(words, true);
}

} // namespace

QString ownerWords(const access::NonHumanAccount& account, const access::Roster& roster)
{
    return account.ownerFrom == FactSource::Unknown ? notKnown() : plain(ownerName(account, roster));
}

QString purposeWords(const access::NonHumanAccount& account) { return account.purposeFrom == FactSource::Unknown ? notKnown() : plain(account.purpose); }

QString keyAgeWords(const std::optional<int>& days) { return days ? counted(*days, QObject::tr("day"), QObject::tr("days")) : notKnown(); }

QString factWords(const access::NonHumanAccount& account, const access::Roster& roster)
{
    return QObject::tr("owner %1 · purpose %2 · key age %3").arg(ownerWords(account, roster), purposeWords(account), keyAgeWords(account.keyAge));
}

bool addAccountFacts(ContextCard& card, const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, const LineRow& line)
{
    if (!concerned(basis, line))
        return false;
    const access::Account& account = accountOf(basis, line);
    const access::NonHumanAccount* found = knownOf(basis, nonHuman, line);
    access::NonHumanAccount known;
    known.keyAge = access::keyAge(account, sheet.status.row.asOf);
    known.row = static_cast<std::size_t>(line.row);
    if (found != nullptr)
        known = *found;
    card.addSection(QObject::tr("The account"));
    card.addFact(QObject::tr("Type"), account.type == access::AccountType::Unknown ? QObject::tr("not stated by the listing") : QString::fromLatin1(access::name(account.type)));
    card.addFact(QObject::tr("Owner"), ownerWords(known, basis.roster));
    card.addFact(QObject::tr("Purpose"), purposeWords(known));
    card.addFact(QObject::tr("Key age"), known.keyAge ? QObject::tr("%1 on %2").arg(keyAgeWords(known.keyAge), day(sheet.status.row.asOf)) : notKnown());
    if (known.ownerFrom == FactSource::Listing || known.purposeFrom == FactSource::Listing || known.keyAge)
        card.addFact(QObject::tr("By the listing"), QObject::tr("row %1 of %2").arg(count(static_cast<std::int64_t>(known.row) + 1), plain(basis.listingInfo.fileName)),
            QStringLiteral("import:%1").arg(basis.listingInfo.id.value));
    addStatement(card, sheet, nonHuman, known.ownerStated, known.ownerFrom);
    if (known.purposeStated != 0)
        addStatement(card, sheet, nonHuman, known.purposeStated, known.purposeFrom);
    return true;
}

std::optional<QString> whyNotState(const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, const LineRow& line)
{
    if (static_cast<std::size_t>(line.row) >= basis.lines.size() || !concerned(basis, line))
        return std::nullopt;
    if (sheet.status.row.state != access::CampaignState::Open)
        return QObject::tr("This review is not open any more. State it in the next one.");
    const access::NonHumanAccount* known = knownOf(basis, nonHuman, line);
    if (known != nullptr && known->ownerFrom == FactSource::Listing && known->purposeFrom == FactSource::Listing)
        return QObject::tr("The listing names both. Where it is wrong, have it corrected in the system and import a later extract.");
    return QString();
}

std::optional<StatedHere> askToState(QWidget* parent, const ReviewBasis& basis, const NonHumanSheet& nonHuman, const LineRow& line)
{
    access::NonHumanAccount known;
    if (const access::NonHumanAccount* found = knownOf(basis, nonHuman, line))
        known = *found;
    FormDialog dialog(parent, QObject::tr("State owner and purpose of %1").arg(plain(line.account)), QObject::tr("State"));
    dialog.addWords(QObject::tr("It stands for the reviews of this system that are opened from now on, until somebody states it anew. The flags of this review were frozen when it was opened."));
    const auto formerly = [&nonHuman](std::int64_t id) {
        const AccountFactRow* row = nonHuman.statement(id);
        return row == nullptr ? QString() : plain(row->fact.value);
    };
    const auto field = [&dialog](const QString& name, const QString& caption, const QString& value, const QString& hint) {
        auto* edit = new QLineEdit(value);
        edit->setObjectName(name);
        dialog.form().addField(caption, edit, hint);
        return edit;
    };
    QLineEdit* owner = nullptr;
    QLineEdit* purpose = nullptr;
    if (known.ownerFrom == FactSource::Listing)
        dialog.addWords(QObject::tr("The listing names the owner: %1.").arg(plain(known.owner)), true);
    else
        owner = field(QStringLiteral("account.owner"), QObject::tr("Owner"), formerly(known.ownerStated), QObject::tr("Employee number or e-mail address of a worker who answers for it. Empty takes back what was stated."));
    if (known.purposeFrom == FactSource::Listing)
        dialog.addWords(QObject::tr("The listing names the purpose: %1.").arg(plain(known.purpose)), true);
    else
        purpose = field(QStringLiteral("account.purpose"), QObject::tr("Purpose"), formerly(known.purposeStated), QObject::tr("What it does, for which process."));
    dialog.askReason(QObject::tr("Owner and purpose asked for in the review"));
    const auto changed = [](const QLineEdit* edit, const QString& former) { return edit != nullptr && edit->text().trimmed() != former; };
    const QString formerOwner = formerly(known.ownerStated), formerPurpose = formerly(known.purposeStated);
    dialog.setCheck([=]() -> QString {
        return changed(owner, formerOwner) || changed(purpose, formerPurpose) ? QString() : QObject::tr("Enter an owner, a purpose, or both.");
    });
    if (!dialog.ask())
        return std::nullopt;
    StatedHere out;
    out.statement.account = line.account;
    if (changed(owner, formerOwner))
        out.statement.owner = owner->text().trimmed().toStdString();
    if (changed(purpose, formerPurpose))
        out.statement.purpose = purpose->text().trimmed().toStdString();
    out.reason = dialog.reason().toStdString();
    return out;
}

} // namespace oxseal::ui
