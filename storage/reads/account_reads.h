// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/recon/auto_close.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/recon_reads.h"
#include "storage/repos/account_repo.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// The rules for accounts in force: the newest approved version, else the one that came with Oxseal (not adopted).
struct AccountRulesInForce
{
    recon::AccountRules rules;
    Digest sha256; ///< of the canonical JSON
    bool adopted = false; ///< a person of the company approved that version
};
[[nodiscard]] Result<AccountRulesInForce> accountRulesInForce(Database& db);

/// The balances of a trial balance by account, repeated ones added. kAmountOverflow.
struct TrialBalance
{
    SnapshotInfo snapshot;
    std::vector<recon::TrialBalanceLine> lines;
    std::map<std::string, std::int64_t> byAccount;
};
/// The newest of entity and period; nullopt when none was imported.
[[nodiscard]] Result<std::optional<TrialBalance>> trialBalanceOf(Workspace& workspace, const std::string& entity, const std::string& period);
[[nodiscard]] Result<TrialBalance> trialBalanceIn(const SnapshotInfo& snapshot, const Table& table);

/// An account the rule was asked about.
struct CloseCandidate
{
    recon::CloseFacts facts;
    recon::CloseVerdict verdict;
};
/// What the rule would do for an entity now. Accounts without need (method none), gone, or closed already are left out.
struct CloseProposal
{
    std::string entity;
    AccountRulesInForce rule;
    SnapshotId trialBalance;
    SnapshotId ledger; ///< 0: none was imported
    std::vector<CloseCandidate> candidates; ///< by account
};
/// kNoTrialBalance.
[[nodiscard]] Result<CloseProposal> closeProposal(Workspace& workspace, const std::string& entity, const PeriodRow& period);

/// A sampled account with what closed it.
struct CloseLook
{
    CloseLookRow row;
    CloseRow close;
    PersonId ranBy; ///< who asked the rule; somebody else looks
};

/// Everything about closing by rule in a period.
struct ClosedByRule
{
    AccountRulesInForce rule;
    std::vector<CloseRunRow> runs; ///< oldest first
    std::vector<CloseRow> closes; ///< by id, those opened again included
    std::vector<CloseSampleRow> samples;
    std::vector<CloseLook> looks;
    std::vector<CloseRow> unsampled; ///< still closed, and in no sample's population yet
};
[[nodiscard]] Result<ClosedByRule> closedByRule(Database& db, PeriodId period);

/// Open matters of closing by rule: recon.matter.close_unsampled, close_unlooked, close_wrong. `period` names the fingerprints.
[[nodiscard]] Result<std::vector<Finding>> closeMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
