// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/page.h"

namespace oxseal::test {

/// The page's command of this id; null when it has none.
inline const ui::Command* command(const ui::Page& page, const QString& id)
{
    for (const ui::Command& one : page.commands()) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

/// What is run may renew the page's commands: it goes on its own.
inline void run(const ui::Page& page, const QString& id)
{
    const ui::Command* found = command(page, id);
    const std::function<void()> work = found != nullptr ? found->run : std::function<void()>();
    if (work)
        work();
}

} // namespace oxseal::test
