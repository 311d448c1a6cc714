// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/result.h"
#include "storage/import/csv.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kSensitiveRefused{"import.sensitive_refused", ErrorClass::Refused};

/// Data that an access or reconciliation file may carry along and that Oxseal must not keep (A20).
enum class SensitiveClass { PasswordHash, KeySecret, TaxId, BirthDate, Pay, BankAccount, CardNumber };
[[nodiscard]] const char* name(SensitiveClass sensitive) noexcept;

enum class SensitiveAction {
    Drop, ///< every value of the column is emptied; its header stays, so that columns keep their numbers
    Mask, ///< all but the last four characters; never for password hashes and key secrets, which are dropped
    Refuse, ///< the file is not taken
};

struct SensitivePolicy
{
    SensitiveAction action = SensitiveAction::Drop;
    bool kept = false; ///< the bytes of an import as they were stored: what had to go is gone, and nothing is looked for again
};

struct SensitiveColumn
{
    std::size_t column = 0; ///< of the file, from 0
    std::string header; ///< "" without a header
    SensitiveClass sensitive = SensitiveClass::TaxId;
    std::string rule; ///< "header", "content" or "profile": what gave it away
    SensitiveAction action = SensitiveAction::Drop;
};

/// Single cells of a column that is otherwise kept, or of the lines above the header.
struct SensitiveCells
{
    static constexpr std::size_t kMostLines = 20;

    std::size_t column = 0; ///< of the file, from 0; above the header that of the first
    std::string header; ///< "" without a header and above it
    SensitiveClass sensitive = SensitiveClass::TaxId;
    SensitiveAction action = SensitiveAction::Mask;
    bool aboveHeader = false;
    std::uint64_t count = 0;
    std::vector<std::uint64_t> lines; ///< of the first kMostLines cells
};

/// What was taken out of a file before anything was stored.
struct Redaction
{
    std::vector<SensitiveColumn> columns;
    std::vector<SensitiveCells> cells;
    std::vector<std::string> beside; ///< what a workbook holds beside the sheets that were read; only those are kept, as text
    std::string bytes; ///< the redacted file as UTF-8; only when there is any

    [[nodiscard]] bool any() const { return !columns.empty() || !cells.empty() || !beside.empty(); }
    /// [{column, header, class, rule, action}], of single cells also {cells, lines}; null when nothing was taken out.
    [[nodiscard]] Json toJson() const;
};

struct SensitiveScan
{
    CsvDialect dialect;
    bool header = true;
    std::uint64_t headerLine = 1; ///< line of the header; of records above it single cells are taken out
    std::vector<std::size_t> wanted; ///< columns the import needs: only hashes, secrets and tax ids are taken out of them
    std::map<std::size_t, SensitiveClass> declared; ///< columns that a source profile calls sensitive
    bool secretsOnly = false; ///< books of account: bank account numbers and pay are what they are about
};

/// Finds sensitive columns by their headers and by what stands in them: known hash forms ($2b$, $6$, {SSHA}, NTLM …), private
/// keys and cloud secrets, SSNs, IBANs with right check digits, card numbers passing Luhn.
[[nodiscard]] std::vector<SensitiveColumn> findSensitive(std::string_view text, const SensitiveScan& scan);
/// findSensitive, then rewrites the text. In columns that are kept each social security number is masked, also inside a longer text;
/// above the header hashes and secrets are emptied and other numbers masked. kSensitiveRefused when the policy says so and there is
/// something.
[[nodiscard]] Result<Redaction> redact(std::string_view text, const SensitiveScan& scan, const SensitivePolicy& policy);

} // namespace oxseal
