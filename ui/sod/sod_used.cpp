// SPDX-License-Identifier: GPL-3.0-or-later
// Can-do against did-do: the rules whose every side somebody exercised.
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/sod/sod_page.h"
#include "ui/sod/sod_words.h"

#include <QTabBar>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr std::size_t kUsesShown = 20;

TableCell linkCell(const SodExercise& one)
{
    if (one.sides.size() == 1)
        return {Mark::Neutral, QObject::tr("Sensitive")};
    switch (one.strongest()) {
    case sod::UseLink::Document: return {Mark::High, QObject::tr("One document")};
    case sod::UseLink::Party: return {Mark::High, QObject::tr("One party")};
    case sod::UseLink::Apart: break;
    }
    return {Mark::Low, QObject::tr("Nothing in common")};
}

/// "EUR 18,450.00", currencies one after the other.
QString sumWords(const std::map<std::string, std::int64_t>& sums)
{
    QStringList words;
    for (const auto& [code, minor] : sums) {
        const auto currency = Currency::fromCode(code);
        words << QStringLiteral("%1 %2").arg(plain(code), amount(minor, currency ? currency->digits() : 2)).trimmed();
    }
    return words.join(QStringLiteral(", "));
}

QString actWords(const LoggedAct& act)
{
    QStringList words{day(act.day), plain(act.system), plain(act.action), plain(act.document)};
    if (act.amount)
        words << QStringLiteral("%1 %2").arg(plain(act.currency), amount(*act.amount, act.digits)).trimmed();
    words.removeAll(QString());
    return words.join(QStringLiteral(" · "));
}

} // namespace

void SodPage::fillUsed()
{
    const DidDoPicture& didDo = state_.didDo;
    used_->setNothing(didDo.logs.empty()
            ? tr("No activity log is imported for this period. With the logs of the systems (who did what, on which document, for whom) the conflicts that "
                 "were used are told from those that only could be.")
            : tr("In the %1 read, nobody used all sides of a rule.").arg(counted(static_cast<std::int64_t>(didDo.lines), tr("line"), tr("lines"))));
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 150},
        {QStringLiteral("rule"), tr("Rule"), ColumnKind::Id, 64},
        {QStringLiteral("severity"), tr("Severity"), ColumnKind::Status, 96},
        {QStringLiteral("link"), tr("Connected by"), ColumnKind::Status, 150},
        {QStringLiteral("uses"), tr("Times"), ColumnKind::Number, 64},
        {QStringLiteral("first"), tr("First"), ColumnKind::Date, 100},
        {QStringLiteral("last"), tr("Last"), ColumnKind::Date, 100},
        {QStringLiteral("sum1"), tr("First side"), ColumnKind::Text, 150},
        {QStringLiteral("sum2"), tr("Other sides"), ColumnKind::Text, 150},
        {QStringLiteral("held"), tr("Still held"), ColumnKind::Text, 90},
        {QStringLiteral("risk"), tr("Risk"), ColumnKind::Text, 240},
    });
    for (const SodExercise& one : didDo.exercised) {
        QStringList others;
        for (std::size_t side = 1; side < one.sides.size(); ++side)
            others << sumWords(one.sides[side]);
        const auto dated = [](const std::optional<Day>& value) { return value ? TableCell(day(value), value->number) : TableCell(); };
        list->add(QString::fromStdString(one.fingerprint.hex()),
            {plain(one.name), plain(one.rule), {markOf(one.severity), severityWord(one.severity)}, linkCell(one),
                numberCell(static_cast<std::int64_t>(one.connected() ? one.uses.size() : one.uses.front().acts.size())), dated(one.first), dated(one.last),
                one.sides.empty() ? QString() : sumWords(one.sides.front()), others.join(QStringLiteral(" + ")), one.held ? tr("yes") : tr("no"), plain(one.risk)});
    }
    used_->setData(std::move(list));
}

void SodPage::showUse(const QString& handle)
{
    if (!wanted_.isEmpty() || tabs_->currentIndex() != Used)
        return;
    const DidDoPicture& didDo = state_.didDo;
    const auto one = std::find_if(didDo.exercised.begin(), didDo.exercised.end(),
        [&](const SodExercise& exercise) { return QString::fromStdString(exercise.fingerprint.hex()) == handle; });
    ContextCard* card = nullptr;
    if (one != didDo.exercised.end()) {
        card = new ContextCard(QStringLiteral("%1 · %2").arg(plain(one->name), plain(one->rule)));
        const TableCell link = linkCell(*one);
        card->setMark(link.mark, link.text);
        card->addText(plain(one->risk));
        if (!one->held)
            card->addText(tr("The check does not find the conflict any more, or not yet: the access was there when this was done, and is not in the listings."), true);
        for (std::size_t at = 0; at < std::min(one->uses.size(), kUsesShown); ++at) {
            const SodUse& use = one->uses[at];
            card->addSection(use.key.empty() ? tr("Acts") : plain(use.key));
            for (std::size_t act = 0; act < std::min(use.acts.size(), kUsesShown); ++act)
                card->addText(actWords(use.acts[act]));
            if (use.acts.size() > kUsesShown)
                card->addText(tr("and %1 more").arg(use.acts.size() - kUsesShown), true);
        }
        if (one->uses.size() > kUsesShown)
            card->addText(tr("and %1 more documents or parties").arg(one->uses.size() - kUsesShown), true);
        if (one->held)
            card->addCommand({QStringLiteral("sod.used.conflict"), tr("Open the conflict"), [this, handle] { Q_EMIT navigate({QStringLiteral("sod"), handle}); }, {}, {}, false, {}});
    } else if (!didDo.unmapped.empty() || didDo.linesOfNobody > 0) {
        card = new ContextCard(tr("What the logs do not tell"));
        card->addFact(tr("Lines read"), count(static_cast<std::int64_t>(didDo.lines)));
        card->addFact(tr("Of nobody's accounts"), count(static_cast<std::int64_t>(didDo.linesOfNobody)));
    }
    if (card != nullptr && !didDo.unmapped.empty()) {
        card->addSection(tr("Actions in no duty, not judged"));
        for (std::size_t at = 0; at < std::min(didDo.unmapped.size(), kUsesShown); ++at)
            card->addFact(plain(didDo.unmapped[at].first), counted(static_cast<std::int64_t>(didDo.unmapped[at].second), tr("line"), tr("lines")));
    }
    setContext(card);
}

} // namespace oxseal::ui
