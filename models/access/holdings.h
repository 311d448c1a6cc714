// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"

#include <string_view>
#include <vector>

namespace oxseal::access {

/// An account as the cells of a listing name it.
struct NamedAccount
{
    std::string_view system;
    std::string_view id;
    std::string_view employeeId;
    std::string_view email;
};

/// Who holds what, and no more: what the check of duties and the comparison with a review before ask of a listing. Accounts are not
/// copied, so that a million lines cost little beside their own numbers; the table must outlive this.
struct Holdings
{
    struct Line
    {
        std::uint32_t account = 0;
        std::uint32_t entitlement = 0;
    };
    std::vector<NamedAccount> accounts; ///< as in a Population
    std::vector<Entitlement> entitlements; ///< likewise
    std::vector<Line> lines; ///< by row
};

/// A listing with columns of texts as for populationOf() (population.h): system, account_id, person_id (or employee_id), email, role,
/// permission (or entitlement), level, scope.
[[nodiscard]] Holdings holdingsOf(const Table& listing);
/// The accounts of a table that describes one in each row, one for each row.
[[nodiscard]] std::vector<NamedAccount> namedAccounts(const Table& accounts);
/// The accounts of a population, which must outlive them.
[[nodiscard]] std::vector<NamedAccount> namedAccounts(const Population& population);

} // namespace oxseal::access
