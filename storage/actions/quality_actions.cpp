// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/quality_actions.h"

#include "models/access/rarity.h"
#include "models/access/timeliness.h"
#include "storage/crypto/hash.h"
#include "storage/reads/company_reads.h"

#include <algorithm>

namespace oxseal {

Status setQualityMode(Workspace& workspace, const QualityModeWish& wish, const std::string& reason)
{
    OXSEAL_CHECK(access::allowedMode(wish.mode, wish.notice));
    Random& random = *workspace.environment().random;
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Status {
        if (wish.from < unit.now().day())
            return fail(kQualityDay, {}, {wish.from.iso()});
        OXSEAL_TRY(const std::vector<Entity> known, entities(unit.db()));
        const bool exists = std::any_of(known.begin(), known.end(), [&](const Entity& one) { return one.code == wish.entity; });
        if (!wish.entity.empty() && !exists)
            return fail(kQualityNoEntity, {}, {wish.entity});
        OXSEAL_TRY(const auto before, quality_repo::modeOn(unit.db(), wish.entity, wish.from));
        QualityModeRow row;
        row.entity = wish.entity;
        row.mode = wish.mode;
        row.notice = wish.notice;
        row.from = wish.from;
        row.pseudonymKey.resize(32);
        random.fill({reinterpret_cast<std::uint8_t*>(row.pseudonymKey.data()), row.pseudonymKey.size()});
        row.setAt = unit.now();
        row.setBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, quality_repo::insertMode(unit.db(), row));
        Event event{"review.quality_mode", "quality-mode:" + std::to_string(id), "access", {}, {}, {}};
        event.before = Json::Object{{"mode", name(before ? before->mode : access::QualityMode::Off)}};
        event.after = Json::Object{{"entity", wish.entity}, {"mode", name(wish.mode)}, {"from", wish.from.iso()}, {"notice", wish.notice}};
        unit.record(std::move(event));
        return {};
    });
}

Result<std::int64_t> proposeReviewPolicy(Workspace& workspace, const Json& policy, Day effective, const std::string& reason)
{
    OXSEAL_CHECK(access::qualityLimits(policy));
    OXSEAL_CHECK(sod::dutyLimits(policy));
    OXSEAL_CHECK(access::timelinessLimits(policy));
    OXSEAL_CHECK(access::rarityLimits(policy));
    return workspace.write(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        if (effective < unit.now().day())
            return fail(kReviewPolicyPast, {}, {effective.iso()});
        ReviewPolicyRow row;
        row.effective = effective;
        row.body = canonicalJson(policy);
        row.sha256 = sha256(row.body);
        row.proposedAt = unit.now();
        row.proposedBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, quality_repo::insertPolicy(unit.db(), row));
        OXSEAL_TRY(const ReviewPolicyInForce before, reviewPolicyOn(unit.db(), unit.now().day()));
        Event event{"review.policy_propose", "review-policy:" + std::to_string(id), "access", {}, {}, {}};
        event.before = Json::Object{{"sha256", before.sha256.hex()}, {"policy", before.json}};
        event.after = Json::Object{{"sha256", row.sha256.hex()}, {"effective", effective.iso()}, {"policy", policy}};
        unit.record(std::move(event));
        return id;
    });
}

Status approveReviewPolicy(Workspace& workspace, std::int64_t id, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const std::vector<ReviewPolicyRow> versions, quality_repo::policies(unit.db()));
        const auto found = std::find_if(versions.begin(), versions.end(), [id](const ReviewPolicyRow& one) { return one.id == id; });
        if (found == versions.end())
            return fail(kNoSuchReviewPolicy, {}, {std::to_string(id)});
        if (found->approvedAt)
            return fail(kReviewPolicyApproved, {}, {std::to_string(id)});
        if (found->proposedBy == unit.actor().person)
            return fail(kReviewPolicyOwn, {}, {unit.actor().login});
        OXSEAL_CHECK(quality_repo::approvePolicy(unit.db(), id, unit.now(), unit.actor().person));
        unit.record({"review.policy_approve", "review-policy:" + std::to_string(id), "access", {},
            Json::Object{{"sha256", found->sha256.hex()}, {"effective", found->effective.iso()}}, {}});
        return {};
    });
}

Result<std::string> keepShowings(
    UnitOfWork& unit, const CampaignRow& campaign, std::int64_t decision, std::span<const access::Showing> shown)
{
    OXSEAL_TRY(const auto mode, quality_repo::modeOn(unit.db(), campaign.entity, unit.now().day()));
    if (!mode || mode->mode == access::QualityMode::Off)
        return std::string();
    Json::Array kept;
    for (const access::Showing& one : shown) {
        if (!access::plausible(one, unit.now()))
            continue;
        OXSEAL_CHECK(quality_repo::insertShowing(unit.db(), decision, one, mode->mode));
        kept.emplace_back(Json::Object{{"from", one.from.iso()}, {"until", one.until.iso()}, {"context", one.context}});
    }
    return kept.empty() ? std::string() : sha256(canonicalJson(Json(std::move(kept)))).hex();
}

} // namespace oxseal
