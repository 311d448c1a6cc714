// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/command.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QStyle>

namespace oxseal::ui {

CommandButton::CommandButton(const Command& command, QWidget* parent)
    : QPushButton(parent)
{
    connect(this, &QPushButton::clicked, this, [this] {
        if (run_)
            run_();
    });
    take(command);
}

void CommandButton::take(const Command& command)
{
    run_ = command.run;
    setText(command.title);
    setAccessibleName(command.title);
    if (const QString name = command.primary ? role::kPrimary : QString(); name != objectName()) {
        setObjectName(name);
        // The style sheet goes by the name, and looks at it only when a control is polished.
        style()->unpolish(this);
        style()->polish(this);
    }
    setProperty("commandId", command.id);
    if (!command.icon.isEmpty() && !command.primary)
        setIcon(lineIcon(command.icon));
    setReason(this, command.whyNot);
    if (command.whyNot.isEmpty() && !command.shortcut.isEmpty())
        setToolTip(QStringLiteral("%1 (%2)").arg(command.title, command.shortcut.toString(QKeySequence::NativeText)));
}

void setReason(QWidget* widget, const QString& whyNot)
{
    widget->setEnabled(whyNot.isEmpty());
    widget->setToolTip(whyNot);
    widget->setAccessibleDescription(whyNot);
}

} // namespace oxseal::ui
