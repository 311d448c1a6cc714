// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/identity_card.h"

#include "ui/access/review_words.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QLineEdit>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString worded(const access::Worker& worker) { return QStringLiteral("%1 (%2)").arg(plain(worker.name), plain(worker.employeeId)); }

QString wordedAt(const ReviewBasis& basis, std::uint32_t worker) { return worded(basis.roster.workers()[worker]); }

QString stated(const std::string& text) { return text.empty() ? QObject::tr("not stated") : plain(text); }

/// The first row of each account.
std::vector<std::size_t> firstRows(const ReviewBasis& basis)
{
    std::vector<std::size_t> rows(basis.listing.accounts.size(), basis.lines.size());
    for (std::size_t row = basis.lines.size(); row-- > 0;)
        rows[basis.lines[row].account] = row;
    return rows;
}

/// Whose it is in this review, which was frozen with what was known then.
QString countsAs(const ReviewBasis& basis, std::size_t row)
{
    const access::Worker* worker = basis.workerOf(row);
    return worker == nullptr ? QObject::tr("nobody's") : worded(*worker);
}

QString verdict(const IdentityDecisionRow& row)
{
    return (row.decision.same ? QObject::tr("is %1 (%2)") : QObject::tr("is not %1 (%2)")).arg(plain(row.worker), plain(row.decision.employeeId));
}

QString decidedWord(const IdentityLine& line)
{
    if (const IdentityDecisionRow* is = line.is())
        return verdict(*is);
    if (line.settled)
        return QObject::tr("none of them");
    if (!line.standing.empty())
        return verdict(line.standing.back());
    return line.lapsed.empty() ? QObject::tr("Not decided") : QObject::tr("Not decided since it changed");
}

const IdentityLine* ofRow(const ReviewBasis& basis, const IdentityQueue& queue, std::size_t row)
{
    if (row >= basis.lines.size())
        return nullptr;
    const auto found = std::find_if(queue.lines.begin(), queue.lines.end(), [&](const IdentityLine& line) { return line.doubt.account == basis.lines[row].account; });
    return found == queue.lines.end() ? nullptr : &*found;
}

/// Workers about whom this can still be said.
std::vector<std::uint32_t> choices(const ReviewBasis& basis, const IdentityLine& line, bool same)
{
    std::vector<std::uint32_t> out;
    for (const std::uint32_t worker : line.pool()) {
        const IdentityDecisionRow* said = line.about(basis.roster.workers()[worker].employeeId);
        if (said == nullptr || said->decision.same != same)
            out.push_back(worker);
    }
    return out;
}

} // namespace

std::shared_ptr<ListData> identityTable(const ReviewBasis& basis, const IdentityQueue& queue)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("decided"), QObject::tr("Decision"), ColumnKind::Status, 168},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Text, 104},
        {QStringLiteral("name"), QObject::tr("Name"), ColumnKind::Text, 128},
        {QStringLiteral("doubt"), QObject::tr("Doubt"), ColumnKind::Text, 236},
        {QStringLiteral("counts"), QObject::tr("Counts here as"), ColumnKind::Text, 140},
        {QStringLiteral("candidates"), QObject::tr("May be"), ColumnKind::Text, 220},
    });
    const std::vector<std::size_t> rows = firstRows(basis);
    for (const IdentityLine& line : queue.lines) {
        const access::Account& account = basis.listing.accounts[line.doubt.account];
        QStringList candidates;
        for (const std::uint32_t worker : line.pool())
            candidates << wordedAt(basis, worker);
        const std::size_t row = rows[line.doubt.account];
        list->add(QString::number(row), {{line.settled ? Mark::Good : Mark::Medium, decidedWord(line)}, plain(account.id), plain(account.name), doubtWord(line.doubt.doubt),
                                            countsAs(basis, row), candidates.join(QStringLiteral(", "))});
    }
    return list;
}

const IdentityLine* identityAt(const ReviewBasis& basis, const IdentityQueue& queue, const QString& handle)
{
    bool number = false;
    const std::size_t row = handle.toULongLong(&number);
    return number ? ofRow(basis, queue, row) : nullptr;
}

const IdentityLine* identityOf(const ReviewBasis& basis, const IdentityQueue& queue, const LineRow& line) { return ofRow(basis, queue, static_cast<std::size_t>(line.row)); }

QString decisionWords(const ReviewSheet& sheet, const IdentityDecisionRow& decision)
{
    return QObject::tr("It %1. Decided by %2 on %3 because: %4. %5").arg(verdict(decision), plain(sheet.nameOf(decision.by)), day(decision.at.day()), plain(decision.why),
        decision.decision.id <= sheet.status.row.identitiesThrough ? QObject::tr("This review rests on it.") : QObject::tr("It counts from the next review on."));
}

