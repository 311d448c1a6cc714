// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/fiscal_year.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using calendar::FiscalYearEnd;

class TestFiscalYear : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Year ends as the companies themselves report them.
    void yearEnds_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("year");
        QTest::addColumn<QString>("end");
        QTest::newRow("calendar year") << "12-31" << 2026 << "2026-12-31";
        QTest::newRow("end of February, leap year") << "02-29" << 2024 << "2024-02-29";
        QTest::newRow("end of February") << "02-29" << 2026 << "2026-02-28";
        QTest::newRow("Apple 2022") << "last saturday of september" << 2022 << "2022-09-24";
        QTest::newRow("Apple 2023, 53 weeks, a month's end") << "last saturday of september" << 2023 << "2023-09-30";
        QTest::newRow("Apple 2024") << "last saturday of september" << 2024 << "2024-09-28";
        QTest::newRow("Apple 2025") << "last saturday of september" << 2025 << "2025-09-27";
        QTest::newRow("Cisco 2022, 53 weeks") << "last saturday of july" << 2022 << "2022-07-30";
        QTest::newRow("Cisco 2024") << "last saturday of july" << 2024 << "2024-07-27";
        QTest::newRow("Johnson & Johnson 2020, 53 weeks, in January") << "sunday nearest 12-31" << 2020 << "2021-01-03";
        QTest::newRow("Johnson & Johnson 2021") << "sunday nearest 12-31" << 2021 << "2022-01-02";
        QTest::newRow("Johnson & Johnson 2022") << "sunday nearest 12-31" << 2022 << "2023-01-01";
        QTest::newRow("Johnson & Johnson 2023") << "sunday nearest 12-31" << 2023 << "2023-12-31";
        QTest::newRow("Johnson & Johnson 2024") << "sunday nearest 12-31" << 2024 << "2024-12-29";
    }
    void yearEnds()
    {
        QFETCH(QString, rule);
        QFETCH(int, year);
        QFETCH(QString, end);
        const auto known = FiscalYearEnd::fromText(rule.toStdString());
        QVERIFY(known);
        COMPARE_STR(known->in(year).iso(), end.toStdString());
        COMPARE_STR(known->text(), rule.toStdString());
    }

    /// Quarter ends as the companies report them; a year of 53 weeks has its extra week where the company puts it.
    void quarterEnds_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("year");
        QTest::addColumn<QStringList>("ends");
        QTest::newRow("Apple 2023: extra week in the first quarter, ends that fall on month ends")
            << "last saturday of september, extra week in q1" << 2023
            << (QStringList() << QStringLiteral("2022-12-31") << QStringLiteral("2023-04-01") << QStringLiteral("2023-07-01") << QStringLiteral("2023-09-30"));
        QTest::newRow("Apple 2024") << "last saturday of september, extra week in q1" << 2024
                                    << (QStringList() << QStringLiteral("2023-12-30") << QStringLiteral("2024-03-30") << QStringLiteral("2024-06-29") << QStringLiteral("2024-09-28"));
        QTest::newRow("Cisco 2024") << "last saturday of july" << 2024
                                    << (QStringList() << QStringLiteral("2023-10-28") << QStringLiteral("2024-01-27") << QStringLiteral("2024-04-27") << QStringLiteral("2024-07-27"));
        QTest::newRow("Johnson & Johnson 2020: extra week in the fourth quarter")
            << "sunday nearest 12-31" << 2020 << (QStringList() << QStringLiteral("2020-03-29") << QStringLiteral("2020-06-28") << QStringLiteral("2020-09-27") << QStringLiteral("2021-01-03"));
        QTest::newRow("calendar year") << "12-31" << 2026 << (QStringList() << QStringLiteral("2026-03-31") << QStringLiteral("2026-06-30") << QStringLiteral("2026-09-30") << QStringLiteral("2026-12-31"));
    }
    void quarterEnds()
    {
        QFETCH(QString, rule);
        QFETCH(int, year);
        QFETCH(QStringList, ends);
        const auto end = FiscalYearEnd::fromText(rule.toStdString());
        QVERIFY(end);
        Day before = end->in(year - 1);
        for (int quarter = 1; quarter <= 4; ++quarter) {
            const auto period = end->quarter(year, quarter);
            QVERIFY(period);
            COMPARE_STR(period->last.iso(), ends[quarter - 1].toStdString());
            COMPARE_STR(period->first.iso(), before.plus(1).iso()); // no day lies between two quarters, or in both
            QCOMPARE(period->fiscalYear, year);
            before = period->last;
        }
        QVERIFY(!end->quarter(year, 0) && !end->quarter(year, 5));
    }

    void noGapInAHundredYears()
    {
        for (const char* rule : {"last friday of january", "wednesday nearest 06-30", "monday nearest 01-01"}) {
            const auto end = FiscalYearEnd::fromText(rule);
            QVERIFY(end);
            for (int year = 1990; year < 2090; ++year) {
                const int days = end->in(year + 1) - end->in(year);
                QVERIFY2(days == 364 || days == 371, rule);
            }
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "31-12", "12-32", "02-30", "12/31", "last of september", "last caturday of september",
                 "last saturday of septembre", "saturday nearest 13-01", "saturday near 09-30", "first saturday of may",
                 "last saturday of september,", "last saturday of september, extra week in q5", "12-31, extra week in q1"})
            QTest::newRow(*text != '\0' ? text : "empty") << QString::fromLatin1(text);
    }
    void refuses()
    {
        QFETCH(QString, text);
        QVERIFY(!FiscalYearEnd::fromText(text.toStdString()));
    }

    void caseAndBlanksDoNotMatter()
    {
        const auto end = FiscalYearEnd::fromText("  Last  Saturday of September, Extra Week in Q1 ");
        QVERIFY(end);
        COMPARE_STR(end->text(), "last saturday of september, extra week in q1");
    }
};

OXSEAL_TEST_CLASS(TestFiscalYear);
#include "tst_fiscal_year.moc"
