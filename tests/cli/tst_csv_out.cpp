// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/csv_out.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

using namespace oxseal;

namespace {

std::string contentOf(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

} // namespace

class TestCsvOut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsKeepTheirOrder()
    {
        QTemporaryDir dir;
        const std::string file = dir.filePath(QStringLiteral("out.csv")).toStdString();
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{4096}, std::size_t{20001}}) {
            std::string wanted = "row\n";
            for (std::size_t at = 0; at < count; ++at)
                wanted += std::to_string(at) + "\n";
            for (const unsigned threads : {1U, 2U, 5U}) {
                VERIFY_OK(cli::writeRows(file, "row\n", count, threads, [](std::string& text, std::size_t at) {
                    if (at % 4096 == 0 && at % 8192 == 0) // the first pieces take longer than those behind them
                        std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    text += std::to_string(at) + "\n";
                }));
                QVERIFY(contentOf(file) == wanted);
            }
        }
    }
    void aFormerResultGivesWay()
    {
        QTemporaryDir dir;
        const std::string file = dir.filePath(QStringLiteral("out.csv")).toStdString();
        std::ofstream(file, std::ios::binary) << "row\nsomething much longer than what comes\n";
        VERIFY_OK(cli::writeRows(file, "row\n", 1, 2, [](std::string& text, std::size_t) { text += "1\n"; }));
        QVERIFY(contentOf(file) == "row\n1\n");
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files), (QStringList{QStringLiteral("out.csv")})); // and leaves nothing behind
    }
    void rowsOfManyPartsAreTheSame()
    {
        QTemporaryDir dir;
        const std::string file = dir.filePath(QStringLiteral("out.csv")).toStdString();
        std::string wanted = "row\n";
        for (std::size_t at = 0; at < 10'000; ++at)
            wanted += std::to_string(at) + "," + std::to_string(at * at) + "\n";
        VERIFY_OK(cli::writeRows<TextBuffer>(file, "row\n", 10'000, 2, [](TextBuffer& text, std::size_t at) {
            text.add({std::to_string(at), ",", std::to_string(at * at), "\n"});
        }));
        QVERIFY(contentOf(file) == wanted);
    }
    void whatCannotBeWrittenIsSaid()
    {
        const auto status = cli::writeRows("/nonexistent-folder/out.csv", "row\n", 3, 2, [](std::string& text, std::size_t) { text += "1\n"; });
        QVERIFY(!status);
        QVERIFY(status.error().is(cli::kCannotWrite));
    }
};

OXSEAL_TEST_CLASS(TestCsvOut);
#include "tst_csv_out.moc"
