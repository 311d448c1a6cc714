// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/account_progress.h"
#include "storage/reads/blocking_reads.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/exception_reads.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/mirror_reads.h"
#include "storage/reads/processor_reads.h"
#include "storage/reads/schedule_reads.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// One account of an entity's inventory with the reconciliation made of it, if any.
struct AccountOverview
{
    std::string entity;
    recon::InventoryRow account;
    std::string currency; ///< of `account.balance`; "" when the trial balance names none
    int digits = 2;
    std::optional<ReconRow> reconciliation;
    std::int64_t difference = 0; ///< of the proof, in the reconciliation's own currency
    std::size_t unclassified = 0;
    std::size_t pending = 0; ///< suggested and ambiguous groups
    bool inputsChanged = false;
    std::optional<ScheduleView> schedule;
    std::optional<CloseRow> closed; ///< by a rule, and still closed
    /// What is proved from figures that are signed as they stand: its number, state, and the account's balance in it.
    struct BySignedFigures
    {
        std::int64_t number = 0;
        std::string state; ///< as MirrorView::state
        std::optional<std::int64_t> balance; ///< none while something is missing
    };
    std::optional<BySignedFigures> mirror; ///< the intercompany pair it belongs to
    std::optional<BySignedFigures> processor; ///< the payment processor whose clearing account it is
    std::optional<AccountLimitRow> limits; ///< the newest; none: the policy alone
    recon::AccountClass kind = recon::AccountClass::NotStated;
    bool key = false;
    recon::AccountSupport support = recon::AccountSupport::NotBegun;
    std::optional<Day> due; ///< business day n after the period's end; empty when not due in this period, or not assigned
    bool late = false;
};

/// How much of an entity's trial balance is looked after.
struct EntityCoverage
{
    std::string entity;
    std::string name;
    std::string currency;
    int digits = 2;
    bool trialBalance = false; ///< one was imported for the period; without it the counts are zero
    std::size_t accounts = 0;
    std::size_t covered = 0;
    std::int64_t money = 0; ///< sum of |balance|
    std::int64_t coveredMoney = 0;
    bool balanced = false;
    recon::AccountProgress progress;
};

struct ReconOverview
{
    std::vector<EntityCoverage> entities; ///< by code
    std::vector<AccountOverview> accounts; ///< by entity and account
};

/// C18 for the window: inventory, plans, reconciliations and what rules closed of a period side by side. `entity` is a code, "" all of them.
/// A reconciliation whose account stands in no trial balance is listed too (state Gone).
[[nodiscard]] Result<ReconOverview> reconOverview(Workspace& workspace, const PeriodRow& period, const std::string& entity);

/// A file a reconciliation was laid out from.
struct ReconSourceFile
{
    ReconSourceRow row;
    std::string fileName;
    Digest sha256; ///< of the bytes kept
    std::optional<Day> asOf;
    Instant importedAt;
};

/// A reconciliation with the names a page shows beside it.
struct ReconDetail
{
    ReconView view;
    std::vector<ReconSourceFile> files; ///< statements, ledger, trial balance
    std::map<std::int64_t, std::string> people; ///< names of those who signed or matched, by person id
    std::optional<MatchRunView> run; ///< the last one
    BlockingView blocking; ///< what the matcher could not see
    bool policyAdopted = false; ///< a person of the company approved the matching policy in force; else it only suggests
    ExceptionBook exceptions; ///< with hints
    std::vector<std::string> logins; ///< of people not removed, to give an exception to
    std::vector<std::pair<std::string, std::string>> accounts; ///< the entity's other accounts with their names, for proposed entries
    std::vector<std::pair<std::string, std::string>> controls; ///< code and objective
};
[[nodiscard]] Result<ReconDetail> reconciliationDetail(Workspace& workspace, ReconciliationId id);

/// Accounts under which statements of the period were imported for the entity (or for none), each once.
[[nodiscard]] Result<std::vector<std::string>> statementAccounts(Database& db, const std::string& entity, const std::string& period);

} // namespace oxseal
