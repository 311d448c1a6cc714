// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into the suites of tests/ui: an application with widgets, the product's theme and settings of its own.
#include "ui/shell/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

QCoreApplication* makeTestApplication(int& argc, char** argv);

QCoreApplication* makeTestApplication(int& argc, char** argv)
{
    // Settings of a person who runs the tests must neither matter nor change.
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    auto* application = new QApplication(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Oxseal"));
    QCoreApplication::setApplicationName(QStringLiteral("Oxseal tests"));
    const bool dark = qEnvironmentVariable("OXSEAL_THEME") == QStringLiteral("dark");
    oxseal::ui::Theme::instance().apply(*application, dark ? oxseal::ui::ThemeChoice::Dark : oxseal::ui::ThemeChoice::Light);
    return application;
}
