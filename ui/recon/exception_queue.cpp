// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/exception_queue.h"

#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/decision_card.h"
#include "ui/recon/exception_card.h"
#include "ui/recon/line_table.h"
#include "ui/recon/recon_words.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

namespace oxseal::ui {
namespace {

std::int64_t numberOf(const QString& handle) { return handle.mid(1).toLongLong(); }

/// "12345 · CHECK 4711", whichever of the two there is.
QString about(const std::string& reference, const std::string& description)
{
    QString words = plain(reference);
    if (!description.empty())
        words += (words.isEmpty() ? QString() : QStringLiteral(" · ")) + plain(description);
    return words;
}

/// A group that waits: its largest line speaks for it.
struct PendingGroup
{
    const ReconGroupRow* group = nullptr;
    std::int64_t largest = 0;
    Day first;
    QString words;
    std::uint64_t urgency = 0;
};

PendingGroup pendingGroup(const ReconView& view, const ReconGroupRow& group)
{
    PendingGroup out{&group, 0, {}, {}, 0};
    for (const ReconLineRow* line : membersOf(view, group.id)) {
        if (out.words.isEmpty() || line->day < out.first) {
            out.first = line->day;
            out.words = about(line->reference, line->description);
        }
        if (std::llabs(line->amount) > std::llabs(out.largest))
            out.largest = line->amount;
    }
    out.urgency = recon::urgency(out.largest, view.period.last - out.first, group.confidence);
    return out;
}

void addGroup(ListData& list, const ReconView& view, const PendingGroup& pending)
{
    const auto [mark, word] = groupState(pending.group->state);
    list.add(QStringLiteral("G%1").arg(pending.group->id),
        {{mark, word}, TableCell(day(pending.first), pending.first.number), pending.words, resolutionWord(recon::Resolution::Match), amountCell(pending.largest, view.row.digits)},
        plain(view.row.currency), view.row.digits);
}

void addItem(ListData& list, const ReconView& view, const ExceptionRow& row)
{
    const ReconItem& item = view.items[row.item];
    const auto [mark, word] = exceptionState(item, row.standing);
    const QString hint = recon::settles(row.standing.disposition) ? QString() : hintWord(row);
    list.add(QString::fromStdString(item.handle),
        {{mark, word}, TableCell(day(item.item.date), item.item.date.number), about(item.item.reference, item.item.description), hint,
            amountCell(item.item.amount, view.row.digits)},
        plain(view.row.currency), view.row.digits);
}

void addLines(ContextCard& card, const ReconView& view, const std::vector<const ReconLineRow*>& lines)
{
    for (const bool books : {false, true}) {
        bool titled = false;
        for (const ReconLineRow* line : lines) {
            if ((line->origin == recon::ItemOrigin::Books) != books)
                continue;
            if (!titled)
                card.addSection(books ? QObject::tr("Lines of the books") : QObject::tr("Lines of the bank"));
            titled = true;
            card.addFact(day(line->day), QStringLiteral("%1\n%2").arg(exactAmount(line->amount, view.row.digits), about(line->reference, line->description)));
        }
    }
}

void addPerson(ContextCard& card, const ReconDetail& detail, PersonId person)
{
    if (const auto found = detail.people.find(person.value); found != detail.people.end())
        card.addFact(QObject::tr("By"), plain(found->second));
}

ContextCard* groupCard(const ReconDetail& detail, const ReconGroupRow& group)
{
    const ReconView& view = detail.view;
    const auto [mark, word] = groupState(group.state);
    auto* card = new ContextCard(QObject::tr("Group G%1").arg(group.id));
    card->setMark(mark, word);
    if (!group.explanation.empty())
        card->addText(plain(group.explanation, true));
    card->addFact(QObject::tr("Shape"), groupTypeWord(group.type));
    card->addFact(QObject::tr("Rule"), plain(group.rule));
    if (group.state != "manual" && !group.rule.starts_with("learnt"))
        card->addFact(QObject::tr("Rank"), QObject::tr("%1 of 1000, stated by the rule; not a probability").arg(group.confidence));
    if (group.difference != 0)
        card->addFact(QObject::tr("Leaves"), exactAmount(group.difference, view.row.digits) + QLatin1Char(' ') + plain(view.row.currency));
    if (!group.reasonCode.empty())
        card->addFact(QObject::tr("Reason"), group.reasonCode == "confirmed" ? QObject::tr("A suggestion, confirmed") : reasonCodeWord(group.reasonCode));
    if (!group.rationale.empty())
        card->addFact(QObject::tr("Rationale"), plain(group.rationale));
    if (group.state == "manual")
        addPerson(*card, detail, group.madeBy);
    addLines(*card, view, membersOf(view, group.id));
    if (const MatchDecisionRow* decision = detail.run ? decisionOfGroup(*detail.run, group.id) : nullptr)
        addDecision(*card, detail, *decision);
    return card;
}

} // namespace

const ReconGroupRow* groupOf(const ReconView& view, const QString& handle)
{
    if (!handle.startsWith(QLatin1Char('G')))
        return nullptr;
    const auto found = std::find_if(view.groups.begin(), view.groups.end(), [&](const auto& group) { return group.id == numberOf(handle); });
    return found == view.groups.end() ? nullptr : &*found;
}

bool isPending(const ReconGroupRow& group) { return group.state == "suggested" || group.state == "ambiguous"; }

const ReconItem* itemOf(const ReconView& view, const QString& handle)
{
    const auto found = std::find_if(view.items.begin(), view.items.end(),
        [wanted = handle.toStdString()](const ReconItem& item) { return item.handle == wanted; });
    return found == view.items.end() ? nullptr : &*found;
}

std::vector<const ReconLineRow*> membersOf(const ReconView& view, std::int64_t group)
{
    std::vector<const ReconLineRow*> members;
    for (const ReconLineRow& line : view.lines) {
        if (line.group == group || line.candidate == group)
            members.push_back(&line);
    }
    return members;
}

std::vector<std::int64_t> alikeGroups(const ReconDetail& detail, const ReconGroupRow& group)
{
    const auto triggers = [&](const ReconGroupRow& each) {
        const MatchDecisionRow* decision = detail.run ? decisionOfGroup(*detail.run, each.id) : nullptr;
        return decision == nullptr ? recon::Triggers{0} : decision->triggers;
    };
    std::vector<std::int64_t> out;
    for (const ReconGroupRow& each : detail.view.groups) {
        if (each.state == "suggested" && each.rule == group.rule && triggers(each) == triggers(group))
            out.push_back(each.id);
    }
    return out;
}

QString membersLine(const ReconView& view, std::int64_t group)
{
    const auto members = membersOf(view, group);
    if (members.empty())
        return {};
    const auto [first, last] = std::minmax_element(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->day < b->day; });
    QString words = exactAmount(members.front()->amount, view.row.digits) + QStringLiteral(" · ") + about(members.front()->reference, members.front()->description)
        + QStringLiteral(" · ") + day((*first)->day);
    if ((*first)->day != (*last)->day)
        words += QStringLiteral(" – ") + day((*last)->day);
    return words;
}

