// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace oxseal::ui {

/// Asks for the workspace folder, the login and the passphrase, and opens the workspace outside the event loop. A first login
/// by invitation and a login by the recovery code go on by choosing a new passphrase. Beside a demo workspace lie its
/// people's passphrases: then a person is only chosen.
class UnlockPage final : public QWidget
{
    Q_OBJECT

public:
    UnlockPage(Environment environment, const QString& folder, QWidget* parent = nullptr);

    /// Fills the form; the walks use it too.
    void setLogin(const QString& login);
    void setFolder(const QString& folder);
    /// One line above the button, e.g. why the workspace was locked.
    void say(const QString& words);

Q_SIGNALS:
    /// The receiver takes the workspace out of the pointer.
    void unlocked(std::shared_ptr<oxseal::Workspace> workspace);

protected:
    /// The first empty field gets the focus each time the page appears.
    void showEvent(QShowEvent* event) override;

private:
    void chooseFolder();
    void updateButton();
    void tryUnlock();
    void opened(Result<std::unique_ptr<Workspace>> result);
    void chooseFirstPassphrase(std::shared_ptr<Workspace> workspace);
    void lookForDemo();
    void choosePerson();

    Environment environment_;
    QLineEdit* folder_;
    QLineEdit* login_;
    QComboBox* person_ = nullptr;
    QWidget* personRow_ = nullptr;
    QCheckBox* recovery_ = nullptr;
    QLineEdit* passphrase_;
    QLabel* problem_;
    QPushButton* open_;
};

} // namespace oxseal::ui
