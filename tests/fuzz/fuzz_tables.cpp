// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/access_tables.h"
#include "storage/import/kinds.h"
#include "storage/reads/match_files.h"
#include "storage/reads/opening_items.h"
#include "storage/reads/rate_list.h"

#include <cstdlib>

/// Every other table a person hands in: rosters, rules, trial balances and journal entries as imports, the files of `access compare`,
/// `sod check` and `match`, opening items, lists of rates. Every record ends in exactly one bucket, or the file in one error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const ByteView bytes(data, size);
    for (const auto kind : {ImportKind::Roster, ImportKind::Rules, ImportKind::Tb, ImportKind::Journal}) {
        const auto read = readKind(kind, bytes, {});
        if (read && !read->report.conserved())
            std::abort();
    }
    for (const auto kind : {AccessTable::Listing, AccessTable::Grants, AccessTable::Holdings, AccessTable::Accounts, AccessTable::Entitlements,
             AccessTable::RoleContents, AccessTable::Roster, AccessTable::Review}) {
        const auto read = readCsvTable(bytes, columnsOf(kind));
        if (read && (!read->report.conserved() || read->table.rows() != read->report.accepted))
            std::abort();
    }
    (void)readMatchSide(bytes, "description=text,description=2", true, 1);
    const auto other = readMatchSide(bytes, "", false, 2);
    if (other && other->lines.size() != other->report.accepted)
        std::abort();
    (void)readOpeningItems(bytes);
    (void)readRateList(bytes, "USD", "fuzz");
    return 0;
}
