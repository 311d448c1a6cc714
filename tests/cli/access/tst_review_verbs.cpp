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

    /// `review answer` needs no workspace.
    Answer answer(const std::string& login, std::vector<std::string> words)
    {
        std::ofstream(path("pass")) << company_.words.at(login) << "\n";
        words.insert(words.begin(), {"review", "answer", path("rita.oxpack"), "--passphrase-file", path("pass"), "--json"});
        std::ostringstream out, err;
        Answer answer;
        answer.code = cli::run(words, out, err, company_.world.environment());
        answer.json = parseJson(out.str()).value_or(Json(out.str() + err.str()));
        return answer;
    }
    /// One line is answered from outside.
    void answerByPack()
    {
        const auto packed = call("con", {"review", "pack", "--campaign", "1", "--reviewer", "rita", "--out", path("rita.oxpack"), "--reason", "Travels"});
        QVERIFY2(packed.code == 0, prettyJson(packed.json).c_str());
        QCOMPARE(qint64(packed.json["lines"].toInteger()), 3);
        const auto shown = answer("rita", {});
        QVERIFY2(shown.code == 0, prettyJson(shown.json).c_str());
        QCOMPARE(shown.json["rows"].toArray().size(), std::size_t(3));
        COMPARE_STR(shown.json["sha256"].toString(), packed.json["sha256"].toString());
        QCOMPARE(answer("con", {}).code, 3); // sealed to another
        QVERIFY(cli::writeFile(path("a.csv"), "row,decision,comment\n0,keep,needed\n"));
        QCOMPARE(answer("rita", {"--file", path("a.csv")}).code, 2); // where to?
        QCOMPARE(answer("rita", {"--file", path("a.csv"), "--out", path("rita.oxreply")}).code, 0);
        const auto merged = call("con", {"review", "merge", "--file", path("rita.oxreply"), "--reason", "By e-mail"});
        QVERIFY2(merged.code == 0, prettyJson(merged.json).c_str());
        QCOMPARE(qint64(merged.json["taken"].toInteger()), 1);
        QCOMPARE(qint64(merged.json["unanswered"].toInteger()), 2);
        COMPARE_STR(merged.json["grade"].toString(), "key_signed");
        QVERIFY(call("con", {"review", "merge", "--file", path("rita.oxreply"), "--reason", "Again"}).json["already"].toBool());
        QCOMPARE(call("con", {"review", "merge", "--file", path("a.csv"), "--reason", "x"}).code, 4);
        const auto listed = call("con", {"review", "answers", "--campaign", "1"});
        COMPARE_STR(listed.json["replies"].toArray()[0]["answers"].toArray()[0]["state"].toString(), "taken");
        QCOMPARE(call("con", {"review", "rule", "--reply", "1", "--for", "standing", "--reason", "x"}).code, 2); // no conflict
        const auto book = call("con", {"review", "pack", "--campaign", "1", "--reviewer", "rita", "--form", "xlsx", "--out", path("rita.xlsx"), "--reason", "Travels"});
        QVERIFY2(book.code == 0, prettyJson(book.json).c_str());
        COMPARE_STR(call("con", {"review", "merge", "--file", path("rita.xlsx"), "--reason", "x"}).json["error"]["code"].toString(), "access.answer_none");
        const auto form = call("con", {"review", "pack", "--campaign", "1", "--reviewer", "rita", "--form", "pdf", "--out", path("rita.pdf"), "--reason", "Travels"});
        QVERIFY2(form.code == 0, prettyJson(form.json).c_str());
        COMPARE_STR(call("con", {"review", "merge", "--file", path("rita.pdf"), "--reason", "x"}).json["error"]["code"].toString(), "access.answer_none");
        COMPARE_STR(call("rita", {"review", "sign", "--file", path("rita.pdf"), "--out", path("signed.pdf")}).json["error"]["code"].toString(), "access.answer_none");
        COMPARE_STR(call("con", {"review", "pack", "--campaign", "1", "--reviewer", "rita", "--form", "docx", "--out", path("x"), "--reason", "x"}).json["error"]["code"].toString(),
            "cli.bad_value");
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
        const auto off = call("con", {"review", "quality", "--campaign", "1"});
        QCOMPARE(off.code, 0);
        COMPARE_STR(off.json["mode"].toString(), "off");
        QCOMPARE(call("con", {"review", "quality-mode", "--mode", "named", "--from", "2026-10-01", "--reason", "x"}).code, 2);
        QCOMPARE(call("con", {"review", "quality-mode", "--mode", "by_name", "--from", "2026-10-01", "--reason", "x"}).code, 2); // no notice
        QCOMPARE(call("con", {"review", "quality-mode", "--mode", "by_name", "--from", "2026-10-01", "--notice", "Told", "--reason", "Agreed"}).code, 0);
        const auto policy = call("con", {"review", "policy"});
        QCOMPARE(policy.code, 0);
        QCOMPARE(qint64(policy.json["policy"]["quality"]["smallest_group"].toInteger()), 5);
        std::ofstream(path("policy.json")) << canonicalJson(policy.json["policy"]);
        QCOMPARE(call("con", {"review", "policy", "--file", path("policy.json"), "--from", "2026-10-02", "--reason", "The same"}).code, 0);
        QCOMPARE(call("con", {"review", "policy", "--approve", "1", "--reason", "x"}).code, 3); // the own one
        QCOMPARE(call("paula", {"review", "policy", "--approve", "1", "--reason", "Seen"}).code, 0);
        QCOMPARE(call("rita", {"review", "open", "--period", "2026-Q3", "--system", "ERP", "--system-owner", "con", "--shape", "leavers", "--reason", "x"}).code, 3);
        const auto assigned = call("con", {"review", "assign", "--campaign", "1", "--reviewers", "rita", "--reason", "Q3"});
        QCOMPARE(assigned.code, 0);
        QCOMPARE(qint64(assigned.json["assigned"].toInteger()), 3);
        answerByPack();
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
        QCOMPARE(qint64(rules.json["rules"].toInteger()), 66);
        const auto run = call("con", {"sod", "run", "--period", "2026-Q3", "--reason", "Q3", "--fail-on-findings"});
        QCOMPARE(run.code, 1);
        QCOMPARE(qint64(run.json["conflicts"].toInteger()), 1); // Ann: bills and their payment
        const auto list = call("con", {"sod", "list", "--period", "2026-Q3"});
        const Json& conflict = list.json["conflicts"].toArray()[0];
        COMPARE_STR(conflict["rule"].toString(), "S05");
        const std::string fingerprint = conflict["fingerprint"].toString();
        const auto roles = call("con", {"sod", "roles", "--period", "2026-Q3"});
        QCOMPARE(roles.json["conflicts"].toArray().size(), std::size_t(1)); // it lies in the two roles together
        const Json& pair = roles.json["conflicts"].toArray()[0];
        COMPARE_STR(pair["rule"].toString() + ", " + pair["roles"].toArray()[0].toString() + ", " + pair["roles"].toArray()[1].toString(), "S05, ERP: Clerk, ERP: Payer");
        QCOMPARE(qint64(pair["holders"].toInteger()), 1);
        const auto identities = call("rita", {"review", "identities", "--campaign", "1"});
        QCOMPARE(identities.code, 0);
        QVERIFY(identities.json["doubts"].toArray().empty());
        QCOMPARE(call("con", {"control", "load", "--reason", "Set-up"}).code, 0);
        const auto own = call("con", {"sod", "mitigate", "--period", "2026-Q3", "--fingerprint", fingerprint, "--control", "FC-02",
            "--performer", "E2", "--expires", "2027-03-31", "--reason", "x"});
        QCOMPARE(own.code, 2);
        COMPARE_STR(own.json["error"]["code"].toString(), "sod.mitigated_by_conflicted");
        const auto mitigated = call("con", {"sod", "mitigate", "--period", "2026-Q3", "--fingerprint", fingerprint, "--control", "FC-02",
            "--performer", "E10", "--expires", "2027-03-31", "--state", "tested", "--reason", "Weekly review"});
        COMPARE_STR(mitigated.json["error"]["code"].toString(), "sod.mitigation_untested");
        const auto operating = call("con", {"sod", "mitigate", "--period", "2026-Q3", "--fingerprint", fingerprint, "--control", "FC-02",
            "--performer", "E10", "--expires", "2027-03-31", "--state", "operating", "--reason", "Weekly review"});
        QVERIFY2(operating.code == 0, prettyJson(operating.json).c_str());
        COMPARE_STR(operating.json["standing"].toString(), "mitigated_untested");
        const auto accept = [&](const char* login, const char* verb, const char* until) {
            std::vector<std::string> words{"sod", verb, "--period", "2026-Q3", "--fingerprint", fingerprint, "--reason", "Until the hire"};
            if (*until != '\0')
                words.insert(words.end(), {"--until", until});
            return call(login, words);
        };
        COMPARE_STR(accept("con", "accept", "2026-09-30").json["error"]["code"].toString(), "sod.acceptance_past");
        COMPARE_STR(accept("con", "accept", "2028-01-01").json["error"]["code"].toString(), "sod.acceptance_too_long");
        COMPARE_STR(accept("con", "accept", "2026-12-31").json["acceptances"].toArray()[0]["state"].toString(), "waiting");
        QCOMPARE(accept("con", "accept-approve", "").code, 3); // the own one
        const auto approved = accept("paula", "accept-approve", "");
        QVERIFY2(approved.code == 0, prettyJson(approved.json).c_str());
        COMPARE_STR(approved.json["acceptances"].toArray()[0]["state"].toString(), "counts");
        COMPARE_STR(approved.json["acceptances"].toArray()[0]["second"]["by"].toString(), "paula");
        COMPARE_STR(accept("paula", "accept-decline", "").json["error"]["code"].toString(), "sod.nothing_accepted");
        laterExtract();
        wordsAboutAccounts();
        rareAccess();
    }

