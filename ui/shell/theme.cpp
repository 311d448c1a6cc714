// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include <QApplication>
#include <QFont>
#include <QPalette>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>
#include <utility>

namespace oxseal::ui {
namespace {

const Tokens kLight{QColor(0xF6F7F9), QColor(0xFFFFFF), QColor(0xE3E6EB), QColor(0xC6CBD4), QColor(0x1B2430),
    QColor(0x5A6675), QColor(0x7E8A9A), QColor(0x0B6E6E), QColor(0xFFFFFF), QColor(0xE0F0F0), QColor(0xB42318),
    QColor(0xC4470A), QColor(0x8A5D00), QColor(0x2B5FC7), QColor(0x1A7F4B)};
const Tokens kDark{QColor(0x14171C), QColor(0x1B1F26), QColor(0x2C323C), QColor(0x3D4552), QColor(0xE8ECF1),
    QColor(0xA3AEBC), QColor(0x6E7887), QColor(0x3DB7B0), QColor(0x0D1B1B), QColor(0x17302F), QColor(0xF97066),
    QColor(0xFB9A55), QColor(0xE3B341), QColor(0x84A9FF), QColor(0x5CC98B)};

double luminance(const QColor& color)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QString styleSheet(const Tokens& t)
{
    QString sheet = QStringLiteral(R"(
        * { font-family: "Noto Sans"; font-size: 13px; }
        QMainWindow, QDialog { background: %window; }
        QFrame#topBar { background: %surface; border: 0; border-bottom: 1px solid %hairline; }
        QLabel#pageTitle { font-size: 18px; font-weight: 600; }
        QLabel#companyName { font-size: 15px; font-weight: 600; }
        QLabel#secondary { color: %secondary; }
        QLabel#problem { color: %critical; }
        QListWidget#rail { background: %surface; border: 0; border-right: 1px solid %hairline; outline: 0; padding: 8px 0; }
        QListWidget#rail::item { height: 32px; padding-left: 12px; border-left: 3px solid transparent; color: %text; }
        QListWidget#rail::item:selected { background: %accentTint; border-left: 3px solid %accent; color: %text; }
        QListWidget#rail:focus { border-right: 2px solid %accent; }
        QTableView { background: %surface; border: 1px solid %hairline; gridline-color: %hairline; color: %text;
            selection-background-color: %accentTint; selection-color: %text; }
        QTableView:focus { border: 2px solid %accent; }
        QHeaderView::section { background: %surface; color: %secondary; border: 0; border-bottom: 1px solid %strongLine;
            padding: 4px 8px; font-weight: 600; text-align: left; }
        QLineEdit { background: %surface; border: 1px solid %strongLine; border-radius: 4px; padding: 6px 8px; color: %text; }
        QLineEdit:focus { border: 2px solid %accent; padding: 5px 7px; }
        QPushButton { background: %surface; border: 1px solid %strongLine; border-radius: 4px; padding: 6px 16px; color: %text; }
        QPushButton:focus { border: 2px solid %accent; padding: 5px 15px; }
        QPushButton#primary { background: %accent; color: %onAccent; border: 1px solid %accent; font-weight: 600; }
        QPushButton#primary:focus { border: 2px solid %text; }
        QPushButton:disabled, QPushButton#primary:disabled { background: %window; color: %disabled; border-color: %hairline; }
        QStatusBar { background: %surface; border-top: 1px solid %hairline; color: %secondary; }
    )");
    const std::pair<const char*, QColor> values[] = {{"%window", t.window}, {"%surface", t.surface},
        {"%hairline", t.hairline}, {"%strongLine", t.strongLine}, {"%text", t.text}, {"%secondary", t.secondary},
        {"%disabled", t.disabled}, {"%accentTint", t.accentTint}, {"%accent", t.accent}, {"%onAccent", t.onAccent},
        {"%critical", t.critical}};
    for (const auto& [key, color] : values)
        sheet.replace(QLatin1String(key), color.name());
    return sheet;
}

} // namespace

const Tokens& tokens(Appearance appearance) { return appearance == Appearance::Dark ? kDark : kLight; }

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

void applyTheme(QApplication& application, Appearance appearance)
{
    const Tokens& t = tokens(appearance);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font(QStringLiteral("Noto Sans"));
    font.setPixelSize(13);
    QApplication::setFont(font);
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.surface);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.secondary);
    palette.setColor(QPalette::Highlight, t.accentTint);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    QApplication::setPalette(palette);
    application.setStyleSheet(styleSheet(t));
}

Appearance preferredAppearance(const QApplication&)
{
    const QByteArray wanted = qgetenv("OXSEAL_THEME");
    if (wanted == "dark")
        return Appearance::Dark;
    if (wanted == "light")
        return Appearance::Light;
    return QApplication::palette().color(QPalette::Window).lightness() < 128 ? Appearance::Dark : Appearance::Light;
}

} // namespace oxseal::ui
