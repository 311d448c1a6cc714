// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/look_back_reads.h"

#include "models/access/look_back_facts.h"
#include "models/core/text.h"
#include "storage/reads/sod_picture.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using access::LookBackKind;
using access::outlived;

/// Accounts are told apart as their system writes them; logs may differ in case.
using Lines = std::map<std::string, LookBackLine>;

void addFacts(LookBackSheet& sheet, Lines& lines, const access::Population& listing, const access::Roster& roster)
{
    for (std::size_t row = 0; row < listing.grants.size(); ++row) {
        const access::Account& account = listing.accounts[listing.grants[row].account];
        const auto found = lines.find(account.id);
        if (found == lines.end())
            continue;
        access::LeaverFacts& facts = found->second.facts;
        facts.enabled = account.enabled;
        facts.listed = sheet.campaign.asOf;
        const std::int32_t used = listing.grants[row].lastUsed;
        for (const std::optional<Day>& use : {account.lastLogin, used == DayColumn::kNone ? std::nullopt : std::optional<Day>(Day{used})}) {
            if (use && (!facts.lastUse || *use > *facts.lastUse))
                facts.lastUse = use;
        }
        const std::int32_t worker = roster.byId(found->second.subject);
        if (worker < 0)
            continue;
        const access::Worker& left = roster.workers()[static_cast<std::size_t>(worker)];
        found->second.worker = left.name;
        facts.lastDay = left.termination;
    }
}

/// Accounts that ended late, by the extracts: they need not be in the review's listing. What they held is taken from the last extract that
/// lists them, their last use from any.
Status addLate(Workspace& workspace, const TimesSheet& times, Lines& lines)
{
    std::map<std::string, access::LookBackFacts> late;
    for (const access::LeaverTime& one : times.times.leavers) {
        if (const auto known = lines.find(one.account); known != lines.end())
            known->second.ending = one;
        else if (one.timing.late == Flag::Yes)
            late.emplace(one.account, access::LookBackFacts{});
    }
    if (late.empty())
        return {};
    for (const SnapshotInfo& info : times.extracts) {
        OXSEAL_TRY(const access::Population listing, loadListing(workspace, info));
        access::addSightings(late, listing, *info.asOf);
    }
    for (const access::LeaverTime& one : times.times.leavers) {
        const auto found = late.find(one.account);
        if (found == late.end())
            continue;
        LookBackLine& line = lines[one.account];
        line.kind = LookBackKind::EndedLate;
        line.account = one.account;
        line.accountName = found->second.name;
        line.subject = one.subject;
        line.worker = one.worker;
        line.entitlements = found->second.entitlements;
        line.facts = access::factsOf(found->second, one);
        line.ending = one;
    }
    return {};
}

/// The account is gone when everything it held was taken away and proven gone. What an `earlier` review proved, which is amended, holds
/// while the later listing does not show the account enabled.
void addRemovals(Lines& lines, const std::vector<RemovalRow>& removals, bool earlier)
{
    struct Gone
    {
        std::size_t proven = 0;
        std::optional<Day> last;
    };
    std::map<std::string, Gone> gone;
    for (const RemovalRow& removal : removals) {
        if (removal.state != access::name(access::RevocationState::Removed) || !removal.removedAsOf || removal.kind != "revoke")
            continue;
        Gone& of = gone[removal.account];
        ++of.proven;
        of.last = std::max(of.last.value_or(removal.removedAsOf->day()), removal.removedAsOf->day());
    }
    for (auto& [account, line] : lines) {
        if (line.kind == LookBackKind::EndedLate || line.facts.goneAsOf || (earlier && line.facts.enabled != Flag::No))
            continue;
        if (const auto found = gone.find(account); found != gone.end() && found->second.proven >= line.entitlements.size())
            line.facts.goneAsOf = found->second.last;
    }
}

