// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calendar/calendar_page.h"

#include "ui/calendar/due_words.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/plain_table.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QSaveFile>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace oxseal::ui {
namespace {

using calendar::FilerCategory;

constexpr int kDateWidth = 104;
constexpr int kFormColumn = 72;
constexpr int kRuleWidth = 240;
constexpr int kFilingRows = 5;
/// Border and header of the filings table beside its rows.
constexpr int kTableExtra = kRowHeight + kGap12;

const FilerCategory kCategories[] = {FilerCategory::NonAccelerated, FilerCategory::Accelerated, FilerCategory::LargeAccelerated};

QString categoryWord(FilerCategory category)
{
    return sentence((std::string("filer.category.") + calendar::name(category)).c_str());
}

QString filingTitle(const DatedFiling& dated)
{
    return dated.filing.quarter == 4 && dated.filing.form != "10-K" ? plain(dated.filing.form)
                                                                     : QObject::tr("%1, quarter %2").arg(plain(dated.filing.form), QString::number(dated.filing.quarter));
}

QString movedBecause(const DatedFiling& dated)
{
    const QString words = plain(passedWords(dated.filing.passed));
    return words.isEmpty() ? QObject::tr("not moved") : words;
}

} // namespace

CalendarPage::CalendarPage(Session& session)
    : Page(session)
{
    setTitle(tr("Calendar"));
    auto* body = new QWidget;
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap12);
    layout->addWidget(createFilings());
    tabs_ = new QTabWidget;
    tabs_->setAccessibleName(tr("Parts of the calendar"));
    timeline_ = new TablePanel(tr("Everything due"));
    timeline_->setNouns(tr("date"), tr("dates"));
    auto* due = new QWidget;
    auto* dueLayout = new QVBoxLayout(due);
    dueLayout->setContentsMargins(0, kGap, 0, 0);
    dueLayout->addWidget(timeline_);
    tabs_->addTab(due, tr("Everything due"));
    tabs_->addTab(scrolled(createWhatIf()), tr("What if"));
    tabs_->addTab(scrolled(createIncident()), tr("Incident: Form 8-K"));
    layout->addWidget(tabs_, 1);
    setBody(body);
    connect(timeline_, &TablePanel::currentChanged, this, &CalendarPage::selectDue);
    connect(timeline_, &TablePanel::activated, this, [this](const QString& handle) {
        const auto at = static_cast<std::size_t>(handle.toULongLong());
        if (at < view_.due.size())
            go(dueTarget(view_.due[at]));
    });
    Command save;
    save.id = QStringLiteral("calendar.ics");
    save.title = tr("Save the dates for a calendar");
    save.primary = true;
    save.icon = QStringLiteral("export");
    save.run = [this] { saveCalendar(); };
    setCommands({save});
}

QWidget* CalendarPage::createFilings()
{
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(layout);
    layout->setContentsMargins(kMargin, kGap12, kGap4, kGap);
    layout->setSpacing(kGap4);
    category_ = label({}, role::kStrong, true);
    rule_ = label({}, role::kCaption, true);
    layout->addWidget(category_);
    layout->addWidget(rule_);
    filings_ = new PlainTable(tr("Reports of the fiscal year"), true);
    filings_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    filings_->setFixedHeight(kFilingRows * kRowHeight + kTableExtra);
    layout->addWidget(filings_);
    connect(filings_, &PlainTable::opened, this, &CalendarPage::selectFiling);
    return frame;
}

QWidget* CalendarPage::createWhatIf()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, kGap12, 0, 0);
    auto* form = new Form;
    what_ = new QComboBox;
    what_->addItem(tr("As recorded"));
    for (const FilerCategory category : kCategories)
        what_->addItem(tr("If it were a %1").arg(categoryWord(category)), QString::fromLatin1(calendar::name(category)));
    form->addField(tr("Filer category"), what_, tr("The dates above follow your choice; nothing is recorded."));
    which_ = new QComboBox;
    form->addField(tr("Report"), which_);
    planned_ = new DayEdit(session().today());
    form->addField(tr("Planned filing day"), planned_);
    plannedAnswer_ = label({}, {}, true);
    form->addWidget(plannedAnswer_);
    layout->addWidget(form);
    layout->addStretch(1);
    connect(what_, &QComboBox::activated, this, &CalendarPage::reload);
    connect(which_, &QComboBox::activated, this, &CalendarPage::fillPlanned);
    connect(planned_, &QDateEdit::dateChanged, this, &CalendarPage::fillPlanned);
    return box;
}

