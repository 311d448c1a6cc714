// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"

#include <string>
#include <vector>

namespace oxseal::access {

/// That an account which is no person's belongs to a worker.
struct AccountOwner
{
    std::string account;
    std::string employeeId; ///< folded (foldedNumber), so that it is one however it is written

    friend auto operator<=>(const AccountOwner&, const AccountOwner&) = default;
};

/// Whom the accounts belong to that are no person's, for A7: nobody decides on an account of their own, be it of a service. A listing
/// names an owner by number, address or name. Where several workers have the name, each may be meant and none of them decides; that a
/// name is nobody's is a matter of flags, not of this. What people stated (applyStated) counts where the listing is silent. In order,
/// each once.
[[nodiscard]] std::vector<AccountOwner> accountOwners(const Population& population, const Roster& roster);

} // namespace oxseal::access
