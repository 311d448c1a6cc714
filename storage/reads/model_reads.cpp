// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/model_reads.h"

#include "storage/crypto/hash.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/rule_packs.h"

#include <algorithm>

namespace oxseal {
namespace {

/// What a model came with; kNoSuchModel.
Result<Json> delivered(const std::string& model)
{
    if (model == kMatcherModel)
        return shippedPolicy();
    for (const auto& [known, path] : {std::pair{kAccountRules, ":/rules/account_rules.json"}, {kExceptionRules, ":/rules/exception_rules.json"},
             {kSeverityRules, ":/rules/severity_rules.json"}}) {
        if (model == known)
            return resourceJson(path);
    }
    return fail(kNoSuchModel, {}, {model});
}

} // namespace

Result<std::vector<ModelVersionRow>> modelVersions(Database& db, const std::string& model)
{
    OXSEAL_TRY(const Json shipped, delivered(model));
    std::vector<ModelVersionRow> out;
    Status read;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, model, version, body, sha256, author_id, at, reason, state, decided_by, decided_at, decision_reason
        FROM model_version WHERE model = ? ORDER BY version DESC)sql",
        {model}, [&](const SqlRow& row) {
            ModelVersionRow each;
            each.id = row.integer(0);
            each.model = row.string(1);
            each.version = row.integer(2);
            auto body = parseJson(row.text(3));
            if (!body) {
                read = failWith(body);
                return false;
            }
            each.body = std::move(*body);
            each.sha256 = row.digest(4);
            each.author = PersonId(row.integer(5));
            each.at = Instant{row.integer(6)};
            each.reason = row.string(7);
            each.state = row.string(8);
            each.decidedBy = PersonId(row.integer(9));
            each.decidedAt = Instant{row.integer(10)};
            each.decisionReason = row.string(11);
            out.push_back(std::move(each));
            return true;
        }));
    OXSEAL_CHECK(read);
    const std::int64_t first = shipped["version"].toInteger();
    if (std::none_of(out.begin(), out.end(), [&](const auto& each) { return each.version == first; })) {
        ModelVersionRow each;
        each.model = model;
        each.version = first;
        each.sha256 = sha256(canonicalJson(shipped));
        each.body = shipped;
        each.reason = shipped["note"].toString();
        each.state = "delivered";
        out.push_back(std::move(each));
        std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.version > b.version; });
    }
    return out;
}

Result<ModelVersionRow> modelVersion(Database& db, const std::string& model, std::int64_t version)
{
    OXSEAL_TRY(auto all, modelVersions(db, model));
    for (ModelVersionRow& each : all) {
        if (each.version == version)
            return std::move(each);
    }
    return fail(kNoSuchModelVersion, {}, {model, std::to_string(version)});
}

const ModelVersionRow& versionInForce(const std::vector<ModelVersionRow>& versions)
{
    const auto approved = std::find_if(versions.begin(), versions.end(), [](const auto& each) { return each.state == "approved"; });
    if (approved != versions.end())
        return *approved;
    const auto delivered = std::find_if(versions.begin(), versions.end(), [](const auto& each) { return each.state == "delivered"; });
    return delivered != versions.end() ? *delivered : versions.back();
}

const ModelVersionRow* versionBefore(const std::vector<ModelVersionRow>& versions, std::int64_t version)
{
    const auto found = std::find_if(versions.begin(), versions.end(),
        [version](const auto& each) { return each.version < version && (each.state == "approved" || each.state == "delivered"); });
    return found == versions.end() ? nullptr : &*found;
}

} // namespace oxseal
