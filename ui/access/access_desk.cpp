// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/access/card_watch.h"
#include "ui/access/decision_bar.h"
#include "ui/access/line_card.h"
#include "ui/access/removal_table.h"
#include "ui/access/review_rows.h"
#include "ui/access/review_words.h"
#include "ui/access/stage_words.h"
#include "ui/common/context_card.h"
#include "ui/common/filter_box.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QApplication>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

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
    for (int at = Lines; at <= Quality; ++at)
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
    lines_->addToBar(mine_);
    flag_ = new FilterBox(*lines_, QStringLiteral("flag."), tr("Any flag"), tr("Show only lines with this flag"));
    bar_ = new DecisionBar;
    column->addWidget(lines_, 1);
    column->addWidget(bar_);
    panels_->addWidget(desk);
    stages_ = new TablePanel(tr("Stages"));
    stages_->setNouns(tr("stage"), tr("stages"));
    removals_ = new TablePanel(tr("Removals"));
    removals_->setNouns(tr("removal"), tr("removals"));
    obstacles_ = new TablePanel(tr("Before the review can be concluded"));
    obstacles_->setNouns(tr("obstacle"), tr("obstacles"));
    leftOut_ = new TablePanel(tr("Lines left out"));
    leftOut_->setNouns(tr("line"), tr("lines"));
    panels_->addWidget(stages_);
    panels_->addWidget(removals_);
    panels_->addWidget(createLookBack());
    panels_->addWidget(createTimes());
    panels_->addWidget(createChanges());
    panels_->addWidget(createDoubts());
    panels_->addWidget(obstacles_);
    panels_->addWidget(leftOut_);
    panels_->addWidget(createAnswers());
    panels_->addWidget(createQuality());
    watch_ = new CardWatch(*lines_, session().environment().clock, [this] { return context() != nullptr && context()->isVisible(); });

    connect(tabs_, &QTabBar::currentChanged, this, &AccessPage::showTab);
    connect(lines_, &TablePanel::currentChanged, this, &AccessPage::selectLine);
    connect(lines_, &TablePanel::selectionChanged, this, &AccessPage::updateDecisions);
    connect(leftOut_, &TablePanel::currentChanged, this, &AccessPage::selectLine);
    connect(stages_, &TablePanel::currentChanged, this, &AccessPage::selectStage);
    connect(removals_, &TablePanel::currentChanged, this, &AccessPage::selectRemoval);
    connect(obstacles_, &TablePanel::activated, this, [this](const QString& handle) {
        if (!handle.startsWith(QLatin1Char('-')))
            Q_EMIT navigate({QStringLiteral("access"), QStringLiteral("%1/%2").arg(campaign_.value).arg(handle)});
    });
    connect(mine_, &QPushButton::toggled, this, &AccessPage::fillLines);
    connect(bar_, &DecisionBar::decided, this, &AccessPage::decide);
    connect(bar_, &DecisionBar::undone, this, &AccessPage::undo);
    connect(bar_, &DecisionBar::undoChanged, this, &AccessPage::setDeskCommands);
    connect(bar_, &DecisionBar::commented, this, [this] { lines_->view().setFocus(); });
    return box;
}