QWidget* CalendarPage::createIncident()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, kGap12, 0, 0);
    auto* form = new Form;
    determined_ = new DayEdit(session().today());
    form->addField(tr("Day on which the incident was found to be material"), determined_,
        tr("The day in New York. It is the determination that starts the clock, not the discovery."));
    incidentDay_ = label({}, role::kSectionTitle, true);
    incidentWhy_ = label({}, {}, true);
    form->addWidget(incidentDay_);
    form->addWidget(incidentWhy_);
    form->addWidget(label(tr("Form 8-K Item 1.05 and General Instruction B.1 (17 CFR 249.308), in force since 5 September 2023; reports due "
                                 "from 18 December 2023, those of smaller reporting companies from 15 June 2024."), role::kCaption, true));
    layout->addWidget(form);
    layout->addStretch(1);
    connect(determined_, &QDateEdit::dateChanged, this, &CalendarPage::fillIncident);
    return box;
}

void CalendarPage::open(const QString& object)
{
    if (object == QStringLiteral("what-if"))
        tabs_->setCurrentIndex(1);
    else if (object == QStringLiteral("incident"))
        tabs_->setCurrentIndex(2);
    else if (object == QStringLiteral("due"))
        tabs_->setCurrentIndex(0);
}

std::optional<FilerCategory> CalendarPage::chosenCategory() const
{
    return calendar::filerFromName(what_->currentData().toString().toStdString());
}

Result<CalendarPage::View> CalendarPage::readView(Workspace& workspace, const PeriodRow& period, Day today,
    std::optional<FilerCategory> category, const std::string& entity)
{
    View view;
    OXSEAL_TRY(view.year, calendarYear(workspace.db(), period, category));
    OXSEAL_TRY(view.due, dueItems(workspace.db(), period, today));
    if (!entity.empty())
        std::erase_if(view.due, [&](const DueItem& item) { return !item.entity.empty() && item.entity != entity; });
    return view;
}

void CalendarPage::reload()
{
    showLoading();
    const auto period = session().period();
    if (!period) {
        Command add;
        add.id = QStringLiteral("calendar.settings");
        add.title = tr("Add a quarter");
        add.primary = true;
        add.run = [this] { go(QStringLiteral("settings")); };
        showEmpty(tr("This page shows when each report is due and why. It begins with the first fiscal quarter you add."), add,
            QStringLiteral("calendar"));
        return;
    }
    session().read(
        this,
        [period = *period, today = session().today(), category = chosenCategory(), entity = session().entity().toStdString()](
            Workspace& workspace) { return readView(workspace, period, today, category, entity); },
        [this](Result<View> view) { take(std::move(view)); });
}

void CalendarPage::take(Result<View> view)
{
    if (!view) {
        showError(view.error());
        return;
    }
    view_ = std::move(*view);
    // What is still to do comes first; both halves stay in the order of their days.
    std::stable_partition(view_.due.begin(), view_.due.end(), [](const DueItem& item) { return !item.done; });
    setSubtitle(tr("Fiscal year ended %1. Every filing day ends at 17:30 in New York.").arg(longDay(view_.year.yearEnd)));
    category_->setText(categoryLine());
    rule_->setText(tr("%1; in force since %2").arg(plain(view_.year.statusSource), longDay(view_.year.statusFrom)));
    setPartial(view_.year.status ? QString()
                                 : tr("Public float and revenue are not recorded: the longest terms, those of a non-accelerated filer, are shown. "
                                      "Record them under Settings."));
    fillFilings();
    fillTimeline();
    fillPlanned();
    fillIncident();
    showReady();
}

QString CalendarPage::categoryLine() const
{
    if (const auto chosen = chosenCategory())
        return tr("What if: the dates of a %1").arg(categoryWord(*chosen));
    if (!view_.year.status)
        return tr("Filer category not determined");
    QStringList parts{categoryWord(view_.year.status->category)};
    if (view_.year.status->src)
        parts << tr("smaller reporting company");
    if (view_.year.status->egc)
        parts << tr("emerging growth company");
    const CompanyFacts& company = session().company();
    QString line = parts.join(QStringLiteral(", "));
    line[0] = line[0].toUpper();
    return tr("%1: public float USD %2, revenue USD %3")
        .arg(line, amount(company.publicFloatMinor.value_or(0), 2), amount(company.revenueMinor.value_or(0), 2));
}