private:
    /// A service account without an owner, and one of which it is not sure whose it is.
    void wordsAboutAccounts()
    {
        {
            auto opened = company_.as("con");
            VERIFY_OK(test::AccessWorld::keep(**opened, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|name|type|status|permission|last_credential_change|purpose",
                {"svc||Feed|service|active|Statements|2026-09-01|Statements come in", "b9|E99|Bo|human|active|Wire||"}));
            VERIFY_OK((*opened)->close());
        }
        QCOMPARE(call("con", {"review", "open", "--period", "2026-Q3", "--system", "BANK", "--system-owner", "con", "--shape", "non_human", "--reason", "Q3"}).code, 0);
        const auto stated = call("rita", {"review", "state", "--campaign", "3", "--account", "svc", "--owner", "E2", "--reason", "Asked"});
        QVERIFY2(stated.code == 0, prettyJson(stated.json).c_str());
        COMPARE_STR(stated.json["owner"].toString(), "E2");
        COMPARE_STR(call("rita", {"review", "state", "--campaign", "3", "--account", "svc", "--purpose", "x", "--reason", "Asked"}).json["error"]["code"].toString(), "access.fact_listed");
        const auto shown = call("rita", {"review", "show", "--campaign", "3"});
        const Json& facts = shown.json["rows"].toArray().at(0)["account_facts"];
        COMPARE_STR(facts["owner"].toString() + " " + facts["owner_from"].toString() + " " + facts["purpose"].toString() + " " + facts["purpose_from"].toString(),
            "E2 stated Statements come in listing");
        QCOMPARE(qint64(facts["key_age_days"].toInteger()), 29);
        QVERIFY(shown.json["rows_left_out"].toArray().at(0)["account_facts"].isNull());
        std::ostringstream out, err;
        QCOMPARE(cli::run({"review", "show", path("acme.oxseal"), "--campaign", "3", "--user", "rita", "--passphrase-file", path("pass")}, out, err, company_.world.environment()), 0);
        QVERIFY2(out.str().find("owner E2 (stated by rita, 2026-10-01); purpose Statements come in; key 29 days") != std::string::npos, out.str().c_str());

        COMPARE_STR(call("con", {"review", "identity-decide", "--campaign", "3", "--account", "b9", "--reason", "x"}).json["error"]["code"].toString(), "cli.bad_value");
        QCOMPARE(call("rita", {"review", "identity-decide", "--campaign", "3", "--account", "b9", "--is", "E3", "--reason", "x"}).code, 3);
        const auto open = call("con", {"review", "identities", "--campaign", "3", "--fail-on-findings"});
        QCOMPARE(open.code, 1);
        QCOMPARE(call("con", {"review", "identity-decide", "--campaign", "3", "--account", "b9", "--is", "E3", "--reason", "Asked him"}).code, 0);
        const auto decided = call("con", {"review", "identities", "--campaign", "3", "--fail-on-findings"});
        QCOMPARE(decided.code, 0);
        const Json& said = decided.json["doubts"].toArray().at(0)["decisions"].toArray().at(0);
        COMPARE_STR(said["employee_id"].toString() + " " + said["by"].toString() + " " + said["why"].toString(), "E3 con Asked him");
    }
    /// Five clerks of one department all enter bills, and one of them pays: 4 of 4 peers do not, 100 %, the score is 4 × 4 / 4.
    void rareAccess()
    {
        {
            auto opened = company_.as("con");
            VERIFY_OK(opened);
            VERIFY_OK(test::AccessWorld::keep(**opened, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|department|title|manager_id|status",
                {"E2|Ann|AP|Clerk|E20|active", "E3|Bo|AP|Clerk|E20|active", "E4|Cy|AP|Clerk|E20|active", "E5|Di|AP|Clerk|E20|active", "E6|Ed|AP|Clerk|E20|active"}));
            VERIFY_OK(test::AccessWorld::keep(**opened, {"listing", "CRM", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|status|permission",
                {"ann|E2|active|Pay", "ann|E2|active|Bills", "bo|E3|active|Bills", "cy|E4|active|Bills", "di|E5|active|Bills", "ed|E6|active|Bills"}));
            VERIFY_OK((*opened)->close());
        }
        const auto review = call("con", {"review", "open", "--period", "2026-Q3", "--system", "CRM", "--system-owner", "con", "--reason", "Q3"});
        QVERIFY2(review.code == 0, prettyJson(review.json).c_str());
        const auto shown = call("con", {"review", "show", "--campaign", "4"});
        QVERIFY2(shown.code == 0, prettyJson(shown.json).c_str());
        const Json& pays = shown.json["rows"].toArray().at(0)["rarity"];
        COMPARE_STR(prettyJson(pays), prettyJson(*parseJson(R"({"peers":4,"holding":0,"rare":"true","score":4})")));
        const Json& bills = shown.json["rows"].toArray().at(1)["rarity"];
        COMPARE_STR(prettyJson(bills), prettyJson(*parseJson(R"({"peers":4,"holding":4,"rare":"false","score":0})")));
        std::ostringstream out, err;
        QCOMPARE(cli::run({"review", "show", path("acme.oxseal"), "--campaign", "4", "--user", "con", "--passphrase-file", path("pass")}, out, err, company_.world.environment()), 0);
        QVERIFY2(out.str().find("Rare: 4 of 4 peers do not hold it, 100 % (rare from 75 % on); score 4 of 4.") != std::string::npos, out.str().c_str());
    }
    /// A later listing in which Bo's account alone changed: it is in the amendment, whose line is shown as left out.
    void laterExtract()
    {
        {
            auto opened = company_.as("con");
            VERIFY_OK(test::AccessWorld::keep(**opened, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|status|role|permission|level|last_login",
                {"ann|E2|disabled|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-15", "ann|E2|disabled|Payer|Vendor Payment Approval|Full|2026-09-20"}));
            VERIFY_OK((*opened)->close());
        }
        const auto amended = call("con", {"review", "amend", "--campaign", "1", "--reason", "Exported wrong"});
        QVERIFY2(amended.code == 0, prettyJson(amended.json).c_str());
        QCOMPARE(amended.json["delta"].toArray().size(), std::size_t(1));
        COMPARE_STR(amended.json["delta"].toArray()[0]["change"].toString(), "status_changed");
        COMPARE_STR(amended.json["delta"].toArray()[0]["after"].toString(), "disabled");
        std::ostringstream out, err;
        QCOMPARE(cli::run({"review", "show", path("acme.oxseal"), "--campaign", "2", "--user", "con", "--passphrase-file", path("pass")}, out, err, company_.world.environment()), 0);
        QVERIFY2(out.str().find("status_changed  ann  active → disabled") != std::string::npos, out.str().c_str());
        QVERIFY2(out.str().find("0  ann  Clerk / Bills (Full)  (left out: unchanged, decided in review 1)") != std::string::npos, out.str().c_str());
        const auto statement = call("con", {"review", "handover-statement", "--period", "2026-Q3", "--out", path("h.pdf")});
        QVERIFY2(statement.code == 0, prettyJson(statement.json).c_str());
        QVERIFY(statement.json["draft"].toBool()); // the amendment is open
        COMPARE_STR(call("con", {"scope", "memo", "--period", "2026-Q3", "--out", path("s.pdf")}).json["error"]["code"].toString(), "document.nothing");
    }
};

OXSEAL_TEST_CLASS(TestReviewVerbs);
#include "tst_review_verbs.moc"
