// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"

namespace oxseal {

/// The files of `access compare` and `sod check`, read by header with the usual synonyms. Columns are named as
/// models/access and models/sod expect them.
enum class AccessTable {
    Listing, ///< one row per account and entitlement, everything in the row
    Grants, ///< account (or user), entitlement (or permission), role, system, level, last_used, grant_id
    Holdings, ///< of Grants what says who holds what: without the grants' ids and dates
    Accounts,
    Entitlements, ///< entitlement, privileged
    RoleContents, ///< entitlement (or role), permission, level
    Roster,
    Rules, ///< rule, left, right, severity
    Functions, ///< func, grp, permission
    Review, ///< a past review: account, entitlement, decision
};

[[nodiscard]] const std::vector<ColumnSpec>& columnsOf(AccessTable kind);
/// `options.threads` and mapping as given; columns nobody asked for are passed over.
[[nodiscard]] Result<TableRead> readAccessTable(
    const std::filesystem::path& file, AccessTable kind, const TableOptions& options = {});

} // namespace oxseal
