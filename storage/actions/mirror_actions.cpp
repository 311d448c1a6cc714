// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/mirror_actions.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/unexplained.h"
#include "storage/actions/recon_support.h"

#include <algorithm>

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

Json limitsOf(const MirrorRow& row)
{
    return Json().set("transit_days", row.transitDays).set("window_days", row.windowDays).set("rate_margin", row.rateMargin).set("because", row.because);
}

/// An account that the entity's newest trial balance does not know is a slip of the hand; without a trial balance nobody can tell.
Status lookUp(Workspace& workspace, const std::string& entity, const std::string& account, std::vector<std::string>& unseen)
{
    OXSEAL_TRY(const auto balances, latestSnapshot(workspace.db(), {"tb", "", entity, ""}));
    if (!balances) {
        unseen.push_back(entity + "/" + account);
        return {};
    }
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, balances->id));
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.textAt("account", row) == account)
            return {};
    }
    return fail(kMirrorUnknownAccount, {}, {account, entity, balances->key.period});
}

/// `from`: where in a list it stands; null when it was typed.
Status insertRate(UnitOfWork& unit, const PeriodRow& period, RateRow row, const Json& from)
{
    row.period = period.id;
    row.statedAt = unit.now();
    row.statedBy = unit.actor().person;
    OXSEAL_TRY(const std::int64_t id, mirror_repo::insertRate(unit.db(), row));
    Event event;
    event.verb = "reconcile.rate";
    event.object = "period:" + period.period.name() + "/rate:" + std::to_string(id);
    event.module = "recon";
    event.after = Json().set("in", row.in).set("of", row.of).set("rate", row.rate).set("day", row.day.iso()).set("source", row.source);
    if (!from.isNull())
        event.after.set("list", from);
    unit.record(std::move(event));
    return {};
}

} // namespace

Result<NamedPair> pairAccounts(Workspace& workspace, const MirrorRow& pair, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<NamedPair> {
        MirrorRow row = pair;
        OXSEAL_TRY(const Entity first, entityByCode(unit.db(), pair.firstEntity));
        OXSEAL_TRY(const Entity second, entityByCode(unit.db(), pair.secondEntity));
        row.firstEntity = first.code;
        row.secondEntity = second.code;
        row.firstAccount = trimmed(pair.firstAccount);
        row.secondAccount = trimmed(pair.secondAccount);
        const auto within = [](int value, int most) { return value >= 0 && value <= most; };
        const bool limits = within(row.transitDays, kMostTransitDays) && within(row.windowDays, kMostWindowDays) && within(row.rateMargin, kMostRateMargin);
        if (first.code == second.code || row.firstAccount.empty() || row.secondAccount.empty() || trimmed(row.because).empty() || !limits)
            return fail(kMirrorInvalid, {}, {row.firstEntity + "/" + row.firstAccount, row.secondEntity + "/" + row.secondAccount});
        OXSEAL_TRY(const auto all, mirror_repo::all(unit.db()));
        const auto stands = [&all](const std::string& firstEntity, const std::string& firstAccount, const std::string& secondEntity, const std::string& secondAccount) {
            const auto found = std::find_if(all.begin(), all.end(), [&](const MirrorRow& one) {
                return one.firstEntity == firstEntity && one.firstAccount == firstAccount && one.secondEntity == secondEntity && one.secondAccount == secondAccount;
            });
            return found == all.end() ? nullptr : &*found;
        };
        const MirrorRow* reversed = stands(row.secondEntity, row.secondAccount, row.firstEntity, row.firstAccount);
        if (reversed != nullptr && !reversed->retiredAt)
            return fail(kMirrorReversed, {}, {row.firstEntity + "/" + row.firstAccount, row.secondEntity + "/" + row.secondAccount, std::to_string(reversed->id)});
        NamedPair out;
        for (const auto& [entity, account] : {std::pair(row.firstEntity, row.firstAccount), std::pair(row.secondEntity, row.secondAccount)})
            OXSEAL_CHECK(lookUp(workspace, entity, account, out.unseen));
        row.madeAt = unit.now();
        row.madeBy = unit.actor().person;
        const MirrorRow* before = stands(row.firstEntity, row.firstAccount, row.secondEntity, row.secondAccount);
        OXSEAL_TRY(out.id, mirror_repo::put(unit.db(), row));
        out.changed = before != nullptr;
        Event event = mirrorEvent("reconcile.mirror_pair", row, limitsOf(row).set("mirror", out.id));
        if (before != nullptr)
            event.before = limitsOf(*before).set("retired", before->retiredAt.has_value());
        unit.record(std::move(event));
        return out;
    });
}

