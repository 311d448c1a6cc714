// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "models/recon/statement.h"
#include "storage/import/import_report.h"

#include <optional>
#include <string>
#include <string_view>
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

/// Statements of one account and currency that continue each other (opening = the closing before; by closing day where every
/// one of them has a day, else in the file's order) become one Statement from the first opening to the last closing. Where
/// one opens elsewhere, both stay and import.warn.statement_opens says by how much; without balances both stay. A part that
/// does not foot is kept in pageDifferences. Linear but for the sorting.
[[nodiscard]] std::vector<Statement> joinContinuing(std::vector<Statement> parts, ImportReport& report);

/// YYMMDD or YYYYMMDD, nothing else: two-digit years 80–99 are the last century.
[[nodiscard]] std::optional<Day> compactDay(std::string_view text);

} // namespace oxseal
