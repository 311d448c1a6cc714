// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/quality.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// A version of the review policy that the company made.
struct ReviewPolicyRow
{
    std::int64_t id = 0;
    Day effective;
    std::string body; ///< canonical JSON
    Digest sha256;
    Instant proposedAt;
    PersonId proposedBy;
    std::optional<Instant> approvedAt;
    PersonId approvedBy;
};

/// A setting of the switch for the reviewers of an entity's listings.
struct QualityModeRow
{
    std::int64_t id = 0;
    std::string entity; ///< "" is the group
    access::QualityMode mode = access::QualityMode::Off;
    std::string notice;
    Day from;
    std::string pseudonymKey; ///< 32 bytes; never leaves the workspace
    Instant setAt;
    PersonId setBy;
};

/// One reviewer's latest decision on one line, as the measurement needs it.
struct JudgedRow
{
    std::int64_t row = 0;
    std::int64_t stage = 0;
    PersonId reviewer; ///< who decided
    std::string subject;
    std::string account;
    access::LineFlags flags;
    access::Decision decision = access::Decision::Keep;
    std::int64_t bulk = 1;
};
struct ShowingRow
{
    std::int64_t row = 0;
    std::int64_t stage = 0;
    PersonId reviewer;
    access::Showing showing;
    access::QualityMode mode = access::QualityMode::Aggregated; ///< under which it was recorded
};

/// SQL of the review policy and of reviewer quality. Writers are called inside a unit of work only.
namespace quality_repo {

[[nodiscard]] Result<std::int64_t> insertPolicy(Database& db, const ReviewPolicyRow& row);
[[nodiscard]] Status approvePolicy(Database& db, std::int64_t id, Instant at, PersonId by);
[[nodiscard]] Result<std::vector<ReviewPolicyRow>> policies(Database& db); ///< by id

[[nodiscard]] Result<std::int64_t> insertMode(Database& db, const QualityModeRow& row);
[[nodiscard]] Result<std::vector<QualityModeRow>> modes(Database& db); ///< by id
/// The last of the entity that has begun by `day`; nullopt: none, which is off.
[[nodiscard]] Result<std::optional<QualityModeRow>> modeOn(Database& db, const std::string& entity, Day day);

[[nodiscard]] Status insertShowing(Database& db, std::int64_t decision, const access::Showing& showing, access::QualityMode mode);
/// Decisions that stand in a seat, by reviewer and row.
[[nodiscard]] Result<std::vector<JudgedRow>> judged(Database& db, CampaignId campaign);
/// Of all decisions of the campaign, those that were followed by others too.
[[nodiscard]] Result<std::vector<ShowingRow>> showings(Database& db, CampaignId campaign);
/// Lines that each person has still to decide, at any stage.
[[nodiscard]] Result<std::vector<std::pair<PersonId, std::int64_t>>> undecided(Database& db, CampaignId campaign);

} // namespace quality_repo
} // namespace oxseal
