// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/line_rarity.h"

#include "models/access/outlier.h"
#include "storage/reads/review_quality.h"
#include "storage/texts/texts.h"

#include <utility>

namespace oxseal::cli {

Result<LineRarity> LineRarity::of(Workspace& workspace, const CampaignRow& campaign, std::span<const LineRow> lines)
{
    LineRarity rarity;
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(workspace.db(), workspace.environment().clock.now().day()));
    OXSEAL_TRY(rarity.limits_, access::rarityLimits(policy.json));
    OXSEAL_TRY(ReviewBasis basis, peerBasis(workspace, campaign, lines));
    rarity.lines_ = std::move(basis.lines);
    return rarity;
}

std::string LineRarity::add(const LineRow& line, Json& entry) const
{
    const auto at = static_cast<std::size_t>(line.row);
    if (line.row < 0 || at >= lines_.size())
        return {};
    const LineContext& context = lines_[at];
    const Flag rare = access::isRare(context.holding, context.peers, limits_);
    const access::Outlier outlier = access::outlierOf(line.flags, context.holding, context.peers, limits_.fewestPeers);
    Json json;
    json.set("peers", context.peers).set("holding", context.holding).set("rare", name(rare));
    json.set("score", rare == Flag::Unknown ? Json() : Json(std::int64_t{outlier.rarity}));
    entry.set("rarity", std::move(json));
    if (rare != Flag::Yes)
        return {};
    const std::int64_t without = context.peers - context.holding;
    return texts::sentence("access.line_rare", {std::to_string(without), std::to_string(context.peers), std::to_string(without * 100 / context.peers),
                                                   std::to_string(outlier.rarity), std::to_string(access::kMostRarity), std::to_string(limits_.rarePercent)});
}

} // namespace oxseal::cli
