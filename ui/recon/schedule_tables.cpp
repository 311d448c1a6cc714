// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/schedule_tables.h"

#include "models/core/money.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"

#include <algorithm>

namespace oxseal::ui {
namespace {

bool isIn(const std::vector<std::string>& keys, const std::string& key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

QString listed(const std::vector<std::string>& keys)
{
    constexpr std::size_t kMost = 4;
    QStringList words;
    for (std::size_t i = 0; i < keys.size() && i < kMost; ++i)
        words << plain(keys[i]);
    if (keys.size() > kMost)
        words << QObject::tr("and %1 more").arg(keys.size() - kMost);
    return words.join(QStringLiteral(", "));
}

MarkedWord lineState(const ScheduleView& view, const ScheduleLineRow& row)
{
    const recon::ScheduleProof& proof = view.proof;
    const std::string& key = row.line.key;
    if (isIn(proof.footing, key))
        return {Mark::Critical, QObject::tr("Does not foot")};
    if (isIn(proof.broken, key))
        return {Mark::Critical, QObject::tr("Begins elsewhere")};
    if (isIn(proof.unsupported, key))
        return {Mark::High, QObject::tr("No support")};
    if (isIn(proof.overdue, key))
        return {Mark::Medium, QObject::tr("Should be gone")};
    if (isIn(proof.carried, key))
        return {Mark::Medium, QObject::tr("Carried")};
    return row.line.examined ? MarkedWord{Mark::Good, QObject::tr("Re-examined")} : MarkedWord{Mark::Neutral, QObject::tr("New or moved")};
}

QString nameOf(const std::map<PersonId, std::string>& names, PersonId id)
{
    const auto found = names.find(id);
    return found == names.end() ? QString() : plain(found->second);
}

} // namespace

QString scheduleKindWord(recon::ScheduleKind kind)
{
    switch (kind) {
    case recon::ScheduleKind::Accrual: return QObject::tr("Accruals");
    case recon::ScheduleKind::Prepaid: return QObject::tr("Prepaids");
    case recon::ScheduleKind::DeferredRevenue: return QObject::tr("Deferred revenue");
    case recon::ScheduleKind::FixedAsset: return QObject::tr("Fixed assets");
    case recon::ScheduleKind::Lease: return QObject::tr("Leases");
    case recon::ScheduleKind::Debt: return QObject::tr("Debt");
    case recon::ScheduleKind::Equity: return QObject::tr("Equity");
    case recon::ScheduleKind::Tax: return QObject::tr("Tax");
    case recon::ScheduleKind::Other: break;
    }
    return QObject::tr("Other");
}

QString scheduleStands(const ScheduleView& view)
{
    const recon::ScheduleProof& proof = view.proof;
    const auto issues = proof.issues();
    if (issues.empty())
        return {};
    switch (issues.front()) {
    case recon::ScheduleIssue::Difference:
        return proof.oppositeSign ? QObject::tr("The lines come to the balance with the other sign: take the file again, as credits.")
                                  : QObject::tr("The books differ from the lines by %1 %2.").arg(exactAmount(proof.difference, view.row.digits), plain(view.row.currency));
    case recon::ScheduleIssue::Footing: return QObject::tr("These lines do not foot: %1.").arg(listed(proof.footing));
    case recon::ScheduleIssue::Opening: return QObject::tr("These lines do not begin where they ended: %1.").arg(listed(proof.broken));
    case recon::ScheduleIssue::Dropped: return QObject::tr("These lines of the period before are missing: %1.").arg(listed(proof.dropped));
    case recon::ScheduleIssue::Unsupported: return QObject::tr("These lines have no support: %1.").arg(listed(proof.unsupported));
    case recon::ScheduleIssue::Carried: break;
    }
    return QObject::tr("Nobody has re-examined these lines: %1.").arg(listed(proof.carried));
}

MarkedWord scheduleStanding(const AccountOverview& account)
{
    if (account.closed)
        return {Mark::Good, QObject::tr("Closed by rule")};
    if (account.support == recon::AccountSupport::NotDue)
        return {Mark::Neutral, QObject::tr("Not due")};
    if (!account.schedule)
        return account.late ? MarkedWord{Mark::High, QObject::tr("Late")} : MarkedWord{Mark::Medium, QObject::tr("Not begun")};
    const ScheduleView& view = *account.schedule;
    if (view.row.state == "open" && view.proof.difference != 0)
        return {Mark::Critical, QObject::tr("Does not agree")};
    if (view.row.state == "open" && !view.proof.issues().empty())
        return {Mark::Medium, QObject::tr("To do")};
    return reconState(view.row.state);
}

QString accountHandle(const AccountOverview& account) { return plain(account.entity) + QLatin1Char('/') + plain(account.account.plan.account); }

std::shared_ptr<ListData> scheduleAccountTable(const std::vector<AccountOverview>& accounts)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("entity"), QObject::tr("Entity"), ColumnKind::Text, 64},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 72},
        {QStringLiteral("name"), QObject::tr("Name"), ColumnKind::Text, 190},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 130},
        {QStringLiteral("balance"), QObject::tr("Books"), ColumnKind::Amount, 120},
        {QStringLiteral("lines"), QObject::tr("Schedule"), ColumnKind::Amount, 120},
        {QStringLiteral("difference"), QObject::tr("Difference"), ColumnKind::Amount, 100},
        {QStringLiteral("currency"), QObject::tr("Currency"), ColumnKind::Text, 74},
        {QStringLiteral("carried"), QObject::tr("Carried lines"), ColumnKind::Number, 92},
        {QStringLiteral("due"), QObject::tr("Due"), ColumnKind::Date, 96},
        {QStringLiteral("owner"), QObject::tr("Owner"), ColumnKind::Text, 110},
    });
    for (const AccountOverview& row : accounts) {
        const auto [mark, word] = scheduleStanding(row);
        const bool made = row.schedule.has_value();
        list->add(accountHandle(row),
            {plain(row.entity), plain(row.account.plan.account), plain(row.account.name), {mark, word}, amountCell(row.account.balance, row.digits),
                made ? amountCell(row.schedule->proof.closing, row.digits) : TableCell(), made ? amountCell(row.schedule->proof.difference, row.digits) : TableCell(),
                plain(row.currency), made ? numberCell(static_cast<std::int64_t>(row.schedule->proof.carried.size())) : TableCell(),
                row.due ? TableCell(day(*row.due), row.due->number) : TableCell(), plain(row.account.plan.owner)},
            plain(row.currency), row.digits);
    }
    return list;
}

