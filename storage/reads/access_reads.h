// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/people/user.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/access_repo.h"
#include "storage/workspace/workspace.h"

#include <map>

namespace oxseal {

inline constexpr ErrorCode kNoSuchCampaign{"access.no_such_campaign", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchLine{"access.no_such_line", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchRemoval{"access.no_such_revocation", ErrorClass::Usage};

struct CampaignCounts
{
    std::int64_t lines = 0; ///< included
    std::int64_t leftOut = 0;
    std::int64_t decided = 0;
    std::int64_t pending = 0; ///< not decided, unsure, not mine
    std::int64_t unassigned = 0;
    std::map<access::Decision, std::int64_t> decisions;
    std::map<access::LineFlag, std::int64_t> flags; ///< raised
};

struct CampaignStatus
{
    CampaignRow row;
    CampaignCounts counts;
    std::int64_t removalsOpen = 0;
    std::int64_t removalsProven = 0;
    std::int64_t regranted = 0;
    std::int64_t removalsKept = 0; ///< closed without proof: contested or granted again, and let stand or ordered anew
};

[[nodiscard]] Result<CampaignRow> campaignById(Database& db, CampaignId id); ///< kNoSuchCampaign
[[nodiscard]] Result<std::vector<CampaignStatus>> reviewsOf(Database& db, const PeriodRow& period);
[[nodiscard]] Result<CampaignStatus> reviewStatus(Database& db, CampaignId id);
/// It came to an end without proof: a re-grant ordered away again, or a re-grant or a contested removal that two people let stand.
[[nodiscard]] inline bool closed(const RemovalRow& removal) { return removal.closing == "accepted" || removal.closing == "ordered"; }
/// Counts the campaign's own of these removals into its status.
void countRemovals(CampaignStatus& status, const std::vector<RemovalRow>& removals);
[[nodiscard]] CampaignCounts countsOf(const std::vector<LineRow>& lines);
[[nodiscard]] Result<std::vector<LineRow>> reviewLines(Database& db, CampaignId id); ///< left-out lines included
[[nodiscard]] Result<std::vector<RemovalRow>> removalsOf(Database& db, CampaignId id);
/// A removal with where it comes from.
struct FollowedRemoval
{
    RemovalRow removal;
    std::string period;
    std::string entity; ///< of the review's listing; "" is the group
};
/// What is followed in a period: the removals of its reviews, and those of earlier ones that are not proven yet. Withdrawn
/// ones and those of cancelled reviews are left out.
[[nodiscard]] Result<std::vector<FollowedRemoval>> removalsFollowed(Database& db, const PeriodRow& period);
/// What the last imported listing of a campaign's system could tell about its removals.
struct ExtractReach
{
    CampaignId campaign;
    std::string system;
    std::optional<SnapshotInfo> extract; ///< nullopt: none was imported
    std::int64_t removals = 0; ///< not withdrawn
    std::int64_t unclaimed = 0; ///< nobody says that they are done: an extract is not asked about them
    std::int64_t tooEarly = 0; ///< the extract is not later than the claim, or than the proof it already gave
};
[[nodiscard]] Result<ExtractReach> extractReach(Database& db, CampaignId id);
[[nodiscard]] Result<RemovalRow> removalById(Database& db, std::int64_t id); ///< kNoSuchRemoval
/// Does the review concern the entity: by its listing, or by the scope of one of its lines?
[[nodiscard]] Result<bool> concerns(Database& db, const CampaignRow& campaign, const std::string& entity);
[[nodiscard]] bool concerns(const FollowedRemoval& followed, const std::string& entity);
/// What keeps the campaign from being concluded; empty = may be concluded.
[[nodiscard]] Result<std::vector<Finding>> reviewObstacles(Database& db, CampaignId id);

/// The lines as the rules see them: reviewers by employee id, or by login when HR does not know the person.
[[nodiscard]] Result<std::vector<access::ReviewLine>> ruleLines(Database& db, const CampaignRow& campaign);
/// One of them; `reviewer` as in ReviewLine.
[[nodiscard]] access::ReviewLine ruleLine(const CampaignRow& campaign, const LineRow& row, std::string reviewer);
/// The employee id, or the login of somebody whom HR does not know.
[[nodiscard]] std::string reviewerId(const Person& person);
/// A user of the workspace as a reviewer in this campaign; systems administered follow from privileged lines.
[[nodiscard]] Result<access::Reviewer> reviewerOf(Database& db, const std::string& login, const CampaignRow& campaign);

/// A listing snapshot as a population: lines without a system get that of the snapshot.
[[nodiscard]] Result<access::Population> loadListing(Workspace& workspace, const SnapshotInfo& info);
[[nodiscard]] Result<access::Roster> loadRoster(Workspace& workspace, SnapshotId id);

/// Open matters: listings without review, reviews not concluded, removals not proven, re-grants, access used after leaving,
/// officers with privileged access, lines without an eligible reviewer.
[[nodiscard]] Result<std::vector<Finding>> accessMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
