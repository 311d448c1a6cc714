// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palette.h"

#include <functional>

namespace oxseal::ui {

/// What the palette offers besides the commands of window and page.
[[nodiscard]] std::vector<PaletteItem> pageItems(const std::function<void(const Link&)>& go);
[[nodiscard]] PaletteItem commandItem(const Command& command, const QString& pageTitle);
/// The commands of the page and, found by its name too, those of what is selected on it.
[[nodiscard]] std::vector<PaletteItem> commandItems(const Page& page);
/// Reads people, controls, reviews, accounts and periods and adds them to the open palette.
void readPaletteObjects(Session& session, Palette* palette, std::function<void(const Link&)> go);

} // namespace oxseal::ui
