// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of the duty rules: load, list, compare, approve, reject, write out.
#include "app/cli/command.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/rule_source.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/reads/rule_csv.h"
#include "storage/reads/sod_picture.h"
#include "storage/texts/texts.h"

#include <filesystem>

namespace oxseal::cli {
namespace {

/// --as netsuite=ERP, repeated.
Result<std::map<std::string, std::string>> systemNames(const Call& call)
{
    std::map<std::string, std::string> names;
    for (const auto& pair : call.values("--as")) {
        const auto parts = split(pair, '=');
        if (parts.size() != 2 || parts[0].empty() || parts[1].empty())
            return fail(kBadValue, {}, {"--as", pair, "netsuite=ERP", call.noun()});
        names[parts[0]] = parts[1];
    }
    return names;
}

Result<sod::RuleSet> rulesFrom(Call& call)
{
    RuleSource source;
    OXSEAL_TRY(source.systems, systemNames(call));
    source.builtIn = call.flag("--generic");
    if (source.builtIn)
        return readRuleSet(source);
    OXSEAL_TRY(source.file, call.required("--file"));
    if (source.file.extension() != ".json") {
        OXSEAL_TRY(source.version, call.required("--version"));
        source.functions = call.value("--functions").value_or("");
        source.name = call.value("--name").value_or("");
    }
    return readRuleSet(source);
}

Json versionJson(const RuleVersion& version)
{
    const RuleSetRow& row = version.row;
    Json json(Json::Object{{"id", row.id}, {"name", row.name}, {"version", row.version}, {"digest", row.digest.hex()},
        {"loaded_at", row.loadedAt.iso()}, {"standing", name(version.standing)}});
    if (version.verdict) {
        json.set("verdict", version.verdict->approved ? "approved" : "rejected");
        json.set("decided_at", version.verdict->decidedAt.iso());
        json.set("note", version.verdict->note);
    } else {
        json.set("verdict", Json());
    }
    return json;
}

Result<int> load(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const sod::RuleSet set, rulesFrom(call));
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const std::int64_t id, loadRuleSet(*workspace, set, reason));
    OXSEAL_TRY(const RuleVersion version, ruleVersionById(workspace->db(), id));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"id", id}, {"name", set.name}, {"version", set.version}, {"rules", set.rules.size()},
        {"functions", set.functions.size()}, {"standing", name(version.standing)}});
    call.print(json, summary("sod.rules_loaded", json, {"name", "version", "rules", "functions"}));
    return kDone;
}

Result<int> rules(Call& call)
{
    if (call.flag("--generic") || call.has("--file"))
        return load(call);
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const std::vector<RuleVersion> versions, ruleVersions(workspace->db()));
    Json::Array list;
    std::vector<std::string> lines;
    for (const RuleVersion& version : versions) {
        list.push_back(versionJson(version));
        lines.push_back(version.row.name + " " + version.row.version + "  " + texts::sentence((std::string("sod.standing.") + name(version.standing)).c_str()) + "  "
            + version.row.digest.hex());
    }
    call.print(Json::Object{{"rule_sets", std::move(list)}}, join(lines, "\n"));
    return kDone;
}

