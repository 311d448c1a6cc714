// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/scope_actions.h"
#include "storage/reads/earlier_review.h"
#include "storage/reads/review_extent.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
using access::ScopeState;
using test::as;
using test::clerk;
using test::refusal;

/// What a review of a part of a system's access counts for, and decisions that came in one file.
class TestReviewExtent : public QObject
{
    Q_OBJECT

    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }
    static ScopeLine sheet(Workspace& workspace)
    {
        const auto view = scopeView(workspace.db(), quarter(workspace));
        return view->systems.at(0);
    }
    static std::string told(Workspace& workspace)
    {
        std::string all;
        const auto found = accessMatters(workspace, quarter(workspace)).value();
        for (const Finding& one : found) {
            if (one.code.starts_with("access.review_"))
                all += one.code + " ";
        }
        return all;
    }
    static void begin(test::AccessWorld& company, access::Shape shape)
    {
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(setScope(workspace, quarter(workspace), {"ERP", access::ScopeRisk::High, access::ReviewFrequency::Quarterly, {}, ""}, "Q3"));
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), clerk("bo", "E3"), clerk("cy", "E4")}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status|term_date",
                {"E2|Ann|active|", "E3|Bo|terminated|2026-08-14", "E4|Cy|active|"}));
            COMPARE_STR(told(workspace), "access.review_missing ");
            open(workspace, shape);
        });
    }
    static void open(Workspace& workspace, access::Shape shape)
    {
        ReviewOpening opening;
        opening.system = "ERP";
        opening.systemOwner = "con";
        opening.shape = shape;
        const auto id = openReview(workspace, quarter(workspace), opening, "Q3");
        VERIFY_OK(id);
        VERIFY_OK(assignReviewers(workspace, *id, {"rita"}, {}, "Q3"));
    }
    static void conclude(Workspace& workspace, std::int64_t id) { VERIFY_OK(concludeReview(workspace, CampaignId(id), *Day::fromIso("2026-10-01"), "Q3")); }

