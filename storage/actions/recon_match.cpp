// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/recon_actions.h"

#include "models/core/money.h"
#include "storage/actions/recon_support.h"
#include "storage/crypto/hash.h"
#include "storage/reads/match_reads.h"
#include "storage/repos/match_repo.h"
#include "storage/repos/recon_repo.h"
#include "storage/texts/match_sentence.h"

#include <chrono>

namespace oxseal {
namespace {

using namespace oxseal::recon;

/// The same lines under the names that people see ("L12"), for sentences.
std::vector<MatchLine> handled(const std::vector<MatchLine>& lines, const std::vector<const ReconLineRow*>& rows, std::deque<std::string>& texts)
{
    std::vector<MatchLine> out = lines;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i].id = texts.emplace_back("L" + std::to_string(rows[i]->id));
    return out;
}

std::string keysOf(std::span<const std::uint32_t> members, const std::vector<MatchLine>& lines)
{
    std::string out;
    for (const std::uint32_t member : members)
        out += (out.empty() ? "" : ";") + std::string(lines[member].id);
    return out;
}

/// One run: what went in, what came out, and the rows it leaves.
class Keeper
{
public:
    Keeper(UnitOfWork& unit, const ReconView& view, const PolicyInForce& policy, const MatchInputs& inputs, const PolicyRun& run)
        : unit_(unit), view_(view), policy_(policy), inputs_(inputs), run_(run),
          bank_(handled(inputs.bank, inputs.bankRows, texts_)), books_(handled(inputs.books, inputs.bookRows, texts_))
    {
    }

    Status keep(std::int64_t micros)
    {
        const Json record = matchRecord(inputs_.bank, inputs_.books, policy_.json, policy_.policy, inputs_.context, run_);
        const std::string bytes = canonicalJson(record);
        OXSEAL_TRY(const ObjectInfo object, unit_.objects().put(asBytes(bytes), "match_run"));
        row_.reconciliation = view_.row.id;
        row_.policyVersion = policy_.policy.version;
        row_.policySha256 = policy_.sha256;
        row_.adopted = policy_.adopted;
        row_.engine = kMatchEngine;
        row_.at = unit_.now();
        row_.madeBy = unit_.actor().person;
        row_.record = object.id;
        row_.recordSha256 = object.sha256;
        row_.dataSha256 = sha256(canonicalJson(Json().set("context", record["context"]).set("bank", record["bank"]).set("books", record["books"])));
        row_.modelSha256 = sha256(canonicalJson(record["model"]));
        row_.learnt = run_.learnt;
        row_.anchors = static_cast<std::int64_t>(run_.report.anchors);
        row_.bankLines = static_cast<std::int64_t>(inputs_.bank.size());
        row_.bookLines = static_cast<std::int64_t>(inputs_.books.size());
        row_.disagreements = static_cast<std::int64_t>(run_.disagreements.size());
        row_.lostPerMillion = static_cast<std::int64_t>(run_.report.lostPerMillion);
        row_.stopped = inputs_.context.stopped;
        row_.micros = micros;
        OXSEAL_TRY(row_.id, repo::insertMatchRun(unit_.db(), row_));
        for (std::size_t i = 0; i < run_.match.groups.size(); ++i)
            OXSEAL_CHECK(keepGroup(i, record["groups"].toArray()[i]));
        return {};
    }

    [[nodiscard]] const MatchCounts& counts() const noexcept { return counts_; }
    [[nodiscard]] const MatchRunRow& row() const noexcept { return row_; }

private:
    Status keepGroup(std::size_t number, const Json& record)
    {
        const MatchGroup& group = run_.match.groups[number];
        MatchDecisionRow decision;
        decision.run = row_.id;
        decision.number = static_cast<std::int64_t>(number) + 1;
        decision.type = name(group.type);
        decision.state = name(group.state);
        decision.rule = decisionRule(group, run_.match, policy_.policy.rules);
        decision.learnt = group.evidence != kNoLine;
        if (group.evidence != kNoLine)
            decision.probability = std::int64_t{run_.match.evidence[group.evidence].probability};
        decision.triggers = run_.triggers[number];
        const auto left = run_.match.left(group);
        const auto right = run_.match.right(group);
        decision.bank = keysOf(left, inputs_.bank);
        decision.books = keysOf(right, inputs_.books);
        for (const std::uint32_t line : left.empty() ? right : left) {
            const std::int64_t amount = (left.empty() ? inputs_.books : inputs_.bank)[line].amount;
            decision.amount = checkedAdd(decision.amount, amount).value_or(decision.amount);
        }
        if (left.size() == 1 && right.size() == 1)
            decision.lag = inputs_.bank[left[0]].date - inputs_.books[right[0]].date;
        decision.record = canonicalJson(record);
        decision.sentence = texts::decisionSentence(run_, number, bank_, books_, policy_.policy, inputs_.context);
        if (group.state == MatchState::Unmatched) {
            counts_.openBank += group.leftCount;
            counts_.openBooks += group.rightCount;
        } else {
            OXSEAL_TRY(decision.group, makeGroup(group, decision, left, right));
        }
        return repo::insertMatchDecision(unit_.db(), decision);
    }

