// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/role_privilege.h"
#include "storage/packet/reperform_parts.h"

namespace oxseal {

/// What owners of roles stated about privileged access, as a packet holds it.
class RolePrivileges
{
public:
    /// Empty for packets of programs that knew nothing of the kind (`known` false). Compares the statements with the ledger: each has its
    /// entry, and none before the last is left out.
    [[nodiscard]] static Result<RolePrivileges> of(PacketWork& work, bool known);

    /// What had been stated up to this one, oldest first.
    [[nodiscard]] std::vector<access::RolePrivilege> through(std::int64_t last) const;
    /// The number of the last statement on a role after `from` and not later than `until` (ISO; "" has no end); 0: none.
    [[nodiscard]] std::int64_t lastSince(std::int64_t from, const std::string& until, const access::Entitlement& held) const;

private:
    Status compareWithLedger(PacketWork& work, const DataTable& table) const;

    std::vector<access::RolePrivilege> said_;
    std::vector<std::string> at_; ///< parallel to said_
};

} // namespace oxseal
