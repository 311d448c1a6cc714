// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/secret_fields.h"
#include "ui/common/words.h"
#include "ui/jobs/background.h"
#include "ui/shell/unlock_page.h"
#include "ui/start/create_workspace.h"
#include "ui/start/demo_people.h"
#include "ui/start/pack_desk.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProcess>
#include <QProgressDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr int kSideWidth = 400;

} // namespace

StartPage::StartPage(Environment environment, const QString& folder, QWidget* parent)
    : QWidget(parent)
    , environment_(std::move(environment))
    , unlock_(new UnlockPage(environment_, folder))
    , program_(QCoreApplication::applicationFilePath())
{
    auto* side = new QWidget;
    side->setFixedWidth(kSideWidth);
    auto* cards = new QVBoxLayout(side);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(kGap12);
    QVBoxLayout* inner = nullptr;
    cards->addWidget(card(inner));
    inner->addWidget(label(tr("Opened lately"), role::kSectionTitle));
    recent_ = new QVBoxLayout;
    recent_->setSpacing(kGap4);
    inner->addLayout(recent_);
    cards->addWidget(card(inner));
    inner->addWidget(label(tr("A new workspace"), role::kSectionTitle));
    inner->addWidget(label(tr("For a company's own quarters: name the company, choose a passphrase, keep the recovery code."), role::kSecondary, true));
    auto* create = new QPushButton(tr("Create a workspace…"));
    inner->addWidget(create, 0, Qt::AlignLeft);
    cards->addWidget(card(inner));
    inner->addWidget(label(tr("A reviewer's pack"), role::kSectionTitle));
    inner->addWidget(label(tr("You were sent lines to review and have no workspace: open the file with your passphrase, decide, send the signed answers back."), role::kSecondary, true));
    auto* pack = new QPushButton(tr("Open a reviewer pack…"));
    inner->addWidget(pack, 0, Qt::AlignLeft);
    cards->addWidget(card(inner));
    inner->addWidget(label(tr("The demo company"), role::kSectionTitle));
    inner->addWidget(label(tr("Invented people and files, one quarter signed and the next under way, to look around and try."), role::kSecondary, true));
    auto* demo = new QPushButton(tr("Make the demo company…"));
    inner->addWidget(demo, 0, Qt::AlignLeft);
    cards->addStretch(1);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(kGap32 * 2);
    columns->addStretch(1);
    columns->addWidget(unlock_, 0, Qt::AlignTop);
    columns->addWidget(side, 0, Qt::AlignTop);
    columns->addStretch(1);
    auto* rows = new QVBoxLayout(this);
    rows->addStretch(2);
    rows->addLayout(columns);
    rows->addStretch(3);

    connect(create, &QPushButton::clicked, this, &StartPage::createWorkspace);
    connect(demo, &QPushButton::clicked, this, &StartPage::makeDemo);
    connect(pack, &QPushButton::clicked, this, &StartPage::openPack);
    connect(unlock_, &UnlockPage::unlocked, this, [this](std::shared_ptr<Workspace> workspace) {
        rememberWorkspace(QString::fromStdString(workspace->folder().string()));
        Q_EMIT unlocked(std::move(workspace), QString());
    });
}

StartPage::~StartPage()
{
    if (demo_)
        demo_->kill();
}

void StartPage::say(const QString& words) { unlock_->say(words); }

void StartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fillRecent();
}

void StartPage::fillRecent()
{
    clearLayout(recent_);
    const QStringList folders = recentWorkspaces();
    if (folders.isEmpty())
        recent_->addWidget(label(tr("No workspace was opened on this machine yet."), role::kSecondary, true));
    for (const QString& folder : folders) {
        auto* open = new QPushButton(fontMetrics().elidedText(QDir(folder).dirName(), Qt::ElideMiddle, kSideWidth - 2 * kMargin));
        open->setObjectName(role::kLink);
        open->setCursor(Qt::PointingHandCursor);
        open->setToolTip(folder);
        open->setAccessibleName(tr("Open %1").arg(folder));
        connect(open, &QPushButton::clicked, this, [this, folder] { unlock_->setFolder(folder); });
        recent_->addWidget(open, 0, Qt::AlignLeft);
        auto* where = label(fontMetrics().elidedText(QFileInfo(folder).path(), Qt::ElideMiddle, kSideWidth - 2 * kMargin), role::kCaption);
        where->setToolTip(folder);
        recent_->addWidget(where);
    }
}

