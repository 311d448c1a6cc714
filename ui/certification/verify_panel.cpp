// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/verify_panel.h"

#include "storage/texts/texts.h"
#include "ui/common/digest_label.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/words.h"

#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

/// So many problems are listed; a damaged container may have thousands.
constexpr std::size_t kMostProblems = 200;

std::pair<Mark, QString> verdictOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Valid: return {Mark::Good, QObject::tr("Valid")};
    case Verdict::Invalid: return {Mark::Critical, QObject::tr("Invalid")};
    case Verdict::Indeterminate: break;
    }
    return {Mark::Medium, QObject::tr("Cannot be judged")};
}

std::pair<Mark, QString> integrityOf(Integrity integrity)
{
    switch (integrity) {
    case Integrity::Intact: return {Mark::Good, QObject::tr("Intact")};
    case Integrity::Altered: return {Mark::Critical, QObject::tr("Altered")};
    case Integrity::Unknown: break;
    }
    return {Mark::Medium, QObject::tr("Unknown")};
}

std::pair<Mark, QString> trustOf(Trust trust)
{
    switch (trust) {
    case Trust::Anchored: return {Mark::Good, QObject::tr("Anchored")};
    case Trust::SelfAsserted: return {Mark::Medium, QObject::tr("Self-asserted")};
    case Trust::Untrusted: break;
    }
    return {Mark::Critical, QObject::tr("Untrusted")};
}

std::pair<Mark, QString> timeOf(TimeProof time)
{
    switch (time) {
    case TimeProof::Timestamped: return {Mark::Good, QObject::tr("Timestamped")};
    case TimeProof::Claimed: return {Mark::Low, QObject::tr("Claimed by the signer")};
    case TimeProof::None: break;
    }
    return {Mark::Medium, QObject::tr("None")};
}

QWidget* axis(const QString& name, const std::pair<Mark, QString>& value, const QString& means)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap4);
    column->addWidget(label(name, role::kCaption));
    column->addWidget(new Chip(value.first, value.second), 0, Qt::AlignLeft);
    column->addWidget(label(means, role::kCaption, true));
    column->addStretch(1);
    return box;
}

std::vector<std::string> listOf(const QLineEdit& field, QLatin1Char separator)
{
    std::vector<std::string> values;
    for (const QString& part : field.text().split(separator, Qt::SkipEmptyParts)) {
        if (!part.trimmed().isEmpty())
            values.push_back(part.trimmed().toStdString());
    }
    return values;
}

} // namespace

VerifyPanel::VerifyPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
{
    setAcceptDrops(true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, kGap, kGap);
    column->setSpacing(kMargin);
    createDropArea(column);
    createAnchors(column);
    result_ = new QVBoxLayout;
    result_->setSpacing(kGap12);
    column->addLayout(result_);
    column->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolled(content));
}

void VerifyPanel::createDropArea(QVBoxLayout* column)
{
    QVBoxLayout* inside = nullptr;
    QFrame* area = card(inside);
    area->setObjectName(role::kBanner);
    area->setMaximumWidth(kTextMeasure + kFormWidth);
    inside->addWidget(label(tr("Drop a packet, a signed PDF or a .p7s signature here, or choose one."), role::kStrong, true));
    inside->addWidget(label(tr("Nothing is imported and nothing leaves this computer. Anybody can do the same with the program "
                               "oxseal-verify, or with the tools that VERIFY.md in each packet names."),
        role::kSecondary, true));
    auto* row = new QHBoxLayout;
    auto* open = new QPushButton(tr("Choose a file…"));
    open->setAccessibleName(tr("Choose a file to verify"));
    connect(open, &QPushButton::clicked, this, &VerifyPanel::choose);
    stop_ = new QPushButton(tr("Stop"));
    stop_->setAccessibleName(tr("Stop the verification"));
    stop_->hide();
    connect(stop_, &QPushButton::clicked, this, [this] {
        if (job_ != nullptr)
            job_->cancel();
    });
    state_ = label({}, role::kSecondary, true);
    row->addWidget(open);
    row->addWidget(stop_);
    row->addWidget(state_, 1);
    inside->addLayout(row);
    column->addWidget(area);
}

