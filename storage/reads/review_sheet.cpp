// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_sheet.h"

#include "storage/reads/earlier_review.h"
#include "storage/reads/import_reads.h"
#include "storage/reads/line_conflicts.h"
#include "storage/reads/person_names.h"
#include "storage/reads/review_quality.h"
#include "storage/reads/people_reads.h"
#include "storage/repos/answer_repo.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace oxseal {
namespace {

std::string groupOf(const access::Worker& worker)
{
    return worker.department.empty() && worker.title.empty() ? std::string() : worker.department + '\n' + worker.title;
}

/// How many workers of each group there are, and how many of them hold each entitlement.
struct Peers
{
    std::unordered_map<std::string, std::int64_t> members;
    std::unordered_map<std::string, std::set<std::int32_t>> holders; ///< group + entitlement → workers

    void count(const ReviewBasis& basis)
    {
        for (const access::Worker& worker : basis.roster.workers()) {
            if (worker.terminated != Flag::Yes)
                ++members[groupOf(worker)];
        }
        for (std::size_t row = 0; row < basis.lines.size(); ++row) {
            const access::Worker* worker = basis.workerOf(row);
            if (worker != nullptr && worker->terminated != Flag::Yes)
                holders[keyOf(basis, row, *worker)].insert(basis.lines[row].worker);
        }
    }
    static std::string keyOf(const ReviewBasis& basis, std::size_t row, const access::Worker& worker)
    {
        return groupOf(worker) + '\n' + basis.listing.entitlements[basis.lines[row].entitlement].key();
    }
    void fill(const ReviewBasis& basis, std::size_t row, LineContext& line) const
    {
        const access::Worker* worker = basis.workerOf(row);
        if (worker == nullptr || groupOf(*worker).empty())
            return;
        const std::int64_t self = worker->terminated == Flag::Yes ? 0 : 1;
        const auto group = members.find(groupOf(*worker));
        line.peers = group == members.end() ? 0 : group->second - self;
        const auto held = holders.find(keyOf(basis, row, *worker));
        line.holding = held == holders.end() ? 0 : static_cast<std::int64_t>(held->second.size()) - self;
    }
};

/// Whose decisions counted when this one was opened, the later over the earlier; else the concluded campaign on the listing it was
/// compared with, which may have been concluded meanwhile.
Result<std::vector<CampaignId>> campaignsBefore(Database& db, const CampaignRow& campaign)
{
    OXSEAL_TRY(EarlierReview earlier, earlierReview(db, campaign));
    if (!earlier.counted.empty() || !campaign.previous)
        return std::move(earlier.counted);
    std::vector<CampaignId> before;
    OXSEAL_TRY(const std::vector<CampaignRow> all, access_repo::campaigns(db));
    for (const CampaignRow& other : all) {
        if (other.id != campaign.id && other.listing == campaign.previous && other.system == campaign.system && other.concludedAt)
            before = {other.id};
    }
    return before;
}

Status addHistory(Workspace& workspace, const CampaignRow& campaign, ReviewBasis& basis)
{
    if (!campaign.previous)
        return {};
    Database& db = workspace.db();
    OXSEAL_TRY(const SnapshotInfo earlierInfo, snapshotInfo(db, campaign.previous));
    OXSEAL_TRY(const access::Population earlier, loadListing(workspace, earlierInfo));
    std::unordered_map<std::string, access::DeltaLine> changes;
    basis.changes = access::delta(earlier, basis.listing);
    for (const access::DeltaLine& change : basis.changes) {
        if (!access::ofAccount(change.change))
            changes.emplace(access::grantKey(change.system, change.account, change.entitlement), change);
    }
    std::unordered_map<std::string, EarlierDecision> decisions;
    OXSEAL_TRY(const std::vector<CampaignId> before, campaignsBefore(db, campaign));
    for (const CampaignId one : before) {
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db, one));
        for (const LineRow& line : lines) {
            if (line.decision)
                decisions[access::grantKey(campaign.system, line.account, line.entitlementKey)]
                    = {*line.decision, line.decidedBy, line.decidedAt, one};
        }
    }
    for (std::size_t row = 0; row < basis.lines.size(); ++row) {
        const std::string key = access::grantKey(basis.listing, basis.listing.grants[row]);
        if (const auto found = changes.find(key); found != changes.end())
            basis.lines[row].change = found->second;
        if (const auto found = decisions.find(key); found != decisions.end())
            basis.lines[row].earlier = found->second;
    }
    return {};
}

