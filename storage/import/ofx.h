// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "storage/import/statement_file.h"

#include <string_view>

namespace oxseal {

inline constexpr const char* kOfxVersion = "1.0.0";

/// OFX and QFX, 1.x (SGML, end tags may be missing) and 2.x (XML): bank, card and investment statements. Linear in the
/// file's size, no nesting kept. Every STMTTRN and every investment transaction is a line (amount TRNAMT or TOTAL).
/// Where readers of these files disagree, ours does what keeps money visible: a transaction whose amount is not a number
/// ("$120") is rejected with its line instead of counting as 0.00; one without FITID is taken, with a warning, instead of
/// being dropped; a bank id longer than the standard allows is taken as it is. An opening balance is never made up.
/// Errors: those of decodeText, kImportNoStatement when there is no OFX element at all.
[[nodiscard]] Result<StatementFile> readOfx(ByteView bytes, std::string_view encoding = {});

} // namespace oxseal
