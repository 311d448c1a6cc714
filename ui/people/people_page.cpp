// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/people_page.h"

#include "storage/actions/people_actions.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/people/people_dialogs.h"

#include <QHBoxLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace oxseal::ui {
namespace {

const QString kCertificatePrefix = QStringLiteral("certificate:");
const QString kInvite = QStringLiteral("invite");
const QString kActs = QStringLiteral("acts");

QString dutiesOf(const Person& person)
{
    QStringList words;
    for (const Role role : person.roles)
        words << roleWord(role);
    return words.join(QStringLiteral(", "));
}

QString officesOf(const PersonView& person, Day today)
{
    QStringList words;
    for (const OfficeHolding& holding : person.offices) {
        if (holding.holdsOn(today))
            words << (holding.office == Office::Peo ? QObject::tr("PEO") : QObject::tr("PFO"));
    }
    return words.join(QStringLiteral(", "));
}

Mark markOfPerson(PersonState state)
{
    return state == PersonState::Active ? Mark::Good : state == PersonState::Invited ? Mark::Medium : Mark::Neutral;
}

TableCell certificateCell(const PersonView& person)
{
    if (person.certificate)
        return person.certificate->state == "issued" ? TableCell{Mark::Good, QObject::tr("Confirmed")} : TableCell{Mark::Medium, QObject::tr("Unconfirmed")};
    if (person.request)
        return {Mark::Medium, QObject::tr("Requested")};
    return {Mark::Neutral, QObject::tr("None")};
}

TableCell enrolmentCell(const PersonView& person)
{
    if (person.signingEnabled)
        return {Mark::Good, QObject::tr("On file")};
    if (person.enrolment)
        return {Mark::Medium, QObject::tr("Handed out")};
    return {Mark::Neutral, QObject::tr("None")};
}

} // namespace

PeoplePage::PeoplePage(Session& session)
    : Page(session)
    , tabs_(new QTabWidget)
    , people_(new TablePanel(tr("People")))
    , certificates_(new TablePanel(tr("Certificates")))
    , findings_(new QVBoxLayout)
{
    setTitle(tr("People and keys"));
    people_->setNouns(tr("person"), tr("people"));
    certificates_->setNouns(tr("certificate"), tr("certificates"));
    tabs_->setDocumentMode(true);
    tabs_->tabBar()->setDrawBase(false);
    tabs_->setAccessibleName(tr("People, certificates and administrators"));
    tabs_->addTab(people_, tr("People"));
    tabs_->addTab(certificates_, tr("Certificates"));
    tabs_->addTab(createAdministrators(), tr("Administrators"));
    auto* body = new QWidget;
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    findings_->setSpacing(kGap4);
    layout->addLayout(findings_);
    layout->addWidget(tabs_, 1);
    setBody(body);
    connect(people_, &TablePanel::currentChanged, this, &PeoplePage::selectPerson);
    connect(certificates_, &TablePanel::currentChanged, this, &PeoplePage::selectCertificate);
    connect(tabs_, &QTabWidget::currentChanged, this, [this] {
        updateCommands();
        selectCurrent();
    });
}

void PeoplePage::selectCurrent()
{
    switch (tabs_->currentIndex()) {
    case 0: return selectPerson(people_->currentHandle());
    case 1: return selectCertificate(certificates_->currentHandle());
    default: return selectAct(acts_->currentHandle());
    }
}

void PeoplePage::open(const QString& object)
{
    if (object == kInvite)
        inviting_ = true;
    else
        wanted_ = object;
}

void PeoplePage::reload()
{
    updateCommands();
    showLoading();
    session().read(
        this,
        [period = session().period()](Workspace& w) -> Result<Views> {
            Views views;
            OXSEAL_TRY(views.people, peopleView(w));
            if (period) {
                OXSEAL_TRY(views.administration, administrationView(w, *period));
            }
            return views;
        },
        [this](Result<Views> views) {
            if (views)
                take(std::move(*views));
            else
                showError(views.error());
        });
}

