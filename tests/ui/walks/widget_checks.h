// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace oxseal::test {

/// Visible controls that can take the focus and have no accessible name, each as "Class objectName in Parent".
[[nodiscard]] QStringList namelessControls(const QWidget& root);
/// Visible labels and buttons that are narrower or lower than their text needs.
[[nodiscard]] QStringList cutTexts(const QWidget& root);
/// Visible rich-text labels: texts from files must never be interpreted.
[[nodiscard]] QStringList richTexts(const QWidget& root);
/// Disabled buttons that do not say why.
[[nodiscard]] QStringList silentButtons(const QWidget& root);

/// Controls that look the same with and without the focus: whoever works by keyboard would not see where they are.
[[nodiscard]] QStringList invisibleFocus(QWidget& window);

} // namespace oxseal::test
