// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/policy_match.h"

#include "models/recon/conservation.h"
#include "models/recon/match_record.h"
#include "tests/support/policy.h"
#include "tests/support/shop_book.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <map>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

MatchLine line(const char* id, std::int64_t amount, const char* date, const char* reference, const char* description, const char* currency = "USD")
{
    MatchLine made;
    made.id = id;
    made.account = "1010";
    made.reference = reference;
    made.description = description;
    made.amount = amount;
    made.date = *Day::fromIso(date);
    made.currency = *Currency::fromCode(currency);
    return made;
}

MatchContext context()
{
    MatchContext out;
    out.account = "US01/1010";
    out.periodEnd = *Day::fromIso("2026-09-30");
    out.risk = AccountRisk::Medium;
    return out;
}

/// State and triggers of the group that holds the bank line.
std::pair<MatchState, Triggers> fate(const PolicyRun& run, std::uint32_t bank)
{
    for (std::size_t i = 0; i < run.match.groups.size(); ++i) {
        const auto left = run.match.left(run.match.groups[i]);
        if (std::find(left.begin(), left.end(), bank) != left.end())
            return {run.match.groups[i].state, run.triggers[i]};
    }
    return {MatchState::Unmatched, 0};
}

} // namespace

class TestPolicyMatch : public QObject
{
    Q_OBJECT

