// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/processor_reads.h"

#include "models/core/json.h"
#include "models/core/money.h"
#include "models/recon/processor_report.h"
#include "storage/crypto/hash.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/limit_reads.h"
#include "storage/reads/mirror_reads.h"

#include <algorithm>
#include <deque>
#include <set>

namespace oxseal {
namespace {

inline constexpr ErrorCode kProcessorNoReport{"recon.processor_no_report", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorNoLedger{"recon.processor_no_ledger", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorNoBalance{"recon.processor_no_balance", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorNoBank{"recon.processor_no_bank", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorDigits{"recon.processor_digits", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorCurrencies{"recon.processor_currencies", ErrorClass::Refused};

Error missing(const ErrorCode& code, std::vector<std::string> arguments) { return fail(code, {}, std::move(arguments)).value(); }

/// Tables with the keys of their rows; they stay where they are while spans look at them.
struct Loaded
{
    std::deque<Table> tables;
    std::vector<recon::KeyedTable> keyed;

    Status load(Workspace& workspace, const std::vector<SnapshotInfo>& snapshots)
    {
        for (const SnapshotInfo& info : snapshots) {
            OXSEAL_TRY(Table table, loadSnapshot(workspace, info.id));
            tables.push_back(std::move(table));
            keyed.push_back({&tables.back(), "s" + std::to_string(info.id.value) + ":"});
        }
        return {};
    }
};

/// The files of the period, as far as they are there.
Status findFiles(Database& db, const PeriodRow& period, ProcessorView& view)
{
    const std::string name = period.period.name();
    OXSEAL_TRY(view.reports, listSnapshots(db, {"processor", view.row.account, view.row.entity, name}));
    OXSEAL_TRY(view.statements, listSnapshots(db, {"statement", view.row.bankAccount, view.row.entity, name}));
    if (view.statements.empty()) { // imported without an entity
        OXSEAL_TRY(view.statements, listSnapshots(db, {"statement", view.row.bankAccount, "", name}));
        std::erase_if(view.statements, [](const SnapshotInfo& info) { return !info.key.entity.empty(); });
    }
    OXSEAL_TRY(view.ledger, latestSnapshot(db, {"gl", "", view.row.entity, name}));
    const std::string account = view.row.entity + "/" + view.row.account;
    if (view.reports.empty())
        view.missing = missing(kProcessorNoReport, {view.row.name, account, name});
    else if (!view.ledger)
        view.missing = missing(kProcessorNoLedger, {account, name});
    else if (view.statements.empty())
        view.missing = missing(kProcessorNoBank, {view.row.bankAccount, name});
    return {};
}

Status readBalance(Workspace& workspace, const PeriodRow& period, ProcessorView& view, std::int64_t& end)
{
    OXSEAL_TRY(const auto balances, trialBalanceOf(workspace, view.row.entity, period.period.name()));
    const auto stands = [&] { return balances && balances->byAccount.contains(view.row.account); };
    if (!stands()) {
        view.missing = missing(kProcessorNoBalance, {view.row.entity + "/" + view.row.account, period.period.name()});
        return {};
    }
    view.trialBalance = balances->snapshot;
    end = balances->byAccount.at(view.row.account);
    for (const recon::TrialBalanceLine& line : balances->lines) {
        if (line.account == view.row.account)
            view.accountName = line.name;
    }
    return {};
}

/// Amounts of two currencies are never put side by side.
void checkCurrencies(const recon::ProcessorReport& report, ProcessorView& view)
{
    std::set<std::string> all = report.currencies; // the report's own, in upper case
    std::set<int> digits{view.ledger->moneyDigits, view.trialBalance->moneyDigits};
    for (const SnapshotInfo& info : view.reports) {
        if (report.currencies.empty() && !info.currency.empty())
            all.insert(info.currency);
        digits.insert(info.moneyDigits);
    }
    for (const SnapshotInfo& info : view.statements) {
        if (!info.currency.empty())
            all.insert(info.currency);
        digits.insert(info.moneyDigits);
    }
    if (all.empty() && !view.trialBalance->currency.empty())
        all.insert(view.trialBalance->currency);
    if (all.size() > 1)
        view.missing = missing(kProcessorCurrencies, {view.row.name, *all.begin(), *std::next(all.begin())});
    else if (digits.size() > 1) // one of them was read as another currency's
        view.missing = missing(kProcessorDigits, {view.row.name, std::to_string(*digits.begin()), std::to_string(*digits.rbegin())});
    if (!all.empty())
        view.currency = *all.begin();
    view.digits = *digits.begin();
}

Digest digestOf(const ProcessorView& view)
{
    const recon::ProcessorProof& proof = view.proof;
    const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.digits); };
    const auto columns = [](const std::vector<SnapshotInfo>& all) {
        Json::Array out;
        for (const SnapshotInfo& info : all)
            out.emplace_back(info.columns.hex());
        return Json(std::move(out));
    };
    Json json;
    json.set("account", view.row.entity + "/" + view.row.account).set("bank", view.row.bankAccount).set("mark", view.row.mark).set("currency", view.currency);
    json.set("limits", Json().set("transit_days", view.row.transitDays).set("window_days", view.row.windowDays));
    json.set("reports", columns(view.reports)).set("statements", columns(view.statements));
    json.set("ledger", view.ledger->columns.hex()).set("trial_balance", view.trialBalance->columns.hex());
    json.set("opening_due", money(proof.openingDue)).set("pending", money(proof.pending)).set("held", money(proof.held.now)).set("on_the_way", money(proof.onTheWay));
    json.set("clearing_end", money(proof.clearingEnd)).set("difference", money(proof.difference)).set("bank_differs", money(proof.bankDiffers));
    json.set("payouts_differ", money(proof.payoutsDiffer)).set("others_differ", money(proof.othersDiffer)).set("unpaid_differs", money(proof.unpaidDiffers));
    return sha256(canonicalJson(json.set("payouts", static_cast<std::int64_t>(proof.payouts.size()))));
}

Result<ProcessorView> viewOf(Workspace& workspace, const ProcessorAccount& row, const PeriodRow& period);

/// What the period before left behind, proved again from its own files.
Status takeBefore(Workspace& workspace, const PeriodRow& period, ProcessorView& view)
{
    OXSEAL_TRY(const auto before, periodBefore(workspace.db(), period));
    if (!before)
        return {};
    OXSEAL_TRY(const ProcessorView earlier, viewOf(workspace, view.row, *before));
    if (earlier.missing)
        return {};
    view.before = before->period.name();
    view.pendingBefore = earlier.proof.pending;
    view.heldBefore = earlier.proof.held.open;
    view.travellingBefore = earlier.proof.travelling;
    return {};
}

Status prove(Workspace& workspace, const PeriodRow& period, ProcessorView& view)
{
    OXSEAL_CHECK(findFiles(workspace.db(), period, view));
    recon::ProcessorInput input;
    if (!view.missing)
        OXSEAL_CHECK(readBalance(workspace, period, view, input.clearingEnd));
    if (view.missing)
        return {};
    Loaded reports, statements, ledger;
    OXSEAL_CHECK(reports.load(workspace, view.reports));
    OXSEAL_CHECK(statements.load(workspace, view.statements));
    OXSEAL_CHECK(ledger.load(workspace, {*view.ledger}));
    OXSEAL_TRY(recon::ProcessorReport report, recon::processorRows(reports.keyed));
    checkCurrencies(report, view);
    if (view.missing)
        return {};
    view.rows = std::move(report.rows);
    view.unfooted = report.unfooted.size();
    view.postings = recon::clearingPostings(ledger.keyed.front(), view.row.account);
    view.bank = recon::bankPostings(statements.keyed);
    OXSEAL_CHECK(takeBefore(workspace, period, view));
    input.rows = view.rows;
    input.postings = view.postings;
    input.bank = view.bank;
    input.first = period.period.first;
    input.end = period.period.last;
    input.pendingBefore = view.pendingBefore;
    input.heldBefore = view.heldBefore;
    input.travellingBefore = view.travellingBefore;
    input.mark = view.row.mark;
    input.transitDays = view.row.transitDays;
    input.windowDays = view.row.windowDays;
    OXSEAL_TRY(view.proof, recon::proveProcessor(input));
    view.digest = digestOf(view);
    return {};
}

Result<ProcessorView> viewOf(Workspace& workspace, const ProcessorAccount& row, const PeriodRow& period)
{
    ProcessorView view;
    view.row = row;
    OXSEAL_CHECK(prove(workspace, period, view));
    OXSEAL_TRY(view.signoffs, processor_repo::signoffs(workspace.db(), row.id, period.id));
    view.state = view.missing ? "missing" : signedState(view.signoffs, view.digest);
    return view;
}

} // namespace

Result<ProcessorView> processorView(Workspace& workspace, std::int64_t processor, const PeriodRow& period)
{
    OXSEAL_TRY(const auto all, processor_repo::all(workspace.db()));
    const auto found = std::find_if(all.begin(), all.end(), [processor](const ProcessorAccount& row) { return row.id == processor; });
    if (found == all.end())
        return fail(kNoSuchProcessor, {}, {std::to_string(processor)});
    return viewOf(workspace, *found, period);
}

Result<std::vector<ProcessorView>> processorViews(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    std::vector<ProcessorView> views;
    if (!entity.empty())
        OXSEAL_CHECK(entityByCode(workspace.db(), entity));
    OXSEAL_TRY(const auto all, processor_repo::all(workspace.db()));
    for (const ProcessorAccount& row : all) {
        if (row.retiredAt || (!entity.empty() && row.entity != entity))
            continue;
        OXSEAL_TRY(ProcessorView view, viewOf(workspace, row, period));
        views.push_back(std::move(view));
    }
    return views;
}

Result<std::vector<std::string>> statementAccounts(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto statements, listSnapshots(db, {"statement", "", "", period.period.name()}));
    std::set<std::string> accounts;
    for (const SnapshotInfo& info : statements)
        accounts.insert(info.key.subject);
    return std::vector<std::string>(accounts.begin(), accounts.end());
}

Result<std::vector<Finding>> processorMatters(Workspace& workspace, const PeriodRow& period)
{
    std::vector<Finding> out;
    Sha256 hasher;
    OXSEAL_TRY(const auto views, processorViews(workspace, period, {}));
    for (const ProcessorView& view : views) {
        if (!tellOf(period.state, view.signoffs))
            continue;
        const std::string account = view.row.entity + "/" + view.row.account;
        const auto add = [&](const char* code, Severity severity, std::vector<std::string> arguments) {
            Finding finding;
            finding.code = code;
            finding.severity = severity;
            finding.subject = "account:" + account;
            finding.arguments = std::move(arguments);
            finding.fingerprint = fingerprintOf(hasher, finding.code, finding.subject, {view.row.name, period.period.name()});
            out.push_back(std::move(finding));
        };
        if (view.missing) {
            add("recon.matter.processor_missing", Severity::Medium, {view.row.name, account});
            continue;
        }
        const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.digits) + " " + view.currency; };
        if (!view.clean()) {
            const recon::LimitedAccount as{view.currency, view.digits, view.proof.clearingEnd};
            OXSEAL_TRY(const bool books, isLargeFor(workspace.db(), view.row.entity, view.row.account, as, view.proof.difference));
            OXSEAL_TRY(const bool bank, isLargeFor(workspace.db(), view.row.entity, view.row.account, as, view.proof.bankDiffers));
            add("recon.matter.processor_differs", books || bank ? Severity::High : Severity::Medium,
                {view.row.name, account, money(view.proof.difference), money(view.proof.bankDiffers), std::to_string(view.proof.differing),
                    statedCause(view.signedAs("preparer"))});
        }
        if (view.state != "reviewed")
            add("recon.matter.processor_not_signed", Severity::Medium, {view.row.name, account});
    }
    return out;
}

} // namespace oxseal
