// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page of closing by rule.
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/models/version_dialogs.h"
#include "ui/recon/closed_page.h"

#include <QCheckBox>
#include <QLineEdit>

namespace oxseal::ui {

void ClosedPage::closeByRule()
{
    std::int64_t would = 0;
    for (const ClosedLine& line : view_.lines)
        would += line.candidate && line.candidate->verdict.closes() ? 1 : 0;
    ActQuestion question;
    question.title = tr("Close by rule");
    question.verb = tr("Close by rule");
    question.binds = {tr("%1 closed without a person, under version %2 of the rules.").arg(counted(would, tr("account is"), tr("accounts are"))).arg(view_.all.rule.rules.version),
        tr("Each is listed, with every account refused and the conditions that failed."), tr("A sample is drawn, and somebody other than you looks at it. Any change opens them again.")};
    question.suggestedReason = tr("Close of %1").arg(plain(session().period()->period.name()));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [period = *session().period(), entities = view_.entities, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) -> Result<std::int64_t> {
            std::int64_t closed = 0;
            for (const std::string& entity : entities) {
                OXSEAL_TRY(const CloseOutcome outcome, autoClose(workspace, entity, period, reason));
                closed += static_cast<std::int64_t>(outcome.closed.size());
            }
            return closed;
        },
        [this](Result<std::int64_t> closed) { Q_EMIT said(tr("%1 closed by rule.").arg(counted(*closed, tr("account"), tr("accounts")))); });
}

void ClosedPage::drawSample()
{
    FormDialog dialog(this, tr("Draw the sample"), tr("Draw"));
    dialog.addWords(tr("From %1 closed since the last sample. The population is fixed; the seed comes from internal audit or a published value.")
                        .arg(counted(static_cast<std::int64_t>(view_.all.unsampled.size()), tr("account"), tr("accounts"))));
    auto* seed = new QLineEdit;
    seed->setObjectName(QStringLiteral("closed.seed"));
    dialog.form().addField(tr("Seed"), seed, tr("Kept with the sample, so that anybody can draw it again."));
    dialog.setCheck([seed] { return seed->text().trimmed().isEmpty() ? tr("Give the seed.") : QString(); });
    dialog.askReason(tr("Quarterly sample"));
    if (!dialog.ask())
        return;
    act(
        tr("Drawing the sample"),
        [period = *session().period(), seed = seed->text().trimmed().toStdString(), reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) {
            return drawSampleOfCloses(workspace, period, seed, reason);
        },
        [this](Result<std::int64_t>) { Q_EMIT said(tr("Drawn. The accounts to look at are marked.")); });
}

void ClosedPage::look(bool agrees)
{
    const ClosedLine* line = current();
    if (line == nullptr || !line->close)
        return;
    ActQuestion question;
    question.title = agrees ? tr("Account %1 agrees").arg(plain(line->close->account)) : tr("Account %1 is wrong").arg(plain(line->close->account));
    question.verb = agrees ? tr("It agrees") : tr("It is wrong");
    question.binds = agrees ? std::vector<QString>{tr("The balance was looked at and is right. The reason says what was seen.")}
                            : std::vector<QString>{tr("The account is open again, and an open matter of the quarter."), tr("The reason says what is wrong.")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [close = line->close->id, agrees, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return lookAtClose(workspace, close, agrees, reason); },
        [this](const Status&) { Q_EMIT said(tr("Noted.")); });
}

void ClosedPage::stateKind()
{
    const ClosedLine* line = current();
    if (line == nullptr)
        return;
    const std::string account = line->candidate ? line->candidate->facts.row.plan.account : line->close->account;
    const recon::AccountClass now = line->candidate ? line->candidate->facts.kind : recon::AccountClass::Other;
    FormDialog dialog(this, tr("Kind of account %1").arg(plain(account)), tr("State it"));
    dialog.addWords(tr("Only accounts of the kind Other can be closed by rule. What nobody has stated is never closed."));
    ChoiceBox::Choices kinds;
    using recon::AccountClass;
    for (const AccountClass kind : {AccountClass::Other, AccountClass::Cash, AccountClass::Clearing, AccountClass::Intercompany, AccountClass::Estimate, AccountClass::NotStated})
        kinds.emplace_back(QLatin1String(recon::name(kind)), accountClassWord(kind));
    auto* kind = new ChoiceBox(kinds, QLatin1String(recon::name(now)));
    auto* key = new QCheckBox(tr("Key account"));
    key->setChecked(line->candidate && line->candidate->facts.key);
    dialog.form().addField(tr("Kind"), kind);
    dialog.form().addField(tr("Importance"), key, tr("A key account is never closed by rule."));
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(
        tr("Stating the kind of account %1").arg(plain(account)),
        [entity = line->entity, account, key = key->isChecked(), kind = recon::accountClassFromName(kind->value().toStdString()).value_or(AccountClass::NotStated),
            reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return setAccountTrait(workspace, entity, account, kind, key, reason); },
        [](const Status&) {});
}

void ClosedPage::proposeRules()
{
    const auto answer = askForVersion(this, tr("Propose rules for accounts"),
        tr("The file is the rules as JSON (oxseal model show --model account-rules). They hold when another person has approved them."), tr("Choose the rules"));
    if (!answer)
        return;
    act(
        tr("Proposing rules"),
        [answer = *answer](Workspace& workspace, const Progress&) -> Result<std::int64_t> {
            OXSEAL_TRY(Json body, parseJson(answer.bytes));
            return proposeModelVersion(workspace, kAccountRules, std::move(body), answer.reason);
        },
        [this](Result<std::int64_t> version) { Q_EMIT said(tr("Version %1 is proposed; another person decides.").arg(*version)); });
}

void ClosedPage::decideRules(bool approve)
{
    const ModelVersionRow* row = currentVersion();
    if (row == nullptr)
        return;
    const ModelDecision decision{row->model, row->version, approve};
    const auto reason = askToDecideVersion(this, ModelVersionRow(*row), approve, tr("of the rules"),
        {tr("From now on accounts are closed, and journals looked at, under this version."), tr("What was closed under another version is open again, unless its period is filed.")});
    if (!reason)
        return;
    act(
        tr("Deciding about version %1").arg(decision.version),
        [decision, reason = *reason](Workspace& workspace, const Progress&) { return decideModelVersion(workspace, decision, reason); },
        [this](Result<std::int64_t> reopened) {
            Q_EMIT said(*reopened == 0 ? tr("Decided.") : tr("Decided; %1 opened again.").arg(counted(*reopened, tr("account"), tr("accounts"))));
        });
}

} // namespace oxseal::ui
