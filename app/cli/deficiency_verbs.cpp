// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deficiency_out.h"
#include "app/cli/period_call.h"
#include "app/cli/reconcile_verbs.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/deficiency_actions.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <array>

namespace oxseal::cli {
namespace {

using namespace controls;

/// Options that name what points at a deficiency; at most one of the leading ones.
constexpr std::array<std::pair<const char*, DeficiencySource>, 6> kSourceOptions{{{"--item", DeficiencySource::Exception}, {"--campaign", DeficiencySource::Review},
    {"--removal", DeficiencySource::Removal}, {"--conflict", DeficiencySource::Conflict}, {"--test", DeficiencySource::Test}, {"--question", DeficiencySource::Checklist}}};
const std::vector<std::string> kSourceWords{"--item=", "--campaign=", "--row=", "--leaver=", "--removal=", "--conflict=", "--test=", "--question="};

Result<DeficiencySourceName> sourceOf(const Call& call, Workspace& workspace)
{
    DeficiencySourceName named;
    const char* given = nullptr;
    for (const auto& [option, source] : kSourceOptions) {
        if (!call.has(option))
            continue;
        if (given != nullptr)
            return fail(kOptionsExclude, {}, {given, option, call.noun()});
        given = option;
        named.source = source;
    }
    switch (named.source) {
    case DeficiencySource::Exception: {
        OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, workspace));
        named.recon = row.id;
        named.item = call.value("--item").value_or("");
        break;
    }
    case DeficiencySource::Review: {
        OXSEAL_TRY(const std::int64_t campaign, requiredNumber(call, "--campaign"));
        named.campaign = CampaignId(campaign);
        if (const auto account = call.value("--leaver")) {
            named.source = DeficiencySource::LookBack;
            named.code = *account;
        } else if (call.has("--row")) {
            named.source = DeficiencySource::ReviewLine;
            OXSEAL_TRY(named.row, requiredNumber(call, "--row"));
        }
        break;
    }
    case DeficiencySource::Removal: {
        OXSEAL_TRY(named.removal, requiredNumber(call, "--removal"));
        break;
    }
    default:
        if (given != nullptr)
            named.code = call.value(given).value_or("");
    }
    return named;
}

/// Prints one as it stands after a verb.
Status show(Call& call, Workspace& workspace, const PeriodRow& period, std::int64_t id, const char* done = nullptr)
{
    OXSEAL_TRY(const DeficiencyView view, deficiencyView(workspace.db(), period, id));
    OXSEAL_TRY(const DeficiencyTerms terms, deficiencyTerms());
    OXSEAL_TRY(const NamesById names, namesById(workspace.db()));
    const std::string head = done == nullptr ? std::string() : texts::sentence(done, {std::to_string(id)}) + "\n";
    call.print(deficiencyJson(view, terms, names), head + deficiencyText(view, terms, names));
    return {};
}

Result<int> showVerb(Call& call)
{
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--deficiency"));
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    OXSEAL_CHECK(show(call, *opened.workspace, opened.period, id));
    return kDone;
}

std::string rulesText(const SeverityRulesInForce& in)
{
    std::vector<std::string> amounts;
    for (const auto& [currency, units] : in.rules.materiality)
        amounts.push_back(formatAmount(units, 0) + " " + currency);
    return amounts.empty() ? texts::sentence("deficiency.list.rules_none")
                           : texts::sentence("deficiency.list.rules", {join(amounts, ", "), std::to_string(in.rules.version)});
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    Database& db = opened.workspace->db();
    OXSEAL_TRY(const DeficiencyBook book, deficiencyBook(db, opened.period));
    OXSEAL_TRY(const DeficiencyTerms terms, deficiencyTerms());
    OXSEAL_TRY(const NamesById names, namesById(db));
    const Day end = opened.period.period.last;
    std::int64_t waiting = 0;
    std::map<DeficiencyLevel, std::int64_t> standing;
    Json::Array rows;
    std::string text;
    for (const DeficiencyView& view : book.rows) {
        waiting += view.standing.waits() ? 1 : 0;
        if (view.standing.standsOn(end))
            ++standing[view.standing.conclusion->level];
        if (call.has("--open") && !view.standing.waits() && !view.standing.standsOn(end))
            continue;
        rows.push_back(deficiencyJson(view, terms, names));
        text += "\n  " + deficiencyLine(view);
    }
    Json::Array sums;
    for (const Combination& sum : book.sums) {
        sums.push_back(combinationJson(sum));
        text += "\n  " + combinationLine(sum);
    }
    const std::int64_t significant = standing[DeficiencyLevel::Significant];
    const std::int64_t material = standing[DeficiencyLevel::Material];
    Json json(Json::Object{{"period", opened.period.period.name()}, {"deficiencies", std::move(rows)}, {"sums", std::move(sums)}, {"without_conclusion", waiting},
        {"significant", significant}, {"material", material}, {"rules", book.rules.rules.version}, {"rules_approved", book.rules.adopted}});
    call.print(json, texts::sentence("deficiency.list.head", {std::to_string(book.rows.size()), end.iso(), std::to_string(waiting), std::to_string(significant), std::to_string(material)})
            + "\n" + rulesText(book.rules) + text);
    return call.flag("--fail-on-findings") && waiting + significant + material > 0 ? kNegative : kDone;
}

