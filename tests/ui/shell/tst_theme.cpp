// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "tests/support/test_main.h"

using namespace oxseal::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratioOfBlackAndWhite()
    {
        // WCAG 2: black on white is 21:1, #767676 on white is the known 4.54:1.
        QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 1e-9);
        QVERIFY(qAbs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
    }
    void textIsReadable_data()
    {
        QTest::addColumn<int>("appearance");
        QTest::newRow("light") << int(Appearance::Light);
        QTest::newRow("dark") << int(Appearance::Dark);
    }
    void textIsReadable()
    {
        QFETCH(int, appearance);
        const Tokens& t = tokens(static_cast<Appearance>(appearance));
        for (const QColor& background : {t.window, t.surface, t.raised}) {
            for (const QColor& foreground : {t.text, t.secondary, t.accent, t.critical, t.high, t.medium, t.low, t.good})
                QVERIFY2(contrast(foreground, background) >= 4.5,
                    qPrintable(foreground.name() + QStringLiteral(" on ") + background.name()));
            QVERIFY2(contrast(t.disabled, background) >= 3.0, qPrintable(t.disabled.name() + QStringLiteral(" on ") + background.name()));
        }
        QVERIFY(contrast(t.text, t.accentTint) >= 4.5 && contrast(t.critical, t.accentTint) >= 4.5 && contrast(t.secondary, t.accentTint) >= 4.5);
        QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
    }
};

OXSEAL_TEST_CLASS(TestTheme);
#include "tst_theme.moc"
