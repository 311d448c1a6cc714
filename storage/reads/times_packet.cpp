// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/times_packet.h"

#include "storage/packet/time_cells.h"

namespace oxseal {
namespace {

std::vector<std::string> ofReview(std::string first, const std::vector<std::string>& rest)
{
    std::vector<std::string> out{std::move(first)};
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
}

} // namespace

std::string extractsText(const TimesSheet& sheet)
{
    std::vector<std::string> ids;
    for (const SnapshotInfo& info : sheet.extracts)
        ids.push_back(std::to_string(info.id.value));
    return join(ids, ";");
}

TimesFiles::TimesFiles()
    : leavers("access_leaver_times.csv", ofReview("campaign", leaverTimeColumns()))
    , movers("access_mover_times.csv", ofReview("campaign", moverTimeColumns()))
{
}

void TimesFiles::add(const TimesSheet& sheet)
{
    const std::string campaign = std::to_string(sheet.campaign.id.value);
    for (const access::LeaverTime& line : sheet.times.leavers)
        leavers.row(ofReview(campaign, timeCells(line)));
    for (const access::MoverTime& line : sheet.times.movers)
        movers.row(ofReview(campaign, timeCells(line)));
}

} // namespace oxseal
