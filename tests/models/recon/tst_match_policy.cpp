// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_policy.h"
#include "tests/support/policy.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestMatchPolicy : public QObject
{
    Q_OBJECT

    /// The shipped policy with one member replaced must be refused, naming the place.
    static void refused(const char* place, const std::function<void(Json&)>& change)
    {
        Json json = test::shippedPolicyJson();
        change(json);
        const auto parsed = parseMatchPolicy(json);
        QVERIFY2(!parsed, place);
        QVERIFY(parsed.error().is(kPolicyInvalid));
        COMPARE_STR(parsed.error().place(), place);
    }

private Q_SLOTS:
    void readsWhatIsDelivered()
    {
        const MatchPolicy policy = test::shippedPolicy();
        COMPARE_STR(policy.id, "match-policy");
        QCOMPARE(policy.version, std::int64_t{1});
        // cheque, reference, reference-in-text, reversal, then the learnt stage.
        QCOMPARE(policy.learntAt, std::size_t{4});
        COMPARE_STR(policy.rules.passes[policy.learntAt].id, "amount-date");
        QCOMPARE(policy.autoProbability, 4080218931U); // 0.95 × 2^32 = 4,080,218,931.2
        QCOMPARE(policy.suggestProbability, 3006477107U); // 0.70 × 2^32 = 3,006,477,107.2
        QCOMPARE(policy.classes[2].probability, 4252017623U); // 0.99 × 2^32 = 4,252,017,623.04
        QVERIFY(!policy.unplanned.mayDecide && policy.classes[0].mayDecide);
        QCOMPARE(policy.amountLimits.at("USD"), std::int64_t{100000});
        QVERIFY(policy.scopeOf(ReviewTrigger::PeriodEnd) == TriggerScope::All);
        QVERIFY(policy.scopeOf(ReviewTrigger::NewCounterparty) == TriggerScope::Learnt);
        QVERIFY(policy.scopeOf(ReviewTrigger::AmountAlone) == TriggerScope::All); // always in force
        QVERIFY(policy.monitoring == MonitoringLimits());
    }
    void refusesWhatItDoesNotKnow()
    {
        refused("surprise", [](Json& json) { json.set("surprise", 1); });
        refused("version", [](Json& json) { json.set("version", 0); });
        refused("learnt_after", [](Json& json) { json.set("learnt_after", "no-such-pass"); });
        refused("auto_per_million", [](Json& json) { json.set("auto_per_million", 949999); }); // the engine's own floor
        refused("auto_per_million", [](Json& json) { json.set("auto_per_million", 1000001); });
        refused("suggest_per_million", [](Json& json) { json.set("suggest_per_million", 960000); }); // above what decides
        refused("classes.low.auto", [](Json& json) {
            json.set("classes", Json(json["classes"]).set("low", Json().set("auto", "yes").set("auto_per_million", 950000)));
        });
        refused("amount_limits.USD", [](Json& json) { json.set("amount_limits", Json().set("USD", -1)); });
        refused("review.period_end", [](Json& json) { json.set("review", Json(json["review"]).set("period_end", "sometimes")); });
        // What always holds cannot be switched off.
        refused("review", [](Json& json) { json.set("review", Json(json["review"]).set("amount_alone", "off")); });
        refused("monitoring", [](Json& json) { json.set("monitoring", Json().set("fewest_labels", 1)); });
    }
    void triggersKeepTheirNamesAndBits()
    {
        for (unsigned i = 0; i < kTriggers; ++i) {
            const auto trigger = static_cast<ReviewTrigger>(1U << i);
            QVERIFY(triggerFromName(name(trigger)) == trigger);
        }
        QVERIFY(!triggerFromName("none"));
        const auto names = triggerNames(bit(ReviewTrigger::PeriodEnd) | bit(ReviewTrigger::Tie));
        QVERIFY((names == std::vector<std::string>{"tie", "period_end"}));
        // Durable: stored as numbers.
        QCOMPARE(int(bit(ReviewTrigger::AmountAlone)), 1);
        QCOMPARE(int(bit(ReviewTrigger::AmountLimit)), 128);
        QCOMPARE(int(bit(ReviewTrigger::PassSuggests)), 16384);
        QCOMPARE(int(bit(ReviewTrigger::NotAdopted)), 65536);
    }
    void namesWhatChanged()
    {
        const Json before = *parseJson(R"({"a":1,"b":{"c":[1,2],"d":"x"},"passes":[{"id":"p","w":1},{"id":"q","w":2}]})");
        const Json after = *parseJson(R"({"a":2,"b":{"c":[1,3],"e":true},"passes":[{"id":"q","w":2},{"id":"p","w":5},{"id":"r"}]})");
        const std::vector<PolicyChange> expected{{"a", "1", "2"}, {"b.c", "[1,2]", "[1,3]"}, {"b.d", "\"x\"", ""}, {"b.e", "", "true"},
            {"passes.p.w", "1", "5"}, {"passes.r", "", R"({"id":"r"})"}, {"passes.order", R"(["p","q"])", R"(["q","p","r"])"}};
        QVERIFY(policyChanges(before, after) == expected);
        QVERIFY(policyChanges(before, before).empty());
    }
};

OXSEAL_TEST_CLASS(TestMatchPolicy);
#include "tst_match_policy.moc"
