// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/processor_words.h"

#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/recon/figures_dialog.h"
#include "ui/recon/recon_words.h"

namespace oxseal::ui {
namespace {

MarkedWord stateOf(const ProcessorView& view)
{
    if (view.state == "missing")
        return {Mark::High, QObject::tr("Missing")};
    if (view.state == "reviewed")
        return {view.clean() ? Mark::Good : Mark::Medium, QObject::tr("Reviewed")};
    if (view.state == "prepared")
        return {Mark::Medium, QObject::tr("Prepared")};
    return {view.clean() ? Mark::Neutral : Mark::High, QObject::tr("Open")};
}

MarkedWord payoutState(recon::PayoutState state)
{
    switch (state) {
    case recon::PayoutState::Proved: return {Mark::Good, QObject::tr("Proved")};
    case recon::PayoutState::InTransit: return {Mark::Medium, QObject::tr("On the way")};
    case recon::PayoutState::Differs: break;
    }
    return {Mark::High, QObject::tr("Differs")};
}

void addHeld(ContextCard& card, const ProcessorView& view)
{
    const recon::HeldRoll& roll = view.proof.held;
    if (roll.before == 0 && roll.added == 0 && roll.released == 0)
        return;
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, view.digits); };
    card.addSection(QObject::tr("Held back"));
    card.addFact(QObject::tr("Before"), money(roll.before));
    card.addFact(QObject::tr("Added"), money(roll.added));
    card.addFact(QObject::tr("Released"), money(-roll.released));
    card.addFact(QObject::tr("Now"), money(roll.now));
    for (const recon::HeldMoney& one : roll.open)
        card.addFact(QObject::tr("since %1").arg(day(one.day)), QObject::tr("%1, %2").arg(money(one.amount), plain(one.reference)));
    if (roll.withoutHold != 0)
        card.addText(QObject::tr("%1 was released though nothing was held.").arg(money(roll.withoutHold)));
}

void addPayout(ContextCard& card, const ProcessorView& view, const recon::ProcessorPayout& payout)
{
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, view.digits); };
    card.addSection(QObject::tr("Payout %1").arg(plain(payout.id)));
    card.addFact(QObject::tr("Gross"), money(payout.gross));
    const auto part = [&](const QString& what, std::int64_t amount) {
        if (amount != 0)
            card.addFact(what, money(amount));
    };
    part(QObject::tr("Fees"), -payout.fees);
    part(QObject::tr("Refunds"), -payout.refunds);
    part(QObject::tr("Chargebacks"), -payout.chargebacks);
    part(QObject::tr("Held back"), -payout.holds);
    part(QObject::tr("Released"), payout.releases);
    part(QObject::tr("Other rows"), payout.adjustments);
    part(QObject::tr("Paid for the period before"), payout.fromBefore);
    card.addFact(QObject::tr("Net of its rows"), money(payout.net));
    card.addFact(payout.stated ? QObject::tr("Paid, by the report") : QObject::tr("Paid, by its items"), money(payout.paid));
    card.addFact(QObject::tr("At the bank"), payout.arrived() ? money(payout.deposited) : QObject::tr("not yet"));
    card.addFact(QObject::tr("Gross in the books"), QObject::tr("%1 of %2").arg(money(payout.debits), money(payout.grossDue)));
    card.addFact(QObject::tr("Deductions in the books"), QObject::tr("%1 of %2").arg(money(payout.credits), money(payout.creditsDue)));
    if (payout.bookedAhead)
        card.addText(QObject::tr("The books took it from the clearing account when it was sent."));
}

} // namespace

std::shared_ptr<ListData> processorTable(const std::vector<ProcessorView>& views)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 104},
        {QStringLiteral("name"), QObject::tr("Processor"), ColumnKind::Text, 168},
        {QStringLiteral("account"), QObject::tr("Clearing account"), ColumnKind::Id, 136},
        {QStringLiteral("difference"), QObject::tr("Difference"), ColumnKind::Amount, 116},
        {QStringLiteral("bank"), QObject::tr("Bank differs"), ColumnKind::Amount, 112},
        {QStringLiteral("books"), QObject::tr("Books"), ColumnKind::Amount, 128},
        {QStringLiteral("owed"), QObject::tr("Owed"), ColumnKind::Amount, 128},
        {QStringLiteral("held"), QObject::tr("Held back"), ColumnKind::Amount, 108},
        {QStringLiteral("payouts"), QObject::tr("Payouts proved"), ColumnKind::Text, 112},
    });
    for (const ProcessorView& view : views) {
        const auto [mark, word] = stateOf(view);
        const recon::ProcessorProof& proof = view.proof;
        const auto amount = [&](std::int64_t minor) {
            return view.missing ? TableCell(QString()) : TableCell{exactAmount(minor, view.digits) + QLatin1Char(' ') + plain(view.currency), minor};
        };
        list->add(QString::number(view.row.id),
            {{mark, word}, plain(view.row.name), plain(view.row.entity + "/" + view.row.account), amount(proof.difference), amount(proof.bankDiffers), amount(proof.clearingEnd),
                amount(proof.due), amount(proof.held.now),
                view.missing ? QString() : QObject::tr("%1 of %2").arg(count(static_cast<std::int64_t>(proof.proved)), count(static_cast<std::int64_t>(proof.payouts.size())))});
    }
    return list;
}

