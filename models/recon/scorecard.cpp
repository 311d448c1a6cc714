// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/scorecard.h"

#include <algorithm>
#include <array>

namespace oxseal::recon {
namespace {

constexpr std::int32_t kReferenceDays = 180; ///< see blockPairs

std::size_t lagBin(std::int32_t lag)
{
    if (lag < 0)
        return 0;
    if (lag <= 3)
        return static_cast<std::size_t>(lag) + 1;
    return lag <= 5 ? 5 : lag <= 10 ? 6 : 7;
}

std::size_t digitsOf(std::int64_t amount)
{
    std::size_t digits = 0;
    for (std::uint64_t rest = amount < 0 ? 0U - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount); rest > 0; rest /= 10)
        ++digits;
    return std::clamp<std::size_t>(digits, 1, 12) - 1;
}

Confusion judged(const std::set<KeyPair>& said, const std::set<KeyPair>& truth, std::int64_t compared)
{
    Confusion out;
    for (const KeyPair& pair : said)
        ++(truth.contains(pair) ? out.truePositive : out.falsePositive);
    out.falseNegative = static_cast<std::int64_t>(truth.size()) - out.truePositive;
    out.trueNegative = std::max<std::int64_t>(0, compared - static_cast<std::int64_t>(truth.size()) - out.falsePositive);
    return out;
}

bool rightOf(const JudgedDecision& decision, const std::set<KeyPair>& truth)
{
    return std::all_of(decision.pairs.begin(), decision.pairs.end(), [&](const KeyPair& pair) { return truth.contains(pair); });
}

void find(Scorecard& card, const char* code, const Millionths& value, std::int64_t limit, bool below, bool stops)
{
    if (!value || (below ? *value >= limit : *value <= limit))
        return;
    card.findings.push_back({code, *value, limit, stops});
    if (stops && card.stopped.empty())
        card.stopped = code;
}

void judge(Scorecard& card, const MonitoringLimits& limits)
{
    if (card.enoughLabels(limits))
        find(card, "precision", card.automaticLow, limits.precisionLow, true, true);
    if (card.forecasts >= limits.fewestObservations)
        find(card, "calibration", card.ece, limits.ece, false, true);
    if (card.blindAgreed < card.blindAnswered)
        find(card, "blind_sample", shareOf(card.blindAgreed, card.blindAnswered), 1000000, true, true);
    const std::pair<const char*, const Millionths*> drifts[] = {{"drift_score", &card.driftScore}, {"drift_amount", &card.driftAmount},
        {"drift_lag", &card.driftLag}, {"drift_type", &card.driftType}};
    for (const auto& [code, value] : drifts) {
        const bool stops = value->value_or(0) > limits.psiStop;
        find(card, code, *value, stops ? limits.psiStop : limits.psiWatch, false, stops);
    }
    find(card, "overrides", card.overrideRate, limits.overrides, false, false);
}

Json shareJson(const Millionths& value) { return value ? Json(*value) : Json(); }

Json confusionJson(const Confusion& counts)
{
    Json json;
    json.set("true_positive", counts.truePositive).set("false_positive", counts.falsePositive).set("false_negative", counts.falseNegative);
    json.set("true_negative", counts.trueNegative).set("precision", shareJson(counts.precision())).set("recall", shareJson(counts.recall()));
    return json.set("f1", shareJson(counts.f1())).set("false_positive_rate", shareJson(counts.falsePositiveRate()));
}

std::map<std::string, std::vector<std::string>> byBank(const std::set<KeyPair>& pairs)
{
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [bank, books] : pairs)
        out[bank].push_back(books);
    return out;
}

std::set<KeyPair> pairsOf(std::span<const JudgedDecision> decisions, bool automaticOnly)
{
    std::set<KeyPair> out;
    for (const JudgedDecision& each : decisions) {
        if (each.automatic || !automaticOnly)
            out.insert(each.pairs.begin(), each.pairs.end());
    }
    return out;
}

} // namespace

FeatureCounts featureCounts(std::span<const JudgedDecision> decisions)
{
    FeatureCounts out;
    out.score.assign(10, 0);
    out.amount.assign(12, 0);
    out.lag.assign(8, 0);
    out.type.assign(3, 0);
    for (const JudgedDecision& each : decisions) {
        if (each.probability)
            ++out.score[static_cast<std::size_t>(std::uint64_t{*each.probability} * 10 >> 32U)];
        ++out.amount[digitsOf(each.amount)];
        ++out.lag[lagBin(each.lag)];
        ++out.type[each.type == "one_to_one" ? 0 : each.type.starts_with("reversal") ? 2 : 1];
    }
    return out;
}

