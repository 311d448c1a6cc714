// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QApplication;

namespace oxseal::ui {

enum class Appearance { Light, Dark };

/// The colours of the interface; nothing outside this unit names one.
struct Tokens
{
    QColor window, surface, hairline, strongLine;
    QColor text, secondary, disabled;
    QColor accent, onAccent, accentTint;
    QColor critical, high, medium, low, good;
};

[[nodiscard]] const Tokens& tokens(Appearance appearance);
/// WCAG 2 contrast ratio, 1 … 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);
/// Palette, font and style sheet of the whole program.
void applyTheme(QApplication& application, Appearance appearance);
/// The system's preference by its window colour; OXSEAL_THEME=light|dark overrides it.
[[nodiscard]] Appearance preferredAppearance(const QApplication& application);

/// The 4-px grid and the heights of visual rows.
inline constexpr int kGap = 8;
inline constexpr int kMargin = 16;
inline constexpr int kRowHeight = 28;
inline constexpr int kRailWidth = 208;
inline constexpr int kTopBarHeight = 44;
inline constexpr int kFormWidth = 360;
inline constexpr int kProblemHeight = 80; ///< four lines of body text, kept free so that nothing jumps

} // namespace oxseal::ui
