// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

#include <sstream>

using namespace oxseal;

class TestAccessFiles : public QObject
{
    Q_OBJECT

    struct Answer
    {
        int code = 0;
        Json json;
    };
    Answer call(std::vector<std::string> words)
    {
        words.emplace_back("--json");
        std::ostringstream out, err;
        Environment environment;
        environment.clock.now = [] { return *Instant::fromIso("2026-10-01T00:00:00Z"); };
        Answer answer;
        answer.code = cli::run(words, out, err, environment);
        answer.json = parseJson(out.str()).value_or(Json(out.str() + err.str()));
        return answer;
    }
    static std::string data(const char* name) { return test::dataFile(std::string("access/") + name).string(); }
    std::string file(const char* name) { return dir_.path().toStdString() + "/" + name; }
    std::vector<std::string> lines(const char* name)
    {
        auto all = split(test::readFile(file(name)), '\n');
        all.pop_back();
        return all;
    }

    QTemporaryDir dir_;

private Q_SLOTS:
    void compareFirstPeriod()
    {
        const auto got = call({"access", "compare", "--listing", data("listing.csv"), "--roster", data("roster.csv"), "--as-of",
            "2026-09-30", "--out", file("flags.csv")});
        QCOMPARE(got.code, 0);
        QCOMPARE(lines("flags.csv"),
            (std::vector<std::string>{
                "grant_id,account_id,entitlement,employee_id,reviewer,terminated,orphan,stale,privileged,new,revoked_still_present",
                "1,ann,AP Clerk / Bills (Edit),E1,E3,false,false,false,false,unknown,unknown",
                "2,ann,AP Clerk / Vendors (View),E1,E3,false,false,false,false,unknown,unknown",
                "3,bo,AR Clerk / Invoice (Full),E2,E3,true,false,false,false,unknown,unknown",
                "4,x9,Administrator / Core Administration (Full),,,unknown,true,unknown,true,unknown,unknown",
                "5,a.low,Wire Approve (Approve),E1,E3,false,false,true,false,unknown,unknown",
                "6,c.may,Wire Approve (Approve),E3,,false,false,false,false,unknown,unknown"}));
        QCOMPARE(qint64(got.json["rows"].toInteger()), 6);
        QCOMPARE(qint64(got.json["terminated"].toInteger()), 1);
        QCOMPARE(qint64(got.json["leaver_active"].toInteger()), 1);
        QCOMPARE(qint64(got.json["used_after_leaving"].toInteger()), 1);
        QCOMPARE(got.json["baseline"].toBool(true), false);
    }
    void compareWithBaseline()
    {
        const auto got = call({"access", "compare", "--listing", data("listing.csv"), "--roster", data("roster.csv"), "--as-of",
            "2026-09-30", "--previous", data("review.csv"), "--out", file("flags2.csv"), "--fail-on-findings"});
        QCOMPARE(got.code, 1);
        QCOMPARE(qint64(got.json["new"].toInteger()), 4);
        QCOMPARE(qint64(got.json["revoked_still_present"].toInteger()), 1);
        COMPARE_STR(lines("flags2.csv")[3], "3,bo,AR Clerk / Invoice (Full),E2,E3,true,false,false,false,false,true");
    }
    void checkAcrossSystems()
    {
        const auto got = call({"sod", "check", "--grants", data("listing.csv"), "--rules", data("rules.csv"), "--functions",
            data("functions.csv"), "--people", data("roster.csv"), "--out", file("conflicts.csv"), "--witnesses", file("w.csv")});
        QCOMPARE(got.code, 0);
        QCOMPARE(lines("conflicts.csv"),
            (std::vector<std::string>{"user,rule,left_path,right_path,severity",
                "E1,S05,ERP:ann > AP Clerk > Bills (edit) > BI,BANK:a.low > Wire Approve (full) > WA,high",
                "x9,ADM,ERP:x9 > Administrator > Core Administration (full) > Core Administration,,critical"}));
        QCOMPARE(qint64(got.json["users"].toInteger()), 4);
        QCOMPARE(qint64(got.json["grants"].toInteger()), 6);
        QCOMPARE(qint64(got.json["conflicts"].toInteger()), 2);
        QCOMPARE(qint64(got.json["users_in_conflict"].toInteger()), 2);
        QCOMPARE(qint64(got.json["witnesses"].toInteger()), 3);
        QCOMPARE(qint64(got.json["unmapped"].toInteger()), 1); // Invoice; Vendors is view-only
        COMPARE_STR(got.json["unmapped_permissions"].toArray()[0].toString(), "ERP: Invoice");
        QCOMPARE(lines("w.csv").size(), std::size_t(4));
        const auto failing = call({"sod", "check", "--grants", data("listing.csv"), "--rules", data("rules.csv"), "--functions",
            data("functions.csv"), "--out", file("c2.csv"), "--fail-on-findings"});
        // Without the roster nobody knows that a.low is Ann: only the administrator remains.
        QCOMPARE(failing.code, 1);
        QCOMPARE(qint64(failing.json["conflicts"].toInteger()), 1);
    }
    void hpListing()
    {
        NEED_SAMPLES(samples);
        // The public listing has no header; the same pairs with one.
        std::string grants = "user,permission\n";
        for (const auto& line : split(test::readFile(*samples / "4-access/hp-role-mining/hc.txt"), '\n')) {
            std::istringstream words(line);
            std::string user, permission;
            if (words >> user >> permission)
                grants += user + "," + permission + "\n";
        }
        QVERIFY(cli::writeFile(file("hc.csv"), grants));
        QVERIFY(cli::writeFile(file("hc_rules.csv"), "rule,left,right\nA,6,10\nB,6,33\nC,6,31\n"));
        const auto got = call({"sod", "check", "--grants", file("hc.csv"), "--rules", file("hc_rules.csv"), "--out", file("hc_out.csv")});
        QCOMPARE(got.code, 0);
        QCOMPARE(qint64(got.json["users"].toInteger()), 46);
        QCOMPARE(qint64(got.json["grants"].toInteger()), 1486);
        QCOMPARE(qint64(got.json["conflicts"].toInteger()), 45 + 27 + 20); // SOD_ORACLE_hc_domino.csv
    }
    void clearErrors()
    {
        const auto missing = call({"sod", "check", "--grants", file("none.csv"), "--rules", data("rules.csv"), "--out", file("o.csv")});
        QCOMPARE(missing.code, 4);
        const auto wrong = call({"sod", "check", "--grants", data("rules.csv"), "--rules", data("rules.csv"), "--out", file("o.csv")});
        QCOMPARE(wrong.code, 4);
        COMPARE_STR(wrong.json["error"]["code"].toString(), "import.missing_columns");
        QVERIFY(cli::writeFile(file("bad.json"), R"({"format":"oxseal-sod-rules","format_version":1,"name":"x","version":"1",)"
                                                 R"("functions":[],"rules":[{"id":"R","legs":[["NO"]],"severity":"high"}]})"));
        const auto bad = call({"sod", "check", "--grants", data("listing.csv"), "--rules", file("bad.json"), "--out", file("o.csv")});
        QCOMPARE(bad.code, 4);
        COMPARE_STR(bad.json["error"]["code"].toString(), "sod.unknown_function");
        const auto usage = call({"access", "compare", "--listing", data("listing.csv"), "--roster", data("roster.csv"), "--out", file("o.csv")});
        QCOMPARE(usage.code, 2);
        QVERIFY(!std::filesystem::exists(file("o.csv")));
        QVERIFY(!std::filesystem::exists(file("o.csv") + ".part"));
    }
};

OXSEAL_TEST_CLASS(TestAccessFiles);
#include "tst_access_files.moc"
