// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/view_stack.h"

namespace oxseal::ui {

QSize ViewStack::sizeHint() const
{
    const QWidget* shown = currentWidget();
    return shown == nullptr ? QSize(0, 0) : shown->sizeHint().expandedTo(minimumSizeHint());
}

QSize ViewStack::minimumSizeHint() const
{
    const QWidget* shown = currentWidget();
    return shown == nullptr ? QSize(0, 0) : shown->minimumSizeHint().expandedTo(shown->minimumSize());
}

} // namespace oxseal::ui
