// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_removal_verbs.h"

#include "app/cli/review_options.h"
#include "app/cli/summary.h"
#include "storage/actions/access_actions.h"
#include "storage/actions/removal_exceptions.h"

namespace oxseal::cli {
namespace {

Result<int> claim(Call& call)
{
    OXSEAL_TRY(const std::int64_t removal, reviewNumber(call, "--removal"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(claimRemoval(*workspace, removal, call.value("--ticket").value_or(""), reason));
    OXSEAL_TRY(const RemovalRow row, removalById(workspace->db(), removal));
    OXSEAL_CHECK(workspace->close());
    const Json json = removalJson(row);
    call.print(json, summary("access.removal_line", json, {"removal", "account", "entitlement", "state", "due"}));
    return kDone;
}

/// The verbs on a removal that was granted again or is contested.
Result<int> onRegrant(Call& call, const char* sentence, const std::function<Status(Workspace&, std::int64_t, const std::string&, Json&)>& act)
{
    OXSEAL_TRY(const std::int64_t removal, reviewNumber(call, "--removal"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    Json json(Json::Object{{"removal", removal}, {"order", Json()}});
    OXSEAL_CHECK(act(*workspace, removal, reason, json));
    OXSEAL_CHECK(workspace->close());
    call.print(json, summary(sentence, json, {"removal", "order"}));
    return kDone;
}

Result<int> reorder(Call& call)
{
    return onRegrant(call, "access.ordered_again", [](Workspace& workspace, std::int64_t removal, const std::string& reason, Json& json) -> Status {
        OXSEAL_TRY(const std::int64_t order, orderAgain(workspace, removal, reason));
        json.set("order", order);
        return {};
    });
}

Result<int> verify(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    std::optional<SnapshotId> extract;
    if (call.has("--extract")) {
        OXSEAL_TRY(const std::int64_t snapshot, reviewNumber(call, "--extract"));
        extract = SnapshotId(snapshot);
    }
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const VerifyOutcome outcome, verifyRemovals(*workspace, id, extract, reason));
    OXSEAL_CHECK(workspace->close());
    Json::Array why;
    std::string lines;
    for (const UnprovenRemoval& one : outcome.why) {
        why.emplace_back(Json::Object{{"removal", one.removal.id}, {"account", one.removal.account}, {"entitlement", one.removal.entitlement},
            {"code", one.why.id()}, {"what", texts::what(one.why)}, {"remedy", texts::remedy(one.why)}});
        lines += "\n" + texts::sentence("access.unproven_line", {std::to_string(one.removal.id), one.removal.account, one.removal.entitlement,
                                                                   texts::what(one.why), texts::remedy(one.why)});
    }
    const Json json(Json::Object{{"removed", outcome.removed}, {"still_present", outcome.stillPresent}, {"regranted", outcome.regranted},
        {"unproven", outcome.unproven}, {"why", std::move(why)}, {"remediation_verified", outcome.remediationVerified}});
    call.print(json, summary("access.verified", json, {"removed", "still_present", "regranted", "unproven"}) + lines);
    return call.flag("--fail-on-findings") && outcome.stillPresent + outcome.regranted + outcome.unproven > 0 ? kNegative : kDone;
}

} // namespace

Json removalJson(const RemovalRow& removal)
{
    Json json;
    json.set("removal", removal.id);
    json.set("row", removal.row);
    json.set("account", removal.account);
    json.set("entitlement", removal.entitlement);
    json.set("kind", removal.kind);
    json.set("state", removal.state);
    json.set("due", removal.due.iso());
    json.set("claimed_at", removal.claimedAt ? Json(removal.claimedAt->iso()) : Json());
    json.set("closing", removal.closing);
    json.set("removed_as_of", removal.removedAsOf ? Json(removal.removedAsOf->day().iso()) : Json());
    return json;
}

void addReviewRemovalVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"review", verb, synopsis, std::move(options), run});
    };
    add("claim", "review claim WORKSPACE --removal N", {"--removal=", "--ticket="}, claim);
    add("order-again", "review order-again WORKSPACE --removal N", {"--removal="}, reorder);
    add("regrant-ask", "review regrant-ask WORKSPACE --removal N", {"--removal="}, [](Call& call) {
        return onRegrant(call, "access.regrant_is_asked",
            [](Workspace& workspace, std::int64_t removal, const std::string& reason, Json&) { return askToKeep(workspace, removal, reason); });
    });
    add("regrant-accept", "review regrant-accept WORKSPACE --removal N", {"--removal="}, [](Call& call) {
        return onRegrant(call, "access.regrant_is_accepted",
            [](Workspace& workspace, std::int64_t removal, const std::string& reason, Json&) { return approveKeeping(workspace, removal, reason); });
    });
    add("contest", "review contest WORKSPACE --removal N", {"--removal="}, [](Call& call) {
        return onRegrant(call, "access.contest_is_asked",
            [](Workspace& workspace, std::int64_t removal, const std::string& reason, Json&) { return askToKeep(workspace, removal, reason); });
    });
    add("contest-approve", "review contest-approve WORKSPACE --removal N", {"--removal="}, [](Call& call) {
        return onRegrant(call, "access.contest_is_approved",
            [](Workspace& workspace, std::int64_t removal, const std::string& reason, Json&) { return approveKeeping(workspace, removal, reason); });
    });
    for (const char* verb : {"regrant-decline", "contest-decline"}) {
        add(verb, verb == std::string_view("regrant-decline") ? "review regrant-decline WORKSPACE --removal N" : "review contest-decline WORKSPACE --removal N",
            {"--removal="}, [](Call& call) {
                return onRegrant(call, "access.keeping_is_declined",
                    [](Workspace& workspace, std::int64_t removal, const std::string& reason, Json&) { return declineKeeping(workspace, removal, reason); });
            });
    }
    add("verify", "review verify WORKSPACE --campaign N", {"--campaign=", "--extract="}, verify);
}

} // namespace oxseal::cli
