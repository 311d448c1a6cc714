// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/unlock_page.h"

#include "storage/texts/texts.h"
#include "ui/jobs/background.h"
#include "ui/shell/theme.h"

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
    auto* caption = new QLabel(label);
    auto* edit = new QLineEdit;
    caption->setBuddy(edit);
    edit->setAccessibleName(accessibleName);
    form->addWidget(caption);
    form->addWidget(edit);
    return edit;
}

} // namespace

UnlockPage::UnlockPage(Environment environment, const QString& folder, QWidget* parent)
    : QWidget(parent)
    , environment_(std::move(environment))
{
    auto* column = new QWidget;
    column->setFixedWidth(kFormWidth);
    auto* form = new QVBoxLayout(column);
    form->setSpacing(kGap);
    auto* title = new QLabel(tr("Open a workspace"));
    title->setObjectName(QStringLiteral("pageTitle"));
    form->addWidget(title);
    folder_ = addField(form, tr("Workspace folder"), tr("Workspace folder"));
    folder_->setText(folder);
    auto* choose = new QPushButton(tr("Choose a folder…"));
    form->addWidget(choose, 0, Qt::AlignLeft);
    login_ = addField(form, tr("Login"), tr("Login"));
    passphrase_ = addField(form, tr("Passphrase"), tr("Passphrase"));
    passphrase_->setEchoMode(QLineEdit::Password);
    problem_ = new QLabel;
    problem_->setObjectName(QStringLiteral("problem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    problem_->setMinimumHeight(kProblemHeight);
    form->addWidget(problem_);
    open_ = new QPushButton(tr("Unlock"));
    open_->setObjectName(QStringLiteral("primary"));
    open_->setDefault(true);
    form->addWidget(open_, 0, Qt::AlignLeft);

    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);

    connect(choose, &QPushButton::clicked, this, &UnlockPage::chooseFolder);
    connect(open_, &QPushButton::clicked, this, &UnlockPage::tryUnlock);
    for (auto* edit : {folder_, login_, passphrase_}) {
        connect(edit, &QLineEdit::textChanged, this, &UnlockPage::updateButton);
        connect(edit, &QLineEdit::returnPressed, open_, &QPushButton::click);
    }
    updateButton();
}

void UnlockPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    QLineEdit* first = folder_->text().isEmpty() ? folder_ : login_->text().isEmpty() ? login_ : passphrase_;
    first->setFocus();
}

void UnlockPage::setLogin(const QString& login) { login_->setText(login); }

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
    const QByteArray typed = passphrase_->text().toUtf8();
    auto secret = std::make_shared<Secret>(Secret::copyOf(asBytes({typed.constData(), static_cast<std::size_t>(typed.size())})));
    passphrase_->clear();
    OpenOptions options;
    options.folder = folder_->text().toStdString();
    options.login = login_->text().toStdString();
    inBackground(
        this, [options, secret, environment = environment_] { return openWorkspace(options, *secret, environment); },
        [this](Result<std::unique_ptr<Workspace>> result) {
            open_->setText(tr("Unlock"));
            updateButton();
            if (result) {
                Q_EMIT unlocked(std::shared_ptr<Workspace>(std::move(*result)));
                return;
            }
            problem_->setText(QString::fromStdString(texts::what(result.error()) + " " + texts::remedy(result.error())));
            passphrase_->setFocus();
        });
}

} // namespace oxseal::ui
