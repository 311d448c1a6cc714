// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QTableView;
class QWidget;

namespace oxseal::test {

/// What lies in front: a popup, else the modal dialog, else the main window.
[[nodiscard]] QWidget* frontWindow();
/// Accessible name of the control that has the focus, as a screen reader says it.
[[nodiscard]] QString focusedName();
/// Texts of all visible labels, buttons and fields.
[[nodiscard]] QStringList textsShown(const QWidget* root);
[[nodiscard]] bool showsText(const QWidget* root, const QString& words);
/// Cells of the current row, separated by " | ".
[[nodiscard]] QString rowText(const QTableView& view);

} // namespace oxseal::test
