// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/rarity.h"

#include "models/access/quality.h"

namespace oxseal::access {
namespace {

Status readLimit(const Json& part, const char* member, std::int64_t most, std::int64_t& into)
{
    const Json& value = part[member];
    if (!value.isInteger() || value.toInteger() < 1 || value.toInteger() > most)
        return fail(kReviewPolicyInvalid, {}, {std::string("rarity.") + member, "1 … " + std::to_string(most)});
    into = value.toInteger();
    return {};
}

} // namespace

Result<RarityLimits> rarityLimits(const Json& policy)
{
    RarityLimits limits;
    if (!policy.contains("rarity"))
        return limits;
    OXSEAL_CHECK(readLimit(policy["rarity"], "fewest_peers", 1000, limits.fewestPeers));
    OXSEAL_CHECK(readLimit(policy["rarity"], "rare_percent", 100, limits.rarePercent));
    return limits;
}

Flag isRare(std::int64_t holding, std::int64_t peers, const RarityLimits& limits) noexcept
{
    if (peers < limits.fewestPeers || peers == 0 || holding < 0 || holding > peers)
        return Flag::Unknown;
    return (peers - holding) * 100 >= limits.rarePercent * peers ? Flag::Yes : Flag::No;
}

void RarityRecord::add(Flag rare, const std::optional<Decision>& decision) noexcept
{
    if (rare != Flag::Yes)
        return;
    ++pointedOut;
    if (!decision || !settles(*decision))
        return;
    ++decided;
    kept += *decision == Decision::Keep ? 1 : 0;
}

std::optional<std::int64_t> RarityRecord::falsePercent() const noexcept
{
    if (decided == 0)
        return std::nullopt;
    return (kept * 200 + decided) / (decided * 2);
}

} // namespace oxseal::access