Scorecard scorecardOf(const ScorecardInput& input, const MonitoringLimits& limits)
{
    Scorecard card;
    card.all = judged(pairsOf(input.decisions, false), input.truth, input.compared);
    card.automatic = judged(pairsOf(input.decisions, true), input.truth, input.compared);
    card.challenger = judged(input.challenger, input.truth, 0);
    card.labels = card.automatic.truePositive + card.automatic.falsePositive;
    card.automaticLow = wilsonLower(card.automatic.truePositive, card.labels);
    card.lostToBlocking = input.lostToBlocking;
    std::vector<Forecast> forecasts;
    for (const JudgedDecision& each : input.decisions) {
        const bool right = rightOf(each, input.truth);
        if (each.probability)
            forecasts.push_back({*each.probability, right});
        if (each.automatic && !right) {
            std::int64_t& sum = card.amountMismatched[each.currency];
            const std::int64_t size = each.amount < 0 ? -each.amount : each.amount;
            if (__builtin_add_overflow(sum, size, &sum))
                sum = INT64_MAX;
        }
        card.overrides += each.overridden ? 1 : 0;
    }
    card.decisions = static_cast<std::int64_t>(input.decisions.size());
    card.overrideRate = shareOf(card.overrides, card.decisions);
    card.forecasts = static_cast<std::int64_t>(forecasts.size());
    card.calibration = calibration(forecasts, kCalibrationBins);
    card.ece = expectedCalibrationError(forecasts, kCalibrationBins);
    card.brier = brierScore(forecasts);
    const FeatureCounts now = featureCounts(input.decisions);
    card.driftScore = stabilityIndex(input.before.score, now.score, limits.fewestObservations);
    card.driftAmount = stabilityIndex(input.before.amount, now.amount, limits.fewestObservations);
    card.driftLag = stabilityIndex(input.before.lag, now.lag, limits.fewestObservations);
    card.driftType = stabilityIndex(input.before.type, now.type, limits.fewestObservations);
    card.exceptionRate = shareOf(input.lines - input.linesAutomatic, input.lines);
    card.blindAnswered = input.blindAnswered;
    card.blindAgreed = input.blindAgreed;
    card.lines = input.lines;
    card.micros = input.micros;
    judge(card, limits);
    return card;
}

Json scorecardJson(const Scorecard& card, const MonitoringLimits& limits)
{
    Json json;
    json.set("all", confusionJson(card.all)).set("automatic", confusionJson(card.automatic)).set("challenger", confusionJson(card.challenger));
    json.set("labels", card.labels).set("labels_needed", limits.fewestLabels).set("automatic_precision_low", shareJson(card.automaticLow));
    json.set("lost_to_blocking", card.lostToBlocking).set("forecasts", card.forecasts).set("ece", shareJson(card.ece)).set("brier", shareJson(card.brier));
    Json::Array bins;
    for (const CalibrationBin& bin : card.calibration) {
        Json one;
        one.set("from", bin.from).set("to", bin.to).set("count", bin.count).set("right", bin.right);
        bins.push_back(one.set("stated", shareJson(bin.stated)).set("observed", shareJson(bin.observed)));
    }
    json.set("calibration", Json(std::move(bins)));
    Json drift;
    drift.set("score", shareJson(card.driftScore)).set("amount", shareJson(card.driftAmount)).set("lag", shareJson(card.driftLag));
    json.set("psi", drift.set("type", shareJson(card.driftType)));
    json.set("exception_rate", shareJson(card.exceptionRate)).set("decisions", card.decisions);
    json.set("overrides", card.overrides).set("override_rate", shareJson(card.overrideRate));
    json.set("blind_answered", card.blindAnswered).set("blind_agreed", card.blindAgreed).set("lines", card.lines).set("micros", card.micros);
    Json mismatched{Json::Object()};
    for (const auto& [currency, minor] : card.amountMismatched)
        mismatched.set(currency, std::to_string(minor));
    json.set("amount_mismatched_minor", mismatched);
    Json::Array findings;
    for (const ScoreFinding& each : card.findings)
        findings.push_back(Json().set("code", each.code).set("value", each.value).set("limit", each.limit).set("stops", each.stops));
    return json.set("findings", Json(std::move(findings))).set("stopped", card.stopped);
}

std::vector<ChallengerDifference> challengerDifferences(const ScorecardInput& input)
{
    const auto champion = byBank(pairsOf(input.decisions, false));
    const auto challenger = byBank(input.challenger);
    const auto truth = byBank(input.truth);
    std::set<std::string> lines;
    for (const auto* side : {&champion, &challenger}) {
        for (const auto& [bank, books] : *side)
            lines.insert(bank);
    }
    const auto of = [](const auto& map, const std::string& bank) {
        const auto found = map.find(bank);
        return found == map.end() ? std::vector<std::string>() : found->second;
    };
    std::vector<ChallengerDifference> out;
    for (const std::string& bank : lines) {
        ChallengerDifference each{bank, of(champion, bank), of(challenger, bank), of(truth, bank)};
        if (each.champion != each.challenger)
            out.push_back(std::move(each));
    }
    return out;
}

bool wouldCompare(const MatchLine& bank, const MatchLine& books, const DayWindow& window, std::span<const FeeSchedule> fees)
{
    if (bank.account != books.account || bank.currency != books.currency)
        return false;
    const std::int32_t lag = bank.date - books.date;
    if (!bank.reference.empty() && bank.reference == books.reference && lag >= -kReferenceDays && lag <= kReferenceDays)
        return true;
    if (!window.holds(lag))
        return false;
    std::int64_t gap = 0;
    if (__builtin_sub_overflow(books.amount, bank.amount, &gap))
        return false;
    return gap == 0 || std::any_of(fees.begin(), fees.end(), [&](const FeeSchedule& fee) { return fee.gapOf(books.amount) == gap; });
}

} // namespace oxseal::recon
