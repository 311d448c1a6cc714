// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/look_back.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestLookBack : public QObject
{
    Q_OBJECT

    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static LeaverFacts left(const char* lastDay)
    {
        LeaverFacts facts;
        facts.lastDay = on(lastDay);
        facts.listed = on("2026-09-30");
        return facts;
    }

private Q_SLOTS:
    void theLagEndsWithTheProof()
    {
        LeaverFacts facts = left("2026-08-31");
        QCOMPARE(standingOf(facts).lagDays, 30); // at least: the listing of 30 September still had it
        QVERIFY(standingOf(facts).stillThere);
        facts.goneAsOf = on("2026-10-12");
        QCOMPARE(standingOf(facts).lagDays, 42);
        QVERIFY(!standingOf(facts).stillThere);
        facts.goneAsOf = on("2026-08-30"); // gone before the worker was
        QCOMPARE(standingOf(facts).lagDays, 0);
        facts.lastDay.reset();
        QCOMPARE(standingOf(facts).lagDays, 0);
    }
    void aMissingUseIsNotNotUsed()
    {
        LeaverFacts facts = left("2026-08-31");
        QVERIFY(standingOf(facts).usedAfter == Flag::Unknown);
        facts.lastUse = on("2026-08-31");
        QVERIFY(standingOf(facts).usedAfter == Flag::No); // on the last day is not after it
        facts.lastUse = on("2026-09-01");
        QVERIFY(standingOf(facts).usedAfter == Flag::Yes);
        facts.lastUse.reset();
        facts.logged = true;
        QVERIFY(standingOf(facts).usedAfter == Flag::No);
        facts.usesAfter = 1;
        QVERIFY(standingOf(facts).usedAfter == Flag::Yes);
        facts.lastDay.reset(); // an act was counted as after leaving by whoever counted
        QVERIFY(standingOf(facts).usedAfter == Flag::Yes);
    }
    void notUsedMustBeTrue()
    {
        LeaverStanding standing;
        standing.usedAfter = Flag::Yes;
        QVERIFY(allowedConclusion(LookBackConclusion::NotUsed, standing, true).error().is(kLookBackUsed));
        QVERIFY(allowedConclusion(LookBackConclusion::Effect, standing, false).has_value());
        standing.usedAfter = Flag::Unknown;
        QVERIFY(allowedConclusion(LookBackConclusion::NotUsed, standing, false).error().is(kLookBackUnknown));
        QVERIFY(allowedConclusion(LookBackConclusion::NotUsed, standing, true).has_value());
        standing.usedAfter = Flag::No;
        QVERIFY(allowedConclusion(LookBackConclusion::NotUsed, standing, false).has_value());
    }
    void namesComeBack()
    {
        for (const auto each : {LookBackConclusion::NotUsed, LookBackConclusion::Authorised, LookBackConclusion::NoEffect, LookBackConclusion::Effect})
            QVERIFY(lookBackConclusionFromName(name(each)) == each);
        QVERIFY(!lookBackConclusionFromName("none"));
        COMPARE_STR(std::string(name(LookBackConclusion::NoEffect)), "no_effect");
    }
};

OXSEAL_TEST_CLASS(TestLookBack);
#include "tst_look_back.moc"
