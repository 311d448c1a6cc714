// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace oxseal::access {

/// What a person decided about whose account it is (A13). It speaks of the account as the listing stated it then: an account that
/// is given to somebody else afterwards, under another number, address or name, is in doubt again.
struct IdentityDecision
{
    std::int64_t id = 0; ///< rises with time
    std::string system;
    std::string account;
    std::string statedId; ///< employee number of the account, as the listing had it; "" none
    std::string email;
    std::string name;
    std::string employeeId; ///< the worker it speaks of
    bool same = false; ///< the account is that worker's, or it is not
};

/// Does the decision speak of this account as it is stated now?
[[nodiscard]] bool speaksOf(const IdentityDecision& decision, const Account& account) noexcept;

/// Decisions with their look-up by account.
class IdentityDecisions
{
public:
    IdentityDecisions() = default;
    /// Oldest first.
    explicit IdentityDecisions(std::vector<IdentityDecision> decisions);

    [[nodiscard]] bool empty() const noexcept { return decisions_.empty(); }
    [[nodiscard]] const std::vector<IdentityDecision>& all() const noexcept { return decisions_; }
    /// What stands of the account as it is stated now, oldest first: of each worker the last word, and at most one who it is.
    [[nodiscard]] std::vector<const IdentityDecision*> on(const Account& account) const;

private:
    std::vector<IdentityDecision> decisions_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> byAccount_; ///< system and id
};

} // namespace oxseal::access
