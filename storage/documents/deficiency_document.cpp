// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/deficiency_document.h"

#include "models/core/money.h"
#include "models/core/text.h"

#include <algorithm>

namespace oxseal {
namespace {

using doc::Align;
using namespace controls;

std::string number(std::int64_t value) { return std::to_string(value); }
std::string iso(const std::optional<Day>& day) { return day ? day->iso() : "–"; }

std::string numbers(const std::vector<std::int64_t>& ids)
{
    std::vector<std::string> out;
    for (const std::int64_t id : ids)
        out.push_back("#" + number(id));
    return join(out, ", ");
}

std::string moneyIn(const std::string& currency, std::int64_t minor)
{
    const auto known = Currency::fromCode(currency);
    return formatAmount(minor, known ? known->digits() : 2) + " " + currency;
}

std::string placeOf(const DeficiencyRow& row)
{
    if (row.account.empty() && row.assertion.empty())
        return "–";
    return row.account + (row.account.empty() || row.assertion.empty() ? "" : ", ") + row.assertion;
}

std::string controlOf(const DeficiencyRow& row) { return row.control.empty() ? words("document.deficiency.control_none") : row.control; }

std::string indicatorsOf(const DeficiencyTerms& terms, const Evaluation& said)
{
    std::vector<std::string> out;
    for (const std::string& code : said.indicators) {
        const DeficiencyTerms::Term* term = terms.indicator(code);
        out.push_back(term == nullptr ? code : term->text + " (" + term->citation + ")");
    }
    return out.empty() ? words("document.deficiency.indicators_none") : join(out, "\n");
}

void addRaised(Document& document, const DocumentFrame& frame, const DeficiencyView& view)
{
    doc::KeyValues facts;
    facts.pairs = {{words("document.deficiency.since"), view.since}, {words("document.deficiency.raised"), nameOf(frame, view.row.raisedBy) + ", " + stamp(view.row.raisedAt)},
        {words("document.deficiency.why"), view.row.reason}, {words("document.deficiency.entity"), view.row.entity.empty() ? words("document.deficiency.group") : view.row.entity},
        {words("document.deficiency.account"), placeOf(view.row)}, {words("document.deficiency.control"), controlOf(view.row)}};
    document.blocks.emplace_back(std::move(facts));
    addHeading(document, "document.deficiency.points");
    for (const DeficiencyLinkRow& link : view.links)
        document.blocks.emplace_back(doc::Paragraph{link.about + " (" + nameOf(frame, link.linkedBy) + ", " + link.linkedAt.day().iso() + ")"});
}

void addEvaluation(Document& document, const DocumentFrame& frame, const DeficiencyPaper& paper, const DeficiencyView& view)
{
    const Evaluation& said = view.standing.said();
    const DeficiencyActRow& act = *view.last(DeficiencyActKind::Evaluate);
    addHeading(document, "document.deficiency.evaluation");
    doc::KeyValues facts;
    facts.pairs = {{words("document.deficiency.likelihood"), words("deficiency.likelihood." + std::string(name(said.likelihood)))},
        {words("document.deficiency.known"), moneyIn(said.currency, said.known)}, {words("document.deficiency.could_be"), moneyIn(said.currency, said.couldBe)},
        {words("document.deficiency.compensating"),
            said.compensation ? words("document.deficiency.compensating_one", {said.compensation->control, words("deficiency.tested." + std::string(name(said.compensation->tested))),
                                                                                  moneyIn(said.currency, said.compensation->leaves)})
                              : words("document.deficiency.compensating_none")},
        {words("document.deficiency.prudent"), words(said.prudent ? "document.yes" : "document.no") + std::string(" (") + paper.terms.prudentOfficial.citation + ")"},
        {words("document.deficiency.indicators"), indicatorsOf(paper.terms, said)},
        {words("document.deficiency.evaluated_by"), nameOf(frame, act.act.by) + ", " + stamp(act.madeAt) + ": " + act.reason}};
    document.blocks.emplace_back(std::move(facts));
    addHeading(document, "document.deficiency.arithmetic");
    for (const ProposalStep& step : view.proposal->steps)
        document.blocks.emplace_back(doc::Paragraph{stepWords(step, said.currency, paper.terms), doc::Style::Body, 1});
    document.blocks.emplace_back(doc::Paragraph{words("document.deficiency.measured", {number(view.rulesVersion)}), doc::Style::Small});
}

void addSums(Document& document, const std::vector<Combination>& sums)
{
    addHeading(document, "document.deficiency.together");
    doc::Table table;
    table.columns = {{words("document.deficiency.shared"), Align::Left, 26}, {words("document.deficiency.members"), Align::Left, 26}, {words("document.deficiency.sum"), Align::Right, 22},
        {words("document.deficiency.proposed"), Align::Left, 26}};
    for (const Combination& sum : sums)
        table.rows.push_back({words(("deficiency.shared." + std::string(name(sum.by))).c_str(), {sum.key}), numbers(sum.members), moneyIn(sum.currency, sum.sum), levelWords(sum.level)});
    addTable(document, std::move(table), "data/deficiency_sums.csv", "document.no_lines");
}

void addConclusion(Document& document, const DocumentFrame& frame, const DeficiencyPaper& paper, const DeficiencyView& view)
{
    const DeficiencyStanding& standing = view.standing;
    const DeficiencyActRow& act = *view.last(DeficiencyActKind::Conclude);
    addHeading(document, "document.deficiency.conclusion");
    doc::KeyValues facts;
    facts.pairs = {{words("document.deficiency.is"), levelWords(standing.conclusion->level)}, {words("document.deficiency.proposed"), levelWords(standing.conclusion->proposed)}};
    if (standing.lower())
        facts.pairs.emplace_back(words("document.deficiency.lower"), standing.conclusion->because);
    facts.pairs.emplace_back(words("document.deficiency.concluded_by"), nameOf(frame, act.act.by) + ", " + stamp(act.madeAt));
    facts.pairs.emplace_back(words("document.deficiency.concluded_why"), act.reason);
    facts.pairs.emplace_back(words("document.deficiency.remedy"),
        standing.remedy ? words("document.deficiency.remedy_line", {standing.remedy->day.iso(), standing.remedy->because}) : words("document.deficiency.remedy_none"));
    if (standing.conclusion->level >= DeficiencyLevel::Significant)
        facts.pairs.emplace_back(words("document.deficiency.told"), words("deficiency.told", {iso(standing.toldAuditor), iso(standing.toldCommittee)}));
    document.blocks.emplace_back(std::move(facts));
    if (const DeficiencyTerms::Term* term = paper.terms.definition(standing.conclusion->level))
        document.blocks.emplace_back(doc::Paragraph{term->text + " (" + term->citation + ")", doc::Style::Small});
}

std::string rulesLine(const SeverityRulesInForce& in)
{
    if (in.rules.materiality.empty())
        return words("document.deficiency.rules_none");
    std::vector<std::string> amounts;
    for (const auto& [currency, units] : in.rules.materiality)
        amounts.push_back(formatAmount(units, 0) + " " + currency);
    return words("document.deficiency.rules", {join(amounts, ", "), in.rules.basis, formatMinor(in.rules.significantShare, 2), number(in.rules.version), in.rules.effective.iso(),
                                                  words(in.adopted ? "document.deficiency.approved" : "document.deficiency.not_approved")});
}

void addList(Document& document, const DeficiencyPaper& paper)
{
    doc::Table table;
    table.columns = {{words("document.deficiency.number"), Align::Left, 6}, {words("document.deficiency.name"), Align::Left, 34}, {words("document.deficiency.since"), Align::Left, 11},
        {words("document.deficiency.account"), Align::Left, 16}, {words("document.deficiency.could_be"), Align::Right, 18}, {words("document.deficiency.proposed"), Align::Left, 18},
        {words("document.deficiency.state"), Align::Left, 24}, {words("document.deficiency.told"), Align::Left, 22}};
    for (const DeficiencyView& view : paper.book.rows) {
        const bool told = view.standing.conclusion && view.standing.conclusion->level >= DeficiencyLevel::Significant;
        table.rows.push_back({"#" + number(view.row.id), view.row.title, view.since, (view.row.entity.empty() ? "" : view.row.entity + " ") + placeOf(view.row),
            view.standing.evaluation ? moneyIn(view.standing.said().currency, view.proposal->counted) : "–", view.proposal ? levelWords(view.proposal->level) : "–",
            markWords(view.standing.state, view.standing.conclusion ? std::optional(view.standing.conclusion->level) : std::nullopt),
            told ? iso(view.standing.toldAuditor) + " / " + iso(view.standing.toldCommittee) : "–"});
    }
    addTable(document, std::move(table), "data/deficiencies.csv", "document.no_lines");
}

} // namespace

Result<DeficiencyPaper> deficiencyPaper(Workspace& workspace, const PeriodRow& period)
{
    DeficiencyPaper paper;
    OXSEAL_TRY(paper.book, deficiencyBook(workspace.db(), period));
    OXSEAL_TRY(paper.terms, deficiencyTerms());
    paper.period = period.period;
    return paper;
}

Result<Document> deficiencyMemo(const DocumentFrame& frame, const DeficiencyPaper& paper, std::int64_t id)
{
    const auto found = std::find_if(paper.book.rows.begin(), paper.book.rows.end(), [id](const DeficiencyView& view) { return view.row.id == id; });
    if (found == paper.book.rows.end())
        return fail(kNoSuchDeficiency, {}, {number(id), paper.period.name()});
    const DeficiencyStanding& standing = found->standing;
    RequiredFields fields;
    fields.need("document.deficiency.evaluation", standing.evaluation ? "given" : "");
    fields.need("document.deficiency.conclusion", standing.conclusion ? "given" : "");
    fields.need("document.deficiency.concluded_by", standing.conclusion ? nameOf(frame, standing.conclusion->by) : "");
    if (standing.lower())
        fields.need("document.deficiency.lower", standing.conclusion->because);
    OXSEAL_CHECK(fields.complete());
    Document document = framed(frame, "document.deficiency.title", false);
    document.title = words("document.deficiency.of", {number(id), found->row.title});
    addRaised(document, frame, *found);
    addEvaluation(document, frame, paper, *found);
    std::vector<Combination> sums;
    std::copy_if(paper.book.sums.begin(), paper.book.sums.end(), std::back_inserter(sums),
        [id](const Combination& sum) { return std::binary_search(sum.members.begin(), sum.members.end(), id); });
    if (!sums.empty())
        addSums(document, sums);
    addConclusion(document, frame, paper, *found);
    document.blocks.emplace_back(doc::Paragraph{words("document.deficiency.limits"), doc::Style::Small});
    return document;
}

Document deficiencySummary(const DocumentFrame& frame, const DeficiencyPaper& paper)
{
    const auto count = [&](const auto& which) { return number(std::count_if(paper.book.rows.begin(), paper.book.rows.end(), which)); };
    const auto stands = [&](DeficiencyLevel level) {
        return [&paper, level](const DeficiencyView& view) { return view.standing.standsOn(paper.period.last) && view.standing.conclusion->level == level; };
    };
    const auto waits = [](const DeficiencyView& view) { return view.standing.waits(); };
    const bool draft = std::any_of(paper.book.rows.begin(), paper.book.rows.end(), waits);
    Document document = framed(frame, "document.deficiency.summary", draft);
    if (paper.book.rows.empty()) {
        document.blocks.emplace_back(doc::Paragraph{words("document.deficiency.none", {paper.period.last.iso()})});
        return document;
    }
    document.blocks.emplace_back(doc::Paragraph{words("document.deficiency.what",
        {number(std::ssize(paper.book.rows)), paper.period.last.iso(), count(stands(DeficiencyLevel::Material)), count(stands(DeficiencyLevel::Significant)), count(waits)})});
    document.blocks.emplace_back(doc::Paragraph{rulesLine(paper.book.rules)});
    addList(document, paper);
    if (!paper.book.sums.empty())
        addSums(document, paper.book.sums);
    addHeading(document, "document.deficiency.definitions");
    for (const DeficiencyTerms::Term& term : paper.terms.definitions)
        document.blocks.emplace_back(doc::Paragraph{words(("deficiency.level." + term.code).c_str()) + ": " + term.text + " (" + term.citation + ")", doc::Style::Small});
    document.blocks.emplace_back(doc::Paragraph{words("document.deficiency.limits"), doc::Style::Small});
    return document;
}

} // namespace oxseal
