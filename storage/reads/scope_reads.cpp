// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/scope_reads.h"

#include "storage/crypto/hash.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_extent.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

using access::ScopeReview;

/// The sheet of one period as the rules want it, with what it was made of.
class SheetOf
{
public:
    SheetOf(Database& db, const PeriodRow& period, ScopeView& view) : db_(db), period_(period), view_(view) { }

    Result<access::ScopeSheet> run()
    {
        sheet_.quarter = period_.period.quarter;
        OXSEAL_CHECK(systems());
        OXSEAL_CHECK(lists());
        return std::move(sheet_);
    }

private:
    Status systems()
    {
        OXSEAL_TRY(view_.begun, scope_repo::begun(db_));
        OXSEAL_TRY(const std::vector<Person> people, persons(db_));
        const auto loginOf = [&people](PersonId id) {
            const auto found = std::find_if(people.begin(), people.end(), [id](const Person& person) { return person.id == id; });
            return found == people.end() ? std::string() : found->login;
        };
        std::map<std::string, SnapshotInfo> listings;
        OXSEAL_TRY(std::vector<SnapshotInfo> snapshots, listSnapshots(db_, {"listing", "", "", period_.period.name()}));
        for (SnapshotInfo& info : snapshots)
            listings[info.key.subject] = std::move(info);
        for (const auto& [system, info] : listings)
            sheet_.listed.push_back(system);
        OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db_));
        OXSEAL_TRY(const std::vector<SkipRow> skips, scope_repo::skips(db_, period_.id));
        OXSEAL_TRY(std::vector<ScopeRow> rows, scope_repo::scope(db_, period_.id));
        for (ScopeRow& row : rows) {
            ScopeLine& line = view_.systems.emplace_back();
            access::ScopeSystem& system = sheet_.systems.emplace_back();
            system.name = row.system;
            system.aliases = row.aliases;
            system.risk = row.risk;
            system.frequency = row.frequency;
            if (const auto found = listings.find(row.system); found != listings.end()) {
                system.listing = true;
                line.listing = found->second;
            }
            addReview(campaigns, row.system, system, line);
            for (const SkipRow& skip : skips) {
                if (skip.system != row.system || skip.withdrawnAt)
                    continue;
                system.skip = access::ScopeSkip{skip.why, loginOf(skip.askedBy), skip.approvedBy ? loginOf(skip.approvedBy) : std::string()};
                line.skip = skip;
            }
            line.state = access::stateOf(system, sheet_.quarter);
            line.row = std::move(row);
        }
        return {};
    }

    /// What is done counts most: of several reviews of a system, a concluded one. An amendment that is open opens what it amends. A review
    /// of a part of the access does not make the system reviewed.
    void addReview(const std::vector<CampaignRow>& campaigns, const std::string& name, access::ScopeSystem& system, ScopeLine& line) const
    {
        for (const CampaignRow& campaign : campaigns) {
            if (campaign.period != period_.id || campaign.system != name || campaign.state == access::CampaignState::Cancelled)
                continue;
            const bool whole = isWhole(campaign, campaigns);
            const ScopeReview review = !whole ? ScopeReview::Partial : campaign.concludedAt ? ScopeReview::Concluded : ScopeReview::Open;
            if (review < system.review && !(campaign.amends && whole))
                continue;
            system.review = review;
            line.campaign = campaign.id;
        }
        if (system.review != ScopeReview::Partial)
            return;
        line.parts = partsReviewed(campaigns, period_.id, name);
        system.parts = line.parts;
        if (line.parts.empty())
            system.review = ScopeReview::Open; // of a part, and not even that is concluded
    }

    Status lists()
    {
        OXSEAL_TRY(const std::vector<KnownListRow> all, scope_repo::lists(db_, period_.id));
        OXSEAL_TRY(const std::vector<KnownWordRow> words, scope_repo::words(db_));
        for (const KnownListRow& list : all)
            view_.lists[static_cast<std::size_t>(list.source)] = list;
        for (std::size_t source = 0; source < access::kKnownSources; ++source) {
            const auto& list = view_.lists[source];
            sheet_.given[source] = list.has_value();
            if (!list)
                continue;
            OXSEAL_TRY(const std::vector<std::string> names, scope_repo::names(db_, list->id));
            for (const std::string& name : names)
                addName(list->source, name, words);
        }
        return {};
    }

    void addName(access::KnownSource source, const std::string& name, const std::vector<KnownWordRow>& words)
    {
        access::KnownSystem known{source, name, {}, {}};
        KnownLine line{source, name, {}, false, {}};
        const std::string key = access::scopeKey(name);
        for (const KnownWordRow& word : words) {
            if (word.source != source || word.nameKey != key)
                continue;
            known.mappedTo = word.system;
            known.dismissed = word.system.empty() ? word.why : std::string();
            line.said = true;
            line.why = word.why;
        }
        const int at = known.dismissed.empty() ? access::systemOf(sheet_, known) : -1;
        if (at >= 0)
            line.system = sheet_.systems[static_cast<std::size_t>(at)].name;
        else if (!known.mappedTo.empty())
            line.said = false; // said to be a system that this sheet does not have
        sheet_.known.push_back(std::move(known));
        view_.known.push_back(std::move(line));
    }

    Database& db_;
    const PeriodRow& period_;
    ScopeView& view_;
    access::ScopeSheet sheet_;
};

struct RoleFacts
{
    std::map<std::pair<std::string, std::string>, PersonId> owners;
    std::map<std::pair<std::string, std::string>, RoleApprovalRow> approvals;
    std::map<std::pair<std::string, std::string>, RolePrivilegeRow> privileges;
    std::set<std::string> systems;
};

