// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/chart_reads.h"

#include "storage/actions/access_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/import/sod_rules.h"
#include "tests/storage/access/access_world.h"

using namespace oxseal;

namespace {

constexpr std::int64_t kDay = 86'400'000'000;

RemovalRow removal(const char* state, int claimedAfter, int removedAfter)
{
    RemovalRow row;
    row.state = state;
    row.requestedAt = *Instant::fromIso("2026-10-01T22:00:00Z");
    if (claimedAfter >= 0)
        row.claimedAt = Instant{row.requestedAt.micros + claimedAfter * kDay};
    if (removedAfter >= 0)
        row.removedAsOf = Instant{row.requestedAt.micros + removedAfter * kDay};
    return row;
}

Status keepListing(Workspace& workspace, const char* period, const char* asOf, const std::vector<std::string>& rows)
{
    OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", period}, asOf, "account_id|person_id|status|role|permission|level", rows));
    OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"roster", "", "", period}, asOf, "employee_id|name|status",
        {"E2|Ann|active", "E3|Bo|active", "E10|Con|active"}));
    return {};
}

} // namespace

class TestAccessCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsFallIntoTheirBuckets()
    {
        QCOMPARE(waitOf(0), std::size_t(0));
        QCOMPARE(waitOf(1), std::size_t(0));
        QCOMPARE(waitOf(2), std::size_t(1));
        QCOMPARE(waitOf(7), std::size_t(1));
        QCOMPARE(waitOf(8), std::size_t(2));
        QCOMPARE(waitOf(30), std::size_t(2));
        QCOMPARE(waitOf(31), std::size_t(3));
        const RemovalTimes times = daysToRemove({removal("removed", 1, 5), removal("removed", 3, 40), removal("claimed", 9, -1),
            removal("requested", -1, -1), removal("regranted", 0, 2), removal("withdrawn", -1, -1)});
        QCOMPARE(times.claimed, (std::array<std::int64_t, kWaits>{2, 1, 1, 0}));
        QCOMPARE(times.unclaimed, std::int64_t(1));
        QCOMPARE(times.removed, (std::array<std::int64_t, kWaits>{0, 1, 0, 1}));
        QCOMPARE(times.open, std::int64_t(3)); // claimed, requested, and what is back
    }

    /// Bills and payments in two hands in the second quarter, in Ann's in the third; Bo's conflict is accepted.
    void conflictsAreCountedByPeriod()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        auto opened = company.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto rules = genericRuleSet({{"netsuite", "ERP"}});
        VERIFY_OK(rules);
        VERIFY_OK(loadRuleSet(workspace, *rules, "Adopted"));
        VERIFY_OK(keepListing(workspace, "2026-Q2", "2026-06-30", {"ann|E2|active||BI|full", "bo|E3|active||PY|full"}));
        VERIFY_OK(keepListing(workspace, "2026-Q3", "2026-09-30",
            {"ann|E2|active||BI|full", "ann|E2|active||PY|full", "bo|E3|active||BI|full", "bo|E3|active||PY|full"}));
        const PeriodRow second = periodByName(workspace.db(), "2026-Q2").value();
        const PeriodRow third = periodByName(workspace.db(), "2026-Q3").value();
        const Day today = *Day::fromYmd(2026, 10, 1);
        VERIFY_OK(runSod(workspace, third, "Q3"));
        auto counts = conflictsByPeriod(workspace.db(), third, 8, today);
        VERIFY_OK(counts);
        QCOMPARE(counts->size(), std::size_t(1)); // the second quarter was not checked: nothing is known of it
        VERIFY_OK(runSod(workspace, second, "Q2"));
        const auto conflicts = sodConflicts(workspace.db(), third, today);
        VERIFY_OK(conflicts);
        QCOMPARE(conflicts->size(), std::size_t(2));
        const auto bo = std::find_if(conflicts->begin(), conflicts->end(), [](const ConflictStatus& one) { return one.person() == "E3"; });
        QVERIFY(bo != conflicts->end());
        VERIFY_OK(acceptConflict(workspace, third, bo->row.fingerprint.hex(), *Day::fromYmd(2026, 12, 31), "Until the new hire"));
        counts = conflictsByPeriod(workspace.db(), third, 8, today);
        QCOMPARE(counts->back().answered, std::int64_t(0)); // one person's word is not enough for it
        VERIFY_OK(workspace.close());
        {
            auto officer = company.as("paula");
            VERIFY_OK(officer);
            VERIFY_OK(judgeAcceptance(**officer, third, bo->row.fingerprint.hex(), true, "Seen"));
            VERIFY_OK((*officer)->close());
        }
        auto reopened = company.as("con");
        VERIFY_OK(reopened);
        Workspace& later = **reopened;
        counts = conflictsByPeriod(later.db(), third, 8, today);
        VERIFY_OK(counts);
        QCOMPARE(counts->size(), std::size_t(2));
        QCOMPARE(counts->front().period, std::string("2026-Q2"));
        QCOMPARE(counts->front().open + counts->front().answered, std::int64_t(0));
        QCOMPARE(counts->back().open, std::int64_t(1));
        QCOMPARE(counts->back().answered, std::int64_t(1));
        QCOMPARE(conflictsByPeriod(later.db(), second, 8, today)->size(), std::size_t(1));
        const auto picture = sodPicture(later, third, today);
        VERIFY_OK(picture);
        const auto functions = conflictsByFunction(*picture);
        QCOMPARE(functions.size(), std::size_t(2));
        for (const FunctionConflicts& one : functions) {
            QVERIFY(one.function == "BI" || one.function == "PY");
            QCOMPARE(one.open, std::int64_t(1));
            QCOMPARE(one.answered, std::int64_t(1));
        }
    }

    /// Counted in the database and counted from the lines: the same.
    void countsAgree()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        auto opened = company.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        VERIFY_OK(keepListing(workspace, "2026-Q3", "2026-09-30",
            {"ann|E2|active|Clerk|BI|full", "bo|E3|active|Clerk|BI|full", "con|E10|active|Administrator|All|full", "svc||active|Job|BI|view"}));
        const PeriodRow period = periodByName(workspace.db(), "2026-Q3").value();
        ReviewOpening opening;
        opening.system = "ERP";
        opening.systemOwner = "con";
        opening.shape = access::Shape::Privileged;
        const auto id = openReview(workspace, period, opening, "Q3");
        VERIFY_OK(id);
        VERIFY_OK(assignReviewers(workspace, *id, {"rita"}, {}, "Q3"));
        const auto status = reviewStatus(workspace.db(), *id);
        VERIFY_OK(status);
        QCOMPARE(status->counts.lines, std::int64_t(1)); // the administrator's
        QCOMPARE(status->counts.leftOut, std::int64_t(3));
        QCOMPARE(status->counts.unassigned, std::int64_t(0));
        QCOMPARE(status->counts.pending, std::int64_t(1));
        const auto lines = reviewLines(workspace.db(), *id);
        VERIFY_OK(lines);
        const CampaignCounts counted = countsOf(*lines);
        QCOMPARE(counted.lines, status->counts.lines);
        QCOMPARE(counted.leftOut, status->counts.leftOut);
        QCOMPARE(counted.pending, status->counts.pending);
        QVERIFY(counted.flags == status->counts.flags);
        QVERIFY(counted.decisions == status->counts.decisions);
    }
};

OXSEAL_TEST_CLASS(TestAccessCharts);
#include "tst_access_charts.moc"
