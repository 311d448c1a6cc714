// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/account_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/limit_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/reads/audit_reads.h"
#include "storage/reads/recon_overview.h"
#include "tests/storage/recon/recon_world.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>

using namespace oxseal;
using recon::AccountClass;
using recon::CloseCondition;

namespace {

void plan(Workspace& workspace, const char* account, recon::AccountRisk risk, AccountClass kind, const char* name)
{
    recon::AccountPlan made;
    made.account = account;
    made.name = name;
    made.method = recon::AccountMethod::RollForward;
    made.risk = risk;
    made.owner = "pat";
    made.dueBusinessDay = 5;
    QVERIFY(planAccount(workspace, "US01", made, "plan").has_value());
    QVERIFY(setAccountTrait(workspace, "US01", account, kind, false, "kind").has_value());
}

/// Rent deposits of 500.00 as before, a closed-down store's fund at zero, an accrual as before, inventory that moved.
void books(test::ReconWorld& world, std::int64_t deposits = 500'00)
{
    world.trialBalance("2026-Q3", {{"2026-09-30", 500'00, "", "Rent deposits", "", "1800"}, {"2026-09-30", 0, "", "Store fund", "", "1850"},
        {"2026-09-30", -90'00, "", "Accrued audit fee", "", "2150"}, {"2026-09-30", 310'00, "", "Supplies", "", "1200"}, {"2026-09-30", -720'00, "", "Equity", "", "3000"}});
    world.ledger("2026-Q4", {{"2026-12-01", 10'00, "S", "Supplies", "", "1200"}, {"2026-12-01", -10'00, "S", "Supplies", "", "3000"}});
    world.trialBalance("2026-Q4", {{"2026-12-31", deposits, "", "Rent deposits", "", "1800"}, {"2026-12-31", 0, "", "Store fund", "", "1850"},
        {"2026-12-31", -90'00, "", "Accrued audit fee", "", "2150"}, {"2026-12-31", 320'00, "", "Supplies", "", "1200"}, {"2026-12-31", -730'00, "", "Equity", "", "3000"}});
}

void plans(test::ReconWorld& world)
{
    Workspace& pat = world.as("pat");
    plan(pat, "1800", recon::AccountRisk::Low, AccountClass::Other, "Rent deposits");
    plan(pat, "1850", recon::AccountRisk::Low, AccountClass::Other, "Store fund");
    plan(pat, "2150", recon::AccountRisk::Low, AccountClass::Other, "Accrued audit fee");
    plan(pat, "1200", recon::AccountRisk::Medium, AccountClass::Other, "Supplies");
}

void approve(test::ReconWorld& world) { VERIFY_OK(decideModelVersion(world.as("con"), {kAccountRules, 1, true}, "read")); }

SnapshotId bring(Workspace& workspace, ImportKind kind, const std::string& text)
{
    QTemporaryDir dir;
    const std::filesystem::path file = dir.filePath(QStringLiteral("late.csv")).toStdString();
    std::ofstream(file, std::ios::binary) << text;
    ImportRequest request;
    request.kind = kind;
    request.file = file;
    request.entity = "US01";
    request.period = "2026-Q4";
    const auto done = importFile(workspace, request, "late entry");
    return done ? done->snapshot.id : SnapshotId();
}

std::vector<std::string> causes(Workspace& workspace, PeriodId period)
{
    std::vector<std::string> out;
    for (const auto all = closedByRule(workspace.db(), period).value(); const CloseRow& close : all.closes)
        out.push_back(close.account + ":" + close.cause);
    return out;
}

} // namespace

class TestAutoCloseFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingClosesBeforeTheRulesAreApproved()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        QVERIFY(autoClose(world.now(), "US01", world.q4, "close").error().is(kRulesNotApproved));
        QVERIFY(closedByRule(world.now().db(), world.q4.id).value().runs.empty());
    }
    void closesListsSamplesAndIsLookedAt()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        approve(world);
        const auto done = autoClose(world.as("pat"), "US01", world.q4, "close");
        VERIFY_OK(done);
        QCOMPARE(done->closed, (std::vector<std::string>{"1800", "1850"}));
        QCOMPARE(done->refused.size(), std::size_t{3});
        COMPARE_STR(done->refused[0].facts.row.plan.account, "1200");
        QCOMPARE(done->refused[0].verdict.failed, (std::vector<CloseCondition>{CloseCondition::LowRisk, CloseCondition::Balance, CloseCondition::NoPostings}));
        QCOMPARE(done->refused[1].verdict.failed, std::vector<CloseCondition>{CloseCondition::NameAllowed}); // accrued
        QVERIFY(done->refused[2].verdict.failed.front() == CloseCondition::Assigned); // equity has no plan
        // Asked again, nothing is closed twice.
        QVERIFY(autoClose(world.now(), "US01", world.q4, "again").value().closed.empty());
        COMPARE_STR(closeMatters(world.now(), world.q4).value().at(0).code, "recon.matter.close_unsampled");

        QVERIFY(drawSampleOfCloses(world.now(), world.q4, "seed", "sample").error().is(kWorkspaceNotPermitted)); // preparers do not draw
        Workspace& rex = world.as("rex");
        QVERIFY(drawSampleOfCloses(rex, world.q4, " ", "sample").error().is(kSeedMissing));
        VERIFY_OK(drawSampleOfCloses(rex, world.q4, "seed of internal audit", "sample"));
        QVERIFY(drawSampleOfCloses(rex, world.q4, "another seed", "sample").error().is(kNothingUnsampled)); // no seed is shopped for
        const auto all = closedByRule(rex.db(), world.q4.id).value();
        QCOMPARE(all.looks.size(), std::size_t{2}); // at least two
        QCOMPARE(closeMatters(rex, world.q4).value().size(), std::size_t{2});
        VERIFY_OK(lookAtClose(rex, all.looks[0].close.id, true, "contract seen"));
        QVERIFY(lookAtClose(rex, all.looks[0].close.id, false, "again").error().is(kLookedAlready));
        QVERIFY(lookAtClose(rex, 4711, true, "which").error().is(kNotSampled));
        VERIFY_OK(lookAtClose(rex, all.looks[1].close.id, false, "the fund was dissolved in May"));
        QCOMPARE(causes(rex, world.q4.id), (std::vector<std::string>{"1800:", "1850:sample"}));
        const auto matters = closeMatters(rex, world.q4).value();
        QCOMPARE(matters.size(), std::size_t{1});
        COMPARE_STR(matters[0].code, "recon.matter.close_wrong");
    }
    void whoAskedTheRuleDoesNotLook()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        approve(world);
        VERIFY_OK(autoClose(world.as("con"), "US01", world.q4, "close"));
        VERIFY_OK(drawSampleOfCloses(world.now(), world.q4, "seed", "sample"));
        const auto all = closedByRule(world.now().db(), world.q4.id).value();
        QVERIFY(lookAtClose(world.now(), all.looks[0].close.id, true, "fine").error().is(kLooksAtOwn));
    }
    void coverageCountsWhatIsDone()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        approve(world);
        VERIFY_OK(autoClose(world.as("pat"), "US01", world.q4, "close"));
        // 500 + 0 of 500 + 0 + 90 + 320 + 730 = 1640.
        const auto overview = reconOverview(world.now(), world.q4, "US01").value();
        const recon::AccountProgress& progress = overview.entities.at(0).progress;
        QCOMPARE(progress.due, std::size_t{5});
        QCOMPARE(progress.done, std::size_t{2});
        QCOMPARE(progress.byRule, std::size_t{2});
        QCOMPARE(progress.dueMoney, std::int64_t{1640'00});
        QCOMPARE(progress.doneMoney, std::int64_t{500'00});
        QVERIFY(progress.untied.empty());
        for (const AccountOverview& account : overview.accounts) {
            if (account.account.plan.account == "1800")
                COMPARE_STR(account.due->iso(), "2027-01-08"); // 1 January is a holiday: 4, 5, 6, 7, 8
        }
    }
    /// Rent deposits are 500.00: a limit of their own below that keeps them open, whatever the policy lets a rule close.
    void theLimitOfAnAccountKeepsItOpen()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        approve(world);
        recon::AccountLimits limits;
        limits.closeMost = 499;
        VERIFY_OK(setAccountLimits(world.as("con"), "US01", "1800", limits, "deposits of this size are read"));
        const auto first = autoClose(world.as("pat"), "US01", world.q4, "close");
        VERIFY_OK(first);
        QCOMPARE(first->closed, std::vector<std::string>{"1850"});
        const auto kept = std::find_if(first->refused.begin(), first->refused.end(), [](const auto& one) { return one.facts.row.plan.account == "1800"; });
        QVERIFY(kept != first->refused.end());
        QCOMPARE(kept->verdict.failed, std::vector<CloseCondition>{CloseCondition::Threshold});
        limits.closeMost = 500; // the balance does not exceed it
        VERIFY_OK(setAccountLimits(world.as("con"), "US01", "1800", limits, "read and found to be the contract's"));
        const auto second = autoClose(world.as("pat"), "US01", world.q4, "close");
        VERIFY_OK(second);
        QCOMPARE(second->closed, std::vector<std::string>{"1800"});
        limits.closeMost = 499; // and a tighter one opens it again
        VERIFY_OK(setAccountLimits(world.as("con"), "US01", "1800", limits, "read again from now on"));
        QCOMPARE(causes(world.now(), world.q4.id), (std::vector<std::string>{"1850:", "1800:plan"})); // as they were closed
    }
    void everyChangeOpensWhatItTouches()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        approve(world);
        VERIFY_OK(autoClose(world.as("pat"), "US01", world.q4, "close"));
        const std::string same = "Account,Name,Debit,Credit,Currency\n1800,Rent deposits,500.00,,USD\n1850,Store fund,,0.00,USD\n2150,Accrued audit fee,,90.00,USD\n"
                                 "1200,Supplies,321.00,,USD\n3000,Equity,,731.00,USD\n";
        QVERIFY(bring(world.now(), ImportKind::Tb, same));
        QCOMPARE(causes(world.now(), world.q4.id), (std::vector<std::string>{"1800:", "1850:"})); // only others moved
        std::string moved = same;
        moved.replace(moved.find("500.00"), 6, "450.00");
        QVERIFY(bring(world.now(), ImportKind::Tb, moved));
        QCOMPARE(causes(world.now(), world.q4.id), (std::vector<std::string>{"1800:trial_balance", "1850:"}));
        QVERIFY(bring(world.now(), ImportKind::Gl, "Date,Account,Debit,Credit,Currency\n2026-12-30,1850,5.00,,USD\n2026-12-30,1850,,5.00,USD\n"));
        QCOMPARE(causes(world.now(), world.q4.id), (std::vector<std::string>{"1800:trial_balance", "1850:ledger"}));
        bool told = false;
        const auto events = auditTrail(world.now().db(), 100).value();
        for (const auto& event : events)
            told = told || event.verb == "account.reopen";
        QVERIFY(told);
    }
    void anotherPlanOrRuleOpensToo()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        approve(world);
        VERIFY_OK(autoClose(world.as("pat"), "US01", world.q4, "close"));
        VERIFY_OK(setAccountTrait(world.now(), "US01", "1850", AccountClass::Clearing, false, "used for clearing after all"));
        QCOMPARE(causes(world.now(), world.q4.id), (std::vector<std::string>{"1800:", "1850:plan"}));
        Workspace& con = world.as("con");
        Json body = versionInForce(modelVersions(con.db(), kAccountRules).value()).body;
        Json inner = body["auto_close"];
        inner.set("most_in_row", 2);
        body.set("auto_close", inner);
        const auto version = proposeModelVersion(con, kAccountRules, body, "stricter");
        VERIFY_OK(version);
        QVERIFY(decideModelVersion(con, {kAccountRules, *version, true}, "own").error().is(kModelAuthorDecides));
        QCOMPARE(decideModelVersion(world.as("rex"), {kAccountRules, *version, true}, "read").value(), std::int64_t{1});
        QCOMPARE(causes(world.now(), world.q4.id), (std::vector<std::string>{"1800:rule", "1850:plan"}));
    }
    /// Who prepares accounts may ask more of one, not less.
    void lessIsAReviewersWord()
    {
        test::ReconWorld world;
        books(world);
        plans(world);
        Workspace& pat = world.as("pat");
        const auto plans = accountPlans(pat.db(), "US01").value();
        auto plan = *std::find_if(plans.begin(), plans.end(), [](const auto& each) { return each.account == "1850"; });
        plan.risk = recon::AccountRisk::High;
        VERIFY_OK(planAccount(pat, "US01", plan, "riskier than thought"));
        VERIFY_OK(setAccountTrait(pat, "US01", "1850", AccountClass::Estimate, true, "estimated"));
        plan.risk = recon::AccountRisk::Low;
        QVERIFY(planAccount(pat, "US01", plan, "no").error().is(kLoosenNeedsReviewer));
        plan.risk = recon::AccountRisk::High;
        plan.method = recon::AccountMethod::None;
        plan.because = "no need";
        QVERIFY(planAccount(pat, "US01", plan, "no").error().is(kLoosenNeedsReviewer));
        QVERIFY(setAccountTrait(pat, "US01", "1850", AccountClass::Other, true, "no").error().is(kLoosenNeedsReviewer));
        QVERIFY(setAccountTrait(pat, "US01", "1850", AccountClass::Estimate, false, "no").error().is(kLoosenNeedsReviewer));
        plan.method = recon::AccountMethod::Schedule;
        plan.risk = recon::AccountRisk::Low;
        Workspace& con = world.as("con");
        VERIFY_OK(planAccount(con, "US01", plan, "looked at with treasury"));
        VERIFY_OK(setAccountTrait(con, "US01", "1850", AccountClass::Other, false, "no estimate after all"));
    }
    void aSignedReconciliationOpensOnAnotherBalance()
    {
        test::ReconWorld world;
        world.statement("2026-Q4", {{"2026-12-10", 50'00, "A", "In", "F1"}}, "100.00", "150.00");
        world.ledger("2026-Q4", {{"2026-12-10", 50'00, "A", "In"}});
        world.trialBalance("2026-Q4", {{"2026-12-31", 150'00, "", "Bank", "", "1010"}, {"2026-12-31", -150'00, "", "Stock", "", "3000"}});
        world.plan();
        world.adopt();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q4.id;
        request.bankOpening = 100'00;
        request.booksOpening = 100'00;
        const auto id = openReconciliation(world.as("pat"), request, "close");
        VERIFY_OK(id);
        VERIFY_OK(runMatch(world.now(), *id, "match"));
        VERIFY_OK(prepareReconciliation(world.now(), *id, "proved"));
        const auto state = [&] { return reconciliationById(world.now().db(), *id).value().state; };
        QVERIFY(bring(world.now(), ImportKind::Tb, "Account,Name,Debit,Credit,Currency\n1010,Bank,150.00,,USD\n3000,Stock,,150.00,USD\n"));
        COMPARE_STR(state(), "prepared"); // the same balance: nothing it rests on has changed
        QVERIFY(!reconciliationView(world.now(), *id).value().inputsChanged);
        QVERIFY(bring(world.now(), ImportKind::Tb, "Account,Name,Debit,Credit,Currency\n1010,Bank,149.00,,USD\n3000,Stock,,149.00,USD\n"));
        COMPARE_STR(state(), "open");
        QVERIFY(reconciliationView(world.now(), *id).value().inputsChanged);
    }
};

OXSEAL_TEST_CLASS(TestAutoCloseFlow);
#include "tst_auto_close_flow.moc"
