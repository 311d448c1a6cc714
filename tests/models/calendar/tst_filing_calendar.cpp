// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/calendar/rules.h"

#include "models/core/text.h"

using namespace oxseal;
using namespace oxseal::calendar;
using oxseal::test::businessDays;
using oxseal::test::day;
using oxseal::test::reportRules;

class TestFilingCalendar : public QObject
{
    Q_OBJECT

    static Filing filing(const char* filer, Day yearEnd, int quarter, int weeks = 0)
    {
        return fiscalYearFilings(businessDays(), reportRules(), *filerFromName(filer), yearEnd, weeks)
            .value()[static_cast<std::size_t>(quarter - 1)];
    }

private Q_SLOTS:
    /// Calendar-year filers, fiscal years 2023 to 2027: due, notification and extended day of every report.
    void calendarYearFilers_data()
    {
        QTest::addColumn<QString>("filer");
        QTest::addColumn<int>("year");
        QTest::addColumn<int>("quarter");
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("nt");
        QTest::addColumn<QString>("extended");
        QTest::addColumn<bool>("rolled");
        const auto row = [](const char* filer, int year, int quarter, const char* due, const char* nt,
                             const char* extended, bool rolled) {
            QTest::addRow("%s %d Q%d", filer, year, quarter)
                << QString::fromUtf8(filer) << year << quarter << QString::fromUtf8(due) << QString::fromUtf8(nt)
                << QString::fromUtf8(extended) << rolled;
        };
        row("laf", 2023, 1, "2023-05-10", "2023-05-11", "2023-05-15", false);
        row("af", 2023, 1, "2023-05-10", "2023-05-11", "2023-05-15", false);
        row("naf", 2023, 1, "2023-05-15", "2023-05-16", "2023-05-22", false);
        row("laf", 2023, 2, "2023-08-09", "2023-08-10", "2023-08-14", false);
        row("af", 2023, 2, "2023-08-09", "2023-08-10", "2023-08-14", false);
        row("naf", 2023, 2, "2023-08-14", "2023-08-15", "2023-08-21", false);
        row("laf", 2023, 3, "2023-11-09", "2023-11-13", "2023-11-14", false);
        row("af", 2023, 3, "2023-11-09", "2023-11-13", "2023-11-14", false);
        row("naf", 2023, 3, "2023-11-14", "2023-11-15", "2023-11-20", false);
        row("laf", 2023, 4, "2024-02-29", "2024-03-01", "2024-03-15", false);
        row("af", 2023, 4, "2024-03-15", "2024-03-18", "2024-04-01", false);
        row("naf", 2023, 4, "2024-04-01", "2024-04-02", "2024-04-16", true);
        row("laf", 2024, 1, "2024-05-10", "2024-05-13", "2024-05-15", false);
        row("af", 2024, 1, "2024-05-10", "2024-05-13", "2024-05-15", false);
        row("naf", 2024, 1, "2024-05-15", "2024-05-16", "2024-05-20", false);
        row("laf", 2024, 2, "2024-08-09", "2024-08-12", "2024-08-14", false);
        row("af", 2024, 2, "2024-08-09", "2024-08-12", "2024-08-14", false);
        row("naf", 2024, 2, "2024-08-14", "2024-08-15", "2024-08-19", false);
        row("laf", 2024, 3, "2024-11-12", "2024-11-13", "2024-11-18", true);
        row("af", 2024, 3, "2024-11-12", "2024-11-13", "2024-11-18", true);
        row("naf", 2024, 3, "2024-11-14", "2024-11-15", "2024-11-19", false);
        row("laf", 2024, 4, "2025-03-03", "2025-03-04", "2025-03-18", true);
        row("af", 2024, 4, "2025-03-17", "2025-03-18", "2025-04-01", true);
        row("naf", 2024, 4, "2025-03-31", "2025-04-01", "2025-04-15", false);
        row("laf", 2025, 1, "2025-05-12", "2025-05-13", "2025-05-19", true);
        row("af", 2025, 1, "2025-05-12", "2025-05-13", "2025-05-19", true);
        row("naf", 2025, 1, "2025-05-15", "2025-05-16", "2025-05-20", false);
        row("laf", 2025, 2, "2025-08-11", "2025-08-12", "2025-08-18", true);
        row("af", 2025, 2, "2025-08-11", "2025-08-12", "2025-08-18", true);
        row("naf", 2025, 2, "2025-08-14", "2025-08-15", "2025-08-19", false);
        row("laf", 2025, 3, "2025-11-10", "2025-11-12", "2025-11-17", true);
        row("af", 2025, 3, "2025-11-10", "2025-11-12", "2025-11-17", true);
        row("naf", 2025, 3, "2025-11-14", "2025-11-17", "2025-11-19", false);
        row("laf", 2025, 4, "2026-03-02", "2026-03-03", "2026-03-17", true);
        row("af", 2025, 4, "2026-03-16", "2026-03-17", "2026-03-31", false);
        row("naf", 2025, 4, "2026-03-31", "2026-04-01", "2026-04-15", false);
        row("laf", 2026, 1, "2026-05-11", "2026-05-12", "2026-05-18", true);
        row("af", 2026, 1, "2026-05-11", "2026-05-12", "2026-05-18", true);
        row("naf", 2026, 1, "2026-05-15", "2026-05-18", "2026-05-20", false);
        row("laf", 2026, 2, "2026-08-10", "2026-08-11", "2026-08-17", true);
        row("af", 2026, 2, "2026-08-10", "2026-08-11", "2026-08-17", true);
        row("naf", 2026, 2, "2026-08-14", "2026-08-17", "2026-08-19", false);
        row("laf", 2026, 3, "2026-11-09", "2026-11-10", "2026-11-16", false);
        row("af", 2026, 3, "2026-11-09", "2026-11-10", "2026-11-16", false);
        row("naf", 2026, 3, "2026-11-16", "2026-11-17", "2026-11-23", true);
        row("laf", 2026, 4, "2027-03-01", "2027-03-02", "2027-03-16", false);
        row("af", 2026, 4, "2027-03-16", "2027-03-17", "2027-03-31", false);
        row("naf", 2026, 4, "2027-03-31", "2027-04-01", "2027-04-15", false);
        row("laf", 2027, 1, "2027-05-10", "2027-05-11", "2027-05-17", false);
        row("af", 2027, 1, "2027-05-10", "2027-05-11", "2027-05-17", false);
        row("naf", 2027, 1, "2027-05-17", "2027-05-18", "2027-05-24", true);
        row("laf", 2027, 2, "2027-08-09", "2027-08-10", "2027-08-16", false);
        row("af", 2027, 2, "2027-08-09", "2027-08-10", "2027-08-16", false);
        row("naf", 2027, 2, "2027-08-16", "2027-08-17", "2027-08-23", true);
        row("laf", 2027, 3, "2027-11-09", "2027-11-10", "2027-11-15", false);
        row("af", 2027, 3, "2027-11-09", "2027-11-10", "2027-11-15", false);
        row("naf", 2027, 3, "2027-11-15", "2027-11-16", "2027-11-22", true);
        row("laf", 2027, 4, "2028-02-29", "2028-03-01", "2028-03-15", false);
        row("af", 2027, 4, "2028-03-15", "2028-03-16", "2028-03-30", false);
        row("naf", 2027, 4, "2028-03-30", "2028-03-31", "2028-04-14", false);
    }
    void calendarYearFilers()
    {
        QFETCH(QString, filer);
        QFETCH(int, year);
        QFETCH(int, quarter);
        QFETCH(QString, due);
        QFETCH(QString, nt);
        QFETCH(QString, extended);
        QFETCH(bool, rolled);
        const auto got = filing(filer.toUtf8().constData(), *Day::fromYmd(year, 12, 31), quarter);
        COMPARE_STR(got.due.iso(), due.toStdString());
        COMPARE_STR(got.nt.iso(), nt.toStdString());
        COMPARE_STR(got.extended.iso(), extended.toStdString());
        QCOMPARE(got.due != got.nominal, rolled);
        QCOMPARE(!got.passed.empty(), rolled);
    }

