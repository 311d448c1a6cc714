// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/exception_actions.h"

#include "models/core/money.h"
#include "storage/actions/account_actions.h"
#include "storage/actions/recon_actions.h"
#include "storage/actions/recon_support.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

Json actJson(const ExceptionActRow& row)
{
    Json json;
    json.set("disposition", recon::name(row.disposition)).set("owner", row.owner).set("due", row.due ? Json(row.due->iso()) : Json());
    return json.set("control", row.control).set("other_account", row.otherAccount);
}

/// The account the entry goes against stands in the trial balance, or is planned for.
Status knownAccount(Workspace& workspace, const ReconView& view, const std::string& account)
{
    if (account == view.row.account)
        return fail(kNoSuchAccount, {}, {account, view.row.entity});
    OXSEAL_TRY(const PeriodRow period, periodById(workspace.db(), view.row.period));
    OXSEAL_TRY(const recon::Inventory inventory, accountInventory(workspace, view.row.entity, period));
    const bool known = std::any_of(inventory.rows.begin(), inventory.rows.end(), [&](const recon::InventoryRow& row) { return row.plan.account == account; });
    if (!known)
        return fail(kNoSuchAccount, {}, {account, view.row.entity});
    return {};
}

Status allowed(Workspace& workspace, const ReconView& view, const ReconItem& item, const ExceptionDecision& decision, const recon::ExceptionRules& rules, Day today)
{
    if (!recon::fits(decision.disposition, item.item))
        return fail(kDispositionDoesNotFit, decision.handle,
            {recon::name(decision.disposition), recon::name(item.item.category), recon::name(item.item.origin)});
    if (recon::needsAccount(decision.disposition) != !decision.otherAccount.empty())
        return fail(kEntryNeedsAccount, decision.handle, {recon::name(decision.disposition)});
    if (decision.disposition == recon::Disposition::WriteOff && !recon::mayWriteOff(rules, {item.item.amount, view.row.currency, view.row.digits}))
        return fail(kWriteOffTooLarge, decision.handle, {formatMinor(item.item.amount, view.row.digits), view.row.currency});
    if (decision.due && *decision.due < today)
        return fail(kDueInThePast, decision.handle, {decision.due->iso()});
    if (!decision.owner.empty())
        OXSEAL_CHECK(personByLogin(workspace.db(), decision.owner));
    if (!decision.control.empty())
        OXSEAL_CHECK(controlByCode(workspace.db(), decision.control));
    if (!decision.otherAccount.empty())
        OXSEAL_CHECK(knownAccount(workspace, view, decision.otherAccount));
    return {};
}

} // namespace

Status decideException(Workspace& workspace, ReconciliationId id, const ExceptionDecision& decision, const std::string& reason)
{
    const Permission permission = decision.disposition == recon::Disposition::WriteOff ? Permission::ReviewReconciliation : Permission::PrepareReconciliation;
    return workspace.writeStatus(permission, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        OXSEAL_CHECK(periodOpen(unit.db(), view.row.period));
        const auto item = std::find_if(view.items.begin(), view.items.end(), [&](const ReconItem& each) { return each.handle == decision.handle; });
        if (item == view.items.end())
            return fail(kNoSuchReconItem, {}, {decision.handle});
        OXSEAL_TRY(const ExceptionRulesInForce rules, exceptionRulesFor(unit.db(), view.row));
        OXSEAL_CHECK(allowed(workspace, view, *item, decision, rules.rules, unit.now().day()));
        ExceptionActRow row;
        row.recon = id;
        row.entity = view.row.entity;
        row.account = view.row.account;
        row.item = {item->item.origin, item->item.key};
        row.amount = item->item.amount;
        row.day = item->item.date;
        row.disposition = decision.disposition;
        row.owner = decision.owner;
        row.due = decision.due;
        row.control = decision.control;
        row.otherAccount = decision.otherAccount;
        row.ruleVersion = rules.rules.version;
        row.reason = reason;
        row.madeAt = unit.now();
        row.madeBy = unit.actor().person;
        OXSEAL_TRY(const auto before, exception_repo::acts(unit.db(), row.entity, row.account));
        const auto last = std::find_if(before.rbegin(), before.rend(), [&](const ExceptionActRow& each) { return each.item == row.item; });
        OXSEAL_TRY(const std::int64_t made, exception_repo::insert(unit.db(), row));
        Json after = actJson(row);
        after.set("act", made).set("item", decision.handle).set("amount", formatMinor(row.amount, view.row.digits)).set("currency", view.row.currency);
        after.set("date", row.day.iso()).set("rule_version", row.ruleVersion);
        unit.record(reconEvent("reconcile.decide", id, last == before.rend() ? Json() : actJson(*last), after));
        return {};
    });
}

} // namespace oxseal
