// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

#include <QDateTime>
#include <QProcess>
#include <QTemporaryDir>

#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

/// The ten steps of README.md, run by a shell as they stand there, to the packet that verifies.
class TestReadme : public QObject
{
    Q_OBJECT

    QTemporaryDir temporary_;
    fs::path root_;
    std::string section_;

    struct Ran
    {
        int code = -1;
        std::string out;
        std::string err;
    };

    Ran run(const std::string& program, const std::vector<std::string>& words, int seconds) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const std::string programs = fs::path(OXSEAL_PROGRAM).parent_path().string();
        environment.insert(QStringLiteral("PATH"), QString::fromStdString(programs) + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
        environment.insert(QStringLiteral("XDG_STATE_HOME"), QString::fromStdString((root_ / "state").string()));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(QString::fromStdString(root_.string()));
        QStringList list;
        for (const auto& word : words)
            list << QString::fromStdString(word);
        process.start(QString::fromStdString(program), list);
        process.waitForFinished(seconds * 1000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
    }

private Q_SLOTS:
    void initTestCase()
    {
        root_ = temporary_.path().toStdString();
        const std::string readme = test::readFile(fs::path(OXSEAL_SOURCE_DIR) / "README.md");
        const std::string title = "## The quarter in ten steps\n";
        const auto begin = readme.find(title);
        QVERIFY(begin != std::string::npos);
        section_ = readme.substr(begin, readme.find("\n## ", begin + title.size()) - begin);
        for (int step = 1; step <= 10; ++step)
            QVERIFY2(section_.find("\n**" + std::to_string(step) + ". ") != std::string::npos, std::to_string(step).c_str());
    }

    void theTenStepsRunAsTheyStand()
    {
        // The example's quarter must be over, and its report day past, by this machine's clock.
        if (QDateTime::currentDateTimeUtc().date() < QDate(2026, 8, 14))
            QSKIP("the clock stands before the quarter of the example");
        std::string script = "set -euo pipefail\n";
        int blocks = 0;
        constexpr std::string_view open = "\n```sh\n";
        for (std::size_t at = section_.find(open); at != std::string::npos; at = section_.find(open, at), ++blocks) {
            const std::size_t begin = at + open.size();
            at = section_.find("\n```\n", begin);
            QVERIFY(at != std::string::npos);
            script += section_.substr(begin, at + 1 - begin);
        }
        QCOMPARE(blocks, 11); // the preparation and ten steps
        std::ofstream(root_ / "steps.sh", std::ios::binary) << script;
        const Ran ran = run("bash", {"steps.sh"}, 600);
        QVERIFY2(ran.code == 0, (ran.out + "\n" + ran.err).c_str());
        // What the text around the commands promises.
        QVERIFY(ran.out.find("1 not proven") != std::string::npos);
        QVERIFY(ran.out.find("exit 1: matters are open") != std::string::npos);
        QVERIFY(ran.out.find("Difference 0.00 GBP") != std::string::npos);
    }

    void thePacketIsWhatTheOfficersSigned()
    {
        if (!fs::exists(root_ / "packet.zip"))
            QSKIP("the steps were not run");
        const Ran ran = run(OXSEAL_PROGRAM, {"verify", "packet.zip", "--json"}, 60);
        QCOMPARE(ran.code, 0);
        const auto report = parseJson(ran.out);
        VERIFY_OK(report);
        COMPARE_STR((*report)["verdict"].toString(), "valid");
        // Manifest by both; readiness record by both; Exhibits 31 and 32 by each.
        QCOMPARE((*report)["signatures"].toArray().size(), std::size_t{8});
    }
};

OXSEAL_TEST_CLASS(TestReadme);
#include "tst_readme.moc"
