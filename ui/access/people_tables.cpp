// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/people_tables.h"

#include "ui/access/review_words.h"
#include "ui/access/stage_words.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"

namespace oxseal::ui {
namespace {

QString nameIn(const PersonNames& names, PersonId person)
{
    const auto found = names.find(person);
    return found == names.end() || found->second.empty() ? QStringLiteral("–") : plain(found->second);
}

QString taskWord(const AgendaItem& item)
{
    switch (item.task) {
    case AgendaTask::Decide: return stageKindWord(item.kind);
    case AgendaTask::Resolve: return QObject::tr("Resolve disagreements");
    case AgendaTask::SignOff: break;
    }
    return QObject::tr("Sign off the system");
}

TableCell stateCell(const AgendaItem& item)
{
    if (item.overdue > 0)
        return {Mark::High, QObject::tr("%1 late").arg(counted(item.overdue, QObject::tr("day"), QObject::tr("days")))};
    if (!item.person)
        return {Mark::High, QObject::tr("No reviewer")};
    if (item.task == AgendaTask::Decide && item.open == 0)
        return {Mark::Neutral, QObject::tr("Later")};
    return {Mark::Accent, QObject::tr("Open")};
}

QString standInWord(std::string_view state)
{
    if (state == "requested")
        return QObject::tr("Not approved");
    if (state == "approved")
        return QObject::tr("Approved");
    if (state == "valid")
        return QObject::tr("Valid today");
    return state == "over" ? QObject::tr("Over") : QObject::tr("Ended");
}

Mark standInMark(std::string_view state)
{
    return state == "requested" ? Mark::Medium : state == "valid" ? Mark::Accent : state == "approved" ? Mark::Good : Mark::Neutral;
}

QString causeWord(const std::string& cause)
{
    if (cause == "succession")
        return QObject::tr("Succession");
    return cause == "escalation" ? QObject::tr("Escalation") : QObject::tr("Stand-in");
}

QString whatWord(const HandoverRow& row)
{
    if (row.what == "moved")
        return QObject::tr("Seat moved");
    if (row.what == "reconfirm")
        return QObject::tr("To be confirmed");
    if (row.what == "stayed")
        return QObject::tr("Decision stays");
    if (row.what == "exception")
        return QObject::tr("Nobody may: exception");
    if (row.what == "system_owner")
        return QObject::tr("Owner of the system");
    if (row.what == "escalation")
        return QObject::tr("Escalation");
    const auto decision = access::decisionFromName(row.what);
    return decision ? QObject::tr("Decided: %1").arg(decisionWord(*decision).toLower()) : plain(row.what);
}

Mark whatMark(const HandoverRow& row) { return row.what == "exception" ? Mark::High : row.what == "reconfirm" ? Mark::Medium : Mark::Neutral; }

} // namespace

std::shared_ptr<ListData> agendaTable(const std::vector<AgendaItem>& items, const PersonNames& names)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("reviewer"), QObject::tr("Reviewer"), ColumnKind::Text, 152},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 124},
        {QStringLiteral("system"), QObject::tr("System"), ColumnKind::Text, 96},
        {QStringLiteral("task"), QObject::tr("Task"), ColumnKind::Text, 160},
        {QStringLiteral("open"), QObject::tr("To decide"), ColumnKind::Number, 84},
        {QStringLiteral("reconfirm"), QObject::tr("To confirm"), ColumnKind::Number, 88},
        {QStringLiteral("later"), QObject::tr("Later"), ColumnKind::Number, 64},
        {QStringLiteral("due"), QObject::tr("Due"), ColumnKind::Date, 96},
        {QStringLiteral("overdue"), QObject::tr("Days late"), ColumnKind::Number, 80},
        {QStringLiteral("standin"), QObject::tr("Stand-in today"), ColumnKind::Text, 140},
        {QStringLiteral("stage"), QObject::tr("Stage"), ColumnKind::Number, 56, false},
    });
    int at = 0;
    for (const AgendaItem& item : items) {
        list->add(QString::number(at++),
            {item.person ? nameIn(names, item.person) : QObject::tr("nobody yet"), stateCell(item), plain(item.system), taskWord(item), numberCell(item.open),
                numberCell(item.reconfirm), numberCell(item.later), item.due ? TableCell(day(item.due), item.due->number) : TableCell(),
                numberCell(item.overdue), item.standIn ? nameIn(names, item.standIn) : QString(), item.stage > 0 ? numberCell(item.stage) : TableCell()});
    }
    return list;
}

ContextCard* agendaCard(const AgendaItem& item, const PersonNames& names)
{
    auto* card = new ContextCard(item.person ? nameIn(names, item.person) : QObject::tr("Nobody yet"));
    const TableCell state = stateCell(item);
    card->setMark(state.mark, state.text);
    card->addFact(QObject::tr("Review"), QStringLiteral("%1 · %2").arg(plain(item.system), plain(item.period)), QStringLiteral("access:%1").arg(item.campaign.value));
    card->addFact(QObject::tr("Task"), taskWord(item));
    if (item.stage > 0)
        card->addFact(QObject::tr("Stage"), QString::number(item.stage), QStringLiteral("access:%1/stages").arg(item.campaign.value));
    card->addFact(QObject::tr("Due"), item.due ? day(item.due) : QObject::tr("no day was set"));
    if (item.task == AgendaTask::Decide) {
        card->addFact(QObject::tr("To decide now"), counted(item.open, QObject::tr("line"), QObject::tr("lines")));
        card->addFact(QObject::tr("Later"), QObject::tr("%1 wait for an earlier stage").arg(counted(item.later, QObject::tr("line"), QObject::tr("lines"))));
        if (item.reconfirm > 0)
            card->addFact(QObject::tr("To confirm"), QObject::tr("%1 that a predecessor decided").arg(counted(item.reconfirm, QObject::tr("line"), QObject::tr("lines"))));
    }
    if (item.standIn)
        card->addFact(QObject::tr("Stand-in today"), nameIn(names, item.standIn), QStringLiteral("access:handovers"));
    if (item.overdue > 0)
        card->addText(QObject::tr("Late, and still open: a day that has passed approves nothing."), true);
    return card;
}

