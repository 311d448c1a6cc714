// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/scorecard.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

namespace {

JudgedDecision decision(std::vector<KeyPair> pairs, bool automatic, std::int64_t amount = 100, std::optional<std::uint32_t> probability = {})
{
    JudgedDecision out;
    out.pairs = std::move(pairs);
    out.automatic = automatic;
    out.amount = amount;
    out.currency = "USD";
    out.type = out.pairs.size() > 1 ? "one_to_many" : "one_to_one";
    out.probability = probability;
    return out;
}

/// 940 right and 10 wrong automatic matches; the truth has 50 pairs more, of which 20 were suggested.
ScorecardInput designNotes()
{
    ScorecardInput input;
    for (int i = 0; i < 990; ++i)
        input.truth.insert({"b" + std::to_string(i), "g" + std::to_string(i)});
    for (int i = 0; i < 940; ++i)
        input.decisions.push_back(decision({{"b" + std::to_string(i), "g" + std::to_string(i)}}, true));
    for (int i = 0; i < 10; ++i)
        input.decisions.push_back(decision({{"wrong" + std::to_string(i), "g" + std::to_string(i)}}, true, i % 2 == 0 ? -250 : 250));
    for (int i = 940; i < 960; ++i)
        input.decisions.push_back(decision({{"b" + std::to_string(i), "g" + std::to_string(i)}}, false));
    input.compared = 2000;
    input.lostToBlocking = 7;
    input.lines = 2000;
    input.linesAutomatic = 1900;
    return input;
}

std::vector<std::string> codes(const Scorecard& card)
{
    std::vector<std::string> out;
    for (const ScoreFinding& each : card.findings)
        out.push_back(each.code + (each.stops ? "!" : ""));
    return out;
}

} // namespace

