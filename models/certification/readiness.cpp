// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/readiness.h"

#include <algorithm>

namespace oxseal::certification {
namespace {

std::string nOfM(const std::pair<int, int>& counts)
{
    return std::to_string(counts.first) + " / " + std::to_string(counts.second);
}

std::optional<std::string> number(const std::optional<int>& value)
{
    return value ? std::optional(std::to_string(*value)) : std::nullopt;
}

Line line(std::string label, std::optional<std::string> value)
{
    return {"readiness.line." + std::move(label), std::move(value)};
}

Readiness::Section section(int number, std::vector<Line> lines)
{
    return {number, "readiness.section." + std::to_string(number), std::move(lines)};
}

Readiness::Section whatISign(const ReadinessFacts& facts)
{
    const auto& report = facts.report;
    const bool bound = report.state != ReportState::None;
    std::vector<Line> lines{
        line("company", facts.company),
        line("form", facts.form),
        line("period", facts.period + ", " + facts.periodEnd.iso()),
        line("planned", facts.plannedFiling ? facts.plannedFiling->iso() : std::string("-")),
        line("due", facts.due ? facts.due->iso() : std::string("-")),
        line(report.state == ReportState::Draft ? "version_draft" : "version",
            bound ? std::to_string(facts.reportVersion) : std::string("-")),
        line("digest", bound ? report.digest.hex() : std::string("-")),
    };
    for (const auto& office : facts.offices) {
        lines.push_back(line("office." + office.office,
            office.name.empty() ? std::string("-") : office.name + (office.title.empty() ? "" : ", " + office.title)));
    }
    return section(1, std::move(lines));
}

Readiness::Section conclusions(const ReadinessFacts& facts)
{
    std::vector<Line> lines;
    if (facts.dcp) {
        lines.push_back(line(facts.dcp->effective ? "dcp_effective" : "dcp_not_effective", facts.dcp->basis));
        lines.push_back(line("dcp_as_of", facts.dcp->asOf.iso()));
        lines.push_back(line("dcp_concluded_on", facts.dcp->concludedOn.iso()));
        lines.push_back(line("dcp_weaknesses", std::to_string(facts.dcp->openMaterialWeaknesses)));
        if (!facts.dcp->counsel.empty())
            lines.push_back(line("dcp_counsel", facts.dcp->counsel));
        if (facts.asOfAge)
            lines.push_back(line(*facts.asOfAge > facts.evaluationWindow ? "age_outside" : "age", std::to_string(*facts.asOfAge)));
    } else {
        lines.push_back(line("dcp", std::string("-")));
    }
    if (facts.form == "10-K")
        lines.push_back(line("icfr", std::nullopt));
    lines.push_back(line("deficiencies", facts.deficiencies));
    lines.push_back(line("fraud", std::nullopt));
    return section(3, std::move(lines));
}

Readiness::Section whatChanged(const ReadinessFacts& facts)
{
    std::vector<Line> lines{line("candidates", std::to_string(facts.changes.size()))};
    const auto undecided = std::count_if(
        facts.changes.begin(), facts.changes.end(), [](const ChangeNote& change) { return !change.likely; });
    lines.push_back(line("candidates_open", std::to_string(undecided)));
    for (const auto& [verb, count] : facts.eventsSinceLast)
        lines.push_back({"readiness.event." + verb, std::to_string(count)});
    return section(4, std::move(lines));
}

Readiness::Section controlsSection(const ReadinessFacts& facts)
{
    std::vector<Line> lines;
    const auto controls = [&](std::size_t index) -> std::optional<std::string> {
        return facts.keyControls ? std::optional(std::to_string((*facts.keyControls)[index])) : std::nullopt;
    };
    lines.push_back(line("key_tested", controls(0)));
    lines.push_back(line("key_failed", controls(1)));
    lines.push_back(line("key_untested", controls(2)));
    lines.push_back(line("reviews", facts.reviews ? std::optional(nOfM(*facts.reviews)) : std::nullopt));
    lines.push_back(line("leavers", number(facts.leaversLateAndUsed)));
    lines.push_back(line("conflicts", number(facts.highConflicts)));
    lines.push_back(line("vendors", std::nullopt));
    lines.push_back(line("incidents", std::nullopt));
    return section(6, std::move(lines));
}

} // namespace

const char* name(HardStop stop) noexcept
{
    switch (stop) {
    case HardStop::WrongOfficeHolder:
        return "readiness.stop.office";
    case HardStop::NoBoundReport:
        return "readiness.stop.report";
    case HardStop::NoDcpConclusion:
        return "readiness.stop.dcp";
    case HardStop::AlteredText:
        return "readiness.stop.text";
    case HardStop::EnrolmentMissing:
        break;
    }
    return "readiness.stop.enrolment";
}

std::vector<Stop> hardStops(const ReadinessFacts& facts)
{
    std::vector<Stop> stops;
    for (const char* office : {"peo", "pfo"}) {
        const auto held = std::find_if(facts.offices.begin(), facts.offices.end(),
            [&](const OfficeFacts& row) { return row.office == office && !row.name.empty(); });
        if (held == facts.offices.end())
            stops.push_back({HardStop::WrongOfficeHolder, office});
    }
    for (const auto& office : facts.offices) {
        if (!office.name.empty() && !office.enrolled)
            stops.push_back({HardStop::EnrolmentMissing, office.office});
    }
    if (facts.report.state == ReportState::None || facts.report.state == ReportState::Draft)
        stops.push_back({HardStop::NoBoundReport, {}});
    if (!facts.dcp)
        stops.push_back({HardStop::NoDcpConclusion, {}});
    if (facts.textAltered)
        stops.push_back({HardStop::AlteredText, {}});
    return stops;
}

std::vector<int> sectionsFor(Audience audience)
{
    return audience == Audience::Peo ? std::vector{1, 2, 3, 7} : std::vector{1, 2, 3, 4, 5, 6, 7, 8};
}

Readiness buildReadiness(const ReadinessFacts& facts)
{
    Readiness record;
    record.matters = facts.matters;
    record.changes = facts.changes;
    record.stops = hardStops(facts);
    record.matterCount = facts.matters.open.size();
    record.undisposed = facts.matters.undisposed();
    record.sections.push_back(whatISign(facts));
    record.sections.push_back(section(2,
        {line("matters", std::to_string(record.matterCount)), line("undisposed", std::to_string(record.undisposed)),
            line("stale", std::to_string(facts.matters.stale.size()))}));
    record.sections.push_back(conclusions(facts));
    record.sections.push_back(whatChanged(facts));
    record.sections.push_back(section(5,
        {line("misstatements", std::nullopt), line("unexplained", facts.money),
            line("unreconciled", facts.moneyUnreconciled)}));
    record.sections.push_back(controlsSection(facts));
    record.sections.push_back(section(7,
        {line("subcertifications", std::nullopt), line("controller", std::nullopt), line("committee", std::nullopt),
            line("auditor", std::nullopt)}));
    std::vector<Line> signatures;
    for (const auto& signature : facts.signatures) {
        signatures.push_back(line("signature." + signature.office,
            signature.at.empty() ? std::string("-") : signature.name + ", " + signature.at));
    }
    record.sections.push_back(section(8, std::move(signatures)));
    return record;
}

Json contentOf(const Readiness& readiness)
{
    Json content;
    Json::Array sections;
    for (const auto& part : readiness.sections) {
        // Section 8 holds the signatures over this very content; the ledger moves while officers sign.
        if (part.number == 8)
            continue;
        Json::Array lines;
        for (const auto& row : part.lines) {
            if (row.label.rfind("readiness.line.", 0) != 0) // what the ledger counts
                continue;
            lines.push_back(Json().set("line", row.label).set("value", row.value ? Json(*row.value) : Json()));
        }
        sections.push_back(Json().set("section", part.number).set("lines", lines));
    }
    Json::Array matters;
    for (const auto& matter : readiness.matters.open) {
        Json row;
        row.set("code", matter.finding.code).set("subject", matter.finding.subject);
        row.set("severity", name(matter.finding.severity)).set("fingerprint", matter.finding.fingerprint.hex());
        row.set("undisposed", matter.undisposed());
        if (matter.disposition) {
            row.set("disposition", name(matter.disposition->kind)).set("because", matter.disposition->because);
            row.set("by", matter.disposition->by);
        }
        matters.push_back(row);
    }
    Json::Array changes;
    for (const auto& change : readiness.changes) {
        changes.push_back(Json()
                              .set("what", change.what)
                              .set("likely", change.likely ? Json(*change.likely) : Json())
                              .set("why", change.why)
                              .set("by", change.by));
    }
    content.set("sections", sections).set("matters", matters).set("changes", changes);
    return content;
}

} // namespace oxseal::certification
