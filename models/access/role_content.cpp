// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/role_content.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace oxseal::access {
namespace {

constexpr std::array<const char*, 5> kChanges{"added", "removed", "raised", "lowered", "reworded"};
constexpr std::array<const char*, 6> kStates{"never_approved", "drifted", "expired", "approved", "gone", "bare"};

std::string oneLine(std::string text)
{
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

using Key = std::pair<std::string, std::string>; ///< permission, scope

/// The highest level of each permission; of words for one level, the first.
std::map<Key, std::string> highest(const std::vector<RoleItem>& items)
{
    std::map<Key, std::string> levels;
    for (const RoleItem& item : items) {
        const auto [found, fresh] = levels.try_emplace({item.permission, item.scope}, item.level);
        if (!fresh && levelFromText(found->second) < levelFromText(item.level))
            found->second = item.level;
    }
    return levels;
}

} // namespace

const char* name(RoleChange change) noexcept { return kChanges[static_cast<std::size_t>(change)]; }
const char* name(RoleState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }

std::string RoleContent::body() const
{
    std::string text;
    for (const RoleItem& item : items)
        text += item.permission + '\t' + item.scope + '\t' + item.level + '\n';
    return text;
}

std::vector<RoleItem> RoleContent::itemsOf(std::string_view body)
{
    std::vector<RoleItem> items;
    for (const auto& line : split(body, '\n')) {
        const auto cells = split(line, '\t');
        if (cells.size() == 3)
            items.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2])});
    }
    return items;
}

std::vector<RoleContent> roleContents(const Population& listing, std::vector<RoleContent>* bare)
{
    std::map<std::string, std::set<RoleItem>> items;
    std::map<std::string, std::set<std::uint32_t>> holders;
    for (const Grant& grant : listing.grants) {
        const Entitlement& held = listing.entitlements[grant.entitlement];
        if (held.role.empty())
            continue;
        holders[held.role].insert(grant.account);
        std::set<RoleItem>& own = items[held.role];
        if (!held.permission.empty())
            own.insert({oneLine(held.permission), oneLine(held.scope), oneLine(held.level)});
    }
    std::vector<RoleContent> roles;
    for (const auto& [role, own] : items) {
        if (own.empty()) {
            if (bare != nullptr)
                bare->push_back({role, {}, static_cast<std::int64_t>(holders[role].size())});
            continue;
        }
        roles.push_back({role, {own.begin(), own.end()}, static_cast<std::int64_t>(holders[role].size())});
    }
    return roles;
}

std::vector<RoleDiffLine> roleDiff(const std::vector<RoleItem>& approved, const std::vector<RoleItem>& now)
{
    const std::map<Key, std::string> before = highest(approved);
    const std::map<Key, std::string> after = highest(now);
    std::vector<RoleDiffLine> lines;
    for (const auto& [key, level] : after) {
        const auto old = before.find(key);
        if (old == before.end()) {
            lines.push_back({RoleChange::Added, key.first, key.second, {}, level});
        } else if (old->second != level) {
            const Level was = levelFromText(old->second);
            const Level is = levelFromText(level);
            const RoleChange change = was < is ? RoleChange::Raised : is < was ? RoleChange::Lowered : RoleChange::Reworded;
            lines.push_back({change, key.first, key.second, old->second, level});
        }
    }
    for (const auto& [key, level] : before) {
        if (!after.contains(key))
            lines.push_back({RoleChange::Removed, key.first, key.second, level, {}});
    }
    return lines;
}

Day roleValidUntil(Day approvedOn) noexcept
{
    const auto next = approvedOn.ymd() + std::chrono::years(1);
    // 29 February has no namesake in the next year.
    const std::chrono::sys_days day = next.ok() ? std::chrono::sys_days(next) : std::chrono::sys_days(next.year() / next.month() / std::chrono::last);
    return Day{static_cast<std::int32_t>(day.time_since_epoch().count())};
}

RoleState roleState(std::optional<Day> approvedOn, bool same, bool present, Day today) noexcept
{
    if (!present)
        return RoleState::Gone;
    if (!approvedOn)
        return RoleState::NeverApproved;
    if (!same)
        return RoleState::Drifted;
    return roleValidUntil(*approvedOn) < today ? RoleState::Expired : RoleState::Approved;
}

} // namespace oxseal::access
