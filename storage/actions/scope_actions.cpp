// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/scope_actions.h"

#include "models/access/person_number.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/import/csv_table.h"
#include "storage/reads/people_reads.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace oxseal {
namespace {

std::string scopeObject(const PeriodRow& period, const std::string& system) { return "scope:" + period.period.name() + "/" + system; }

Json scopeJson(const ScopeRow& row)
{
    Json::Array aliases;
    for (const std::string& alias : row.aliases)
        aliases.emplace_back(alias);
    return Json::Object{{"system", row.system}, {"risk", name(row.risk)}, {"frequency", name(row.frequency)}, {"aliases", std::move(aliases)}, {"note", row.note}};
}

Result<std::optional<ScopeRow>> scopeOf(Database& db, PeriodId period, const std::string& system)
{
    OXSEAL_TRY(std::vector<ScopeRow> rows, scope_repo::scope(db, period));
    for (ScopeRow& row : rows) {
        if (row.system == system)
            return std::optional<ScopeRow>(std::move(row));
    }
    return std::optional<ScopeRow>();
}

Result<SkipRow> skipById(Database& db, std::int64_t id)
{
    OXSEAL_TRY(const std::optional<SkipRow> found, scope_repo::skip(db, id));
    if (!found)
        return fail(kNoSuchSkip, {}, {std::to_string(id)});
    return *found;
}

/// The names of the file, each once, as they stand there first.
Result<std::vector<std::string>> namesIn(const std::filesystem::path& file, const std::string& column)
{
    TableOptions options;
    if (!column.empty())
        options.map["name"] = column;
    const std::vector<ColumnSpec> columns{{"name",
        {"application", "app label", "app", "application name", "display name", "vendor", "vendor name", "supplier", "interface", "interface name", "system", "system name"},
        ColumnType::Text, true, true}};
    OXSEAL_TRY(const TableRead read, readCsvFile(file, columns, options));
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < read.table.rows(); ++row) {
        const std::string text(trimmed(read.table.textAt("name", row)));
        const std::string key = access::scopeKey(text);
        if (!key.empty() && seen.insert(key).second)
            names.push_back(text);
    }
    if (names.empty())
        return fail(kKnownListEmpty, file.string());
    return names;
}

Result<RoleLine> roleNamed(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role)
{
    OXSEAL_TRY(const std::vector<RoleLine> roles, roleReviews(workspace, period));
    for (const RoleLine& line : roles) {
        if (line.system == system && line.content.role == role && line.listing)
            return line;
    }
    return fail(kNoSuchRole, {}, {role, system, period.period.name()});
}

/// Lines of an open review that nobody could judge until the role's owner says something.
struct UnknownLines
{
    CampaignId campaign;
    std::vector<std::size_t> rows;
};

Result<std::vector<UnknownLines>> unknownLines(Workspace& workspace, const std::string& system, const std::string& role)
{
    std::vector<UnknownLines> out;
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(workspace.db()));
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.system != system || campaign.state != access::CampaignState::Open || !campaign.privilegesThrough)
            continue;
        OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), campaign.listing));
        OXSEAL_TRY(const access::Population listing, loadListing(workspace, info));
        out.push_back({campaign.id, access::silentLines(listing, role)});
    }
    return out;
}

Result<bool> answersFor(Database& db, const PeriodRow& period, const RoleLine& line, PersonId person)
{
    if (line.owner == person)
        return true;
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    return std::any_of(campaigns.begin(), campaigns.end(), [&](const CampaignRow& campaign) {
        return campaign.period == period.id && campaign.system == line.system && campaign.systemOwner == person
            && campaign.state != access::CampaignState::Cancelled;
    });
}

