// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/recon_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/opening_reads.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace oxseal {
namespace {

ReconRow rowOf(const SqlRow& row)
{
    const auto optional = [&](int column) {
        return row.isNull(column) ? std::nullopt : std::optional<std::int64_t>(row.integer(column));
    };
    ReconRow out;
    out.id = ReconciliationId(row.integer(0));
    out.entity = row.string(1);
    out.account = row.string(2);
    out.accountName = row.string(3);
    out.period = PeriodId(row.integer(4));
    out.currency = row.string(5);
    out.digits = static_cast<int>(row.integer(6));
    out.state = row.string(7);
    out.statementAccount = row.string(8);
    out.bankEnd = row.integer(9);
    out.booksEnd = row.integer(10);
    out.bankOpening = optional(11);
    out.booksOpening = optional(12);
    out.trialBalance = optional(13);
    out.prior = ReconciliationId(row.integer(14));
    out.rules = row.string(15);
    return out;
}

recon::OpenItem itemOf(const ReconLineRow& line)
{
    recon::OpenItem item;
    item.key = line.key;
    item.origin = line.origin;
    item.category = line.category;
    item.amount = line.amount;
    item.date = line.day;
    item.reference = line.reference;
    item.description = line.description;
    item.evidence = bool(line.evidence);
    return item;
}

std::vector<ReconItem> itemsOf(const std::vector<ReconLineRow>& lines, const std::vector<ReconGroupRow>& groups)
{
    std::vector<ReconItem> items;
    for (const ReconLineRow& line : lines) {
        if (line.open())
            items.push_back({"L" + std::to_string(line.id), itemOf(line), line.note, line.candidate != 0});
    }
    for (const ReconGroupRow& group : groups) {
        if ((group.state != "auto" && group.state != "manual") || group.difference == 0)
            continue;
        ReconItem made;
        made.handle = "G" + std::to_string(group.id);
        made.item.origin = recon::ItemOrigin::Difference;
        made.item.category = group.category;
        made.item.amount = group.difference;
        made.item.evidence = bool(group.evidence);
        made.note = group.note;
        for (const ReconLineRow& line : lines) {
            if (line.group != group.id)
                continue;
            // Named after its earliest line, so that the key survives as long as the group does.
            if (made.item.key.empty() || line.day < made.item.date) {
                made.item.key = "d:" + line.key;
                made.item.date = line.day;
                made.item.reference = line.reference;
                made.item.description = line.description;
            }
        }
        items.push_back(std::move(made));
    }
    return items;
}

std::vector<recon::OpenItem> plainItems(const std::vector<ReconItem>& items)
{
    std::vector<recon::OpenItem> out;
    for (const ReconItem& item : items)
        out.push_back(item.item);
    return out;
}

std::optional<std::int64_t> sumOf(const std::vector<ReconLineRow>& lines, recon::ItemOrigin origin)
{
    std::optional<std::int64_t> sum = 0;
    for (const ReconLineRow& line : lines) {
        if (sum && line.origin == origin && !line.same && !line.carried)
            sum = checkedAdd(*sum, line.amount);
    }
    return sum;
}

/// Invariant 7: members of decided groups net to the group's recorded difference.
bool groupsNet(const std::vector<ReconLineRow>& lines, const std::vector<ReconGroupRow>& groups)
{
    std::map<std::int64_t, std::int64_t> sums;
    for (const ReconLineRow& line : lines) {
        if (line.group != 0)
            sums[line.group] += line.origin == recon::ItemOrigin::Books ? -line.amount : line.amount;
    }
    return std::all_of(groups.begin(), groups.end(), [&](const ReconGroupRow& group) {
        const bool decided = group.state == "auto" || group.state == "manual";
        return decided ? sums.contains(group.id) && sums[group.id] == group.difference : !sums.contains(group.id);
    });
}

/// Invariants 6 and 8: the lines laid out are those of the sources, each once.
Status countSources(const ReconView& view, recon::Footings& footings)
{
    std::int64_t expected = 0;
    std::int64_t laidOut = 0;
    std::int64_t same = 0;
    std::int64_t sameLines = 0;
    for (const ReconSourceRow& source : view.sources) {
        if (source.role != "tb") {
            expected += source.rowsUsed;
            same += source.rowsSame;
        }
    }
    for (const ReconLineRow& line : view.lines) {
        laidOut += line.carried ? 0 : 1;
        sameLines += line.same ? 1 : 0;
    }
    footings.everyLineOnce = expected == laidOut && same == sameLines;
    return {};
}

/// Whether what was open at the end of the period before, as it stands there now, is what was carried into this one: a group taken
/// apart or made there later changes what is open here.
bool carriesAll(const std::vector<ReconLineRow>& lines, const std::vector<recon::OpenItem>& priorItems)
{
    std::multiset<std::tuple<recon::ItemOrigin, std::string, std::int64_t>> carried;
    for (const ReconLineRow& line : lines) {
        if (line.carried)
            carried.emplace(line.origin, line.key, line.amount);
    }
    for (const recon::OpenItem& item : priorItems) {
        const auto found = carried.find({item.origin, item.key, item.amount});
        if (found == carried.end())
            return false;
        carried.erase(found);
    }
    return carried.empty();
}

Result<bool> inputsChanged(Database& db, const ReconView& view, const std::string& periodName)
{
    for (const char* role : {"statement", "gl", "tb"}) {
        SnapshotKey key;
        key.kind = role;
        key.period = periodName;
        if (std::string_view(role) == "statement")
            key.subject = view.row.statementAccount;
        else
            key.entity = view.row.entity;
        OXSEAL_TRY(auto all, listSnapshots(db, key));
        std::erase_if(all, [&](const SnapshotInfo& info) { return !info.key.entity.empty() && info.key.entity != view.row.entity; });
        const bool known = all.empty()
            || std::any_of(view.sources.begin(), view.sources.end(),
                [&](const ReconSourceRow& source) { return source.role == role && source.snapshot == all.back().id; });
        if (!known)
            return true;
    }
    return false;
}

} // namespace

