// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "models/access/delta.h"
#include "models/access/review_basis.h"
#include "storage/actions/review_support.h"
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
    access::nameAdministrators(current);
    OXSEAL_TRY(const std::vector<StageRow> stages, stagesOf(db, opening, workspace.environment().clock.now().day()));
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
        for (const StageRow& stage : stages)
            OXSEAL_CHECK(stage_repo::insertStage(unit.db(), id, stage));
        for (const LineRow& line : lines)
            OXSEAL_CHECK(access_repo::insertLine(unit.db(), id, line));
        const auto leftOut = std::count_if(lines.begin(), lines.end(), [](const LineRow& line) { return !line.included; });
        Event event{"review.open", campaignObject(id), "access", {}, {}, {}};
        event.after = Json::Object{{"system", opening.system}, {"period", period.period.name()},
            {"shape", name(opening.shape)}, {"listing", basis.listing.id.value}, {"roster", basis.roster.id.value},
            {"baseline", compared.baseline}, {"row_root", root.hex()}, {"lines", lines.size()}, {"left_out", std::int64_t{leftOut}},
            {"dormant_days", opening.dormantDays}, {"key_days", opening.keyDays}, {"flags", flagCounts(compared)}, {"stages", stagesJson(stages)}};
        unit.record(std::move(event));
        return id;
    });
}

} // namespace oxseal
