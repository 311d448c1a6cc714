// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/delegation.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Day on(unsigned day) { return *Day::fromYmd(2026, 10, day); }
std::string refusal(const Status& status) { return status ? "" : status.error().id(); }
Delegation from(const char* who, const char* to, unsigned first, unsigned last)
{
    Delegation made;
    made.from = who;
    made.to = to;
    made.first = on(first);
    made.last = on(last);
    return made;
}

Worker worker(const char* id, const char* manager)
{
    Worker made;
    made.employeeId = id;
    made.managerId = manager;
    return made;
}

} // namespace

class TestDelegation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMayBeAskedFor()
    {
        const std::vector<Delegation> none;
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 5, 9), none, on(1))), "");
        COMPARE_STR(refusal(allowedDelegation(from("A", "A", 5, 9), none, on(1))), "access.delegation_to_self");
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 9, 5), none, on(1))), "access.delegation_days");
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 5, 9), none, on(10))), "access.delegation_past");
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 5, 9), none, on(9))), ""); // its last day is still a day
        std::vector<Delegation> others{from("B", "C", 9, 12)};
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 5, 9), others, on(1))), "access.delegation_chained"); // B is away on the 9th
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 5, 8), others, on(1))), "");
        COMPARE_STR(refusal(allowedDelegation(from("C", "D", 12, 20), others, on(1))), "access.delegation_chained"); // C stands in on the 12th
        COMPARE_STR(refusal(allowedDelegation(from("C", "D", 13, 20), others, on(1))), "");
        COMPARE_STR(refusal(allowedDelegation(from("B", "D", 1, 9), others, on(1))), "access.delegation_overlaps");
        COMPARE_STR(refusal(allowedDelegation(from("E", "C", 9, 12), others, on(1))), ""); // one person for two is no chain
        others[0].ended = true;
        COMPARE_STR(refusal(allowedDelegation(from("A", "B", 5, 9), others, on(1))), "");
    }

    void whoApproves()
    {
        Delegation asked = from("A", "B", 5, 9);
        COMPARE_STR(refusal(mayApprove(asked, "A", "A")), "access.approver_involved");
        COMPARE_STR(refusal(mayApprove(asked, "A", "B")), "access.approver_involved");
        COMPARE_STR(refusal(mayApprove(asked, "C", "C")), "access.approver_involved"); // who asked for others does not approve it, too
        COMPARE_STR(refusal(mayApprove(asked, "A", "C")), "");
        asked.approved = true;
        COMPARE_STR(refusal(mayApprove(asked, "A", "C")), "access.delegation_wrong_state");
    }

    void validDays()
    {
        Delegation asked = from("A", "B", 5, 9);
        QVERIFY(!standsOn(asked, on(6))); // not approved
        asked.approved = true;
        QVERIFY(!standsOn(asked, on(4)) && standsOn(asked, on(5)) && standsOn(asked, on(9)) && !standsOn(asked, on(10)));
        asked.ended = true;
        QVERIFY(!standsOn(asked, on(6)));
    }

    void theChainOfManagers()
    {
        // 1 ← 2 ← 3, 4 reports to somebody unknown, 5 and 6 to each other.
        const Roster roster({worker("1", ""), worker("2", "1"), worker("3", "2"), worker("4", "77"), worker("5", "6"), worker("6", "5")});
        QVERIFY(reportsTo(roster, "3", "1") == Flag::Yes);
        QVERIFY(reportsTo(roster, "3", "2") == Flag::Yes);
        QVERIFY(reportsTo(roster, "2", "3") == Flag::No);
        QVERIFY(reportsTo(roster, "1", "3") == Flag::No);
        QVERIFY(reportsTo(roster, "4", "1") == Flag::Unknown);
        QVERIFY(reportsTo(roster, "5", "6") == Flag::Yes);
        QVERIFY(reportsTo(roster, "5", "1") == Flag::Unknown); // a ring has no top
        QVERIFY(reportsTo(roster, "9", "1") == Flag::Unknown);
        QVERIFY(reportsTo(roster, "1", "9") == Flag::Unknown);
    }

    void neverASubordinateOnTheDelegatorsOwnAccess()
    {
        std::vector<Delegation> all{from("A", "B", 5, 9)};
        all[0].approved = true;
        const auto may = [&](const char* who, const char* whose, unsigned day) { return refusal(mayJudgeDelegator(all, who, whose, on(day))); };
        all[0].subordinate = Flag::Yes;
        COMPARE_STR(may("B", "A", 6), "access.stand_in_subordinate");
        COMPARE_STR(may("B", "A", 10), "");
        COMPARE_STR(may("B", "C", 6), "");
        COMPARE_STR(may("C", "A", 6), "");
        all[0].subordinate = Flag::Unknown; // unknown is not false
        COMPARE_STR(may("B", "A", 6), "access.stand_in_subordinate");
        all[0].subordinate = Flag::No;
        COMPARE_STR(may("B", "A", 6), "");
    }

    void succession()
    {
        LineFlags plain;
        for (std::size_t at = 0; at < kLineFlags; ++at)
            plain.set(static_cast<LineFlag>(at), Flag::No);
        LineFlags left = plain, secret = plain, fresh = plain;
        left.set(LineFlag::LeaverActive, Flag::Yes);
        secret.set(LineFlag::Privileged, Flag::Unknown);
        fresh.set(LineFlag::New, Flag::Yes); // new alone is no alarm
        using S = Succession;
        QVERIFY(successionOf({}, plain, false) == S::Moves);
        QVERIFY(successionOf(Decision::Unsure, left, false) == S::Moves);
        QVERIFY(successionOf(Decision::Keep, plain, false) == S::Stays);
        QVERIFY(successionOf(Decision::Keep, fresh, false) == S::Stays);
        QVERIFY(successionOf(Decision::Revoke, left, false) == S::Reconfirm);
        QVERIFY(successionOf(Decision::Keep, secret, false) == S::Reconfirm);
        QVERIFY(successionOf(Decision::Keep, secret, true) == S::Stays);
    }
};

OXSEAL_TEST_CLASS(TestDelegation);
#include "tst_delegation.moc"
