// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/schedule.h"
#include "tests/support/test_main.h"

#include <limits>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestSchedule : public QObject
{
    Q_OBJECT

    static Day day(const char* iso) { return *Day::fromIso(iso); }
    static ScheduleLine line(const char* key, const char* date, std::int64_t opening, std::int64_t added, std::int64_t released, std::int64_t closing)
    {
        ScheduleLine made;
        made.key = key;
        made.day = day(date);
        made.opening = opening;
        made.added = added;
        made.released = released;
        made.closing = closing;
        made.support = "contract";
        return made;
    }

private Q_SLOTS:
    // Prepaids at 30 September: insurance 12,000.00 from 1 April, 1,000.00 a month: 9,000 at the end of June, 6,000 now.
    // Licence bought 15 September for 1,200.00, of which half a month 50.00 is gone. 6,000 + 1,150 = 7,150.
    void aRollForwardComesToTheBalance()
    {
        const std::vector<ScheduleLine> june{line("INS", "2026-04-01", 0, 12'000'00, 3'000'00, 9'000'00)};
        std::vector<ScheduleLine> now{line("INS", "2026-04-01", 9'000'00, 0, 3'000'00, 6'000'00), line("LIC", "2026-09-15", 0, 1'200'00, 50'00, 1'150'00)};
        now[0].reversal = day("2027-03-31");
        const auto proof = proveSchedule(june, now, 7'150'00, day("2026-09-30"));
        VERIFY_OK(proof);
        QVERIFY(proof->issues().empty());
        QCOMPARE(proof->opening, std::int64_t{9'000'00});
        QCOMPARE(proof->added, std::int64_t{1'200'00});
        QCOMPARE(proof->released, std::int64_t{3'050'00});
        QCOMPARE(proof->closing, std::int64_t{7'150'00});
        QCOMPARE(proof->difference, std::int64_t{0});
        QCOMPARE(proof->byAge[0], std::int64_t{1'150'00}); // 15 days
        QCOMPARE(proof->byAge[3], std::int64_t{6'000'00}); // 182 days
        QVERIFY(proof->overdue.empty());
        // One cent in the books is one cent here.
        const auto off = proveSchedule(june, now, 7'150'01, day("2026-09-30"));
        QCOMPARE(off->difference, std::int64_t{1});
        QCOMPARE(off->issues(), std::vector<ScheduleIssue>{ScheduleIssue::Difference});
    }
    void whatIsBrokenIsNamedByItsLine()
    {
        const std::vector<ScheduleLine> before{line("A", "2026-01-10", 0, 100, 0, 100), line("B", "2026-01-10", 0, 40, 0, 40), line("Z", "2026-01-10", 0, 9, 9, 0)};
        std::vector<ScheduleLine> now{line("A", "2026-01-10", 90, 0, 10, 85), line("N", "2026-09-01", 5, 0, 0, 5)};
        now[1].support.clear();
        now[1].reversal = day("2026-09-29");
        const auto proof = proveSchedule(before, now, 90, day("2026-09-30"));
        VERIFY_OK(proof);
        QCOMPARE(proof->footing, std::vector<std::string>{"A"}); // 90 - 10 = 80, not 85
        QCOMPARE(proof->broken, (std::vector<std::string>{"A", "N"})); // 100 before; N is new and begins with 5
        QCOMPARE(proof->dropped, std::vector<std::string>{"B"}); // Z had ended already
        QCOMPARE(proof->unsupported, std::vector<std::string>{"N"});
        QCOMPARE(proof->overdue, std::vector<std::string>{"N"});
        QCOMPARE(proof->issues(), (std::vector<ScheduleIssue>{ScheduleIssue::Footing, ScheduleIssue::Opening, ScheduleIssue::Dropped, ScheduleIssue::Unsupported}));
        now[1].evidence = true;
        QVERIFY(proveSchedule(before, now, 90, day("2026-09-30"))->unsupported.empty());
        // In a first period there is nothing to begin from.
        QVERIFY(proveSchedule({}, now, 90, day("2026-09-30"))->broken.empty());
    }
    void whatIsCopiedWaitsForAPerson()
    {
        const std::vector<ScheduleLine> before{line("A", "2026-01-10", 0, 100, 0, 100), line("B", "2026-01-10", 0, 40, 0, 40), line("Z", "2026-01-10", 9, 0, 9, 0)};
        std::vector<ScheduleLine> now = carryForward(before);
        QCOMPARE(now.size(), std::size_t{2});
        QCOMPARE(now[0].opening, std::int64_t{100});
        QCOMPARE(now[0].added, std::int64_t{0});
        QCOMPARE(now[0].closing, std::int64_t{100});
        QVERIFY(now[0].day == day("2026-01-10")); // the date stays
        QCOMPARE(proveSchedule(before, now, 140, day("2026-09-30"))->carried, (std::vector<std::string>{"A", "B"}));
        now[0].examined = true;
        QCOMPARE(proveSchedule(before, now, 140, day("2026-09-30"))->carried, std::vector<std::string>{"B"});
        now[1].released = 1; // somebody worked on it
        now[1].closing = 39;
        QVERIFY(proveSchedule(before, now, 139, day("2026-09-30"))->carried.empty());
    }
    void theOtherSignIsRecognised()
    {
        const auto proof = proveSchedule({}, std::vector<ScheduleLine>{line("A", "2026-09-01", 0, 70, 0, 70)}, -70, day("2026-09-30"));
        QVERIFY(proof->oppositeSign);
        QCOMPARE(proof->difference, std::int64_t{-140});
        QVERIFY(!proveSchedule({}, std::vector<ScheduleLine>{line("A", "2026-09-01", 0, 70, 0, 70)}, -71, day("2026-09-30"))->oppositeSign);
        QVERIFY(!proveSchedule({}, std::vector<ScheduleLine>{}, 0, day("2026-09-30"))->oppositeSign);
    }
    void sumsThatLeave64BitsAreRefused()
    {
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        QVERIFY(!proveSchedule({}, std::vector<ScheduleLine>{line("A", "2026-09-01", most, 1, 0, 0)}, 0, day("2026-09-30")));
        QVERIFY(!proveSchedule({}, std::vector<ScheduleLine>{line("A", "2026-09-01", 0, most, 0, most), line("B", "2026-09-01", 0, 1, 0, 1)}, 0, day("2026-09-30")));
        QVERIFY(!proveSchedule({}, std::vector<ScheduleLine>{line("A", "2026-09-01", 0, 0, std::numeric_limits<std::int64_t>::min(), 0)}, 0, day("2026-09-30")));
    }
    void namesGoBothWays()
    {
        std::set<std::string> issues;
        for (int i = 0; i <= static_cast<int>(ScheduleKind::Other); ++i)
            QVERIFY(scheduleKindFromName(name(static_cast<ScheduleKind>(i))) == static_cast<ScheduleKind>(i));
        for (int i = 0; i <= static_cast<int>(ScheduleIssue::Carried); ++i)
            issues.insert(name(static_cast<ScheduleIssue>(i)));
        QCOMPARE(issues.size(), std::size_t{6});
        QVERIFY(!scheduleKindFromName("loan"));
    }
};

OXSEAL_TEST_CLASS(TestSchedule);
#include "tst_schedule.moc"
