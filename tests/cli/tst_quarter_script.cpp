// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

#include <QDateTime>
#include <QProcess>
#include <QTemporaryDir>

#include <fstream>
#include <set>
#include <sstream>

using namespace oxseal;
namespace fs = std::filesystem;

// A quarter as a person would type it, on real public files: permissions of the HP Labs set "hc" as a listing, an OFX and
// an MT940 statement; roster, books and rules are our own.
class TestQuarterScript : public QObject
{
    Q_OBJECT

    QTemporaryDir temporary_;
    fs::path root_;
    fs::path samples_;
    std::string ws_;

    struct Ran
    {
        int code = -1;
        std::string out;
        std::string err;
    };

    static QStringList words(const std::vector<std::string>& list)
    {
        QStringList out;
        for (const auto& word : list)
            out << QString::fromStdString(word);
        return out;
    }

    Ran oxseal(const std::vector<std::string>& list) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), QString::fromStdString((root_ / "state").string()));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(OXSEAL_PROGRAM), words(list));
        process.waitForFinished(120'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
    }

    /// As a person, with a reason, in JSON; anything but the expected exit code fails with what was printed.
    Json as(const std::string& login, std::vector<std::string> list, int expected = 0)
    {
        for (const char* word : {"--user", "", "--passphrase-file", "", "--reason", "quarter of the script", "--json"})
            list.emplace_back(word);
        list[list.size() - 6] = login;
        list[list.size() - 4] = (root_ / (login + ".txt")).string();
        const Ran ran = oxseal(list);
        if (ran.code != expected) {
            const std::string said = join(list, " ") + "\n→ " + std::to_string(ran.code) + "\n" + ran.out + ran.err;
            QTest::qFail(said.c_str(), __FILE__, __LINE__);
            return {};
        }
        return parseJson(ran.out).value_or(Json());
    }

    std::string put(const std::string& name, const std::string& bytes) const
    {
        const fs::path path = root_ / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }

private Q_SLOTS:
    void initTestCase()
    {
        NEED_SAMPLES(folder);
        samples_ = *folder;
        root_ = temporary_.path().toStdString();
        ws_ = (root_ / "Script.oxseal").string();
    }

    void peopleArrive()
    {
        const std::vector<std::pair<std::string, std::string>> people = {{"admin", ""}, {"controller", "controller,control_owner"},
            {"preparer", "preparer"}, {"reviewer", "reviewer"}};
        const char* const words[] = {"anchor bishop cradle dahlia ember", "falcon garnet hollow indigo jasper",
            "kernel lantern meadow nectar oyster", "pepper quartz ripple saddle timber"};
        for (std::size_t n = 0; n < people.size(); ++n)
            put(people[n].first + ".txt", std::string(words[n]) + " velvet walnut\n");
        as("admin", {"new", ws_, "--company", "Script Inc", "--name", "Ada Admin", "--recovery-file", (root_ / "recovery").string()});
        as("admin", {"company", "set", ws_, "--year-end", "12-31", "--currency", "USD"});
        as("admin", {"company", "entity-add", ws_, "--code", "CA01", "--name", "Script Canada", "--country", "CA", "--currency", "CAD"});
        as("admin", {"period", "add", ws_, "--period", "2009-Q2"});
        for (std::size_t n = 1; n < people.size(); ++n) {
            const auto& [login, roles] = people[n];
            as("admin", {"user", "invite", ws_, "--login", login, "--name", "Person " + login, "--role", roles, "--code-file",
                    (root_ / (login + ".code")).string()});
            const Ran first = oxseal({"user", "login", ws_, "--user", login, "--passphrase-file", (root_ / (login + ".code")).string(),
                "--new-passphrase-file", (root_ / (login + ".txt")).string(), "--reason", "first login"});
            QVERIFY2(first.code == 0, first.err.c_str());
        }
        // The one-time code opens nothing any more.
        QCOMPARE(oxseal({"user", "list", ws_, "--user", "preparer", "--passphrase-file", (root_ / "preparer.code").string()}).code, 3);
    }

    void filesComeIn()
    {
        // The roster knows the 46 users of the sample by their numbers.
        std::string roster = "employee_id,name,email,department,title,manager_id,status,hire_date,term_date\n";
        for (int n = 1; n <= 46; ++n)
            roster += std::to_string(n) + ",Worker " + std::to_string(n) + ",w" + std::to_string(n) + "@script.example,Ops,Clerk,1,Active,2005-01-03,\n";
        as("preparer", {"import", "roster", ws_, "--file", put("roster.csv", roster), "--period", "2009-Q2", "--as-of", "2009-06-30"});
        as("preparer", {"import", "listing", ws_, "--file", (samples_ / "4-access/hp-role-mining/hc.txt").string(), "--system", "HC",
                           "--period", "2009-Q2", "--as-of", "2009-06-30", "--no-header", "--map", "account_id=1,person_id=1,permission=2"});
        as("preparer", {"import", "statement", ws_, "--file", (samples_ / "1-bank/ofx/ofxparse/bank_medium.ofx").string(), "--entity", "CA01", "--period", "2009-Q2"});
        // The books hold the same three payments, one of them a day earlier.
        const std::string gl = "date,account,document,reference,description,debit,credit,currency\n"
                               "2009-04-01,1010,J1,,Lunch,,6.60,CAD\n2009-04-01,6000,J1,,Lunch,6.60,,CAD\n"
                               "2009-04-01,1010,J2,,Joe's,,316.67,CAD\n2009-04-01,6000,J2,,Joe's,316.67,,CAD\n"
                               "2009-04-03,1010,J3,,Connie's,,22.00,CAD\n2009-04-03,6000,J3,,Connie's,22.00,,CAD\n";
        as("preparer", {"import", "gl", ws_, "--file", put("gl.csv", gl), "--entity", "CA01", "--period", "2009-Q2"});
        // 382.34 + 345.27 = 727.61 before the three payments.
        const std::string tb = "account,name,debit,credit,currency\n1010,Bank,382.34,,CAD\n3000,Equity,,727.61,CAD\n6000,Expenses,345.27,,CAD\n";
        as("preparer", {"import", "tb", ws_, "--file", put("tb.csv", tb), "--entity", "CA01", "--period", "2009-Q2"});
        const Json list = as("preparer", {"import", "list", ws_, "--period", "2009-Q2"});
        std::map<std::string, std::int64_t> rows;
        for (const auto& entry : list["imports"].toArray())
            rows[entry["kind"].toString()] = entry["rows"].toInteger();
        // 1,486 pairs: wc -l of the sample; three lines: libofx, ofxparse and ofxtools agree.
        QCOMPARE(rows["listing"], 1486);
        QCOMPARE(rows["roster"], 46);
        QCOMPARE(rows["statement"], 3);
        QCOMPARE(rows["gl"], 6);
        QCOMPARE(rows["tb"], 3);
    }

    void everyRecordOfTheMt940SampleIsALine()
    {
        const fs::path sample = samples_ / "1-bank/mt940/cmxl/mt940.sta";
        const Ran ran = oxseal({"inspect", sample.string(), "--json"});
        QCOMPARE(ran.code, 0);
        const auto report = parseJson(ran.out);
        VERIFY_OK(report);
        // One :61: is one line of the statement; grep -c says how many there are.
        std::int64_t records = 0;
        std::istringstream in(test::readFile(sample));
        for (std::string line; std::getline(in, line);)
            records += line.rfind(":61:", 0) == 0 ? 1 : 0;
        std::int64_t lines = 0;
        for (const auto& account : (*report)["accounts"].toArray())
            lines += account["lines"].toInteger();
        QVERIFY(records > 0);
        QCOMPARE(lines, records);
    }

    void conflictsAreThoseOfTheOracle()
    {
        // user counts per pair of permissions, found by another program over the same file
        std::istringstream oracle(test::readFile(samples_ / "4-access/SOD_ORACLE_hc_domino.csv"));
        std::string line;
        std::getline(oracle, line);
        const auto header = split(line, ',');
        std::int64_t expected = 0;
        std::string rules = "rule,left,right,severity\n";
        int used = 0;
        while (std::getline(oracle, line) && used < 40) {
            const auto cells = split(line, ',');
            if (cells[0] != "hc")
                continue;
            rules += "R" + std::to_string(used++) + "," + cells[1] + "," + cells[2] + ",H\n";
            std::int64_t users = 0;
            QVERIFY(parseInteger(trimmed(cells[5]), users));
            expected += users;
        }
        QVERIFY(used > 0);
        as("controller", {"sod", "rules", ws_, "--file", put("rules.csv", rules), "--version", "1"});
        const Json run = as("controller", {"sod", "run", ws_, "--period", "2009-Q2"});
        QCOMPARE(run["conflicts"].toInteger(), expected);
    }

    void reviewIsDecidedAndConcluded()
    {
        const std::string today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate).toStdString();
        as("controller", {"review", "open", ws_, "--period", "2009-Q2", "--system", "HC", "--system-owner", "controller"});
        as("controller", {"review", "assign", ws_, "--campaign", "1", "--reviewers", "reviewer"});
        // Nothing is silently approved: concluding is refused while lines are pending.
        as("controller", {"review", "conclude", ws_, "--campaign", "1", "--performed", today}, 2);
        const auto decisions = [](const std::string& keep) {
            std::string file = "row,decision,code,target,comment\n";
            for (int row = 0; row < 1486; ++row)
                file += std::to_string(row) + (row == 17 ? ",revoke,not_needed,,\n" : keep);
            return file;
        };
        const auto decide = [&](const std::string& keep, int code) {
            as("reviewer", {"review", "decide", ws_, "--campaign", "1", "--file", put("decisions.csv", decisions(keep))}, code);
        };
        // Lines with a flag are not kept by a file that says nothing of them.
        decide(",keep,,,\n", 2);
        decide(",keep,,,asked the head of the department\n", 0);
        as("controller", {"review", "conclude", ws_, "--campaign", "1", "--performed", today});
    }

    void accountIsProvedToZero()
    {
        const std::vector<std::string> which = {"--entity", "CA01", "--account", "1010", "--period", "2009-Q2"};
        const auto with = [&](std::vector<std::string> list) {
            list.insert(list.end(), which.begin(), which.end());
            return list;
        };
        as("preparer", with({"reconcile", "inventory", ws_, "--method", "matching", "--owner", "preparer"}));
        as("preparer", with({"reconcile", "open", ws_, "--bank-opening", "727.61", "--books-opening", "727.61"}));
        // The account begins here: both balances are 727.61, and two people say so.
        QVERIFY(as("preparer", with({"reconcile", "opening", ws_}))["even"].toBool());
        as("preparer", with({"reconcile", "opening-sign", ws_, "--as", "preparer"}));
        COMPARE_STR(as("controller", with({"reconcile", "opening-sign", ws_, "--as", "reviewer"}))["state"].toString(), "reviewed");
        const Json matched = as("preparer", with({"reconcile", "match", ws_}));
        // What the policy hands to a person is looked at one by one.
        for (const Json& group : matched["groups"].toArray()) {
            if (group["state"].toString() != "suggested")
                continue;
            const Json why = as("preparer", with({"reconcile", "why", ws_, "--of", group["group"].toString()}));
            QVERIFY(!why["triggers"].toArray().empty());
            as("preparer", with({"reconcile", "match", ws_, "--confirm", group["group"].toString()}));
        }
        QVERIFY(as("preparer", with({"reconcile", "reperform", ws_, "--out", (root_ / "run.json").string()}))["same"].toBool());
        QCOMPARE(oxseal({"model", "reperform", (root_ / "run.json").string()}).code, 0);
        as("preparer", {"model", "approve", ws_, "--version", "1"}, 3); // preparers see but do not decide
        as("controller", {"model", "approve", ws_, "--version", "1"});
        const Json versions = as("controller", {"model", "versions", ws_});
        COMPARE_STR(versions["versions"].toArray().at(0)["decided_by"].toString(), "controller");
        QVERIFY(versions["versions"].toArray().at(0)["in_force"].toBool());
        as("preparer", with({"reconcile", "prepare", ws_}));
        as("preparer", with({"reconcile", "review", ws_}), 3); // not by the preparer
        as("controller", with({"reconcile", "review", ws_}));
    }

    void readinessSaysWhatIsMissing()
    {
        as("controller", {"control", "load", ws_});
        const Json readiness = as("controller", {"readiness", "show", ws_, "--period", "2009-Q2"}, 1);
        QVERIFY(!readiness.isNull());
        as("controller", {"ledger", "verify", ws_});
    }
};

OXSEAL_TEST_CLASS(TestQuarterScript);
#include "tst_quarter_script.moc"