ContextCard* scheduleAccountCard(const AccountOverview& account)
{
    auto* card = new ContextCard(plain(account.account.plan.account) + QLatin1Char(' ') + plain(account.account.name));
    const auto [mark, word] = scheduleStanding(account);
    card->setMark(mark, word);
    card->addFact(QObject::tr("Entity"), plain(account.entity));
    card->addFact(QObject::tr("Method"), methodWord(account.account.plan.method));
    card->addFact(QObject::tr("Books"), exactAmount(account.account.balance, account.digits) + QLatin1Char(' ') + plain(account.currency));
    if (account.due)
        card->addFact(QObject::tr("Due"), day(*account.due));
    if (account.closed)
        card->addFact(QObject::tr("Closed by rule"), QString::number(account.closed->id), QStringLiteral("closed:%1").arg(accountHandle(account)));
    if (!account.schedule) {
        card->addText(QObject::tr("Begin the schedule: the lines that had a balance in the period before come along."), true);
        return card;
    }
    const ScheduleView& view = *account.schedule;
    card->addFact(QObject::tr("Kind"), scheduleKindWord(view.row.kind));
    card->addFact(QObject::tr("Lines"), count(static_cast<std::int64_t>(view.lines.size())));
    const QString stands = scheduleStands(view);
    card->addSection(QObject::tr("Before anybody signs"));
    card->addText(stands.isEmpty() ? QObject::tr("Nothing stands against it.") : stands);
    return card;
}

