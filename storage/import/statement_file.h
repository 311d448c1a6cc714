// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "models/recon/statement.h"
#include "storage/import/import_report.h"

#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kImportNoStatement{"import.no_statement", ErrorClass::Input};

/// What a bank file holds. The report's records are its transaction lines.
struct StatementFile
{
    std::vector<Statement> statements;
    ImportReport report;
    std::string encoding;
};

/// The lines of all statements as a table with the columns account, currency, value_date, entry_date, amount, type,
/// reference, bank_reference, fitid, description, reversal (flag), row.
[[nodiscard]] Table statementTable(const std::vector<Statement>& statements);

} // namespace oxseal
