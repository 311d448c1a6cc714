// SPDX-License-Identifier: GPL-3.0-or-later
// The matcher is watched in a workspace: labels from people, a limit that stops it, a blind sample, overrides with their
// outcome, and the card that answers for it.
#include "storage/actions/model_actions.h"
#include "storage/actions/scorecard_actions.h"
#include "storage/reads/model_register.h"
#include "storage/repos/match_repo.h"
#include "tests/storage/recon/watched_world.h"
#include "tests/support/qt_hasher.h"

#include <algorithm>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

/// The policy with its limits of monitoring lowered to what six payments can show.
Json smallLimits()
{
    Json body = shippedPolicy().value();
    Json monitoring = body["monitoring"];
    return body.set("monitoring", monitoring.set("fewest_labels", 5));
}

} // namespace

class TestScorecardFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsComeFromReviews()
    {
        test::Watched watched;
        QVERIFY(makeScorecard(watched.world.now(), watched.world.q3, "too early").error().is(kNoLabels));
        watched.putRightAndReview();
        QVERIFY(!makeScorecard(watched.world.as("pat"), watched.world.q3, "may not"));
        watched.world.as("rex");
        const auto card = makeScorecard(watched.world.now(), watched.world.q3, "validation");
        VERIFY_OK(card);
        // By hand: six automatic pairs. The two crossed ones were taken apart and put right by a person: two wrong, two missed. Of the
        // other four nobody said anything; they are no labels, and only at best right: 4 of 6.
        const Json& automatic = card->body["automatic"];
        QCOMPARE(automatic["true_positive"].toInteger(), std::int64_t{0});
        QCOMPARE(automatic["false_positive"].toInteger(), std::int64_t{2});
        QCOMPARE(automatic["false_negative"].toInteger(), std::int64_t{2});
        QCOMPARE(automatic["precision"].toInteger(), std::int64_t{0});
        QCOMPARE(card->body["labels"].toInteger(), std::int64_t{2});
        QCOMPARE(card->body["automatic_pairs"].toInteger(), std::int64_t{6});
        QCOMPARE(card->body["automatic_matches"].toInteger(), std::int64_t{6});
        QCOMPARE(card->body["automatic_examined"].toInteger(), std::int64_t{2});
        QCOMPARE(card->body["at_best"]["precision"].toInteger(), std::int64_t{666667});
        QVERIFY(!card->body["enough_labels"].toBool() && !card->body["baseline"].toBool());
        QCOMPARE(card->body["override_rate"].toInteger(), std::int64_t{333333});
        COMPARE_STR(card->body["amount_mismatched_minor"]["USD"].toString(), "100000");
        QCOMPARE(card->body["exception_rate"].toInteger(), std::int64_t{0});
        // The passes alone crossed them as well.
        QCOMPARE(card->body["challenger"]["false_positive"].toInteger(), std::int64_t{2});
        QVERIFY(card->body["challenger_differences"].toArray().empty());
        QVERIFY(card->stopped.empty()); // six labels prove nothing
        test::QtHasher hasher;
        QVERIFY(hasher.hash(asBytes(canonicalJson(card->body))) == card->sha256);
        QVERIFY(!watched.world.now().db().run("DELETE FROM match_scorecard"));
    }
    /// Answers given blind are labels, a suggestion that is confirmed is one, and what was decided by hand goes before an answer.
    void personsGiveTheLabels()
    {
        test::Watched watched;
        const auto sample = drawBlindSample(watched.world.now(), watched.world.q3, "all", 6, "monthly");
        VERIFY_OK(sample);
        watched.world.as("rex");
        const auto answer = [&](std::int64_t place) {
            const auto item = blindItem(watched.world.now(), sample->id, place);
            const std::string name = item->bank.front().description;
            // Rex finds nothing for DELMAR, and goes by the name else; FERNHILL and ANVIL he leaves for later.
            if (name == "FERNHILL" || name == "ANVIL")
                return true;
            const std::vector<std::int64_t> lines = name == "DELMAR" ? std::vector<std::int64_t>() : std::vector<std::int64_t>{watched.byName(name)};
            return answerBlind(watched.world.now(), {sample->id, place, lines}, "by name").has_value();
        };
        for (std::int64_t place = 1; place <= 6; ++place)
            QVERIFY(answer(place));
        watched.world.as("con");
        watched.putRightAndReview();
        const auto labels = periodLabels(watched.world.now(), watched.world.q3);
        VERIFY_OK(labels);
        const Scorecard card = scorecardOf(labels->input, {});
        // By hand: ELMWOOD, HOLLOW and DRIFT agree; DELMAR belongs to none; FERNHILL and ANVIL were crossed.
        QCOMPARE(card.labels, std::int64_t{6});
        QCOMPARE(card.automatic.truePositive, std::int64_t{3});
        QCOMPARE(card.automatic.falsePositive, std::int64_t{3});
        QCOMPARE(card.automatic.falseNegative, std::int64_t{2});
        QCOMPARE(card.automaticExamined, std::int64_t{6});
        COMPARE_STR(card.stopped, "blind_sample");
    }
    void aBrokenLimitStopsByItself()
    {
        test::Watched watched;
        VERIFY_OK(proposeModelVersion(watched.world.now(), kMatcherModel, smallLimits(), "a small company"));
        VERIFY_OK(decideModelVersion(watched.world.as("rex"), {kMatcherModel, 2, true}, "agreed"));
        watched.world.as("con");
        VERIFY_OK(runMatch(watched.world.now(), watched.id, "run under version 2"));
        watched.putRightAndReview();
        const auto card = makeScorecard(watched.world.now(), watched.world.q3, "validation");
        VERIFY_OK(card);
        COMPARE_STR(card->stopped, "precision_at_best"); // two labels are few, but two wrong of six are too many in any case
        const auto matters = reconMatters(watched.world.now(), watched.world.q3);
        QVERIFY(std::any_of(matters->begin(), matters->end(), [](const Finding& each) { return each.code == "recon.matter.matching_stopped"; }));
        // The next run matches nothing without a person and says why.
        watched.world.as("con");
        for (const char* each : {"DELMAR", "ELMWOOD"})
            VERIFY_OK(unmatch(watched.world.now(), watched.id, watched.groupOf(each), "other", "to be run again"));
        const auto counts = runMatch(watched.world.now(), watched.id, "again");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, std::size_t{0});
        QCOMPARE(counts->suggested, std::size_t{2});
        const auto run = lastMatchRun(watched.world.now(), watched.id);
        COMPARE_STR((*run)->run.stopped, "precision_at_best");
        QVERIFY(((*run)->decisions.front().triggers & bit(ReviewTrigger::Monitoring)) != 0);
        QVERIFY(reperformRun(watched.world.now(), watched.id)->same);
        const auto models = modelRegister(watched.world.now());
        VERIFY_OK(models);
        COMPARE_STR(models->front().stopped, "precision_at_best");
        // Another version of the policy, approved by another person, lets it decide again.
        VERIFY_OK(proposeModelVersion(watched.world.now(), kMatcherModel, smallLimits().set("period_end_days", 3), "closer look"));
        VERIFY_OK(decideModelVersion(watched.world.as("rex"), {kMatcherModel, 3, true}, "agreed"));
        watched.world.as("con");
        OpenReconciliation anew; // the two that a person took apart wait for a person all the same
        anew.entity = "US01";
        anew.account = "1010";
        anew.period = watched.world.q3.id;
        VERIFY_OK(openReconciliation(watched.world.now(), anew, "laid out anew"));
        const auto decided = runMatch(watched.world.now(), watched.id, "again");
        QCOMPARE(decided->matched, std::size_t{2});
        QCOMPARE(decided->suggested, std::size_t{2});
    }
    /// Figures of another quarter, or of fewer labels, do not lift what a scorecard has stopped.
    void aStopIsLiftedByFiguresOnly()
    {
        test::Watched watched;
        Workspace& workspace = watched.world.now();
        const auto card = [&](const PeriodRow& period, std::int64_t labels, const char* stopped) {
            return workspace.write(Permission::ReviewReconciliation, "card", [&](UnitOfWork& unit) -> Status {
                ScorecardRow row;
                row.period = period.id;
                row.at = unit.now();
                row.person = unit.actor().person;
                row.policyVersion = 9;
                row.body = Json().set("labels", labels).set("labels_needed", 381);
                row.stopped = stopped;
                OXSEAL_CHECK(repo::insertScorecard(unit.db(), row).map([](auto) {}));
                unit.record({"model.scorecard", "scorecard", "model", {}, {}, {}});
                return {};
            });
        };
        const auto stopped = [&] { return matchingStopped(workspace.db(), 9).value(); };
        COMPARE_STR(stopped(), "");
        VERIFY_OK(card(watched.world.q4, 40, "precision"));
        COMPARE_STR(stopped(), "precision");
        VERIFY_OK(card(watched.world.q3, 400, "")); // of an earlier quarter
        COMPARE_STR(stopped(), "precision");
        VERIFY_OK(card(watched.world.q4, 0, "")); // of nothing
        COMPARE_STR(stopped(), "precision");
        VERIFY_OK(card(watched.world.q4, 39, ""));
        COMPARE_STR(stopped(), "precision");
        VERIFY_OK(card(watched.world.q4, 40, ""));
        COMPARE_STR(stopped(), "");
    }
    void aSampleIsPerformedBlind()
    {
        test::Watched watched;
        QVERIFY(drawBlindSample(watched.world.now(), watched.world.q4, "s", 3, "x").error().is(kNothingAutomatic));
        const auto sample = drawBlindSample(watched.world.now(), watched.world.q3, "1234", 4, "monthly");
        VERIFY_OK(sample);
        QCOMPARE(sample->population, std::int64_t{6});
        QCOMPARE(sample->size, std::int64_t{4});
        // The draw, done by another program: the four smallest SHA-256 of "1234/run/number".
        const auto population = automaticMatches(watched.world.now().db(), watched.world.q3.id);
        VERIFY_OK(population);
        std::vector<std::pair<Digest, std::int64_t>> digests;
        test::QtHasher hasher;
        std::string list;
        for (const AutomaticMatch& each : *population) {
            const std::string name = std::to_string(each.run) + "/" + std::to_string(each.number);
            digests.emplace_back(hasher.hash(asBytes("1234/" + name)), each.number);
            list += name + "\n";
        }
        QVERIFY(hasher.hash(asBytes(list)) == sample->populationSha256);
        std::sort(digests.begin(), digests.end());
        std::vector<std::int64_t> drawn;
        VERIFY_OK(watched.world.now().db().each("SELECT number FROM blind_item ORDER BY place", {}, [&](const SqlRow& row) {
            drawn.push_back(row.integer(0));
            return true;
        }));
        QCOMPARE(drawn.size(), std::size_t{4});
        for (std::size_t i = 0; i < drawn.size(); ++i)
            QCOMPARE(drawn[i], digests[i].second);
        QCOMPARE(*nextBlindPlace(watched.world.now().db(), sample->id), std::int64_t{1});
        // Con ran the matching.
        QVERIFY(answerBlind(watched.world.now(), {sample->id, 1, {}}, "x").error().is(kBlindOwnRun));
        watched.world.as("rex");
        QVERIFY(answerBlind(watched.world.now(), {sample->id, 9, {}}, "x").error().is(kNoSuchSample));
        for (std::int64_t place = 1; place <= 4; ++place) {
            const auto item = blindItem(watched.world.now(), sample->id, place);
            VERIFY_OK(item);
            QCOMPARE(item->bank.size(), std::size_t{1});
            QCOMPARE(item->candidates.size(), std::size_t{6}); // every line near it, not the engine's choice
            // Rex goes by the name.
            const std::string name = item->bank.front().description;
            const bool crossed = name == "FERNHILL" || name == "ANVIL";
            const auto agrees = answerBlind(watched.world.now(), {sample->id, place, {watched.byName(name)}}, "by name");
            VERIFY_OK(agrees);
            QCOMPARE(*agrees, !crossed);
        }
        QVERIFY(answerBlind(watched.world.now(), {sample->id, 1, {}}, "again").error().is(kBlindAnswered));
        QCOMPARE(*nextBlindPlace(watched.world.now().db(), sample->id), std::int64_t{0});
        const auto samples = blindSamples(watched.world.now().db(), watched.world.q3.id);
        QCOMPARE(samples->front().answered, std::int64_t{4});
        QVERIFY(!watched.world.now().db().run("UPDATE blind_item SET agrees = 1"));
    }
    void overridesAreJudgedLater()
    {
        test::Watched watched;
        VERIFY_OK(unmatch(watched.world.now(), watched.id, watched.groupOf("DELMAR"), "engine_wrong", "I think not"));
        auto log = overrides(watched.world.now(), watched.world.q3);
        VERIFY_OK(log);
        QCOMPARE(log->size(), std::size_t{1});
        COMPARE_STR(log->front().later, "open");
        COMPARE_STR(log->front().account, "US01/1010");
        // After all the engine was right.
        VERIFY_OK(matchByHand(watched.world.now(), watched.id, {watched.lines["DELMAR"], watched.lines["Delmar"]}, "confirmed_by_bank", "it was"));
        COMPARE_STR(overrides(watched.world.now(), watched.world.q3)->front().later, "engine");
        watched.putRightAndReview();
        log = overrides(watched.world.now(), watched.world.q3);
        QCOMPARE(log->size(), std::size_t{3});
        COMPARE_STR((*log)[1].later, "person"); // stood rex's review
        QVERIFY(ruleOnOverride(watched.world.now(), watched.world.q3, log->front().id, "nobody", "x").error().is(kUnknownRuling));
        QVERIFY(ruleOnOverride(watched.world.now(), watched.world.q3, 99, "engine", "x").error().is(kNoSuchOverride));
        QVERIFY(ruleOnOverride(watched.world.as("con"), watched.world.q3, log->front().id, "person", "mine").error().is(kOwnOverride));
        watched.world.as("rex");
        VERIFY_OK(ruleOnOverride(watched.world.now(), watched.world.q3, log->front().id, "engine", "the remittance says so"));
        QVERIFY(ruleOnOverride(watched.world.now(), watched.world.q3, log->front().id, "person", "x").error().is(kRuledAlready));
        COMPARE_STR(overrides(watched.world.now(), watched.world.q3)->front().ruling, "engine");
    }
    void theCardAnswers()
    {
        test::Watched watched;
        auto models = modelRegister(watched.world.now());
        VERIFY_OK(models);
        std::vector<std::string> ids;
        for (const ModelEntry& entry : *models) {
            ids.push_back(entry.id);
            QCOMPARE(entry.card.size(), std::size_t{9}); // nine questions, each answered
            for (const CardLine& line : entry.card) {
                QVERIFY(!line.question.starts_with("model.") && !line.answer.starts_with("model."));
                QVERIFY(line.answer.find('{') == std::string::npos);
            }
        }
        QVERIFY((ids == std::vector<std::string>{"matcher", "match-passes", "account-rules", "exception-rules", "severity-rules", "access-outlier", "source-profile"}));
        const ModelEntry& matcher = models->front();
        COMPARE_STR(matcher.kind, "learnt");
        COMPARE_STR(matcher.state, "approved");
        QCOMPARE(matcher.missing.size(), std::size_t{2}); // owner, scorecard
        COMPARE_STR((*models)[1].kind, "rules"); // a rules engine is not called AI
        const auto data = std::find_if(matcher.card.begin(), matcher.card.end(), [](const auto& line) { return line.question == "On which data?"; });
        QVERIFY(data->answer.starts_with("Runs of this workspace: 1, on 12 lines;"));
        QVERIFY(setModelCard(watched.world.now(), {"oracle", "con", "high", "", ""}, "x").error().is(kNoSuchModel));
        VERIFY_OK(setModelCard(watched.world.now(), {"matcher", "con", "high", "Cash accounts", "By hand"}, "owner named"));
        models = modelRegister(watched.world.now());
        COMPARE_STR(models->front().people.owner, "con");
        QCOMPARE(models->front().missing.size(), std::size_t{1});
        QVERIFY(!setModelCard(watched.world.as("pat"), {"matcher", "pat", "low", "", ""}, "may not"));
    }
};

OXSEAL_TEST_CLASS(TestScorecardFlow);
#include "tst_scorecard_flow.moc"