Result<int> raise(Call& call)
{
    DeficiencyWish wish;
    OXSEAL_TRY(wish.title, call.required("--title"));
    OXSEAL_TRY(const std::string reason, call.reason());
    wish.entity = call.value("--entity").value_or("");
    wish.account = call.value("--account").value_or("");
    wish.control = call.value("--control").value_or("");
    wish.assertion = call.value("--assertion").value_or("");
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    OXSEAL_TRY(wish.source, sourceOf(call, *opened.workspace));
    OXSEAL_TRY(const std::int64_t id, raiseDeficiency(*opened.workspace, opened.period, wish, reason));
    OXSEAL_CHECK(show(call, *opened.workspace, opened.period, id, "deficiency.done.raise"));
    OXSEAL_CHECK(opened.workspace->close());
    return kDone;
}

/// A writing verb on one deficiency.
template <class Act>
Result<int> onOne(Call& call, const char* done, Act act)
{
    OXSEAL_TRY(const std::int64_t id, requiredNumber(call, "--deficiency"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    OXSEAL_CHECK(act(*opened.workspace, opened.period, id, reason));
    OXSEAL_CHECK(show(call, *opened.workspace, opened.period, id, done));
    OXSEAL_CHECK(opened.workspace->close());
    return kDone;
}

Result<int> link(Call& call)
{
    return onOne(call, "deficiency.done.link", [&](Workspace& workspace, const PeriodRow& period, std::int64_t id, const std::string& reason) -> Status {
        OXSEAL_TRY(const DeficiencySourceName source, sourceOf(call, workspace));
        return linkDeficiency(workspace, period, id, source, reason);
    });
}

Result<std::int64_t> amountOption(const Call& call, const char* option, const std::string& text, int digits)
{
    const auto minor = parseMinor(text, digits);
    if (!minor)
        return fail(kBadValue, {}, {option, text, "an amount such as 1234.50", call.noun()});
    return *minor;
}

Result<Evaluation> evaluationOf(const Call& call)
{
    Evaluation said;
    OXSEAL_TRY(const std::string likelihood, call.required("--likelihood"));
    const auto chance = likelihoodFromName(likelihood);
    if (!chance)
        return fail(kBadValue, {}, {"--likelihood", likelihood, "remote, reasonably_possible or probable", call.noun()});
    said.likelihood = *chance;
    OXSEAL_TRY(said.currency, call.required("--currency"));
    const auto currency = Currency::fromCode(said.currency);
    const int digits = currency ? currency->digits() : 2;
    OXSEAL_TRY(const std::string couldBe, call.required("--could-be"));
    OXSEAL_TRY(said.couldBe, amountOption(call, "--could-be", couldBe, digits));
    OXSEAL_TRY(said.known, amountOption(call, "--known", call.value("--known").value_or("0"), digits));
    OXSEAL_TRY(const std::string prudent, call.required("--prudent"));
    if (prudent != "yes" && prudent != "no")
        return fail(kBadValue, {}, {"--prudent", prudent, "yes or no", call.noun()});
    said.prudent = prudent == "yes";
    said.indicators = call.values("--indicator");
    if (const auto control = call.value("--compensating")) {
        Compensation compensation;
        compensation.control = *control;
        OXSEAL_TRY(const std::string leaves, call.required("--leaves"));
        OXSEAL_TRY(compensation.leaves, amountOption(call, "--leaves", leaves, digits));
        said.compensation = compensation;
    }
    return said;
}

Result<int> evaluate(Call& call)
{
    OXSEAL_TRY(const Evaluation said, evaluationOf(call));
    return onOne(call, "deficiency.done.evaluate", [&said](Workspace& workspace, const PeriodRow& period, std::int64_t id, const std::string& reason) {
        return evaluateDeficiency(workspace, period, id, said, reason);
    });
}

Result<int> conclude(Call& call)
{
    OXSEAL_TRY(const std::string text, call.required("--as"));
    const auto level = deficiencyLevelFromName(text);
    if (!level)
        return fail(kBadValue, {}, {"--as", text, "not_a_deficiency, control_deficiency, significant_deficiency or material_weakness", call.noun()});
    return onOne(call, "deficiency.done.conclude", [&](Workspace& workspace, const PeriodRow& period, std::int64_t id, const std::string& reason) {
        return concludeDeficiency(workspace, period, id, *level, call.value("--because").value_or(""), reason);
    });
}

Result<int> remediate(Call& call)
{
    OXSEAL_TRY(const Day since, call.requiredDay("--since"));
    OXSEAL_TRY(const std::string retest, call.required("--retest"));
    return onOne(call, "deficiency.done.remediate", [&](Workspace& workspace, const PeriodRow& period, std::int64_t id, const std::string& reason) {
        return remediateDeficiency(workspace, period, id, since, retest, reason);
    });
}

Result<int> tell(Call& call)
{
    OXSEAL_TRY(const Day on, call.requiredDay("--on"));
    OXSEAL_TRY(const std::string text, call.required("--to"));
    const auto told = toldFromName(text);
    if (!told)
        return fail(kBadValue, {}, {"--to", text, "auditor or audit_committee", call.noun()});
    return onOne(call, "deficiency.done.tell", [&](Workspace& workspace, const PeriodRow& period, std::int64_t id, const std::string& reason) {
        return tellDeficiency(workspace, period, id, *told, on, reason);
    });
}

Result<int> reopen(Call& call) { return onOne(call, "deficiency.done.reopen", reopenDeficiency); }

} // namespace

void addDeficiencyVerbs(Registry& verbs)
{
    const auto add = [&](const char* verb, const std::string& synopsis, std::vector<std::string> options, Result<int> (*run)(Call&)) {
        options.emplace_back("--period=");
        verbs.push_back({"deficiency", verb, "deficiency " + std::string(verb) + " WORKSPACE --period P " + synopsis, std::move(options), run});
    };
    const auto withSource = [](std::vector<std::string> options) {
        options.insert(options.end(), kSourceWords.begin(), kSourceWords.end());
        return options;
    };
    const std::string source = "[--item L12 | --campaign N [--row R | --leaver A] | --removal N | --conflict F | --test C | --question Q]";
    add("list", "[--open]", {"--open"}, list);
    add("show", "--deficiency N", {"--deficiency="}, showVerb);
    add("raise", "--title T [--entity E] [--account A] [--assertion X] [--control C] " + source,
        withSource({"--title=", "--entity=", "--account=", "--assertion=", "--control="}), raise);
    add("link", "--deficiency N [--entity E --account A] " + source, withSource({"--deficiency=", "--entity=", "--account="}), link);
    add("evaluate", "--deficiency N --likelihood L --currency CCY --could-be AMOUNT [--known AMOUNT] [--compensating C --leaves AMOUNT] --prudent yes|no [--indicator I …]",
        {"--deficiency=", "--likelihood=", "--currency=", "--could-be=", "--known=", "--compensating=", "--leaves=", "--prudent=", "--indicator="}, evaluate);
    add("conclude", "--deficiency N --as LEVEL [--because T]", {"--deficiency=", "--as=", "--because="}, conclude);
    add("remediate", "--deficiency N --since DAY --retest T", {"--deficiency=", "--since=", "--retest="}, remediate);
    add("tell", "--deficiency N --to auditor|audit_committee --on DAY", {"--deficiency=", "--to=", "--on="}, tell);
    add("reopen", "--deficiency N", {"--deficiency="}, reopen);
}

} // namespace oxseal::cli
