// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/calendar/rules.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::calendar;
using oxseal::test::day;

class TestFilerStatus : public QObject
{
    Q_OBJECT

    static FilerStatus status(FilerFacts facts)
    {
        if (facts.fiscalYearEnd == Day{})
            facts.fiscalYearEnd = day("2025-12-31");
        const auto rules = StatusRules::fromJson(test::rulePack("filer_status.json"), facts.fiscalYearEnd).value();
        return filerStatus(rules, test::reportRules(), facts).value();
    }
    static FilerFacts facts(const char* publicFloat, const char* revenue, const char* prior = "")
    {
        FilerFacts facts;
        facts.publicFloat = parseDollars(publicFloat);
        facts.revenue = parseDollars(revenue).value();
        facts.prior = filerFromName(prior);
        return facts;
    }

private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QString>("publicFloat");
        QTest::addColumn<QString>("revenue");
        QTest::addColumn<QString>("prior");
        QTest::addColumn<QString>("category");
        QTest::addColumn<bool>("attestation");
        const auto row = [](const char* publicFloat, const char* revenue, const char* prior, const char* category, bool b) {
            QTest::addRow("%s %s %s", publicFloat, revenue, prior)
                << QString::fromUtf8(publicFloat) << QString::fromUtf8(revenue) << QString::fromUtf8(prior)
                << QString::fromUtf8(category) << b;
        };
        row("300M", "60M", "", "naf", false);
        row("74.9M", "500M", "", "naf", false);
        row("75M", "100M", "", "af", true);
        row("699.9M", "99.9M", "", "naf", false);
        row("700M", "10M", "", "laf", true);
        row("62M", "150M", "af", "af", true);
        row("59M", "150M", "af", "naf", false);
        row("600M", "300M", "laf", "laf", true);
        row("550M", "300M", "laf", "af", true);
        row("59M", "300M", "laf", "naf", false);
        row("560M", "300M", "laf", "laf", true);
        row("60M", "150M", "af", "af", true);
        row("700M", "300M", "af", "laf", true);
        row("none", "500M", "", "naf", false);
    }
    void vectors()
    {
        QFETCH(QString, publicFloat);
        QFETCH(QString, revenue);
        QFETCH(QString, prior);
        QFETCH(QString, category);
        QFETCH(bool, attestation);
        const auto got = status(facts(publicFloat.toUtf8().constData(), revenue.toUtf8().constData(), prior.toUtf8().constData()));
        COMPARE_STR(name(got.category), category.toStdString());
        QCOMPARE(got.attestation404b, attestation);
    }

    void flags()
    {
        auto egc = facts("120M", "150M");
        egc.egc = true;
        auto got = status(egc);
        QVERIFY(got.category == FilerCategory::Accelerated && got.egc && !got.attestation404b);
        QCOMPARE(got.annualDays, 75);
        QCOMPARE(got.quarterlyDays, 40);

        auto large = facts("800M", "50M");
        large.egc = true;
        large.monthsReporting = 24;
        large.annualReports = 1;
        got = status(large);
        QVERIFY(got.category == FilerCategory::LargeAccelerated && !got.egc && got.attestation404b);
        QCOMPARE(got.notes, std::vector<std::string>{"filer.note.egc_lost_laf"});

        auto young = facts("500M", "200M");
        young.monthsReporting = 8;
        got = status(young);
        QVERIFY(got.category == FilerCategory::NonAccelerated && !got.attestation404b && !got.seasoned);
        QCOMPARE(got.annualDays, 90);

        auto requalify = facts("200M", "90M", "af");
        requalify.priorRevenue = 120'000'000;
        got = status(requalify);
        QVERIFY(got.category == FilerCategory::Accelerated);
        QCOMPARE(got.notes, std::vector<std::string>{"filer.note.confirm_requalify"});
        requalify.revenue = 79'999'999;
        QVERIFY(status(requalify).category == FilerCategory::NonAccelerated);
    }

    void smallerReporting()
    {
        QVERIFY(status(facts("75M", "100M")).src);
        QVERIFY(status(facts("249.9M", "900M")).src);
        QVERIFY(!status(facts("250M", "100M")).src);
        QVERIFY(status(facts("699.9M", "99.9M")).src);
        QVERIFY(!status(facts("700M", "10M")).src);
        auto again = facts("200M", "120M");
        again.priorSrc = false;
        QVERIFY(!status(again).src); // must fall below 200M to come back
        again.publicFloat = 199'999'999;
        QVERIFY(status(again).src);
        again.bdc = true;
        QVERIFY(!status(again).src);
    }

    void emergingGrowth()
    {
        auto company = facts("120M", "150M");
        company.egc = true;
        company.ipoDate = day("2020-12-11");
        company.fiscalYearEnd = day("2024-12-31");
        auto got = status(company);
        COMPARE_STR(got.egcUntil->iso(), "2025-12-31"); // the fiscal year end after the fifth anniversary
        QVERIFY(got.egc);
        company.fiscalYearEnd = day("2025-12-31");
        got = status(company);
        QVERIFY(!got.egc && got.attestation404b);
        company.ipoDate = day("2025-12-15");
        COMPARE_STR(status(company).egcUntil->iso(), "2030-12-31");
        company.revenue = 1'235'000'000;
        QVERIFY(!status(company).egc);
        company.revenue = 1'234'999'999;
        QVERIFY(status(company).egc);
        company.debtThreeYears = 1'000'000'001;
        QVERIFY(!status(company).egc);
    }

    /// What is not recorded is not assumed: the status then counts as not held, and the note says why.
    void emergingGrowthNotRecorded()
    {
        auto company = facts("120M", "150M");
        company.egc = std::nullopt;
        auto got = status(company);
        QVERIFY(!got.egc && got.attestation404b);
        QCOMPARE(got.notes, std::vector<std::string>{"filer.note.egc_not_recorded"});
        company.egc = true;
        company.debtThreeYears = std::nullopt;
        got = status(company);
        QVERIFY(got.egc && !got.attestation404b);
        QCOMPARE(got.notes, std::vector<std::string>{"filer.note.egc_debt_not_recorded"});
    }

    void firstAnnualReport()
    {
        auto company = facts("120M", "150M");
        company.annualReports = 0;
        QVERIFY(!status(company).report404a);
        company.annualReports = 1;
        QVERIFY(status(company).report404a);
    }

    void showsWhereTheFloatTableErrs()
    {
        const auto got = status(facts("300M", "60M"));
        QVERIFY(got.byFloatAlone == FilerCategory::Accelerated);
        QCOMPARE(got.notes, std::vector<std::string>{"filer.note.float_alone_differs"});
    }

    void amounts()
    {
        QCOMPARE(qint64(*parseDollars("74.9M")), 74'900'000);
        QCOMPARE(qint64(*parseDollars("1.235B")), 1'235'000'000);
        QCOMPARE(qint64(*parseDollars("60,000,000.00")), 60'000'000);
        QCOMPARE(qint64(*parseDollars("12k")), 12'000);
        for (const char* bad : {"", "M", "-5", "1.5", "1.2.3M", "12x", "none", "1.2345K", "99999999999999999999"})
            QVERIFY2(!parseDollars(bad), bad);
    }

    void noRuleBefore2020()
    {
        QVERIFY(!StatusRules::fromJson(test::rulePack("filer_status.json"), day("2019-12-31")));
    }
};

OXSEAL_TEST_CLASS(TestFilerStatus);
#include "tst_filer_status.moc"
