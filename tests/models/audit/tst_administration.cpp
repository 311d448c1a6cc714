// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/administration.h"

#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

constexpr PersonId kAda{1};
constexpr PersonId kBen{2};

AdministratorAct act(std::uint64_t sequence, const char* time, PersonId person = kAda)
{
    AdministratorAct made;
    made.sequence = sequence;
    made.time = *Instant::fromIso(time);
    made.person = person;
    made.verb = "person.roles";
    return made;
}

std::vector<std::uint64_t> numbers(std::span<const AdministratorAct> acts)
{
    std::vector<std::uint64_t> out;
    for (const AdministratorAct& one : acts)
        out.push_back(one.sequence);
    return out;
}

using Numbers = std::vector<std::uint64_t>;

} // namespace

class TstAdministration : public QObject
{
    Q_OBJECT

    const std::vector<AdministratorAct> acts_{act(0, "2026-06-30T23:59:59Z"), act(3, "2026-07-01T00:00:00Z"), act(8, "2026-09-30T23:59:59Z"),
        act(9, "2026-10-01T00:00:00Z"), act(12, "2026-10-05T10:00:00Z")};
    const Day end_ = *Day::fromIso("2026-09-30");

private Q_SLOTS:
    void nobodyEverLooked()
    {
        const ActsDue due = actsDue(acts_, 0, end_);
        QVERIFY(due.reviewed.empty());
        QCOMPARE(numbers(due.due), (Numbers{0, 3, 8})); // older ones than the quarter are part of the first review
        QCOMPARE(numbers(due.later), (Numbers{9, 12}));
    }
    void aReviewCoversWhatLiesBetweenItsNumbers()
    {
        QCOMPARE(numbers(actsBetween(acts_, 1, 9)), (Numbers{3, 8, 9}));
        QCOMPARE(numbers(actsBetween(acts_, 0, 0)), (Numbers{0}));
        QCOMPARE(numbers(actsBetween(acts_, 8, 8)), (Numbers{8}));
        QVERIFY(actsBetween(acts_, 10, 11).empty());
        QVERIFY(actsBetween(acts_, 13, 20).empty());
        QVERIFY(actsBetween(acts_, 9, 3).empty());
    }
    void aReviewEndsWhereItsLastActStands()
    {
        const ActsDue due = actsDue(acts_, 4, end_);
        QCOMPARE(numbers(due.reviewed), (Numbers{0, 3}));
        QCOMPARE(numbers(due.due), (Numbers{8}));
        QVERIFY(actsDue(acts_, 9, end_).due.empty());
        QCOMPARE(numbers(actsDue(acts_, 9, end_).later), (Numbers{9, 12}));
        QVERIFY(actsDue(acts_, 13, end_).later.empty());
        QVERIFY(actsDue({}, 0, end_).due.empty());
    }
    void aClockAheadHidesNothing()
    {
        // Number 5 was written while the clock stood in the next year; 6 again in September.
        const std::vector<AdministratorAct> acts{act(4, "2026-09-01T00:00:00Z"), act(5, "2027-01-01T00:00:00Z"), act(6, "2026-09-02T00:00:00Z")};
        QCOMPARE(numbers(actsDue(acts, 0, end_).due), (Numbers{4, 5, 6}));
    }
    void whoMayNotReview()
    {
        const std::vector<AdministratorAct> acts{act(4, "2026-09-01T00:00:00Z", kAda), act(5, "2026-09-01T00:00:00Z", kBen)};
        QCOMPARE(whyNotReviewActs(acts, PersonId(3), {Role::Controller}), ActsHindrance::None);
        QCOMPARE(whyNotReviewActs(acts, PersonId(3), {Role::Controller, Role::Administrator}), ActsHindrance::Administrator);
        QCOMPARE(whyNotReviewActs(acts, kBen, {Role::Controller}), ActsHindrance::OwnActs); // ben was an administrator then
        QCOMPARE(whyNotReviewActs({}, PersonId(3), {Role::Controller}), ActsHindrance::NothingDue);
    }
    void theDigestIsThatOfTheLeavesInARow()
    {
        test::QtHasher hasher;
        std::vector<AdministratorAct> acts{act(4, "2026-09-01T00:00:00Z")};
        // printf '\0%.0s' {1..32} | sha256sum
        COMPARE_STR(actsDigest(hasher, acts).hex(), "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
        // The same of 64 zero bytes: time, person and words are in the leaf, not beside it.
        acts.push_back(act(5, "2026-09-02T00:00:00Z"));
        COMPARE_STR(actsDigest(hasher, acts).hex(), "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
    }
};

OXSEAL_TEST_CLASS(TstAdministration);
#include "tst_administration.moc"
