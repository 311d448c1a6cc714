// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/recon/account_inventory.h"
#include "models/recon/account_rules.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// What must hold of an account before a rule may close it (C9). Each that does not hold is named.
enum class CloseCondition {
    Assigned, ///< it has a plan, and stands in the trial balance
    Method, ///< it is supported by schedule or roll-forward, not matched line by line
    LowRisk,
    ClassStated,
    ClassAllowed, ///< neither cash nor clearing, intercompany or estimate
    NameAllowed, ///< its name does not speak for one of these
    NotKey,
    Balance, ///< zero, or what it was at the end of the period before
    LedgerKnown, ///< the period's ledger was imported
    NoPostings, ///< nothing was posted in the period
    Threshold, ///< the currency has a limit and the balance does not exceed it
    NotTooOften, ///< a person closed it recently enough
    NoOpenWork, ///< nobody has begun a reconciliation of it
};
inline constexpr std::size_t kCloseConditions = 13;
[[nodiscard]] const char* name(CloseCondition condition) noexcept; ///< "assigned", "method", "low_risk" …

/// What is known of an account when the rule is asked. Amounts in minor units of `currency`.
struct CloseFacts
{
    InventoryRow row; ///< plan, state, name, balance
    std::string currency;
    int digits = 2;
    AccountClass kind = AccountClass::NotStated;
    bool key = false;
    std::optional<std::int64_t> prior; ///< balance at the end of the period before; empty without one
    std::optional<std::int64_t> postings; ///< lines in the period's ledger; empty when none was imported
    int closedInRow = 0; ///< periods before this one, without a gap, that a rule closed
    bool openWork = false;
};

enum class CloseBasis { Zero, Unchanged };
[[nodiscard]] const char* name(CloseBasis basis) noexcept;

struct CloseVerdict
{
    CloseBasis basis = CloseBasis::Zero; ///< when it closes
    std::vector<CloseCondition> failed; ///< in the order of the conditions; empty: it closes
    [[nodiscard]] bool closes() const noexcept { return failed.empty(); }
};
[[nodiscard]] CloseVerdict judgeClose(const AutoCloseRule& rule, const CloseFacts& facts);

/// Which of the population a person looks at: at least `sampleAtLeast`, at least `samplePercent`, all when there are fewer. Each
/// name is ranked by SHA-256 of the seed, a line feed and the name; the lowest are taken. Indexes, ascending.
[[nodiscard]] std::vector<std::size_t> drawCloseSample(
    const AutoCloseRule& rule, std::span<const std::string> names, const std::string& seed, Hasher& hasher);

} // namespace oxseal::recon
