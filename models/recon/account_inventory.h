// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/recon/reconciliation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

enum class AccountMethod { Unassigned, Matching, Schedule, RollForward, None };
enum class AccountRisk { Low, Medium, High };
enum class AccountFrequency { Monthly, Quarterly, Yearly };
[[nodiscard]] const char* name(AccountMethod method) noexcept;
[[nodiscard]] const char* name(AccountRisk risk) noexcept;
[[nodiscard]] const char* name(AccountFrequency frequency) noexcept;
[[nodiscard]] std::optional<AccountMethod> methodFromName(std::string_view name) noexcept;
[[nodiscard]] std::optional<AccountRisk> riskFromName(std::string_view name) noexcept;
[[nodiscard]] std::optional<AccountFrequency> frequencyFromName(std::string_view name) noexcept;

/// One account of an entity's trial balance. Debit balances are positive.
struct TrialBalanceLine
{
    std::string account;
    std::string name;
    std::int64_t balance = 0;
};

/// How an account is looked after (C18).
struct AccountPlan
{
    std::string account;
    std::string name; ///< as it stood in the trial balance when the plan was made
    AccountMethod method = AccountMethod::Unassigned;
    AccountRisk risk = AccountRisk::Medium;
    AccountFrequency frequency = AccountFrequency::Quarterly;
    std::string owner;
    int dueBusinessDay = 10;
    std::string because; ///< required for method None
};

enum class AccountState {
    Assigned,
    Unassigned, ///< new in this trial balance, or never given a method
    Renamed, ///< same number, another name than when the plan was made; still covered
    Gone, ///< has a plan but stands no longer in the trial balance
};
[[nodiscard]] const char* name(AccountState state) noexcept;

struct InventoryRow
{
    AccountPlan plan;
    std::string name; ///< current
    std::int64_t balance = 0;
    AccountState state = AccountState::Unassigned;
    /// Of an unassigned account: the one that stands no longer in the trial balance and had the same name. A new number is a
    /// new account; its plan is not taken over in silence.
    std::string movedFrom{};
};

struct Inventory
{
    std::vector<InventoryRow> rows; ///< by account
    std::int64_t debits = 0;
    std::int64_t credits = 0; ///< positive
    bool balanced = false; ///< debits = credits
    std::vector<std::string> repeated; ///< accounts that stand more than once; their balances are added
    std::size_t covered = 0; ///< accounts with a method (None with a reason counts)
    std::size_t accounts = 0; ///< in the trial balance
    std::int64_t coveredMoney = 0; ///< sum of |balance|
    std::int64_t money = 0;
};

/// Error: kAmountOverflow.
[[nodiscard]] Result<Inventory> takeInventory(std::span<const TrialBalanceLine> lines, std::span<const AccountPlan> plans);

} // namespace oxseal::recon
