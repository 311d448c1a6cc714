// SPDX-License-Identifier: GPL-3.0-or-later
// A6, X2: the packet holds every decision, what stands follows from them, and whoever alters one is found out by the ledger.
#include "storage/actions/handover_actions.h"
#include "tests/support/decisions_again.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
namespace fs = std::filesystem;

class TestDecisionPacket : public QObject
{
    Q_OBJECT

    test::AccessWorld company_;
    std::map<std::string, std::string> files_;
    CampaignId id_;

    static void decide(Workspace& workspace, CampaignId id, std::int64_t row, Decision decision, const char* comment = "")
    {
        VERIFY_OK(decideLines(workspace, id, {{row, decision, decision == Decision::Keep ? "" : decision == Decision::Unsure ? "ask_owner" : "not_needed", "", comment}}, "Q3"));
    }
    fs::path packet() { return company_.world.path("packet.zip"); }
    /// The files with one text replaced in one of them, which must be in it.
    std::string altered(const std::vector<std::tuple<std::string, std::string, std::string>>& edits)
    {
        auto files = files_;
        for (const auto& [path, from, to] : edits) {
            const std::size_t at = files[path].find(from);
            if (at == std::string::npos)
                return "nothing to alter in " + path;
            files[path].replace(at, from.size(), to);
        }
        return test::decisionsAgain(packet(), files);
    }
    /// Without the first record of a file that has the text.
    static std::string without(std::string text, const std::string& of)
    {
        const std::size_t at = text.find(of);
        const std::size_t from = text.rfind("\r\n", at) + 2;
        return text.erase(from, text.find("\r\n", at) + 2 - from);
    }

private Q_SLOTS:
    /// Rita and Rob must both decide; row 0 is decided twice, row 1 in disagreement and resolved, row 2 in bulk with row 3, row 4 from a file.
    void everyDecisionIsInThePacket()
    {
        VERIFY_OK(company_.found());
        test::as(company_, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::keepListing(workspace, {test::clerk("ann", "E2", "Bills"), test::clerk("bo", "E3", "Payments"), test::clerk("ann", "E2", "Statements"),
                                                       test::clerk("bo", "E3", "Statements"), test::clerk("cy", "E4", "Vendors"), test::clerk("cy", "E4", "Ledger")}));
            VERIFY_OK(test::keepRoster(workspace));
            ReviewOpening opening;
            opening.system = "ERP";
            opening.systemOwner = "con";
            access::Stage both;
            both.quorum = access::Quorum::All;
            opening.stages = {both};
            id_ = openReview(workspace, periodByName(workspace.db(), "2026-Q3").value(), opening, "Q3").value();
            QCOMPARE(assignReviewers(workspace, id_, {{"rita", "rob"}, {}, 1, 2}, "Q3")->assigned, std::int64_t(6));
        });
        company_.world.now = *Instant::fromIso("2026-10-02T08:00:00Z");
        test::as(company_, "rita", [&](Workspace& workspace) {
            decide(workspace, id_, 0, Decision::Unsure, "Asked the owner");
            decide(workspace, id_, 1, Decision::Revoke);
            VERIFY_OK(decideBulk(workspace, id_, {2, 3}, {0, Decision::Keep, "", "", "Everybody reads statements", {}}, "Q3"));
            VERIFY_OK(decideFile(workspace, id_, {{4, Decision::Keep, "", "", "Her job", {}}, {5, Decision::Unsure, "ask_owner", "", "?", {}}}, "Q3"));
        });
        company_.world.now = *Instant::fromIso("2026-10-03T08:00:00Z");
        test::as(company_, "rob", [&](Workspace& workspace) {
            for (const std::int64_t row : {0, 1, 2, 3, 4, 5})
                decide(workspace, id_, row, Decision::Keep);
        });
        test::as(company_, "rita", [&](Workspace& workspace) { decide(workspace, id_, 0, Decision::Keep, "The owner agrees"); });
        test::as(company_, "con", [&](Workspace& workspace) {
            VERIFY_OK(resolveLine(workspace, id_, {1, Decision::Revoke, "not_needed", "", "Rita knows the team", {}}, "Q3"));
            files_ = test::decisionFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
        });
        const std::string& history = files_.at("data/access_decisions.csv");
        QCOMPARE(std::count(history.begin(), history.end(), '\n'), std::ptrdiff_t(15)); // fourteen and the header
        // The first word on row 0 is there with what took its place: the thirteenth.
        QVERIFY2(history.find("1,1,0,1,reviewer,rita,unsure,ask_owner,,Asked the owner,own,1,rita,,2026-10-02T08:") != std::string::npos, history.c_str());
        QVERIFY(history.find(",superseded,13\r\n") != std::string::npos);
        QVERIFY(history.find("1,3,2,1,reviewer,rita,keep,,,Everybody reads statements,bulk,2,rita,") != std::string::npos);
        QVERIFY(history.find("1,5,4,1,reviewer,rita,keep,,,Her job,file,2,rita,") != std::string::npos);
        QVERIFY(history.find("1,14,1,0,,con,revoke,not_needed,,Rita knows the team,resolution,1,con,") != std::string::npos);
        COMPARE_STR(test::decisionsAgain(packet(), files_), "");
    }

    void aDecisionThatIsLeftOut()
    {
        QVERIFY(!files_.empty());
        // A former word: nothing that stands depends on it, but the ledger recorded it.
        auto files = files_;
        files["data/access_decisions.csv"] = without(files["data/access_decisions.csv"], "Asked the owner");
        std::string found = test::decisionsAgain(packet(), files);
        QVERIFY2(found.find("data/access_reviews.csv row 1, decisions: 14|13") != std::string::npos, found.c_str());
        QVERIFY2(found.find("of the ledger: |line 0: unsure ask_owner Asked the owner") != std::string::npos, found.c_str());
        // One that stands takes the standing of its line with it.
        files = files_;
        files["data/access_decisions.csv"] = without(files["data/access_decisions.csv"], "Rita knows the team");
        found = test::decisionsAgain(packet(), files);
        QVERIFY2(found.find("data/access_lines.csv row 2, decision: revoke|\n") != std::string::npos, found.c_str());
    }

    void aDecisionThatIsAltered()
    {
        QVERIFY(!files_.empty());
        std::string found = altered({{"data/access_decisions.csv", "Asked the owner", "Asked nobody"}});
        COMPARE_STR(found, "data/access_decisions.csv row 1, comment: Asked nobody|Asked the owner\n");
        // What stands, in the line alone.
        found = altered({{"data/access_lines.csv", ",revoke,not_needed,,Rita knows the team", ",keep,,,Rita knows the team"}});
        QVERIFY2(found.find("data/access_lines.csv row 2, decision: keep|revoke\n") == 0, found.c_str());
        // Everywhere alike: only the ledger tells.
        found = altered({{"data/access_lines.csv", ",revoke,not_needed,,Rita knows the team", ",keep,,,Rita knows the team"},
            {"data/access_votes.csv", ",revoke,not_needed,,Rita knows the team", ",keep,,,Rita knows the team"},
            {"data/access_decisions.csv", ",revoke,not_needed,,Rita knows the team", ",keep,,,Rita knows the team"}});
        COMPARE_STR(found, "data/access_decisions.csv row 14, decision: keep|revoke\ndata/access_decisions.csv row 14, code: |not_needed\n");
        // And with a body to match, its digest.
        found = altered({{"data/access_lines.csv", "Rita knows the team", "Rita knows the town"}, {"data/access_votes.csv", "Rita knows the team", "Rita knows the town"},
            {"data/access_decisions.csv", "Rita knows the team", "Rita knows the town"}, {"ledger/decision_bodies.ndjson", "Rita knows the team", "Rita knows the town"}});
        QVERIFY2(found.find("ledger/decision_bodies.ndjson entry ") == 0, found.c_str());
    }

    void quorumAndStage()
    {
        QVERIFY(!files_.empty());
        // Had the first decision closed the stage, row 5, of which Rita is unsure, would be Rob's alone.
        std::string found = altered({{"data/access_stages.csv", ",reviewer,all,all,", ",reviewer,all,first,"}});
        QVERIFY2(found.find("stage_state: open|agreed") != std::string::npos && found.find("data/access_lines.csv row 6, decision: unsure|keep") != std::string::npos, found.c_str());
        found = altered({{"data/access_votes.csv", ",disagreed,", ",agreed,"}});
        QVERIFY2(found.find("stage_state: agreed|disagreed") != std::string::npos, found.c_str());
        // A seat that is said to be younger than what was decided there.
        found = altered({{"data/access_votes.csv", "Z,0\r\n", "Z,99\r\n"}});
        QVERIFY2(found.find("data/access_votes.csv row 1, decision: keep|\n") != std::string::npos, found.c_str());
    }

    /// A program that knew no history stated none, and what it stated comes out as before.
    void anOlderPacket()
    {
        QVERIFY(!files_.empty());
        auto files = files_;
        files.erase("data/access_decisions.csv");
        files.erase("ledger/decision_bodies.ndjson");
        std::string& reviews = files["data/access_reviews.csv"];
        reviews.replace(reviews.find(",decisions"), 10, ",something"); // a column of before has another name
        COMPARE_STR(test::decisionsAgain(packet(), files), "");
        // But with the number of decisions stated, the file must be there.
        files = files_;
        files.erase("data/access_decisions.csv");
        COMPARE_STR(test::decisionsAgain(packet(), files), "left out data/access_decisions.csv\n");
        files = files_;
        files.erase("ledger/decision_bodies.ndjson");
        COMPARE_STR(test::decisionsAgain(packet(), files), "left out ledger/decision_bodies.ndjson\nleft out ledger/decision_bodies.ndjson\n");
    }

    void aSuccessorDecidesAgain()
    {
        QVERIFY(!files_.empty());
        test::as(company_, "con", [&](Workspace& workspace) {
            VERIFY_OK(succeedReviewer(workspace, periodByName(workspace.db(), "2026-Q3").value(), "rob", "cora", "Rob leaves"));
            files_ = test::decisionFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
        });
        COMPARE_STR(test::decisionsAgain(packet(), files_), "");
    }
};

OXSEAL_TEST_CLASS(TestDecisionPacket);
#include "tst_decision_packet.moc"
