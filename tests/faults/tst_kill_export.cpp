// SPDX-License-Identifier: GPL-3.0-or-later
// Kills an export at every step it takes: a packet that lies there under its name is always one that the ledger knows.
#include "storage/actions/packet_actions.h"
#include "storage/files/fault_point.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/packet/verify.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/actions/certify_world.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

using namespace oxseal;
namespace fs = std::filesystem;

namespace {

int killPoint = 0;
int pointsPassed = 0;

void atFaultPoint(const char*)
{
    if (++pointsPassed == killPoint)
        ::kill(::getpid(), SIGKILL);
}

} // namespace

class TstKillExport : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;

    Status exportTo(const fs::path& file)
    {
        OXSEAL_TRY(auto workspace, company_.as("con"));
        OXSEAL_TRY(const auto period, company_.quarter(*workspace));
        faultHook = atFaultPoint;
        const auto written = exportPacket(*workspace, period, 0, file, "Hand over");
        faultHook = nullptr;
        OXSEAL_CHECK(written);
        return workspace->close();
    }

    /// In a child process that ends itself at its fault point number `killAt` (0 = none). The fault points passed when it
    /// ended well, -1 when it was killed, -2 when it failed.
    int exportInChild(const fs::path& file, int killAt)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            killPoint = killAt;
            pointsPassed = 0;
            ::_exit(exportTo(file) ? pointsPassed : 255);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFSIGNALED(status))
            return WTERMSIG(status) == SIGKILL ? -1 : -2;
        return WEXITSTATUS(status) == 255 ? -2 : WEXITSTATUS(status);
    }

    /// Digests of the exports that the ledger knows, one for each; the ledger itself must verify.
    void exportsKnown(std::vector<std::string>& digests)
    {
        auto workspace = company_.as("con");
        VERIFY_OK(workspace);
        const auto ledger = verifyWorkspaceLedger(**workspace);
        VERIFY_OK(ledger);
        QVERIFY(ledger->problems.empty());
        const auto entries = listLedger((*workspace)->db(), {});
        VERIFY_OK(entries);
        for (const auto& entry : *entries) {
            if (entry.header.verb == "packet.export")
                digests.push_back(parseJson(entry.body.value_or("null")).value_or(Json())["after"]["sha256"].toString());
        }
        VERIFY_OK((*workspace)->close());
    }

    static std::string digestOf(const fs::path& file) { return sha256(test::readFile(file)).hex(); }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found());
        auto workspace = company_.as("con");
        VERIFY_OK(workspace);
        const auto period = company_.quarter(**workspace).value();
        VERIFY_OK(sealPacket(**workspace, period, {}, "Seal"));
        VERIFY_OK((*workspace)->close());
    }

    void aNamedPacketIsAKnownOne()
    {
        const int points = exportInChild(company_.world.path("whole.zip"), 0);
        QVERIFY2(points > 5, std::to_string(points).c_str());
        int namedLess = 0;
        for (int at = 1; at <= points; ++at) {
            const fs::path file = company_.world.path("killed-" + std::to_string(at) + ".zip");
            const fs::path unnamed = file.string() + ".unnamed";
            std::vector<std::string> before;
            exportsKnown(before);
            QCOMPARE(exportInChild(file, at), -1);
            std::vector<std::string> after;
            exportsKnown(after);
            if (fs::exists(file)) {
                QCOMPARE(after.size(), before.size() + 1);
                COMPARE_STR(after.back(), digestOf(file));
            } else if (after.size() > before.size()) {
                // Recorded, not yet named: what was recorded lies complete beside the name.
                QVERIFY(fs::exists(unnamed));
                COMPARE_STR(after.back(), digestOf(unnamed));
                ++namedLess;
            }
            // Work goes on: the same export again leaves one file, and the ledger knows it.
            QCOMPARE(exportInChild(file, 0), points);
            QVERIFY(fs::exists(file) && !fs::exists(unnamed));
        }
        QVERIFY(namedLess > 0); // the moment between commit and rename was among them
    }

    void whatCannotBeRecordedLeavesNoFile()
    {
        // Tina tests controls and may not export: refused before a byte is written.
        auto workspace = company_.as("tina");
        VERIFY_OK(workspace);
        const auto file = company_.world.path("refused.zip");
        const auto refused = exportPacket(**workspace, company_.quarter(**workspace).value(), 0, file, "Look");
        QVERIFY(!refused && refused.error().kind() == ErrorClass::Denied);
        QVERIFY(!fs::exists(file) && !fs::exists(file.string() + ".unnamed") && !fs::exists(file.string() + ".unnamed.part"));
        const auto folder = company_.world.path("folder.zip");
        fs::create_directory(folder);
        VERIFY_OK((*workspace)->close());
        auto con = company_.as("con");
        VERIFY_OK(con);
        const auto notThere = exportPacket(**con, company_.quarter(**con).value(), 0, folder, "Look");
        QVERIFY(!notThere);
        COMPARE_STR(notThere.error().id(), "packet.zip_write");
        VERIFY_OK((*con)->close());
    }
};

OXSEAL_TEST_CLASS(TstKillExport);
#include "tst_kill_export.moc"
