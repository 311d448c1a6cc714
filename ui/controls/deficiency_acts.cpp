// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page of deficiencies.
#include "storage/actions/model_actions.h"
#include "storage/documents/deficiency_document.h"
#include "ui/common/message.h"
#include "ui/common/words.h"
#include "ui/controls/deficiency_dialogs.h"
#include "ui/controls/deficiency_page.h"

namespace oxseal::ui {

void DeficiencyPage::raise()
{
    RaiseFrom from;
    from.page = this;
    from.session = &session();
    from.raised = [this](const QString& id) {
        wanted_ = id;
        Q_EMIT said(tr("Raised as #%1.").arg(id));
    };
    from.failed = [this](const Error& error) { complain(error); };
    raiseAsDeficiency(from);
}

void DeficiencyPage::evaluate()
{
    const auto view = chosen();
    if (!view)
        return;
    const DeficiencyContent content = content_; // the page may read anew while the dialog is open
    const auto answer = askToEvaluate(this, content, *view, currency());
    if (!answer)
        return;
    act(
        tr("Evaluating #%1").arg(view->row.id),
        [period = *session().period(), id = view->row.id, answer = *answer](Workspace& workspace, const Progress&) {
            return evaluateDeficiency(workspace, period, id, answer.said, answer.reason);
        },
        [this](const Status&) { Q_EMIT said(tr("Evaluated; another person concludes.")); });
}

void DeficiencyPage::conclude()
{
    const auto view = chosen();
    if (!view || !view->proposal)
        return;
    const DeficiencyContent content = content_;
    const auto answer = askToConcludeOn(this, content, *view);
    if (!answer)
        return;
    act(
        tr("Concluding on #%1").arg(view->row.id),
        [period = *session().period(), id = view->row.id, answer = *answer](Workspace& workspace, const Progress&) {
            return concludeDeficiency(workspace, period, id, answer.level, answer.because, answer.reason);
        },
        [this](const Status&) { Q_EMIT said(tr("Concluded.")); });
}

void DeficiencyPage::remediate()
{
    const auto view = chosen();
    if (!view)
        return;
    const auto answer = askForRemedy(this, *view, session().today());
    if (!answer)
        return;
    act(
        tr("Recording the remedy of #%1").arg(view->row.id),
        [period = *session().period(), id = view->row.id, answer = *answer](Workspace& workspace, const Progress&) {
            return remediateDeficiency(workspace, period, id, answer.since, answer.retest, answer.reason);
        },
        [this](const Status&) { Q_EMIT said(tr("The remedy is recorded.")); });
}

void DeficiencyPage::tell()
{
    const auto view = chosen();
    if (!view)
        return;
    const auto answer = askWhoWasTold(this, *view, session().today());
    if (!answer)
        return;
    act(
        tr("Recording who was told of #%1").arg(view->row.id),
        [period = *session().period(), id = view->row.id, answer = *answer](Workspace& workspace, const Progress&) {
            return tellDeficiency(workspace, period, id, answer.told, answer.on, answer.reason);
        },
        [](const Status&) {});
}

void DeficiencyPage::reopenOne()
{
    const auto view = chosen();
    if (!view)
        return;
    const auto answer = askToAct(this,
        {tr("Open it again"), tr("Open"), {tr("#%1 is a candidate again: it is evaluated and concluded on anew. What was said stays in the history.").arg(view->row.id)}, {}, false, {}, true});
    if (!answer)
        return;
    act(
        tr("Opening #%1 again").arg(view->row.id),
        [period = *session().period(), id = view->row.id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return reopenDeficiency(workspace, period, id, reason);
        },
        [](const Status&) {});
}

void DeficiencyPage::stateMateriality()
{
    const auto answer = askForMateriality(this, Json(content_.rulesBody), currency(), session().period()->period.first);
    if (!answer)
        return;
    act(
        tr("Stating materiality"),
        [answer = *answer](Workspace& workspace, const Progress&) { return proposeModelVersion(workspace, kSeverityRules, answer.body, answer.reason); },
        [this](const Result<std::int64_t>& version) { Q_EMIT said(tr("Version %1 waits for a second person.").arg(*version)); });
}

void DeficiencyPage::approveMateriality()
{
    const std::int64_t version = content_.waitingRules;
    const auto answer = askToAct(this,
        {tr("Approve the materiality"), tr("Approve"), {tr("Version %1 of the severity rules is in force from now on. Deficiencies without a conclusion are measured by it.").arg(version)}, {}, false, {}, true});
    if (!answer)
        return;
    act(
        tr("Approving the materiality"),
        [version, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return decideModelVersion(workspace, {kSeverityRules, version, true}, reason); },
        [](const Result<std::int64_t>&) {});
}

void DeficiencyPage::saveMemo()
{
    const auto view = chosen();
    if (!view)
        return;
    saveDocument(tr("Save the memo"), QStringLiteral("deficiency-%1.pdf").arg(view->row.id), [period = *session().period(), id = view->row.id](Workspace& workspace) -> Result<Document> {
        OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
        OXSEAL_TRY(const DeficiencyPaper paper, deficiencyPaper(workspace, period));
        return deficiencyMemo(frame, paper, id);
    });
}

void DeficiencyPage::saveSummary()
{
    saveDocument(tr("Save the summary"), QStringLiteral("deficiencies.pdf"), [period = *session().period()](Workspace& workspace) -> Result<Document> {
        OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
        OXSEAL_TRY(const DeficiencyPaper paper, deficiencyPaper(workspace, period));
        return deficiencySummary(frame, paper);
    });
}

} // namespace oxseal::ui
