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
    return Json().set("account", roll.account).set("opening", money(roll.opening)).set("journals", money(roll.journals)).set("closing", money(roll.closing)).set("difference", money(roll.difference));
}

Json hitJson(const JournalView& view, const JournalHit& hit)
{
    const recon::JournalEntry& entry = view.population.entries[hit.entry];
    Json json;
    json.set("entry", entry.id).set("test", recon::name(hit.test)).set("date", entry.date.iso()).set("posted_at", entry.postedAt ? Json(entry.postedAt->iso()) : Json());
    json.set("amount", formatMinor(entry.debits, view.snapshot.moneyDigits)).set("created_by", entry.createdBy).set("approved_by", entry.approvedBy);
    json.set("source", entry.source).set("description", entry.description).set("pair", hit.test == recon::JournalTest::RarePair ? entry.pair : std::string());
    json.set("outcome", hit.decision ? Json(hit.decision->outcome) : Json()).set("reason", hit.decision ? Json(hit.decision->reason) : Json());
    return json.set("changed", hit.changed);
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
    for (const JournalHit& hit : view->hits) {
        hits.push_back(hitJson(*view, hit));
        const recon::JournalEntry& entry = view->population.entries[hit.entry];
        text.push_back(texts::sentence("journal.hit", {entry.id, entry.postedAt ? entry.postedAt->iso() : entry.date.iso(), formatAmount(entry.debits, digits), entry.createdBy,
            texts::sentence((std::string("journal.test.") + recon::name(hit.test)).c_str()), hit.decision ? hit.decision->outcome : hit.changed ? texts::sentence("journal.changed") : texts::sentence("journal.open")}));
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

} // namespace

void addJournalVerbs(Registry& verbs)
{
    verbs.push_back({"journal", "show", "journal show WORKSPACE --entity E --period P", {"--entity=", "--period="}, show});
    verbs.push_back({"journal", "decide", "journal decide WORKSPACE --entity E --period P --test T --entries JE1,JE2 --outcome explained|corrected|escalated",
        {"--entity=", "--period=", "--test=", "--entries=", "--outcome="}, decide});
}

} // namespace oxseal::cli