std::shared_ptr<ListData> payoutTable(const ProcessorView& view)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 112},
        {QStringLiteral("day"), QObject::tr("Date"), ColumnKind::Date, 92},
        {QStringLiteral("payout"), QObject::tr("Payout"), ColumnKind::Id, 104},
        {QStringLiteral("paid"), QObject::tr("Paid"), ColumnKind::Amount, 96},
        {QStringLiteral("bank"), QObject::tr("Bank"), ColumnKind::Amount, 96},
        {QStringLiteral("differs"), QObject::tr("Differs"), ColumnKind::Text, 160},
        {QStringLiteral("gross"), QObject::tr("Gross"), ColumnKind::Amount, 104},
        {QStringLiteral("fees"), QObject::tr("Fees"), ColumnKind::Amount, 88},
        {QStringLiteral("back"), QObject::tr("Refunds"), ColumnKind::Amount, 96},
        {QStringLiteral("chargebacks"), QObject::tr("Chargebacks"), ColumnKind::Amount, 112},
        {QStringLiteral("holds"), QObject::tr("Holds, other"), ColumnKind::Amount, 112},
    });
    const auto money = [&](std::int64_t minor) { return TableCell{exactAmount(minor, view.digits), minor}; };
    const auto none = [] { return TableCell(QString()); };
    const auto other = [&](const QString& handle, const QString& words, const recon::ProcessorPosting& line, bool bank) {
        list->add(handle,
            {{Mark::High, words}, {day(line.day), line.day.number}, plain(line.reference), none(), bank ? money(line.amount) : none(),
                bank ? plain(line.description) : QObject::tr("books %1, %2").arg(exactAmount(line.amount, view.digits), plain(line.description)), none(), none(), none(), none(), none()});
    };
    for (const std::uint32_t line : view.proof.otherPostings)
        other(QStringLiteral("p%1").arg(line), QObject::tr("No row"), view.postings[line], false);
    for (const std::uint32_t line : view.proof.otherDeposits)
        other(QStringLiteral("b%1").arg(line), QObject::tr("No payout"), view.bank[line], true);
    for (std::size_t i = 0; i < view.proof.payouts.size(); ++i) {
        const recon::ProcessorPayout& payout = view.proof.payouts[i];
        QStringList legs;
        const auto leg = [&](const QString& words, std::int64_t amount) {
            if (amount != 0)
                legs << QStringLiteral("%1 %2").arg(words, exactAmount(amount, view.digits));
        };
        leg(QObject::tr("report"), payout.reportDiffers);
        leg(QObject::tr("bank"), payout.bankDiffers);
        leg(QObject::tr("gross"), payout.grossDiffers);
        leg(QObject::tr("deductions"), payout.creditsDiffer);
        const auto [mark, word] = payoutState(payout.state);
        list->add(QString::number(i),
            {{mark, word}, {day(payout.day), payout.day.number}, plain(payout.id), money(payout.paid), payout.arrived() ? money(payout.deposited) : none(),
                legs.join(QStringLiteral(", ")), money(payout.gross), money(-payout.fees), money(-payout.refunds), money(-payout.chargebacks),
                money(payout.releases - payout.holds + payout.adjustments + payout.fromBefore)});
    }
    return list;
}

ContextCard* processorCard(const ProcessorView& view, const recon::ProcessorPayout* payout, const std::map<PersonId, std::string>& names)
{
    auto* card = new ContextCard(QObject::tr("%1 on %2").arg(plain(view.row.name), plain(view.row.entity + "/" + view.row.account)));
    const auto [mark, word] = stateOf(view);
    card->setMark(mark, word);
    if (view.missing) {
        card->addSection(QObject::tr("What is missing"));
        card->addText(plain(texts::what(*view.missing)));
        return card;
    }
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, view.digits); };
    if (payout != nullptr)
        addPayout(*card, view, *payout);
    const recon::ProcessorProof& proof = view.proof;
    card->addSection(QObject::tr("What the processor owes"));
    card->addFact(QObject::tr("Not paid out"), money(proof.pending));
    card->addFact(QObject::tr("Held back"), money(proof.held.now));
    card->addFact(QObject::tr("On the way"), money(proof.onTheWay));
    card->addFact(QObject::tr("Together"), money(proof.due) + QLatin1Char(' ') + plain(view.currency));
    card->addFact(QObject::tr("Clearing account"), money(proof.clearingEnd));
    card->addFact(QObject::tr("Difference"), money(proof.difference));
    if (proof.difference != 0) {
        card->addFact(QObject::tr("of it before the period"), money(proof.openingDiffers));
        card->addFact(QObject::tr("of it payouts"), money(proof.payoutsDiffer));
        card->addFact(QObject::tr("of it not paid out"), money(proof.unpaidDiffers));
        card->addFact(QObject::tr("of it without a row"), money(proof.othersDiffer));
    }
    if (!proof.openingProved)
        card->addText(QObject::tr("There is no period before: what was owed when this one began is taken from the books."), true);
    addHeld(*card, view);
    card->addSection(QObject::tr("Signed as they stand"));
    for (const char* duty : {"preparer", "reviewer"}) {
        const FiguresSignoff* signoff = view.signedAs(duty);
        const auto by = signoff == nullptr ? names.end() : names.find(signoff->by);
        card->addFact(std::string_view(duty) == "preparer" ? QObject::tr("Preparer") : QObject::tr("Reviewer"),
            signoff == nullptr ? QObject::tr("not signed") : QObject::tr("%1, %2").arg(by == names.end() ? QString() : plain(by->second), when(signoff->at)));
        if (signoff != nullptr && !signoff->category.empty())
            card->addText(QObject::tr("Cause: %1. %2").arg(causeWord(signoff->category), plain(signoff->note)), true);
    }
    return card;
}

} // namespace oxseal::ui
