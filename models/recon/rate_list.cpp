// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/rate_list.h"

#include <map>
#include <tuple>

namespace oxseal::recon {

const char* name(RateUse use) noexcept { return use == RateUse::Closing ? "closing" : use == RateUse::OtherDay ? "other_day" : "outside_period"; }

std::vector<RateUse> useOfRates(std::span<const ListedRate> rates, Day first, Day last, int daysAfter)
{
    std::vector<RateUse> uses(rates.size(), RateUse::OutsidePeriod);
    const auto closeness = [&](std::size_t at) {
        const Day day = rates[at].day;
        return day <= last ? std::tuple(1, day.number, at) : std::tuple(0, -day.number, at);
    };
    std::map<std::pair<std::string, std::string>, std::size_t> best;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (rates[i].day < first || rates[i].day > last.plus(daysAfter))
            continue;
        uses[i] = RateUse::OtherDay;
        const auto [found, fresh] = best.try_emplace({rates[i].in, rates[i].of}, i);
        if (!fresh && closeness(i) > closeness(found->second))
            found->second = i;
    }
    for (const auto& [currencies, at] : best)
        uses[at] = RateUse::Closing;
    return uses;
}

} // namespace oxseal::recon
