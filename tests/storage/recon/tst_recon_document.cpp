// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/document_set.h"
#include "storage/documents/reconciliation_document.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/document_text.h"

#include <algorithm>

using namespace oxseal;
using test::says;
using namespace oxseal::recon;

/// The worked reconciliation on paper. Every figure expected here is that of the example's own arithmetic.
class TestReconDocument : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    ReconciliationId id_;

    Document document()
    {
        const auto frame = documentFrame(world_.now(), world_.q3);
        const auto detail = reconciliationDetail(world_.now(), id_);
        return reconciliationDocument(*frame, *detail);
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_.statement("2026-Q3", {{"2026-09-17", 500'00, "", "DEPOSIT OTHER CUSTOMER", "F4"}, {"2026-09-18", -558'00, "1540", "CHECK", "F5"},
                                        {"2026-09-22", -295'00, "", "RETURNED ITEM NSF", "F6"}, {"2026-09-30", 12'50, "", "INTEREST", "F7"}, {"2026-09-30", -45'00, "", "FEE", "F8"}},
            "128835.50", "128450.00");
        world_.ledger("2026-Q3", {{"2026-09-14", -540'00, "CHQ1540", "Cheque 1540"}, {"2026-09-24", -4'125'50, "CHQ1551", "Cheque 1551"},
                                     {"2026-09-25", -3'250'00, "CHQ1552", "Cheque 1552"}, {"2026-09-28", -2'500'00, "CHQ1553", "Cheque 1553"},
                                     {"2026-09-30", 6'200'00, "DEP0930", "Deposit of the last day"}});
        world_.trialBalance("2026-Q3", {{"2026-09-30", 124'620'00, "", "Cash"}, {"2026-09-30", -124'620'00, "", "Payables", "", "2000"}});
        world_.plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_.q3.id;
        request.booksOpening = 128'835'50;
        const auto opened = openReconciliation(world_.now(), request, "close");
        VERIFY_OK(opened);
        id_ = *opened;
        const auto view = reconciliationView(world_.now(), id_);
        std::vector<std::int64_t> cheque;
        for (const ReconLineRow& line : view->lines) {
            if (line.description == "CHECK" || line.description == "Cheque 1540")
                cheque.push_back(line.id);
        }
        VERIFY_OK(matchByHand(world_.now(), id_, cheque, "amount_differs", "one cheque"));
        const std::map<std::string, ItemCategory> categories{{"DEPOSIT OTHER CUSTOMER", ItemCategory::BankError}, {"RETURNED ITEM NSF", ItemCategory::ReturnedItem},
            {"INTEREST", ItemCategory::UnbookedInterest}, {"FEE", ItemCategory::UnbookedFee}, {"Cheque 1551", ItemCategory::OutstandingCheque},
            {"Cheque 1552", ItemCategory::OutstandingCheque}, {"Cheque 1553", ItemCategory::OutstandingCheque}, {"Deposit of the last day", ItemCategory::DepositInTransit},
            {"Cheque 1540", ItemCategory::BookErrorTransposition}, {"CHECK", ItemCategory::BookErrorTransposition}};
        const auto items = reconciliationView(world_.now(), id_);
        for (const ReconItem& item : items->items)
            VERIFY_OK(classifyItem(world_.now(), id_, {item.handle, categories.at(item.item.description), "seen", "support"}, "classify"));
    }

    void bothColumnsEndIn124274_50()
    {
        const Document paper = document();
        COMPARE_STR(paper.title, "Reconciliation of US01 account 1010 Cash");
        QVERIFY(says(paper, "2026-09-30|Balance of the statement||128,450.00"));
        QVERIFY(says(paper, "2026-09-30|Deposit in transit|DEP0930 · Deposit of the last day|6,200.00"));
        QVERIFY(says(paper, "|Bank error|DEPOSIT OTHER CUSTOMER|(500.00)"));
        QVERIFY(says(paper, "2026-09-30|Balance of the books||124,620.00"));
        QVERIFY(says(paper, "|Adjusted balance||124,274.50"));
        QVERIFY(says(paper, "the difference is 0.00 USD"));
        QVERIFY(says(paper, "Statement less books is 3,830.00: open statement lines 172.50, less open book lines (3,675.50), and what matched groups leave (18.00). The four agree"));
        QVERIFY(says(paper, "|Book error: digits swapped"));
        QVERIFY(says(paper, "By hand, Person con|1|2|(18.00)"));
        QVERIFY(says(paper, "Statement|"));
    }

    void draftUntilTwoHaveSigned()
    {
        QVERIFY(document().marks == std::vector<std::string>{"DRAFT"});
        QVERIFY(says(document(), "Preparer|not signed"));
        VERIFY_OK(prepareReconciliation(world_.now(), id_, "tied to statement"));
        QVERIFY(document().marks == std::vector<std::string>{"DRAFT"});
        world_.as("rex");
        VERIFY_OK(reviewReconciliation(world_.now(), id_, "looked at all items"));
        const Document paper = document();
        QVERIFY(paper.marks.empty());
        QVERIFY(says(paper, "Preparer|Person con|") && says(paper, "Reviewer|Person rex|") && says(paper, "looked at all items"));
    }

    void theBinderHoldsCoverageAndAll()
    {
        const auto parts = binderParts(world_.now(), world_.q3, "US01");
        VERIFY_OK(parts);
        const auto frame = documentFrame(world_.now(), world_.q3);
        const Document binder = reconciliationBinder(*frame, *parts);
        QVERIFY(binder.marks == std::vector<std::string>{"DRAFT"}); // account 2000 has neither owner nor method
        QVERIFY(says(binder, "US01 Acme Inc|2|1|249,240.00 USD|124,620.00 USD|yes"));
        QVERIFY(says(binder, "US01|2000 Payables|UNASSIGNED||not begun|(124,620.00) USD|–"));
        QVERIFY(says(binder, "Reconciliation of US01 account 1010 Cash") && says(binder, "|Adjusted balance||124,274.50"));
        QVERIFY(std::any_of(binder.blocks.begin(), binder.blocks.end(), [](const doc::Block& block) { return std::holds_alternative<doc::PageBreak>(block); }));
        const auto set = periodDocuments(world_.now(), world_.q3, frame->created);
        VERIFY_OK(set);
        QCOMPARE(set->size(), std::size_t(1));
        COMPARE_STR(set->front().path, "documents/reconciliations-US01.pdf");
    }
};

OXSEAL_TEST_CLASS(TestReconDocument);
#include "tst_recon_document.moc"
