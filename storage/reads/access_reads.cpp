// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/access_reads.h"

#include "models/access/person_number.h"
#include "models/access/review_basis.h"
#include "models/access/revocation.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_stages.h"
#include "storage/repos/account_owner_repo.h"
#include "storage/repos/answer_repo.h"
#include "storage/repos/identity_repo.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::Decision;
using access::LineFlag;

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

void addFlags(CampaignCounts& counts, std::uint32_t yes, std::int64_t lines)
{
    access::LineFlags flags;
    flags.yes = yes;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        if (flags.is(static_cast<LineFlag>(at)))
            counts.flags[static_cast<LineFlag>(at)] += lines;
    }
}

void addGroup(CampaignCounts& counts, const access_repo::LineGroup& group)
{
    if (!group.included) {
        counts.leftOut += group.lines;
        return;
    }
    counts.lines += group.lines;
    if (group.decision)
        counts.decisions[*group.decision] += group.lines;
    (group.decision && access::settles(*group.decision) ? counts.decided : counts.pending) += group.lines;
    if (!group.assigned)
        counts.unassigned += group.lines;
    addFlags(counts, group.flagsYes, group.lines);
}

Result<CampaignStatus> statusOf(Database& db, CampaignRow row, const std::vector<RemovalRow>& removals)
{
    CampaignStatus status;
    OXSEAL_TRY(const std::vector<access_repo::LineGroup> groups, access_repo::lineGroups(db, row.id));
    for (const access_repo::LineGroup& group : groups)
        addGroup(status.counts, group);
    status.row = std::move(row);
    countRemovals(status, removals);
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
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db, id));
    return statusOf(db, std::move(campaign), removals);
}

Result<std::vector<LineRow>> reviewLines(Database& db, CampaignId id)
{
    OXSEAL_CHECK(campaignById(db, id));
    return access_repo::lines(db, id);
}

Result<std::vector<RemovalRow>> removalsOf(Database& db, CampaignId id)
{
    return access_repo::removals(db, id);
}

Result<std::vector<FollowedRemoval>> removalsFollowed(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    OXSEAL_TRY(const std::vector<PeriodRow> all, periods(db));
    std::map<PeriodId, const PeriodRow*> known;
    for (const PeriodRow& row : all)
        known[row.id] = &row;
    std::map<CampaignId, const CampaignRow*> standing;
    for (const CampaignRow& campaign : campaigns) {
        const PeriodRow* of = known[campaign.period];
        if (campaign.state != access::CampaignState::Cancelled && of != nullptr && of->period.last <= period.period.last)
            standing[campaign.id] = &campaign;
    }
    OXSEAL_TRY(std::vector<RemovalRow> removals, access_repo::removals(db));
    std::vector<FollowedRemoval> followed;
    for (RemovalRow& removal : removals) {
        const auto campaign = standing.find(removal.campaign);
        if (campaign == standing.end() || removal.state == "withdrawn")
            continue;
        if (campaign->second->period != period.id && (removal.state == access::name(access::RevocationState::Removed) || closed(removal)))
            continue;
        followed.push_back({std::move(removal), known[campaign->second->period]->period.name(), campaign->second->entity});
    }
    return followed;
}

Result<bool> concerns(Database& db, const CampaignRow& campaign, const std::string& entity)
{
    if (campaign.entity == entity)
        return true;
    return access_repo::holdsScope(db, campaign.id, entity);
}

bool concerns(const FollowedRemoval& followed, const std::string& entity)
{
    return followed.entity == entity || followed.removal.entitlement.ends_with(" @ " + entity);
}

Result<ExtractReach> extractReach(Database& db, CampaignId id)
{
    ExtractReach reach;
    reach.campaign = id;
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, id));
    reach.system = campaign.system;
    OXSEAL_TRY(reach.extract, latestSnapshot(db, {"listing", campaign.system, "", ""}));
    OXSEAL_TRY(const std::vector<RemovalRow> removals, removalsOf(db, id));
    for (const RemovalRow& removal : removals) {
        const auto state = access::revocationStateFromName(removal.state);
        if (!state)
            continue; // withdrawn
        ++reach.removals;
        if (!removal.claimedAt) {
            ++reach.unclaimed;
        } else if (reach.extract && reach.extract->asOf) {
            const access::ExtractView view{Instant{std::int64_t{reach.extract->asOf->number} * kMicrosPerDay}, true, false};
            if (!access::verify({*state, removal.claimedAt, removal.removedAsOf}, view))
                ++reach.tooEarly;
        }
    }
    return reach;
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

