// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/readiness_page.h"

#include "tests/ui/certification/page_world.h"
#include "ui/common/table_panel.h"

#include <QApplication>
#include <QLabel>
#include <QTabBar>

using namespace oxseal;
using namespace oxseal::ui;

class TestReadinessPage : public QObject
{
    Q_OBJECT

    test::PageWorld world_;

    static QStringList shownLabels(const QWidget& page)
    {
        QStringList words;
        for (const auto* one : page.findChildren<QLabel*>()) {
            if (one->isVisible())
                words << one->text();
        }
        return words;
    }

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(world_.company.found()); }
    void cleanup() { world_.session.reset(); }

    void theRecordStandsInItsOrder()
    {
        VERIFY_OK(world_.enter("paula"));
        ReadinessPage page(*world_.session);
        page.resize(1000, 4000);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("ready"));
        const QStringList words = shownLabels(page);
        qsizetype last = -1;
        for (const char* title : {"1. What I sign", "2. Open matters", "3. Conclusions", "4. What changed", "5. Money", "6. Controls",
                 "7. Who stands behind it", "8. Signatures"}) {
            const qsizetype at = words.indexOf(QLatin1String(title));
            QVERIFY2(at > last, title);
            last = at;
        }
        // Nothing is bound and nothing concluded: both stop the signature, and the button says so.
        QVERIFY(words.contains(QStringLiteral("The final draft of the report is not bound.")));
        QVERIFY(words.contains(QStringLiteral("There is no conclusion on disclosure controls and procedures.")));
        const Command* sign = test::commandOf(page, "readiness.sign");
        QVERIFY(sign != nullptr);
        QVERIFY2(sign->whyNot.contains(QStringLiteral("not bound")), qPrintable(sign->whyNot));
        test::shoot(page, QStringLiteral("readiness"));
    }
    void theExecutiveSeesTheirParts()
    {
        VERIFY_OK(world_.enter("carl"));
        ReadinessPage page(*world_.session);
        page.resize(1000, 4000);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        const QStringList words = shownLabels(page);
        for (const char* title : {"1. What I sign", "2. Open matters", "3. Conclusions", "7. Who stands behind it"})
            QVERIFY2(words.contains(QLatin1String(title)), title);
        for (const char* title : {"4. What changed", "5. Money", "6. Controls", "8. Signatures"})
            QVERIFY2(!words.contains(QLatin1String(title)), title);
        QVERIFY(words.contains(QStringLiteral("The principal financial officer has not signed the record yet.")));
    }
    void whoHoldsNoOfficeCannotSign()
    {
        VERIFY_OK(world_.enter("con"));
        ReadinessPage page(*world_.session);
        page.reload();
        QVERIFY(test::settled(page));
        QVERIFY(!test::commandOf(page, "readiness.sign")->whyNot.isEmpty());
        QVERIFY(test::commandOf(page, "readiness.conclude")->whyNot.isEmpty() == world_.session->may(Permission::ConcludeDcp));
    }
    void aChangeIsRecordedFromThePage()
    {
        VERIFY_OK(world_.enter("con"));
        if (!world_.session->may(Permission::DisposeMatter))
            VERIFY_OK(world_.enter("paula"));
        ReadinessPage page(*world_.session);
        connect(world_.session.get(), &Session::changed, &page, &Page::reload);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        const Command* change = test::commandOf(page, "readiness.change");
        QVERIFY(change != nullptr);
        QVERIFY2(change->whyNot.isEmpty(), qPrintable(change->whyNot));
        test::answerDialog({{QStringLiteral("what"), QStringLiteral("A new ERP went live")}, {QStringLiteral("reason"), QStringLiteral("Noted")}});
        const auto run = change->run;
        run();
        auto* changes = test::tableOf(page, QStringLiteral("Changes in internal control"));
        QVERIFY(changes != nullptr);
        QTRY_COMPARE(changes->model().rowCount(), 1);
        QCOMPARE(changes->model().table()->text(0, 0), QStringLiteral("A new ERP went live"));
        QCOMPARE(changes->model().table()->text(0, 1), QStringLiteral("Not judged yet"));
    }
};

OXSEAL_TEST_CLASS(TestReadinessPage);
#include "tst_readiness_page.moc"
