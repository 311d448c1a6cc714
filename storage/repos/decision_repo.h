// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One decision of an access review as it was made.
struct DecisionRow
{
    std::int64_t id = 0;
    std::int64_t row = 0;
    std::int64_t stage = 1; ///< 0: the campaign owner's resolution
    access::Decision decision = access::Decision::Unsure;
    std::string code;
    std::string target;
    std::string comment;
    std::int64_t bulk = 1;
    PersonId decidedBy;
    Instant decidedAt;
    PersonId forPerson; ///< whose seat it was, where another decided; 0: the own

    [[nodiscard]] PersonId holder() const noexcept { return forPerson ? forPerson : decidedBy; }
};

/// Somebody who sits at a line. Decisions up to `since` were made before the seat was, or have to be made again.
struct HeldSeatRow
{
    std::int64_t row = 0;
    std::int64_t stage = 1;
    PersonId person;
    std::int64_t since = 0;
};

/// A ledger entry that recorded decisions, with its body unless that was disposed of.
struct DecisionEntry
{
    std::uint64_t sequence = 0;
    std::string verb;
    std::string object;
    std::string salt;
    std::optional<std::string> body;
};

/// The SQL of the history of decisions, which is only ever added to.
namespace decision_repo {

[[nodiscard]] Result<std::vector<DecisionRow>> history(Database& db, CampaignId campaign); ///< by id
/// Without resolutions; by row, stage and person.
[[nodiscard]] Result<std::vector<HeldSeatRow>> heldSeats(Database& db, CampaignId campaign);
/// The entries about a campaign's decisions, in their order: one after another, since a body may hold a whole listing.
[[nodiscard]] Status entries(Database& db, CampaignId campaign, const std::function<Status(const DecisionEntry&)>& each);

} // namespace decision_repo
} // namespace oxseal