    void otherYearEnds_data()
    {
        QTest::addColumn<QString>("yearEnd");
        QTest::addColumn<QString>("filer");
        QTest::addColumn<QString>("nominal");
        QTest::addColumn<QString>("due");
        const auto row = [](const char* end, const char* filer, const char* nominal, const char* due) {
            QTest::addRow("%s %s", end, filer) << QString::fromUtf8(end) << QString::fromUtf8(filer)
                                              << QString::fromUtf8(nominal) << QString::fromUtf8(due);
        };
        row("2025-06-30", "laf", "2025-08-29", "2025-08-29");
        row("2025-06-30", "af", "2025-09-13", "2025-09-15");
        row("2025-06-30", "naf", "2025-09-28", "2025-09-29");
        row("2025-09-30", "laf", "2025-11-29", "2025-12-01");
        row("2025-09-30", "af", "2025-12-14", "2025-12-15");
        row("2025-09-30", "naf", "2025-12-29", "2025-12-29");
        row("2025-09-27", "naf", "2025-12-26", "2025-12-29");
        row("2026-01-31", "laf", "2026-04-01", "2026-04-01");
        row("2026-01-31", "af", "2026-04-16", "2026-04-16");
        row("2026-01-31", "naf", "2026-05-01", "2026-05-01");
    }
    void otherYearEnds()
    {
        QFETCH(QString, yearEnd);
        QFETCH(QString, filer);
        QFETCH(QString, nominal);
        QFETCH(QString, due);
        const auto got = filing(filer.toUtf8().constData(), *Day::fromIso(yearEnd.toStdString()), 4);
        COMPARE_STR(got.nominal.iso(), nominal.toStdString());
        COMPARE_STR(got.due.iso(), due.toStdString());
    }

