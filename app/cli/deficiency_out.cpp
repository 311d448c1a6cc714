// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deficiency_out.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/deficiency_packet.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

using namespace controls;

Json amountJson(const std::optional<std::int64_t>& minor, int digits) { return minor ? Json(formatMinor(*minor, digits)) : Json(); }
Json dayJson(const std::optional<Day>& day) { return day ? Json(day->iso()) : Json(); }

Json evaluationJson(const DeficiencyView& view)
{
    const Evaluation& said = view.standing.said();
    const int digits = view.digits();
    Json json;
    json.set("likelihood", name(said.likelihood)).set("currency", said.currency).set("known", formatMinor(said.known, digits)).set("could_be", formatMinor(said.couldBe, digits));
    json.set("compensating", said.compensation ? Json(said.compensation->control) : Json());
    if (said.compensation)
        json.set("tested", name(said.compensation->tested)).set("leaves", formatMinor(said.compensation->leaves, digits));
    Json::Array indicators;
    for (const std::string& each : said.indicators)
        indicators.emplace_back(each);
    return json.set("prudent", said.prudent).set("indicators", std::move(indicators));
}

Json proposalJson(const DeficiencyView& view, const DeficiencyTerms& terms)
{
    const Proposal& proposal = *view.proposal;
    const int digits = view.digits();
    Json::Array steps;
    for (const ProposalStep& step : proposal.steps)
        steps.emplace_back(Json::Object{{"step", name(step.reason)}, {"amount", formatMinor(step.amount, digits)}, {"against", formatMinor(step.against, digits)}, {"what", step.what},
            {"level", name(step.level)}, {"text", stepWords(step, view.standing.said().currency, terms)}});
    Json json(Json::Object{{"level", name(proposal.level)}, {"counted", formatMinor(proposal.counted, digits)}, {"measured", proposal.measured}, {"rules", view.rulesVersion}});
    json.set("materiality", amountJson(proposal.limits.materiality, digits)).set("merits_from", amountJson(proposal.limits.meritsFrom(), digits));
    return json.set("steps", std::move(steps));
}

std::string orDash(const std::string& text) { return text.empty() ? "–" : text; }

} // namespace

Json deficiencyJson(const DeficiencyView& view, const DeficiencyTerms& terms, const NamesById& names)
{
    const DeficiencyStanding& standing = view.standing;
    Json json(Json::Object{{"deficiency", view.row.id}, {"title", view.row.title}, {"first_seen", view.since}, {"entity", view.row.entity}, {"account", view.row.account},
        {"assertion", view.row.assertion}, {"control", view.row.control}, {"state", name(standing.state)}, {"raised_by", named(names, view.row.raisedBy)},
        {"raised_at", view.row.raisedAt.iso()}, {"reason", view.row.reason}, {"reopened", standing.reopened}});
    json.set("evaluation", standing.evaluation ? evaluationJson(view) : Json()).set("proposal", view.proposal ? proposalJson(view, terms) : Json());
    Json concluded;
    if (standing.conclusion)
        concluded.set("level", name(standing.conclusion->level)).set("proposed", name(standing.conclusion->proposed)).set("lower", standing.lower()).set("because", standing.conclusion->because).set("by", named(names, standing.conclusion->by));
    json.set("conclusion", std::move(concluded));
    json.set("remediated", standing.remedy ? Json(standing.remedy->day.iso()) : Json()).set("retest", standing.remedy ? Json(standing.remedy->because) : Json());
    json.set("told_auditor", dayJson(standing.toldAuditor)).set("told_committee", dayJson(standing.toldCommittee));
    Json::Array links;
    for (const DeficiencyLinkRow& link : view.links)
        links.emplace_back(Json::Object{{"source", name(link.source)}, {"reference", link.reference}, {"about", link.about}, {"by", named(names, link.linkedBy)}, {"at", link.linkedAt.iso()}});
    Json::Array history;
    for (const DeficiencyActRow& act : view.history)
        history.emplace_back(Json::Object{{"act", name(act.act.kind)}, {"what", actWords(act)}, {"by", named(names, act.act.by)}, {"at", act.madeAt.iso()}, {"reason", act.reason}});
    return json.set("links", std::move(links)).set("history", std::move(history));
}

