// SPDX-License-Identifier: GPL-3.0-or-later
// What people said about the matches of a period, and what the matcher had decided.
#include "storage/reads/blocking_reads.h"
#include "storage/reads/label_pairs.h"
#include "storage/reads/scorecard_reads.h"
#include "storage/repos/match_repo.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

using namespace oxseal::recon;

/// What the passes alone would match, and which pairs of the truth the learnt stage never looked at.
Status addFromRecord(const Json& record, ReconciliationId id, const std::set<KeyPair>& truth, ScorecardInput& input)
{
    OXSEAL_TRY(const RecordedRun run, readMatchRecord(record));
    OXSEAL_TRY(const MatchResult alone, matchLines(run.left, run.right, run.policy.rules));
    for (const MatchGroup& group : alone.groups) {
        if (group.state != MatchState::Auto)
            continue;
        for (const std::uint32_t left : alone.left(group)) {
            for (const std::uint32_t right : alone.right(group))
                input.challenger.emplace(keyUnder(id, std::string(run.left[left].id)), keyUnder(id, std::string(run.right[right].id)));
        }
    }
    const Json& model = record["model"];
    if (!model.contains("pairs_compared"))
        return {};
    input.compared += model["pairs_compared"].toInteger();
    OXSEAL_TRY(const auto unseen, unseenPairs(record, id, truth));
    input.lostToBlocking += unseen ? static_cast<std::int64_t>(unseen->size()) : 0;
    return {};
}

JudgedDecision judgedOf(const MatchDecisionRow& row, const ReconRow& recon, bool overridden)
{
    JudgedDecision out;
    out.pairs = pairsUnder(recon.id, joinedKeys(row.bank), joinedKeys(row.books));
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

/// What people said about the lines of one reconciliation.
class Words
{
public:
    Words(const ReconView& view, ScorecardInput& input) : id_(view.row.id), input_(input), truth_(groupedPairs(view, true))
    {
        for (const auto& [bank, books] : truth_) {
            placed_.insert(bank);
            placed_.insert(books);
        }
    }

    /// Pairs that a person took apart and nobody put together since.
    Status refusals(Database& db, const ReconRow& row)
    {
        OXSEAL_TRY(const auto refused, repo::refusedPairs(db, row.entity, row.account));
        for (const auto& [bank, books] : refused)
            refused_.emplace(keyUnder(id_, bank), keyUnder(id_, books));
        input_.refused.insert(refused_.begin(), refused_.end());
        return {};
    }

    /// An answer given blind; what a person decided about the lines in the reconciliation itself goes before it.
    void answer(const BlindAnswerRow& row)
    {
        const auto bank = joinedKeys(row.bank);
        const auto pairs = pairsUnder(id_, bank, joinedKeys(*row.answer));
        std::set<std::string> lines;
        for (const std::string& key : bank)
            lines.insert(keyUnder(id_, key));
        for (const KeyPair& pair : pairs)
            lines.insert(pair.second);
        const bool known = std::any_of(lines.begin(), lines.end(), [this](const std::string& line) { return placed_.contains(line); })
            || std::any_of(pairs.begin(), pairs.end(), [this](const KeyPair& pair) { return refused_.contains(pair); });
        if (known)
            return;
        if (pairs.empty())
            input_.alone.insert(lines.begin(), lines.end());
        truth_.insert(pairs.begin(), pairs.end());
        placed_.insert(lines.begin(), lines.end());
    }

    [[nodiscard]] const std::set<KeyPair>& truth() const noexcept { return truth_; }

private:
    ReconciliationId id_;
    ScorecardInput& input_;
    std::set<KeyPair> truth_;
    std::set<KeyPair> refused_;
    std::set<std::string> placed_;
};

/// Labels of one reviewed reconciliation. `blind`: every answer of the period, the newest sample first.
Status addReconciliation(Workspace& workspace, const ReconRow& row, const std::vector<BlindAnswerRow>& blind, ScorecardInput& input)
{
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
    OXSEAL_TRY(const auto runs, repo::matchRuns(workspace.db(), row.id));
    Words words(view, input);
    OXSEAL_CHECK(words.refusals(workspace.db(), row));
    for (const BlindAnswerRow& each : blind) {
        const auto mine = [&each](const MatchRunRow& run) { return run.id == each.match.run; };
        if (each.answer && std::any_of(runs.begin(), runs.end(), mine))
            words.answer(each);
    }
    // Pairs of lines no run saw (matched by hand before the first) say nothing about the engine.
    std::set<std::string> seen;
    std::set<std::string> alone;
    for (const MatchRunRow& run : runs) {
        OXSEAL_TRY(const std::string bytes, workspace.objects().get(run.record));
        OXSEAL_TRY(const Json record, parseJson(bytes));
        OXSEAL_CHECK(addFromRecord(record, row.id, words.truth(), input));
        OXSEAL_TRY(const auto decisions, repo::matchDecisions(workspace.db(), run.id));
        for (const MatchDecisionRow& each : decisions) {
            for (const std::string* side : {&each.bank, &each.books}) {
                for (const std::string& key : joinedKeys(*side)) {
                    seen.insert(keyUnder(row.id, key));
                    if (each.state == "auto")
                        alone.insert(keyUnder(row.id, key));
                }
            }
        }
        input.micros += run.micros;
    }
    input.lines += static_cast<std::int64_t>(seen.size());
    input.linesAutomatic += static_cast<std::int64_t>(alone.size());
    for (const KeyPair& pair : words.truth()) {
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
    std::vector<BlindAnswerRow> blind;
    OXSEAL_TRY(const auto samples, blindSamples(workspace.db(), period.id));
    for (const BlindSampleRow& sample : samples) {
        input.blindAnswered += sample.answered;
        input.blindAgreed += sample.agreed;
        OXSEAL_TRY(auto answers, blindAnswers(workspace.db(), sample.id));
        blind.insert(blind.end(), std::make_move_iterator(answers.begin()), std::make_move_iterator(answers.end()));
    }
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
        OXSEAL_CHECK(addReconciliation(workspace, row, blind, input));
        if (row.prior) {
            OXSEAL_TRY(const ReconRow prior, reconciliationById(workspace.db(), row.prior));
            OXSEAL_TRY(auto earlier, decisionsOf(workspace, prior));
            before.insert(before.end(), std::make_move_iterator(earlier.begin()), std::make_move_iterator(earlier.end()));
        }
    }
    if (!before.empty())
        input.before = featureCounts(before);
    return out;
}

} // namespace oxseal
