// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace oxseal::ui {

struct DemoPerson
{
    QString login;
    QString passphrase;
};

/// Who can sign in to a demo workspace, from passphrases.txt beside it; empty for any other workspace.
[[nodiscard]] std::vector<DemoPerson> demoPeople(const QString& workspaceFolder);
/// What the person does in the demo: "Controller: opens and concludes reviews".
[[nodiscard]] QString demoPersonWord(const QString& login);

/// Folders opened lately, newest first, those that are gone left out.
[[nodiscard]] QStringList recentWorkspaces();
void rememberWorkspace(const QString& folder);

} // namespace oxseal::ui
