// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "storage/actions/control_actions.h"
#include "tests/storage/recon/recon_world.h"

#include <QTemporaryDir>

#include <fstream>
#include <sstream>

using namespace oxseal;

/// Deficiencies from the command line, by two people.
class TstDeficiencyVerbs : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    QTemporaryDir folder_;
    test::SeededRandom random_{77};
    std::string workspace_;
    Json json_;
    std::string err_;

    std::string path(const char* name) const { return folder_.filePath(QLatin1String(name)).toStdString(); }
    int run(const char* user, std::vector<std::string> words)
    {
        words.insert(words.begin() + 2, workspace_);
        for (const std::string& each : {std::string("--json"), std::string("--user"), std::string(user), std::string("--passphrase-file"), path("pass"), std::string("--reason"), std::string("test")})
            words.push_back(each);
        std::ostringstream out, err;
        Environment environment = Environment::system();
        environment.random = &random_;
        environment.stateFolder = path("state");
        environment.testKdf = true;
        const int code = cli::run(words, out, err, environment);
        err_ = err.str();
        json_ = parseJson(out.str()).value_or(Json());
        return code;
    }
    int deficiency(const char* user, const char* verb, std::vector<std::string> words)
    {
        words.insert(words.begin(), {"deficiency", verb});
        words.insert(words.end(), {"--period", "2026-Q3"});
        return run(user, std::move(words));
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(loadDefaultControls(world_.now(), "set up"));
        world_.statement("2026-Q3", {{"2026-09-17", 500'00, "", "DEPOSIT NORWALD", "F2"}}, "0.00", "500.00");
        world_.ledger("2026-Q3", {});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_.q3.id;
        request.booksOpening = 0;
        VERIFY_OK(openReconciliation(world_.now(), request, "close"));
        workspace_ = world_.now().folder().string();
        world_.leave();
        std::ofstream(path("pass")) << test::TempWorld::kPassphrase << '\n';
        std::ofstream(path("severity.json"))
            << R"({"id": "severity-rules", "version": 1, "effective": "2026-07-01", "note": "n", "materiality": {"USD": 450000}, "basis": "income", "significant_share": 2000})";
    }

    void materialityIsApprovedByAnother()
    {
        QCOMPARE(run("con", {"model", "propose", "--model", "severity-rules", "--file", path("severity.json")}), 0);
        QCOMPARE(run("con", {"model", "approve", "--model", "severity-rules", "--version", "2"}), 3);
        QCOMPARE(run("rex", {"model", "approve", "--model", "severity-rules", "--version", "2"}), 0);
    }

    void anExceptionIsRaisedAndShownThere()
    {
        QCOMPARE(run("pat", {"reconcile", "exceptions", "--period", "2026-Q3"}), 0);
        const std::string item = json_["exceptions"].toArray().front()["item"].toString();
        QVERIFY(json_["exceptions"].toArray().front()["deficiency"].isNull());
        QCOMPARE(deficiency("pat", "raise", {"--title", "Receipts nobody claims", "--entity", "US01", "--account", "1010", "--item", item, "--removal", "1"}), 2);
        QVERIFY2(deficiency("pat", "raise", {"--title", "Receipts nobody claims", "--entity", "US01", "--account", "1010", "--item", item, "--control", "AM-04"}) == 0, err_.c_str());
        QCOMPARE(json_["deficiency"].toInteger(), std::int64_t{1});
        COMPARE_STR(json_["links"].toArray().front()["source"].toString(), "exception");
        QCOMPARE(run("pat", {"reconcile", "exceptions", "--period", "2026-Q3"}), 0);
        QCOMPARE(json_["exceptions"].toArray().front()["deficiency"].toInteger(), std::int64_t{1});
        COMPARE_STR(json_["exceptions"].toArray().front()["deficiency_state"].toString(), "raised");
    }

    void itIsEvaluatedAndConcluded()
    {
        QCOMPARE(deficiency("pat", "evaluate", {"--deficiency", "1", "--likelihood", "maybe", "--currency", "USD", "--could-be", "1", "--prudent", "yes"}), 2);
        QCOMPARE(deficiency("pat", "evaluate", {"--deficiency", "1", "--likelihood", "probable", "--currency", "USD", "--could-be", "90000.00", "--known", "500", "--prudent", "yes"}), 0);
        COMPARE_STR(json_["proposal"]["level"].toString(), "significant_deficiency");
        COMPARE_STR(json_["proposal"]["merits_from"].toString(), "90000.00");
        QCOMPARE(deficiency("pat", "conclude", {"--deficiency", "1", "--as", "significant_deficiency"}), 3);
        QCOMPARE(deficiency("con", "conclude", {"--deficiency", "1", "--as", "control_deficiency"}), 2);
        COMPARE_STR(json_["error"]["code"].toString(), "deficiency.lower_needs_reason");
        QCOMPARE(deficiency("con", "conclude", {"--deficiency", "1", "--as", "significant_deficiency"}), 0);
        COMPARE_STR(json_["state"].toString(), "concluded");
        QCOMPARE(deficiency("con", "tell", {"--deficiency", "1", "--to", "auditor", "--on", "2026-10-01"}), 0);
        QCOMPARE(deficiency("pat", "list", {"--fail-on-findings"}), 1);
        QCOMPARE(json_["significant"].toInteger(), std::int64_t{1});
        QCOMPARE(deficiency("pat", "remediate", {"--deficiency", "1", "--since", "2026-09-29", "--retest", "5 of 5"}), 0);
        QCOMPARE(deficiency("pat", "list", {"--fail-on-findings"}), 0);
        QCOMPARE(deficiency("pat", "reopen", {"--deficiency", "1"}), 0);
        QCOMPARE(deficiency("pat", "show", {"--deficiency", "1"}), 0);
        COMPARE_STR(json_["state"].toString(), "raised");
        QCOMPARE(json_["history"].toArray().size(), std::size_t{5});
        QCOMPARE(deficiency("pat", "show", {"--deficiency", "9"}), 2);
    }
};

OXSEAL_TEST_CLASS(TstDeficiencyVerbs);
#include "tst_deficiency_verbs.moc"
