// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "tests/storage/access/access_world.h"

#include <fstream>
#include <sstream>

using namespace oxseal;

/// The review and sod verbs on a workspace: words in, JSON and exit codes out. The rules themselves are tested below.
class TestReviewVerbs : public QObject
{
    Q_OBJECT

    struct Answer
    {
        int code = 0;
        Json json;
    };
    test::AccessWorld company_;

    std::string path(const char* name) { return company_.world.path(name).string(); }
    Answer call(const std::string& login, std::vector<std::string> words)
    {
        std::ofstream(path("pass")) << company_.words.at(login) << "\n";
        words.insert(words.begin() + 2, path("acme.oxseal"));
        for (const std::string& word : {std::string("--user"), login, std::string("--passphrase-file"), path("pass"), std::string("--json")})
            words.push_back(word);
        std::ostringstream out, err;
        Answer answer;
        answer.code = cli::run(words, out, err, company_.world.environment());
        answer.json = parseJson(out.str()).value_or(Json(out.str() + err.str()));
        return answer;
    }

private Q_SLOTS:
    void quarterByCommands()
    {
        VERIFY_OK(company_.found());
        {
            auto opened = company_.as("con");
            VERIFY_OK(opened);
            VERIFY_OK(test::AccessWorld::keep(**opened, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30",
                "account_id|person_id|status|role|permission|level|last_login",
                {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-15",
                    "ann|E2|active|Payer|Vendor Payment Approval|Full|2026-09-20"}));
            VERIFY_OK(test::AccessWorld::keep(**opened, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|status|term_date",
                {"E2|active|", "E3|terminated|2026-08-14", "E10|active|", "E20|active|"}));
            VERIFY_OK((*opened)->close());
        }
        const auto open = call("con", {"review", "open", "--period", "2026-Q3", "--system", "ERP", "--system-owner", "con", "--reason", "Q3"});
        QVERIFY2(open.code == 0, prettyJson(open.json).c_str());
        QCOMPARE(qint64(open.json["campaign"].toInteger()), 1);
        QCOMPARE(qint64(open.json["lines"].toInteger()), 3);
        QCOMPARE(qint64(open.json["flags"]["used_after_leaving"].toInteger()), 1);
        QCOMPARE(call("con", {"review", "open", "--period", "2026-Q3", "--system", "ERP", "--system-owner", "con"}).code, 2); // no reason
        QCOMPARE(call("rita", {"review", "open", "--period", "2026-Q3", "--system", "ERP", "--system-owner", "con", "--shape", "leavers", "--reason", "x"}).code, 3);
        const auto assigned = call("con", {"review", "assign", "--campaign", "1", "--reviewers", "rita", "--reason", "Q3"});
        QCOMPARE(assigned.code, 0);
        QCOMPARE(qint64(assigned.json["assigned"].toInteger()), 3);
        QVERIFY(cli::writeFile(path("d.csv"), "row,decision,code,comment\n0,keep,,needed\n2,keep,,needed\n1,revoke,leaver,left on 14 August\n"));
        const auto decided = call("rita", {"review", "decide", "--campaign", "1", "--file", path("d.csv"), "--reason", "Q3"});
        QVERIFY2(decided.code == 0, prettyJson(decided.json).c_str());
        QCOMPARE(qint64(decided.json["pending"].toInteger()), 0);
        QCOMPARE(qint64(decided.json["removals_open"].toInteger()), 1);
        const auto early = call("con", {"review", "conclude", "--campaign", "1", "--performed", "2026-09-30", "--reason", "Q3"});
        QCOMPARE(early.code, 2);
        COMPARE_STR(early.json["error"]["code"].toString(), "access.performance_day");
        const auto concluded = call("con", {"review", "conclude", "--campaign", "1", "--performed", "2026-10-01", "--reason", "Q3"});
        COMPARE_STR(concluded.json["state"].toString(), "remediating");
        QCOMPARE(call("con", {"review", "claim", "--removal", "1", "--ticket", "T-1", "--reason", "Q3"}).code, 0);
        const auto unproven = call("con", {"review", "verify", "--campaign", "1", "--reason", "Q3", "--fail-on-findings"});
        QCOMPARE(unproven.code, 1); // the only extract is older than the claim
        QCOMPARE(qint64(unproven.json["unproven"].toInteger()), 1);
        const auto shown = call("rita", {"review", "show", "--campaign", "1"});
        QCOMPARE(shown.json["rows"].toArray().size(), std::size_t(3));
        COMPARE_STR(shown.json["removals"].toArray()[0]["state"].toString(), "claimed");
        COMPARE_STR(call("con", {"review", "show", "--campaign", "9"}).json["error"]["code"].toString(), "access.no_such_campaign");

        const auto rules = call("con", {"sod", "rules", "--generic", "--as", "netsuite=ERP", "--reason", "Adopted"});
        QVERIFY2(rules.code == 0, prettyJson(rules.json).c_str());
        QCOMPARE(qint64(rules.json["rules"].toInteger()), 62);
        const auto run = call("con", {"sod", "run", "--period", "2026-Q3", "--reason", "Q3", "--fail-on-findings"});
        QCOMPARE(run.code, 1);
        QCOMPARE(qint64(run.json["conflicts"].toInteger()), 1); // Ann: bills and their payment
        const auto list = call("con", {"sod", "list", "--period", "2026-Q3"});
        const Json& conflict = list.json["conflicts"].toArray()[0];
        COMPARE_STR(conflict["rule"].toString(), "S05");
        const std::string fingerprint = conflict["fingerprint"].toString();
        const auto own = call("con", {"sod", "mitigate", "--period", "2026-Q3", "--fingerprint", fingerprint, "--control", "AP-07",
            "--performer", "E2", "--expires", "2027-03-31", "--reason", "x"});
        QCOMPARE(own.code, 2);
        COMPARE_STR(own.json["error"]["code"].toString(), "sod.mitigated_by_conflicted");
        const auto mitigated = call("con", {"sod", "mitigate", "--period", "2026-Q3", "--fingerprint", fingerprint, "--control", "AP-07",
            "--performer", "E10", "--expires", "2027-03-31", "--state", "tested", "--reason", "Weekly review"});
        COMPARE_STR(mitigated.json["standing"].toString(), "mitigated");
    }
};

OXSEAL_TEST_CLASS(TestReviewVerbs);
#include "tst_review_verbs.moc"
