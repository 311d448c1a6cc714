// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for, giving up and taking up the pen, by two openings in one process and by two processes.
#include "storage/workspace/pen_request.h"

#include "storage/actions/people_actions.h"
#include "storage/crypto/keyring.h"
#include "storage/workspace/workspace.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <span>

using namespace oxseal;
namespace fs = std::filesystem;

namespace {

constexpr const char* kBenPassphrase = "seven quiet herons wade beyond marble";

Status note(Workspace& workspace, const std::string& object, Permission permission = Permission::ReadWorkspace)
{
    return workspace.writeStatus(permission, "because", [&](UnitOfWork& unit) -> Status {
        unit.record({"test.note", object, "test", {}, Json().set("object", object), {}});
        return {};
    });
}

/// Ada and ben, each with own keys; nobody has it open.
void found(test::TempWorld& world)
{
    auto created = world.create();
    VERIFY_OK(created);
    const auto code = invitePerson(*created->workspace, {"ben", "Ben Reader", "", {Role::Reviewer}}, "test");
    VERIFY_OK(code);
    VERIFY_OK(created->workspace->close());
    const auto first = openWorkspace({world.path("acme.oxseal"), "ben"}, *code, world.environment());
    VERIFY_OK(first);
    VERIFY_OK(firstLogin(**first, test::TempWorld::secret(kBenPassphrase), "test"));
    VERIFY_OK((*first)->close());
}

std::unique_ptr<Workspace> openAs(test::TempWorld& world, const std::string& login)
{
    auto opened = openWorkspace({world.path("acme.oxseal"), login},
        test::TempWorld::secret(login == "ada" ? test::TempWorld::kPassphrase : kBenPassphrase), world.environment());
    return opened ? std::move(*opened) : nullptr;
}

std::vector<PenRequest> requests(const test::TempWorld& world)
{
    const auto view = lookAtPen(world.path("acme.oxseal"));
    return view ? view->requests : std::vector<PenRequest>();
}

std::vector<fs::path> requestFiles(const test::TempWorld& world)
{
    std::vector<fs::path> files;
    std::error_code status;
    for (const auto& entry : fs::directory_iterator(world.path("acme.oxseal/pen"), status))
        files.push_back(entry.path());
    return files;
}

void overwrite(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes; }

/// Another process, told what to do by single letters and answering with single letters.
class Other
{
public:
    template <class Act>
    explicit Other(Act act)
    {
        if (::pipe(orders_.data()) != 0 || ::pipe(answers_.data()) != 0)
            std::abort();
        child_ = ::fork();
        if (child_ == 0) {
            for (char order = 0; ::read(orders_[0], &order, 1) == 1;) {
                const char answer = act(order) ? 'y' : 'n';
                (void)!::write(answers_[1], &answer, 1);
            }
            ::_exit(0);
        }
    }
    ~Other()
    {
        kill();
        for (const int fd : {orders_[0], orders_[1], answers_[0], answers_[1]})
            ::close(fd);
    }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;
    bool tell(char order)
    {
        char answer = 'n';
        return ::write(orders_[1], &order, 1) == 1 && ::read(answers_[0], &answer, 1) == 1 && answer == 'y';
    }
    void kill()
    {
        if (child_ <= 0)
            return;
        ::kill(child_, SIGKILL);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = 0;
    }

private:
    std::array<int, 2> orders_{};
    std::array<int, 2> answers_{};
    pid_t child_ = 0;
};

} // namespace