Json combinationJson(const Combination& sum)
{
    const auto currency = Currency::fromCode(sum.currency);
    Json::Array members;
    for (const std::int64_t id : sum.members)
        members.emplace_back(id);
    return Json(Json::Object{{"shared", name(sum.by)}, {"key", sum.key}, {"currency", sum.currency}, {"members", std::move(members)},
        {"sum", formatMinor(sum.sum, currency ? currency->digits() : 2)}, {"highest", name(sum.highest)}, {"proposed", name(sum.level)}});
}

std::string deficiencyLine(const DeficiencyView& view)
{
    const auto concluded = view.standing.conclusion ? std::optional(view.standing.conclusion->level) : std::nullopt;
    std::string out = texts::sentence("deficiency.list.line", {std::to_string(view.row.id), view.row.title, markWords(view.standing.state, concluded)});
    if (view.standing.waits() && view.proposal)
        out += "  " + texts::sentence("deficiency.list.proposed", {levelWords(view.proposal->level)});
    return out;
}

std::string combinationLine(const Combination& sum)
{
    const auto currency = Currency::fromCode(sum.currency);
    std::vector<std::string> members;
    for (const std::int64_t id : sum.members)
        members.push_back("#" + std::to_string(id));
    return texts::sentence("deficiency.list.sum", {join(members, ", "), texts::sentence((std::string("deficiency.shared.") + name(sum.by)).c_str(), {sum.key}),
        formatAmount(sum.sum, currency ? currency->digits() : 2) + " " + sum.currency, levelWords(sum.level)});
}

std::string deficiencyText(const DeficiencyView& view, const DeficiencyTerms& terms, const NamesById& names)
{
    std::vector<std::string> lines{deficiencyLine(view),
        texts::sentence("deficiency.show.first", {view.since, named(names, view.row.raisedBy), view.row.raisedAt.day().iso(), view.row.reason}),
        texts::sentence("deficiency.show.place", {orDash(view.row.entity), orDash(view.row.account), orDash(view.row.assertion), orDash(view.row.control)})};
    for (const DeficiencyLinkRow& link : view.links)
        lines.push_back(texts::sentence("deficiency.show.link", {link.about}));
    if (view.proposal) {
        for (const ProposalStep& step : view.proposal->steps)
            lines.push_back("  " + stepWords(step, view.standing.said().currency, terms));
    }
    const DeficiencyStanding& standing = view.standing;
    if (standing.conclusion) {
        const DeficiencyActRow& act = *view.last(DeficiencyActKind::Conclude);
        lines.push_back(texts::sentence("deficiency.show.concluded", {named(names, act.act.by), act.madeAt.day().iso(), levelWords(standing.conclusion->level), act.reason}));
        if (standing.lower())
            lines.push_back(texts::sentence("deficiency.show.lower", {levelWords(standing.conclusion->proposed), standing.conclusion->because}));
    }
    if (standing.remedy)
        lines.push_back(texts::sentence("deficiency.show.remedy", {standing.remedy->day.iso(), named(names, standing.remedy->by), standing.remedy->because}));
    for (const DeficiencyActRow& act : view.history)
        lines.push_back("  " + texts::sentence("deficiency.show.act", {act.madeAt.day().iso(), named(names, act.act.by),
            texts::sentence((std::string("deficiency.act.") + name(act.act.kind)).c_str()), actWords(act)}));
    if (const auto level = view.level()) {
        if (const DeficiencyTerms::Term* term = terms.definition(*level))
            lines.push_back(texts::sentence("deficiency.show.definition", {levelWords(*level), term->text, term->citation}));
    }
    return join(lines, "\n");
}

} // namespace oxseal::cli
