// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/walks/widget_checks.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>

#include <vector>

namespace oxseal::test {
namespace {

QString nameOf(const QWidget& widget)
{
    QString text = QString::fromLatin1(widget.metaObject()->className()) + QLatin1Char(' ') + widget.objectName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        text += QStringLiteral(" \"%1\"").arg(button->text());
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        text += QStringLiteral(" \"%1\"").arg(label->text().left(60));
    for (const QWidget* parent = widget.parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        if (QString::fromLatin1(parent->metaObject()->className()).startsWith(QStringLiteral("oxseal::")))
            return text + QStringLiteral(" in ") + QString::fromLatin1(parent->metaObject()->className());
    }
    return text;
}

bool isViewport(const QWidget& widget)
{
    const auto* area = qobject_cast<const QAbstractScrollArea*>(widget.parentWidget());
    return area != nullptr && area->viewport() == &widget;
}

/// Parts that Qt makes for itself inside a control (arrows of a spin box, the edit of a combo box, scroll bars).
bool isInnerPart(const QWidget& widget)
{
    const QString name = widget.objectName();
    return name.startsWith(QStringLiteral("qt_")) || qobject_cast<const QScrollBar*>(&widget) != nullptr
        || qobject_cast<const QHeaderView*>(&widget) != nullptr || qobject_cast<const QAbstractSpinBox*>(widget.parentWidget()) != nullptr
        || qobject_cast<const QComboBox*>(widget.parentWidget()) != nullptr
        || (qobject_cast<const QTabBar*>(widget.parentWidget()) != nullptr) || isViewport(widget);
}

template <class Report>
void eachVisible(const QWidget& root, Report report)
{
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (widget->isVisibleTo(&root) && !isInnerPart(*widget))
            report(*widget);
    }
}

} // namespace

QStringList namelessControls(const QWidget& root)
{
    QStringList found;
    eachVisible(root, [&](QWidget& widget) {
        const bool control = qobject_cast<QAbstractButton*>(&widget) != nullptr || qobject_cast<QLineEdit*>(&widget) != nullptr
            || qobject_cast<QComboBox*>(&widget) != nullptr || qobject_cast<QAbstractItemView*>(&widget) != nullptr
            || qobject_cast<QPlainTextEdit*>(&widget) != nullptr || qobject_cast<QAbstractSpinBox*>(&widget) != nullptr
            || (widget.focusPolicy() & Qt::TabFocus) != 0;
        if (!control || widget.focusPolicy() == Qt::NoFocus)
            return;
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
        if (face == nullptr || face->text(QAccessible::Name).trimmed().isEmpty())
            found << nameOf(widget);
    });
    return found;
}

QStringList cutTexts(const QWidget& root)
{
    QStringList found;
    eachVisible(root, [&](QWidget& widget) {
        if (const auto* label = qobject_cast<QLabel*>(&widget)) {
            if (label->text().isEmpty() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
                return;
            if (label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1
                                  : label->sizeHint().width() > label->width() + 1)
                found << nameOf(widget);
        } else if (const auto* button = qobject_cast<QPushButton*>(&widget)) {
            if (button->fontMetrics().horizontalAdvance(button->text()) > button->width())
                found << nameOf(widget);
        }
    });
    return found;
}

QStringList richTexts(const QWidget& root)
{
    QStringList found;
    eachVisible(root, [&](QWidget& widget) {
        if (const auto* label = qobject_cast<QLabel*>(&widget)) {
            if (!label->text().isEmpty() && label->textFormat() != Qt::PlainText)
                found << nameOf(widget);
        }
    });
    return found;
}

QStringList silentButtons(const QWidget& root)
{
    QStringList found;
    eachVisible(root, [&](QWidget& widget) {
        const auto* button = qobject_cast<QAbstractButton*>(&widget);
        if (button != nullptr && !button->isEnabled() && button->accessibleDescription().isEmpty())
            found << nameOf(widget);
    });
    return found;
}

QStringList invisibleFocus(QWidget& window)
{
    constexpr int kAround = 4; // a ring may be drawn outside
    QStringList found;
    QWidget* const before = window.focusWidget();
    std::vector<QWidget*> controls;
    for (QWidget* widget = window.nextInFocusChain(); widget != nullptr && widget != &window; widget = widget->nextInFocusChain()) {
        if (widget->isVisibleTo(&window) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->visibleRegion().isEmpty()
            && widget->focusProxy() == nullptr && !isInnerPart(*widget))
            controls.push_back(widget);
    }
    for (QWidget* control : controls) {
        const QRect around = QRect(control->mapTo(&window, QPoint()), control->size()).adjusted(-kAround, -kAround, kAround, kAround);
        control->clearFocus();
        const QImage without = window.grab(around).toImage();
        control->setFocus(Qt::TabFocusReason);
        const QImage with = window.grab(around).toImage();
        if (control->hasFocus() && with == without)
            found << nameOf(*control);
    }
    if (before != nullptr)
        before->setFocus();
    return found;
}

} // namespace oxseal::test