/// What stands in the way of the conclusion, and of the viewer's own decisions.
class SheetRules
{
public:
    SheetRules(Workspace& workspace, ReviewSheet& sheet) : workspace_(workspace), sheet_(sheet), self_(workspace.actor().person) { }

    Status run()
    {
        Database& db = workspace_.db();
        const CampaignRow& campaign = sheet_.status.row;
        open_ = campaign.state == access::CampaignState::Open;
        OXSEAL_TRY(viewer_, reviewerOf(db, workspace_.actor().login, campaign));
        OXSEAL_TRY(pairs_, access_repo::reviewPairs(db, campaign.period, viewer_.id));
        const Day today = workspace_.environment().clock.now().day();
        OXSEAL_TRY(sheet_.replaced, standsInFor(db, self_, today));
        OXSEAL_TRY(delegations_, ruleDelegations(db, sheet_.ids));
        today_ = today;
        OXSEAL_TRY(sheet_.stages, beginStatuses(db, campaign.id, sheet_.plan));
        OXSEAL_TRY(const bool shared, stage_repo::sharesLines(db, campaign.id));
        seated_ = shared || !sheet_.plan.plain();
        if (seated_) {
            OXSEAL_TRY(sheet_.seats, stage_repo::seats(db, campaign.id));
        }
        sheet_.turns.assign(sheet_.lines.size(), Turn::None);
        for (const LineRow& line : sheet_.lines) {
            if (line.included)
                seated_ ? seated(line) : plain(line);
        }
        if (sheet_.plan.plain())
            countPlain(sheet_.stages.front(), sheet_.status.counts);
        endStatuses(sheet_.stages, sheet_.plan, campaign.state, today_);
        if (open_ && !sheet_.signedOff() && sheet_.status.counts.lines > 0)
            sheet_.obstacles.push_back({-1, "access.no_system_owner"});
        if (open_) {
            OXSEAL_TRY(const std::vector<std::int64_t> conflicts, answer_repo::openConflicts(db, campaign.id));
            for (const std::int64_t row : conflicts)
                sheet_.obstacles.push_back({row, "access.answer_conflict"});
        }
        return {};
    }

private:
    void plain(const LineRow& line)
    {
        static const std::string nobody;
        const auto found = line.reviewer ? sheet_.ids.find(line.reviewer) : sheet_.ids.end();
        const std::string& reviewer = found == sheet_.ids.end() ? nobody : found->second;
        if (open_) {
            if (const char* code = access::obstacleCode(line.decision, line.subject, reviewer))
                sheet_.obstacles.push_back({line.row, code});
        }
        if (line.reviewer != self_ && !sheet_.replaced.contains(line.reviewer))
            return;
        Status may = access::mayReview(viewer_, ruleLine(sheet_.status.row, line, reviewer), pairs_);
        if (may)
            may = access::mayJudgeDelegator(delegations_, viewer_.id, line.subject, today_);
        take(line, line.decision && access::settles(*line.decision) ? Turn::Sits : Turn::Due, may);
    }