Result<ReconRow> reconciliationById(Database& db, ReconciliationId id)
{
    std::optional<ReconRow> out;
    OXSEAL_TRY(const bool found,
        db.one(R"sql(
        SELECT id, entity, account, account_name, period_id, currency, digits, state, statement_account, bank_end, books_end,
            bank_opening, books_opening, trial_balance, prior_id, rules
        FROM reconciliation WHERE id = ?)sql",
            {id.value}, [&out](const SqlRow& row) { out = rowOf(row); }));
    if (!found)
        return fail(kNoSuchReconciliation, {}, {std::to_string(id.value)});
    return *out;
}

Result<std::optional<ReconRow>> findReconciliation(
    Database& db, const std::string& entity, const std::string& account, PeriodId period)
{
    std::optional<ReconRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, entity, account, account_name, period_id, currency, digits, state, statement_account, bank_end, books_end,
            bank_opening, books_opening, trial_balance, prior_id, rules
        FROM reconciliation WHERE entity = ? AND account = ? AND period_id = ?)sql",
        {entity, account, period.value}, [&out](const SqlRow& row) { out = rowOf(row); }));
    return out;
}

Result<std::vector<ReconRow>> reconciliations(Database& db, PeriodId period)
{
    std::vector<ReconRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, entity, account, account_name, period_id, currency, digits, state, statement_account, bank_end, books_end,
            bank_opening, books_opening, trial_balance, prior_id, rules
        FROM reconciliation WHERE period_id = ? ORDER BY entity, account)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back(rowOf(row));
            return true;
        }));
    return out;
}

Result<std::vector<recon::AccountPlan>> accountPlans(Database& db, const std::string& entity)
{
    std::vector<recon::AccountPlan> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT account, name, method, risk, frequency, owner, due_business_day, because FROM recon_plan WHERE entity = ?
        ORDER BY account)sql",
        {entity}, [&out](const SqlRow& row) {
            recon::AccountPlan plan;
            plan.account = row.string(0);
            plan.name = row.string(1);
            plan.method = recon::methodFromName(row.text(2)).value_or(recon::AccountMethod::Unassigned);
            plan.risk = recon::riskFromName(row.text(3)).value_or(recon::AccountRisk::Medium);
            plan.frequency = recon::frequencyFromName(row.text(4)).value_or(recon::AccountFrequency::Quarterly);
            plan.owner = row.string(5);
            plan.dueBusinessDay = static_cast<int>(row.integer(6));
            plan.because = row.string(7);
            out.push_back(std::move(plan));
            return true;
        }));
    return out;
}

