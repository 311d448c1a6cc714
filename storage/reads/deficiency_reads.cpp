// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/deficiency_reads.h"

#include "models/core/money.h"
#include "storage/reads/model_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using namespace controls;

DeficiencyTerms::Term termOf(const Json& json, const char* code) { return {json[code].toString(), json["text"].toString(), json["citation"].toString()}; }

/// Versions of the rules are read once.
class Rules
{
public:
    explicit Rules(Database& db) : db_(db) { }

    Status read()
    {
        OXSEAL_TRY(versions_, modelVersions(db_, kSeverityRules));
        const ModelVersionRow& version = versionInForce(versions_);
        inForce_.sha256 = version.sha256;
        inForce_.adopted = version.state == "approved";
        OXSEAL_TRY(inForce_.rules, parseSeverityRules(version.body));
        return {};
    }
    [[nodiscard]] const SeverityRulesInForce& inForce() const { return inForce_; }
    Result<SeverityRules> of(std::int64_t version) const
    {
        for (const ModelVersionRow& each : versions_) {
            if (each.version == version)
                return parseSeverityRules(each.body);
        }
        return fail(kNoSuchModelVersion, {}, {kSeverityRules, std::to_string(version)});
    }

private:
    Database& db_;
    std::vector<ModelVersionRow> versions_;
    SeverityRulesInForce inForce_;
};

/// Deficiencies with what was said about them up to the end of a period; all of it without one.
Result<std::vector<DeficiencyView>> viewsOf(Database& db, const std::optional<PeriodRow>& period, const Rules& rules)
{
    OXSEAL_TRY(const auto all, periods(db));
    std::map<PeriodId, Period> known;
    for (const PeriodRow& each : all)
        known.emplace(each.id, each.period);
    const auto counts = [&](PeriodId id) { return !period || known[id].last <= period->period.last; };
    OXSEAL_TRY(auto rows, deficiency_repo::all(db));
    OXSEAL_TRY(const auto links, deficiency_repo::links(db));
    OXSEAL_TRY(const auto acts, deficiency_repo::acts(db));
    std::vector<DeficiencyView> out;
    for (DeficiencyRow& row : rows) {
        if (!counts(row.period))
            continue;
        DeficiencyView view;
        view.since = known[row.period].name();
        view.row = std::move(row);
        std::copy_if(links.begin(), links.end(), std::back_inserter(view.links), [&](const auto& link) { return link.deficiency == view.row.id && counts(link.period); });
        std::copy_if(acts.begin(), acts.end(), std::back_inserter(view.history), [&](const auto& act) { return act.deficiency == view.row.id && counts(act.period); });
        std::vector<DeficiencyAct> said;
        for (const DeficiencyActRow& act : view.history)
            said.push_back(act.act);
        view.standing = standingOf(said);
        if (view.standing.evaluation) {
            SeverityRules by = rules.inForce().rules;
            if (const DeficiencyActRow* concluded = view.last(DeficiencyActKind::Conclude)) {
                OXSEAL_TRY(by, rules.of(concluded->rulesVersion));
            }
            view.rulesVersion = by.version;
            view.proposal = propose(by, view.standing.said());
        }
        out.push_back(std::move(view));
    }
    return out;
}

/// What still adds up: evaluated, not concluded to be none, and not remediated by the period's end.
std::vector<OpenDeficiency> openOnes(const std::vector<DeficiencyView>& rows, Day end)
{
    std::vector<OpenDeficiency> out;
    for (const DeficiencyView& view : rows) {
        if (!view.proposal || (!view.standing.waits() && !view.standing.standsOn(end)))
            continue;
        const Evaluation& said = view.standing.said();
        out.push_back({view.row.id, view.row.account.empty() ? std::string() : view.row.entity + "/" + view.row.account, view.row.assertion, view.row.control, said.likelihood,
            view.proposal->counted, said.currency, view.level().value()});
    }
    return out;
}

} // namespace

const DeficiencyTerms::Term* DeficiencyTerms::indicator(std::string_view code) const
{
    const auto found = std::find_if(indicators.begin(), indicators.end(), [&](const Term& term) { return term.code == code; });
    return found == indicators.end() ? nullptr : &*found;
}

const DeficiencyTerms::Term* DeficiencyTerms::definition(DeficiencyLevel level) const
{
    const auto found = std::find_if(definitions.begin(), definitions.end(), [&](const Term& term) { return term.code == name(level); });
    return found == definitions.end() ? nullptr : &*found;
}

