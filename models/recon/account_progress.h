// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/recon/account_inventory.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// What stands behind an account's balance in a period.
enum class AccountSupport {
    NotBegun,
    Open,
    Prepared,
    Signed, ///< prepared and reviewed by two people
    ClosedByRule, ///< C9; no person signed
    NotNeeded, ///< method None, with its reason
    NotDue, ///< reconciled less often, and not in this quarter
};
[[nodiscard]] const char* name(AccountSupport support) noexcept; ///< "not_begun", "open", …
/// Yearly accounts are due in the fourth quarter, all others in each: fixed, so that nobody can put it off.
[[nodiscard]] bool dueIn(AccountFrequency frequency, int quarter) noexcept;

/// One account of the trial balance with what was done for it.
struct ProgressRow
{
    std::string account;
    std::int64_t balance = 0; ///< of the trial balance
    AccountState state = AccountState::Unassigned;
    AccountSupport support = AccountSupport::NotBegun;
    std::optional<std::int64_t> supported; ///< balance that the support was made for; empty when there is none in this currency
    Day due; ///< of an assigned account
};

/// How far the accounts of one entity are (C18), in number and in money (sum of |balance|). Accounts gone are not counted.
struct AccountProgress
{
    std::size_t due = 0; ///< all but those not due
    std::size_t done = 0; ///< signed, closed by rule, or not needed
    std::size_t byRule = 0; ///< of them
    std::size_t late = 0; ///< due before `today`, and not done; unassigned accounts have no day and are never late
    std::int64_t dueMoney = 0;
    std::int64_t doneMoney = 0;
    std::vector<std::string> untied; ///< accounts whose support was made for another balance than the trial balance shows
};
/// Error: kAmountOverflow.
[[nodiscard]] Result<AccountProgress> progressOf(std::span<const ProgressRow> rows, Day today);

} // namespace oxseal::recon