    void seated(const LineRow& line)
    {
        const std::span<const SeatRow> seats = seatsAt(sheet_.seats, line.row);
        const std::vector<access::Vote> votes = votesOf(seats, sheet_.plan, sheet_.ids);
        const access::LineStanding standing = access::standingOf(sheet_.plan.rules, line.flags, votes);
        if (!sheet_.plan.plain())
            countStanding(sheet_.stages, standing);
        if (open_) {
            for (const access::StageObstacle& one : access::stageObstacles(sheet_.plan.rules, line.flags, votes, line.subject))
                sheet_.obstacles.push_back({line.row, one.code, one.stage < sheet_.plan.rules.size() ? static_cast<std::int64_t>(one.stage + 1) : 0});
        }
        const SeatRow* own = nullptr;
        for (const SeatRow& seat : seats) {
            const bool mine = seat.person == self_;
            if (seat.stage == 0 || (!mine && !sheet_.replaced.contains(seat.person)))
                continue;
            if (own == nullptr || (standing.open == sheet_.plan.indexOf(seat.stage) && (mine || own->person != self_)))
                own = &seat;
        }
        if (own == nullptr)
            return;
        const std::size_t stage = sheet_.plan.indexOf(own->stage);
        const bool settled = own->decision && access::settles(*own->decision);
        Status may = access::maySit(viewer_, ruleLine(sheet_.status.row, line, viewer_.id), pairs_, votes, stage);
        if (may)
            may = access::mayVote(sheet_.plan.rules, line.flags, votes, stage, sheet_.ids[own->person], std::to_string(line.row));
        if (may)
            may = access::mayJudgeDelegator(delegations_, viewer_.id, line.subject, today_);
        take(line, standing.open == stage && !settled ? Turn::Due : Turn::Sits, may);
    }

    void take(const LineRow& line, Turn turn, const Status& may)
    {
        sheet_.turns[static_cast<std::size_t>(line.row)] = turn;
        if (open_ && !may)
            sheet_.hindrances.emplace(line.row, may.error());
    }

    Workspace& workspace_;
    ReviewSheet& sheet_;
    PersonId self_;
    access::Reviewer viewer_;
    std::set<std::pair<std::string, std::string>> pairs_;
    std::vector<access::Delegation> delegations_;
    Day today_;
    bool open_ = false;
    bool seated_ = false;
};

} // namespace

bool ReviewSheet::signedOff() const
{
    return std::any_of(signoffs.begin(), signoffs.end(), [](const auto& one) { return one.capacity == "system_owner"; });
}

Finding ReviewSheet::findingOf(const LineObstacle& obstacle) const
{
    Finding finding;
    finding.code = obstacle.code;
    finding.arguments = {status.row.system};
    if (obstacle.row >= 0) {
        const LineRow& line = lines[static_cast<std::size_t>(obstacle.row)];
        finding.arguments = {std::to_string(line.row), status.row.system, line.subject, line.entitlement};
    }
    if (obstacle.stage > 0) {
        finding.arguments.push_back(std::to_string(obstacle.stage));
        finding.arguments.emplace_back(name(plan.rules[plan.indexOf(obstacle.stage)].kind));
    }
    return finding;
}

access::LineStanding ReviewSheet::standingOf(const LineRow& line) const
{
    return access::standingOf(plan.rules, line.flags, votesOf(seatsAt(seats, line.row), plan, ids));
}

Result<ReviewBasis> peerBasis(Workspace& workspace, const CampaignRow& campaign, std::span<const LineRow> rows)
{
    Database& db = workspace.db();
    ReviewBasis basis;
    basis.campaign = campaign.id;
    OXSEAL_TRY(basis.listingInfo, snapshotInfo(db, campaign.listing));
    OXSEAL_TRY(basis.listing, loadListing(workspace, basis.listingInfo));
    OXSEAL_TRY(basis.rosterInfo, snapshotInfo(db, campaign.roster));
    OXSEAL_TRY(basis.roster, loadRoster(workspace, campaign.roster));
    basis.lines.resize(basis.listing.grants.size());
    for (std::size_t row = 0; row < basis.lines.size(); ++row) {
        const access::Grant& grant = basis.listing.grants[row];
        LineContext& line = basis.lines[row];
        line.account = grant.account;
        line.entitlement = grant.entitlement;
        line.lastUsed = grant.lastUsed == DayColumn::kNone ? basis.listing.accounts[grant.account].lastLogin
                                                           : std::optional<Day>(Day{grant.lastUsed});
        if (row < rows.size() && !rows[row].subject.empty())
            line.worker = basis.roster.byId(rows[row].subject);
    }
    Peers peers;
    peers.count(basis);
    for (std::size_t row = 0; row < basis.lines.size(); ++row)
        peers.fill(basis, row, basis.lines[row]);
    return basis;
}

