// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/scorecard_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/repos/match_repo.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

using namespace oxseal::recon;

/// Days around a bank line within which a person looks for its counterpart.
constexpr std::int32_t kBlindDays = 20;
constexpr std::int32_t kBlindChequeDays = 180;

std::vector<std::string> keysOf(const std::string& joined)
{
    return joined.empty() ? std::vector<std::string>() : split(joined, ';');
}

/// Every pair of a bank and a book line of a group, each key led by the reconciliation so that periods do not mix.
std::vector<KeyPair> pairsOf(ReconciliationId id, const std::vector<std::string>& bank, const std::vector<std::string>& books)
{
    const std::string lead = std::to_string(id.value) + "/";
    std::vector<KeyPair> out;
    for (const std::string& left : bank) {
        for (const std::string& right : books)
            out.emplace_back(lead + left, lead + right);
    }
    return out;
}

void addTruth(const ReconView& view, std::set<KeyPair>& truth)
{
    std::map<std::int64_t, std::pair<std::vector<std::string>, std::vector<std::string>>> members;
    for (const ReconLineRow& line : view.lines) {
        if (line.group != 0)
            (line.origin == ItemOrigin::Books ? members[line.group].second : members[line.group].first).push_back(recordKey(line));
    }
    for (const auto& [group, sides] : members) {
        for (KeyPair& pair : pairsOf(view.row.id, sides.first, sides.second))
            truth.insert(std::move(pair));
    }
}

std::vector<FeeSchedule> feesOf(const Json& model, int digits)
{
    std::vector<FeeSchedule> out;
    for (const Json& each : model["fees"].toArray()) {
        FeeSchedule fee;
        fee.fixed = parseMinor(each["fixed"].toString(), digits).value_or(0);
        fee.rate = each["rate_per_100000"].toInteger();
        out.push_back(fee);
    }
    return out;
}

/// What the passes alone would match, and which pairs of the truth the learnt stage never looked at.
Status addFromRecord(const Json& record, ReconciliationId id, const std::set<KeyPair>& truth, ScorecardInput& input)
{
    OXSEAL_TRY(const RecordedRun run, readMatchRecord(record));
    OXSEAL_TRY(const MatchResult alone, matchLines(run.left, run.right, run.policy.rules));
    const std::string lead = std::to_string(id.value) + "/";
    std::map<std::string, const MatchLine*> lines;
    for (const auto* side : {&run.left, &run.right}) {
        for (const MatchLine& line : *side)
            lines[lead + std::string(line.id)] = &line;
    }
    for (const MatchGroup& group : alone.groups) {
        if (group.state != MatchState::Auto)
            continue;
        for (const std::uint32_t left : alone.left(group)) {
            for (const std::uint32_t right : alone.right(group))
                input.challenger.emplace(lead + std::string(run.left[left].id), lead + std::string(run.right[right].id));
        }
    }
    const Json& model = record["model"];
    if (!model.contains("pairs_compared"))
        return {};
    input.compared += model["pairs_compared"].toInteger();
    DayWindow window;
    window.before = static_cast<std::int32_t>(model["window_before"].toInteger());
    window.after = static_cast<std::int32_t>(model["window_after"].toInteger());
    const auto fees = feesOf(model, run.context.digits);
    for (const auto& [bank, books] : truth) {
        const auto left = lines.find(bank);
        const auto right = lines.find(books);
        if (left != lines.end() && right != lines.end() && !wouldCompare(*left->second, *right->second, window, fees))
            ++input.lostToBlocking;
    }
    return {};
}

JudgedDecision judgedOf(const MatchDecisionRow& row, const ReconRow& recon, bool overridden)
{
    JudgedDecision out;
    out.pairs = pairsOf(recon.id, keysOf(row.bank), keysOf(row.books));
    out.automatic = row.state == "auto";
    if (row.probability)
        out.probability = static_cast<std::uint32_t>(*row.probability);
    out.amount = row.amount;
    out.currency = recon.currency;
    out.lag = row.lag;
    out.type = row.type;
    out.overridden = overridden;
    return out;
}

