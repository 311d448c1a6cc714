// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/request_document.h"

#include "models/core/text.h"
#include "storage/packet/render_client.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

std::string listed(const std::vector<SodAccess>& accesses)
{
    std::vector<std::string> parts;
    for (const SodAccess& access : accesses)
        parts.push_back(access.system + ": " + access.name);
    return parts.empty() ? texts::sentence("sod.request.nothing") : join(parts, "\n");
}

void addOutcomes(Document& document, const SodPicture& picture, const char* heading, const std::vector<SodOutcome>& outcomes)
{
    if (outcomes.empty())
        return;
    document.blocks.emplace_back(doc::Heading{texts::sentence(heading), 1});
    doc::Table table;
    table.columns = {{texts::sentence("sod.request.rule"), doc::Align::Left, 40}, {texts::sentence("sod.request.way"), doc::Align::Left, 60}};
    for (const SodOutcome& outcome : outcomes)
        table.rows.push_back({ruleLine(picture, outcome.rule), join(outcome.paths, "\n")});
    document.blocks.emplace_back(std::move(table));
}

/// "Ann Low, E1005"; the account when it belongs to nobody.
std::string subjectLine(const SodWhatIf& answer)
{
    constexpr std::string_view kPerson = "person:";
    const std::string& subject = answer.request.subject;
    return answer.name == subject || !subject.starts_with(kPerson) ? subject : answer.name + ", " + subject.substr(kPerson.size());
}

} // namespace

std::string ruleLine(const SodPicture& picture, std::uint32_t rule)
{
    const sod::Rule& broken = picture.rules.rules[rule];
    return broken.id + " (" + name(broken.severity) + "): " + broken.risk;
}

std::string verdictLine(const SodWhatIf& answer)
{
    if (answer.gained.empty() && answer.cleared.empty())
        return texts::sentence("sod.request.unchanged");
    return texts::sentence(
        answer.gained.empty() ? "sod.request.only_ends" : "sod.request.verdict", {std::to_string(answer.gained.size()), std::to_string(answer.cleared.size())});
}

Document requestDocument(const SodPicture& picture, const SodWhatIf& answer, const std::string& company, Instant created, bool demo)
{
    Document document;
    document.title = texts::sentence("sod.request.title");
    document.subtitle = company;
    if (demo)
        document.marks = {"DEMO"};
    document.created = created;
    document.onePage = true;
    const access::Worker* worker = workerOf(picture.workers, answer.request.subject);
    document.blocks.emplace_back(doc::Paragraph{verdictLine(answer), doc::Style::Strong});
    doc::KeyValues facts;
    facts.pairs = {{texts::sentence("sod.request.person"), subjectLine(answer)}};
    if (worker != nullptr)
        facts.pairs.emplace_back(texts::sentence("sod.request.job"), worker->title + ", " + worker->department);
    facts.pairs.emplace_back(texts::sentence("sod.request.add"), listed(answer.request.add));
    facts.pairs.emplace_back(texts::sentence("sod.request.remove"), listed(answer.request.remove));
    document.blocks.emplace_back(std::move(facts));
    addOutcomes(document, picture, "sod.request.gained", answer.gained);
    addOutcomes(document, picture, "sod.request.cleared", answer.cleared);
    addOutcomes(document, picture, "sod.request.kept", answer.kept);
    document.blocks.emplace_back(doc::Heading{texts::sentence("sod.request.basis"), 1});
    std::vector<std::string> listings;
    for (const SnapshotInfo& info : picture.listings)
        listings.push_back(info.key.subject + " (" + (info.asOf ? info.asOf->iso() : std::string("–")) + ")");
    doc::KeyValues basis;
    basis.pairs = {{texts::sentence("sod.request.rules"), picture.ruleSet.name + " " + picture.ruleSet.version + ", SHA-256 " + picture.ruleSet.digest.hex()},
        {texts::sentence("sod.request.listings"), join(listings, "\n")}, {texts::sentence("sod.request.checked"), picture.run.ranAt.day().iso()}};
    document.blocks.emplace_back(std::move(basis));
    for (const SnapshotInfo& info : picture.newer)
        document.blocks.emplace_back(doc::Paragraph{texts::sentence("sod.request.newer", {info.key.subject})});
    for (const SodAccess& access : answer.unlisted)
        document.blocks.emplace_back(doc::Paragraph{texts::sentence("sod.request.unlisted", {access.system + ":" + access.name})});
    document.blocks.emplace_back(doc::Paragraph{texts::sentence("sod.request.limits"), doc::Style::Small});
    return document;
}

Result<std::string> requestPdf(
    const SodPicture& picture, const SodWhatIf& answer, const std::string& company, Instant created, bool demo)
{
    return renderPdf(requestDocument(picture, answer, company, created, demo));
}

} // namespace oxseal
