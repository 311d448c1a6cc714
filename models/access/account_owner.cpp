// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/account_owner.h"

#include "models/access/person_number.h"
#include "models/core/text.h"

#include <algorithm>
#include <unordered_map>

namespace oxseal::access {
namespace {

/// The workers whom words may mean. The roster is looked through once, and only when no number and no address told as it stands.
class Meant
{
public:
    explicit Meant(const Roster& roster)
        : roster_(roster)
    {
    }
    [[nodiscard]] std::vector<std::uint32_t> by(const std::string& words)
    {
        if (const std::int32_t byNumber = roster_.byId(words); byNumber >= 0)
            return {static_cast<std::uint32_t>(byNumber)};
        Account probe;
        probe.email = words;
        if (const IdentityMatch match = roster_.match(probe); match.worker >= 0)
            return {static_cast<std::uint32_t>(match.worker)};
        if (byWords_.empty()) {
            for (std::uint32_t at = 0; at < roster_.workers().size(); ++at) {
                const Worker& worker = roster_.workers()[at];
                byWords_[foldedNumber(worker.employeeId)].push_back(at);
                byWords_[lowerAscii(trimmed(worker.name))].push_back(at);
            }
        }
        const auto found = byWords_.find(lowerAscii(words));
        return found == byWords_.end() ? std::vector<std::uint32_t>() : found->second;
    }

private:
    const Roster& roster_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> byWords_; ///< folded numbers and names
};

} // namespace

std::vector<AccountOwner> accountOwners(const Population& population, const Roster& roster)
{
    Meant meant(roster);
    std::vector<AccountOwner> owners;
    for (const Account& account : population.accounts) {
        const std::string words(trimmed(account.owner.empty() ? account.statedOwner : account.owner));
        if (words.empty() || account.type == AccountType::Human)
            continue;
        for (const std::uint32_t worker : meant.by(words))
            owners.push_back({account.id, foldedNumber(roster.workers()[worker].employeeId)});
    }
    std::sort(owners.begin(), owners.end());
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    return owners;
}

} // namespace oxseal::access
