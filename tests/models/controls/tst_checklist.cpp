// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/checklist.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::controls;

namespace {

ItemFacts item(Answer answer, std::vector<PeriodFit> evidence)
{
    ItemFacts facts;
    facts.item = {"1.1", 1, "Were the reviews done?", "Sign-off", {"AM-04"}};
    facts.answer = answer;
    facts.evidence = std::move(evidence);
    return facts;
}

} // namespace

class TestChecklist : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states()
    {
        using F = PeriodFit;
        QVERIFY(stateOf(item(Answer::None, {F::Fits})) == ItemState::Unanswered);
        QVERIFY(stateOf(item(Answer::Yes, {})) == ItemState::EvidenceMissing);
        QVERIFY(stateOf(item(Answer::Yes, {F::BeforePeriod, F::AfterPeriod})) == ItemState::EvidenceMissing);
        QVERIFY(stateOf(item(Answer::Yes, {F::Late})) == ItemState::EvidenceLate);
        QVERIFY(stateOf(item(Answer::Yes, {F::Late, F::Fits})) == ItemState::Complete);
        QVERIFY(stateOf(item(Answer::No, {F::Fits})) == ItemState::Negative);
        QVERIFY(stateOf(item(Answer::NotApplicable, {})) == ItemState::NotApplicable);
    }

    void counts()
    {
        TestResult pass;
        pass.tester = PersonId(1);
        pass.sample = 1;
        TestResult failed = pass;
        failed.outcome = TestOutcome::Fail;
        ControlFacts tested{"A", true, true, Frequency::Quarterly, 1, 0, {pass}};
        ControlFacts failing{"B", true, true, Frequency::Quarterly, 1, 0, {failed}};
        ControlFacts untested{"C", true, true, Frequency::Annual, 0, 0, {}};
        ControlFacts notKey{"D", false, true, Frequency::Annual, 0, 0, {}};
        ControlFacts none{"E", true, false, Frequency::Annual, 0, 0, {}};
        const auto counts = countOf({tested, failing, untested, notKey, none});
        QCOMPARE(counts.keyTested, 1);
        QCOMPARE(counts.keyFailed, 1);
        QCOMPARE(counts.keyUntested, 1);
        QCOMPARE(counts.notApplicable, 1);
    }

    void matters()
    {
        test::QtHasher hasher;
        const auto codes = [&](const std::vector<Finding>& findings) {
            std::vector<std::string> list;
            for (const auto& finding : findings)
                list.push_back(finding.code);
            return list;
        };
        QCOMPARE(codes(findMatters(hasher, {}, {}, {})), std::vector<std::string>{"control.set_missing"});
        ControlFacts quarterly{"A", true, true, Frequency::Quarterly, 0, 0, {}};
        ControlFacts monthly{"B", true, true, Frequency::Monthly, 0, 0, {}};
        ControlFacts annual{"C", true, true, Frequency::Annual, 0, 0, {}};
        ControlFacts excluded{"D", true, false, Frequency::Monthly, 0, 0, {}};
        const auto open = findMatters(hasher, {item(Answer::Yes, {})}, {quarterly, monthly, annual, excluded}, {});
        QCOMPARE(codes(open), (std::vector<std::string>{"control.evidence_missing", "control.not_performed"}));
        QCOMPARE(open[1].arguments, (std::vector<std::string>{"2", "A, B"}));
        // The count moves, the finding stays the same: its disposition must survive the next run.
        quarterly.performances = 1;
        const auto later = findMatters(hasher, {}, {quarterly, monthly}, {});
        QCOMPARE(later[0].fingerprint, open[1].fingerprint);
        QCOMPARE(later[0].arguments[0], std::string("1"));
        monthly.performances = 3;
        monthly.exceptions = 1;
        const auto exception = findMatters(hasher, {item(Answer::Yes, {PeriodFit::Fits})}, {quarterly, monthly},
            {{"a.pdf", "control:A", Digest{}, PeriodFit::BeforePeriod}});
        QCOMPARE(codes(exception),
            (std::vector<std::string>{"control.performance_exception", "control.evidence_misfit"}));
    }
};

OXSEAL_TEST_CLASS(TestChecklist);
#include "tst_checklist.moc"
