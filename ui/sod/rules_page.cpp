// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sod/rules_page.h"

#include "storage/reads/people_reads.h"
#include "storage/reads/sod_picture.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr const char* kTabKeys[] = {"rules", "duties", "changes", "versions"};

} // namespace

RulesPage::RulesPage(Session& session)
    : Page(session)
{
    setTitle(tr("Rules of duties"), {{tr("Segregation of duties"), QStringLiteral("sod")}});
    createViews();
}

void RulesPage::createViews()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    tabs_ = new QTabBar;
    tabs_->setAccessibleName(tr("Parts of the rules"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    for (const QString& title : {tr("Rules"), tr("Duties"), tr("Changes"), tr("Versions")})
        tabs_->addTab(title);
    panels_ = new QStackedWidget;
    column->addWidget(tabs_);
    column->addWidget(panels_, 1);
    rules_ = new TablePanel(tr("Rules as written"));
    rules_->setNouns(tr("rule"), tr("rules"));
    duties_ = new TablePanel(tr("Duties as written"));
    duties_->setNouns(tr("duty"), tr("duties"));
    changes_ = new TablePanel(tr("Changes of the draft"));
    changes_->setNouns(tr("change"), tr("changes"));
    changes_->setNothing(tr("Nobody is drafting: change a rule or a duty, and what differs from the version in use stands here."));
    effect_ = new TablePanel(tr("What the draft would find"));
    effect_->setNouns(tr("conflict"), tr("conflicts"));
    effect_->setNothing(tr("In the access of this period the draft finds the same conflicts as the version in use."));
    versions_ = new TablePanel(tr("Versions of the rules"));
    versions_->setNouns(tr("version"), tr("versions"));
    auto* both = new QWidget;
    auto* halves = new QVBoxLayout(both);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(kGap);
    halves->addWidget(changes_, 1);
    halves->addWidget(label(tr("What it would find in the access of this period"), role::kSectionTitle));
    halves->addWidget(effect_, 1);
    for (QWidget* panel : std::initializer_list<QWidget*>{rules_, duties_, both, versions_})
        panels_->addWidget(panel);
    connect(tabs_, &QTabBar::currentChanged, this, &RulesPage::showTab);
    connect(rules_, &TablePanel::currentChanged, this, &RulesPage::showRule);
    connect(rules_, &TablePanel::activated, this, [this](const QString& handle) {
        if (whyNotWrite(Permission::EditSodRules).isEmpty())
            editRule(handle.toStdString());
    });
    connect(duties_, &TablePanel::currentChanged, this, &RulesPage::showDuty);
    connect(duties_, &TablePanel::activated, this, [this](const QString& handle) {
        if (whyNotWrite(Permission::EditSodRules).isEmpty())
            editDuty(handle.toStdString());
    });
    connect(versions_, &TablePanel::currentChanged, this, &RulesPage::showVersion);
    setBody(body);
}

void RulesPage::open(const QString& object)
{
    for (int at = 0; at <= Versions; ++at) {
        if (object == QLatin1String(kTabKeys[at]))
            tabs_->setCurrentIndex(at);
    }
    reload();
}

void RulesPage::reload()
{
    showLoading();
    session().read(
        this, [period = session().period()](Workspace& workspace) { return readState(workspace, period); },
        [this](Result<State> state) {
            if (state) {
                take(std::move(*state));
                return;
            }
            setCommands({});
            setHiddenCommands({});
            showError(state.error());
        });
}

Result<RulesPage::State> RulesPage::readState(Workspace& workspace, const std::optional<PeriodRow>& period)
{
    State state;
    Database& db = workspace.db();
    OXSEAL_TRY(state.people, persons(db));
    OXSEAL_TRY(state.versions, ruleVersions(db));
    OXSEAL_TRY(state.draft, ruleDraft(db));
    for (const RuleVersion& version : state.versions) {
        if (version.standing == RuleStanding::InUse) {
            OXSEAL_TRY(state.used, rulesOf(version.row));
        }
    }
    state.shown = state.draft ? state.draft->rules : state.used;
    if (state.draft)
        state.diff = sod::diff(state.used, state.draft->rules);
    if (period && !state.shown.rules.empty()) {
        OXSEAL_TRY(const PeriodAccess access, periodAccess(workspace, *period));
        state.lint = sod::lint(state.shown, access.held.graph);
        if (state.draft) {
            OXSEAL_TRY(state.effect, ruleEffect(access, period->period.last, state.used, state.draft->rules));
        }
    }
    return state;
}

void RulesPage::take(State state)
{
    state_ = std::move(state);
    if (state_.versions.empty() && !state_.draft) {
        setSubtitle({});
        setContext(nullptr);
        setCommands({});
        setHiddenCommands({});
        offerOnlyNext();
        showEmpty(tr("No rules are loaded yet. Begin with the set that comes with the program, or load a file of your own; then they are changed here."),
            {QStringLiteral("rules.load"), tr("Go to Segregation of duties"), [this] { Q_EMIT navigate({QStringLiteral("sod"), QStringLiteral("rules")}); }, {}, {}, true, {}},
            QStringLiteral("duties"));
        return;
    }
    QString facts = tr("%1 over %2").arg(counted(static_cast<std::int64_t>(state_.shown.rules.size()), tr("rule"), tr("rules")),
        counted(static_cast<std::int64_t>(state_.shown.functions.size()), tr("duty"), tr("duties")));
    if (!state_.used.rules.empty())
        facts = tr("%1 %2 in use · ").arg(plain(state_.used.name), plain(state_.used.version)) + facts;
    if (state_.draft)
        facts += tr(" · draft of %1, last changed %2").arg(nameOf(state_.draft->row.changedBy), when(state_.draft->row.changedAt));
    setSubtitle(facts);
    const bool unapproved = std::any_of(state_.versions.begin(), state_.versions.end(),
        [](const RuleVersion& one) { return one.standing == RuleStanding::InUse && !one.verdict; });
    setPartial(unapproved ? tr("The version in use was not approved by a second person. Until one is, checks use the newest, and it is an open matter.") : QString());
    fillRules();
    fillDuties();
    fillChanges();
    fillVersions();
    showTab(tabs_->currentIndex());
    showReady();
}

void RulesPage::showTab(int tab)
{
    panels_->setCurrentIndex(tab);
    switch (tab) {
    case Rules: showRule(rules_->currentHandle()); break;
    case Duties: showDuty(duties_->currentHandle()); break;
    case Versions: showVersion(versions_->currentHandle()); break;
    default: setContext(nullptr);
    }
    updateCommands();
}

std::vector<Command> RulesPage::draftCommands()
{
    QString whyNot = whyNotWrite(Permission::EditSodRules);
    if (whyNot.isEmpty() && !state_.draft)
        whyNot = tr("Nobody is drafting: change a rule or a duty first.");
    QString whyNotPropose = whyNot;
    if (whyNotPropose.isEmpty() && state_.diff.onlyNamed())
        whyNotPropose = tr("The draft says what the version in use says.");
    return {{QStringLiteral("rules.discard"), tr("Discard the draft…"), [this] { discard(); }, whyNot, {}, false, {}},
        {QStringLiteral("rules.propose"), tr("Propose as a version…"), [this] { propose(); }, whyNotPropose, {}, true, {}}};
}

std::vector<Command> RulesPage::versionCommands()
{
    const RuleVersion* version = versionOf(versions_->currentHandle());
    QString whyNot = whyNotWrite(Permission::AcceptConflict);
    if (whyNot.isEmpty() && version == nullptr)
        whyNot = tr("Select a version in the list first.");
    else if (whyNot.isEmpty() && version->verdict)
        whyNot = version->verdict->approved ? tr("It is approved already, and a verdict is final.") : tr("It is rejected already, and a verdict is final.");
    else if (whyNot.isEmpty() && version->row.loadedBy == session().actor().person)
        whyNot = tr("You loaded it yourself; a second person approves or rejects it.");
    const QString none = version == nullptr ? tr("Select a version in the list first.") : QString();
    return {{QStringLiteral("rules.export"), tr("Save as a file…"), [this] { exportVersion(); }, none, {}, false, {}},
        {QStringLiteral("rules.reject"), tr("Reject…"), [this] { judge(false); }, whyNot, {}, false, {}},
        {QStringLiteral("rules.approve"), tr("Approve…"), [this] { judge(true); }, whyNot, {}, true, {}}};
}

void RulesPage::updateCommands()
{
    const QString whyNot = whyNotWrite(Permission::EditSodRules);
    const bool rules = tabs_->currentIndex() == Rules;
    const QString handle = rules ? rules_->currentHandle() : duties_->currentHandle();
    QString whyNotOne = whyNot;
    if (whyNotOne.isEmpty() && handle.isEmpty())
        whyNotOne = rules ? tr("Select a rule in the list first.") : tr("Select a duty in the list first.");
    std::vector<Command> buttons;
    std::vector<Command> hidden;
    if (rules) {
        buttons = {{QStringLiteral("rules.remove"), tr("Take out…"), [this] { removeRule(); }, whyNotOne, {}, false, {}},
            {QStringLiteral("rules.edit"), tr("Change…"), [this] { editRule(rules_->currentHandle().toStdString()); }, whyNotOne, QKeySequence(Qt::Key_E), false, {}},
            {QStringLiteral("rules.add"), tr("Add a rule…"), [this] { editRule({}); }, whyNot, QKeySequence(Qt::Key_N), false, {}}};
    } else if (tabs_->currentIndex() == Duties) {
        buttons = {{QStringLiteral("rules.remove"), tr("Take out…"), [this] { removeDuty(); }, whyNotOne, {}, false, {}},
            {QStringLiteral("rules.edit"), tr("Change…"), [this] { editDuty(duties_->currentHandle().toStdString()); }, whyNotOne, QKeySequence(Qt::Key_E), false, {}},
            {QStringLiteral("rules.add"), tr("Add a duty…"), [this] { editDuty({}); }, whyNot, QKeySequence(Qt::Key_N), false, {}}};
    }
    std::vector<Command> last = tabs_->currentIndex() == Versions ? versionCommands() : draftCommands();
    if (tabs_->currentIndex() == Versions) {
        hidden = draftCommands();
        for (Command& command : hidden)
            command.primary = false;
    } else if (tabs_->currentIndex() != Changes) {
        hidden.push_back(last.front()); // discarding stands on the tab of what it would throw away
        last.erase(last.begin());
    }
    buttons.insert(buttons.end(), last.begin(), last.end());
    setHiddenCommands(std::move(hidden));
    setCommands(std::move(buttons));
}

} // namespace oxseal::ui
