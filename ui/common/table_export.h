// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/progress.h"
#include "models/core/result.h"
#include "ui/common/table_data.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

class QTableView;
class QWidget;

namespace oxseal::ui {

class TableModel;
struct TableFilter;

enum class ExportFormat { Csv, Xlsx, Pdf };
[[nodiscard]] QString exportTitle(ExportFormat format);

/// What an export holds: a copy of the shown order and columns, so that it can be written on another thread while the
/// window goes on.
struct ShownRows
{
    QString name;
    std::shared_ptr<const TableData> data;
    std::vector<std::uint32_t> order; ///< rows of the data, as shown
    std::vector<std::size_t> columns; ///< of the data, as shown
    std::vector<std::pair<QString, QString>> facts; ///< label and value above the table
    Instant created;
};
/// "Flag: Orphan; contains "smith""; "" when nothing is narrowed.
[[nodiscard]] QString filterWords(const TableFilter& filter, const TableData& data);
/// The shown rows with workspace, period, filter, count and time; the workspace is that of the page `widget` stands on.
[[nodiscard]] ShownRows shownRows(QWidget* widget, const QString& name, const TableModel& model, const QTableView& view);
/// Writes them; a column of amounts in several currencies is followed by one of the currencies.
[[nodiscard]] Status writeShown(const ShownRows& rows, ExportFormat format, const std::filesystem::path& file, const Progress& progress);

/// Asks for a file and writes it in the background, with progress and a way to stop.
void exportShown(QWidget* parent, const QString& name, const TableModel& model, const QTableView& view, ExportFormat format);

} // namespace oxseal::ui
