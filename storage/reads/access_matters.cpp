// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/hash.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/amendment_reads.h"
#include "storage/reads/extract_proof.h"
#include "storage/reads/review_extent.h"
#include "storage/reads/review_stages.h"
#include "storage/repos/look_back_repo.h"
#include "storage/repos/role_privilege_repo.h"

#include <map>
#include <optional>
#include <set>

namespace oxseal {
namespace {

using access::CampaignState;
using access::LineFlag;

/// Collects matters; the same one (code, subject, identity) is told once.
class Matters
{
public:
    void add(const char* code, Severity severity, const std::string& subject, std::vector<std::string> identity,
        std::vector<std::string> arguments, std::optional<Day> since = {})
    {
        Finding finding;
        finding.code = code;
        finding.severity = severity;
        finding.subject = subject;
        finding.arguments = std::move(arguments);
        finding.since = since;
        finding.fingerprint = fingerprintOf(hasher_, finding.code, subject, identity);
        if (seen_.insert(finding.fingerprint).second)
            found_.push_back(std::move(finding));
    }
    [[nodiscard]] std::vector<Finding> take() { return std::move(found_); }

private:
    Sha256 hasher_;
    std::set<Digest> seen_;
    std::vector<Finding> found_;
};

std::string accountSubject(const std::string& system, const std::string& account)
{
    return "account:" + system + "/" + account;
}

/// The last conclusion on each account that was looked back at, and the last one before it that said otherwise.
struct LookedBack
{
    access::LookBackConclusion last = access::LookBackConclusion::NotUsed;
    std::optional<access::LookBackConclusion> before;
};
using LookBacks = std::map<std::string, LookedBack>;
Result<LookBacks> lookBacksOf(Database& db, CampaignId campaign)
{
    LookBacks out;
    OXSEAL_TRY(const std::vector<LookBackRow> rows, look_back_repo::all(db, campaign));
    for (const LookBackRow& row : rows) {
        const auto [found, fresh] = out.try_emplace(row.account, LookedBack{row.conclusion, {}});
        if (!fresh && found->second.last != row.conclusion)
            found->second = {row.conclusion, found->second.last};
    }
    return out;
}

void addLines(Matters& matters, const CampaignRow& campaign, const std::vector<LineRow>& lines, const LookBacks& lookBacks)
{
    std::set<std::string> lookedAt;
    for (const LineRow& line : lines) {
        const std::string subject = accountSubject(campaign.system, line.account);
        const std::vector<std::string> arguments{line.account, campaign.system, line.subject, line.entitlement};
        lookedAt.insert(line.account);
        // Open until somebody has looked back at it; an effect stays one until it is judged.
        if (const auto found = lookBacks.find(line.account); found != lookBacks.end()) {
            const LookedBack& said = found->second;
            if (said.last == access::LookBackConclusion::Effect)
                matters.add("access.look_back_effect", Severity::High, subject, {line.subject}, {line.account, campaign.system, line.subject});
            else if (said.before == access::LookBackConclusion::Effect)
                matters.add("access.look_back_revised", Severity::Medium, subject, {line.subject}, {line.account, campaign.system, line.subject, name(said.last)});
        } else if (line.flags.is(LineFlag::UsedAfterLeaving)) {
            matters.add(findingCode(LineFlag::UsedAfterLeaving), Severity::High, subject, {line.subject}, arguments);
        }
        if (line.officer && line.judged().is(LineFlag::Privileged))
            matters.add("access.officer_privileged", Severity::High, subject, {line.subject}, arguments);
        const bool unclaimed = line.included && !line.reviewer && campaign.state == CampaignState::Open;
        if (unclaimed) {
            matters.add("access.no_eligible_reviewer", Severity::High, subject, {line.entitlementKey},
                {std::to_string(line.row), campaign.system, line.subject, line.entitlement});
        }
    }
    // Accounts that ended late need not be in the listing any more; who they belonged to is on the worksheet.
    for (const auto& [account, said] : lookBacks) {
        if (lookedAt.contains(account))
            continue;
        const std::string subject = accountSubject(campaign.system, account);
        if (said.last == access::LookBackConclusion::Effect)
            matters.add("access.look_back_effect", Severity::High, subject, {}, {account, campaign.system, account});
        else if (said.before == access::LookBackConclusion::Effect)
            matters.add("access.look_back_revised", Severity::Medium, subject, {}, {account, campaign.system, account, name(said.last)});
    }
}

/// Roles of which nobody has said whether they give privileged access.
Status addSilentRoles(Matters& matters, Database& db, const CampaignRow& campaign)
{
    OXSEAL_TRY(const std::vector<SilentRole> silent, role_privilege_repo::silent(db, campaign.id));
    for (const SilentRole& role : silent)
        matters.add("access.privilege_unknown", Severity::Medium, "role:" + campaign.system + "/" + role.entitlement, {},
            {role.entitlement, campaign.system, std::to_string(role.lines), std::to_string(campaign.id.value)});
    return {};
}

/// A campaign that stands for the system: any that was not cancelled.
bool stands(const CampaignRow& row) { return row.state != CampaignState::Cancelled; }

bool concluded(const CampaignRow& row) { return row.concludedAt.has_value(); }

/// Stages that are late, and lines that the last stage left in disagreement.
Status addStages(Matters& matters, Workspace& workspace, const CampaignRow& campaign, Day today)
{
    if (campaign.state != CampaignState::Open)
        return {};
    const std::string number = std::to_string(campaign.id.value);
    OXSEAL_TRY(const std::vector<StageStatus> stages, stageStatuses(workspace.db(), campaign, today));
    for (const StageStatus& stage : stages) {
        if (stage.overdue > 0)
            matters.add("access.stage_overdue", Severity::High, "system:" + campaign.system, {number, std::to_string(stage.row.stage)},
                {number, campaign.system, std::to_string(stage.row.stage), name(stage.row.kind), std::to_string(stage.open + stage.waiting),
                    stage.row.due->iso()},
                stage.row.due);
    }
    OXSEAL_TRY(const std::vector<std::int64_t> disputed, disputedLines(workspace.db(), campaign.id));
    for (const std::int64_t row : disputed)
        matters.add("access.line_disputed", Severity::High, "system:" + campaign.system, {number, std::to_string(row)},
            {number, campaign.system, std::to_string(row)});
    return {};
}

Status addReviews(Matters& matters, Workspace& workspace, const PeriodRow& period, const std::vector<CampaignRow>& campaigns)
{
    const Day today = workspace.environment().clock.now().day();
    const std::string periodName = period.period.name();
    OXSEAL_TRY(const std::vector<SnapshotInfo> listings, listSnapshots(workspace.db(), {"listing", "", "", periodName}));
    std::set<std::string> reviewed;
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.period != period.id || !stands(campaign))
            continue;
        if (!concluded(campaign) || isWhole(campaign, campaigns))
            reviewed.insert(campaign.system); // one that is open is a matter of its own
        if (!concluded(campaign)) {
            matters.add("access.review_open", Severity::High, "system:" + campaign.system, {periodName, name(campaign.shape)},
                {std::to_string(campaign.id.value), campaign.system, name(campaign.state)});
        }
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::matterLines(workspace.db(), campaign.id));
        OXSEAL_TRY(const LookBacks lookBacks, lookBacksOf(workspace.db(), campaign.id));
        addLines(matters, campaign, lines, lookBacks);
        OXSEAL_CHECK(addSilentRoles(matters, workspace.db(), campaign));
        OXSEAL_TRY(const std::optional<SnapshotInfo> later, laterListing(workspace.db(), campaign));
        if (later)
            matters.add("access.listing_later", Severity::Medium, "system:" + campaign.system, {periodName, std::to_string(later->id.value)},
                {campaign.system, later->fileName, std::to_string(campaign.id.value)});
        OXSEAL_CHECK(addStages(matters, workspace, campaign, today));
    }
    for (const SnapshotInfo& listing : listings) {
        if (reviewed.contains(listing.key.subject))
            continue;
        if (const std::string parts = partsReviewed(campaigns, period.id, listing.key.subject); !parts.empty()) {
            matters.add("access.review_partial", Severity::High, "system:" + listing.key.subject, {periodName}, {listing.key.subject, periodName, parts});
        } else {
            matters.add("access.review_missing", Severity::High, "system:" + listing.key.subject, {periodName},
                {listing.key.subject, periodName});
        }
    }
    return {};
}

