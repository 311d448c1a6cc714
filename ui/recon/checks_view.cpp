// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/checks_view.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/recon_words.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

QLabel* rightLabel(const QString& text)
{
    auto* made = label(text);
    made->setAlignment(Qt::AlignRight | Qt::AlignTop);
    return made;
}

void headings(QGridLayout* grid, const QStringList& words, int firstRight)
{
    for (int i = 0; i < words.size(); ++i) {
        auto* made = label(words[i], role::kCaption);
        if (i >= firstRight)
            made->setAlignment(Qt::AlignRight);
        grid->addWidget(made, 0, i);
    }
}

void addInvariants(QVBoxLayout* outer, const ReconView& view)
{
    QGridLayout* grid = gridCard(outer, QObject::tr("Checks"), 1);
    headings(grid, {{}, QObject::tr("What must hold"), QObject::tr("Left"), QObject::tr("Right")}, 2);
    for (const recon::Invariant& invariant : view.invariants) {
        const int row = grid->rowCount();
        const auto [mark, word] = holdsWord(invariant.holds);
        grid->addWidget(new Chip(mark, word), row, 0, Qt::AlignTop);
        grid->addWidget(label(QStringLiteral("%1. %2").arg(invariant.number).arg(invariantWords(invariant.number)), {}, true), row, 1);
        const auto money = [&](const std::optional<std::int64_t>& value) {
            return value ? exactAmount(*value, view.row.digits) : QString();
        };
        grid->addWidget(rightLabel(money(invariant.left)), row, 2);
        grid->addWidget(rightLabel(money(invariant.right)), row, 3);
    }
}

void addRollForward(QVBoxLayout* outer, const ReconView& view)
{
    QGridLayout* grid = gridCard(outer, QObject::tr("Roll-forward of open items"), 0);
    if (!view.roll) {
        grid->addWidget(label(QObject::tr("This is the account's first period here; the roll-forward starts from its opening statement once that is signed."), role::kSecondary, true), 0, 0);
        return;
    }
    headings(grid, {{}, QObject::tr("Items"), QObject::tr("Amount (%1)").arg(plain(view.row.currency))}, 1);
    const recon::RollForward& roll = *view.roll;
    const auto add = [&](const QString& words, std::size_t items, std::int64_t money, bool strong) {
        const int row = grid->rowCount();
        grid->addWidget(label(words, strong ? role::kStrong : QString()), row, 0);
        grid->addWidget(rightLabel(count(static_cast<std::int64_t>(items))), row, 1);
        grid->addWidget(rightLabel(exactAmount(money, view.row.digits)), row, 2);
    };
    add(view.opening ? QObject::tr("Opening statement") : QObject::tr("Open in the period before"), roll.priorCount, roll.prior, false);
    add(QObject::tr("New"), roll.addedCount, roll.added, false);
    add(QObject::tr("Cleared"), roll.clearedCount, roll.cleared, false);
    add(QObject::tr("Open now"), roll.currentCount, roll.current, true);
    if (!roll.redated.empty() || !roll.changed.empty())
        grid->addWidget(label(QObject::tr("%1 carried with another date, %2 with another amount.")
                                  .arg(counted(static_cast<std::int64_t>(roll.redated.size()), QObject::tr("item"), QObject::tr("items")))
                                  .arg(roll.changed.size()),
                            role::kProblem, true),
            grid->rowCount(), 0, 1, 3);
}