Result<int> judge(Call& call, bool approve)
{
    OXSEAL_TRY(const std::string words, call.required("--version"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const RuleVersion version, ruleVersionNamed(workspace->db(), words));
    OXSEAL_CHECK(judgeRuleSet(*workspace, version.row.id, approve, reason));
    OXSEAL_TRY(const RuleVersion after, ruleVersionById(workspace->db(), version.row.id));
    OXSEAL_CHECK(workspace->close());
    const Json json = versionJson(after);
    call.print(json, summary(approve ? "sod.rules_approved" : "sod.rules_rejected", json, {"name", "version"}));
    return kDone;
}

Json fieldsJson(const std::vector<sod::FieldChange>& fields)
{
    Json::Array out;
    for (const sod::FieldChange& field : fields)
        out.push_back(Json::Object{{"field", field.field}, {"before", field.before}, {"after", field.after}});
    return out;
}

Json itemsJson(const std::vector<sod::ItemChange>& items)
{
    Json::Array out;
    for (const sod::ItemChange& item : items)
        out.push_back(Json::Object{{"change", sod::name(item.kind)}, {"id", item.id}, {"fields", fieldsJson(item.fields)}});
    return out;
}

void addLines(std::vector<std::string>& lines, const std::vector<sod::FieldChange>& fields)
{
    for (const sod::FieldChange& field : fields) {
        if (!field.before.empty())
            lines.push_back("    - " + field.field + ": " + field.before);
        if (!field.after.empty())
            lines.push_back("    + " + field.field + ": " + field.after);
    }
}

void addLines(std::vector<std::string>& lines, const char* what, const std::vector<sod::ItemChange>& items)
{
    for (const sod::ItemChange& item : items) {
        lines.push_back(texts::sentence((std::string("sod.diff.") + what + "_" + sod::name(item.kind)).c_str(), {item.id}));
        addLines(lines, item.fields);
    }
}

Json deltasJson(const std::vector<ConflictDelta>& deltas)
{
    Json::Array out;
    for (const ConflictDelta& delta : deltas)
        out.push_back(Json::Object{{"subject", delta.subject}, {"name", delta.name}, {"rule", delta.rule}, {"way", delta.way}});
    return out;
}

/// What the change would find and miss in a period's access.
void addEffect(Json& json, std::vector<std::string>& lines, const RuleEffect& effect)
{
    json.set("gained", deltasJson(effect.gained)).set("lost", deltasJson(effect.lost)).set("kept", effect.kept);
    json.set("unmapped_before", effect.unmappedBefore).set("unmapped_after", effect.unmappedAfter);
    lines.push_back(texts::sentence("sod.diff.effect",
        {std::to_string(effect.gained.size()), std::to_string(effect.lost.size()), std::to_string(effect.kept), std::to_string(effect.unmappedBefore),
            std::to_string(effect.unmappedAfter)}));
    for (const ConflictDelta& delta : effect.gained)
        lines.push_back("    + " + delta.name + " " + delta.rule + ": " + delta.way);
    for (const ConflictDelta& delta : effect.lost)
        lines.push_back("    - " + delta.name + " " + delta.rule + ": " + delta.way);
}

/// --from V against --to V or --file R.json; without --from the version in use, without both the draft.
Result<int> diff(Call& call)
{
    std::optional<sod::RuleSet> file;
    if (call.has("--file")) {
        OXSEAL_TRY(file, rulesFrom(call));
    }
    OXSEAL_TRY(const auto workspace, call.open(true));
    Database& db = workspace->db();
    OXSEAL_TRY(const RuleVersion used, ruleVersionInUse(db));
    RuleVersion from = used;
    if (const auto words = call.value("--from")) {
        OXSEAL_TRY(from, ruleVersionNamed(db, *words));
    }
    OXSEAL_TRY(const sod::RuleSet before, rulesOf(from.row));
    sod::RuleSet after;
    if (file) {
        after = std::move(*file);
    } else if (const auto words = call.value("--to")) {
        OXSEAL_TRY(const RuleVersion to, ruleVersionNamed(db, *words));
        OXSEAL_TRY(after, rulesOf(to.row));
    } else {
        OXSEAL_TRY(const std::optional<RuleDraft> draft, ruleDraft(db));
        if (!draft)
            return fail(kNoRuleDraft);
        after = draft->rules;
    }
    const sod::RuleSetDiff found = sod::diff(before, after);
    Json json(Json::Object{{"from", before.name + " " + before.version}, {"to", after.name + " " + after.version}, {"set", fieldsJson(found.set)},
        {"rules", itemsJson(found.rules)}, {"functions", itemsJson(found.functions)}});
    std::vector<std::string> lines;
    addLines(lines, found.set);
    addLines(lines, "rule", found.rules);
    addLines(lines, "function", found.functions);
    if (found.onlyNamed())
        lines.push_back(texts::sentence("sod.diff.nothing"));
    if (const auto name = call.value("--period")) {
        OXSEAL_TRY(const PeriodRow period, periodByName(db, *name));
        OXSEAL_TRY(const PeriodAccess access, periodAccess(*workspace, period));
        OXSEAL_TRY(const RuleEffect effect, ruleEffect(access, period.period.last, before, after));
        addEffect(json, lines, effect);
    }
    call.print(json, join(lines, "\n"));
    return kDone;
}

/// JSON keeps all; CSV is two tables, and says what it has no column for.
Result<int> exportRules(Call& call)
{
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(RuleVersion version, ruleVersionInUse(workspace->db()));
    if (const auto words = call.value("--version")) {
        OXSEAL_TRY(version, ruleVersionNamed(workspace->db(), *words));
    }
    OXSEAL_TRY(const sod::RuleSet set, rulesOf(version.row));
    std::size_t left = 0;
    if (std::filesystem::path(out).extension() == ".csv") {
        OXSEAL_TRY(const std::string functions, call.required("--functions"));
        const RuleCsv csv = ruleCsv(set);
        OXSEAL_CHECK(writeFile(out, csv.rules));
        OXSEAL_CHECK(writeFile(functions, csv.functions));
        left = csv.left;
    } else {
        OXSEAL_CHECK(writeFile(out, version.row.body + "\n"));
    }
    const Json json(Json::Object{{"name", set.name}, {"version", set.version}, {"out", out}, {"rules", set.rules.size()}, {"left_out", left}});
    call.print(json, summary(left == 0 ? "sod.rules_written" : "sod.rules_written_part", json, {"name", "version", "rules", "out", "left_out"}));
    return kDone;
}

} // namespace

void addSodRuleVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"sod", verb, synopsis, std::move(options), run});
    };
    add("rules", "sod rules WORKSPACE [--generic | --file R.(csv|json) [--functions F.csv] --version V]",
        {"--generic", "--file=", "--functions=", "--name=", "--version=", "--as="}, rules);
    add("diff", "sod diff WORKSPACE [--from V] [--to V | --file R.(csv|json) [--functions F.csv] --version V] [--period P]",
        {"--from=", "--to=", "--file=", "--functions=", "--name=", "--version=", "--as=", "--period="}, diff);
    add("approve", "sod approve WORKSPACE --version V", {"--version="}, [](Call& call) { return judge(call, true); });
    add("reject", "sod reject WORKSPACE --version V", {"--version="}, [](Call& call) { return judge(call, false); });
    verbs.push_back({"sod", "export", "sod export WORKSPACE --out R.(json|csv) [--version V] [--functions F.csv]",
        {"--out=", "--version=", "--functions="}, exportRules, {{"--out", {}}, {"--functions", {}}}});
}

} // namespace oxseal::cli