    Result<std::int64_t> makeGroup(const MatchGroup& group, const MatchDecisionRow& decision, std::span<const std::uint32_t> left,
        std::span<const std::uint32_t> right)
    {
        ReconGroupRow row;
        row.type = decision.type;
        row.state = decision.state;
        row.rule = decision.rule;
        row.confidence = group.confidence;
        row.explanation = decision.sentence;
        row.difference = group.difference;
        row.madeBy = unit_.actor().person;
        OXSEAL_TRY(const std::int64_t made, repo::insertGroup(unit_.db(), view_.row.id, row));
        const bool decided = group.state == MatchState::Auto;
        for (const std::uint32_t member : left)
            OXSEAL_CHECK(repo::joinGroup(unit_.db(), inputs_.bankRows[member]->id, made, decided));
        for (const std::uint32_t member : right)
            OXSEAL_CHECK(repo::joinGroup(unit_.db(), inputs_.bookRows[member]->id, made, decided));
        ++(decided ? counts_.matched : group.state == MatchState::Suggested ? counts_.suggested : counts_.ambiguous);
        if (!decided) {
            counts_.openBank += group.leftCount;
            counts_.openBooks += group.rightCount;
        }
        return made;
    }

    UnitOfWork& unit_;
    const ReconView& view_;
    const PolicyInForce& policy_;
    const MatchInputs& inputs_;
    const PolicyRun& run_;
    std::deque<std::string> texts_;
    std::vector<MatchLine> bank_;
    std::vector<MatchLine> books_;
    MatchRunRow row_;
    MatchCounts counts_;
};

Json eventJson(const MatchRunRow& run, const MatchCounts& counts, const PolicyInForce& policy, bool reopened)
{
    Json after;
    after.set("policy", policy.policy.id + " " + std::to_string(run.policyVersion)).set("policy_sha256", run.policySha256.hex());
    after.set("policy_adopted", run.adopted).set("engine", run.engine).set("learnt", run.learnt);
    after.set("record_sha256", run.recordSha256.hex()).set("data_sha256", run.dataSha256.hex()).set("model_sha256", run.modelSha256.hex());
    after.set("matched", static_cast<std::int64_t>(counts.matched)).set("suggested", static_cast<std::int64_t>(counts.suggested));
    after.set("ambiguous", static_cast<std::int64_t>(counts.ambiguous)).set("disagreements", run.disagreements);
    after.set("open_bank", static_cast<std::int64_t>(counts.openBank)).set("open_books", static_cast<std::int64_t>(counts.openBooks));
    return after.set("stopped", run.stopped).set("reopened", reopened);
}

} // namespace

Result<MatchCounts> runMatch(Workspace& workspace, ReconciliationId id, const std::string& reason, const Progress& progress)
{
    MatchOptions options;
    options.progress = progress;
    return workspace.write(Permission::PrepareReconciliation, reason, [&](UnitOfWork& unit) -> Result<MatchCounts> {
        OXSEAL_TRY(const PolicyInForce policy, policyInForce(unit.db()));
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
        OXSEAL_TRY(const bool reopened, reopen(unit, view.row));
        OXSEAL_CHECK(repo::deletePendingGroups(unit.db(), id));
        OXSEAL_TRY(const MatchInputs inputs, matchInputs(workspace, view, policy));
        const auto begun = std::chrono::steady_clock::now();
        OXSEAL_TRY(const PolicyRun run, matchByPolicy(inputs.bank, inputs.books, policy.policy, inputs.context, options));
        const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
        Keeper keeper(unit, view, policy, inputs, run);
        OXSEAL_CHECK(keeper.keep(spent));
        OXSEAL_CHECK(repo::setReconRules(unit.db(), id, policy.policy.id + " " + std::to_string(policy.policy.version)));
        unit.record(reconEvent("reconcile.match", id, {}, eventJson(keeper.row(), keeper.counts(), policy, reopened)));
        MatchCounts counts = keeper.counts();
        counts.policyAdopted = policy.adopted;
        return counts;
    });
}

} // namespace oxseal
