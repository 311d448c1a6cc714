// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/day_count.h"
#include "tests/support/test_main.h"

#include <vector>

using namespace oxseal;
using namespace oxseal::recon;

class TestDayCount : public QObject
{
    Q_OBJECT

    static int apart(const char* from, const char* to, const std::vector<Day>& holidays = {})
    {
        return businessNumber(*Day::fromIso(to), holidays) - businessNumber(*Day::fromIso(from), holidays);
    }

private Q_SLOTS:
    void countsWeekdays()
    {
        // 2026-09-25 is a Friday.
        QCOMPARE(apart("2026-09-25", "2026-09-28"), 1);
        QCOMPARE(apart("2026-09-25", "2026-09-26"), 0);
        QCOMPARE(apart("2026-09-25", "2026-09-27"), 0);
        QCOMPARE(apart("2026-09-25", "2026-10-02"), 5);
        QCOMPARE(apart("2026-09-28", "2026-09-25"), -1);
        QCOMPARE(apart("1969-12-26", "1970-01-05"), 6);
        QCOMPARE(apart("1960-01-01", "1961-01-01"), 260); // by the calendar: Friday 1960-01-01 not counted, Sunday 1961-01-01 not a weekday
    }
    void skipsHolidays()
    {
        const std::vector<Day> holidays{*Day::fromIso("2026-09-07"), *Day::fromIso("2026-10-10")};
        QCOMPARE(apart("2026-09-04", "2026-09-08", holidays), 1); // Labor Day between
        QCOMPARE(apart("2026-10-09", "2026-10-12", holidays), 1); // a holiday on a Saturday takes nothing away
    }
};

OXSEAL_TEST_CLASS(TestDayCount);
#include "tst_day_count.moc"
