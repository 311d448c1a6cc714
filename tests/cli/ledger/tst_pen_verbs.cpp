// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "storage/workspace/pen_request.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

using namespace oxseal;

class TstPenVerbs : public QObject
{
    Q_OBJECT

    struct World : test::TempWorld
    {
        World() { std::ofstream(path("pass")) << kPassphrase << '\n'; }
        std::string out;
        std::string err;
        test::SeededRandom other{9};

        int run(const std::vector<std::string>& words)
        {
            std::ostringstream o;
            std::ostringstream e;
            // The holder works on another thread: neither clock nor randomness is shared with it.
            Environment own = environment();
            own.clock = Environment::system().clock;
            own.random = &other;
            const int code = cli::run(words, o, e, own);
            out = o.str();
            err = e.str();
            return code;
        }
        std::string place() const { return path("acme.oxseal").string(); }
        int ask(const std::string& seconds)
        {
            return run({"pen", "ask", place(), "--user", "ada", "--passphrase-file", path("pass").string(), "--wait", seconds});
        }
    };

private Q_SLOTS:
    void showNeedsNoPassphrase()
    {
        World world;
        QCOMPARE(world.run({"pen", "show", world.place()}), static_cast<int>(cli::kBadInput));
        auto created = world.create();
        VERIFY_OK(created);
        QCOMPARE(world.run({"pen", "show", world.place(), "--json"}), static_cast<int>(cli::kDone));
        const auto held = parseJson(world.out);
        VERIFY_OK(held);
        QVERIFY((*held)["held"].toBool() && (*held)["requests"].toArray().empty());
        COMPARE_STR((*held)["login"].toString(), "ada");
        COMPARE_STR((*held)["host"].toString(), "testhost");
        const auto reader = world.open();
        VERIFY_OK(reader);
        VERIFY_OK((*reader)->askForPen());
        QCOMPARE(world.run({"pen", "show", world.place(), "--json"}), static_cast<int>(cli::kDone));
        const auto asked = parseJson(world.out);
        QCOMPARE((*asked)["requests"].toArray().size(), std::size_t{1});
        COMPARE_STR((*asked)["requests"].toArray()[0]["login"].toString(), "ada");
        VERIFY_OK(created->workspace->close());
        QCOMPARE(world.run({"pen", "show", world.place()}), static_cast<int>(cli::kDone));
        COMPARE_STR(world.out, "Nobody has the pen.\n");
    }

    void askWaitsForIt()
    {
        World world;
        auto created = world.create();
        VERIFY_OK(created);
        QCOMPARE(world.ask("soon"), static_cast<int>(cli::kUsage));
        QCOMPARE(world.ask("0"), static_cast<int>(cli::kBusy));
        QVERIFY(world.err.find("ada on testhost") != std::string::npos);
        std::atomic<bool> seen = false;
        std::thread holder([&] {
            for (int i = 0; i < 200 && !seen; ++i) {
                const auto view = lookAtPen(world.path("acme.oxseal"));
                seen = view && !view->requests.empty();
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
            (void)created->workspace->givePen();
        });
        const int code = world.ask("30");
        holder.join();
        QVERIFY(seen);
        QCOMPARE(code, static_cast<int>(cli::kDone));
        QVERIFY(!WorkspaceLock::look(world.path("acme.oxseal")).held);
        QCOMPARE(world.ask("0"), static_cast<int>(cli::kDone)); // free already
    }
};

OXSEAL_TEST_CLASS(TstPenVerbs);
#include "tst_pen_verbs.moc"
