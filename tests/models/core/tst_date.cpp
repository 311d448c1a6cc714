// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/date.h"

#include "tests/support/test_main.h"

using namespace oxseal;

class TstDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Day numbers by GNU date: date -u -d 2026-09-30 +%s, divided by 86400.
    void numbers()
    {
        QCOMPARE(Day::fromIso("1970-01-01")->number, 0);
        QCOMPARE(Day::fromIso("1969-12-31")->number, -1);
        QCOMPARE(Day::fromIso("2000-02-29")->number, 11016);
        QCOMPARE(Day::fromIso("2026-09-30")->number, 20726);
        COMPARE_STR(Day{20726}.iso(), "2026-09-30");
        COMPARE_STR(Day{-1}.iso(), "1969-12-31");
        QCOMPARE(*Day::fromIso("2026-03-01") - *Day::fromIso("2026-02-28"), 1);
        QCOMPARE(*Day::fromIso("2024-03-01") - *Day::fromIso("2024-02-28"), 2);
        COMPARE_STR(Day::fromIso("2026-12-31")->plus(1).iso(), "2027-01-01");
    }

    void weekdays()
    {
        QCOMPARE(Day::fromIso("1970-01-01")->weekday(), 4); // Thursday
        QCOMPARE(Day::fromIso("2026-11-22")->weekday(), 7); // Sunday
        QCOMPARE(Day::fromIso("2026-11-23")->weekday(), 1);
        QCOMPARE(Day::fromIso("1969-12-28")->weekday(), 7);
    }

    void refusedDays()
    {
        for (const char* text : {"", "2026-2-01", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
                 "2026-01-00", "2026/01/01", "26-01-01", "2026-01-01 ", "+026-01-01", "0000-01-01", "2026-01-1x"})
            QVERIFY2(!Day::fromIso(text), text);
    }

    void instants()
    {
        const auto at = Instant::fromIso("2026-09-30T21:15:00Z");
        QVERIFY(at);
        QCOMPARE(at->micros, 1790802900LL * 1000000); // date -u -d 2026-09-30T21:15:00Z +%s
        COMPARE_STR(at->iso(), "2026-09-30T21:15:00.000000Z");
        QVERIFY(Instant::fromIso("2026-09-30T23:15:00+02:00") == at);
        QVERIFY(Instant::fromIso("2026-09-30T16:45:00-04:30") == at);
        QCOMPARE(Instant::fromIso("2026-09-30T21:15:00.5Z")->micros - at->micros, 500000);
        QCOMPARE(Instant::fromIso("2026-09-30T21:15:00.000001Z")->micros - at->micros, 1);
        QVERIFY(!Instant::fromIso("2026-09-30T21:15:00.0000001Z"));
        QVERIFY(!Instant::fromIso("2026-09-30T21:15:00.66666666666666666666Z")); // more digits than a number holds
        COMPARE_STR(Instant{-1}.iso(), "1969-12-31T23:59:59.999999Z");
        QCOMPARE(Instant{-1}.day().number, -1);
        QCOMPARE(at->day().number, 20726);
    }

    void refusedInstants()
    {
        for (const char* text : {"", "2026-09-30", "2026-09-30T21:15:00", "2026-09-30T24:00:00Z", "2026-09-30T21:60:00Z",
                 "2026-09-30T21:15:60Z", "2026-09-30T21:15:00.Z", "2026-09-30T21:15:00.1234567Z", "2026-09-30T21:15:00z",
                 "2026-09-30T21:15:00+0200", "2026-09-30T21:15:00+15:00", "2026-09-30T21:15:00Zx", "2026-09-30t21:15:00Z"})
            QVERIFY2(!Instant::fromIso(text), text);
    }
};

OXSEAL_TEST_CLASS(TstDate);
#include "tst_date.moc"
