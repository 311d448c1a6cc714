// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/chart.h"

#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;

class TestChart : public QObject
{
    Q_OBJECT

    static Chart ages()
    {
        Chart chart;
        chart.id = "recon.items_by_age";
        chart.title = "Most of it is older than 90 days";
        chart.unit = "USD";
        chart.categoryTitle = "Age";
        chart.digits = 2;
        chart.categories = {"to 30", "over 90"};
        chart.series = {{"Timing", {1050, 0}}, {"Unexplained", {-5, 200000}}};
        return chart;
    }

private Q_SLOTS:
    void tableHoldsTheSameNumbers()
    {
        const ChartTable expected{{"Age", "Timing (USD)", "Unexplained (USD)"},
            {{"to 30", "10.50", "-0.05"}, {"over 90", "0.00", "2000.00"}}};
        QVERIFY(tableOf(ages()) == expected);
    }
    void contentDependsOnDataOnly()
    {
        Chart other = ages();
        other.title = "Other words";
        other.kind = Chart::Kind::Line;
        QVERIFY(contentOf(other) == contentOf(ages()));
        other.series[0].values[1] = 1;
        QVERIFY(contentOf(other) != contentOf(ages()));
        QCOMPARE(canonicalJson(contentOf(ages())),
            std::string(R"({"categories":["to 30","over 90"],"digits":2,"id":"recon.items_by_age","series":[)"
                        R"({"name":"Timing","values":[1050,0]},{"name":"Unexplained","values":[-5,200000]}],"unit":"USD"})"));
    }
    void refusesWhatCannotBeDrawn()
    {
        QVERIFY(checkChart(ages()).has_value());
        Chart chart = ages();
        chart.kind = Chart::Kind::Stacked; // a negative part of a stack
        QVERIFY(!checkChart(chart).has_value());
        chart = ages();
        chart.series[1].values.pop_back();
        QCOMPARE(checkChart(chart).error().place(), std::string("Unexplained"));
        chart = ages();
        for (int i = 0; i < 4; ++i)
            chart.series.push_back({"more", {1, 1}});
        QVERIFY(!checkChart(chart).has_value()); // six series
        chart = ages();
        chart.title.clear();
        QVERIFY(!checkChart(chart).has_value());
        chart = ages();
        chart.series.clear();
        QVERIFY(!checkChart(chart).has_value());
    }
    void knowsWhenThereIsNothing()
    {
        Chart chart = ages();
        QVERIFY(!chart.empty());
        chart.series = {{"a", {0, 0}}};
        QVERIFY(chart.empty());
        chart.categories.clear();
        chart.series = {{"a", {}}};
        QVERIFY(chart.empty());
    }
    void scales_data()
    {
        QTest::addColumn<qint64>("most");
        QTest::addColumn<int>("ticks");
        QTest::addColumn<qint64>("top");
        QTest::addColumn<qint64>("step");
        QTest::newRow("nothing") << qint64(0) << 5 << qint64(1) << qint64(1);
        QTest::newRow("one") << qint64(1) << 5 << qint64(1) << qint64(1);
        QTest::newRow("seven") << qint64(7) << 5 << qint64(8) << qint64(2);
        QTest::newRow("a round hundred") << qint64(100) << 5 << qint64(100) << qint64(20);
        QTest::newRow("just above") << qint64(101) << 5 << qint64(150) << qint64(50);
        QTest::newRow("cents") << qint64(123456789) << 4 << qint64(150000000) << qint64(50000000);
        QTest::newRow("the most there is") << std::numeric_limits<qint64>::max() << 5 << std::numeric_limits<qint64>::max()
                                           << qint64(2'000'000'000'000'000'000);
    }
    void scales()
    {
        QFETCH(qint64, most);
        QFETCH(int, ticks);
        const AxisScale scale = axisScale(most, ticks);
        QTEST(qint64(scale.top), "top");
        QTEST(qint64(scale.step), "step");
    }
    void compactLabels_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << 2 << "0";
        QTest::newRow("half a unit rounds up") << qint64(150) << 2 << "2";
        QTest::newRow("just under") << qint64(149) << 2 << "1";
        QTest::newRow("grouped") << qint64(9999) << 0 << "9,999";
        QTest::newRow("negative") << qint64(-123456) << 2 << "-1,235";
        QTest::newRow("negative, nearly nothing") << qint64(-1) << 2 << "0";
        QTest::newRow("thousands") << qint64(12345) << 0 << "12.3 k";
        QTest::newRow("whole thousands") << qint64(50000) << 0 << "50 k";
        QTest::newRow("millions") << qint64(123456789) << 2 << "1.2 M";
        QTest::newRow("up to the next name") << qint64(999960) << 0 << "1 M";
        QTest::newRow("billions of a currency without cents") << qint64(3'400'000'000) << 0 << "3.4 bn";
        QTest::newRow("the least there is") << std::numeric_limits<qint64>::min() << 0 << "-9223372 tn";
    }
    void compactLabels()
    {
        QFETCH(qint64, value);
        QFETCH(int, digits);
        QTEST(QString::fromStdString(compactNumber(value, digits)), "text");
    }
    void stackedBarsAddUp()
    {
        Chart chart = ages();
        QCOMPARE(largestBar(chart), std::int64_t(200000));
        chart.series[1].values = {5000, std::numeric_limits<std::int64_t>::max()};
        chart.series[0].values = {1050, 7};
        chart.kind = Chart::Kind::Stacked;
        QCOMPARE(largestBar(chart), std::numeric_limits<std::int64_t>::max());
        chart.series[1].values[1] = 4;
        QCOMPARE(largestBar(chart), std::int64_t(6050));
    }
};

OXSEAL_TEST_CLASS(TestChart);
#include "tst_chart.moc"
