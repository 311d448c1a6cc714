// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/closed_page.h"

#include "storage/reads/people_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {

ClosedPage::ClosedPage(Session& session)
    : Page(session)
{
    setTitle(tr("Closed by rule"), {{tr("Reconciliations"), QStringLiteral("recon")}});
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    tabs_ = new QTabBar;
    tabs_->setAccessibleName(tr("Parts of closing by rule"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    tabs_->addTab(tr("Accounts"));
    tabs_->addTab(tr("Rules"));
    panels_ = new QStackedWidget;
    accounts_ = new TablePanel(tr("Accounts and the rule"));
    accounts_->setNouns(tr("account"), tr("accounts"));
    versions_ = new TablePanel(tr("Versions of the rules for accounts"));
    versions_->setNouns(tr("version"), tr("versions"));
    for (TablePanel* panel : {accounts_, versions_}) {
        panels_->addWidget(panel);
        connect(panel, &TablePanel::currentChanged, this, [this] { showTab(tabs_->currentIndex()); });
    }
    column->addWidget(tabs_);
    column->addWidget(panels_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, &ClosedPage::showTab);
    setBody(body);
}

void ClosedPage::open(const QString& object)
{
    wanted_ = object;
    if (object == QStringLiteral("rules"))
        tabs_->setCurrentIndex(Rules);
    else if (!object.isEmpty())
        tabs_->setCurrentIndex(Accounts);
    reload();
}

void ClosedPage::reload()
{
    showLoading();
    if (!session().period()) {
        showEmpty(tr("Accounts are closed in a quarter, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("closed.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    session().read(this,
        [period = *session().period(), entity = session().entity().toStdString()](Workspace& workspace) { return readView(workspace, period, entity); },
        [this](Result<ClosedView> view) {
            if (!view)
                showError(view.error());
            else
                take(std::move(*view));
        });
}

Result<ClosedView> ClosedPage::readView(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    ClosedView view;
    OXSEAL_TRY(view.all, closedByRule(workspace.db(), period.id));
    OXSEAL_TRY(view.versions, modelVersions(workspace.db(), kAccountRules));
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    for (const Person& person : people)
        view.names[person.id] = person.name;
    const auto lookOf = [&](std::int64_t close) -> std::optional<CloseLook> {
        for (const CloseLook& look : view.all.looks) {
            if (look.close.id == close)
                return look;
        }
        return std::nullopt;
    };
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    for (const Entity& each : all) {
        if (!entity.empty() && each.code != entity)
            continue;
        const auto proposal = closeProposal(workspace, each.code, period);
        if (!proposal && !proposal.error().is(kNoTrialBalance))
            return failWith(proposal);
        std::map<std::string, ClosedLine> lines;
        for (const CloseRow& close : view.all.closes) { // the last of an account counts
            if (close.entity == each.code)
                lines[close.account] = {each.code, close, lookOf(close.id), {}};
        }
        if (proposal) {
            view.entities.push_back(each.code);
            for (const CloseCandidate& candidate : proposal->candidates) {
                ClosedLine& line = lines[candidate.facts.row.plan.account];
                line.entity = each.code;
                line.candidate = candidate;
            }
        }
        for (auto& [account, line] : lines) {
            if (line.candidate || (line.close && !line.close->reopenedAt))
                view.lines.push_back(std::move(line));
        }
    }
    view.trialBalance = !view.entities.empty();
    return view;
}

void ClosedPage::take(ClosedView view)
{
    view_ = std::move(view);
    if (!view_.trialBalance) {
        updateCommands();
        offerOnlyNext();
        setSubtitle({});
        setPartial({});
        setContext(nullptr);
        showEmpty(tr("Accounts whose balance is zero or unchanged and whose risk is low can be closed by an approved rule, listed and sampled. "
                     "Import the trial balance and the ledger of the quarter first."),
            {QStringLiteral("closed.import"), tr("Import files"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    const auto closed = std::count_if(view_.lines.begin(), view_.lines.end(), [](const ClosedLine& line) { return !line.candidate; });
    const auto would = std::count_if(view_.lines.begin(), view_.lines.end(),
        [](const ClosedLine& line) { return line.candidate && line.candidate->verdict.closes(); });
    setSubtitle(tr("%1 closed by rule, %2 would be, %3 refused. Rules version %4.")
                    .arg(counted(closed, tr("account"), tr("accounts")), count(would), count(static_cast<std::int64_t>(view_.lines.size()) - closed - would))
                    .arg(view_.all.rule.rules.version));
    setPartial(view_.all.rule.adopted ? QString()
                                      : tr("Nobody of the company has approved the rules yet; until then nothing is closed by rule. Read and approve them under Rules."));
    const auto open = std::count_if(view_.versions.begin(), view_.versions.end(), [](const auto& each) { return each.state == "proposed"; });
    tabs_->setTabText(Rules, open == 0 ? tr("Rules") : tr("Rules · %1 to decide").arg(open));
    const QString before = accounts_->currentHandle();
    accounts_->setData(closedTable(view_));
    versions_->setData(ruleVersionTable(view_));
    if (!wanted_.isEmpty() && accounts_->select(wanted_))
        wanted_.clear();
    else if (before.isEmpty() && !view_.lines.empty())
        accounts_->select(view_.lines.front().handle());
    if (versions_->currentHandle().isEmpty() && !view_.versions.empty())
        versions_->select(QString::number(view_.versions.front().version));
    showTab(tabs_->currentIndex());
    showReady();
}

void ClosedPage::showTab(int tab)
{
    panels_->setCurrentIndex(tab);
    updateCommands();
    ContextCard* card = nullptr;
    if (tab == Accounts && current() != nullptr)
        card = closedCard(view_, *current());
    else if (tab == Rules && currentVersion() != nullptr)
        card = ruleVersionCard(view_, *currentVersion());
    if (card != nullptr && tab == Accounts && current()->look && current()->look->row.outcome.empty()) {
        for (const Command& each : commands()) {
            if (each.id == QLatin1String("closed.agrees") || each.id == QLatin1String("closed.wrong"))
                card->addCommand(each);
        }
    }
    setContext(card);
}

const ClosedLine* ClosedPage::current() const
{
    const QString handle = accounts_->currentHandle();
    const auto found = std::find_if(view_.lines.begin(), view_.lines.end(), [&](const ClosedLine& line) { return line.handle() == handle; });
    return found == view_.lines.end() ? nullptr : &*found;
}

const ModelVersionRow* ClosedPage::currentVersion() const
{
    const std::int64_t version = versions_->currentHandle().toLongLong();
    const auto found = std::find_if(view_.versions.begin(), view_.versions.end(), [&](const auto& each) { return each.version == version; });
    return found == view_.versions.end() ? nullptr : &*found;
}

QString ClosedPage::whyNotClose() const
{
    if (const QString why = whyNotWrite(Permission::PrepareReconciliation); !why.isEmpty())
        return why;
    if (!view_.all.rule.adopted)
        return tr("Nobody of the company has approved the rules yet.");
    const bool any = std::any_of(view_.lines.begin(), view_.lines.end(), [](const ClosedLine& line) { return line.candidate && line.candidate->verdict.closes(); });
    return any ? QString() : tr("No account meets every condition.");
}

QString ClosedPage::whyNotSample() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    return view_.all.unsampled.empty() ? tr("Nothing was closed by rule since the last sample.") : QString();
}

QString ClosedPage::whyNotLook() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const ClosedLine* line = current();
    if (line == nullptr || !line->look)
        return tr("Choose an account of the sample first.");
    if (!line->look->row.outcome.empty())
        return tr("Somebody has looked at it.");
    return line->look->ranBy == session().actor().person ? tr("You asked the rule; another person looks at what it closed.") : QString();
}

QString ClosedPage::whyNotDecide() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const ModelVersionRow* row = currentVersion();
    if (row == nullptr || tabs_->currentIndex() != Rules)
        return tr("Choose a version under Rules first.");
    if (row->state != "proposed" && row->state != "delivered")
        return tr("It has been decided.");
    return row->author && row->author == session().actor().person ? tr("You proposed it; another person decides.") : QString();
}

void ClosedPage::updateCommands()
{
    const bool rules = tabs_->currentIndex() == Rules;
    const QString whyClose = whyNotClose();
    const QString whySample = whyNotSample();
    const QString whyDecide = whyNotDecide();
    const bool sampling = !whyClose.isEmpty() && whySample.isEmpty();
    const Command close{QStringLiteral("closed.run"), tr("Close by rule…"), [this] { closeByRule(); }, whyClose, {}, !rules && !sampling, {}};
    const Command sample{QStringLiteral("closed.sample"), tr("Draw the sample…"), [this] { drawSample(); }, whySample, {}, !rules && sampling, {}};
    const Command kind{QStringLiteral("closed.kind"), tr("State the kind…"), [this] { stateKind(); },
        current() == nullptr ? tr("Choose an account first.") : whyNotWrite(Permission::PrepareReconciliation), {}, false, {}};
    const Command propose{QStringLiteral("closed.propose"), tr("Propose rules…"), [this] { proposeRules(); }, whyNotWrite(Permission::ManageCompany), {}, false, {}};
    const Command approve{QStringLiteral("closed.approve"), tr("Approve…"), [this] { decideRules(true); }, whyDecide, {}, rules, {}};
    std::vector<Command> hidden{
        {QStringLiteral("closed.agrees"), tr("It agrees…"), [this] { look(true); }, whyNotLook(), {}, false, {}},
        {QStringLiteral("closed.wrong"), tr("It is wrong…"), [this] { look(false); }, whyNotLook(), {}, false, {}},
        {QStringLiteral("closed.refuse"), tr("Refuse the rules…"), [this] { decideRules(false); },
            whyDecide.isEmpty() && currentVersion()->state == "delivered" ? tr("What came with Oxseal is replaced by proposing another version.") : whyDecide, {}, false, {}},
    };
    if (rules) {
        hidden.insert(hidden.end(), {close, sample, kind});
        setCommands({propose, approve});
    } else {
        hidden.insert(hidden.end(), {propose, approve});
        setCommands({kind, sample, close});
    }
    setHiddenCommands(std::move(hidden));
}

} // namespace oxseal::ui
