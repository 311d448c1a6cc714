// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/evidence.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::controls;

class TestEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data()
    {
        QTest::addColumn<QString>("effective");
        QTest::addColumn<QString>("received");
        QTest::addColumn<QString>("attested");
        QTest::addColumn<QString>("fit");
        const auto row = [](const char* title, const char* effective, const char* received, const char* attested,
                             const char* fit) {
            QTest::newRow(title) << QString::fromUtf8(effective) << QString::fromUtf8(received)
                                 << QString::fromUtf8(attested) << QString::fromUtf8(fit);
        };
        row("first day", "2026-07-01", "2026-07-01", "", "fits");
        row("last day, last moment", "2026-09-30", "2026-10-15", "2026-10-15", "fits");
        row("received one day late", "2026-09-30", "2026-10-16", "", "late");
        row("attested late", "2026-09-30", "2026-10-01", "2026-10-16", "late");
        row("quarter before", "2026-06-30", "2026-07-02", "", "before_period");
        row("quarter after", "2026-10-01", "2026-10-02", "", "after_period");
        row("outside beats late", "2026-06-30", "2026-12-01", "", "before_period");
    }
    void fits()
    {
        QFETCH(QString, effective);
        QFETCH(QString, received);
        QFETCH(QString, attested);
        QFETCH(QString, fit);
        const auto period = *quarterOf(*Day::fromYmd(2026, 12, 31), 3);
        EvidenceDates dates{*Day::fromIso(effective.toStdString()), *Day::fromIso(received.toStdString()),
            Day::fromIso(attested.toStdString())};
        COMPARE_STR(name(fitOf(dates, period, 15)), fit.toStdString());
    }
    void plausibility()
    {
        const auto day = [](unsigned d) { return *Day::fromYmd(2026, 9, d); };
        QVERIFY(plausible({day(1), day(1), day(1)}));
        QVERIFY(!plausible({day(2), day(1), {}}));
        QVERIFY(!plausible({day(1), day(3), day(2)}));
    }
};

OXSEAL_TEST_CLASS(TestEvidence);
#include "tst_evidence.moc"
