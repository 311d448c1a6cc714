// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "models/access/delta.h"
#include "models/access/roster_compare.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

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
    CampaignId previousCampaign;
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
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.period != before->id || campaign.system != system || !campaign.concludedAt)
            continue;
        OXSEAL_TRY(basis.previous, snapshotInfo(db, campaign.listing));
        basis.previousCampaign = campaign.id;
    }
    return basis;
}

/// The earlier listing with the decisions of its review.
Result<std::optional<Population>> previousOf(Workspace& workspace, const Basis& basis)
{
    if (!basis.previous)
        return std::optional<Population>();
    OXSEAL_TRY(Population population, loadListing(workspace, *basis.previous));
    if (basis.previousCampaign) {
        std::vector<std::string_view> decisions(population.grants.size());
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(workspace.db(), basis.previousCampaign));
        for (const LineRow& line : lines) {
            if (line.decision && static_cast<std::size_t>(line.row) < decisions.size())
                decisions[static_cast<std::size_t>(line.row)] = name(*line.decision);
        }
        population.decisions = TextColumn();
        population.decisions.append(decisions);
    }
    return std::optional<Population>(std::move(population));
}

/// Where the listing is silent, an administrator's name is what makes access privileged.
void nameAdministrators(Population& population)
{
    for (auto& grant : population.grants) {
        if (grant.privileged != Flag::Unknown)
            continue;
        const auto& entitlement = population.entitlements[grant.entitlement];
        const bool administrator
            = access::isAdministratorName(entitlement.role) || access::isAdministratorName(entitlement.permission);
        grant.privileged = administrator ? Flag::Yes : Flag::No;
    }
}

Result<std::set<std::string>> officersOn(Database& db, Day day)
{
    std::set<std::string> officers;
    for (const Office office : {Office::Peo, Office::Pfo}) {
        OXSEAL_TRY(const std::vector<OfficeHolder> holders, officeHolders(db, office, day));
        for (const OfficeHolder& holder : holders) {
            if (!holder.person.employeeId.empty())
                officers.insert(holder.person.employeeId);
        }
    }
    return officers;
}

std::vector<LineRow> linesOf(const Population& population, const Roster& roster, const access::Comparison& compared,
    access::Shape shape, const std::set<std::string>& officers)
{
    std::vector<LineRow> lines;
    lines.reserve(population.grants.size());
    for (std::size_t row = 0; row < population.grants.size(); ++row) {
        const auto& grant = population.grants[row];
        const auto& account = population.accounts[grant.account];
        const auto& entitlement = population.entitlements[grant.entitlement];
        LineRow line;
        line.row = static_cast<std::int64_t>(row);
        line.flags = compared.lines[row].flags;
        const bool nonHuman
            = account.type == access::AccountType::Service || account.type == access::AccountType::Shared;
        line.included = access::takes(shape, line.flags, nonHuman);
        line.account = account.id;
        line.accountName = account.name.empty() ? account.email : account.name;
        if (compared.lines[row].worker >= 0)
            line.subject = roster.workers()[static_cast<std::size_t>(compared.lines[row].worker)].employeeId;
        line.matchedBy = name(compared.identities[grant.account].by);
        line.entitlement = entitlement.text();
        line.entitlementKey = entitlement.key();
        line.officer = !line.subject.empty() && officers.contains(line.subject);
        lines.push_back(std::move(line));
    }
    return lines;
}

Status refuseSecond(Database& db, const PeriodRow& period, const ReviewOpening& opening)
{
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.period == period.id && campaign.system == opening.system && campaign.shape == opening.shape
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

std::string campaignObject(CampaignId id) { return "campaign:" + std::to_string(id.value); }

Status requireState(const CampaignRow& campaign, CampaignState wanted)
{
    if (campaign.state != wanted)
        return fail(access::kReviewWrongState, {}, {name(campaign.state), name(wanted)});
    return {};
}

} // namespace

