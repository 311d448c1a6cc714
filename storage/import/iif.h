// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "storage/import/bank_file.h"

namespace oxseal {

inline constexpr const char* kIifVersion = "1.0.0";

/// Intuit Interchange Format (QuickBooks): tab-separated, columns by the last !TRNS and !SPL header. Linear.
/// - Each TRNS … ENDTRNS must sum to exactly 0, else the whole transaction is rejected with its difference; so is one without
///   its ENDTRNS, and one with a leg whose amount is not a number. A leg without an amount adds nothing.
/// - A line is a leg that moves one of the file's own accounts, those that some TRNS names: every TRNS, and the SPL legs that
///   post to such an account (the other end of a transfer, the receivable that a payment clears). Leaving these out would
///   show only one side of every account. SPL legs of other accounts are the reason of a line, not a line.
/// - Amounts are those of the books: positive adds to the account. There are no balances and no currency: the footing is not
///   stated, options.currency sets currency and decimals. Dates are month first unless the file shows otherwise.
/// - A transaction is one record of the report, as is each SPL leg that is a line; rows of lists (ACCNT, CUST …) are ignored
///   by rule, an SPL outside a transaction is rejected.
/// Errors: those of decodeText, kImportNoStatement when there is no "!" header.
[[nodiscard]] Result<StatementFile> readIif(ByteView bytes, const BankFileOptions& options = {});

} // namespace oxseal
