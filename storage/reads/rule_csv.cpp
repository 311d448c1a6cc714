// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/rule_csv.h"

#include "storage/reads/packet_csv.h"

namespace oxseal {
namespace {

constexpr std::size_t kSides = 4;

std::string codes(const sod::RuleSet& set, const sod::Rule& rule, std::size_t leg)
{
    std::vector<std::string> out;
    if (leg < rule.legs.size()) {
        for (const std::uint32_t function : rule.legs[leg])
            out.push_back(set.functions[function].code);
    }
    return join(out, "|");
}

std::string dayText(const std::optional<Day>& day) { return day ? day->iso() : std::string(); }

} // namespace

RuleCsv ruleCsv(const sod::RuleSet& set)
{
    RuleCsv out;
    PacketCsv rules({"rule", "left", "right", "leg3", "leg4", "severity", "description", "control", "source", "effective", "retired"});
    for (const sod::Rule& rule : set.rules) {
        out.left += rule.legs.size() > kSides ? rule.legs.size() - kSides : 0;
        rules.row({rule.id, codes(set, rule, 0), codes(set, rule, 1), codes(set, rule, 2), codes(set, rule, 3), name(rule.severity), rule.risk,
            rule.control, rule.source, dayText(rule.effective), dayText(rule.retired)});
    }
    PacketCsv functions({"func", "grp", "permission", "system", "level"});
    for (const sod::Function& function : set.functions) {
        for (std::size_t group = 0; group < function.groups.size(); ++group) {
            for (const sod::PermissionRef& ref : function.groups[group])
                functions.row({function.code, std::to_string(group), ref.permission, ref.system, access::name(ref.minimum)});
        }
    }
    out.left += set.everything.size() + (set.effective ? 1 : 0);
    out.rules = std::move(rules).file({}).bytes;
    out.functions = std::move(functions).file({}).bytes;
    return out;
}

} // namespace oxseal