Result<RoleFacts> roleFacts(Database& db)
{
    RoleFacts facts;
    OXSEAL_TRY(const std::vector<RoleOwnerRow> owners, scope_repo::owners(db));
    for (const RoleOwnerRow& row : owners) {
        facts.owners[{row.system, row.role}] = row.person;
        facts.systems.insert(row.system);
    }
    OXSEAL_TRY(std::vector<RoleApprovalRow> approvals, scope_repo::approvals(db));
    for (RoleApprovalRow& row : approvals) {
        facts.systems.insert(row.system);
        facts.approvals[{row.system, row.role}] = std::move(row);
    }
    OXSEAL_TRY(std::vector<RolePrivilegeRow> privileges, role_privilege_repo::all(db));
    for (RolePrivilegeRow& row : privileges)
        facts.privileges[{row.said.system, row.said.role}] = std::move(row);
    return facts;
}

RoleLine roleLine(const RoleFacts& facts, const std::string& system, access::RoleContent content, SnapshotId listing, Day today)
{
    RoleLine line;
    line.system = system;
    line.listing = listing;
    const std::pair<std::string, std::string> key{system, content.role};
    if (const auto owner = facts.owners.find(key); owner != facts.owners.end())
        line.owner = owner->second;
    std::optional<Day> approvedOn;
    bool same = false;
    if (const auto approval = facts.approvals.find(key); approval != facts.approvals.end()) {
        line.approval = approval->second;
        approvedOn = approval->second.approvedAt.day();
        line.validUntil = access::roleValidUntil(*approvedOn);
        same = approval->second.body == content.body();
        line.diff = access::roleDiff(access::RoleContent::itemsOf(approval->second.body), content.items);
    }
    line.state = access::roleState(approvedOn, same, static_cast<bool>(listing), today);
    if (listing && content.items.empty())
        line.state = access::RoleState::Bare;
    if (const auto privilege = facts.privileges.find(key); privilege != facts.privileges.end())
        line.privilege = privilege->second;
    line.content = std::move(content);
    return line;
}

const char* matterOf(access::RoleState state)
{
    switch (state) {
    case access::RoleState::NeverApproved: return "access.role_unapproved";
    case access::RoleState::Drifted: return "access.role_drifted";
    case access::RoleState::Expired: return "access.role_expired";
    case access::RoleState::Approved:
    case access::RoleState::Gone:
    case access::RoleState::Bare: break;
    }
    return nullptr;
}

} // namespace

Result<ScopeView> scopeView(Database& db, const PeriodRow& period)
{
    ScopeView view;
    OXSEAL_TRY(const access::ScopeSheet sheet, SheetOf(db, period, view).run());
    if (view.begun)
        view.findings = access::scopeFindings(sheet);
    return view;
}

Result<std::vector<RoleLine>> roleReviews(Workspace& workspace, const PeriodRow& period, bool onlyBegun)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const RoleFacts facts, roleFacts(db));
    const Day today = workspace.environment().clock.now().day();
    std::map<std::string, SnapshotInfo> listings;
    OXSEAL_TRY(std::vector<SnapshotInfo> snapshots, listSnapshots(db, {"listing", "", "", period.period.name()}));
    for (SnapshotInfo& info : snapshots)
        listings[info.key.subject] = std::move(info);
    std::vector<RoleLine> lines;
    for (const auto& [system, info] : listings) {
        if (onlyBegun && !facts.systems.contains(system))
            continue;
        OXSEAL_TRY(const access::Population population, loadListing(workspace, info));
        const std::vector<std::string> silent = access::silentRoles(population);
        std::set<std::string> present;
        std::vector<access::RoleContent> bare;
        std::vector<access::RoleContent> contents = access::roleContents(population, &bare);
        std::move(bare.begin(), bare.end(), std::back_inserter(contents));
        std::sort(contents.begin(), contents.end(), [](const auto& a, const auto& b) { return a.role < b.role; });
        for (access::RoleContent& content : contents) {
            present.insert(content.role);
            RoleLine& line = lines.emplace_back(roleLine(facts, system, std::move(content), info.id, today));
            line.silent = std::binary_search(silent.begin(), silent.end(), line.content.role);
            line.unknown = line.silent && line.state == access::RoleState::Bare && !line.privilege;
        }
        for (const auto& [key, approval] : facts.approvals) {
            if (key.first == system && !present.contains(key.second))
                lines.push_back(roleLine(facts, system, {key.second, {}, 0}, SnapshotId(), today));
        }
    }
    return lines;
}

Result<std::vector<Finding>> scopeMatters(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(ScopeView view, scopeView(workspace.db(), period));
    Sha256 hasher;
    for (Finding& finding : view.findings)
        finding.fingerprint = fingerprintOf(hasher, finding.code, finding.subject, {period.period.name()});
    std::vector<Finding> found = std::move(view.findings);
    OXSEAL_TRY(const std::vector<RoleLine> roles, roleReviews(workspace, period, true));
    for (const RoleLine& role : roles) {
        const char* code = matterOf(role.state);
        if (code == nullptr)
            continue;
        Finding& finding = found.emplace_back();
        finding.code = code;
        finding.severity = role.state == access::RoleState::Drifted ? Severity::High : Severity::Medium;
        finding.subject = "role:" + role.system + "/" + role.content.role;
        finding.arguments = {role.content.role, role.system, std::to_string(role.diff.size()), role.validUntil ? role.validUntil->iso() : ""};
        finding.fingerprint = fingerprintOf(hasher, finding.code, finding.subject, {period.period.name()});
    }
    return found;
}

} // namespace oxseal
