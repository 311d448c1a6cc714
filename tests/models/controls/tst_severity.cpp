// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/severity.h"

#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::controls;

/// By hand: materiality 450,000 USD, a fifth of it 90,000; in yen, which has no digits, 60,000,000 and 12,000,000.
class TestSeverity : public QObject
{
    Q_OBJECT

    static SeverityRules rules()
    {
        return *parseSeverityRules(*parseJson(R"({"id": "severity-rules", "version": 2, "effective": "2026-01-01", "note": "n",
            "materiality": {"USD": 450000, "JPY": 60000000}, "basis": "5 % of income before tax", "significant_share": 2000})"));
    }
    static Evaluation of(Likelihood likelihood, std::int64_t couldBe, const char* currency = "USD")
    {
        Evaluation evaluation;
        evaluation.likelihood = likelihood;
        evaluation.couldBe = couldBe;
        evaluation.currency = currency;
        return evaluation;
    }
    static std::string reasons(const Proposal& proposal)
    {
        std::string out;
        for (const ProposalStep& step : proposal.steps)
            out += (out.empty() ? "" : " ") + std::string(name(step.reason));
        return out;
    }
    static bool refused(const std::string& json) { return parseSeverityRules(*parseJson(json)).error().is(kSeverityRulesInvalid); }

private Q_SLOTS:
    void theRulesAreStrict()
    {
        QCOMPARE(rules().limitsIn("USD").materiality.value(), std::int64_t{45'000'000});
        QCOMPARE(rules().limitsIn("USD").meritsFrom().value(), std::int64_t{9'000'000});
        QCOMPARE(rules().limitsIn("JPY").materiality.value(), std::int64_t{60'000'000});
        QCOMPARE(rules().limitsIn("JPY").meritsFrom().value(), std::int64_t{12'000'000});
        QVERIFY(!rules().limitsIn("EUR").materiality && !rules().limitsIn("EUR").meritsFrom());
        const std::string begin = R"({"id": "severity-rules", "version": 1, "effective": "2026-01-01", )";
        QVERIFY(parseSeverityRules(*parseJson(begin + R"("materiality": {}, "basis": "", "significant_share": 2000})")));
        QVERIFY(refused(begin + R"("materiality": {"USD": 1}, "basis": "", "significant_share": 2000})")); // from what?
        QVERIFY(refused(begin + R"("materiality": {"USD": 0}, "basis": "b", "significant_share": 2000})"));
        QVERIFY(refused(begin + R"("materiality": {"usd": 1}, "basis": "b", "significant_share": 2000})"));
        QVERIFY(refused(begin + R"("materiality": {"USD": 1000000000001}, "basis": "b", "significant_share": 2000})"));
        QVERIFY(refused(begin + R"("materiality": {}, "basis": "", "significant_share": 10001})"));
        QVERIFY(refused(begin + R"("materiality": {}, "basis": "", "significant_share": 2000, "extra": 1})"));
        QVERIFY(refused(R"({"id": "severity-rules", "version": 1, "effective": "soon", "materiality": {}, "basis": "", "significant_share": 2000})"));
    }

