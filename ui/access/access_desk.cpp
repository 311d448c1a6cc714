// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"
#include "ui/access/access_page.h"
#include "ui/access/decision_bar.h"
#include "ui/access/line_card.h"
#include "ui/access/review_rows.h"
#include "ui/access/review_words.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString percent(std::int64_t part, std::int64_t whole) { return QObject::tr("%1 %").arg(whole == 0 ? 100 : part * 100 / whole); }

} // namespace

QWidget* AccessPage::createDesk()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    progress_ = new QProgressBar;
    progress_->setAccessibleName(tr("Lines decided"));
    progress_->setTextVisible(false);
    layout->addWidget(progress_);
    tabs_ = new QTabBar;
    tabs_->setAccessibleName(tr("Parts of the review"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    for (int at = Lines; at <= LeftOut; ++at)
        tabs_->addTab({});
    layout->addWidget(tabs_);
    panels_ = new QStackedWidget;
    layout->addWidget(panels_, 1);

    auto* desk = new QWidget;
    auto* column = new QVBoxLayout(desk);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    lines_ = new TablePanel(tr("Access review lines"));
    lines_->setNouns(tr("line"), tr("lines"));
    mine_ = new QPushButton(tr("My lines"));
    mine_->setObjectName(QStringLiteral("filterChip"));
    mine_->setCheckable(true);
    mine_->setToolTip(tr("Only the lines that are assigned to you"));
    mine_->setAccessibleName(tr("Only the lines that are assigned to you"));
    flag_ = new QComboBox;
    flag_->setAccessibleName(tr("Show only lines with this flag"));
    flag_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    lines_->addToBar(mine_);
    lines_->addToBar(flag_);
    bar_ = new DecisionBar;
    column->addWidget(lines_, 1);
    column->addWidget(bar_);
    panels_->addWidget(desk);
    removals_ = new TablePanel(tr("Removals"));
    removals_->setNouns(tr("removal"), tr("removals"));
    obstacles_ = new TablePanel(tr("Before the review can be concluded"));
    obstacles_->setNouns(tr("obstacle"), tr("obstacles"));
    leftOut_ = new TablePanel(tr("Lines left out"));
    leftOut_->setNouns(tr("line"), tr("lines"));
    for (TablePanel* panel : {removals_, obstacles_, leftOut_})
        panels_->addWidget(panel);

    connect(tabs_, &QTabBar::currentChanged, this, &AccessPage::showTab);
    connect(lines_, &TablePanel::currentChanged, this, &AccessPage::selectLine);
    connect(lines_, &TablePanel::selectionChanged, this, &AccessPage::updateDecisions);
    connect(leftOut_, &TablePanel::currentChanged, this, &AccessPage::selectLine);
    connect(removals_, &TablePanel::currentChanged, this, &AccessPage::selectRemoval);
    connect(obstacles_, &TablePanel::activated, this, [this](const QString& handle) {
        if (!handle.startsWith(QLatin1Char('-')))
            Q_EMIT navigate({QStringLiteral("access"), QStringLiteral("%1/%2").arg(campaign_.value).arg(handle)});
    });
    connect(mine_, &QPushButton::toggled, this, &AccessPage::fillLines);
    connect(flag_, &QComboBox::activated, this, [this] {
        TableFilter filter = lines_->model().filter();
        filter.columns.clear();
        if (const QString key = flag_->currentData().toString(); !key.isEmpty())
            filter.columns[key] = tr("yes");
        lines_->setFilter(filter);
    });
    connect(bar_, &DecisionBar::decided, this, &AccessPage::decide);
    connect(bar_, &DecisionBar::undone, this, &AccessPage::undo);
    connect(bar_, &DecisionBar::commented, this, [this] { lines_->view().setFocus(); });
    return box;
}

void AccessPage::showDesk()
{
    const ReviewSheet& sheet = *desk_.sheet;
    const CampaignRow& row = sheet.status.row;
    const CampaignCounts& counts = sheet.status.counts;
    setTitle(QStringLiteral("%1 · %2").arg(plain(row.system), plain(sheet.period.period.name())), {{tr("Access reviews"), QStringLiteral("access")}});
    std::int64_t flagged = 0;
    for (const LineRow& line : sheet.lines)
        flagged += line.included && (line.flags.alarming() || line.flags.is(access::LineFlag::Privileged)) ? 1 : 0;
    QStringList facts{stateWord(row.state), shapeWord(row.shape), counted(counts.lines, tr("line"), tr("lines")), tr("%1 flagged").arg(count(flagged)),
        tr("%1 decided (%2)").arg(count(counts.decided), percent(counts.decided, counts.lines))};
    if (counts.unassigned > 0)
        facts << tr("%1 without a reviewer").arg(count(counts.unassigned));
    facts << tr("system owner %1%2").arg(plain(sheet.nameOf(row.systemOwner)), sheet.signedOff() ? tr(", signed off") : QString());
    setSubtitle(facts.join(QStringLiteral(" · ")));
    setPartial(row.previous || row.state != access::CampaignState::Open
            ? QString()
            : tr("There is no review before this one to compare with: what is new or changed cannot be told."));
    progress_->setMaximum(static_cast<int>(std::max<std::int64_t>(counts.lines, 1)));
    progress_->setValue(static_cast<int>(counts.decided));

    for (auto at = sent_.begin(); at != sent_.end();)
        at = sheet.lines[static_cast<std::size_t>(*at)].decision ? sent_.erase(at) : std::next(at);
    tabs_->setTabText(Lines, tr("Lines"));
    tabs_->setTabText(Removals, tr("Removals · %1").arg(std::count_if(sheet.removals.begin(), sheet.removals.end(), [](const RemovalRow& one) { return one.state != "withdrawn"; })));
    tabs_->setTabText(Obstacles, tr("To conclude · %1").arg(sheet.obstacles.size()));
    tabs_->setTabVisible(Obstacles, row.state == access::CampaignState::Open);
    tabs_->setTabText(LeftOut, tr("Left out · %1").arg(counts.leftOut));
    tabs_->setTabVisible(LeftOut, counts.leftOut > 0);
    const PersonId self = session().actor().person;
    const auto own = std::count_if(sheet.lines.begin(), sheet.lines.end(), [self](const LineRow& line) { return line.included && line.reviewer == self; });
    mine_->setText(tr("My lines · %1").arg(own));
    mine_->setVisible(own > 0);
    if (own == 0)
        mine_->setChecked(false);
    fillLines();
    fillRemovals();
    fillObstacles();
    if (counts.leftOut > 0)
        leftOut_->setData(std::make_shared<ReviewRows>(desk_.basis, desk_.sheet, ReviewRows::Which::LeftOut));
    if (wantedTab_ >= 0 && tabs_->isTabVisible(wantedTab_)) {
        tabs_->setCurrentIndex(wantedTab_);
        wantedTab_ = -1;
    } else if (!tabs_->isTabVisible(tabs_->currentIndex())) {
        tabs_->setCurrentIndex(Lines);
    }
    showTab(tabs_->currentIndex());
}

void AccessPage::showTab(int tab)
{
    panels_->setCurrentIndex(tab);
    if (!desk_.sheet)
        return;
    switch (tab) {
    case Lines: selectLine(lines_->currentHandle()); break;
    case Removals: selectRemoval(removals_->currentHandle()); break;
    case LeftOut: selectLine(leftOut_->currentHandle()); break;
    default: setContext(nullptr);
    }
    setDeskCommands();
}

void AccessPage::fillLines()
{
    if (!desk_.sheet)
        return;
    const PersonId only = mine_->isChecked() ? session().actor().person : PersonId();
    auto rows = std::make_shared<ReviewRows>(desk_.basis, desk_.sheet, ReviewRows::Which::Included, only);
    const bool first = lines_->currentHandle().isEmpty();
    lines_->setData(rows);
    fillFilters(*rows);
    if (!wantedLine_.isEmpty()) {
        if (!lines_->select(wantedLine_)) {
            // The link names a line that the filter hides.
            lines_->setFilter({});
            lines_->select(wantedLine_);
        }
        wantedLine_.clear();
    } else if (first) {
        goOn(-1);
    }
    lines_->view().setFocus();
    updateDecisions();
}

void AccessPage::fillFilters(const ReviewRows& rows)
{
    std::map<access::LineFlag, std::int64_t> counts;
    std::int64_t pending = 0;
    for (std::size_t at = 0; at < rows.rows(); ++at) {
        const LineRow& line = rows.line(at);
        pending += line.decision && access::settles(*line.decision) ? 0 : 1;
        for (const access::LineFlag flag : raisedFlags(line.flags))
            ++counts[flag];
    }
    lines_->setChips({{tr("Pending · %1").arg(count(pending)), QStringLiteral("pending"), tr("yes")}});
    const auto& active = lines_->model().filter().columns;
    flag_->clear();
    flag_->addItem(tr("Any flag"), QString());
    for (const access::LineFlag flag : rows.flags()) {
        flag_->addItem(QStringLiteral("%1 · %2").arg(flagWord(flag), count(counts[flag])), ReviewRows::flagKey(flag));
        if (active.count(ReviewRows::flagKey(flag)) != 0)
            flag_->setCurrentIndex(flag_->count() - 1);
    }
}

void AccessPage::fillRemovals()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 132},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Id, 120},
        {QStringLiteral("entitlement"), tr("Permission"), ColumnKind::Text, 240},
        {QStringLiteral("kind"), tr("What"), ColumnKind::Text, 120},
        {QStringLiteral("due"), tr("Due"), ColumnKind::Date, 96},
        {QStringLiteral("requested"), tr("Requested"), ColumnKind::Date, 96},
        {QStringLiteral("claimed"), tr("Claimed"), ColumnKind::Date, 96},
        {QStringLiteral("proven"), tr("Proven by extract of"), ColumnKind::Date, 140},
        {QStringLiteral("ticket"), tr("Ticket"), ColumnKind::Id, 110},
    });
    const Day today = session().today();
    const auto dateCell = [](const std::optional<Instant>& at) {
        return at ? TableCell(day(at->day()), at->day().number) : TableCell();
    };
    for (const RemovalRow& removal : desk_.sheet->removals) {
        list->add(QString::number(removal.id),
            {{removalMark(removal, today), removalWord(removal.state)}, plain(removal.account), plain(removal.entitlement),
                removal.kind == "reduce" ? tr("reduce to %1").arg(plain(removal.target)) : tr("take away"), {day(removal.due), removal.due.number},
                dateCell(removal.requestedAt), dateCell(removal.claimedAt), dateCell(removal.removedAsOf), plain(removal.ticket)});
    }
    removals_->setData(std::move(list));
}

