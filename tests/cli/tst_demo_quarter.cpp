// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

// The whole quarter with the real program: real keys, real key derivation, real files.
class TestDemoQuarter : public QObject
{
    Q_OBJECT

    QTemporaryDir temporary_;

    struct Ran
    {
        int code = -1;
        std::string out;
        std::string err;
    };

    Ran oxseal(const QStringList& words) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), temporary_.filePath(QStringLiteral("state")));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(OXSEAL_PROGRAM), words);
        process.waitForFinished(280'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
    }

    QString folder(const char* name) const { return temporary_.filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
    void wholeQuarterEndsInAVerifiedPacket()
    {
        const QString demo = folder("norwold");
        const Ran made = oxseal({QStringLiteral("demo"), demo, QStringLiteral("--run-quarter"), QStringLiteral("--seed"), QStringLiteral("11")});
        QVERIFY2(made.code == 0, made.err.c_str());
        const QString packet = demo + QStringLiteral("/packet.zip");
        const Ran verified = oxseal({QStringLiteral("verify"), packet, QStringLiteral("--json")});
        QVERIFY2(verified.code == 0, verified.out.c_str());
        const auto report = parseJson(verified.out);
        VERIFY_OK(report);
        COMPARE_STR((*report)["verdict"].toString(), "valid");
        COMPARE_STR((*report)["axes"]["trust"].toString(), "self_asserted");
        QVERIFY((*report)["signatures"].toArray().size() >= 2);
        QVERIFY((*report)["problems"].toArray().empty());

        // One bit in the middle of the packet.
        std::string bytes = test::readFile(packet.toStdString());
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
        const QString broken = folder("broken.zip");
        std::ofstream(broken.toStdString(), std::ios::binary) << bytes;
        const Ran refused = oxseal({QStringLiteral("verify"), broken, QStringLiteral("--json")});
        QVERIFY2(refused.code == 1 || refused.code == 4, refused.out.c_str());

        // The ledger behind it holds together, and so does the workspace for its people.
        const QString workspace = demo + QStringLiteral("/Demo.oxseal");
        const Ran ledger = oxseal({QStringLiteral("ledger"), QStringLiteral("verify"), workspace, QStringLiteral("--user"),
            QStringLiteral("controller"), QStringLiteral("--passphrase-file"), demo + QStringLiteral("/passphrases/controller.txt")});
        QVERIFY2(ledger.code == 0, (ledger.out + ledger.err).c_str());
        const Ran ready = oxseal({QStringLiteral("readiness"), QStringLiteral("show"), workspace, QStringLiteral("--period"),
            QStringLiteral("2026-Q3"), QStringLiteral("--user"), QStringLiteral("cfo"), QStringLiteral("--passphrase-file"),
            demo + QStringLiteral("/passphrases/cfo.txt")});
        QVERIFY2(ready.code == 0, (ready.out + ready.err).c_str());

        // A demo may be replaced, anything else may not.
        const QString other = folder("theirs");
        QDir().mkpath(other);
        std::ofstream((other + QStringLiteral("/thesis.txt")).toStdString()) << "work";
        QCOMPARE(oxseal({QStringLiteral("demo"), other}).code, 2);
    }
};

OXSEAL_TEST_CLASS(TestDemoQuarter);
#include "tst_demo_quarter.moc"
