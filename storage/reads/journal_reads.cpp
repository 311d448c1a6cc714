// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/journal_reads.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/reads/sod_picture.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

std::string keyOf(std::string_view name) { return lowerAscii(trimmed(name)); }

/// Names under which a leaver or an account with administrator rights may stand in the listing: id, e-mail, name, account.
class People
{
public:
    Status read(Workspace& workspace, const PeriodRow& period)
    {
        OXSEAL_TRY(const PeriodRoster roster, periodRoster(workspace, period));
        for (const access::Worker& worker : roster.workers.workers()) {
            if (!worker.termination)
                continue;
            for (const std::string& name : {worker.employeeId, worker.email, worker.name})
                leaves(name, *worker.termination);
        }
        OXSEAL_TRY(const auto listings, listSnapshots(workspace.db(), {"listing", "", "", period.period.name()}));
        std::map<std::string, SnapshotInfo> newest;
        for (const SnapshotInfo& info : listings)
            newest[info.key.subject] = info;
        for (const auto& [system, info] : newest) {
            OXSEAL_TRY(const access::Population population, loadListing(workspace, info));
            addListing(population, roster.workers, system);
        }
        return {};
    }

    recon::JournalPeople people;

private:
    void leaves(const std::string& name, Day day)
    {
        if (const std::string key = keyOf(name); !key.empty())
            people.lastDay.insert_or_assign(key, day);
    }
    void addListing(const access::Population& population, const access::Roster& roster, const std::string& system)
    {
        for (const access::Account& account : population.accounts) {
            const access::IdentityMatch match = roster.match(account);
            const auto& workers = roster.workers();
            if (match.worker >= 0 && workers[static_cast<std::size_t>(match.worker)].termination)
                leaves(account.id, *workers[static_cast<std::size_t>(match.worker)].termination);
        }
        for (const access::Grant& grant : population.grants) {
            const access::Entitlement& held = population.entitlements[grant.entitlement];
            const bool administrator = access::isAdministratorName(held.role) || access::isAdministratorName(held.permission);
            if (grant.privileged != Flag::Yes && (grant.privileged == Flag::No || !administrator))
                continue;
            const access::Account& account = population.accounts[grant.account];
            for (const std::string& name : {account.id, account.email, account.name}) {
                if (const std::string key = keyOf(name); !key.empty())
                    people.privileged.emplace(key, system);
            }
        }
    }
};

std::optional<Day> dayAt(const Table& table, const char* column, std::size_t row)
{
    const DayColumn* days = table.days(column);
    return days == nullptr ? std::nullopt : days->at(row);
}

Result<std::vector<recon::JournalLine>> linesOf(const SnapshotInfo& info, const Table& table)
{
    const MoneyColumn* amounts = table.money("amount");
    std::vector<recon::JournalLine> out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto date = dayAt(table, "date", row);
        if (amounts == nullptr || !date || amounts->minor[row] == MoneyColumn::kNone)
            return fail(kSnapshotDamaged, info.fileName, {std::to_string(row + 1)});
        recon::JournalLine line;
        line.entry = trimmed(table.textAt("entry", row));
        line.account = trimmed(table.textAt("account", row));
        line.amount = amounts->minor[row];
        line.date = *date;
        line.postedAt = dayAt(table, "posted_at", row);
        line.createdBy = trimmed(table.textAt("created_by", row));
        line.approvedBy = trimmed(table.textAt("approved_by", row));
        line.source = trimmed(table.textAt("source", row));
        line.description = table.textAt("description", row);
        out.push_back(std::move(line));
    }
    return out;
}

Result<std::optional<std::map<std::string, std::int64_t>>> balancesOf(Workspace& workspace, const std::string& entity, const std::string& period)
{
    OXSEAL_TRY(const auto balances, trialBalanceOf(workspace, entity, period));
    return balances ? std::optional(balances->byAccount) : std::nullopt;
}

bool isOver(const PeriodRow& period) { return period.state == "filed" || period.state == "closed"; }

/// The newest listing of a period: its entries with their days.
Status readEarlier(Workspace& workspace, JournalView& view, const std::string& period, std::map<std::string, Day>& into)
{
    OXSEAL_TRY(view.earlier, latestSnapshot(workspace.db(), {"journal", "", view.entity, period}));
    if (!view.earlier)
        return {};
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, view.earlier->id));
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (const auto date = dayAt(table, "date", row))
            into.try_emplace(std::string(trimmed(table.textAt("entry", row))), *date);
    }
    return {};
}

/// What the period starts from: balances and numbers of the one before, and how a new year begins.
Status readBefore(Workspace& workspace, JournalView& view, recon::JournalContext& context)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto before, periodBefore(db, view.period));
    if (before) {
        OXSEAL_TRY(context.opening, balancesOf(workspace, view.entity, before->period.name()));
        OXSEAL_CHECK(readEarlier(workspace, view, before->period.name(), context.earlier));
    }
    view.newYear = view.period.period.quarter == 1;
    context.newYear = view.newYear;
    OXSEAL_TRY(auto stated, journal_repo::year(db, view.entity));
    if (!stated || stated->into.empty())
        return {};
    OXSEAL_TRY(context.year, recon::yearOpeningFromText(stated->resultAccounts, stated->into));
    view.year = std::move(stated);
    return {};
}