/// What every run of a reconciliation decided. Where two runs made the same match, because the first one was undone or laid out
/// anew, it counts once, as overridden when it ever was.
Result<std::vector<JudgedDecision>> decisionsOf(Workspace& workspace, const ReconRow& row)
{
    OXSEAL_TRY(const auto runs, repo::matchRuns(workspace.db(), row.id));
    std::map<std::vector<KeyPair>, JudgedDecision> byPairs;
    for (const MatchRunRow& run : runs) {
        OXSEAL_TRY(const auto overridden, repo::overriddenNumbers(workspace.db(), run.id));
        OXSEAL_TRY(const auto decisions, repo::matchDecisions(workspace.db(), run.id));
        for (const MatchDecisionRow& each : decisions) {
            if ((each.state != "auto" && each.state != "suggested") || each.bank.empty() || each.books.empty())
                continue;
            JudgedDecision judged = judgedOf(each, row, overridden.contains(each.number));
            JudgedDecision& kept = byPairs[judged.pairs];
            judged.overridden = judged.overridden || kept.overridden;
            judged.automatic = judged.automatic || kept.automatic;
            kept = std::move(judged);
        }
    }
    std::vector<JudgedDecision> out;
    for (auto& [pairs, judged] : byPairs)
        out.push_back(std::move(judged));
    return out;
}

/// Labels of one reviewed reconciliation.
Status addReconciliation(Workspace& workspace, const ReconRow& row, ScorecardInput& input)
{
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
    std::set<KeyPair> truth;
    addTruth(view, truth);
    OXSEAL_TRY(const auto runs, repo::matchRuns(workspace.db(), row.id));
    // Pairs of lines no run saw (matched by hand before the first) say nothing about the engine.
    const std::string lead = std::to_string(row.id.value) + "/";
    std::set<std::string> seen;
    std::set<std::string> alone;
    for (const MatchRunRow& run : runs) {
        OXSEAL_TRY(const std::string bytes, workspace.objects().get(run.record));
        OXSEAL_TRY(const Json record, parseJson(bytes));
        OXSEAL_CHECK(addFromRecord(record, row.id, truth, input));
        OXSEAL_TRY(const auto decisions, repo::matchDecisions(workspace.db(), run.id));
        for (const MatchDecisionRow& each : decisions) {
            for (const std::string* side : {&each.bank, &each.books}) {
                for (const std::string& key : keysOf(*side)) {
                    seen.insert(lead + key);
                    if (each.state == "auto")
                        alone.insert(lead + key);
                }
            }
        }
        input.micros += run.micros;
    }
    input.lines += static_cast<std::int64_t>(seen.size());
    input.linesAutomatic += static_cast<std::int64_t>(alone.size());
    for (const KeyPair& pair : truth) {
        if (seen.contains(pair.first))
            input.truth.insert(pair);
    }
    OXSEAL_TRY(auto decisions, decisionsOf(workspace, row));
    input.decisions.insert(input.decisions.end(), std::make_move_iterator(decisions.begin()), std::make_move_iterator(decisions.end()));
    return {};
}

} // namespace

