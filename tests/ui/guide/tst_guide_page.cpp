// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/guide_page.h"

#include "tests/support/gui_world.h"
#include "tests/support/temp_world.h"
#include "ui/guide/guide_pages.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTextBrowser>

using namespace oxseal;
using namespace oxseal::ui;

class TestGuidePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageOfTheWindowIsExplained()
    {
        QVERIFY(!guideEntries().empty());
        for (const char* page : {"home", "calendar", "import", "access", "sod", "recon", "controls", "evidence", "readiness", "certificates",
                 "packets", "audit", "models", "people", "settings"}) {
            const QString key = guideKeyFor(QLatin1String(page));
            QVERIFY2(!key.isEmpty(), page);
            QVERIFY2(key != QStringLiteral("index"), page);
        }
        for (const GuideEntry& entry : guideEntries()) {
            QVERIFY2(!guideText(entry).isEmpty(), qPrintable(entry.key));
            QVERIFY2(!entry.title.isEmpty(), qPrintable(entry.key));
        }
    }
    void aLinkStaysInsideTheGuide()
    {
        test::TempWorld world;
        auto created = world.create();
        VERIFY_OK(created);
        Session session{std::shared_ptr<Workspace>(std::move(created->workspace))};
        GuidePage page(session);
        page.open(QStringLiteral("certificates"));
        page.reload();
        QCOMPARE(page.stateName(), QStringLiteral("ready"));
        auto* text = page.findChild<QTextBrowser*>();
        QVERIFY(text->toPlainText().size() > 200);
        QVERIFY(!text->openExternalLinks() && !text->openLinks());
        QSignalSpy navigated(&page, &Page::navigate);
        QSignalSpy said(&page, &Page::said);
        Q_EMIT text->anchorClicked(QUrl(QStringLiteral("packets.md")));
        QCOMPARE(navigated.size(), 1);
        QCOMPARE(navigated.front().front().value<Link>(), (Link{QStringLiteral("guide"), QStringLiteral("packets")}));
        Q_EMIT text->anchorClicked(QUrl(QStringLiteral("https://www.example.org/packets.md")));
        QCOMPARE(navigated.size(), 1);
        QCOMPARE(said.size(), 1);
    }
};

OXSEAL_TEST_CLASS(TestGuidePage);
#include "tst_guide_page.moc"
