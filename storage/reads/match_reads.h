// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/recon/match_record.h"
#include "storage/reads/recon_reads.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoMatchRun{"recon.no_match_run", ErrorClass::Refused};

/// One run of the matching of a reconciliation: with which engine and policy, on which lines, and what it learnt.
struct MatchRunRow
{
    std::int64_t id = 0;
    ReconciliationId reconciliation;
    std::int64_t policyVersion = 0;
    Digest policySha256;
    bool adopted = false; ///< a person of the company had approved that version
    std::string engine;
    Instant at;
    PersonId madeBy;
    ObjectId record; ///< recon::matchRecord
    Digest recordSha256;
    Digest dataSha256; ///< of context and lines
    Digest modelSha256; ///< of what was learnt
    bool learnt = false;
    std::int64_t anchors = 0;
    std::int64_t bankLines = 0;
    std::int64_t bookLines = 0;
    std::int64_t disagreements = 0;
    std::int64_t lostPerMillion = 0;
    std::string stopped;
    std::int64_t micros = 0;
};

/// What the engine decided about the lines of one group.
struct MatchDecisionRow
{
    std::int64_t run = 0;
    std::int64_t number = 0; ///< of the group in the run's record, from 1
    std::int64_t group = 0; ///< recon_group while it stands, 0 else
    std::string type;
    std::string state; ///< auto, suggested, ambiguous, unmatched
    std::string rule;
    bool learnt = false; ///< decided by the learnt stage
    std::optional<std::int64_t> probability; ///< 32 fraction bits
    recon::Triggers triggers = 0;
    std::int64_t amount = 0; ///< minor units
    std::int32_t lag = 0;
    std::string bank; ///< keys of the lines, joined by ;
    std::string books;
    std::string record; ///< recon::groupRecord, canonical
    std::string sentence;
};

/// The policy in force: the newest approved version, else the one that came with Oxseal.
struct PolicyInForce
{
    recon::MatchPolicy policy;
    Json json;
    Digest sha256; ///< of the canonical JSON
    bool adopted = false;
};
[[nodiscard]] Result<PolicyInForce> policyInForce(Database& db);
/// The policy that came with Oxseal, with its pass set.
[[nodiscard]] Result<Json> shippedPolicy();

/// The key under which a record names a line: "bank:s3:14".
[[nodiscard]] std::string recordKey(const ReconLineRow& line);

/// The open lines of a reconciliation and what the workspace knows about them, as the engine wants them.
struct MatchInputs
{
    std::deque<std::string> texts; ///< keys, which the lines borrow
    std::vector<const ReconLineRow*> bankRows; ///< into the view
    std::vector<const ReconLineRow*> bookRows;
    std::vector<recon::MatchLine> bank;
    std::vector<recon::MatchLine> books;
    recon::MatchContext context;

    MatchInputs() = default;
    MatchInputs(MatchInputs&&) = default;
    MatchInputs& operator=(MatchInputs&&) = default;
};
/// `view` must outlive the result.
[[nodiscard]] Result<MatchInputs> matchInputs(Workspace& workspace, const ReconView& view, const PolicyInForce& inForce);

/// Why nothing is matched without a person at present: the limit that a scorecard found broken, unless another version of the policy
/// has been approved since. Only a scorecard of the same or a later period lifts it, one that rests on as many labels (or on as many as
/// the policy asks for). "" when nothing stands against it.
[[nodiscard]] Result<std::string> matchingStopped(Database& db, std::int64_t policyVersion);

/// What the runs of a reconciliation decided: a later run sees only what the ones before it left open.
struct MatchRunView
{
    MatchRunRow run; ///< the last one
    std::vector<MatchRunRow> runs; ///< all, oldest first
    std::vector<MatchDecisionRow> decisions; ///< of the last run, then those of earlier ones whose groups stand

    [[nodiscard]] const MatchRunRow& runOf(const MatchDecisionRow& decision) const;
};
/// nullopt before the first run.
[[nodiscard]] Result<std::optional<MatchRunView>> lastMatchRun(Workspace& workspace, ReconciliationId id);
/// The decision behind a group, or about an open line by its key; nullptr when there is none.
[[nodiscard]] const MatchDecisionRow* decisionOfGroup(const MatchRunView& run, std::int64_t group);
[[nodiscard]] const MatchDecisionRow* decisionOfLine(const MatchRunView& run, const std::string& key);

/// Performs every run again from its record (X2). kNoMatchRun.
[[nodiscard]] Result<recon::Reperformance> reperformRun(Workspace& workspace, ReconciliationId id);

} // namespace oxseal