void VerifyPanel::createAnchors(QVBoxLayout* column)
{
    auto* fold = new QPushButton(tr("Who may sign, and detached signatures"));
    fold->setObjectName(role::kLink);
    fold->setCheckable(true);
    fold->setAccessibleName(tr("Show the fields that name who may sign"));
    auto* form = new Form;
    fingerprints_ = new QLineEdit;
    form->addField(tr("Key fingerprints"), fingerprints_,
        tr("SHA-256 of the signers' keys as printed on their enrolment sheets, separated by commas."));
    const auto withButton = [this, form](const QString& caption, const QString& hint, const QString& kinds) {
        auto* field = new QLineEdit;
        form->addField(caption, field, hint);
        auto* pick = new QPushButton(tr("Choose…"));
        pick->setAccessibleName(tr("Choose: %1").arg(caption));
        connect(pick, &QPushButton::clicked, this, [this, field, caption, kinds] {
            if (const QString file = askFileToOpen(this, caption, kinds); !file.isEmpty())
                field->setText(file);
        });
        form->addWidget(pick);
        return field;
    };
    authority_ = withButton(tr("Certificate authority"), tr("A PEM or DER file whose certificates you trust."),
        tr("Certificates (*.pem *.der *.crt *.cer);;All files (*)"));
    content_ = withButton(tr("Content of a detached signature"), tr("The file that a .p7s signs."), tr("All files (*)"));
    form->hide();
    connect(fold, &QPushButton::toggled, form, &QWidget::setVisible);
    column->addWidget(fold, 0, Qt::AlignLeft);
    column->addWidget(form);
}

void VerifyPanel::choose()
{
    const QString file
        = askFileToOpen(this, tr("Verify a file"), tr("Packets, PDFs, signatures (*.zip *.pdf *.p7s);;All files (*)"));
    if (!file.isEmpty())
        verify(file);
}

void VerifyPanel::verify(const QString& file)
{
    if (job_ != nullptr)
        job_->cancel();
    file_ = file;
    VerifyRequest request;
    request.file = file.toStdString();
    request.content = content_->text().trimmed().toStdString();
    request.fingerprints = listOf(*fingerprints_, QLatin1Char(','));
    if (!authority_->text().trimmed().isEmpty())
        request.trustFiles.push_back(authority_->text().trimmed().toStdString());
    clearLayout(result_);
    QElapsedTimer clock;
    clock.start();
    const Instant now = session_.environment().clock.now();
    Job* job = session_.beside(
        this, tr("Verifying %1").arg(QFileInfo(file).fileName()),
        [request, now](const Progress& progress) { return verifyRequested(request, now, progress); },
        [this, file, clock](Result<Verification> answer) {
            if (file != file_)
                return;
            takeAnswer(answer, clock.elapsed());
            Q_EMIT finished();
        });
    job_ = job;
    connect(job, &Job::moved, this, &VerifyPanel::takeProgress);
    stop_->show();
    takeProgress();
}

void VerifyPanel::takeProgress()
{
    if (job_ == nullptr)
        return;
    const int percent = job_->percent();
    state_->setText(percent < 0 ? tr("Verifying %1…").arg(plain(file_.toStdString()))
                                : tr("Verifying %1: %2 %").arg(plain(file_.toStdString()), QString::number(percent)));
}

