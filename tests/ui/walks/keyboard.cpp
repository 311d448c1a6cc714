// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/walks/keyboard.h"

#include "tests/ui/walks/shown.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QThread>
#include <QWindow>

#include <atomic>
#include <memory>

namespace oxseal::test {
namespace {

constexpr int kPatience = 60000; ///< generous: it is only spent when the walk fails
constexpr int kSoon = 30000;
constexpr int kLookEveryMs = 5;
constexpr int kMostTabs = 200;
constexpr int kQuietRounds = 5; ///< an action, the scope, the page, its context, a list that follows

bool editable(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QPlainTextEdit*>(widget) != nullptr
        || qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QAbstractSpinBox*>(widget) != nullptr
        || qobject_cast<const QCheckBox*>(widget) != nullptr;
}

QPushButton* verbOf(QWidget* dialog)
{
    for (auto* button : dialog->findChildren<QPushButton*>()) {
        if (button->isDefault() && button->isVisible())
            return button;
    }
    return nullptr;
}

/// Dialogs live on the stack: the next one may lie where the last one lay, so that their addresses tell nothing.
const char* const kAnswered = "walkAnswered";

bool answered(const QWidget* dialog) { return dialog != nullptr && dialog->property(kAnswered).toBool(); }

} // namespace

Keyboard::Keyboard(ui::MainWindow& window, QString prefix)
    : window_(window)
    , prefix_(std::move(prefix))
{
}

void Keyboard::stuck(const QString& why)
{
    const QString shown = see([] { return textsShown(frontWindow()).join(QStringLiteral(" | ")).left(1600); });
    const QString focus = see([] { return focusedName(); });
    shot(QStringLiteral("stuck"));
    throw Stuck((why + QStringLiteral("\nfocus: ") + focus + QStringLiteral("\nshown: ") + shown).toStdString());
}

/// The window manager's part: what lies in front has the keys.
void Keyboard::front()
{
    until(QStringLiteral("a window in front"), [] {
        QWidget* top = frontWindow();
        if (top == nullptr || QApplication::activePopupWidget() != nullptr)
            return top != nullptr;
        if (QApplication::activeWindow() != top)
            top->activateWindow();
        return QApplication::activeWindow() == top;
    });
}

void Keyboard::send(bool down, Qt::Key key, const QString& text, Qt::KeyboardModifiers modifiers)
{
    // Not blocking: the key may open a dialog, which returns only when it is answered. Nothing else is asked before it arrived.
    QMetaObject::invokeMethod(
        &window_,
        [=] {
            if (QWidget* top = frontWindow(); top != nullptr && top->windowHandle() != nullptr)
                QTest::sendKeyEvent(down ? QTest::Press : QTest::Release, top->windowHandle(), key, text, modifiers);
        },
        Qt::QueuedConnection);
    see([] {});
}

void Keyboard::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    front();
    const char ascii = (modifiers & Qt::ControlModifier) != 0 ? '\0' : QTest::keyToAscii(key);
    const QString text = ascii == '\0' ? QString() : QString(QLatin1Char(ascii));
    send(true, key, text, modifiers);
    send(false, key, text, modifiers);
}

void Keyboard::type(const QString& text)
{
    front();
    for (const QChar letter : text) {
        const Qt::Key key = letter.unicode() < 128 ? QTest::asciiToKey(letter.toLatin1()) : Qt::Key_unknown;
        send(true, key, QString(letter), Qt::NoModifier);
        send(false, key, QString(letter), Qt::NoModifier);
    }
}

void Keyboard::reach(const QString& name)
{
    front();
    for (int tabs = 0; tabs < kMostTabs; ++tabs) {
        if (see([] { return focusedName(); }) == name)
            return;
        press(Qt::Key_Tab);
    }
    stuck(QStringLiteral("Tab does not lead to \"%1\"").arg(name));
}

void Keyboard::button(const QString& name)
{
    reach(name);
    press(Qt::Key_Space);
}

void Keyboard::setDay(const QString& value)
{
    press(Qt::Key_A, Qt::ControlModifier);
    type(value);
    const QString text = see([] {
        auto* edit = qobject_cast<QDateTimeEdit*>(QApplication::focusWidget());
        return edit != nullptr ? edit->text() : QString();
    });
    if (text != value)
        stuck(QStringLiteral("the day typed as %1 became %2").arg(value, text));
}

void Keyboard::setChoice(const QString& value)
{
    const auto text = [this] {
        return see([] {
            auto* box = qobject_cast<QComboBox*>(QApplication::focusWidget());
            return box != nullptr ? box->currentText() : QString();
        });
    };
    if (text().startsWith(value))
        return;
    press(Qt::Key_Home);
    QString before;
    for (QString now = text(); !now.startsWith(value); now = text()) {
        if (now == before)
            stuck(QStringLiteral("there is no choice \"%1\"").arg(value));
        before = now;
        press(Qt::Key_Down);
    }
}

void Keyboard::fill(const QString& name, const QString& value)
{
    front();
    for (int tabs = 0; !see([name] { return focusedName() == name && editable(QApplication::focusWidget()); }); ++tabs) {
        if (tabs == kMostTabs)
            stuck(QStringLiteral("Tab does not lead to the field \"%1\"").arg(name));
        press(Qt::Key_Tab);
    }
    enum class Field { Text, Day, Choice, Box };
    const Field field = see([] {
        QWidget* focus = QApplication::focusWidget();
        if (qobject_cast<QDateTimeEdit*>(focus) != nullptr)
            return Field::Day;
        if (auto* box = qobject_cast<QComboBox*>(focus))
            return box->isEditable() ? Field::Text : Field::Choice;
        return qobject_cast<QCheckBox*>(focus) != nullptr ? Field::Box : Field::Text;
    });
    if (field == Field::Day) {
        setDay(value);
    } else if (field == Field::Choice) {
        setChoice(value);
    } else if (field == Field::Box) {
        if (see([] { return static_cast<QCheckBox*>(QApplication::focusWidget())->isChecked(); }) != (value == QStringLiteral("yes")))
            press(Qt::Key_Space);
    } else {
        press(Qt::Key_A, Qt::ControlModifier);
        type(value);
    }
}

