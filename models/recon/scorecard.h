// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/recon/match_line.h"
#include "models/recon/match_metrics.h"
#include "models/recon/match_model.h"
#include "models/recon/match_policy.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::recon {

/// A line of the bank and one of the books that belong together, by their keys.
using KeyPair = std::pair<std::string, std::string>;

/// A match that the engine made or suggested, as it is judged later.
struct JudgedDecision
{
    std::vector<KeyPair> pairs; ///< a sum has one for each of its lines
    bool automatic = false;
    std::optional<std::uint32_t> probability; ///< learnt stage only
    std::int64_t amount = 0; ///< minor units
    std::string currency;
    std::int32_t lag = 0;
    std::string type; ///< name(MatchType)
    bool overridden = false; ///< rejected or replaced by a person
};

/// How often values fell where: what drift is measured on.
struct FeatureCounts
{
    std::vector<std::int64_t> score; ///< tenths of the probability
    std::vector<std::int64_t> amount; ///< by the number of digits of the minor units, 1 … 12
    std::vector<std::int64_t> lag; ///< earlier, 0, 1, 2, 3, 4–5, 6–10, later
    std::vector<std::int64_t> type; ///< one to one, sums, reversals
};
[[nodiscard]] FeatureCounts featureCounts(std::span<const JudgedDecision> decisions);

/// What one period's labels say about the matcher. A label comes from a person: a match confirmed or made by hand, one taken apart, or
/// one of a sample performed again blind. What nobody examined is no label, whatever a review of the whole let stand. The matcher
/// learns without labels, and they come after it has decided (time-split).
struct ScorecardInput
{
    std::vector<JudgedDecision> decisions; ///< automatic and suggested ones, each once
    std::set<KeyPair> truth; ///< pairs that a person put together; their lines belong to nothing else
    std::set<KeyPair> refused; ///< pairs that a person took apart
    std::set<std::string> alone; ///< lines of which a person found that nothing on the other side belongs to them
    std::set<KeyPair> challenger; ///< what the passes alone would match
    std::int64_t compared = 0; ///< pairs the learnt stage looked at
    std::int64_t lostToBlocking = 0; ///< pairs of the truth that it did not look at
    std::int64_t lines = 0; ///< of both sides
    std::int64_t linesAutomatic = 0; ///< of them matched without a person
    std::int64_t micros = 0;
    FeatureCounts before; ///< of the period before; empty vectors for a first period
    std::int64_t blindAnswered = 0;
    std::int64_t blindAgreed = 0;
};

/// A limit of the policy that a figure touches.
struct ScoreFinding
{
    std::string code; ///< precision, precision_at_best, calibration, drift_score, drift_amount, drift_lag, drift_type, overrides, blind_sample
    std::int64_t value = 0; ///< millionths
    std::int64_t limit = 0;
    bool stops = false; ///< matching without a person stops; else it is watched
};

struct Scorecard
{
    Confusion all; ///< examined pairs of automatic and suggested matches
    Confusion automatic;
    Confusion challenger;
    Millionths automaticLow; ///< 95 % interval of the precision of automatic pairs
    Millionths automaticHigh;
    std::int64_t automaticPairs = 0; ///< examined or not
    std::int64_t automaticMatches = 0;
    std::int64_t automaticExamined = 0; ///< matches of them
    Confusion bestAll; ///< the most favourable reading: were every pair right that nobody examined
    Confusion bestAutomatic;
    Millionths bestLow; ///< lower 95 % bound of its precision
    Millionths blindLow; ///< 95 % interval of the share that agrees in blind samples: drawn by chance, so it speaks for all
    Millionths blindHigh;
    bool baseline = false; ///< there is a period before
    std::int64_t lostToBlocking = 0;
    std::map<std::string, std::int64_t> amountMismatched; ///< of wrong automatic matches, by currency, minor units
    std::vector<CalibrationBin> calibration;
    std::int64_t forecasts = 0;
    Millionths ece;
    Millionths brier;
    Millionths driftScore, driftAmount, driftLag, driftType;
    Millionths exceptionRate; ///< lines that a person had to look at
    std::int64_t overrides = 0;
    Millionths overrideRate; ///< of all decisions
    std::int64_t decisions = 0;
    std::int64_t labels = 0; ///< automatic pairs that a person examined
    std::int64_t blindAnswered = 0;
    std::int64_t blindAgreed = 0;
    std::int64_t lines = 0;
    std::int64_t micros = 0;
    std::vector<ScoreFinding> findings;
    std::string stopped; ///< code of the first finding that stops; "" when none does

    [[nodiscard]] bool enoughLabels(const MonitoringLimits& limits) const { return labels >= limits.fewestLabels; }
};

inline constexpr int kCalibrationBins = 10;

/// Whether a person's word makes a pair right or wrong; nullopt: nobody examined it.
[[nodiscard]] std::optional<bool> labelOf(const ScorecardInput& input, const KeyPair& pair);

/// Matching without a person stops on evidence only: on enough labels whose bound is under the limit, or on so many matches found
/// wrong that the limit is missed even were every other one right. Too few labels keep no limit and break none.
[[nodiscard]] Scorecard scorecardOf(const ScorecardInput& input, const MonitoringLimits& limits);
/// Every figure as numbers; shares in millionths, null where there is nothing to state.
[[nodiscard]] Json scorecardJson(const Scorecard& card, const MonitoringLimits& limits);

/// Where champion (the engine) and challenger (the passes alone) put a bank line to different lines of the books.
struct ChallengerDifference
{
    std::string bank;
    std::vector<std::string> champion; ///< empty: not matched
    std::vector<std::string> challenger;
    std::vector<std::string> truth; ///< empty: no person has put it together with any
};
[[nodiscard]] std::vector<ChallengerDifference> challengerDifferences(const ScorecardInput& input);

/// Whether blocking would have brought two lines together (see blockPairs): equal amounts or a learnt fee within the window,
/// or one reference within 180 days.
[[nodiscard]] bool wouldCompare(const MatchLine& bank, const MatchLine& books, const DayWindow& window, std::span<const FeeSchedule> fees);

} // namespace oxseal::recon
