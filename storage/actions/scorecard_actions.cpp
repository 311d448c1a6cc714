// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/scorecard_actions.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/reads/model_register.h"
#include "storage/repos/match_repo.h"
#include "storage/repos/model_repo.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

Event monitorEvent(const char* verb, const std::string& object, Json before, Json after)
{
    return {verb, object, "model", std::move(before), std::move(after), {}};
}

std::string nameOf(const AutomaticMatch& match) { return std::to_string(match.run) + "/" + std::to_string(match.number); }

} // namespace

Result<ScorecardRow> makeScorecard(Workspace& workspace, const PeriodRow& period, const std::string& reason)
{
    return workspace.write(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Result<ScorecardRow> {
        OXSEAL_TRY(const PolicyInForce policy, policyInForce(unit.db()));
        OXSEAL_TRY(const PeriodLabels labels, periodLabels(workspace, period));
        if (labels.reviewed == 0)
            return fail(kNoLabels, {}, {period.period.name()});
        const recon::Scorecard card = recon::scorecardOf(labels.input, policy.policy.monitoring);
        ScorecardRow row;
        row.period = period.id;
        row.periodName = period.period.name();
        row.at = unit.now();
        row.person = unit.actor().person;
        row.policyVersion = policy.policy.version;
        row.body = recon::scorecardJson(card, policy.policy.monitoring);
        row.body.set("period", row.periodName).set("policy", row.policyVersion).set("engine", recon::kMatchEngine);
        row.body.set("reconciliations_reviewed", static_cast<std::int64_t>(labels.reviewed));
        row.body.set("reconciliations_waiting", static_cast<std::int64_t>(labels.waiting));
        Json::Array differences;
        for (const recon::ChallengerDifference& each : recon::challengerDifferences(labels.input)) {
            const auto list = [](const std::vector<std::string>& keys) { return Json(join(keys, ";")); };
            differences.push_back(Json().set("bank", each.bank).set("champion", list(each.champion)).set("challenger", list(each.challenger)).set("truth", list(each.truth)));
        }
        row.body.set("challenger_differences", Json(std::move(differences)));
        row.sha256 = sha256(canonicalJson(row.body));
        row.stopped = card.stopped;
        OXSEAL_TRY(row.id, repo::insertScorecard(unit.db(), row));
        unit.record(monitorEvent("model.scorecard", "scorecard:" + std::to_string(row.id), {},
            Json().set("period", row.periodName).set("policy", row.policyVersion).set("sha256", row.sha256.hex()).set("stopped", row.stopped)));
        return row;
    });
}

Result<BlindSampleRow> drawBlindSample(Workspace& workspace, const PeriodRow& period, const std::string& seed, std::size_t size, const std::string& reason)
{
    return workspace.write(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Result<BlindSampleRow> {
        OXSEAL_TRY(auto population, automaticMatches(unit.db(), period.id));
        if (population.empty())
            return fail(kNothingAutomatic, {}, {period.period.name()});
        BlindSampleRow row;
        row.period = period.id;
        row.at = unit.now();
        row.person = unit.actor().person;
        row.seed = seed;
        row.population = static_cast<std::int64_t>(population.size());
        std::string list;
        std::vector<std::pair<Digest, AutomaticMatch>> drawn;
        for (const AutomaticMatch& each : population) {
            list += nameOf(each) + "\n";
            drawn.emplace_back(sha256(seed + "/" + nameOf(each)), each);
        }
        row.populationSha256 = sha256(list);
        std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        drawn.resize(std::min(drawn.size(), size));
        population.clear();
        for (const auto& [digest, each] : drawn)
            population.push_back(each);
        row.size = static_cast<std::int64_t>(population.size());
        OXSEAL_TRY(row.id, repo::insertBlindSample(unit.db(), row, population));
        unit.record(monitorEvent("model.blind_sample", "sample:" + std::to_string(row.id), {},
            Json().set("period", period.period.name()).set("seed", seed).set("population", row.population)
                .set("population_sha256", row.populationSha256.hex()).set("size", row.size)));
        return row;
    });
}

