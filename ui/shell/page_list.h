// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/page.h"

#include <QString>

#include <functional>
#include <vector>

namespace oxseal::ui {

/// One entry of the rail. A page is made when it is first shown.
struct PageEntry
{
    QString key; ///< part of every Link
    QString title;
    QString group; ///< "" above the groups, else "Work", "Certify", "Trust"
    QString icon;
    std::function<Page*(Session&)> make;
    QString words; ///< further words the palette finds it by
    QString within; ///< key of the page it belongs to and whose place in the rail it shares; "" = a place of its own
};

/// The pages that exist, in the order of the rail.
[[nodiscard]] const std::vector<PageEntry>& pageEntries();

} // namespace oxseal::ui