/// Does the person hold the role, by the listing's employee numbers and names of accounts, or by whom an open review takes for the
/// account's owner? Nobody clears a role of their own.
Result<bool> holdsRole(Workspace& workspace, const RoleLine& line, const std::vector<UnknownLines>& unknown, const Person& person)
{
    const std::string number = access::foldedNumber(person.employeeId);
    const auto own = [&](std::string_view employee) { return !number.empty() && access::foldedNumber(employee) == number; };
    for (const UnknownLines& one : unknown) {
        for (const std::size_t at : one.rows) {
            OXSEAL_TRY(const std::optional<LineRow> shown, access_repo::line(workspace.db(), one.campaign, static_cast<std::int64_t>(at)));
            if (shown && own(shown->subject))
                return true;
        }
    }
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), line.listing));
    OXSEAL_TRY(const access::Population listing, loadListing(workspace, info));
    return std::any_of(listing.grants.begin(), listing.grants.end(), [&](const access::Grant& grant) {
        const access::Account& account = listing.accounts[grant.account];
        return listing.entitlements[grant.entitlement].role == line.content.role
            && (equalsIgnoringCase(account.id, person.login) || own(account.employeeId));
    });
}

Status mayState(Workspace& workspace, const RoleLine& line, const std::vector<UnknownLines>& unknown, bool privileged)
{
    if (privileged)
        return {};
    OXSEAL_TRY(const Person person, personByLogin(workspace.db(), workspace.actor().login));
    OXSEAL_TRY(const bool own, holdsRole(workspace, line, unknown, person));
    return own ? fail(kOwnRole, {}, {line.content.role, line.system}) : Status();
}

Status statePrivilege(UnitOfWork& unit, const RoleLine& line, bool privileged, const std::vector<UnknownLines>& unknown, const std::string& reason)
{
    if (!line.silent)
        return fail(kPrivilegeTold, {}, {line.content.role, line.system});
    Database& db = unit.db();
    const RolePrivilegeRow row{{0, line.system, line.content.role, privileged}, line.listing, reason, unit.now(), unit.actor().person};
    OXSEAL_TRY(const std::int64_t id, role_privilege_repo::insert(db, row));
    Json::Array reviews;
    for (const UnknownLines& one : unknown) {
        std::int64_t lines = 0;
        for (const std::size_t at : one.rows) {
            OXSEAL_TRY(const std::optional<LineRow> shown, access_repo::line(db, one.campaign, static_cast<std::int64_t>(at)));
            // A line that was settled when the review was opened stays so; what is stated now counts for it from the next one on.
            if (!shown || shown->flags.get(access::LineFlag::Privileged) != Flag::Unknown)
                continue;
            OXSEAL_CHECK(role_privilege_repo::insertLine(db, one.campaign, shown->row, id));
            ++lines;
        }
        if (lines > 0)
            reviews.emplace_back(Json::Object{{"campaign", one.campaign.value}, {"lines", lines}});
    }
    unit.record({"scope.role_privilege", "role:" + line.system + "/" + line.content.role, "access",
        line.privilege ? Json(Json::Object{{"privileged", line.privilege->said.privileged}}) : Json(),
        Json::Object{{"statement", id}, {"listing", line.listing.value}, {"privileged", privileged}, {"reviews", std::move(reviews)}}, {}});
    return {};
}

} // namespace

Status setScope(Workspace& workspace, const PeriodRow& period, const ScopeWish& wish, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        if (access::scopeKey(wish.system).empty())
            return fail(kScopeNoName, {}, {wish.system});
        OXSEAL_TRY(const std::optional<ScopeRow> before, scopeOf(unit.db(), period.id, wish.system));
        const ScopeRow row{period.id, wish.system, wish.risk, wish.frequency, wish.aliases, wish.note, unit.now(), unit.actor().person};
        OXSEAL_CHECK(scope_repo::putScope(unit.db(), row));
        unit.record({"scope.set", scopeObject(period, wish.system), "access", before ? scopeJson(*before) : Json(), scopeJson(row), {}});
        return {};
    });
}

