// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_handover.h"

#include <algorithm>

namespace oxseal {

access::Delegation ruleDelegation(const DelegationRow& row, const RuleIds& ids)
{
    return {idOf(ids, row.from), idOf(ids, row.to), row.first, row.last, row.approvedAt.has_value(), row.endedAt.has_value(), row.subordinate};
}

Result<std::vector<access::Delegation>> ruleDelegations(Database& db, const RuleIds& ids)
{
    OXSEAL_TRY(const std::vector<DelegationRow> rows, handover_repo::delegations(db));
    std::vector<access::Delegation> out;
    for (const DelegationRow& row : rows)
        out.push_back(ruleDelegation(row, ids));
    return out;
}

Result<std::vector<DelegationRow>> standInsDuring(Database& db, const std::vector<CampaignStatus>& reviews)
{
    OXSEAL_TRY(std::vector<DelegationRow> rows, handover_repo::delegations(db));
    std::erase_if(rows, [&reviews](const DelegationRow& row) {
        return std::none_of(reviews.begin(), reviews.end(), [&row](const CampaignStatus& review) {
            return review.row.openedAt.day() <= row.last && (!review.row.concludedAt || row.first <= review.row.concludedAt->day());
        });
    });
    return rows;
}

const char* stateOf(const DelegationRow& row, Day day) noexcept
{
    if (row.endedAt)
        return "ended";
    if (row.last < day)
        return "over";
    if (!row.approvedAt)
        return "requested";
    return row.first <= day ? "valid" : "approved";
}

Result<std::set<PersonId>> standsInFor(Database& db, PersonId person, Day day)
{
    OXSEAL_TRY(const std::vector<DelegationRow> rows, handover_repo::delegations(db));
    std::set<PersonId> replaced;
    for (const DelegationRow& row : rows) {
        if (row.to == person && std::string_view(stateOf(row, day)) == "valid")
            replaced.insert(row.from);
    }
    return replaced;
}

Result<std::optional<access::Roster>> lastRoster(Workspace& workspace)
{
    OXSEAL_TRY(const std::optional<SnapshotInfo> info, latestSnapshot(workspace.db(), {"roster", "", "", ""}));
    if (!info)
        return std::optional<access::Roster>();
    OXSEAL_TRY(access::Roster roster, loadRoster(workspace, info->id));
    return std::optional<access::Roster>(std::move(roster));
}

} // namespace oxseal
