// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/account_reads.h"

#include "models/core/money.h"
#include "storage/crypto/hash.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/limit_reads.h"
#include "storage/reads/model_reads.h"
#include "storage/repos/schedule_repo.h"

#include <algorithm>

namespace oxseal {
namespace {

/// How often one period after the other, backwards from the one before `period`, a rule closed each account.
Result<std::map<std::string, int>> closedInRow(Database& db, const std::string& entity, const PeriodRow& period)
{
    std::map<std::string, int> out;
    std::map<std::string, int> open; // accounts whose row is unbroken so far
    OXSEAL_TRY(auto before, periodBefore(db, period));
    for (int back = 1; before; ++back) {
        OXSEAL_TRY(const auto closes, account_repo::closes(db, before->id));
        bool any = false;
        for (const CloseRow& close : closes) {
            if (close.entity != entity || close.reopenedAt || (back > 1 && open[close.account] != back - 1))
                continue;
            open[close.account] = back;
            out[close.account] = back;
            any = true;
        }
        if (!any)
            break;
        OXSEAL_TRY(before, periodBefore(db, *before));
    }
    return out;
}

/// Lines by account in the period's ledger; nullopt when none was imported.
struct Postings
{
    SnapshotId snapshot;
    std::map<std::string, std::int64_t> byAccount;
};
Result<std::optional<Postings>> postingsOf(Workspace& workspace, const std::string& entity, const std::string& period)
{
    OXSEAL_TRY(const auto info, latestSnapshot(workspace.db(), {"gl", "", entity, period}));
    if (!info)
        return std::optional<Postings>();
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, info->id));
    Postings out;
    out.snapshot = info->id;
    for (std::size_t row = 0; row < table.rows(); ++row)
        ++out.byAccount[std::string(table.textAt("account", row))];
    return std::optional<Postings>(std::move(out));
}

std::vector<std::string> accountsWithWork(const std::vector<ReconRow>& reconciliations, const std::vector<ScheduleRow>& schedules, const std::string& entity)
{
    std::vector<std::string> out;
    for (const ReconRow& row : reconciliations) {
        if (row.entity == entity)
            out.push_back(row.account);
    }
    for (const ScheduleRow& row : schedules) {
        if (row.entity == entity)
            out.push_back(row.account);
    }
    return out;
}

bool holds(const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

} // namespace

Result<AccountRulesInForce> accountRulesInForce(Database& db)
{
    OXSEAL_TRY(const auto versions, modelVersions(db, kAccountRules));
    const ModelVersionRow& version = versionInForce(versions);
    AccountRulesInForce out;
    out.sha256 = version.sha256;
    out.adopted = version.state == "approved";
    OXSEAL_TRY(out.rules, recon::parseAccountRules(version.body));
    return out;
}

Result<TrialBalance> trialBalanceIn(const SnapshotInfo& snapshot, const Table& table)
{
    TrialBalance out;
    out.snapshot = snapshot;
    const MoneyColumn* balances = table.money("balance");
    for (std::size_t row = 0; balances != nullptr && row < table.rows(); ++row) {
        const std::int64_t balance = balances->minor[row] == MoneyColumn::kNone ? 0 : balances->minor[row];
        out.lines.push_back({std::string(table.textAt("account", row)), std::string(table.textAt("account_name", row)), balance});
        std::int64_t& sum = out.byAccount[out.lines.back().account];
        const auto next = checkedAdd(sum, balance);
        if (!next)
            return fail(recon::kAmountOverflow, snapshot.fileName);
        sum = *next;
    }
    return out;
}

Result<std::optional<TrialBalance>> trialBalanceOf(Workspace& workspace, const std::string& entity, const std::string& period)
{
    OXSEAL_TRY(const auto snapshot, latestSnapshot(workspace.db(), {"tb", "", entity, period}));
    if (!snapshot)
        return std::optional<TrialBalance>();
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, snapshot->id));
    OXSEAL_TRY(TrialBalance out, trialBalanceIn(*snapshot, table));
    return std::optional<TrialBalance>(std::move(out));
}

