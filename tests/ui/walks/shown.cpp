// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/walks/shown.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QTableView>

namespace oxseal::test {

QWidget* frontWindow()
{
    if (QWidget* popup = QApplication::activePopupWidget())
        return popup;
    if (QWidget* modal = QApplication::activeModalWidget())
        return modal;
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top->isVisible() && qobject_cast<QMainWindow*>(top) != nullptr)
            return top;
    }
    return nullptr;
}

QString focusedName()
{
    QWidget* focus = QApplication::focusWidget();
    // For a choice Qt answers with its value on this platform; its label is a relation.
    if (focus != nullptr && !focus->accessibleName().isEmpty())
        return focus->accessibleName();
    const QAccessibleInterface* face = focus != nullptr ? QAccessible::queryAccessibleInterface(focus) : nullptr;
    return face != nullptr ? face->text(QAccessible::Name) : QString();
}

QStringList textsShown(const QWidget* root)
{
    QStringList texts;
    if (root == nullptr)
        return texts;
    for (const QWidget* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        QString text;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            text = label->text();
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            text = button->text();
        else if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
            text = edit->echoMode() == QLineEdit::Normal ? edit->text() : QString();
        else if (const auto* prose = qobject_cast<const QPlainTextEdit*>(widget))
            text = prose->toPlainText();
        if (!text.isEmpty())
            texts << text;
    }
    return texts;
}

bool showsText(const QWidget* root, const QString& words)
{
    for (const QString& text : textsShown(root)) {
        if (text.contains(words))
            return true;
    }
    return false;
}

QString rowText(const QTableView& view)
{
    QStringList cells;
    const QModelIndex current = view.currentIndex();
    for (int column = 0; current.isValid() && column < view.model()->columnCount(); ++column)
        cells << view.model()->index(current.row(), column).data().toString();
    return cells.join(QStringLiteral(" | "));
}

} // namespace oxseal::test
