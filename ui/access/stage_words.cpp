// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/stage_words.h"

#include "ui/access/review_words.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"

namespace oxseal::ui {
namespace {

using access::StageState;

QString nameIn(const std::map<PersonId, std::string>& names, PersonId person)
{
    const auto found = names.find(person);
    return found == names.end() || found->second.empty() ? QStringLiteral("–") : plain(found->second);
}

QString stateWord(const access::StageView& view)
{
    switch (view.state) {
    case StageState::NotNeeded: return QObject::tr("not needed");
    case StageState::Waiting: return QObject::tr("waits");
    case StageState::Open: return view.seats == 0 ? QObject::tr("nobody sits here") : QObject::tr("open");
    case StageState::Agreed: return QObject::tr("closed");
    case StageState::Disagreed: break;
    }
    return QObject::tr("disagreement");
}

QString stageTitle(std::size_t at, access::StageKind kind) { return QObject::tr("Stage %1 · %2").arg(at + 1).arg(stageKindWord(kind)); }

QString saidWord(const ReviewSheet& sheet, const SeatRow& seat)
{
    if (!seat.decision)
        return QObject::tr("has not decided");
    QString words = decisionWord(*seat.decision);
    if (!seat.target.empty())
        words = QObject::tr("%1 to %2").arg(words, plain(seat.target));
    if (seat.decidedBy != seat.person)
        words = QObject::tr("%1, by %2 in place").arg(words, nameIn(sheet.names, seat.decidedBy));
    if (!seat.comment.empty())
        words = QObject::tr("%1: %2").arg(words, plain(seat.comment));
    return words;
}

Mark stageMark(const StageStatus& stage)
{
    if (stage.overdue > 0)
        return Mark::High;
    if (stage.withoutReviewer > 0 || stage.disagreed > 0)
        return Mark::Medium;
    return stage.open + stage.waiting > 0 ? Mark::Accent : Mark::Good;
}

QString progressWord(const StageStatus& stage)
{
    if (stage.overdue > 0)
        return QObject::tr("%1 late").arg(counted(stage.overdue, QObject::tr("day"), QObject::tr("days")));
    if (stage.open + stage.waiting == 0)
        return QObject::tr("Closed");
    return stage.open == 0 ? QObject::tr("Waits") : QObject::tr("Open");
}

} // namespace

QString stageKindWord(access::StageKind kind)
{
    switch (kind) {
    case access::StageKind::Reviewer: return QObject::tr("Reviewer");
    case access::StageKind::Manager: return QObject::tr("Manager");
    case access::StageKind::SystemOwner: return QObject::tr("System owner");
    case access::StageKind::SecondReviewer: break;
    }
    return QObject::tr("Second reviewer");
}

QString quorumWord(access::Quorum quorum)
{
    return quorum == access::Quorum::First ? QObject::tr("The first decision") : QObject::tr("All must decide");
}

QString stageLinesWord(access::StageLines lines)
{
    return lines == access::StageLines::All ? QObject::tr("Every line") : QObject::tr("Privileged lines");
}

QString lateWord(const StageRow& stage, const std::map<PersonId, std::string>& names)
{
    if (!stage.due)
        return QObject::tr("no due day was set");
    if (!stage.escalateTo)
        return QObject::tr("the campaign owner sees it");
    return stage.escalation == access::Escalation::Tell ? QObject::tr("%1 is told").arg(nameIn(names, stage.escalateTo))
                                                        : QObject::tr("%1 takes over").arg(nameIn(names, stage.escalateTo));
}

QString standingWord(const ReviewSheet& sheet, const LineRow& line)
{
    if (sheet.plan.plain())
        return line.decision && access::settles(*line.decision) ? QObject::tr("Through") : QObject::tr("Open");
    const access::LineStanding standing = sheet.standingOf(line);
    if (standing.open)
        return QObject::tr("%1 of %2 · %3").arg(*standing.open + 1).arg(sheet.plan.rules.size()).arg(stageKindWord(sheet.plan.rules[*standing.open].kind));
    return standing.disputed ? QObject::tr("Disagreement") : QObject::tr("Through");
}

std::shared_ptr<ListData> stageTable(const ReviewSheet& sheet)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("stage"), QObject::tr("Stage"), ColumnKind::Number, 56},
        {QStringLiteral("kind"), QObject::tr("Who decides"), ColumnKind::Text, 116},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 112},
        {QStringLiteral("due"), QObject::tr("Due"), ColumnKind::Date, 96},
        {QStringLiteral("takes"), QObject::tr("Takes"), ColumnKind::Text, 108},
        {QStringLiteral("quorum"), QObject::tr("Closed by"), ColumnKind::Text, 120},
        {QStringLiteral("lines"), QObject::tr("Lines"), ColumnKind::Number, 60},
        {QStringLiteral("open"), QObject::tr("Open"), ColumnKind::Number, 60},
        {QStringLiteral("waiting"), QObject::tr("Waiting"), ColumnKind::Number, 72},
        {QStringLiteral("agreed"), QObject::tr("Decided"), ColumnKind::Number, 72},
        {QStringLiteral("disagreed"), QObject::tr("Disagree"), ColumnKind::Number, 80},
        {QStringLiteral("nobody"), QObject::tr("No reviewer"), ColumnKind::Number, 104},
        {QStringLiteral("late"), QObject::tr("When late"), ColumnKind::Text, 184},
    });
    for (const StageStatus& stage : sheet.stages) {
        list->add(QString::number(stage.row.stage),
            {numberCell(stage.row.stage), stageKindWord(stage.row.kind), {stageMark(stage), progressWord(stage)},
                stage.row.due ? TableCell(day(stage.row.due), stage.row.due->number) : TableCell(), stageLinesWord(stage.row.lines), quorumWord(stage.row.quorum),
                numberCell(stage.lines), numberCell(stage.open), numberCell(stage.waiting), numberCell(stage.agreed), numberCell(stage.disagreed),
                numberCell(stage.withoutReviewer), lateWord(stage.row, sheet.names)});
    }
    return list;
}

