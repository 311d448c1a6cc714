// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette.h"

#include "tests/support/test_main.h"
#include "ui/shell/icons.h"
#include "ui/shell/page_list.h"

#include <QLineEdit>
#include <QListWidget>

#include <set>

using namespace oxseal::ui;

class TestPalette : public QObject
{
    Q_OBJECT

private:
    static PaletteItem item(const char* title, const char* words = "")
    {
        PaletteItem made;
        made.title = QString::fromUtf8(title);
        made.words = QString::fromUtf8(words);
        return made;
    }

private Q_SLOTS:
    void everyTypedWordMustBeFound()
    {
        QVERIFY(paletteScore(item("Conclude the review"), QStringLiteral("rev conc")) > 0);
        QCOMPARE(paletteScore(item("Conclude the review"), QStringLiteral("rev sign")), 0);
        QVERIFY(paletteScore(item("Anything"), QString()) > 0);
        QVERIFY(paletteScore(item("Audit trail", "ledger"), QStringLiteral("ledger")) > 0);
    }
    void beginningsCountMore()
    {
        const int begins = paletteScore(item("Review access"), QStringLiteral("review"));
        const int wordWithin = paletteScore(item("Access review"), QStringLiteral("review"));
        const int inside = paletteScore(item("Previewing"), QStringLiteral("review"));
        const int byWords = paletteScore(item("People", "review"), QStringLiteral("review"));
        QVERIFY(begins > wordWithin && wordWithin > inside && inside > byWords && byWords > 0);
    }
    void returnRunsTheFirstAndArrowsMove()
    {
        int ran = 0;
        std::vector<PaletteItem> items{item("Alpha"), item("Beta")};
        items[0].run = [&] { ran = 1; };
        items[1].run = [&] { ran = 2; };
        Palette palette(items, nullptr);
        palette.show();
        auto* edit = palette.findChild<QLineEdit*>();
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(ran, 2);
    }
    void whatCannotBeDoneSaysWhyAndStays()
    {
        int ran = 0;
        std::vector<PaletteItem> items{item("Sign")};
        items[0].whyNot = QStringLiteral("No report is bound.");
        items[0].run = [&] { ran = 1; };
        Palette palette(items, nullptr);
        palette.show();
        QVERIFY(palette.findChild<QListWidget*>()->item(0)->text().contains(QStringLiteral("No report is bound.")));
        QTest::keyClick(palette.findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(ran, 0);
        QVERIFY(palette.isVisible());
    }
    void pagesHaveKeysAndIconsOfTheFamily()
    {
        std::set<QString> keys;
        for (const PageEntry& entry : pageEntries()) {
            QVERIFY2(keys.insert(entry.key).second, qPrintable(entry.key));
            QVERIFY2(hasIcon(entry.icon), qPrintable(entry.icon));
            QVERIFY(!entry.title.isEmpty());
        }
        QVERIFY(!hasIcon(QStringLiteral("no such icon")));
    }
};

OXSEAL_TEST_CLASS(TestPalette);
#include "tst_palette.moc"
