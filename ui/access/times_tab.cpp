// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

using access::EndKnownBy;
using access::LagBound;

QString lateWord(Flag late) { return late == Flag::Yes ? QObject::tr("Late") : late == Flag::No ? QObject::tr("In time") : QObject::tr("Not known"); }
Mark lateMark(Flag late) { return late == Flag::Yes ? Mark::High : late == Flag::No ? Mark::Good : Mark::Medium; }

QString endWord(const access::EndOfAccess& end)
{
    if (end.by == EndKnownBy::Nothing)
        return QObject::tr("not ended");
    return end.by == EndKnownBy::Stated ? day(end.on) : QObject::tr("by %1").arg(day(end.on));
}

/// "3", "≤ 47", "≥ 47"
QString daysWord(const access::Timing& timing, int days)
{
    if (timing.bound == LagBound::None)
        return QStringLiteral("–");
    return timing.bound == LagBound::AtMost ? QStringLiteral("≤ %1").arg(days) : timing.bound == LagBound::AtLeast ? QStringLiteral("≥ %1").arg(days) : QString::number(days);
}

TableCell daysCell(const access::Timing& timing, int days)
{
    const QString words = daysWord(timing, days);
    return timing.bound == LagBound::None ? TableCell(words) : TableCell(words, days);
}

TableCell dateCell(const std::optional<Day>& each) { return each ? TableCell(day(*each), each->number) : TableCell(QString()); }

/// What leavers and movers have in common.
struct Shown
{
    QString handle, account, worker, right;
    std::optional<Day> from;
    const access::EndOfAccess* end = nullptr;
    const access::Timing* timing = nullptr;
    bool leaver = true;
};

std::vector<Shown> shownIn(const TimesSheet& sheet)
{
    std::vector<Shown> out;
    const auto worker = [](const auto& line) { return plain(line.worker.empty() ? line.subject : line.worker); };
    for (const access::LeaverTime& line : sheet.times.leavers)
        out.push_back({QStringLiteral("leaver/") + plain(line.account), plain(line.account), worker(line), QObject::tr("the account itself"), line.lastDay, &line.end, &line.timing, true});
    for (const access::MoverTime& line : sheet.times.movers)
        out.push_back({QStringLiteral("mover/%1/%2").arg(plain(line.account), plain(line.entitlement)), plain(line.account), worker(line),
            line.entitlement.empty() ? QObject::tr("not known what was of the former job") : plain(line.entitlement), line.changed, &line.end, &line.timing, false});
    return out;
}

std::shared_ptr<ListData> tableOf(const TimesSheet& sheet)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("late"), QObject::tr("In time"), ColumnKind::Status, 108},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 96},
        {QStringLiteral("worker"), QObject::tr("Worker"), ColumnKind::Text, 132},
        {QStringLiteral("why"), QObject::tr("Why"), ColumnKind::Text, 100},
        {QStringLiteral("right"), QObject::tr("Access"), ColumnKind::Text, 184},
        {QStringLiteral("from"), QObject::tr("Since"), ColumnKind::Date, 96},
        {QStringLiteral("end"), QObject::tr("Ended"), ColumnKind::Text, 128},
        {QStringLiteral("days"), QObject::tr("Days"), ColumnKind::Number, 64},
        {QStringLiteral("business"), QObject::tr("Business days"), ColumnKind::Number, 116},
    });
    for (const Shown& one : shownIn(sheet)) {
        list->add(one.handle,
            {{lateMark(one.timing->late), lateWord(one.timing->late)}, one.account, one.worker, one.leaver ? QObject::tr("left") : QObject::tr("changed job"), one.right, dateCell(one.from),
                endWord(*one.end), daysCell(*one.timing, one.timing->calendarDays), daysCell(*one.timing, one.timing->businessDays)});
    }
    return list;
}

QString whyLate(const Shown& one)
{
    if (!one.from)
        return one.leaver ? QObject::tr("The roster calls the worker gone and states no last day, so that there is nothing to count from.")
                          : QObject::tr("Department or title differs from the roster before, and the roster does not state the day.");
    if (one.timing->late == Flag::Unknown && one.end->by == EndKnownBy::Extract)
        return QObject::tr("It ended between two extracts: the later one is an upper bound, and none in between shows whether it was in time. Unknown is not \"in time\".");
    if (one.timing->late == Flag::Unknown)
        return QObject::tr("No extract shows that it ended, and none from after the due day shows it enabled.");
    return {};
}

