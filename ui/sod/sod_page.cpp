// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sod/sod_page.h"

#include "storage/reads/control_reads.h"
#include "storage/reads/people_reads.h"
#include "ui/common/chart_view.h"
#include "ui/common/filter_box.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/view_stack.h"
#include "ui/common/words.h"
#include "ui/sod/count_grid.h"
#include "ui/sod/path_view.h"
#include "ui/sod/sod_words.h"

#include <QCheckBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kDutyWidth = 64;
constexpr int kSeverityWidth = 112;
const char* const kTabKeys[] = {"", "fixes", "used", "matrix", "departments", "charts", "rules", "coverage"};
constexpr std::size_t kMostPeriods = 8; ///< two years of quarters

QVBoxLayout* columnIn(QWidget* box)
{
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    return layout;
}

} // namespace

SodPage::SodPage(Session& session)
    : Page(session)
    , views_(new ViewStack)
{
    setTitle(tr("Segregation of duties"));
    createViews();
    setBody(views_);
}

void SodPage::createViews()
{
    auto* overview = new QWidget;
    auto* column = columnIn(overview);
    tabs_ = new QTabBar;
    tabs_->setAccessibleName(tr("Views of the conflicts"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    for (const QString& title : {tr("Conflicts"), tr("To take away"), tr("Used"), tr("Matrix"), tr("Departments"), tr("Charts"), tr("Rules"), tr("Coverage")})
        tabs_->addTab(title);
    panels_ = new QStackedWidget;
    column->addWidget(tabs_);
    column->addWidget(panels_, 1);
    conflicts_ = new TablePanel(tr("Conflicts of duties"));
    conflicts_->setNouns(tr("conflict"), tr("conflicts"));
    conflicts_->setNothing(tr("The check found nobody who can do alone what two people should do. What it could not see stands under Coverage."));
    duty_ = new FilterBox(*conflicts_, QStringLiteral("duty."), tr("Any duty"), tr("Show only conflicts with this duty"));
    fixes_ = new TablePanel(tr("Least to take away"));
    fixes_->setNouns(tr("removal"), tr("removals"));
    fixes_->setNothing(tr("No conflict is open, so nothing needs to be taken away."));
    used_ = new TablePanel(tr("Duties used together"));
    used_->setNouns(tr("rule used"), tr("rules used"));
    matrix_ = new CountGrid(tr("Matrix of duties: people who hold both"), kDutyWidth);
    auto* matrixBox = new QWidget;
    auto* matrixColumn = columnIn(matrixBox);
    allDuties_ = new QCheckBox(tr("Show every duty of the rule set, conflicts or not"));
    matrixColumn->addWidget(label(tr("People who hold both duties; on the diagonal a duty that is sensitive by itself. – means a rule, and nobody in conflict."),
        role::kSecondary, true));
    matrixColumn->addWidget(allDuties_);
    matrixColumn->addWidget(matrix_, 1);
    departments_ = new CountGrid(tr("Conflicts by department and severity"), kSeverityWidth);
    rules_ = new TablePanel(tr("Rules of duties"));
    rules_->setNouns(tr("rule"), tr("rules"));
    coverage_ = new TablePanel(tr("What the check does not see"));
    coverage_->setNouns(tr("gap"), tr("gaps"));
    coverage_->setNothing(tr("Every grant and every rule was understood: the check has no gap that it knows of."));
    for (QWidget* panel : std::initializer_list<QWidget*>{conflicts_, fixes_, used_, matrixBox, departments_, createCharts(), rules_, coverage_})
        panels_->addWidget(panel);
    views_->addWidget(overview);

    auto* one = new QWidget;
    auto* way = columnIn(one);
    path_ = new PathView;
    ways_ = new TablePanel(tr("Ways to the conflict"));
    ways_->setNouns(tr("way"), tr("ways"));
    way->addWidget(path_);
    way->addSpacing(kGap);
    way->addWidget(ways_, 1);
    views_->addWidget(one);
    effects_ = new TablePanel(tr("Effects of a request"));
    effects_->setNouns(tr("conflict"), tr("conflicts"));
    effects_->setNothing(tr("The person has no conflict today and would have none."));
    views_->addWidget(effects_);

    connect(tabs_, &QTabBar::currentChanged, this, &SodPage::showTab);
    connect(conflicts_, &TablePanel::currentChanged, this, &SodPage::selectConflict);
    connect(conflicts_, &TablePanel::activated, this, [this](const QString& handle) { Q_EMIT navigate({QStringLiteral("sod"), handle}); });
    connect(fixes_, &TablePanel::activated, this, [this](const QString&) { askRequest(); });
    connect(used_, &TablePanel::currentChanged, this, &SodPage::showUse);
    connect(matrix_, &CountGrid::opened, this, &SodPage::showPeople);
    connect(departments_, &CountGrid::opened, this, &SodPage::showDepartment);
    connect(allDuties_, &QCheckBox::toggled, this, &SodPage::fillMatrix);
}

QWidget* SodPage::createCharts()
{
    auto* box = new QWidget;
    auto* column = columnIn(box);
    functionChart_ = new ChartView;
    trendChart_ = new ChartView;
    column->addWidget(functionChart_, 1);
    column->addWidget(trendChart_, 1);
    connect(functionChart_, &ChartView::picked, this, &SodPage::showFunction);
    connect(trendChart_, &ChartView::picked, this, &SodPage::showPeriod);
    return box;
}

void SodPage::open(const QString& object)
{
    wanted_.clear();
    bool tab = object.isEmpty();
    for (int at = 0; at <= Coverage; ++at) {
        if (!object.isEmpty() && object == QLatin1String(kTabKeys[at])) {
            tabs_->setCurrentIndex(at);
            tab = true;
        }
    }
    if (!tab)
        wanted_ = object;
    reload();
}

void SodPage::reload()
{
    showLoading();
    if (!session().period()) {
        setCommands({});
        showEmpty(tr("Duties are checked for a period, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("sod.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("sod"));
        return;
    }
    session().read(
        this,
        [period = *session().period(), entity = session().entity().toStdString(), today = session().today()](Workspace& workspace) {
            return readState(workspace, period, entity, today);
        },
        [this](Result<State> state) {
            if (!state) {
                setCommands({});
                setHiddenCommands({});
                showError(state.error());
            } else {
                take(std::move(*state));
            }
        });
}

Result<SodPage::State> SodPage::readState(Workspace& workspace, const PeriodRow& period, const std::string& entity, Day today)
{
    State state;
    Database& db = workspace.db();
    OXSEAL_TRY(state.versions, ruleVersions(db));
    OXSEAL_TRY(state.listings, sodListings(db, period));
    OXSEAL_TRY(state.people, persons(db));
    OXSEAL_TRY(const Person self, personById(db, workspace.actor().person));
    state.self = self.employeeId;
    OXSEAL_TRY(const std::vector<ControlStatus> controls, controlOverview(db, period));
    for (const ControlStatus& control : controls)
        state.controls.push_back(control.row.control.code);
    OXSEAL_TRY(state.builtIn, builtInRules());
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, period));
    if (!run)
        return state;
    OXSEAL_TRY(const CompanyFacts company, companyFacts(db));
    state.company = company.name;
    OXSEAL_TRY(SodPicture picture, sodPicture(workspace, period, today));
    if (!entity.empty())
        state.hidden = narrowTo(picture, entity);
    OXSEAL_TRY(state.didDo, didDoPicture(workspace, period));
    state.fixes = sodFixes(picture, false);
    state.picture = std::make_shared<const SodPicture>(std::move(picture));
    OXSEAL_TRY(state.trend, conflictsByPeriod(db, period, kMostPeriods, today));
    return state;
}

void SodPage::take(State state)
{
    state_ = std::move(state);
    if (state_.picture == nullptr)
        showNothing();
    else
        showPicture();
}

void SodPage::showNothing()
{
    setTitle(tr("Segregation of duties"));
    setSubtitle({});
    setPartial({});
    setContext(nullptr);
    updateCommands();
    offerOnlyNext();
    const QString what = tr("The check lays the access of all systems together, person by person, and finds those who can do alone what "
                            "two people should do. ");
    if (state_.versions.empty()) {
        Command load = ruleCommands().back();
        load.primary = true;
        showEmpty(what + tr("It needs rules, and none are loaded yet: begin with the set that comes with the program, or load a file of your own "
                            "(Ctrl+K, \"Load rules from a file\")."),
            load, QStringLiteral("sod"));
        return;
    }
    if (state_.listings.empty()) {
        showEmpty(what + tr("It needs the listings of the period's systems, and none is imported yet."),
            {QStringLiteral("sod.import"), tr("Go to Import"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, true, {}},
            QStringLiteral("sod"));
        return;
    }
    showEmpty(what + tr("It has not been run for this period."), runCommand(), QStringLiteral("sod"));
}

void SodPage::showPicture()
{
    const SodPicture& picture = *state_.picture;
    const QString entity = plain(session().entity().toStdString());
    if (state_.hidden > 0 && picture.conflicts.empty() && wanted_.isEmpty()) {
        setTitle(tr("Segregation of duties"));
        setSubtitle({});
        setPartial({});
        setContext(nullptr);
        updateCommands();
        offerOnlyNext();
        showEmpty(tr("None of the %1 of this check runs through a listing of %2: its listings are of the group or of other entities.")
                      .arg(counted(static_cast<std::int64_t>(state_.hidden), tr("conflict"), tr("conflicts")), entity),
            {QStringLiteral("sod.group"), tr("Show the group"), [this] { session().chooseEntity({}); }, {}, {}, true, {}}, QStringLiteral("sod"));
        return;
    }
    std::int64_t open = 0;
    for (const SodConflictPicture& conflict : picture.conflicts)
        open += conflict.status.standing == sod::Standing::Open ? 1 : 0;
    QStringList newer;
    for (const SnapshotInfo& info : picture.newer)
        newer << plain(info.key.subject);
    QString partial;
    if (!newer.isEmpty())
        partial = tr("Imported after this check and not in it: %1. Run it again.").arg(newer.join(QStringLiteral(", ")));
    else if (!picture.roster)
        partial = tr("There was no HR roster: accounts of one person in two systems could not be laid together.");
    setPartial(partial);
    fillConflicts();
    fillFixes();
    fillUsed();
    fillMatrix();
    fillDepartments();
    fillCharts();
    fillRules();
    fillCoverage();
    const SodConflictPicture* one = wanted_.isEmpty() ? nullptr : conflictOf(wanted_);
    if (wanted_ == kAnswer && answer_) {
        showAnswer();
    } else if (one != nullptr) {
        views_->setCurrentIndex(1);
        showConflict();
    } else {
        if (!wanted_.isEmpty() && wanted_ != kAnswer)
            Q_EMIT said(tr("That conflict is not in the last check any more."));
        wanted_.clear();
        setTitle(tr("Segregation of duties"));
        QString facts = tr("%1, %2 open · %3 checked · %4 · run %5")
                            .arg(counted(static_cast<std::int64_t>(picture.conflicts.size()), tr("conflict"), tr("conflicts")), count(open),
                                counted(picture.run.persons, tr("person"), tr("people")),
                                QStringLiteral("%1 %2").arg(plain(picture.ruleSet.name), plain(picture.ruleSet.version)), when(picture.run.ranAt));
        if (!entity.isEmpty())
            facts += tr(" · only with a way through a listing of %1; %2 not shown")
                         .arg(entity, counted(static_cast<std::int64_t>(state_.hidden), tr("other conflict"), tr("other conflicts")));
        setSubtitle(facts);
        views_->setCurrentIndex(0);
        showTab(tabs_->currentIndex());
    }
    updateCommands();
    showReady();
}

void SodPage::showTab(int tab)
{
    panels_->setCurrentIndex(tab);
    if (state_.picture == nullptr)
        return;
    switch (tab) {
    case Conflicts: selectConflict(conflicts_->currentHandle()); break;
    case Used: showUse(used_->currentHandle()); break;
    case Rules: showRuleSets(); break;
    case Coverage: showSources(); break;
    default: setContext(nullptr);
    }
    updateCommands();
}

Command SodPage::runCommand()
{
    Command check{QStringLiteral("sod.run"), tr("Run the check"), [this] { run(); }, whyNotWrite(Permission::RunReview), {}, true, QStringLiteral("sod")};
    if (check.whyNot.isEmpty() && versionInUse() == nullptr)
        check.whyNot = state_.versions.empty() ? tr("Load a rule set first.") : tr("Every version of the rules was rejected; load or propose another.");
    else if (check.whyNot.isEmpty() && state_.listings.empty())
        check.whyNot = tr("Import the listings of this period first.");
    return check;
}

void SodPage::updateCommands()
{
    std::vector<Command> decisions;
    std::vector<Command> hiddenDecisions;
    if (state_.picture != nullptr) {
        const SodConflictPicture* one = chosen();
        // Where an acceptance waits for a second person, that word is what is asked for; the palette has the rest.
        const bool waits = one != nullptr && one->status.waiting() != nullptr;
        (waits ? hiddenDecisions : decisions)
            .push_back({QStringLiteral("sod.accept"), tr("Accept until…"), [this] { accept(); }, whyNotDecide(true), QKeySequence(Qt::Key_A), false, {}});
        hiddenDecisions.push_back({QStringLiteral("sod.together"), tr("Cannot be separated…"), [this] { keepTogether(); }, whyNotDecide(false), QKeySequence(Qt::Key_T), false, {}});
        const bool memo = one != nullptr && one->status.compensation && one->status.mitigation;
        hiddenDecisions.push_back({QStringLiteral("sod.memo"), tr("Save the memo as PDF"), [this] { saveMemo(); },
            memo ? QString() : tr("Select a conflict whose duties were said to stay together first."), {}, false, {}});
        const QString whyRaise = whyNotWrite(Permission::RecordDeficiency);
        hiddenDecisions.push_back({QStringLiteral("sod.raise"), tr("Raise as deficiency…"), [this] { raiseConflict(); },
            whyRaise.isEmpty() && one == nullptr ? tr("Select a conflict first.") : whyRaise, QKeySequence(Qt::Key_F), false, {}});
        auto& judging = waits ? decisions : hiddenDecisions;
        judging.push_back({QStringLiteral("sod.accept_decline"), tr("Decline the acceptance…"), [this] { judgeAccepted(false); }, whyNotJudge(false), {}, false, {}});
        judging.push_back({QStringLiteral("sod.accept_approve"), tr("Approve the acceptance…"), [this] { judgeAccepted(true); }, whyNotJudge(true), {}, false, {}});
        decisions.push_back({QStringLiteral("sod.mitigate"), tr("Mitigate…"), [this] { mitigate(); }, whyNotDecide(false), QKeySequence(Qt::Key_M), false, {}});
    }
    // The buttons decide on what is shown; loading rules stands beside them, and the palette has all.
    std::vector<Command> hidden = ruleCommands();
    hidden.insert(hidden.end(), hiddenDecisions.begin(), hiddenDecisions.end());
    std::vector<Command> buttons;
    if (wanted_ == kAnswer && answer_) {
        setHiddenCommands(std::move(hidden));
        setCommands({requestCommand(), {QStringLiteral("sod.save_answer"), tr("Save the answer as PDF"), [this] { saveAnswer(); }, {}, {}, true, {}}});
        return;
    }
    const bool conflicts = !wanted_.isEmpty() || tabs_->currentIndex() == Conflicts;
    auto& place = conflicts ? buttons : hidden;
    place.insert(place.end(), decisions.begin(), decisions.end());
    (tabs_->currentIndex() == TakeAway && wanted_.isEmpty() ? buttons : hidden).push_back(requestCommand());
    if (tabs_->currentIndex() == Rules && wanted_.isEmpty()) {
        buttons.push_back(hidden.front()); // the page that changes them
        hidden.erase(hidden.begin());
    }
    if (state_.picture != nullptr) {
        const bool accepted = std::any_of(state_.picture->conflicts.begin(), state_.picture->conflicts.end(),
            [](const SodConflictPicture& one) { return one.status.standing == sod::Standing::Accepted; });
        hidden.push_back({QStringLiteral("sod.accepted"), tr("Save the memo on accepted conflicts as PDF"), [this] { saveAccepted(); },
            accepted ? QString() : tr("No conflict of this period is accepted."), {}, false, {}});
        const bool room = wanted_.isEmpty() && tabs_->currentIndex() != Conflicts && tabs_->currentIndex() != TakeAway;
        (room ? buttons : hidden).push_back({QStringLiteral("sod.report"), tr("Save report"), [this] { saveReport(); }, {}, {}, false, {}});
    }
    buttons.push_back(runCommand());
    setHiddenCommands(std::move(hidden));
    setCommands(std::move(buttons));
}

void SodPage::run()
{
    QStringList systems;
    for (const SnapshotInfo& info : state_.listings)
        systems << tr("%1 as of %2").arg(plain(info.key.subject), day(info.asOf));
    const RuleSetRow& rules = versionInUse()->row;
    const auto answer = askToAct(this,
        {tr("Check the duties of %1").arg(plain(session().period()->period.name())), tr("Run the check"),
            {tr("Rules: %1 %2").arg(plain(rules.name), plain(rules.version)), tr("Listings: %1").arg(systems.join(QStringLiteral(", ")))},
            tr("Quarterly check of duties"), false, {}, true});
    if (!answer)
        return;
    act(tr("Check the duties"),
        [period = *session().period(), reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return runSod(workspace, period, reason);
        },
        [this](const Result<SodRunRow>& done) {
            Q_EMIT said(tr("%1 found among %2.").arg(counted(done->conflicts, tr("conflict"), tr("conflicts")), counted(done->persons, tr("person"), tr("people"))));
        });
}

} // namespace oxseal::ui
