// SPDX-License-Identifier: GPL-3.0-or-later
// Kills the explanation of a difference line by line at every step: all lines are there with their entry in the ledger, or none.
#include "storage/actions/import_actions.h"
#include "storage/actions/ipe_lines.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/reads/import_reads.h"
#include "tests/faults/kill_script.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/ledger_problems.h"

#include <algorithm>
#include <fstream>

using namespace oxseal;

class TstKillIpe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLinesAreExplainedTogetherOrNotAtAll()
    {
        test::ReconWorld world;
        Instant clock = *Instant::fromIso("2026-10-01T09:00:00Z");
        const auto folder = std::filesystem::temp_directory_path() / ("oxseal-kill-ipe-" + std::to_string(QCoreApplication::applicationPid()));
        std::filesystem::create_directories(folder);
        const auto write = [&](const char* name, const char* text) {
            std::ofstream(folder / name, std::ios::binary) << text;
            return folder / name;
        };
        ImportRequest request;
        request.kind = ImportKind::Listing;
        request.file = write("users.csv", "User ID,Permission\nann,Pay bills\n");
        request.system = "ERP";
        request.ipe = IpeInput();
        request.ipe->card.sourceRows = 3;
        world.as("con");
        const SnapshotId id = importFile(world.now(), request, "Quarter-end").value().snapshot.id;
        const auto again = write("again.csv", "User ID,Permission\nann,Pay bills\nbo,View\ncy,Post\n");

        int points = 1;
        std::uint64_t seed = 9500;
        for (int at = 0; at <= points; ++at) {
            world.leave();
            world.reseed(++seed);
            const test::Acknowledged done = test::runAndKillWork(
                [&](const std::function<void(const std::string&)>& report) -> Status {
                    Workspace& workspace = world.enter("con");
                    OXSEAL_TRY(const SecondListing second, compareWithSecond(workspace, id, again));
                    std::vector<LineReason> lines;
                    for (const auto& line : second.difference.lines)
                        lines.push_back({line, "Created after the export"});
                    OXSEAL_CHECK(explainLines(workspace, id, second, lines, "Difference"));
                    report("done");
                    return {};
                },
                at);
            world.reseed(++seed);
            clock.micros += 3'600'000'000;
            world.goTo(clock.iso().c_str());
            world.enter("con");
            if (at == 0) {
                QVERIFY2(done.has("done"), done.lines.empty() ? "nothing" : done.lines.back().c_str());
                points = done.points;
                QVERIFY(points > 3);
            }
            COMPARE_STR(test::ledgerProblems(world.now()), "");
            const auto entries = listLedger(world.now().db(), {});
            const auto explained = std::count_if(entries->begin(), entries->end(), [](const auto& each) { return each.header.verb == "import.ipe_explain"; });
            QCOMPARE(static_cast<std::int64_t>(ipeFacts(world.now().db(), id)->explanations.size()), static_cast<std::int64_t>(2 * explained));
        }
        qInfo("%d kills", points);
        std::filesystem::remove_all(folder);
    }
};

OXSEAL_TEST_CLASS(TstKillIpe);
#include "tst_kill_ipe.moc"
