// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/sod_rule_actions.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

std::string setName(const RuleSetRow& row) { return row.name + " " + row.version; }
std::string setObject(std::int64_t id) { return "rule_set:" + std::to_string(id); }

/// "added S70", "changed S05": what a diff touches, for the ledger. The contents stand in the versions themselves.
Json touched(const std::vector<sod::ItemChange>& items)
{
    Json::Array out;
    for (const sod::ItemChange& item : items)
        out.emplace_back(std::string(sod::name(item.kind)) + " " + item.id);
    return Json(std::move(out));
}

Json summaryOf(const sod::RuleSetDiff& diff)
{
    return Json::Object{{"rules", touched(diff.rules)}, {"functions", touched(diff.functions)}};
}

struct Prepared
{
    std::string body;
    Digest digest;
    std::optional<std::int64_t> known; ///< the same version with the same contents
};

Result<Prepared> prepared(Database& db, const sod::RuleSet& set)
{
    OXSEAL_CHECK(sod::validate(set));
    Prepared out;
    out.body = canonicalJson(ruleSetToJson(set));
    out.digest = sha256(std::string_view(out.body));
    OXSEAL_TRY(const std::vector<RuleSetRow> known, sod_repo::ruleSets(db));
    for (const RuleSetRow& row : known) {
        if (row.name != set.name || row.version != set.version)
            continue;
        if (row.digest != out.digest)
            return fail(kRuleSetExists, {}, {set.name, set.version});
        out.known = row.id;
    }
    return out;
}

Result<std::int64_t> insert(UnitOfWork& unit, const sod::RuleSet& set, const Prepared& ready)
{
    OXSEAL_TRY(const std::int64_t id,
        sod_repo::insertRuleSet(unit.db(), {0, set.name, set.version, ready.digest, ready.body, unit.now(), unit.actor().person}));
    unit.record({"sod.load_rules", setObject(id), "sod", {},
        Json::Object{{"name", set.name}, {"version", set.version}, {"digest", ready.digest.hex()}, {"rules", set.rules.size()},
            {"functions", set.functions.size()}}, {}});
    return id;
}

/// The rules that a version is compared with; nothing when there are none yet.
Result<sod::RuleSet> rulesBefore(const std::optional<RuleSetRow>& row) { return row ? rulesOf(*row) : Result<sod::RuleSet>(sod::RuleSet()); }

} // namespace

Result<std::int64_t> loadRuleSet(Workspace& workspace, const sod::RuleSet& set, const std::string& reason)
{
    OXSEAL_TRY(const Prepared ready, prepared(workspace.db(), set));
    if (ready.known)
        return *ready.known;
    return workspace.write(Permission::EditSodRules, reason, [&](UnitOfWork& unit) { return insert(unit, set, ready); });
}

Status judgeRuleSet(Workspace& workspace, std::int64_t ruleSet, bool approve, const std::string& reason)
{
    return workspace.write(Permission::AcceptConflict, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const std::vector<RuleVersion> versions, ruleVersions(unit.db()));
        const RuleVersion* version = nullptr;
        const RuleVersion* used = nullptr;
        for (const RuleVersion& one : versions) {
            version = one.row.id == ruleSet ? &one : version;
            used = one.standing == RuleStanding::InUse ? &one : used;
        }
        if (version == nullptr)
            return fail(kNoSuchRuleSet, {}, {std::to_string(ruleSet)});
        if (version->row.loadedBy == unit.actor().person)
            return fail(kOwnRules, {}, {setName(version->row)});
        if (version->verdict)
            return fail(kRulesDecided, {}, {setName(version->row), version->verdict->approved ? "approved" : "rejected"});
        const bool another = used != nullptr && used->row.id != ruleSet;
        OXSEAL_TRY(const sod::RuleSet before, rulesBefore(another ? std::optional(used->row) : std::nullopt));
        OXSEAL_TRY(const sod::RuleSet after, rulesOf(version->row));
        OXSEAL_CHECK(sod_rule_repo::insertVerdict(unit.db(), {ruleSet, approve, reason, unit.now(), unit.actor().person}));
        Json data(Json::Object{{"name", version->row.name}, {"version", version->row.version}, {"digest", version->row.digest.hex()}});
        if (another)
            data.set("instead_of", setName(used->row)).set("changes", summaryOf(sod::diff(before, after)));
        unit.record({approve ? "sod.approve_rules" : "sod.reject_rules", setObject(ruleSet), "sod", {}, std::move(data), {}});
        return {};
    });
}

Status saveRuleDraft(
    Workspace& workspace, const sod::RuleSet& set, std::optional<std::int64_t> base, bool takeOver, const std::string& reason)
{
    OXSEAL_CHECK(sod::validate(set));
    return workspace.write(Permission::EditSodRules, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const std::optional<RuleDraft> before, ruleDraft(unit.db()));
        if (before && before->row.changedBy != unit.actor().person && !takeOver) {
            OXSEAL_TRY(const Person author, personById(unit.db(), before->row.changedBy));
            return fail(kSomebodysDraft, {}, {author.name, before->row.changedAt.day().iso()});
        }
        sod::RuleSet old = before ? before->rules : sod::RuleSet();
        if (!before && base) {
            OXSEAL_TRY(const RuleVersion from, ruleVersionById(unit.db(), *base));
            OXSEAL_TRY(old, rulesOf(from.row));
        }
        OXSEAL_CHECK(sod_rule_repo::putDraft(unit.db(), {base, canonicalJson(ruleSetToJson(set)), unit.now(), unit.actor().person}));
        Json data = summaryOf(sod::diff(old, set));
        if (base)
            data.set("base", *base);
        unit.record({"sod.draft_rules", "rule_draft:1", "sod", {}, std::move(data), {}});
        return {};
    });
}

Status discardRuleDraft(Workspace& workspace, const std::string& reason)
{
    return workspace.write(Permission::EditSodRules, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const std::optional<RuleDraft> draft, ruleDraft(unit.db()));
        if (!draft)
            return fail(kNoRuleDraft);
        OXSEAL_TRY(const sod::RuleSet base, rulesBefore(draft->base));
        OXSEAL_CHECK(sod_rule_repo::deleteDraft(unit.db()));
        unit.record({"sod.discard_draft", "rule_draft:1", "sod", {}, summaryOf(sod::diff(base, draft->rules)), {}});
        return {};
    });
}

Result<std::int64_t> proposeRuleDraft(Workspace& workspace, const std::string& version, const std::string& reason)
{
    OXSEAL_TRY(std::optional<RuleDraft> draft, ruleDraft(workspace.db()));
    if (!draft)
        return fail(kNoRuleDraft);
    OXSEAL_TRY(const sod::RuleSet base, rulesBefore(draft->base));
    if (draft->base && sod::diff(base, draft->rules).onlyNamed())
        return fail(kNothingDrafted, {}, {setName(*draft->base)});
    sod::RuleSet set = std::move(draft->rules);
    set.version = version;
    OXSEAL_TRY(const Prepared ready, prepared(workspace.db(), set));
    if (ready.known)
        return fail(kRuleSetExists, {}, {set.name, set.version});
    return workspace.write(Permission::EditSodRules, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_CHECK(sod_rule_repo::deleteDraft(unit.db()));
        return insert(unit, set, ready);
    });
}

} // namespace oxseal
