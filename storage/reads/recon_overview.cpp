// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/recon_overview.h"

#include "storage/objects/snapshot_store.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/repos/control_repo.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

recon::AccountSupport supportOf(const AccountOverview& account, int quarter)
{
    using recon::AccountSupport;
    if (account.reconciliation) {
        const std::string& state = account.reconciliation->state;
        return account.inputsChanged || state == "open" ? AccountSupport::Open : state == "prepared" ? AccountSupport::Prepared : AccountSupport::Signed;
    }
    if (account.schedule) {
        const std::string& state = account.schedule->row.state;
        return state == "open" ? AccountSupport::Open : state == "prepared" ? AccountSupport::Prepared : AccountSupport::Signed;
    }
    if (const auto& figures = account.mirror ? account.mirror : account.processor) {
        const std::string& state = figures->state;
        return state == "reviewed" ? AccountSupport::Signed : state == "prepared" ? AccountSupport::Prepared : AccountSupport::Open;
    }
    if (account.closed)
        return AccountSupport::ClosedByRule;
    if (account.account.plan.method == recon::AccountMethod::None)
        return AccountSupport::NotNeeded;
    const bool assigned = account.account.plan.method != recon::AccountMethod::Unassigned;
    return assigned && !recon::dueIn(account.account.plan.frequency, quarter) ? AccountSupport::NotDue : AccountSupport::NotBegun;
}

std::optional<std::int64_t> supportedBalance(const AccountOverview& account)
{
    if (account.reconciliation)
        return account.reconciliation->currency == account.currency ? account.reconciliation->trialBalance : std::nullopt;
    if (account.schedule)
        return account.schedule->row.balance;
    if (account.mirror)
        return account.mirror->balance;
    if (account.processor)
        return account.processor->balance;
    return account.closed ? std::optional<std::int64_t>(account.closed->balance) : std::nullopt;
}

/// Due days and how far the entity is, from the accounts gathered from `first` on.
Status addProgress(const PeriodRow& period, Day today, std::size_t first, EntityCoverage& coverage, std::vector<AccountOverview>& accounts)
{
    using recon::AccountSupport;
    OXSEAL_TRY(const CalendarRules rules, calendarRules());
    std::vector<recon::ProgressRow> rows;
    for (std::size_t i = first; i < accounts.size(); ++i) {
        AccountOverview& account = accounts[i];
        account.support = supportOf(account, period.period.quarter);
        const bool none = account.support == AccountSupport::NotNeeded || account.support == AccountSupport::NotDue;
        if (!none && account.account.plan.method != recon::AccountMethod::Unassigned)
            account.due = rules.days.after(period.period.last, account.account.plan.dueBusinessDay);
        const bool done = account.support == AccountSupport::Signed || account.support == AccountSupport::ClosedByRule;
        account.late = account.due && !done && *account.due < today;
        rows.push_back({account.account.plan.account, account.account.balance, account.account.state, account.support,
            supportedBalance(account), account.due.value_or(today)});
    }
    OXSEAL_TRY(coverage.progress, recon::progressOf(rows, today));
    return {};
}

/// What people stated about accounts, their schedules, intercompany pairs and payment processors, and what rules closed.
Status addClosed(Workspace& workspace, const PeriodRow& period, const std::string& entity, std::size_t first, std::vector<AccountOverview>& accounts)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto mirrors, mirrorViews(workspace, period, entity));
    OXSEAL_TRY(const auto processors, processorViews(workspace, period, entity));
    OXSEAL_TRY(const auto traits, account_repo::traits(db, entity));
    OXSEAL_TRY(const auto limits, limitHistory(db, entity, {}));
    OXSEAL_TRY(const auto closes, account_repo::closes(db, period.id));
    OXSEAL_TRY(const auto schedules, scheduleViews(db, period.id));
    for (std::size_t i = first; i < accounts.size(); ++i) {
        AccountOverview& account = accounts[i];
        if (const auto trait = traits.find(account.account.plan.account); trait != traits.end()) {
            account.kind = trait->second.kind;
            account.key = trait->second.key;
        }
        for (const AccountLimitRow& row : limits) { // oldest first: the last one counts
            if (row.account == account.account.plan.account)
                account.limits = row;
        }
        for (const ScheduleView& schedule : schedules) {
            if (schedule.row.entity == entity && schedule.row.account == account.account.plan.account)
                account.schedule = schedule;
        }
        for (const MirrorView& view : mirrors) {
            for (const MirrorSide* side : {&view.first, &view.second}) {
                if (side->entity == entity && side->account == account.account.plan.account)
                    account.mirror = {view.row.id, view.state, view.missing ? std::nullopt : std::optional<std::int64_t>(side->end)};
            }
        }
        for (const ProcessorView& view : processors) {
            if (view.row.account == account.account.plan.account)
                account.processor = {view.row.id, view.state, view.missing ? std::nullopt : std::optional<std::int64_t>(view.proof.clearingEnd)};
        }
        for (const CloseRow& close : closes) {
            if (close.entity == entity && close.account == account.account.plan.account && !close.reopenedAt)
                account.closed = close;
        }
    }
    return {};
}

