// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/look_back.h"
#include "models/access/look_back_facts.h"
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
    void whoEndedLateIsAskedForMore()
    {
        LookBackProcedures done;
        QVERIFY(allowedProcedures(LookBackKind::Outlived, done).has_value());
        QVERIFY(allowedProcedures(LookBackKind::EndedLate, done).error().is(kLookBackUnchecked));
        done.keys = SecretCheck::None;
        QVERIFY(allowedProcedures(LookBackKind::EndedLate, done).error().is(kLookBackUnchecked));
        done.passwords = SecretCheck::NotDone; // a word on it is enough: what it means is judged by people
        QVERIFY(allowedProcedures(LookBackKind::EndedLate, done).error().is(kLookBackNoCause));
        done.cause = " ";
        QVERIFY(allowedProcedures(LookBackKind::EndedLate, done).error().is(kLookBackNoCause));
        done.cause = "Nobody told IT";
        QVERIFY(allowedProcedures(LookBackKind::EndedLate, done).has_value());
    }
    void extractsTellOfAnAccount()
    {
        Population july, august;
        july.accounts = {{"ERP", "bo", "E3", "bo@x.example", "", "", AccountType::Human, Flag::Yes, Flag::Unknown, on("2026-07-20"), {}, {}, {}, {}, {}},
            {"ERP", "ann", "E2", "", "", "", AccountType::Human, Flag::Yes, Flag::Unknown, {}, {}, {}, {}, {}, {}}};
        july.entitlements = {{"ERP", "Clerk", "Bills", "Full", ""}, {"ERP", "Clerk", "Reports", "", ""}};
        july.grants = {{0, 0, DayColumn::kNone, Flag::No}, {0, 1, on("2026-07-25").number, Flag::No}, {1, 0, DayColumn::kNone, Flag::No}};
        august = july;
        august.accounts[0].enabled = Flag::No;
        august.grants = {{0, 1, DayColumn::kNone, Flag::No}};
        std::map<std::string, LookBackFacts> wanted{{"bo", {}}};
        addSightings(wanted, july, on("2026-07-31"));
        QCOMPARE(wanted.at("bo").entitlements.size(), std::size_t(2));
        addSightings(wanted, august, on("2026-08-31"));
        QCOMPARE(wanted.size(), std::size_t(1));
        const LookBackFacts& bo = wanted.at("bo");
        QVERIFY(bo.name == "bo@x.example" && bo.enabled == Flag::No && bo.listed == on("2026-08-31") && bo.lastUse == on("2026-07-25"));
        QCOMPARE(bo.entitlements, std::vector<std::string>{"Clerk / Reports"});
        LeaverTime time;
        time.lastDay = on("2026-07-14");
        time.end = {EndKnownBy::Extract, on("2026-08-31"), on("2026-07-31")};
        const LeaverFacts facts = factsOf(bo, time);
        QVERIFY(facts.goneAsOf == on("2026-08-31") && facts.lastDay == on("2026-07-14"));
        QCOMPARE(standingOf(facts).lagDays, 48);
        time.end = {};
        // Between the last extract that lists it and its end nobody saw it.
        LeaverFacts unseen = facts;
        unseen.lastUse = on("2026-07-10");
        unseen.useKnownUntil = on("2026-08-30");
        QVERIFY(standingOf(unseen).usedAfter == Flag::Unknown);
        unseen.useKnownUntil = on("2026-08-31"); // disabled then, and still listed
        QVERIFY(standingOf(unseen).usedAfter == Flag::No);
        unseen.useKnownUntil = on("2026-08-30");
        unseen.logged = true;
        QVERIFY(standingOf(unseen).usedAfter == Flag::No);
        QVERIFY(!factsOf(bo, time).goneAsOf);
    }
    void namesComeBack()
    {
        for (const auto each : {SecretCheck::NotAsked, SecretCheck::Done, SecretCheck::None, SecretCheck::NotDone})
            QVERIFY(secretCheckFromName(name(each)) == each);
        QVERIFY(!secretCheckFromName("yes"));
        COMPARE_STR(std::string(name(LookBackKind::EndedLate)), "ended_late");

        for (const auto each : {LookBackConclusion::NotUsed, LookBackConclusion::Authorised, LookBackConclusion::NoEffect, LookBackConclusion::Effect})
            QVERIFY(lookBackConclusionFromName(name(each)) == each);
        QVERIFY(!lookBackConclusionFromName("none"));
        COMPARE_STR(std::string(name(LookBackConclusion::NoEffect)), "no_effect");
    }
};

OXSEAL_TEST_CLASS(TestLookBack);
#include "tst_look_back.moc"
