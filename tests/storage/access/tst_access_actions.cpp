// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/access_actions.h"

#include "storage/actions/control_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/access_packet.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/access/access_world.h"

using namespace oxseal;
using access::Decision;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|email|status|term_date";

std::vector<std::string> roster()
{
    return {"E1|Paula||active|", "E2|Ann||active|", "E3|Bo||terminated|2026-08-14", "E10|Con||active|", "E20|Rita||active|", "E21|Rob||active|"};
}

/// Rows 0 … 6; 0 and 1 form a plain cluster.
std::vector<std::string> listing()
{
    return {"ann|E2|active|Sales Rep|Sales Order|Full|2026-09-20", "con|E10|active|Sales Rep|Sales Order|Full|2026-09-20",
        "bo|E3|active|Clerk|Bills|Full|2026-09-15", "paula|E1|active|Administrator|Core Administration|Full|2026-09-20",
        "rita|E20|active|Clerk|Bills|Full|2026-09-20", "rob|E21|active|Payer|Vendor Payment Approval|Full|2026-09-20",
        "svc||active|Job|Bills|View|2026-09-20"};
}

std::vector<std::string> codes(const std::vector<Finding>& findings)
{
    std::vector<std::string> out;
    for (const Finding& finding : findings)
        out.push_back(finding.code);
    std::sort(out.begin(), out.end());
    return out;
}

bool has(const std::vector<Finding>& findings, const char* code)
{
    const auto all = codes(findings);
    return std::find(all.begin(), all.end(), code) != all.end();
}

} // namespace

class TestAccessActions : public QObject
{
    Q_OBJECT

    static Status import(Workspace& workspace, const char* period, const char* asOf, const std::vector<std::string>& rows)
    {
        OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", period}, asOf, kHeaders, rows));
        OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"roster", "", "", period}, asOf, kRosterHeaders, roster()));
        return {};
    }

