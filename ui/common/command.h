// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QPushButton>
#include <QString>

#include <functional>

namespace oxseal::ui {

/// Something a person can do: a button, an entry of the palette and a line of the keyboard map at once.
struct Command
{
    QString id; ///< stable, e.g. "review.conclude"; the object name of its button
    QString title; ///< a verb: "Close the review"
    std::function<void()> run;
    QString whyNot; ///< reason and way out when it cannot be done now; "" = can be done
    QKeySequence shortcut;
    bool primary = false;
    QString icon;
};

/// A button of a command. Disabled, it keeps its place and carries the reason as tooltip and accessible description, and
/// says it as a message when it is clicked by keyboard search (N2).
class CommandButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit CommandButton(const Command& command, QWidget* parent = nullptr);
    /// Takes over title, reason and what to run; place and focus stay.
    void take(const Command& command);

private:
    std::function<void()> run_;
};

/// Disables the widget with a reason, or enables it when `whyNot` is "".
void setReason(QWidget* widget, const QString& whyNot);

} // namespace oxseal::ui