void VerifyPanel::takeAnswer(const Result<Verification>& answer, qint64 milliseconds)
{
    job_.clear();
    stop_->hide();
    const QString file = plain(file_.toStdString());
    if (!answer) {
        state_->setText({});
        if (answer.error().kind() == ErrorClass::Cancelled)
            result_->addWidget(label(tr("The verification of %1 was stopped; nothing is said about the file.").arg(file), {}, true));
        else
            result_->addWidget(errorBox(answer.error()));
        return;
    }
    state_->setText(tr("Checked in %1 s.").arg(QString::number(static_cast<double>(milliseconds) / 1000, 'f', 1)));
    QVBoxLayout* inside = nullptr;
    QFrame* box = card(inside);
    box->setMaximumWidth(kTextMeasure + kFormWidth);
    auto* head = new QHBoxLayout;
    head->setSpacing(kGap12);
    const auto verdict = verdictOf(answer->verdict);
    head->addWidget(new Chip(verdict.first, verdict.second), 0, Qt::AlignTop);
    auto* name = label(plain(QFileInfo(file_).fileName().toStdString()), role::kSectionTitle, true);
    head->addWidget(name, 1);
    inside->addLayout(head);
    QString what = sentence(("verify.kind." + answer->kind).c_str());
    if (answer->manifest)
        what = tr("Packet of %1, %2, sealed %3: %4, %5 bytes.")
                   .arg(plain(answer->manifest->company), plain(answer->manifest->period), when(answer->manifest->sealedAt),
                       counted(static_cast<std::int64_t>(answer->files), tr("file"), tr("files")),
                       count(static_cast<std::int64_t>(answer->bytes)));
    inside->addWidget(label(what, role::kSecondary, true));
    auto* axes = new QHBoxLayout;
    axes->setSpacing(kGap24);
    axes->addWidget(axis(tr("Integrity"), integrityOf(answer->integrity), tr("Are these the bytes that were signed?")), 1);
    axes->addWidget(axis(tr("Trust"), trustOf(answer->trust), tr("Do you know whose keys signed?")), 1);
    axes->addWidget(axis(tr("Time"), timeOf(answer->time), tr("Who says when it was signed?")), 1);
    inside->addLayout(axes);
    if (answer->trust == Trust::SelfAsserted)
        inside->addWidget(label(tr("The signers are not identified: compare the fingerprints below with the enrolment sheets, or name the "
                                   "keys above and verify again."),
            role::kSecondary, true));
    result_->addWidget(box);
    showProblems(tr("What is wrong"), answer->problems, true);
    showSignatures(*answer);
    showProblems(tr("What should be seen"), answer->notes, false);
}

void VerifyPanel::showSignatures(const Verification& answer)
{
    if (answer.signatures.empty())
        return;
    QVBoxLayout* inside = nullptr;
    QFrame* box = card(inside);
    box->setMaximumWidth(kTextMeasure + kFormWidth);
    inside->addWidget(label(counted(static_cast<std::int64_t>(answer.signatures.size()), tr("signature"), tr("signatures")), role::kStrong));
    for (const SignatureReport& signature : answer.signatures) {
        auto* row = new QHBoxLayout;
        row->setSpacing(kGap12);
        row->addWidget(new Chip(signature.intact ? Mark::Good : Mark::Critical, signature.intact ? tr("Holds") : tr("Broken")), 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(kGap4);
        words->addWidget(label(tr("%1 · %2").arg(plain(signature.signer), signature.signedAt ? when(*signature.signedAt) : tr("no time")), {}, true));
        words->addWidget(label(tr("%1, issued by %2").arg(plain(signature.path), plain(signature.issuer)), role::kCaption, true));
        words->addWidget(digestLabel(QString::fromStdString(signature.fingerprint.hex()), tr("Key of %1").arg(plain(signature.signer))));
        row->addLayout(words, 1);
        inside->addLayout(row);
    }
    result_->addWidget(box);
}

void VerifyPanel::showProblems(const QString& title, const std::vector<Problem>& problems, bool wrong)
{
    if (problems.empty())
        return;
    QVBoxLayout* inside = nullptr;
    QFrame* box = card(inside);
    box->setMaximumWidth(kTextMeasure + kFormWidth);
    inside->addWidget(label(QStringLiteral("%1 · %2").arg(title, count(static_cast<std::int64_t>(problems.size()))), role::kStrong));
    std::size_t shown = 0;
    for (const Problem& problem : problems) {
        if (++shown > kMostProblems) {
            inside->addWidget(label(tr("… and %1 more.").arg(count(static_cast<std::int64_t>(problems.size() - kMostProblems))), role::kSecondary));
            break;
        }
        auto* row = new QHBoxLayout;
        row->setSpacing(kGap12);
        const Mark mark = !wrong ? Mark::Neutral : problem.fatal ? Mark::Critical : Mark::Medium;
        row->addWidget(new Chip(mark, !wrong ? tr("Note") : problem.fatal ? tr("Wrong") : tr("Open")), 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(label(plain(problemText(problem)), {}, true));
        auto* place = label(plain(problem.path), role::kMono, true);
        place->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(place);
        row->addLayout(words, 1);
        inside->addLayout(row);
    }
    result_->addWidget(box);
}

void VerifyPanel::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void VerifyPanel::dropEvent(QDropEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        verify(urls.front().toLocalFile());
}

} // namespace oxseal::ui
