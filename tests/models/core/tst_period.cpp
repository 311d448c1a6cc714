// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/period.h"

#include "tests/support/test_main.h"

using namespace oxseal;

class TstPeriod : public QObject
{
    Q_OBJECT

    static void check(const char* yearEnd, int quarter, const char* first, const char* last)
    {
        const auto period = quarterOf(*Day::fromIso(yearEnd), quarter);
        QVERIFY(period);
        COMPARE_STR(period->first.iso(), first);
        COMPARE_STR(period->last.iso(), last);
        COMPARE_STR(period->name(), std::string(yearEnd).substr(0, 4) + "-Q" + std::to_string(quarter));
    }

private Q_SLOTS:
    void calendarYear()
    {
        check("2026-12-31", 1, "2026-01-01", "2026-03-31");
        check("2026-12-31", 2, "2026-04-01", "2026-06-30");
        check("2026-12-31", 3, "2026-07-01", "2026-09-30");
        check("2026-12-31", 4, "2026-10-01", "2026-12-31");
    }

    void otherYears()
    {
        check("2026-06-30", 1, "2025-07-01", "2025-09-30");
        check("2026-06-30", 3, "2026-01-01", "2026-03-31");
        check("2024-02-29", 4, "2023-12-01", "2024-02-29");
        check("2023-02-28", 1, "2022-03-01", "2022-05-31");
    }

    /// Apple's fiscal 2023 ended on Saturday 2023-09-30 (a month end) and its fiscal 2022 on 2022-09-24, whose last
    /// quarter began on 2022-06-26 after the third ended on 2022-06-25 (Form 10-Q).
    void weeksOfThirteen()
    {
        check("2022-09-24", 4, "2022-06-26", "2022-09-24");
        check("2022-09-24", 3, "2022-03-27", "2022-06-25");
        check("2022-09-24", 2, "2021-12-26", "2022-03-26");
    }

    void names()
    {
        QVERIFY(parsePeriodName("2026-Q3") == std::pair(2026, 3));
        for (const char* bad : {"", "2026Q3", "2026-Q5", "2026-Q0", "26-Q3", "2026-q3", "2026-Q31"})
            QVERIFY2(!parsePeriodName(bad), bad);
        QVERIFY(!quarterOf(*Day::fromIso("2026-12-31"), 0) && !quarterOf(*Day::fromIso("2026-12-31"), 5));
    }

    void months()
    {
        COMPARE_STR(addMonths(*Day::fromIso("2026-01-31"), 1).iso(), "2026-02-28");
        COMPARE_STR(addMonths(*Day::fromIso("2026-02-28"), 1).iso(), "2026-03-31"); // an end stays an end
        COMPARE_STR(addMonths(*Day::fromIso("2026-01-15"), -2).iso(), "2025-11-15");
        COMPARE_STR(addMonths(*Day::fromIso("2026-01-30"), 1).iso(), "2026-02-28");
        QVERIFY(isMonthEnd(*Day::fromIso("2024-02-29")) && !isMonthEnd(*Day::fromIso("2024-02-28")));
        const auto period = quarterOf(*Day::fromIso("2026-12-31"), 3);
        QVERIFY(period->contains(*Day::fromIso("2026-07-01")) && period->contains(*Day::fromIso("2026-09-30"))
            && !period->contains(*Day::fromIso("2026-10-01")));
    }
};

OXSEAL_TEST_CLASS(TstPeriod);
#include "tst_period.moc"
