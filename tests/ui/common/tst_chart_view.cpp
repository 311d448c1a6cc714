// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/chart_view.h"

#include "tests/support/test_main.h"
#include "ui/common/chart_canvas.h"
#include "ui/common/charts.h"
#include "ui/common/plain_table.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QXmlStreamReader>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

AgedItems aged()
{
    AgedItems items;
    items.currency = "USD";
    items.explained = {10'00, 0, 0, 5'00};
    items.unexplained = {0, 2'50, 0, 1'00};
    items.explainedItems = 2;
    items.unexplainedItems = 2;
    return items;
}

QString elementText(const QByteArray& svg, const QString& name)
{
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name)
            return reader.readElementText();
    }
    return {};
}

} // namespace

class TestChartView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesStateTheFinding()
    {
        QCOMPARE(makeItemsByAgeChart(aged()).title, std::string("USD 6.00 of open items is older than 90 days"));
        AgedItems young;
        young.currency = "USD";
        young.explained[0] = 1;
        young.explainedItems = 1;
        QCOMPARE(makeItemsByAgeChart(young).title, std::string("All open items are at most 30 days old"));
        QCOMPARE(makeReviewProgressChart({{1, "ERP", 10, 10, true}, {2, "HR", 5, 2, false}}).title,
            std::string("HR has most left to decide: 3 of 5 lines"));
        QCOMPARE(makeReviewProgressChart({{1, "ERP", 10, 10, true}}).title, std::string("Every line is decided"));
        RemovalTimes times;
        times.removed = {1, 2, 3, 0};
        QCOMPARE(makeDaysToRemoveChart(times).title, std::string("3 of 6 removals proven within 7 days"));
        RemovalTimes slow;
        slow.removed = {0, 0, 4, 1};
        QCOMPARE(makeDaysToRemoveChart(slow).title, std::string("4 of 5 removals proven within 30 days, none within 7"));
        times.open = 1;
        QCOMPARE(makeDaysToRemoveChart(times).title, std::string("1 of 7 removals not proven yet"));
        QCOMPARE(makeConflictTrendChart({{"2026-Q2", 4, 1}, {"2026-Q3", 2, 6}}).title, std::string("Open conflicts: 4 in 2026-Q2, 2 in 2026-Q3"));
        QCOMPARE(makeConflictTrendChart({{"2026-Q3", 2, 6}}).title, std::string("8 conflicts found, 2 open at the first check"));
        QCOMPARE(makeMatterTrendChart({{"2026-Q2", 1, 3}, {"2026-Q3", 5, 2}}).title, std::string("Open matters: 4 in 2026-Q2, 7 in 2026-Q3"));
    }
    void manyFunctionsAreJoined()
    {
        std::vector<FunctionConflicts> functions;
        for (int i = 0; i < 11; ++i)
            functions.push_back({"F" + std::to_string(i), "", 11 - i, 1});
        const Chart chart = makeConflictsByFunctionChart(functions);
        QCOMPARE(chart.categories.size(), std::size_t(9));
        QCOMPARE(chart.categories.back(), std::string("3 other functions"));
        QCOMPARE(chart.series[0].values.back(), std::int64_t(3 + 2 + 1));
        QCOMPARE(chart.series[1].values.back(), std::int64_t(3));
    }
    void everyChartCanBeDrawn()
    {
        RemovalTimes times;
        times.removed = {1, 0, 0, 0};
        for (const Chart& chart : {makeItemsByAgeChart(aged()), makeReviewProgressChart({{1, "ERP", 4, 1, false}}),
                 makeConflictsByFunctionChart({{"BI", "Enter bills", 2, 1}}), makeDaysToRemoveChart(times),
                 makeConflictTrendChart({{"2026-Q3", 2, 1}}), makeMatterTrendChart({{"2026-Q3", 0, 1}})})
            QVERIFY2(checkChart(chart).has_value(), chart.id.c_str());
    }
    void twinShowsTheNumbers()
    {
        ChartView view;
        view.setChart(makeItemsByAgeChart(aged()), QStringLiteral("nothing"));
        TableModel& table = view.table();
        QCOMPARE(table.rowCount(), 4);
        QCOMPARE(table.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Explained (USD)"));
        QCOMPARE(table.index(0, 1).data().toString(), QStringLiteral("10.00"));
        QCOMPARE(table.index(1, 2).data().toString(), QStringLiteral("2.50"));
        QCOMPARE(table.index(3, 2).data().toString(), QStringLiteral("1.00"));
        auto* rows = view.findChild<PlainTable*>();
        QSignalSpy picked(&view, &ChartView::picked);
        rows->setCurrentIndex(table.index(3, 0));
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked[0][0].toInt(), 3);
        auto* canvas = view.findChild<ChartCanvas*>();
        QCOMPARE(canvas->accessibleName(), QStringLiteral("USD 6.00 of open items is older than 90 days"));
        QVERIFY(canvas->accessibleDescription().contains(QStringLiteral("over 90, Unexplained (USD): 1.00")));
    }
    void aClickOnABarIsPicked()
    {
        ChartView view;
        view.resize(600, 320);
        Chart chart = makeItemsByAgeChart(aged());
        chart.series.resize(1);
        chart.series[0].values = {5, 5, 5, 5};
        view.setChart(chart, {});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTest::qWait(50);
        auto* canvas = view.findChild<ChartCanvas*>();
        QSignalSpy picked(&view, &ChartView::picked);
        // The middle of the third of four equal columns.
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, QPoint(canvas->width() * 5 / 8, canvas->height() * 2 / 3));
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked[0][0].toInt(), 2);
    }
    void svgCarriesTheDigestOfItsData()
    {
        ChartView view;
        view.setChart(makeItemsByAgeChart(aged()), {});
        const QByteArray svg = view.svg();
        QCOMPARE(elementText(svg, QStringLiteral("title")), QStringLiteral("USD 6.00 of open items is older than 90 days"));
        const QByteArray desc = elementText(svg, QStringLiteral("desc")).toUtf8();
        const QByteArray json = desc.mid(desc.indexOf('\n') + 1);
        QCOMPARE(desc.left(desc.indexOf('\n')), "sha256:" + QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
        QVERIFY(json.contains("\"values\":[1000,0,0,500]"));
        if (const QString shots = qEnvironmentVariable("OXSEAL_SHOTS"); !shots.isEmpty()) {
            QFile file(QDir(shots).filePath(QStringLiteral("chart.svg")));
            if (file.open(QIODevice::WriteOnly))
                file.write(svg);
        }
    }
    void nothingIsSaidInWords()
    {
        ChartView view;
        view.setChart(makeReviewProgressChart({}), QStringLiteral("Open an access review first."));
        bool said = false;
        for (const QLabel* label : view.findChildren<QLabel*>())
            said = said || label->text() == QStringLiteral("Open an access review first.");
        QVERIFY(said);
        for (const QToolButton* button : view.findChildren<QToolButton*>())
            QVERIFY2(!button->isEnabled() && !button->toolTip().isEmpty(), qPrintable(button->accessibleName()));
    }
};

OXSEAL_TEST_CLASS(TestChartView);
#include "tst_chart_view.moc"