void PeoplePage::take(Views views)
{
    view_ = std::move(views.people);
    administration_ = std::move(views.administration);
    showPeople();
    showCertificates();
    showAdministrators();
    showFindings();
    updateCommands();
    showReady();
    if (wanted_.startsWith(kCertificatePrefix)) {
        tabs_->setCurrentIndex(1);
        certificates_->select(wanted_.mid(kCertificatePrefix.size()));
    } else if (wanted_ == kActs) {
        tabs_->setCurrentIndex(2);
    } else if (!wanted_.isEmpty()) {
        tabs_->setCurrentIndex(0);
        people_->select(wanted_);
    }
    wanted_.clear();
    selectCurrent();
    if (std::exchange(inviting_, false) && whyNotWrite(Permission::ManagePeople).isEmpty())
        QMetaObject::invokeMethod(this, &PeoplePage::invite, Qt::QueuedConnection);
}

void PeoplePage::showPeople()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 132},
        {QStringLiteral("login"), tr("Login"), ColumnKind::Id, 88},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 88},
        {QStringLiteral("offices"), tr("In office"), ColumnKind::Text, 78},
        {QStringLiteral("certificate"), tr("Certificate"), ColumnKind::Status, 104},
        {QStringLiteral("sheet"), tr("Signed sheet"), ColumnKind::Status, 106},
        {QStringLiteral("duties"), tr("Duties"), ColumnKind::Text, 240},
    });
    int active = 0;
    int invited = 0;
    for (const PersonView& one : view_.people) {
        active += one.person.state == PersonState::Active ? 1 : 0;
        invited += one.person.state == PersonState::Invited ? 1 : 0;
        const bool here = one.person.state == PersonState::Active;
        list->add(plain(one.person.login),
            {plain(one.person.name), plain(one.person.login), {markOfPerson(one.person.state), personStateWord(one.person.state)}, officesOf(one, session().today()),
                here ? certificateCell(one) : TableCell(), here ? enrolmentCell(one) : TableCell(), dutiesOf(one.person)});
    }
    people_->setData(std::move(list));
    tabs_->setTabText(0, tr("People · %1").arg(view_.people.size()));
    const auto waiting = std::count_if(view_.certificates.begin(), view_.certificates.end(), [](const CertificateRow& row) { return row.state == "requested"; });
    QString facts = tr("%1 can open the workspace").arg(counted(active, tr("person"), tr("people")));
    if (invited > 0)
        facts += QStringLiteral(" · ") + tr("%1 invited").arg(invited);
    if (waiting > 0)
        facts += QStringLiteral(" · ") + tr("%1 to confirm").arg(counted(waiting, tr("certificate request"), tr("certificate requests")));
    setSubtitle(facts);
}

void PeoplePage::showCertificates()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("id"), tr("No."), ColumnKind::Number, 56},
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 160},
        {QStringLiteral("office"), tr("Office"), ColumnKind::Text, 110},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 230},
        {QStringLiteral("start"), tr("Valid from"), ColumnKind::Date, 100},
        {QStringLiteral("fingerprint"), tr("Fingerprint"), ColumnKind::Id, 240},
    });
    for (const CertificateRow& row : view_.certificates)
        list->add(QString::number(row.id),
            {numberCell(row.id), plain(row.person.name), officesWord(row.offices),
                {row.state == "issued" ? Mark::Good : Mark::Medium, certificateStateWord(row.state)}, {day(row.start), row.start.number},
                QString::fromStdString(row.fingerprint.hex())});
    certificates_->setData(std::move(list));
    tabs_->setTabText(1, tr("Certificates · %1").arg(view_.certificates.size()));
}

void PeoplePage::showFindings()
{
    clearLayout(findings_);
    for (const Finding& finding : view_.findings) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kGap);
        row->addWidget(new Chip(markOf(finding.severity), severityWord(finding.severity)), 0, Qt::AlignTop);
        row->addWidget(label(findingLine(finding), {}, true), 1);
        findings_->addWidget(line);
    }
    if (view_.rotationPending)
        findings_->addWidget(label(tr("A change of the data key is not finished: it ends when nobody else has the workspace open."), role::kSecondary, true));
}

