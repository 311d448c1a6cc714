// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/did_do.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace oxseal::sod {
namespace {

using Lines = std::vector<std::uint32_t>;

/// Functions that each action exercises, ascending.
std::vector<std::vector<std::uint32_t>> functionsOfActions(const RuleSet& rules, const std::vector<LoggedAction>& actions)
{
    std::unordered_map<std::string, std::vector<std::uint32_t>> byName; // "system\nname"; "\nname" for whatever system
    for (std::uint32_t function = 0; function < rules.functions.size(); ++function) {
        byName["\n" + rules.functions[function].code].push_back(function);
        for (const auto& group : rules.functions[function].groups) {
            for (const PermissionRef& ref : group)
                byName[ref.system + "\n" + ref.permission].push_back(function);
        }
    }
    std::vector<std::vector<std::uint32_t>> out;
    for (const LoggedAction& action : actions) {
        auto& functions = out.emplace_back();
        for (const std::string& key : {action.system + "\n" + action.name, "\n" + action.name}) {
            if (const auto found = byName.find(key); found != byName.end())
                functions.insert(functions.end(), found->second.begin(), found->second.end());
        }
        std::sort(functions.begin(), functions.end());
        functions.erase(std::unique(functions.begin(), functions.end()), functions.end());
    }
    return out;
}

/// Where a function stands in the active rules.
struct Side
{
    std::uint32_t at; ///< index into `active`
    std::uint32_t leg;
};

std::vector<std::vector<Side>> sidesOf(const RuleSet& rules, const std::vector<std::uint32_t>& active)
{
    std::vector<std::vector<Side>> sides(rules.functions.size());
    for (std::uint32_t at = 0; at < active.size(); ++at) {
        const Rule& rule = rules.rules[active[at]];
        for (std::uint32_t leg = 0; leg < rule.legs.size(); ++leg) {
            for (const std::uint32_t function : rule.legs[leg])
                sides[function].push_back({at, leg});
        }
    }
    return sides;
}

/// Lines of all sides that share a document (or party), wherever every side has one.
void addTogether(std::vector<UsedTogether>& out, const std::vector<Lines>& legs, const ActivityLog& log, UseLink link, std::vector<bool>& told)
{
    std::map<std::uint32_t, std::vector<Lines>> byKey;
    for (std::size_t leg = 0; leg < legs.size(); ++leg) {
        for (const std::uint32_t line : legs[leg]) {
            const Activity& act = log.lines[line];
            if (told[line])
                continue;
            const auto put = [&](std::uint32_t key) {
                if (key == Activity::kNotGiven)
                    return;
                auto& sides = byKey[key];
                sides.resize(legs.size());
                sides[leg].push_back(line);
            };
            put(link == UseLink::Document ? act.document : act.party);
            if (link == UseLink::Document && act.related != act.document)
                put(act.related);
        }
    }
    const std::size_t first = out.size();
    for (const auto& [key, sides] : byKey) {
        if (std::any_of(sides.begin(), sides.end(), [](const Lines& lines) { return lines.empty(); }))
            continue;
        UsedTogether use{link, key, {}};
        for (const Lines& lines : sides)
            use.lines.insert(use.lines.end(), lines.begin(), lines.end());
        std::sort(use.lines.begin(), use.lines.end());
        use.lines.erase(std::unique(use.lines.begin(), use.lines.end()), use.lines.end());
        out.push_back(std::move(use));
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
        [](const UsedTogether& a, const UsedTogether& b) { return a.lines.front() < b.lines.front(); });
    for (std::size_t at = first; at < out.size(); ++at) {
        for (const std::uint32_t line : out[at].lines)
            told[line] = true;
    }
}

std::vector<UsedTogether> togetherOf(const std::vector<Lines>& legs, const ActivityLog& log, std::vector<bool>& told)
{
    std::vector<UsedTogether> out;
    if (legs.size() > 1) {
        addTogether(out, legs, log, UseLink::Document, told);
        addTogether(out, legs, log, UseLink::Party, told);
    }
    if (out.empty()) {
        UsedTogether use;
        for (const Lines& lines : legs)
            use.lines.insert(use.lines.end(), lines.begin(), lines.end());
        std::sort(use.lines.begin(), use.lines.end());
        use.lines.erase(std::unique(use.lines.begin(), use.lines.end()), use.lines.end());
        out.push_back(std::move(use));
    }
    for (const Lines& lines : legs) {
        for (const std::uint32_t line : lines)
            told[line] = false; // ready for the next rule
    }
    return out;
}

} // namespace

const char* name(UseLink link) noexcept
{
    switch (link) {
    case UseLink::Document: return "document";
    case UseLink::Party: return "party";
    case UseLink::Apart: break;
    }
    return "apart";
}

DidDo didDo(const RuleSet& rules, const std::vector<std::uint32_t>& active, const ActivityLog& log)
{
    DidDo out;
    const auto functions = functionsOfActions(rules, log.actions);
    const auto sides = sidesOf(rules, active);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Lines>> legsOf; // (person, place in active)
    for (std::uint32_t line = 0; line < log.lines.size(); ++line) {
        const Activity& act = log.lines[line];
        out.linesUnmapped += functions[act.action].empty() ? 1U : 0U;
        if (act.person == kNoPerson) {
            ++out.linesOfNobody;
            continue;
        }
        for (const std::uint32_t function : functions[act.action]) {
            for (const Side& side : sides[function]) {
                auto& legs = legsOf[{act.person, side.at}];
                legs.resize(rules.rules[active[side.at]].legs.size());
                if (legs[side.leg].empty() || legs[side.leg].back() != line)
                    legs[side.leg].push_back(line);
            }
        }
    }
    for (std::uint32_t action = 0; action < functions.size(); ++action) {
        if (functions[action].empty())
            out.unmapped.push_back(action);
    }
    std::vector<bool> told(log.lines.size(), false);
    for (auto& [who, legs] : legsOf) {
        if (std::any_of(legs.begin(), legs.end(), [](const Lines& lines) { return lines.empty(); }))
            continue;
        Exercised use{who.first, active[who.second], std::move(legs), {}};
        use.together = togetherOf(use.legs, log, told);
        out.exercised.push_back(std::move(use));
    }
    return out;
}

} // namespace oxseal::sod
