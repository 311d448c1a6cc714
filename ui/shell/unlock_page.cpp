// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/unlock_page.h"

#include "storage/actions/people_actions.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/secret_fields.h"
#include "ui/common/words.h"
#include "ui/jobs/background.h"
#include "ui/people/people_dialogs.h"
#include "ui/start/demo_people.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

QLineEdit* addField(QVBoxLayout* form, const QString& label, const QString& accessibleName)
{
    auto* caption = ui::label(label, role::kStrong);
    auto* edit = new QLineEdit;
    caption->setBuddy(edit);
    edit->setAccessibleName(accessibleName);
    form->addSpacing(kGap4);
    form->addWidget(caption);
    form->addWidget(edit);
    return edit;
}

} // namespace

UnlockPage::UnlockPage(Environment environment, const QString& folder, QWidget* parent)
    : QWidget(parent)
    , environment_(std::move(environment))
{
    setFixedWidth(kFormWidth);
    auto* form = new QVBoxLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(kGap);
    auto* title = new QLabel(tr("Open a workspace"));
    title->setObjectName(QStringLiteral("pageTitle"));
    form->addWidget(title);
    form->addWidget(label(tr("The quarter's reviews, reconciliations, controls and certificates, in one encrypted folder."), role::kSecondary, true));
    folder_ = addField(form, tr("Workspace folder"), tr("Workspace folder"));
    folder_->setText(folder);
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose the workspace folder"));
    auto* place = new QHBoxLayout;
    place->setSpacing(kGap);
    place->addWidget(folder_, 1);
    place->addWidget(choose);
    form->addLayout(place);
    personRow_ = new QWidget;
    auto* people = new QVBoxLayout(personRow_);
    people->setContentsMargins(0, 0, 0, 0);
    people->setSpacing(kGap);
    person_ = new QComboBox;
    person_->setAccessibleName(tr("Sign in as"));
    people->addWidget(label(tr("Sign in as (demo company)"), role::kStrong));
    people->addWidget(person_);
    personRow_->hide();
    form->addWidget(personRow_);
    login_ = addField(form, tr("Login"), tr("Login"));
    passphrase_ = addField(form, tr("Passphrase"), tr("Passphrase"));
    passphrase_->setEchoMode(QLineEdit::Password);
    passphrase_->setPlaceholderText(tr("At a first login: the code you were given"));
    recovery_ = new QCheckBox(tr("I have only the recovery code"));
    form->addSpacing(kGap4);
    form->addWidget(recovery_);
    form->addSpacing(kGap4);
    problem_ = new QLabel;
    problem_->setObjectName(QStringLiteral("problem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    problem_->setMinimumHeight(kProblemHeight);
    open_ = new QPushButton(tr("Unlock"));
    open_->setObjectName(QStringLiteral("primary"));
    open_->setDefault(true);
    form->addWidget(open_, 0, Qt::AlignLeft);
    form->addWidget(problem_);

    connect(folder_, &QLineEdit::textChanged, this, &UnlockPage::lookForDemo);
    connect(person_, &QComboBox::activated, this, &UnlockPage::choosePerson);
    connect(choose, &QPushButton::clicked, this, &UnlockPage::chooseFolder);
    connect(open_, &QPushButton::clicked, this, &UnlockPage::tryUnlock);
    for (auto* edit : {folder_, login_, passphrase_}) {
        connect(edit, &QLineEdit::textChanged, this, &UnlockPage::updateButton);
        connect(edit, &QLineEdit::returnPressed, open_, &QPushButton::click);
    }
    updateButton();
    lookForDemo();
}

void UnlockPage::lookForDemo()
{
    person_->clear();
    for (const DemoPerson& person : demoPeople(folder_->text()))
        person_->addItem(demoPersonWord(person.login), person.login);
    personRow_->setVisible(person_->count() > 0);
    person_->setCurrentIndex(person_->findData(QStringLiteral("controller")));
    if (person_->count() > 0 && login_->text().isEmpty())
        choosePerson();
}

void UnlockPage::choosePerson()
{
    const QString login = person_->currentData().toString();
    for (const DemoPerson& person : demoPeople(folder_->text())) {
        if (person.login != login)
            continue;
        login_->setText(person.login);
        passphrase_->setText(person.passphrase);
    }
}

void UnlockPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    QLineEdit* first = folder_->text().isEmpty() ? folder_ : login_->text().isEmpty() ? login_ : passphrase_;
    first->setFocus();
}

void UnlockPage::setLogin(const QString& login) { login_->setText(login); }

void UnlockPage::setFolder(const QString& folder)
{
    login_->clear();
    passphrase_->clear();
    folder_->setText(folder);
    QLineEdit* first = login_->text().isEmpty() ? login_ : passphrase_;
    first->setFocus();
}

void UnlockPage::say(const QString& words) { problem_->setText(words); }

void UnlockPage::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Workspace folder"), folder_->text());
    if (!folder.isEmpty())
        folder_->setText(folder);
}

