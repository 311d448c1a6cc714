// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/field_target.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/imports/import_words.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QMouseEvent>
#include <QStyle>

namespace oxseal::ui {
namespace {

const QString kColumnType = QStringLiteral("application/x-oxseal-column");
constexpr int kMostOfName = 160; ///< pixels of a column's name on a field

} // namespace

ColumnHandle::ColumnHandle(std::size_t column, const QString& name, QWidget* parent)
    : QLabel(name, parent)
    , column_(column)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMinimumWidth(1);
    setObjectName(role::kStrong);
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Drag it onto a field, or choose the field beside it."));
}

QMimeData* ColumnHandle::dataOf(std::size_t column)
{
    auto* data = new QMimeData;
    data->setData(kColumnType, QByteArray::number(static_cast<qulonglong>(column)));
    return data;
}

std::optional<std::size_t> ColumnHandle::columnOf(const QMimeData* data)
{
    bool number = false;
    const qulonglong column = data->data(kColumnType).toULongLong(&number);
    return number ? std::optional<std::size_t>(static_cast<std::size_t>(column)) : std::nullopt;
}

void ColumnHandle::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        pressed_ = event->pos();
}

void ColumnHandle::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || (event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance())
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(dataOf(column_));
    drag->setPixmap(grab());
    drag->setHotSpot(pressed_);
    drag->exec(Qt::LinkAction);
}

FieldTarget::FieldTarget(const QString& field, bool needed, const QString& column, QWidget* parent)
    : QFrame(parent)
    , field_(field)
{
    setObjectName(QStringLiteral("fieldTarget"));
    setAcceptDrops(true);
    const QString name = fieldWord(field.toStdString());
    const bool missing = needed && column.isEmpty();
    setProperty("filled", !column.isEmpty());
    setProperty("missing", missing);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGap, 2, kGap, 2);
    row->setSpacing(kGap4);
    row->addWidget(label(name, column.isEmpty() ? QString() : role::kStrong));
    if (!column.isEmpty()) {
        auto* from = label({}, role::kSecondary);
        from->setText(QStringLiteral("← ") + from->fontMetrics().elidedText(column, Qt::ElideMiddle, kMostOfName));
        row->addWidget(from);
    } else if (missing) {
        row->addWidget(label(tr("needed"), role::kProblem));
    }
    setAccessibleName(column.isEmpty() ? tr("Field %1: not read").arg(name) : tr("Field %1: read from %2").arg(name, column));
    setToolTip(column.isEmpty() ? tr("Drop a column here.") : tr("Read from \"%1\". Drop another column here to change it.").arg(column));
}

void FieldTarget::light(bool on)
{
    setProperty("over", on);
    style()->unpolish(this);
    style()->polish(this);
}

void FieldTarget::dragEnterEvent(QDragEnterEvent* event)
{
    if (!ColumnHandle::columnOf(event->mimeData()))
        return; // a file: the window takes it
    event->setDropAction(Qt::LinkAction);
    event->accept();
    light(true);
}

void FieldTarget::dragLeaveEvent(QDragLeaveEvent*) { light(false); }

void FieldTarget::dropEvent(QDropEvent* event)
{
    light(false);
    const auto column = ColumnHandle::columnOf(event->mimeData());
    if (!column)
        return;
    event->setDropAction(Qt::LinkAction);
    event->accept();
    Q_EMIT dropped(*column, field_);
}

} // namespace oxseal::ui
