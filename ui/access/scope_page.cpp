// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/scope_page.h"

#include "storage/reads/people_reads.h"
#include "storage/reads/review_sheet.h"
#include "ui/access/scope_tables.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {

ScopePage::ScopePage(Session& session)
    : Page(session)
{
    setTitle(tr("Access scope"));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    tabs_ = new QTabBar;
    tabs_->setAccessibleName(tr("Parts of the scope sheet"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    for (int at = Systems; at <= Roles; ++at)
        tabs_->addTab({});
    panels_ = new QStackedWidget;
    systems_ = new TablePanel(tr("Systems in scope"));
    systems_->setNouns(tr("system"), tr("systems"));
    known_ = new TablePanel(tr("Names on other lists"));
    known_->setNouns(tr("name"), tr("names"));
    roles_ = new TablePanel(tr("What roles can do"));
    roles_->setNouns(tr("role"), tr("roles"));
    for (TablePanel* panel : {systems_, known_, roles_}) {
        panels_->addWidget(panel);
        connect(panel, &TablePanel::currentChanged, this, [this] { showTab(tabs_->currentIndex()); });
    }
    column->addWidget(tabs_);
    column->addWidget(panels_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, &ScopePage::showTab);
    connect(systems_, &TablePanel::activated, this, [this] {
        const ScopeLine* line = chosenSystem();
        if (line != nullptr && line->campaign)
            Q_EMIT navigate({QStringLiteral("access"), QString::number(line->campaign.value)});
    });
    setBody(body);
}

void ScopePage::open(const QString& object)
{
    wantedTab_ = object == QStringLiteral("lists") ? Lists : object == QStringLiteral("roles") ? Roles : object.isEmpty() ? -1 : Systems;
    reload();
}

void ScopePage::reload()
{
    showLoading();
    if (!session().period()) {
        showEmpty(tr("The scope sheet belongs to a quarter, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("scope.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("reviews"));
        return;
    }
    session().read(this, [period = *session().period()](Workspace& workspace) { return readView(workspace, period); },
        [this](Result<View> view) {
            if (!view)
                showError(view.error());
            else
                take(std::move(*view));
        });
}

Result<ScopePage::View> ScopePage::readView(Workspace& workspace, const PeriodRow& period)
{
    View view;
    OXSEAL_TRY(view.scope, scopeView(workspace.db(), period));
    OXSEAL_TRY(view.roles, roleReviews(workspace, period));
    OXSEAL_TRY(view.people, possibleReviewers(workspace.db()));
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    for (const Person& person : people)
        view.names[person.id] = person.name;
    OXSEAL_TRY(const std::vector<CampaignStatus> reviews, reviewsOf(workspace.db(), period));
    for (const CampaignStatus& review : reviews) {
        if (review.row.state != access::CampaignState::Cancelled)
            view.systemOwners[review.row.system].insert(review.row.systemOwner);
    }
    OXSEAL_TRY(const std::vector<ReviewableSystem> listings, reviewableSystems(workspace.db(), period));
    for (const ReviewableSystem& one : listings) {
        const bool on = std::any_of(view.scope.systems.begin(), view.scope.systems.end(), [&](const ScopeLine& line) { return line.row.system == one.listing.key.subject; });
        if (!on)
            view.listed.push_back(one.listing.key.subject);
    }
    return view;
}

void ScopePage::take(View view)
{
    view_ = std::move(view);
    if (view_.scope.systems.empty() && view_.scope.known.empty() && view_.roles.empty()) {
        updateCommands();
        showNothing();
        return;
    }
    std::int64_t missing = 0;
    std::int64_t done = 0;
    for (const ScopeLine& line : view_.scope.systems) {
        missing += line.state == access::ScopeState::ListingMissing ? 1 : 0;
        done += line.state == access::ScopeState::Done ? 1 : 0;
    }
    QString facts = tr("%1 in scope, %2 concluded").arg(counted(static_cast<std::int64_t>(view_.scope.systems.size()), tr("system"), tr("systems")), count(done));
    if (missing > 0)
        facts += tr(", %1 due without a listing").arg(count(missing));
    setSubtitle(facts + QStringLiteral(". ") + listsWords(view_.scope));
    QStringList unlisted;
    for (const std::string& system : view_.listed)
        unlisted << plain(system);
    setPartial(unlisted.isEmpty() ? QString() : tr("Imported, but not on the sheet: %1.").arg(unlisted.join(QStringLiteral(", "))));
    const auto open = std::count_if(view_.scope.known.begin(), view_.scope.known.end(), [](const KnownLine& line) { return line.open(); });
    const auto stale = std::count_if(view_.roles.begin(), view_.roles.end(), [](const RoleLine& role) { return role.state == access::RoleState::Drifted; });
    tabs_->setTabText(Systems, tr("Systems · %1").arg(view_.scope.systems.size()));
    tabs_->setTabText(Lists, open > 0 ? tr("Other lists · %1 not explained").arg(open) : tr("Other lists · %1").arg(view_.scope.known.size()));
    tabs_->setTabText(Roles, stale > 0 ? tr("Roles · %1 changed").arg(stale) : tr("Roles · %1").arg(view_.roles.size()));
    systems_->setData(scopeTable(view_.scope, view_.names));
    known_->setData(knownTable(view_.scope));
    roles_->setData(roleTable(view_.roles, view_.names));
    for (auto* panel : {known_, roles_}) {
        if (panel->currentHandle().isEmpty())
            panel->select(QStringLiteral("0"));
    }
    if (systems_->currentHandle().isEmpty() && !view_.scope.systems.empty())
        systems_->select(QString::fromStdString(view_.scope.systems.front().row.system));
    if (wantedTab_ >= 0)
        tabs_->setCurrentIndex(std::exchange(wantedTab_, -1));
    showTab(tabs_->currentIndex());
    showReady();
}

void ScopePage::showNothing()
{
    setSubtitle({});
    setPartial({});
    setContext(nullptr);
    offerOnlyNext();
    showEmpty(tr("The scope sheet says whose systems' access is reviewed in the quarter: risk, how often, whether the listing came and the review is "
                 "concluded. A system that is due without a listing is critical; to leave one out takes a reason and a second person."),
        addCommand(), QStringLiteral("reviews"));
}

void ScopePage::showTab(int tab)
{
    panels_->setCurrentIndex(tab);
    ContextCard* card = nullptr;
    if (tab == Systems && chosenSystem() != nullptr)
        card = scopeCard(*chosenSystem(), view_.names);
    else if (tab == Lists && chosenKnown() != nullptr)
        card = knownCard(view_.scope, *chosenKnown(), view_.names);
    else if (tab == Roles && chosenRole() != nullptr)
        card = roleCard(*chosenRole(), view_.names);
    setContext(card);
    updateCommands();
}

const ScopeLine* ScopePage::chosenSystem() const
{
    const std::string handle = systems_->currentHandle().toStdString();
    for (const ScopeLine& line : view_.scope.systems) {
        if (line.row.system == handle)
            return &line;
    }
    return nullptr;
}

const KnownLine* ScopePage::chosenKnown() const
{
    const QString handle = known_->currentHandle();
    const auto at = static_cast<std::size_t>(handle.toULongLong());
    return !handle.isEmpty() && at < view_.scope.known.size() ? &view_.scope.known[at] : nullptr;
}

const RoleLine* ScopePage::chosenRole() const
{
    const QString handle = roles_->currentHandle();
    const auto at = static_cast<std::size_t>(handle.toULongLong());
    return !handle.isEmpty() && at < view_.roles.size() ? &view_.roles[at] : nullptr;
}

void ScopePage::updateCommands()
{
    std::vector<Command> shown = tabs_->currentIndex() == Lists ? listCommands() : tabs_->currentIndex() == Roles ? roleCommands() : systemCommands();
    std::vector<Command> hidden;
    for (auto part : {systemCommands(), listCommands(), roleCommands()}) {
        for (Command& one : part) {
            const bool there = std::any_of(shown.begin(), shown.end(), [&](const Command& other) { return other.id == one.id; });
            one.primary = false;
            if (!there)
                hidden.push_back(std::move(one));
        }
    }
    setHiddenCommands(std::move(hidden));
    setCommands(std::move(shown));
}

Command ScopePage::addCommand()
{
    return {QStringLiteral("scope.add"), tr("Put a system in scope"), [this] { put(nullptr); }, whyNotWrite(Permission::RunReview), {}, true, QStringLiteral("add")};
}

Command ScopePage::carryCommand()
{
    return {QStringLiteral("scope.carry"), tr("Carry over from last quarter"), [this] { carry(); }, whyNotWrite(Permission::RunReview), {}, false, {}};
}

std::vector<Command> ScopePage::systemCommands()
{
    const ScopeLine* line = chosenSystem();
    const QString select = line == nullptr ? tr("Select a system first.") : QString();
    const QString mayRun = whyNotWrite(Permission::RunReview);
    const auto either = [](const QString& first, const QString& second) { return first.isEmpty() ? second : first; };
    QString whySkip = either(mayRun, select);
    if (whySkip.isEmpty() && line->skip)
        whySkip = tr("It is asked already to leave this system out.");
    QString whyWithdraw = either(mayRun, select);
    QString whyApprove = either(whyNotWrite(Permission::DisposeMatter), select);
    if (line != nullptr && !line->skip) {
        whyWithdraw = either(whyWithdraw, tr("Nobody has asked to leave this system out."));
        whyApprove = either(whyApprove, tr("Nobody has asked to leave this system out."));
    } else if (line != nullptr && line->skip->approvedBy) {
        whyApprove = either(whyApprove, tr("This is approved already."));
    } else if (line != nullptr && line->skip->askedBy == session().actor().person) {
        whyApprove = either(whyApprove, tr("You asked for it: another controller or a chief officer approves it."));
    }
    std::vector<Command> commands{
        {QStringLiteral("scope.memo"), tr("Save memo"), [this] { saveMemo(); }, view_.scope.systems.empty() ? tr("No system is in scope yet.") : QString(), {}, false, {}}, carryCommand(),
        {QStringLiteral("scope.change"), tr("Change…"), [this] { put(chosenSystem()); }, either(mayRun, select), {}, false, {}},
        {QStringLiteral("scope.skip"), tr("Leave out…"), [this] { skip(); }, whySkip, {}, false, {}}};
    // One or the other: what was asked is approved or taken back.
    if (line != nullptr && line->skip) {
        commands.push_back({QStringLiteral("scope.withdraw"), tr("Do not leave out"), [this] { withdraw(); }, whyWithdraw, {}, false, {}});
        commands.push_back({QStringLiteral("scope.approve"), tr("Approve leaving out"), [this] { approve(); }, whyApprove, {}, false, {}});
    }
    commands.push_back(addCommand());
    return commands;
}

std::vector<Command> ScopePage::listCommands()
{
    QString whySay = whyNotWrite(Permission::RunReview);
    if (whySay.isEmpty() && chosenKnown() == nullptr)
        whySay = tr("Select a name first.");
    return {{QStringLiteral("scope.say"), tr("Say what it is…"), [this] { say(); }, whySay, {}, false, {}},
        {QStringLiteral("scope.list"), tr("Take a list…"), [this] { takeList(); }, whyNotWrite(Permission::ImportData), {}, true, QStringLiteral("import")}};
}

QString ScopePage::whyNotState() const
{
    const RoleLine* role = chosenRole();
    if (QString why = whyNotWrite(Permission::DecideAccess); !why.isEmpty())
        return why;
    if (role == nullptr)
        return tr("Select a role first.");
    if (!role->silent)
        return tr("The listing, or the role's name, tells it.");
    const auto owners = view_.systemOwners.find(role->system);
    const bool ofSystem = owners != view_.systemOwners.end() && owners->second.contains(session().actor().person);
    return role->owner == session().actor().person || ofSystem ? QString() : tr("The role's owner says it, or the owner of the system in a review of the quarter.");
}

std::vector<Command> ScopePage::roleCommands()
{
    const RoleLine* role = chosenRole();
    QString whyOwner = whyNotWrite(Permission::RunReview);
    QString whyApprove = whyNotWrite(Permission::DecideAccess);
    if (role == nullptr || !role->listing) {
        const QString why = role == nullptr ? tr("Select a role first.") : tr("This role is no longer in the listing.");
        whyOwner = whyOwner.isEmpty() ? why : whyOwner;
        whyApprove = whyApprove.isEmpty() ? why : whyApprove;
    } else if (whyApprove.isEmpty() && !role->owner) {
        whyApprove = tr("Name the role's owner first; the owner approves it.");
    } else if (whyApprove.isEmpty() && role->owner != session().actor().person) {
        const auto owner = view_.names.find(role->owner);
        whyApprove = tr("%1 owns this role and approves it.").arg(owner == view_.names.end() ? QString() : plain(owner->second));
    } else if (whyApprove.isEmpty() && role->state == access::RoleState::Bare) {
        whyApprove = tr("The listing names no permissions of this role: there is nothing to approve.");
    }
    return {{QStringLiteral("scope.owner"), tr("Name the owner…"), [this] { nameOwner(); }, whyOwner, {}, false, {}},
        {QStringLiteral("scope.privilege"), tr("Say whether privileged…"), [this] { statePrivilege(); }, whyNotState(), {}, false, {}},
        {QStringLiteral("scope.content"), tr("Approve what it can do"), [this] { approveContent(); }, whyApprove, {}, true, {}}};
}

} // namespace oxseal::ui
