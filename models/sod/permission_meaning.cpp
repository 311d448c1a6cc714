// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/permission_meaning.h"

#include <algorithm>
#include <set>

namespace oxseal::sod {
namespace {

bool inSystem(const std::string& wanted, const std::string& stated) { return wanted.empty() || stated.empty() || wanted == stated; }

bool meets(access::Level held, access::Level minimum) { return held == access::Level::Unstated || held >= minimum; }

} // namespace

PermissionMeanings::PermissionMeanings(const RuleSet& rules)
{
    for (std::uint32_t at = 0; at < rules.functions.size(); ++at) {
        const Function& function = rules.functions[at];
        for (const auto& group : function.groups) {
            for (const PermissionRef& ref : group)
                places_.emplace(ref.permission, Place{at, function.groups.size() == 1, &ref});
        }
    }
    for (const PermissionRef& ref : rules.everything)
        everything_.push_back(&ref);
}

PermissionMeaning PermissionMeanings::of(const std::string& system, const std::string& permission, access::Level level) const
{
    PermissionMeaning out;
    out.looksOnly = !access::canAct(level);
    out.everything = !out.looksOnly
        && std::any_of(everything_.begin(), everything_.end(), [&](const PermissionRef* ref) { return ref->permission == permission && inSystem(ref->system, system); });
    std::set<std::uint32_t> whole, part;
    const auto [first, last] = places_.equal_range(permission);
    for (auto at = first; at != last; ++at) {
        const Place& place = at->second;
        if (inSystem(place.ref->system, system) && (out.looksOnly || meets(level, place.ref->minimum)))
            (place.alone ? whole : part).insert(place.function);
    }
    out.whole.assign(whole.begin(), whole.end());
    std::copy_if(part.begin(), part.end(), std::back_inserter(out.part), [&](std::uint32_t one) { return !whole.contains(one); });
    return out;
}

} // namespace oxseal::sod
