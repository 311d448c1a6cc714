// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calendar/calendar_page.h"

#include "tests/support/gui_world.h"
#include "tests/support/page_world.h"
#include "tests/support/test_main.h"
#include "ui/calendar/due_words.h"
#include "ui/common/context_card.h"
#include "ui/common/plain_table.h"
#include "ui/common/table_panel.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLabel>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

bool says(const QWidget& widget, const QString& words)
{
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (label->text().contains(words))
            return true;
    }
    return false;
}

QStringList column(PlainTable& table, int at)
{
    QStringList cells;
    for (int row = 0; row < table.rows().rowCount(); ++row)
        cells << table.rows().index(row, at).data().toString();
    return cells;
}

template <class Widget>
Widget* named(const QWidget& page, const QString& name)
{
    for (auto* one : page.findChildren<Widget*>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

} // namespace

class TestCalendarPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filingsOfTheYear()
    {
        test::PageWorld world;
        CalendarPage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("ready"));
        auto* filings = page.findChild<PlainTable*>();
        QCOMPARE(column(*filings, 0), (QStringList{QStringLiteral("10-Q"), QStringLiteral("10-Q"), QStringLiteral("10-Q"), QStringLiteral("10-K"), QStringLiteral("Part III")}));
        QCOMPARE(column(*filings, 3).first(4), (QStringList{QStringLiteral("2026-05-15"), QStringLiteral("2026-08-14"), QStringLiteral("2026-11-16"), QStringLiteral("2027-03-31")}));
        QCOMPARE(column(*filings, 4).at(2), QStringLiteral("2026-11-14 is a Saturday; 2026-11-15 is a Sunday"));
        QVERIFY(says(page, QStringLiteral("Public float and revenue are not recorded")));
        filings->setCurrentIndex(filings->rows().index(2, 0));
        QTest::keyClick(filings, Qt::Key_Return);
        QVERIFY(page.context() != nullptr);
        QVERIFY(says(*page.context(), QStringLiteral("Form 10-Q General Instruction A(1)(b), for periods that end on or after 1 January 1971.")));
    }
    void whatIfMovesTheDates()
    {
        test::PageWorld world;
        CalendarPage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        auto* category = named<QComboBox>(page, QStringLiteral("Filer category"));
        auto* filings = page.findChild<PlainTable*>();
        category->setCurrentIndex(3); // large accelerated
        Q_EMIT category->activated(3);
        QTRY_COMPARE(column(*filings, 3).at(2), QStringLiteral("2026-11-09"));
        QVERIFY(says(page, QStringLiteral("What if: the dates of a large accelerated filer")));
    }
    void plannedDaysAreJudged()
    {
        test::PageWorld world;
        CalendarPage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        auto* planned = named<QDateEdit>(page, QStringLiteral("Planned filing day"));
        planned->setDate(QDate(2026, 11, 14)); // the third quarter is preselected
        QVERIFY(says(page, QStringLiteral("2 days before the due day.")));
        QVERIFY(says(page, QStringLiteral("2026-11-14 is a Saturday")));
        planned->setDate(QDate(2026, 11, 18));
        QVERIFY(says(page, QStringLiteral("2 days after the due day: Form 12b-25 is due 17 November 2026")));
    }
    void incidentsFallDueOnTheFourthBusinessDay()
    {
        test::PageWorld world;
        CalendarPage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        page.open(QStringLiteral("incident"));
        auto* determined = named<QDateEdit>(page, QStringLiteral("Day on which the incident was found to be material"));
        determined->setDate(QDate(2026, 9, 30));
        QVERIFY(says(page, QStringLiteral("Form 8-K is due 6 October 2026")));
    }
    void timelineHoldsTheReport()
    {
        test::PageWorld world;
        CalendarPage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        auto* timeline = page.findChild<TablePanel*>();
        QCOMPARE(timeline->model().rowCount(), 1);
        QVERIFY(timeline->select(QStringLiteral("0")));
        QVERIFY(page.context() != nullptr);
        QVERIFY(says(*page.context(), QStringLiteral("File the 10-Q for 2026-Q3")));
    }
    void withoutAQuarterItSaysWhatToDo()
    {
        test::PageWorld world(false);
        CalendarPage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("empty"));
    }
    void statesInWords_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("done");
        QTest::addColumn<QString>("words");
        QTest::newRow("late") << -6 << false << "6 days late";
        QTest::newRow("yesterday") << -1 << false << "1 day late";
        QTest::newRow("today") << 0 << false << "Today";
        QTest::newRow("tomorrow") << 1 << false << "in 1 day";
        QTest::newRow("done late is done") << -6 << true << "Done";
    }
    void statesInWords()
    {
        QFETCH(int, days);
        QFETCH(bool, done);
        DueItem item;
        item.day = Day{20000 + days};
        item.done = done;
        QTEST(dueState(item, Day{20000}).text, "words");
    }
    void targets()
    {
        DueItem item;
        item.kind = DueKind::Reconciliation;
        QCOMPARE(dueTarget(item), QStringLiteral("recon"));
        item.object = "7";
        QCOMPARE(dueTarget(item), QStringLiteral("recon:7"));
        item.kind = DueKind::Removal;
        QCOMPARE(dueTarget(item), QStringLiteral("access:7"));
    }
};

OXSEAL_TEST_CLASS(TestCalendarPage);
#include "tst_calendar_page.moc"
