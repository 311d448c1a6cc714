// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace oxseal::ui {

/// One family of line icons, 20 × 20 with a 1.5 stroke, drawn in the theme's colour at the moment of painting.
/// Names: see kShapes in icons.cpp. An unknown name is a defect and gives a visible square.
[[nodiscard]] QIcon lineIcon(const QString& name);
/// True when the family has this icon (for tests).
[[nodiscard]] bool hasIcon(const QString& name);

} // namespace oxseal::ui
