// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/mirror_actions.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/recon_support.h"

namespace oxseal {
namespace {

Event mirrorEvent(const char* verb, const MirrorRow& row, Json after)
{
    Event event;
    event.verb = verb;
    event.object = "account:" + row.firstEntity + "/" + row.firstAccount + "+" + row.secondEntity + "/" + row.secondAccount;
    event.module = "recon";
    event.after = std::move(after);
    return event;
}

} // namespace

Result<std::int64_t> pairAccounts(Workspace& workspace, const MirrorRow& pair, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        MirrorRow row = pair;
        OXSEAL_TRY(const Entity first, entityByCode(unit.db(), pair.firstEntity));
        OXSEAL_TRY(const Entity second, entityByCode(unit.db(), pair.secondEntity));
        row.firstEntity = first.code;
        row.secondEntity = second.code;
        const auto within = [](int value, int most) { return value >= 0 && value <= most; };
        const bool limits = within(row.transitDays, kMostTransitDays) && within(row.windowDays, kMostWindowDays) && within(row.rateMargin, kMostRateMargin);
        if (first.code == second.code || trimmed(row.firstAccount).empty() || trimmed(row.secondAccount).empty() || trimmed(row.because).empty() || !limits)
            return fail(kMirrorInvalid, {}, {row.firstEntity + "/" + row.firstAccount, row.secondEntity + "/" + row.secondAccount});
        row.madeAt = unit.now();
        row.madeBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, mirror_repo::put(unit.db(), row));
        unit.record(mirrorEvent("reconcile.mirror_pair", row,
            Json().set("mirror", id).set("transit_days", row.transitDays).set("window_days", row.windowDays).set("rate_margin", row.rateMargin).set("because", row.because)));
        return id;
    });
}

Status stateRate(Workspace& workspace, const PeriodRow& period, const RateRow& rate, const std::string& reason)
{
    OXSEAL_CHECK(recon::ExchangeRate::fromText(rate.rate));
    if (trimmed(rate.source).empty())
        return fail(kRateWithoutSource);
    const auto in = Currency::fromCode(rate.in);
    const auto of = Currency::fromCode(rate.of);
    if (!in || !of || *in == *of)
        return fail(recon::kRateInvalid, {}, {rate.in + "/" + rate.of});
    if (rate.day < period.period.first || rate.day > period.period.last.plus(kRateDaysAfterEnd))
        return fail(kRateDay, {}, {rate.day.iso(), period.period.name()});
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(periodOpen(unit.db(), period.id));
        RateRow row = rate;
        row.period = period.id;
        row.in = in->code();
        row.of = of->code();
        row.statedAt = unit.now();
        row.statedBy = unit.actor().person;
        OXSEAL_TRY(const std::int64_t id, mirror_repo::insertRate(unit.db(), row));
        Event event;
        event.verb = "reconcile.rate";
        event.object = "period:" + period.period.name() + "/rate:" + std::to_string(id);
        event.module = "recon";
        event.after = Json().set("in", row.in).set("of", row.of).set("rate", row.rate).set("day", row.day.iso()).set("source", row.source);
        unit.record(std::move(event));
        return {};
    });
}

Status signMirror(Workspace& workspace, std::int64_t mirror, const PeriodRow& period, const std::string& duty, const std::string& note)
{
    const bool reviewing = duty == "reviewer";
    return workspace.writeStatus(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(periodOpen(unit.db(), period.id));
        OXSEAL_TRY(const MirrorView view, mirrorView(workspace, mirror, period));
        if (view.missing)
            return tl::unexpected<Error>(*view.missing);
        if (view.signedAs(reviewing ? "reviewer" : "preparer") != nullptr)
            return fail(kMirrorSigned, {}, {view.first.entity + "/" + view.first.account, reviewing ? "reviewer" : "preparer"});
        const MirrorSignoff* prepared = view.signedAs("preparer");
        if (reviewing && prepared == nullptr)
            return fail(kMirrorNotPrepared, {}, {view.first.entity + "/" + view.first.account});
        if (reviewing && prepared->by == unit.actor().person)
            return fail(kMirrorOwnReview, {}, {unit.actor().login});
        if (reviewing && view.restsOn(unit.actor().person))
            return fail(kMirrorOwnRate, {}, {unit.actor().login});
        OXSEAL_CHECK(mirror_repo::insertSignoff(unit.db(), mirror, period.id, {reviewing ? "reviewer" : "preparer", view.digest, note, unit.now(), unit.actor().person}));
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.first.digits); };
        unit.record(mirrorEvent(reviewing ? "reconcile.mirror_review" : "reconcile.mirror_prepare", view.row,
            Json().set("period", period.period.name()).set("digest", view.digest.hex()).set("difference", money(view.mirror.difference))
                .set("unexplained", money(view.unexplained())).set("currency", view.first.currency).set("rate", view.rate ? Json(view.rate->rate) : Json()).set("note", note)));
        return {};
    });
}

} // namespace oxseal
