// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "models/core/text.h"
#include "storage/import/bundle.h"
#include "storage/import/kinds.h"
#include "tests/storage/access/access_world.h"

#include <fstream>
#include <sstream>

using namespace oxseal;
namespace fs = std::filesystem;

/// Source profiles on the command line: what inspect proposes, and imports through a profile in a workspace.
class TestProfileVerbs : public QObject
{
    Q_OBJECT

    struct Answer
    {
        int code = 0;
        std::string out;
        Json json;
    };
    test::AccessWorld company_;

    std::string path(const char* name) { return company_.world.path(name).string(); }
    static std::string fixture(const std::string& name) { return test::dataFile("profiles/" + name).string(); }
    Answer plain(std::vector<std::string> words)
    {
        std::ostringstream out, err;
        Answer answer;
        answer.code = cli::run(words, out, err, company_.world.environment());
        answer.out = out.str() + err.str();
        answer.json = parseJson(out.str()).value_or(parseJson(err.str()).value_or(Json()));
        return answer;
    }
    Answer import(std::vector<std::string> more)
    {
        std::ofstream(path("pass")) << company_.words.at("con") << "\n";
        std::vector<std::string> words = {"import", "listing", path("acme.oxseal"), "--period", "2026-Q3", "--as-of", "2026-09-30", "--user", "con",
            "--passphrase-file", path("pass"), "--reason", "Q3", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return plain(words);
    }
    static std::vector<std::string> codes(const Json& warnings)
    {
        std::vector<std::string> out;
        for (const auto& one : warnings.toArray())
            out.push_back(one["code"].toString());
        return out;
    }
    static bool has(const std::vector<std::string>& all, const char* code) { return std::find(all.begin(), all.end(), code) != all.end(); }

private Q_SLOTS:
    void inspectProposes()
    {
        const auto aws = plain({"inspect", fixture("aws_iam.csv"), "--json"});
        QCOMPARE(aws.code, 0);
        COMPARE_STR(aws.json["format"].toString(), "csv");
        COMPARE_STR(aws.json["profile"]["id"].toString(), "aws_iam");
        QVERIFY(aws.json["profile"]["fits"].toBool());
        QCOMPARE(qint64(aws.json["profile"]["recognised"].toInteger()), 22);
        const auto words = plain({"inspect", fixture("aws_iam.csv")}).out;
        QVERIFY2(words.find("profile   aws_iam") != std::string::npos, words.c_str());
        QVERIFY(words.find("complete  ") != std::string::npos); // how to run it
        QVERIFY(words.find("22 of 23 columns") != std::string::npos);

        // A renamed column: the nearest is named with what it lacks, and proposed it is not.
        const auto renamed = plain({"inspect", fixture("broken/aws_renamed.csv"), "--json"});
        COMPARE_STR(renamed.json["profile"]["id"].toString(), "aws_iam");
        QVERIFY(!renamed.json["profile"]["fits"].toBool());
        const Json& file = renamed.json["profile"]["files"].toArray()[0];
        COMPARE_STR(file["missing"].toArray()[0].toString(), "mfa_active");
        COMPARE_STR(file["extra"].toArray()[0].toString(), "mfa_state");

        // Files without a header, several at once.
        const auto linux = plain({"inspect", fixture("linux/passwd"), fixture("linux/group"), fixture("linux/sudoers"), "--json"});
        QVERIFY2(linux.code == 0, linux.out.c_str());
        COMPARE_STR(linux.json["profile"]["id"].toString(), "linux");
        QCOMPARE(linux.json["profile"]["files"].toArray().size(), std::size_t(3));
        QCOMPARE(plain({"inspect", fixture("linux/passwd")}).code, 0);
        const auto shadow = plain({"inspect", fixture("linux/shadow"), "--json"});
        QCOMPARE(shadow.code, 2);
        COMPARE_STR(shadow.json["error"]["code"].toString(), "import.sensitive_refused");
        QVERIFY(shadow.out.find("$6$") == std::string::npos);
        COMPARE_STR(plain({"inspect", fixture("aws_iam.csv"), "--profile", "none such", "--json"}).json["error"]["code"].toString(), "import.no_such_profile");
    }

    /// The header stands where the table begins: neither what a bank writes above it counts, nor the comma it puts behind rows.
    void inspectFindsTheHeader()
    {
        const auto rows = [this](const std::string& text) {
            std::ofstream(path("table.csv")) << text;
            const auto seen = plain({"inspect", path("table.csv"), "--json"}).json;
            const Json& sheet = seen["sheets"].toArray().at(0);
            return std::to_string(sheet["columns"].toInteger()) + "x" + std::to_string(sheet["rows"].toInteger()) + "-" + std::to_string(seen["rejected"].toArray().size());
        };
        COMPARE_STR(rows("Account name: ,MyAccount,,,,\nAccount balance: ,63.86,,,,\nDate,Text,Debits,Credits,Balance\n\n4 Nov 2026,A,18.75,,902.74\n5 Nov 2026,B,,1.00,903.74\n"), "5x2-0");
        COMPARE_STR(rows("Description,,Summary Amt.\nBeginning balance,,\"1,300.00\"\n\nDate,Text,Amount,Balance\n1/27/2026,A,-150.00,1150.00\n1/28/2026,B,-1.00,1149.00\n1/29/2026,C,-1.00,1148.00\n"), "4x3-0");
        COMPARE_STR(rows("Details,Posting Date,Amount\nDEBIT,1/27/2026,-1.00,\nDEBIT,1/28/2026,-1.00,\n"), "3x2-0");
        COMPARE_STR(rows("a,b,c\n1,2,3\n,,\n4,5\n"), "3x2-1");
        COMPARE_STR(rows("1,,3\n4,,6\n"), "3x1-0"); // nothing looks like a header: the first record is it
    }

    void profilesAreListedAndDescribed()
    {
        const auto all = plain({"import", "profiles", "--json"});
        QCOMPARE(all.code, 0);
        QVERIFY(all.json["profiles"].toArray().size() >= 14);
        const auto aws = plain({"import", "profiles", "aws_iam"});
        QVERIFY(aws.out.find("needs user, arn, password_enabled, mfa_active, access_key_1_active, access_key_2_active") != std::string::npos);
        QVERIFY(aws.out.find("complete  ") != std::string::npos);
        QCOMPARE(plain({"import", "profiles", "sap"}).code, 2);
    }

    void importThroughAProfile()
    {
        VERIFY_OK(company_.found());
        // By headers alone the report still reads as before; that a profile fits is said.
        const auto without = import({"--system", "PLAIN", "--file", fixture("aws_iam.csv")});
        QVERIFY2(without.code == 0, without.out.c_str());
        QCOMPARE(qint64(without.json["rows"].toInteger()), 5);
        QVERIFY(has(codes(without.json["report"]["warnings"]), "import.warn.profile_proposed"));

        const auto first = import({"--system", "AWS", "--profile", "aws_iam", "--file", fixture("aws_iam.csv"), "--ipe-rows", "5", "--ipe-run-by", "Ann"});
        QVERIFY2(first.code == 0, first.out.c_str());
        QCOMPARE(qint64(first.json["rows"].toInteger()), 7); // lines: what each account holds
        QCOMPARE(qint64(first.json["report"]["accepted"].toInteger()), 5); // rows of the report
        COMPARE_STR(first.json["parser"].toString(), "profile");
        COMPARE_STR(first.json["mapping"]["profile"]["version"].toString(), "1.0.0");
        QVERIFY(!has(codes(first.json["report"]["warnings"]), "import.warn.profile_proposed"));
        // The count at the source is one of users, not of lines.
        std::vector<std::string> list = {"import", "list", path("acme.oxseal"), "--user", "con", "--passphrase-file", path("pass"), "--json"};
        COMPARE_STR(plain(list).json["imports"].toArray()[1]["ipe"].toString(), "matches");

        // The next report of the system is read through the same profile; a column less and one more are said.
        std::string text = test::readFile(fixture("aws_iam.csv"));
        text.replace(text.find("cert_2_last_rotated"), 19, "cert_2_rotated_on");
        QVERIFY(cli::writeFile(path("next.csv"), text));
        const auto next = import({"--system", "AWS", "--file", path("next.csv")});
        QVERIFY2(next.code == 0, next.out.c_str());
        COMPARE_STR(next.json["mapping"]["profile"]["id"].toString(), "aws_iam");
        const auto said = codes(next.json["report"]["warnings"]);
        QVERIFY(has(said, "import.warn.header_added") && has(said, "import.warn.header_removed") && has(said, "import.warn.header_moved"));
        // A person may refuse it.
        COMPARE_STR(import({"--system", "AWS", "--profile", "none", "--file", fixture("aws_iam.csv")}).json["parser"].toString(), "csv");
        // A required column gone is an error, whatever else stands there.
        const auto broken = import({"--system", "AWS", "--profile", "aws_iam", "--file", fixture("broken/aws_renamed.csv")});
        QCOMPARE(broken.code, 4);
        COMPARE_STR(broken.json["error"]["code"].toString(), "import.profile_missing");
    }

    void joinedReportsAreTheListing()
    {
        // The demo company's ERP exports employees and roles, and the listing of both joined: the same lines must come out.
        const std::string folder = path("demo");
        QCOMPARE(plain({"demo", folder, "--inputs-only"}).code, 0);
        const std::string erp = folder + "/inputs/2026-Q3/erp/DEMO_netsuite_";
        const auto read = [](const std::vector<std::string>& files) {
            KindOptions options;
            options.profile = "netsuite";
            std::vector<BundleEntry> entries;
            for (const auto& file : files)
                entries.push_back({fs::path(file).filename().string(), test::readFile(file)});
            const auto bytes = files.size() == 1 ? Result<std::string>(entries.front().bytes) : makeBundle(entries);
            std::vector<std::string> lines;
            const auto listing = readKind(ImportKind::Listing, asBytes(*bytes), options);
            for (std::size_t row = 0; listing && row < listing->table.rows(); ++row) {
                std::string line;
                for (const char* column : {"account_id", "name", "status", "role", "permission", "level"})
                    line += std::string(listing->table.textAt(column, row)) + "|";
                lines.push_back(std::move(line));
            }
            std::sort(lines.begin(), lines.end());
            return lines;
        };
        const auto joined = read({erp + "employees_2026-09-30.csv", erp + "roles_2026-09-30.csv"});
        QCOMPARE(joined.size(), std::size_t(138)); // lines of the listing, without its header
        QVERIFY(joined == read({erp + "user_permissions_2026-09-30.csv"}));
    }

    void severalFiles()
    {
        const auto okta = import({"--system", "OKTA", "--file", fixture("okta/users.csv"), "--file", fixture("okta/assignments.csv")});
        QVERIFY2(okta.code == 0, okta.out.c_str());
        COMPARE_STR(okta.json["mapping"]["profile"]["id"].toString(), "okta"); // the one that both fit
        COMPARE_STR(okta.json["file"].toString(), "users.csv + assignments.csv");
        QCOMPARE(qint64(okta.json["rows"].toInteger()), 6);
        const auto passwd = import({"--system", "WEB1", "--file", fixture("linux/passwd")}); // no table: only a profile reads it
        COMPARE_STR(passwd.json["mapping"]["profile"]["id"].toString(), "linux");
        COMPARE_STR(import({"--system", "WEB1", "--file", fixture("linux/shadow")}).json["error"]["code"].toString(), "import.sensitive_refused");
        const auto mixed = import({"--system", "MIX", "--file", fixture("okta/users.csv"), "--file", fixture("github.csv")});
        QCOMPARE(mixed.code, 2);
        COMPARE_STR(mixed.json["error"]["code"].toString(), "cli.several_files");
        // What is kept is one archive, without what had to go.
        const auto pg = import({"--system", "PG", "--file", fixture("postgres/roles.csv"), "--file", fixture("postgres/members.csv"), "--file", fixture("postgres/grants.txt")});
        QVERIFY2(pg.code == 0, pg.out.c_str());
        QVERIFY(pg.json["sha256"].toString() != pg.json["original_sha256"].toString());
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        const auto kept = snapshotBytes(**opened, SnapshotId(pg.json["id"].toInteger()));
        VERIFY_OK(kept);
        QVERIFY(kept->find("********") == std::string::npos);
        VERIFY_OK((*opened)->close());
    }

    /// What --map named once is used for the next file of the system with the same headers; a header that is gone is never replaced.
    void theMappingIsRemembered()
    {
        const auto listing = [this](const std::string& text, std::vector<std::string> more = {}) {
            std::ofstream(path("map.csv")) << text;
            more.insert(more.end(), {"--system", "GER", "--file", path("map.csv")});
            return import(more);
        };
        const auto first = listing("Benutzer,Recht,Seit\nu1,Bills,x\n", {"--map", "account_id=Benutzer,permission=Recht"});
        QVERIFY2(first.code == 0, first.out.c_str());
        QVERIFY(first.json["mapping_from"].isNull());
        const auto second = listing("Recht,Benutzer,Neu\nBills,u2,x\n"); // elsewhere in the file
        QVERIFY2(second.code == 0, second.out.c_str());
        QCOMPARE(second.json["mapping_from"].toInteger(), first.json["id"].toInteger());
        QCOMPARE(qint64(second.json["rows"].toInteger()), 1);
        const auto gone = listing("Anwender,Recht\nu3,Bills\n");
        QCOMPARE(gone.code, 4);
        COMPARE_STR(gone.json["error"]["code"].toString(), "cli.mapping_gone");
        QVERIFY2(gone.out.find("account_id=Benutzer") != std::string::npos, gone.out.c_str());
        // Where the file can be read without it, it is, and that is said.
        const auto without = listing("account_id,Recht,permission\nu4,x,Bills\n");
        QVERIFY2(without.code == 0, without.out.c_str());
        QVERIFY(without.json["mapping_from"].isNull());
        QVERIFY(has(codes(without.json["report"]["warnings"]), "import.warn.mapping_gone"));
        QCOMPARE(listing("Anwender,Recht\nu3,Bills\n", {"--map", "account_id=Anwender,permission=Recht"}).code, 0);
    }

    /// Names in files cannot steer the terminal; for programs they stay what they are.
    void namesDoNotSteerTheTerminal()
    {
        std::ofstream(path("esc.csv")) << "account_id,permission,name\n\x1b[31mRED\x1b]0;owned\x07,Bills,Person\u202eE\n";
        const auto taken = import({"--system", "ESC", "--file", path("esc.csv")});
        QVERIFY2(taken.code == 0, taken.out.c_str());
        const std::vector<std::string> show{"import", "show", path("acme.oxseal"), std::to_string(taken.json["id"].toInteger()), "--user", "con", "--passphrase-file", path("pass")};
        const auto words = plain(show).out;
        QVERIFY2(words.find("⟨U+001B⟩[31mRED") != std::string::npos, words.c_str());
        QVERIFY(words.find("⟨U+202E⟩") != std::string::npos);
        QVERIFY(words.find('\x1b') == std::string::npos && words.find("\u202e") == std::string::npos);
    }

    void aPersonTwiceIsSaid()
    {
        std::ofstream(path("roster.csv")) << "employee_id,name,status\nE1,Ann,Active\nE20,Dora,Active\nE2,Bo,Active\nE20,Dora,Terminated\n";
        std::ofstream(path("pass")) << company_.words.at("con") << "\n";
        const auto roster = plain({"import", "roster", path("acme.oxseal"), "--period", "2026-Q3", "--user", "con", "--passphrase-file", path("pass"),
            "--reason", "Q3", "--file", path("roster.csv"), "--json"});
        QVERIFY2(roster.code == 0, roster.out.c_str());
        const auto& warning = roster.json["report"]["warnings"].toArray().at(0);
        COMPARE_STR(warning["code"].toString(), "import.warn.person_states");
        COMPARE_STR(warning["arguments"].toArray().at(1).toString(), "3, 5");
    }

    /// A16: the source counted four rows and three came; a second listing names the one that is missing, and it is explained.
    void aDifferenceIsExplainedLineByLine()
    {
        const auto write = [this](const char* name, const std::string& text) {
            std::ofstream(path(name), std::ios::binary) << text;
            return path(name);
        };
        const std::string rows = "account_id,role,permission\nann,Clerk,Bills\nbob,Clerk,Bills\ncon,Chief,Bills\n";
        const auto made = import({"--file", write("three.csv", rows), "--system", "THIRD", "--ipe-rows", "4"});
        QVERIFY2(made.code == 0, made.out.c_str());
        const std::string second = write("four.csv", rows + "di,Chief,Approve\n");
        const std::string number = std::to_string(made.json["id"].toInteger());
        const auto verb = [&](std::vector<std::string> words, bool writes) {
            words.insert(words.begin() + 2, {path("acme.oxseal"), number, "--file", second, "--user", "con", "--passphrase-file", path("pass"), "--json"});
            if (writes)
                words.insert(words.end(), {"--reason", "counted again"});
            return plain(words);
        };
        const auto told = verb({"import", "differences", "--out", path("lines.csv")}, false);
        QVERIFY2(told.code == 0, told.out.c_str());
        QCOMPARE(qint64(told.json["same"].toInteger()), 3);
        QCOMPARE(told.json["lines"].toArray().size(), std::size_t(1));
        COMPARE_STR(told.json["lines"].toArray()[0]["listing"].toString(), "second");
        // What somebody wrote into the file is not written over.
        COMPARE_STR(verb({"import", "differences", "--out", path("lines.csv")}, false).json["error"]["code"].toString(), "cli.file_exists");
        std::ifstream in(path("lines.csv"), std::ios::binary);
        std::string lines(std::istreambuf_iterator<char>(in), {});
        QVERIFY2(lines.starts_with("listing,row,rows,text,why\nsecond,") && lines.ends_with(",\n"), lines.c_str());
        const auto bare = verb({"import", "explain", "--lines", path("lines.csv")}, true);
        COMPARE_STR(bare.json["error"]["code"].toString(), "import.ipe_line_without_reason");
        lines.insert(lines.size() - 1, "created after the export ran");
        const auto explained = verb({"import", "explain", "--lines", write("explained.csv", lines)}, true);
        QVERIFY2(explained.code == 0, explained.out.c_str());
    }
};

OXSEAL_TEST_CLASS(TestProfileVerbs);
#include "tst_profile_verbs.moc"
