// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/scoping_document.h"

#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using access::RoleState;
using access::ScopeState;
using doc::Align;

std::string number(std::int64_t value) { return std::to_string(value); }

template <class F>
std::string countOf(const ScopeView& view, F which)
{
    return number(std::count_if(view.systems.begin(), view.systems.end(), [&](const ScopeLine& line) { return which(line.state); }));
}

bool undone(ScopeState state) { return state != ScopeState::NotDue && state != ScopeState::Skipped && state != ScopeState::Done; }

std::string listingOf(const ScopeLine& line)
{
    if (!line.listing)
        return words("document.scoping.no_listing");
    return words("document.scoping.listing_of", {line.listing->fileName, line.listing->asOf ? line.listing->asOf->iso() : "–", number(line.listing->id.value)});
}

std::string reviewOf(const ScopingPaper& paper, const ScopeLine& line)
{
    const auto found = paper.reviews.find(line.campaign);
    if (found == paper.reviews.end())
        return "–";
    const CampaignRow& row = found->second;
    const std::string id = number(row.id.value);
    return row.concludedAt ? words("document.scoping.concluded", {id, row.concludedAt->day().iso(), row.performanceDay ? row.performanceDay->iso() : "–"})
                           : words("document.scoping.review_open", {id});
}

void addFacts(Document& document, const ScopeView& view)
{
    doc::KeyValues facts;
    facts.columns = 2;
    facts.pairs = {{words("document.scoping.systems"), number(std::ssize(view.systems))},
        {words("document.scoping.due"), countOf(view, [](ScopeState state) { return state != ScopeState::NotDue; })},
        {words("document.scoping.done"), countOf(view, [](ScopeState state) { return state == ScopeState::Done; })},
        {words("document.scoping.left_out"), countOf(view, [](ScopeState state) { return state == ScopeState::Skipped; })},
        {words("document.scoping.open"), countOf(view, undone)}};
    document.blocks.emplace_back(std::move(facts));
}

void addSystems(Document& document, const ScopingPaper& paper)
{
    addHeading(document, "document.scoping.systems");
    doc::Table table;
    table.columns = {{words("document.system"), Align::Left, 16}, {words("document.scoping.risk"), Align::Left, 11}, {words("document.scoping.frequency"), Align::Left, 14},
        {words("document.scoping.listing"), Align::Left, 32}, {words("document.scoping.review"), Align::Left, 28}, {words("document.state"), Align::Left, 14}};
    for (const ScopeLine& line : paper.view.systems) {
        table.rows.push_back({line.row.note.empty() ? line.row.system : line.row.system + "\n" + line.row.note, words("access.risk." + std::string(access::name(line.row.risk))),
            words("access.frequency." + std::string(access::name(line.row.frequency))), listingOf(line), reviewOf(paper, line),
            words("access.scope_state." + std::string(access::name(line.state))) + (line.state == ScopeState::PartlyReviewed ? ": " + line.parts : "")});
    }
    addTable(document, std::move(table), "data/scope_systems.csv", "document.scoping.no_system");
    document.blocks.emplace_back(doc::Paragraph{words("document.scoping.rule"), doc::Style::Small});
}

/// Left out with approval, and asked to be: an unapproved request has no effect, and the memo says so.
void addSkipped(Document& document, const DocumentFrame& frame, const ScopeView& view)
{
    addHeading(document, "document.scoping.skipped");
    doc::Table table;
    table.columns = {{words("document.system"), Align::Left, 20}, {words("document.reason"), Align::Left, 40}, {words("document.scoping.asked"), Align::Left, 22},
        {words("document.scoping.approved"), Align::Left, 24}};
    for (const ScopeLine& line : view.systems) {
        if (!line.skip)
            continue;
        const SkipRow& skip = *line.skip;
        table.rows.push_back({line.row.system, skip.why, nameOf(frame, skip.askedBy) + ", " + skip.askedAt.day().iso(),
            skip.approvedAt ? nameOf(frame, skip.approvedBy) + ", " + skip.approvedAt->day().iso() : words("document.scoping.not_approved")});
    }
    addTable(document, std::move(table), "data/scope_systems.csv", "document.scoping.none_skipped");
}

