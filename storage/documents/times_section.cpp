// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/times_section.h"

#include "storage/documents/document_frame.h"

namespace oxseal {
namespace {

using doc::Align;

std::string iso(const std::optional<Day>& day) { return day ? day->iso() : std::string("–"); }

std::string endOf(const access::EndOfAccess& end) { return words((std::string("access.end.") + name(end.by)).c_str(), {iso(end.on)}); }

std::string lagOf(const access::Timing& timing)
{
    return timing.bound == access::LagBound::None
        ? std::string("–")
        : words((std::string("access.lag.") + name(timing.bound)).c_str(), {std::to_string(timing.calendarDays), std::to_string(timing.businessDays)});
}

std::string lateOf(const access::Timing& timing)
{
    return words(std::string("access.late.") + (timing.late == Flag::Yes ? "true" : timing.late == Flag::No ? "false" : "unknown"));
}

/// Columns that leavers and movers share, behind the account and what comes first.
void addColumns(doc::Table& table)
{
    for (const auto& [head, share] : {std::pair{"document.ended", 26}, {"document.lag", 20}, {"document.in_time", 14}})
        table.columns.push_back({words(head), Align::Left, share});
}

std::string ofWorker(const std::string& account, const std::string& worker, const std::string& subject)
{
    return account + "\n" + (worker.empty() ? subject : worker);
}

} // namespace

void addTimes(Document& document, const TimesSheet& sheet)
{
    if (sheet.times.leavers.empty() && sheet.times.movers.empty())
        return;
    addHeading(document, "document.times");
    document.blocks.emplace_back(doc::Paragraph{words("access.times_head",
        {std::to_string(sheet.times.leavers.size()), sheet.campaign.system, std::to_string(sheet.late()), std::to_string(sheet.unknown()), std::to_string(sheet.limits.leaver)})});
    doc::Table leavers;
    leavers.columns = {{words("document.account"), Align::Left, 26}, {words("document.last_day"), Align::Left, 14}};
    addColumns(leavers);
    for (const access::LeaverTime& line : sheet.times.leavers)
        leavers.rows.push_back({ofWorker(line.account, line.worker, line.subject), iso(line.lastDay), endOf(line.end), lagOf(line.timing), lateOf(line.timing)});
    addTable(document, std::move(leavers), "data/access_leaver_times.csv", "document.times_none");
    if (sheet.times.movers.empty())
        return;
    document.blocks.emplace_back(doc::Paragraph{words("access.mover_times_head", {std::to_string(sheet.times.movers.size()), std::to_string(sheet.limits.mover)})});
    doc::Table movers;
    movers.columns = {{words("document.account"), Align::Left, 18}, {words("document.entitlement"), Align::Left, 20}, {words("document.changed_job"), Align::Left, 14}};
    addColumns(movers);
    for (const access::MoverTime& line : sheet.times.movers) {
        const std::string held = line.entitlement.empty() ? words(line.changed ? "access.mover_no_extract" : "access.mover_no_day") : line.entitlement;
        movers.rows.push_back({ofWorker(line.account, line.worker, line.subject), held, iso(line.changed), endOf(line.end), lagOf(line.timing), lateOf(line.timing)});
    }
    addTable(document, std::move(movers), "data/access_mover_times.csv", "document.times_none");
}

} // namespace oxseal
