// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/recon_packet.h"
#include "storage/reads/recon_reads.h"
#include "tests/storage/recon/recon_world.h"

#include <algorithm>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

// The worked example of the design notes (128,450.00 and 124,620.00, adjusted 124,274.50), with two lines of 250.00 on
// either side that nothing tells apart.
const std::vector<test::CashLine> kBank{
    {"2026-09-11", 10'000'00, "", "PAYMENT INV1 DELMAR", "F1"},
    {"2026-09-10", 250'00, "", "TRANSFER A", "F2"},
    {"2026-09-10", 250'00, "", "TRANSFER B", "F3"},
    {"2026-09-17", 500'00, "", "DEPOSIT OTHER CUSTOMER", "F4"},
    {"2026-09-18", -558'00, "1540", "CHECK", "F5"},
    {"2026-09-22", -295'00, "", "RETURNED ITEM NSF", "F1"}, // the bank has used F1 before
    {"2026-09-30", 12'50, "", "INTEREST", "F7"},
    {"2026-09-30", -45'00, "", "FEE", "F8"},
};
const std::vector<test::CashLine> kBooks{
    {"2026-09-10", 10'000'00, "INV1", "Delmar"},
    {"2026-09-09", 250'00, "J1", "Customer one"},
    {"2026-09-11", 250'00, "J2", "Customer two"},
    {"2026-09-14", -540'00, "CHQ1540", "Cheque 1540"},
    {"2026-09-24", -4'125'50, "CHQ1551", "Cheque 1551"},
    {"2026-09-25", -3'250'00, "CHQ1552", "Cheque 1552"},
    {"2026-09-28", -2'500'00, "CHQ1553", "Cheque 1553"},
    {"2026-09-30", 6'200'00, "DEP0930", "Deposit of the last day"},
    {"2026-09-30", 77'00, "X", "another account", "", "2000"},
};

std::string handleOf(const ReconView& view, const std::string& description)
{
    for (const ReconItem& item : view.items) {
        if (item.item.description == description)
            return item.handle;
    }
    return "none";
}

std::int64_t lineOf(const ReconView& view, const std::string& description)
{
    for (const ReconLineRow& line : view.lines) {
        if (line.description == description)
            return line.id;
    }
    return 0;
}

bool has(const std::vector<Finding>& findings, const std::string& code, const std::string& subject = {})
{
    return std::any_of(findings.begin(), findings.end(),
        [&](const Finding& finding) { return finding.code == code && (subject.empty() || finding.subject == subject); });
}

} // namespace

class TestReconFlow : public QObject
{
    Q_OBJECT

    static OpenReconciliation q3Request(const test::ReconWorld& world)
    {
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 118'335'50;
        return request;
    }

    static void importQ3(test::ReconWorld& world)
    {
        world.statement("2026-Q3", kBank, "118335.50", "128450.00");
        world.ledger("2026-Q3", kBooks);
        world.trialBalance("2026-Q3", {{"2026-09-30", 124'620'00, "", "Cash"}, {"2026-09-30", -124'620'00, "", "Payables", "", "2000"},
                                          {"2026-09-30", 0, "", "New clearing", "", "1399"}});
        world.plan();
        world.adopt();
    }

    /// Everything up to the preparer's sign-off.
    static void decideAll(Workspace& workspace, ReconciliationId id)
    {
        auto view = reconciliationView(workspace, id);
        const auto line = [&](const char* text) { return lineOf(*view, text); };
        VERIFY_OK(matchByHand(workspace, id, {line("TRANSFER A"), line("Customer one")}, "confirmed_by_bank", "the bank named the payer"));
        VERIFY_OK(matchByHand(workspace, id, {line("TRANSFER B"), line("Customer two")}, "confirmed_by_bank", "the bank named the payer"));
        VERIFY_OK(matchByHand(workspace, id, {line("CHECK"), line("Cheque 1540")}, "amount_differs", "one cheque"));
        view = reconciliationView(workspace, id);
        VERIFY_OK(view);
        const std::pair<const char*, ItemCategory> decisions[] = {
            {"DEPOSIT OTHER CUSTOMER", ItemCategory::BankError},
            {"RETURNED ITEM NSF", ItemCategory::ReturnedItem},
            {"INTEREST", ItemCategory::UnbookedInterest},
            {"FEE", ItemCategory::UnbookedFee},
            {"Cheque 1551", ItemCategory::OutstandingCheque},
            {"Cheque 1552", ItemCategory::OutstandingCheque},
            {"Cheque 1553", ItemCategory::OutstandingCheque},
            {"Deposit of the last day", ItemCategory::DepositInTransit},
            {"Cheque 1540", ItemCategory::BookErrorTransposition}, // the 18.00 left in its group
        };
        for (const auto& [text, category] : decisions)
            VERIFY_OK(classifyItem(workspace, id, {handleOf(*view, text), category, "seen", "support"}, "classify"));
    }

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