ContextCard* cardOf(const Shown& one, const TimesSheet& sheet)
{
    auto* card = new ContextCard(one.account);
    card->setMark(lateMark(one.timing->late), lateWord(one.timing->late));
    card->addFact(QObject::tr("Worker"), one.worker);
    card->addFact(one.leaver ? QObject::tr("Last day") : QObject::tr("Changed job"), one.from ? day(one.from) : QObject::tr("not stated"));
    card->addFact(QObject::tr("Access"), one.right);
    card->addFact(QObject::tr("Limit"), QObject::tr("%1, Monday to Friday").arg(counted(one.leaver ? sheet.limits.leaver : sheet.limits.mover, QObject::tr("business day"), QObject::tr("business days"))));
    if (one.timing->due)
        card->addFact(QObject::tr("In time until"), day(one.timing->due));
    card->addFact(QObject::tr("Ended"), endWord(*one.end));
    if (one.end->lastEnabled)
        card->addFact(QObject::tr("Still enabled on"), day(one.end->lastEnabled));
    card->addFact(QObject::tr("Known by"),
        one.end->by == EndKnownBy::Stated        ? QObject::tr("the day that the listing states")
            : one.end->by == EndKnownBy::Extract ? QObject::tr("the first extract in which it is disabled or gone")
                                                 : QObject::tr("nothing: no extract shows that it ended"));
    if (const QString why = whyLate(one); !why.isEmpty())
        card->addText(why, true);
    if (one.leaver && one.timing->late == Flag::Yes)
        card->addText(QObject::tr("Ended late: look back at what was done with it since the last day."));
    card->addSection(QObject::tr("Extracts"));
    for (const SnapshotInfo& info : sheet.extracts)
        card->addFact(day(info.asOf), plain(info.fileName), QStringLiteral("import:%1").arg(info.id.value));
    return card;
}

} // namespace

QWidget* AccessPage::createTimes()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    timesWords_ = label({}, {}, true);
    timesWords_->setMaximumWidth(timesWords_->fontMetrics().averageCharWidth() * 110);
    times_ = new TablePanel(tr("When access of leavers and movers ended"));
    times_->setNouns(tr("end"), tr("ends"));
    column->addWidget(timesWords_);
    column->addWidget(times_, 1);
    connect(times_, &TablePanel::currentChanged, this, &AccessPage::selectTimes);
    return page;
}

void AccessPage::fillTimes()
{
    const TimesSheet& sheet = *desk_.times;
    const std::size_t late = sheet.late();
    tabs_->setTabText(Times, late > 0 ? tr("Timeliness · %1 late").arg(late) : tr("Timeliness"));
    tabs_->setTabVisible(Times, !sheet.times.leavers.empty() || !sheet.times.movers.empty());
    timesWords_->setText(tr("How long access outlived a last working day or a job change, by %1 of %2. Where the listing does not state the day, the first extract without it is an upper bound. "
                            "Limits by the review policy: %3 and %4 business days.")
                             .arg(counted(static_cast<std::int64_t>(sheet.extracts.size()), tr("extract"), tr("extracts")), plain(sheet.campaign.system))
                             .arg(sheet.limits.leaver)
                             .arg(sheet.limits.mover));
    auto list = tableOf(sheet);
    const QString first = list->rows() > 0 ? list->handle(0) : QString();
    times_->setData(std::move(list));
    if (times_->currentHandle().isEmpty() && !first.isEmpty())
        times_->select(first);
}

void AccessPage::selectTimes(const QString& handle)
{
    if (!desk_.times || tabs_->currentIndex() != Times)
        return;
    ContextCard* card = nullptr;
    for (const Shown& one : shownIn(*desk_.times)) {
        if (one.handle == handle && card == nullptr)
            card = cardOf(one, *desk_.times);
    }
    setContext(card);
}

} // namespace oxseal::ui