class TestScorecard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAsTheDesignNotesDo()
    {
        const Scorecard card = scorecardOf(designNotes(), {});
        QCOMPARE(card.automatic.truePositive, std::int64_t{940});
        QCOMPARE(card.automatic.falsePositive, std::int64_t{10});
        QCOMPARE(card.automatic.falseNegative, std::int64_t{50}); // 30 unseen and 20 suggested only
        QCOMPARE(*card.automatic.precision(), std::int64_t{989474});
        QCOMPARE(*card.automatic.f1(), std::int64_t{969072});
        QCOMPARE(card.all.truePositive, std::int64_t{960});
        QCOMPARE(card.all.trueNegative, std::int64_t{1000}); // 2000 compared − 990 that belong together − 10 wrong
        QCOMPARE(*card.exceptionRate, std::int64_t{50000});
        QCOMPARE(card.amountMismatched.at("USD"), std::int64_t{2500}); // ten of 2.50 whatever the sign
        QCOMPARE(card.lostToBlocking, std::int64_t{7});
        // 940 of 950: the lower bound is below 0.99, and 950 labels are enough to say so.
        QVERIFY(*card.automaticLow < 990000);
        COMPARE_STR(card.stopped, "precision");
    }
    void fewLabelsProveNothing()
    {
        ScorecardInput input;
        const auto wrong = [&input](const std::string& bank) {
            input.decisions.push_back(decision({{bank, "g"}}, true));
            input.refused.insert({bank, "g"});
        };
        for (int i = 0; i < 380; ++i) // all wrong, but one short of 381
            wrong("b" + std::to_string(i));
        const Scorecard few = scorecardOf(input, {});
        QVERIFY(few.stopped.empty() && !few.enoughLabels({}));
        wrong("last");
        COMPARE_STR(scorecardOf(input, {}).stopped, "precision");
        const Scorecard nothing = scorecardOf({}, {});
        QVERIFY(!nothing.all.precision() && !nothing.exceptionRate && !nothing.ece && !nothing.driftScore && nothing.findings.empty());
    }
    void whatNobodyExaminedIsNoLabel()
    {
        // 400 automatic matches of which nobody said anything; a person made two pairs by hand.
        ScorecardInput input;
        for (int i = 0; i < 400; ++i)
            input.decisions.push_back(decision({{"b" + std::to_string(i), "g" + std::to_string(i)}}, true, 100, 0xFFFFFFFFU));
        input.truth = {{"x1", "y1"}, {"x2", "y2"}};
        input.compared = 1000;
        Scorecard card = scorecardOf(input, {});
        QCOMPARE(card.labels, std::int64_t{0});
        QCOMPARE(card.automaticPairs, std::int64_t{400});
        QCOMPARE(card.automaticMatches, std::int64_t{400});
        QCOMPARE(card.automaticExamined, std::int64_t{0});
        QVERIFY(!card.automatic.precision() && !card.automaticLow && !card.ece && !card.brier);
        QCOMPARE(*card.automatic.recall(), std::int64_t{0}); // neither of the two known pairs
        QCOMPARE(card.automatic.trueNegative, std::int64_t{598}); // 1000 less 2 that belong together and 400 that nobody knows
        QCOMPARE(*card.bestAutomatic.precision(), std::int64_t{1000000});
        QCOMPARE(*card.bestAll.recall(), std::int64_t{995025}); // 400 of 402
        QVERIFY(card.stopped.empty());
        // A blind sample: 24 agree, one line of the bank belongs to none.
        for (int i = 0; i < 24; ++i)
            input.truth.insert({"b" + std::to_string(i), "g" + std::to_string(i)});
        input.alone = {"b24"};
        QVERIFY(labelOf(input, {"b3", "g3"}) == true && labelOf(input, {"b24", "g24"}) == false && !labelOf(input, {"b25", "g25"}));
        QVERIFY(labelOf(input, {"b25", "g3"}) == false); // g3 belongs to b3
        card = scorecardOf(input, {});
        QCOMPARE(card.labels, std::int64_t{25});
        QCOMPARE(*card.automatic.precision(), std::int64_t{960000});
        QVERIFY(*card.automaticLow >= 804557 && *card.automaticLow <= 804560); // by hand in tst_match_metrics
        QVERIFY(*card.automaticHigh >= 992903 && *card.automaticHigh <= 992905);
        QCOMPARE(card.automaticExamined, std::int64_t{25});
        QCOMPARE(card.forecasts, std::int64_t{25});
        // At best 399 of 400: the bound (n = 400) is 0.9860, under 0.99, and 400 matches are enough to say so.
        COMPARE_STR(card.stopped, "precision_at_best");
        QVERIFY(*card.bestLow > 985900 && *card.bestLow < 986100);
        MonitoringLimits limits;
        limits.fewestLabels = 401;
        QVERIFY(scorecardOf(input, limits).stopped.empty());
    }
    void aSumIsRightOnlyWhole()
    {
        ScorecardInput input;
        input.truth = {{"b1", "g1"}, {"b1", "g2"}, {"b1", "g3"}};
        input.decisions = {decision({{"b1", "g1"}, {"b1", "g2"}, {"b1", "g9"}}, true, 600, 1U << 31U)};
        const Scorecard card = scorecardOf(input, {});
        QCOMPARE(card.automatic.truePositive, std::int64_t{2});
        QCOMPARE(card.automatic.falsePositive, std::int64_t{1});
        QCOMPARE(card.automatic.falseNegative, std::int64_t{1});
        // As a forecast it was wrong: Brier (0.5 − 0)² = 0.25, calibration error 0.5.
        QCOMPARE(*card.brier, std::int64_t{250000});
        QCOMPARE(*card.ece, std::int64_t{500000});
        QCOMPARE(card.amountMismatched.at("USD"), std::int64_t{600});
    }
    void driftIsWatchedThenStops()
    {
        ScorecardInput input;
        // Lags of the period before: 200 times 0, 500 times 1, 300 times 2; now 100, 600, 300: PSI 0.0875, stable.
        const auto lags = [](std::initializer_list<int> counts) {
            std::vector<JudgedDecision> out;
            int lag = 0;
            for (const int count : counts) {
                for (int i = 0; i < count; ++i) {
                    out.push_back(decision({}, false));
                    out.back().lag = lag;
                }
                ++lag;
            }
            return out;
        };
        input.before = featureCounts(lags({200, 500, 300}));
        input.decisions = lags({100, 600, 300});
        Scorecard card = scorecardOf(input, {});
        QVERIFY(*card.driftLag > 87000 && *card.driftLag < 88000);
        QVERIFY(card.findings.empty());
        MonitoringLimits limits;
        limits.psiWatch = 80000;
        QVERIFY((codes(scorecardOf(input, limits)) == std::vector<std::string>{"drift_lag"}));
        input.before = featureCounts(lags({250, 250, 250, 250}));
        input.decisions = lags({100, 150, 250, 500}); // 0.3618
        card = scorecardOf(input, {});
        QVERIFY((codes(card) == std::vector<std::string>{"drift_lag!"}));
        COMPARE_STR(card.stopped, "drift_lag");
    }
    void overridesAreWatchedAndBlindAnswersStop()
    {
        ScorecardInput input = designNotes();
        input.decisions.erase(input.decisions.begin() + 940, input.decisions.begin() + 950); // the wrong ones
        for (int i = 0; i < 100; ++i)
            input.decisions[static_cast<std::size_t>(i)].overridden = true;
        input.blindAnswered = 25;
        input.blindAgreed = 25;
        Scorecard card = scorecardOf(input, {});
        QCOMPARE(*card.overrideRate, std::int64_t{104167}); // 100 of 960
        QVERIFY((codes(card) == std::vector<std::string>{"overrides"}));
        QVERIFY(card.stopped.empty());
        input.blindAgreed = 24;
        card = scorecardOf(input, {});
        COMPARE_STR(card.stopped, "blind_sample");
        QCOMPARE(card.findings.front().value, std::int64_t{960000});
    }
    void theChallengerIsHeard()
    {
        ScorecardInput input;
        input.truth = {{"b1", "g1"}, {"b2", "g2"}, {"b3", "g3"}};
        input.decisions = {decision({{"b1", "g1"}}, true), decision({{"b2", "g2"}}, true)};
        input.challenger = {{"b1", "g1"}, {"b2", "g9"}, {"b3", "g3"}};
        const Scorecard card = scorecardOf(input, {});
        QCOMPARE(card.challenger.truePositive, std::int64_t{2});
        QCOMPARE(card.challenger.falsePositive, std::int64_t{1});
        const auto differences = challengerDifferences(input);
        QCOMPARE(differences.size(), std::size_t{2});
        COMPARE_STR(differences[0].bank, "b2");
        QVERIFY((differences[0].champion == std::vector<std::string>{"g2"} && differences[0].challenger == std::vector<std::string>{"g9"}));
        QVERIFY(differences[1].champion.empty() && (differences[1].truth == std::vector<std::string>{"g3"}));
    }
    void featuresFallWhereTheyBelong()
    {
        std::vector<JudgedDecision> all{decision({}, true, 0), decision({}, true, -9, 0), decision({}, true, 10, 0xFFFFFFFFU), decision({}, true, INT64_MIN, 1U << 31U)};
        const int lags[] = {-5, 3, 4, 11};
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i].lag = lags[i];
        const FeatureCounts counts = featureCounts(all);
        QVERIFY((counts.score == std::vector<std::int64_t>{1, 0, 0, 0, 0, 1, 0, 0, 0, 1}));
        QVERIFY((counts.amount == std::vector<std::int64_t>{2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        QVERIFY((counts.lag == std::vector<std::int64_t>{1, 0, 0, 0, 1, 1, 0, 1}));
    }
    void knowsWhatBlockingBringsTogether()
    {
        MatchLine bank;
        bank.amount = 9890;
        bank.date = {100};
        MatchLine books = bank;
        const DayWindow window{3, 5};
        FeeSchedule fee;
        fee.rate = 1100; // 1.1 %
        QVERIFY(wouldCompare(bank, books, window, {}));
        books.date = {94}; // six days before
        QVERIFY(!wouldCompare(bank, books, window, {}));
        books.date = {98};
        books.amount = 10000;
        QVERIFY(!wouldCompare(bank, books, window, {}));
        QVERIFY(wouldCompare(bank, books, window, std::span(&fee, 1))); // 10,000 less 1.1 %
        bank.reference = books.reference = "R1";
        books.date = {0};
        QVERIFY(wouldCompare(bank, books, window, {}));
        books.account = "another";
        QVERIFY(!wouldCompare(bank, books, window, std::span(&fee, 1)));
    }
    void jsonHasEveryFigure()
    {
        const Json json = scorecardJson(scorecardOf(designNotes(), {}), {});
        QCOMPARE(json["automatic"]["precision"].toInteger(), std::int64_t{989474});
        QVERIFY(json["psi"]["score"].isNull()); // no period before: nothing is stated
        COMPARE_STR(json["amount_mismatched_minor"]["USD"].toString(), "2500");
        COMPARE_STR(json["stopped"].toString(), "precision");
        QCOMPARE(json["calibration"].toArray().size(), std::size_t{10});
    }
};

OXSEAL_TEST_CLASS(TestScorecard);
#include "tst_scorecard.moc"