void addLists(Document& document, const ScopeView& view)
{
    addHeading(document, "document.scoping.complete");
    doc::Table lists;
    lists.columns = {{words("document.scoping.source"), Align::Left, 24}, {words("document.scoping.given"), Align::Left, 24}, {words("document.sha256"), Align::Left, 28},
        {words("document.scoping.names"), Align::Right, 8}, {words("document.scoping.matched"), Align::Right, 9}, {words("document.scoping.explained"), Align::Right, 14},
        {words("document.scoping.unexplained"), Align::Right, 11}};
    for (std::size_t at = 0; at < access::kKnownSources; ++at) {
        const auto source = static_cast<access::KnownSource>(at);
        const auto& list = view.lists[at];
        std::int64_t names = 0, matched = 0, open = 0;
        for (const KnownLine& line : view.known) {
            if (line.source != source)
                continue;
            ++names;
            matched += line.system.empty() ? 0 : 1;
            open += line.open() ? 1 : 0;
        }
        const auto figure = [&list](std::int64_t value) { return list ? number(value) : std::string("–"); };
        lists.rows.push_back({words("document.scoping.source." + std::string(access::name(source))), list ? list->fileName : words("document.scoping.not_given"),
            list ? list->sha256.hex() : "–", figure(names), figure(matched), figure(names - matched - open), figure(open)});
    }
    document.blocks.emplace_back(std::move(lists));
    doc::Table outside;
    outside.columns = {{words("document.scoping.name"), Align::Left, 30}, {words("document.scoping.source"), Align::Left, 26}, {words("document.scoping.why"), Align::Left, 44}};
    for (const KnownLine& line : view.known) {
        if (line.system.empty())
            outside.rows.push_back({line.name, words("document.scoping.source." + std::string(access::name(line.source))),
                line.open() ? words("document.scoping.not_explained") : line.why});
    }
    if (outside.rows.empty())
        return;
    addHeading(document, "document.scoping.outside", 2);
    addTable(document, std::move(outside), "data/scope_known.csv", "document.scoping.no_matters");
}

void addRoles(Document& document, const std::vector<RoleLine>& roles)
{
    if (roles.empty())
        return;
    addHeading(document, "document.scoping.roles");
    std::map<std::string, std::map<RoleState, std::int64_t>> bySystem;
    for (const RoleLine& role : roles) {
        if (role.state != RoleState::Gone && role.state != RoleState::Bare)
            ++bySystem[role.system][role.state];
    }
    doc::Table table;
    table.columns = {{words("document.system"), Align::Left, 28}, {words("document.scoping.role_states"), Align::Right, 10}, {words("document.scoping.approved_roles"), Align::Right, 12},
        {words("document.scoping.drifted"), Align::Right, 14}, {words("document.scoping.expired"), Align::Right, 10}, {words("document.scoping.never"), Align::Right, 16}};
    for (auto& [system, states] : bySystem) {
        std::int64_t all = 0;
        for (const auto& [state, count] : states)
            all += count;
        table.rows.push_back({system, number(all), number(states[RoleState::Approved]), number(states[RoleState::Drifted]), number(states[RoleState::Expired]),
            number(states[RoleState::NeverApproved])});
    }
    addTable(document, std::move(table), "data/scope_roles.csv", "document.scoping.no_system");
}

void addMatters(Document& document, const ScopeView& view)
{
    addHeading(document, "document.scoping.matters");
    if (view.findings.empty())
        document.blocks.emplace_back(doc::Paragraph{words("document.scoping.no_matters")});
    for (const Finding& finding : view.findings)
        document.blocks.emplace_back(doc::Paragraph{texts::what(finding)});
}

} // namespace

Result<ScopingPaper> scopingPaper(Workspace& workspace, const PeriodRow& period)
{
    ScopingPaper paper;
    OXSEAL_TRY(paper.view, scopeView(workspace.db(), period));
    OXSEAL_TRY(paper.roles, roleReviews(workspace, period, true));
    for (const ScopeLine& line : paper.view.systems) {
        if (!line.campaign)
            continue;
        OXSEAL_TRY(CampaignRow row, campaignById(workspace.db(), line.campaign));
        paper.reviews.emplace(line.campaign, std::move(row));
    }
    return paper;
}

Result<Document> scopingDocument(const DocumentFrame& frame, const ScopingPaper& paper)
{
    const ScopeView& view = paper.view;
    if (view.systems.empty())
        return fail(kNothingToIssue, {}, {words("document.scoping.title")});
    const bool open = !view.findings.empty() || std::any_of(view.systems.begin(), view.systems.end(), [](const ScopeLine& line) { return undone(line.state); });
    Document document = framed(frame, "document.scoping.title", open);
    document.blocks.emplace_back(doc::Paragraph{words("document.scoping.what", {frame.period})});
    addFacts(document, view);
    addSystems(document, paper);
    addSkipped(document, frame, view);
    addLists(document, view);
    addRoles(document, paper.roles);
    addMatters(document, view);
    document.blocks.emplace_back(doc::Paragraph{words("document.scoping.limits"), doc::Style::Small});
    document.blocks.emplace_back(doc::SignatureLines{
        {{"", words("document.scoping.prepared"), words("document.date_line")}, {"", words("document.scoping.approver"), words("document.date_line")}}});
    return document;
}

} // namespace oxseal
