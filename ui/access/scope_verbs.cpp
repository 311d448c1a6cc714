// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/scoping_document.h"
#include "ui/access/scope_page.h"
#include "ui/access/scope_tables.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QLineEdit>

namespace oxseal::ui {
namespace {

std::string typed(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

ChoiceBox::Choices risks()
{
    ChoiceBox::Choices choices;
    for (const auto risk : {access::ScopeRisk::High, access::ScopeRisk::Medium, access::ScopeRisk::Low})
        choices.emplace_back(QLatin1String(access::name(risk)), riskWord(risk));
    return choices;
}

ChoiceBox::Choices frequencies()
{
    ChoiceBox::Choices choices;
    for (const auto frequency : {access::ReviewFrequency::Quarterly, access::ReviewFrequency::HalfYearly, access::ReviewFrequency::Yearly})
        choices.emplace_back(QLatin1String(access::name(frequency)), frequencyWord(frequency));
    return choices;
}

} // namespace

void ScopePage::saveMemo()
{
    saveDocument(tr("Save the memo"), tr("Scoping memo %1.pdf").arg(plain(session().period()->period.name())),
        [period = *session().period()](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const ScopingPaper paper, scopingPaper(workspace, period));
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            return scopingDocument(frame, paper);
        });
}

void ScopePage::put(const ScopeLine* line)
{
    FormDialog dialog(this, line == nullptr ? tr("Put a system in scope") : tr("Change %1").arg(plain(line->row.system)), line == nullptr ? tr("Put in scope") : tr("Change"));
    auto* system = new QLineEdit(line == nullptr ? QString() : QString::fromStdString(line->row.system));
    system->setObjectName(QStringLiteral("scope.system"));
    system->setReadOnly(line != nullptr);
    if (line == nullptr && !view_.listed.empty())
        system->setText(plain(view_.listed.front()));
    auto* risk = new ChoiceBox(risks(), line == nullptr ? QString() : QLatin1String(access::name(line->row.risk)));
    risk->setObjectName(QStringLiteral("scope.risk"));
    auto* frequency = new ChoiceBox(frequencies(), line == nullptr ? QString() : QLatin1String(access::name(line->row.frequency)));
    frequency->setObjectName(QStringLiteral("scope.frequency"));
    QStringList called;
    for (const std::string& alias : line == nullptr ? std::vector<std::string>() : line->row.aliases)
        called << QString::fromStdString(alias);
    auto* aliases = new QLineEdit(called.join(QStringLiteral("; ")));
    aliases->setObjectName(QStringLiteral("scope.aliases"));
    auto* note = new QLineEdit(line == nullptr ? QString() : QString::fromStdString(line->row.note));
    dialog.form().addField(tr("System"), system, line == nullptr ? tr("As its listing is called, for example ERP.") : tr("A system keeps its name. Nothing is taken off the sheet; it is left out, with a reason."));
    dialog.form().addField(tr("Risk"), risk);
    dialog.form().addField(tr("Reviewed"), frequency);
    dialog.form().addField(tr("Also called (not required)"), aliases, tr("How other lists call it, with semicolons between."));
    dialog.form().addField(tr("Note (not required)"), note);
    dialog.askReason(tr("Scope of access reviews"));
    dialog.setCheck([system]() -> QString { return access::scopeKey(typed(system)).empty() ? tr("Name the system.") : QString(); });
    if (!dialog.ask())
        return;
    ScopeWish wish;
    wish.system = typed(system);
    wish.risk = access::scopeRiskFromName(risk->value().toStdString()).value_or(access::ScopeRisk::High);
    wish.frequency = access::reviewFrequencyFromName(frequency->value().toStdString()).value_or(access::ReviewFrequency::Quarterly);
    for (const QString& alias : aliases->text().split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (!alias.trimmed().isEmpty())
            wish.aliases.push_back(alias.trimmed().toStdString());
    }
    wish.note = typed(note);
    act(tr("Put a system in scope"),
        [period = *session().period(), wish, reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return setScope(workspace, period, wish, reason); },
        [this, name = plain(wish.system)](const Status&) { Q_EMIT said(tr("%1 is on the sheet.").arg(name)); });
}

void ScopePage::carry()
{
    const auto answer = askToAct(this,
        {tr("Carry over from last quarter"), tr("Carry over"), {tr("Systems of last quarter's sheet that this one does not have are copied with risk, frequency and other names.")},
            tr("Scope carried over"), false, {}, true});
    if (!answer)
        return;
    act(tr("Carry over from last quarter"),
        [period = *session().period(), reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return carryScope(workspace, period, reason); },
        [this](const Result<std::int64_t>& carried) { Q_EMIT said(tr("%1 carried over.").arg(counted(*carried, tr("system"), tr("systems")))); });
}

void ScopePage::skip()
{
    const ScopeLine* line = chosenSystem();
    if (line == nullptr)
        return;
    const auto answer = askToAct(this,
        {tr("Leave out %1").arg(plain(line->row.system)), tr("Ask to leave it out"),
            {tr("The access to this system is not reviewed this quarter. It has no effect before another controller or a chief officer has approved it."),
                tr("The reason is shown on the sheet, in the packet and to the auditor.")},
            {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Leave a system out"),
        [period = *session().period(), system = line->row.system, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return askSkip(workspace, period, system, reason);
        },
        [this](const Result<std::int64_t>&) { Q_EMIT said(tr("Asked for; it waits for an approval.")); });
}

void ScopePage::approve()
{
    const ScopeLine* line = chosenSystem();
    if (line == nullptr || !line->skip)
        return;
    const auto answer = askToAct(this,
        {tr("Approve leaving out %1").arg(plain(line->row.system)), tr("Approve"), {tr("Because: %1").arg(plain(line->skip->why))}, tr("Approved"), false, {}, true});
    if (!answer)
        return;
    act(tr("Approve leaving out"),
        [id = line->skip->id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return approveSkip(workspace, id, reason); },
        [this](const Status&) { Q_EMIT said(tr("Left out this quarter.")); });
}

void ScopePage::withdraw()
{
    const ScopeLine* line = chosenSystem();
    if (line == nullptr || !line->skip)
        return;
    const auto answer = askToAct(this, {tr("Do not leave out %1").arg(plain(line->row.system)), tr("Review it after all"), {tr("The system is due again.")}, {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Do not leave out"),
        [id = line->skip->id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return withdrawSkip(workspace, id, reason); },
        [this](const Status&) { Q_EMIT said(tr("The system is due again.")); });
}

void ScopePage::takeList()
{
    FormDialog dialog(this, tr("Take a list of known systems"), tr("Take the list"));
    dialog.addWords(tr("One name a row: the applications of the single sign-on, the vendors of accounts payable, or the interfaces. A name that is no system of the "
                       "sheet has to be explained. The file is kept."));
    ChoiceBox::Choices sources;
    for (std::size_t at = 0; at < access::kKnownSources; ++at) {
        const auto source = static_cast<access::KnownSource>(at);
        sources.emplace_back(QLatin1String(access::name(source)), sourceWord(source));
    }
    auto* source = new ChoiceBox(sources);
    source->setObjectName(QStringLiteral("scope.source"));
    auto* file = new FileField(tr("List of known systems"));
    auto* header = new QLineEdit;
    dialog.form().addField(tr("List"), source);
    dialog.form().addField(tr("File"), file);
    dialog.form().addField(tr("Column (not required)"), header, tr("The header of the names, when it is not application, vendor, interface, system or name."));
    dialog.askReason(tr("Scope checked for completeness"));
    dialog.setCheck([file]() -> QString { return file->path().isEmpty() ? tr("Choose the file.") : file->problem(); });
    if (!dialog.ask())
        return;
    const auto kind = access::knownSourceFromName(source->value().toStdString()).value_or(access::KnownSource::Sso);
    act(tr("Take a list of known systems"),
        [period = *session().period(), kind, path = file->path().toStdString(), column = typed(header), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return loadKnownList(workspace, period, kind, path, column, reason); },
        [this](const Result<std::int64_t>& names) { Q_EMIT said(tr("%1 taken.").arg(counted(*names, tr("name"), tr("names")))); });
}

void ScopePage::say()
{
    const KnownLine* line = chosenKnown();
    if (line == nullptr)
        return;
    FormDialog dialog(this, tr("Say what %1 is").arg(plain(line->name)), tr("Say so"));
    dialog.addWords(tr("It holds for later quarters too, until something else is said."));
    ChoiceBox::Choices systems{{QString(), tr("None of the systems in scope")}};
    for (const ScopeLine& one : view_.scope.systems)
        systems.emplace_back(QString::fromStdString(one.row.system), plain(one.row.system));
    auto* system = new ChoiceBox(systems);
    system->setObjectName(QStringLiteral("scope.is"));
    dialog.form().addField(tr("It is"), system);
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(tr("Say what a name is"),
        [period = *session().period(), source = line->source, name = line->name, is = system->value().toStdString(), reason = dialog.reason().toStdString()](
            Workspace& workspace, const Progress&) { return sayKnown(workspace, period, source, name, is, reason); },
        [this](const Status&) { Q_EMIT said(tr("Recorded.")); });
}

void ScopePage::nameOwner()
{
    const RoleLine* role = chosenRole();
    if (role == nullptr)
        return;
    FormDialog dialog(this, tr("Name the owner of %1").arg(plain(role->content.role)), tr("Name the owner"));
    dialog.addWords(tr("The owner knows what the role is for and approves once a year, and after each change, what it can do."));
    auto* owner = new QComboBox;
    owner->setObjectName(QStringLiteral("scope.ownerbox"));
    for (const Person& person : view_.people)
        owner->addItem(plain(person.name), QString::fromStdString(person.login));
    dialog.form().addField(tr("Owner"), owner);
    dialog.askReason(tr("Owner of the role"));
    if (!dialog.ask())
        return;
    act(tr("Name the owner of a role"),
        [period = *session().period(), system = role->system, name = role->content.role, login = owner->currentData().toString().toStdString(),
            reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return setRoleOwner(workspace, period, system, name, login, reason); },
        [this](const Status&) { Q_EMIT said(tr("The role has an owner.")); });
}

void ScopePage::statePrivilege()
{
    const RoleLine* role = chosenRole();
    if (role == nullptr)
        return;
    FormDialog dialog(this, tr("Is %1 privileged?").arg(plain(role->content.role)), tr("State it"));
    dialog.addWords(tr("Privileged is what lets its holder grant access, change how the system works, or bypass its controls. It is stated once for the role and stands until "
                       "it is stated anew; lines that were unknown in reviews that are open follow at once."));
    auto* answer = new ChoiceBox({{QStringLiteral("yes"), tr("Yes, it gives privileged access")}, {QStringLiteral("no"), tr("No")}});
    answer->setObjectName(QStringLiteral("scope.privilegebox"));
    dialog.form().addField(tr("Privileged"), answer);
    dialog.askReason();
    if (!dialog.ask())
        return;
    act(tr("State whether a role is privileged"),
        [period = *session().period(), system = role->system, name = role->content.role, privileged = answer->value() == QStringLiteral("yes"),
            reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) { return stateRolePrivilege(workspace, period, system, name, privileged, reason); },
        [this](const Status&) { Q_EMIT said(tr("Stated.")); });
}

void ScopePage::approveContent()
{
    const RoleLine* role = chosenRole();
    if (role == nullptr)
        return;
    std::vector<QString> words{tr("%1 by the listing of import %2, held by %3.")
            .arg(counted(static_cast<std::int64_t>(role->content.items.size()), tr("permission"), tr("permissions")))
            .arg(role->listing.value)
            .arg(counted(role->content.accounts, tr("account"), tr("accounts")))};
    if (role->approval)
        words.push_back(tr("%1 since the last approval; the panel lists them.").arg(counted(static_cast<std::int64_t>(role->diff.size()), tr("change"), tr("changes"))));
    const auto answer = askToAct(this, {tr("Approve what %1 can do").arg(plain(role->content.role)), tr("Approve"), words, tr("Needed for the job"), false, {}, true});
    if (!answer)
        return;
    act(tr("Approve what a role can do"),
        [period = *session().period(), system = role->system, name = role->content.role, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return approveRole(workspace, period, system, name, reason);
        },
        [this](const Status&) { Q_EMIT said(tr("Approved for a year, as long as it does not change.")); });
}

} // namespace oxseal::ui
