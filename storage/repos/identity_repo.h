// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/account_facts.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <limits>
#include <string>
#include <vector>

namespace oxseal {

/// What a person stated about an account where the listing is silent (A14).
struct AccountFactRow
{
    access::StatedFact fact;
    CampaignId campaign; ///< the review in which it was stated
    std::string why;
    Instant at;
    PersonId by;
};

/// What a person decided about whose account it is (A13).
struct IdentityDecisionRow
{
    access::IdentityDecision decision;
    std::string worker; ///< name by the roster of then
    CampaignId campaign; ///< the review in which it was decided
    std::string why;
    Instant at;
    PersonId by;
};

/// The SQL of what people say about accounts. Both tables are only ever added to, so that "up to this id" is a moment. Writers are
/// called inside a unit of work only.
namespace identity_repo {

inline constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();

[[nodiscard]] Result<std::int64_t> insert(Database& db, const AccountFactRow& row);
[[nodiscard]] Result<std::int64_t> insert(Database& db, const IdentityDecisionRow& row);
/// Oldest first, up to the last that counts.
[[nodiscard]] Result<std::vector<AccountFactRow>> facts(Database& db, std::int64_t through = kAll);
[[nodiscard]] Result<std::vector<IdentityDecisionRow>> decisions(Database& db, std::int64_t through = kAll);
[[nodiscard]] Result<std::int64_t> lastFact(Database& db); ///< 0: none
[[nodiscard]] Result<std::int64_t> lastDecision(Database& db); ///< 0: none

} // namespace identity_repo
} // namespace oxseal
