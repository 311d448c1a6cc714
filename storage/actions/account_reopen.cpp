// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/account_reopen.h"

#include "models/core/money.h"
#include "storage/actions/recon_support.h"
#include "storage/actions/schedule_support.h"
#include "storage/reads/account_reads.h"
#include "storage/repos/recon_repo.h"

namespace oxseal {
namespace {

bool isOpen(const PeriodRow& period) { return period.state != "filed" && period.state != "closed"; }

Json causeJson(const char* cause, const SnapshotInfo& snapshot)
{
    return Json().set("cause", cause).set("snapshot", snapshot.id.value).set("file", snapshot.fileName).set("sha256", snapshot.sha256.hex());
}

Status closesOnNewBalances(UnitOfWork& unit, const SnapshotInfo& snapshot, const TrialBalance& balances, const PeriodRow& period)
{
    const auto differs = [&](const CloseRow& close) {
        const auto found = balances.byAccount.find(close.account);
        return snapshot.currency != close.currency || found == balances.byAccount.end() || found->second != close.balance;
    };
    OXSEAL_TRY(const auto closes, account_repo::closesInForce(unit.db(), snapshot.key.entity));
    for (const CloseRow& close : closes) {
        OXSEAL_TRY(const PeriodRow own, periodById(unit.db(), close.period));
        OXSEAL_TRY(const auto before, periodBefore(unit.db(), own));
        // "Unchanged" rests on the period before as well.
        const bool rests = close.period == period.id || (close.basis == "unchanged" && before && before->id == period.id);
        if (rests && differs(close)) {
            OXSEAL_CHECK(reopenCloses(unit, close.entity, "trial_balance", causeJson("trial_balance", snapshot),
                [&](const CloseRow& each) { return each.id == close.id; }));
        }
    }
    return {};
}

Status reconciliationsOnNewBalances(UnitOfWork& unit, const SnapshotInfo& snapshot, const TrialBalance& balances, const PeriodRow& period)
{
    OXSEAL_TRY(const auto rows, reconciliations(unit.db(), period.id));
    for (const ReconRow& row : rows) {
        if (row.entity != snapshot.key.entity)
            continue;
        const auto found = balances.byAccount.find(row.account);
        const bool comparable = row.trialBalance && snapshot.currency == row.currency;
        if (comparable && found != balances.byAccount.end() && found->second == *row.trialBalance) {
            OXSEAL_CHECK(repo::insertSource(unit.db(), row.id, {snapshot.id, "tb", static_cast<std::int64_t>(balances.lines.size()), 1, 0}));
            continue;
        }
        Json cause = causeJson("trial_balance", snapshot);
        if (comparable)
            cause.set("was", formatMinor(*row.trialBalance, row.digits)).set("is", found == balances.byAccount.end() ? Json() : Json(formatMinor(found->second, row.digits)));
        OXSEAL_CHECK(reopen(unit, row, std::move(cause)));
    }
    return {};
}

Status schedulesOnNewBalances(UnitOfWork& unit, const SnapshotInfo& snapshot, const TrialBalance& balances, const PeriodRow& period)
{
    OXSEAL_TRY(const auto rows, schedule_repo::ofPeriod(unit.db(), period.id));
    for (const ScheduleRow& row : rows) {
        const auto found = balances.byAccount.find(row.account);
        const bool same = found != balances.byAccount.end() && found->second == row.balance && snapshot.currency == row.currency;
        if (row.entity != snapshot.key.entity || same)
            continue;
        Json cause = causeJson("trial_balance", snapshot);
        cause.set("was", formatMinor(row.balance, row.digits)).set("is", found == balances.byAccount.end() ? Json() : Json(formatMinor(found->second, row.digits)));
        OXSEAL_CHECK(reopenSchedule(unit, row, std::move(cause)));
    }
    return {};
}

Status onTrialBalance(UnitOfWork& unit, const SnapshotInfo& snapshot, const Table& table, const PeriodRow& period)
{
    OXSEAL_TRY(const TrialBalance balances, trialBalanceIn(snapshot, table));
    OXSEAL_CHECK(closesOnNewBalances(unit, snapshot, balances, period));
    if (!isOpen(period))
        return {};
    OXSEAL_CHECK(schedulesOnNewBalances(unit, snapshot, balances, period));
    return reconciliationsOnNewBalances(unit, snapshot, balances, period);
}

Status onLines(UnitOfWork& unit, const SnapshotInfo& snapshot, const Table& table, const PeriodRow& period)
{
    const bool ledger = snapshot.key.kind == "gl";
    OXSEAL_TRY(const auto rows, reconciliations(unit.db(), period.id));
    for (const ReconRow& row : rows) {
        const bool touched = ledger ? row.entity == snapshot.key.entity
                                    : row.statementAccount == snapshot.key.subject && (snapshot.key.entity.empty() || snapshot.key.entity == row.entity);
        if (touched)
            OXSEAL_CHECK(reopen(unit, row, causeJson(ledger ? "ledger" : "statement", snapshot)));
    }
    if (!ledger)
        return {};
    std::map<std::string, std::int64_t> postings;
    for (std::size_t row = 0; row < table.rows(); ++row)
        ++postings[std::string(table.textAt("account", row))];
    OXSEAL_CHECK(reopenCloses(unit, snapshot.key.entity, "ledger", causeJson("ledger", snapshot),
        [&](const CloseRow& close) { return close.period == period.id && postings.contains(close.account); }));
    return {};
}

} // namespace

Status reopenTouched(UnitOfWork& unit, const SnapshotInfo& snapshot, const Table& table)
{
    const std::string& kind = snapshot.key.kind;
    if (snapshot.key.period.empty() || (kind != "tb" && kind != "gl" && kind != "statement"))
        return {};
    OXSEAL_TRY(const PeriodRow period, periodByName(unit.db(), snapshot.key.period));
    if (kind == "tb")
        return onTrialBalance(unit, snapshot, table, period);
    return isOpen(period) ? onLines(unit, snapshot, table, period) : Status();
}

Result<std::int64_t> reopenCloses(UnitOfWork& unit, const std::string& entity, const std::string& cause, Json why,
    const std::function<bool(const CloseRow&)>& which)
{
    OXSEAL_TRY(const auto closes, account_repo::closesInForce(unit.db(), entity));
    std::int64_t opened = 0;
    for (const CloseRow& close : closes) {
        if (!which(close))
            continue;
        OXSEAL_CHECK(account_repo::reopenClose(unit.db(), close.id, unit.now(), cause));
        Event event;
        event.verb = "account.reopen";
        event.object = "account:" + close.name();
        event.module = "recon";
        event.before = Json().set("close", close.id).set("balance", formatMinor(close.balance, close.digits)).set("basis", close.basis);
        event.after = why;
        event.after.set("cause", cause);
        unit.record(std::move(event));
        ++opened;
    }
    return opened;
}

} // namespace oxseal
