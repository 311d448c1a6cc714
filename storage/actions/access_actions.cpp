// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "models/access/account_owner.h"
#include "models/access/changed_flag.h"
#include "models/access/delta.h"
#include "models/access/person_number.h"
#include "models/access/review_basis.h"
#include "storage/actions/review_support.h"
#include "storage/reads/amendment_reads.h"
#include "storage/reads/earlier_review.h"
#include "storage/reads/non_human_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/repos/account_owner_repo.h"
#include "storage/repos/counted_repo.h"
#include "storage/repos/look_back_repo.h"
#include "storage/repos/role_privilege_repo.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using access::CampaignState;
using access::LineFlag;
using access::Population;
using access::Roster;

/// What a campaign is opened on.
struct Basis
{
    SnapshotInfo listing;
    SnapshotInfo roster;
    std::optional<SnapshotInfo> previous;
    std::optional<SnapshotInfo> previousRoster;
    std::vector<CampaignId> counted; ///< whose decisions the earlier listing comes with
    std::int64_t identitiesBefore = 0; ///< decisions on identities up to this counted in what is compared with
};

Result<Basis> basisOf(Database& db, const PeriodRow& period, const std::string& system)
{
    Basis basis;
    const std::string periodName = period.period.name();
    OXSEAL_TRY(std::optional<SnapshotInfo> listing, latestSnapshot(db, {"listing", system, "", periodName}));
    if (!listing)
        return fail(kNoListing, {}, {system, periodName});
    OXSEAL_TRY(std::optional<SnapshotInfo> roster, latestSnapshot(db, {"roster", "", "", periodName}));
    if (!roster)
        return fail(kNoRoster, {}, {periodName});
    basis.listing = std::move(*listing);
    basis.roster = std::move(*roster);
    OXSEAL_TRY(const std::optional<PeriodRow> before, periodBefore(db, period));
    if (!before)
        return basis;
    OXSEAL_TRY(basis.previous, latestSnapshot(db, {"listing", system, "", before->period.name()}));
    OXSEAL_TRY(basis.previousRoster, latestSnapshot(db, {"roster", "", "", before->period.name()}));
    // What was reviewed counts more than what was imported last.
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    basis.counted = decidedIn(campaigns, before->id, system);
    if (!basis.counted.empty()) {
        OXSEAL_TRY(const CampaignRow last, campaignById(db, basis.counted.back()));
        OXSEAL_TRY(basis.previous, snapshotInfo(db, last.listing));
        basis.identitiesBefore = last.identitiesThrough;
    }
    return basis;
}

/// The earlier listing with the decisions of its review.
Result<std::optional<Population>> previousOf(Workspace& workspace, const Basis& basis)
{
    if (!basis.previous)
        return std::optional<Population>();
    OXSEAL_TRY(Population population, loadListing(workspace, *basis.previous));
    if (!basis.counted.empty()) {
        std::vector<std::string_view> decisions(population.grants.size());
        OXSEAL_TRY(const auto counted, decisionsCounted(workspace.db(), basis.counted, workspace.environment().clock.now()));
        for (const auto& [row, decision] : counted) {
            if (static_cast<std::size_t>(row) < decisions.size())
                decisions[static_cast<std::size_t>(row)] = name(decision);
        }
        population.decisions = TextColumn();
        population.decisions.append(decisions);
    }
    return std::optional<Population>(std::move(population));
}

Result<std::set<std::string>> officersOn(Database& db, Day day)
{
    std::set<std::string> officers;
    for (const Office office : {Office::Peo, Office::Pfo}) {
        OXSEAL_TRY(const std::vector<OfficeHolder> holders, officeHolders(db, office, day));
        for (const OfficeHolder& holder : holders) {
            if (!holder.person.employeeId.empty())
                officers.insert(access::foldedNumber(holder.person.employeeId));
        }
    }
    return officers;
}

