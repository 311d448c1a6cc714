// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_preview.h"

#include <QWidget>

#include <map>
#include <string>

class QGridLayout;

namespace oxseal::ui {

/// The columns of a file one under the other: header, first values, what each is read as (to be changed by keyboard), and
/// what becomes of a sensitive one.
class MappingView final : public QWidget
{
    Q_OBJECT

public:
    explicit MappingView(QWidget* parent = nullptr);
    /// `given` is the mapping typed so far; it is shown as such.
    void show(const ImportPreview& preview);

Q_SIGNALS:
    /// Column (from 0) shall be read as `field`; "" = not at all.
    void chosen(std::size_t column, const QString& field);

private:
    void addColumn(int row, std::size_t index, const PreviewColumn& column, const ImportPreview& preview);

    QGridLayout* grid_ = nullptr;
};

/// Words for the type and notation of a column.
[[nodiscard]] QString columnTypeWord(const PreviewColumn& column);
[[nodiscard]] QString sensitiveWord(const std::string& name);

} // namespace oxseal::ui