/// What was proven removed is watched: a later listing that holds it again is a matter before anybody verifies the old review anew.
Status addGrantedAgain(Matters& matters, Workspace& workspace, const std::vector<RemovalRow>& proven)
{
    OXSEAL_TRY(const auto back, grantedAgain(workspace, proven));
    for (const auto& [removal, listing] : back) {
        const std::string review = std::to_string(removal.campaign.value);
        matters.add("access.matter.regranted", Severity::High, accountSubject(removal.system, removal.account), {removal.entitlementKey, review},
            {removal.account, removal.system, removal.state, removal.entitlement, std::to_string(removal.id), listing.fileName, listing.asOf->iso(), review},
            listing.asOf);
    }
    return {};
}

} // namespace

Result<std::vector<Finding>> accessMatters(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    Matters matters;
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    OXSEAL_CHECK(addReviews(matters, workspace, period, campaigns));
    // Removals of earlier periods stay open until they are proven.
    std::map<CampaignId, PeriodId> periodOf;
    for (const CampaignRow& campaign : campaigns) {
        if (stands(campaign))
            periodOf[campaign.id] = campaign.period;
    }
    const Day today = workspace.environment().clock.now().day();
    OXSEAL_TRY(const std::vector<PeriodRow> all, periods(db));
    std::map<PeriodId, Day> ends;
    for (const PeriodRow& row : all)
        ends[row.id] = row.period.last;
    OXSEAL_TRY(const std::vector<RemovalRow> removals, access_repo::removals(db));
    std::vector<RemovalRow> proven;
    for (const RemovalRow& removal : removals) {
        const auto owner = periodOf.find(removal.campaign);
        if (owner == periodOf.end() || ends[owner->second] > period.period.last)
            continue;
        const std::string subject = accountSubject(removal.system, removal.account);
        const std::vector<std::string> identity{removal.entitlementKey, std::to_string(removal.campaign.value)};
        const std::vector<std::string> arguments{removal.account, removal.system, removal.state, removal.entitlement};
        if (closed(removal))
            continue;
        if (removal.state == "removed") {
            proven.push_back(removal);
        } else if (removal.state == "regranted") {
            matters.add("access.regranted", Severity::High, subject, identity, arguments, removal.requestedAt.day());
        } else if (removal.state != "withdrawn") {
            const bool late = removal.due < today;
            matters.add("access.removal_open", late ? Severity::High : Severity::Medium, subject, identity, arguments,
                removal.requestedAt.day());
        }
    }
    OXSEAL_CHECK(addGrantedAgain(matters, workspace, proven));
    return matters.take();
}

} // namespace oxseal
