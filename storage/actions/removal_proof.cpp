// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"
#include "storage/actions/review_support.h"
#include "storage/reads/extract_proof.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::RevocationState;

/// The extract that was named, else the last one imported: of the campaign's system, and dated.
Result<SnapshotInfo> chosenExtract(Database& db, const CampaignRow& campaign, std::optional<SnapshotId> named)
{
    std::optional<SnapshotInfo> info;
    if (named) {
        OXSEAL_TRY(info, snapshotInfo(db, *named));
    } else {
        OXSEAL_TRY(info, latestSnapshot(db, {"listing", campaign.system, "", ""}));
    }
    if (!info)
        return fail(kNoListing, {}, {campaign.system, ""});
    if (info->key.kind != "listing" || info->key.subject != campaign.system)
        return fail(access::kExtractOtherSystem);
    if (!info->asOf)
        return fail(kExtractUndated);
    return std::move(*info);
}

Instant beginningOf(Day day) { return Instant{std::int64_t{day.number} * 86'400'000'000}; }

/// The state of one removal after looking at the extract; what hinders the removal itself is said before what is wrong with the extract.
Result<RevocationState> judged(const ProofExtract& extract, const RemovalRow& removal, RevocationState state)
{
    const access::Revocation revocation{state, removal.claimedAt, removal.removedAsOf};
    if (!removal.claimedAt && !removal.removedAsOf)
        return access::verify(revocation, {});
    if (extract.flaw)
        return tl::unexpected<Error>(*extract.flaw);
    const Instant takenAt = beginningOf(*extract.info.asOf);
    OXSEAL_CHECK(access::verify(revocation, {takenAt, true, false}));
    OXSEAL_TRY(const bool present, extract.holds(removal));
    return access::verify(revocation, {takenAt, true, present});
}

Json whyJson(const std::vector<UnprovenRemoval>& unproven)
{
    Json::Array out;
    for (const UnprovenRemoval& one : unproven)
        out.emplace_back(Json::Object{{"removal", one.removal.id}, {"why", one.why.id()}});
    return out;
}

/// Looks for every removal that is followed; gives what changed.
Result<Json::Array> lookForAll(UnitOfWork& unit, const ProofExtract& extract, std::vector<RemovalRow>& removals, VerifyOutcome& outcome)
{
    Json::Array changes;
    for (RemovalRow& removal : removals) {
        const auto state = access::revocationStateFromName(removal.state);
        if (!state || closed(removal))
            continue; // withdrawn, or its re-grant came to an end otherwise
        const auto seen = judged(extract, removal, *state);
        if (!seen) {
            ++outcome.unproven;
            outcome.why.push_back({removal, seen.error()});
            continue;
        }
        if (*seen == RevocationState::Removed && *state != RevocationState::Removed)
            removal.removedAsOf = beginningOf(*extract.info.asOf);
        changes.emplace_back(Json::Object{{"removal", removal.id}, {"from", removal.state}, {"to", name(*seen)}});
        removal.state = name(*seen);
        removal.checked = extract.info.id;
        OXSEAL_CHECK(access_repo::updateRemoval(unit.db(), removal));
        ++(*seen == RevocationState::Removed          ? outcome.removed
                : *seen == RevocationState::Regranted ? outcome.regranted
                                                      : outcome.stillPresent);
    }
    return changes;
}

} // namespace

Result<VerifyOutcome> verifyRemovals(
    Workspace& workspace, CampaignId campaign, std::optional<SnapshotId> extract, const std::string& reason)
{
    OXSEAL_TRY(const CampaignRow row, campaignById(workspace.db(), campaign));
    OXSEAL_TRY(SnapshotInfo info, chosenExtract(workspace.db(), row, extract));
    OXSEAL_TRY(const ProofExtract held, proofExtract(workspace, row, std::move(info)));

    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<VerifyOutcome> {
        OXSEAL_TRY(std::vector<RemovalRow> removals, removalsOf(unit.db(), campaign));
        VerifyOutcome outcome;
        OXSEAL_TRY(Json::Array changes, lookForAll(unit, held, removals, outcome));
        const bool nothingLeft = std::all_of(removals.begin(), removals.end(), settledRemoval);
        if (row.state == access::CampaignState::Remediating && nothingLeft) {
            OXSEAL_CHECK(access_repo::setVerified(unit.db(), campaign, unit.now()));
            outcome.remediationVerified = true;
        }
        Event event{"review.verify_removals", campaignObject(campaign), "access", {}, {}, {}};
        event.after = Json::Object{{"extract", held.info.id.value}, {"as_of", held.info.asOf->iso()}, {"changes", std::move(changes)},
            {"unproven", outcome.unproven}, {"remediation_verified", outcome.remediationVerified}};
        if (!outcome.why.empty())
            event.after.set("why_unproven", whyJson(outcome.why));
        unit.record(std::move(event));
        return outcome;
    });
}

} // namespace oxseal