void StartPage::createWorkspace()
{
    askToCreate(this, environment_, [this](std::shared_ptr<Workspace> workspace) {
        const QString folder = QString::fromStdString(workspace->folder().string());
        rememberWorkspace(folder);
        unlock_->setFolder(folder); // for whoever logs in next
        Q_EMIT unlocked(std::move(workspace), QStringLiteral("settings:first"));
    });
}

void StartPage::openPack()
{
    FormDialog dialog(this, tr("Open a reviewer pack"), tr("Open"));
    dialog.addWords(tr("The pack is sealed to your key: the passphrase is the one with which you open the workspace. Nothing is kept on this machine but the answers you save."), true);
    auto* file = new FileField(tr("Reviewer pack"));
    file->setObjectName(QStringLiteral("pack.file"));
    dialog.form().addField(tr("File"), file);
    auto* passphrase = addSecret(dialog, tr("Your passphrase"));
    dialog.setCheck([=]() -> QString {
        if (file->path().isEmpty())
            return tr("Choose the file that you were sent.");
        if (const QString problem = file->problem(); !problem.isEmpty())
            return problem;
        return passphrase->text().isEmpty() ? tr("Type your passphrase.") : QString();
    });
    if (!dialog.ask())
        return;
    say(tr("Opening the pack…"));
    inBackground(
        this, [path = file->path().toStdString(), secret = takeSecret(passphrase), environment = environment_] { return openPackFile(path, *secret, environment); },
        [this](Result<std::shared_ptr<const OpenedPack>> pack) {
            say({});
            if (!pack) {
                showProblem(this, pack.error());
                return;
            }
            auto* desk = new PackDesk(environment_, *pack, this);
            connect(desk, &PackDesk::saved, this, [this](const QString& answers) { say(tr("Your signed answers are in %1.").arg(answers)); });
            desk->open();
        });
}

void StartPage::makeDemo()
{
    FormDialog dialog(this, tr("Make the demo company"), tr("Make it"));
    dialog.addWords(tr("Takes about a minute. Everything is marked DEMO and stays in one folder."), true);
    auto* point = new QComboBox;
    point->addItem(tr("Third business day: files are in, reviews are open"), QStringLiteral("day3"));
    point->addItem(tr("Twentieth day: reviews decided, accounts proved"), QStringLiteral("day20"));
    point->addItem(tr("Last evening: everything gathered, nothing signed"), QStringLiteral("last"));
    point->setCurrentIndex(1);
    dialog.form().addField(tr("Where in the quarter"), point);
    auto* folder = addLine(dialog, tr("New folder"), {}, QDir::home().filePath(tr("Oxseal demo")));
    dialog.setCheck([&] {
        const QDir there(folder->text().trimmed());
        if (folder->text().trimmed().isEmpty())
            return tr("Name the new folder.");
        return there.exists() && !there.isEmpty() && !there.exists(QStringLiteral("passphrases.txt")) ? tr("This folder holds something else; name a new one.")
                                                                                                      : QString();
    });
    if (!dialog.ask())
        return;
    const QString target = folder->text().trimmed();
    auto* wait = new QProgressDialog(tr("Making the demo company…"), tr("Cancel"), 0, 0, this);
    wait->setWindowModality(Qt::WindowModal);
    wait->setMinimumDuration(0);
    wait->setAutoClose(false);
    wait->setMinimumWidth(kTextMeasure);
    auto* process = new QProcess(this);
    demo_ = process;
    connect(process, &QProcess::readyReadStandardError, wait, [wait, process] {
        const QStringList lines = QString::fromUtf8(process->readAllStandardError()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        if (!lines.isEmpty())
            wait->setLabelText(plain(lines.back().toStdString()));
    });
    connect(wait, &QProgressDialog::canceled, process, &QProcess::kill);
    connect(process, &QProcess::finished, this, [this, wait, process, target](int code, QProcess::ExitStatus status) {
        const bool cancelled = wait->wasCanceled();
        wait->deleteLater();
        process->deleteLater();
        if (cancelled)
            say(tr("Stopped. The folder %1 holds an unfinished demo; it is emptied the next time.").arg(target));
        else if (status != QProcess::NormalExit || code != 0)
            showNotice(this, tr("The demo company could not be made"),
                tr("The program ended with code %1. Look at free disk space and the permissions of %2.").arg(code).arg(target));
        else
            unlock_->setFolder(QDir(target).filePath(QStringLiteral("Demo.oxseal")));
    });
    process->start(program_, {QStringLiteral("demo"), target, QStringLiteral("--at"), point->currentData().toString()});
}

} // namespace oxseal::ui