Result<CampaignId> openReview(
    Workspace& workspace, const PeriodRow& period, const ReviewOpening& opening, const std::string& reason)
{
    Database& db = workspace.db();
    OXSEAL_CHECK(refuseSecond(db, period, opening));
    OXSEAL_TRY(const Person owner, personByLogin(db, opening.systemOwner));
    OXSEAL_TRY(const Basis basis, basisOf(db, period, opening.system));
    OXSEAL_TRY(Population current, loadListing(workspace, basis.listing));
    OXSEAL_TRY(const std::optional<Population> previous, previousOf(workspace, basis));
    OXSEAL_TRY(const Roster roster, loadRoster(workspace, basis.roster.id));
    std::optional<Roster> previousRoster;
    if (basis.previousRoster) {
        OXSEAL_TRY(previousRoster, loadRoster(workspace, basis.previousRoster->id));
    }
    nameAdministrators(current);
    const Day asOf = basis.listing.asOf.value_or(period.period.last);
    OXSEAL_TRY(const access::Comparison compared,
        access::compareRoster(current, roster, previous ? &*previous : nullptr, previousRoster ? &*previousRoster : nullptr,
            {asOf, opening.dormantDays, opening.keyDays}));
    OXSEAL_TRY(const std::set<std::string> officers, officersOn(db, asOf));
    const std::vector<LineRow> lines = linesOf(current, roster, compared, opening.shape, officers);

    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<CampaignId> {
        OXSEAL_TRY(const Digest root, rowRoot(unit, basis.listing.id, *workspace.environment().random));
        CampaignRow row;
        row.period = period.id;
        row.system = opening.system;
        row.shape = opening.shape;
        row.state = CampaignState::Open;
        row.listing = basis.listing.id;
        row.roster = basis.roster.id;
        row.previous = basis.previous ? basis.previous->id : SnapshotId();
        row.rowRoot = root;
        row.asOf = asOf;
        row.dormantDays = opening.dormantDays;
        row.keyDays = opening.keyDays;
        row.systemOwner = owner.id;
        row.openedAt = unit.now();
        row.openedBy = unit.actor().person;
        OXSEAL_TRY(const CampaignId id, access_repo::insertCampaign(unit.db(), row));
        for (const LineRow& line : lines)
            OXSEAL_CHECK(access_repo::insertLine(unit.db(), id, line));
        const auto leftOut = std::count_if(lines.begin(), lines.end(), [](const LineRow& line) { return !line.included; });
        Event event{"review.open", campaignObject(id), "access", {}, {}, {}};
        event.after = Json::Object{{"system", opening.system}, {"period", period.period.name()},
            {"shape", name(opening.shape)}, {"listing", basis.listing.id.value}, {"roster", basis.roster.id.value},
            {"baseline", compared.baseline}, {"row_root", root.hex()}, {"lines", lines.size()}, {"left_out", std::int64_t{leftOut}},
            {"dormant_days", opening.dormantDays}, {"key_days", opening.keyDays}, {"flags", flagCounts(compared)}};
        unit.record(std::move(event));
        return id;
    });
}

Result<AssignOutcome> assignReviewers(Workspace& workspace, CampaignId campaign,
    const std::vector<std::string>& candidateLogins, const std::vector<std::int64_t>& rows, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<AssignOutcome> {
        Database& db = unit.db();
        OXSEAL_TRY(const CampaignRow row, campaignById(db, campaign));
        OXSEAL_CHECK(requireState(row, CampaignState::Open));
        OXSEAL_TRY(const std::vector<access::ReviewLine> before, ruleLines(db, row));
        std::vector<access::Reviewer> candidates;
        std::vector<PersonId> people;
        for (const std::string& login : candidateLogins) {
            OXSEAL_TRY(access::Reviewer reviewer, reviewerOf(db, login, row));
            OXSEAL_TRY(const Person person, personByLogin(db, login));
            candidates.push_back(std::move(reviewer));
            people.push_back(person.id);
        }
        const std::set<std::int64_t> wanted(rows.begin(), rows.end());
        std::set<std::int64_t> known;
        std::vector<const access::ReviewLine*> targets;
        for (const access::ReviewLine& line : before) {
            const std::int64_t number = std::stoll(line.id);
            const bool settled = line.decision && access::settles(*line.decision);
            if (wanted.empty() ? !line.reviewer.empty() : !wanted.contains(number))
                continue;
            known.insert(number);
            if (settled)
                return fail(access::kReviewWrongState, {}, {name(*line.decision), "pending"});
            targets.push_back(&line);
            // The pair that this line made must not stand in the way of its new reviewer.
            OXSEAL_CHECK(access_repo::setReviewer(db, campaign, number, PersonId()));
        }
        for (const std::int64_t number : wanted) {
            if (!known.contains(number))
                return fail(kNoSuchLine, {}, {std::to_string(number)});
        }
        OXSEAL_TRY(auto pairs, access_repo::reviewPairs(db, row.period));
        AssignOutcome outcome;
        Json::Array assigned, exceptions;
        for (const access::ReviewLine* line : targets) {
            const std::int64_t number = std::stoll(line->id);
            const auto chosen = access::eligible(candidates, *line, pairs);
            if (!chosen) {
                outcome.exceptions.push_back(number);
                exceptions.emplace_back(number);
                continue;
            }
            OXSEAL_CHECK(access_repo::setReviewer(db, campaign, number, people[*chosen]));
            if (!line->subject.empty())
                pairs.insert({line->subject, candidates[*chosen].id});
            ++outcome.assigned;
            assigned.emplace_back(Json::Object{{"row", number}, {"reviewer", people[*chosen].value}});
        }
        Event event{"review.assign", campaignObject(campaign), "access", {}, {}, {}};
        event.after = Json::Object{{"assigned", std::move(assigned)}, {"exceptions", std::move(exceptions)}};
        unit.record(std::move(event));
        return outcome;
    });
}

