// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_row.h"

#include "tests/support/answer_dialog.h"
#include "tests/support/test_main.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"

#include <QScrollArea>
#include <QTest>

using namespace oxseal::ui;

class TestFieldRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void captionsNameTheFields()
    {
        auto* first = new QLineEdit;
        auto* second = new QLineEdit;
        const FieldRow row({{QStringLiteral("From"), first}, {QStringLiteral("To"), second}});
        QCOMPARE(first->accessibleName(), QStringLiteral("From"));
        QCOMPARE(second->accessibleName(), QStringLiteral("To"));
    }
    void aHighFormScrollsAndKeepsItsVerb()
    {
        for (const int fields : {3, 40}) {
            QWidget window;
            window.resize(1280, 800);
            FormDialog dialog(&window, QStringLiteral("Many"), QStringLiteral("Go"));
            for (int at = 0; at < fields; ++at)
                dialog.form().addField(QStringLiteral("Field %1").arg(at), new QLineEdit);
            int height = 0;
            bool verb = false;
            bool scrolls = false;
            bool last = false;
            oxseal::test::DialogAnswer answer([&](QDialog& shown) {
                QTest::qWait(50);
                height = shown.height();
                for (auto* button : shown.findChildren<QPushButton*>())
                    verb = verb || (button->isDefault() && shown.rect().contains(button->geometry()));
                auto* area = shown.findChild<QScrollArea*>();
                scrolls = area != nullptr;
                auto* edit = shown.findChildren<QLineEdit*>().last();
                edit->setFocus();
                QTest::qWait(50);
                const QRect place(edit->mapTo(&shown, QPoint(0, 0)), edit->size());
                last = area == nullptr || area->geometry().contains(place);
            });
            QVERIFY(dialog.ask());
            QVERIFY2(height <= 800, qPrintable(QString::number(height)));
            QVERIFY(verb);
            QCOMPARE(scrolls, fields == 40);
            QVERIFY(last); // the keyboard brings the last field into sight
        }
    }
};

OXSEAL_TEST_CLASS(TestFieldRow);
#include "tst_field_row.moc"
