// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"
#include "storage/import/sensitive.h"
#include "storage/import/statement_file.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr const char* kCsvVersion = "1.0.0";
/// {0} rows; {1} the code of the first rejection, the rest its arguments.
inline constexpr ErrorCode kImportNothing{"import.nothing_accepted", ErrorClass::Input};
inline constexpr ErrorCode kImportWrongKind{"import.wrong_kind", ErrorClass::Input};
/// Source profiles are made for listings; {0} is the kind asked for.
inline constexpr ErrorCode kProfileKind{"import.profile_kind", ErrorClass::Usage};
inline constexpr ErrorCode kImportManyAccounts{"import.many_accounts", ErrorClass::Usage};

/// What an imported file is about; decides the columns of its table.
enum class ImportKind {
    Listing, ///< who may do what in a system: the canonical record of access reviews and SoD
    Roster, ///< who works here
    Rules, ///< SoD rules; the table only, their meaning is the sod module's
    Statement, ///< lines of bank, card or investment accounts
    Gl, ///< general ledger lines, debit positive
    Tb, ///< trial balance, debit positive
    Journal, ///< journal entries line by line, debit positive: who created, approved and posted them (C20)
    Activity, ///< who did what in a system: the log that tells can-do from did-do (B7)
    Processor, ///< a payment processor's own report: charges, fees, refunds, holds and payouts
};
/// Books of account and what goes through the bank: account numbers and amounts are what they are about (SensitiveScan::secretsOnly).
[[nodiscard]] inline bool isBook(ImportKind kind) noexcept
{
    return kind == ImportKind::Gl || kind == ImportKind::Journal || kind == ImportKind::Tb || kind == ImportKind::Statement || kind == ImportKind::Processor;
}
[[nodiscard]] const char* name(ImportKind kind) noexcept;
[[nodiscard]] std::optional<ImportKind> importKindNamed(std::string_view name) noexcept;

/// The columns of a kind with the headers that mean them (domain §3.2). Debit and credit of gl, tb and statement stand
/// here too; the table handed out has one signed `amount` (tb: `balance`) instead.
[[nodiscard]] const std::vector<ColumnSpec>& columnsOf(ImportKind kind);

struct KindOptions
{
    TableOptions table; ///< threads, map, header, decimal, dates, encoding
    std::string format; ///< name of a FileFormat; sniffed when empty
    std::string profile; ///< id of the source profile to read a listing through; "" = columns by their headers
    std::string account; ///< of a statement file: takes the statements of this account only; "" = there must be one
    std::string currency; ///< of money when the file names none
    SensitivePolicy sensitive;
    /// Only these columns of the profile's reports are looked for ("report key/column key"): those that an import of before found. Not
    /// set: all.
    std::optional<std::set<std::string>> profileColumns{};
    /// A listing's rows keep where they come from (addSources in row_sources.h), and the mapping says that they do.
    bool sources = false;
};

/// A file as an import keeps it.
struct KindRead
{
    Table table;
    ImportReport report;
    std::string format;
    std::string parser; ///< the format's reader
    std::string parserVersion;
    std::string encoding;
    Json mapping; ///< dialect, header, columns, date orders … or the profile: what a re-parse needs
    Redaction redaction; ///< what was removed; its bytes are the truth when anything was
    std::string account; ///< statements
    std::string currency; ///< the one currency of the file; "" when rows name their own or none does
    int moneyDigits = 2;
    std::optional<std::int64_t> opening;
    std::optional<std::int64_t> closing;
    std::vector<Statement> statements; ///< of bank files
};

/// Reads a file as `kind`. Nothing is written. Errors: those of the sniffer and parsers, of readWithProfile when a profile is
/// named, kImportWrongKind (a bank format where a table is asked for), kImportManyAccounts, kImportNothing (rows, but none could
/// be taken), kSensitiveRefused.
[[nodiscard]] Result<KindRead> readKind(ImportKind kind, ByteView bytes, const KindOptions& options);
/// The same for looking at a file: one whose rows were all rejected is no error, so that the reasons can be shown.
[[nodiscard]] Result<KindRead> readKindRows(ImportKind kind, ByteView bytes, const KindOptions& options);
/// kImportNothing when there were rows and none could be taken.
[[nodiscard]] Status anythingAccepted(const ImportReport& report);

} // namespace oxseal
