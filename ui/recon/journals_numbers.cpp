// SPDX-License-Identifier: GPL-3.0-or-later
// What joins the journals to the period before: their numbers, and how a fiscal year begins.
#include "storage/actions/journal_actions.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/journals_page.h"
#include "ui/recon/recon_words.h"

#include <QLineEdit>
#include <QTabBar>

namespace oxseal::ui {
namespace {

QString missingIn(const recon::NumberSequence& sequence)
{
    QStringList parts;
    for (const recon::MissingNumbers& each : sequence.missing)
        parts << plain(each.text());
    return parts.join(QStringLiteral(", "));
}

MarkedWord sequenceState(const recon::NumberSequence& sequence)
{
    if (!sequence.dense)
        return {Mark::Neutral, QObject::tr("Not counted")};
    return sequence.missing.empty() ? MarkedWord{Mark::Good, QObject::tr("Whole")} : MarkedWord{Mark::Medium, QObject::tr("Numbers missing")};
}

/// The number in an entry's id, which is no amount: without separators.
TableCell idCell(std::int64_t number) { return {QString::number(number), number}; }

QString handleOf(const JournalView& view, const recon::NumberSequence& sequence) { return plain(view.entity) + QLatin1Char('/') + plain(sequence.prefix); }

} // namespace

void JournalsPage::fillNumbers()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 64},
        {QStringLiteral("prefix"), tr("Ids begin with"), ColumnKind::Id, 150},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 140},
        {QStringLiteral("first"), tr("First"), ColumnKind::Number, 90},
        {QStringLiteral("last"), tr("Last"), ColumnKind::Number, 90},
        {QStringLiteral("numbers"), tr("Numbers"), ColumnKind::Number, 90},
        {QStringLiteral("before"), tr("Last before"), ColumnKind::Number, 100},
        {QStringLiteral("missing"), tr("Missing"), ColumnKind::Text, 240},
    });
    for (const JournalView& view : view_.all) {
        for (const recon::NumberSequence& sequence : view.population.sequences) {
            const auto [mark, word] = sequenceState(sequence);
            list->add(handleOf(view, sequence),
                {plain(view.entity), plain(sequence.prefix), {mark, word}, idCell(sequence.first), idCell(sequence.last), numberCell(static_cast<std::int64_t>(sequence.numbers)),
                    sequence.before ? idCell(*sequence.before) : TableCell(), missingIn(sequence)});
        }
    }
    const QString before = numbers_->currentHandle();
    const QString first = list->rows() == 0 ? QString() : list->handle(0);
    numbers_->setData(std::move(list));
    if (before.isEmpty() && !first.isEmpty())
        numbers_->select(first);
}

ContextCard* JournalsPage::numberCard() const
{
    const QString handle = numbers_->currentHandle();
    for (const JournalView& view : view_.all) {
        for (const recon::NumberSequence& sequence : view.population.sequences) {
            if (handle != handleOf(view, sequence))
                continue;
            auto* card = new ContextCard(sequence.prefix.empty() ? tr("Numbers alone") : plain(sequence.prefix));
            const auto [mark, word] = sequenceState(sequence);
            card->setMark(mark, word);
            card->addFact(tr("Entity"), plain(view.entity));
            card->addFact(tr("First"), QString::number(sequence.first));
            card->addFact(tr("Last"), QString::number(sequence.last));
            card->addFact(tr("Numbers"), count(static_cast<std::int64_t>(sequence.numbers)));
            card->addFact(tr("Last before"), sequence.before ? QString::number(*sequence.before) : tr("not known"));
            if (!sequence.missing.empty())
                card->addFact(tr("Missing"), missingIn(sequence));
            if (sequence.restarted)
                card->addText(tr("The numbers began again in the new fiscal year."));
            if (!sequence.dense)
                card->addText(tr("Fewer than nine of ten numbers between the first and the last are in the listing: the rest may belong to another entity or ledger, so none is called missing."), true);
            else if (!view.earlier)
                card->addText(tr("The quarter before has no listing, so that nothing says where its numbers ended."), true);
            else
                card->addText(tr("Missing numbers are a hit of the entry that follows them; a person answers it."), true);
            return card;
        }
    }
    return nullptr;
}

QString JournalsPage::whyNotYear() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    return view_.all.empty() ? tr("Import a listing of entries first.") : QString();
}

void JournalsPage::stateYear()
{
    const auto known = [this](const QString& entity) {
        for (const JournalView& each : view_.all) {
            if (plain(each.entity) == entity && each.year)
                return *each.year;
        }
        return JournalYearRow();
    };
    ChoiceBox::Choices entities;
    for (const JournalView& each : view_.all)
        entities.emplace_back(plain(each.entity), plain(each.entity));
    const QString chosenEntity = tabs_->currentIndex() == Accounts ? accounts_->currentHandle().section(QLatin1Char('/'), 0, 0) : QString();
    FormDialog dialog(this, tr("How a fiscal year begins"), tr("State it"));
    dialog.addWords(tr("Where no entry closes the old year, accounts of the income statement restart at zero and one account takes up what they came to. "
                       "Both fields empty: a new year starts from the balances of the old one."));
    auto* entity = new ChoiceBox(entities, chosenEntity);
    auto* ranges = new QLineEdit;
    ranges->setObjectName(QStringLiteral("year.accounts"));
    auto* into = new QLineEdit;
    into->setObjectName(QStringLiteral("year.into"));
    const auto show = [=] {
        const JournalYearRow row = known(entity->value());
        ranges->setText(plain(row.resultAccounts));
        into->setText(plain(row.into));
    };
    show();
    QObject::connect(entity, &QComboBox::currentIndexChanged, &dialog, show);
    dialog.form().addField(tr("Entity"), entity);
    dialog.form().addField(tr("Restart at zero"), ranges, tr("Such as 4000-8999, 9100: by the beginnings of their numbers"));
    dialog.form().addField(tr("Taken up by"), into, tr("Retained earnings"));
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        if (ranges->text().trimmed().isEmpty() && into->text().trimmed().isEmpty())
            return {};
        return recon::yearOpeningFromText(ranges->text().toStdString(), into->text().toStdString()) ? QString()
                                                                                                    : tr("Write accounts as 4000-8999, and an account outside them.");
    });
    if (!dialog.ask())
        return;
    act(
        tr("Stating how a year begins"),
        [entity = entity->value().toStdString(), ranges = ranges->text().toStdString(), into = into->text().toStdString(), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return stateJournalYear(workspace, entity, ranges, into, reason); },
        [this](const Status&) { Q_EMIT said(tr("Stated.")); });
}

} // namespace oxseal::ui
