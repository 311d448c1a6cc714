// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/create_workspace.h"

#include "models/people/passphrase.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/secret_fields.h"
#include "ui/jobs/background.h"
#include "ui/people/people_dialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QProgressDialog>
#include <QPushButton>

#include <tuple>

namespace oxseal::ui {
namespace {

struct Made
{
    std::shared_ptr<Workspace> workspace;
    std::shared_ptr<Secret> recovery;
};

struct CreateAnswer
{
    CreateOptions options;
    std::shared_ptr<Secret> passphrase;
};

/// How far the passphrase has come, under the field.
QString strengthWord(const QString& passphrase)
{
    const std::string words = passphrase.toStdString();
    if (words.empty())
        return QObject::tr("Six random words, or thirteen random characters of all kinds.");
    if (checkSignerPassphrase(words))
        return QObject::tr("Strong enough for somebody who signs.");
    return QObject::tr("Not yet strong enough: about %1 of %2 bits, or fewer than %3 different words.")
        .arg(estimatedBits(words))
        .arg(kSignerBits)
        .arg(kSignerWords);
}

std::optional<CreateAnswer> askForCreation(QWidget* parent)
{
    FormDialog dialog(parent, QObject::tr("Create a workspace"), QObject::tr("Create"));
    dialog.setMinimumWidth(kTextMeasure);
    dialog.addWords(QObject::tr("A workspace is a folder of this machine, encrypted as a whole. You become its first administrator."), true);
    auto* company = addLine(dialog, QObject::tr("Company"));
    QLineEdit* folder = nullptr;
    QPushButton* choose = nullptr;
    std::tie(folder, choose) = addFolder(dialog, QObject::tr("New folder"), QObject::tr("On a disk of this machine, not on a network drive."));
    auto* name = addLine(dialog, QObject::tr("Your full name"), QObject::tr("As it stands under signatures."));
    auto* login = addLine(dialog, QObject::tr("Your login"), QObject::tr("Short, for example a.person."));
    auto* passphrase = addSecret(dialog, QObject::tr("Passphrase"));
    auto* strength = label(strengthWord({}), role::kCaption, true);
    dialog.form().addWidget(strength);
    auto* again = addSecret(dialog, QObject::tr("Passphrase again"));
    auto touched = std::make_shared<bool>(false);
    QObject::connect(folder, &QLineEdit::textEdited, &dialog, [touched] { *touched = true; });
    QObject::connect(company, &QLineEdit::textChanged, &dialog, [folder, touched](const QString& text) {
        if (!*touched)
            folder->setText(text.trimmed().isEmpty() ? QString() : QDir::home().filePath(text.trimmed().replace(QLatin1Char('/'), QLatin1Char('-')) + QStringLiteral(".oxseal")));
    });
    QObject::connect(choose, &QPushButton::clicked, &dialog, [&] {
        const QString where = QFileDialog::getExistingDirectory(&dialog, QObject::tr("Where shall the workspace go?"), QDir::homePath());
        if (where.isEmpty())
            return;
        *touched = true;
        const QString last = folder->text().isEmpty() ? QObject::tr("Workspace.oxseal") : QDir(folder->text()).dirName();
        folder->setText(QDir(where).filePath(last));
    });
    QObject::connect(passphrase, &QLineEdit::textChanged, &dialog, [strength](const QString& text) { strength->setText(strengthWord(text)); });
    dialog.setCheck([&] {
        if (company->text().trimmed().isEmpty() || folder->text().trimmed().isEmpty() || name->text().trimmed().isEmpty() || login->text().trimmed().isEmpty())
            return QObject::tr("Fill in company, folder, name and login.");
        const QDir there(folder->text().trimmed());
        if (there.exists() && !there.isEmpty())
            return QObject::tr("This folder exists and is not empty; name a new one.");
        return passphraseProblem(passphrase->text(), again->text());
    });
    if (!dialog.ask())
        return std::nullopt;
    again->clear();
    CreateAnswer answer;
    answer.options.folder = folder->text().trimmed().toStdString();
    answer.options.company = company->text().trimmed().toStdString();
    answer.options.name = name->text().trimmed().toStdString();
    answer.options.login = login->text().trimmed().toStdString();
    answer.passphrase = takeSecret(passphrase);
    return answer;
}

} // namespace

void askToCreate(QWidget* parent, const Environment& environment, std::function<void(std::shared_ptr<Workspace>)> done)
{
    auto answer = askForCreation(parent);
    if (!answer)
        return;
    auto* wait = new QProgressDialog(QObject::tr("Making keys and the encrypted workspace…"), QString(), 0, 0, parent);
    wait->setWindowModality(Qt::WindowModal);
    wait->show();
    inBackground(
        parent,
        [answer = *answer, environment]() -> Result<Made> {
            OXSEAL_TRY(CreatedWorkspace created, createWorkspace(answer.options, *answer.passphrase, environment));
            return Made{std::move(created.workspace), std::make_shared<Secret>(std::move(created.recoveryCode))};
        },
        [parent, wait, done = std::move(done)](Result<Made> made) {
            wait->deleteLater();
            if (!made) {
                showProblem(parent, made.error());
                return;
            }
            showCode(parent, QObject::tr("Your recovery code"),
                QObject::tr("If you forget your passphrase, this code alone opens the workspace again. Keep it on paper, away from this machine. Nobody can recover it for you."),
                *made->recovery);
            done(made->workspace);
        });
}

} // namespace oxseal::ui