Result<bool> answerBlind(Workspace& workspace, const BlindAnswer& answer, const std::string& reason)
{
    return workspace.write(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Result<bool> {
        OXSEAL_TRY(const BlindItem item, blindItem(workspace, answer.sample, answer.place));
        if (item.answered)
            return fail(kBlindAnswered, {}, {std::to_string(answer.sample), std::to_string(answer.place)});
        if (item.madeBy == unit.actor().person)
            return fail(kBlindOwnRun);
        std::set<std::string> chosen;
        for (const std::int64_t line : answer.lines) {
            const auto found = std::find_if(item.candidates.begin(), item.candidates.end(), [line](const auto& each) { return each.id == line; });
            if (found == item.candidates.end())
                return fail(kNoSuchSample, {}, {std::to_string(answer.sample), "L" + std::to_string(line)});
            chosen.insert(recordKey(*found));
        }
        const auto engine = split(item.books, ';');
        const bool agrees = chosen == std::set<std::string>(engine.begin(), engine.end());
        const std::string keys = join(std::vector<std::string>(chosen.begin(), chosen.end()), ";");
        OXSEAL_CHECK(repo::answerBlindItem(unit.db(), answer.sample, answer.place, keys, agrees, unit.actor().person, unit.now(), reason));
        unit.record(monitorEvent("model.blind_answer", "sample:" + std::to_string(answer.sample) + "/" + std::to_string(answer.place), {},
            Json().set("lines", keys).set("agrees", agrees)));
        return agrees;
    });
}

Status ruleOnOverride(Workspace& workspace, const PeriodRow& period, std::int64_t outcome, const std::string& ruling, const std::string& reason)
{
    if (ruling != "engine" && ruling != "person" && ruling != "neither")
        return fail(kUnknownRuling, {}, {ruling});
    return workspace.writeStatus(Permission::ReviewReconciliation, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto all, repo::overrideRows(unit.db(), period.id));
        const auto found = std::find_if(all.begin(), all.end(), [outcome](const auto& each) { return each.row.id == outcome; });
        if (found == all.end())
            return fail(kNoSuchOverride, {}, {std::to_string(outcome), period.period.name()});
        if (!found->row.ruling.empty())
            return fail(kRuledAlready, {}, {std::to_string(outcome), found->row.ruling});
        if (found->row.person == unit.actor().person)
            return fail(kOwnOverride);
        OXSEAL_CHECK(repo::insertRuling(unit.db(), outcome, ruling, unit.actor().person, unit.now(), reason));
        unit.record(monitorEvent("model.ruling", "override:" + std::to_string(outcome), Json().set("outcome", found->row.outcome), Json().set("ruling", ruling)));
        return {};
    });
}

Status setModelCard(Workspace& workspace, const CardWords& card, const std::string& reason)
{
    return workspace.writeStatus(Permission::ManageCompany, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto models, modelRegister(workspace));
        const auto found = std::find_if(models.begin(), models.end(), [&](const auto& each) { return each.id == card.model; });
        if (found == models.end())
            return fail(kNoSuchModel, {}, {card.model});
        OXSEAL_CHECK(repo::saveModelCard(unit.db(), card.model, {card.owner, card.tier, card.useCase, card.fallback}));
        const auto words = [](const std::string& owner, const std::string& tier, const std::string& use, const std::string& fallback) {
            return Json().set("owner", owner).set("tier", tier).set("use_case", use).set("fallback", fallback);
        };
        unit.record(monitorEvent("model.card", "model:" + card.model,
            words(found->people.owner, found->people.tier, found->people.useCase, found->people.fallback), words(card.owner, card.tier, card.useCase, card.fallback)));
        return {};
    });
}

} // namespace oxseal
