// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/recon_overview.h"

#include "storage/actions/recon_actions.h"
#include "tests/storage/recon/recon_world.h"

#include <atomic>

using namespace oxseal;

class TestReconOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inventoryPlanAndProofStandSideBySide()
    {
        test::ReconWorld world;
        // Bank 100.00 + 50.00 = 150.00; books 100.00 + 30.00 = 130.00: they differ by the lines' own 20.00, all of it open.
        world.statement("2026-Q3", {{"2026-09-10", 50'00, "A", "In", "F1"}}, "100.00", "150.00");
        world.ledger("2026-Q3", {{"2026-09-11", 30'00, "B", "Other"}});
        world.trialBalance("2026-Q3", {{"2026-09-30", 130'00, "", "Bank", "", "1010"}, {"2026-09-30", -130'00, "", "Stock", "", "3000"}});
        const auto before = reconOverview(world.now(), world.q3, "").value();
        QCOMPARE(before.entities.size(), std::size_t{1});
        QVERIFY(before.entities[0].trialBalance && before.entities[0].balanced);
        QCOMPARE(before.entities[0].covered, std::size_t{0});
        QCOMPARE(before.entities[0].money, std::int64_t{260'00});
        QCOMPARE(before.accounts.size(), std::size_t{2});
        QVERIFY(!before.accounts[0].reconciliation);
        recon::AccountPlan plan;
        plan.account = "1010";
        plan.name = "Bank";
        plan.method = recon::AccountMethod::Matching;
        VERIFY_OK(planAccount(world.now(), "US01", plan, "set up"));
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.bankOpening = 100'00;
        request.booksOpening = 100'00;
        const auto id = openReconciliation(world.now(), request, "close");
        VERIFY_OK(id);
        const auto after = reconOverview(world.now(), world.q3, "US01").value();
        QCOMPARE(after.entities[0].covered, std::size_t{1});
        QCOMPARE(after.entities[0].coveredMoney, std::int64_t{130'00});
        QVERIFY(after.accounts[0].reconciliation);
        QCOMPARE(after.accounts[0].unclassified, std::size_t{2});
        // 150.00 + 30.00 = 180.00 = 130.00 + 50.00
        QCOMPARE(after.accounts[0].difference, std::int64_t{0});
        QVERIFY(!after.accounts[1].reconciliation);
        QVERIFY(reconOverview(world.now(), world.q3, "XX").value().entities.empty());

        const auto detail = reconciliationDetail(world.now(), *id).value();
        QCOMPARE(detail.files.size(), detail.view.sources.size());
        COMPARE_STR(detail.files[0].fileName, "statement.csv");
        QVERIFY(reconciliationProved(detail.view).error().is(kItemsUnclassified));
        const auto accounts = statementAccounts(world.now().db(), "US01", "2026-Q3").value();
        QCOMPARE(accounts, std::vector<std::string>{"1010"});
        QVERIFY(statementAccounts(world.now().db(), "US01", "2026-Q4").value().empty());

        // A period with neither trial balance nor reconciliation lists the entity and no account.
        const auto empty = reconOverview(world.now(), world.q4, "").value();
        QVERIFY(!empty.entities.at(0).trialBalance);
        QVERIFY(empty.accounts.empty());
    }
    void aStoppedMatchingLeavesNothing()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-09-10", 50'00, "A", "In", "F1"}}, "100.00", "150.00");
        world.ledger("2026-Q3", {{"2026-09-11", 50'00, "A", "In"}});
        world.trialBalance("2026-Q3", {{"2026-09-30", 150'00, "", "Bank", "", "1010"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 100'00;
        world.plan();
        world.adopt();
        const auto id = openReconciliation(world.now(), request, "close");
        VERIFY_OK(id);
        std::atomic<bool> stop{true};
        Progress progress;
        progress.stop = &stop;
        COMPARE_STR(runMatch(world.now(), *id, "passes", progress).error().id(), "recon.match_cancelled");
        QVERIFY(reconciliationView(world.now(), *id).value().row.rules.empty());
        stop = false;
        QCOMPARE(runMatch(world.now(), *id, "passes", progress).value().matched, std::size_t{1});
    }
};

OXSEAL_TEST_CLASS(TestReconOverview);
#include "tst_recon_overview.moc"