std::vector<LineRow> linesOf(const Population& population, const Roster& roster, const access::Comparison& compared,
    access::Shape shape, const std::set<std::string>& officers)
{
    std::vector<LineRow> lines;
    for (access::ListedLine& listed : access::listedLines(population, roster, compared, shape)) {
        LineRow line;
        line.row = static_cast<std::int64_t>(lines.size());
        line.included = listed.included;
        line.account = std::move(listed.account);
        line.accountName = std::move(listed.accountName);
        line.subject = std::move(listed.subject);
        line.matchedBy = std::move(listed.matchedBy);
        line.entitlement = std::move(listed.entitlement);
        line.entitlementKey = std::move(listed.entitlementKey);
        line.flags = listed.flags;
        line.officer = !line.subject.empty() && officers.contains(access::foldedNumber(line.subject));
        lines.push_back(std::move(line));
    }
    return lines;
}

Status refuseSecond(Database& db, const PeriodRow& period, const ReviewOpening& opening)
{
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.period == period.id && campaign.system == opening.system && campaign.shape == opening.shape && !campaign.amends
            && campaign.state != CampaignState::Cancelled)
            return fail(kCampaignExists, {}, {period.period.name(), opening.system, std::to_string(campaign.id.value)});
    }
    return {};
}

Json flagCounts(const access::Comparison& compared)
{
    Json flags;
    for (std::size_t at = 0; at < access::kLineFlags; ++at)
        flags.set(access::name(static_cast<LineFlag>(at)), compared.counts[at]);
    return flags;
}

/// The plan as asked for, people by login; without one it is a single stage that the first decision closes.
Result<std::vector<StageRow>> stagesOf(Database& db, const ReviewOpening& opening, Day today)
{
    std::vector<access::Stage> wanted = opening.stages;
    if (wanted.empty())
        wanted.emplace_back();
    OXSEAL_CHECK(access::allowedStages(wanted, today));
    std::vector<StageRow> rows;
    for (const access::Stage& stage : wanted) {
        StageRow& row = rows.emplace_back();
        row.stage = static_cast<std::int64_t>(rows.size());
        row.kind = stage.kind;
        row.lines = stage.lines;
        row.quorum = stage.quorum;
        row.due = stage.due;
        row.escalation = stage.escalation;
        if (!stage.escalateTo.empty()) {
            OXSEAL_TRY(const Person person, personByLogin(db, stage.escalateTo));
            row.escalateTo = person.id;
        }
    }
    return rows;
}

Json stagesJson(const std::vector<StageRow>& stages)
{
    Json::Array out;
    for (const StageRow& stage : stages) {
        Json json(Json::Object{{"stage", stage.stage}, {"kind", name(stage.kind)}, {"lines", name(stage.lines)}, {"quorum", name(stage.quorum)}});
        json.set("due", stage.due ? Json(stage.due->iso()) : Json());
        if (stage.escalateTo) {
            json.set("escalate_to", stage.escalateTo.value);
            json.set("escalation", name(stage.escalation));
        }
        out.push_back(std::move(json));
    }
    return out;
}

/// What is frozen when a review, or the amendment of one, is opened.
struct Freezing
{
    PeriodRow period;
    std::string system;
    access::Shape shape = access::Shape::Full;
    int dormantDays = 90;
    int keyDays = 90;
    PersonId owner;
    std::vector<StageRow> stages;
    Basis basis;
    CampaignId amends;
    std::string amendReason;
};

/// Counts of an amendment's changes, by their names.
Json deltaCounts(const Population& before, const Population& after)
{
    std::map<std::string, std::int64_t> counts;
    for (const access::DeltaLine& line : access::delta(before, after))
        ++counts[access::name(line.change)];
    Json out{Json::Object()};
    for (const auto& [change, count] : counts)
        out.set(change, count);
    return out;
}

/// What people had said about accounts when it was frozen.
struct Said
{
    std::int64_t facts = 0;
    std::int64_t identities = 0;
    std::int64_t identitiesBefore = 0;
    std::int64_t privileges = 0; ///< what owners had stated about roles
};

Result<Said> saidUntilNow(Database& db, const Freezing& wanted)
{
    Said said;
    OXSEAL_TRY(said.facts, identity_repo::lastFact(db));
    OXSEAL_TRY(said.identities, identity_repo::lastDecision(db));
    OXSEAL_TRY(said.privileges, role_privilege_repo::last(db));
    // A listing that nobody reviewed was judged by nobody, so that nothing can have changed since.
    const bool reviewed = wanted.amends || !wanted.basis.counted.empty();
    said.identitiesBefore = reviewed ? wanted.basis.identitiesBefore : said.identities;
    return said;
}

