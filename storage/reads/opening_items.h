// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/recon_actions.h"

#include <filesystem>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kOpeningItemBad{"recon.opening_item_bad", ErrorClass::Input};

/// Decimals in which the amounts come back, enough for every currency (OpenReconciliation::itemDigits).
inline constexpr int kOpeningItemDigits = 4;

/// A table with the columns origin (bank or books), date, amount, reference, description: what was open before the first
/// period. One bad row refuses the whole file.
[[nodiscard]] Result<std::vector<OpeningItem>> readOpeningItems(const std::filesystem::path& file);
[[nodiscard]] Result<std::vector<OpeningItem>> readOpeningItems(ByteView bytes);

} // namespace oxseal
