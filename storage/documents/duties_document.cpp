// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/duties_document.h"

#include "models/core/text.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using doc::Align;
using sod::Standing;

std::string number(std::int64_t value) { return std::to_string(value); }

std::string severityWord(Severity severity) { return words("document.severity." + std::string(name(severity))); }
std::string standingWord(Standing standing) { return words("document.standing." + std::string(sod::name(standing))); }

std::string subjectOf(const SodConflictPicture& conflict)
{
    const std::string employee = conflict.status.person();
    if (employee.empty())
        return conflict.status.row.subject;
    return (conflict.name.empty() ? employee : conflict.name + ", " + employee) + (conflict.title.empty() ? std::string() : ", " + conflict.title);
}

std::string pathsOf(const SodConflictPicture& conflict)
{
    const ConflictRow& row = conflict.status.row;
    return row.rightPath.empty() ? row.leftPath : row.leftPath + "\n" + row.rightPath;
}

/// What stands against it: control, performer and day, or who accepted it.
std::string against(const DocumentFrame& frame, const SodConflictPicture& conflict)
{
    const ConflictStatus& status = conflict.status;
    if (status.mitigation)
        return words("document.duties.mitigated",
            {status.mitigation->control, status.mitigation->performer, words("sod.state." + status.mitigation->state), status.mitigation->until.iso()});
    std::vector<std::string> parts;
    if (status.acceptance)
        parts.push_back(words("document.duties.accepted", {nameOf(frame, status.acceptance->decidedBy), status.acceptance->until.iso()}));
    if (const AcceptanceStatus* waiting = status.waiting())
        parts.push_back(words("document.duties.waits", {nameOf(frame, waiting->row.decidedBy), waiting->row.until.iso()}));
    return parts.empty() ? "–" : join(parts, "\n");
}

void addFacts(Document& document, const DocumentFrame& frame, const SodPicture& picture)
{
    doc::KeyValues facts;
    facts.columns = 2;
    facts.pairs = {{words("document.duties.rules"), picture.ruleSet.name + " " + picture.ruleSet.version}, {words("document.as_of"), picture.run.asOf.iso()},
        {words("document.duties.ran"), stamp(picture.run.ranAt)}, {words("document.by"), nameOf(frame, picture.run.ranBy)},
        {words("document.duties.persons"), number(picture.run.persons)}, {words("document.duties.grants"), number(picture.run.grants)},
        {words("document.duties.conflicts"), number(picture.run.conflicts)}, {words("document.duties.coverage"), number(picture.run.coveragePercent) + " %"}};
    document.blocks.emplace_back(std::move(facts));
    document.blocks.emplace_back(doc::Paragraph{words("document.duties.rules_digest", {picture.ruleSet.digest.hex()}), doc::Style::Small});
}

void addFiles(Document& document, const SodPicture& picture)
{
    addHeading(document, "document.files");
    doc::Table table;
    table.columns = {{words("document.system"), Align::Left, 16}, {words("document.file"), Align::Left, 32}, {words("document.as_of"), Align::Left, 12},
        {words("document.sha256"), Align::Left, 36}, {words("document.rows"), Align::Right, 9}};
    const auto add = [&](const std::string& what, const SnapshotInfo& info) {
        table.rows.push_back({what, info.fileName, info.asOf ? info.asOf->iso() : "–", info.sha256.hex(), number(static_cast<std::int64_t>(info.rows))});
    };
    for (const SnapshotInfo& info : picture.listings)
        add(info.key.subject, info);
    if (picture.roster)
        add(words("document.file_kind.roster"), *picture.roster);
    addTable(document, std::move(table), "inputs/", "document.no_files");
    for (const SnapshotInfo& info : picture.newer)
        document.blocks.emplace_back(doc::Paragraph{words("sod.request.newer", {info.key.subject}), doc::Style::Strong});
    if (picture.run.accountsWithoutPerson > 0)
        document.blocks.emplace_back(doc::Paragraph{words("document.duties.no_person", {number(picture.run.accountsWithoutPerson)})});
    if (picture.run.unmapped > 0)
        document.blocks.emplace_back(doc::Paragraph{words("document.duties.unmapped", {number(picture.run.unmapped)})});
}

constexpr Severity kSeverities[] = {Severity::Critical, Severity::High, Severity::Medium, Severity::Low};

void addCounts(Document& document, const SodPicture& picture)
{
    addHeading(document, "document.duties.by_standing");
    std::map<Standing, std::map<Severity, std::int64_t>> standings;
    std::map<std::string, std::map<Severity, std::int64_t>> departments;
    for (const SodConflictPicture& conflict : picture.conflicts) {
        ++standings[conflict.status.standing][conflict.status.row.severity];
        ++departments[conflict.department.empty() ? words("document.duties.no_department") : conflict.department][conflict.status.row.severity];
    }
    const auto table = [&](const char* first) {
        doc::Table made;
        made.columns = {{words(first), Align::Left, 40}};
        for (const Severity severity : kSeverities)
            made.columns.push_back({severityWord(severity), Align::Right, 15});
        return made;
    };
    const auto row = [](std::string what, std::map<Severity, std::int64_t>& counts) {
        std::vector<std::string> cells{std::move(what)};
        for (const Severity severity : kSeverities)
            cells.push_back(number(counts[severity]));
        return cells;
    };
    doc::Table first = table("document.state");
    for (auto& [standing, counts] : standings)
        first.rows.push_back(row(standingWord(standing), counts));
    addTable(document, std::move(first), "data/sod_conflicts.csv", "document.duties.none");
    if (departments.empty())
        return;
    addHeading(document, "document.duties.by_department");
    doc::Table second = table("document.duties.department");
    for (auto& [department, counts] : departments)
        second.rows.push_back(row(department, counts));
    addTable(document, std::move(second), "data/sod_conflicts.csv", "document.duties.none");
}

