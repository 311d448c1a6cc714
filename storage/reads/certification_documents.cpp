// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/certification_documents.h"

#include "storage/packet/render_client.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

using namespace oxseal::certification;

std::string words(const std::string& label)
{
    return label.rfind("readiness.line.", 0) == 0 ? texts::sentence(label.c_str()) : label;
}

std::string words(const std::optional<std::string>& value)
{
    if (!value)
        return texts::sentence("readiness.value.not_recorded");
    return *value == "-" ? texts::sentence("readiness.value.none") : *value;
}

std::string likelihoodOf(const ChangeNote& change)
{
    return texts::sentence(!change.likely    ? "readiness.change.open"
            : *change.likely ? "readiness.change.yes"
                             : "readiness.change.no");
}

std::string stopText(const Stop& stop) { return texts::sentence(name(stop.kind), {stop.argument}); }

doc::Table mattersTable(const Readiness& record)
{
    doc::Table table;
    table.columns = {{texts::sentence("readiness.column.matter"), doc::Align::Left, 5},
        {texts::sentence("readiness.column.severity"), doc::Align::Left, 1},
        {texts::sentence("readiness.column.disposition"), doc::Align::Left, 4}};
    for (const auto& matter : record.matters.open)
        table.rows.push_back({texts::what(matter.finding), name(matter.finding.severity), dispositionText(matter)});
    return table;
}

doc::Table changesTable(const Readiness& record)
{
    doc::Table table;
    table.columns = {{texts::sentence("readiness.column.change"), doc::Align::Left, 4},
        {texts::sentence("readiness.column.likely"), doc::Align::Left, 2},
        {texts::sentence("readiness.column.why"), doc::Align::Left, 4}};
    for (const auto& change : record.changes)
        table.rows.push_back({change.what, likelihoodOf(change), change.by.empty() ? change.why : change.why + " (" + change.by + ")"});
    return table;
}

} // namespace

std::string dispositionText(const OpenMatter& matter)
{
    if (!matter.disposition)
        return texts::sentence("readiness.matter.undisposed");
    const auto& decision = *matter.disposition;
    std::string text = texts::sentence((std::string("readiness.matter.") + name(decision.kind)).c_str(),
        {decision.because, decision.by});
    if (matter.worse)
        text += " " + texts::sentence("readiness.matter.worse");
    else if (matter.foundAgain)
        text += " " + texts::sentence("readiness.matter.found_again");
    return text;
}

std::string verdictLine(const Readiness& record)
{
    return texts::sentence("readiness.verdict",
        {std::to_string(record.matterCount), std::to_string(record.undisposed), std::to_string(record.stops.size())});
}

Document readinessDocument(const ReadinessView& view, Instant created, bool demo)
{
    Document document;
    document.title = texts::sentence("readiness.title");
    document.subtitle = view.facts.company + ", " + view.facts.form + ", " + view.facts.period;
    document.created = created;
    document.footer = texts::sentence("readiness.footer", {view.content.hex()});
    if (demo)
        document.marks.emplace_back("DEMO");
    const auto& record = view.record;
    document.blocks.emplace_back(doc::Paragraph{verdictLine(record), doc::Style::Strong, 0});
    for (const auto& section : record.sections) {
        document.blocks.emplace_back(
            doc::Heading{std::to_string(section.number) + ". " + texts::sentence(section.title.c_str()), 1});
        doc::KeyValues pairs;
        for (const auto& line : section.lines)
            pairs.pairs.emplace_back(words(line.label), words(line.value));
        document.blocks.emplace_back(std::move(pairs));
        if (section.number == 2 && !record.matters.open.empty())
            document.blocks.emplace_back(mattersTable(record));
        if (section.number == 4 && !record.changes.empty())
            document.blocks.emplace_back(changesTable(record));
    }
    return document;
}

Result<std::string> readinessPdf(const ReadinessView& view, Instant created, bool demo)
{
    return renderPdf(readinessDocument(view, created, demo));
}

std::string readinessText(const ReadinessView& view)
{
    const auto& record = view.record;
    std::string text = verdictLine(record);
    for (const auto& stop : record.stops)
        text += "\n  " + stopText(stop);
    for (const auto& section : record.sections) {
        text += "\n\n" + std::to_string(section.number) + ". " + texts::sentence(section.title.c_str());
        for (const auto& line : section.lines)
            text += "\n   " + words(line.label) + ": " + words(line.value);
        if (section.number == 2) {
            for (const auto& matter : record.matters.open) {
                text += "\n   " + matter.finding.fingerprint.hex().substr(0, 12) + "  "
                    + name(matter.finding.severity) + "  " + texts::what(matter.finding) + "\n                 "
                    + dispositionText(matter);
            }
        }
        if (section.number == 4) {
            for (const auto& change : record.changes)
                text += "\n   " + change.what + ": " + likelihoodOf(change) + " " + change.why;
        }
    }
    return text;
}

Document exhibitDocument(
    const CertificateText& text, const ReportVersionRow& report, Instant created, bool demo)
{
    Document document;
    document.title = text.title;
    document.created = created;
    document.footer
        = texts::sentence("certificate.footer", {report.name, std::to_string(report.version), report.sha256.hex()});
    if (demo)
        document.marks.emplace_back("DEMO");
    for (const auto& paragraph : text.paragraphs)
        document.blocks.emplace_back(doc::Paragraph{paragraph.text, doc::Style::Body, paragraph.indent});
    for (const auto& line : text.signature)
        document.blocks.emplace_back(doc::Paragraph{line, doc::Style::Body, 0});
    return document;
}

} // namespace oxseal
