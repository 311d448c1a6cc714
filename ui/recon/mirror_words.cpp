// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/mirror_words.h"

#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/recon/figures_dialog.h"
#include "ui/recon/recon_words.h"

namespace oxseal::ui {
namespace {

MarkedWord stateOf(const MirrorView& view)
{
    if (view.state == "missing")
        return {Mark::High, QObject::tr("Missing")};
    if (view.state == "reviewed")
        return {view.unexplained() == 0 ? Mark::Good : Mark::Medium, QObject::tr("Reviewed")};
    if (view.state == "prepared")
        return {Mark::Medium, QObject::tr("Prepared")};
    return {view.unexplained() == 0 ? Mark::Neutral : Mark::High, QObject::tr("Open")};
}

MarkedWord itemState(recon::MirrorState state)
{
    using recon::MirrorState;
    switch (state) {
    case MirrorState::Agrees: return {Mark::Good, QObject::tr("Agrees")};
    case MirrorState::RateDiffers: return {Mark::Neutral, QObject::tr("Other rate")};
    case MirrorState::AmountDiffers: return {Mark::High, QObject::tr("Other amount")};
    case MirrorState::InTransit: return {Mark::Medium, QObject::tr("On the way")};
    case MirrorState::OneSided: break;
    }
    return {Mark::High, QObject::tr("One side only")};
}

/// Two currencies stand side by side, so that every amount names its own.
TableCell moneyCell(const MirrorSide& side, std::int64_t minor) { return {exactAmount(minor, side.digits) + QLatin1Char(' ') + plain(side.currency), minor}; }

} // namespace

QString mirrorAccount(const MirrorSide& side) { return plain(side.entity + "/" + side.account); }

std::shared_ptr<ListData> mirrorTable(const std::vector<MirrorView>& views)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 104},
        {QStringLiteral("first"), QObject::tr("One side"), ColumnKind::Id, 88},
        {QStringLiteral("second"), QObject::tr("Other side"), ColumnKind::Id, 92},
        {QStringLiteral("difference"), QObject::tr("Difference"), ColumnKind::Amount, 120},
        {QStringLiteral("unexplained"), QObject::tr("Unexplained"), ColumnKind::Amount, 120},
        {QStringLiteral("firstEnd"), QObject::tr("Balance"), ColumnKind::Amount, 128},
        {QStringLiteral("secondEnd"), QObject::tr("Its balance"), ColumnKind::Amount, 128},
        {QStringLiteral("rate"), QObject::tr("Rate"), ColumnKind::Text, 80},
        {QStringLiteral("because"), QObject::tr("What stands on them"), ColumnKind::Text, 160},
    });
    for (const MirrorView& view : views) {
        const auto [mark, word] = stateOf(view);
        const auto amount = [&](const MirrorSide& side, std::int64_t minor) { return view.missing ? TableCell(QString()) : moneyCell(side, minor); };
        list->add(QString::number(view.row.id),
            {{mark, word}, mirrorAccount(view.first), mirrorAccount(view.second), amount(view.first, view.mirror.difference), amount(view.first, view.unexplained()),
                amount(view.first, view.first.end), amount(view.second, view.second.end), view.rate ? plain(view.rate->rate) : QString(), plain(view.row.because)});
    }
    return list;
}

std::shared_ptr<ListData> mirrorItems(const MirrorView& view)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 120},
        {QStringLiteral("day"), QObject::tr("Date"), ColumnKind::Date, 92},
        {QStringLiteral("reference"), QObject::tr("Reference"), ColumnKind::Id, 96},
        {QStringLiteral("first"), mirrorAccount(view.first), ColumnKind::Amount, 120},
        {QStringLiteral("second"), mirrorAccount(view.second), ColumnKind::Amount, 120},
        {QStringLiteral("difference"), QObject::tr("Difference"), ColumnKind::Amount, 112},
        {QStringLiteral("closing"), QObject::tr("At the closing rate"), ColumnKind::Amount, 136},
        {QStringLiteral("text"), QObject::tr("Text"), ColumnKind::Text, 220},
    });
    for (std::size_t i = 0; i < view.mirror.items.size(); ++i) {
        const recon::MirrorItem& item = view.mirror.items[i];
        const recon::MirrorLine& line = item.first.empty() ? view.second.lines[item.second[0]] : view.first.lines[item.first[0]];
        const auto [mark, word] = itemState(item.state);
        list->add(QString::number(i),
            {{mark, word}, {day(line.day), line.day.number}, plain(line.reference), item.first.empty() ? TableCell(QString()) : moneyCell(view.first, item.firstAmount),
                item.second.empty() ? TableCell(QString()) : moneyCell(view.second, item.secondAmount), moneyCell(view.first, item.difference),
                item.second.empty() ? TableCell(QString()) : moneyCell(view.first, item.secondAtClosing), line.carried ? QObject::tr("carried · %1").arg(plain(line.description)) : plain(line.description)});
    }
    return list;
}

ContextCard* mirrorCard(const MirrorView& view, const std::map<PersonId, std::string>& names)
{
    auto* card = new ContextCard(QObject::tr("%1 and %2").arg(mirrorAccount(view.first), mirrorAccount(view.second)));
    const auto [mark, word] = stateOf(view);
    card->setMark(mark, word);
    card->addText(plain(view.row.because), true);
    if (view.missing) {
        card->addSection(QObject::tr("What is missing"));
        card->addText(plain(texts::what(*view.missing)));
        return card;
    }
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, view.first.digits); };
    card->addFact(mirrorAccount(view.first), money(view.first.end) + QLatin1Char(' ') + plain(view.first.currency));
    card->addFact(mirrorAccount(view.second), exactAmount(view.second.end, view.second.digits) + QLatin1Char(' ') + plain(view.second.currency));
    if (view.rate) {
        card->addFact(QObject::tr("At the closing rate"), money(view.mirror.secondEndAtClosing));
        card->addFact(QObject::tr("Rate"), QObject::tr("%1 %2 for one %3").arg(plain(view.rate->rate), plain(view.rate->in), plain(view.rate->of)));
        card->addFact(QObject::tr("Source"), QObject::tr("%1, %2").arg(plain(view.rate->source), day(view.rate->day)));
    }
    card->addSection(QObject::tr("What the difference is made of"));
    const recon::Mirror& mirror = view.mirror;
    card->addFact(QObject::tr("Before the period"), money(mirror.opening));
    if (view.carried > 0)
        card->addFact(QObject::tr("Carried, with own dates"), counted(static_cast<std::int64_t>(view.carried), QObject::tr("line"), QObject::tr("lines")));
    if (view.rate)
        card->addFact(QObject::tr("Other rates"), money(mirror.rateDifferences));
    card->addFact(QObject::tr("Other amounts"), money(mirror.amountDifferences));
    card->addFact(QObject::tr("On the way"), money(mirror.inTransit));
    card->addFact(QObject::tr("One side only"), money(mirror.oneSided));
    if (view.rate)
        card->addFact(QObject::tr("Rounding"), money(mirror.rounding));
    card->addFact(QObject::tr("Difference"), money(mirror.difference) + QLatin1Char(' ') + plain(view.first.currency));
    if (!mirror.holds)
        card->addText(QObject::tr("The parts do not make up the difference: more than rounding is left."));
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
