// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/rule_diff.h"

#include "models/core/text.h"

#include <algorithm>
#include <unordered_map>

namespace oxseal::sod {
namespace {

using Fields = std::vector<std::pair<const char*, std::string>>;

std::string dayText(const std::optional<Day>& day) { return day ? day->iso() : std::string(); }

Fields fieldsOf(const RuleSet& set, const Rule& rule)
{
    return {{"legs", legsText(set, rule)}, {"severity", oxseal::name(rule.severity)}, {"risk", rule.risk}, {"control", rule.control},
        {"source", rule.source}, {"effective", dayText(rule.effective)}, {"retired", dayText(rule.retired)}};
}

/// `old` and `now` have the same names in the same order; either may be empty.
std::vector<FieldChange> changed(const Fields& old, const Fields& now)
{
    std::vector<FieldChange> out;
    for (std::size_t at = 0; at < std::max(old.size(), now.size()); ++at) {
        const char* field = at < old.size() ? old[at].first : now[at].first;
        std::string before = at < old.size() ? old[at].second : std::string();
        std::string after = at < now.size() ? now[at].second : std::string();
        if (before != after)
            out.push_back({field, std::move(before), std::move(after)});
    }
    return out;
}

/// Every permission with its group; a function of one group does not number it.
std::vector<std::string> permissionsOf(const Function& function)
{
    std::vector<std::string> out;
    for (std::size_t group = 0; group < function.groups.size(); ++group) {
        const std::string mark = function.groups.size() > 1 ? std::to_string(group + 1) + ": " : std::string();
        for (const PermissionRef& ref : function.groups[group])
            out.push_back(mark + permissionText(ref));
    }
    return out;
}

/// What only one of two lists has, in their orders.
void addOneSided(std::vector<FieldChange>& out, const char* field, const std::vector<std::string>& old, const std::vector<std::string>& now)
{
    std::unordered_map<std::string, std::int64_t> balance;
    for (const std::string& text : old)
        ++balance[text];
    for (const std::string& text : now)
        --balance[text];
    for (const std::string& text : old) {
        if (balance[text] > 0) {
            --balance[text];
            out.push_back({field, text, {}});
        }
    }
    for (const std::string& text : now) {
        if (balance[text] < 0) {
            ++balance[text];
            out.push_back({field, {}, text});
        }
    }
}

std::vector<FieldChange> functionChanges(const Function* old, const Function* now)
{
    std::vector<FieldChange> out;
    const std::string before = old != nullptr ? old->name : std::string();
    const std::string after = now != nullptr ? now->name : std::string();
    if (before != after)
        out.push_back({"name", before, after});
    addOneSided(out, "permission", old != nullptr ? permissionsOf(*old) : std::vector<std::string>(),
        now != nullptr ? permissionsOf(*now) : std::vector<std::string>());
    return out;
}

/// Pairs items by key: those of the newer list in its order, then those that only the older one has.
template <class Item, class Key, class Changes>
std::vector<ItemChange> itemChanges(const std::vector<Item>& before, const std::vector<Item>& after, const Key& key, const Changes& changes)
{
    std::unordered_map<std::string, const Item*> old;
    for (const Item& item : before)
        old.emplace(key(item), &item);
    std::vector<ItemChange> out;
    for (const Item& item : after) {
        const auto found = old.find(key(item));
        const Item* was = found == old.end() ? nullptr : found->second;
        std::vector<FieldChange> fields = changes(was, &item);
        if (was == nullptr || !fields.empty())
            out.push_back({was == nullptr ? ChangeKind::Added : ChangeKind::Changed, key(item), std::move(fields)});
        old.erase(key(item));
    }
    for (const Item& item : before) {
        if (old.erase(key(item)) > 0)
            out.push_back({ChangeKind::Removed, key(item), changes(&item, static_cast<const Item*>(nullptr))});
    }
    return out;
}

std::vector<std::string> texts(const std::vector<PermissionRef>& refs)
{
    std::vector<std::string> out;
    for (const PermissionRef& ref : refs)
        out.push_back(permissionText(ref));
    return out;
}

} // namespace

const char* name(ChangeKind kind) noexcept
{
    switch (kind) {
    case ChangeKind::Added: return "added";
    case ChangeKind::Removed: return "removed";
    case ChangeKind::Changed: break;
    }
    return "changed";
}

bool RuleSetDiff::onlyNamed() const noexcept
{
    return rules.empty() && functions.empty()
        && std::all_of(set.begin(), set.end(), [](const FieldChange& change) { return change.field == "name" || change.field == "version"; });
}

std::string legsText(const RuleSet& set, const Rule& rule)
{
    std::vector<std::string> legs;
    for (const auto& leg : rule.legs) {
        std::vector<std::string> codes;
        for (const std::uint32_t function : leg)
            codes.push_back(set.functions[function].code);
        legs.push_back(join(codes, "|"));
    }
    return join(legs, " + ");
}

std::string permissionText(const PermissionRef& ref)
{
    return (ref.system.empty() ? std::string() : ref.system + ": ") + ref.permission + " (" + access::name(ref.minimum) + ")";
}

RuleSetDiff diff(const RuleSet& before, const RuleSet& after)
{
    RuleSetDiff out;
    out.set = changed({{"name", before.name}, {"version", before.version}, {"effective", dayText(before.effective)}},
        {{"name", after.name}, {"version", after.version}, {"effective", dayText(after.effective)}});
    addOneSided(out.set, "everything", texts(before.everything), texts(after.everything));
    out.rules = itemChanges(before.rules, after.rules, [](const Rule& rule) { return rule.id; },
        [&](const Rule* old, const Rule* now) {
            return changed(old != nullptr ? fieldsOf(before, *old) : Fields(), now != nullptr ? fieldsOf(after, *now) : Fields());
        });
    out.functions = itemChanges(before.functions, after.functions, [](const Function& function) { return function.code; }, functionChanges);
    return out;
}

} // namespace oxseal::sod