std::shared_ptr<ListData> scheduleLineTable(const ScheduleView& view)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("reference"), QObject::tr("Reference"), ColumnKind::Id, 110},
        {QStringLiteral("description"), QObject::tr("Description"), ColumnKind::Text, 170},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 138},
        {QStringLiteral("date"), QObject::tr("Date"), ColumnKind::Date, 96},
        {QStringLiteral("opening"), QObject::tr("Opening"), ColumnKind::Amount, 110},
        {QStringLiteral("added"), QObject::tr("Added"), ColumnKind::Amount, 100},
        {QStringLiteral("released"), QObject::tr("Released"), ColumnKind::Amount, 100},
        {QStringLiteral("closing"), QObject::tr("Closing"), ColumnKind::Amount, 110},
        {QStringLiteral("reversal"), QObject::tr("Gone by"), ColumnKind::Date, 96},
        {QStringLiteral("support"), QObject::tr("Support"), ColumnKind::Text, 180},
        {QStringLiteral("age"), QObject::tr("Age"), ColumnKind::Text, 96, false},
    });
    const int digits = view.row.digits;
    for (const ScheduleLineRow& row : view.lines) {
        const recon::ScheduleLine& line = row.line;
        const auto [mark, word] = lineState(view, row);
        const QString support = line.support.empty() && line.evidence ? QObject::tr("File attached") : plain(line.support);
        list->add(plain(line.key),
            {plain(line.key), plain(line.description), {mark, word}, TableCell(day(line.day), line.day.number), amountCell(line.opening, digits), amountCell(line.added, digits),
                amountCell(line.released, digits), amountCell(line.closing, digits),
                line.reversal ? TableCell(day(*line.reversal), line.reversal->number) : TableCell(), support, ageWord(recon::ageBucket(line.day, view.period.last))},
            plain(view.row.currency), digits);
    }
    return list;
}

ContextCard* scheduleLineCard(const ScheduleView& view, const ScheduleLineRow& row, const std::map<PersonId, std::string>& names)
{
    const recon::ScheduleLine& line = row.line;
    auto* card = new ContextCard(plain(line.key));
    const auto [mark, word] = lineState(view, row);
    card->setMark(mark, word);
    if (!line.description.empty())
        card->addText(plain(line.description));
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, view.row.digits); };
    card->addFact(QObject::tr("Date"), day(line.day));
    card->addFact(QObject::tr("Age"), ageWord(recon::ageBucket(line.day, view.period.last)));
    card->addFact(QObject::tr("Opening"), money(line.opening));
    card->addFact(QObject::tr("Added"), money(line.added));
    card->addFact(QObject::tr("Released"), money(line.released));
    card->addFact(QObject::tr("Closing"), money(line.closing) + QLatin1Char(' ') + plain(view.row.currency));
    card->addFact(QObject::tr("Gone by"), line.reversal ? day(*line.reversal) : QObject::tr("not stated"));
    card->addSection(QObject::tr("Support"));
    card->addText(line.support.empty() ? QObject::tr("None is named.") : plain(line.support));
    if (line.evidence)
        card->addText(QObject::tr("A file is attached."), true);
    if (row.examinedAt) {
        card->addFact(QObject::tr("Re-examined"), QObject::tr("%1, %2").arg(nameOf(names, row.examinedBy), when(*row.examinedAt)));
        card->addText(plain(row.note));
    } else if (isIn(view.proof.carried, line.key)) {
        card->addText(QObject::tr("Carried from the period before, not re-examined: it says just what it said then."), true);
    }
    return card;
}

ContextCard* scheduleCard(const ScheduleView& view, const std::map<PersonId, std::string>& names)
{
    auto* card = new ContextCard(plain(view.row.account) + QLatin1Char(' ') + plain(view.row.accountName));
    const auto [mark, word] = reconState(view.row.state);
    card->setMark(mark, word);
    card->addFact(QObject::tr("Kind"), scheduleKindWord(view.row.kind));
    card->addFact(QObject::tr("Period"), plain(view.period.name()));
    for (const ScheduleFileRow& file : view.files)
        card->addFact(QObject::tr("File"), QObject::tr("%1, %2").arg(plain(file.name), when(file.loadedAt)));
    for (const ReconSignoff& signoff : view.signoffs) {
        if (!signoff.voided)
            card->addFact(signoff.duty == "preparer" ? QObject::tr("Prepared by") : QObject::tr("Reviewed by"), QObject::tr("%1, %2").arg(nameOf(names, signoff.person), when(signoff.at)));
    }
    card->addSection(QObject::tr("Before anybody signs"));
    const QString stands = scheduleStands(view);
    card->addText(stands.isEmpty() ? QObject::tr("Nothing stands against it: the lines come to the books, begin where they ended, foot, are supported and were looked at.") : stands);
    return card;
}

} // namespace oxseal::ui
