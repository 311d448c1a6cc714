// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/certificates_page.h"

#include "ui/certification/certificate_card.h"
#include "ui/certification/certificate_dialogs.h"
#include "ui/certification/certificate_sheet.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

using namespace oxseal::certification;

enum Tab { kText, kDocuments, kVersions };

QString exhibitWord(Exhibit exhibit) { return documentWord(name(exhibit)); }

} // namespace

CertificatesPage::CertificatesPage(Session& session)
    : Page(session)
    , tabs_(new QTabBar)
    , stack_(new QStackedWidget)
    , sheet_(new CertificateSheet)
    , documents_(new TablePanel(tr("Signed documents")))
    , versions_(new TablePanel(tr("Report versions")))
{
    setTitle(tr("Certificates"));
    tabs_->setAccessibleName(tr("Parts of this page"));
    tabs_->setDrawBase(false);
    for (const QString& title : {tr("Text to sign"), tr("Signed documents"), tr("Report versions")})
        tabs_->addTab(title);
    documents_->setNouns(tr("document"), tr("documents"));
    versions_->setNouns(tr("version"), tr("versions"));
    for (QWidget* tab : {static_cast<QWidget*>(sheet_), static_cast<QWidget*>(documents_), static_cast<QWidget*>(versions_)})
        stack_->addWidget(tab);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap12);
    column->addWidget(tabs_, 0, Qt::AlignLeft);
    column->addWidget(stack_, 1);
    setBody(body);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        stack_->setCurrentIndex(index);
        updateCommands();
    });
    connect(sheet_, &CertificateSheet::chosen, this, [this] {
        readText();
        updateContext();
        updateCommands();
    });
    connect(documents_, &TablePanel::currentChanged, this, &CertificatesPage::updateCommands);
    connect(documents_, &TablePanel::activated, this, [this] { saveDocument(); });
}

void CertificatesPage::open(const QString& object)
{
    if (object == QStringLiteral("signed"))
        tabs_->setCurrentIndex(kDocuments);
    else if (object == QStringLiteral("versions"))
        tabs_->setCurrentIndex(kVersions);
    else if (!object.isEmpty())
        tabs_->setCurrentIndex(kText);
}

void CertificatesPage::reload()
{
    if (!session().period()) {
        setSubtitle({});
        setContext(nullptr);
        setCommands({});
        showEmpty(tr("Officers certify each report under Sections 302 and 906 of the Sarbanes-Oxley Act. Here the report is bound and the "
                     "certificates are signed. There is no period yet."),
            {QStringLiteral("certificates.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("certificates"));
        return;
    }
    showLoading();
    session().read(this, [period = *session().period()](Workspace& workspace) { return readCertificates(workspace, period); },
        [this, period = *session().period()](Result<CertificateData> values) {
            if (!values) {
                showError(values.error());
                return;
            }
            shown_ = period;
            take(std::move(*values));
        });
}

void CertificatesPage::take(CertificateData values)
{
    values_ = std::move(values);
    const auto& report = values_->report;
    QString line = tr("Report of %1: ").arg(plain(shown_->period.name()));
    if (!report.latest)
        line += tr("none bound yet");
    else
        line += tr("version %1, %2 · planned filing %3")
                    .arg(QString::number(report.latest->version), report.latest->isFinal ? tr("final draft") : tr("draft"),
                        day(report.latest->plannedFiling));
    if (report.filing)
        line += QStringLiteral(" · ") + tr("filed as %1").arg(plain(report.filing->accession));
    setSubtitle(line);
    setPartial(values_->signers.empty()
            ? tr("Nobody holds the office of principal executive or principal financial officer on %1: there is no text to show. An "
                 "administrator records who holds the offices under People and keys.")
                  .arg(day(values_->day))
            : QString());
    sheet_->take(*values_, session().actor().person);
    takeDocuments();
    takeVersions();
    readText();
    updateContext();
    updateCommands();
    showReady();
}

void CertificatesPage::takeDocuments()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("document"), tr("Document"), ColumnKind::Text, 130},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 96},
        {QStringLiteral("signer"), tr("Signed by"), ColumnKind::Text, 140},
        {QStringLiteral("title"), tr("Title"), ColumnKind::Text, 170},
        {QStringLiteral("at"), tr("Signed"), ColumnKind::Time, 150},
        {QStringLiteral("void"), tr("Void because"), ColumnKind::Text, 140},
        {QStringLiteral("sha256"), tr("SHA-256 of the PDF"), ColumnKind::Id, 180, false},
    });
    for (const SignedDocumentRow& row : values_->documents) {
        const auto at = Instant::fromIso(row.signedAt);
        list->add(QString::number(row.id),
            {documentWord(row.kind), row.voidReason ? TableCell(Mark::Neutral, tr("Void")) : TableCell(Mark::Good, tr("Holds")),
                plain(row.signerName), plain(row.title), {recordedAt(row.signedAt), at ? at->micros : 0},
                row.voidReason ? voidWord(*row.voidReason) : QString(), QString::fromStdString(row.sha256.hex())});
    }
    documents_->setData(std::move(list));
}

