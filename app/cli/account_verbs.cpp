// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/account_verbs.h"

#include "app/cli/period_call.h"
#include "app/cli/summary.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/account_actions.h"
#include "storage/actions/limit_actions.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/recon_overview.h"

#include <algorithm>

namespace oxseal::cli {
namespace {

Json failedJson(const recon::CloseVerdict& verdict)
{
    Json::Array out;
    for (const recon::CloseCondition condition : verdict.failed)
        out.emplace_back(recon::name(condition));
    return Json(std::move(out));
}

std::string failedText(const recon::CloseVerdict& verdict)
{
    std::vector<std::string> out;
    for (const recon::CloseCondition condition : verdict.failed)
        out.push_back(texts::sentence((std::string("recon.close.") + recon::name(condition)).c_str()));
    return join(out, " ");
}

Json candidateJson(const CloseCandidate& each)
{
    const recon::CloseFacts& facts = each.facts;
    Json json;
    json.set("account", facts.row.plan.account).set("name", facts.row.name).set("balance", formatMinor(facts.row.balance, facts.digits));
    json.set("prior", facts.prior ? Json(formatMinor(*facts.prior, facts.digits)) : Json());
    json.set("postings", facts.postings ? Json(*facts.postings) : Json()).set("class", recon::name(facts.kind)).set("key", facts.key);
    json.set("closes", each.verdict.closes()).set("basis", each.verdict.closes() ? Json(recon::name(each.verdict.basis)) : Json());
    return json.set("failed", failedJson(each.verdict));
}

std::string candidateText(const CloseCandidate& each)
{
    const recon::InventoryRow& row = each.facts.row;
    if (each.verdict.closes())
        return texts::sentence("account.would_close", {row.plan.account, row.name, recon::name(each.verdict.basis)});
    return texts::sentence("account.refused_line", {row.plan.account, row.name, failedText(each.verdict)});
}

/// What the rule would do; nothing is written.
Result<int> candidates(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    const auto& [workspace, period] = opened;
    const std::string named = period.period.name();
    OXSEAL_TRY(const CloseProposal proposal, closeProposal(*workspace, entity, period));
    Json::Array list;
    std::vector<std::string> text;
    for (const CloseCandidate& each : proposal.candidates) {
        list.push_back(candidateJson(each));
        text.push_back(candidateText(each));
    }
    Json json;
    json.set("entity", entity).set("period", named).set("rule_version", proposal.rule.rules.version).set("approved", proposal.rule.adopted);
    call.print(json.set("accounts", Json(std::move(list))), join(text, "\n"));
    return kDone;
}

Result<int> close(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    const auto& [workspace, period] = opened;
    const std::string named = period.period.name();
    OXSEAL_TRY(const CloseOutcome outcome, autoClose(*workspace, entity, period, reason));
    OXSEAL_CHECK(workspace->close());
    Json::Array closed, refused;
    std::string text = texts::sentence("account.closed", {std::to_string(outcome.closed.size()), entity, std::to_string(outcome.refused.size())});
    for (const std::string& account : outcome.closed)
        closed.emplace_back(account);
    for (const CloseCandidate& each : outcome.refused) {
        refused.push_back(candidateJson(each));
        text += "\n" + candidateText(each);
    }
    call.print(Json().set("run", outcome.run).set("closed", Json(std::move(closed))).set("refused", Json(std::move(refused))), text);
    return kDone;
}

Result<int> closed(Call& call)
{
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    const auto& [workspace, period] = opened;
    const std::string named = period.period.name();
    OXSEAL_TRY(const ClosedByRule all, closedByRule(workspace->db(), period.id));
    Json::Array closes, samples;
    std::vector<std::string> text;
    for (const CloseRow& row : all.closes) {
        Json one;
        one.set("close", row.id).set("entity", row.entity).set("account", row.account).set("name", row.accountName);
        one.set("balance", formatMinor(row.balance, row.digits)).set("currency", row.currency).set("basis", row.basis);
        one.set("reopened", row.cause.empty() ? Json() : Json(row.cause));
        text.push_back(texts::sentence("account.closed_line", {std::to_string(row.id), row.name(), row.accountName + "  " + formatAmount(row.balance, row.digits) + " " + row.currency,
                                                                  row.cause.empty() ? row.basis : texts::sentence(("account.cause." + row.cause).c_str())}));
        for (const CloseLook& look : all.looks) {
            if (look.close.id != row.id)
                continue;
            one.set("sample", look.row.sample).set("outcome", look.row.outcome).set("note", look.row.note);
            text.push_back(texts::sentence("account.look_line", {look.row.outcome.empty() ? texts::sentence("account.not_looked") : look.row.outcome, look.row.note}));
        }
        closes.push_back(std::move(one));
    }
    for (const CloseSampleRow& sample : all.samples)
        samples.push_back(Json().set("sample", sample.id).set("seed", sample.seed).set("population", sample.population).set("population_sha256", sample.populationSha256.hex()));
    Json json;
    json.set("period", named).set("rule_version", all.rule.rules.version).set("approved", all.rule.adopted).set("closed", Json(std::move(closes)));
    json.set("samples", Json(std::move(samples))).set("unsampled", static_cast<std::int64_t>(all.unsampled.size()));
    call.print(json, text.empty() ? texts::sentence("account.none_closed", {named}) : join(text, "\n"));
    return kDone;
}

Result<int> sample(Call& call)
{
    OXSEAL_TRY(const std::string seed, call.required("--seed"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    const auto& [workspace, period] = opened;
    const std::string named = period.period.name();
    OXSEAL_TRY(const std::int64_t id, drawSampleOfCloses(*workspace, period, seed, reason));
    OXSEAL_TRY(const ClosedByRule all, closedByRule(workspace->db(), period.id));
    Json::Array drawn;
    for (const CloseLook& look : all.looks) {
        if (look.row.sample == id)
            drawn.push_back(Json().set("close", look.close.id).set("account", look.close.name()));
    }
    const std::size_t count = drawn.size();
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("sample", id).set("population", all.samples.back().population).set("drawn", Json(std::move(drawn))),
        texts::sentence("account.sample_done", {std::to_string(id), named, std::to_string(count), std::to_string(all.samples.back().population)}));
    return kDone;
}

Result<int> look(Call& call)
{
    OXSEAL_TRY(const std::string text, call.required("--close"));
    OXSEAL_TRY(const std::string outcome, call.required("--outcome"));
    OXSEAL_TRY(const std::string reason, call.reason());
    std::int64_t id = 0;
    if (!parseInteger(text, id))
        return fail(kBadValue, {}, {"--close", text, "the number of a closed account", call.noun()});
    if (outcome != "agrees" && outcome != "wrong")
        return fail(kBadValue, {}, {"--outcome", outcome, "agrees or wrong", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(lookAtClose(*workspace, id, outcome == "agrees", reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("close", id).set("outcome", outcome), texts::sentence("account.look_done"));
    return kDone;
}

Result<int> trait(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string account, call.required("--account"));
    OXSEAL_TRY(const std::string kind, call.required("--class"));
    OXSEAL_TRY(const std::string reason, call.reason());
    const auto known = recon::accountClassFromName(kind);
    if (!known)
        return fail(kBadValue, {}, {"--class", kind, "cash, clearing, intercompany, estimate, other or not_stated", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(setAccountTrait(*workspace, entity, account, *known, call.flag("--key"), reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("account", account).set("class", kind).set("key", call.flag("--key")), texts::sentence("account.trait_done", {account, entity, kind}));
    return kDone;
}

Json coverageJson(const EntityCoverage& each)
{
    const auto number = [](std::size_t n) { return Json(static_cast<std::int64_t>(n)); };
    const auto money = [&](std::int64_t minor) { return Json(formatMinor(minor, each.digits)); };
    const recon::AccountProgress& progress = each.progress;
    Json json;
    json.set("entity", each.entity).set("trial_balance", each.trialBalance).set("currency", each.currency).set("balanced", each.balanced);
    json.set("accounts", number(each.accounts)).set("covered", number(each.covered)).set("money", money(each.money)).set("covered_money", money(each.coveredMoney));
    json.set("due", number(progress.due)).set("done", number(progress.done)).set("by_rule", number(progress.byRule)).set("late", number(progress.late));
    json.set("due_money", money(progress.dueMoney)).set("done_money", money(progress.doneMoney));
    Json::Array untied;
    for (const std::string& account : progress.untied)
        untied.emplace_back(account);
    return json.set("untied", Json(std::move(untied)));
}

/// How far the accounts of the trial balances are, in number and in money.
Result<int> coverage(Call& call)
{
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    const auto& [workspace, period] = opened;
    const std::string named = period.period.name();
    OXSEAL_TRY(const ReconOverview overview, reconOverview(*workspace, period, call.value("--entity").value_or("")));
    Json::Array entities, accounts;
    std::vector<std::string> text;
    for (const EntityCoverage& each : overview.entities) {
        const recon::AccountProgress& p = each.progress;
        entities.push_back(coverageJson(each));
        text.push_back(!each.trialBalance ? texts::sentence("account.coverage_none", {each.entity, named})
                                          : texts::sentence("account.coverage", {each.entity, std::to_string(p.done), std::to_string(p.due), std::to_string(p.byRule),
                                                formatAmount(p.doneMoney, each.digits), formatAmount(p.dueMoney, each.digits), each.currency,
                                                std::to_string(p.late), std::to_string(p.untied.size()), std::to_string(each.covered) + " / " + std::to_string(each.accounts)}));
        for (const AccountOverview& row : overview.accounts) {
            if (row.entity != each.entity)
                continue;
            Json one;
            one.set("entity", row.entity).set("account", row.account.plan.account).set("name", row.account.name).set("state", recon::name(row.account.state));
            one.set("moved_from", row.account.movedFrom).set("support", recon::name(row.support)).set("due", row.due ? Json(row.due->iso()) : Json());
            accounts.push_back(one.set("late", row.late).set("class", recon::name(row.kind)).set("key", row.key));
            text.push_back(texts::sentence("account.coverage_line", {row.account.plan.account, row.account.name, formatAmount(row.account.balance, row.digits),
                                                                        recon::name(row.support), row.due ? row.due->iso() : "–"}));
        }
    }
    call.print(Json().set("period", named).set("entities", Json(std::move(entities))).set("accounts", Json(std::move(accounts))), join(text, "\n"));
    return kDone;
}

Json limitJson(const AccountLimitRow& row, const std::string& by)
{
    const auto number = [](const auto& value) { return value ? Json(static_cast<std::int64_t>(*value)) : Json(); };
    Json json(Json::Object{{"entity", row.entity}, {"account", row.account}, {"version", row.version}, {"investigate_from", number(row.limits.investigateFrom)}});
    json.set("investigate_share", number(row.limits.investigateShare)).set("timing_days", number(row.limits.timingDays));
    json.set("write_off_most", number(row.limits.writeOffMost)).set("close_most", number(row.limits.closeMost));
    return json.set("reason", row.reason).set("set_by", by).set("set_at", row.setAt.iso());
}

Result<std::optional<std::int64_t>> unitsOption(const Call& call, const char* option)
{
    const auto text = call.value(option);
    std::int64_t number = 0;
    if (!text)
        return std::optional<std::int64_t>();
    if (!parseInteger(*text, number))
        return fail(kBadValue, {}, {option, *text, "a whole number of units of the currency", call.noun()});
    return std::optional<std::int64_t>(number);
}

/// What was set, of one account or all.
Result<int> showLimits(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const auto history, limitHistory(workspace->db(), call.value("--entity").value_or(""), call.value("--account").value_or("")));
    Json::Array all;
    std::string text = texts::sentence("recon.limit.head", {std::to_string(history.size())});
    for (const AccountLimitRow& row : history) {
        OXSEAL_TRY(const Person person, personById(workspace->db(), row.setBy));
        const std::string words = row.limits.any() ? limitWords(row.limits, {}) : texts::sentence("recon.limit.policy");
        all.push_back(limitJson(row, person.name));
        text += "\n  "
            + texts::sentence("recon.limit.line", {row.entity + "/" + row.account, std::to_string(row.version), person.name, row.setAt.day().iso(), words, row.reason});
    }
    call.print(Json(Json::Object{{"limits", std::move(all)}}), text);
    return kDone;
}

Result<int> limits(Call& call)
{
    const std::vector<const char*> setting{"--large-from", "--large-percent", "--timing-days", "--write-off-most", "--close-most", "--as-policy"};
    if (std::none_of(setting.begin(), setting.end(), [&](const char* option) { return call.has(option); }))
        return showLimits(call);
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string account, call.required("--account"));
    recon::AccountLimits limits;
    OXSEAL_TRY(limits.investigateFrom, unitsOption(call, "--large-from"));
    OXSEAL_TRY(limits.writeOffMost, unitsOption(call, "--write-off-most"));
    OXSEAL_TRY(limits.closeMost, unitsOption(call, "--close-most"));
    OXSEAL_TRY(const auto days, unitsOption(call, "--timing-days"));
    if (days)
        limits.timingDays = *days >= 0 && *days <= 1000 ? static_cast<int>(*days) : 0;
    if (const auto percent = call.value("--large-percent")) {
        limits.investigateShare = recon::shareFromText(*percent);
        if (!limits.investigateShare)
            return fail(kBadValue, {}, {"--large-percent", *percent, "a share such as 2.5", call.noun()});
    }
    if (call.flag("--as-policy") && limits.any())
        return fail(kOptionsExclude, {}, {"--as-policy", "a limit"});
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const int version, setAccountLimits(*workspace, entity, account, limits, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("account", entity + "/" + account).set("version", version),
        texts::sentence("recon.limit.set", {entity + "/" + account, std::to_string(version), limits.any() ? limitWords(limits, {}) : texts::sentence("recon.limit.policy")}));
    return kDone;
}

} // namespace

void addAccountVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"account", verb, synopsis, std::move(options), run});
    };
    add("coverage", "account coverage WORKSPACE --period P [--entity E]", {"--period=", "--entity="}, coverage);
    add("trait", "account trait WORKSPACE --entity E --account A --class C [--key]", {"--entity=", "--account=", "--class=", "--key"}, trait);
    add("limits", "account limits WORKSPACE [--entity E] [--account A] [--large-from N] [--large-percent P] [--timing-days N] [--write-off-most N] [--close-most N] [--as-policy]",
        {"--entity=", "--account=", "--large-from=", "--large-percent=", "--timing-days=", "--write-off-most=", "--close-most=", "--as-policy"}, limits);
    add("candidates", "account candidates WORKSPACE --entity E --period P", {"--entity=", "--period="}, candidates);
    add("auto-close", "account auto-close WORKSPACE --entity E --period P", {"--entity=", "--period="}, close);
    add("closed", "account closed WORKSPACE --period P", {"--period="}, closed);
    add("sample", "account sample WORKSPACE --period P --seed TEXT", {"--period=", "--seed="}, sample);
    add("look", "account look WORKSPACE --close N --outcome agrees|wrong", {"--close=", "--outcome="}, look);
}

} // namespace oxseal::cli