Result<recon::Inventory> accountInventory(Workspace& workspace, const std::string& entity, const PeriodRow& period)
{
    SnapshotKey key;
    key.kind = "tb";
    key.entity = entity;
    key.period = period.period.name();
    OXSEAL_TRY(const auto snapshot, latestSnapshot(workspace.db(), key));
    if (!snapshot)
        return fail(kNoTrialBalance, {}, {entity, key.period});
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, snapshot->id));
    const MoneyColumn* balances = table.money("balance");
    std::vector<recon::TrialBalanceLine> lines;
    for (std::size_t row = 0; balances != nullptr && row < table.rows(); ++row) {
        const std::int64_t balance = balances->minor[row] == MoneyColumn::kNone ? 0 : balances->minor[row];
        lines.push_back({std::string(table.textAt("account", row)), std::string(table.textAt("account_name", row)), balance});
    }
    OXSEAL_TRY(const auto plans, accountPlans(workspace.db(), entity));
    return recon::takeInventory(lines, plans);
}

Result<ReconView> reconciliationView(Workspace& workspace, ReconciliationId id)
{
    Database& db = workspace.db();
    ReconView view;
    OXSEAL_TRY(view.row, reconciliationById(db, id));
    OXSEAL_TRY(const PeriodRow period, periodById(db, view.row.period));
    view.period = period.period;
    OXSEAL_TRY(view.lines, repo::reconLines(db, id));
    OXSEAL_TRY(view.groups, repo::reconGroups(db, id));
    OXSEAL_TRY(view.sources, repo::reconSources(db, id));
    OXSEAL_TRY(view.signoffs, repo::reconSignoffs(db, id));
    view.items = itemsOf(view.lines, view.groups);
    const auto items = plainItems(view.items);
    OXSEAL_TRY(view.proof, recon::prove(view.row.bankEnd, view.row.booksEnd, items));
    recon::Footings footings;
    footings.statementOpening = view.row.bankOpening;
    footings.statementLines = sumOf(view.lines, recon::ItemOrigin::Bank);
    footings.statementClosing = view.row.bankEnd;
    footings.booksOpening = view.row.booksOpening;
    footings.booksLines = sumOf(view.lines, recon::ItemOrigin::Books);
    if (view.row.booksOpening && view.row.trialBalance) // without one the end is what was added up, and proves nothing
        footings.booksClosing = view.row.booksEnd;
    if (view.row.booksOpening) // else the books' end is the trial balance itself and proves nothing
        footings.trialBalance = view.row.trialBalance;
    footings.groupsNet = groupsNet(view.lines, view.groups);
    OXSEAL_CHECK(countSources(view, footings));
    bool priorChanged = false;
    if (view.row.prior) {
        OXSEAL_TRY(const ReconRow prior, reconciliationById(db, view.row.prior));
        footings.priorStatementClosing = prior.bankEnd;
        OXSEAL_TRY(const auto priorLines, repo::reconLines(db, prior.id));
        OXSEAL_TRY(const auto priorGroups, repo::reconGroups(db, prior.id));
        const auto priorItems = plainItems(itemsOf(priorLines, priorGroups));
        OXSEAL_TRY(view.roll, recon::rollForward(priorItems, items));
        priorChanged = !carriesAll(view.lines, priorItems);
    } else {
        OXSEAL_TRY(view.opening, openingView(db, view.row, view.period, view.lines));
        if (view.opening->state != "open") {
            OXSEAL_TRY(view.roll, recon::rollForward(view.opening->statement.items, items));
        }
    }
    view.invariants = recon::invariants(footings, view.proof, view.roll);
    for (const ReconGroupRow& group : view.groups) {
        view.suggested += group.state == "suggested" ? 1U : 0U;
        view.ambiguous += group.state == "ambiguous" ? 1U : 0U;
    }
    OXSEAL_TRY(view.inputsChanged, inputsChanged(db, view, period.period.name()));
    view.inputsChanged = view.inputsChanged || priorChanged;
    return view;
}

} // namespace oxseal