void CalendarPage::fillFilings()
{
    auto rows = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("form"), tr("Form"), ColumnKind::Text, kFormColumn},
        {QStringLiteral("end"), tr("Period end"), ColumnKind::Date, kDateWidth}, {QStringLiteral("days"), tr("Days"), ColumnKind::Number, 56},
        {QStringLiteral("due"), tr("Due"), ColumnKind::Date, kDateWidth}, {QStringLiteral("moved"), tr("Moved because"), ColumnKind::Text, 160},
        {QStringLiteral("notice"), tr("12b-25 by"), ColumnKind::Date, kDateWidth}, {QStringLiteral("extended"), tr("Extended to"), ColumnKind::Date, kDateWidth},
        {QStringLiteral("rule"), tr("Rule"), ColumnKind::Text, kRuleWidth}});
    for (std::size_t i = 0; i < view_.year.filings.size(); ++i) {
        const DatedFiling& dated = view_.year.filings[i];
        const bool report = dated.ruleFrom.has_value();
        rows->add(QString::number(i),
            {plain(dated.filing.form), {day(dated.filing.periodEnd), dated.filing.periodEnd.number}, numberCell(dated.days),
                {day(dated.filing.due), dated.filing.due.number}, movedBecause(dated),
                report ? TableCell(day(dated.filing.nt), dated.filing.nt.number) : TableCell(),
                report ? TableCell(day(dated.filing.extended), dated.filing.extended.number) : TableCell(), plain(dated.filing.source)});
    }
    filings_->setRows(std::move(rows), QStringLiteral("moved"));
    const int keep = which_->currentIndex();
    which_->clear();
    for (const DatedFiling& dated : view_.year.filings) {
        if (dated.ruleFrom)
            which_->addItem(tr("%1, due %2").arg(filingTitle(dated), day(dated.filing.due)));
    }
    int own = 0;
    for (std::size_t i = 0; i < view_.year.filings.size(); ++i) {
        const auto& period = view_.year.filings[i].period;
        if (period && session().period() && period->id == session().period()->id)
            own = static_cast<int>(i);
    }
    which_->setCurrentIndex(keep >= 0 && keep < which_->count() ? keep : own);
}

void CalendarPage::fillTimeline()
{
    auto rows = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("day"), tr("Day"), ColumnKind::Date, kDateWidth},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 128}, {QStringLiteral("kind"), tr("Kind"), ColumnKind::Text, 128},
        {QStringLiteral("what"), tr("What"), ColumnKind::Text, 460}, {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 80}});
    std::map<QString, int> kinds;
    for (std::size_t i = 0; i < view_.due.size(); ++i) {
        const DueItem& item = view_.due[i];
        ++kinds[dueKindWord(item.kind)];
        rows->add(QString::number(i), {{day(item.day), item.day.number}, dueState(item, session().today()), dueKindWord(item.kind), dueTitle(item), plain(item.entity)});
    }
    timeline_->setData(std::move(rows));
    std::vector<TablePanel::FilterChip> chips;
    for (const auto& [kind, number] : kinds)
        chips.push_back({tr("%1 · %2").arg(kind, count(number)), QStringLiteral("kind"), kind});
    timeline_->setChips(chips);
}

void CalendarPage::fillPlanned()
{
    const auto at = static_cast<std::size_t>(std::max(0, which_->currentIndex()));
    if (at >= view_.year.filings.size())
        return;
    const calendar::Filing& filing = view_.year.filings[at].filing;
    const auto answer = plannedAnswer(filing, planned_->day());
    if (!answer) {
        plannedAnswer_->setText(errorLine(answer.error()));
        return;
    }
    QStringList lines;
    if (answer->slack > 0)
        lines << tr("%1 before the due day.").arg(counted(answer->slack, tr("day"), tr("days")));
    else if (answer->slack == 0)
        lines << tr("On the due day itself.");
    else
        lines << tr("%1 after the due day: Form 12b-25 is due %2 and extends to %3.")
                     .arg(counted(-answer->slack, tr("day"), tr("days")), longDay(filing.nt), longDay(filing.extended));
    if (answer->dayOff)
        lines << tr("EDGAR takes no filing on it: %1.").arg(plain(passedWords({*answer->dayOff})));
    if (answer->asOfAge < 0)
        lines << tr("It lies before the period's end.");
    else
        lines << (answer->inWindow()
                ? tr("The evaluation as of the period's end is %1 old, within the %2 days of 15 USC 7241(a)(4)(C).")
                : tr("The evaluation as of the period's end is %1 old, outside the %2 days of 15 USC 7241(a)(4)(C)."))
                     .arg(counted(answer->asOfAge, tr("day"), tr("days")), count(answer->window));
    plannedAnswer_->setText(lines.join(QLatin1Char('\n')));
}