Result<std::int64_t> carryScope(Workspace& workspace, const PeriodRow& period, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        Database& db = unit.db();
        OXSEAL_TRY(const std::optional<PeriodRow> before, periodBefore(db, period));
        std::vector<ScopeRow> former;
        if (before) {
            OXSEAL_TRY(former, scope_repo::scope(db, before->id));
        }
        OXSEAL_TRY(const std::vector<ScopeRow> present, scope_repo::scope(db, period.id));
        std::set<std::string> have;
        for (const ScopeRow& row : present)
            have.insert(row.system);
        std::int64_t carried = 0;
        Json::Array systems;
        for (ScopeRow row : former) {
            if (have.contains(row.system))
                continue;
            row.period = period.id;
            row.setAt = unit.now();
            row.setBy = unit.actor().person;
            OXSEAL_CHECK(scope_repo::putScope(db, row));
            systems.push_back(scopeJson(row));
            ++carried;
        }
        if (carried == 0)
            return fail(kNothingToCarry, {}, {period.period.name()});
        unit.record({"scope.carry", "scope:" + period.period.name(), "access", {}, Json(std::move(systems)), {}});
        return carried;
    });
}

Result<std::int64_t> askSkip(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_CHECK(access::allowedSkip(reason));
        OXSEAL_TRY(const std::optional<ScopeRow> row, scopeOf(unit.db(), period.id, system));
        if (!row)
            return fail(kNoSuchScope, {}, {system, period.period.name()});
        OXSEAL_TRY(const std::vector<SkipRow> skips, scope_repo::skips(unit.db(), period.id));
        for (const SkipRow& skip : skips) {
            if (skip.system == system && !skip.withdrawnAt)
                return fail(kSkipExists, {}, {system, std::to_string(skip.id)});
        }
        SkipRow skip;
        skip.period = period.id;
        skip.system = system;
        skip.why = reason;
        skip.askedAt = unit.now();
        skip.askedBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, scope_repo::insertSkip(unit.db(), skip));
        unit.record({"scope.skip", scopeObject(period, system), "access", {}, Json::Object{{"skip", id}}, {}});
        return id;
    });
}

Status approveSkip(Workspace& workspace, std::int64_t id, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(SkipRow skip, skipById(unit.db(), id));
        OXSEAL_TRY(const Person author, personById(unit.db(), skip.askedBy));
        if (skip.withdrawnAt)
            return fail(access::kSkipWrongState, {}, {"withdrawn"});
        access::ScopeSkip rule{skip.why, author.login, {}};
        if (skip.approvedBy) {
            OXSEAL_TRY(const Person approver, personById(unit.db(), skip.approvedBy));
            rule.approver = approver.login;
        }
        OXSEAL_CHECK(access::mayApproveSkip(rule, unit.actor().login));
        skip.approvedAt = unit.now();
        skip.approvedBy = unit.actor().person;
        OXSEAL_CHECK(scope_repo::updateSkip(unit.db(), skip));
        unit.record({"scope.skip_approve", "skip:" + std::to_string(id), "access", {}, Json::Object{{"system", skip.system}}, {}});
        return {};
    });
}

Status withdrawSkip(Workspace& workspace, std::int64_t id, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(SkipRow skip, skipById(unit.db(), id));
        if (skip.withdrawnAt)
            return fail(access::kSkipWrongState, {}, {"withdrawn"});
        skip.withdrawnAt = unit.now();
        skip.withdrawnBy = unit.actor().person;
        OXSEAL_CHECK(scope_repo::updateSkip(unit.db(), skip));
        unit.record({"scope.skip_withdraw", "skip:" + std::to_string(id), "access", Json::Object{{"system", skip.system}}, {}, {}});
        return {};
    });
}

Result<std::int64_t> loadKnownList(Workspace& workspace, const PeriodRow& period, access::KnownSource source,
    const std::filesystem::path& file, const std::string& column, const std::string& reason)
{
    OXSEAL_TRY(const std::vector<std::string> names, namesIn(file, column));
    return workspace.write(Permission::ImportData, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const ObjectInfo kept, unit.objects().putFile(file, "input"));
        KnownListRow row;
        row.period = period.id;
        row.source = source;
        row.fileName = file.filename().string();
        row.object = kept.id;
        row.sha256 = kept.sha256;
        row.loadedAt = unit.now();
        row.loadedBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, scope_repo::insertList(unit.db(), row));
        for (std::size_t at = 0; at < names.size(); ++at)
            OXSEAL_CHECK(scope_repo::insertName(unit.db(), id, static_cast<std::int64_t>(at), names[at]));
        unit.record({"scope.known_list", "scope:" + period.period.name(), "access", {},
            Json::Object{{"list", id}, {"source", name(source)}, {"sha256", kept.sha256.hex()}, {"names", names.size()}}, {}});
        return static_cast<std::int64_t>(names.size());
    });
}

