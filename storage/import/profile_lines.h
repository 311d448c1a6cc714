// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/profile_part.h"

#include <string>
#include <vector>

namespace oxseal {

/// A line of one of the files that were read together.
struct RowSource
{
    std::string file; ///< "" when there is one
    std::uint64_t line = 0; ///< from 1; 0: of none
};

/// A listing made of the reports of one system: accounts, what they hold, and what the roles they hold contain, joined by key.
struct ProfileLines
{
    Table table; ///< columns of an access listing (models/access/entitlement.h); one row for each account and thing held
    ImportReport report; ///< of the joining: what points nowhere, what is double
    /// Of each row, where it comes from: what says that the thing is held, of an account that holds nothing the account.
    std::vector<RowSource> sources;
    std::uint64_t accounts = 0; ///< distinct
    std::uint64_t counted = 0; ///< rows of the report of accounts that were taken: what a count at the source is compared with
};

/// Joins the parts. An account that holds nothing still fills a row. A grant whose account is in no report of accounts is kept,
/// with all about the account unknown, and listed; so is a role without contents where the profile says that all have some.
/// Rows that repeat an account, or name none, are moved to the rejected of their part.
[[nodiscard]] ProfileLines joinParts(const SourceProfile& profile, std::vector<ProfilePart>& parts);

} // namespace oxseal
