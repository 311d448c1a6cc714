// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_extent.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

constexpr int kYear = 366; // days, of the listings

bool counts(const CampaignRow& campaign) { return campaign.state != access::CampaignState::Cancelled && campaign.concludedAt; }

const CampaignRow* byId(const std::vector<CampaignRow>& all, CampaignId id)
{
    const auto found = std::find_if(all.begin(), all.end(), [id](const CampaignRow& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

bool isWhole(const CampaignRow& campaign, const std::vector<CampaignRow>& all)
{
    if (campaign.amends) {
        // An amendment comes after what it amends, so that this ends.
        const CampaignRow* base = byId(all, campaign.amends);
        return base != nullptr && base->id < campaign.id && isWhole(*base, all);
    }
    if (campaign.shape == access::Shape::Full)
        return true;
    return campaign.shape == access::Shape::ChangesOnly && std::any_of(all.begin(), all.end(), [&campaign](const CampaignRow& other) {
        return other.system == campaign.system && other.shape == access::Shape::Full && other.id != campaign.id && counts(other)
            && other.asOf <= campaign.asOf && campaign.asOf - other.asOf <= kYear;
    });
}

std::string partsReviewed(const std::vector<CampaignRow>& all, PeriodId period, const std::string& system)
{
    std::set<access::Shape> shapes;
    for (const CampaignRow& campaign : all) {
        if (campaign.period == period && campaign.system == system && counts(campaign) && !campaign.amends && !isWhole(campaign, all))
            shapes.insert(campaign.shape);
    }
    std::string names;
    for (const access::Shape shape : shapes)
        names += (names.empty() ? "" : ", ") + std::string(name(shape));
    return names;
}

} // namespace oxseal