Status sayKnown(Workspace& workspace, const PeriodRow& period, access::KnownSource source, const std::string& name,
    const std::string& system, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ScopeView view, scopeView(unit.db(), period));
        const std::string key = access::scopeKey(name);
        const bool known = std::any_of(view.known.begin(), view.known.end(),
            [&](const KnownLine& line) { return line.source == source && access::scopeKey(line.name) == key; });
        if (!known || key.empty())
            return fail(kNoSuchKnown, {}, {name, access::name(source), period.period.name()});
        const bool listed = std::any_of(view.systems.begin(), view.systems.end(), [&](const ScopeLine& line) { return line.row.system == system; });
        if (!system.empty() && !listed)
            return fail(kNoSuchScope, {}, {system, period.period.name()});
        OXSEAL_CHECK(scope_repo::insertWord(unit.db(), {source, key, system, reason, unit.now(), unit.actor().person}));
        unit.record({"scope.known_name", "scope:" + period.period.name(), "access", {},
            Json::Object{{"source", access::name(source)}, {"name", name}, {"system", system}}, {}});
        return {};
    });
}

Status setRoleOwner(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role,
    const std::string& login, const std::string& reason)
{
    OXSEAL_TRY(const RoleLine line, roleNamed(workspace, period, system, role));
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const Person person, personByLogin(unit.db(), login));
        OXSEAL_CHECK(scope_repo::insertOwner(unit.db(), {system, role, person.id, unit.now(), unit.actor().person}));
        unit.record({"scope.role_owner", "role:" + system + "/" + role, "access", line.owner ? Json(Json::Object{{"owner", line.owner.value}}) : Json(),
            Json::Object{{"owner", person.id.value}}, {}});
        return {};
    });
}

Status approveRole(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role,
    const std::string& reason, std::optional<bool> privileged)
{
    OXSEAL_TRY(const RoleLine line, roleNamed(workspace, period, system, role));
    std::vector<UnknownLines> unknown;
    if (privileged) {
        OXSEAL_TRY(unknown, unknownLines(workspace, system, role));
        OXSEAL_CHECK(mayState(workspace, line, unknown, *privileged));
    }
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        if (line.owner != unit.actor().person)
            return fail(kNotTheRoleOwner, {}, {role, system});
        if (line.state == access::RoleState::Bare)
            return fail(kRoleBare, {}, {role, system});
        RoleApprovalRow row;
        row.system = system;
        row.role = role;
        row.listing = line.listing;
        row.body = line.content.body();
        row.digest = sha256(std::string_view(row.body));
        row.approvedAt = unit.now();
        row.approvedBy = unit.actor().person;
        row.note = reason;
        OXSEAL_TRY(const std::int64_t id, scope_repo::insertApproval(unit.db(), row));
        unit.record({"scope.role_approve", "role:" + system + "/" + role, "access",
            line.approval ? Json(Json::Object{{"digest", line.approval->digest.hex()}}) : Json(),
            Json::Object{{"approval", id}, {"listing", line.listing.value}, {"digest", row.digest.hex()}, {"items", line.content.items.size()},
                {"changes", line.diff.size()}},
            {}});
        return privileged ? statePrivilege(unit, line, *privileged, unknown, reason) : Status();
    });
}

Status stateRolePrivilege(Workspace& workspace, const PeriodRow& period, const std::string& system, const std::string& role,
    bool privileged, const std::string& reason)
{
    OXSEAL_TRY(const RoleLine line, roleNamed(workspace, period, system, role));
    OXSEAL_TRY(const std::vector<UnknownLines> unknown, unknownLines(workspace, system, role));
    OXSEAL_CHECK(mayState(workspace, line, unknown, privileged));
    return workspace.write(Permission::DecideAccess, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const bool may, answersFor(unit.db(), period, line, unit.actor().person));
        if (!may)
            return fail(kNotTheRoleOwner, {}, {role, system});
        return statePrivilege(unit, line, privileged, unknown, reason);
    });
}

} // namespace oxseal