/// The accounts of one entity: those of its trial balance, then reconciliations of accounts that stand in none.
Status addEntity(Workspace& workspace, const PeriodRow& period, const Entity& entity, ReconOverview& overview)
{
    EntityCoverage coverage;
    coverage.entity = entity.code;
    coverage.name = entity.name;
    SnapshotKey key;
    key.kind = "tb";
    key.entity = entity.code;
    key.period = period.period.name();
    OXSEAL_TRY(const auto snapshot, latestSnapshot(workspace.db(), key));
    const std::size_t first = overview.accounts.size();
    if (snapshot) {
        OXSEAL_TRY(const recon::Inventory inventory, accountInventory(workspace, entity.code, period));
        coverage.trialBalance = true;
        coverage.currency = snapshot->currency;
        coverage.digits = snapshot->moneyDigits;
        coverage.accounts = inventory.accounts;
        coverage.covered = inventory.covered;
        coverage.money = inventory.money;
        coverage.coveredMoney = inventory.coveredMoney;
        coverage.balanced = inventory.balanced;
        for (const recon::InventoryRow& row : inventory.rows) {
            AccountOverview account;
            account.entity = entity.code;
            account.account = row;
            account.currency = coverage.currency;
            account.digits = coverage.digits;
            overview.accounts.push_back(std::move(account));
        }
    }
    OXSEAL_TRY(const auto all, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : all) {
        if (row.entity != entity.code)
            continue;
        const auto begin = overview.accounts.begin() + static_cast<std::ptrdiff_t>(first);
        auto found = std::find_if(begin, overview.accounts.end(), [&](const auto& each) { return each.account.plan.account == row.account; });
        if (found == overview.accounts.end()) {
            AccountOverview account;
            account.entity = entity.code;
            account.account.plan.account = row.account;
            account.account.name = row.accountName;
            account.account.state = recon::AccountState::Gone;
            found = overview.accounts.insert(found, std::move(account));
        }
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
        found->reconciliation = row;
        found->difference = view.proof.difference;
        found->unclassified = view.proof.unclassified;
        found->pending = view.suggested + view.ambiguous;
        found->inputsChanged = view.inputsChanged;
    }
    OXSEAL_CHECK(addClosed(workspace, period, entity.code, first, overview.accounts));
    OXSEAL_CHECK(addProgress(period, workspace.environment().clock.now().day(), first, coverage, overview.accounts));
    overview.entities.push_back(std::move(coverage));
    return {};
}

} // namespace

Result<ReconOverview> reconOverview(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    ReconOverview overview;
    for (const Entity& one : all) {
        if (entity.empty() || one.code == entity)
            OXSEAL_CHECK(addEntity(workspace, period, one, overview));
    }
    return overview;
}

/// What a person chooses from who decides about an exception.
static Status addChoices(Workspace& workspace, ReconDetail& detail)
{
    OXSEAL_TRY(const PeriodRow period, periodById(workspace.db(), detail.view.row.period));
    const auto inventory = accountInventory(workspace, detail.view.row.entity, period);
    if (!inventory && !inventory.error().is(kNoTrialBalance))
        return failWith(inventory);
    if (inventory) {
        for (const recon::InventoryRow& row : inventory->rows) {
            if (row.plan.account != detail.view.row.account)
                detail.accounts.emplace_back(row.plan.account, row.name);
        }
    }
    OXSEAL_TRY(const auto controls, control_repo::all(workspace.db()));
    for (const ControlRow& row : controls)
        detail.controls.emplace_back(row.control.code, row.control.objective);
    return {};
}

Result<ReconDetail> reconciliationDetail(Workspace& workspace, ReconciliationId id)
{
    ReconDetail detail;
    OXSEAL_TRY(detail.view, reconciliationView(workspace, id));
    for (const ReconSourceRow& source : detail.view.sources) {
        OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), source.snapshot));
        detail.files.push_back({source, info.fileName, info.sha256, info.asOf, info.importedAt});
    }
    const auto rank = [](const ReconSourceFile& file) { return file.row.role == "statement" ? 0 : file.row.role == "gl" ? 1 : 2; };
    std::stable_sort(detail.files.begin(), detail.files.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    OXSEAL_TRY(const auto everybody, persons(workspace.db()));
    for (const Person& person : everybody) {
        detail.people.emplace(person.id.value, person.name);
        if (person.state != PersonState::Removed)
            detail.logins.push_back(person.login);
    }
    OXSEAL_TRY(detail.run, lastMatchRun(workspace, id));
    OXSEAL_TRY(detail.blocking, blockingView(workspace, detail.view));
    OXSEAL_TRY(const PolicyInForce policy, policyInForce(workspace.db()));
    detail.policyAdopted = policy.adopted;
    OXSEAL_TRY(detail.exceptions, exceptionBook(workspace, detail.view, true));
    OXSEAL_CHECK(addChoices(workspace, detail));
    return detail;
}

Result<std::vector<std::string>> statementAccounts(Database& db, const std::string& entity, const std::string& period)
{
    SnapshotKey key;
    key.kind = "statement";
    key.period = period;
    OXSEAL_TRY(const auto all, listSnapshots(db, key));
    std::set<std::string> accounts;
    for (const SnapshotInfo& info : all) {
        if (info.key.entity.empty() || info.key.entity == entity)
            accounts.insert(info.key.subject);
    }
    return std::vector<std::string>(accounts.begin(), accounts.end());
}

} // namespace oxseal
