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
};

struct SensitiveColumn
{
    std::size_t column = 0; ///< of the file, from 0
    std::string header; ///< "" without a header
    SensitiveClass sensitive = SensitiveClass::TaxId;
    std::string rule; ///< "header", "content" or "profile": what gave it away
    SensitiveAction action = SensitiveAction::Drop;
};

/// What was taken out of a file before anything was stored.
struct Redaction
{
    std::vector<SensitiveColumn> columns;
    std::string bytes; ///< the redacted file as UTF-8; only when `columns` is not empty

    [[nodiscard]] bool any() const { return !columns.empty(); }
    /// [{column, header, class, rule, action}]; null when nothing was taken out.
    [[nodiscard]] Json toJson() const;
};

struct SensitiveScan
{
    CsvDialect dialect;
    bool header = true;
    std::uint64_t headerLine = 1; ///< line of the header; records above it are left alone
    std::vector<std::size_t> wanted; ///< columns the import needs: only hashes, secrets and tax ids are taken out of them
    std::map<std::size_t, SensitiveClass> declared; ///< columns that a source profile calls sensitive
    bool secretsOnly = false; ///< books of account: bank account numbers and pay are what they are about
};

/// Finds sensitive columns by their headers and by what stands in them: known hash forms ($2b$, $6$, {SSHA}, NTLM …), private
/// keys and cloud secrets, SSNs, IBANs with right check digits, card numbers passing Luhn.
[[nodiscard]] std::vector<SensitiveColumn> findSensitive(std::string_view text, const SensitiveScan& scan);
/// findSensitive, then rewrites the text. kSensitiveRefused when the policy says so and there is something.
[[nodiscard]] Result<Redaction> redact(std::string_view text, const SensitiveScan& scan, const SensitivePolicy& policy);

} // namespace oxseal
