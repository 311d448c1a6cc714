// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>

#include <optional>

class QMimeData;

namespace oxseal::ui {

/// Name of a column of the file; it can be taken with the mouse and dropped onto a field.
class ColumnHandle final : public QLabel
{
    Q_OBJECT

public:
    ColumnHandle(std::size_t column, const QString& name, QWidget* parent = nullptr);

    /// What a drag of a column carries; nullopt when it is something else.
    [[nodiscard]] static std::optional<std::size_t> columnOf(const QMimeData* data);
    [[nodiscard]] static QMimeData* dataOf(std::size_t column);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    std::size_t column_;
    QPoint pressed_;
};

/// A field that a column can be dropped onto; says which column it is read from.
class FieldTarget final : public QFrame
{
    Q_OBJECT

public:
    /// `column` is the name of the column it is read from, "" = none.
    FieldTarget(const QString& field, bool needed, const QString& column, QWidget* parent = nullptr);
    [[nodiscard]] QString field() const { return field_; }

Q_SIGNALS:
    void dropped(std::size_t column, const QString& field);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void light(bool on);

    QString field_;
};

} // namespace oxseal::ui
