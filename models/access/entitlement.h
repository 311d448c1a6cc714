// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::access {

/// How much a permission lets its holder do. Ordered; Unstated stands for "the listing does not say", which is treated as
/// able to act, because unknown is not view-only (A14, B3).
enum class Level : std::uint8_t { None, View, Create, Edit, Full, Unstated };
/// Words of the usual systems ("View", "Read only", "Create", "Add", "Modify", "Full", "Approve" …), any case; a word that is
/// not known is Unstated.
[[nodiscard]] Level levelFromText(std::string_view text) noexcept;
[[nodiscard]] const char* name(Level level) noexcept;
/// Can the holder change anything? View-only never conflicts.
[[nodiscard]] inline bool canAct(Level level) noexcept { return level != Level::None && level != Level::View; }

enum class AccountType : std::uint8_t { Unknown, Human, Service, Shared, Vendor };
[[nodiscard]] AccountType accountTypeFromText(std::string_view text) noexcept;
[[nodiscard]] const char* name(AccountType type) noexcept;

/// One account of one system.
struct Account
{
    std::string system;
    std::string id;
    std::string employeeId; ///< as the listing states it; "" is not stated
    std::string email;
    std::string name;
    std::string owner; ///< of a service or shared account
    AccountType type = AccountType::Unknown;
    Flag enabled = Flag::Unknown;
    Flag mfa = Flag::Unknown;
    std::optional<Day> lastLogin;
    std::optional<Day> created;
    std::optional<Day> lastCredentialChange; ///< of the oldest credential in use, where the listing knows several
    std::string purpose; ///< of a service or shared account, as the listing states it
    // What people stated where the listing is silent (account_facts.h); "" is nothing that counts.
    std::string statedOwner; ///< employee id
    std::string statedPurpose;
};

/// What may be held: a role, a permission at a level, or a permission reached through a role.
struct Entitlement
{
    std::string system;
    std::string role;
    std::string permission;
    std::string level;
    std::string scope;

    /// One line for people and for comparison between periods: "AP Clerk / TRAN_VENDBILL (Edit) @ US". The level and the
    /// system are left out of `key`.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string key() const;
};

/// One line of a listing: this account holds this entitlement.
struct Grant
{
    std::uint32_t account = 0;
    std::uint32_t entitlement = 0;
    std::int32_t lastUsed = DayColumn::kNone; ///< of the grant itself, else of the account
    Flag privileged = Flag::Unknown;
};

/// A listing in the shape the engines want: distinct accounts and entitlements, one grant per row in file order.
struct Population
{
    std::vector<Account> accounts;
    std::vector<Entitlement> entitlements;
    std::vector<Grant> grants;
    TextColumn grantIds; ///< empty: rows are named by number, from 1
    TextColumn decisions; ///< per grant, when the table is a past review; else empty
    /// Rows of `grants` whose account is in no accounts table (population.h, where there are three tables).
    std::uint64_t rowsWithoutAccount = 0;

    [[nodiscard]] std::string grantId(std::size_t row) const
    {
        return grantIds.size() == 0 ? std::to_string(row + 1) : std::string(grantIds.at(row));
    }
};

/// Exact names of administrators' roles and permissions of the usual systems, any case: what counts as privileged where a
/// listing does not say.
[[nodiscard]] bool isAdministratorName(std::string_view name) noexcept;

/// Whether an account of this status can be used: "active", "locked", "1" …, "disabled", "terminated", "0" …
[[nodiscard]] Flag enabledFromText(std::string_view status) noexcept;
/// true/yes/1/y/x, false/no/0/n; anything else, and an absent column, is unknown.
[[nodiscard]] Flag flagFromText(std::string_view text) noexcept;

} // namespace oxseal::access
