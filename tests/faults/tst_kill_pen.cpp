// SPDX-License-Identifier: GPL-3.0-or-later
// Kills a holder at every fault point while it writes, gives up the pen, reads evidence without it and takes it up again. A
// second opener, who was there all the time, then takes the pen: nothing acknowledged is lost, the ledger verifies, no
// spooled read is lost or counted twice, and work goes on.
#include "storage/files/fault_point.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/workspace/pen_request.h"
#include "storage/workspace/workspace.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <set>

using namespace oxseal;

namespace {

int acknowledgements = -1;
int killPoint = 0;
int pointsPassed = 0;

void acknowledge(char what) { (void)!::write(acknowledgements, &what, 1); }

void killThere(const char*)
{
    if (++pointsPassed == killPoint)
        ::kill(::getpid(), SIGKILL);
}

Status note(Workspace& workspace, const std::string& name)
{
    return workspace.writeStatus(Permission::ManageCompany, "script", [&](UnitOfWork& unit) -> Status {
        unit.record({"test.note", name, "test", {}, {}, {}});
        return {};
    });
}

/// What the child does; every letter is something it was told is done.
Status holderScript(test::TempWorld& world, ObjectId evidence)
{
    OXSEAL_TRY(const auto workspace, world.open());
    OXSEAL_CHECK(note(*workspace, "1"));
    acknowledge('1');
    OXSEAL_CHECK(workspace->givePen());
    acknowledge('g');
    OXSEAL_TRY([[maybe_unused]] const std::string bytes, workspace->openEvidence(evidence, "to read"));
    acknowledge('r');
    OXSEAL_CHECK(workspace->takePen());
    acknowledge('t');
    OXSEAL_CHECK(note(*workspace, "2"));
    acknowledge('2');
    OXSEAL_CHECK(workspace->givePen());
    acknowledge('e');
    return {};
}

struct Outcome
{
    std::string acknowledged;
    int points = 0;
};

} // namespace

class TstKillPen : public QObject
{
    Q_OBJECT

    Outcome holdAndDie(int killAt)
    {
        test::TempWorld world;
        ObjectId evidence;
        {
            auto created = world.create();
            if (!created)
                qFatal("no workspace");
            const auto info = created->workspace->write(Permission::AttachEvidence, "r", [](UnitOfWork& unit) -> Result<ObjectInfo> {
                unit.record({"evidence.attach", "object:1", "test", {}, {}, {}});
                return unit.objects().put(asBytes("minutes"), "evidence");
            });
            evidence = info->id;
            (void)created->workspace->close();
        }
        std::array<int, 2> go{};
        std::array<int, 2> done{};
        if (::pipe(go.data()) != 0 || ::pipe(done.data()) != 0)
            qFatal("no pipe");
        const pid_t child = ::fork();
        if (child == 0) {
            char letter = 0;
            (void)!::read(go[0], &letter, 1);
            ::close(done[0]);
            acknowledgements = done[1];
            killPoint = killAt;
            faultHook = killThere;
            const bool whole = holderScript(world, evidence).has_value();
            acknowledge(whole ? '.' : '!');
            const auto points = static_cast<unsigned char>(pointsPassed);
            (void)!::write(done[1], &points, 1);
            ::_exit(0);
        }
        ::close(done[1]);
        Outcome outcome;
        world.random = test::SeededRandom(static_cast<std::uint64_t>(killAt) + 77);
        auto second = world.open(true);
        (void)!::write(go[1], "g", 1);
        for (char letter = 0; ::read(done[0], &letter, 1) == 1;) {
            outcome.acknowledged.push_back(letter);
            if (letter == '.') {
                unsigned char points = 0;
                (void)!::read(done[0], &points, 1);
                outcome.points = points;
            }
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        for (const int fd : {go[0], go[1], done[0]})
            ::close(fd);
        world.now.micros += 3'600'000'000; // behind everything the child has written
        inspect(world, second, outcome.acknowledged);
        return outcome;
    }

    void inspect(test::TempWorld& world, Result<std::unique_ptr<Workspace>>& second, const std::string& acknowledged)
    {
        VERIFY_OK(second);
        QVERIFY2(acknowledged.find('!') == std::string::npos, acknowledged.c_str());
        QVERIFY(!lookAtPen(world.path("acme.oxseal"))->holder.held);
        VERIFY_OK((*second)->takePen());
        QVERIFY((*second)->writable());
        COMPARE_STR(test::ledgerProblems(**second), "");
        const auto entries = listLedger((*second)->db(), {});
        VERIFY_OK(entries);
        std::multiset<std::string> notes;
        int reads = 0;
        for (const StoredEntry& entry : *entries) {
            if (entry.header.verb == "test.note")
                notes.insert(entry.header.object);
            if (entry.header.verb == "evidence.open")
                ++reads;
        }
        for (const char letter : {'1', '2'}) {
            const auto count = notes.count(std::string(1, letter));
            QVERIFY2(count <= 1 && (count == 1 || acknowledged.find(letter) == std::string::npos), acknowledged.c_str());
        }
        QVERIFY2(reads <= 1 && (reads == 1 || acknowledged.find('r') == std::string::npos), acknowledged.c_str());
        VERIFY_OK(note(**second, "after"));
        VERIFY_OK((*second)->close());
        const auto again = world.open();
        VERIFY_OK(again);
        QVERIFY((*again)->writable());
        COMPARE_STR(test::ledgerProblems(**again), "");
    }

private Q_SLOTS:
    void theSecondOpenerGoesOnAfterEveryKill()
    {
        const Outcome whole = holdAndDie(0);
        if (QTest::currentTestFailed())
            return;
        COMPARE_STR(whole.acknowledged, "1grt2e.");
        QVERIFY2(whole.points > 20, std::to_string(whole.points).c_str());
        std::set<std::string> seen;
        for (int point = 1; point <= whole.points; ++point) {
            const Outcome killed = holdAndDie(point);
            QVERIFY2(killed.acknowledged.find('.') == std::string::npos, ("point " + std::to_string(point) + " was never reached").c_str());
            seen.insert(killed.acknowledged);
            if (QTest::currentTestFailed()) {
                qWarning("killed at point %d, acknowledged: %s", point, killed.acknowledged.c_str());
                return;
            }
        }
        // Kills before the first note, between the notes and after the second have all happened.
        QVERIFY(seen.count("") == 1 && seen.count("1") == 1 && seen.count("1gr") == 1 && seen.count("1grt2") == 1);
        qInfo("%d kills", whole.points);
    }
};

OXSEAL_TEST_CLASS(TstKillPen);
#include "tst_kill_pen.moc"
