// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/business_days.h"

#include "tests/models/calendar/rules.h"

#include "models/core/text.h"

#include <set>

using namespace oxseal;
using namespace oxseal::calendar;
using oxseal::test::businessDays;
using oxseal::test::day;

class TestBusinessDays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The observed dates published for 2023–2028.
    void observedHolidays_data()
    {
        QTest::addColumn<int>("year");
        QTest::addColumn<QString>("dates");
        const auto row = [](int year, const char* dates) {
            QTest::addRow("%d", year) << year << QString::fromUtf8(dates);
        };
        row(2023, "1/2 1/16 2/20 5/29 6/19 7/4 9/4 10/9 11/10 11/23 12/25");
        row(2024, "1/1 1/15 2/19 5/27 6/19 7/4 9/2 10/14 11/11 11/28 12/25");
        row(2025, "1/1 1/20 2/17 5/26 6/19 7/4 9/1 10/13 11/11 11/27 12/25");
        row(2026, "1/1 1/19 2/16 5/25 6/19 7/3 9/7 10/12 11/11 11/26 12/25");
        row(2027, "1/1 1/18 2/15 5/31 6/18 7/5 9/6 10/11 11/11 11/25 12/24 12/31");
        row(2028, "1/17 2/21 5/29 6/19 7/4 9/4 10/9 11/10 11/23 12/25");
        // Signed on 17 June 2021 and observed the next day; the new year of 2022 was observed on 31 December 2021.
        row(2021, "1/1 1/18 2/15 5/31 6/18 7/5 9/6 10/11 11/11 11/25 12/24 12/31");
        row(2020, "1/1 1/20 2/17 5/25 7/3 9/7 10/12 11/11 11/26 12/25");
    }
    void observedHolidays()
    {
        QFETCH(int, year);
        QFETCH(QString, dates);
        std::vector<std::string> got;
        for (const auto& off : businessDays().holidaysIn(year)) {
            const auto ymd = off.day.ymd();
            got.push_back(std::to_string(static_cast<unsigned>(ymd.month())) + "/"
                + std::to_string(static_cast<unsigned>(ymd.day())));
            QVERIFY(!businessDays().isBusinessDay(off.day));
        }
        COMPARE_STR(join(got, " "), dates.toStdString());
    }

    void closuresAndOpenDays()
    {
        for (const char* closed : {"2018-12-05", "2018-12-24", "2019-12-24", "2020-12-24", "2024-12-24", "2025-01-09",
                 "2025-12-24", "2025-12-26"}) {
            const auto off = businessDays().dayOff(day(closed));
            QVERIFY2(off && off->kind == DayOff::Kind::Closure, closed);
        }
        // Good Friday, the day after Thanksgiving, Election Day and the Inauguration of 2021 are business days.
        for (const char* open : {"2026-04-03", "2025-11-28", "2024-11-05", "2021-01-20", "2020-06-19", "2023-12-26"})
            QVERIFY2(businessDays().isBusinessDay(day(open)), open);
    }

    void rollsOverTheChristmasClosure()
    {
        std::vector<DayOff> passed;
        COMPARE_STR(businessDays().roll(day("2025-12-24"), &passed).iso(), "2025-12-29");
        QCOMPARE(passed.size(), std::size_t(5)); // 24 closed, 25 holiday, 26 closed, Saturday, Sunday
        QVERIFY(passed[0].kind == DayOff::Kind::Closure && passed[1].kind == DayOff::Kind::Holiday
            && passed[3].kind == DayOff::Kind::Saturday && passed[4].kind == DayOff::Kind::Sunday);
    }

    void easternTime()
    {
        const auto eastern = [](const char* iso) { return easternDay(Instant::fromIso(iso).value()).iso(); };
        COMPARE_STR(eastern("2026-03-30T03:59:59Z"), "2026-03-29"); // daylight time, UTC−4
        COMPARE_STR(eastern("2026-03-30T04:00:00Z"), "2026-03-30");
        COMPARE_STR(eastern("2026-01-15T04:59:59Z"), "2026-01-14"); // standard time, UTC−5
        COMPARE_STR(eastern("2026-01-15T05:00:00Z"), "2026-01-15");
        COMPARE_STR(eastern("2026-11-02T04:30:00Z"), "2026-11-01"); // the day after the clocks went back
    }

    void refusesABrokenPack()
    {
        Json pack = test::rulePack("edgar_calendar.json");
        Json::Array closures = pack["closures"].toArray();
        closures.push_back(Json().set("date", "2026-02-30").set("name", "x").set("source", "y"));
        pack.set("closures", closures);
        const auto broken = BusinessDays::fromJson(pack);
        QVERIFY(!broken);
        COMPARE_STR(broken.error().id(), "calendar.rule_pack_invalid");
    }

    /// Published holiday lists of 2021 and 2022. Two of our days are missing there, for stated reasons.
    void publishedHolidays()
    {
        NEED_SAMPLES(samples);
        const auto lines = split(test::readFile(*samples / "8-calendar/sec_holidays_2021_2022.csv"), '\n');
        std::set<std::string> published;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto fields = split(lines[i], ',');
            if (fields.size() == 3) {
                published.insert(fields[1]);
                QVERIFY2(!businessDays().isBusinessDay(day(fields[1].c_str())), fields[1].c_str());
            }
        }
        QCOMPARE(published.size(), std::size_t(21));
        std::vector<std::string> missing;
        for (const int year : {2021, 2022}) {
            for (const auto& off : businessDays().holidaysIn(year)) {
                if (published.count(off.day.iso()) == 0)
                    missing.push_back(off.day.iso());
            }
        }
        // Juneteenth became law after the 2021 list was printed; the 2022 list prints Saturday 1 January itself.
        COMPARE_STR(join(missing, " "), "2021-06-18 2021-12-31");
    }
};

OXSEAL_TEST_CLASS(TestBusinessDays);
#include "tst_business_days.moc"
