// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;
class QWidget;

namespace oxseal::ui {

class TableModel;

enum class ExportFormat { Csv, Xlsx, Pdf };
[[nodiscard]] QString exportTitle(ExportFormat format);
/// Asks for a file and writes the shown rows and columns with name, filter and count in the header.
void exportShown(QWidget* parent, const QString& name, const TableModel& model, const QTableView& view, ExportFormat format);

} // namespace oxseal::ui
