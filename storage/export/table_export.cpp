// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/table_export.h"

#include "models/core/document.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/export/pdf_report.h"
#include "storage/files/durable_file.h"

#include <algorithm>

namespace oxseal::exporting {
namespace {

/// Rows between two looks at the progress.
constexpr std::size_t kStride = 4096;

/// A cell as a reader of plain text wants it.
std::string plainCell(const ExportTable& table, const ExportRows& rows, std::size_t row, std::size_t column)
{
    const std::int64_t number = rows.number(row, column);
    if (number != ExportRows::kNone) {
        switch (table.columns[column].kind) {
        case CellKind::Number:
            return std::to_string(number);
        case CellKind::Amount:
            return formatMinor(number, rows.digits(row, column));
        case CellKind::Date:
            return Day{static_cast<std::int32_t>(number)}.iso();
        case CellKind::Text:
            break;
        }
    }
    return rows.text(row, column);
}

/// Numbers begin with a minus and are harmless; texts are not trusted.
std::string csvCell(const ExportTable& table, const ExportRows& rows, std::size_t row, std::size_t column)
{
    const bool isNumber = table.columns[column].kind != CellKind::Text && rows.number(row, column) != ExportRows::kNone;
    const std::string text = plainCell(table, rows, row, column);
    return csvField(!isNumber && looksLikeFormula(text) ? "'" + text : text);
}

std::string csvText(std::string_view text)
{
    return csvField(looksLikeFormula(text) ? "'" + std::string(text) : std::string(text));
}

} // namespace

bool looksLikeFormula(std::string_view text) noexcept
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

Status writeCsv(const std::filesystem::path& file, const ExportTable& table, const ExportRows& rows, const Progress& progress)
{
    std::string bytes = "\xEF\xBB\xBF" + csvText(table.name) + "\r\n";
    for (const auto& [label, value] : table.facts)
        bytes += csvText(label) + "," + csvText(value) + "\r\n";
    bytes += "\r\n";
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        bytes += (column > 0 ? "," : "") + csvText(table.columns[column].title);
    bytes += "\r\n";
    const std::size_t all = rows.rows();
    for (std::size_t row = 0; row < all; ++row) {
        if (row % kStride == 0) {
            if (progress.cancelled())
                return fail(kExportCancelled);
            progress.at(row, all);
        }
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            bytes += (column > 0 ? "," : "") + csvCell(table, rows, row, column);
        bytes += "\r\n";
    }
    return writeDurably(systemFiles(), file, bytes);
}

Status writePdf(const std::filesystem::path& file, const ExportTable& table, const ExportRows& rows, const Progress& progress)
{
    const std::size_t all = rows.rows();
    if (all > kMostPdfRows)
        return fail(kTooManyRows, {}, {std::to_string(all), std::to_string(kMostPdfRows)});
    Document document;
    document.title = table.name;
    document.created = table.created;
    document.blocks.push_back(doc::KeyValues{table.facts});
    doc::Table body;
    int whole = 0;
    for (const ExportColumn& column : table.columns)
        whole += std::max(1, column.width);
    for (const ExportColumn& column : table.columns) {
        const bool right = column.kind == CellKind::Number || column.kind == CellKind::Amount;
        body.columns.push_back({column.title, right ? doc::Align::Right : doc::Align::Left,
            std::clamp(std::max(1, column.width) * 100 / std::max(1, whole), 1, 100)});
    }
    for (std::size_t row = 0; row < all; ++row) {
        if (row % kStride == 0) {
            if (progress.cancelled())
                return fail(kExportCancelled);
            progress.at(row, all);
        }
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            cells.push_back(plainCell(table, rows, row, column));
        body.rows.push_back(std::move(cells));
    }
    document.blocks.push_back(std::move(body));
    OXSEAL_TRY(const std::string bytes, drawPdf(document));
    return writeDurably(systemFiles(), file, bytes);
}

} // namespace oxseal::exporting