class TstPen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// FORMATS.md §2; the signature was made by another program.
    void theFormatIsTheDocumentedOne()
    {
        struct Fixed final : Random
        {
            void fill(std::span<std::uint8_t> out) override
            {
                for (std::size_t i = 0; i < out.size(); ++i)
                    out[i] = static_cast<std::uint8_t>(0xF0 + i);
            }
        } random;
        const auto seed = fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        const auto key = SessionKey::fromSeed(Secret::copyOf(asBytes(*seed)));
        VERIFY_OK(key);
        QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        auto ticket = PenTicket::write(folder, "000102030405060708090a0b0c0d0e0f",
            {PersonId(2), "ben", *Instant::fromIso("2026-10-01T09:12:00Z"), ClockSource::System, "desk-7", "ben",
                "ada on desk-4 since 2026-10-01T08:00:01.000000Z", {}},
            asBytes(key->publicKey()), [&](ByteView text) { return key->sign(text); }, random);
        VERIFY_OK(ticket);
        COMPARE_STR(test::readFile(folder / "pen/f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff.json"),
            R"({"request":{"clock":"system","holding":"ada on desk-4 since 2026-10-01T08:00:01.000000Z","host":"desk-7",)"
            R"("nonce":"f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff","os_user":"ben","person":2,"time":"2026-10-01T09:12:00.000000Z","v":1},)"
            R"("session_key":"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",)"
            R"("signature":"RZmcCfsEdGskLn7gJf0e+R+O7Ryqr9y2wFs5Q3AZFtfXVoulX7NAcInJb6XvCuO/OrEOb+sFic9boxVPKCc8Bg=="})");
        ticket->withdraw();
        QVERIFY(fs::is_empty(folder / "pen"));
    }

    void itPassesFromOneToTheOther()
    {
        test::TempWorld world;
        found(world);
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        QVERIFY(ada->writable() && !ben->writable());
        auto view = lookAtPen(world.path("acme.oxseal"));
        VERIFY_OK(view);
        QVERIFY(view->holder.held && view->requests.empty());
        COMPARE_STR(view->holder.login, "ada");
        COMPARE_STR(view->holder.host, "testhost");

        QVERIFY(ben->takePen().error().is(kWorkspaceBusy));
        VERIFY_OK(ben->askForPen());
        QVERIFY(ben->penRequest() != nullptr);
        const auto asked = requests(world);
        QCOMPARE(asked.size(), std::size_t{1});
        COMPARE_STR(asked[0].login, "ben");
        COMPARE_STR(asked[0].host, "testhost");
        QVERIFY(!ben->writable() && ada->writable()); // asking moves nothing
        VERIFY_OK(note(*ada, "a:1"));
        const auto seen = ada->ledgerHead()->size;

        VERIFY_OK(ada->givePen());
        QVERIFY(!ada->writable() && ada->hindrance()->is(kWorkspacePenGiven));
        QVERIFY(note(*ada, "a:2").error().is(kWorkspacePenGiven));
        QCOMPARE(ada->ledgerHead()->size, seen); // it goes on reading
        QVERIFY(!lookAtPen(world.path("acme.oxseal"))->holder.held);
        VERIFY_OK(ada->givePen()); // twice is once

        VERIFY_OK(ben->takePen());
        QVERIFY(ben->writable());
        QVERIFY(ben->penRequest() == nullptr);
        QVERIFY(requestFiles(world).empty());
        VERIFY_OK(note(*ben, "b:1"));
        QCOMPARE(ada->ledgerHead()->size, seen + 1);
        COMPARE_STR(lookAtPen(world.path("acme.oxseal"))->holder.login, "ben");
        VERIFY_OK(ben->takePen()); // twice is once
        VERIFY_OK(ben->givePen());
        VERIFY_OK(ada->takePen());
        VERIFY_OK(note(*ada, "a:3"));
        COMPARE_STR(test::ledgerProblems(*ada), "");
        VERIFY_OK(ada->close());
        VERIFY_OK(ben->close());
    }

    void aHolderInTheMiddleOfAWriteKeepsIt()
    {
        test::TempWorld world;
        found(world);
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        Status given;
        Status taken;
        VERIFY_OK(ada->writeStatus(Permission::ReadWorkspace, "r", [&](UnitOfWork& unit) -> Status {
            given = ada->givePen();
            taken = ben->takePen();
            unit.record({"test.note", "whole", "test", {}, {}, {}});
            return {};
        }));
        QVERIFY(!given && given.error().is(kWorkspaceNestedWrite));
        QVERIFY(!taken && taken.error().is(kWorkspaceBusy));
        QVERIFY(ada->writable());
        COMPARE_STR(test::ledgerProblems(*ada), "");
    }

    void spoolAndKeyringOfOthersAreTakenOver()
    {
        test::TempWorld world;
        found(world);
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        const auto info = ada->write(Permission::AttachEvidence, "r", [](UnitOfWork& unit) -> Result<ObjectInfo> {
            unit.record({"evidence.attach", "object:1", "test", {}, {}, {}});
            return unit.objects().put(asBytes("minutes"), "evidence");
        });
        VERIFY_OK(info);
        COMPARE_STR(ben->openEvidence(info->id, "to read").value_or("refused"), "minutes");
        // Ben's opening has read an older keyring than the one that lies there now.
        VERIFY_OK(invitePerson(*ada, {"cyd", "Cyd New", "", {Role::Preparer}}, "test"));
        QVERIFY(ada->keyring().digest() != ben->keyring().digest());
        const auto before = ada->ledgerHead()->size;
        VERIFY_OK(ada->givePen());
        VERIFY_OK(ben->takePen());
        QVERIFY(ada->keyring().digest() == ben->keyring().digest());
        QCOMPARE(ben->ledgerHead()->size, before + 1); // the spooled read
        QVERIFY(fs::is_empty(world.path("acme.oxseal/spool")));
        COMPARE_STR(ben->openEvidence(info->id, "again").value_or("refused"), "minutes");
        COMPARE_STR(test::ledgerProblems(*ben), "");
    }

    void aRotatedDataKeyIsKnownToItsMaker()
    {
        test::TempWorld world;
        found(world);
        const auto ada = openAs(world, "ada");
        VERIFY_OK(removePerson(*ada, "ben", "left"));
        VERIFY_OK(ada->givePen());
        QVERIFY(ada->ledgerHead().has_value());
        VERIFY_OK(ada->takePen());
        VERIFY_OK(note(*ada, "after"));
        COMPARE_STR(test::ledgerProblems(*ada), "");
    }

    /// The holder died between the ledger's commit and the renaming of the keyring, in the first step of a rotation.
    void aRotationLeftHalfWayIsFinished()
    {
        test::TempWorld world;
        found(world);
        auto holder = openAs(world, "ada");
        const auto again = openAs(world, "ada");
        {
            const auto rotation = holder->keyring().prepareRotation(holder->keys(), "ben", world.environment());
            VERIFY_OK(rotation);
            VERIFY_OK(holder->writeStatus(Permission::ManagePeople, "r", [&](UnitOfWork& unit) -> Status {
                OXSEAL_CHECK(unit.db().script("UPDATE person SET state = 'removed' WHERE login = 'ben'"));
                unit.record(keyringEvent(rotation->change));
                return {};
            }));
        }
        holder.reset();
        VERIFY_OK(again->takePen());
        QCOMPARE(again->keyring().logins(), (std::vector<std::string>{"ada"}));
        QVERIFY(!again->keyring().rotationPending());
        VERIFY_OK(note(*again, "after"));
        COMPARE_STR(test::ledgerProblems(*again), "");
        VERIFY_OK(again->givePen()); // its own connection opens with the new key
        QVERIFY(again->ledgerHead().has_value());
        VERIFY_OK(again->close());
        const auto anew = openAs(world, "ada");
        QVERIFY(anew != nullptr && anew->writable());
        QCOMPARE(anew->keys().dataKeys().size(), std::size_t{1});
    }

    void theRemovedDoNotGetIt()
    {
        test::TempWorld world;
        found(world);
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        // The rotation waits, because ben reads; his place in the keyring is gone at once.
        (void)removePerson(*ada, "ben", "left");
        VERIFY_OK(ben->askForPen());
        QVERIFY(requests(world).empty());
        VERIFY_OK(ada->givePen());
        const auto taken = ben->takePen();
        QVERIFY(!taken && taken.error().kind() == ErrorClass::Denied);
        QVERIFY(!ben->writable());
        QVERIFY(!lookAtPen(world.path("acme.oxseal"))->holder.held); // nobody is hindered by the attempt
        VERIFY_OK(ada->takePen());
        COMPARE_STR(test::ledgerProblems(*ada), "");
    }

    void aLedgerThatDoesNotContinueStaysClosed()
    {
        test::TempWorld world;
        found(world);
        const auto place = world.path("acme.oxseal");
        fs::copy(place / "workspace.db", world.path("old.db"));
        {
            const auto ada = openAs(world, "ada");
            VERIFY_OK(note(*ada, "a:1"));
            VERIFY_OK(ada->close());
        }
        const auto ben = openWorkspace({place, "ben", true}, test::TempWorld::secret(kBenPassphrase), world.environment());
        VERIFY_OK(ben);
        QVERIFY((*ben)->ledgerHead()->size > 0);
        // The state folder is wiped as well: what this opening has seen itself still counts.
        fs::remove_all(world.path("state"));
        fs::remove(place / "workspace.db-wal");
        fs::remove(place / "workspace.db-shm");
        fs::remove(place / "workspace.db");
        fs::copy(world.path("old.db"), place / "workspace.db");
        const auto taken = (*ben)->takePen();
        QVERIFY(!taken && taken.error().is(kWorkspaceRolledBack));
        QVERIFY(!(*ben)->writable() && (*ben)->hindrance()->is(kWorkspaceRolledBack));
        QVERIFY(!lookAtPen(place)->holder.held);
    }

    void aForeignKeyringStaysClosed()
    {
        test::TempWorld world;
        found(world);
        const auto place = world.path("acme.oxseal");
        const std::string old = test::readFile(place / "keyring.json");
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        for (const char* login : {"cyd", "dan"})
            VERIFY_OK(invitePerson(*ada, {login, "New Person", "", {Role::Preparer}}, "test"));
        VERIFY_OK(ada->givePen());
        const std::string good = test::readFile(place / "keyring.json");
        overwrite(place / "keyring.json", old);
        const auto taken = ben->takePen();
        QVERIFY(!taken && taken.error().is(kWorkspaceKeyring));
        QVERIFY(!ben->writable());
        overwrite(place / "keyring.json", good);
        VERIFY_OK(ben->takePen());
        COMPARE_STR(test::ledgerProblems(*ben), "");
    }

    void onlyTrueRequestsCount()
    {
        test::TempWorld world;
        found(world);
        const auto folder = world.path("acme.oxseal/pen");
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        VERIFY_OK(ben->askForPen());
        QCOMPARE(requestFiles(world).size(), std::size_t{1});
        const fs::path file = requestFiles(world)[0];
        const std::string good = test::readFile(file);
        QCOMPARE(requests(world).size(), std::size_t{1});
        // Whatever is changed in it, the signature tells; the lock on the file stays, so it is not the absence of life.
        for (const auto& [from, to] : {std::pair<std::string, std::string>{"testhost", "evilhost"}, {"\"person\":2", "\"person\":1"},
                 {"tester", "tutor"}, {"\"clock\":\"test\"", "\"clock\":\"demo\""}}) {
            std::string forged = good;
            const auto at = forged.find(from);
            QVERIFY2(at != std::string::npos, from.c_str());
            overwrite(file, forged.replace(at, from.size(), to));
            QVERIFY2(requests(world).empty(), from.c_str());
        }
        for (const std::string& junk : {std::string(), std::string("{}"), std::string("not json"), std::string(100000, '{')}) {
            overwrite(file, junk);
            QVERIFY(requests(world).empty());
        }
        overwrite(file, good);
        QCOMPARE(requests(world).size(), std::size_t{1});
        // Copies of it, links, pipes and folders laid beside are nothing.
        overwrite(folder / ("00" + file.filename().string().substr(2)), good);
        fs::create_symlink(file, folder / "link.json");
        QCOMPARE(::mkfifo((folder / "pipe.json").c_str(), 0600), 0);
        fs::create_directory(folder / "folder.json");
        QCOMPARE(requests(world).size(), std::size_t{1});
        // A request is about one holding: after the pen went round, an old one says nothing.
        VERIFY_OK(ada->givePen());
        VERIFY_OK(ada->takePen());
        QVERIFY(requests(world).empty());
        VERIFY_OK(ben->askForPen()); // anew; the former one is withdrawn
        QCOMPARE(requests(world).size(), std::size_t{1});
        ben->withdrawPenRequest();
        QVERIFY(requests(world).empty());
    }

    void theOldestIsFirst()
    {
        test::TempWorld world;
        found(world);
        const auto ada = openAs(world, "ada");
        const auto ben = openAs(world, "ben");
        const auto again = openAs(world, "ada");
        VERIFY_OK(ben->askForPen());
        VERIFY_OK(again->askForPen());
        const auto all = requests(world);
        QCOMPARE(all.size(), std::size_t{2});
        COMPARE_STR(all[0].login, "ben");
        COMPARE_STR(all[1].login, "ada");
        VERIFY_OK(ben->close());
        QCOMPARE(requests(world).size(), std::size_t{1}); // closing withdraws
    }

    void betweenProcesses()
    {
        test::TempWorld world;
        found(world);
        std::unique_ptr<Workspace> ben;
        Other other([&](char order) {
            switch (order) {
            case 'o': ben = openAs(world, "ben"); return ben != nullptr && !ben->writable();
            case 'a': return ben->askForPen().has_value();
            case 't': return ben->takePen().has_value();
            case 'w': return note(*ben, "b:1").has_value();
            default: return false;
            }
        });
        const auto ada = openAs(world, "ada");
        QVERIFY(ada->writable());
        QVERIFY(other.tell('o') && other.tell('a'));
        QVERIFY(!other.tell('t'));
        QCOMPARE(requests(world).size(), std::size_t{1});
        COMPARE_STR(requests(world)[0].login, "ben");
        const auto before = ada->ledgerHead()->size;
        VERIFY_OK(ada->givePen());
        QVERIFY(other.tell('t') && other.tell('w'));
        QVERIFY(ada->takePen().error().is(kWorkspaceBusy));
        QCOMPARE(ada->ledgerHead()->size, before + 1);
        // The holder is killed: the system frees the pen, nothing written is lost.
        other.kill();
        world.now.micros += 3'600'000'000; // the other process has a clock of its own
        VERIFY_OK(ada->takePen());
        QCOMPARE(ada->ledgerHead()->size, before + 1);
        VERIFY_OK(note(*ada, "a:9"));
        COMPARE_STR(test::ledgerProblems(*ada), "");
    }

    void theRequestOfAKilledAskerIsStale()
    {
        test::TempWorld world;
        found(world);
        std::unique_ptr<Workspace> ben;
        Other other([&](char) {
            ben = openAs(world, "ben");
            return ben != nullptr && ben->askForPen().has_value();
        });
        const auto ada = openAs(world, "ada");
        QVERIFY(other.tell('a'));
        QCOMPARE(requests(world).size(), std::size_t{1});
        other.kill();
        QVERIFY(requests(world).empty());
        QCOMPARE(requestFiles(world).size(), std::size_t{1}); // looking changes nothing
        VERIFY_OK(ada->givePen());
        VERIFY_OK(ada->takePen());
        QVERIFY(requestFiles(world).empty()); // the next writer sweeps
    }
};

OXSEAL_TEST_CLASS(TstPen);
#include "tst_pen.moc"
