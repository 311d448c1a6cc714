// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/kill_script.h"

#include "models/core/text.h"
#include "storage/actions/people_actions.h"
#include "storage/files/fault_point.h"
#include "storage/workspace/backup.h"
#include "tests/support/temp_world.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace {

int reportPipe = -1;
int killPoint = 0;
std::atomic<int> pointsPassed = 0; // objects are sealed on two threads

void report(const std::string& line)
{
    const std::string text = line + "\n";
    (void)!::write(reportPipe, text.data(), text.size());
}

void atFaultPoint(const char* place)
{
    if (++pointsPassed == killPoint) {
        report(std::string("P ") + place);
        ::kill(::getpid(), SIGKILL);
    }
}

/// Notes what the program really made durable, whatever it believes; SQLite's own calls pass through as well.
void noteSync(int fd)
{
    if (reportPipe < 0)
        return;
    std::array<char, 4096> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    const ssize_t size = ::readlink(link.c_str(), path.data(), path.size() - 1);
    if (size > 0)
        report("S " + std::string(path.data(), static_cast<std::size_t>(size)));
}

} // namespace

// Stand in for the C library's functions in this program.
extern "C" int fsync(int fd)
{
    const int result = static_cast<int>(::syscall(SYS_fsync, fd));
    if (result == 0)
        noteSync(fd);
    return result;
}
extern "C" int fdatasync(int fd)
{
    const int result = static_cast<int>(::syscall(SYS_fdatasync, fd));
    if (result == 0)
        noteSync(fd);
    return result;
}

namespace oxseal::test {
namespace {

class Script
{
public:
    Script(std::filesystem::path folder, std::uint64_t seed) : folder_(std::move(folder)), random_(seed)
    {
        environment_.clock.now = [this] { return Instant{now_ += 1'000'000}; };
        environment_.clock.source = ClockSource::Test;
        environment_.random = &random_;
        environment_.host = "testhost";
        environment_.osUser = "tester";
        environment_.stateFolder = folder_ / "state";
        environment_.testKdf = true;
    }

    Status run()
    {
        const auto place = folder_ / "acme.oxseal";
        {
            OXSEAL_TRY(CreatedWorkspace created,
                createWorkspace({place, "Acme Corp", "ada", "Ada Admin", {}}, secret(kFirstPassphrase), environment_));
            report("created");
            Workspace& workspace = *created.workspace;
            OXSEAL_CHECK(note(workspace, "a:1"));
            OXSEAL_CHECK(note(workspace, "a:2"));
            OXSEAL_CHECK(object(workspace, 300000));
            OXSEAL_CHECK(object(workspace, 20));
            OXSEAL_CHECK(changePassphrase(workspace, secret(kFirstPassphrase), secret(kSecondPassphrase), "script"));
            report("passphrase");
            OXSEAL_TRY([[maybe_unused]] const Secret code,
                invitePerson(workspace, {"ben", "Ben Reader", "", {Role::Preparer}}, "script"));
            report("invited");
            OXSEAL_CHECK(note(workspace, "a:3"));
            OXSEAL_CHECK(removePerson(workspace, "ben", "script"));
            report("removed");
            OXSEAL_CHECK(note(workspace, "a:4"));
            OXSEAL_TRY([[maybe_unused]] const BackupSummary backup, makeBackup(workspace, folder_ / "backup", "script"));
            report("backup");
            OXSEAL_CHECK(workspace.close());
            report("closed");
        }
        OXSEAL_TRY(const auto workspace, openWorkspace({place, "ada"}, secret(kSecondPassphrase), environment_));
        OXSEAL_CHECK(object(*workspace, 1000));
        OXSEAL_CHECK(note(*workspace, "a:5"));
        return workspace->close();
    }

private:
    static Secret secret(std::string_view text) { return Secret::copyOf(asBytes(text)); }

    Status note(Workspace& workspace, const std::string& name)
    {
        OXSEAL_CHECK(workspace.writeStatus(Permission::ManageCompany, "script", [&](UnitOfWork& unit) -> Status {
            unit.record({"test.note", name, "test", {}, Json().set("note", name), {}});
            return {};
        }));
        report("note " + name);
        return {};
    }
    Status object(Workspace& workspace, std::size_t size)
    {
        std::string bytes(size, '\0');
        random_.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
        OXSEAL_TRY(const ObjectInfo info,
            workspace.write(Permission::AttachEvidence, "script", [&](UnitOfWork& unit) -> Result<ObjectInfo> {
                unit.record({"evidence.attach", "object", "test", {}, {}, {}});
                return unit.objects().put(asBytes(bytes), "evidence");
            }));
        report("object " + std::to_string(info.id.value) + " " + info.sha256.hex());
        return {};
    }

    std::filesystem::path folder_;
    SeededRandom random_;
    std::int64_t now_ = 1'790'000'000'000'000;
    Environment environment_;
};

std::string readAll(int fd)
{
    std::string all;
    std::array<char, 65536> block{};
    for (ssize_t count = 0; (count = ::read(fd, block.data(), block.size())) > 0;)
        all.append(block.data(), static_cast<std::size_t>(count));
    return all;
}

/// Forks, lets the child do `script` (which does not return), kills it after `afterMicros` and gives what it acknowledged.
template <class F>
Acknowledged inChild(F script, std::int64_t afterMicros)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        std::abort();
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        script(ends[1]);
        ::_exit(2);
    }
    ::close(ends[1]);
    std::thread killer;
    if (afterMicros > 0) {
        killer = std::thread([=] {
            std::this_thread::sleep_for(std::chrono::microseconds(afterMicros));
            ::kill(child, SIGKILL); // not reaped yet, so the id is still the child's
        });
    }
    const std::string text = readAll(ends[0]);
    ::close(ends[0]);
    if (killer.joinable())
        killer.join();
    int status = 0;
    ::waitpid(child, &status, 0);

    Acknowledged all;
    for (const std::string& line : split(text, '\n')) {
        if (line.rfind("S ", 0) == 0)
            all.synced.push_back(line.substr(2));
        else if (line.rfind("P ", 0) == 0)
            all.place = line.substr(2);
        else if (line.rfind("end ", 0) == 0)
            all.points = std::stoi(line.substr(4));
        else if (!line.empty())
            all.lines.push_back(line);
    }
    return all;
}

} // namespace

bool Acknowledged::has(const std::string& line) const
{
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

void runKillScript(const std::filesystem::path& folder, std::uint64_t seed, int killAt, int pipe)
{
    reportPipe = pipe;
    killPoint = killAt;
    faultHook = atFaultPoint;
    const Status done = Script(folder, seed).run();
    report(done ? "end " + std::to_string(pointsPassed) : "failed " + done.error().debugString());
    ::_exit(done ? 0 : 1);
}

Acknowledged runAndKill(const std::filesystem::path& folder, std::uint64_t seed, int killAt, std::int64_t afterMicros)
{
    return inChild([&](int pipe) { runKillScript(folder, seed, killAt, pipe); }, afterMicros);
}

Acknowledged runAndKillWork(
    const std::function<Status(const std::function<void(const std::string&)>&)>& work, int killAt)
{
    return inChild(
        [&](int pipe) {
            reportPipe = pipe;
            killPoint = killAt;
            faultHook = atFaultPoint;
            const Status done = work([](const std::string& line) { report(line); });
            report(done ? "end " + std::to_string(pointsPassed) : "failed " + done.error().debugString());
            ::_exit(done ? 0 : 1);
        },
        0);
}

} // namespace oxseal::test