ContextCard* itemCard(const ReconDetail& detail, const QString& handle)
{
    const ReconView& view = detail.view;
    if (const ReconGroupRow* group = groupOf(view, handle); group != nullptr && itemOf(view, handle) == nullptr)
        return groupCard(detail, *group);
    const ReconItem* item = itemOf(view, handle);
    if (item == nullptr)
        return nullptr;
    const recon::OpenItem& open = item->item;
    auto* card = new ContextCard(categoryWord(open.category));
    if (open.category == recon::ItemCategory::Unclassified)
        card->setMark(Mark::Medium, QObject::tr("No category"));
    else if (recon::overdueTiming(open, view.period.last, detail.exceptions.rules.rules.timingDays))
        card->setMark(Mark::High, QObject::tr("Timing, but older than %1 days").arg(detail.exceptions.rules.rules.timingDays));
    else if (recon::staleCheque(open, view.period.last))
        card->setMark(Mark::High, QObject::tr("Cheque older than 180 days"));
    card->addFact(QObject::tr("Amount"), exactAmount(open.amount, view.row.digits) + QLatin1Char(' ') + plain(view.row.currency));
    card->addFact(QObject::tr("Stands in"), originWord(open.origin));
    card->addFact(QObject::tr("Date"), day(open.date));
    const int age = view.period.last - open.date;
    card->addFact(QObject::tr("Age"),
        age < 0 ? QObject::tr("after the period's end") : QObject::tr("%1 at the period's end").arg(counted(age, QObject::tr("day"), QObject::tr("days"))));
    card->addFact(QObject::tr("Reference"), plain(open.reference));
    card->addFact(QObject::tr("Text"), plain(open.description));
    card->addFact(QObject::tr("Item"), handle);
    if (!item->note.empty())
        card->addFact(QObject::tr("Note"), plain(item->note));
    card->addFact(QObject::tr("Support"), open.evidence ? QObject::tr("attached") : recon::isTiming(open.category)
            ? QObject::tr("none yet; a timing item needs its clearance")
            : QObject::tr("none"));
    for (const ReconLineRow& line : view.lines) {
        if (QStringLiteral("L%1").arg(line.id) != handle)
            continue;
        const auto file = std::find_if(detail.files.begin(), detail.files.end(), [&](const auto& each) { return each.row.snapshot == line.snapshot; });
        if (file != detail.files.end())
            card->addFact(QObject::tr("Source"), QObject::tr("%1, row %2").arg(plain(file->fileName)).arg(line.row + 1));
        else if (line.carried)
            card->addFact(QObject::tr("Source"), QObject::tr("carried from the period before"));
        if (line.recycled)
            card->addText(QObject::tr("The bank used this line's identifier before for another line; both were kept."), true);
        addOpenReason(*card, detail, line);
    }
    if (const ReconGroupRow* group = groupOf(view, handle))
        addLines(*card, view, membersOf(view, group->id));
    if (const ExceptionRow* row = exceptionOf(detail, handle))
        addException(*card, detail, *row);
    return card;
}