void addHits(JournalView& view, const std::vector<JournalDecisionRow>& decisions)
{
    const bool over = isOver(view.period);
    for (std::size_t at = 0; at < view.population.entries.size(); ++at) {
        const recon::JournalEntry& entry = view.population.entries[at];
        for (const recon::JournalTest test : entry.hits) {
            JournalHit hit{at, test, {}, false};
            for (const JournalDecisionRow& row : decisions) { // the last word counts
                if (row.entry != entry.id || row.test != recon::name(test))
                    continue;
                const bool same = row.entrySha256 == entry.digestFor(test);
                hit.decision = same ? std::optional(row) : std::nullopt;
                hit.changed = !same;
            }
            const bool numbers = test == recon::JournalTest::NumbersMissing || test == recon::JournalTest::NumberReused;
            if (over && numbers && !hit.decision && !hit.changed)
                continue; // an older program did not ask, and nobody can answer any more
            view.open += hit.decision ? 0U : 1U;
            view.hits.push_back(std::move(hit));
        }
    }
}

} // namespace

Result<std::optional<JournalView>> journalView(Workspace& workspace, const std::string& entity, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto snapshot, latestSnapshot(db, {"journal", "", entity, period.period.name()}));
    if (!snapshot)
        return std::optional<JournalView>();
    JournalView view;
    view.entity = entity;
    view.period = period;
    view.snapshot = *snapshot;
    OXSEAL_TRY(const AccountRulesInForce rules, accountRulesInForce(db));
    view.ruleVersion = rules.rules.version;
    view.rulesAdopted = rules.adopted;
    OXSEAL_TRY(const CalendarRules calendar, calendarRules());
    const int days = rules.rules.journals.closeBusinessDays;
    view.closedOn = days > 0 ? calendar.days.after(period.period.last, days) : period.period.last;
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, snapshot->id));
    OXSEAL_TRY(const auto lines, linesOf(*snapshot, table));
    recon::JournalContext context;
    context.currency = snapshot->currency;
    context.digits = snapshot->moneyDigits;
    context.periodEnd = period.period.last;
    context.closedOn = view.closedOn;
    People people;
    OXSEAL_CHECK(people.read(workspace, period));
    context.people = std::move(people.people);
    OXSEAL_CHECK(readBefore(workspace, view, context));
    OXSEAL_TRY(context.closing, balancesOf(workspace, entity, period.period.name()));
    Sha256 hasher;
    OXSEAL_TRY(view.population, recon::testJournals(rules.rules.journals, context, lines, hasher));
    OXSEAL_TRY(const auto decisions, journal_repo::decisions(db, entity, period.id));
    addHits(view, decisions);
    return std::optional<JournalView>(std::move(view));
}

namespace {

/// Whether the trial balance of the period holds accounts that somebody is to look after.
Result<bool> hasAccountsInScope(Workspace& workspace, const std::string& entity, const PeriodRow& period)
{
    OXSEAL_TRY(const auto snapshot, latestSnapshot(workspace.db(), {"tb", "", entity, period.period.name()}));
    if (!snapshot)
        return false; // a matter of its own
    OXSEAL_TRY(const auto plans, accountPlans(workspace.db(), entity));
    return std::any_of(plans.begin(), plans.end(), [](const recon::AccountPlan& plan) {
        return plan.method != recon::AccountMethod::None && plan.method != recon::AccountMethod::Unassigned;
    });
}

} // namespace

Result<std::vector<Finding>> journalMatters(Workspace& workspace, const PeriodRow& period)
{
    std::vector<Finding> out;
    Sha256 hasher;
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    for (const Entity& entity : all) {
        OXSEAL_TRY(const auto view, journalView(workspace, entity.code, period));
        const auto add = [&](const char* code, Severity severity, std::vector<std::string> arguments) {
            Finding& finding = out.emplace_back();
            finding.code = code;
            finding.severity = severity;
            finding.subject = "journals:" + entity.code;
            finding.arguments = std::move(arguments);
            finding.fingerprint = fingerprintOf(hasher, code, finding.subject, {period.period.name()});
        };
        if (!view) {
            OXSEAL_TRY(const bool inScope, hasAccountsInScope(workspace, entity.code, period));
            if (inScope && !isOver(period))
                add("recon.matter.journals_missing", Severity::Medium, {entity.code, period.period.name()});
            continue;
        }
        std::vector<std::string> different;
        for (const recon::JournalRoll& roll : view->population.accounts) {
            if (roll.difference.value_or(0) != 0)
                different.push_back(roll.account);
        }
        if (view->yearUnstated() && !isOver(period))
            add("recon.matter.journals_year_unstated", Severity::High, {entity.code, period.period.name(), join(different, ", ")});
        else if (!different.empty())
            add("recon.matter.journals_different", Severity::High, {entity.code, join(different, ", ")});
        else if (!view->population.proved)
            add("recon.matter.journals_unproved", Severity::Low, {entity.code, period.period.name()});
        if (view->open > 0)
            add("recon.matter.journal_hits", Severity::Medium, {std::to_string(view->open), entity.code});
    }
    return out;
}

} // namespace oxseal
