// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/limit_actions.h"

#include "storage/actions/account_actions.h"
#include "storage/actions/account_reopen.h"
#include "storage/reads/exception_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

Json limitsJson(const recon::AccountLimits& limits)
{
    const auto number = [](const auto& value) { return value ? Json(static_cast<std::int64_t>(*value)) : Json(); };
    Json json;
    json.set("investigate_from", number(limits.investigateFrom)).set("investigate_share", number(limits.investigateShare));
    json.set("timing_days", number(limits.timingDays)).set("write_off_most", number(limits.writeOffMost));
    return json.set("close_most", number(limits.closeMost));
}

} // namespace

Result<int> setAccountLimits(Workspace& workspace, const std::string& entity, const std::string& account, const recon::AccountLimits& limits, const std::string& reason)
{
    return workspace.write(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Result<int> {
        OXSEAL_TRY(const Entity owner, entityByCode(unit.db(), entity));
        OXSEAL_TRY(const auto plans, accountPlans(unit.db(), owner.code));
        if (std::none_of(plans.begin(), plans.end(), [&](const auto& plan) { return plan.account == account; }))
            return fail(kNoSuchAccount, account, {account, entity});
        OXSEAL_TRY(const ExceptionRulesInForce exceptions, exceptionRulesInForce(unit.db()));
        OXSEAL_TRY(const AccountRulesInForce closing, accountRulesInForce(unit.db()));
        OXSEAL_CHECK(recon::checkLimits(limits, exceptions.rules, closing.rules.autoClose, owner.currency.code()));
        OXSEAL_TRY(const auto before, limitsOf(unit.db(), owner.code, account));
        if (before ? before->limits == limits : !limits.any())
            return fail(kLimitSame, {}, {owner.code + "/" + account});
        AccountLimitRow row;
        row.entity = owner.code;
        row.account = account;
        row.limits = limits;
        row.reason = reason;
        row.setAt = unit.now();
        row.setBy = unit.actor().person;
        row.version = (before ? before->version : 0) + 1;
        OXSEAL_CHECK(limit_repo::insert(unit.db(), row));
        Event event;
        event.verb = "account.limits";
        event.object = "account:" + owner.code + "/" + account;
        event.module = "recon";
        event.before = before ? limitsJson(before->limits) : Json();
        event.after = limitsJson(limits).set("version", row.version);
        unit.record(std::move(event));
        OXSEAL_CHECK(reopenCloses(unit, owner.code, "plan", limitsJson(limits), [&](const CloseRow& close) { return close.account == account; }));
        return row.version;
    });
}

} // namespace oxseal
