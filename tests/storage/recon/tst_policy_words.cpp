// SPDX-License-Identifier: GPL-3.0-or-later
// The matching policy in words: what is said follows from the data, every passage has its words, and versions differ in them.
#include "storage/texts/policy_sentences.h"
#include "tests/support/policy.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestPolicyWords : public QObject
{
    Q_OBJECT

    static std::string textOf(const MatchPolicy& policy, const std::string& place)
    {
        for (const texts::PolicySentence& each : texts::policySentences(policy)) {
            if (each.place == place)
                return each.text;
        }
        return {};
    }

private Q_SLOTS:
    void thePassesByHand()
    {
        const MatchPolicy policy = test::shippedPolicy();
        // As resources/rules/match_passes.json has them.
        COMPARE_STR(textOf(policy, "pass.cheque"),
            "cheque: The same cheque number and the same amount. The bank's day is that of the books, or at most 180 days later. Another candidate within 10 days of the best one makes it "
            "ambiguous. May stand without a person. Rank 1000 of 1,000.");
        COMPARE_STR(textOf(policy, "pass.amount-date"),
            "amount-date: The same amount. The bank's day is at most 3 business days before and 3 business days after that of the books. Another candidate within 3 business days of the best one "
            "makes it ambiguous. Always waits for a person: an amount alone proves nothing. Where both lines bear references that differ it only suggests. Rank 900 of 1,000, 20 less for each day apart.");
        COMPARE_STR(textOf(policy, "pass.reversal"),
            "reversal: Opposite amounts of one reference on one side cancel each other. The later line is at most 10 business days after the earlier. Another candidate within 2 business days of the "
            "best one makes it ambiguous. May stand without a person. Rank 950 of 1,000, 5 less for each day apart.");
        QVERIFY(textOf(policy, "pass.near-amount").find("less by at most 3500 minor units and 3.00 %, or more by at most 100 minor units and 1.00 %; both limits hold.") != std::string::npos);
        QVERIFY(textOf(policy, "pass.sum-description").find("Another candidate") == std::string::npos); // one way only: there is none
        QVERIFY(textOf(policy, "pass.sum-description").ends_with("Only suggests. Rank 600 of 1,000, 10 less for each day apart."));
        COMPARE_STR(textOf(policy, "learnt_after"), "After the pass reversal the learnt stage weighs what is still open; the other passes look at what it leaves.");
    }
    void theLimitsByHand()
    {
        const MatchPolicy policy = test::shippedPolicy();
        COMPARE_STR(textOf(policy, "class.high"), "Accounts of high risk: from 99.0 % on.");
        COMPARE_STR(textOf(policy, "class.unplanned"), "Accounts without a plan: nothing stands without a person.");
        COMPARE_STR(textOf(policy, "auto"), "A learnt match stands from a probability of 95.0 % on, on no account from less.");
        COMPARE_STR(textOf(policy, "amount_limit.USD"), "Limit: 100,000 USD and more.");
        COMPARE_STR(textOf(policy, "review.period_end"), "A line within 2 days of the period's end: every match.");
        COMPARE_STR(textOf(policy, "review.new_counterparty"), "Somebody whom no earlier period names: matches of the learnt stage only.");
        COMPARE_STR(textOf(policy, "watch.precision"), "Matching without a person stops when the precision of automatic matches has a lower 95 % bound under 99.00 %, from 381 labels on.");
        COMPARE_STR(textOf(policy, "watch.psi"), "It stops when a distribution drifts by more than 0.250 (PSI); above 0.100 it is watched.");
    }
    void nothingIsWithoutWords()
    {
        const auto all = texts::policySentences(test::shippedPolicy());
        std::set<std::string> places;
        for (const texts::PolicySentence& each : all) {
            QVERIFY2(each.text.find("policy.") == std::string::npos && each.text.find("recon.unit") == std::string::npos && each.text.find('{') == std::string::npos, each.text.c_str());
            QVERIFY(!texts::policySection(each.section).starts_with("policy."));
            QVERIFY2(places.insert(each.place).second, each.place.c_str()); // each place once
        }
        const std::string whole = texts::policyText(test::shippedPolicy());
        QVERIFY(whole.starts_with("The passes, in their order\n  1. cheque: "));
        QVERIFY(whole.find("\n  9. near-amount: ") != std::string::npos && whole.find("\nHow it is watched\n") != std::string::npos);
    }
    void versionsDifferInWords()
    {
        const Json body = test::shippedPolicyJson();
        const MatchPolicy before = parseMatchPolicy(body).value();
        QVERIFY(texts::policySentenceChanges(before, before).empty());
        Json limits = body["amount_limits"];
        limits.set("USD", 50000).set("SEK", 900000);
        Json rules = body["rules"];
        Json::Array passes = rules["passes"].toArray();
        passes[1].set("after", 60);
        passes.pop_back(); // near-amount
        rules.set("passes", Json(passes));
        const MatchPolicy after = parseMatchPolicy(Json(body).set("amount_limits", limits).set("rules", rules)).value();
        const auto changes = texts::policySentenceChanges(before, after);
        std::vector<std::string> places;
        for (const auto& each : changes)
            places.push_back(each.place);
        QVERIFY((places == std::vector<std::string>{"pass.reference", "pass.near-amount", "order", "amount_limit.USD", "amount_limit.SEK"}));
        QVERIFY(changes[0].before.find("30 days before and 90 days after") != std::string::npos && changes[0].after.find("30 days before and 60 days after") != std::string::npos);
        QVERIFY(changes[1].after.empty() && changes[4].before.empty());
        const std::string text = texts::policyChangesText(changes);
        QVERIFY(text.find("  Was: Limit: 100,000 USD and more.\n  Now: Limit: 50,000 USD and more.") != std::string::npos);
        QVERIFY(text.find("  New: Limit: 900,000 SEK and more.") != std::string::npos && text.find("  Gone: near-amount: ") != std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestPolicyWords);
#include "tst_policy_words.moc"
