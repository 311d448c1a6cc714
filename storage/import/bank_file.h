// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"
#include "storage/import/sniffer.h"
#include "storage/import/statement_file.h"

#include <string>

namespace oxseal {

/// What a person may say about a bank's file when the file does not.
struct BankFileOptions
{
    std::string encoding; ///< detected when empty
    DateOrder dates = DateOrder::Auto; ///< QIF and IIF; the other formats have one order only
    char decimal = '\0'; ///< QIF and IIF; found from the values when '\0'
    std::string currency; ///< QIF and IIF, which never name one
};

/// Reads a file of any format that is not a table (sniffer.h). Errors: those of the format's reader, kImportNoStatement for
/// formats that hold none.
[[nodiscard]] Result<StatementFile> readBankFile(FileFormat format, ByteView bytes, const BankFileOptions& options = {});
/// Version of the format's reader, kept with every import.
[[nodiscard]] const char* bankFileVersion(FileFormat format) noexcept;

} // namespace oxseal