Result<access::Comparison> compare(Workspace& workspace, const Freezing& wanted, const Said& said, Day asOf, const Roster& roster, Population& current,
    std::optional<Population>& previous)
{
    std::optional<Roster> previousRoster;
    if (wanted.basis.previousRoster) {
        OXSEAL_TRY(previousRoster, loadRoster(workspace, wanted.basis.previousRoster->id));
    }
    OXSEAL_TRY(const std::vector<access::RolePrivilege> privileges, role_privilege_repo::said(workspace.db(), said.privileges));
    access::settlePrivileges(current, privileges);
    if (previous)
        access::applyPrivileges(*previous, privileges);
    OXSEAL_TRY(const std::vector<AccountFactRow> facts, identity_repo::facts(workspace.db(), said.facts));
    access::applyStated(current, factsIn(facts), roster, asOf);
    OXSEAL_TRY(access::Comparison compared,
        access::compareRoster(current, roster, previous ? &*previous : nullptr, previousRoster ? &*previousRoster : nullptr,
            {asOf, wanted.dormantDays, wanted.keyDays}));
    if (previous) {
        access::markChanged(compared, current, *previous);
        OXSEAL_TRY(const Roster before, decidedRoster(workspace, wanted.basis.roster.id, said.identitiesBefore));
        access::markReassigned(compared, current, roster, before);
    }
    return compared;
}

Result<CampaignId> freeze(Workspace& workspace, const Freezing& wanted, const std::string& reason)
{
    Database& db = workspace.db();
    const Basis& basis = wanted.basis;
    OXSEAL_TRY(Population current, loadListing(workspace, basis.listing));
    OXSEAL_TRY(std::optional<Population> previous, previousOf(workspace, basis));
    OXSEAL_TRY(const Said said, saidUntilNow(db, wanted));
    OXSEAL_TRY(const Roster roster, decidedRoster(workspace, basis.roster.id, said.identities));
    Json changes;
    if (wanted.amends)
        changes = deltaCounts(*previous, current); // of what the listings say; names of administrators' roles are the same in both
    const Day asOf = basis.listing.asOf.value_or(wanted.period.period.last);
    OXSEAL_TRY(const access::Comparison compared, compare(workspace, wanted, said, asOf, roster, current, previous));
    OXSEAL_TRY(const std::set<std::string> officers, officersOn(db, asOf));
    const std::vector<LineRow> lines = linesOf(current, roster, compared, wanted.shape, officers);
    const std::vector<access::AccountOwner> owners = access::accountOwners(current, roster);

    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<CampaignId> {
        OXSEAL_TRY(const Digest root, rowRoot(unit, basis.listing.id, *workspace.environment().random));
        CampaignRow row;
        row.period = wanted.period.id;
        row.system = wanted.system;
        row.shape = wanted.shape;
        row.state = CampaignState::Open;
        row.listing = basis.listing.id;
        row.roster = basis.roster.id;
        row.previous = basis.previous ? basis.previous->id : SnapshotId();
        row.rowRoot = root;
        row.asOf = asOf;
        row.dormantDays = wanted.dormantDays;
        row.keyDays = wanted.keyDays;
        row.systemOwner = wanted.owner;
        row.openedAt = unit.now();
        row.openedBy = unit.actor().person;
        row.amends = wanted.amends;
        row.amendReason = wanted.amendReason;
        row.flagsKnown = static_cast<int>(access::kLineFlags);
        row.factsThrough = said.facts;
        row.identitiesThrough = said.identities;
        row.identitiesBefore = said.identitiesBefore;
        row.privilegesThrough = said.privileges;
        OXSEAL_TRY(const CampaignId id, access_repo::insertCampaign(unit.db(), row));
        OXSEAL_CHECK(counted_repo::insert(unit.db(), id, basis.counted));
        OXSEAL_CHECK(account_owner_repo::insert(unit.db(), id, owners));
        OXSEAL_CHECK(look_back_repo::takeLate(unit.db(), id));
        for (const StageRow& stage : wanted.stages)
            OXSEAL_CHECK(stage_repo::insertStage(unit.db(), id, stage));
        for (const LineRow& line : lines)
            OXSEAL_CHECK(access_repo::insertLine(unit.db(), id, line));
        const auto leftOut = std::count_if(lines.begin(), lines.end(), [](const LineRow& line) { return !line.included; });
        Event event{wanted.amends ? "review.amend" : "review.open", campaignObject(id), "access", {}, {}, {}};
        event.after = Json::Object{{"system", wanted.system}, {"period", wanted.period.period.name()},
            {"shape", name(wanted.shape)}, {"listing", basis.listing.id.value}, {"roster", basis.roster.id.value},
            {"baseline", compared.baseline}, {"row_root", root.hex()}, {"lines", lines.size()}, {"left_out", std::int64_t{leftOut}},
            {"dormant_days", wanted.dormantDays}, {"key_days", wanted.keyDays}, {"flags", flagCounts(compared)}, {"stages", stagesJson(wanted.stages)},
            {"facts_through", said.facts}, {"identities_through", said.identities}, {"privileges_through", said.privileges}};
        if (!basis.counted.empty()) {
            Json::Array counted;
            for (const CampaignId one : basis.counted)
                counted.emplace_back(one.value);
            event.after.set("counted", std::move(counted));
        }
        if (wanted.amends) {
            event.before = Json::Object{{"campaign", wanted.amends.value}, {"listing", basis.previous->id.value}};
            event.after.set("amends", wanted.amends.value).set("delta", changes);
        }
        unit.record(std::move(event));
        return id;
    });
}

} // namespace

