// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>

class QApplication;

namespace oxseal::ui {

enum class Appearance { Light, Dark };
/// What the user asked for; System follows the desktop's window colour at start.
enum class ThemeChoice { System, Light, Dark };

/// The colours of the interface; nothing outside this folder names one.
struct Tokens
{
    QColor window, surface, raised, hairline, strongLine;
    QColor text, secondary, disabled;
    QColor accent, onAccent, accentTint;
    QColor critical, high, medium, low, good;
};

[[nodiscard]] const Tokens& tokens(Appearance appearance);
/// WCAG 2 contrast ratio, 1 … 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

/// What a chip or a figure says about itself; always drawn as shape + word, never as colour alone.
enum class Mark { None, Neutral, Accent, Critical, High, Medium, Low, Good };
/// Colours of chart series, at most five: Okabe–Ito, ordered so that the first ones stand out on the theme's surface.
inline constexpr int kChartColors = 5;
[[nodiscard]] QColor chartColor(Appearance appearance, int series);
[[nodiscard]] QColor markColor(const Tokens& tokens, Mark mark);
/// "⯃", "▲", "◆", "●", "✓" or "".
[[nodiscard]] QString markShape(Mark mark);

/// The one theme of the running program.
class Theme final : public QObject
{
    Q_OBJECT

public:
    static Theme& instance();
    /// Palette, font and style sheet of the whole program; remembers the desktop's own appearance at the first call.
    void apply(QApplication& application, ThemeChoice choice);
    [[nodiscard]] Appearance appearance() const noexcept { return appearance_; }
    [[nodiscard]] const Tokens& colors() const { return tokens(appearance_); }
    [[nodiscard]] ThemeChoice choice() const noexcept { return choice_; }

Q_SIGNALS:
    /// Painters that keep colours (charts, icons) fetch them anew.
    void changed();

private:
    Appearance appearance_ = Appearance::Light;
    Appearance desktop_ = Appearance::Light;
    ThemeChoice choice_ = ThemeChoice::System;
    bool started_ = false;
};

/// Short for Theme::instance().colors().
[[nodiscard]] const Tokens& colors();
/// OXSEAL_THEME=light|dark|system, else the remembered setting, else System.
[[nodiscard]] ThemeChoice rememberedTheme();
void rememberTheme(ThemeChoice choice);

/// Names for QObject::setObjectName that the style sheet gives a meaning; one place, so that a typing error cannot hide.
namespace role {
inline const QString kPageTitle = QStringLiteral("pageTitle");
inline const QString kSectionTitle = QStringLiteral("sectionTitle");
inline const QString kFigure = QStringLiteral("figure"); ///< the one number of a card
inline const QString kSecondary = QStringLiteral("secondary");
inline const QString kCaption = QStringLiteral("caption");
inline const QString kProblem = QStringLiteral("problem");
inline const QString kMono = QStringLiteral("mono");
inline const QString kStrong = QStringLiteral("strong");
inline const QString kPrimary = QStringLiteral("primary");
inline const QString kQuiet = QStringLiteral("quiet"); ///< a button without a frame
inline const QString kLink = QStringLiteral("link");
inline const QString kCard = QStringLiteral("card");
inline const QString kBanner = QStringLiteral("banner");
inline const QString kNotice = QStringLiteral("notice"); ///< a line across the window, under the top bar
inline const QString kSurface = QStringLiteral("surface");
} // namespace role

/// The 4-px grid, heights and widths.
inline constexpr int kGap4 = 4;
inline constexpr int kGap = 8;
inline constexpr int kGap12 = 12;
inline constexpr int kMargin = 16;
inline constexpr int kGap24 = 24;
inline constexpr int kGap32 = 32;
inline constexpr int kRowHeight = 28;
inline constexpr int kCompactRowHeight = 22;
inline constexpr int kRailWidth = 208;
inline constexpr int kRailCollapsed = 48;
inline constexpr int kTopBarHeight = 44;
inline constexpr int kStatusHeight = 28;
inline constexpr int kContextWidth = 360;
inline constexpr int kFormWidth = 360;
inline constexpr int kTextMeasure = 560; ///< about 80 characters of body text
inline constexpr int kChartHeight = 210;
inline constexpr int kRadius = 4;
inline constexpr int kProblemHeight = 80; ///< four lines of body text, kept free so that nothing jumps
inline constexpr int kCaptionSize = 11;
inline constexpr int kBodySize = 13;
inline constexpr int kSectionSize = 15;
inline constexpr int kTitleSize = 18;
inline constexpr int kFigureSize = 24;

} // namespace oxseal::ui
