// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/packet/render_client.h"
#include "storage/documents/certification_documents.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace oxseal {
namespace {

using namespace oxseal::certification;

/// What the one page holds of lists that may be long; the annex holds them whole.
constexpr std::size_t kMattersOnPage = 9;
constexpr std::size_t kChangesOnPage = 3;
constexpr std::size_t kMatterWidth = 110; ///< characters
constexpr std::size_t kDecisionWidth = 90;
constexpr std::size_t kBasisWidth = 260;

std::string valueOf(const std::optional<std::string>& value)
{
    if (!value)
        return texts::sentence("readiness.value.not_recorded");
    return *value == "-" ? texts::sentence("readiness.value.none") : *value;
}

/// Cut at a word's end, marked by an ellipsis. Bytes of one character stay together.
std::string clipped(const std::string& text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    std::size_t end = text.rfind(' ', most);
    if (end == std::string::npos || end < most / 2) {
        end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;
    }
    return text.substr(0, end) + " …";
}

std::string likelihoodOf(const ChangeNote& change)
{
    return texts::sentence(!change.likely    ? "readiness.change.open"
            : *change.likely ? "readiness.change.yes"
                             : "readiness.change.no");
}

std::string whyOf(const ChangeNote& change) { return change.by.empty() ? change.why : change.why + " (" + change.by + ")"; }

std::string stopText(const Stop& stop) { return texts::sentence(name(stop.kind), {stop.argument}); }

constexpr std::string_view kEvent = "readiness.event.";
bool isEvent(const Line& line) { return line.label.rfind(kEvent, 0) == 0; }

/// What was done since the last filing, by its words; several verbs may share them.
std::vector<std::pair<std::string, std::int64_t>> eventsOf(const Readiness::Section& section)
{
    std::vector<std::pair<std::string, std::int64_t>> sums;
    for (const auto& line : section.lines) {
        std::int64_t count = 0;
        if (!isEvent(line) || !line.value || !parseInteger(*line.value, count))
            continue;
        const std::string words = lineLabel(line);
        const auto known = std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == words; });
        if (known == sums.end())
            sums.emplace_back(words, count);
        else
            known->second += count;
    }
    // The rest, which has no words of its own, comes last.
    std::stable_partition(sums.begin(), sums.end(),
        [](const auto& sum) { return sum.first != texts::sentence("readiness.event.other"); });
    return sums;
}

/// Of the work of a quarter the page counts all, but names only what changes the set-up it is done in.
bool changesSetUp(const Line& line)
{
    static const std::set<std::string, std::less<>> kVerbs{"company.set", "control.key", "control.load", "control.owner",
        "control.scope", "entity.add", "entity.change", "office.end", "office.hold", "person.invite", "person.remove",
        "person.roles", "reconcile.plan", "sod.accept", "sod.accept_approve", "sod.accept_decline", "sod.load_rules", "sod.mitigate"};
    return isEvent(line) && kVerbs.contains(std::string_view(line.label).substr(kEvent.size()));
}

std::string eventsLine(const Readiness::Section& section)
{
    std::vector<std::string> parts;
    std::int64_t others = 0;
    for (const auto& line : section.lines) {
        std::int64_t count = 0;
        if (!isEvent(line) || !line.value || !parseInteger(*line.value, count))
            continue;
        if (changesSetUp(line))
            parts.push_back(lineLabel(line) + " " + std::to_string(count));
        else
            others += count;
    }
    if (others > 0)
        parts.push_back(texts::sentence("readiness.event.other") + " " + std::to_string(others));
    return join(parts, " · ");
}

doc::Table mattersTable(const std::vector<OpenMatter>& matters, std::size_t most, bool whole, Day today)
{
    doc::Table table;
    table.columns = {{texts::sentence("readiness.column.matter"), doc::Align::Left, 40},
        {texts::sentence("readiness.column.severity"), doc::Align::Left, 8},
        {texts::sentence("readiness.column.owner"), doc::Align::Left, 9},
        {texts::sentence("readiness.column.amount"), doc::Align::Right, 13},
        {texts::sentence("readiness.column.age"), doc::Align::Right, 6},
        {texts::sentence("readiness.column.disposition"), doc::Align::Left, 38}};
    for (std::size_t i = 0; i < std::min(most, matters.size()); ++i) {
        const OpenMatter& matter = matters[i];
        const Finding& finding = matter.finding;
        const std::string what = texts::what(finding);
        const std::string decision = dispositionText(matter);
        table.rows.push_back({whole ? what : clipped(what, kMatterWidth), name(finding.severity),
            finding.owner.empty() ? "–" : finding.owner, finding.amount.empty() ? "–" : finding.amount,
            finding.since ? std::to_string(std::max(0, today - *finding.since)) : "–",
            whole ? decision : clipped(decision, kDecisionWidth)});
    }
    return table;
}

