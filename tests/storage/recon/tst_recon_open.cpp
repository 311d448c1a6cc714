// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/recon/worked_quarter.h"

#include <algorithm>

using namespace oxseal;
using namespace oxseal::recon;
using namespace oxseal::test;

class TestReconOpen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Exports of a small company's bank and ledger seldom name a currency: the books are in the entity's own.
    void filesThatNameNoCurrencyAreInTheEntitys()
    {
        const auto unnamed = [](std::vector<test::CashLine> lines) {
            for (auto& line : lines)
                line.currency = "";
            return lines;
        };
        test::ReconWorld world;
        auto request = q3Request(world);
        world.statement("2026-Q3", unnamed(kBank), "118335.50", "128450.00", "");
        world.ledgerOf("US01", "", "2026-Q3", unnamed(kBooks));
        const auto opened = openReconciliation(world.now(), request, "x");
        VERIFY_OK(opened);
        auto view = reconciliationView(world.now(), *opened);
        VERIFY_OK(view);
        COMPARE_STR(view->row.currency, "USD");
        // One file that names another currency decides it; the other is then in that one.
        world.ledgerOf("US01", "", "2026-Q3", kBooks);
        world.statement("2026-Q3", unnamed(kBank), "118335.50", "128450.00", "EUR");
        QVERIFY(openReconciliation(world.now(), request, "x").error().is(kMixedCurrencies));
        world.ledgerOf("US01", "", "2026-Q3", unnamed(kBooks));
        const auto again = openReconciliation(world.now(), request, "x");
        VERIFY_OK(again);
        view = reconciliationView(world.now(), *again);
        VERIFY_OK(view);
        COMPARE_STR(view->row.currency, "EUR");
    }

    void refusals()
    {
        test::ReconWorld world;
        auto request = q3Request(world);
        QVERIFY(openReconciliation(world.now(), request, "x").error().is(kNoStatement));
        world.plan();
        world.adopt();
        world.statement("2026-Q3", kBank, "118335.50", "");
        QVERIFY(openReconciliation(world.now(), request, "x").error().is(kNoClosingBalance));
        world.statement("2026-Q3", kBank, "118335.50", "128450.00");
        QVERIFY(openReconciliation(world.now(), request, "x").error().is(kNoGl));
        world.ledger("2026-Q3", {{"2026-09-10", 1'00, "", "in euro", "", "1010", "EUR"}});
        QVERIFY(openReconciliation(world.now(), request, "x").error().is(kMixedCurrencies));
        world.ledger("2026-Q3", kBooks);
        request.booksOpening.reset();
        QVERIFY(openReconciliation(world.now(), request, "x").error().is(kNoBooksBalance));
        request.booksOpening = 118'335'49; // a cent short
        const auto opened = openReconciliation(world.now(), request, "x");
        VERIFY_OK(opened);
        VERIFY_OK(runMatch(world.now(), *opened, "passes"));
        decideAll(world.now(), *opened);
        const auto refused = prepareReconciliation(world.now(), *opened, "ready");
        QVERIFY(!refused && refused.error().is(kProofNotZero));
        QVERIFY(accountInventory(world.now(), "US01", world.q3).error().is(kNoTrialBalance));
        QVERIFY(has(*reconMatters(world.now(), world.q3), "recon.matter.difference"));
        AccountPlan plan;
        plan.account = "1399";
        plan.method = AccountMethod::None;
        QVERIFY(planAccount(world.now(), "US01", plan, "x").error().is(kPlanNeedsReason));
    }

    void typedOpeningItemsBelongToTheFirstPeriod()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-07-02", -100'00, "77701", "CHECK"}}, "1000.00", "900.00");
        world.ledger("2026-Q3", {{"2026-07-05", 5'00, "X1", "late deposit"}});
        world.plan();
        world.adopt();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 900'00;
        request.openingItems = {{ItemOrigin::Books, *Day::fromIso("2026-05-20"), -100'00, "CHQ77701", "cheque of May"}};
        const auto opened = openReconciliation(world.now(), request, "first");
        VERIFY_OK(opened);
        const auto counts = runMatch(world.now(), *opened, "passes");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, 1U); // the cheque of May cleared in July
        const auto view = reconciliationView(world.now(), *opened);
        QCOMPARE(qint64(view->proof.difference), 0);
        QCOMPARE(view->items.size(), 1U);
        COMPARE_STR(view->items[0].item.description, "late deposit");
    }

    void openingItemsKeepTheirDecisionsInWhateverOrder()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-07-02", 5'00, "1", "IN"}}, "1000.00", "1005.00");
        world.ledger("2026-Q3", {{"2026-07-02", 5'00, "1", "in"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 1600'00;
        const OpeningItem deposit{ItemOrigin::Books, *Day::fromIso("2026-06-30"), 800'00, "DEP1", "deposit"};
        const OpeningItem cheque{ItemOrigin::Books, *Day::fromIso("2026-06-20"), -200'00, "CHQ8", "cheque"};
        request.openingItems = {deposit, cheque};
        const auto opened = openReconciliation(world.now(), request, "first");
        VERIFY_OK(opened);
        ItemDecision decision;
        decision.handle = handleOf(*reconciliationView(world.now(), *opened), "deposit");
        decision.category = ItemCategory::DepositInTransit;
        decision.note = "seen on 2 July";
        decision.evidence = "slip";
        VERIFY_OK(classifyItem(world.now(), *opened, decision, "support"));
        // The other way round, and one that nobody had named.
        request.openingItems = {cheque, deposit, {ItemOrigin::Books, *Day::fromIso("2026-06-21"), -10'00, "CHQ9", "another cheque"}};
        VERIFY_OK(openReconciliation(world.now(), request, "again"));
        const auto view = reconciliationView(world.now(), *opened);
        for (const ReconItem& item : view->items) {
            const bool decided = item.item.description == "deposit";
            QCOMPARE(item.item.category == ItemCategory::DepositInTransit, decided);
            QCOMPARE(bool(item.item.evidence), decided);
            COMPARE_STR(item.note, decided ? "seen on 2 July" : "");
        }
        // A cheque brings no money, and a deposit takes none.
        decision.handle = handleOf(*view, "cheque");
        QVERIFY(classifyItem(world.now(), *opened, decision, "x").error().is(kCategoryDoesNotFit));
        decision.handle = handleOf(*view, "deposit");
        decision.category = ItemCategory::OutstandingCheque;
        QVERIFY(classifyItem(world.now(), *opened, decision, "x").error().is(kCategoryDoesNotFit));
    }

    /// Yen have no decimals, whatever decimals the amounts were typed with.
    void openingAmountsAreInTheAccountsCurrency()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-07-02", 500, "1", "IN", "", "1010", "JPY"}}, "", "1000500", "JPY");
        world.ledger("2026-Q3", {{"2026-07-02", 500, "1", "in", "", "1010", "JPY"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.bankOpening = request.booksOpening = 10'000'000'000; // 1,000,000.0000
        request.openingDigits = request.itemDigits = 4;
        request.openingItems = {{ItemOrigin::Books, *Day::fromIso("2026-06-20"), -50'000'000, "CHQ8", "cheque"}};
        const auto opened = openReconciliation(world.now(), request, "first");
        VERIFY_OK(opened);
        const auto view = reconciliationView(world.now(), *opened);
        QCOMPARE(qint64(view->row.booksEnd), qint64(1'000'500));
        QCOMPARE(qint64(view->row.bankOpening.value_or(0)), qint64(1'000'000));
        QCOMPARE(std::count_if(view->lines.begin(), view->lines.end(), [](const auto& line) { return line.amount == -5'000; }), std::ptrdiff_t{1});
        request.bankOpening = 10'000'005'000; // half a yen
        QVERIFY(openReconciliation(world.now(), request, "again").error().is(kOpeningDecimals));
    }

    void aPeriodBeginsWithItsEarliestStatement()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-09-02", 3'00, "C", "c"}}, "105.00", "108.00"); // imported first, the last month
        world.statement("2026-Q3", {{"2026-07-02", 2'00, "A", "a"}}, "100.00", "102.00");
        world.statement("2026-Q3", {{"2026-08-02", 3'00, "B", "b"}}, "102.00", "105.00");
        world.ledger("2026-Q3", {{"2026-07-02", 8'00, "A", "all"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 100'00;
        const auto opened = openReconciliation(world.now(), request, "first");
        VERIFY_OK(opened);
        const auto view = reconciliationView(world.now(), *opened);
        QCOMPARE(qint64(view->row.bankOpening.value_or(0)), qint64(100'00));
        QCOMPARE(qint64(view->row.bankEnd), qint64(108'00));
        QVERIFY(view->invariants[0].holds == Holds::Yes);
        QVERIFY(view->invariants[2].holds == Holds::NotStated); // no trial balance: the books' end is what was added up
    }

    void linesAfterThePeriodAreSaid()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-09-30", 2'00, "A", "a"}, {"2026-10-01", 3'00, "B", "b"}}, "100.00", "105.00");
        world.ledger("2026-Q3", {{"2026-09-30", 5'00, "A", "all"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 100'00;
        VERIFY_OK(openReconciliation(world.now(), request, "first"));
        const auto matters = reconMatters(world.now(), world.q3);
        const auto late = std::find_if(matters->begin(), matters->end(), [](const Finding& each) { return each.code == "recon.matter.after_period"; });
        QVERIFY(late != matters->end());
        COMPARE_STR(late->arguments[2], "1");
        COMPARE_STR(late->arguments[3], "2026-09-30");
    }
};

OXSEAL_TEST_CLASS(TestReconOpen);
#include "tst_recon_open.moc"