void CertificatesPage::takeVersions()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("version"), tr("Version"), ColumnKind::Number, 72},
        {QStringLiteral("stage"), tr("Stage"), ColumnKind::Status, 110},
        {QStringLiteral("name"), tr("File"), ColumnKind::Text, 180},
        {QStringLiteral("planned"), tr("Planned filing"), ColumnKind::Date, 110},
        {QStringLiteral("at"), tr("Bound"), ColumnKind::Time, 150},
        {QStringLiteral("by"), tr("Bound by"), ColumnKind::Text, 130},
        {QStringLiteral("sha256"), tr("SHA-256"), ColumnKind::Id, 200},
    });
    for (const ReportVersionRow& row : values_->versions) {
        const auto at = Instant::fromIso(row.boundAt);
        list->add(QString::number(row.id),
            {numberCell(row.version), row.isFinal ? TableCell(Mark::Accent, tr("Final draft")) : TableCell(Mark::Neutral, tr("Draft")),
                plain(row.name), {day(row.plannedFiling), row.plannedFiling.number}, {recordedAt(row.boundAt), at ? at->micros : 0},
                plain(values_->nameOf(row.boundBy)), QString::fromStdString(row.sha256.hex())});
    }
    versions_->setData(std::move(list));
}

const Signer* CertificatesPage::chosenSigner() const
{
    if (!values_)
        return nullptr;
    const PersonId id = sheet_->signer();
    const auto found = std::find_if(
        values_->signers.begin(), values_->signers.end(), [id](const Signer& one) { return one.person.id == id; });
    return found == values_->signers.end() ? nullptr : &*found;
}

void CertificatesPage::readText()
{
    const Signer* signer = chosenSigner();
    if (signer == nullptr || !shown_)
        return;
    // A signed certificate keeps the day it was signed on; the text of another shows today.
    Day on = session().today();
    if (const SignedDocumentRow* row = values_->standing(signer->person.id, name(sheet_->exhibit()))) {
        if (const auto at = Instant::fromIso(row->signedAt))
            on = at->day();
    }
    session().read(
        this,
        [period = *shown_, exhibit = sheet_->exhibit(), one = *signer, options = sheet_->options(), on](
            Workspace& workspace) { return exhibitFor(workspace.db(), period, exhibit, one, options, on); },
        [this](const Result<ExhibitForm>& form) {
            if (values_)
                sheet_->showText(form, *values_);
        });
}

void CertificatesPage::updateContext() { setContext(values_ ? certificateCard(*values_, chosenSigner()) : nullptr); }

QString CertificatesPage::whyNotBind() const
{
    if (values_ && values_->report.filing)
        return tr("The report of this period is filed; nothing is signed or changed any more.");
    return whyNotWrite(Permission::BindReport);
}

QString CertificatesPage::whyNotSign() const
{
    if (const QString why = whyNotWrite(Permission::SignCertificate); !why.isEmpty())
        return why;
    const Signer* signer = chosenSigner();
    if (signer == nullptr)
        return tr("Nobody holds the office on the planned filing day.");
    if (signer->person.id != session().actor().person)
        return tr("Only %1 signs this certificate; there is no delegation.").arg(plain(signer->person.name));
    const auto& hindrance = values_->hindrance(sheet_->exhibit());
    return hindrance ? errorLine(*hindrance) : QString();
}

QString CertificatesPage::whyNotFile() const
{
    if (const QString why = whyNotBind(); !why.isEmpty())
        return why;
    return values_ && values_->report.binding.state == ReportState::Signed
        ? QString()
        : tr("Not every officer has signed the readiness record and both exhibits yet.");
}

void CertificatesPage::updateCommands()
{
    if (!values_)
        return;
    Command check{QStringLiteral("certificates.check"), tr("Check a text…"), [this] { checkText(); },
        chosenSigner() == nullptr ? tr("Nobody holds the office on the planned filing day.") : whyNotWrite(Permission::BindReport)};
    Command bindNow{QStringLiteral("certificates.bind"), tr("Bind the report…"), [this] { bind(); }, whyNotBind(), {}, false, QStringLiteral("link")};
    Command signNow{QStringLiteral("certificates.sign"), tr("Sign %1").arg(exhibitWord(sheet_->exhibit())), [this] { sign(); }, whyNotSign(), {},
        false, QStringLiteral("sign")};
    Command file{QStringLiteral("certificates.filed"), tr("Mark as filed…"), [this] { markFiled(); }, whyNotFile()};
    Command save{QStringLiteral("certificates.save"), tr("Save the signed PDF…"), [this] { saveDocument(); },
        currentDocument() != nullptr ? QString() : tr("Choose a signed document in the table first.")};
    std::vector<Command> order;
    if (tabs_->currentIndex() == kDocuments)
        order = {bindNow, file, save};
    else if (tabs_->currentIndex() == kVersions || values_->report.binding.state == ReportState::None
        || values_->report.binding.state == ReportState::Draft)
        order = {check, signNow, bindNow};
    else if (values_->report.binding.state == ReportState::Signed)
        order = {check, bindNow, file};
    else
        order = {check, bindNow, signNow};
    order.back().primary = true;
    order.back().shortcut = QKeySequence(Qt::CTRL | Qt::Key_Return);
    std::vector<Command> hidden;
    for (const Command& one : {check, bindNow, signNow, file, save}) {
        if (std::none_of(order.begin(), order.end(), [&](const Command& shown) { return shown.id == one.id; }))
            hidden.push_back(one);
    }
    setCommands(std::move(order));
    setHiddenCommands(std::move(hidden));
}

