// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/access_reads.h"

#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::Decision;
using access::LineFlag;

std::string reviewerId(const Person& person) { return person.employeeId.empty() ? person.login : person.employeeId; }

CampaignCounts countsOf(const std::vector<LineRow>& lines)
{
    CampaignCounts counts;
    for (const LineRow& line : lines) {
        if (!line.included) {
            ++counts.leftOut;
            continue;
        }
        ++counts.lines;
        if (line.decision)
            ++counts.decisions[*line.decision];
        const bool settled = line.decision && access::settles(*line.decision);
        ++(settled ? counts.decided : counts.pending);
        if (!line.reviewer)
            ++counts.unassigned;
        for (std::size_t at = 0; at < access::kLineFlags; ++at) {
            if (line.flags.is(static_cast<LineFlag>(at)))
                ++counts.flags[static_cast<LineFlag>(at)];
        }
    }
    return counts;
}

Result<CampaignStatus> statusOf(Database& db, CampaignRow row, const std::vector<RemovalRow>& removals)
{
    CampaignStatus status;
    OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, row.id));
    status.counts = countsOf(lines);
    for (const RemovalRow& removal : removals) {
        if (removal.campaign != row.id || removal.state == "withdrawn")
            continue;
        if (removal.state == "removed")
            ++status.removalsProven;
        else if (removal.state == "regranted")
            ++status.regranted;
        else
            ++status.removalsOpen;
    }
    status.row = std::move(row);
    return status;
}

} // namespace

Result<CampaignRow> campaignById(Database& db, CampaignId id)
{
    OXSEAL_TRY(std::optional<CampaignRow> found, access_repo::campaign(db, id));
    if (!found)
        return fail(kNoSuchCampaign, {}, {std::to_string(id.value)});
    return std::move(*found);
}

Result<std::vector<CampaignStatus>> reviewsOf(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db));
    std::vector<CampaignStatus> out;
    for (CampaignRow& campaign : campaigns) {
        if (campaign.period != period.id)
            continue;
        OXSEAL_TRY(CampaignStatus status, statusOf(db, std::move(campaign), removals));
        out.push_back(std::move(status));
    }
    return out;
}

Result<CampaignStatus> reviewStatus(Database& db, CampaignId id)
{
    OXSEAL_TRY(CampaignRow campaign, campaignById(db, id));
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db));
    return statusOf(db, std::move(campaign), removals);
}

Result<std::vector<LineRow>> reviewLines(Database& db, CampaignId id)
{
    OXSEAL_CHECK(campaignById(db, id));
    return access_repo::lines(db, id);
}

Result<std::vector<RemovalRow>> removalsOf(Database& db, CampaignId id)
{
    OXSEAL_TRY(std::vector<RemovalRow> all, access_repo::removals(db));
    std::erase_if(all, [id](const RemovalRow& row) { return row.campaign != id; });
    return all;
}

Result<RemovalRow> removalById(Database& db, std::int64_t id)
{
    OXSEAL_TRY(const std::vector<RemovalRow> all, access_repo::removals(db));
    for (const RemovalRow& row : all) {
        if (row.id == id)
            return row;
    }
    return fail(kNoSuchRemoval, {}, {std::to_string(id)});
}

Result<std::vector<access::ReviewLine>> ruleLines(Database& db, const CampaignRow& campaign)
{
    OXSEAL_TRY(const std::vector<LineRow> rows, access_repo::lines(db, campaign.id));
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    std::map<PersonId, std::string> ids;
    for (const Person& person : people)
        ids[person.id] = reviewerId(person);
    std::vector<access::ReviewLine> lines;
    for (const LineRow& row : rows) {
        if (!row.included)
            continue;
        access::ReviewLine line;
        line.id = std::to_string(row.row);
        line.system = campaign.system;
        line.subject = row.subject;
        line.entitlement = row.entitlement;
        line.officer = row.officer;
        line.flags = row.flags;
        line.reviewer = row.reviewer ? ids[row.reviewer] : std::string();
        line.decision = row.decision;
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<access::Reviewer> reviewerOf(
    Database& db, const std::string& login, const CampaignRow& campaign, const std::vector<access::ReviewLine>& lines)
{
    OXSEAL_TRY(const Person person, personByLogin(db, login));
    access::Reviewer reviewer;
    reviewer.id = reviewerId(person);
    reviewer.independentOfOfficers = person.roles.contains(Role::AuditCommittee) || person.roles.contains(Role::Counsel);
    const bool administers = std::any_of(lines.begin(), lines.end(), [&reviewer](const access::ReviewLine& line) {
        return line.subject == reviewer.id && line.flags.is(LineFlag::Privileged);
    });
    if (administers)
        reviewer.administers.insert(campaign.system);
    return reviewer;
}

Result<std::vector<Finding>> reviewObstacles(Database& db, CampaignId id)
{
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, id));
    OXSEAL_TRY(const std::vector<access::ReviewLine> lines, ruleLines(db, campaign));
    OXSEAL_TRY(const std::vector<access_repo::Signoff> signoffs, access_repo::signoffs(db, id));
    std::set<std::string> signedOff;
    for (const auto& signoff : signoffs) {
        if (signoff.capacity == "system_owner")
            signedOff.insert(campaign.system);
    }
    return access::conclusionObstacles(lines, signedOff);
}

Result<access::Population> loadListing(Workspace& workspace, const SnapshotInfo& info)
{
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, info.id));
    access::Population population = access::populationOf(table);
    for (auto& account : population.accounts) {
        if (account.system.empty())
            account.system = info.key.subject;
    }
    for (auto& entitlement : population.entitlements) {
        if (entitlement.system.empty())
            entitlement.system = info.key.subject;
    }
    return population;
}

Result<access::Roster> loadRoster(Workspace& workspace, SnapshotId id)
{
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, id));
    return access::Roster::of(table);
}

} // namespace oxseal