Status addActs(Workspace& workspace, const PeriodRow& period, LookBackSheet& sheet, Lines& lines)
{
    std::map<std::string, LookBackLine*> byName;
    for (auto& [account, line] : lines)
        byName.emplace(lowerAscii(account), &line);
    OXSEAL_TRY(const auto logs, latestBySystem(workspace.db(), "activity", period));
    for (const SnapshotInfo& info : logs) {
        OXSEAL_TRY(const Table table, loadSnapshot(workspace, info.id));
        const DayColumn* days = table.days("date");
        bool named = false;
        std::optional<Day> latest;
        for (std::size_t row = 0; days != nullptr && row < table.rows(); ++row) {
            if (loggedSystem(info, table, row) != sheet.campaign.system)
                continue;
            named = true;
            const auto day = days->at(row);
            if (day && (!latest || *day > *latest))
                latest = day;
            const auto found = byName.find(lowerAscii(trimmed(table.textAt("account_id", row))));
            if (found != byName.end() && day && found->second->facts.lastDay && *day > *found->second->facts.lastDay)
                found->second->acts.push_back(loggedAct(info, table, row));
        }
        for (auto& [account, line] : lines)
            line.facts.logged = line.facts.logged || (latest && line.facts.lastDay && *latest > *line.facts.lastDay);
        if (named)
            sheet.logs.push_back(info);
    }
    return {};
}

} // namespace

Result<LookBackSheet> lookBackSheet(Workspace& workspace, CampaignId id)
{
    OXSEAL_TRY(const CampaignRow campaign, campaignById(workspace.db(), id));
    OXSEAL_TRY(const std::vector<LineRow> rows, reviewLines(workspace.db(), id));
    OXSEAL_TRY(const bool takesLate, look_back_repo::takesLate(workspace.db(), id));
    TimesSheet times;
    if (takesLate) {
        OXSEAL_TRY(times, timesSheet(workspace, id));
    }
    if (times.late() == 0 && std::none_of(rows.begin(), rows.end(), [](const LineRow& row) { return outlived(row.flags); }))
        return LookBackSheet{campaign, {}, {}, 0};
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), campaign.listing));
    OXSEAL_TRY(const access::Population listing, loadListing(workspace, info));
    OXSEAL_TRY(const access::Roster roster, loadRoster(workspace, campaign.roster));
    return lookBackSheet(workspace, campaign, rows, listing, roster, times);
}

Result<LookBackSheet> lookBackSheet(Workspace& workspace, const CampaignRow& campaign, const std::vector<LineRow>& rows,
    const access::Population& listing, const access::Roster& roster, const TimesSheet& times)
{
    Database& db = workspace.db();
    LookBackSheet sheet;
    sheet.campaign = campaign;
    Lines lines;
    for (const LineRow& row : rows) {
        if (outlived(row.flags))
            lines.try_emplace(row.account).first->second.account = row.account;
    }
    OXSEAL_TRY(const bool takesLate, look_back_repo::takesLate(db, campaign.id));
    if (lines.empty() && (!takesLate || times.late() == 0))
        return sheet;
    for (const LineRow& row : rows) {
        if (const auto found = lines.find(row.account); found != lines.end()) {
            found->second.accountName = row.accountName;
            found->second.subject = row.subject;
            found->second.entitlements.push_back(row.entitlement);
        }
    }
    addFacts(sheet, lines, listing, roster);
    if (takesLate)
        OXSEAL_CHECK(addLate(workspace, times, lines));
    for (CampaignRow of = campaign;;) {
        OXSEAL_TRY(const std::vector<RemovalRow> removals, removalsOf(db, of.id));
        addRemovals(lines, removals, of.id != campaign.id);
        if (!of.amends)
            break;
        OXSEAL_TRY(of, campaignById(db, of.amends));
    }
    OXSEAL_TRY(const PeriodRow period, periodById(db, campaign.period));
    OXSEAL_CHECK(addActs(workspace, period, sheet, lines));
    OXSEAL_TRY(const std::vector<LookBackRow> history, look_back_repo::all(db, campaign.id));
    for (const LookBackRow& row : history) {
        if (const auto found = lines.find(row.account); found != lines.end())
            found->second.history.push_back(row);
    }
    for (auto& [account, line] : lines) {
        std::stable_sort(line.acts.begin(), line.acts.end(), [](const LoggedAct& a, const LoggedAct& b) { return a.day < b.day; });
        line.facts.usesAfter = static_cast<std::int64_t>(line.acts.size());
        line.standing = standingOf(line.facts);
        sheet.waiting += line.concluded() == nullptr ? 1U : 0U;
        sheet.lines.push_back(std::move(line));
    }
    return sheet;
}

} // namespace oxseal
