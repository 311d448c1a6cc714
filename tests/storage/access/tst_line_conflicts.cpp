// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/control_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/review_sheet.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
using access::LineFlag;
using test::as;
using test::refusal;

/// The flag on the lines of a review through which a conflict of duties runs (A11), and what it keeps from being decided in bulk (A8).
class TestLineConflicts : public QObject
{
    Q_OBJECT

    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }
    /// One letter a line: y, n or u.
    static std::string flags(Workspace& workspace)
    {
        std::string out;
        const auto sheet = reviewSheet(workspace, CampaignId(1));
        for (const LineRow& line : sheet->lines) {
            const Flag flag = line.flags.get(LineFlag::SodConflict);
            out += flag == Flag::Yes ? 'y' : flag == Flag::No ? 'n' : 'u';
        }
        return out;
    }
    static std::string fingerprintOf(Workspace& workspace, const std::string& person)
    {
        const auto conflicts = sodConflicts(workspace.db(), quarter(workspace), *Day::fromIso("2026-10-01"));
        for (const ConflictStatus& one : *conflicts) {
            if (one.person() == person)
                return one.row.fingerprint.hex();
        }
        return {};
    }

private Q_SLOTS:
    void onlyWhatTheConflictRunsThrough()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(loadRuleSet(workspace, genericRuleSet({{"netsuite", "ERP"}}).value(), "Adopted"));
            // Ann enters bills and pays them; Bo pays only, and what he holds besides begins with the same words.
            VERIFY_OK(test::openErpReview(workspace,
                {"ann|E2|active|Clerk|BI|Full|2026-09-20", "ann|E2|active||PY|Full|2026-09-20", "ann|E2|active|Clerk|Reports|Full|2026-09-20",
                    "bo|E3|active|Clerk|BI|Full|2026-09-20", "ann|E2|active|Clerk|BI of others|Full|2026-09-20"},
                {{"rita", {}}}));
            COMPARE_STR(flags(workspace), "uuuuu"); // no check in the period
            VERIFY_OK(runSod(workspace, quarter(workspace), "Q3"));
            COMPARE_STR(flags(workspace), "yynnn");
            QCOMPARE(reviewSheet(workspace, CampaignId(1))->status.counts.flags.at(LineFlag::SodConflict), std::int64_t(2));
        });
        as(company, "rita", [&](Workspace& workspace) {
            const LineDecision keep{0, Decision::Keep, "", "", "Both pay"};
            COMPARE_STR(refusal(decideBulk(workspace, CampaignId(1), {0, 3}, keep, "Q3")), "access.bulk_flagged");
            VERIFY_OK(decideBulk(workspace, CampaignId(1), {3}, keep, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            // What a control of the register stands against is no open conflict.
            sod::Mitigation control{"FC-02", "E10", *Day::fromIso("2026-12-31"), sod::MitigationState::Tested};
            COMPARE_STR(refusal(mitigateConflict(workspace, quarter(workspace), fingerprintOf(workspace, "E2"), control, "Q3")), "sod.mitigation_no_control");
            VERIFY_OK(loadDefaultControls(workspace, "Set-up"));
            COMPARE_STR(refusal(mitigateConflict(workspace, quarter(workspace), fingerprintOf(workspace, "E2"), control, "Q3")), "sod.mitigation_untested");
            control.performer = "Connie Chair";
            COMPARE_STR(refusal(mitigateConflict(workspace, quarter(workspace), fingerprintOf(workspace, "E2"), control, "Q3")), "sod.mitigation_no_worker");
            control.performer = "e10";
            control.expires = *Day::fromIso("2099-12-31");
            COMPARE_STR(refusal(mitigateConflict(workspace, quarter(workspace), fingerprintOf(workspace, "E2"), control, "Q3")), "sod.mitigation_too_long");
            control.expires = *Day::fromIso("2026-12-31");
            control.state = sod::MitigationState::Operating;
            COMPARE_STR(flags(workspace), "yynnn");
            VERIFY_OK(mitigateConflict(workspace, quarter(workspace), fingerprintOf(workspace, "E2"), control, "Q3"));
            COMPARE_STR(flags(workspace), "nnnnn");
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1),
                {{0, Decision::Keep, "", "", ""}, {1, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}, {4, Decision::Keep, "", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            COMPARE_STR(flags(workspace), "uuuuu"); // it is of the days on which one decides
        });
    }
    /// A role whose own name looks like a role and a permission; the words of the paths could not tell them apart.
    void rolesWithAnyName()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(loadRuleSet(workspace, genericRuleSet({{"netsuite", "ERP"}}).value(), "Adopted"));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|status|role|permission|level|scope",
                {"ann|E2|active|A/P / Clerk|BI|Full|US", "ann|E2|active|A/P / Clerk|PY|Full|US", "ann|E2|active|A/P / Clerk|BI more|Full|US"}));
            VERIFY_OK(test::keepRoster(workspace));
            VERIFY_OK(openReview(workspace, quarter(workspace), {"ERP", "con"}, "Q3"));
            VERIFY_OK(runSod(workspace, quarter(workspace), "Q3"));
            COMPARE_STR(flags(workspace), "yyn");
            // As a program of before left it: the words of the paths alone.
            VERIFY_OK(workspace.write(Permission::RunReview, "As before", [&](UnitOfWork& unit) -> Status {
                OXSEAL_CHECK(unit.db().run("DELETE FROM sod_conflict_grant"));
                unit.record({"sod.run", "sod_run:1", "sod", {}, {}, {}});
                return {};
            }));
            COMPARE_STR(flags(workspace), "nnn");
        });
    }
};

OXSEAL_TEST_CLASS(TestLineConflicts);
#include "tst_line_conflicts.moc"