const PersonView* PeoplePage::self() const
{
    const auto found = std::find_if(view_.people.begin(), view_.people.end(),
        [this](const PersonView& one) { return one.person.id == session().actor().person; });
    return found == view_.people.end() ? nullptr : &*found;
}

void PeoplePage::updateCommands()
{
    Command passphrase{QStringLiteral("people.passphrase"), tr("Change my passphrase…"), [this] { changePassphrase(); }, whyNotWrite(Permission::ManageOwnKeys)};
    Command add{QStringLiteral("people.invite"), tr("Invite a person…"), [this] { invite(); }, whyNotWrite(Permission::ManagePeople)};
    if (tabs_->currentIndex() == 2) {
        setCommands({passphrase, add, signActsCommand()});
        return;
    }
    add.primary = true;
    setCommands({passphrase, add});
}

void PeoplePage::selectPerson(const QString& login)
{
    const auto found = std::find_if(view_.people.begin(), view_.people.end(),
        [&](const PersonView& one) { return plain(one.person.login) == login; });
    if (found == view_.people.end() || tabs_->currentIndex() != 0) {
        setContext(nullptr);
        return;
    }
    const PersonView& one = *found;
    auto* card = new ContextCard(plain(one.person.name));
    card->setMark(markOfPerson(one.person.state), personStateWord(one.person.state));
    card->addFact(tr("Login"), plain(one.person.login));
    if (!one.person.employeeId.empty())
        card->addFact(tr("Employee"), plain(one.person.employeeId));
    card->addFact(tr("Duties"), dutiesOf(one.person));
    if (one.holdsAuthority)
        card->addFact(tr("Authority"), tr("Holds the key that issues certificates"));
    if (!one.offices.empty())
        card->addSection(tr("Offices"));
    for (const OfficeHolding& holding : one.offices) {
        card->addText(tr("%1: %2").arg(officeWord(holding.office), plain(holding.title)));
        card->addText(tr("%1 to %2").arg(day(holding.from), holding.to ? day(*holding.to) : tr("today")), true);
    }
    card->addSection(tr("Keys"));
    card->addFact(tr("Fingerprint"), one.fingerprint.empty() ? tr("No key yet") : groupedHex(one.fingerprint));
    card->addFact(tr("Certificate"), one.certificate ? tr("No. %1, %2").arg(one.certificate->id).arg(certificateStateWord(one.certificate->state)) : tr("None"));
    if (one.request)
        card->addFact(tr("Request"), tr("No. %1 waits for a second person").arg(one.request->id), QStringLiteral("people:certificate:%1").arg(one.request->id));
    card->addFact(tr("Signed sheet"), enrolmentCell(one).text);
    addPersonCommands(*card, one);
    setContext(card);
}