    void weekYears()
    {
        // 52 weeks to 27 September 2025: AF 75 days = 11 December, 15 days on = 26 December, closed until the 29th.
        COMPARE_STR(filing("af", day("2025-09-27"), 4).due.iso(), "2025-12-11");
        COMPARE_STR(filing("af", day("2025-09-27"), 4).extended.iso(), "2025-12-29");
        COMPARE_STR(quarterEnd(day("2025-09-27"), 3)->iso(), "2025-06-28");
        COMPARE_STR(quarterEnd(day("2025-09-27"), 2)->iso(), "2025-03-29");
        COMPARE_STR(quarterEnd(day("2025-09-27"), 1)->iso(), "2024-12-28");
        // A 53-week year to 3 October 2026: the third quarter still ends on Saturday 27 June.
        COMPARE_STR(quarterEnd(day("2026-10-03"), 3, 53)->iso(), "2026-06-27");
        COMPARE_STR(quarterEnd(day("2026-10-03"), 1, 53)->iso(), "2025-12-27");
        // A week year may end on a month's last day by chance.
        COMPARE_STR(quarterEnd(day("2026-01-31"), 3, 52)->iso(), "2025-11-01");
        COMPARE_STR(quarterEnd(day("2026-01-31"), 3)->iso(), "2025-10-31");
        QVERIFY(!quarterEnd(day("2026-01-31"), 5));
        QVERIFY(!quarterEnd(day("2026-01-31"), 1, 51));
    }

    void partThreeAndNewRegistrants()
    {
        const auto due = [](const char* end) { return partIii(businessDays(), reportRules(), day(end)).due.iso(); };
        COMPARE_STR(due("2023-12-31"), "2024-04-29");
        COMPARE_STR(due("2024-12-31"), "2025-04-30");
        COMPARE_STR(due("2025-12-31"), "2026-04-30");
        COMPARE_STR(due("2026-12-31"), "2027-04-30");
        COMPARE_STR(due("2027-12-31"), "2028-05-01");
        // Effective 15 April 2026: 45 days = Saturday 30 May, so Monday 1 June; later than the ordinary 15 May.
        COMPARE_STR(firstQuarterlyReport(businessDays(), day("2026-04-15"), day("2026-05-15")).iso(), "2026-06-01");
        COMPARE_STR(firstQuarterlyReport(businessDays(), day("2026-03-02"), day("2026-05-15")).iso(), "2026-05-15");
    }

    void incidents_data()
    {
        QTest::addColumn<QString>("determined");
        QTest::addColumn<QString>("due");
        const auto row = [](const char* determined, const char* due) {
            QTest::newRow(determined) << QString::fromUtf8(determined) << QString::fromUtf8(due);
        };
        row("2024-03-04", "2024-03-08");
        row("2025-11-07", "2025-11-14");
        row("2024-03-01", "2024-03-07");
        row("2025-12-22", "2025-12-31");
        row("2024-03-02", "2024-03-07");
        row("2025-12-26", "2026-01-02");
        row("2024-03-03", "2024-03-07");
        row("2026-03-30", "2026-04-03");
        row("2024-07-03", "2024-07-10");
        row("2026-06-16", "2026-06-23");
        row("2024-12-20", "2024-12-30");
        row("2026-07-02", "2026-07-09");
        row("2025-01-06", "2025-01-13");
        row("2026-11-23", "2026-11-30");
        row("2025-01-09", "2025-01-15");
        row("2027-06-15", "2027-06-22");
        row("2025-01-16", "2025-01-23");
        row("2027-12-21", "2027-12-28");
        row("2025-10-09", "2025-10-16");
        row("2027-12-29", "2028-01-05");
    }
    void incidents()
    {
        QFETCH(QString, determined);
        QFETCH(QString, due);
        const auto got = incidentDue(businessDays(), reportRules(), *Day::fromIso(determined.toStdString()));
        COMPARE_STR(got.due.iso(), due.toStdString());
        QCOMPARE(got.onDayOff, !businessDays().isBusinessDay(*Day::fromIso(determined.toStdString())));
    }