Result<ReviewBasis> reviewBasis(Workspace& workspace, CampaignId id)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, id));
    OXSEAL_TRY(const std::vector<LineRow> rows, access_repo::lines(db, id));
    OXSEAL_TRY(ReviewBasis basis, peerBasis(workspace, campaign, rows));
    OXSEAL_TRY(basis.meanings, LineMeanings::of(workspace, basis.listingInfo, basis.listing));
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, workspace.environment().clock.now().day()));
    OXSEAL_TRY(basis.rarity, access::rarityLimits(policy.json));
    OXSEAL_CHECK(addHistory(workspace, campaign, basis));
    basis.doubts = access::doubtfulAccounts(basis.listing, basis.roster);
    for (std::size_t row = 0; row < std::min(basis.lines.size(), rows.size()); ++row)
        basis.lines[row].outlier = access::outlierOf(rows[row].flags, basis.lines[row].holding, basis.lines[row].peers, basis.rarity.fewestPeers);
    return basis;
}

Result<ReviewSheet> reviewSheet(Workspace& workspace, CampaignId id)
{
    Database& db = workspace.db();
    ReviewSheet sheet;
    OXSEAL_TRY(sheet.status.row, campaignById(db, id));
    const CampaignRow& campaign = sheet.status.row;
    OXSEAL_TRY(sheet.period, periodById(db, campaign.period));
    // A listing may have a million lines: they are read once, and everything is counted from that.
    OXSEAL_TRY(sheet.lines, access_repo::lines(db, id));
    OXSEAL_TRY(const std::optional<SodRunRow> run, sodRunOf(db, sheet.period));
    if (run) {
        OXSEAL_TRY(std::vector<ConflictStatus> found, sodConflicts(db, sheet.period, workspace.environment().clock.now().day()));
        const LineConflicts conflicts = LineConflicts::of(campaign, found);
        for (LineRow& line : sheet.lines)
            conflicts.mark(line);
        for (ConflictStatus& conflict : found) {
            std::string subject = conflict.row.subject;
            sheet.conflicts.emplace(std::move(subject), std::move(conflict));
        }
    }
    sheet.status.counts = countsOf(sheet.lines);
    OXSEAL_TRY(sheet.removals, removalsOf(db, id));
    countRemovals(sheet.status, sheet.removals);
    OXSEAL_TRY(sheet.words, access_repo::regrants(db, id));
    OXSEAL_TRY(sheet.signoffs, access_repo::signoffs(db, id));
    OXSEAL_TRY(sheet.names, namesById(db));
    OXSEAL_TRY(sheet.ids, ruleIds(db));
    OXSEAL_TRY(sheet.plan, stagePlan(db, id, sheet.ids));
    OXSEAL_CHECK(SheetRules(workspace, sheet).run());
    return sheet;
}

Result<std::vector<ReviewableSystem>> reviewableSystems(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const std::vector<SnapshotInfo> latest, latestSnapshots(db, period.period.name()));
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    std::vector<ReviewableSystem> systems;
    for (const SnapshotInfo& info : latest) {
        if (info.key.kind != "listing")
            continue;
        ReviewableSystem system;
        system.listing = info;
        for (const CampaignRow& campaign : campaigns) {
            if (campaign.period == period.id && campaign.system == info.key.subject
                && campaign.state != access::CampaignState::Cancelled)
                system.taken.push_back(campaign.shape);
        }
        systems.push_back(std::move(system));
    }
    std::sort(systems.begin(), systems.end(),
        [](const auto& a, const auto& b) { return a.listing.key.subject < b.listing.key.subject; });
    return systems;
}

Result<std::vector<Person>> possibleReviewers(Database& db)
{
    OXSEAL_TRY(std::vector<Person> people, persons(db));
    std::erase_if(people, [](const Person& person) {
        return person.state != PersonState::Active || !allowed(person.roles, Permission::DecideAccess);
    });
    // Whose duty it is comes first.
    std::sort(people.begin(), people.end(), [](const Person& a, const Person& b) {
        const bool first = a.roles.contains(Role::Reviewer);
        const bool second = b.roles.contains(Role::Reviewer);
        return first != second ? first : a.name < b.name;
    });
    return people;
}

} // namespace oxseal