private Q_SLOTS:
    void aPartIsNoReviewOfTheSystem()
    {
        test::AccessWorld company;
        begin(company, access::Shape::Leavers);
        as(company, "con", [&](Workspace& workspace) {
            QVERIFY(sheet(workspace).state == ScopeState::ReviewOpen);
            COMPARE_STR(told(workspace), "access.review_open ");
        });
        as(company, "rita", [&](Workspace& workspace) { VERIFY_OK(decideLines(workspace, CampaignId(1), {{1, Decision::Revoke, "leaver", "", ""}}, "Q3")); });
        as(company, "con", [&](Workspace& workspace) {
            conclude(workspace, 1);
            QVERIFY(sheet(workspace).state == ScopeState::PartlyReviewed);
            COMPARE_STR(sheet(workspace).parts, "leavers");
            COMPARE_STR(told(workspace), "access.review_partial ");
            open(workspace, access::Shape::Full);
            QVERIFY(sheet(workspace).state == ScopeState::ReviewOpen);
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(2),
                {{0, Decision::Keep, "", "", ""}, {1, Decision::Revoke, "leaver", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            conclude(workspace, 2);
            QVERIFY(sheet(workspace).state == ScopeState::Done);
            COMPARE_STR(told(workspace), "");
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
    void changesCountUponAFullReviewOfTheYear()
    {
        CampaignRow full, changes, amendment, leavers;
        full.id = CampaignId(1);
        full.system = changes.system = amendment.system = leavers.system = "ERP";
        full.asOf = *Day::fromIso("2025-12-31");
        changes.id = CampaignId(2);
        changes.shape = access::Shape::ChangesOnly;
        changes.asOf = *Day::fromIso("2026-12-31");
        leavers.id = CampaignId(3);
        leavers.shape = access::Shape::Leavers;
        amendment.id = CampaignId(4);
        amendment.shape = access::Shape::ChangesOnly;
        amendment.amends = leavers.id;
        QVERIFY(!isWhole(changes, {full, changes})); // not concluded
        full.concludedAt = Instant{};
        QVERIFY(isWhole(full, {full}) && isWhole(changes, {full, changes}));
        QVERIFY(!isWhole(leavers, {full, leavers}) && !isWhole(amendment, {full, leavers, amendment}));
        amendment.amends = full.id;
        QVERIFY(isWhole(amendment, {full, amendment}));
        changes.asOf = *Day::fromIso("2027-01-31");
        QVERIFY(!isWhole(changes, {full, changes})); // longer than a year
        full.system = "BANK";
        changes.asOf = full.asOf;
        QVERIFY(!isWhole(changes, {full, changes}));
    }
    /// A full review, an amendment of it and a review of leavers: the first stands under the second, and the third replaces neither.
    void theQuarterBeforeIsItsFullReviewWithItsAmendments()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto keep = [](Workspace& workspace, const char* period, const char* asOf, const std::vector<std::string>& rows) {
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", period}, asOf, test::kListingHeaders, rows));
        };
        const auto second = [](Workspace& workspace) { return periodByName(workspace.db(), "2026-Q2").value(); };
        as(company, "con", [&](Workspace& workspace) {
            for (const char* period : {"2026-Q2", "2026-Q3"})
                VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", period}, "2026-06-30", "employee_id|name|status", {"E2|Ann|active", "E3|Bo|active", "E4|Cy|active"}));
            keep(workspace, "2026-Q2", "2026-06-30", {clerk("ann", "E2"), clerk("bo", "E3")});
            VERIFY_OK(openReview(workspace, second(workspace), {"ERP", "con"}, "Q2"));
            VERIFY_OK(assignReviewers(workspace, CampaignId(1), {"rita"}, {}, "Q2"));
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}, {1, Decision::Revoke, "not_needed", "", ""}}, "Q2"));
        });
        as(company, "con", [&](Workspace& workspace) {
            conclude(workspace, 1);
            keep(workspace, "2026-Q2", "2026-06-30", {clerk("ann", "E2"), clerk("bo", "E3"), clerk("cy", "E4")});
            VERIFY_OK(amendReview(workspace, CampaignId(1), "Cy was missing"));
            VERIFY_OK(assignReviewers(workspace, CampaignId(2), {"rita"}, {}, "Q2"));
        });
        as(company, "rita", [&](Workspace& workspace) {
            // Bo's is revoked and still there, and so looked at again; Ann's stays decided where it was.
            VERIFY_OK(decideLines(workspace, CampaignId(2), {{1, Decision::Revoke, "not_needed", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q2"));
        });
        as(company, "con", [&](Workspace& workspace) {
            conclude(workspace, 2);
            ReviewOpening leavers{"ERP", "con"};
            leavers.shape = access::Shape::Leavers;
            VERIFY_OK(openReview(workspace, second(workspace), leavers, "Q2"));
            conclude(workspace, 3);
            keep(workspace, "2026-Q3", "2026-09-30", {clerk("ann", "E2"), clerk("bo", "E3"), clerk("cy", "E4")});
            VERIFY_OK(openReview(workspace, quarter(workspace), {"ERP", "con"}, "Q3"));
            const auto earlier = earlierReview(workspace.db(), campaignById(workspace.db(), CampaignId(4)).value());
            VERIFY_OK(earlier);
            QVERIFY(earlier->counted == (std::vector<CampaignId>{CampaignId(1), CampaignId(2)}) && earlier->campaign == CampaignId(2));
            const auto counted = decisionsCounted(workspace.db(), earlier->counted, workspace.environment().clock.now());
            QCOMPARE(counted->size(), std::size_t(3));
            const auto lines = reviewLines(workspace.db(), CampaignId(4)).value();
            QVERIFY(lines[1].flags.is(access::LineFlag::RevokedStillPresent) && !lines[0].flags.is(access::LineFlag::RevokedStillPresent));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }
    void decisionsOfOneFileWereMadeTogether()
    {
        test::AccessWorld company;
        begin(company, access::Shape::Full);
        as(company, "rita", [&](Workspace& workspace) {
            std::vector<LineDecision> file{{0, Decision::Keep, "", "", ""}, {1, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}};
            const auto refused = decideFile(workspace, CampaignId(1), file, "Q3");
            COMPARE_STR(refusal(refused), "access.file_uncommented");
            COMPARE_STR(refused.error().arguments().front(), "1"); // Bo has left
            file[1].comment = "His account serves the archive until January";
            VERIFY_OK(decideFile(workspace, CampaignId(1), file, "Q3"));
            const auto lines = reviewLines(workspace.db(), CampaignId(1)).value();
            for (const LineRow& line : lines)
                QCOMPARE(line.bulk, std::int64_t(3)); // not one by one
        });
    }
};

OXSEAL_TEST_CLASS(TestReviewExtent);
#include "tst_review_extent.moc"