Result<PeriodLabels> periodLabels(Workspace& workspace, const PeriodRow& period)
{
    PeriodLabels out;
    ScorecardInput& input = out.input;
    std::vector<JudgedDecision> before;
    OXSEAL_TRY(const auto rows, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : rows) {
        OXSEAL_TRY(const auto runs, repo::matchRuns(workspace.db(), row.id));
        if (runs.empty())
            continue;
        if (row.state != "reviewed") {
            ++out.waiting;
            continue;
        }
        ++out.reviewed;
        OXSEAL_CHECK(addReconciliation(workspace, row, input));
        if (row.prior) {
            OXSEAL_TRY(const ReconRow prior, reconciliationById(workspace.db(), row.prior));
            OXSEAL_TRY(auto earlier, decisionsOf(workspace, prior));
            before.insert(before.end(), std::make_move_iterator(earlier.begin()), std::make_move_iterator(earlier.end()));
        }
    }
    if (!before.empty())
        input.before = featureCounts(before);
    OXSEAL_TRY(const auto samples, blindSamples(workspace.db(), period.id));
    for (const BlindSampleRow& sample : samples) {
        input.blindAnswered += sample.answered;
        input.blindAgreed += sample.agreed;
    }
    return out;
}

Result<std::vector<ScorecardRow>> scorecards(Database& db)
{
    std::vector<ScorecardRow> out;
    Status read;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, at, person_id, policy_version, body, sha256, stopped FROM match_scorecard ORDER BY id DESC)sql",
        {}, [&](const SqlRow& row) {
            auto body = parseJson(row.text(5));
            if (!body) {
                read = failWith(body);
                return false;
            }
            ScorecardRow each;
            each.id = row.integer(0);
            each.period = PeriodId(row.integer(1));
            each.at = Instant{row.integer(2)};
            each.person = PersonId(row.integer(3));
            each.policyVersion = row.integer(4);
            each.periodName = (*body)["period"].toString();
            each.body = std::move(*body);
            each.sha256 = row.digest(6);
            each.stopped = row.string(7);
            out.push_back(std::move(each));
            return true;
        }));
    OXSEAL_CHECK(read);
    return out;
}

Result<std::vector<OverrideRow>> overrides(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(auto rows, repo::overrideRows(workspace.db(), period.id));
    std::vector<OverrideRow> out;
    std::map<std::int64_t, ReconView> views;
    for (repo::OverrideParts& parts : rows) {
        auto found = views.find(parts.reconciliation.value);
        if (found == views.end()) {
            OXSEAL_TRY(ReconView view, reconciliationView(workspace, parts.reconciliation));
            found = views.emplace(parts.reconciliation.value, std::move(view)).first;
        }
        const ReconView& view = found->second;
        OverrideRow row = std::move(parts.row);
        row.account = view.row.entity + "/" + view.row.account;
        row.digits = view.row.digits;
        row.currency = view.row.currency;
        std::set<KeyPair> now;
        addTruth(view, now);
        const auto said = pairsOf(view.row.id, keysOf(parts.bank), keysOf(parts.books));
        const bool asSaid = !said.empty() && std::all_of(said.begin(), said.end(), [&](const KeyPair& pair) { return now.contains(pair); });
        row.later = asSaid ? "engine" : view.row.state == "reviewed" ? "person" : "open";
        out.push_back(std::move(row));
    }
    return out;
}

Result<std::vector<BlindSampleRow>> blindSamples(Database& db, PeriodId period)
{
    std::vector<BlindSampleRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT s.id, s.period_id, s.at, s.person_id, s.seed, s.population, s.population_sha256, count(i.place), count(i.answer),
            coalesce(sum(i.agrees), 0)
        FROM blind_sample s LEFT JOIN blind_item i ON i.sample_id = s.id WHERE s.period_id = ? GROUP BY s.id ORDER BY s.id DESC)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), PeriodId(row.integer(1)), Instant{row.integer(2)}, PersonId(row.integer(3)), row.string(4), row.integer(5),
                row.digest(6), row.integer(7), row.integer(8), row.integer(9)});
            return true;
        }));
    return out;
}

