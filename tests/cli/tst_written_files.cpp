// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace oxseal;

/// What a call may write over: its own results again and again, with --force another's, and never a file that it names for something else.
class TestWrittenFiles : public QObject
{
    Q_OBJECT

    static constexpr const char* kBank = "id,date,amount,ref\nb1,2026-09-10,100.00,INV-7\nb2,2026-09-18,-5.00,\n";
    static constexpr const char* kBooks = "id,date,amount,ref\nj1,2026-09-09,100.00,INV-7\n";

    QTemporaryDir dir_;
    std::string path(const std::string& file) const { return dir_.path().toStdString() + "/" + file; }
    std::string write(const std::string& file, const std::string& bytes) const
    {
        std::ofstream(path(file), std::ios::binary | std::ios::trunc) << bytes;
        return path(file);
    }
    /// "" when the call succeeds, else the error's code.
    static std::string refused(std::vector<std::string> words)
    {
        words.emplace_back("--json");
        std::ostringstream out, err;
        if (cli::run(words, out, err, Environment::system()) == cli::kDone)
            return {};
        return (*parseJson(out.str()))["error"]["code"].toString();
    }
    std::string matched(const std::string& out, std::vector<std::string> more = {})
    {
        std::vector<std::string> words{"match", path("bank.csv"), path("books.csv"), "--out", out};
        words.insert(words.end(), more.begin(), more.end());
        return refused(words);
    }

private Q_SLOTS:
    void init()
    {
        write("bank.csv", kBank);
        write("books.csv", kBooks);
    }
    void itsOwnResultIsWrittenAgain()
    {
        COMPARE_STR(matched(path("links.csv"), {"--evidence", path("why.csv")}), "");
        const std::string first = test::readFile(path("links.csv"));
        QVERIFY(first.size() > 60);
        write("books.csv", "id,date,amount,ref\nj1,2026-09-09,100.00,INV-7\nj2,2026-09-18,-5.00,\n");
        COMPARE_STR(matched(path("links.csv"), {"--evidence", path("why.csv")}), "");
        QVERIFY(test::readFile(path("links.csv")) != first);
    }
    void anotherFileNeedsForce()
    {
        const std::string notes = write("notes.csv", "group,type,left_ids,right_ids,state,confidence,rule,explanation,my notes\r\n1,x\r\n");
        COMPARE_STR(matched(notes), "cli.file_exists");
        COMPARE_STR(matched(path("fresh.csv"), {"--evidence", notes}), "cli.file_exists");
        QVERIFY(!std::filesystem::exists(path("fresh.csv")));
        QVERIFY(test::readFile(notes).find("my notes") != std::string::npos);
        COMPARE_STR(matched(notes, {"--force"}), "");
        QVERIFY(test::readFile(notes).find("my notes") == std::string::npos);
    }
    void aNamedFileIsNeverWrittenOver_data()
    {
        QTest::addColumn<QString>("out");
        QTest::newRow("the file itself") << "bank.csv";
        QTest::newRow("the other side") << "books.csv";
        QTest::newRow("by another path") << QString::fromStdString("./../" + std::filesystem::path(dir_.path().toStdString()).filename().string() + "/bank.csv");
        QTest::newRow("by a hard link") << "hard.csv";
        QTest::newRow("by a symbolic link") << "soft.csv";
    }
    void aNamedFileIsNeverWrittenOver()
    {
        QFETCH(QString, out);
        std::filesystem::remove(path("hard.csv"));
        std::filesystem::remove(path("soft.csv"));
        std::filesystem::create_hard_link(path("bank.csv"), path("hard.csv"));
        std::filesystem::create_symlink(path("books.csv"), path("soft.csv"));
        COMPARE_STR(matched(path(out.toStdString()), {"--force"}), "cli.output_is_named");
        COMPARE_STR(test::readFile(path("bank.csv")), kBank);
        COMPARE_STR(test::readFile(path("books.csv")), kBooks);
    }
    void theNameBesideIsNoOtherFileEither()
    {
        const std::string side = write("next.csv.part", kBooks);
        COMPARE_STR(refused({"match", path("bank.csv"), side, "--out", path("next.csv")}), "cli.output_is_named");
        COMPARE_STR(test::readFile(side), kBooks);
    }
    void twoResultsAreTwoFiles()
    {
        COMPARE_STR(matched(path("both.csv"), {"--evidence", path("./both.csv")}), "cli.output_is_named");
        QVERIFY(!std::filesystem::exists(path("both.csv")));
    }
    void aFailedCallLeavesTheOldFile()
    {
        COMPARE_STR(matched(path("kept.csv")), "");
        const std::string kept = test::readFile(path("kept.csv"));
        write("books.csv", "nothing,to,see\n1,2,3\n");
        QVERIFY(!matched(path("kept.csv")).empty());
        COMPARE_STR(test::readFile(path("kept.csv")), kept);
        QVERIFY(!std::filesystem::exists(path("kept.csv.part")));
    }
    void foldersAndMissingFolders()
    {
        COMPARE_STR(matched(dir_.path().toStdString()), "cli.not_a_file");
        COMPARE_STR(matched(path("none/links.csv")), "cli.no_folder");
    }
    void everyEngineAndTheCalendar()
    {
        const std::string paper = write("paper", "somebody's\n");
        const std::string data = test::dataFile("access/listing.csv").string();
        const std::vector<std::string> compare{"access", "compare", "--listing", data, "--roster", test::dataFile("access/roster.csv").string(),
            "--as-of", "2026-09-30", "--out"};
        const std::vector<std::string> check{"sod", "check", "--grants", data, "--rules", test::dataFile("access/rules.csv").string(),
            "--functions", test::dataFile("access/functions.csv").string(), "--people", test::dataFile("access/roster.csv").string(), "--out"};
        for (const auto& engine : {compare, check}) {
            const auto to = [&](const std::string& out) {
                std::vector<std::string> words = engine;
                words.push_back(out);
                return refused(words);
            };
            COMPARE_STR(to(paper), "cli.file_exists");
            COMPARE_STR(to(data), "cli.output_is_named");
            const std::string own = path(engine[0] + ".csv");
            COMPARE_STR(to(own), "");
            COMPARE_STR(to(own), "");
        }
        COMPARE_STR(refused({"calendar", "ics", path("none.oxseal"), "--user", "ada", "--out", paper}), "cli.file_exists");
        COMPARE_STR(refused({"review", "agenda", path("none.oxseal"), "--user", "ada", "--ics", paper}), "cli.file_exists");
        COMPARE_STR(refused({"inspect", data, "--dump", data, "--force"}), "cli.output_is_named");
        COMPARE_STR(test::readFile(paper), "somebody's\n");
    }
};

OXSEAL_TEST_CLASS(TestWrittenFiles);
#include "tst_written_files.moc"
