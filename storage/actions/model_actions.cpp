// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/model_actions.h"

#include "models/controls/severity.h"
#include "models/recon/account_rules.h"
#include "models/recon/exception_rules.h"
#include "storage/actions/account_reopen.h"
#include "storage/actions/recon_support.h"
#include "storage/crypto/hash.h"
#include "storage/reads/account_reads.h"
#include "storage/repos/model_repo.h"

#include <algorithm>

namespace oxseal {
namespace {

Event modelEvent(const char* verb, const ModelVersionRow& version, Json before, Json after)
{
    Event event;
    event.verb = verb;
    event.object = "model:" + version.model + "/" + std::to_string(version.version);
    event.module = "model";
    event.before = std::move(before);
    event.after = std::move(after);
    return event;
}

Json changesJson(const Json& before, const Json& after)
{
    Json::Array out;
    for (const recon::PolicyChange& change : recon::policyChanges(before, after)) {
        if (change.place != "version")
            out.push_back(Json().set("place", change.place).set("before", change.before).set("after", change.after));
    }
    return Json(std::move(out));
}

Status checkBody(const std::string& model, const Json& body)
{
    if (model == kAccountRules) {
        OXSEAL_CHECK(recon::parseAccountRules(body));
    } else if (model == kExceptionRules) {
        OXSEAL_CHECK(recon::parseExceptionRules(body));
    } else if (model == kSeverityRules) {
        OXSEAL_CHECK(controls::parseSeverityRules(body));
    } else {
        OXSEAL_CHECK(recon::parseMatchPolicy(body));
    }
    return {};
}

/// What was signed or closed under another version of the model.
Result<std::int64_t> reopenUnderOther(UnitOfWork& unit, const ModelVersionRow& version)
{
    if (version.model == kAccountRules)
        return reopenCloses(unit, "", "rule", Json().set("rule_version", version.version), [](const CloseRow&) { return true; });
    if (version.model == kSeverityRules)
        return std::int64_t{0}; // a conclusion keeps the version it was measured by; what waits is measured anew by itself
    if (version.model == kExceptionRules)
        return std::int64_t{0}; // they move days and limits of decisions still to be made; what was signed rests on none of them
    std::int64_t reopened = 0;
    OXSEAL_TRY(const auto signedOff, repo::signedUnderOther(unit.db(), version.version));
    for (const ReconciliationId id : signedOff) {
        OXSEAL_TRY(const ReconRow row, reconciliationById(unit.db(), id));
        OXSEAL_TRY(const bool opened, reopen(unit, row, Json().set("cause", "model").set("model_version", version.version)));
        reopened += opened ? 1 : 0;
    }
    return reopened;
}

} // namespace

Result<std::int64_t> proposeModelVersion(Workspace& workspace, const std::string& model, Json body, const std::string& reason)
{
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const auto versions, modelVersions(unit.db(), model));
        for (const ModelVersionRow& each : versions) {
            if (each.state == "proposed")
                return fail(kModelPending, {}, {std::to_string(each.version)});
        }
        const ModelVersionRow& inForce = versionInForce(versions);
        ModelVersionRow made;
        made.model = model;
        made.version = versions.front().version + 1;
        made.body = std::move(body.set("version", made.version));
        OXSEAL_CHECK(checkBody(model, made.body));
        const Json changes = changesJson(inForce.body, made.body);
        if (changes.toArray().empty())
            return fail(kModelUnchanged, {}, {std::to_string(inForce.version)});
        made.sha256 = sha256(canonicalJson(made.body));
        made.author = unit.actor().person;
        made.at = unit.now();
        made.reason = reason;
        made.state = "proposed";
        OXSEAL_CHECK(repo::insertModelVersion(unit.db(), made));
        unit.record(modelEvent("model.propose", made, Json().set("version", inForce.version).set("sha256", inForce.sha256.hex()),
            Json().set("sha256", made.sha256.hex()).set("changes", changes)));
        return made.version;
    });
}

Result<std::int64_t> decideModelVersion(Workspace& workspace, const ModelDecision& decision, const std::string& reason)
{
    return workspace.write(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(ModelVersionRow version, modelVersion(unit.db(), decision.model, decision.version));
        const bool delivered = version.state == "delivered";
        if ((version.state != "proposed" && !delivered) || (delivered && !decision.approve))
            return fail(kModelDecided, {}, {std::to_string(version.version), version.state});
        if (version.author && version.author == unit.actor().person)
            return fail(kModelAuthorDecides);
        const std::string before = version.state;
        version.state = decision.approve ? "approved" : "refused";
        version.decidedBy = unit.actor().person;
        version.decidedAt = unit.now();
        version.decisionReason = reason;
        if (delivered) {
            version.at = unit.now();
            OXSEAL_CHECK(repo::insertModelVersion(unit.db(), version));
        } else {
            OXSEAL_CHECK(repo::decideModelVersion(unit.db(), version));
        }
        std::int64_t reopened = 0;
        if (decision.approve) {
            OXSEAL_TRY(reopened, reopenUnderOther(unit, version));
        }
        unit.record(modelEvent(decision.approve ? "model.approve" : "model.refuse", version, Json().set("state", before),
            Json().set("state", version.state).set("sha256", version.sha256.hex()).set("reopened", reopened)));
        return reopened;
    });
}

} // namespace oxseal
