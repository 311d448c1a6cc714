// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace oxseal::ui {

struct Tokens;

/// The style sheet of the whole program, filled with one set of colours.
[[nodiscard]] QString styleSheet(const Tokens& tokens);

} // namespace oxseal::ui
