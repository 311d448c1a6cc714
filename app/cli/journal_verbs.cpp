// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/account_verbs.h"
#include "app/cli/period_call.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/actions/journal_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

Json number(std::size_t n) { return Json(static_cast<std::int64_t>(n)); }

Json rollJson(const recon::JournalRoll& roll, int digits)
{
    const auto money = [digits](const std::optional<std::int64_t>& minor) { return minor ? Json(formatMinor(*minor, digits)) : Json(); };
    return Json().set("account", roll.account).set("before", money(roll.before)).set("opening", money(roll.opening)).set("journals", money(roll.journals)).set("closing", money(roll.closing)).set("difference", money(roll.difference));
}

Json hitJson(const JournalView& view, const JournalHit& hit)
{
    const recon::JournalEntry& entry = view.population.entries[hit.entry];
    Json json;
    json.set("entry", entry.id).set("test", recon::name(hit.test)).set("date", entry.date.iso()).set("posted_at", entry.postedAt ? Json(entry.postedAt->iso()) : Json());
    json.set("amount", formatMinor(entry.debits, view.snapshot.moneyDigits)).set("created_by", entry.createdBy).set("approved_by", entry.approvedBy);
    json.set("missing", hit.test == recon::JournalTest::NumbersMissing ? entry.missing : std::string());
    json.set("source", entry.source).set("description", entry.description).set("pair", hit.test == recon::JournalTest::RarePair ? entry.pair : std::string());
    json.set("outcome", hit.decision ? Json(hit.decision->outcome) : Json()).set("reason", hit.decision ? Json(hit.decision->reason) : Json());
    return json.set("changed", hit.changed);
}

Json sequenceJson(const recon::NumberSequence& sequence)
{
    Json::Array missing;
    for (const recon::MissingNumbers& each : sequence.missing)
        missing.push_back(each.text());
    Json json;
    json.set("prefix", sequence.prefix).set("first", sequence.first).set("last", sequence.last).set("numbers", number(sequence.numbers));
    json.set("counted", sequence.dense).set("before", sequence.before ? Json(*sequence.before) : Json()).set("restarted", sequence.restarted);
    return json.set("missing", Json(std::move(missing)));
}

/// How the numbers go on, and in a first quarter how the year begins.
void addNumbers(const JournalView& view, Json& json, std::vector<std::string>& text)
{
    json.set("new_year", view.newYear);
    json.set("year", view.year ? Json().set("result_accounts", view.year->resultAccounts).set("into", view.year->into).set("reason", view.year->reason) : Json());
    if (view.newYear && view.year)
        text.push_back(texts::sentence("journal.year.stated", {view.year->resultAccounts, view.year->into}));
    else if (view.yearUnstated())
        text.push_back(texts::sentence("journal.year.unstated"));
    Json::Array sequences;
    for (const recon::NumberSequence& sequence : view.population.sequences) {
        sequences.push_back(sequenceJson(sequence));
        if (!sequence.dense)
            continue;
        std::vector<std::string> missing;
        for (const recon::MissingNumbers& each : sequence.missing)
            missing.push_back(each.text());
        const std::string last = sequence.before ? std::to_string(*sequence.before) : std::string();
        text.push_back(texts::sentence("journal.numbers", {sequence.prefix + std::to_string(sequence.first), sequence.prefix + std::to_string(sequence.last),
            missing.empty() ? texts::sentence("journal.numbers.whole") : texts::sentence("journal.numbers.missing", {join(missing, ", ")}),
            sequence.restarted ? texts::sentence("journal.numbers.restarted", {last}) : sequence.before ? texts::sentence("journal.numbers.before", {last}) : texts::sentence("journal.numbers.alone")}));
    }
    json.set("sequences", Json(std::move(sequences)));
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const Opened opened, openFor(call, true));
    OXSEAL_TRY(const auto view, journalView(*opened.workspace, entity, opened.period));
    const std::string named = opened.period.period.name();
    if (!view)
        return fail(kNoJournals, {}, {entity, named});
    const int digits = view->snapshot.moneyDigits;
    Json json;
    json.set("entity", entity).set("period", named).set("entries", number(view->population.entries.size())).set("lines", number(view->population.lines));
    json.set("proved", view->population.proved).set("closed_on", view->closedOn.iso()).set("rule_version", view->ruleVersion).set("approved", view->rulesAdopted);
    json.set("open", number(view->open)).set("currency", view->snapshot.currency);
    Json::Array accounts, hits;
    std::vector<std::string> text{texts::sentence("journal.head", {entity, named, std::to_string(view->population.entries.size()), std::to_string(view->population.lines),
        texts::sentence(view->population.proved ? "journal.proved" : view->population.different > 0 ? "journal.different" : "journal.unproved", {std::to_string(view->population.different)}),
        std::to_string(view->hits.size()), std::to_string(view->open)})};
    for (const recon::JournalRoll& roll : view->population.accounts) {
        accounts.push_back(rollJson(roll, digits));
        if (roll.difference.value_or(0) != 0)
            text.push_back(texts::sentence("journal.roll", {roll.account, formatAmount(*roll.opening, digits), formatAmount(roll.journals, digits), formatAmount(*roll.closing, digits), formatAmount(*roll.difference, digits)}));
    }
    addNumbers(*view, json, text);
    for (const JournalHit& hit : view->hits) {
        hits.push_back(hitJson(*view, hit));
        const recon::JournalEntry& entry = view->population.entries[hit.entry];
        text.push_back(texts::sentence("journal.hit", {entry.id, entry.postedAt ? entry.postedAt->iso() : entry.date.iso(), formatAmount(entry.debits, digits), entry.createdBy,
            texts::sentence((std::string("journal.test.") + recon::name(hit.test)).c_str()) + (hit.test == recon::JournalTest::NumbersMissing ? ": " + entry.missing : std::string()), hit.decision ? hit.decision->outcome : hit.changed ? texts::sentence("journal.changed") : texts::sentence("journal.open")}));
    }
    call.print(json.set("accounts", Json(std::move(accounts))).set("hits", Json(std::move(hits))), join(text, "\n"));
    return call.flag("--fail-on-findings") && view->open > 0 ? kNegative : kDone;
}

