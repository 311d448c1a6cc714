// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/identity_decisions.h"

#include <algorithm>

namespace oxseal::access {
namespace {

std::string keyOf(const std::string& system, const std::string& account) { return system + '\x1f' + account; }

} // namespace

bool speaksOf(const IdentityDecision& decision, const Account& account) noexcept
{
    return decision.account == account.id && decision.system == account.system && decision.statedId == account.employeeId
        && decision.email == account.email && decision.name == account.name;
}

IdentityDecisions::IdentityDecisions(std::vector<IdentityDecision> decisions)
    : decisions_(std::move(decisions))
{
    for (std::uint32_t at = 0; at < decisions_.size(); ++at)
        byAccount_[keyOf(decisions_[at].system, decisions_[at].account)].push_back(at);
}

std::vector<const IdentityDecision*> IdentityDecisions::on(const Account& account) const
{
    std::vector<const IdentityDecision*> standing;
    if (decisions_.empty())
        return standing;
    const auto found = byAccount_.find(keyOf(account.system, account.id));
    if (found == byAccount_.end())
        return standing;
    for (const std::uint32_t at : found->second) {
        const IdentityDecision& decision = decisions_[at];
        if (!speaksOf(decision, account))
            continue;
        std::erase_if(standing, [&decision](const IdentityDecision* former) {
            return former->employeeId == decision.employeeId || (former->same && decision.same);
        });
        standing.push_back(&decision);
    }
    return standing;
}

} // namespace oxseal::access
