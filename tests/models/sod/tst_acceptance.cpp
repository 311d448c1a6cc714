// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/acceptance.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

class TestAcceptance : public QObject
{
    Q_OBJECT

    static Day day(const char* iso) { return *Day::fromIso(iso); }
    static std::string states(const std::vector<Acceptance>& all)
    {
        std::string out;
        for (const AcceptanceState state : acceptanceStates(all, day("2026-10-01")))
            out += std::string(out.empty() ? "" : " ") + name(state);
        return out;
    }

private Q_SLOTS:
    void itsLastDayIsWithinTheLimit()
    {
        const Day today = day("2026-10-01");
        QVERIFY(allowedAcceptance(today, today, {}));
        QVERIFY(allowedAcceptance(day("2027-10-01"), today, {})); // 365 days
        QCOMPARE(allowedAcceptance(day("2026-09-30"), today, {}).error().id(), std::string("sod.acceptance_past"));
        const Status far = allowedAcceptance(day("2027-10-02"), today, {});
        QCOMPARE(far.error().id(), std::string("sod.acceptance_too_long"));
        QCOMPARE(far.error().arguments(), (std::vector<std::string>{"2027-10-02", "2027-10-01"}));
        const DutyLimits quarter{91, 365};
        QVERIFY(allowedAcceptance(day("2026-12-31"), today, quarter)); // 30 + 30 + 31 days
        QCOMPARE(allowedAcceptance(day("2027-01-01"), today, quarter).error().arguments(), (std::vector<std::string>{"2027-01-01", "2026-12-31"}));
    }

    void twoPeopleForWhatIsHigh()
    {
        QVERIFY(!needsSecondWord(Severity::Low) && !needsSecondWord(Severity::Medium));
        QVERIFY(needsSecondWord(Severity::High) && needsSecondWord(Severity::Critical));
    }

    void oneCountsAndOneWaits()
    {
        const Acceptance alone{day("2026-12-31"), false, {}}, over{day("2026-09-30"), false, {}};
        const Acceptance waiting{day("2027-03-31"), true, {}}, approved{day("2027-03-31"), true, true}, declined{day("2027-03-31"), true, false};
        QCOMPARE(states({}), std::string());
        QCOMPARE(states({alone}), std::string("counts"));
        QCOMPARE(states({over}), std::string("ended"));
        QCOMPARE(states({waiting}), std::string("waiting"));
        QCOMPARE(states({alone, waiting}), std::string("counts waiting")); // the former counts until the later one is approved
        QCOMPARE(states({alone, approved}), std::string("replaced counts"));
        QCOMPARE(states({alone, declined}), std::string("counts declined"));
        QCOMPARE(states({waiting, waiting}), std::string("replaced waiting"));
        QCOMPARE(states({waiting, declined}), std::string("replaced declined")); // it is not looked at again because the later one failed
        QCOMPARE(states({approved, over}), std::string("replaced ended")); // the later word is the word
        QCOMPARE(states({waiting, alone}), std::string("replaced counts"));
    }
};

OXSEAL_TEST_CLASS(TestAcceptance);
#include "tst_acceptance.moc"
