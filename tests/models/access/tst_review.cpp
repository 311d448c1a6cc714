// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/person_number.h"
#include "models/access/review.h"

#include "models/access/reason_codes.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

ReviewLine line(const char* id, const char* subject, const char* reviewer = "")
{
    ReviewLine made;
    made.id = id;
    made.system = "ERP";
    made.subject = subject;
    made.entitlement = "AP Clerk";
    made.reviewer = reviewer;
    made.flags.set(LineFlag::Privileged, Flag::No);
    return made;
}

std::string refusal(const Status& status) { return status ? "" : status.error().id(); }

} // namespace

class TestReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states()
    {
        using S = CampaignState;
        // The whole 6 × 6 table of A2: rows from, columns to.
        const bool table[6][6] = {
            {false, true, false, false, false, true}, // draft
            {false, false, true, false, false, true}, // open
            {false, false, false, true, true, false}, // concluded
            {false, false, false, false, true, false}, // remediating
            {false, false, false, false, false, false}, // remediation verified
            {false, false, false, false, false, false}, // cancelled
        };
        for (int from = 0; from < 6; ++from) {
            for (int to = 0; to < 6; ++to)
                QCOMPARE(canGo(static_cast<S>(from), static_cast<S>(to)), table[from][to]);
        }
        QCOMPARE(*campaignStateFromName("remediation_verified"), S::RemediationVerified);
        QVERIFY(!campaignStateFromName("done"));
    }

    void noSelfReview()
    {
        const Reviewer ann{"E1", false, {}};
        COMPARE_STR(refusal(mayReview(ann, line("1", "E1"), {})), "access.self_review");
        COMPARE_STR(refusal(mayReview(ann, line("1", "E2"), {})), "");
        // E1's access is reviewed by E2, so E1 may not review E2's.
        COMPARE_STR(refusal(mayReview(ann, line("1", "E2"), {reviewPair("E1", "E2")})), "access.reciprocal_review");
        // The same numbers as other systems write them.
        COMPARE_STR(refusal(mayReview({"e1 ", false, {}}, line("1", "E1"), {})), "access.self_review");
        COMPARE_STR(refusal(mayReview({"e1", false, {}}, line("1", " e2"), {reviewPair("E1", "E2")})), "access.reciprocal_review");
        COMPARE_STR(obstacleCode(Decision::Keep, "E2", "e2"), "access.reviewer_not_allowed");
        QVERIFY(obstacleCode(Decision::Keep, "E2", "e20") == nullptr && obstacleCode(Decision::Keep, "", "") == nullptr);
        COMPARE_STR(refusal(mayReview(ann, line("1", "E2"), {reviewPair("E1", "E3")})), "");
        const Reviewer admin{"E1", false, {"ERP"}};
        COMPARE_STR(refusal(mayReview(admin, line("1", "E2"), {})), "access.administered_review");
        ReviewLine officer = line("1", "E9");
        officer.officer = true;
        COMPARE_STR(refusal(mayReview(ann, officer, {})), "access.officer_review");
        COMPARE_STR(refusal(mayReview({"E5", true, {}}, officer, {})), "");
        COMPARE_STR(refusal(mayReview({"", true, {}}, line("1", "E2"), {})), "access.reviewer_unknown");
        // Two people with empty ids are not the same person.
        COMPARE_STR(refusal(mayReview(ann, line("1", ""), {reviewPair("", "E1")})), "");
    }

    void routesElsewhere()
    {
        const std::vector<Reviewer> candidates{{"E1", false, {}}, {"E2", false, {"ERP"}}, {"E3", false, {}}};
        QCOMPARE(*eligible(candidates, line("1", "E1"), {}), std::size_t(2));
        QCOMPARE(*eligible(candidates, line("1", "E7"), {}), std::size_t(0));
        QVERIFY(!eligible(candidates, line("1", "E1"), {reviewPair("E3", "E1")}));
    }

    void decisions()
    {
        COMPARE_STR(refusal(allowedDecision(Decision::Keep, "", "")), "");
        COMPARE_STR(refusal(allowedDecision(Decision::Revoke, " ", "")), "access.reason_required");
        COMPARE_STR(refusal(allowedDecision(Decision::Reduce, "moved", "")), "access.reduce_without_target");
        COMPARE_STR(refusal(allowedDecision(Decision::Reduce, "moved", "View")), "");
        COMPARE_STR(refusal(allowedDecision(Decision::Revoke, "left_company", "")), "access.reason_unknown");
        COMPARE_STR(refusal(allowedDecision(Decision::Keep, "left_company", "")), "access.reason_unknown");
        VERIFY_OK(knownReason(Decision::Unsure, kTakenBack)); // the way back of the window
        QVERIFY(!knownReason(Decision::Revoke, kTakenBack));
        COMPARE_STR(join(allowedDecision(Decision::NotMine, "x", "").error().arguments(), "; "), "x; other_manager, other_system");
        COMPARE_STR(join(allReasonCodes(), " "),
            "leaver not_needed moved unused duties unknown_account excessive other_manager other_system ask_owner ask_person unclear_permission");
        QVERIFY(reasonCodes(Decision::Keep).empty());
        QVERIFY(settles(Decision::Keep) && settles(Decision::Revoke) && settles(Decision::Reduce));
        QVERIFY(!settles(Decision::Unsure) && !settles(Decision::NotMine));
    }

    void bulk()
    {
        std::vector<ReviewLine> lines{line("1", "E1"), line("2", "E2")};
        COMPARE_STR(refusal(allowedBulk(lines, "team list of 3 Oct")), "");
        COMPARE_STR(refusal(allowedBulk(lines, "")), "access.bulk_without_comment");
        lines[1].flags.set(LineFlag::New, Flag::Yes); // new alone is no alarm
        COMPARE_STR(refusal(allowedBulk(lines, "c")), "");
        lines[1].flags.set(LineFlag::Stale, Flag::Yes);
        COMPARE_STR(refusal(allowedBulk(lines, "c")), "access.bulk_flagged");
        lines[1].flags.set(LineFlag::Stale, Flag::No);
        lines[1].flags.set(LineFlag::Privileged, Flag::Unknown);
        COMPARE_STR(refusal(allowedBulk(lines, "c")), "access.bulk_flagged");
        lines[1].flags.set(LineFlag::Privileged, Flag::No);
        lines[1].entitlement = "AR Clerk";
        COMPARE_STR(refusal(allowedBulk(lines, "c")), "access.bulk_mixed");
    }

    void conclusionIsRefusedWhilePending()
    {
        std::vector<ReviewLine> lines{
            line("1", "E1", "E9"), line("2", "E2", "E9"), line("3", "E3", "E9"), line("4", "E4"), line("5", "E5", "E5")};
        lines[1].decision = Decision::Unsure;
        lines[2].decision = Decision::NotMine;
        lines[4].decision = Decision::Keep;
        std::vector<std::string> codes;
        for (const Finding& finding : conclusionObstacles(lines, {}))
            codes.push_back(finding.code);
        QCOMPARE(codes,
            (std::vector<std::string>{"access.line_pending", "access.line_unsure", "access.line_not_mine",
                "access.no_eligible_reviewer", "access.reviewer_not_allowed", "access.no_system_owner"}));
        for (ReviewLine& each : lines) {
            each.reviewer = "E9";
            each.decision = Decision::Keep;
        }
        QVERIFY(conclusionObstacles(lines, {"ERP"}).empty());
    }

    void shapes()
    {
        LineFlags plain;
        for (std::size_t at = 0; at < kLineFlags; ++at)
            plain.set(static_cast<LineFlag>(at), Flag::No);
        QVERIFY(takes(Shape::Full, plain, false));
        for (const Shape shape : {Shape::ChangesOnly, Shape::Leavers, Shape::Privileged, Shape::Uncorrelated, Shape::NonHuman})
            QVERIFY(!takes(shape, plain, false));
        QVERIFY(takes(Shape::NonHuman, plain, true));
        LineFlags unsure = plain;
        unsure.set(LineFlag::Privileged, Flag::Unknown); // unknown is not false
        QVERIFY(takes(Shape::Privileged, unsure, false));
        unsure.set(LineFlag::New, Flag::Yes);
        QVERIFY(takes(Shape::ChangesOnly, unsure, false));
        QVERIFY(!takes(Shape::Leavers, unsure, false));
    }
};

OXSEAL_TEST_CLASS(TestReview);
#include "tst_review.moc"
