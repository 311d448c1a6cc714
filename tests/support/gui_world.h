// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"
#include "tests/support/test_main.h"
#include "ui/common/page.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

namespace oxseal::test {

/// A copy of the demo company's workspace at a save-point, made once per test run by the fixture "demo.day20"
/// (OXSEAL_DEMO names its folder). Tests change their copy as they like.
class DemoCopy
{
public:
    /// False when the fixture is not there (a test run by hand without it).
    [[nodiscard]] static bool available() { return !qEnvironmentVariable("OXSEAL_DEMO").isEmpty(); }

    DemoCopy()
    {
        const std::filesystem::path from = qEnvironmentVariable("OXSEAL_DEMO").toStdString();
        std::filesystem::copy(from, folder(), std::filesystem::copy_options::recursive);
        std::ifstream in(folder() / "passphrases.txt");
        for (std::string line; std::getline(in, line);) {
            if (const auto colon = line.find(": "); colon != std::string::npos)
                passphrases_[line.substr(0, colon)] = line.substr(colon + 2);
        }
    }
    [[nodiscard]] std::filesystem::path folder() const { return std::filesystem::path(dir_.path().toStdString()) / "demo"; }
    [[nodiscard]] std::filesystem::path workspace() const { return folder() / "Demo.oxseal"; }
    [[nodiscard]] std::string passphrase(const std::string& login) const
    {
        const auto found = passphrases_.find(login);
        return found == passphrases_.end() ? std::string() : found->second;
    }
    /// The environment of the program, with a state folder of this copy's own.
    [[nodiscard]] Environment environment() const
    {
        Environment made = Environment::system();
        made.stateFolder = folder() / "state";
        return made;
    }
    [[nodiscard]] Result<std::unique_ptr<Workspace>> open(const std::string& login, bool readOnly = false) const
    {
        return openWorkspace({workspace(), login, readOnly}, Secret::copyOf(asBytes(passphrase(login))), environment());
    }

private:
    QTemporaryDir dir_;
    std::map<std::string, std::string> passphrases_;
};

/// Waits until a page has left its loading state; false after ten seconds.
[[nodiscard]] inline bool settled(const ui::Page& page)
{
    return QTest::qWaitFor([&] { return page.stateName() != QStringLiteral("loading"); }, 10000);
}

/// Saves the widget as a numbered picture into the build folder's screenshots (OXSEAL_SHOTS), for looking at.
inline void shoot(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("OXSEAL_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QCoreApplication::sendPostedEvents(); // what was filled a moment ago is laid out
    constexpr int kFast = 80; // these are looked at once: the least compression there is, in a fraction of the time
    widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"), "PNG", kFast);
}

} // namespace oxseal::test
