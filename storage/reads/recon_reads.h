// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/recon/account_inventory.h"
#include "models/recon/reconciliation.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/opening_reads.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchReconciliation{"recon.no_such_reconciliation", ErrorClass::Usage};
inline constexpr ErrorCode kNoTrialBalance{"recon.no_trial_balance", ErrorClass::Refused};

/// One reconciliation: an account of an entity in a period. Amounts in minor units of `currency`, money in positive.
struct ReconRow
{
    ReconciliationId id;
    std::string entity;
    std::string account;
    std::string accountName;
    PeriodId period;
    std::string currency;
    int digits = 2;
    std::string state; ///< open, prepared, reviewed
    std::string statementAccount; ///< subject of its statement snapshots
    std::int64_t bankEnd = 0;
    std::int64_t booksEnd = 0;
    std::optional<std::int64_t> bankOpening;
    std::optional<std::int64_t> booksOpening;
    std::optional<std::int64_t> trialBalance; ///< in the account's currency; empty when the trial balance is in another
    ReconciliationId prior; ///< that of the period before; 0 for a first period
    std::string rules; ///< id and version of the passes last run, "" before
};

struct ReconLineRow
{
    std::int64_t id = 0;
    recon::ItemOrigin origin = recon::ItemOrigin::Bank; ///< Difference: carried from a group of the period before
    std::string key;
    SnapshotId snapshot;
    std::int64_t row = 0;
    Day day;
    std::int64_t amount = 0;
    std::string reference;
    std::string description;
    std::string bankId;
    bool same = false;
    bool recycled = false;
    bool carried = false;
    std::int64_t group = 0; ///< decided group, 0 = open
    std::int64_t candidate = 0; ///< suggested or ambiguous group
    recon::ItemCategory category = recon::ItemCategory::Unclassified;
    std::string note;
    ObjectId evidence;

    [[nodiscard]] bool open() const { return !same && group == 0; }
};

struct ReconGroupRow
{
    std::int64_t id = 0;
    std::string type;
    std::string state; ///< auto, suggested, ambiguous, manual
    std::string rule;
    int confidence = 0;
    std::string explanation;
    std::int64_t difference = 0;
    std::string reasonCode;
    std::string rationale;
    PersonId madeBy;
    recon::ItemCategory category = recon::ItemCategory::Unclassified; ///< of the difference
    std::string note;
    ObjectId evidence;
};

struct ReconSourceRow
{
    SnapshotId snapshot;
    std::string role; ///< statement, gl, tb
    std::int64_t rowsInFile = 0;
    std::int64_t rowsUsed = 0;
    std::int64_t rowsSame = 0;
};

struct ReconSignoff
{
    std::string duty; ///< preparer, reviewer
    PersonId person;
    Instant at;
    std::string note;
    bool voided = false;
};

/// Open item of the proof with the name under which the command line and the window address it: "L12" (a line) or "G5"
/// (the difference left in a group).
struct ReconItem
{
    std::string handle;
    recon::OpenItem item;
    std::string note;
    bool candidate = false; ///< a suggested or ambiguous match awaits a decision
};

/// Everything a person needs to see of one reconciliation.
struct ReconView
{
    ReconRow row;
    Period period;
    std::vector<ReconLineRow> lines;
    std::vector<ReconGroupRow> groups;
    std::vector<ReconSourceRow> sources;
    std::vector<ReconSignoff> signoffs;
    std::vector<ReconItem> items;
    recon::Proof proof; ///< its ProofLine::item indexes `items`
    std::optional<OpeningView> opening; ///< of a first period only
    /// From the period before; in a first one from the opening statement, once somebody has signed it; else empty.
    std::optional<recon::RollForward> roll;
    std::vector<recon::Invariant> invariants;
    std::size_t suggested = 0;
    std::size_t ambiguous = 0;
    bool inputsChanged = false; ///< a newer import of statement, GL or TB exists than the one reconciled
};

[[nodiscard]] Result<ReconView> reconciliationView(Workspace& workspace, ReconciliationId id);
[[nodiscard]] Result<ReconRow> reconciliationById(Database& db, ReconciliationId id); ///< kNoSuchReconciliation
[[nodiscard]] Result<std::optional<ReconRow>> findReconciliation(
    Database& db, const std::string& entity, const std::string& account, PeriodId period);
[[nodiscard]] Result<std::vector<ReconRow>> reconciliations(Database& db, PeriodId period); ///< by entity and account

[[nodiscard]] Result<std::vector<recon::AccountPlan>> accountPlans(Database& db, const std::string& entity);
/// C18: the newest trial balance of entity and period against the plans. kNoTrialBalance.
[[nodiscard]] Result<recon::Inventory> accountInventory(Workspace& workspace, const std::string& entity, const PeriodRow& period);

/// What is open in this module for the period (codes "recon.matter.*").
[[nodiscard]] Result<std::vector<Finding>> reconMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