/// What an account's first period starts from, and who signed it.
void addOpening(QVBoxLayout* outer, const ReconDetail& detail)
{
    if (!detail.view.opening)
        return;
    const OpeningView& opening = *detail.view.opening;
    const recon::OpeningStatement& stated = opening.statement;
    QGridLayout* grid = gridCard(outer, QObject::tr("Opening statement as of %1").arg(day(stated.asOf)), 1);
    const auto money = [&](const std::optional<std::int64_t>& minor) { return minor ? exactAmount(*minor, stated.digits) : QObject::tr("not stated"); };
    const auto add = [&](const QString& words, const QString& value) {
        const int row = grid->rowCount();
        grid->addWidget(label(words), row, 0);
        grid->addWidget(label(value, {}, true), row, 1);
    };
    const auto [mark, word] = reconState(opening.state);
    grid->addWidget(new Chip(mark, word), grid->rowCount(), 0, Qt::AlignTop);
    add(QObject::tr("Bank (%1)").arg(plain(stated.currency)), money(stated.bank));
    add(QObject::tr("Books"), money(stated.books));
    add(QObject::tr("Difference"), money(stated.difference));
    add(QObject::tr("Its items"), QObject::tr("%1, together %2").arg(counted(static_cast<std::int64_t>(stated.items.size()), QObject::tr("item"), QObject::tr("items")), exactAmount(stated.itemsSum, stated.digits)));
    for (const auto& [duty, words] : {std::pair{"preparer", QObject::tr("Prepared by")}, {"reviewer", QObject::tr("Reviewed by")}}) {
        const OpeningSignoff* signoff = opening.signedAs(duty);
        const auto person = signoff == nullptr ? detail.people.end() : detail.people.find(signoff->by.value);
        add(words, person == detail.people.end() ? QObject::tr("nobody yet") : QObject::tr("%1, %2: %3").arg(plain(person->second), when(signoff->at), plain(signoff->note)));
    }
    if (const OpeningSignoff* prepared = opening.signedAs("preparer"); prepared != nullptr && !prepared->supportName.empty())
        add(QObject::tr("Support"), plain(prepared->supportName));
    if (stated.difference && !stated.even())
        grid->addWidget(label(QObject::tr("The items do not come to the difference; nobody can sign it."), role::kProblem, true), grid->rowCount(), 0, 1, 2);
}

void addFiles(QVBoxLayout* outer, const ReconDetail& detail)
{
    QGridLayout* grid = gridCard(outer, QObject::tr("Files"), 1);
    headings(grid, {QObject::tr("Side"), QObject::tr("File"), QObject::tr("Imported"), QObject::tr("Rows used"), QObject::tr("of"), QObject::tr("Repeated")}, 3);
    for (const ReconSourceFile& file : detail.files) {
        const int row = grid->rowCount();
        const QString side = file.row.role == "statement" ? QObject::tr("Bank") : file.row.role == "gl" ? QObject::tr("Books") : QObject::tr("Trial balance");
        grid->addWidget(label(side), row, 0);
        auto* name = label(plain(file.fileName), {}, true);
        name->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(name, row, 1);
        grid->addWidget(label(when(file.importedAt)), row, 2);
        grid->addWidget(rightLabel(count(file.row.rowsUsed)), row, 3);
        grid->addWidget(rightLabel(count(file.row.rowsInFile)), row, 4);
        grid->addWidget(rightLabel(count(file.row.rowsSame)), row, 5);
    }
}

