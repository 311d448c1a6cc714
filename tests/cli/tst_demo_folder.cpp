// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo_folder.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>
#include <set>

using namespace oxseal;
namespace fs = std::filesystem;

namespace {

/// Bytes 0, 1, 2 …
struct Counting : Random
{
    std::uint8_t next = 0;
    void fill(std::span<std::uint8_t> out) override
    {
        for (auto& byte : out)
            byte = next++;
    }
};
/// Bytes 0 0, 0 0, 0 1, 0 1, 0 2 …
struct Stuttering : Random
{
    std::uint8_t draws = 0;
    void fill(std::span<std::uint8_t> out) override
    {
        std::fill(out.begin(), out.end(), std::uint8_t{0});
        out.back() = static_cast<std::uint8_t>(draws++ / 2);
    }
};

} // namespace

class TestDemoFolder : public QObject
{
    Q_OBJECT

    QTemporaryDir temporary_;
    fs::path root() const { return fs::path(temporary_.path().toStdString()); }

    static void put(const fs::path& path, const std::string& bytes)
    {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << bytes;
    }

private Q_SLOTS:
    void newAndEmptyFoldersAreTaken()
    {
        VERIFY_OK(demo::prepareFolder(root() / "new" / "deep"));
        fs::create_directories(root() / "empty");
        VERIFY_OK(demo::prepareFolder(root() / "empty"));
    }

    void aDemoIsReplaced()
    {
        const fs::path folder = root() / "again";
        VERIFY_OK(demo::prepareFolder(folder));
        put(folder / "inputs" / "old.csv", "old");
        VERIFY_OK(demo::prepareFolder(folder));
        QVERIFY(!fs::exists(folder / "inputs"));
    }

    void anyOtherFolderIsRefusedAndLeftAlone()
    {
        const fs::path folder = root() / "theirs";
        put(folder / "thesis.txt", "years of work");
        const auto refused = demo::prepareFolder(folder);
        QVERIFY(!refused);
        COMPARE_STR(refused.error().id(), "demo.folder_in_use");
        COMPARE_STR(test::readFile(folder / "thesis.txt"), "years of work");
        put(root() / "file", "x");
        QVERIFY(!demo::prepareFolder(root() / "file"));
    }

    void passphrasesAreSixDifferentWordsFromRandomness()
    {
        Counting counting;
        // By hand, 4-2-4-2-4 bits: 0x0001 babad (as in Wilkerson's 127.0.0.1 = lusab-babad), 0x0203 bamag, 0x0405 bibaj, …
        COMPARE_STR(demo::newPassphrase(counting), "babad bamag bibaj bimal boban bomar");
        Stuttering stuttering;
        COMPARE_STR(demo::newPassphrase(stuttering), "babab babad babaf babag babah babaj"); // every word is drawn twice
        const auto people = demo::players(systemRandom());
        std::set<std::string> passphrases, logins;
        for (const auto& person : people) {
            passphrases.insert(person.passphrase);
            logins.insert(person.login);
        }
        QCOMPARE(passphrases.size(), people.size());
        for (const char* login : {"admin", "admin2", "controller", "preparer", "reviewer", "ceo", "cfo", "counsel", "chair"})
            QVERIFY(logins.count(login) == 1);
    }

    void filesAreWritten()
    {
        const fs::path folder = root() / "made";
        VERIFY_OK(demo::prepareFolder(folder));
        const auto made = demo::generate(3);
        VERIFY_OK(made);
        const auto people = demo::players(systemRandom());
        VERIFY_OK(demo::writeFolder(folder, *made, people));
        for (const auto& [path, bytes] : made->files)
            COMPARE_STR(test::readFile(folder / path), bytes);
        const auto answers = parseJson(test::readFile(folder / "answers.json"));
        VERIFY_OK(answers);
        QVERIFY(*answers == made->answers);
        COMPARE_STR(test::readFile(folder / "passphrases" / "cfo.txt"), people.back().passphrase + "\n");
        const auto rights = fs::status(folder / "passphrases.txt").permissions();
        QVERIFY((rights & (fs::perms::group_read | fs::perms::others_read)) == fs::perms::none);
    }
};

OXSEAL_TEST_CLASS(TestDemoFolder);
#include "tst_demo_folder.moc"