void PeoplePage::addPersonCommands(ContextCard& card, const PersonView& one)
{
    const bool me = one.person.id == session().actor().person;
    const bool active = one.person.state == PersonState::Active;
    const QString manage = whyNotWrite(Permission::ManagePeople);
    const QString own = me ? whyNotWrite(Permission::ManageOwnKeys) : manage;
    const QString gone = one.person.state == PersonState::Removed ? tr("The person was removed.") : QString();
    const auto first = [](std::initializer_list<QString> reasons) {
        for (const QString& reason : reasons) {
            if (!reason.isEmpty())
                return reason;
        }
        return QString();
    };
    const QString noKey = active && !one.fingerprint.empty() ? QString() : tr("The person has no key before the first login.");
    card.addCommand({QStringLiteral("people.request"), tr("Request a certificate…"), [this, one] { requestCertificate(one); },
        first({gone, noKey, own, one.request ? tr("A request waits already.") : QString()})});
    if (one.request) {
        const CertificateRow row = *one.request;
        card.addCommand({QStringLiteral("people.confirm"), tr("Confirm the certificate…"), [this, row] { confirm(row); },
            first({whyNotWrite(Permission::ManageOwnKeys),
                me || row.requestedBy == session().actor().person ? tr("You asked for it, or it is yours: a second person confirms.") : QString(),
                self() != nullptr && self()->holdsAuthority ? QString() : tr("Only an administrator holds the key that issues certificates.")})});
    }
    card.addCommand({QStringLiteral("people.sheet"), tr("Make the enrolment sheet…"), [this, one] { saveSheet(one); }, first({gone, noKey, own})});
    card.addCommand({QStringLiteral("people.scan"), tr("Attach the signed sheet…"), [this, one] { attachScan(one); },
        first({gone, manage, me ? tr("Another administrator attaches your own sheet.") : QString(),
            one.enrolment ? QString() : tr("Make the enrolment sheet first; it is signed by hand.")})});
    card.addCommand({QStringLiteral("people.roles"), tr("Change the duties…"), [this, one] { changeRoles(one); },
        first({gone, manage, me ? tr("Nobody changes their own duties: ask another administrator.") : QString()})});
    card.addCommand({QStringLiteral("people.office"), tr("Record an office…"), [this, one] { holdOffice(one); }, first({gone, manage})});
    for (const OfficeHolding& holding : one.offices) {
        if (!holding.to)
            card.addCommand({QStringLiteral("people.office_end"), tr("End the office %1…").arg(plain(holding.title)),
                [this, one, holding] { endOffice(one, holding); }, manage});
    }
    card.addCommand({QStringLiteral("people.remove"), tr("Remove the person…"), [this, one] { remove(one); },
        first({gone, manage, me ? tr("Nobody removes themselves: ask another administrator.") : QString()})});
}

void PeoplePage::selectCertificate(const QString& id)
{
    const auto found = std::find_if(view_.certificates.begin(), view_.certificates.end(),
        [&](const CertificateRow& row) { return QString::number(row.id) == id; });
    if (found == view_.certificates.end() || tabs_->currentIndex() != 1) {
        setContext(nullptr);
        return;
    }
    const CertificateRow row = *found;
    const auto nameOf = [this](PersonId person) {
        const auto one = std::find_if(view_.people.begin(), view_.people.end(), [&](const PersonView& v) { return v.person.id == person; });
        return one == view_.people.end() ? tr("nobody") : plain(one->person.name);
    };
    auto* card = new ContextCard(tr("Certificate %1").arg(row.id));
    card->setMark(row.state == "issued" ? Mark::Good : Mark::Medium, certificateStateWord(row.state));
    card->addFact(tr("Person"), plain(row.person.name), QStringLiteral("people:") + plain(row.person.login));
    card->addFact(tr("Office"), officesWord(row.offices));
    card->addFact(tr("Valid from"), day(row.start));
    card->addFact(tr("Fingerprint"), groupedHex(row.fingerprint.hex()));
    card->addFact(tr("Requested by"), nameOf(row.requestedBy));
    card->addFact(tr("Requested at"), when(row.requestedAt));
    card->addFact(tr("Confirmed by"), row.confirmedBy.value == 0 ? tr("nobody yet") : nameOf(row.confirmedBy));
    if (row.state != "issued") {
        QString why = whyNotWrite(Permission::ManageOwnKeys);
        if (why.isEmpty() && (row.requestedBy == session().actor().person || row.person.id == session().actor().person))
            why = tr("You asked for it, or it is yours: a second person confirms.");
        if (why.isEmpty() && row.state == "requested" && (self() == nullptr || !self()->holdsAuthority))
            why = tr("Only an administrator holds the key that issues certificates.");
        card->addCommand({QStringLiteral("people.confirm"), tr("Confirm the certificate…"), [this, row] { confirm(row); }, why});
    }
    setContext(card);
}

} // namespace oxseal::ui
