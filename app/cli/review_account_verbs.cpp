// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_account_verbs.h"

#include "app/cli/review_options.h"
#include "models/core/text.h"
#include "storage/actions/account_fact_actions.h"
#include "storage/actions/identity_actions.h"
#include "storage/reads/person_names.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal::cli {
namespace {

Result<int> state(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    AccountStatement statement;
    OXSEAL_TRY(statement.account, call.required("--account"));
    statement.owner = call.value("--owner");
    statement.purpose = call.value("--purpose");
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const CampaignRow campaign, campaignById(workspace->db(), id));
    OXSEAL_CHECK(stateAccount(*workspace, id, statement, reason));
    OXSEAL_TRY(const std::vector<AccountFactRow> facts, identity_repo::facts(workspace->db()));
    OXSEAL_CHECK(workspace->close());
    Json json(Json::Object{{"campaign", id.value}, {"account", statement.account}});
    std::vector<std::string> said;
    const auto add = [&](access::AccountFact what, bool given) {
        // The last of its kind is what was just stated.
        const auto last = std::find_if(facts.rbegin(), facts.rend(), [&](const AccountFactRow& row) { return row.fact.account == statement.account && row.fact.what == what; });
        if (!given || last == facts.rend())
            return;
        const std::string word = texts::sentence((std::string("access.fact.") + name(what)).c_str());
        json.set(name(what), last->fact.value);
        said.push_back(last->fact.value.empty() ? texts::sentence("access.account_taken_back", {word}) : texts::sentence("access.account_fact", {word, last->fact.value}));
    };
    add(access::AccountFact::Owner, statement.owner.has_value());
    add(access::AccountFact::Purpose, statement.purpose.has_value());
    call.print(json, texts::sentence("access.account_stated", {statement.account, join(said, ", "), campaign.system}));
    return kDone;
}

std::string workerText(const access::Worker& worker) { return worker.name + " (" + worker.employeeId + ")"; }

std::string decisionText(const IdentityDecisionRow& row, const NamesById& names)
{
    return texts::sentence(row.decision.same ? "access.identity_is" : "access.identity_is_not",
        {row.worker + " (" + row.decision.employeeId + ")", named(names, row.by), row.at.day().iso(), row.why});
}

Json decisionJson(const IdentityDecisionRow& row, const NamesById& logins, bool lapsed)
{
    return Json::Object{{"decision", row.decision.id}, {"employee_id", row.decision.employeeId}, {"worker", row.worker}, {"same", row.decision.same}, {"by", named(logins, row.by)},
        {"at", row.at.iso()}, {"why", row.why}, {"campaign", row.campaign.value}, {"lapsed", lapsed}};
}

/// One account of the queue, as JSON and as lines of text.
Json queueLine(const IdentitySheet& sheet, const IdentityLine& line, const NamesById& names, const NamesById& logins, std::string& text)
{
    const access::Account& account = sheet.listing.accounts[line.doubt.account];
    const auto& workers = sheet.roster.workers();
    Json::Array candidates, decisions;
    std::vector<std::string> said;
    for (const std::uint32_t at : line.doubt.candidates) {
        candidates.emplace_back(Json::Object{{"employee_id", workers[at].employeeId}, {"name", workers[at].name}, {"department", workers[at].department}});
        said.push_back(workerText(workers[at]));
    }
    const std::string stated = line.doubt.match.worker < 0 ? std::string() : workers[static_cast<std::size_t>(line.doubt.match.worker)].employeeId;
    text += "\n" + texts::sentence("access.doubt_line", {account.id, account.name, texts::sentence((std::string("access.doubt.") + name(line.doubt.doubt)).c_str()),
                        stated.empty() ? texts::sentence("access.doubt_nobody") : stated, said.empty() ? "–" : join(said, ", ")});
    for (const IdentityDecisionRow& row : line.standing) {
        decisions.push_back(decisionJson(row, logins, false));
        text += "\n      " + decisionText(row, names) + "; " + texts::sentence(row.decision.id <= sheet.campaign.identitiesThrough ? "access.identity_counts" : "access.identity_later");
    }
    for (const IdentityDecisionRow& row : line.lapsed) {
        decisions.push_back(decisionJson(row, logins, true));
        text += "\n      " + texts::sentence("access.identity_lapsed", {decisionText(row, names)});
    }
    return Json::Object{{"account", account.id}, {"name", account.name}, {"stated_id", account.employeeId}, {"email", account.email}, {"doubt", name(line.doubt.doubt)},
        {"counts_as", stated}, {"candidates", std::move(candidates)}, {"settled", line.settled}, {"decisions", std::move(decisions)}};
}

