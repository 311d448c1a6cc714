// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/delta.h"
#include "models/access/doubts.h"
#include "models/access/outlier.h"
#include "models/access/rarity.h"
#include "models/people/user.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/line_meaning.h"
#include "storage/reads/review_handover.h"
#include "storage/reads/sod_reads.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal {

/// What the review before decided on the same grant.
struct EarlierDecision
{
    access::Decision decision = access::Decision::Keep;
    PersonId by;
    std::optional<Instant> at;
    CampaignId campaign;
};

/// Beside one line of a campaign (A10): what a reviewer looks at before deciding.
struct LineContext
{
    std::int32_t worker = -1; ///< index into the roster's workers; -1 = nobody
    std::uint32_t account = 0; ///< index into the listing's accounts
    std::uint32_t entitlement = 0; ///< index into the listing's entitlements
    std::optional<Day> lastUsed; ///< of the grant, else the account's last login
    std::int64_t peers = 0; ///< other workers, not terminated, with the same department and title
    std::int64_t holding = 0; ///< those of them who hold the same entitlement in this listing
    access::Outlier outlier;
    std::optional<EarlierDecision> earlier;
    std::optional<access::DeltaLine> change; ///< since the listing of the review before
};

/// The frozen part of a campaign: listing, roster and what follows from them. It never changes after opening, so that a page
/// reads it once. `lines` is parallel to the rows of the listing.
struct ReviewBasis
{
    CampaignId campaign;
    access::Population listing;
    access::Roster roster;
    LineMeanings meanings; ///< what each line lets do, and where it comes from
    access::RarityLimits rarity; ///< of the review policy when it was read
    SnapshotInfo listingInfo;
    SnapshotInfo rosterInfo;
    std::vector<LineContext> lines;
    std::vector<access::DeltaLine> changes; ///< since the listing of the review before, or of the review that is amended
    std::vector<access::DoubtfulAccount> doubts; ///< whose account it is should be looked at (A13)

    [[nodiscard]] const access::Worker* workerOf(std::size_t row) const
    {
        return row < lines.size() && lines[row].worker >= 0 ? &roster.workers()[static_cast<std::size_t>(lines[row].worker)]
                                                            : nullptr;
    }
};
[[nodiscard]] Result<ReviewBasis> reviewBasis(Workspace& workspace, CampaignId id);
/// Of that the listing, the roster, and each line with its worker and peers; `rows` are the campaign's.
[[nodiscard]] Result<ReviewBasis> peerBasis(Workspace& workspace, const CampaignRow& campaign, std::span<const LineRow> rows);

/// Something that keeps a campaign from being concluded. A long listing has one for every line that is not decided, so that
/// its finding is made when it is shown.
struct LineObstacle
{
    std::int64_t row = -1; ///< -1: not of one line
    const char* code = ""; ///< of its finding
    std::int64_t stage = 0; ///< 0: not of one stage
};

/// What the viewer has to do with a line.
enum class Turn : std::uint8_t {
    None,
    Sits, ///< at one of its stages; nothing to decide now
    Due, ///< sits at the open stage and has not decided
};

/// The moving part of a campaign as `viewer` sees it.
struct ReviewSheet
{
    CampaignStatus status;
    PeriodRow period;
    std::vector<LineRow> lines; ///< by row, left-out ones included
    std::vector<RemovalRow> removals;
    std::vector<RegrantRow> words; ///< what was asked and answered of removals that are contested or granted again
    std::vector<LineObstacle> obstacles; ///< to the conclusion, while the review is open
    std::vector<access_repo::Signoff> signoffs;
    std::map<PersonId, std::string> names; ///< of everybody in the workspace
    StagePlan plan;
    RuleIds ids;
    std::vector<SeatRow> seats; ///< of all lines; empty where each line's own columns say everything
    std::vector<StageStatus> stages;
    std::vector<Turn> turns; ///< parallel to `lines`
    std::set<PersonId> replaced; ///< in whose place the viewer may decide today
    /// Why the viewer may not decide a line at which he sits (A7, or its stage), by row.
    std::map<std::int64_t, Error> hindrances;
    /// Conflicts of the period's last segregation check by subject ("person:E1", "account:ERP/x9").
    std::multimap<std::string, ConflictStatus> conflicts;

    [[nodiscard]] std::string nameOf(PersonId person) const
    {
        const auto found = names.find(person);
        return found == names.end() ? std::string() : found->second;
    }
    [[nodiscard]] bool signedOff() const; ///< by the system's owner
    [[nodiscard]] Turn turnAt(std::int64_t row) const { return turns[static_cast<std::size_t>(row)]; }
    [[nodiscard]] access::LineStanding standingOf(const LineRow& line) const;
    [[nodiscard]] Finding findingOf(const LineObstacle& obstacle) const;
};
[[nodiscard]] Result<ReviewSheet> reviewSheet(Workspace& workspace, CampaignId id);

/// What can be reviewed in a period: each imported listing with the campaigns that exist on it.
struct ReviewableSystem
{
    SnapshotInfo listing; ///< the latest of the system
    std::vector<access::Shape> taken; ///< shapes that have a campaign which was not cancelled
};
[[nodiscard]] Result<std::vector<ReviewableSystem>> reviewableSystems(Database& db, const PeriodRow& period);
/// People who may decide access: those with the duty of a reviewer first, then by name.
[[nodiscard]] Result<std::vector<Person>> possibleReviewers(Database& db);

} // namespace oxseal
