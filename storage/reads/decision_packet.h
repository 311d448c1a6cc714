// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"
#include "storage/reads/review_stages.h"

namespace oxseal {

/// data/access_decisions.csv: every decision ever made in the period's reviews (A6), with what became of it; and
/// ledger/decision_bodies.ndjson: the bodies of the ledger entries that recorded them, whose salted digests the ledger holds. By these a
/// verifier finds a decision that was left out, put in or altered.
class DecisionFiles
{
public:
    /// `lines` by row. Gives the number of decisions.
    [[nodiscard]] Result<std::int64_t> add(Database& db, const CampaignRow& campaign, const std::vector<LineRow>& lines, const NamesById& names);
    [[nodiscard]] PacketFile bodies() const { return {"ledger/decision_bodies.ndjson", bodies_, "ledger"}; }

    DescribedCsv decisions{"access_decisions.csv",
        {"campaign", "decision_number", "row", "stage", "stage_kind", "reviewer", "decision", "code", "target", "comment", "way", "bulk", "decided_by", "decided_for",
            "decided_at", "entry", "fate", "superseded_by"}};

private:
    std::string bodies_;
};

} // namespace oxseal
