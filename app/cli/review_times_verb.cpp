// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_times_verb.h"

#include "app/cli/review_options.h"
#include "storage/reads/times_reads.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

const char* word(Flag late) { return late == Flag::Yes ? "true" : late == Flag::No ? "false" : "unknown"; }
Json orNull(const std::optional<Day>& day) { return day ? Json(day->iso()) : Json(); }
std::string orDash(const std::optional<Day>& day) { return day ? day->iso() : "–"; }

void addEnd(Json& json, const access::EndOfAccess& end, const access::Timing& timing)
{
    const bool counted = timing.bound != access::LagBound::None;
    json.set("end_known_by", name(end.by)).set("ended_on", orNull(end.on)).set("last_enabled", orNull(end.lastEnabled)).set("due", orNull(timing.due));
    json.set("lag_bound", counted ? Json(name(timing.bound)) : Json()).set("calendar_days", counted ? Json(timing.calendarDays) : Json());
    json.set("business_days", counted ? Json(timing.businessDays) : Json()).set("late", word(timing.late));
}

/// "disabled on 2026-08-14", "gone by 2026-09-30 at the latest", "not known to have ended"
std::string endWords(const access::EndOfAccess& end) { return texts::sentence((std::string("access.end.") + name(end.by)).c_str(), {orDash(end.on)}); }

std::string lagWords(const access::Timing& timing)
{
    const std::string late = texts::sentence((std::string("access.late.") + word(timing.late)).c_str());
    if (timing.bound == access::LagBound::None)
        return late;
    return texts::sentence((std::string("access.lag.") + name(timing.bound)).c_str(), {std::to_string(timing.calendarDays), std::to_string(timing.businessDays)}) + ", " + late;
}

Result<int> times(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const TimesSheet sheet, timesSheet(*workspace, id));
    std::string text = texts::sentence("access.times_head",
        {std::to_string(sheet.times.leavers.size()), sheet.campaign.system, std::to_string(sheet.late()), std::to_string(sheet.unknown()), std::to_string(sheet.limits.leaver)});
    Json::Array leavers, movers, extracts;
    for (const SnapshotInfo& info : sheet.extracts)
        extracts.emplace_back(Json::Object{{"import", info.id.value}, {"as_of", info.asOf->iso()}});
    for (const access::LeaverTime& line : sheet.times.leavers) {
        Json json(Json::Object{{"account", line.account}, {"employee_id", line.subject}, {"worker", line.worker}, {"last_day", orNull(line.lastDay)}});
        addEnd(json, line.end, line.timing);
        leavers.push_back(std::move(json));
        text += "\n  " + texts::sentence("access.leaver_time", {line.account, line.worker.empty() ? line.subject : line.worker, orDash(line.lastDay), endWords(line.end), lagWords(line.timing)});
    }
    if (!sheet.times.movers.empty())
        text += "\n" + texts::sentence("access.mover_times_head", {std::to_string(sheet.times.movers.size()), std::to_string(sheet.limits.mover)});
    for (const access::MoverTime& line : sheet.times.movers) {
        Json json(Json::Object{{"account", line.account}, {"employee_id", line.subject}, {"worker", line.worker}, {"entitlement", line.entitlement.empty() ? Json() : Json(line.entitlement)},
            {"changed_on", orNull(line.changed)}});
        addEnd(json, line.end, line.timing);
        movers.push_back(std::move(json));
        const std::string held = line.entitlement.empty() ? texts::sentence(line.changed ? "access.mover_no_extract" : "access.mover_no_day") : line.entitlement + ", " + endWords(line.end) + ", " + lagWords(line.timing);
        text += "\n  " + texts::sentence("access.mover_time", {line.account, line.worker.empty() ? line.subject : line.worker, orDash(line.changed), held});
    }
    Json json(Json::Object{{"campaign", id.value}, {"system", sheet.campaign.system}, {"since", sheet.since.iso()}, {"extracts", std::move(extracts)}});
    json.set("limits", Json(Json::Object{{"leaver_business_days", sheet.limits.leaver}, {"mover_business_days", sheet.limits.mover}}));
    json.set("late", sheet.late()).set("unknown", sheet.unknown()).set("leavers", std::move(leavers)).set("movers", std::move(movers));
    call.print(json, text);
    return call.flag("--fail-on-findings") && sheet.late() > 0 ? kNegative : kDone;
}

} // namespace

void addReviewTimesVerb(Registry& verbs)
{
    verbs.push_back({"review", "times", "review times WORKSPACE --campaign N", {"--campaign="}, times});
}

} // namespace oxseal::cli
