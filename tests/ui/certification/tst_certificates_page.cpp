// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/certificates_page.h"

#include "tests/ui/certification/page_world.h"
#include "ui/common/table_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>

using namespace oxseal;
using namespace oxseal::ui;

class TestCertificatesPage : public QObject
{
    Q_OBJECT

    test::PageWorld world_;

    static bool shows(const QWidget& page, const QString& beginning)
    {
        for (const auto* one : page.findChildren<QLabel*>()) {
            if (one->text().startsWith(beginning))
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(world_.company.found());
        VERIFY_OK(world_.bindAndConclude());
    }
    void cleanup() { world_.session.reset(); }

    void theTextIsThatOfTheSigner()
    {
        VERIFY_OK(world_.enter("paula"));
        CertificatesPage page(*world_.session);
        page.resize(1000, 900);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        // Item 601(b)(31)(i) of Regulation S-K begins so, with the name and no title.
        QTRY_VERIFY(shows(page, QStringLiteral("I, Paula Fox, certify that:")));
        QVERIFY(shows(page, QStringLiteral("CERTIFICATIONS")));
        const Command* sign = test::commandOf(page, "certificates.sign");
        QVERIFY(sign != nullptr && sign->primary);
        QVERIFY2(sign->whyNot.contains(QStringLiteral("disclosure controls")), qPrintable(sign->whyNot));
        QVERIFY(!test::commandOf(page, "certificates.filed")->whyNot.isEmpty());
        test::shoot(page, QStringLiteral("certificates"));
    }
    void nobodySignsForAnother()
    {
        VERIFY_OK(world_.enter("con"));
        CertificatesPage page(*world_.session);
        page.reload();
        QVERIFY(test::settled(page));
        const Command* sign = test::commandOf(page, "certificates.sign");
        QVERIFY(sign != nullptr && !sign->whyNot.isEmpty());
        QVERIFY(test::commandOf(page, "certificates.bind")->whyNot.isEmpty());
    }
    void versionsAreListed()
    {
        VERIFY_OK(world_.enter("con"));
        CertificatesPage page(*world_.session);
        page.reload();
        QVERIFY(test::settled(page));
        const TableData& versions = *test::tableOf(page, QStringLiteral("Report versions"))->model().table();
        QCOMPARE(versions.rows(), std::size_t(1));
        QCOMPARE(versions.text(0, 1), QStringLiteral("Final draft"));
        QCOMPARE(versions.text(0, 2), QStringLiteral("form10-q.html"));
        QCOMPARE(versions.text(0, 3), QStringLiteral("2026-11-12"));
        QCOMPARE(versions.text(0, 5), QStringLiteral("Connie Troll"));
        QCOMPARE(test::tableOf(page, QStringLiteral("Signed documents"))->model().table()->rows(), std::size_t(0));
    }
};

OXSEAL_TEST_CLASS(TestCertificatesPage);
#include "tst_certificates_page.moc"