ContextCard* identityCard(const ReviewBasis& basis, const ReviewSheet& sheet, const IdentityLine& line)
{
    const access::Account& account = basis.listing.accounts[line.doubt.account];
    const std::size_t row = firstRows(basis)[line.doubt.account];
    auto* card = new ContextCard(plain(account.id));
    card->setMark(line.settled ? Mark::Good : Mark::Medium, line.settled ? QObject::tr("Decided") : QObject::tr("Not decided"));
    card->addFact(QObject::tr("Doubt"), doubtWord(line.doubt.doubt));
    card->addSection(QObject::tr("The listing states"));
    card->addFact(QObject::tr("Name"), stated(account.name));
    card->addFact(QObject::tr("Number"), stated(account.employeeId));
    card->addFact(QObject::tr("Address"), stated(account.email));
    card->addFact(QObject::tr("Listing"), QObject::tr("row %1 of %2").arg(count(static_cast<std::int64_t>(row) + 1), plain(basis.listingInfo.fileName)),
        QStringLiteral("import:%1").arg(basis.listingInfo.id.value));
    card->addSection(QObject::tr("It may be"));
    if (line.pool().empty())
        card->addText(QObject::tr("Nobody of the roster has its number, address or name."), true);
    for (const std::uint32_t worker : line.pool()) {
        const access::Worker& one = basis.roster.workers()[worker];
        card->addFact(worded(one), QStringLiteral("%1 · %2").arg(stated(one.title), stated(one.department)), QStringLiteral("import:%1").arg(basis.rosterInfo.id.value));
    }
    card->addSection(QObject::tr("Counts here as"));
    card->addText(countsAs(basis, row));
    card->addText(QObject::tr("This review was frozen when it was opened, and stays as it is. A decision counts in the reviews, amendments and checks of duties that begin after it, for as long "
                              "as the listing states the account's name, number and address as they are."),
        true);
    if (!line.standing.empty() || !line.lapsed.empty())
        card->addSection(QObject::tr("Decided"));
    for (auto decision = line.standing.rbegin(); decision != line.standing.rend(); ++decision)
        card->addText(decisionWords(sheet, *decision));
    for (auto decision = line.lapsed.rbegin(); decision != line.lapsed.rend(); ++decision)
        card->addText(QObject::tr("When the listing stated it otherwise: it %1, by %2 on %3. That says nothing of it as it is now.").arg(verdict(*decision), plain(sheet.nameOf(decision->by)), day(decision->at.day())),
            true);
    return card;
}

QString whyNotIdentify(const ReviewBasis& basis, const ReviewSheet& sheet, const IdentityLine* line, bool same, const std::string& self)
{
    if (sheet.status.row.state == access::CampaignState::Cancelled)
        return QObject::tr("This review was cancelled. Decide it in another one.");
    if (line == nullptr)
        return QObject::tr("Choose an account first.");
    const std::vector<std::uint32_t> pool = line->pool();
    if (std::any_of(pool.begin(), pool.end(), [&](std::uint32_t worker) { return basis.roster.workers()[worker].employeeId == self; }))
        return QObject::tr("You may be the person meant. Another controller decides it.");
    if (!same && choices(basis, *line, false).empty())
        return pool.empty() ? QObject::tr("There is nobody whom it may be.") : QObject::tr("It is decided of everybody whom it may be that it is not theirs.");
    return {};
}

std::optional<IdentifiedHere> askToIdentify(QWidget* parent, const ReviewBasis& basis, const IdentityLine& line, bool same)
{
    const access::Account& account = basis.listing.accounts[line.doubt.account];
    FormDialog dialog(parent, same ? QObject::tr("Whose account is %1?").arg(plain(account.id)) : QObject::tr("Whose account is %1 not?").arg(plain(account.id)), QObject::tr("Decide"));
    dialog.addWords(QObject::tr("The listing states the name %1, the number %2 and the address %3.").arg(stated(account.name), stated(account.employeeId), stated(account.email)));
    dialog.addWords(QObject::tr("It counts in the reviews, amendments and checks of duties that begin from now on. This review was frozen when it was opened, and stays as it is."), true);
    ChoiceBox::Choices words;
    for (const std::uint32_t worker : choices(basis, line, same))
        words.emplace_back(plain(basis.roster.workers()[worker].employeeId), wordedAt(basis, worker));
    if (same)
        words.emplace_back(QString(), QObject::tr("another worker"));
    auto* worker = new ChoiceBox(words, words.front().first);
    worker->setObjectName(QStringLiteral("identity.worker"));
    dialog.form().addField(same ? QObject::tr("It is") : QObject::tr("It is not"), worker);
    QLineEdit* other = nullptr;
    if (same) {
        other = new QLineEdit;
        other->setObjectName(QStringLiteral("identity.other"));
        dialog.form().addField(QObject::tr("Employee number of another worker"), other, QObject::tr("Only when none of them is meant."));
    }
    dialog.askReason();
    const auto chosen = [worker, other] { return worker->value().isEmpty() && other != nullptr ? other->text().trimmed() : worker->value(); };
    dialog.setCheck([=, &basis]() -> QString {
        if (chosen().isEmpty())
            return QObject::tr("Give the employee number of the other worker.");
        if (other != nullptr && !worker->value().isEmpty() && !other->text().trimmed().isEmpty())
            return QObject::tr("Choose \"another worker\" to give a number.");
        return basis.roster.byId(chosen().toStdString()) < 0 ? QObject::tr("No worker of the roster has the number %1.").arg(chosen()) : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    return IdentifiedHere{{account.id, chosen().toStdString(), same}, dialog.reason().toStdString()};
}

} // namespace oxseal::ui