void AccessPage::fillObstacles()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("line"), tr("Row"), ColumnKind::Number, 64},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Text, 140},
        {QStringLiteral("what"), tr("What stands in the way"), ColumnKind::Text, 300},
        {QStringLiteral("reviewer"), tr("Reviewer"), ColumnKind::Text, 140},
        {QStringLiteral("remedy"), tr("Way out"), ColumnKind::Text, 260},
    });
    int serial = 0;
    for (const Finding& obstacle : desk_.sheet->obstacles) {
        const QString argument = obstacle.arguments.empty() ? QString() : plain(obstacle.arguments.front());
        const LineRow* line = obstacle.code == "access.no_system_owner" ? nullptr : lineOf(argument);
        const QString handle = line != nullptr ? argument : QStringLiteral("-%1").arg(++serial);
        list->add(handle,
            {line != nullptr ? numberCell(line->row) : TableCell(), line != nullptr ? plain(line->accountName.empty() ? line->account : line->accountName) : QString(),
                plain(texts::what(obstacle)), line != nullptr && line->reviewer ? plain(desk_.sheet->nameOf(line->reviewer)) : QString(),
                plain(texts::remedy(obstacle))});
    }
    obstacles_->setData(std::move(list));
}

const LineRow* AccessPage::lineOf(const QString& handle) const
{
    bool number = false;
    const std::size_t row = handle.toULongLong(&number);
    return number && desk_.sheet && row < desk_.sheet->lines.size() ? &desk_.sheet->lines[row] : nullptr;
}

std::vector<LineRow> AccessPage::selectedLines() const
{
    std::vector<LineRow> chosen;
    for (const QString& handle : lines_->selectedHandles()) {
        if (const LineRow* line = lineOf(handle))
            chosen.push_back(*line);
    }
    return chosen;
}

void AccessPage::selectLine(const QString& handle)
{
    const LineRow* line = lineOf(handle);
    setContext(line != nullptr ? lineCard(*desk_.basis, *desk_.sheet, *line) : nullptr);
}

void AccessPage::selectRemoval(const QString& handle)
{
    const auto& removals = desk_.sheet->removals;
    const auto found = std::find_if(removals.begin(), removals.end(), [&](const RemovalRow& one) { return QString::number(one.id) == handle; });
    setContext(found == removals.end() ? nullptr : removalCard(*desk_.sheet, *found, session().today()));
    setDeskCommands();
}

} // namespace oxseal::ui
