// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/compensation.h"

#include "models/access/delegation.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

namespace {

access::Worker worker(const char* id, const char* manager)
{
    access::Worker made;
    made.employeeId = id;
    made.managerId = manager;
    return made;
}

/// E1 at the top, E2 below, E3 below E2; E8 and E9 lead each other.
access::Roster roster()
{
    return access::Roster({worker("E1", ""), worker("E2", "E1"), worker("E3", "E2"), worker("E8", "E9"), worker("E9", "E8")});
}

Day day(const char* text) { return *Day::fromIso(text); }

} // namespace

class TstCompensation : public QObject
{
    Q_OBJECT

    const Day today_ = day("2026-10-05");
    const DutyLimits limits_;
    const Mitigation control_{"FC-02", "E1", day("2027-03-31"), MitigationState::Designed};
    const Compensation full_{KeptTogether::Headcount, "Three people in finance", "Payment register", 1'000'000, "USD", ReviewRhythm::Weekly, "Signed register"};

    QString refused(const Mitigation& mitigation, const Compensation& compensation, const char* person) const
    {
        const Status allowed = allowedCompensation(mitigation, compensation, person, roster(), today_, limits_);
        return allowed ? QString() : QString::fromLatin1(allowed.error().id());
    }

private Q_SLOTS:
    void namesGoBothWays()
    {
        for (const auto cause : {KeptTogether::Headcount, KeptTogether::Owner, KeptTogether::System, KeptTogether::Transition, KeptTogether::Other})
            QVERIFY(keptTogetherFromName(name(cause)) == cause);
        for (const auto rhythm : {ReviewRhythm::Transaction, ReviewRhythm::Daily, ReviewRhythm::Weekly, ReviewRhythm::Monthly, ReviewRhythm::Quarterly})
            QVERIFY(reviewRhythmFromName(name(rhythm)) == rhythm);
        QVERIFY(!keptTogetherFromName("because") && !reviewRhythmFromName("yearly"));
    }
    void managersAreFollowedUpwards()
    {
        QVERIFY(Flag::Yes == access::reportsTo(roster(), "E3", "E1"));
        QVERIFY(Flag::Yes == access::reportsTo(roster(), "E3", "E2"));
        QVERIFY(Flag::Yes != access::reportsTo(roster(), "E1", "E3"));
        QVERIFY(Flag::Yes != access::reportsTo(roster(), "E1", "E1"));
        QVERIFY(Flag::Yes != access::reportsTo(roster(), "E8", "E1")); // a circle ends
        QVERIFY(Flag::Yes == access::reportsTo(roster(), "E8", "E9"));
        QVERIFY(Flag::Yes != access::reportsTo(roster(), "E77", "E1"));
        QVERIFY(Flag::Yes != access::reportsTo(access::Roster(), "E3", "E1"));
    }
    void theReviewerIsIndependent()
    {
        QCOMPARE(refused(control_, full_, "E2"), QString());
        QCOMPARE(refused(control_, full_, "E1"), QStringLiteral("sod.mitigated_by_conflicted"));
        Mitigation below = control_;
        below.performer = "E3";
        QCOMPARE(refused(below, full_, "E2"), QStringLiteral("sod.reviewed_by_subordinate"));
        QCOMPARE(refused(below, full_, "E9"), QString());
    }
    void everythingIsSaid()
    {
        for (const char* field : {"explanation", "population", "evidence", "precision", "currency"}) {
            Compensation part = full_;
            if (field == std::string("explanation"))
                part.explanation = "  ";
            else if (field == std::string("population"))
                part.population.clear();
            else if (field == std::string("evidence"))
                part.evidence.clear();
            else if (field == std::string("precision"))
                part.precisionMinor = -1;
            else
                part.currency.clear();
            const Status allowed = allowedCompensation(control_, part, "E2", roster(), today_, limits_);
            QVERIFY(!allowed);
            COMPARE_STR(allowed.error().id(), "sod.compensation_incomplete");
            COMPARE_STR(allowed.error().arguments().at(0), field);
        }
        Compensation every = full_;
        every.precisionMinor = 0;
        every.currency.clear();
        QCOMPARE(refused(control_, every, "E2"), QString());
    }
    void itEndsWithinAYear()
    {
        Mitigation at = control_;
        at.expires = day("2027-10-05");
        QCOMPARE(refused(at, full_, "E2"), QString());
        at.expires = day("2027-10-06");
        QCOMPARE(refused(at, full_, "E2"), QStringLiteral("sod.compensation_too_long"));
        at.expires = day("2026-10-04");
        QCOMPARE(refused(at, full_, "E2"), QStringLiteral("sod.mitigation_expiry"));
    }
};

OXSEAL_TEST_CLASS(TstCompensation);
#include "tst_compensation.moc"