void AccessPage::showDesk()
{
    const ReviewSheet& sheet = *desk_.sheet;
    const CampaignRow& row = sheet.status.row;
    const CampaignCounts& counts = sheet.status.counts;
    setTitle(QStringLiteral("%1 · %2").arg(plain(row.system), plain(sheet.period.period.name())), {{tr("Access reviews"), QStringLiteral("access")}});
    QStringList facts{stateWord(row.state), row.amends ? tr("amends review %1").arg(row.amends.value) : shapeWord(row.shape), counted(counts.lines, tr("line"), tr("lines")), tr("%1 flagged").arg(count(desk_.flagged)),
        tr("%1 decided (%2)").arg(count(counts.decided), percent(counts.decided, counts.lines))};
    if (counts.unassigned > 0)
        facts << tr("%1 without a reviewer").arg(count(counts.unassigned));
    facts << tr("system owner %1%2").arg(plain(sheet.nameOf(row.systemOwner)), sheet.signedOff() ? tr(", signed off") : QString());
    const QString entity = plain(session().entity().toStdString());
    if (!desk_.scope.empty())
        facts << tr("of these the %1 of %2 shown").arg(counted(static_cast<std::int64_t>(desk_.all->rows()), tr("line"), tr("lines")), entity);
    else if (!entity.isEmpty() && row.entity != session().entity().toStdString())
        facts << (row.entity.empty() ? tr("of the group: no line names %1").arg(entity) : tr("of %1, not of %2").arg(plain(row.entity), entity));
    setSubtitle(facts.join(QStringLiteral(" · ")));
    if (desk_.later)
        setPartial(tr("A later extract, %1, was imported and is in no review. Enter what differs as an amendment (Ctrl+K), or verify the removals with it.").arg(plain(desk_.later->fileName)));
    else
        setPartial(row.previous || row.state != access::CampaignState::Open
                ? QString()
                : tr("There is no review before this one to compare with: what is new or changed cannot be told."));
    progress_->setMaximum(static_cast<int>(std::max<std::int64_t>(counts.lines, 1)));
    progress_->setValue(static_cast<int>(counts.decided));
    for (auto at = sent_.begin(); at != sent_.end();)
        at = sheet.lines[static_cast<std::size_t>(*at)].decision || sheet.turnAt(*at) != Turn::Due ? sent_.erase(at) : std::next(at);
    tabs_->setTabText(Lines, tr("Lines"));
    const auto late = std::count_if(sheet.stages.begin(), sheet.stages.end(), [](const StageStatus& one) { return one.overdue > 0; });
    tabs_->setTabText(Stages, late > 0 ? tr("Stages · %1 late").arg(count(late)) : tr("Stages · %1").arg(sheet.stages.size()));
    tabs_->setTabText(Removals, tr("Removals · %1").arg(count(std::count_if(sheet.removals.begin(), sheet.removals.end(), [](const RemovalRow& one) { return one.state != "withdrawn"; }))));
    tabs_->setTabText(Obstacles, tr("To conclude · %1").arg(count(static_cast<std::int64_t>(sheet.obstacles.size()))));
    tabs_->setTabVisible(Obstacles, row.state == access::CampaignState::Open);
    tabs_->setTabText(LeftOut, tr("Left out · %1").arg(count(counts.leftOut)));
    tabs_->setTabVisible(LeftOut, counts.leftOut > 0);
    tabs_->setTabText(Quality, tr("Reviewer quality"));
    mine_->setVisible(desk_.own != nullptr);
    if (desk_.own != nullptr)
        mine_->setText(tr("My lines · %1").arg(count(static_cast<std::int64_t>(desk_.own->rows()))));
    else
        mine_->setChecked(false);
    fillLines();
    fillRemovals();
    stages_->setData(stageTable(sheet));
    if (stages_->currentHandle().isEmpty())
        stages_->select(QStringLiteral("1"));
    obstacles_->setData(desk_.obstacles);
    fillLookBack();
    fillTimes();
    fillChanges();
    fillDoubts();
    shownBasis_ = desk_.basis; // frozen with the review
    fillAnswers();
    fillQuality();
    if (desk_.leftOut != nullptr)
        leftOut_->setData(desk_.leftOut);
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
    case Stages: selectStage(stages_->currentHandle()); break;
    case Removals: selectRemoval(removals_->currentHandle()); break;
    case LookBack: selectLookBack(lookBack_->currentHandle()); break;
    case Times: selectTimes(times_->currentHandle()); break;
    case Doubts: selectDoubt(doubts_->currentHandle()); break;
    case LeftOut: selectLine(leftOut_->currentHandle()); break;
    case Answers: selectAnswer(answers_->currentHandle()); break;
    case Quality: selectQuality(quality_->currentHandle()); break;
    default: setContext(nullptr);
    }
    updateDecisions();
    setDeskCommands();
}

const ReviewRows* AccessPage::shownRows() const { return mine_->isChecked() && desk_.own != nullptr ? desk_.own.get() : desk_.all.get(); }

