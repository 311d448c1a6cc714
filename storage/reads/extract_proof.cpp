// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/extract_proof.h"

#include "models/access/review_basis.h"
#include "models/controls/ipe.h"
#include "storage/reads/import_reads.h"

namespace oxseal {
namespace {

Result<bool> stands(const access::HeldAccess& held, const RemovalRow& removal)
{
    if (removal.kind == "reduce")
        return held.holdsMore(removal.account, removal.entitlementKey, removal.entitlement, removal.target);
    return held.holds(removal.account, removal.entitlementKey);
}

/// What was said about how the file was made.
Status canBeReliedOn(Database& db, const SnapshotInfo& info)
{
    OXSEAL_TRY(const controls::IpeFacts facts, ipeFacts(db, info.id));
    const controls::IpeState state = controls::stateOf(facts);
    if (state == controls::IpeState::Rejected)
        return fail(kExtractRejected, {}, {info.fileName});
    if (state == controls::IpeState::Mismatch || state == controls::IpeState::Explained)
        return fail(kExtractMismatch, {}, {info.fileName});
    return {};
}

/// The newest listing of the system that speaks of a later day than the proof, if nobody looked at it for this removal.
const SnapshotInfo* laterThan(const std::vector<SnapshotInfo>& listings, const RemovalRow& removal, Day today)
{
    const SnapshotInfo* newest = nullptr;
    for (const SnapshotInfo& info : listings) {
        if (info.asOf && *info.asOf > removal.removedAsOf->day() && *info.asOf <= today && (newest == nullptr || *info.asOf >= *newest->asOf))
            newest = &info;
    }
    return newest != nullptr && newest->id != removal.checked ? newest : nullptr;
}

} // namespace

Result<bool> ProofExtract::holds(const RemovalRow& removal) const { return stands(held, removal); }

Result<ProofExtract> proofExtract(Workspace& workspace, const CampaignRow& campaign, SnapshotInfo info)
{
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, info.id));
    OXSEAL_TRY(const Table reviewed, loadSnapshot(workspace, campaign.listing));
    Status fit = access::canProve(table, reviewed, info.fileName, info.asOf.value_or(Day()), workspace.environment().clock.now().day());
    if (fit)
        fit = canBeReliedOn(workspace.db(), info);
    ProofExtract extract{std::move(info), access::HeldAccess(access::populationOfSystem(table, campaign.system)), {}};
    if (!fit)
        extract.flaw = fit.error();
    return extract;
}

Result<std::vector<std::pair<RemovalRow, SnapshotInfo>>> grantedAgain(Workspace& workspace, const std::vector<RemovalRow>& removals)
{
    const Day today = workspace.environment().clock.now().day();
    std::map<std::string, std::vector<SnapshotInfo>> listings;
    std::map<SnapshotId, access::HeldAccess> held;
    std::vector<std::pair<RemovalRow, SnapshotInfo>> found;
    for (const RemovalRow& removal : removals) {
        if (removal.state != access::name(access::RevocationState::Removed) || !removal.removedAsOf || closed(removal))
            continue;
        if (!listings.contains(removal.system)) {
            OXSEAL_TRY(listings[removal.system], listSnapshots(workspace.db(), {"listing", removal.system, "", ""}));
        }
        const SnapshotInfo* later = laterThan(listings[removal.system], removal, today);
        if (later == nullptr)
            continue;
        auto at = held.find(later->id);
        if (at == held.end()) {
            OXSEAL_TRY(const access::Population population, loadListing(workspace, *later));
            at = held.emplace(later->id, access::HeldAccess(population)).first;
        }
        // What cannot be compared is no alarm: it says so when the removal is verified.
        if (const Result<bool> back = stands(at->second, removal); back && *back)
            found.emplace_back(removal, *later);
    }
    return found;
}

} // namespace oxseal
