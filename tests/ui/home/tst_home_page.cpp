// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home_page.h"

#include "tests/support/gui_world.h"
#include "tests/support/page_world.h"
#include "tests/support/test_main.h"
#include "ui/common/parts.h"
#include "ui/common/plain_table.h"
#include "ui/home/change_words.h"

#include <QSignalSpy>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

FigureCard* cardOf(HomePage& page, const QString& caption)
{
    for (FigureCard* one : page.findChildren<FigureCard*>()) {
        if (one->accessibleName().startsWith(caption))
            return one;
    }
    return nullptr;
}

PlainTable* tableOf(HomePage& page, const QString& name)
{
    for (PlainTable* one : page.findChildren<PlainTable*>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

} // namespace

class TestHomePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsOfAFirstQuarter()
    {
        test::PageWorld world;
        HomePage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("ready"));
        // 45 days after 30 September 2026 is Saturday 14 November; Monday the 16th is 46 days from 1 October.
        FigureCard* days = cardOf(page, QStringLiteral("Days to filing"));
        QCOMPARE(days->accessibleName(), QStringLiteral("Days to filing: 46"));
        QCOMPARE(days->accessibleDescription(), QStringLiteral("10-Q due 16 November 2026"));
        QCOMPARE(cardOf(page, QStringLiteral("Access reviews"))->accessibleName(), QStringLiteral("Access reviews concluded: 0 of 0"));
        QCOMPARE(cardOf(page, QStringLiteral("Unexplained"))->accessibleName(), QStringLiteral("Unexplained reconciling items: None yet"));
        PlainTable* due = tableOf(page, QStringLiteral("Due and late"));
        QCOMPARE(due->rows().rowCount(), 1);
        QCOMPARE(due->rows().index(0, 0).data().toString(), QStringLiteral("2026-11-16"));
        QCOMPARE(due->rows().index(0, 1).data().toString(), QStringLiteral("File the 10-Q for 2026-Q3"));
        QCOMPARE(due->rows().index(0, 2).data().toString(), QStringLiteral("in 46 days"));
    }
    void everythingLeadsSomewhere()
    {
        test::PageWorld world;
        HomePage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        QList<Link> links;
        connect(&page, &Page::navigate, this, [&](const Link& link) { links << link; });
        const std::pair<const char*, const char*> cards[] = {
            {"Days", "calendar"}, {"Blockers", "readiness"}, {"Unexplained", "recon"}, {"Access", "access"}};
        for (const auto& [caption, target] : cards) {
            QTest::keyClick(cardOf(page, QLatin1String(caption)), Qt::Key_Return);
            QCOMPARE(links.last().page, QLatin1String(target));
        }
        PlainTable* due = tableOf(page, QStringLiteral("Due and late"));
        due->setCurrentIndex(due->rows().index(0, 0));
        QTest::keyClick(due, Qt::Key_Return);
        QCOMPARE(links.last().page, QStringLiteral("readiness"));
        PlainTable* changes = tableOf(page, QStringLiteral("Changed since the last certification"));
        QVERIFY(changes->rows().rowCount() > 0);
        changes->setCurrentIndex(changes->rows().index(0, 0));
        QTest::keyClick(changes, Qt::Key_Return);
        QCOMPARE(links.size(), 6);
        std::size_t primary = 0;
        for (const Command& command : page.commands())
            primary += command.primary ? 1 : 0;
        QCOMPARE(primary, std::size_t(1));
    }
    void withoutAQuarterItSaysWhatToDo()
    {
        test::PageWorld world(false);
        HomePage page(*world.session);
        page.reload();
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("empty"));
    }
    void entriesAreJoinedByPart()
    {
        const auto areas = changedAreas({{"review.decide", 3}, {"person.invite", 5}, {"review.open", 4}, {"office.hold", 1}, {"new.verb", 2}});
        QCOMPARE(areas.size(), std::size_t(3));
        QCOMPARE(areas[0].words, QStringLiteral("Access reviews"));
        QCOMPARE(areas[0].count, std::int64_t(7));
        QCOMPARE(areas[1].page, QStringLiteral("people"));
        QCOMPARE(areas[1].count, std::int64_t(6));
        QCOMPARE(areas[2].words, QStringLiteral("new.verb"));
        QCOMPARE(areas[2].page, QStringLiteral("audit"));
    }
};

OXSEAL_TEST_CLASS(TestHomePage);
#include "tst_home_page.moc"
