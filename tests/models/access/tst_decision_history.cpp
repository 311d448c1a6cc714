// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/decision_history.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestDecisionHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastWordOfEachSeat()
    {
        const std::vector<PastDecision> decisions{{3, 7, 1, "rita"}, {4, 7, 1, "rob"}, {8, 7, 1, "rita"}, {9, 7, 2, "rita"}, {11, 8, 1, "rita"}};
        const std::vector<HeldSeat> seats{{7, 1, "rita", 0}, {7, 1, "cora", 4}, {7, 2, "rita", 8}, {8, 1, "rita", 11}};
        const HistoryReading reading = readHistory(decisions, seats);
        QCOMPARE(reading.supersededBy, (std::vector<std::int64_t>{8, 0, 0, 0, 0}));
        QVERIFY(reading.ofSeat[0] == std::size_t(2));
        QVERIFY(!reading.ofSeat[1]); // never decided
        QVERIFY(reading.ofSeat[2] == std::size_t(3));
        QVERIFY(!reading.ofSeat[3]); // has to decide again
        QCOMPARE(reading.inForce, (std::vector<bool>{false, false, true, true, false}));
        // Rob's seat went to Cora; nothing of his stands.
        COMPARE_STR(name(fateOf(false, reading.inForce[1], reading.supersededBy[1])), "ended");
        COMPARE_STR(name(fateOf(false, reading.inForce[0], reading.supersededBy[0])), "superseded");
        COMPARE_STR(name(fateOf(false, reading.inForce[3], reading.supersededBy[3])), "of_seat");
        COMPARE_STR(name(fateOf(true, true, 0)), "stands");
    }

    void aResolutionIsNobodysSeat()
    {
        const std::vector<PastDecision> decisions{{1, 0, 0, "con"}, {2, 0, 0, "cora"}};
        const std::vector<HeldSeat> seats{{0, 0, "cora", 0}};
        const HistoryReading reading = readHistory(decisions, seats);
        QCOMPARE(reading.supersededBy, (std::vector<std::int64_t>{2, 0}));
        QVERIFY(reading.ofSeat[0] == std::size_t(1));
    }

    void whatALineShows()
    {
        const std::vector<Stage> stages(1, Stage{StageKind::Reviewer, StageLines::All, Quorum::All, {}, {}, Escalation::Tell});
        const LineFlags flags;
        std::vector<Vote> votes{{0, "rita", "", Decision::Keep, ""}, {0, "rob", "", Decision::Unsure, ""}};
        ShownVotes shown = shownVotes(stages, standingOf(stages, flags, votes), votes);
        QVERIFY(shown.reviewer == std::size_t(1) && shown.decision == std::size_t(1)); // Rob's turn, who was unsure
        votes[1].decision = Decision::Keep;
        shown = shownVotes(stages, standingOf(stages, flags, votes), votes);
        QVERIFY(shown.reviewer == std::size_t(0) && shown.decision == std::size_t(0));
        votes[1].decision = Decision::Revoke; // disputed: nothing stands
        shown = shownVotes(stages, standingOf(stages, flags, votes), votes);
        QVERIFY(shown.reviewer == std::size_t(0) && !shown.decision);
        votes.push_back({1, "con", "", Decision::Revoke, ""});
        shown = shownVotes(stages, standingOf(stages, flags, votes), votes);
        QVERIFY(shown.decision == std::size_t(2));
    }

    void whatTheLedgerRecorded()
    {
        const Json body = parseJson(R"({"after":[{"bulk":2,"code":"","comment":"c","decision":"keep","file_of":2,"in_place_of":4,"row":5,"stage":2}]})").value();
        const auto own = recordedDecisions("review.decide", body);
        QCOMPARE(own.size(), std::size_t(1));
        QCOMPARE(own[0].row, std::int64_t(5));
        QVERIFY(own[0].stage == 2 && own[0].bulk == 2 && own[0].inPlaceOf == 4);
        COMPARE_STR(name(own[0].way), "file");
        const Json reply = parseJson(R"({"after":{"decisions":[{"code":"","comment":"","decision":"keep","row":1}],"taken":1}})").value();
        const auto answers = recordedDecisions("review.reply_merge", reply);
        QCOMPARE(answers.size(), std::size_t(1));
        COMPARE_STR(name(answers[0].way), "answer");
        QVERIFY(!answers[0].stage); // a program before stages
        QVERIFY(recordedDecisions("review.open", body).empty());
        QCOMPARE(campaignOfObject("campaign:3/row:17"), std::int64_t(3));
        QCOMPARE(campaignOfObject("campaign:30"), std::int64_t(30));
        QCOMPARE(campaignOfObject("person:3"), std::int64_t(0));
    }
};

OXSEAL_TEST_CLASS(TestDecisionHistory);
#include "tst_decision_history.moc"