const SignedDocumentRow* CertificatesPage::currentDocument() const
{
    if (!values_)
        return nullptr;
    const std::int64_t id = documents_->currentHandle().toLongLong();
    const auto found = std::find_if(
        values_->documents.begin(), values_->documents.end(), [id](const SignedDocumentRow& row) { return row.id == id; });
    return found == values_->documents.end() ? nullptr : &*found;
}

void CertificatesPage::bind()
{
    if (!values_ || !shown_)
        return;
    const QString file = askFileToOpen(this, tr("Report to bind"), tr("Reports (*.pdf *.html *.htm *.docx *.txt);;All files (*)"));
    if (file.isEmpty())
        return;
    const auto answer = askBinding(this, file, values_->day, values_->report.standing.size());
    if (!answer)
        return;
    act(
        tr("Binding the report"),
        [period = *shown_, input = answer->input, path = file.toStdString(), reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return bindReportFile(workspace, period, input, path, reason); },
        [this](Result<BoundReport> bound) {
            Q_EMIT said(bound->voided == 0 ? tr("Version %1 of the report is bound.").arg(bound->row.version)
                                           : tr("Version %1 of the report is bound; %2 became void.")
                                                 .arg(QString::number(bound->row.version),
                                                     counted(bound->voided, tr("signature"), tr("signatures"))));
        });
}

void CertificatesPage::sign()
{
    const Signer* signer = chosenSigner();
    if (signer == nullptr || !shown_ || !whyNotSign().isEmpty())
        return;
    const Exhibit exhibit = sheet_->exhibit();
    ActQuestion question;
    question.title = tr("Sign %1").arg(exhibitWord(exhibit));
    question.verb = tr("Sign");
    question.binds = {tr("You sign the certificate as it stands on the page, as %1.").arg(plain(signer->title)),
        tr("It belongs to version %1 of %2. The signature is made with your own key; there is no delegation.")
            .arg(QString::number(values_->report.latest ? values_->report.latest->version : 0),
                values_->report.latest ? plain(values_->report.latest->name) : QString())};
    question.suggestedReason = tr("I have read the report and sign the certificate");
    question.passphrase = true;
    question.details = tr("Report SHA-256 %1").arg(QString::fromStdString(values_->report.binding.digest.hex()));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Signing %1").arg(exhibitWord(exhibit)),
        [period = *shown_, exhibit, options = sheet_->options(), secret = answer->passphrase, reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return signExhibit(workspace, period, exhibit, options, *secret, reason); },
        [this, exhibit](Result<SignedDocumentRow>) { Q_EMIT said(tr("%1 is signed.").arg(exhibitWord(exhibit))); });
}

void CertificatesPage::checkText()
{
    const Signer* signer = chosenSigner();
    if (signer == nullptr || !shown_)
        return;
    // The records may be read anew while the question is open.
    const std::string login = signer->person.login;
    const Exhibit exhibit = sheet_->exhibit();
    const auto answer = askTextToCheck(this, exhibitWord(exhibit), plain(signer->person.name));
    if (!answer)
        return;
    act(
        tr("Checking the text"),
        [period = *shown_, exhibit, login, options = sheet_->options(), check = *answer](
            Workspace& workspace, const Progress&) {
            return checkCertificateText(
                workspace, period, exhibit, login, options, check.text, check.filed, check.reason.toStdString());
        },
        [this](Result<std::vector<Finding>> findings) { showTextFindings(this, *findings); });
}

void CertificatesPage::markFiled()
{
    if (!shown_ || !whyNotFile().isEmpty())
        return;
    const auto answer = askFiling(this, session().environment().clock.now());
    if (!answer)
        return;
    act(
        tr("Marking the report as filed"),
        [period = *shown_, filing = *answer](Workspace& workspace, const Progress&) {
            return oxseal::markFiled(workspace, period, filing.accession, filing.accepted, filing.reason.toStdString());
        },
        [this](Status) { Q_EMIT said(tr("The report is marked as filed.")); });
}

void CertificatesPage::saveDocument()
{
    const SignedDocumentRow* row = currentDocument();
    if (row == nullptr)
        return;
    const QString file = askFileToSave(this, tr("Save the signed PDF"), QString::fromStdString(fileNameOf(*row)), tr("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    session().read(
        this,
        [document = *row, file](Workspace& workspace) -> Status {
            OXSEAL_TRY(const std::string bytes, signedBytes(workspace, document));
            return saveFile(file, bytes);
        },
        [this, file](const Status& saved) { tellSaved(file, saved); });
}

} // namespace oxseal::ui
