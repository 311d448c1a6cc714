// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace oxseal::ui {

/// The beginning and the end of a digest in a monospaced face; the button beside it copies the whole.
[[nodiscard]] QWidget* digestLabel(const QString& hex, const QString& name);

} // namespace oxseal::ui