namespace {

/// A removal made by an earlier decision on the line is withdrawn, or stops the change once it is claimed.
Status withdrawRemoval(Database& db, CampaignId campaign, std::int64_t row)
{
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db));
    for (RemovalRow removal : removals) {
        if (removal.campaign != campaign || removal.row != row || removal.state == "withdrawn")
            continue;
        if (removal.state != "requested")
            return fail(access::kAlreadyClaimed, {}, {std::to_string(removal.id)});
        removal.state = "withdrawn";
        OXSEAL_CHECK(access_repo::updateRemoval(db, removal));
    }
    return {};
}

Status requestRemoval(UnitOfWork& unit, CampaignId campaign, const LineRow& line)
{
    RemovalRow removal;
    removal.campaign = campaign;
    removal.row = line.row;
    removal.kind = name(*line.decision);
    removal.target = line.target;
    removal.state = name(access::RevocationState::Requested);
    removal.requestedAt = unit.now();
    removal.requestedBy = unit.actor().person;
    removal.due = access::removalDue(
        unit.now().day(), line.flags.is(LineFlag::Privileged), line.flags.is(LineFlag::Terminated));
    OXSEAL_TRY([[maybe_unused]] const std::int64_t id, access_repo::insertRemoval(unit.db(), removal));
    return {};
}

Json decisionJson(const LineRow& line)
{
    Json json(Json::Object{{"row", line.row}});
    if (line.decision)
        json.set("decision", name(*line.decision));
    json.set("code", line.code);
    if (!line.target.empty())
        json.set("target", line.target);
    json.set("comment", line.comment);
    json.set("bulk", line.bulk);
    return json;
}

Status apply(UnitOfWork& unit, const CampaignRow& campaign, const std::vector<LineDecision>& decisions, bool bulk)
{
    Database& db = unit.db();
    OXSEAL_CHECK(requireState(campaign, CampaignState::Open));
    // Only the lines decided are read: one decision in a listing of a million lines must not read the others.
    OXSEAL_TRY(const access::Reviewer reviewer, reviewerOf(db, unit.actor().login, campaign));
    OXSEAL_TRY(const auto pairs, access_repo::reviewPairs(db, campaign.period, reviewer.id));
    std::vector<access::ReviewLine> cluster;
    Json::Array before, after;
    for (const LineDecision& decision : decisions) {
        OXSEAL_TRY(const std::optional<LineRow> found, access_repo::line(db, campaign.id, decision.row));
        if (!found || !found->included)
            return fail(kNoSuchLine, {}, {std::to_string(decision.row)});
        LineRow line = *found;
        if (line.reviewer != unit.actor().person)
            return fail(kNotTheReviewer, {}, {std::to_string(decision.row)});
        const access::ReviewLine rule = ruleLine(campaign, line, reviewer.id);
        OXSEAL_CHECK(access::mayReview(reviewer, rule, pairs));
        OXSEAL_CHECK(access::allowedDecision(decision.decision, decision.code, decision.target));
        cluster.push_back(rule);
        if (line.decision) {
            before.push_back(decisionJson(line));
            OXSEAL_CHECK(withdrawRemoval(db, campaign.id, line.row));
        }
        line.decision = decision.decision;
        line.code = decision.code;
        line.target = decision.target;
        line.comment = decision.comment;
        line.bulk = bulk ? static_cast<std::int64_t>(decisions.size()) : 1;
        line.decidedBy = unit.actor().person;
        line.decidedAt = unit.now();
        OXSEAL_CHECK(access_repo::insertDecision(db, campaign.id, line));
        if (decision.decision == access::Decision::Revoke || decision.decision == access::Decision::Reduce)
            OXSEAL_CHECK(requestRemoval(unit, campaign.id, line));
        after.push_back(decisionJson(line));
    }
    if (bulk)
        OXSEAL_CHECK(access::allowedBulk(cluster, decisions.front().comment));
    const std::string object = decisions.size() == 1
        ? campaignObject(campaign.id) + "/row:" + std::to_string(decisions.front().row)
        : campaignObject(campaign.id);
    unit.record({bulk ? "review.decide_bulk" : "review.decide", object, "access", Json(std::move(before)), Json(std::move(after)), {}});
    return {};
}

} // namespace

Status decideLines(
    Workspace& workspace, CampaignId campaign, const std::vector<LineDecision>& decisions, const std::string& reason)
{
    if (decisions.empty())
        return fail(kNoSuchLine, {}, {"-"});
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CampaignRow row, campaignById(unit.db(), campaign));
        return apply(unit, row, decisions, false);
    });
}

Status decideBulk(Workspace& workspace, CampaignId campaign, const std::vector<std::int64_t>& rows,
    const LineDecision& decision, const std::string& reason)
{
    if (rows.empty())
        return fail(kNoSuchLine, {}, {"-"});
    std::vector<LineDecision> decisions;
    for (const std::int64_t row : rows) {
        decisions.push_back(decision);
        decisions.back().row = row;
    }
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const CampaignRow row, campaignById(unit.db(), campaign));
        return apply(unit, row, decisions, true);
    });
}

} // namespace oxseal
