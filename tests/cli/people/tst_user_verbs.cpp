// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "storage/reads/people_reads.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <fstream>
#include <sstream>

using namespace oxseal;

namespace {

struct Outcome
{
    int code = -1;
    std::string out;
    std::string err;
    Json json;
};

} // namespace

/// The people's part of a quarter as one script of command-line calls, in process.
class TestUserVerbs : public QObject
{
    Q_OBJECT

    test::TempWorld world_;

    std::string file(const std::string& name, const std::string& bytes)
    {
        const auto path = world_.path(name);
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }

    Outcome call(std::vector<std::string> words)
    {
        words.emplace_back("--json");
        std::ostringstream out;
        std::ostringstream err;
        Outcome outcome;
        outcome.code = cli::run(words, out, err, world_.environment());
        outcome.out = out.str();
        outcome.err = err.str();
        if (auto parsed = parseJson(outcome.out))
            outcome.json = std::move(*parsed);
        return outcome;
    }

    /// noun verb WORKSPACE --user … --passphrase-file … --reason …
    Outcome act(const std::string& noun, const std::string& verb, const std::string& user, std::vector<std::string> rest)
    {
        std::vector<std::string> words{noun, verb, world_.path("acme.oxseal").string(), "--user", user,
            "--passphrase-file", world_.path(user + ".pass").string(), "--reason", "test"};
        words.insert(words.end(), rest.begin(), rest.end());
        return call(std::move(words));
    }

#define DONE(outcome)                                                                                                  \
    do {                                                                                                               \
        const auto& got = outcome;                                                                                     \
        QVERIFY2(got.code == 0, (std::to_string(got.code) + " " + got.out + got.err).c_str());                         \
    } while (false)

private Q_SLOTS:
    void initTestCase()
    {
        auto created = world_.create();
        VERIFY_OK(created);
        const auto closed = created->workspace->close();
        VERIFY_OK(closed);
        file("ada.pass", std::string(test::TempWorld::kPassphrase) + "\n");
        file("ben.pass", "ben's own passphrase\n");
    }

    void aPersonJoinsAndCanSign()
    {
        const auto invited = act("user", "invite", "ada",
            {"--login", "ben", "--name", "Ben Brown", "--role", "controller,pfo", "--code-file",
                world_.path("ben.code").string()});
        DONE(invited);
        QVERIFY(invited.out.find(test::readFile(world_.path("ben.code")).substr(0, 20)) == std::string::npos);
        const auto first = call({"user", "login", world_.path("acme.oxseal").string(), "--user", "ben",
            "--passphrase-file", world_.path("ben.code").string(), "--new-passphrase-file",
            world_.path("ben.pass").string(), "--reason", "first login"});
        DONE(first);
        const std::string fingerprint = first.json["fingerprint"].toString();
        QCOMPARE(fingerprint.size(), std::size_t{64});

        DONE(act("user", "office", "ada",
            {"--login", "ben", "--office", "pfo", "--from", "2026-01-01", "--title", "Chief Financial Officer"}));
        const auto request = act("user", "certify", "ben", {"--office", "pfo"});
        DONE(request);
        COMPARE_STR(request.json["fingerprint"].toString(), fingerprint);
        const std::string id = std::to_string(request.json["request"].toInteger());
        const auto alone = act("user", "confirm", "ben", {"--request", id, "--fingerprint", fingerprint});
        QCOMPARE(alone.code, static_cast<int>(cli::kDenied));
        DONE(act("user", "confirm", "ada", {"--request", id, "--fingerprint", fingerprint}));

        const auto list = act("user", "list", "ada", {});
        DONE(list);
        QCOMPARE(list.json["persons"].toArray().size(), std::size_t{2});
        const Json& ben = list.json["persons"].toArray().at(1);
        COMPARE_STR(ben["state"].toString(), "active");
        COMPARE_STR(ben["fingerprint"].toString(), fingerprint);
        QVERIFY(!ben["signing_enabled"].toBool(true));
        COMPARE_STR(list.json["certificates"].toArray().at(1)["state"].toString(), "issued");
        // The bootstrap certificate of the first administrator is still unconfirmed.
        QCOMPARE(list.json["findings"].toArray().size(), std::size_t{1});
    }

    void refusals()
    {
        const auto early = act("user", "attach-enrolment", "ada",
            {"--login", "ben", "--file", file("scan.pdf", "%PDF-1.4 scan")});
        QCOMPARE(early.code, static_cast<int>(cli::kUsage)); // no sheet was made
        QVERIFY(early.out.find("people.no_sheet") != std::string::npos);
        file("zoe.pass", "whatever\n");
        QCOMPARE(act("user", "list", "zoe", {}).code, static_cast<int>(cli::kDenied));
        file("ada-wrong.pass", "wrong\n");
        const auto wrong = call({"user", "list", world_.path("acme.oxseal").string(), "--user", "ada",
            "--passphrase-file", world_.path("ada-wrong.pass").string()});
        QCOMPARE(wrong.code, static_cast<int>(cli::kDenied));
        QCOMPARE(act("user", "roles", "ada", {"--login", "ben", "--role", "king"}).code, static_cast<int>(cli::kUsage));
        QCOMPARE(act("user", "invite", "ben", {"--login", "x", "--name", "X", "--role", "reviewer"}).code,
            static_cast<int>(cli::kDenied));
    }

    void companyAndPeriods()
    {
        DONE(act("company", "set", "ben",
            {"--year-end", "12-31", "--ipo", "2026-01-15", "--float", "650,000,000", "--revenue", "180000000.50",
                "--prior", "naf", "--currency", "USD"}));
        DONE(act("company", "entity-add", "ben",
            {"--code", "US01", "--name", "Acme Inc", "--country", "US", "--currency", "USD"}));
        DONE(act("company", "entity-add", "ben",
            {"--code", "DE01", "--name", "Acme GmbH", "--country", "DE", "--currency", "EUR", "--parent", "US01",
                "--percent", "74.9"}));
        DONE(act("period", "add", "ben", {"--period", "2026-Q3"}));
        const auto company = act("company", "show", "ben", {});
        DONE(company);
        COMPARE_STR(company.json["public_float"].toString(), "650000000.00");
        COMPARE_STR(company.json["revenue"].toString(), "180000000.50");
        const Json& german = company.json["entities"].toArray().at(0);
        COMPARE_STR(german["parent"].toString(), "US01");
        QCOMPARE(german["group_share_bp"].toInteger(), std::int64_t{7490});
        const auto periods = act("period", "list", "ada", {});
        DONE(periods);
        COMPARE_STR(periods.json["periods"].toArray().at(0)["last"].toString(), "2026-09-30");
        QCOMPARE(act("period", "add", "ben", {"--period", "2026-Q5"}).code, static_cast<int>(cli::kUsage));
    }

    void passphraseAndRemoval()
    {
        DONE(act("user", "passphrase", "ben", {"--new-passphrase-file", file("ben.new", "ben's next\n"), "--may-be-known"}));
        QCOMPARE(act("user", "list", "ben", {}).code, static_cast<int>(cli::kDenied));
        file("ben.pass", "ben's next\n");
        DONE(act("user", "list", "ben", {}));
        DONE(act("user", "remove", "ada", {"--login", "ben"}));
        QCOMPARE(act("user", "list", "ben", {}).code, static_cast<int>(cli::kDenied));
        DONE(act("user", "list", "ada", {}));
    }
};

OXSEAL_TEST_CLASS(TestUserVerbs);
#include "tst_user_verbs.moc"
