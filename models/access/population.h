// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/holdings.h"

#include <functional>
#include <span>

namespace oxseal::access {

/// A listing whose rows carry everything: system, account_id, person_id (or employee_id), email, name, type, status, role,
/// permission (or entitlement), level, scope, privileged, mfa, last_login, last_credential_change, owner, purpose, decision,
/// grant_id.
/// Absent columns are unknown. The second form takes the listing apart: its columns of ids and decisions become the population's.
[[nodiscard]] Population populationOf(const Table& listing);
[[nodiscard]] Population populationOf(Table&& listing);
/// Three tables: grants (account_id, entitlement, last_used, grant_id), accounts, entitlements (entitlement, privileged). What names an
/// account stands in columns of texts.
[[nodiscard]] Population populationOf(Table&& grants, const Table& accounts, const Table& entitlements);
/// Calls `each` with the accounts of a table that describes one in each row, one after another.
void eachAccount(const Table& accounts, const std::function<void(const Account&)>& each);
/// Does any account of a table, or of a listing, say which system it belongs to?
[[nodiscard]] bool statesSystem(const Table& accounts);
[[nodiscard]] bool statesSystem(const std::vector<Account>& accounts);

/// Numbers for accounts by what names them: by id within the system, or by id alone when one of the two lists that are joined
/// states no systems.
class AccountKeys
{
public:
    explicit AccountKeys(bool bySystem)
        : bySystem_(bySystem)
    {
    }
    /// The number of an account, new or known; the first account that bears a key gives it the next number.
    std::uint32_t add(std::string_view system, std::string_view id) { return keys_.intern(key(system, id)); }
    /// The same for many accounts, added to `numbers`.
    void add(std::span<const NamedAccount> accounts, std::vector<std::uint32_t>& numbers)
    {
        if (!bySystem_)
            return keys_.intern(idsOf(accounts), numbers);
        for (const NamedAccount& account : accounts)
            numbers.push_back(add(account.system, account.id));
    }
    void find(std::span<const NamedAccount> accounts, std::vector<std::uint32_t>& numbers)
    {
        numbers.reserve(numbers.size() + accounts.size());
        for (const NamedAccount& account : accounts)
            numbers.push_back(find(account.system, account.id));
    }
    /// Dictionary::kUnknown when there is none.
    [[nodiscard]] std::uint32_t find(std::string_view system, std::string_view id) { return keys_.find(key(system, id)); }
    [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

private:
    [[nodiscard]] static std::vector<std::string_view> idsOf(std::span<const NamedAccount> accounts)
    {
        std::vector<std::string_view> ids;
        ids.reserve(accounts.size());
        for (const NamedAccount& account : accounts)
            ids.push_back(account.id);
        return ids;
    }
    [[nodiscard]] std::string_view key(std::string_view system, std::string_view id)
    {
        if (!bySystem_)
            return id;
        return key_.assign(system).append(1, '\x1f').append(id);
    }

    bool bySystem_;
    Dictionary keys_;
    std::string key_;
};

} // namespace oxseal::access
