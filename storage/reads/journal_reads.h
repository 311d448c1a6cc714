// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/recon/journal.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/journal_repo.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One test that picked an entry out, and what a person said of it.
struct JournalHit
{
    std::size_t entry = 0; ///< index into the population's entries
    recon::JournalTest test = recon::JournalTest::Manual;
    std::optional<JournalDecisionRow> decision; ///< about the entry as it is now
    bool changed = false; ///< there was a decision, about another content of the entry
};

/// The journal population of an entity in a period, proved and tested.
struct JournalView
{
    std::string entity;
    PeriodRow period;
    SnapshotInfo snapshot;
    std::int64_t ruleVersion = 0;
    bool rulesAdopted = false;
    Day closedOn; ///< later postings are after close
    recon::JournalPopulation population;
    std::vector<JournalHit> hits; ///< by entry and test
    std::size_t open = 0; ///< hits without a decision
};
/// nullopt when no listing was imported.
[[nodiscard]] Result<std::optional<JournalView>> journalView(Workspace& workspace, const std::string& entity, const PeriodRow& period);

/// Open matters of the entities whose listing was imported: recon.matter.journals_different, journals_unproved, journal_hits.
[[nodiscard]] Result<std::vector<Finding>> journalMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