doc::Table changesTable(const std::vector<ChangeNote>& changes, std::size_t most, bool whole)
{
    doc::Table table;
    table.columns = {{texts::sentence("readiness.column.change"), doc::Align::Left, 4},
        {texts::sentence("readiness.column.likely"), doc::Align::Left, 2},
        {texts::sentence("readiness.column.why"), doc::Align::Left, 4}};
    for (std::size_t i = 0; i < std::min(most, changes.size()); ++i) {
        const auto& change = changes[i];
        table.rows.push_back({whole ? change.what : clipped(change.what, kMatterWidth), likelihoodOf(change),
            whole ? whyOf(change) : clipped(whyOf(change), kDecisionWidth)});
    }
    return table;
}

/// Builds the page block by block and remembers what it had to shorten.
class Page
{
public:
    Page(const ReadinessView& view, Document& document)
        : record_(view.record), facts_(view.facts), document_(document), today_(document.created.day())
    {
    }

    void build()
    {
        add(doc::Paragraph{verdictLine(record_), doc::Style::Strong, 0});
        for (const auto& stop : record_.stops)
            add(doc::Paragraph{stopText(stop), doc::Style::Small, 0});
        for (const auto& section : record_.sections) {
            add(doc::Heading{std::to_string(section.number) + ". " + texts::sentence(section.title.c_str()), 1});
            if (section.number == 8)
                addSignaturePlaces();
            else if (section.number == 2 || section.number == 4)
                addCounts(section);
            else
                addLines(section);
            if (section.number == 2)
                addMatters();
            if (section.number == 4)
                addChanges(section);
        }
        addAnnex();
    }

private:
    void add(doc::Block block) { document_.blocks.push_back(std::move(block)); }

    /// Counts that belong together, in one row.
    void addCounts(const Readiness::Section& section)
    {
        std::vector<std::string> parts;
        for (const auto& line : section.lines) {
            if (!isEvent(line))
                parts.push_back(lineLabel(line) + ": " + valueOf(line.value));
        }
        add(doc::Paragraph{join(parts, " · "), doc::Style::Body, 0});
    }

    /// Short lines stand two in a row, long ones alone.
    void addLines(const Readiness::Section& section)
    {
        constexpr std::size_t kShort = 44;
        doc::KeyValues paired{{}, 2};
        doc::KeyValues alone;
        for (const auto& line : section.lines) {
            const std::string value = valueOf(line.value);
            if (value.size() <= kShort && lineLabel(line).size() <= kShort + 16) {
                paired.pairs.emplace_back(lineLabel(line), value);
                continue;
            }
            shortened_ = shortened_ || value.size() > kBasisWidth;
            alone.pairs.emplace_back(lineLabel(line), clipped(value, kBasisWidth));
        }
        if (!alone.pairs.empty())
            add(std::move(alone));
        if (!paired.pairs.empty())
            add(std::move(paired));
    }

    void addMatters()
    {
        const auto& matters = record_.matters.open;
        if (matters.empty())
            return;
        add(mattersTable(matters, kMattersOnPage, false, today_));
        const bool cut = std::any_of(matters.begin(), matters.end(), [](const OpenMatter& matter) {
            return texts::what(matter.finding).size() > kMatterWidth || dispositionText(matter).size() > kDecisionWidth;
        });
        mattersInAnnex_ = cut || matters.size() > kMattersOnPage;
        if (matters.size() > kMattersOnPage) {
            add(doc::Paragraph{texts::sentence("readiness.annex.more", {std::to_string(matters.size() - kMattersOnPage)}),
                doc::Style::Small, 0});
        } else if (cut) {
            add(doc::Paragraph{texts::sentence("readiness.annex.whole"), doc::Style::Small, 0});
        }
    }

    void addChanges(const Readiness::Section& section)
    {
        const auto& changes = record_.changes;
        if (!changes.empty())
            add(changesTable(changes, kChangesOnPage, false));
        changesInAnnex_ = changes.size() > kChangesOnPage
            || std::any_of(changes.begin(), changes.end(), [](const ChangeNote& change) {
                   return change.what.size() > kMatterWidth || whyOf(change).size() > kDecisionWidth;
               });
        if (const std::string events = eventsLine(section); !events.empty())
            add(doc::Paragraph{texts::sentence("readiness.events", {events}), doc::Style::Small, 0});
    }

