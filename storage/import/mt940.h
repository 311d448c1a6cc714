// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "storage/import/statement_file.h"

#include <optional>
#include <string_view>

namespace oxseal {

inline constexpr const char* kMt940Version = "1.0.0";

/// SWIFT MT940, and its interim report MT942 (field specifications of the SWIFT User Handbook, category 9) in the dialects
/// banks write: with or without envelope, with non-SWIFT lines above, broken lines, missing types and references. Linear in the file's size.
/// Pages of one account that continue each other (opening = the closing before), or that say so (:60M:), become one
/// Statement from the first opening to the final closing; other pages stay their own, with the warning
/// import.warn.statement_gap. A :61: between messages counts to the message before. A day that does not exist (30 February) is left
/// out with a warning, the line stays. Of an MT942 the floor limit names the currency, :90D: and :90C: are compared, and
/// expected entries (EC, ED) are passed over. Errors: those of decodeText, kImportNoStatement when the file has no tag.
[[nodiscard]] Result<StatementFile> readMt940(ByteView bytes, std::string_view encoding = {});

struct Mt940Tag
{
    std::string_view code; ///< "61", "60F"
    std::size_t length = 0; ///< of ":60F:"
};
/// A tag of a statement message at the beginning of a line, e.g. ":60F:".
[[nodiscard]] std::optional<Mt940Tag> mt940TagAt(std::string_view line) noexcept;

/// Whether "@@" stands for the ends of lines, as in answers of German banks that programs keep as they came.
[[nodiscard]] bool mt940Marked(std::string_view text) noexcept;

} // namespace oxseal
