// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_preview.h"

#include <QWidget>

class QGridLayout;

namespace oxseal::ui {

class FlowLayout;

/// Which column of the file is read as which field. Above the fields, which columns can be dropped onto; beneath them the
/// columns one under the other: header, first values, the field chosen by keyboard, and what becomes of a sensitive one.
class MappingView final : public QWidget
{
    Q_OBJECT

public:
    explicit MappingView(QWidget* parent = nullptr);
    void show(const ImportPreview& preview);

Q_SIGNALS:
    /// Column (from 0) shall be read as `field`; "" = not at all.
    void chosen(std::size_t column, const QString& field);

private:
    void addFields(const ImportPreview& preview);
    void addColumn(int row, std::size_t index, const PreviewColumn& column, const ImportPreview& preview);
    /// Tells later: the choice rebuilds this view, and with it whatever has just spoken.
    void tellLater(std::size_t column, const QString& field);

    FlowLayout* fields_ = nullptr;
    QGridLayout* grid_ = nullptr;
};

} // namespace oxseal::ui
