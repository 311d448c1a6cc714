// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/test_of_control.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::controls;

class TestTestOfControl : public QObject
{
    Q_OBJECT

    static TestResult result(TestKind kind, TestOutcome outcome, int sample = 25, int exceptions = 0)
    {
        TestResult r;
        r.kind = kind;
        r.outcome = outcome;
        r.tester = PersonId(7);
        r.sample = sample;
        r.exceptions = exceptions;
        return r;
    }

private Q_SLOTS:
    void states()
    {
        const auto designPass = result(TestKind::Design, TestOutcome::Pass, 1);
        const auto designFail = result(TestKind::Design, TestOutcome::Fail, 1);
        const auto pass = result(TestKind::Operating, TestOutcome::Pass);
        const auto failed = result(TestKind::Operating, TestOutcome::Fail, 25, 2);
        QVERIFY(stateOf({}) == TestState::Untested);
        QVERIFY(stateOf({designPass}) == TestState::Untested);
        QVERIFY(stateOf({designPass, pass}) == TestState::Tested);
        QVERIFY(stateOf({pass, failed}) == TestState::Failed);
        QVERIFY(stateOf({failed, pass}) == TestState::Tested); // retested
        QVERIFY(stateOf({designFail, pass}) == TestState::Failed);
        QVERIFY(stateOf({designFail, designPass, pass}) == TestState::Tested);
    }

    void whoMayTest()
    {
        const auto pass = result(TestKind::Operating, TestOutcome::Pass);
        QVERIFY(checkTest(pass, PersonId(1), {PersonId(2)}, {}));
        QVERIFY(checkTest(pass, PersonId(), {}, {}));
        COMPARE_STR(checkTest(pass, PersonId(7), {}, {}).error().id(), "control.tester_is_owner");
        COMPARE_STR(checkTest(pass, PersonId(1), {PersonId(2), PersonId(7)}, {}).error().id(), "control.tester_is_performer");
    }

    void figures()
    {
        QVERIFY(!checkTest(result(TestKind::Operating, TestOutcome::Pass, 0), {}, {}, {}));
        QVERIFY(!checkTest(result(TestKind::Operating, TestOutcome::Pass, 25, 1), {}, {}, {}));
        QVERIFY(!checkTest(result(TestKind::Operating, TestOutcome::Fail, 2, 3), {}, {}, {}));
        QVERIFY(checkTest(result(TestKind::Operating, TestOutcome::Fail, 25, 1), {}, {}, {}));
    }

    void failedDesignStopsTesting()
    {
        const auto design = result(TestKind::Design, TestOutcome::Fail, 1);
        COMPARE_STR(checkTest(result(TestKind::Operating, TestOutcome::Pass), {}, {}, {design}).error().id(),
            "control.design_failed");
        QVERIFY(checkTest(result(TestKind::Design, TestOutcome::Pass, 1), {}, {}, {design}));
    }
};

OXSEAL_TEST_CLASS(TestTestOfControl);
#include "tst_test_of_control.moc"
