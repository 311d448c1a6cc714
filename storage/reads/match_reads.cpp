// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/match_reads.h"

#include "models/core/text.h"
#include "models/recon/party_words.h"
#include "storage/crypto/hash.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/rule_packs.h"
#include "storage/reads/taught_lines.h"
#include "storage/repos/match_repo.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using namespace oxseal::recon;

/// A legal name without what says the legal form.
std::string withoutForm(const std::string& name)
{
    static const std::set<std::string, std::less<>> forms{"inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
        "plc", "lp", "gmbh", "ag", "se", "kg", "ohg", "ug", "sa", "sarl", "sas", "bv", "nv", "spa", "srl", "ab", "as", "oy", "kk", "pty"};
    std::vector<std::string> words = split(name, ' ');
    const auto bare = [](const std::string& word) {
        std::string out = lowerAscii(word);
        std::erase_if(out, [](char c) { return c == '.' || c == ','; });
        return out;
    };
    while (words.size() > 1 && (words.back().empty() || forms.contains(bare(words.back()))))
        words.pop_back();
    std::string out = join(words, " ");
    while (!out.empty() && (out.back() == ',' || out.back() == ' '))
        out.pop_back();
    return out;
}

/// The company's other entities as they may be named in a line. A name that stands in the account owner's own says nothing.
Result<std::vector<std::string>> relatedParties(Database& db, const std::string& entity)
{
    OXSEAL_TRY(const auto all, entities(db));
    std::string own;
    for (const Entity& each : all) {
        if (each.code == entity)
            own = withoutForm(each.name);
    }
    std::vector<std::string> out;
    for (const Entity& each : all) {
        const std::string name = withoutForm(each.name);
        if (each.code != entity && !name.empty() && !mentions(own, name))
            out.push_back(name);
    }
    return out;
}

/// By book line whether its entry was made by hand, from who posted it; empty when no file of the books says that.
Result<std::vector<bool>> manualEntries(Workspace& workspace, const std::vector<const ReconLineRow*>& rows, const MatchPolicy& policy)
{
    std::map<std::int64_t, Table> tables;
    bool stated = false;
    std::vector<bool> out(rows.size(), false);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i]->snapshot)
            continue;
        auto found = tables.find(rows[i]->snapshot.value);
        if (found == tables.end()) {
            OXSEAL_TRY(Table table, loadSnapshot(workspace, rows[i]->snapshot));
            found = tables.emplace(rows[i]->snapshot.value, std::move(table)).first;
        }
        if (found->second.text("posted_by") == nullptr)
            continue;
        stated = true;
        const std::string who(found->second.textAt("posted_by", static_cast<std::size_t>(rows[i]->row)));
        out[i] = std::any_of(policy.manualWords.begin(), policy.manualWords.end(), [&](const std::string& word) { return mentions(who, word); });
    }
    if (!stated)
        out.clear();
    return out;
}

/// By book line whether it names nobody of earlier periods; empty for a first period.
Result<std::vector<bool>> newParties(Database& db, const ReconRow& row, const std::vector<const ReconLineRow*>& rows)
{
    std::vector<ReconLineRow> earlier;
    for (ReconciliationId prior = row.prior; prior;) {
        OXSEAL_TRY(auto lines, repo::reconLines(db, prior));
        std::erase_if(lines, [](const ReconLineRow& line) { return line.origin != ItemOrigin::Books; });
        earlier.insert(earlier.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
        OXSEAL_TRY(const ReconRow before, reconciliationById(db, prior));
        prior = before.prior;
    }
    std::vector<bool> out;
    if (earlier.empty())
        return out;
    std::vector<std::string_view> descriptions;
    for (const ReconLineRow& line : earlier)
        descriptions.push_back(line.description);
    const KnownParties known(descriptions);
    for (const ReconLineRow* line : rows)
        out.push_back(!line->carried && known.isNew(line->description));
    return out;
}

} // namespace

Result<Json> shippedPolicy()
{
    OXSEAL_TRY(Json policy, resourceJson(":/rules/match_policy.json"));
    OXSEAL_TRY(const Json rules, resourceJson(":/rules/match_passes.json"));
    policy.set("rules", rules);
    return policy;
}

Result<PolicyInForce> policyInForce(Database& db)
{
    PolicyInForce out;
    std::string body;
    OXSEAL_TRY(out.adopted, db.one(R"sql(
        SELECT body FROM model_version WHERE model = 'matcher' AND state = 'approved' ORDER BY version DESC LIMIT 1)sql",
        {}, [&body](const SqlRow& row) { body = row.string(0); }));
    if (out.adopted) {
        OXSEAL_TRY(out.json, parseJson(body));
    } else {
        OXSEAL_TRY(out.json, shippedPolicy());
        body = canonicalJson(out.json);
    }
    out.sha256 = sha256(body);
    OXSEAL_TRY(out.policy, parseMatchPolicy(out.json));
    return out;
}

std::string recordKey(const ReconLineRow& line) { return std::string(recon::name(line.origin)) + ":" + line.key; }

