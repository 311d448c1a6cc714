// SPDX-License-Identifier: GPL-3.0-or-later
// Lists, tabs, and what is read from the window.
#include "tests/ui/walks/keyboard.h"
#include "tests/ui/walks/shown.h"
#include "tests/ui/walks/widget_checks.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPainter>
#include <QTabBar>
#include <QTableView>
#include <QThread>

#include <algorithm>

namespace oxseal::test {
namespace {

constexpr int kMostTitles = 40;
constexpr int kLayoutMs = 2000;
constexpr int kLookEveryMs = 10;

} // namespace

void Keyboard::row(const QString& list, const QString& text)
{
    reach(list);
    press(Qt::Key_Home, Qt::ControlModifier);
    const auto current = [this] {
        return see([] {
            const auto* view = qobject_cast<QTableView*>(QApplication::focusWidget());
            return view == nullptr ? QString() : QString::number(view->currentIndex().row()) + QLatin1Char(' ') + rowText(*view);
        });
    };
    QString before;
    for (QString now = current(); !now.contains(text); now = current()) {
        if (now == before)
            stuck(QStringLiteral("no row of \"%1\" holds \"%2\"").arg(list, text));
        before = now;
        press(Qt::Key_Down);
    }
}

int Keyboard::rows(const QString& list)
{
    return see([list] {
        for (const auto* view : frontWindow()->findChildren<QTableView*>()) {
            if (view->isVisible() && view->accessibleName() == list)
                return view->model()->rowCount();
        }
        return -1;
    });
}

void Keyboard::tab(const QString& bar, const QString& title)
{
    reach(bar);
    const auto current = [this] {
        return see([] {
            const auto* tabs = qobject_cast<QTabBar*>(QApplication::focusWidget());
            return tabs == nullptr ? QString() : tabs->tabText(tabs->currentIndex());
        });
    };
    for (int i = 0; i < kMostTitles && see([] {
             const auto* tabs = qobject_cast<QTabBar*>(QApplication::focusWidget());
             return tabs != nullptr && tabs->currentIndex() > 0;
         });
         ++i)
        press(Qt::Key_Left);
    QString before;
    for (QString now = current(); !now.startsWith(title); now = current()) {
        if (now == before)
            stuck(QStringLiteral("no tab of \"%1\" begins \"%2\"").arg(bar, title));
        before = now;
        press(Qt::Key_Right);
    }
    settle();
}

void Keyboard::untilShown(const QString& words)
{
    until(QStringLiteral("the words \"%1\"").arg(words), [words] { return showsText(frontWindow(), words); });
}

bool Keyboard::shows(const QString& words)
{
    return see([words] { return showsText(frontWindow(), words); });
}

QString Keyboard::shownAfter(const QString& beginning)
{
    return see([beginning] {
        for (const QString& text : textsShown(frontWindow())) {
            if (text.startsWith(beginning))
                return text;
        }
        return QString();
    });
}

QString Keyboard::fieldText(const QString& name)
{
    return see([name] {
        for (const auto* edit : frontWindow()->findChildren<QLineEdit*>()) {
            if (edit->isVisible() && edit->accessibleName() == name)
                return edit->text();
        }
        return QString();
    });
}

void Keyboard::inspect(const QString& name)
{
    // Long texts find their height over several passes of the layout.
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kLayoutMs && see([] { return qobject_cast<QDialog*>(frontWindow()) != nullptr && !cutTexts(*frontWindow()).isEmpty(); }))
        QThread::msleep(kLookEveryMs);
    problems_ << see([name] {
        QStringList found;
        const auto* dialog = qobject_cast<QDialog*>(frontWindow());
        if (dialog == nullptr)
            return found;
        const auto add = [&](const char* what, const QStringList& controls) {
            for (const QString& control : controls)
                found << QStringLiteral("%1 (%2): %3: %4").arg(name, dialog->windowTitle(), QLatin1String(what), control);
        };
        add("no accessible name", namelessControls(*dialog));
        add("cut", cutTexts(*dialog));
        add("rich text", richTexts(*dialog));
        add("disabled without a reason", silentButtons(*dialog));
        return found;
    });
}

void Keyboard::shot(const QString& name)
{
    const QString folder = qEnvironmentVariable("OXSEAL_SHOTS");
    ++shots_;
    inspect(name);
    if (folder.isEmpty())
        return;
    const QString file = QStringLiteral("%1/%2-%3-%4.png").arg(folder, prefix_).arg(shots_, 2, 10, QLatin1Char('0')).arg(name);
    see([this, folder, file] {
        QDir().mkpath(folder);
        QPixmap picture = window_.grab();
        QPainter painter(&picture);
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (top == &window_ || !top->isVisible() || qobject_cast<QDialog*>(top) == nullptr)
                continue;
            const QPixmap over = top->grab();
            // Where the desktop puts a dialog does not matter: in the middle everything of it is seen.
            const QPoint at((picture.width() - over.width()) / 2, std::max(0, (picture.height() - over.height()) / 2));
            painter.fillRect(QRect(at, over.size()).adjusted(-1, -1, 1, 1), Qt::gray);
            painter.drawPixmap(at, over);
        }
        painter.end();
        picture.save(file);
    });
}

} // namespace oxseal::test
