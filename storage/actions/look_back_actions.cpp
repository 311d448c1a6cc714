// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/look_back_actions.h"

#include "models/core/text.h"
#include "storage/actions/review_support.h"

#include <algorithm>

namespace oxseal {

Status concludeLookBack(Workspace& workspace, CampaignId campaign, const LookBackFinding& finding, const std::string& reason)
{
    if (trimmed(finding.explanation).empty())
        return fail(kLookBackUnexplained, finding.account);
    OXSEAL_TRY(const LookBackSheet sheet, lookBackSheet(workspace, campaign));
    const auto found = std::find_if(sheet.lines.begin(), sheet.lines.end(), [&](const LookBackLine& line) { return line.account == finding.account; });
    if (found == sheet.lines.end())
        return fail(kNoSuchLookBack, {}, {finding.account, std::to_string(campaign.value)});
    if (const Status allowed = access::allowedConclusion(finding.conclusion, found->standing, !finding.evidence.empty()); !allowed)
        return fail(allowed.error().is(access::kLookBackUsed) ? access::kLookBackUsed : access::kLookBackUnknown, finding.account, {finding.account});
    if (const Status asked = access::allowedProcedures(found->kind, finding.procedures); !asked)
        return fail(asked.error().is(access::kLookBackNoCause) ? access::kLookBackNoCause : access::kLookBackUnchecked, finding.account, {finding.account});
    return workspace.writeStatus(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        LookBackRow row;
        row.campaign = campaign;
        row.account = finding.account;
        row.conclusion = finding.conclusion;
        row.explanation = finding.explanation;
        row.procedures = finding.procedures;
        row.uses = found->facts.usesAfter;
        row.lagDays = found->standing.lagDays;
        row.at = unit.now();
        row.by = unit.actor().person;
        Json after;
        after.set("account", row.account).set("conclusion", name(row.conclusion)).set("explanation", row.explanation);
        after.set("uses", row.uses).set("lag_days", row.lagDays);
        if (row.procedures != access::LookBackProcedures()) {
            after.set("secret_keys", name(row.procedures.keys)).set("shared_passwords", name(row.procedures.passwords));
            after.set("root_cause", row.procedures.cause);
        }
        if (!finding.evidence.empty()) {
            OXSEAL_TRY(const ObjectInfo kept, unit.objects().putFile(finding.evidence, "evidence"));
            row.evidence = kept.id;
            row.evidenceName = finding.evidence.filename().string();
            after.set("evidence", kept.sha256.hex()).set("evidence_name", row.evidenceName);
        }
        OXSEAL_TRY(const std::int64_t id, look_back_repo::insert(unit.db(), row));
        const LookBackRow* before = found->concluded();
        unit.record({"review.look_back", campaignObject(campaign) + "/look-back:" + std::to_string(id), "access",
            before == nullptr ? Json() : Json().set("conclusion", name(before->conclusion)), std::move(after), {}});
        return {};
    });
}

} // namespace oxseal