Status retireMirror(Workspace& workspace, std::int64_t mirror, const std::string& reason)
{
    return workspace.writeStatus(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto all, mirror_repo::all(unit.db()));
        const auto found = std::find_if(all.begin(), all.end(), [mirror](const MirrorRow& row) { return row.id == mirror; });
        if (found == all.end())
            return fail(kNoSuchMirror, {}, {std::to_string(mirror)});
        if (found->retiredAt)
            return fail(kMirrorRetired, {}, {std::to_string(mirror)});
        OXSEAL_CHECK(mirror_repo::retire(unit.db(), mirror, unit.now(), unit.actor().person, reason));
        unit.record(mirrorEvent("reconcile.mirror_retire", *found, Json().set("mirror", mirror)));
        return {};
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
        row.in = in->code();
        row.of = of->code();
        return insertRate(unit, period, row, {});
    });
}

Result<StatedRates> stateRates(Workspace& workspace, const PeriodRow& period, const RateList& list, const std::string& reason)
{
    const auto uses = recon::useOfRates(list.rates, period.period.first, period.period.last, kRateDaysAfterEnd);
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<StatedRates> {
        OXSEAL_CHECK(periodOpen(unit.db(), period.id));
        OXSEAL_TRY(const auto before, mirror_repo::rates(unit.db(), period.id));
        StatedRates out;
        for (std::size_t i = 0; i < list.rates.size(); ++i) {
            const recon::ListedRate& one = list.rates[i];
            out.otherDay += uses[i] == recon::RateUse::OtherDay ? 1 : 0;
            out.outside += uses[i] == recon::RateUse::OutsidePeriod ? 1 : 0;
            if (uses[i] != recon::RateUse::Closing)
                continue;
            const auto newest = std::find_if(before.rbegin(), before.rend(), [&](const RateRow& row) { return row.in == one.in && row.of == one.of; });
            if (newest != before.rend() && newest->rate == one.rate && newest->day == one.day && newest->source == one.source) {
                ++out.same;
                continue;
            }
            RateRow row;
            row.in = one.in;
            row.of = one.of;
            row.rate = one.rate;
            row.day = one.day;
            row.source = one.source;
            OXSEAL_CHECK(insertRate(unit, period, row, Json().set("file", list.fileName).set("sha256", list.sha256.hex()).set("line", one.line)));
            ++out.stated;
        }
        if (out.stated == 0)
            return fail(kNoNewRate, {}, {list.fileName, period.period.name()});
        return out;
    });
}

Status signMirror(Workspace& workspace, std::int64_t mirror, const PeriodRow& period, const std::string& duty, const std::string& cause, const std::string& note)
{
    const bool reviewing = duty == "reviewer";
    return workspace.writeStatus(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation, note, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(periodOpen(unit.db(), period.id));
        OXSEAL_TRY(const MirrorView view, mirrorView(workspace, mirror, period));
        if (view.row.retiredAt)
            return fail(kMirrorRetired, {}, {std::to_string(mirror)});
        if (view.missing)
            return tl::unexpected<Error>(*view.missing);
        if (view.signedAs(reviewing ? "reviewer" : "preparer") != nullptr)
            return fail(kMirrorSigned, {}, {view.first.entity + "/" + view.first.account, reviewing ? "reviewer" : "preparer"});
        const FiguresSignoff* prepared = view.signedAs("preparer");
        if (reviewing && prepared == nullptr)
            return fail(kMirrorNotPrepared, {}, {view.first.entity + "/" + view.first.account});
        if (reviewing && prepared->by == unit.actor().person)
            return fail(kMirrorOwnReview, {}, {unit.actor().login});
        if (reviewing && view.restsOn(unit.actor().person))
            return fail(kMirrorOwnRate, {}, {unit.actor().login});
        if (!reviewing && ((view.unexplained() == 0) != cause.empty() || (!cause.empty() && !recon::isDifferenceCause(cause))))
            return fail(kMirrorCause, {}, {view.first.entity + "/" + view.first.account});
        const std::string stated = reviewing ? prepared->category : cause; // the reviewer stands by what the preparer stated
        OXSEAL_CHECK(mirror_repo::insertSignoff(unit.db(), mirror, period.id, {reviewing ? "reviewer" : "preparer", view.digest, note, unit.now(), unit.actor().person, stated}));
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.first.digits); };
        unit.record(mirrorEvent(reviewing ? "reconcile.mirror_review" : "reconcile.mirror_prepare", view.row,
            Json().set("period", period.period.name()).set("digest", view.digest.hex()).set("difference", money(view.mirror.difference))
                .set("unexplained", money(view.unexplained())).set("currency", view.first.currency).set("rate", view.rate ? Json(view.rate->rate) : Json()).set("cause", stated).set("note", note)));
        return {};
    });
}

} // namespace oxseal