void CalendarPage::fillIncident()
{
    const auto answer = incidentAnswer(determined_->day());
    incidentDay_->setText(answer ? tr("Form 8-K is due %1").arg(longDay(answer->due.due)) : errorLine(answer.error()));
    incidentWhy_->setText(answer ? plain(answer->why) : QString());
}

void CalendarPage::selectFiling(const QString& handle)
{
    const auto at = static_cast<std::size_t>(handle.toULongLong());
    if (at >= view_.year.filings.size())
        return;
    const DatedFiling& dated = view_.year.filings[at];
    auto* made = new ContextCard(filingTitle(dated));
    made->addFact(tr("Period end"), day(dated.filing.periodEnd));
    made->addFact(tr("Term"), counted(dated.days, tr("day"), tr("days")));
    made->addFact(tr("By the count"), day(dated.filing.nominal));
    made->addFact(tr("Due"), day(dated.filing.due));
    if (dated.ruleFrom) {
        made->addFact(tr("Notice by"), day(dated.filing.nt));
        made->addFact(tr("Extended to"), day(dated.filing.extended));
    }
    made->addSection(tr("Why"));
    if (dated.ruleFrom)
        made->addText(tr("%1, for periods that end on or after %2.").arg(plain(dated.filing.source), longDay(*dated.ruleFrom)));
    else
        made->addText(plain(dated.filing.source));
    made->addText(dated.filing.passed.empty() ? tr("The day by the count is a business day, so it stands.")
                                              : tr("Moved to the next business day (Rule 0-3): %1.").arg(movedBecause(dated)));
    if (dated.ruleFrom)
        made->addText(tr("Form 12b-25 within one business day extends it (Rule 12b-25)."));
    const auto& status = dated.filing.quarter == 4 ? view_.year.yearEndStatus : view_.year.status;
    if (status && dated.ruleFrom && !chosenCategory()) {
        made->addSection(tr("Filer category"));
        made->addText(categoryWord(status->category));
        for (const auto& note : status->notes)
            made->addText(sentence(note.c_str()), true);
    }
    setContext(made);
}

void CalendarPage::selectDue(const QString& handle)
{
    const auto at = static_cast<std::size_t>(handle.toULongLong());
    if (handle.isEmpty() || at >= view_.due.size()) {
        setContext(nullptr);
        return;
    }
    const DueItem& item = view_.due[at];
    const TableCell state = dueState(item, session().today());
    auto* made = new ContextCard(dueTitle(item));
    made->setMark(state.mark, state.text);
    made->addFact(tr("Day"), longDay(item.day));
    made->addFact(tr("Kind"), dueKindWord(item.kind));
    if (!item.entity.empty())
        made->addFact(tr("Entity"), plain(item.entity));
    if (item.kind == DueKind::Review)
        made->addText(tr("A review has no day of its own: it must be concluded before the report is filed."), true);
    Command show;
    show.id = QStringLiteral("calendar.show");
    show.title = tr("Open it");
    show.run = [this, target = dueTarget(item)] { go(target); };
    made->addCommand(show);
    setContext(made);
}

void CalendarPage::saveCalendar()
{
    const QString file = askFileToSave(
        this, tr("Save the dates for a calendar"), QStringLiteral("filing-dates.ics"), tr("iCalendar (*.ics)"));
    if (file.isEmpty())
        return;
    session().read(this, [](Workspace& workspace) { return calendarFile(workspace); },
        [this, file](Result<CalendarFile> made) {
            if (!made) {
                complain(made.error());
                return;
            }
            QSaveFile out(file);
            const auto size = static_cast<qint64>(made->bytes.size());
            if (!out.open(QIODevice::WriteOnly) || out.write(made->bytes.data(), size) != size || !out.commit())
                showNotice(this, tr("Save the dates for a calendar"), tr("%1 cannot be written: %2.").arg(file, out.errorString()));
            else
                Q_EMIT said(tr("%1 written to %2").arg(counted(static_cast<std::int64_t>(made->entries), tr("date"), tr("dates")), file));
        });
}

void CalendarPage::go(const QString& target)
{
    const qsizetype colon = target.indexOf(QLatin1Char(':'));
    Q_EMIT navigate({target.left(colon < 0 ? target.size() : colon), colon < 0 ? QString() : target.mid(colon + 1)});
}

} // namespace oxseal::ui