Result<BlindItem> blindItem(Workspace& workspace, std::int64_t sample, std::int64_t place)
{
    BlindItem out;
    out.sample = sample;
    out.place = place;
    std::string bank;
    OXSEAL_TRY(const bool found, workspace.db().one(R"sql(
        SELECT r.recon_id, r.made_by, d.bank, d.books, i.answer IS NOT NULL, i.agrees
        FROM blind_item i JOIN match_run r ON r.id = i.run_id JOIN match_decision d ON d.run_id = i.run_id AND d.number = i.number
        WHERE i.sample_id = ? AND i.place = ?)sql",
        {sample, place}, [&](const SqlRow& row) {
            out.reconciliation = ReconciliationId(row.integer(0));
            out.madeBy = PersonId(row.integer(1));
            bank = row.string(2);
            out.books = row.string(3);
            out.answered = row.integer(4) != 0;
            out.agrees = row.integer(5) != 0;
        }));
    if (!found)
        return fail(kNoSuchSample, {}, {std::to_string(sample), std::to_string(place)});
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, out.reconciliation));
    out.account = view.row.entity + "/" + view.row.account;
    out.currency = view.row.currency;
    out.digits = view.row.digits;
    const auto keys = keysOf(bank);
    for (const ReconLineRow& line : view.lines) {
        if (std::find(keys.begin(), keys.end(), recordKey(line)) != keys.end())
            out.bank.push_back(line);
    }
    for (const ReconLineRow& line : view.lines) {
        const bool near = std::any_of(out.bank.begin(), out.bank.end(), [&](const ReconLineRow& mine) {
            const std::int32_t lag = mine.day - line.day;
            const std::int32_t most = mine.amount == line.amount ? kBlindChequeDays : kBlindDays;
            return (mine.amount < 0) == (line.amount < 0) && lag >= -kBlindDays && lag <= most;
        });
        if (line.origin == ItemOrigin::Books && near)
            out.candidates.push_back(line);
    }
    return out;
}

Result<std::int64_t> nextBlindPlace(Database& db, std::int64_t sample)
{
    OXSEAL_TRY(const auto known, db.integer(R"sql(SELECT count(*) FROM blind_item WHERE sample_id = ?)sql", {sample}));
    if (known.value_or(0) == 0)
        return fail(kNoSuchSample, {}, {std::to_string(sample), ""});
    OXSEAL_TRY(const auto place, db.integer(R"sql(SELECT min(place) FROM blind_item WHERE sample_id = ? AND answer IS NULL)sql", {sample}));
    return place.value_or(0);
}

Result<std::vector<BlindAnswerRow>> blindAnswers(Database& db, std::int64_t sample)
{
    std::vector<BlindAnswerRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT i.place, i.run_id, i.number, d.bank, d.books, i.answer, i.agrees, i.person_id, i.at, i.reason
        FROM blind_item i JOIN match_decision d ON d.run_id = i.run_id AND d.number = i.number WHERE i.sample_id = ? ORDER BY i.place)sql",
        {sample}, [&out](const SqlRow& row) {
            BlindAnswerRow& one = out.emplace_back();
            one.place = row.integer(0);
            one.match = {row.integer(1), row.integer(2)};
            one.bank = row.string(3);
            one.books = row.string(4);
            if (row.isNull(5))
                return true;
            one.answer = row.string(5);
            one.agrees = row.integer(6) != 0;
            one.person = PersonId(row.integer(7));
            one.at = Instant{row.integer(8)};
            one.reason = row.string(9);
            return true;
        }));
    return out;
}

Result<std::vector<AutomaticMatch>> automaticMatches(Database& db, PeriodId period)
{
    std::vector<AutomaticMatch> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT d.run_id, d.number FROM match_decision d JOIN match_run m ON m.id = d.run_id JOIN reconciliation r ON r.id = m.recon_id
        WHERE r.period_id = ? AND d.state = 'auto' AND d.group_id IS NOT NULL AND d.bank <> '' AND d.books <> ''
        ORDER BY d.run_id, d.number)sql",
        {period.value}, [&out](const SqlRow& row) {
            out.push_back({row.integer(0), row.integer(1)});
            return true;
        }));
    return out;
}

} // namespace oxseal
