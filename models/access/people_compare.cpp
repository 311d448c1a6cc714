// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/people_compare.h"

#include "models/core/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal::access {

std::vector<ComparedPermission> comparePeople(std::span<const std::vector<HeldPermission>> people)
{
    std::map<std::string, std::vector<std::set<std::string>>> byKey;
    for (std::size_t person = 0; person < people.size(); ++person) {
        for (const HeldPermission& permission : people[person]) {
            auto& held = byKey.try_emplace(permission.key, people.size()).first->second;
            held[person].insert(permission.level.empty() ? "held" : permission.level);
        }
    }
    std::vector<ComparedPermission> out;
    for (const auto& each : byKey) {
        const std::vector<std::set<std::string>>& held = each.second;
        ComparedPermission& row = out.emplace_back();
        row.key = each.first;
        for (const std::set<std::string>& levels : held)
            row.held.push_back(join(std::vector<std::string>(levels.begin(), levels.end()), " + "));
        row.same = std::all_of(held.begin(), held.end(), [&](const auto& levels) { return levels == held.front(); });
    }
    std::stable_partition(out.begin(), out.end(), [](const ComparedPermission& row) { return !row.same; });
    return out;
}

} // namespace oxseal::access