void UnlockPage::updateButton()
{
    const bool ready = !folder_->text().isEmpty() && !login_->text().isEmpty() && !passphrase_->text().isEmpty();
    open_->setEnabled(ready);
    const QString why = ready ? QString() : tr("Fill in the folder, the login and the passphrase first.");
    open_->setToolTip(why);
    open_->setAccessibleDescription(why);
}

void UnlockPage::tryUnlock()
{
    problem_->clear();
    open_->setEnabled(false);
    open_->setText(tr("Unlocking…"));
    auto secret = takeSecret(passphrase_);
    OpenOptions options;
    options.folder = folder_->text().toStdString();
    options.login = login_->text().toStdString();
    options.recovery = recovery_->isChecked();
    inBackground(
        this, [options, secret, environment = environment_] { return openWorkspace(options, *secret, environment); },
        [this](Result<std::unique_ptr<Workspace>> result) { opened(std::move(result)); });
}

void UnlockPage::opened(Result<std::unique_ptr<Workspace>> result)
{
    open_->setText(tr("Unlock"));
    updateButton();
    if (!result) {
        problem_->setText(errorLine(result.error()));
        passphrase_->setFocus();
        return;
    }
    std::shared_ptr<Workspace> workspace(std::move(*result));
    if (workspace->actor().authMethod == "passphrase") {
        recovery_->setChecked(false);
        Q_EMIT unlocked(std::move(workspace));
    } else {
        chooseFirstPassphrase(std::move(workspace));
    }
}

void UnlockPage::chooseFirstPassphrase(std::shared_ptr<Workspace> workspace)
{
    const bool recovery = workspace->actor().authMethod == "recovery";
    FormDialog dialog(this, tr("Choose your passphrase"), tr("Go on"));
    dialog.addWords(recovery ? tr("The recovery code opened the workspace. New keys are made under a new passphrase; the code is replaced by a new one.")
                            : tr("Welcome, %1. Your keys are made now, under a passphrase only you know.").arg(QString::fromStdString(workspace->actor().name)));
    auto* fresh = addSecret(dialog, tr("New passphrase"), tr("Six random words, or thirteen random characters of all kinds."));
    auto* again = addSecret(dialog, tr("New passphrase again"));
    dialog.setCheck([&] { return passphraseProblem(fresh->text(), again->text()); });
    if (!dialog.ask()) {
        (void)workspace->close();
        say(tr("Nothing was changed; the code still works."));
        return;
    }
    again->clear();
    auto secret = takeSecret(fresh);
    OpenOptions options;
    options.folder = folder_->text().toStdString();
    options.login = login_->text().toStdString();
    open_->setText(tr("Making keys…"));
    setReason(open_, tr("Keys are being made."));
    struct Outcome
    {
        std::shared_ptr<Secret> nextCode;
        std::unique_ptr<Workspace> workspace;
    };
    inBackground(
        this,
        [workspace = std::move(workspace), secret, options, recovery, environment = environment_]() mutable -> Result<Outcome> {
            Outcome out;
            if (recovery) {
                OXSEAL_TRY(Secret code, recoverPerson(*workspace, *secret, "Recovery"));
                out.nextCode = std::make_shared<Secret>(std::move(code));
            } else {
                OXSEAL_CHECK(firstLogin(*workspace, *secret, "First login"));
            }
            OXSEAL_CHECK(workspace->close());
            workspace.reset();
            OXSEAL_TRY(out.workspace, openWorkspace(options, *secret, environment));
            return out;
        },
        [this](Result<Outcome> outcome) {
            if (outcome && outcome->nextCode)
                showCode(this, tr("Your new recovery code"), tr("The old code is worthless from now on. Keep this one on paper, away from this machine."), *outcome->nextCode);
            if (outcome)
                opened(std::move(outcome->workspace));
            else
                opened(tl::unexpected<Error>(outcome.error()));
        });
}

} // namespace oxseal::ui
