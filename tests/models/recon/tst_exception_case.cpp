// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exception_case.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestExceptionCase : public QObject
{
    Q_OBJECT

    static Day on(const char* iso) { return *Day::fromIso(iso); }

    /// A bank line of 1 September in a period that ends on the 30th; the rule gives 14 October, and it is the 10th.
    struct Case
    {
        ExceptionFacts facts;
        std::vector<ExceptionAct> acts;

        explicit Case(ItemCategory category = ItemCategory::UnbookedFee, ItemOrigin origin = ItemOrigin::Bank)
        {
            facts.item.category = category;
            facts.item.origin = origin;
            facts.item.date = on("2026-09-01");
            facts.periodEnd = on("2026-09-30");
            facts.ruleDue = on("2026-10-14");
            facts.today = on("2026-10-10");
            facts.accountOwner = "pat";
        }
        ExceptionStanding standing()
        {
            facts.acts = acts;
            return standingOf(ExceptionRules{}, facts);
        }
    };

private Q_SLOTS:
    void untouchedItIsDueByTheRule()
    {
        Case one;
        ExceptionStanding standing = one.standing();
        QVERIFY(standing.state == ExceptionState::Undecided);
        COMPARE_STR(standing.owner, "pat");
        QCOMPARE(standing.due, on("2026-10-14"));
        QVERIFY(!standing.dueStated && !standing.overdue);
        QCOMPARE(standing.ageDays, 29);
        one.facts.today = on("2026-10-14"); // the day itself is in time
        QVERIFY(!one.standing().overdue);
        one.facts.today = on("2026-10-15");
        QVERIFY(one.standing().overdue);
    }
    void aDecisionEndsTheWaiting()
    {
        Case one;
        one.facts.today = on("2026-11-20");
        one.acts = {{true, Disposition::ProposeEntry, "con", std::nullopt, "C-12", "6900"}};
        const ExceptionStanding standing = one.standing();
        QVERIFY(standing.state == ExceptionState::Decided && !standing.overdue);
        COMPARE_STR(standing.owner, "con");
        COMPARE_STR(standing.account, "6900");
        COMPARE_STR(standing.control, "C-12");
    }
    void lookingIsNoDecision()
    {
        Case one;
        one.acts = {{true, Disposition::Investigate, "", on("2026-10-08"), "", ""}};
        const ExceptionStanding standing = one.standing();
        QVERIFY(standing.state == ExceptionState::Investigated);
        QVERIFY(standing.dueStated && standing.overdue);
        COMPARE_STR(standing.owner, "pat");
    }
    void aPromisedDayBindsWhatIsDecidedToo()
    {
        Case one(ItemCategory::BankError);
        one.acts = {{true, Disposition::Dispute, "", on("2026-10-09"), "", ""}};
        QVERIFY(one.standing().overdue);
        one.facts.clearedLater = true;
        QVERIFY(one.standing().state == ExceptionState::Cleared);
        QVERIFY(!one.standing().overdue);
        // Another act without a day takes it back.
        one.facts.clearedLater = false;
        one.acts.push_back({true, Disposition::Dispute, "", std::nullopt, "", ""});
        QVERIFY(!one.standing().overdue);
        QCOMPARE(one.standing().due, on("2026-10-14"));
    }
    void theNextPeriodDecidesAnew()
    {
        Case one;
        one.acts = {{false, Disposition::Carry, "con", on("2026-10-08"), "C-12", ""}};
        const ExceptionStanding standing = one.standing();
        QVERIFY(standing.state == ExceptionState::Undecided);
        QVERIFY(standing.disposition == Disposition::None && standing.earlier == Disposition::Carry);
        COMPARE_STR(standing.owner, "con"); // owner and control come along, the day does not
        COMPARE_STR(standing.control, "C-12");
        QCOMPARE(standing.due, on("2026-10-14"));
        QVERIFY(!standing.dueStated);
    }
    void timeIsADispositionForThirtyDaysOnly()
    {
        Case one(ItemCategory::OutstandingCheque, ItemOrigin::Books);
        one.facts.today = on("2026-12-01");
        QVERIFY(one.standing().state == ExceptionState::Timing && !one.standing().overdue); // 29 days
        one.facts.item.date = on("2026-08-31");
        QVERIFY(one.standing().state == ExceptionState::Timing); // 30
        one.facts.item.date = on("2026-08-30");
        QVERIFY(one.standing().state == ExceptionState::Undecided && one.standing().overdue);
        one.facts.item.date = on("2026-10-02"); // after the end
        QCOMPARE(one.standing().ageDays, 0);
    }
    void dispositionsFitWhatTheItemIs()
    {
        const auto item = [](ItemOrigin origin, ItemCategory category) {
            OpenItem made;
            made.origin = origin;
            made.category = category;
            return made;
        };
        const OpenItem fee = item(ItemOrigin::Bank, ItemCategory::UnbookedFee);
        const OpenItem error = item(ItemOrigin::Bank, ItemCategory::BankError);
        const OpenItem cheque = item(ItemOrigin::Books, ItemCategory::OutstandingCheque);
        const OpenItem twice = item(ItemOrigin::Books, ItemCategory::BookErrorDuplicate);
        const OpenItem left = item(ItemOrigin::Difference, ItemCategory::BookErrorTransposition);
        for (const OpenItem& entry : {fee, twice, left})
            QVERIFY(fits(Disposition::ProposeEntry, entry) && fits(Disposition::WriteOff, entry));
        for (const OpenItem& none : {error, cheque})
            QVERIFY(!fits(Disposition::ProposeEntry, none) && !fits(Disposition::WriteOff, none));
        QVERIFY(fits(Disposition::Dispute, error) && fits(Disposition::Dispute, left) && !fits(Disposition::Dispute, cheque));
        for (const OpenItem& any : {fee, error, cheque, twice, left})
            QVERIFY(fits(Disposition::Investigate, any) && fits(Disposition::Carry, any) && fits(Disposition::None, any));
    }
    void namesGoThereAndBack()
    {
        for (const char* each : {"none", "investigate", "carry", "propose_entry", "write_off", "dispute"})
            COMPARE_STR(name(*dispositionFromName(each)), each);
        QVERIFY(!dispositionFromName("ignore"));
        QVERIFY(!settles(Disposition::None) && !settles(Disposition::Investigate) && settles(Disposition::Carry));
    }
};

OXSEAL_TEST_CLASS(TestExceptionCase);
#include "tst_exception_case.moc"
