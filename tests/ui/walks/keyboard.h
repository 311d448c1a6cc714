// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <stdexcept>
#include <type_traits>

class QTableView;

namespace oxseal::test {

/// The walk cannot go on by keys; the words say where and what was shown.
struct Stuck : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// A person at the keyboard: key events go in, what is shown is read, nothing else is touched. Lives on a thread of its own,
/// because a modal dialog holds the event loop of whoever opened it; everything here runs in the window's thread in the end.
/// Every call waits for a state of the window, none for a time.
class Keyboard
{
public:
    /// Pictures are saved as `prefix`-01-name.png.
    Keyboard(ui::MainWindow& window, QString prefix);

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    /// Tabs on until the control of this accessible name has the focus.
    void reach(const QString& name);
    /// Reaches the field and gives it the value: text, a day, a choice that begins so, "yes" or "no" of a box.
    void fill(const QString& name, const QString& value);
    /// Reaches the button and presses Space.
    void button(const QString& name);

    /// Ctrl+K, the title, Return; waits while a file is read or records are, and is stuck when the action stays impossible.
    void command(const QString& title);
    /// Why the action cannot be done now, as the palette says it; "" when it can.
    [[nodiscard]] QString whyNot(const QString& title);
    /// Goes to a page through the palette and waits until it is read.
    void page(const QString& title);

    /// Waits for the dialog of this title.
    void dialog(const QString& title);
    /// Return, or Space on the verb where Return is part of the text; waits until this dialog has closed.
    void confirm();
    /// Esc; waits until the dialog has closed.
    void turnBack();
    /// Why the dialog's verb is disabled; "" when it is not.
    [[nodiscard]] QString verbReason();

    /// The list of this name gets the focus, and the row whose text holds `text` becomes current.
    void row(const QString& list, const QString& text);
    /// The tab whose title begins so.
    void tab(const QString& bar, const QString& title);
    [[nodiscard]] int rows(const QString& list);

    /// Waits until the session has nothing under way and the page has read its records anew.
    void settle();
    /// Waits for a condition of the window.
    void until(const QString& what, const std::function<bool()>& holds);
    /// Some visible label, button or field holds these words.
    void untilShown(const QString& words);
    [[nodiscard]] bool shows(const QString& words);
    /// The first visible text that begins so.
    [[nodiscard]] QString shownAfter(const QString& beginning);
    /// Text of the field of this name in the front dialog or the window.
    [[nodiscard]] QString fieldText(const QString& name);

    /// Window and whatever lies over it, numbered; what is cut, nameless or silent in a dialog is noted down.
    void shot(const QString& name);
    [[nodiscard]] const QStringList& problems() const noexcept { return problems_; }

    /// Runs in the window's thread and gives the value back.
    template <class Read>
    auto see(Read read)
    {
        using Value = std::invoke_result_t<Read>;
        if constexpr (std::is_void_v<Value>) {
            QMetaObject::invokeMethod(&window_, read, Qt::BlockingQueuedConnection);
        } else {
            Value value{};
            QMetaObject::invokeMethod(&window_, [&] { value = read(); }, Qt::BlockingQueuedConnection);
            return value;
        }
    }
    [[noreturn]] void stuck(const QString& why);

private:
    void send(bool down, Qt::Key key, const QString& text, Qt::KeyboardModifiers modifiers);
    void front();
    void markAnswered();
    void inspect(const QString& name);
    void paletteRow(const QString& title, bool action);
    void setDay(const QString& value);
    void setChoice(const QString& value);

    ui::MainWindow& window_;
    QString prefix_;
    int shots_ = 0;
    QStringList problems_;
};

} // namespace oxseal::test
