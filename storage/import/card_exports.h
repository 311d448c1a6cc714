// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal {

/// The card company whose export has this header and writes charges as positive amounts, payments as negative ones; "" for any other
/// header. Known by headers that no other export has: American Express ("Card Member" with "Account #", or "Appears On Your Statement
/// As"), Apple Card ("Clearing Date" with "Merchant" and "Amount (USD)"), Discover
/// ("Trans. Date,Post Date,Description,Amount,Category"); as public importers and sample files show them.
[[nodiscard]] std::string chargesPositiveIn(const std::vector<std::string>& header);

/// Turns the amounts of such an export, so that a charge takes money as on every statement; with import.warn.charges_positive. A running
/// balance would prove the signs: then nothing is turned.
void turnCharges(TableRead& read, std::vector<std::int64_t>& minor);

} // namespace oxseal