ExceptionQueue::ExceptionQueue(QWidget* parent)
    : QWidget(parent)
    , summary_(label({}, role::kSecondary, true))
    , table_(new LineTable(tr("Exceptions"), 2))
{
    setMinimumWidth(kFormWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(label(tr("Exceptions"), role::kSectionTitle));
    layout->addWidget(summary_);
    layout->addWidget(table_, 1);
    connect(table_, &LineTable::currentHandleChanged, this, &ExceptionQueue::currentChanged);
    connect(table_, &LineTable::activatedHandle, this, &ExceptionQueue::activated);
}

void ExceptionQueue::set(const ReconDetail& detail)
{
    const ReconView& view = detail.view;
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 148},
        {QStringLiteral("date"), tr("Date"), ColumnKind::Date, 88},
        {QStringLiteral("text"), tr("Reference and text"), ColumnKind::Text, 120},
        {QStringLiteral("hint"), tr("Suggested"), ColumnKind::Text, 96},
        {QStringLiteral("amount"), tr("Amount (%1)").arg(plain(view.row.currency)), ColumnKind::Amount, 112},
    });
    for (const char* state : {"ambiguous", "suggested"}) {
        std::vector<PendingGroup> pending;
        for (const ReconGroupRow& group : view.groups) {
            if (group.state == state)
                pending.push_back(pendingGroup(view, group));
        }
        std::stable_sort(pending.begin(), pending.end(), [](const auto& a, const auto& b) { return a.urgency > b.urgency; });
        for (const PendingGroup& group : pending)
            addGroup(*list, view, group);
    }
    std::int64_t open = 0;
    for (const ExceptionRow& row : detail.exceptions.rows) {
        open += view.items[row.item].item.category == recon::ItemCategory::Unclassified ? 1 : 0;
        addItem(*list, view, row);
    }
    table_->setRows(std::move(list));
    const auto pending = static_cast<std::int64_t>(view.suggested + view.ambiguous);
    const auto overdue = static_cast<std::int64_t>(detail.exceptions.overdue);
    QString words = tr("%1 to decide · %2 without a category · %3 with one")
                        .arg(counted(pending, tr("group"), tr("groups")), counted(open, tr("item"), tr("items")),
                            count(static_cast<std::int64_t>(detail.exceptions.rows.size()) - open));
    if (overdue > 0)
        words += tr(" · %1 overdue").arg(count(overdue));
    summary_->setText(words);
}

QString ExceptionQueue::current() const { return table_->currentHandle(); }

} // namespace oxseal::ui