void AccessPage::fillLines()
{
    if (!desk_.sheet)
        return;
    const QString wanted = std::exchange(wantedLine_, {});
    const bool first = lines_->currentHandle().isEmpty();
    lines_->setData(shownRows() == desk_.all.get() ? desk_.all : desk_.own);
    fillFilters(*shownRows());
    if (!wanted.isEmpty() && !lines_->select(wanted)) {
        // The link names a line that a filter hides.
        mine_->setChecked(false);
        if (!lines_->select(wanted)) {
            lines_->setFilter({});
            lines_->select(wanted);
        }
    } else if (wanted.isEmpty() && first) {
        goOn(-1);
    }
    // The keys work at once; later readings leave the focus to whoever has it.
    if ((first || !wanted.isEmpty()) && QApplication::activeModalWidget() == nullptr) {
        lines_->view().setFocus();
        // Not laid out yet, the view cannot scroll to its row.
        QTimer::singleShot(0, this, [this] { lines_->view().scrollTo(lines_->view().currentIndex()); });
    }
    updateDecisions();
}

void AccessPage::fillFilters(const ReviewRows& rows)
{
    lines_->setChips({{tr("Pending · %1").arg(count(rows.pending())), QStringLiteral("pending"), tr("yes")}});
    std::vector<std::pair<QString, QString>> choices;
    for (const auto& [flag, lines] : rows.flags())
        choices.emplace_back(QStringLiteral("%1 · %2").arg(flagWord(flag), count(lines)), ReviewRows::flagKey(flag));
    if (rows.privilegesUnknown() > 0)
        choices.emplace_back(QStringLiteral("%1 · %2").arg(privilegeUnknownWord(), count(rows.privilegesUnknown())), ReviewRows::privilegeUnknownKey());
    flag_->setChoices(choices);
}

void AccessPage::fillRemovals()
{
    std::vector<FollowedRemoval> all;
    for (const RemovalRow& removal : desk_.sheet->removals)
        all.push_back({removal, {}, {}});
    removals_->setData(removalTable(all, session().today(), false));
    if (removals_->currentHandle().isEmpty() && !all.empty())
        removals_->select(QString::number(all.front().removal.id));
}

const RemovalRow* AccessPage::chosenRemoval() const
{
    const QString handle = (campaign_ ? removals_ : followed_)->currentHandle();
    if (!campaign_) {
        for (const FollowedRemoval& one : overview_.removals) {
            if (QString::number(one.removal.id) == handle)
                return &one.removal;
        }
        return nullptr;
    }
    if (!desk_.sheet)
        return nullptr;
    const auto& all = desk_.sheet->removals;
    const auto found = std::find_if(all.begin(), all.end(), [&](const RemovalRow& one) { return QString::number(one.id) == handle; });
    return found == all.end() ? nullptr : &*found;
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
    if (tabs_->currentIndex() != Lines && tabs_->currentIndex() != LeftOut)
        return;
    const LineRow* line = lineOf(handle);
    // What stood beside the line before is still on the screen here.
    if (tabs_->currentIndex() == Lines)
        watch_->look(line != nullptr ? line->row : -1);
    ContextCard* card = line != nullptr ? lineCard(*desk_.basis, *desk_.sheet, *desk_.nonHuman, *desk_.identities, *line) : nullptr;
    if (const auto state = card != nullptr ? stateCommand(*line) : std::nullopt)
        card->addCommand(*state);
    setContext(card);
}

void AccessPage::selectStage(const QString& handle)
{
    if (!desk_.sheet || tabs_->currentIndex() != Stages)
        return;
    ContextCard* card = nullptr;
    for (const StageStatus& stage : desk_.sheet->stages) {
        if (QString::number(stage.row.stage) == handle)
            card = stageCard(*desk_.sheet, stage);
    }
    setContext(card);
}

void AccessPage::selectRemoval(const QString&)
{
    if (!desk_.sheet || tabs_->currentIndex() != Removals)
        return;
    const RemovalRow* removal = chosenRemoval();
    const RegrantRow* word = nullptr;
    for (const RegrantRow& one : desk_.sheet->words) {
        if (removal != nullptr && one.removal == removal->id)
            word = &one;
    }
    setContext(removal != nullptr ? removalCard(desk_.sheet->names, *removal, session().today(), word) : nullptr);
    setDeskCommands();
}

} // namespace oxseal::ui
