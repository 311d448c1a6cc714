// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/prose_field.h"

#include "ui/shell/theme.h"

namespace oxseal::ui {

ProseField::ProseField(const QString& text, int lines, QWidget* parent)
    : QPlainTextEdit(text, parent)
{
    setTabChangesFocus(true);
    setFixedHeight(fontMetrics().lineSpacing() * lines + 2 * kGap);
}

std::string ProseField::typed() const { return toPlainText().trimmed().toStdString(); }

} // namespace oxseal::ui
