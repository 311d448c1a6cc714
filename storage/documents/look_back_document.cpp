// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/look_back_document.h"

#include "models/core/money.h"
#include "models/core/text.h"

#include <algorithm>

namespace oxseal {
namespace {

using doc::Align;

std::string iso(const std::optional<Day>& day) { return day ? day->iso() : "–"; }
const char* known(Flag flag) { return flag == Flag::Yes ? "document.yes" : flag == Flag::No ? "document.no" : "document.not_stated"; }

std::string conclusionOf(const LookBackRow& row) { return words("access.look_back." + std::string(access::name(row.conclusion))); }

/// A later conclusion follows an earlier one; it does not make it go away.
void addHistory(Document& document, const DocumentFrame& frame, const LookBackLine& line)
{
    document.blocks.emplace_back(doc::Paragraph{words("document.look_back.history", {line.account}), doc::Style::Strong});
    doc::Table table;
    table.columns = {{words("document.look_back.conclusion"), Align::Left, 24}, {words("document.look_back.why"), Align::Left, 38},
        {words("document.look_back.evidence"), Align::Left, 16}, {words("document.by"), Align::Left, 22}};
    for (const LookBackRow& row : line.history)
        table.rows.push_back({conclusionOf(row), row.explanation, row.evidence ? row.evidenceName : "–", nameOf(frame, row.by) + ", " + stamp(row.at)});
    addTable(document, std::move(table), "data/access_look_back.csv", "document.no_lines");
}

/// Only what was asked.
void addProcedures(doc::KeyValues& decision, const access::LookBackProcedures& procedures)
{
    if (procedures.keys != access::SecretCheck::NotAsked)
        decision.pairs.emplace_back(words("document.look_back.keys"), words("access.secret_keys." + std::string(access::name(procedures.keys))));
    if (procedures.passwords != access::SecretCheck::NotAsked)
        decision.pairs.emplace_back(words("document.look_back.passwords"), words("access.shared_passwords." + std::string(access::name(procedures.passwords))));
    if (!procedures.cause.empty())
        decision.pairs.emplace_back(words("document.look_back.cause"), procedures.cause);
}

void addAccount(Document& document, const DocumentFrame& frame, const LookBackLine& line)
{
    const LookBackRow& concluded = *line.concluded();
    document.blocks.emplace_back(doc::Heading{line.account + " · " + (line.worker.empty() ? line.subject : line.worker + ", " + line.subject), 1});
    doc::KeyValues facts;
    facts.columns = 2;
    facts.pairs = {{words("document.look_back.last_day"), iso(line.facts.lastDay)}, {words("document.look_back.last_use"), iso(line.facts.lastUse)},
        {words("document.look_back.enabled"), words(known(line.facts.enabled))}, {words("document.look_back.gone"), iso(line.facts.goneAsOf)},
        {words("document.look_back.lag"), words(line.standing.stillThere ? "document.look_back.at_least" : "document.look_back.days", {std::to_string(line.standing.lagDays)})},
        {words("document.look_back.used"), words(known(line.standing.usedAfter))}};
    if (line.kind == access::LookBackKind::EndedLate)
        facts.pairs.emplace_back(words("document.look_back.kind"), words("document.look_back.kind.ended_late"));
    document.blocks.emplace_back(std::move(facts));
    document.blocks.emplace_back(doc::Paragraph{words("document.look_back.held", {join(line.entitlements, "; ")})});
    if (!line.acts.empty()) {
        doc::Table acts;
        acts.columns = {{words("document.date"), Align::Left, 12}, {words("document.look_back.action"), Align::Left, 28}, {words("document.look_back.on"), Align::Left, 20},
            {words("document.look_back.party"), Align::Left, 22}, {words("document.amount"), Align::Right, 18}};
        for (const LoggedAct& act : line.acts)
            acts.rows.push_back({iso(act.day), act.action, act.document, act.party, act.amount ? formatAmount(*act.amount, act.digits) + " " + act.currency : ""});
        addTable(document, std::move(acts), "inputs/", "document.no_lines");
    }
    // All that was ever looked at, not only what the last one did.
    std::vector<std::string> looked, evidence;
    for (const LookBackRow& row : line.history) {
        looked.push_back(line.history.size() == 1 ? row.explanation
                                                  : words("document.look_back.said", {row.at.day().iso(), nameOf(frame, row.by), row.explanation}));
        if (row.evidence)
            evidence.push_back(row.evidenceName);
    }
    doc::KeyValues decision;
    decision.pairs = {{words("document.look_back.conclusion"), conclusionOf(concluded)}, {words("document.look_back.why"), join(looked, "\n")},
        {words("document.by"), nameOf(frame, concluded.by) + ", " + stamp(concluded.at)}};
    addProcedures(decision, concluded.procedures);
    if (!evidence.empty())
        decision.pairs.emplace_back(words("document.look_back.evidence"), join(evidence, "\n"));
    document.blocks.emplace_back(std::move(decision));
    if (line.history.size() > 1)
        addHistory(document, frame, line);
}

} // namespace

Result<Document> lookBackDocument(const DocumentFrame& frame, const LookBackSheet& sheet)
{
    std::vector<std::string> blank;
    for (const LookBackLine& line : sheet.lines) {
        if (line.concluded() == nullptr)
            blank.push_back(words("document.look_back.conclusion_of", {line.account}));
    }
    if (sheet.lines.empty())
        blank.push_back(words("document.look_back.account"));
    if (!blank.empty())
        return fail(kNotIssuable, {}, {join(blank, ", ")});
    Document document = framed(frame, "document.look_back.title", false);
    document.title = words("document.look_back.of", {sheet.campaign.system});
    document.blocks.emplace_back(doc::Paragraph{words("document.look_back.what", {sheet.campaign.system, std::to_string(sheet.campaign.id.value), sheet.campaign.asOf.iso()})});
    if (std::any_of(sheet.lines.begin(), sheet.lines.end(), [](const LookBackLine& line) { return line.kind == access::LookBackKind::EndedLate; }))
        document.blocks.emplace_back(doc::Paragraph{words("document.look_back.what_late")});
    std::vector<std::string> logs;
    for (const SnapshotInfo& info : sheet.logs)
        logs.push_back(info.fileName);
    document.blocks.emplace_back(doc::Paragraph{logs.empty() ? words("document.look_back.no_log") : words("document.look_back.logs", {join(logs, ", ")})});
    for (const LookBackLine& line : sheet.lines)
        addAccount(document, frame, line);
    document.blocks.emplace_back(doc::Paragraph{words("document.look_back.limits"), doc::Style::Small});
    return document;
}

} // namespace oxseal