std::shared_ptr<ListData> standInTable(const std::vector<DelegationRow>& rows, const PersonNames& names, Day today)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 124},
        {QStringLiteral("from"), QObject::tr("Replaced"), ColumnKind::Text, 152},
        {QStringLiteral("to"), QObject::tr("Stand-in"), ColumnKind::Text, 152},
        {QStringLiteral("first"), QObject::tr("From"), ColumnKind::Date, 96},
        {QStringLiteral("last"), QObject::tr("Until"), ColumnKind::Date, 96},
        {QStringLiteral("asked"), QObject::tr("Asked by"), ColumnKind::Text, 140},
        {QStringLiteral("approved"), QObject::tr("Approved by"), ColumnKind::Text, 140},
        {QStringLiteral("why"), QObject::tr("Reason"), ColumnKind::Text, 200},
    });
    for (const DelegationRow& row : rows) {
        const char* state = stateOf(row, today);
        list->add(QString::number(row.id),
            {{standInMark(state), standInWord(state)}, nameIn(names, row.from), nameIn(names, row.to), {day(row.first), row.first.number},
                {day(row.last), row.last.number}, nameIn(names, row.askedBy), row.approvedAt ? nameIn(names, row.approvedBy) : QString(), plain(row.why)});
    }
    return list;
}

ContextCard* standInCard(const DelegationRow& row, const PersonNames& names, Day today)
{
    const char* state = stateOf(row, today);
    auto* card = new ContextCard(QObject::tr("%1 for %2").arg(nameIn(names, row.to), nameIn(names, row.from)));
    card->setMark(standInMark(state), standInWord(state));
    card->addFact(QObject::tr("Days"), QObject::tr("%1 to %2").arg(day(row.first), day(row.last)));
    card->addFact(QObject::tr("Asked for"), QObject::tr("%1 by %2").arg(when(row.askedAt), nameIn(names, row.askedBy)));
    card->addFact(QObject::tr("Reason"), plain(row.why));
    card->addFact(QObject::tr("Approved"),
        row.approvedAt ? QObject::tr("%1 by %2").arg(when(*row.approvedAt), nameIn(names, row.approvedBy)) : QObject::tr("not yet; it has no effect before"));
    if (row.endedAt)
        card->addFact(QObject::tr("Ended"), QObject::tr("%1 by %2").arg(when(*row.endedAt), nameIn(names, row.endedBy)));
    card->addFact(QObject::tr("Reports to the replaced"),
        row.subordinate == Flag::Yes       ? QObject::tr("yes")
            : row.subordinate == Flag::No ? QObject::tr("no")
                                          : QObject::tr("not known from the roster; treated as yes"));
    card->addText(QObject::tr("A stand-in decides under the same rules as anybody, never on the own access of whom they replace and report to, and "
                              "cannot have a stand-in. Each decision names both."),
        true);
    return card;
}

std::shared_ptr<ListData> handoverTable(const std::vector<HandoverRow>& rows, const PersonNames& names)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("at"), QObject::tr("When"), ColumnKind::Time, 140},
        {QStringLiteral("cause"), QObject::tr("Cause"), ColumnKind::Text, 104},
        {QStringLiteral("what"), QObject::tr("What"), ColumnKind::Status, 168},
        {QStringLiteral("system"), QObject::tr("System"), ColumnKind::Text, 88},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 128},
        {QStringLiteral("entitlement"), QObject::tr("Permission"), ColumnKind::Text, 200},
        {QStringLiteral("stage"), QObject::tr("Stage"), ColumnKind::Number, 56},
        {QStringLiteral("from"), QObject::tr("From"), ColumnKind::Text, 128},
        {QStringLiteral("to"), QObject::tr("To"), ColumnKind::Text, 128},
        {QStringLiteral("by"), QObject::tr("By"), ColumnKind::Text, 128},
    });
    int at = 0;
    for (const HandoverRow& row : rows) {
        // Several hand-overs of one line must stay several rows.
        const QString link = row.row ? QStringLiteral("%1/%2").arg(row.campaign.value).arg(*row.row) : QString::number(row.campaign.value);
        list->add(QStringLiteral("%1#%2").arg(link).arg(at++),
            {{when(row.at), row.at.micros}, causeWord(row.cause), {whatMark(row), whatWord(row)}, plain(row.system), plain(row.account), plain(row.entitlement),
                row.stage > 0 ? numberCell(row.stage) : TableCell(), nameIn(names, row.from), row.to ? nameIn(names, row.to) : QObject::tr("nobody"),
                nameIn(names, row.by)});
    }
    return list;
}

} // namespace oxseal::ui
