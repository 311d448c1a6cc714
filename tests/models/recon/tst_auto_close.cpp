// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/auto_close.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

#include <functional>
#include <limits>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestAutoClose : public QObject
{
    Q_OBJECT

    static AutoCloseRule rule()
    {
        AutoCloseRule made;
        made.thresholds = {{"USD", 1000}};
        made.mostInRow = 3;
        made.classWords[AccountClass::Cash] = {"bank", "petty"};
        made.classWords[AccountClass::Estimate] = {"accrued"};
        return made;
    }
    /// 500.00 of rent deposits, as three months ago.
    static CloseFacts harmless()
    {
        CloseFacts facts;
        facts.row.plan.account = "1800";
        facts.row.plan.method = AccountMethod::RollForward;
        facts.row.plan.risk = AccountRisk::Low;
        facts.row.state = AccountState::Assigned;
        facts.row.name = "Rent deposits";
        facts.row.balance = 500'00;
        facts.currency = "USD";
        facts.kind = AccountClass::Other;
        facts.prior = 500'00;
        facts.postings = 0;
        return facts;
    }
    static std::vector<CloseCondition> failed(const std::function<void(CloseFacts&)>& change)
    {
        CloseFacts facts = harmless();
        change(facts);
        return judgeClose(rule(), facts).failed;
    }
    using Conditions = std::vector<CloseCondition>;

private Q_SLOTS:
    void anUnchangedHarmlessAccountCloses()
    {
        const CloseVerdict verdict = judgeClose(rule(), harmless());
        QVERIFY(verdict.closes());
        QVERIFY(verdict.basis == CloseBasis::Unchanged);
        CloseFacts zero = harmless();
        zero.row.balance = 0;
        zero.prior.reset();
        QVERIFY(judgeClose(rule(), zero).closes());
        QVERIFY(judgeClose(rule(), zero).basis == CloseBasis::Zero);
        CloseFacts credit = harmless();
        credit.row.balance = -1000'00; // exactly the limit
        credit.prior = -1000'00;
        QVERIFY(judgeClose(rule(), credit).closes());
    }
    void eachConditionIsNamedAlone()
    {
        QCOMPARE(failed([](CloseFacts& f) { f.row.state = AccountState::Unassigned; }), Conditions{CloseCondition::Assigned});
        QCOMPARE(failed([](CloseFacts& f) { f.row.plan.method = AccountMethod::Matching; }), Conditions{CloseCondition::Method});
        QCOMPARE(failed([](CloseFacts& f) { f.row.plan.risk = AccountRisk::Medium; }), Conditions{CloseCondition::LowRisk});
        QCOMPARE(failed([](CloseFacts& f) { f.kind = AccountClass::NotStated; }), Conditions{CloseCondition::ClassStated});
        for (const AccountClass kind : {AccountClass::Cash, AccountClass::Clearing, AccountClass::Intercompany, AccountClass::Estimate})
            QCOMPARE(failed([&](CloseFacts& f) { f.kind = kind; }), Conditions{CloseCondition::ClassAllowed});
        QCOMPARE(failed([](CloseFacts& f) { f.row.name = "Old BANK account"; }), Conditions{CloseCondition::NameAllowed});
        QCOMPARE(failed([](CloseFacts& f) { f.key = true; }), Conditions{CloseCondition::NotKey});
        QCOMPARE(failed([](CloseFacts& f) { f.prior = 499'99; }), Conditions{CloseCondition::Balance});
        QCOMPARE(failed([](CloseFacts& f) { f.prior.reset(); }), Conditions{CloseCondition::Balance});
        QCOMPARE(failed([](CloseFacts& f) { f.postings.reset(); }), Conditions{CloseCondition::LedgerKnown});
        QCOMPARE(failed([](CloseFacts& f) { f.postings = 2; }), Conditions{CloseCondition::NoPostings});
        QCOMPARE(failed([](CloseFacts& f) { f.row.balance = 1000'01; f.prior = 1000'01; }), Conditions{CloseCondition::Threshold});
        QCOMPARE(failed([](CloseFacts& f) { f.currency = "EUR"; }), Conditions{CloseCondition::Threshold});
        QCOMPARE(failed([](CloseFacts& f) { f.closedInRow = 3; }), Conditions{CloseCondition::NotTooOften});
        QVERIFY(failed([](CloseFacts& f) { f.closedInRow = 2; }).empty());
        QCOMPARE(failed([](CloseFacts& f) { f.openWork = true; }), Conditions{CloseCondition::NoOpenWork});
        QCOMPARE(failed([](CloseFacts& f) { f.row.plan.risk = AccountRisk::High; f.kind = AccountClass::Cash; f.key = true; }),
            (Conditions{CloseCondition::LowRisk, CloseCondition::ClassAllowed, CloseCondition::NotKey}));
        const std::int64_t least = std::numeric_limits<std::int64_t>::min();
        QCOMPARE(failed([&](CloseFacts& f) { f.row.balance = least; f.prior = least; }), Conditions{CloseCondition::Threshold});
    }
    void aWordOfTheNameMustBeginSo()
    {
        QVERIFY(failed([](CloseFacts& f) { f.row.name = "Embankment repairs, databanks"; }).empty());
        QCOMPARE(failed([](CloseFacts& f) { f.row.name = "(bank) guarantee"; }), Conditions{CloseCondition::NameAllowed});
    }
    // Ranked with sha256sum: the three lowest of eleven are the first, the tenth and the sixth name.
    void theSampleIsRankedByTheSeed()
    {
        AutoCloseRule made = rule();
        made.sampleAtLeast = 2;
        made.samplePercent = 20; // 2.2 of 11, rounded up
        const std::vector<std::string> names{"US01/1800", "US01/1810", "US01/1820", "DE01/1800", "DE01/1830", "GB01/1800", "GB01/1840",
            "GB01/1850", "US01/1860", "US01/1870", "US01/1880"};
        test::QtHasher hasher;
        QCOMPARE(drawCloseSample(made, names, "audit committee 2026-10-20", hasher), (std::vector<std::size_t>{0, 5, 9}));
        made.samplePercent = 0;
        QCOMPARE(drawCloseSample(made, names, "audit committee 2026-10-20", hasher), (std::vector<std::size_t>{0, 9}));
        made.sampleAtLeast = 40;
        QCOMPARE(drawCloseSample(made, names, "x", hasher).size(), std::size_t{11});
        QVERIFY(drawCloseSample(made, {}, "x", hasher).empty());
    }
    void everyConditionHasItsOwnName()
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < kCloseConditions; ++i)
            names.insert(name(static_cast<CloseCondition>(i)));
        QCOMPARE(names.size(), kCloseConditions);
    }
};

OXSEAL_TEST_CLASS(TestAutoClose);
#include "tst_auto_close.moc"
