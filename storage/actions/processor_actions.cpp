// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/processor_actions.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/unexplained.h"
#include "storage/actions/recon_support.h"

#include <algorithm>

namespace oxseal {
namespace {

Event processorEvent(const char* verb, const ProcessorAccount& row, Json after)
{
    Event event;
    event.verb = verb;
    event.object = "account:" + row.entity + "/" + row.account;
    event.module = "recon";
    event.after = std::move(after);
    return event;
}

Json factsOf(const ProcessorAccount& row)
{
    return Json().set("bank_account", row.bankAccount).set("name", row.name).set("mark", row.mark).set("transit_days", row.transitDays).set("window_days", row.windowDays);
}

Result<std::optional<ProcessorAccount>> standing(Database& db, const std::string& entity, const std::string& account)
{
    OXSEAL_TRY(const auto all, processor_repo::all(db));
    const auto found = std::find_if(all.begin(), all.end(), [&](const ProcessorAccount& row) { return row.entity == entity && row.account == account; });
    return found == all.end() ? std::nullopt : std::optional<ProcessorAccount>(*found);
}

} // namespace

Result<NamedProcessor> nameProcessor(Workspace& workspace, const ProcessorAccount& processor, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<NamedProcessor> {
        ProcessorAccount row = processor;
        OXSEAL_TRY(const Entity entity, entityByCode(unit.db(), processor.entity));
        row.entity = entity.code;
        row.account = trimmed(row.account);
        row.bankAccount = trimmed(row.bankAccount);
        row.name = trimmed(row.name);
        row.mark = trimmed(row.mark);
        const auto within = [](int value, int most) { return value >= 0 && value <= most; };
        if (row.account.empty() || row.bankAccount.empty() || row.name.empty() || row.account == row.bankAccount || !within(row.transitDays, kMostPayoutTransitDays)
            || !within(row.windowDays, kMostPayoutWindowDays))
            return fail(kProcessorInvalid, {}, {row.name, row.entity + "/" + row.account});
        OXSEAL_TRY(const auto before, standing(unit.db(), row.entity, row.account));
        row.madeAt = unit.now();
        row.madeBy = unit.actor().person;
        NamedProcessor out;
        OXSEAL_TRY(out.id, processor_repo::put(unit.db(), row));
        out.changed = before.has_value();
        Event event = processorEvent("reconcile.processor_name", row, factsOf(row).set("processor", out.id));
        if (before)
            event.before = factsOf(*before).set("retired", before->retiredAt.has_value());
        unit.record(std::move(event));
        return out;
    });
}

Status retireProcessor(Workspace& workspace, std::int64_t processor, const std::string& reason)
{
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto all, processor_repo::all(unit.db()));
        const auto found = std::find_if(all.begin(), all.end(), [processor](const ProcessorAccount& row) { return row.id == processor; });
        if (found == all.end())
            return fail(kNoSuchProcessor, {}, {std::to_string(processor)});
        if (found->retiredAt)
            return fail(kProcessorRetired, {}, {found->name, found->entity + "/" + found->account});
        OXSEAL_CHECK(processor_repo::retire(unit.db(), processor, unit.now(), unit.actor().person, reason));
        unit.record(processorEvent("reconcile.processor_retire", *found, Json().set("processor", processor)));
        return {};
    });
}

Status signProcessor(
    Workspace& workspace, std::int64_t processor, const PeriodRow& period, const std::string& duty, const std::string& cause, const std::string& note)
{
    const bool reviewing = duty == "reviewer";
    return workspace.writeStatus(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(periodOpen(unit.db(), period.id));
        OXSEAL_TRY(const ProcessorView view, processorView(workspace, processor, period));
        const std::string account = view.row.entity + "/" + view.row.account;
        if (view.row.retiredAt)
            return fail(kProcessorRetired, {}, {view.row.name, account});
        if (view.missing)
            return tl::unexpected<Error>(*view.missing);
        if (view.signedAs(reviewing ? "reviewer" : "preparer") != nullptr)
            return fail(kProcessorSigned, {}, {account, reviewing ? "reviewer" : "preparer"});
        const FiguresSignoff* prepared = view.signedAs("preparer");
        if (reviewing && prepared == nullptr)
            return fail(kProcessorNotPrepared, {}, {account});
        if (reviewing && prepared->by == unit.actor().person)
            return fail(kProcessorOwnReview, {}, {unit.actor().login});
        if (reviewing && view.row.madeBy == unit.actor().person)
            return fail(kProcessorOwnLimits, {}, {unit.actor().login});
        if (!reviewing && view.clean() != cause.empty())
            return fail(kProcessorCause, {}, {account});
        if (!cause.empty() && !recon::isDifferenceCause(cause))
            return fail(kProcessorCause, {}, {account});
        const std::string stated = reviewing ? prepared->category : cause;
        OXSEAL_CHECK(processor_repo::insertSignoff(unit.db(), processor, period.id,
            {reviewing ? "reviewer" : "preparer", view.digest, note, unit.now(), unit.actor().person, stated}));
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.digits); };
        unit.record(processorEvent(reviewing ? "reconcile.processor_review" : "reconcile.processor_prepare", view.row,
            Json().set("period", period.period.name()).set("digest", view.digest.hex()).set("difference", money(view.proof.difference))
                .set("bank_differs", money(view.proof.bankDiffers)).set("payouts_differing", static_cast<std::int64_t>(view.proof.differing)).set("currency", view.currency)
                .set("cause", stated).set("note", note)));
        return {};
    });
}

} // namespace oxseal