    /// The file is signed after it is drawn, so it can name the places only; a signature shows itself.
    void addSignaturePlaces()
    {
        doc::Table table;
        table.columns = {{texts::sentence("readiness.column.office"), doc::Align::Left, 3},
            {texts::sentence("readiness.column.name"), doc::Align::Left, 4},
            {texts::sentence("readiness.column.signature"), doc::Align::Left, 6}};
        for (const auto& office : facts_.offices) {
            const std::string title = office.title.empty() ? std::string() : ", " + office.title;
            table.rows.push_back({texts::sentence(("readiness.line.office." + office.office).c_str()),
                office.name.empty() ? texts::sentence("readiness.value.nobody") : office.name + title,
                office.name.empty() ? "–" : texts::sentence("readiness.signature_place")});
        }
        add(std::move(table));
    }

    void addAnnex()
    {
        if (!mattersInAnnex_ && !changesInAnnex_ && !shortened_)
            return;
        add(doc::PageBreak{});
        if (mattersInAnnex_) {
            add(doc::Heading{texts::sentence("readiness.annex.matters"), 1});
            add(mattersTable(record_.matters.open, record_.matters.open.size(), true, today_));
        }
        if (changesInAnnex_) {
            add(doc::Heading{texts::sentence("readiness.annex.changes"), 1});
            add(changesTable(record_.changes, record_.changes.size(), true));
        }
        if (!shortened_)
            return;
        add(doc::Heading{texts::sentence("readiness.annex.conclusions"), 1});
        doc::KeyValues texts;
        for (const auto& section : record_.sections) {
            for (const auto& line : section.lines) {
                if (line.value && line.value->size() > kBasisWidth)
                    texts.pairs.emplace_back(lineLabel(line), *line.value);
            }
        }
        add(std::move(texts));
    }

    const Readiness& record_;
    const ReadinessFacts& facts_;
    Document& document_;
    Day today_;
    bool mattersInAnnex_ = false;
    bool changesInAnnex_ = false;
    bool shortened_ = false;
};

/// The statement the chief executive relies on: who signed as principal financial officer, and when.
std::string pfoStatement(const ReadinessView& view)
{
    for (const auto& signature : view.facts.signatures) {
        if (signature.office == "pfo" && !signature.at.empty())
            return texts::sentence("readiness.pfo_signed", {signature.name, signature.at});
    }
    return texts::sentence("readiness.pfo_not_signed");
}

} // namespace

std::string lineLabel(const Line& line)
{
    const std::string words = texts::sentence(line.label.c_str());
    // A kind of entry without words of its own is counted, but never shown by its technical name.
    return isEvent(line) && words == line.label ? texts::sentence("readiness.event.other") : words;
}

std::string dispositionText(const OpenMatter& matter)
{
    if (!matter.disposition)
        return texts::sentence("readiness.matter.undisposed");
    const auto& decision = *matter.disposition;
    std::string text = texts::sentence(
        (std::string("readiness.matter.") + name(decision.kind)).c_str(), {decision.because, decision.by});
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
    document.onePage = true;
    if (demo)
        document.marks.emplace_back("DEMO");
    Page(view, document).build();
    return document;
}

std::string readinessText(const ReadinessView& view, Audience audience)
{
    const auto& record = view.record;
    const auto shown = sectionsFor(audience);
    std::string text = verdictLine(record);
    for (const auto& stop : record.stops)
        text += "\n  " + stopText(stop);
    for (const auto& section : record.sections) {
        if (std::find(shown.begin(), shown.end(), section.number) == shown.end())
            continue;
        text += "\n\n" + std::to_string(section.number) + ". " + texts::sentence(section.title.c_str());
        for (const auto& line : section.lines) {
            if (!isEvent(line))
                text += "\n   " + lineLabel(line) + ": " + valueOf(line.value);
        }
        for (const auto& [words, count] : eventsOf(section))
            text += "\n   " + words + ": " + std::to_string(count);
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
    if (audience == Audience::Peo)
        text += "\n\n" + pfoStatement(view);
    return text;
}

Result<std::string> readinessPdf(const ReadinessView& view, Instant created, bool demo)
{
    return renderPdf(readinessDocument(view, created, demo));
}

} // namespace oxseal
