// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger/ledger_listing.h"

#include "storage/ledger/ledger_rows.h"

namespace oxseal {
namespace {

constexpr const char* kListing = "SELECT " OXSEAL_LEDGER_COLUMNS
                                 "WHERE e.seq >= ?1 AND (?2 = '' OR e.verb = ?2) AND (?3 = '' OR e.object = ?3) "
                                 "ORDER BY e.seq LIMIT CASE WHEN ?4 = 0 THEN -1 ELSE ?4 END";

} // namespace

Result<std::vector<StoredEntry>> listLedger(Database& db, const LedgerFilter& filter)
{
    std::vector<StoredEntry> entries;
    bool canonical = true;
    OXSEAL_CHECK(db.each(kListing,
        {static_cast<std::int64_t>(filter.from), std::string_view(filter.verb), std::string_view(filter.object),
            static_cast<std::int64_t>(filter.limit)},
        [&](const SqlRow& row) {
            StoredEntry entry;
            canonical = ledger::entryOf(row, entry) && canonical;
            entries.push_back(std::move(entry));
            return true;
        }));
    if (!canonical)
        return fail(kLedgerBroken, "time or clock");
    return entries;
}

} // namespace oxseal
