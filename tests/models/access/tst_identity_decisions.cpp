// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/changed_flag.h"
#include "models/access/identity.h"
#include "models/access/identity_decisions.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

/// Whose account it is, as people decided it (A13).
class TstIdentityDecisions : public QObject
{
    Q_OBJECT

    static Roster roster(std::vector<IdentityDecision> decisions)
    {
        const auto worker = [](const char* id, const char* email) { return Worker{id, id, email, "", "", "", "", Flag::No, {}, {}}; };
        Roster made({worker("E1", "shared@acme.example"), worker("E2", "shared@acme.example"), worker("E3", "cy@acme.example")});
        made.follow(std::move(decisions));
        return made;
    }
    static Account account(const char* statedId, const char* email)
    {
        Account made;
        made.system = "ERP";
        made.id = "mm";
        made.employeeId = statedId;
        made.email = email;
        made.name = "M. Moran";
        return made;
    }
    /// About the account of this number and address.
    static IdentityDecision said(std::int64_t id, const char* about, bool same, const char* statedId, const char* email)
    {
        return {id, "ERP", "mm", statedId, email, "M. Moran", about, same};
    }
    /// "E1 by 3": whose it is, and the decision it rests on.
    static std::string matched(const Roster& roster, const Account& account)
    {
        const IdentityMatch match = roster.match(account);
        return (match.worker < 0 ? "nobody" : roster.workers()[static_cast<std::size_t>(match.worker)].employeeId) + " by "
            + (match.decision == 0 ? name(match.by) : std::to_string(match.decision));
    }

private Q_SLOTS:
    void aDecisionSettlesAnAddressOfTwo()
    {
        const Account shared = account("", "shared@acme.example");
        COMPARE_STR(matched(roster({}), shared), "nobody by email_ambiguous");
        COMPARE_STR(matched(roster({said(1, "E2", true, "", "shared@acme.example")}), shared), "E2 by 1");
        // That it is not one of the two does not make it the other's.
        COMPARE_STR(matched(roster({said(1, "E1", false, "", "shared@acme.example")}), shared), "nobody by email_ambiguous");
        COMPARE_STR(name(MatchedBy::Decision), "decision");
    }

    void theWorkerOfTheListingMayBeTheWrongOne()
    {
        const Account cys = account("E3", "");
        COMPARE_STR(matched(roster({said(1, "E3", false, "E3", "")}), cys), "nobody by 1");
        COMPARE_STR(matched(roster({said(1, "E1", true, "E3", "")}), cys), "E1 by 1");
        // Somebody who is not in this roster: nobody's, and not again the one to whom the listing points.
        COMPARE_STR(matched(roster({said(1, "E9", true, "E3", "")}), cys), "nobody by 1");
    }

    void theLaterWordCounts()
    {
        const Account shared = account("", "shared@acme.example");
        const auto word = [](std::int64_t id, const char* about, bool same) { return said(id, about, same, "", "shared@acme.example"); };
        COMPARE_STR(matched(roster({word(1, "E1", true), word(2, "E2", true)}), shared), "E2 by 2");
        // Undone: and not the former one again, which the second had overruled.
        COMPARE_STR(matched(roster({word(1, "E1", true), word(2, "E2", true), word(3, "E2", false)}), shared), "nobody by email_ambiguous");
        COMPARE_STR(matched(roster({word(1, "E1", false), word(2, "E1", true)}), shared), "E1 by 2");
        const Roster both = roster({word(1, "E1", false), word(2, "E2", true), word(3, "E1", false)});
        const auto standing = both.decisions().on(shared);
        QCOMPARE(standing.size(), std::size_t(2));
        QCOMPARE(standing[0]->id, std::int64_t(2));
        QCOMPARE(standing[1]->id, std::int64_t(3));
    }

    /// Under another number, address or name, of another account or system, it is another question.
    void itSpeaksOfTheAccountAsItWasStated()
    {
        const Roster decided = roster({said(1, "E1", true, "", "shared@acme.example")});
        COMPARE_STR(matched(decided, account("E3", "shared@acme.example")), "E3 by employee_id");
        COMPARE_STR(matched(decided, account("", "cy@acme.example")), "E3 by email");
        Account other = account("", "shared@acme.example");
        other.system = "BANK";
        COMPARE_STR(matched(decided, other), "nobody by email_ambiguous");
        other = account("", "shared@acme.example");
        other.name = "Mary Moran";
        COMPARE_STR(matched(decided, other), "nobody by email_ambiguous");
    }

    /// What was decided since the review before makes the lines of the account look changed, and no others.
    void whoseItIsNowIsAChange()
    {
        Population current;
        Account second = account("E3", "");
        second.id = "cy";
        current.accounts = {account("", "shared@acme.example"), second};
        current.entitlements = {{"ERP", "Clerk", "Bills", "", ""}};
        current.grants = {{0, 0, DayColumn::kNone, Flag::No}, {1, 0, DayColumn::kNone, Flag::No}};
        const Roster before = roster({}), now = roster({said(1, "E2", true, "", "shared@acme.example")});
        Comparison compared = compareRoster(current, now, &current, nullptr, {*Day::fromIso("2026-09-30")}).value();
        markChanged(compared, current, current);
        markReassigned(compared, current, now, now);
        QVERIFY(!compared.lines[0].flags.is(LineFlag::Changed));
        markReassigned(compared, current, now, before);
        QVERIFY(compared.lines[0].flags.is(LineFlag::Changed));
        QVERIFY(compared.lines[1].flags.get(LineFlag::Changed) == Flag::No);
        QCOMPARE(compared.counts[static_cast<std::size_t>(LineFlag::Changed)], std::uint64_t(1));
    }
};

OXSEAL_TEST_CLASS(TstIdentityDecisions);
#include "tst_identity_decisions.moc"