    static void expect(const MatchLine& bank, const MatchLine& books, const MatchPolicy& policy, const MatchContext& context, MatchState state, Triggers triggers)
    {
        const auto run = matchByPolicy(std::span(&bank, 1), std::span(&books, 1), policy, context);
        VERIFY_OK(run);
        const auto [is, why] = fate(*run, 0);
        QVERIFY2(is == state, name(is));
        QCOMPARE(int(why), int(triggers));
    }

private Q_SLOTS:
    void aPassDecidesAloneWhereNothingTriggers()
    {
        expect(line("b", 100, "2026-09-11", "INV1", "x"), line("g", 100, "2026-09-10", "INV1", "y"), test::shippedPolicy(), context(), MatchState::Auto, 0);
    }
    void amountAloneIsNeverAuto()
    {
        // Nothing in the policy can allow it.
        MatchPolicy policy = test::shippedPolicy();
        policy.review.clear();
        for (const ReviewTrigger each : {ReviewTrigger::AmountLimit, ReviewTrigger::AccountClass, ReviewTrigger::RelatedParty, ReviewTrigger::ManualEntry,
                 ReviewTrigger::NewCounterparty, ReviewTrigger::PeriodEnd})
            policy.review[each] = TriggerScope::Off;
        expect(line("b", 100, "2026-09-11", "", "x"), line("g", 100, "2026-09-10", "", "y"), policy, context(), MatchState::Suggested, bit(ReviewTrigger::AmountAlone));
    }
    void eachTriggerHoldsItBack()
    {
        const MatchPolicy policy = test::shippedPolicy();
        const MatchLine bank = line("b", 100, "2026-09-11", "INV1", "x");
        const MatchLine books = line("g", 100, "2026-09-10", "INV1", "y");
        const auto held = [&](const MatchLine& left, const MatchLine& right, const MatchContext& with, ReviewTrigger trigger) {
            expect(left, right, policy, with, MatchState::Suggested, bit(trigger));
        };
        // A policy that nobody approved decides nothing; one that somebody did, and a record of before anybody asked, does.
        MatchContext delivered = context();
        delivered.adopted = false;
        held(bank, books, delivered, ReviewTrigger::NotAdopted);
        delivered.adopted = true;
        expect(bank, books, policy, delivered, MatchState::Auto, 0);
        // 100,000.00: the limit itself holds, a cent less does not; nor does the sign matter.
        held(line("b", -100'000'00, "2026-09-11", "INV1", "x"), line("g", -100'000'00, "2026-09-10", "INV1", "y"), context(), ReviewTrigger::AmountLimit);
        expect(line("b", 99'999'99, "2026-09-11", "INV1", "x"), line("g", 99'999'99, "2026-09-10", "INV1", "y"), policy, context(), MatchState::Auto, 0);
        // A currency without a limit.
        held(line("b", 100, "2026-09-11", "INV1", "x", "SEK"), line("g", 100, "2026-09-10", "INV1", "y", "SEK"), context(), ReviewTrigger::AmountLimit);
        // Period end ± 2 days: the 28th is inside, the 27th is not.
        held(line("b", 100, "2026-09-28", "INV1", "x"), line("g", 100, "2026-09-27", "INV1", "y"), context(), ReviewTrigger::PeriodEnd);
        held(line("b", 100, "2026-10-02", "INV1", "x"), line("g", 100, "2026-09-27", "INV1", "y"), context(), ReviewTrigger::PeriodEnd);
        expect(line("b", 100, "2026-09-27", "INV1", "x"), line("g", 100, "2026-09-26", "INV1", "y"), policy, context(), MatchState::Auto, 0);
        MatchContext with = context();
        with.relatedParties = {"Acme Ltd"};
        held(line("b", 100, "2026-09-11", "INV1", "TRANSFER ACME LTD LONDON"), books, with, ReviewTrigger::RelatedParty);
        with = context();
        with.manual = {true};
        held(bank, books, with, ReviewTrigger::ManualEntry);
        with = context();
        with.risk.reset();
        held(bank, books, with, ReviewTrigger::AccountClass);
        with = context();
        with.stopped = "precision";
        held(bank, books, with, ReviewTrigger::Monitoring);
        // New counterparties hold back what was learnt, not what a reference says.
        with = context();
        with.newParty = {true};
        expect(bank, books, policy, with, MatchState::Auto, 0);
        MatchPolicy strict = policy;
        strict.review[ReviewTrigger::NewCounterparty] = TriggerScope::All;
        expect(bank, books, strict, with, MatchState::Suggested, bit(ReviewTrigger::NewCounterparty));
        strict = policy;
        strict.suggestOnly = {"US01/1010"};
        expect(bank, books, strict, context(), MatchState::Suggested, bit(ReviewTrigger::AccountClass));
    }
    void severalReasonsAreAllStated()
    {
        MatchContext with = context();
        with.risk.reset();
        const auto run = matchByPolicy(std::array{line("b", 200'000'00, "2026-09-30", "", "x")}, std::array{line("g", 200'000'00, "2026-09-29", "", "y")},
            test::shippedPolicy(), with);
        VERIFY_OK(run);
        QVERIFY((triggerNames(run->triggers[0]) == std::vector<std::string>{"amount_alone", "amount_limit", "account_class", "period_end"}));
    }
    void sumsOfOneReferenceWaitForAPerson()
    {
        // N-1: the bank settles an invoice in two parts; N-M: two payments for three entries of one order.
        const std::array bank{line("b1", 600, "2026-09-10", "INV1", "a"), line("b2", 400, "2026-09-12", "INV1", "b"),
            line("b3", 700, "2026-09-15", "ORD9", "c"), line("b4", 500, "2026-09-15", "ORD9", "d")};
        const std::array books{line("g1", 1000, "2026-09-09", "INV1", "x"), line("g2", 650, "2026-09-14", "ORD9", "y"),
            line("g3", 300, "2026-09-14", "ORD9", "z"), line("g4", 250, "2026-09-14", "ORD9", "z")};
        const auto run = matchByPolicy(bank, books, test::shippedPolicy(), context());
        VERIFY_OK(run);
        QVERIFY(checkConservation(bank, books, run->match).holds);
        QCOMPARE(run->match.groups.size(), std::size_t(2));
        const MatchGroup& split = run->match.groups[0];
        QVERIFY(split.type == MatchType::ManyToOne && split.leftCount == 2 && split.rightCount == 1);
        QCOMPARE(split.tried, 4U);
        const MatchGroup& order = run->match.groups[1];
        QVERIFY(order.type == MatchType::ManyToMany && order.leftCount == 2 && order.rightCount == 3);
        QCOMPARE(order.tried, 10U); // three sums of two lines, seven of three
        for (const MatchGroup& group : run->match.groups) {
            QVERIFY(group.state == MatchState::Suggested);
            COMPARE_STR(decisionRule(group, run->match, test::shippedPolicy().rules), "sum-reference");
        }
        QCOMPARE(int(run->triggers[0]), int(bit(ReviewTrigger::PassSuggests)));
        // Two ways to come out even are left to a person as they are.
        const auto tied = matchByPolicy(std::array{line("b", 1000, "2026-09-10", "INV1", "a")},
            std::array{line("g1", 600, "2026-09-09", "INV1", "x"), line("g2", 400, "2026-09-09", "INV1", "y"), line("g3", 400, "2026-09-09", "INV1", "z")},
            test::shippedPolicy(), context());
        VERIFY_OK(tied);
        QVERIFY(tied->match.groups[0].state == MatchState::Ambiguous);
        QCOMPARE(tied->match.groups[0].rightCount, 3U);
        // The same description does where there is no reference.
        const auto named = matchByPolicy(std::array{line("b1", 30, "2026-09-10", "", "ACME  rent"), line("b2", 70, "2026-09-10", "", "acme rent")},
            std::array{line("g", 100, "2026-09-09", "", "Acme Rent")}, test::shippedPolicy(), context());
        VERIFY_OK(named);
        QVERIFY(named->match.groups[0].type == MatchType::ManyToOne && named->match.groups[0].state == MatchState::Suggested);
        // Another account is another company's lines.
        MatchLine other = line("b2", 70, "2026-09-10", "", "acme rent");
        other.account = "1020";
        const auto apart = matchByPolicy(std::array{line("b1", 30, "2026-09-10", "", "acme rent"), other}, std::array{line("g", 100, "2026-09-09", "", "acme rent")},
            test::shippedPolicy(), context());
        QVERIFY(apart->match.groups[0].state == MatchState::Unmatched);
    }
    void nearAmountsAreOnlySuggested()
    {
        const auto fee = [](std::int64_t bank, std::int64_t books, MatchState state, Triggers triggers) {
            expect(line("b", bank, "2026-09-11", "", "x"), line("g", books, "2026-09-10", "", "y"), test::shippedPolicy(), context(), state, triggers);
        };
        const Triggers near = bit(ReviewTrigger::AmountAlone) | bit(ReviewTrigger::Tolerance) | bit(ReviewTrigger::PassSuggests);
        fee(970'00, 1000'00, MatchState::Suggested, near); // 30.00, exactly three percent
        fee(969'99, 1000'00, MatchState::Unmatched, 0); // beyond the percentage
        fee(9960'00, 10000'00, MatchState::Unmatched, 0); // 40.00: beyond the amount
        fee(1001'00, 1000'00, MatchState::Suggested, near);
        fee(1001'01, 1000'00, MatchState::Unmatched, 0); // more is allowed less
        // What is missing is said: the line, and by how much.
        const auto run = matchByPolicy(std::array{line("b", 969'99, "2026-09-11", "", "x")}, std::array{line("g", 1000'00, "2026-09-10", "", "y")},
            test::shippedPolicy(), context());
        VERIFY_OK(run);
        const Json record = matchRecord(std::array{line("b", 969'99, "2026-09-11", "", "x")}, std::array{line("g", 1000'00, "2026-09-10", "", "y")},
            test::shippedPolicyJson(), test::shippedPolicy(), context(), *run);
        const Json& nearest = record["groups"].toArray()[0]["near_amount"];
        COMPARE_STR(nearest["line"].toString(), "g");
        COMPARE_STR(nearest["difference"].toString(), "-3001");
    }
    void theEnginesMayDisagree()
    {
        // A payment that carries the reference of another entry of the same amount, two months older and another party's: the
        // pass goes by the reference, what was learnt by day and name.
        test::ShopBook shop(3000);
        shop.add(1, 77'777, 0, "RE-26-111111", "Erloes Hovfeld Pumpen GmbH", 0);
        shop.add(1, 77'777, 58, "RE-26-111114", "Erloes Grimann Reisen KG", 0);
        const std::string paid(shop.add(0, 77'777, 59, "RE-26-111111", "GUTSCHRIFT Grimann Reisen KG", 0).id);
        MatchContext with = context();
        with.periodEnd = {20500 + 200};
        with.risk = AccountRisk::Low;
        const auto run = matchByPolicy(shop.lines[0], shop.lines[1], test::shippedPolicy(), with);
        VERIFY_OK(run);
        QVERIFY(run->learnt);
        const auto bank = static_cast<std::uint32_t>(shop.lines[0].size() - 1);
        const auto [state, triggers] = fate(*run, bank);
        QVERIFY(state == MatchState::Suggested);
        QVERIFY((triggers & bit(ReviewTrigger::EnginesDisagree)) != 0);
        QCOMPARE(run->disagreements.size(), std::size_t(1));
        const Disagreement& each = run->disagreements[0];
        QVERIFY((each.left == std::vector<std::uint32_t>{bank}));
        QVERIFY((each.right == std::vector<std::uint32_t>{static_cast<std::uint32_t>(shop.lines[1].size() - 1)}));
        QVERIFY(run->match.evidence[each.evidence].probability >= kAutoProbability);
        QVERIFY(checkConservation(shop.lines[0], shop.lines[1], run->match).holds);
    }
    void learnsAndStaysSure()
    {
        const test::ShopBook shop(4000);
        MatchContext with = context();
        with.periodEnd = {20500 + 200}; // far from every line
        const auto run = matchByPolicy(shop.lines[0], shop.lines[1], test::shippedPolicy(), with);
        VERIFY_OK(run);
        QVERIFY(run->learnt);
        QVERIFY(checkConservation(shop.lines[0], shop.lines[1], run->match).holds);
        std::size_t sure = 0;
        std::size_t right = 0;
        std::size_t byLearning = 0;
        for (std::size_t i = 0; i < run->match.groups.size(); ++i) {
            const MatchGroup& group = run->match.groups[i];
            QCOMPARE(group.state == MatchState::Auto && run->triggers[i] != 0, false);
            if (group.state == MatchState::Suggested)
                QVERIFY(run->triggers[i] != 0);
            if (group.state != MatchState::Auto || group.leftCount != 1)
                continue;
            if (group.evidence != kNoLine) {
                ++byLearning;
                // Medium accounts: 0.97 × 2^32, rounded down.
                QVERIFY(run->match.evidence[group.evidence].probability >= 4166118277U);
            } else {
                QVERIFY(test::shippedPolicy().rules.passes[static_cast<std::size_t>(group.pass)].kind != PassKind::AmountDate);
            }
            const std::string bank(shop.lines[0][run->match.left(group)[0]].id);
            for (const auto member : run->match.right(group)) {
                ++sure;
                right += shop.truth.contains({bank, std::string(shop.lines[1][member].id)}) ? 1U : 0U;
            }
        }
        qInfo("%zu automatic links, %zu right, %zu matches by learning", sure, right, byLearning);
        QVERIFY(static_cast<double>(right) / static_cast<double>(sure) >= 0.998);
        QVERIFY(byLearning > 500);
        // Most of what a pass decided the learnt stage sees the same way.
        const auto same = std::count_if(run->opinions.begin(), run->opinions.end(), [](const auto& each) { return each.evidence != kNoLine; });
        QVERIFY(same > 1000);
    }
    void sameForAnyThreads()
    {
        const test::ShopBook shop(1500);
        const Json json = test::shippedPolicyJson();
        const MatchPolicy policy = test::shippedPolicy();
        std::vector<std::string> records;
        for (const int threads : {1, 2, 3}) {
            MatchOptions options;
            options.threads = threads;
            const auto run = matchByPolicy(shop.lines[0], shop.lines[1], policy, context(), options);
            VERIFY_OK(run);
            records.push_back(canonicalJson(matchRecord(shop.lines[0], shop.lines[1], json, policy, context(), *run)));
        }
        QVERIFY(records[0] == records[1] && records[0] == records[2]);
    }
};

OXSEAL_TEST_CLASS(TestPolicyMatch);
#include "tst_policy_match.moc"