Result<DeficiencyTerms> deficiencyTerms()
{
    OXSEAL_TRY(const Json json, resourceJson(":/rules/deficiency_terms.json"));
    DeficiencyTerms terms;
    terms.version = json["version"].toInteger();
    for (const Json& each : json["definitions"].toArray())
        terms.definitions.push_back(termOf(each, "level"));
    for (const Json& each : json["indicators"].toArray())
        terms.indicators.push_back(termOf(each, "code"));
    terms.prudentOfficial = termOf(json["prudent_official"], "code");
    return terms;
}

Result<SeverityRulesInForce> severityRulesInForce(Database& db)
{
    Rules rules(db);
    OXSEAL_CHECK(rules.read());
    return rules.inForce();
}

std::optional<DeficiencyLevel> DeficiencyView::level() const
{
    if (standing.conclusion)
        return standing.conclusion->level;
    return proposal ? std::optional(proposal->level) : std::nullopt;
}

const DeficiencyActRow* DeficiencyView::last(DeficiencyActKind kind) const
{
    for (auto act = history.rbegin(); act != history.rend(); ++act) {
        if (act->act.kind == kind)
            return &*act;
        if (act->act.kind == DeficiencyActKind::Reopen)
            return nullptr;
    }
    return nullptr;
}

int DeficiencyView::digits() const
{
    const auto currency = standing.evaluation ? Currency::fromCode(standing.said().currency) : std::nullopt;
    return currency ? currency->digits() : 2;
}

Result<DeficiencyBook> deficiencyBook(Database& db, const PeriodRow& period)
{
    Rules rules(db);
    OXSEAL_CHECK(rules.read());
    DeficiencyBook book;
    book.rules = rules.inForce();
    OXSEAL_TRY(book.rows, viewsOf(db, period, rules));
    OXSEAL_TRY(book.sums, combine(book.rules.rules, openOnes(book.rows, period.period.last)));
    return book;
}

Result<DeficiencyView> deficiencyView(Database& db, const PeriodRow& period, std::int64_t id)
{
    Rules rules(db);
    OXSEAL_CHECK(rules.read());
    OXSEAL_TRY(auto rows, viewsOf(db, period, rules));
    const auto found = std::find_if(rows.begin(), rows.end(), [id](const DeficiencyView& view) { return view.row.id == id; });
    if (found == rows.end())
        return fail(kNoSuchDeficiency, {}, {std::to_string(id), period.period.name()});
    return std::move(*found);
}

Result<std::map<std::string, DeficiencyMark>> linkedDeficiencies(Database& db, DeficiencySource source, const std::optional<PeriodRow>& period)
{
    std::map<std::string, DeficiencyMark> out;
    OXSEAL_TRY(const auto links, deficiency_repo::links(db));
    if (std::none_of(links.begin(), links.end(), [source](const DeficiencyLinkRow& link) { return link.source == source; }))
        return out; // asked for each reconciliation: most of them have none
    Rules rules(db);
    OXSEAL_CHECK(rules.read());
    OXSEAL_TRY(const auto rows, viewsOf(db, period, rules));
    for (const DeficiencyView& view : rows) {
        for (const DeficiencyLinkRow& link : view.links) {
            if (link.source == source)
                out[link.reference] = {view.row.id, view.row.title, view.standing.state, view.standing.conclusion ? std::optional(view.standing.conclusion->level) : std::nullopt};
        }
    }
    return out;
}

std::string levelWords(DeficiencyLevel level) { return texts::sentence((std::string("deficiency.level.") + name(level)).c_str()); }

std::string markWords(DeficiencyState state, const std::optional<DeficiencyLevel>& level)
{
    const std::string word = texts::sentence((std::string("deficiency.state.") + name(state)).c_str());
    return level && *level != DeficiencyLevel::None ? word + ": " + levelWords(*level) : word;
}

std::string stepWords(const ProposalStep& step, const std::string& currency, const DeficiencyTerms& terms)
{
    const auto known = Currency::fromCode(currency);
    const int digits = known ? known->digits() : 2;
    const auto money = [&](std::int64_t minor) { return formatAmount(minor, digits) + " " + currency; };
    std::string what = step.what;
    if (step.reason == ProposalReason::Indicated) {
        const DeficiencyTerms::Term* term = terms.indicator(step.what);
        what = term == nullptr ? step.what : term->text + " (" + term->citation + ")";
    } else if (step.reason == ProposalReason::Imprudent) {
        what = terms.prudentOfficial.citation;
    }
    return texts::sentence((std::string("deficiency.step.") + name(step.reason)).c_str(), {money(step.amount), money(step.against), what, levelWords(step.level)});
}

} // namespace oxseal
