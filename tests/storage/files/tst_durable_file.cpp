// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files/durable_file.h"

#include "tests/support/test_main.h"

#include <QTemporaryDir>

#include <map>

using namespace oxseal;

namespace {

constexpr ErrorCode kPowerCut{"test.power_cut", ErrorClass::Internal};

/// A disk as the worst file system may behave: without syncFile the bytes of a file may be missing, cut or garbage after
/// the power returns; without syncFolder a rename or a creation may or may not have happened.
class FlickeringDisk final : public FileLayer
{
public:
    int cutBefore = -1; ///< the power fails before this call

    void put(const std::string& name, const std::string& bytes)
    {
        live_[name] = durable_[name] = {bytes, true};
    }

    Status write(const std::filesystem::path& file, std::string_view bytes) override
    {
        OXSEAL_CHECK(step());
        live_[file.string()] = {std::string(bytes), false};
        return {};
    }
    Status syncFile(const std::filesystem::path& file) override
    {
        OXSEAL_CHECK(step());
        live_.at(file.string()).synced = true;
        return {};
    }
    Status rename(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        OXSEAL_CHECK(step());
        live_[to.string()] = live_.at(from.string());
        live_.erase(from.string());
        return {};
    }
    Status syncFolder(const std::filesystem::path&) override
    {
        OXSEAL_CHECK(step());
        durable_ = live_;
        return {};
    }
    Result<std::string> read(const std::filesystem::path& file, std::size_t) override
    {
        return live_.at(file.string()).bytes;
    }

    /// Every content the file may have after the power returns.
    std::vector<std::string> afterCut(const std::string& name) const
    {
        std::vector<std::string> all;
        for (const auto* state : {&durable_, &live_}) {
            const auto at = state->find(name);
            if (at == state->end()) {
                all.emplace_back("<absent>");
                continue;
            }
            all.push_back(at->second.bytes);
            if (!at->second.synced) {
                all.emplace_back();
                all.push_back(at->second.bytes.substr(0, at->second.bytes.size() / 2));
                all.push_back(std::string(at->second.bytes.size(), '\0'));
            }
        }
        return all;
    }

private:
    struct File
    {
        std::string bytes;
        bool synced = false;
    };
    Status step()
    {
        if (calls_++ == cutBefore)
            return fail(kPowerCut);
        return {};
    }
    std::map<std::string, File> live_;
    std::map<std::string, File> durable_;
    int calls_ = 0;
};

} // namespace

class TestDurableFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldOrNewAtEveryCut()
    {
        int cuts = 0;
        for (int cut = 0;; ++cut) {
            FlickeringDisk disk;
            disk.put("w/keyring.json", "old content");
            disk.cutBefore = cut;
            const auto written = writeDurably(disk, "w/keyring.json", "new content, longer");
            for (const auto& content : disk.afterCut("w/keyring.json")) {
                if (written)
                    COMPARE_STR(content, "new content, longer");
                else
                    QVERIFY2(content == "old content" || content == "new content, longer", content.c_str());
            }
            if (written)
                break;
            ++cuts;
        }
        QCOMPARE(cuts, 4); // write, fsync, rename, fsync of the folder
    }

    /// The simulation itself must be able to fail: without the first fsync a torn file shows.
    void simulationFindsAMissingSync()
    {
        FlickeringDisk disk;
        disk.put("k", "old");
        QVERIFY(disk.write("k.new", "new").has_value());
        QVERIFY(disk.rename("k.new", "k").has_value());
        QVERIFY(disk.syncFolder(".").has_value());
        const auto all = disk.afterCut("k");
        QVERIFY(std::find(all.begin(), all.end(), std::string("n")) != all.end());
    }

    void onTheRealDisk()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "keyring.json";
        VERIFY_OK(writeDurably(systemFiles(), file, "one"));
        VERIFY_OK(writeDurably(systemFiles(), file, std::string(200000, 'x')));
        COMPARE_STR(test::readFile(file), std::string(200000, 'x'));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), std::ptrdiff_t{1});
        using std::filesystem::perms;
        QVERIFY((std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all)) == perms::none);
        const auto limited = systemFiles().read(file, 1000);
        QVERIFY(!limited && limited.error().is(kFileTooLarge));
        const auto absent = writeDurably(systemFiles(), file / "below", "x");
        QVERIFY(!absent && absent.error().is(kFileNotWritten));
    }
};

OXSEAL_TEST_CLASS(TestDurableFile);
#include "tst_durable_file.moc"
