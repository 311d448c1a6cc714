// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/revocation.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Instant at(const char* text) { return *Instant::fromIso(text); }

} // namespace

class TestRevocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closedLoop()
    {
        Revocation revocation;
        const auto nobodyClaimed = verify(revocation, {at("2026-10-09T00:00:00Z"), true, false});
        QVERIFY(!nobodyClaimed && nobodyClaimed.error().is(kNotClaimed));
        revocation.state = RevocationState::Claimed;
        revocation.claimedAt = at("2026-10-05T14:00:00Z");
        // The extract of the same morning was drawn before the claim, and an equal instant is not later.
        for (const auto* early : {"2026-10-01T00:00:00Z", "2026-10-05T00:00:00Z", "2026-10-05T14:00:00Z"}) {
            const auto refused = verify(revocation, {at(early), true, false});
            QVERIFY(!refused && refused.error().is(kExtractTooOld));
        }
        const auto other = verify(revocation, {at("2026-10-06T00:00:00Z"), false, false});
        QVERIFY(!other && other.error().is(kExtractOtherSystem));
        QCOMPARE(*verify(revocation, {at("2026-10-06T00:00:00Z"), true, true}), RevocationState::StillPresent);
        QCOMPARE(*verify(revocation, {at("2026-10-06T00:00:00Z"), true, false}), RevocationState::Removed);
        // Claimed, found present, then gone.
        revocation.state = RevocationState::StillPresent;
        QCOMPARE(*verify(revocation, {at("2026-10-07T00:00:00Z"), true, false}), RevocationState::Removed);
    }
    void regrantIsAnAlarm()
    {
        Revocation revocation{RevocationState::Removed, at("2026-10-05T14:00:00Z"), at("2026-10-06T00:00:00Z")};
        QCOMPARE(*verify(revocation, {at("2026-11-01T00:00:00Z"), true, false}), RevocationState::Removed);
        QCOMPARE(*verify(revocation, {at("2026-11-01T00:00:00Z"), true, true}), RevocationState::Regranted);
        // An older extract holding it is what was there before, not a re-grant.
        const auto old = verify(revocation, {at("2026-10-05T20:00:00Z"), true, true});
        QVERIFY(!old && old.error().is(kExtractTooOld));
        revocation.state = RevocationState::Regranted;
        QCOMPARE(*verify(revocation, {at("2026-12-01T00:00:00Z"), true, false}), RevocationState::Regranted);
    }
    void clocks()
    {
        const Day thursday = *Day::fromIso("2026-10-01");
        COMPARE_STR(removalDue(thursday, true, true).iso(), "2026-10-01");
        COMPARE_STR(removalDue(thursday, false, true).iso(), "2026-10-02");
        COMPARE_STR(removalDue(thursday, false, false).iso(), "2026-10-08"); // over one week-end
        COMPARE_STR(removalDue(*Day::fromIso("2026-10-02"), false, true).iso(), "2026-10-05");
    }
};

OXSEAL_TEST_CLASS(TestRevocation);
#include "tst_revocation.moc"