Result<CampaignId> openReview(
    Workspace& workspace, const PeriodRow& period, const ReviewOpening& opening, const std::string& reason)
{
    Database& db = workspace.db();
    OXSEAL_CHECK(refuseSecond(db, period, opening));
    OXSEAL_TRY(const Person owner, personByLogin(db, opening.systemOwner));
    Freezing wanted{period, opening.system, opening.shape, opening.dormantDays, opening.keyDays, owner.id, {}, {}, {}, {}};
    OXSEAL_TRY(wanted.basis, basisOf(db, period, opening.system));
    OXSEAL_TRY(wanted.stages, stagesOf(db, opening, workspace.environment().clock.now().day()));
    return freeze(workspace, wanted, reason);
}

Result<CampaignId> amendReview(Workspace& workspace, CampaignId campaign, const std::string& reason)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const CampaignRow base, campaignById(db, campaign));
    if (base.state == CampaignState::Cancelled || base.state == CampaignState::Draft)
        return fail(access::kReviewWrongState, {}, {name(base.state), "open"});
    OXSEAL_TRY(const std::optional<CampaignRow> amended, amendmentOf(db, campaign));
    if (amended)
        return fail(kAlreadyAmended, {}, {std::to_string(campaign.value), std::to_string(amended->id.value)});
    OXSEAL_TRY(const std::optional<SnapshotInfo> later, laterListing(db, base, true));
    if (!later)
        return fail(kNothingToAmend, {}, {base.system, std::to_string(campaign.value)});
    OXSEAL_TRY(const PeriodRow period, periodById(db, base.period));
    Freezing wanted{period, base.system, access::Shape::ChangesOnly, base.dormantDays, base.keyDays, base.systemOwner, {}, {}, base.id, reason};
    wanted.basis.listing = *later;
    OXSEAL_TRY(wanted.basis.roster, snapshotInfo(db, base.roster));
    OXSEAL_TRY(wanted.basis.previous, snapshotInfo(db, base.listing));
    wanted.basis.previousRoster = wanted.basis.roster;
    OXSEAL_TRY(const std::vector<CampaignRow> all, access_repo::campaigns(db));
    wanted.basis.counted = decidedBy(all, base.id);
    wanted.basis.identitiesBefore = base.identitiesThrough;
    // Whoever had to look at the lines of the first has to look at these; a due day that has passed binds nobody any more.
    OXSEAL_TRY(wanted.stages, stage_repo::stages(db, base.id));
    const Day today = workspace.environment().clock.now().day();
    for (StageRow& stage : wanted.stages) {
        if (stage.due && *stage.due < today) {
            stage.due.reset();
            stage.escalateTo = {};
            stage.escalation = access::Escalation::Tell; // a take-over needs somebody who takes over
        }
    }
    return freeze(workspace, wanted, reason);
}

} // namespace oxseal