    void evaluationWindow()
    {
        const auto check = [](const char* end, const char* asOf, const char* concluded, const char* filed) {
            return checkEvaluation(reportRules(), day(end), day(asOf), day(concluded), day(filed));
        };
        // Non-accelerated, fiscal year 2025: the period's end lies exactly on day 90.
        auto got = check("2025-12-31", "2025-12-31", "2026-03-20", "2026-03-31");
        QVERIFY(got.asOfIsPeriodEnd && got.concludedInWindow && got.asOfFresh);
        QCOMPARE(got.asOfAge, 90);
        // Fiscal year 2023: due Monday 1 April 2024 is day 92, the extension day 107.
        got = check("2023-12-31", "2023-12-31", "2024-03-20", "2024-04-01");
        QVERIFY(got.asOfIsPeriodEnd && got.concludedInWindow && !got.asOfFresh);
        QCOMPARE(got.asOfAge, 92);
        QCOMPARE(check("2023-12-31", "2023-12-31", "2024-03-20", "2024-04-16").asOfAge, 107);
        QVERIFY(!check("2025-12-31", "2025-12-30", "2026-02-20", "2026-03-02").asOfIsPeriodEnd);
        QVERIFY(!check("2025-12-31", "2025-12-31", "2025-12-31", "2026-03-02").concludedInWindow);
        QVERIFY(!check("2025-12-31", "2025-12-31", "2026-03-03", "2026-03-02").concludedInWindow);
        QVERIFY(check("2025-12-31", "2025-12-31", "2026-01-01", "2026-04-01").concludedInWindow);
        QVERIFY(!check("2025-12-31", "2025-12-31", "2026-01-01", "2026-04-02").concludedInWindow);
    }

    void keeping()
    {
        COMPARE_STR(keepThrough(day("2026-03-02"), 7).iso(), "2033-03-02");
        COMPARE_STR(keepThrough(day("2024-02-29"), 7).iso(), "2031-03-01");
    }

    /// Dates printed by three publishers. One of them is wrong by the rule: the late 10-K of a large accelerated filer for
    /// 2020 runs 15 days from Monday 1 March 2021, which is Tuesday 16 March; DFIN prints the 16th, Broadridge the 15th.
    void publishedDates()
    {
        NEED_SAMPLES(samples);
        const auto lines = split(test::readFile(*samples / "8-calendar/sec_deadlines_2021_2022.csv"), '\n');
        int checked = 0;
        std::vector<std::string> wrong;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto fields = split(trimmed(lines[i]), ',');
            if (fields.size() != 5)
                continue;
            const Day end = *Day::fromIso(fields[2]);
            const bool annual = fields[1].find("10-K") != std::string::npos;
            const auto got = filingOf(
                businessDays(), reportRules(), *filerFromName(lowerAscii(fields[3])), end, annual ? 4 : 1);
            QVERIFY(got.has_value());
            const Day ours = fields[1].rfind("NT", 0) == 0 ? got->nt : fields[1].rfind("LATE", 0) == 0 ? got->extended : got->due;
            ++checked;
            if (ours.iso() != fields[4])
                wrong.push_back(fields[0].substr(0, fields[0].find(' ')) + " " + fields[1] + " " + fields[2] + " " + fields[3] + " prints "
                    + fields[4] + ", the rule gives " + ours.iso());
        }
        QCOMPARE(checked, 76);
        COMPARE_STR(join(wrong, "; "), "Broadridge LATE 10-K 2020-12-31 LAF prints 2021-03-15, the rule gives 2021-03-16");
    }
};

OXSEAL_TEST_CLASS(TestFilingCalendar);
#include "tst_filing_calendar.moc"