void addConflicts(Document& document, const DocumentFrame& frame, const SodPicture& picture)
{
    addHeading(document, "document.duties.one_by_one");
    doc::Table table;
    table.columns = {{words("document.duties.rule"), Align::Left, 10}, {words("document.duties.severity"), Align::Left, 11}, {words("document.person"), Align::Left, 24},
        {words("document.duties.ways"), Align::Left, 46}, {words("document.state"), Align::Left, 14}, {words("document.duties.against"), Align::Left, 26}};
    std::map<std::string, std::string> risks;
    for (const SodConflictPicture& conflict : picture.conflicts) {
        const ConflictRow& row = conflict.status.row;
        risks.emplace(row.rule, row.risk);
        table.rows.push_back(
            {row.rule, severityWord(row.severity), subjectOf(conflict), pathsOf(conflict), standingWord(conflict.status.standing), against(frame, conflict)});
    }
    addTable(document, std::move(table), "data/sod_conflicts.csv", "document.duties.none");
    if (risks.empty())
        return;
    addHeading(document, "document.duties.risks");
    doc::Table rules;
    rules.columns = {{words("document.duties.rule"), Align::Left, 14}, {words("document.duties.risk"), Align::Left, 86}};
    for (const auto& [rule, risk] : risks)
        rules.rows.push_back({rule, risk});
    addTable(document, std::move(rules), "data/sod_conflicts.csv", "document.duties.none");
}

/// The second person's approval of what counts; for lower severities and acceptances of years before there is none.
void addSecondWord(doc::KeyValues& facts, const DocumentFrame& frame, const ConflictStatus& status)
{
    for (const AcceptanceStatus& one : status.acceptances) {
        if (one.row.id != status.acceptance->id)
            continue;
        facts.pairs.emplace_back(words("document.accepted.second"),
            one.second ? nameOf(frame, one.second->by) + ", " + stamp(one.second->at) + ": " + one.second->why : words("document.accepted.one_person"));
    }
}

/// What was accepted before and since, where there is more than the one acceptance.
void addAcceptances(Document& document, const DocumentFrame& frame, const ConflictStatus& status)
{
    if (status.acceptances.size() < 2)
        return;
    document.blocks.emplace_back(doc::Paragraph{words("document.accepted.history"), doc::Style::Strong});
    doc::Table table;
    table.columns = {{words("document.accepted.by"), Align::Left, 26}, {words("document.accepted.until"), Align::Left, 12}, {words("document.reason"), Align::Left, 26},
        {words("document.accepted.second"), Align::Left, 26}, {words("document.state"), Align::Left, 18}};
    for (const AcceptanceStatus& one : status.acceptances) {
        const std::string second = !one.second ? "–" : nameOf(frame, one.second->by) + ", " + one.second->at.day().iso() + ": " + one.second->why;
        table.rows.push_back({nameOf(frame, one.row.decidedBy) + ", " + one.row.decidedAt.day().iso(), one.row.until.iso(), one.row.note, second,
            words("sod.acceptance_state." + std::string(sod::name(one.state)))});
    }
    addTable(document, std::move(table), "data/sod_acceptances.csv", "document.duties.none");
}

} // namespace

Document dutiesDocument(const DocumentFrame& frame, const SodPicture& picture)
{
    const bool open = std::any_of(picture.conflicts.begin(), picture.conflicts.end(), [](const SodConflictPicture& conflict) {
        return conflict.status.standing == Standing::Open;
    });
    Document document = framed(frame, "document.duties.title", open || !picture.newer.empty());
    addFacts(document, frame, picture);
    addCounts(document, picture);
    addConflicts(document, frame, picture);
    addFiles(document, picture);
    document.blocks.emplace_back(doc::Paragraph{words("document.duties.limits"), doc::Style::Small});
    return document;
}

Result<Document> acceptedConflictsDocument(const DocumentFrame& frame, const SodPicture& picture)
{
    Document document = framed(frame, "document.accepted.title", false);
    document.blocks.emplace_back(doc::Paragraph{words("document.accepted.what")});
    RequiredFields required;
    std::size_t accepted = 0;
    for (const SodConflictPicture& conflict : picture.conflicts) {
        if (conflict.status.standing != Standing::Accepted || !conflict.status.acceptance)
            continue;
        const ConflictRow& row = conflict.status.row;
        const SodDecisionRow& decision = *conflict.status.acceptance;
        required.need("document.reason", decision.note).need("document.duties.risk", row.risk);
        document.blocks.emplace_back(doc::Heading{row.rule + " · " + subjectOf(conflict), 1});
        doc::KeyValues facts;
        facts.pairs = {{words("document.duties.risk"), row.risk}, {words("document.duties.severity"), severityWord(row.severity)},
            {words("document.duties.ways"), pathsOf(conflict)}, {words("document.accepted.by"), nameOf(frame, decision.decidedBy) + ", " + stamp(decision.decidedAt)},
            {words("document.accepted.until"), decision.until.iso()}, {words("document.reason"), decision.note}};
        addSecondWord(facts, frame, conflict.status);
        if (!row.control.empty())
            facts.pairs.emplace_back(words("document.accepted.typical_control"), row.control);
        document.blocks.emplace_back(std::move(facts));
        addAcceptances(document, frame, conflict.status);
        ++accepted;
    }
    if (accepted == 0)
        return fail(kNothingToIssue, {}, {words("document.accepted.title")});
    OXSEAL_CHECK(required.complete());
    document.blocks.emplace_back(doc::Paragraph{words("document.accepted.limits"), doc::Style::Small});
    return document;
}

} // namespace oxseal
