// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/shell/style_sheet.h"

#include <QApplication>
#include <QFont>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

namespace oxseal::ui {
namespace {

const Tokens kLight{QColor(0xF6F7F9), QColor(0xFFFFFF), QColor(0xFFFFFF), QColor(0xE3E6EB), QColor(0xC6CBD4),
    QColor(0x1B2430), QColor(0x5A6675), QColor(0x7E8A9A), QColor(0x0B6E6E), QColor(0xFFFFFF), QColor(0xE0F0F0),
    QColor(0xB42318), QColor(0xC4470A), QColor(0x8A5D00), QColor(0x2B5FC7), QColor(0x1A7F4B)};
const Tokens kDark{QColor(0x14171C), QColor(0x1B1F26), QColor(0x232831), QColor(0x2C323C), QColor(0x3D4552),
    QColor(0xE8ECF1), QColor(0xA3AEBC), QColor(0x737D8C), QColor(0x3DB7B0), QColor(0x0D1B1B), QColor(0x17302F),
    QColor(0xF97066), QColor(0xFB9A55), QColor(0xE3B341), QColor(0x84A9FF), QColor(0x5CC98B)};

const QString kThemeSetting = QStringLiteral("window/theme");

double luminance(const QColor& color)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QPalette paletteOf(const Tokens& t)
{
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
    palette.setColor(QPalette::ToolTipBase, t.raised);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.disabled);
    return palette;
}

} // namespace

const Tokens& tokens(Appearance appearance) { return appearance == Appearance::Dark ? kDark : kLight; }

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor chartColor(Appearance appearance, int series)
{
    static const QColor kOnLight[kChartColors] = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9};
    static const QColor kOnDark[kChartColors] = {0x56B4E9, 0xE69F00, 0x009E73, 0xCC79A7, 0x0072B2};
    return (appearance == Appearance::Dark ? kOnDark : kOnLight)[series % kChartColors];
}

QColor markColor(const Tokens& t, Mark mark)
{
    switch (mark) {
    case Mark::Critical: return t.critical;
    case Mark::High: return t.high;
    case Mark::Medium: return t.medium;
    case Mark::Low: return t.low;
    case Mark::Good: return t.good;
    case Mark::Accent: return t.accent;
    case Mark::None: return t.text;
    case Mark::Neutral: break;
    }
    return t.secondary;
}

QString markShape(Mark mark)
{
    switch (mark) {
    case Mark::Critical: return QStringLiteral("⯃");
    case Mark::High: return QStringLiteral("▲");
    case Mark::Medium: return QStringLiteral("◆");
    case Mark::Low: return QStringLiteral("●");
    case Mark::Good: return QStringLiteral("✓");
    case Mark::Neutral:
    case Mark::Accent:
    case Mark::None: break;
    }
    return {};
}

Theme& Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::apply(QApplication& application, ThemeChoice choice)
{
    const bool first = !started_;
    if (first) {
        desktop_ = QApplication::palette().color(QPalette::Window).lightness() < 128 ? Appearance::Dark : Appearance::Light;
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        QFont font(QStringLiteral("Noto Sans"));
        font.setPixelSize(kBodySize);
        QApplication::setFont(font);
        started_ = true;
    }
    choice_ = choice;
    const Appearance before = appearance_;
    appearance_ = choice == ThemeChoice::Dark ? Appearance::Dark
        : choice == ThemeChoice::Light        ? Appearance::Light
                                              : desktop_;
    if (!first && appearance_ == before)
        return; // every widget of every page would be dressed anew, in the same
    QApplication::setPalette(paletteOf(colors()));
    application.setStyleSheet(styleSheet(colors()));
    Q_EMIT changed();
}

const Tokens& colors() { return Theme::instance().colors(); }

ThemeChoice rememberedTheme()
{
    QString wanted = qEnvironmentVariable("OXSEAL_THEME");
    if (wanted.isEmpty())
        wanted = QSettings().value(kThemeSetting).toString();
    return wanted == QStringLiteral("dark") ? ThemeChoice::Dark
        : wanted == QStringLiteral("light") ? ThemeChoice::Light
                                            : ThemeChoice::System;
}

void rememberTheme(ThemeChoice choice)
{
    const char* word = choice == ThemeChoice::Dark ? "dark" : choice == ThemeChoice::Light ? "light" : "system";
    QSettings().setValue(kThemeSetting, QLatin1String(word));
}

} // namespace oxseal::ui
