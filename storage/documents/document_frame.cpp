// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/document_frame.h"

#include "models/core/text.h"
#include "storage/packet/render_client.h"
#include "storage/texts/texts.h"

namespace oxseal {

std::string words(const char* id, const std::vector<std::string>& arguments) { return texts::sentence(id, arguments); }
std::string words(const std::string& id) { return texts::sentence(id.c_str()); }

Result<DocumentFrame> documentFrame(Workspace& workspace, const PeriodRow& period)
{
    DocumentFrame frame;
    OXSEAL_TRY(const CompanyFacts facts, companyFacts(workspace.db()));
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    for (const Person& person : people)
        frame.names.emplace(person.id, person.name);
    frame.company = facts.name;
    frame.period = period.period.name();
    frame.created = workspace.environment().clock.now();
    frame.demo = workspace.environment().clock.source == ClockSource::Demo;
    return frame;
}

std::string nameOf(const DocumentFrame& frame, PersonId person)
{
    const auto found = frame.names.find(person);
    return found == frame.names.end() ? "–" : found->second;
}

Document framed(const DocumentFrame& frame, const char* title, bool draft)
{
    Document document;
    document.title = texts::sentence(title);
    document.subtitle = frame.company + " · " + frame.period;
    if (frame.demo)
        document.marks.emplace_back("DEMO");
    if (draft)
        document.marks.emplace_back("DRAFT");
    document.created = frame.created;
    return document;
}

Result<std::string> documentPdf(const Document& document) { return renderPdf(document); }

void addTable(Document& document, doc::Table table, const char* file, const char* none)
{
    if (table.rows.empty()) {
        document.blocks.emplace_back(doc::Paragraph{texts::sentence(none)});
        return;
    }
    const std::size_t all = table.rows.size();
    if (all > kMostRows)
        table.rows.resize(kMostRows);
    document.blocks.emplace_back(std::move(table));
    if (all > kMostRows)
        document.blocks.emplace_back(doc::Paragraph{
            texts::sentence("document.cut", {std::to_string(kMostRows), std::to_string(all), file}), doc::Style::Small});
}

void addHeading(Document& document, const char* sentence, int level)
{
    document.blocks.emplace_back(doc::Heading{texts::sentence(sentence), level});
}

std::string stamp(const std::optional<Instant>& at)
{
    if (!at)
        return "–";
    const std::string iso = at->iso();
    return iso.substr(0, 10) + " " + iso.substr(11, 5) + " UTC";
}

RequiredFields& RequiredFields::need(const char* sentence, const std::string& value)
{
    if (trimmed(value).empty())
        blank_.push_back(texts::sentence(sentence));
    return *this;
}

Status RequiredFields::complete() const
{
    if (blank_.empty())
        return {};
    return fail(kNotIssuable, {}, {join(blank_, ", ")});
}

} // namespace oxseal