Result<MatchInputs> matchInputs(Workspace& workspace, const ReconView& view, const PolicyInForce& inForce)
{
    const MatchPolicy& policy = inForce.policy;
    MatchInputs out;
    out.context.adopted = inForce.adopted;
    const Currency currency = Currency::fromCode(view.row.currency).value_or(Currency());
    for (const ReconLineRow& row : view.lines) {
        if (!row.open())
            continue;
        const bool books = row.origin == ItemOrigin::Books;
        (books ? out.bookRows : out.bankRows).push_back(&row);
        (books ? out.books : out.bank).push_back({out.texts.emplace_back(recordKey(row)), view.row.account, row.reference, row.description, row.amount, row.day, currency});
    }
    out.context.account = view.row.entity + "/" + view.row.account;
    out.context.periodEnd = view.period.last;
    out.context.digits = view.row.digits;
    OXSEAL_TRY(const auto plans, accountPlans(workspace.db(), view.row.entity));
    for (const AccountPlan& plan : plans) {
        if (plan.account == view.row.account && plan.method != AccountMethod::Unassigned)
            out.context.risk = plan.risk;
    }
    OXSEAL_TRY(out.context.relatedParties, relatedParties(workspace.db(), view.row.entity));
    OXSEAL_TRY(out.context.manual, manualEntries(workspace, out.bookRows, policy));
    OXSEAL_TRY(out.context.newParty, newParties(workspace.db(), view.row, out.bookRows));
    OXSEAL_TRY(out.context.refused, repo::refusedPairs(workspace.db(), view.row.entity, view.row.account));
    OXSEAL_CHECK(addTaughtLines(workspace, view, out));
    OXSEAL_TRY(out.context.stopped, matchingStopped(workspace.db(), policy.version));
    return out;
}

Result<std::string> matchingStopped(Database& db, std::int64_t policyVersion)
{
    std::string stopped;
    std::int64_t since = 0; // last day of the period whose figures stopped it
    std::int64_t shown = 0; // labels those figures rest on
    OXSEAL_CHECK(db.each(R"sql(
        SELECT s.stopped, p.last_day, coalesce(json_extract(s.body, '$.labels'), 0), coalesce(json_extract(s.body, '$.labels_needed'), 0)
        FROM match_scorecard s JOIN period p ON p.id = s.period_id WHERE s.policy_version = ? ORDER BY s.id)sql",
        {policyVersion}, [&](const SqlRow& row) {
            const std::int64_t end = row.integer(1);
            const std::int64_t labels = row.integer(2);
            const bool speaks = end >= since && labels >= std::max<std::int64_t>(1, std::min(shown, row.integer(3)));
            if (!row.text(0).empty() && (stopped.empty() || end >= since)) {
                stopped = row.string(0);
                since = end;
                shown = labels;
            } else if (row.text(0).empty() && speaks) {
                stopped.clear();
            }
            return true;
        }));
    return stopped;
}

const MatchRunRow& MatchRunView::runOf(const MatchDecisionRow& decision) const
{
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const auto& each) { return each.id == decision.run; });
    return found == runs.end() ? run : *found;
}

Result<std::optional<MatchRunView>> lastMatchRun(Workspace& workspace, ReconciliationId id)
{
    MatchRunView view;
    OXSEAL_TRY(view.runs, repo::matchRuns(workspace.db(), id));
    if (view.runs.empty())
        return std::optional<MatchRunView>();
    view.run = view.runs.back();
    for (auto each = view.runs.rbegin(); each != view.runs.rend(); ++each) {
        OXSEAL_TRY(auto decisions, repo::matchDecisions(workspace.db(), each->id));
        if (each->id != view.run.id)
            std::erase_if(decisions, [](const auto& decision) { return decision.group == 0; });
        view.decisions.insert(view.decisions.end(), std::make_move_iterator(decisions.begin()), std::make_move_iterator(decisions.end()));
    }
    return std::optional(std::move(view));
}

const MatchDecisionRow* decisionOfGroup(const MatchRunView& run, std::int64_t group)
{
    const auto found = std::find_if(run.decisions.begin(), run.decisions.end(), [group](const auto& each) { return each.group != 0 && each.group == group; });
    return found == run.decisions.end() ? nullptr : &*found;
}

const MatchDecisionRow* decisionOfLine(const MatchRunView& run, const std::string& key)
{
    const auto holds = [&](const std::string& keys) {
        const auto all = split(keys, ';');
        return std::find(all.begin(), all.end(), key) != all.end();
    };
    const auto found = std::find_if(run.decisions.begin(), run.decisions.end(), [&](const auto& each) { return holds(each.bank) || holds(each.books); });
    return found == run.decisions.end() ? nullptr : &*found;
}

Result<Reperformance> reperformRun(Workspace& workspace, ReconciliationId id)
{
    OXSEAL_TRY(const auto runs, repo::matchRuns(workspace.db(), id));
    if (runs.empty())
        return fail(kNoMatchRun, std::to_string(id.value));
    Reperformance all;
    all.same = true;
    for (const MatchRunRow& run : runs) {
        OXSEAL_TRY(const std::string bytes, workspace.objects().get(run.record));
        OXSEAL_TRY(const Json record, parseJson(bytes));
        OXSEAL_TRY(const Reperformance one, reperform(record));
        all.same = all.same && one.same;
        all.groups += one.groups;
        all.engine = one.engine;
        for (const std::string& place : one.differences)
            all.differences.push_back("run " + std::to_string(run.id) + ": " + place);
    }
    return all;
}

} // namespace oxseal