ContextCard* stageCard(const ReviewSheet& sheet, const StageStatus& stage)
{
    auto* card = new ContextCard(stageTitle(static_cast<std::size_t>(stage.row.stage - 1), stage.row.kind));
    card->setMark(stageMark(stage), progressWord(stage));
    card->addFact(QObject::tr("Takes"), stageLinesWord(stage.row.lines));
    card->addFact(QObject::tr("Closed by"), quorumWord(stage.row.quorum));
    card->addFact(QObject::tr("Due"), stage.row.due ? day(stage.row.due) : QObject::tr("no day was set"));
    card->addFact(QObject::tr("When late"), lateWord(stage.row, sheet.names));
    card->addSection(QObject::tr("Escalations"));
    if (stage.escalations.empty())
        card->addText(QObject::tr("None so far. A line that is late stays open: nothing is approved because a day has passed."), true);
    for (const EscalationRow& one : stage.escalations) {
        const QString what = one.kind == access::Escalation::TakeOver
            ? QObject::tr("%1 of %2 taken over by %3").arg(count(one.moved), counted(one.lines, QObject::tr("line"), QObject::tr("lines")), nameIn(sheet.names, one.person))
            : QObject::tr("%1 late, %2 told").arg(counted(one.lines, QObject::tr("line"), QObject::tr("lines")),
                  one.person ? nameIn(sheet.names, one.person) : QObject::tr("the campaign owner"));
        card->addFact(when(one.at), what);
    }
    return card;
}

void addStages(ContextCard& card, const ReviewSheet& sheet, const LineRow& line)
{
    if (!line.included || sheet.seats.empty())
        return;
    const std::span<const SeatRow> seats = seatsAt(sheet.seats, line.row);
    const access::LineStanding standing = sheet.standingOf(line);
    for (std::size_t at = 0; at < sheet.plan.rules.size(); ++at) {
        if (standing.stages[at].state == StageState::NotNeeded)
            continue;
        card.addSection(QObject::tr("%1 · %2").arg(stageTitle(at, sheet.plan.rules[at].kind), stateWord(standing.stages[at])));
        for (const SeatRow& seat : seats) {
            if (sheet.plan.indexOf(seat.stage) == at)
                card.addFact(nameIn(sheet.names, seat.person), saidWord(sheet, seat));
        }
    }
    for (const SeatRow& seat : seats) {
        if (seat.stage != 0)
            continue;
        card.addSection(QObject::tr("Resolved by the campaign owner"));
        card.addFact(nameIn(sheet.names, seat.person), saidWord(sheet, seat));
    }
}

} // namespace oxseal::ui