/// What the matcher could not see: it compares only lines that a key brings together.
void addBlocking(QVBoxLayout* outer, const ReconDetail& detail)
{
    const BlockingView& blocking = detail.blocking;
    if (blocking.run == 0)
        return;
    QGridLayout* grid = gridCard(outer, QObject::tr("What the matcher did not compare"), 4);
    const auto say = [&](const QString& words, const QString& kind = {}) { grid->addWidget(label(words, kind, true), grid->rowCount(), 0, 1, 5); };
    say(QObject::tr("It compares lines that a key brings together: the same amount or a learnt fee within a window of days, or one reference."), role::kSecondary);
    say(blocking.lostPerMillion ? QObject::tr("%1 compared. Of true pairs without a reference, an estimated %2 % had no key: such pairs only a person finds.")
                                      .arg(counted(blocking.compared, QObject::tr("pair"), QObject::tr("pairs")), QLocale().toString(static_cast<double>(*blocking.lostPerMillion) / 10000.0, 'f', 2))
                                : QObject::tr("%1 compared. Too few pairs are known by their reference to estimate how many had no key.").arg(counted(blocking.compared, QObject::tr("pair"), QObject::tr("pairs"))));
    say(QObject::tr("Matches made by people: %1, of which %2 no key would have found.")
            .arg(counted(static_cast<std::int64_t>(blocking.byHand), QObject::tr("link"), QObject::tr("links")), count(static_cast<std::int64_t>(blocking.unseen.size()))),
        blocking.unseen.empty() ? QString() : role::kStrong);
    if (blocking.unseen.empty())
        return;
    const int head = grid->rowCount();
    const QStringList words{QObject::tr("Group"), QObject::tr("Bank"), QObject::tr("Books"), QObject::tr("Days apart"), QObject::tr("Amounts apart")};
    for (int i = 0; i < words.size(); ++i) {
        auto* made = label(words[i], role::kCaption);
        made->setAlignment(i < 3 ? Qt::AlignLeft : Qt::AlignRight);
        grid->addWidget(made, head, i);
    }
    for (const UnseenLink& link : blocking.unseen) {
        const ReconLineRow& bank = detail.view.lines[link.bank];
        const ReconLineRow& books = detail.view.lines[link.books];
        const int digits = detail.view.row.digits;
        const auto told = [&](const ReconLineRow& line) {
            return QStringLiteral("%1  %2  %3").arg(day(line.day), exactAmount(line.amount, digits), plain(line.reference.empty() ? line.description : line.reference));
        };
        const int row = grid->rowCount();
        grid->addWidget(label(QStringLiteral("G%1").arg(link.group)), row, 0, Qt::AlignTop);
        grid->addWidget(label(told(bank), {}, true), row, 1);
        grid->addWidget(label(told(books), {}, true), row, 2);
        grid->addWidget(rightLabel(count(bank.day - books.day)), row, 3);
        grid->addWidget(rightLabel(exactAmount(bank.amount - books.amount, digits)), row, 4);
    }
}

void addSignoffs(QVBoxLayout* outer, const ReconDetail& detail)
{
    QGridLayout* grid = gridCard(outer, QObject::tr("Sign-offs"), 3);
    if (detail.view.signoffs.empty())
        grid->addWidget(label(QObject::tr("Nobody has signed yet."), role::kSecondary), 0, 0);
    for (const ReconSignoff& signoff : detail.view.signoffs) {
        const int row = grid->rowCount();
        const auto person = detail.people.find(signoff.person.value);
        const QString duty = signoff.duty == "reviewer" ? QObject::tr("Reviewed") : QObject::tr("Prepared");
        grid->addWidget(new Chip(signoff.voided ? Mark::Neutral : Mark::Good, signoff.voided ? QObject::tr("Voided") : duty), row, 0, Qt::AlignTop);
        grid->addWidget(label(person == detail.people.end() ? QString() : plain(person->second)), row, 1, Qt::AlignTop);
        grid->addWidget(label(when(signoff.at)), row, 2, Qt::AlignTop);
        grid->addWidget(label(plain(signoff.note), {}, true), row, 3);
    }
}

} // namespace

ChecksView::ChecksView(QWidget* parent)
    : QWidget(parent)
{
    auto* content = new QWidget;
    layout_ = new QVBoxLayout(content);
    layout_->setContentsMargins(0, kGap, kGap, 0);
    layout_->setSpacing(kGap12);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolled(content));
}

void ChecksView::set(const ReconDetail& detail)
{
    clearLayout(layout_);
    addInvariants(layout_, detail.view);
    addOpening(layout_, detail);
    addRollForward(layout_, detail.view);
    addBlocking(layout_, detail);
    addFiles(layout_, detail);
    addSignoffs(layout_, detail);
    layout_->addStretch(1);
}

} // namespace oxseal::ui