/// Accounts of which it is not sure whose they are, with the evidence and what was decided.
Result<int> identities(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const IdentitySheet sheet, identitySheet(*workspace, id));
    OXSEAL_TRY(const NamesById names, namesById(workspace->db()));
    OXSEAL_TRY(const NamesById logins, loginsById(workspace->db()));
    std::string text = texts::sentence("access.doubts", {std::to_string(sheet.queue.lines.size()), std::to_string(sheet.queue.open)});
    Json::Array doubts;
    for (const IdentityLine& line : sheet.queue.lines)
        doubts.push_back(queueLine(sheet, line, names, logins, text));
    call.print(Json::Object{{"campaign", id.value}, {"open", static_cast<std::int64_t>(sheet.queue.open)}, {"doubts", std::move(doubts)}}, text);
    return call.flag("--fail-on-findings") && sheet.queue.open > 0 ? kNegative : kDone;
}

Result<int> decideIdentityVerb(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    IdentityVerdict verdict;
    OXSEAL_TRY(verdict.account, call.required("--account"));
    const auto is = call.value("--is");
    const auto isNot = call.value("--is-not");
    if (is.has_value() == isNot.has_value())
        return fail(kBadValue, {}, {"--is", is.value_or(""), "one employee number, with --is or with --is-not", call.noun()});
    verdict.same = is.has_value();
    verdict.employeeId = is ? *is : *isNot;
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(decideIdentity(*workspace, id, verdict, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"campaign", id.value}, {"account", verdict.account}, {"employee_id", verdict.employeeId}, {"same", verdict.same}});
    call.print(json, texts::sentence(verdict.same ? "access.identity_done" : "access.identity_done_not", {verdict.account, verdict.employeeId, std::to_string(id.value)}));
    return kDone;
}

} // namespace

Result<AccountFacts> AccountFacts::of(Workspace& workspace, const CampaignRow& campaign)
{
    AccountFacts out;
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), campaign.listing));
    OXSEAL_TRY(out.listing_, loadListing(workspace, info));
    OXSEAL_TRY(out.roster_, loadRoster(workspace, campaign.roster));
    OXSEAL_TRY(out.sheet_, nonHumanSheet(workspace.db(), campaign, out.listing_, out.roster_));
    OXSEAL_TRY(out.logins_, loginsById(workspace.db()));
    return out;
}

std::string AccountFacts::worded(const std::string& value, access::FactSource from, std::int64_t statement) const
{
    const AccountFactRow* row = from == access::FactSource::Stated ? sheet_.statement(statement) : nullptr;
    if (row != nullptr)
        return texts::sentence("access.fact_from.stated", {value, named(logins_, row->by), row->at.day().iso()});
    return from == access::FactSource::Unknown ? texts::sentence("access.fact_not_known") : value;
}

std::string AccountFacts::add(const LineRow& line, Json& entry)
{
    entry.set("account_facts", Json());
    const auto row = static_cast<std::size_t>(line.row);
    if (row >= listing_.grants.size())
        return {};
    const access::NonHumanAccount* found = sheet_.of(listing_.grants[row].account);
    if (found == nullptr)
        return {};
    Json facts(Json::Object{{"type", access::name(listing_.accounts[found->account].type)}, {"owner", found->owner}, {"owner_from", access::name(found->ownerFrom)},
        {"purpose", found->purpose}, {"purpose_from", access::name(found->purposeFrom)}});
    facts.set("key_age_days", found->keyAge ? Json(std::int64_t{*found->keyAge}) : Json());
    entry.set("account_facts", std::move(facts));
    if (!said_.insert(found->account).second)
        return {};
    return texts::sentence("access.non_human_line",
        {worded(ownerName(*found, roster_), found->ownerFrom, found->ownerStated), worded(found->purpose, found->purposeFrom, found->purposeStated),
            found->keyAge ? texts::sentence("access.key_age", {std::to_string(*found->keyAge)}) : texts::sentence("access.fact_not_known")});
}

void addReviewAccountVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"review", verb, synopsis, std::move(options), run});
    };
    add("state", "review state WORKSPACE --campaign N --account A --owner E --purpose TEXT", {"--campaign=", "--account=", "--owner=", "--purpose="}, state);
    add("identities", "review identities WORKSPACE --campaign N", {"--campaign="}, identities);
    add("identity-decide", "review identity-decide WORKSPACE --campaign N --account A --is E (or --is-not E)", {"--campaign=", "--account=", "--is=", "--is-not="}, decideIdentityVerb);
}

} // namespace oxseal::cli
