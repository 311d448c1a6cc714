// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/compensation_document.h"

#include "models/core/money.h"
#include "storage/documents/document_frame.h"
#include "storage/packet/render_client.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

std::string personLine(const SodPicture& picture, const std::string& employee)
{
    const access::Worker* worker = workerOf(picture.workers, employee);
    if (worker == nullptr)
        return employee;
    return worker->name + ", " + employee + (worker->title.empty() ? std::string() : ", " + worker->title);
}

} // namespace

std::string precisionText(const sod::Compensation& compensation)
{
    if (compensation.precisionMinor == 0)
        return "0";
    const auto currency = Currency::fromCode(compensation.currency);
    return formatMinor(compensation.precisionMinor, currency ? currency->digits() : 2) + " " + compensation.currency;
}

Document compensationDocument(
    const SodPicture& picture, const SodConflictPicture& conflict, const std::string& decidedBy, const std::string& company, Instant created, bool demo)
{
    const ConflictRow& row = conflict.status.row;
    const SodDecisionRow& control = *conflict.status.mitigation;
    const sod::Compensation& made = *conflict.status.compensation;
    Document document;
    document.title = words("sod.memo.title");
    document.subtitle = company;
    if (demo)
        document.marks = {"DEMO"};
    document.created = created;
    document.onePage = true;
    document.blocks.emplace_back(doc::Paragraph{row.rule + " (" + name(row.severity) + "): " + row.risk, doc::Style::Strong});
    doc::KeyValues held;
    held.pairs = {{words("sod.memo.person"), personLine(picture, conflict.status.person().empty() ? row.subject : conflict.status.person())},
        {words("sod.memo.first"), row.leftPath}};
    if (!row.rightPath.empty())
        held.pairs.emplace_back(words("sod.memo.others"), row.rightPath);
    held.pairs.emplace_back(words("sod.memo.check"), picture.run.ranAt.day().iso() + ", " + picture.ruleSet.name + " " + picture.ruleSet.version);
    document.blocks.emplace_back(std::move(held));
    document.blocks.emplace_back(doc::Heading{words("sod.memo.why"), 1});
    document.blocks.emplace_back(doc::Paragraph{words("sod.cause." + std::string(sod::name(made.cause)))});
    document.blocks.emplace_back(doc::Paragraph{made.explanation});
    document.blocks.emplace_back(doc::Heading{words("sod.memo.control"), 1});
    doc::KeyValues facts;
    facts.pairs = {{words("sod.memo.id"), control.control}, {words("sod.memo.reviewer"), personLine(picture, control.performer)},
        {words("sod.memo.population"), made.population},
        {words("sod.memo.precision"), made.precisionMinor == 0 ? words("sod.memo.every") : texts::sentence("sod.memo.from", {precisionText(made)})},
        {words("sod.memo.frequency"), words("sod.rhythm." + std::string(sod::name(made.rhythm)))}, {words("sod.memo.evidence"), made.evidence},
        {words("sod.memo.state"), words("sod.state." + control.state)}, {words("sod.memo.expires"), control.until.iso()}};
    document.blocks.emplace_back(std::move(facts));
    document.blocks.emplace_back(doc::Heading{words("sod.memo.decision"), 1});
    doc::KeyValues decision;
    decision.pairs = {{words("sod.memo.by"), decidedBy}, {words("sod.memo.at"), control.decidedAt.iso()}, {words("sod.memo.reason"), control.note}};
    document.blocks.emplace_back(std::move(decision));
    document.blocks.emplace_back(doc::Paragraph{words("sod.memo.limits"), doc::Style::Small});
    return document;
}

Result<std::string> compensationPdf(
    const SodPicture& picture, const SodConflictPicture& conflict, const std::string& decidedBy, const std::string& company, Instant created, bool demo)
{
    return renderPdf(compensationDocument(picture, conflict, decidedBy, company, created, demo));
}

} // namespace oxseal