void Keyboard::paletteRow(const QString& title, bool action)
{
    press(Qt::Key_K, Qt::ControlModifier);
    dialog(QStringLiteral("Search or do anything"));
    type(title);
    const QString wanted = title + (action ? QStringLiteral("  ·  Action") : QStringLiteral("  ·  Page"));
    const auto row = [this] {
        return see([] {
            const auto* list = frontWindow()->findChild<QListWidget*>();
            return list != nullptr && list->currentItem() != nullptr ? list->currentItem()->text() : QString();
        });
    };
    QString before;
    for (QString now = row(); !now.startsWith(wanted); now = row()) {
        if (now == before)
            stuck(QStringLiteral("the palette does not offer \"%1\"").arg(title));
        before = now;
        press(Qt::Key_Down);
    }
}

void Keyboard::command(const QString& title)
{
    QElapsedTimer clock;
    clock.start();
    for (;;) {
        paletteRow(title, true);
        const QString why = see([] { return frontWindow()->findChild<QListWidget*>()->currentItem()->text(); }).section(QStringLiteral("  —  "), 1);
        if (why.isEmpty())
            break;
        if (clock.elapsed() > kSoon || !why.contains(QStringLiteral("read")))
            stuck(QStringLiteral("\"%1\" cannot be done now: %2").arg(title, why));
        turnBack();
    }
    press(Qt::Key_Return);
    until(QStringLiteral("the palette closes"),
        [] { return frontWindow() == nullptr || frontWindow()->windowTitle() != QStringLiteral("Search or do anything"); });
}

QString Keyboard::whyNot(const QString& title)
{
    paletteRow(title, true);
    const QString row = see([] { return frontWindow()->findChild<QListWidget*>()->currentItem()->text(); });
    shot(QStringLiteral("why-not"));
    press(Qt::Key_Escape);
    return row.section(QStringLiteral("  —  "), 1);
}

void Keyboard::page(const QString& title)
{
    paletteRow(title, false);
    press(Qt::Key_Return);
    settle();
}

void Keyboard::dialog(const QString& title)
{
    until(QStringLiteral("the dialog \"%1\"").arg(title), [title] {
        const QWidget* modal = QApplication::activeModalWidget();
        return modal != nullptr && modal->isVisible() && modal->windowTitle() == title;
    });
    front();
}

void Keyboard::markAnswered()
{
    see([] { frontWindow()->setProperty(kAnswered, true); });
}

QString Keyboard::verbReason()
{
    return see([] {
        QPushButton* verb = verbOf(frontWindow());
        return verb == nullptr ? QStringLiteral("there is no verb") : verb->isEnabled() ? QString() : verb->toolTip();
    });
}

void Keyboard::confirm()
{
    if (const QString why = verbReason(); !why.isEmpty())
        stuck(QStringLiteral("the verb is disabled: ") + why);
    const QString verb = see([] { return verbOf(frontWindow())->text(); });
    markAnswered();
    if (see([] { return qobject_cast<QPlainTextEdit*>(QApplication::focusWidget()) != nullptr; }))
        button(verb);
    else
        press(Qt::Key_Return);
    until(QStringLiteral("the dialog closes after \"%1\"").arg(verb), [] { return !answered(frontWindow()); });
}

void Keyboard::turnBack()
{
    markAnswered();
    press(Qt::Key_Escape);
    until(QStringLiteral("the dialog closes"), [] { return !answered(frontWindow()); });
}

void Keyboard::settle()
{
    for (int round = 0; round < kQuietRounds; ++round) {
        auto passed = std::make_shared<std::atomic<bool>>(false);
        see([this, passed] {
            // Behind everything that is queued: the session does one thing after the other.
            if (ui::Session* session = window_.session())
                session->read(&window_, [](Workspace&) { return true; }, [passed](bool) { passed->store(true); });
            else
                passed->store(true);
        });
        until(QStringLiteral("the records are read"), [this, passed] {
            return passed->load()
                && (window_.session() == nullptr
                    || (window_.session()->jobs().empty() && window_.currentPage()->stateName() != QStringLiteral("loading")));
        });
    }
}

void Keyboard::until(const QString& what, const std::function<bool()>& holds)
{
    const QString failure = QStringLiteral("This could not be done");
    QElapsedTimer clock;
    clock.start();
    for (;;) {
        // One visit of the window's thread: state and failure belong together.
        const int seen = see([&] {
            if (holds())
                return 1;
            const QWidget* modal = QApplication::activeModalWidget();
            return modal != nullptr && modal->isVisible() && modal->windowTitle() == failure && !what.contains(failure) ? 2 : 0;
        });
        if (seen == 1)
            return;
        if (seen == 2)
            stuck(QStringLiteral("an action failed while waiting for ") + what);
        if (clock.elapsed() > kPatience)
            stuck(QStringLiteral("waited in vain for ") + what);
        QThread::msleep(kLookEveryMs);
    }
}

} // namespace oxseal::test