Result<CloseProposal> closeProposal(Workspace& workspace, const std::string& entity, const PeriodRow& period)
{
    Database& db = workspace.db();
    CloseProposal out;
    out.entity = entity;
    OXSEAL_TRY(out.rule, accountRulesInForce(db));
    OXSEAL_TRY(const auto current, trialBalanceOf(workspace, entity, period.period.name()));
    if (!current)
        return fail(kNoTrialBalance, {}, {entity, period.period.name()});
    out.trialBalance = current->snapshot.id;
    OXSEAL_TRY(const auto plans, accountPlans(db, entity));
    OXSEAL_TRY(const recon::Inventory inventory, recon::takeInventory(current->lines, plans));
    std::optional<TrialBalance> prior;
    OXSEAL_TRY(const auto before, periodBefore(db, period));
    if (before) {
        OXSEAL_TRY(prior, trialBalanceOf(workspace, entity, before->period.name()));
    }
    OXSEAL_TRY(const auto postings, postingsOf(workspace, entity, period.period.name()));
    if (postings)
        out.ledger = postings->snapshot;
    OXSEAL_TRY(const auto traits, account_repo::traits(db, entity));
    OXSEAL_TRY(const auto inRow, closedInRow(db, entity, period));
    OXSEAL_TRY(const auto closes, account_repo::closes(db, period.id));
    OXSEAL_TRY(const auto begun, reconciliations(db, period.id));
    OXSEAL_TRY(const auto schedules, schedule_repo::ofPeriod(db, period.id));
    const std::vector<std::string> working = accountsWithWork(begun, schedules, entity);
    for (const recon::InventoryRow& row : inventory.rows) {
        const std::string& account = row.plan.account;
        const bool closed = std::any_of(closes.begin(), closes.end(),
            [&](const CloseRow& close) { return close.entity == entity && close.account == account && !close.reopenedAt; });
        if (closed || row.state == recon::AccountState::Gone || row.plan.method == recon::AccountMethod::None)
            continue;
        CloseCandidate candidate;
        candidate.facts.row = row;
        candidate.facts.currency = current->snapshot.currency;
        candidate.facts.digits = current->snapshot.moneyDigits;
        if (const auto trait = traits.find(account); trait != traits.end()) {
            candidate.facts.kind = trait->second.kind;
            candidate.facts.key = trait->second.key;
        }
        if (prior && prior->snapshot.currency == current->snapshot.currency && prior->byAccount.contains(account))
            candidate.facts.prior = prior->byAccount.at(account);
        if (postings)
            candidate.facts.postings = postings->byAccount.contains(account) ? postings->byAccount.at(account) : 0;
        candidate.facts.closedInRow = inRow.contains(account) ? inRow.at(account) : 0;
        candidate.facts.openWork = holds(working, account);
        OXSEAL_TRY(const auto limits, limitsOf(db, entity, account));
        candidate.verdict = recon::judgeClose(
            limits ? recon::limited(out.rule.rules.autoClose, limits->limits, candidate.facts.currency) : out.rule.rules.autoClose, candidate.facts);
        out.candidates.push_back(std::move(candidate));
    }
    return out;
}

Result<ClosedByRule> closedByRule(Database& db, PeriodId period)
{
    ClosedByRule out;
    OXSEAL_TRY(out.rule, accountRulesInForce(db));
    OXSEAL_TRY(out.runs, account_repo::runs(db, period));
    OXSEAL_TRY(out.closes, account_repo::closes(db, period));
    OXSEAL_TRY(out.samples, account_repo::samples(db, period));
    OXSEAL_TRY(const auto looks, account_repo::looks(db, period));
    for (const CloseLookRow& look : looks) {
        CloseLook made;
        made.row = look;
        const auto close = std::find_if(out.closes.begin(), out.closes.end(), [&](const CloseRow& each) { return each.id == look.close; });
        if (close == out.closes.end())
            continue; // the foreign key forbids it
        made.close = *close;
        for (const CloseRunRow& run : out.runs)
            made.ranBy = run.id == close->run ? run.madeBy : made.ranBy;
        out.looks.push_back(std::move(made));
    }
    const std::int64_t last = out.samples.empty() ? 0 : out.samples.back().lastClose;
    for (const CloseRow& close : out.closes) {
        if (!close.reopenedAt && close.id > last)
            out.unsampled.push_back(close);
    }
    return out;
}

Result<std::vector<Finding>> closeMatters(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const ClosedByRule all, closedByRule(workspace.db(), period.id));
    std::vector<Finding> out;
    Sha256 hasher;
    const auto add = [&](const char* code, Severity severity, const std::string& subject, std::vector<std::string> arguments) {
        Finding finding;
        finding.code = code;
        finding.severity = severity;
        finding.subject = subject;
        finding.arguments = std::move(arguments);
        finding.fingerprint = fingerprintOf(hasher, code, subject, {period.period.name()});
        out.push_back(std::move(finding));
    };
    if (!all.unsampled.empty())
        add("recon.matter.close_unsampled", Severity::Medium, "closed_by_rule:" + period.period.name(), {std::to_string(all.unsampled.size())});
    for (const CloseLook& look : all.looks) {
        const std::string subject = "account:" + look.close.name();
        if (look.row.outcome.empty() && !look.close.reopenedAt)
            add("recon.matter.close_unlooked", Severity::Medium, subject, {look.close.account, look.close.accountName, look.close.entity});
        if (look.row.outcome == "wrong")
            add("recon.matter.close_wrong", Severity::High, subject, {look.close.account, look.close.accountName, look.close.entity, look.row.note});
    }
    return out;
}

} // namespace oxseal
