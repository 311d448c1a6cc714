// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <string>
#include <string_view>

namespace oxseal {

/// Kinds of file told apart by their content; names and extensions are never trusted.
enum class FileFormat { Csv, Mt940, Ofx, Bai2, Camt, Qif, Iif, Xlsx, Json, OldExcel, Pdf, Unknown };

/// "csv", "mt940", "ofx", "bai2", "camt", "qif", "iif", "xlsx", "json", "xls", "pdf", "unknown".
[[nodiscard]] const char* name(FileFormat format) noexcept;
[[nodiscard]] FileFormat formatNamed(std::string_view name) noexcept; ///< of --format; Unknown when there is no such
/// Rows and columns, read by readCsvTable; the others are statements of banks.
[[nodiscard]] inline bool isTable(FileFormat format) noexcept
{
    return format == FileFormat::Csv || format == FileFormat::Xlsx || format == FileFormat::Json;
}
/// Read by this release.
[[nodiscard]] bool isReadable(FileFormat format) noexcept;

/// Looks at the first 64 KiB. Text of one column only is Unknown: a list of words could be anything.
[[nodiscard]] FileFormat sniffFormat(ByteView bytes);

inline constexpr ErrorCode kImportTooWide{"import.too_wide", ErrorClass::Input};

/// The format to read a file in: `forced`, or the sniffed one. Errors: kImportEmpty, kImportBinary, kImportUnknownFormat,
/// kImportLaterFormat; kImportTooWide for a delimited text whose first lines have more than 50 000 cells, which would cost memory and
/// time for nothing.
[[nodiscard]] Result<FileFormat> formatOf(ByteView bytes, std::string_view forced = {});

} // namespace oxseal