private Q_SLOTS:
    void fromListingToProof()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId campaign;
        {
            auto opened = company.as("con");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = periodByName(workspace.db(), "2026-Q3").value();
            ReviewOpening opening;
            opening.system = "ERP";
            opening.systemOwner = "con";
            COMPARE_STR(openReview(workspace, period, opening, "Q3").error().id(), "access.no_listing");
            VERIFY_OK(import(workspace, "2026-Q3", "2026-09-30", listing()));
            QCOMPARE(codes(accessMatters(workspace, period).value()), (std::vector<std::string>{"access.review_missing"}));
            const auto id = openReview(workspace, period, opening, "Q3");
            VERIFY_OK(id);
            campaign = *id;
            COMPARE_STR(openReview(workspace, period, opening, "Q3").error().id(), "access.campaign_exists");
            const auto status = reviewStatus(workspace.db(), campaign).value();
            QCOMPARE(status.counts.lines, std::int64_t(7));
            QVERIFY(!status.row.previous); // first period: no baseline
            QVERIFY(status.row.rowRoot != Digest());
            const auto lines = reviewLines(workspace.db(), campaign).value();
            QCOMPARE(lines[0].flags.get(access::LineFlag::New), Flag::Unknown);
            QVERIFY(lines[2].flags.is(access::LineFlag::UsedAfterLeaving)); // left on 14 August, login on 15 September
            QVERIFY(lines[3].flags.is(access::LineFlag::Privileged) && lines[3].officer);
            QVERIFY(!lines[4].flags.is(access::LineFlag::Privileged));

            // rita first, then rob: rita's own line goes to rob; then rob's cannot go to rita (a pair) nor to himself.
            const auto assigned = assignReviewers(workspace, campaign, {"rita", "rob"}, {}, "Q3");
            VERIFY_OK(assigned);
            const std::vector<std::int64_t> exceptions{3, 5}; // the officer's line needs counsel
            QCOMPARE(assigned->exceptions, exceptions);
            QVERIFY(has(accessMatters(workspace, period).value(), "access.no_eligible_reviewer"));
            QVERIFY(has(accessMatters(workspace, period).value(), "access.officer_privileged"));
            QVERIFY(assignReviewers(workspace, campaign, {"cora"}, {}, "Q3").value().exceptions.empty());
            COMPARE_STR(decideLines(workspace, campaign, {{0, Decision::Keep, "", "", ""}}, "Q3").error().id(), "access.not_the_reviewer");
            COMPARE_STR(concludeReview(workspace, campaign, *Day::fromIso("2026-10-01"), "Q3").error().id(), "access.not_concluded");
            VERIFY_OK(workspace.close());
        }
        {
            auto opened = company.as("rita");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            COMPARE_STR(decideBulk(workspace, campaign, {0, 2}, {0, Decision::Keep, "", "", "seen"}, "Q3").error().id(), "access.bulk_mixed");
            COMPARE_STR(decideBulk(workspace, campaign, {0, 1}, {0, Decision::Keep, "", "", ""}, "Q3").error().id(), "access.bulk_without_comment");
            COMPARE_STR(decideBulk(workspace, campaign, {2}, {0, Decision::Keep, "", "", "seen"}, "Q3").error().id(), "access.bulk_flagged");
            VERIFY_OK(decideBulk(workspace, campaign, {0, 1}, {0, Decision::Keep, "", "", "team list of 1 October"}, "Q3"));
            COMPARE_STR(decideLines(workspace, campaign, {{2, Decision::Revoke, "", "", ""}}, "Q3").error().id(), "access.reason_required");
            // All or none: row 4 is rob's.
            COMPARE_STR(decideLines(workspace, campaign, {{2, Decision::Keep, "", "", ""}, {4, Decision::Keep, "", "", ""}}, "Q3").error().id(),
                "access.not_the_reviewer");
            VERIFY_OK(decideLines(workspace, campaign, {{2, Decision::Keep, "", "", ""}, {6, Decision::Keep, "", "", "known job"}}, "Q3"));
            VERIFY_OK(decideLines(workspace, campaign, {{2, Decision::Revoke, "leaver", "", "left on 14 August"}}, "Q3"));
            COMPARE_STR(concludeReview(workspace, campaign, *Day::fromIso("2026-10-01"), "Q3").error().id(), "workspace.not_permitted");
            VERIFY_OK(workspace.close());
        }
        for (const auto& [login, row] : {std::pair("rob", 4), std::pair("cora", 3), std::pair("cora", 5)}) {
            auto opened = company.as(login);
            VERIFY_OK(opened);
            VERIFY_OK(decideLines(**opened, campaign, {{row, Decision::Keep, "", "", "needed"}}, "Q3"));
            VERIFY_OK((*opened)->close());
        }
        auto opened = company.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = periodByName(workspace.db(), "2026-Q3").value();
        const Day today = company.world.now.day();
        COMPARE_STR(concludeReview(workspace, campaign, today.plus(1), "Q3").error().id(), "access.performance_day");
        VERIFY_OK(concludeReview(workspace, campaign, today, "Q3"));
        auto status = reviewStatus(workspace.db(), campaign).value();
        QCOMPARE(status.row.state, access::CampaignState::Remediating);
        QCOMPARE(status.removalsOpen, std::int64_t(1));
        COMPARE_STR(decideLines(workspace, campaign, {{0, Decision::Keep, "", "", ""}}, "Q3").error().id(), "access.review_wrong_state");

        // An extract drawn before the claim proves nothing, not even absence.
        auto without = listing();
        without.erase(without.begin() + 2);
        const auto early = test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-10-01", kHeaders, without);
        VERIFY_OK(early);
        const auto removal = removalsOf(workspace.db(), campaign).value().front();
        QCOMPARE(verifyRemovals(workspace, campaign, *early, "Q3").value().unproven, std::int64_t(1));
        VERIFY_OK(claimRemoval(workspace, removal.id, "T-1", "Q3"));
        QCOMPARE(verifyRemovals(workspace, campaign, *early, "Q3").value().unproven, std::int64_t(1));
        QVERIFY(has(accessMatters(workspace, period).value(), "access.removal_open"));
        company.world.now = *Instant::fromIso("2026-11-07T08:00:00Z");
        const auto still = test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-10-20", kHeaders, listing());
        QCOMPARE(verifyRemovals(workspace, campaign, *still, "Q3").value().stillPresent, std::int64_t(1));
        auto disabled = listing();
        disabled[2] = "bo|E3|disabled|Clerk|Bills|Full|2026-09-15";
        const auto gone = test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-10-22", kHeaders, disabled);
        const auto proof = verifyRemovals(workspace, campaign, *gone, "Q3").value();
        QCOMPARE(proof.removed, std::int64_t(1));
        QVERIFY(proof.remediationVerified);
        QVERIFY(!has(accessMatters(workspace, period).value(), "access.removal_open"));
        // Back again: an alarm.
        const auto back = test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-11-06", kHeaders, listing());
        QCOMPARE(verifyRemovals(workspace, campaign, *back, "Q3").value().regranted, std::int64_t(1));
        QVERIFY(has(accessMatters(workspace, period).value(), "access.regranted"));

        const auto files = accessPacketFiles(workspace, period);
        VERIFY_OK(files);
        QCOMPARE(files->size(), std::size_t(20));
        QVERIFY((*files)[1].bytes.find("leaver") != std::string::npos);
        QVERIFY(files->back().bytes.find("access.column") == std::string::npos); // every column has its words
        const auto ledger = verifyWorkspaceLedger(workspace);
        VERIFY_OK(ledger);
        QVERIFY(ledger->problems.empty());
        VERIFY_OK(workspace.close());
    }

    void againstTheQuarterBefore()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        auto opened = company.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        auto before = listing();
        before[5] = "rob|E21|active|Payer|Vendor Payment Approval|View|2026-06-20";
        before.erase(before.begin());
        VERIFY_OK(import(workspace, "2026-Q2", "2026-06-30", before));
        VERIFY_OK(import(workspace, "2026-Q3", "2026-09-30", listing()));
        const auto period = periodByName(workspace.db(), "2026-Q3").value();
        ReviewOpening opening;
        opening.system = "ERP";
        opening.systemOwner = "con";
        opening.shape = access::Shape::ChangesOnly;
        const auto campaign = openReview(workspace, period, opening, "Q3");
        VERIFY_OK(campaign);
        const auto lines = reviewLines(workspace.db(), *campaign).value();
        QVERIFY(lines[0].flags.is(access::LineFlag::New));
        QVERIFY(lines[5].flags.is(access::LineFlag::LevelRaised)); // more under an unchanged name
        QCOMPARE(lines[1].flags.get(access::LineFlag::New), Flag::No);
        QVERIFY(lines[0].included && lines[5].included && !lines[1].included); // left out, and on record
        VERIFY_OK(cancelReview(workspace, *campaign, "Wrong shape"));
        COMPARE_STR(assignReviewers(workspace, *campaign, {"rita"}, {}, "x").error().id(), "access.review_wrong_state");
        VERIFY_OK(workspace.close());
    }

    void dutiesAcrossSystems()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        auto opened = company.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = periodByName(workspace.db(), "2026-Q3").value();
        COMPARE_STR(runSod(workspace, period, "Q3").error().id(), "sod.no_rule_set");
        const auto set = genericRuleSet({{"netsuite", "ERP"}});
        VERIFY_OK(set);
        const auto rules = loadRuleSet(workspace, *set, "Adopted");
        VERIFY_OK(rules);
        QCOMPARE(loadRuleSet(workspace, *set, "Again").value(), *rules);
        auto changed = *set;
        changed.rules.pop_back();
        COMPARE_STR(loadRuleSet(workspace, changed, "x").error().id(), "sod.rule_set_exists");
        VERIFY_OK(import(workspace, "2026-Q3", "2026-09-30", listing()));
        QVERIFY(has(sodMatters(workspace, period).value(), "sod.run_missing"));
        VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", kHeaders,
            {"r.ita|E20|active||PY|approve|", "a.nn|E2|active||PY|view|", "old|E21|disabled||BI|full|"}));
        const auto run = runSod(workspace, period, "Q3");
        VERIFY_OK(run);
        const Day today = company.world.now.day();
        auto conflicts = sodConflicts(workspace.db(), period, today).value();
        std::map<std::string, int> perPerson;
        for (const auto& conflict : conflicts)
            ++perPerson[conflict.row.subject];
        // Rita: bills in the ERP, release at the bank. Paula is administrator: all 66. Ann only views; Rob's second side is disabled.
        QCOMPARE(perPerson, (std::map<std::string, int>{{"person:E1", 66}, {"person:E20", 1}}));
        const auto rita = std::find_if(conflicts.begin(), conflicts.end(), [](const auto& c) { return c.person() == "E20"; });
        COMPARE_STR(rita->row.rule, "S05");
        COMPARE_STR(rita->row.leftPath, "ERP:rita > Clerk > Bills (full) > BI");
        COMPARE_STR(rita->row.rightPath, "BANK:r.ita > PY (full) > PY");
        const std::string fingerprint = rita->row.fingerprint.hex();

        VERIFY_OK(loadDefaultControls(workspace, "Set-up"));
        sod::Mitigation mitigation{"FC-02", "E20", *Day::fromIso("2027-03-31"), sod::MitigationState::Operating};
        COMPARE_STR(mitigateConflict(workspace, period, fingerprint, mitigation, "x").error().id(), "sod.mitigated_by_conflicted");
        mitigation.performer = "rita"; // the same person by login
        COMPARE_STR(mitigateConflict(workspace, period, fingerprint, mitigation, "x").error().id(), "sod.mitigated_by_conflicted");
        mitigation.performer = "E10";
        VERIFY_OK(mitigateConflict(workspace, period, fingerprint.substr(0, 12), mitigation, "Reviewed weekly"));
        COMPARE_STR(mitigateConflict(workspace, period, "0000", mitigation, "x").error().id(), "sod.no_such_conflict");
        QVERIFY(has(sodMatters(workspace, period).value(), "sod.conflict_untested"));
        // The decision outlives the next run.
        VERIFY_OK(runSod(workspace, period, "Q3 again"));
        QCOMPARE(conflictByFingerprint(workspace.db(), period, fingerprint, today)->standing, sod::Standing::MitigatedUntested);
        QCOMPARE(conflictByFingerprint(workspace.db(), period, fingerprint, *Day::fromIso("2027-04-01"))->standing, sod::Standing::Open);
        mitigation.state = sod::MitigationState::Failed;
        VERIFY_OK(mitigateConflict(workspace, period, fingerprint, mitigation, "Test failed"));
        QVERIFY(has(sodMatters(workspace, period).value(), "sod.mitigation_failed"));
        const sod::Compensation made{sod::KeptTogether::Headcount, "Three people in finance", "Payment register", 1'000'000, "USD",
            sod::ReviewRhythm::Weekly, "Signed register"};
        mitigation.state = sod::MitigationState::Designed;
        mitigation.performer = "rita";
        COMPARE_STR(compensateConflict(workspace, period, fingerprint, mitigation, made, "x").error().id(), "sod.mitigated_by_conflicted");
        mitigation.performer = "con"; // a login stands for its person
        VERIFY_OK(compensateConflict(workspace, period, fingerprint, mitigation, made, "Nobody else can pay"));
        const ConflictStatus together = conflictByFingerprint(workspace.db(), period, fingerprint, today).value();
        QVERIFY(together.compensation);
        COMPARE_STR(together.mitigation->performer, "E10");
        COMPARE_STR(together.compensation->population, "Payment register");
        QCOMPARE(together.compensation->precisionMinor, std::int64_t(1'000'000));
        QVERIFY(together.compensation->rhythm == sod::ReviewRhythm::Weekly);
        QVERIFY(together.standing == sod::Standing::MitigatedUntested);
        mitigation.state = sod::MitigationState::Failed; // a later word without a compensation stands by itself
        mitigation.performer = "E10";
        VERIFY_OK(mitigateConflict(workspace, period, fingerprint, mitigation, "Test failed"));
        QVERIFY(!conflictByFingerprint(workspace.db(), period, fingerprint, today)->compensation);
        VERIFY_OK(acceptConflict(workspace, period, fingerprint, *Day::fromIso("2026-12-31"), "Until the hire"));
        QVERIFY(conflictByFingerprint(workspace.db(), period, fingerprint, today)->standing == sod::Standing::Open); // until a second person approves it
        const auto files = sodPacketFiles(workspace, period);
        VERIFY_OK(files);
        QCOMPARE(files->size(), std::size_t(8));
        QVERIFY(files->back().bytes.find("sod.column") == std::string::npos);
        VERIFY_OK(workspace.close());
    }
};

OXSEAL_TEST_CLASS(TestAccessActions);
#include "tst_access_actions.moc"
