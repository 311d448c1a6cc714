// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page of models.
#include "storage/actions/model_actions.h"
#include "storage/actions/scorecard_actions.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/models/models_page.h"
#include "ui/models/version_dialogs.h"
#include "ui/recon/recon_words.h"

#include <QTabWidget>

#include <algorithm>

namespace oxseal::ui {

QString ModelsPage::whyNotDecide() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const ModelVersionRow* row = currentVersion();
    if (row == nullptr || tabs_->currentIndex() != Versions)
        return tr("Choose a version under Versions first.");
    if (row->state != "proposed" && row->state != "delivered")
        return tr("This version is decided.");
    if (row->author && row->author == session().actor().person)
        return tr("You proposed it; another person decides.");
    return {};
}

QString ModelsPage::whyNotRule() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const OverrideRow* row = currentOverride();
    if (row == nullptr || tabs_->currentIndex() != Overrides)
        return tr("Choose an override under Overrides first.");
    if (!row->ruling.empty())
        return tr("It has been ruled on.");
    return row->person == session().actor().person ? tr("You overrode the engine; another person rules.") : QString();
}

void ModelsPage::showCommands()
{
    const QString whyNot = whyNotDecide();
    const ModelVersionRow* row = currentVersion();
    const QString whyNotRefuse = whyNot.isEmpty() && row->state == "delivered" ? tr("What came with Oxseal is replaced by proposing another version.") : whyNot;
    const bool deciding = tabs_->currentIndex() == Versions && whyNot.isEmpty();
    const QString whyNotScore = !session().period() ? tr("There is no period yet.") : whyNotWrite(Permission::ReviewReconciliation);
    setCommands({
        {QStringLiteral("models.propose"), tr("Propose a version…"), [this] { propose(); }, whyNotWrite(Permission::ManageCompany), {}, false, {}},
        {QStringLiteral("models.scorecard"), tr("Make a scorecard…"), [this] { makeScorecard(); }, whyNotScore, {}, tabs_->currentIndex() == Scorecards, {}},
        {QStringLiteral("models.approve"), tr("Approve…"), [this] { decide(true); }, whyNot, {}, deciding, {}},
    });
    setHiddenCommands({
        {QStringLiteral("models.rules"), tr("Approve the rules for open items…"), [this] { approveRules(); }, whyNotApproveRules(), {}, false, {}},
        {QStringLiteral("models.card"), tr("State owner and use…"), [this] { editCard(); }, whyNotCard(), {}, false, {}},
        {QStringLiteral("models.sample"), tr("Draw a blind sample…"), [this] { drawSample(); }, whyNotSample(), {}, false, {}},
        {QStringLiteral("models.answer"), tr("Answer the next item…"), [this] { answerNext(); }, whyNotAnswer(), {}, false, {}},
        {QStringLiteral("models.refuse"), tr("Refuse…"), [this] { decide(false); }, whyNotRefuse, {}, false, {}},
        {QStringLiteral("models.rule"), tr("Say who was right…"), [this] { rule(); }, whyNotRule(), {}, false, {}},
    });
}

void ModelsPage::propose()
{
    const auto answer = askForVersion(this, tr("Propose a version of the matching policy"),
        tr("The file is the policy as JSON (oxseal model show --json). It runs when another person has approved it."), tr("Choose the policy"));
    if (!answer)
        return;
    act(
        tr("Proposing a version"),
        [answer = *answer](Workspace& workspace, const Progress&) -> Result<std::int64_t> {
            OXSEAL_TRY(Json body, parseJson(answer.bytes));
            if (!body.contains("rules")) {
                OXSEAL_TRY(const auto versions, modelVersions(workspace.db(), kMatcherModel));
                body.set("rules", versionInForce(versions).body["rules"]);
            }
            return proposeModelVersion(workspace, kMatcherModel, std::move(body), answer.reason);
        },
        [this](Result<std::int64_t> version) {
            wanted_ = QStringLiteral("%1/%2").arg(QLatin1String(kMatcherModel)).arg(*version);
            Q_EMIT said(tr("Version %1 is proposed; another person decides.").arg(*version));
        });
}

