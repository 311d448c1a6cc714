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

/// Labels in the form in which they are asked for.
class Labels
{
public:
    explicit Labels(const ScorecardInput& input) : input_(input), placed_(input.alone)
    {
        for (const auto& [bank, books] : input.truth) {
            placed_.insert(bank);
            placed_.insert(books);
        }
    }

    [[nodiscard]] std::optional<bool> of(const KeyPair& pair) const
    {
        if (input_.truth.contains(pair))
            return true;
        if (input_.refused.contains(pair) || placed_.contains(pair.first) || placed_.contains(pair.second))
            return false;
        return std::nullopt;
    }

    /// A match is wrong as soon as one of its pairs is, and right when all are.
    [[nodiscard]] std::optional<bool> of(const JudgedDecision& decision) const
    {
        bool known = true;
        for (const KeyPair& pair : decision.pairs) {
            const auto label = of(pair);
            if (label == false)
                return false;
            known = known && label.has_value();
        }
        return known ? std::optional(true) : std::nullopt;
    }

    /// `best`: the pairs without a label count as right.
    [[nodiscard]] Confusion judged(const std::set<KeyPair>& said, std::int64_t compared, bool best) const
    {
        Confusion out;
        std::int64_t unknown = 0;
        for (const KeyPair& pair : said) {
            const auto label = of(pair);
            ++(!label ? unknown : *label ? out.truePositive : out.falsePositive);
        }
        const auto truth = static_cast<std::int64_t>(input_.truth.size());
        out.falseNegative = truth - out.truePositive;
        out.trueNegative = std::max<std::int64_t>(0, compared - truth - out.falsePositive - unknown);
        if (best)
            out.truePositive += unknown;
        return out;
    }

private:
    const ScorecardInput& input_;
    std::set<std::string> placed_; ///< lines of which a person said where they belong
};

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
    else if (card.automaticPairs >= limits.fewestLabels)
        find(card, "precision_at_best", card.bestLow, limits.precisionLow, true, true);
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

void judgePairs(Scorecard& card, const ScorecardInput& input, const Labels& labels)
{
    const auto all = pairsOf(input.decisions, false);
    const auto automatic = pairsOf(input.decisions, true);
    card.all = labels.judged(all, input.compared, false);
    card.bestAll = labels.judged(all, input.compared, true);
    card.automatic = labels.judged(automatic, input.compared, false);
    card.bestAutomatic = labels.judged(automatic, input.compared, true);
    card.challenger = labels.judged(input.challenger, 0, false);
    card.automaticPairs = static_cast<std::int64_t>(automatic.size());
    card.labels = card.automatic.truePositive + card.automatic.falsePositive;
    card.automaticLow = wilsonLower(card.automatic.truePositive, card.labels);
    card.automaticHigh = wilsonUpper(card.automatic.truePositive, card.labels);
    card.bestLow = wilsonLower(card.bestAutomatic.truePositive, card.automaticPairs);
    card.lostToBlocking = input.lostToBlocking;
}

void judgeDecisions(Scorecard& card, const ScorecardInput& input, const Labels& labels, std::vector<Forecast>& forecasts)
{
    for (const JudgedDecision& each : input.decisions) {
        const auto right = each.pairs.empty() ? std::nullopt : labels.of(each);
        if (each.probability && right)
            forecasts.push_back({*each.probability, *right});
        card.automaticMatches += each.automatic ? 1 : 0;
        card.automaticExamined += each.automatic && right ? 1 : 0;
        if (each.automatic && right == false) {
            std::int64_t& sum = card.amountMismatched[each.currency];
            const std::int64_t size = each.amount < 0 ? -each.amount : each.amount;
            if (__builtin_add_overflow(sum, size, &sum))
                sum = INT64_MAX;
        }
        card.overrides += each.overridden ? 1 : 0;
    }
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

std::optional<bool> labelOf(const ScorecardInput& input, const KeyPair& pair) { return Labels(input).of(pair); }

Scorecard scorecardOf(const ScorecardInput& input, const MonitoringLimits& limits)
{
    Scorecard card;
    const Labels labels(input);
    std::vector<Forecast> forecasts;
    judgePairs(card, input, labels);
    judgeDecisions(card, input, labels, forecasts);
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
    card.blindLow = wilsonLower(input.blindAgreed, input.blindAnswered);
    card.blindHigh = wilsonUpper(input.blindAgreed, input.blindAnswered);
    card.baseline = !input.before.type.empty();
    card.lines = input.lines;
    card.micros = input.micros;
    judge(card, limits);
    return card;
}

Json scorecardJson(const Scorecard& card, const MonitoringLimits& limits)
{
    Json json;
    json.set("all", confusionJson(card.all)).set("automatic", confusionJson(card.automatic)).set("challenger", confusionJson(card.challenger));
    json.set("labels_from", "persons").set("labels", card.labels).set("labels_needed", limits.fewestLabels).set("enough_labels", card.enoughLabels(limits));
    json.set("automatic_pairs", card.automaticPairs).set("automatic_matches", card.automaticMatches).set("automatic_examined", card.automaticExamined);
    json.set("automatic_precision_low", shareJson(card.automaticLow)).set("automatic_precision_high", shareJson(card.automaticHigh));
    Json best;
    best.set("precision", shareJson(card.bestAutomatic.precision())).set("precision_low", shareJson(card.bestLow));
    json.set("at_best", best.set("recall", shareJson(card.bestAll.recall())).set("f1", shareJson(card.bestAll.f1())));
    json.set("blind_low", shareJson(card.blindLow)).set("blind_high", shareJson(card.blindHigh)).set("baseline", card.baseline);
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
