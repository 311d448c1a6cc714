// SPDX-License-Identifier: GPL-3.0-or-later
// What the context panel tells about a question and about a control.
#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/controls/control_views.h"
#include "ui/controls/control_words.h"
#include "ui/evidence/attach_dialog.h"

#include <algorithm>
#include <iterator>

namespace oxseal::ui {
namespace {

QString nameOf(const ControlsContent& content, PersonId person)
{
    const auto found = content.people.find(person.value);
    return found == content.people.end() ? QObject::tr("somebody unknown") : plain(found->second);
}

/// Links do not wrap: what is longer than the panel is cut in the middle.
QString linkWords(const std::string& text)
{
    constexpr qsizetype kMost = 30;
    const QString whole = plain(text);
    return whole.size() <= kMost ? whole : whole.left(kMost / 2) + QStringLiteral("…") + whole.right(kMost / 2 - 1);
}

void addEvidence(ContextCard& card, const std::vector<EvidenceStatus>& pieces)
{
    card.addSection(QObject::tr("Evidence attached"));
    if (pieces.empty())
        card.addText(QObject::tr("None in this period."), true);
    for (const EvidenceStatus& piece : pieces)
        card.addFact(fitWord(piece.fit).second, linkWords(piece.row.name), QStringLiteral("evidence:%1").arg(piece.row.id));
}

} // namespace

ContextCard* itemCard(const ControlsContent& content, const ChecklistStatus& item)
{
    const controls::ChecklistItem& asked = item.facts.item;
    auto* card = new ContextCard(plain(asked.code) + QLatin1Char(' ') + plain(asked.question));
    const auto [mark, word] = itemStateWord(item.state);
    card->setMark(mark, word);
    card->addFact(QObject::tr("Answer"), item.facts.answer == controls::Answer::None ? QObject::tr("none yet") : answerWord(item.facts.answer));
    if (!item.facts.because.empty())
        card->addFact(QObject::tr("Because"), plain(item.facts.because));
    card->addSection(QObject::tr("Evidence required"));
    card->addText(plain(asked.evidence));
    addEvidence(*card, item.evidence);
    card->addSection(QObject::tr("Controls behind it"));
    for (const std::string& code : asked.controls) {
        const ControlStatus* control = controlOf(content, QString::fromStdString(code));
        card->addFact(plain(code), control == nullptr ? plain(code) : linkWords(control->row.control.description),
            QStringLiteral("controls:") + QString::fromStdString(code));
    }
    return card;
}

ContextCard* controlCard(
    const ControlsContent& content, const ControlStatus& status, const std::vector<Entity>& entities, const Period& period, Day today)
{
    const controls::Control& control = status.row.control;
    auto* card = new ContextCard(plain(control.code) + QLatin1Char(' ') + plain(control.description));
    const auto [mark, word] = standingWord(standingOf(status, period, today));
    card->setMark(mark, word);
    card->addFact(QObject::tr("Objective"), plain(control.objective));
    card->addFact(QObject::tr("Kind"), QStringLiteral("%1, %2").arg(natureWord(control.nature), meansWord(control.means)));
    card->addFact(QObject::tr("Frequency"), controlFrequencyWord(control.frequency));
    card->addFact(QObject::tr("Key control"), control.key ? QObject::tr("yes") : QObject::tr("no"));
    card->addFact(QObject::tr("Owner"), status.row.owner ? nameOf(content, status.row.owner) : QObject::tr("nobody"));
    QStringList coso;
    for (const int number : control.coso)
        coso << QString::number(number);
    card->addFact(QObject::tr("COSO 2013"), coso.isEmpty() ? QObject::tr("none named") : QObject::tr("principles %1").arg(coso.join(QStringLiteral(", "))));
    QStringList assertions;
    for (const std::string& letters : control.assertions)
        assertions << assertionWord(letters);
    card->addFact(QObject::tr("Assertions"), assertions.isEmpty() ? QObject::tr("none named") : assertions.join(QStringLiteral(", ")));
    card->addFact(QObject::tr("Evidence"), plain(control.evidence));
    card->addFact(QObject::tr("Test"), plain(control.test));
    card->addSection(QObject::tr("Scope"));
    if (status.scopes.empty())
        card->addText(QObject::tr("Holds for the group."), true);
    for (const controls::Scope& scope : status.scopes) {
        const auto entity = std::find_if(entities.begin(), entities.end(), [&](const Entity& each) { return each.id == scope.entity; });
        card->addFact(entity == entities.end() ? QObject::tr("Group") : plain(entity->code),
            scope.applicable ? QObject::tr("applies") : QObject::tr("does not apply: %1").arg(plain(scope.because)));
    }
    card->addSection(QObject::tr("Performed in the period"));
    if (status.performances.empty())
        card->addText(QObject::tr("Not yet."), true);
    for (const PerformanceRow& row : status.performances)
        card->addFact(day(row.performedOn), nameOf(content, row.performer) + (row.exception ? QObject::tr(", with an exception") : QString())
                + (row.note.empty() ? QString() : QStringLiteral("\n") + plain(row.note)));
    card->addSection(QObject::tr("Tested in the period"));
    if (status.tests.empty())
        card->addText(QObject::tr("Not yet."), true);
    for (const TestRow& row : status.tests) {
        const QString kind = row.result.kind == controls::TestKind::Design ? QObject::tr("Design") : QObject::tr("Operating");
        const QString outcome = row.result.outcome == controls::TestOutcome::Pass ? QObject::tr("passed") : QObject::tr("failed");
        card->addFact(day(row.result.testedOn), QObject::tr("%1 %2: %3 looked at, %4; %5")
            .arg(kind, outcome).arg(row.result.sample)
            .arg(counted(row.result.exceptions, QObject::tr("exception"), QObject::tr("exceptions")), nameOf(content, row.result.tester))
                + (row.result.note.empty() ? QString() : QStringLiteral("\n") + plain(row.result.note)));
    }
    std::vector<EvidenceStatus> pieces;
    std::copy_if(content.evidence.begin(), content.evidence.end(), std::back_inserter(pieces),
        [&](const EvidenceStatus& piece) { return piece.row.subject == "control:" + control.code; });
    addEvidence(*card, pieces);
    return card;
}

} // namespace oxseal::ui