    void theShareIsNeverLaxerThanStated()
    {
        SeverityRules one = rules();
        one.materiality = {{"JPY", 9'999}};
        one.significantShare = 3'333; // 9,999 × 0.3333 = 3,332.66
        QCOMPARE(one.limitsIn("JPY").meritsFrom().value(), std::int64_t{3'332});
        one.materiality = {{"KWD", 1'000'000'000'000}}; // three digits: 10^15 fils, whose product with the share would not fit unaided
        one.significantShare = 10'000;
        QCOMPARE(one.limitsIn("KWD").meritsFrom().value(), std::int64_t{1'000'000'000'000'000});
    }

    void amountAndChanceMakeTheProposal()
    {
        const auto level = [](Likelihood likelihood, std::int64_t couldBe) { return propose(rules(), of(likelihood, couldBe)).level; };
        QVERIFY(level(Likelihood::ReasonablyPossible, 45'000'000) == DeficiencyLevel::Material);
        QVERIFY(level(Likelihood::Probable, 44'999'999) == DeficiencyLevel::Significant);
        QVERIFY(level(Likelihood::ReasonablyPossible, 9'000'000) == DeficiencyLevel::Significant);
        QVERIFY(level(Likelihood::ReasonablyPossible, 8'999'999) == DeficiencyLevel::Control);
        QVERIFY(level(Likelihood::Remote, 900'000'000) == DeficiencyLevel::Control);
        QVERIFY(level(Likelihood::ReasonablyPossible, 0) == DeficiencyLevel::Control);
        COMPARE_STR(reasons(propose(rules(), of(Likelihood::Remote, 1))), "exposed remote");
        const Proposal yen = propose(rules(), of(Likelihood::Probable, 60'000'000, "JPY"));
        QVERIFY(yen.level == DeficiencyLevel::Material);
        QCOMPARE(yen.steps.back().against, std::int64_t{60'000'000});
    }

    void onlyATestedControlReduces()
    {
        Evaluation evaluation = of(Likelihood::ReasonablyPossible, 50'000'000);
        evaluation.compensation = Compensation{"RC-02", Tested::NotYet, 1'000'000};
        Proposal proposal = propose(rules(), evaluation);
        QVERIFY(proposal.level == DeficiencyLevel::Material);
        QCOMPARE(proposal.counted, std::int64_t{50'000'000});
        COMPARE_STR(reasons(proposal), "exposed not_tested at_materiality");
        evaluation.compensation->tested = Tested::No;
        COMPARE_STR(reasons(propose(rules(), evaluation)), "exposed test_failed at_materiality");
        evaluation.compensation->tested = Tested::Yes;
        proposal = propose(rules(), evaluation);
        QVERIFY(proposal.level == DeficiencyLevel::Control);
        QCOMPARE(proposal.counted, std::int64_t{1'000'000});
        COMPARE_STR(reasons(proposal), "exposed reduced below_share");
        evaluation.compensation->leaves = 20'000'000;
        QVERIFY(propose(rules(), evaluation).level == DeficiencyLevel::Significant);
    }

    void indicatorsAndThePrudentOfficialProposeAWeaknessWhateverTheAmount()
    {
        Evaluation evaluation = of(Likelihood::Remote, 1);
        evaluation.prudent = false;
        COMPARE_STR(reasons(propose(rules(), evaluation)), "exposed remote imprudent");
        QVERIFY(propose(rules(), evaluation).level == DeficiencyLevel::Material);
        evaluation.prudent = true;
        evaluation.indicators = {"restatement", "management_fraud"};
        const Proposal proposal = propose(rules(), evaluation);
        QVERIFY(proposal.level == DeficiencyLevel::Material);
        QCOMPARE(proposal.steps.size(), std::size_t{4});
        COMPARE_STR(proposal.steps.back().what, "management_fraud");
    }

    void withoutMaterialityNothingIsMeasured()
    {
        const Proposal proposal = propose(rules(), of(Likelihood::Probable, 99'000'000, "EUR"));
        QVERIFY(!proposal.measured && !proposal.limits.materiality);
        QVERIFY(proposal.level == DeficiencyLevel::Control);
        COMPARE_STR(reasons(proposal), "exposed no_materiality");
        QVERIFY(propose(rules(), of(Likelihood::Remote, 99'000'000, "EUR")).measured);
        Evaluation indicated = of(Likelihood::Probable, 1, "EUR");
        indicated.indicators = {"restatement"};
        QVERIFY(propose(rules(), indicated).measured); // nothing above it that an amount could say
    }

    void whatContradictsItselfIsRefused()
    {
        Evaluation evaluation = of(Likelihood::Probable, 100);
        QVERIFY(checkEvaluation(evaluation));
        evaluation.known = 101;
        QVERIFY(checkEvaluation(evaluation).error().is(kKnownAboveCouldBe));
        evaluation.known = -1;
        QVERIFY(checkEvaluation(evaluation).error().is(kAmountNegative));
        evaluation.known = 100;
        evaluation.compensation = Compensation{"RC-02", Tested::Yes, 101};
        QVERIFY(checkEvaluation(evaluation).error().is(kLeavesOutOfRange));
        evaluation.compensation->leaves = 0;
        evaluation.currency = "Dollar";
        QVERIFY(checkEvaluation(evaluation).error().is(kCurrencyUnknown));
    }

    void openOnesAddUpByAccountAssertionAndControl()
    {
        const auto one = [](std::int64_t id, const char* account, const char* assertion, const char* control, std::int64_t counted, const char* currency,
                             Likelihood likelihood = Likelihood::ReasonablyPossible) {
            return OpenDeficiency{id, account, assertion, control, likelihood, counted, currency, levelOf(counted, rules().limitsIn(currency))};
        };
        const std::vector<OpenDeficiency> open{one(3, "US01/1010", "C", "RC-01", 25'000'000, "USD"), one(1, "US01/1010", "EO", "RC-01", 20'000'000, "USD"),
            one(2, "US01/1200", "C", "RC-01", 1'000, "USD"), one(4, "US01/1010", "", "", 99'000'000, "USD", Likelihood::Remote), one(5, "US01/1010", "C", "", 7, "JPY")};
        const auto sums = combine(rules(), open);
        VERIFY_OK(sums);
        QCOMPARE(sums->size(), std::size_t{3}); // the remote one adds nothing, the yen stand alone
        QVERIFY((*sums)[0].by == Shared::Account && (*sums)[0].key == "US01/1010" && (*sums)[0].currency == "USD");
        QVERIFY(((*sums)[0].members == std::vector<std::int64_t>{1, 3}));
        QCOMPARE((*sums)[0].sum, std::int64_t{45'000'000});
        QVERIFY((*sums)[0].highest == DeficiencyLevel::Significant);
        QVERIFY((*sums)[0].level == DeficiencyLevel::Material); // together
        QVERIFY((*sums)[1].by == Shared::Assertion && (*sums)[1].key == "C");
        QCOMPARE((*sums)[1].sum, std::int64_t{25'001'000});
        QVERIFY((*sums)[2].by == Shared::Control);
        QCOMPARE((*sums)[2].members.size(), std::size_t{3});
        QVERIFY(combine(rules(), {}).value().empty());
    }

    void aSumKeepsTheHighestOfItsMembersAndNeverOverflows()
    {
        OpenDeficiency fraud{1, "US01/1010", "", "", Likelihood::Probable, 1, "EUR", DeficiencyLevel::Material};
        OpenDeficiency other = fraud;
        other.id = 2;
        other.level = DeficiencyLevel::Control;
        QVERIFY(combine(rules(), {fraud, other})->front().level == DeficiencyLevel::Material);
        other.counted = std::numeric_limits<std::int64_t>::max();
        QVERIFY(combine(rules(), {fraud, other}).error().is(kSumTooLarge));
    }

    void namesAreDurable()
    {
        for (const char* text : {"remote", "reasonably_possible", "probable"})
            COMPARE_STR(name(likelihoodFromName(text).value()), text);
        for (const char* text : {"not_a_deficiency", "control_deficiency", "significant_deficiency", "material_weakness"})
            COMPARE_STR(name(deficiencyLevelFromName(text).value()), text);
        for (const char* text : {"not_yet", "yes", "no"})
            COMPARE_STR(name(testedFromName(text).value()), text);
        QVERIFY(!likelihoodFromName("maybe") && !deficiencyLevelFromName("") && !testedFromName("Yes"));
    }
};

OXSEAL_TEST_CLASS(TestSeverity);
#include "tst_severity.moc"
