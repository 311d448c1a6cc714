// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/packets_page.h"

#include "storage/actions/packet_actions.h"
#include "tests/ui/certification/page_world.h"
#include "ui/certification/verify_panel.h"
#include "ui/common/table_panel.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>

using namespace oxseal;
using namespace oxseal::ui;

class TestPacketsPage : public QObject
{
    Q_OBJECT

    test::PageWorld world_;
    std::filesystem::path zip_;

    static bool shows(const QWidget& widget, const QString& words)
    {
        for (const auto* one : widget.findChildren<QLabel*>()) {
            if (one->text() == words)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(world_.company.found());
        VERIFY_OK(world_.bindAndConclude());
        zip_ = world_.company.world.path("packet.zip");
    }
    void cleanup() { world_.session.reset(); }

    void anEmptyPeriodSaysWhatToDo()
    {
        VERIFY_OK(world_.enter("con"));
        PacketsPage page(*world_.session);
        page.reload();
        QVERIFY(test::settled(page));
        const Command* seal = test::commandOf(page, "packet.seal");
        QVERIFY(seal != nullptr && seal->primary && seal->whyNot.isEmpty());
        QVERIFY(!test::commandOf(page, "packet.sign")->whyNot.isEmpty());
        QVERIFY(!test::commandOf(page, "packet.export")->whyNot.isEmpty());
    }
    void aSealedPacketWaitsForItsSigners()
    {
        {
            auto opened = world_.company.as("con");
            VERIFY_OK(opened);
            const auto period = world_.company.quarter(**opened).value();
            SealOptions options;
            options.knownGaps = {"No vendor register"};
            VERIFY_OK(sealPacket(**opened, period, options, "Seal"));
            VERIFY_OK(exportPacket(**opened, period, 0, zip_, "Look"));
            VERIFY_OK((*opened)->close());
        }
        VERIFY_OK(world_.enter("paula"));
        PacketsPage page(*world_.session);
        page.reload();
        QVERIFY(test::settled(page));
        auto* table = test::tableOf(page, QStringLiteral("Packets"));
        QVERIFY(table != nullptr);
        const TableData& packets = *table->model().table();
        QCOMPARE(packets.rows(), std::size_t(1));
        QCOMPARE(packets.text(0, 1), QStringLiteral("0 of 2 signed"));
        QCOMPARE(packets.text(0, 3), QStringLiteral("Connie Troll"));
        // An officer who is asked for signs next; the passphrase opens the key.
        const Command* sign = test::commandOf(page, "packet.sign");
        QVERIFY2(sign->primary && sign->whyNot.isEmpty(), qPrintable(sign->whyNot));
        connect(world_.session.get(), &Session::changed, &page, &Page::reload);
        page.show();
        test::answerDialog({{QStringLiteral("reason"), QStringLiteral("I sign")},
            {QStringLiteral("passphrase"), QString::fromStdString(world_.company.words.at("paula"))}});
        const auto run = sign->run;
        run();
        QTRY_COMPARE(table->model().table()->text(0, 1), QStringLiteral("1 of 2 signed"));
        QTRY_VERIFY(test::commandOf(page, "packet.sign")->whyNot.contains(QStringLiteral("already")));
    }
    void anyFileIsVerified()
    {
        VERIFY_OK(world_.enter("con"));
        VerifyPanel panel(*world_.session);
        QSignalSpy finished(&panel, &VerifyPanel::finished);
        panel.verify(QString::fromStdString(zip_.string()));
        QVERIFY(finished.wait(20000));
        QVERIFY(shows(panel, QStringLiteral("Cannot be judged"))); // it was exported before anybody had signed
        QVERIFY(shows(panel, QStringLiteral("The signature of Paula Fox is missing.")));

        // One byte changed in the middle: the verdict is invalid and a place is named.
        QFile packet(QString::fromStdString(zip_.string()));
        QVERIFY(packet.open(QIODevice::ReadWrite));
        QVERIFY(packet.seek(packet.size() / 2));
        char byte = 0;
        QVERIFY(packet.getChar(&byte));
        QVERIFY(packet.seek(packet.size() / 2) && packet.putChar(static_cast<char>(byte ^ 1)));
        packet.close();
        panel.verify(packet.fileName());
        QVERIFY(finished.wait(20000));
        QVERIFY(shows(panel, QStringLiteral("Invalid")));
        QVERIFY(shows(panel, QStringLiteral("Altered")));

        // Something else altogether is an answer too.
        QFile other(QString::fromStdString(world_.company.world.path("note.txt").string()));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("hello");
        other.close();
        panel.verify(other.fileName());
        QVERIFY(finished.wait(20000));
        QVERIFY(!shows(panel, QStringLiteral("Invalid")));
    }
};

OXSEAL_TEST_CLASS(TestPacketsPage);
#include "tst_packets_page.moc"
