// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/ledger/ledger_store.h"

#include <functional>

namespace oxseal {

struct LedgerFilter
{
    std::uint64_t from = 0; ///< first sequence
    std::uint64_t limit = 0; ///< 0 = all
    std::string verb; ///< exactly, or "" for any
    std::string object; ///< exactly, or "" for any
};

/// Entries in order, for people and for exports.
[[nodiscard]] Result<std::vector<StoredEntry>> listLedger(Database& db, const LedgerFilter& filter);

} // namespace oxseal
