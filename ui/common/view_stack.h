// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace oxseal::ui {

/// Views that lie over each other and take the size that the shown one asks for. Qt's own stack asks every view, hidden
/// ones too, for the height of its text at each new width: a window in which forty pages were opened spent two hundred
/// milliseconds on texts that nobody sees. A view fills the stack, so its height for a width is no question for the parent.
class ViewStack : public QStackedWidget
{
    Q_OBJECT

public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

} // namespace oxseal::ui
