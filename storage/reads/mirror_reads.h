// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/recon/intercompany.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/mirror_repo.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchMirror{"recon.no_such_mirror", ErrorClass::Usage};

/// One side as the period's files show it.
struct MirrorSide
{
    std::string entity;
    std::string account;
    std::string name; ///< by the trial balance
    std::string currency; ///< "" unknown
    int digits = 2;
    std::int64_t end = 0; ///< balance of the trial balance
    std::vector<recon::MirrorLine> lines; ///< of the ledger; key "s<import>:<row>"; then those carried from the period before
    std::optional<SnapshotInfo> ledger;
    std::optional<SnapshotInfo> trialBalance;
};

/// Intercompany accounts side by side in a period.
struct MirrorView
{
    MirrorRow row;
    MirrorSide first;
    MirrorSide second;
    std::optional<RateRow> rate; ///< used; none in one currency, or when nobody has stated one
    /// Why it cannot be laid out: a code of storage/texts with its arguments (a file is missing, no rate, an account in two currencies).
    std::optional<Error> missing;
    recon::Mirror mirror; ///< empty while something is missing
    std::size_t carried = 0; ///< lines of both sides that were open in the period before
    Digest digest; ///< over all figures: what a signature stands for
    std::vector<FiguresSignoff> signoffs; ///< oldest first, those of other figures too
    std::string state; ///< "missing", "open", "prepared", "reviewed": signatures count while the figures are those signed

    /// What neither a rate, nor the way of a payment, nor rounding accounts for; errors of opposite signs add up.
    [[nodiscard]] std::int64_t unexplained() const { return mirror.unexplained; }
    /// The signature that stands for these figures; nullptr without one.
    [[nodiscard]] const FiguresSignoff* signedAs(const char* duty) const;
    /// The person set the pair's limits or stated the rate, and so cannot review what follows from them.
    [[nodiscard]] bool restsOn(PersonId person) const;
};
[[nodiscard]] Result<MirrorView> mirrorView(Workspace& workspace, std::int64_t mirror, const PeriodRow& period); ///< kNoSuchMirror
/// All pairs that are not retired, of one entity ("" all): the entity is on either side. kNoSuchEntity.
[[nodiscard]] Result<std::vector<MirrorView>> mirrorViews(Workspace& workspace, const PeriodRow& period, const std::string& entity);

/// What the preparer gave as the cause of what is unexplained, as a sentence.
[[nodiscard]] std::string statedCause(const FiguresSignoff* signoff);

/// Open matters: pairs that cannot be laid out, differ beyond rate and timing, or are not signed by two people.
[[nodiscard]] Result<std::vector<Finding>> mirrorMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