void countRemovals(CampaignStatus& status, const std::vector<RemovalRow>& removals)
{
    for (const RemovalRow& removal : removals) {
        if (removal.campaign != status.row.id || removal.state == "withdrawn")
            continue;
        if (removal.state == "removed")
            ++status.removalsProven;
        else if (closed(removal))
            ++status.removalsKept;
        else if (removal.state == "regranted")
            ++status.regranted;
        else
            ++status.removalsOpen;
    }
}

CampaignCounts countsOf(const std::vector<LineRow>& lines)
{
    CampaignCounts counts;
    for (const LineRow& line : lines)
        addGroup(counts, {line.included, line.decision, static_cast<bool>(line.reviewer), line.judged().yes, 1});
    return counts;
}

std::string reviewerId(const Person& person) { return person.employeeId.empty() ? person.login : person.employeeId; }

access::ReviewLine ruleLine(const CampaignRow& campaign, const LineRow& row, std::string reviewer)
{
    access::ReviewLine line;
    line.id = std::to_string(row.row);
    line.system = campaign.system;
    line.account = row.account;
    line.subject = row.subject;
    line.entitlement = row.entitlement;
    line.officer = row.officer;
    line.flags = row.judged();
    line.reviewer = std::move(reviewer);
    line.decision = row.decision;
    return line;
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
        if (row.included)
            lines.push_back(ruleLine(campaign, row, row.reviewer ? ids[row.reviewer] : std::string()));
    }
    return lines;
}

namespace {

/// Accounts that are no person's and belong to this worker: as frozen with the review, and as people stated since.
Result<std::set<std::string>> ownedAccounts(Database& db, const CampaignRow& campaign, const std::string& employeeId)
{
    OXSEAL_TRY(std::set<std::string> owned, account_owner_repo::ownedBy(db, campaign.id, employeeId));
    OXSEAL_TRY(const std::vector<AccountFactRow> rows, identity_repo::facts(db));
    std::map<std::string, std::string> stated;
    for (const AccountFactRow& row : rows) {
        if (row.fact.what == access::AccountFact::Owner && row.fact.system == campaign.system)
            stated[row.fact.account] = row.fact.value;
    }
    for (const auto& [account, owner] : stated) {
        if (access::foldedNumber(owner) == employeeId)
            owned.insert(account);
    }
    return owned;
}

} // namespace

Result<access::Reviewer> reviewerOf(Database& db, const std::string& login, const CampaignRow& campaign)
{
    OXSEAL_TRY(const Person person, personByLogin(db, login));
    access::Reviewer reviewer;
    reviewer.id = reviewerId(person);
    reviewer.independentOfOfficers = person.roles.contains(Role::AuditCommittee) || person.roles.contains(Role::Counsel);
    OXSEAL_TRY(const bool administers, access_repo::holdsPrivileged(db, campaign.id, reviewer.id));
    if (administers)
        reviewer.administers.insert(campaign.system);
    OXSEAL_TRY(reviewer.owns, ownedAccounts(db, campaign, access::foldedNumber(reviewer.id)));
    return reviewer;
}

Result<std::vector<Finding>> reviewObstacles(Database& db, CampaignId id)
{
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, id));
    OXSEAL_TRY(const std::vector<access_repo::Signoff> signoffs, access_repo::signoffs(db, id));
    std::set<std::string> signedOff;
    for (const auto& signoff : signoffs) {
        if (signoff.capacity == "system_owner")
            signedOff.insert(campaign.system);
    }
    OXSEAL_TRY(const RuleIds ids, ruleIds(db));
    OXSEAL_TRY(const StagePlan plan, stagePlan(db, id, ids));
    OXSEAL_TRY(const std::vector<access::ReviewLine> lines, ruleLines(db, campaign));
    std::vector<Finding> found;
    if (plan.plain()) {
        found = access::conclusionObstacles(lines, signedOff);
    } else {
        OXSEAL_TRY(found, stageFindings(db, campaign, plan, ids));
        if (!lines.empty() && signedOff.empty())
            found.push_back(access::noSystemOwner(campaign.system));
    }
    OXSEAL_TRY(const std::vector<std::int64_t> conflicts, answer_repo::openConflicts(db, id));
    for (const std::int64_t row : conflicts) {
        Finding finding;
        finding.code = "access.answer_conflict";
        finding.subject = "system:" + campaign.system;
        finding.arguments = {std::to_string(row), campaign.system};
        found.push_back(std::move(finding));
    }
    return found;
}

Result<access::Population> loadListing(Workspace& workspace, const SnapshotInfo& info)
{
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, info.id));
    return access::populationOfSystem(table, info.key.subject);
}

Result<access::Roster> loadRoster(Workspace& workspace, SnapshotId id)
{
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, id));
    return access::Roster::of(table);
}

} // namespace oxseal
