// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_actions.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
using test::as;
using test::refusal;

/// What an extract has to be so that the absence of access in it proves a removal.
class TestRemovalProof : public QObject
{
    Q_OBJECT

    static constexpr const char* kHeaders = "system|account_id|person_id|status|role|permission|level|last_login";
    static std::string line(const std::string& account, const std::string& employee, const std::string& level)
    {
        return "NetSuite|" + account + "|" + employee + "|active|Clerk|Bills|" + level + "|2026-09-20";
    }
    static SnapshotId keep(Workspace& workspace, const std::vector<std::string>& rows, const char* asOf, const char* headers = kHeaders)
    {
        return test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, asOf, headers, rows).value_or(SnapshotId());
    }
    /// Ann is to be reduced to `target`, Bo's access is revoked; both are claimed on 1 October. The file's own name of the system differs.
    static void claimed(test::AccessWorld& company, const char* target)
    {
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            QVERIFY(keep(workspace, {line("ann", "E2", "Edit"), line("bo", "E3", "Edit"), line("cy", "E4", "View")}, "2026-09-30"));
            VERIFY_OK(test::keepRoster(workspace));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
            VERIFY_OK(assignReviewers(workspace, CampaignId(1), {"rita"}, {}, "Q3"));
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1),
                {{0, Decision::Reduce, "excessive", target, ""}, {1, Decision::Revoke, "not_needed", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            VERIFY_OK(claimRemoval(workspace, 1, "T-1", "Done"));
            VERIFY_OK(claimRemoval(workspace, 2, "T-2", "Done"));
        });
        company.world.now = *Instant::fromIso("2026-10-20T08:00:00Z");
    }
    /// "removed/still present/unproven", and the codes of the last.
    static std::string seen(Workspace& workspace, SnapshotId extract)
    {
        const auto outcome = verifyRemovals(workspace, CampaignId(1), extract, "Proof");
        if (!outcome)
            return outcome.error().id();
        std::string text = std::to_string(outcome->removed) + "/" + std::to_string(outcome->stillPresent) + "/" + std::to_string(outcome->unproven);
        for (const UnprovenRemoval& one : outcome->why)
            text += " " + std::to_string(one.removal.id) + ":" + one.why.id();
        return text;
    }
    static std::size_t matters(Workspace& workspace, const char* code)
    {
        const auto found = accessMatters(workspace, periodByName(workspace.db(), "2026-Q3").value());
        return static_cast<std::size_t>(std::count_if(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; }));
    }

private Q_SLOTS:
    void whatIsStillThereIsFound()
    {
        test::AccessWorld company;
        claimed(company, "View");
        as(company, "con", [&](Workspace& workspace) {
            const std::string cy = line("cy", "E4", "View");
            COMPARE_STR(seen(workspace, keep(workspace, {line("ann", "E2", "Edit"), line("bo", "E3", "Edit"), cy}, "2026-10-02")), "0/2/0");
            // Raised instead of reduced.
            COMPARE_STR(seen(workspace, keep(workspace, {line("ann", "E2", "Full"), line("bo", "E3", "View"), cy}, "2026-10-03")), "0/2/0");
            COMPARE_STR(seen(workspace, keep(workspace, {line("ann", "E2", "Tier 3"), cy}, "2026-10-04")), "1/0/1 1:access.held_level_unknown");
            COMPARE_STR(seen(workspace, keep(workspace, {line("ann", "E2", "View"), cy}, "2026-10-05")), "2/0/0");
            QVERIFY(campaignById(workspace.db(), CampaignId(1))->state == access::CampaignState::RemediationVerified);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
    void aTargetThatIsNoLevelStaysUnproven()
    {
        test::AccessWorld company;
        claimed(company, "a smaller role");
        as(company, "con", [&](Workspace& workspace) {
            const std::string cy = line("cy", "E4", "View");
            COMPARE_STR(seen(workspace, keep(workspace, {line("ann", "E2", "View"), cy}, "2026-10-02")), "1/0/1 1:access.target_no_level");
            COMPARE_STR(seen(workspace, keep(workspace, {cy}, "2026-10-03")), "2/0/0"); // the line is gone
        });
    }
    void anExtractThatProvesNothing()
    {
        test::AccessWorld company;
        claimed(company, "View");
        as(company, "con", [&](Workspace& workspace) {
            const std::vector<std::string> rest{line("cy", "E4", "View")};
            const auto both = [](const char* code) { return std::string("0/0/2 1:") + code + " 2:" + code; };
            COMPARE_STR(seen(workspace, keep(workspace, {}, "2026-10-02")), both("access.extract_empty"));
            COMPARE_STR(seen(workspace, keep(workspace, rest, "2026-10-21")), both("access.extract_future")); // the day after today
            COMPARE_STR(seen(workspace, keep(workspace, {"cy|E4|active|Clerk|View"}, "2026-10-03", "account_id|person_id|status|role|level")),
                both("access.extract_column_lost"));
            const SnapshotId counted = keep(workspace, rest, "2026-10-04");
            IpeInput input;
            input.card.system = "ERP";
            input.card.report = "Users";
            input.card.sourceRows = 3;
            VERIFY_OK(enterIpeCard(workspace, counted, input, "Counted at the source"));
            COMPARE_STR(seen(workspace, counted), both("access.extract_mismatch"));
            const auto removals = removalsOf(workspace.db(), CampaignId(1)).value();
            for (const RemovalRow& removal : removals)
                COMPARE_STR(removal.state, "claimed");
            QCOMPARE(matters(workspace, "access.removal_open"), std::size_t(2));
            input.card.sourceRows = 1;
            VERIFY_OK(enterIpeCard(workspace, counted, input, "Counted again"));
            COMPARE_STR(seen(workspace, counted), "2/0/0");
        });
    }
    void whatIsBackIsAMatterBeforeItIsVerified()
    {
        test::AccessWorld company;
        claimed(company, "View");
        as(company, "con", [&](Workspace& workspace) {
            const std::string cy = line("cy", "E4", "View");
            COMPARE_STR(seen(workspace, keep(workspace, {line("ann", "E2", "View"), cy}, "2026-10-05")), "2/0/0");
            QCOMPARE(matters(workspace, "access.matter.regranted"), std::size_t(0));
            QVERIFY(keep(workspace, {line("bo", "E3", "Edit"), cy}, "2026-10-05")); // not later than the proof
            QCOMPARE(matters(workspace, "access.matter.regranted"), std::size_t(0));
            const SnapshotId back = keep(workspace, {line("ann", "E2", "Create"), line("bo", "E3", "View"), cy}, "2026-10-12");
            QCOMPARE(matters(workspace, "access.matter.regranted"), std::size_t(2));
            QCOMPARE(matters(workspace, "access.regranted"), std::size_t(0));
            QCOMPARE(verifyRemovals(workspace, CampaignId(1), back, "Watch")->regranted, std::int64_t(2));
            QCOMPARE(matters(workspace, "access.matter.regranted"), std::size_t(0)); // told once
            QCOMPARE(matters(workspace, "access.regranted"), std::size_t(2));
        });
    }
};

OXSEAL_TEST_CLASS(TestRemovalProof);
#include "tst_removal_proof.moc"
