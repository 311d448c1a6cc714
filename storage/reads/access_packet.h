// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// data/access_reviews.csv, access_lines, access_stages, access_votes, access_removals, access_stand_ins, access_handovers,
/// access_amendments, access_look_back, access_contests, access_decisions, access_leaver_times, access_mover_times, data/dictionary_access.csv and ledger/decision_bodies.ndjson.
[[nodiscard]] Result<std::vector<PacketFile>> accessPacketFiles(Workspace& workspace, const PeriodRow& period);
/// data/sod_runs.csv, data/sod_conflicts.csv, data/sod_acceptances.csv, data/sod_rule_versions.csv, data/sod_exercised.csv, data/sod_rules.json (the rule set used) and data/dictionary_sod.csv.
[[nodiscard]] Result<std::vector<PacketFile>> sodPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
