// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/chart_data.h"

#include "tests/support/test_main.h"

#include <QCryptographicHash>

using namespace oxseal;

class TestChartData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digestIsThatOfTheDataBesideIt()
    {
        Chart chart;
        chart.id = "a";
        chart.title = "Finding";
        chart.unit = "lines";
        chart.categories = {"x", "y"};
        chart.series = {{"s", {1, 2}}};
        const QByteArray json = R"({"categories":["x","y"],"digits":0,"id":"a","series":[{"name":"s","values":[1,2]}],"unit":"lines"})";
        const QByteArray hex = QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex();
        QCOMPARE(QByteArray::fromStdString(exporting::chartDescription(chart)), "sha256:" + hex + "\n" + json);
        QCOMPARE(QByteArray::fromStdString(exporting::chartDigest(chart).hex()), hex);
    }
};

OXSEAL_TEST_CLASS(TestChartData);
#include "tst_chart_data.moc"
