// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/render_client.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <fstream>

using namespace oxseal;

class TestRenderClient : public QObject
{
    Q_OBJECT

    static Document report(int rows)
    {
        Document document;
        document.title = "Access review";
        document.footer = "Acme Inc.";
        document.marks = {"DEMO"};
        document.created = *Instant::fromIso("2026-10-30T12:34:56Z");
        document.blocks.push_back(doc::Paragraph{"First certified sentence.", doc::Style::Body, 0});
        doc::Table table{{{"Account", doc::Align::Left, 2}, {"Amount", doc::Align::Right, 1}}, {}};
        for (int i = 1; i <= rows; ++i)
            table.rows.push_back({"row-" + std::to_string(i), std::to_string(i * 10) + ".00"});
        document.blocks.push_back(table);
        return document;
    }
    static QString textOf(const std::string& pdf)
    {
        QTemporaryDir folder;
        const auto file = folder.filePath(QStringLiteral("a.pdf")).toStdString();
        std::ofstream(file, std::ios::binary) << pdf;
        QProcess tool;
        tool.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), QString::fromStdString(file), QStringLiteral("-")});
        tool.waitForFinished();
        return QString::fromUtf8(tool.readAllStandardOutput());
    }

private Q_SLOTS:
    void sameDocumentSameBytes()
    {
        const auto one = renderPdf(report(5), OXSEAL_PROGRAM);
        VERIFY_OK(one);
        QThread::msleep(1100); // Qt writes the wall clock in seconds: it must not show
        const auto two = renderPdf(report(5), OXSEAL_PROGRAM);
        VERIFY_OK(two);
        QVERIFY(*one == *two);
        QVERIFY(one->find("/CreationDate (D:20261030123456") != std::string::npos);
        QVERIFY(one->find("2026-10-30T12:34:56") != std::string::npos);
        const auto other = renderPdf(report(6), OXSEAL_PROGRAM);
        VERIFY_OK(other);
        QVERIFY(*one != *other);
    }
    void everyRowIsOnSomePage()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed");
        const auto pdf = renderPdf(report(200), OXSEAL_PROGRAM);
        VERIFY_OK(pdf);
        const QString text = textOf(*pdf);
        QVERIFY(text.contains(QStringLiteral("First certified sentence.")));
        for (int i = 1; i <= 200; ++i)
            QVERIFY2(text.contains(QRegularExpression(QStringLiteral("row-%1\\s+%2\\.00").arg(i).arg(i * 10))),
                qPrintable(QString::number(i)));
        const auto pages = text.count(QLatin1Char('\f'));
        QVERIFY(pages > 2);
        QCOMPARE(text.count(QStringLiteral("Account")), pages);
        QCOMPARE(text.count(QStringLiteral("DEMO")), pages);
        QVERIFY(text.contains(QStringLiteral("Page 1 of %1").arg(pages)));
        QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(pages)));
    }
    void saysWhenTheProgramIsMissing()
    {
        const auto pdf = renderPdf(report(1), "/nonexistent/oxseal");
        QVERIFY(!pdf);
        QVERIFY(pdf.error().is(kRenderFailed));
    }
};

OXSEAL_TEST_CLASS(TestRenderClient);
#include "tst_render_client.moc"
