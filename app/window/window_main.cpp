// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/window_main.h"

#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

#include <QApplication>

namespace oxseal {

int windowMain(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Oxseal"));
    QApplication::setApplicationVersion(QStringLiteral(OXSEAL_VERSION));
    QApplication::setOrganizationName(QStringLiteral("Oxseal"));
    ui::Theme::instance().apply(application, ui::rememberedTheme());
    ui::MainWindow window(Environment::system(), argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString());
    window.show();
    return QApplication::exec();
}

} // namespace oxseal
