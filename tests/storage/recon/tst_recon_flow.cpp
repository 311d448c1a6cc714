// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/recon_packet.h"
#include "tests/storage/recon/worked_quarter.h"

#include <algorithm>

using namespace oxseal;
using namespace oxseal::recon;
using namespace oxseal::test;

class TestReconFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuarterFromFilesToSignOff()
    {
        test::ReconWorld world;
        importQ3(world);
        const auto opened = openReconciliation(world.now(), q3Request(world), "close");
        VERIFY_OK(opened);
        auto view = reconciliationView(world.now(), *opened);
        VERIFY_OK(view);
        QCOMPARE(view->lines.size(), 16U); // the line of account 2000 stays out
        QCOMPARE(qint64(view->proof.difference), 0);
        QVERIFY(view->proof.identityHolds);
        for (const auto& invariant : view->invariants)
            QVERIFY2(invariant.holds != Holds::No, std::to_string(invariant.number).c_str());
        QVERIFY(view->invariants[0].holds == Holds::Yes); // the statement foots
        QVERIFY(view->invariants[2].holds == Holds::Yes); // and so do the books, to the trial balance

        const auto counts = runMatch(world.now(), *opened, "passes");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, 1U);
        QCOMPARE(counts->ambiguous, 1U);
        QVERIFY(prepareReconciliation(world.now(), *opened, "ready").error().is(kDecisionsPending));

        view = reconciliationView(world.now(), *opened);
        QVERIFY(classifyItem(world.now(), *opened, {handleOf(*view, "FEE"), ItemCategory::DepositInTransit, "", ""}, "x")
                    .error().is(kCategoryDoesNotFit));
        QVERIFY(matchByHand(world.now(), *opened, {lineOf(*view, "FEE"), lineOf(*view, "INTEREST")}, "because", "x")
                    .error().is(kUnknownReasonCode));
        QVERIFY(matchByHand(world.now(), *opened, {lineOf(*view, "FEE"), lineOf(*view, "Delmar")}, "other", "x").error().is(kLineTaken));
        decideAll(world.now(), *opened);

        view = reconciliationView(world.now(), *opened);
        VERIFY_OK(view);
        QCOMPARE(qint64(view->proof.bankAdjusted), 124'274'50);
        QCOMPARE(qint64(view->proof.booksAdjusted), 124'274'50);
        QCOMPARE(qint64(view->proof.leftInGroups), -18'00);
        QCOMPARE(qint64(view->proof.openBank), 172'50);
        QCOMPARE(qint64(view->proof.openBooks), -3'675'50);

        VERIFY_OK(prepareReconciliation(world.now(), *opened, "tied to statement and trial balance"));
        QVERIFY(reviewReconciliation(world.now(), *opened, "looked at all items").error().is(kReviewerPrepared));
        VERIFY_OK(reviewReconciliation(world.as("rex"), *opened, "looked at all items"));
        view = reconciliationView(world.now(), *opened);
        COMPARE_STR(view->row.state, "reviewed");
        QVERIFY(!reviewReconciliation(world.as("pat"), *opened, "may not"));

        const auto matters = reconMatters(world.now(), world.q3);
        VERIFY_OK(matters);
        QVERIFY(has(*matters, "recon.matter.unassigned", "account:US01/1399"));
        QVERIFY(has(*matters, "recon.matter.recycled_id", "account:US01/1010"));
        QVERIFY(has(*matters, "recon.matter.transposed"));
        QVERIFY(!has(*matters, "recon.matter.not_prepared") && !has(*matters, "recon.matter.not_reviewed"));
        QVERIFY(!has(*matters, "recon.matter.difference") && !has(*matters, "recon.matter.tb_unbalanced"));
        const auto again = reconMatters(world.now(), world.q3);
        QVERIFY(*again == *matters); // fingerprints keep

        const auto files = reconPacketFiles(world.now(), world.q3);
        VERIFY_OK(files);
        const auto proofs = std::find_if(files->begin(), files->end(), [](const auto& file) { return file.path == "data/reconciliations.csv"; });
        QVERIFY(proofs != files->end());
        QVERIFY(proofs->bytes.find("US01/1010,US01,1010,Cash,USD,reviewed,128450.00,124620.00,124274.50,0.00,124620.00") != std::string::npos);
        QVERIFY(proofs->bytes.find("Person con") != std::string::npos && proofs->bytes.find("Person rex") != std::string::npos);

        // Any change re-opens, and the old sign-offs stay visible as void.
        world.as("con");
        const auto manual = std::find_if(view->groups.begin(), view->groups.end(), [](const auto& group) { return group.state == "manual"; });
        VERIFY_OK(unmatch(world.now(), *opened, manual->id, "engine_wrong", "mistaken"));
        view = reconciliationView(world.now(), *opened);
        COMPARE_STR(view->row.state, "open");
        QCOMPARE(view->signoffs.size(), 2U);
        QVERIFY(std::all_of(view->signoffs.begin(), view->signoffs.end(), [](const auto& signoff) { return signoff.voided; }));
        QVERIFY(reviewReconciliation(world.as("rex"), *opened, "again").error().is(kNotPrepared));
    }

    /// A period is a quarter: no plan promises to be looked at every month, and one of an older program is said.
    void noPlanIsMonthly()
    {
        test::ReconWorld world;
        world.trialBalance("2026-Q3", {{"2026-09-30", 5'00, "", "Cash", "", "1010"}, {"2026-09-30", -5'00, "", "Sales", "", "4000"}});
        AccountPlan plan;
        plan.account = "1010";
        plan.method = AccountMethod::Matching;
        plan.frequency = AccountFrequency::Monthly;
        plan.owner = "pat";
        QVERIFY(planAccount(world.now(), "US01", plan, "as in the old tool").error().is(kMonthlyPlan));
        QVERIFY(accountPlans(world.now().db(), "US01")->empty());
        const auto said = [&] {
            const auto found = reconMatters(world.now(), world.q3);
            return std::any_of(found->begin(), found->end(), [](const Finding& each) { return each.code == "recon.matter.monthly_plan"; });
        };
        world.plan();
        QVERIFY(!said());
        VERIFY_OK(world.now().write(Permission::PrepareReconciliation, "as an older program wrote it", [](UnitOfWork& unit) -> Status {
            OXSEAL_CHECK(unit.db().run("UPDATE recon_plan SET frequency = 'monthly'"));
            unit.record({"reconcile.plan", "account:US01/1010", "recon", {}, {}, {}});
            return {};
        }));
        QVERIFY(said());
    }

    void overlappingFilesAreProvedByContent()
    {
        test::ReconWorld world;
        importQ3(world);
        const auto opened = openReconciliation(world.now(), q3Request(world), "close");
        VERIFY_OK(opened);
        VERIFY_OK(runMatch(world.now(), *opened, "passes"));
        decideAll(world.now(), *opened);
        VERIFY_OK(prepareReconciliation(world.now(), *opened, "tied"));
        // The last fortnight exported once more.
        world.statement("2026-Q3", {kBank.begin() + 3, kBank.end()}, "", "128450.00");
        auto view = reconciliationView(world.now(), *opened);
        QVERIFY(view->inputsChanged);
        QVERIFY(has(*reconMatters(world.now(), world.q3), "recon.matter.inputs_changed"));
        QVERIFY(reviewReconciliation(world.as("rex"), *opened, "checked").error().is(kInputsChanged));
        world.as("con");
        const auto refreshed = openReconciliation(world.now(), q3Request(world), "newer file");
        VERIFY_OK(refreshed);
        QVERIFY(*refreshed == *opened);
        view = reconciliationView(world.now(), *opened);
        VERIFY_OK(view);
        COMPARE_STR(view->row.state, "open");
        QVERIFY(!view->inputsChanged);
        QCOMPARE(view->lines.size(), 21U); // kept, not dropped
        QCOMPARE(std::count_if(view->lines.begin(), view->lines.end(), [](const auto& line) { return line.same; }), 5);
        QCOMPARE(qint64(view->proof.difference), 0); // and not counted twice
        QVERIFY(view->invariants[5].holds == Holds::Yes);
        const auto fee = std::find_if(view->items.begin(), view->items.end(), [](const auto& item) { return item.item.description == "FEE"; });
        QVERIFY(fee->item.category == ItemCategory::UnbookedFee && fee->item.evidence); // decisions stay with their lines
    }

    /// The ledger exported once more, in another order and with one more line: what people decided about a line stays with it;
    /// a decision whose line is gone falls, and is counted.
    void decisionsFollowAReplacedLedger()
    {
        test::ReconWorld world;
        importQ3(world);
        const auto opened = openReconciliation(world.now(), q3Request(world), "close");
        VERIFY_OK(opened);
        VERIFY_OK(runMatch(world.now(), *opened, "passes"));
        decideAll(world.now(), *opened);
        const auto keyOf = [&](const char* text) {
            const auto view = reconciliationView(world.now(), *opened);
            const auto found = std::find_if(view->lines.begin(), view->lines.end(), [&](const auto& line) { return line.description == text; });
            return found == view->lines.end() ? std::string() : found->key;
        };
        const std::string cheque = keyOf("Cheque 1551");
        auto again = std::vector<test::CashLine>(kBooks.rbegin(), kBooks.rend());
        again.push_back({"2026-09-29", -10'00, "J9", "Forgotten entry"});
        world.ledger("2026-Q3", again);
        auto refreshed = layOutReconciliation(world.now(), q3Request(world), "ledger exported again");
        VERIFY_OK(refreshed);
        QCOMPARE(refreshed->decisionsKept, 3 + 8); // three groups by hand, eight items
        QCOMPARE(refreshed->decisionsLost, 0);
        COMPARE_STR(keyOf("Cheque 1551"), cheque);
        auto view = reconciliationView(world.now(), *opened);
        QCOMPARE(std::count_if(view->groups.begin(), view->groups.end(), [](const auto& group) { return group.state == "manual"; }), 3);
        QCOMPARE(view->groups.size(), 3U); // the engine's own are found again by a run
        QCOMPARE(qint64(view->proof.leftInGroups), -18'00);
        const auto transposed = std::find_if(view->items.begin(), view->items.end(), [](const auto& item) { return item.item.description == "Cheque 1540"; });
        QVERIFY(transposed != view->items.end() && transposed->item.category == ItemCategory::BookErrorTransposition);
        const auto counts = runMatch(world.now(), *opened, "passes");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, 1U); // INV1, as before

        // Now with cheque 1540 corrected to 558.00 and cheque 1551 gone.
        std::vector<test::CashLine> corrected;
        for (test::CashLine line : kBooks) {
            if (std::string_view(line.description) == "Cheque 1540")
                line.amount = -558'00;
            if (std::string_view(line.description) != "Cheque 1551")
                corrected.push_back(line);
        }
        world.ledger("2026-Q3", corrected);
        refreshed = layOutReconciliation(world.now(), q3Request(world), "corrected ledger");
        VERIFY_OK(refreshed);
        QCOMPARE(refreshed->decisionsKept, 2 + 7);
        QCOMPARE(refreshed->decisionsLost, 2); // the group of cheque 1540 and the item of cheque 1551
        view = reconciliationView(world.now(), *opened);
        QCOMPARE(view->groups.size(), 2U);
        QVERIFY(keyOf("Cheque 1551").empty());
        const auto bank = std::find_if(view->lines.begin(), view->lines.end(), [](const auto& line) { return line.description == "CHECK"; });
        QVERIFY(bank->open()); // its partner changed: it is to be matched anew
        QVERIFY(view->proof.identityHolds);
    }

    void openItemsRollForwardWithTheirDates()
    {
        test::ReconWorld world;
        importQ3(world);
        const auto q3 = openReconciliation(world.now(), q3Request(world), "close");
        VERIFY_OK(q3);
        VERIFY_OK(runMatch(world.now(), *q3, "passes"));
        decideAll(world.now(), *q3);
        // Q4: the deposit arrives, one cheque clears, the books correct cheque 1540, interest and fee.
        world.statement("2026-Q4", {{"2026-10-02", 6'200'00, "", "DEPOSIT DEP0930", "N1"}, {"2026-10-05", -4'125'50, "1551", "CHECK", "N2"}},
            "128450.00", "130524.50");
        world.ledger("2026-Q4", {{"2026-10-01", -18'00, "CHQ1540", "Correct cheque 1540"}, {"2026-10-01", 12'50, "INT", "INTEREST"},
                                    {"2026-10-01", -45'00, "FEE", "FEE"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q4.id;
        const auto opened = openReconciliation(world.now(), request, "close");
        VERIFY_OK(opened);
        VERIFY_OK(runMatch(world.now(), *opened, "passes"));
        auto view = reconciliationView(world.now(), *opened);
        VERIFY_OK(view);
        QCOMPARE(qint64(view->row.booksEnd), 124'620'00 - 50'50);
        QCOMPARE(qint64(view->proof.difference), 0);
        QVERIFY(view->roll && view->roll->holds);
        QVERIFY(view->invariants[1].holds == Holds::Yes); // opening = closing of the statement before
        QCOMPARE(view->roll->priorCount, 9U);
        const auto cheque = std::find_if(view->items.begin(), view->items.end(), [](const auto& item) { return item.item.description == "Cheque 1552"; });
        QVERIFY(cheque != view->items.end());
        COMPARE_STR(cheque->item.date.iso(), "2026-09-25");
        QVERIFY(cheque->item.category == ItemCategory::OutstandingCheque && !cheque->item.evidence); // carried, to be supported anew
        COMPARE_STR(handleOf(*view, "Deposit of the last day"), "none"); // cleared by the passes
        COMPARE_STR(handleOf(*view, "Cheque 1551"), "none");
    }

    void aChangeOfThePeriodBeforeIsNoticed()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-08-02", 2'00, "A", "a"}}, "100.00", "102.00");
        world.ledger("2026-Q3", {{"2026-08-02", 2'00, "A", "a"}});
        world.plan();
        world.adopt();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 100'00;
        const auto q3 = openReconciliation(world.now(), request, "first");
        VERIFY_OK(q3);
        QCOMPARE(runMatch(world.now(), *q3, "passes")->matched, 1U);
        world.statement("2026-Q4", {}, "102.00", "102.00");
        world.ledger("2026-Q4", {{"2026-10-02", 1'00, "Z", "other account", "", "4000"}});
        request.period = world.q4.id;
        request.booksOpening.reset();
        const auto q4 = openReconciliation(world.now(), request, "second");
        VERIFY_OK(q4);
        QVERIFY(!reconciliationView(world.now(), *q4)->inputsChanged);
        const auto group = reconciliationView(world.now(), *q3)->groups.front().id;
        VERIFY_OK(unmatch(world.now(), *q3, group, "engine_wrong", "two different payments"));
        QVERIFY(reconciliationView(world.now(), *q4)->inputsChanged); // two items are open that nobody carried here
        VERIFY_OK(openReconciliation(world.now(), request, "anew"));
        const auto view = reconciliationView(world.now(), *q4);
        QVERIFY(!view->inputsChanged);
        QCOMPARE(view->items.size(), std::size_t{2});
        // And what a person took apart is not put together again without a person.
        VERIFY_OK(runMatch(world.now(), *q4, "passes"));
        const auto after = reconciliationView(world.now(), *q4);
        QCOMPARE(after->suggested, 1U);
        QCOMPARE(after->items.size(), std::size_t{2});
    }
};

OXSEAL_TEST_CLASS(TestReconFlow);
#include "tst_recon_flow.moc"
