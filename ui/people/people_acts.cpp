// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of people does: each act asks, then runs as a job.
#include "ui/people/people_page.h"

#include "storage/actions/enrolment_files.h"
#include "storage/actions/people_actions.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/save_file.h"
#include "ui/common/secret_fields.h"
#include "ui/common/words.h"
#include "ui/people/people_dialogs.h"

#include <utility>

namespace oxseal::ui {

void PeoplePage::invite()
{
    const auto answer = askForInvitation(this, view_);
    if (!answer)
        return;
    const QString name = plain(answer->invitation.name);
    act(
        tr("Inviting %1").arg(name),
        [answer = *answer](Workspace& w, const Progress&) -> Result<std::shared_ptr<Secret>> {
            OXSEAL_TRY(Secret code, invitePerson(w, answer.invitation, answer.reason));
            return std::make_shared<Secret>(std::move(code));
        },
        [this, name, login = plain(answer->invitation.login)](Result<std::shared_ptr<Secret>> code) {
            wanted_ = login; // the page reads anew behind this
            showCode(this, tr("Code for %1").arg(name),
                tr("With this code %1 logs in for the first time and chooses a passphrase. It works once.").arg(name), **code);
        });
}

void PeoplePage::changeRoles(const PersonView& person)
{
    const auto answer = askForRoles(this, person.person);
    if (!answer)
        return;
    act(
        tr("Changing duties"),
        [login = person.person.login, answer = *answer](Workspace& w, const Progress&) { return setRoles(w, login, answer.roles, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("The duties were changed.")); });
}

void PeoplePage::remove(const PersonView& person)
{
    ActQuestion question;
    question.title = tr("Remove %1").arg(plain(person.person.name));
    question.verb = tr("Remove");
    question.binds = {tr("The person cannot open the workspace any more; all records stay."),
        tr("The data key is changed and the whole workspace encrypted anew.")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Removing a person and changing the data key"),
        [login = person.person.login, reason = answer->reason.toStdString()](Workspace& w, const Progress&) { return removePerson(w, login, reason); },
        [this](const Status&) { Q_EMIT said(tr("The person was removed and the data key changed.")); });
}

void PeoplePage::holdOffice(const PersonView& person)
{
    const auto answer = askForOffice(this, person.person);
    if (!answer)
        return;
    act(
        tr("Recording the office"),
        [login = person.person.login, answer = *answer](Workspace& w, const Progress&) { return oxseal::holdOffice(w, login, answer.holding, answer.reason); },
        [this](const Result<std::int64_t>&) { Q_EMIT said(tr("The office was recorded.")); });
}

void PeoplePage::endOffice(const PersonView& person, const OfficeHolding& holding)
{
    const auto answer = askForOfficeEnd(this, person.person, holding);
    if (!answer)
        return;
    act(
        tr("Ending the office"),
        [login = person.person.login, office = holding.office, answer = *answer](Workspace& w, const Progress&) {
            return oxseal::endOffice(w, login, office, answer.last, answer.reason);
        },
        [this](const Status&) { Q_EMIT said(tr("The end of the office was recorded.")); });
}

void PeoplePage::requestCertificate(const PersonView& person)
{
    const auto answer = askForCertificate(this, person, session().today());
    if (!answer)
        return;
    act(
        tr("Requesting a certificate"),
        [login = person.person.login, answer = *answer](Workspace& w, const Progress&) {
            return oxseal::requestCertificate(w, login, answer.offices, answer.reason);
        },
        [this](Result<std::int64_t> id) { Q_EMIT said(tr("Request %1 waits for a second person.").arg(*id)); });
}

void PeoplePage::confirm(const CertificateRow& row)
{
    const auto answer = askForFingerprint(this, row);
    if (!answer)
        return;
    act(
        tr("Confirming the certificate"),
        [id = row.id, answer = *answer](Workspace& w, const Progress&) { return confirmCertificate(w, id, answer.fingerprint, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("The certificate was issued.")); });
}

void PeoplePage::saveSheet(const PersonView& person)
{
    const QString file = askFileToSave(this, tr("Save the enrolment sheet"),
        tr("Enrolment %1.pdf").arg(plain(person.person.login)), tr("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    act(
        tr("Making the enrolment sheet"),
        [login = person.person.login, path = file.toStdString()](Workspace& w, const Progress&) { return saveEnrolmentSheet(w, login, path, "Enrolment"); },
        [this, file](const Status&) { Q_EMIT said(tr("The sheet is in %1. It is signed by hand and then attached.").arg(file)); });
}

void PeoplePage::attachScan(const PersonView& person)
{
    const QString file = askFileToOpen(this, tr("The signed sheet"), tr("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)"));
    if (file.isEmpty())
        return;
    ActQuestion question;
    question.title = tr("Attach the signed sheet of %1").arg(plain(person.person.name));
    question.verb = tr("Attach");
    question.binds = {file, tr("From now on %1 may sign electronically (Rule 302(b) of Regulation S-T).").arg(plain(person.person.name))};
    question.suggestedReason = tr("Signed by hand");
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Attaching the signed sheet"),
        [login = person.person.login, path = file.toStdString(), reason = answer->reason.toStdString()](Workspace& w, const Progress&) {
            return attachEnrolmentFile(w, login, path, reason);
        },
        [this](const Status&) { Q_EMIT said(tr("The signed sheet is on file.")); });
}

void PeoplePage::changePassphrase()
{
    const auto answer = askForPassphrase(this);
    if (!answer)
        return;
    act(
        answer->mayBeKnown ? tr("Making new keys") : tr("Changing the passphrase"),
        [answer = *answer](Workspace& w, const Progress&) {
            return answer.mayBeKnown ? replaceKeys(w, *answer.after, answer.reason)
                                     : oxseal::changePassphrase(w, *answer.before, *answer.after, answer.reason);
        },
        [this, known = answer->mayBeKnown](const Status&) {
            Q_EMIT said(known ? tr("New keys were made. Request a certificate for them.") : tr("The passphrase was changed."));
        });
}

} // namespace oxseal::ui
