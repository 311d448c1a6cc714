// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/audit/administration.h"
#include "models/core/result.h"
#include "storage/db/database.h"

#include <string>
#include <vector>

namespace oxseal {

/// An act that a reviewer did not find in order.
struct ActQuestion
{
    std::uint64_t sequence = 0;
    std::string what;
};

/// One review of administrators' acts, as it was signed.
struct ActsReviewRow
{
    std::int64_t id = 0;
    PeriodId period; ///< for which it was asked
    std::uint64_t first = 0; ///< number of its first act in the ledger
    std::uint64_t last = 0; ///< and of its last
    std::int64_t acts = 0;
    Digest digest; ///< actsDigest()
    std::string note;
    Instant signedAt;
    PersonId signedBy;
    std::vector<ActQuestion> questions; ///< by number
};

/// The number from which on the ledger was before nobody yet; `reviews` oldest first.
[[nodiscard]] inline std::uint64_t firstNotReviewed(const std::vector<ActsReviewRow>& reviews) { return reviews.empty() ? 0 : reviews.back().last + 1; }

/// The SQL of administrators' acts and their reviews. Writers are called inside a unit of work only.
namespace administration_repo {

[[nodiscard]] Result<std::vector<AdministratorAct>> acts(Database& db); ///< in order of the ledger
[[nodiscard]] Result<std::vector<ActsReviewRow>> reviews(Database& db); ///< oldest first
[[nodiscard]] Result<std::int64_t> insert(Database& db, const ActsReviewRow& row);

} // namespace administration_repo
} // namespace oxseal