std::string tests()
{
    std::vector<std::string> names;
    for (std::size_t at = 0; at < recon::kJournalTests; ++at)
        names.emplace_back(recon::name(static_cast<recon::JournalTest>(at)));
    return "one of " + join(names, ", ");
}

Result<int> decide(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string testName, call.required("--test"));
    OXSEAL_TRY(const std::string entries, call.required("--entries"));
    OXSEAL_TRY(const std::string outcome, call.required("--outcome"));
    OXSEAL_TRY(const std::string reason, call.reason());
    const auto test = recon::journalTestFromName(testName);
    if (!test)
        return fail(kBadValue, {}, {"--test", testName, tests(), call.noun()});
    OXSEAL_TRY(const Opened opened, openFor(call, false));
    const std::vector<std::string> ids = split(entries, ',');
    OXSEAL_CHECK(decideJournals(*opened.workspace, entity, opened.period, *test, ids, outcome, reason));
    OXSEAL_CHECK(opened.workspace->close());
    call.print(Json().set("decided", number(ids.size())).set("outcome", outcome), texts::sentence("journal.decided", {std::to_string(ids.size()), outcome}));
    return kDone;
}

Result<int> year(Call& call)
{
    OXSEAL_TRY(const std::string entity, call.required("--entity"));
    OXSEAL_TRY(const std::string reason, call.reason());
    std::string ranges, into;
    if (!call.flag("--take-back")) {
        OXSEAL_TRY(ranges, call.required("--result-accounts"));
        OXSEAL_TRY(into, call.required("--into"));
    }
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_CHECK(stateJournalYear(*workspace, entity, ranges, into, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("entity", entity).set("result_accounts", ranges).set("into", into),
        into.empty() ? texts::sentence("journal.year.taken_back", {entity}) : texts::sentence("journal.year.done", {entity, ranges, into}));
    return kDone;
}

} // namespace

void addJournalVerbs(Registry& verbs)
{
    verbs.push_back({"journal", "show", "journal show WORKSPACE --entity E --period P", {"--entity=", "--period="}, show});
    verbs.push_back({"journal", "decide", "journal decide WORKSPACE --entity E --period P --test T --entries JE1,JE2 --outcome explained|corrected|escalated",
        {"--entity=", "--period=", "--test=", "--entries=", "--outcome="}, decide});
    verbs.push_back({"journal", "year", "journal year WORKSPACE --entity E (--result-accounts 4000-8999 --into 3900 | --take-back)",
        {"--entity=", "--result-accounts=", "--into=", "--take-back"}, year});
}

} // namespace oxseal::cli
