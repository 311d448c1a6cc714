// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/quality_actions.h"
#include "storage/reads/quality_packet.h"
#include "storage/reads/rule_packs.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
using access::QualityMode;
using test::as;

namespace {

const char* const kNotice = "Times of access reviews are measured by name until 31 December 2026.";

} // namespace

class TestReviewQuality : public QObject
{
    Q_OBJECT

    /// Rita has two people's lines, Rob one.
    static Result<CampaignId> open(Workspace& workspace)
    {
        return test::openErpReview(workspace, {test::clerk("ann", "E2"), test::clerk("bo", "E3"), test::clerk("cy", "E4")}, {{"rita", {0, 1}}, {"rob", {2}}});
    }
    static LineDecision keepAfter(std::int64_t row, Instant now, std::int64_t seconds, bool context = true)
    {
        LineDecision out;
        out.row = row;
        out.shown = {{Instant{now.micros - seconds * 1'000'000}, now, context}};
        return out;
    }
    static std::int64_t kept(Workspace& workspace) { return workspace.db().integer("SELECT count(*) FROM access_showing").value().value(); }
    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }

private Q_SLOTS:
    void nothingIsMeasuredUnasked()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        as(company, "con", [&](Workspace& workspace) { id = *open(workspace); });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, id, {keepAfter(0, company.world.now, 1)}, "Q3"));
            QCOMPARE(kept(workspace), std::int64_t(0));
            const auto found = reviewQuality(workspace, id);
            QVERIFY(found && !found->own && !found->seesOthers && !found->mode);
        });
        as(company, "con", [&](Workspace& workspace) {
            const auto found = reviewQuality(workspace, id);
            QVERIFY(found->seesOthers && found->sheet.named.empty());
            QCOMPARE(found->sheet.off, std::int64_t(1));
            const auto files = qualityPacketFiles(workspace, quarter(workspace));
            VERIFY_OK(files);
            COMPARE_STR(files->front().bytes.substr(files->front().bytes.find("\r\n") + 2, 12), "1,off,,0,0,,");
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void theReviewerSeesItFirst()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        const Day today = company.world.now.day();
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            COMPARE_STR(setQualityMode(workspace, {"", QualityMode::ByName, "", today}, "Q3").error().id(), "access.quality_without_notice");
            COMPARE_STR(setQualityMode(workspace, {"", QualityMode::ByName, kNotice, today.plus(-1)}, "Q3").error().id(), "access.quality_day");
            COMPARE_STR(setQualityMode(workspace, {"XX", QualityMode::ByName, kNotice, today}, "Q3").error().id(), "access.quality_no_entity");
            VERIFY_OK(setQualityMode(workspace, {"", QualityMode::ByName, kNotice, today}, "Q3"));
        });
        as(company, "rita", [&](Workspace& workspace) {
            COMPARE_STR(setQualityMode(workspace, {"", QualityMode::Off, "", today}, "x").error().id(), "workspace.not_permitted");
            // Two looks, and a time that cannot be.
            LineDecision first = keepAfter(0, company.world.now, 2);
            first.shown.push_back({Instant{company.world.now.micros + 3'600'000'000}, Instant{company.world.now.micros + 3'700'000'000}, true});
            VERIFY_OK(decideLines(workspace, id, {first}, "Q3"));
            VERIFY_OK(decideLines(workspace, id, {keepAfter(0, company.world.now, 30, false)}, "Q3"));
            QCOMPARE(kept(workspace), std::int64_t(2));
            const auto found = reviewQuality(workspace, id);
            QVERIFY(found && found->own && !found->own->finished);
            // The second look began before the first ended: what overlaps counts once.
            QVERIFY((found->own->quality.cardTimes == std::vector<std::int64_t>{30'000}));
        });
        as(company, "con", [&](Workspace& workspace) {
            const auto found = reviewQuality(workspace, id);
            QVERIFY(found->sheet.named.empty());
            QCOMPARE(found->sheet.unfinished, std::int64_t(1));
        });
        as(company, "rita", [&](Workspace& workspace) { VERIFY_OK(decideLines(workspace, id, {{1, Decision::Revoke, "not_needed", "", ""}}, "Q3")); });
        as(company, "paula", [&](Workspace& workspace) { // the chief financial officer
            const auto found = reviewQuality(workspace, id);
            QCOMPARE(found->sheet.named.size(), std::size_t(1));
            const access::ReviewerPart& rita = found->sheet.named.front();
            COMPARE_STR(rita.reviewer, "rita");
            QCOMPARE(rita.quality.cards, std::int64_t(2));
            QCOMPARE(rita.quality.measured, std::int64_t(1)); // the other came from a command
            QCOMPARE(rita.quality.taken, std::int64_t(1));
        });
        as(company, "con", [&](Workspace& workspace) {
            const auto files = qualityPacketFiles(workspace, quarter(workspace)).value();
            const std::string& csv = files.front().bytes;
            const auto mode = quality_repo::modeOn(workspace.db(), "", today).value();
            const PersonId rita = personByLogin(workspace.db(), "rita")->id;
            const std::string first = reviewerPseudonym(*mode, 1, rita).value();
            QVERIFY(csv.find("1,by_name," + first + ",1,1-9,0,30,100,") != std::string::npos);
            QVERIFY(csv.find("rita") == std::string::npos);
            QVERIFY(reviewerPseudonym(*mode, 2, rita).value() != first); // another packet
            QVERIFY(reviewerPseudonym(*mode, 1, personByLogin(workspace.db(), "rob")->id).value() != first);
            QVERIFY(files.back().bytes.find("access.column") == std::string::npos);
            // Off hides what was recorded; aggregated afterwards does not bring names back.
            VERIFY_OK(setQualityMode(workspace, {"", QualityMode::Aggregated, kNotice, today}, "Works council"));
            QCOMPARE(reviewQuality(workspace, id)->sheet.hidden, std::int64_t(1));
            VERIFY_OK(setQualityMode(workspace, {"", QualityMode::Off, "", today}, "Works council"));
            QCOMPARE(reviewQuality(workspace, id)->sheet.off, std::int64_t(1));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void whatWasGatheredInAggregateNamesNobody()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        const Day today = company.world.now.day();
        as(company, "con", [&](Workspace& workspace) {
            id = *open(workspace);
            VERIFY_OK(setQualityMode(workspace, {"", QualityMode::Aggregated, kNotice, today}, "Q3"));
        });
        as(company, "rob", [&](Workspace& workspace) { VERIFY_OK(decideLines(workspace, id, {keepAfter(2, company.world.now, 5)}, "Q3")); });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(setQualityMode(workspace, {"", QualityMode::ByName, kNotice, today}, "Q3"));
            const auto found = reviewQuality(workspace, id);
            QVERIFY(found->now() == QualityMode::ByName && found->sheet.named.empty());
            QCOMPARE(found->sheet.hidden, std::int64_t(1));
        });
    }

    void thePolicyNeedsTwoAndADay()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const Day today = company.world.now.day();
        Json policy = resourceJson(":/rules/review_policy.json").value();
        Json quality = policy["quality"];
        quality.set("card_seconds", 7);
        policy.set("quality", quality);
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(reviewPolicyOn(workspace.db(), today)->id, std::int64_t(0));
            COMPARE_STR(proposeReviewPolicy(workspace, policy, today.plus(-1), "x").error().id(), "access.review_policy_past");
            COMPARE_STR(proposeReviewPolicy(workspace, Json(Json::Object{}), today, "x").error().id(), "access.review_policy_invalid");
            QCOMPARE(proposeReviewPolicy(workspace, policy, today.plus(1), "Slower").value(), std::int64_t(1));
            COMPARE_STR(approveReviewPolicy(workspace, 1, "x").error().id(), "access.review_policy_own");
            COMPARE_STR(approveReviewPolicy(workspace, 2, "x").error().id(), "access.no_such_review_policy");
        });
        as(company, "paula", [&](Workspace& workspace) {
            QCOMPARE(reviewPolicyOn(workspace.db(), today.plus(1))->id, std::int64_t(0)); // not approved yet
            VERIFY_OK(approveReviewPolicy(workspace, 1, "Agreed"));
            COMPARE_STR(approveReviewPolicy(workspace, 1, "Again").error().id(), "access.review_policy_approved");
            QCOMPARE(reviewPolicyOn(workspace.db(), today)->limits.cardSeconds, std::int64_t(3));
            QCOMPARE(reviewPolicyOn(workspace.db(), today.plus(1))->limits.cardSeconds, std::int64_t(7));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
};

OXSEAL_TEST_CLASS(TestReviewQuality);
#include "tst_review_quality.moc"