void ModelsPage::decide(bool approve)
{
    const ModelVersionRow* row = currentVersion();
    if (row == nullptr)
        return;
    const ModelDecision decision{row->model, row->version, approve};
    const auto reason = askToDecideVersion(this, ModelVersionRow(*row), approve, {},
        {tr("From now on matching runs under this version."), tr("Reconciliations signed under another version are open again, unless their period is filed.")});
    if (!reason)
        return;
    act(
        tr("Deciding about version %1").arg(decision.version),
        [decision, reason = *reason](Workspace& workspace, const Progress&) { return decideModelVersion(workspace, decision, reason); },
        [this](Result<std::int64_t> reopened) {
            Q_EMIT said(*reopened == 0 ? tr("Decided.") : tr("Decided; %1 opened again.").arg(counted(*reopened, tr("reconciliation"), tr("reconciliations"))));
        });
}

const ModelVersionRow* ModelsPage::waitingRules() const
{
    const auto& all = contents_.exceptionRules;
    if (all.empty())
        return nullptr;
    const std::int64_t inForce = versionInForce(all).version; // what was delivered waits only while nothing has taken its place
    const auto found = std::find_if(all.begin(), all.end(),
        [inForce](const ModelVersionRow& each) { return each.state == "proposed" || (each.state == "delivered" && each.version == inForce); });
    return found == all.end() ? nullptr : &*found;
}

QString ModelsPage::whyNotApproveRules() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const ModelVersionRow* row = waitingRules();
    if (row == nullptr)
        return tr("Every version of the rules for open items is decided.");
    return row->author && row->author == session().actor().person ? tr("You proposed it; another person decides.") : QString();
}

void ModelsPage::approveRules()
{
    const ModelVersionRow* row = waitingRules();
    if (row == nullptr)
        return;
    const ModelDecision decision{row->model, row->version, true};
    const auto reason = askToDecideVersion(this, ModelVersionRow(*row), true, tr("of the rules for open items"),
        {tr("From now on open items are due, and may be written off, under this version. Nothing that was signed is opened again.")});
    if (!reason)
        return;
    act(
        tr("Approving version %1").arg(decision.version),
        [decision, reason = *reason](Workspace& workspace, const Progress&) { return decideModelVersion(workspace, decision, reason); },
        [this](Result<std::int64_t>) { Q_EMIT said(tr("Decided.")); });
}

void ModelsPage::makeScorecard()
{
    const PeriodRow period = *session().period();
    ActQuestion question;
    question.title = tr("Scorecard of %1").arg(plain(period.period.name()));
    question.verb = tr("Make");
    question.binds = {tr("The matcher is judged by what stands in the period's reviewed reconciliations."),
        tr("When a limit of the policy is broken, nothing is matched without a person from now on.")};
    question.suggestedReason = tr("Validation of %1").arg(plain(period.period.name()));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [period, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return oxseal::makeScorecard(workspace, period, reason); },
        [this](Result<ScorecardRow> row) { Q_EMIT said(row->stopped.empty() ? tr("No limit is broken.") : tr("A limit is broken: matching without a person is stopped.")); });
}

void ModelsPage::rule()
{
    const OverrideRow* row = currentOverride();
    if (row == nullptr || !session().period())
        return;
    const std::int64_t number = row->id;
    FormDialog dialog(this, tr("Who was right about override %1?").arg(number), tr("Record"));
    dialog.addWords(plain(row->sentence, true), true);
    auto* right = new ChoiceBox({{QStringLiteral("person"), tr("The person")}, {QStringLiteral("engine"), tr("The engine")}, {QStringLiteral("neither"), tr("Neither")}});
    dialog.form().addField(tr("Right was"), right);
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(
        tr("Ruling on override %1").arg(number),
        [period = *session().period(), number, ruling = right->value().toStdString(), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return ruleOnOverride(workspace, period, number, ruling, reason); },
        [](const Status&) {});
}

} // namespace oxseal::ui
