// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/holdings.h"

#include "models/access/line_numbers.h"

namespace oxseal::access {
namespace {

/// What names an account, wherever it stands.
struct NameColumns
{
    explicit NameColumns(const Table& table)
        : system(systemsOf(table))
        , id(table, {"account_id", "user", "login"})
        , employee(table, {"person_id", "employee_id"})
        , email(table, {"email"})
    {
    }
    [[nodiscard]] NamedAccount at(std::size_t row) const
    {
        return {wordAt(system, row), wordAt(id, row), wordAt(employee, row), wordAt(email, row)};
    }

    Cells system, id, employee, email;
};

} // namespace

std::vector<NamedAccount> namedAccounts(const Table& accounts)
{
    const NameColumns names(accounts);
    std::vector<NamedAccount> named;
    named.reserve(accounts.rows());
    for (std::size_t row = 0; row < accounts.rows(); ++row)
        named.push_back(names.at(row));
    return named;
}

std::vector<NamedAccount> namedAccounts(const Population& population)
{
    std::vector<NamedAccount> named;
    named.reserve(population.accounts.size());
    for (const Account& account : population.accounts)
        named.push_back({account.system, account.id, account.employeeId, account.email});
    return named;
}

Holdings holdingsOf(const Table& listing)
{
    Holdings holdings;
    const NameColumns names(listing);
    const LineNumbers numbers(listing);
    holdings.accounts.reserve(numbers.likelyAccounts());
    holdings.lines.reserve(listing.rows());
    numbers.each(
        [&](std::size_t row) { holdings.accounts.push_back(names.at(row)); },
        [&](Entitlement&& entitlement) { holdings.entitlements.push_back(std::move(entitlement)); },
        [&](std::size_t, std::uint32_t account, std::uint32_t entitlement) { holdings.lines.push_back({account, entitlement}); });
    return holdings;
}

} // namespace oxseal::access
