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
    bool newYear = false; ///< the period opens a fiscal year
    std::optional<JournalYearRow> year; ///< what was stated of its beginning; empty: starts as any other period
    std::optional<SnapshotInfo> earlier; ///< listing of the period before, whose numbers are gone on with
    recon::JournalPopulation population;

    /// A new year begins, accounts do not roll forward, and nobody stated how it begins.
    [[nodiscard]] bool yearUnstated() const noexcept { return newYear && !year && population.different > 0; }
    /// By entry and test. In a period that is filed or closed, numbers are asked about only where they were answered.
    std::vector<JournalHit> hits;
    std::size_t open = 0; ///< hits without a decision
};
/// nullopt when no listing was imported.
[[nodiscard]] Result<std::optional<JournalView>> journalView(Workspace& workspace, const std::string& entity, const PeriodRow& period);

/// Open matters: recon.matter.journals_missing of an entity with accounts that somebody looks after and without a listing; of the others
/// journals_different or journals_year_unstated, journals_unproved, journal_hits.
[[nodiscard]] Result<std::vector<Finding>> journalMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
