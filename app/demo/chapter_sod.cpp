// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/import/csv_table.h"
#include "storage/texts/texts.h"

namespace oxseal::demo {
namespace {

std::string why() { return texts::sentence("demo.reason.sod"); }

/// The company's own rules: pairs of functions, and which permission of ERP or bank gives which function.
Result<sod::RuleSet> companyRules(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(const std::string rules, stage.input(q.path("sod/DEMO_rules.csv")));
    OXSEAL_TRY(const std::string functions, stage.input(q.path("sod/DEMO_functions.csv")));
    const auto text = [](const char* column, bool required) { return ColumnSpec{column, {}, ColumnType::Text, required, required}; };
    OXSEAL_TRY(const TableRead left,
        readCsvTable(asBytes(rules), {text("rule", true), text("left", true), text("right", false), text("severity", false),
                                 text("description", false)}));
    OXSEAL_TRY(const TableRead right, readCsvTable(asBytes(functions),
        {ColumnSpec{"func", {"function"}, ColumnType::Text, true, true}, ColumnSpec{"grp", {"group"}, ColumnType::Text, true, true},
            text("permission", true)}));
    OXSEAL_TRY(sod::RuleSet set, sod::ruleSetOf(left.table, &right.table));
    set.name = "DEMO Norwold";
    set.version = "1";
    return set;
}

/// The controller loads the rules, the chief financial officer approves them, once.
Status adoptRules(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(const sod::RuleSet set, companyRules(stage, q));
    OXSEAL_TRY(Workspace * controller, stage.as("controller"));
    OXSEAL_TRY(const std::int64_t id, loadRuleSet(*controller, set, why()));
    OXSEAL_TRY(const RuleVersion version, ruleVersionById(controller->db(), id));
    if (version.verdict)
        return {};
    OXSEAL_TRY(Workspace * officer, stage.as("cfo"));
    return judgeRuleSet(*officer, id, true, texts::sentence("demo.reason.rules"));
}

} // namespace

Status checkDuties(Stage& stage, const Quarter& q)
{
    OXSEAL_CHECK(adoptRules(stage, q));
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    OXSEAL_TRY(const SodRunRow run, runSod(*workspace, period, why()));
    stage.say("demo.say.sod", {q.name, std::to_string(run.conflicts)});
    OXSEAL_TRY(const auto conflicts, sodConflicts(workspace->db(), period, stage.clock().today()));
    for (const auto& wish : q.mitigations) {
        for (const auto& conflict : conflicts) {
            if (conflict.person() != wish.worker || conflict.row.rule != wish.rule)
                continue;
            sod::Mitigation mitigation{wish.control, wish.performer, wish.expires, sod::MitigationState::Operating};
            const Status done = mitigateConflict(*workspace, period, conflict.row.fingerprint.hex(), mitigation, why());
            // The register names a performer who is the person in conflict: the program refuses it, and it stays open.
            if (!done && !(done.error().is(sod::kMitigatedByConflicted) && wish.performer == wish.worker))
                return done;
        }
    }
    return {};
}

} // namespace oxseal::demo
