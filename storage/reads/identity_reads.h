// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/doubts.h"
#include "storage/reads/non_human_reads.h"

namespace oxseal {

/// One account of which it is not sure whose it is, with what people decided about it (A13).
struct IdentityLine
{
    access::DoubtfulAccount doubt; ///< by what the listing states; its candidates with those of decisions
    std::vector<IdentityDecisionRow> standing; ///< of the account as the listing states it, oldest first
    std::vector<IdentityDecisionRow> lapsed; ///< made when the listing stated it otherwise, so that they say nothing of it

    [[nodiscard]] const IdentityDecisionRow* is() const; ///< the decision whose it is; null: there is none
    [[nodiscard]] const IdentityDecisionRow* about(const std::string& employeeId) const; ///< what stands about this worker; null: nothing
    /// Whoever the account may be: the worker to whom the listing points, then the candidates.
    [[nodiscard]] std::vector<std::uint32_t> pool() const;
    bool settled = false; ///< decided whose it is, or of everybody it may be that it is not theirs
    bool counts = false; ///< all of it was decided before the review was opened, so that the review rests on it
};

/// The queue of a review: doubtful accounts, and those of nobody about whom something was decided.
struct IdentityQueue
{
    std::vector<IdentityLine> lines; ///< in the order of the listing's accounts; those without a doubt of their own last
    std::size_t open = 0; ///< not settled
};
/// `roster` as the file has it, and `doubts` worked out with it.
[[nodiscard]] Result<IdentityQueue> identityQueue(Database& db, const CampaignRow& campaign, const access::Population& listing, const access::Roster& roster,
    const std::vector<access::DoubtfulAccount>& doubts);
/// The same for who has nothing at hand.
struct IdentitySheet
{
    CampaignRow campaign;
    access::Population listing;
    access::Roster roster;
    IdentityQueue queue;
};
[[nodiscard]] Result<IdentitySheet> identitySheet(Workspace& workspace, CampaignId id);

} // namespace oxseal
