// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/recon/processor.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/processor_repo.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchProcessor{"recon.no_such_processor", ErrorClass::Usage};

/// A payment processor in a period: its report beside the bank and the books.
struct ProcessorView
{
    ProcessorAccount row;
    std::string accountName; ///< by the trial balance
    std::string currency;
    int digits = 2;
    std::vector<SnapshotInfo> reports; ///< oldest first
    std::vector<SnapshotInfo> statements;
    std::optional<SnapshotInfo> ledger;
    std::optional<SnapshotInfo> trialBalance;
    std::vector<recon::ProcessorRow> rows;
    std::vector<recon::ProcessorPosting> postings; ///< of the clearing account
    std::vector<recon::ProcessorPosting> bank;
    std::size_t unfooted = 0; ///< rows whose own amounts do not come out
    /// What the period before left; its name, "" when it has no figures.
    std::string before;
    std::optional<std::int64_t> pendingBefore;
    std::vector<recon::HeldMoney> heldBefore;
    std::vector<recon::TravellingPayout> travellingBefore;
    std::optional<Error> missing; ///< why it cannot be proved: a file, or two currencies
    recon::ProcessorProof proof; ///< empty while something is missing
    Digest digest; ///< over all figures: what a signature stands for
    std::vector<FiguresSignoff> signoffs; ///< oldest first, those of other figures too
    std::string state; ///< "missing", "open", "prepared", "reviewed": signatures count while the figures are those signed

    [[nodiscard]] const FiguresSignoff* signedAs(const char* duty) const { return signatureOn(signoffs, digest, duty); }
    [[nodiscard]] bool clean() const noexcept { return proof.clean() && unfooted == 0; }
};
[[nodiscard]] Result<ProcessorView> processorView(Workspace& workspace, std::int64_t processor, const PeriodRow& period); ///< kNoSuchProcessor
/// All that are not retired, of one entity ("" all). kNoSuchEntity.
[[nodiscard]] Result<std::vector<ProcessorView>> processorViews(Workspace& workspace, const PeriodRow& period, const std::string& entity);

/// The bank accounts whose statements of the period were imported.
[[nodiscard]] Result<std::vector<std::string>> statementAccounts(Database& db, const PeriodRow& period);

/// Open matters: what cannot be proved, differs, or is not signed by two people.
[[nodiscard]] Result<std::vector<Finding>> processorMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
