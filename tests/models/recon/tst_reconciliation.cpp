// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/reconciliation.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

OpenItem item(const char* key, ItemOrigin origin, ItemCategory category, std::int64_t amount, const char* date = "2026-09-25")
{
    OpenItem made;
    made.key = key;
    made.origin = origin;
    made.category = category;
    made.amount = amount;
    made.date = *Day::fromIso(date);
    return made;
}

/// The worked bank reconciliation of the design notes: both columns end in 124,274.50, the ends differ by 3,830.00.
std::vector<OpenItem> worked()
{
    return {
        item("dit", ItemOrigin::Books, ItemCategory::DepositInTransit, 6'200'00),
        item("cheques", ItemOrigin::Books, ItemCategory::OutstandingCheque, -9'875'50),
        item("other customer", ItemOrigin::Bank, ItemCategory::BankError, 500'00),
        item("interest", ItemOrigin::Bank, ItemCategory::UnbookedInterest, 12'50),
        item("fee", ItemOrigin::Bank, ItemCategory::UnbookedFee, -45'00),
        item("nsf", ItemOrigin::Bank, ItemCategory::ReturnedItem, -295'00),
        item("540", ItemOrigin::Difference, ItemCategory::BookErrorTransposition, -18'00),
    };
}

} // namespace

class TestReconciliation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workedExampleIsExact()
    {
        const auto items = worked();
        const auto proof = prove(128'450'00, 124'620'00, items);
        VERIFY_OK(proof);
        QCOMPARE(qint64(proof->bankAdjusted), 124'274'50);
        QCOMPARE(qint64(proof->booksAdjusted), 124'274'50);
        QCOMPARE(qint64(proof->difference), 0);
        QCOMPARE(qint64(proof->openBank), 172'50);
        QCOMPARE(qint64(proof->openBooks), -3'675'50);
        QCOMPARE(qint64(proof->leftInGroups), -18'00);
        QVERIFY(proof->identityHolds); // 3,830.00 = 172.50 + 3,675.50 − 18.00
        QCOMPARE(proof->bank.size(), 3U);
        QCOMPARE(proof->books.size(), 4U);
    }
    void classificationMovesColumnsNotTheDifference()
    {
        auto items = worked();
        for (auto& each : items)
            each.category = ItemCategory::Unclassified;
        const auto proof = prove(128'450'00, 124'620'00, items);
        VERIFY_OK(proof);
        QCOMPARE(qint64(proof->difference), 0);
        QCOMPARE(proof->unclassified, items.size());
        QVERIFY(proof->bankAdjusted != 124'274'50);
    }
    void aMissingCentShowsInBothDirections()
    {
        auto items = worked();
        items[1].amount += 1;
        const auto more = prove(128'450'00, 124'620'00, items);
        VERIFY_OK(more);
        QCOMPARE(qint64(more->difference), 1);
        QVERIFY(!more->identityHolds);
        items[1].amount -= 2;
        QCOMPARE(qint64(prove(128'450'00, 124'620'00, items)->difference), -1);
    }
    void overflowIsAnError()
    {
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        QVERIFY(!prove(most, 0, std::vector{item("a", ItemOrigin::Books, ItemCategory::DepositInTransit, 1)}));
        QVERIFY(!prove(most, -1, {}));
        QVERIFY(!prove(0, 0, std::vector{item("a", ItemOrigin::Bank, ItemCategory::BankError, std::numeric_limits<std::int64_t>::min())}));
    }
    void categoriesFitWhereTheyCanStand()
    {
        QVERIFY(fits(ItemCategory::DepositInTransit, ItemOrigin::Books));
        QVERIFY(!fits(ItemCategory::DepositInTransit, ItemOrigin::Bank));
        QVERIFY(fits(ItemCategory::BankError, ItemOrigin::Bank));
        QVERIFY(!fits(ItemCategory::BankError, ItemOrigin::Books));
        QVERIFY(fits(ItemCategory::BookErrorTransposition, ItemOrigin::Difference));
        QVERIFY(!fits(ItemCategory::UnbookedInterest, ItemOrigin::Books));
        QVERIFY(categoryFromName("outstanding_cheque") == ItemCategory::OutstandingCheque);
        QVERIFY(!categoryFromName("other"));
        QVERIFY(originFromName("books") == ItemOrigin::Books);
    }
    void agesByTheOriginalDate()
    {
        const Day end = *Day::fromIso("2026-09-30");
        const auto bucket = [&](const char* day) { return std::string(name(ageBucket(*Day::fromIso(day), end))); };
        COMPARE_STR(bucket("2026-09-30"), "0-30");
        COMPARE_STR(bucket("2026-08-31"), "0-30"); // 30 days
        COMPARE_STR(bucket("2026-08-30"), "31-60");
        COMPARE_STR(bucket("2026-08-01"), "31-60"); // 60 days
        COMPARE_STR(bucket("2026-07-31"), "61-90");
        COMPARE_STR(bucket("2026-07-02"), "61-90"); // 90 days
        COMPARE_STR(bucket("2026-07-01"), ">90");
        COMPARE_STR(bucket("2026-10-05"), "0-30");
        QVERIFY(!staleCheque(item("c", ItemOrigin::Books, ItemCategory::OutstandingCheque, -1, "2026-04-03"), end)); // 180 days
        QVERIFY(staleCheque(item("c", ItemOrigin::Books, ItemCategory::OutstandingCheque, -1, "2026-04-02"), end));
        QVERIFY(!staleCheque(item("c", ItemOrigin::Bank, ItemCategory::Unidentified, -1, "2026-01-02"), end));
        QVERIFY(overdueTiming(item("d", ItemOrigin::Books, ItemCategory::DepositInTransit, 1, "2026-08-30"), end));
        QVERIFY(!overdueTiming(item("d", ItemOrigin::Books, ItemCategory::DepositInTransit, 1, "2026-08-31"), end));
        QVERIFY(!overdueTiming(item("d", ItemOrigin::Bank, ItemCategory::UnbookedFee, 1, "2025-08-31"), end));
        QVERIFY(looksTransposed(558'00 - 540'00));
        QVERIFY(!looksTransposed(0));
        QVERIFY(!looksTransposed(10));
    }
    void rollsForwardWithOriginalDates()
    {
        const std::vector prior{item("a", ItemOrigin::Books, ItemCategory::OutstandingCheque, -100'00, "2026-06-20"),
            item("b", ItemOrigin::Bank, ItemCategory::Unidentified, 40'00, "2026-06-22")};
        const std::vector current{prior[0], item("c", ItemOrigin::Bank, ItemCategory::UnbookedFee, -7'00)};
        const auto roll = rollForward(prior, current);
        VERIFY_OK(roll);
        QVERIFY(roll->holds);
        QCOMPARE(qint64(roll->prior), 140'00); // bank 40 − books (−100)
        QCOMPARE(qint64(roll->added), -7'00);
        QCOMPARE(qint64(roll->cleared), 40'00);
        QCOMPARE(qint64(roll->current), 93'00);
        auto redated = current;
        redated[0].date = *Day::fromIso("2026-09-30");
        const auto bad = rollForward(prior, redated);
        VERIFY_OK(bad);
        QVERIFY(!bad->holds);
        QCOMPARE(bad->redated.size(), 1U);
        auto changed = current;
        changed[0].amount = -99'00;
        QVERIFY(!rollForward(prior, changed)->holds);
    }
    void eightInvariants()
    {
        const auto items = worked();
        const auto proof = prove(128'450'00, 124'620'00, items);
        VERIFY_OK(proof);
        Footings footings;
        footings.statementOpening = 100'00;
        footings.statementLines = 50'00;
        footings.statementClosing = 150'00;
        footings.priorStatementClosing = 99'00;
        footings.booksOpening = 1;
        footings.booksLines = 2;
        footings.booksClosing = 3;
        footings.trialBalance = 4;
        footings.everyLineOnce = true;
        footings.groupsNet = false;
        const auto all = invariants(footings, *proof, {});
        QCOMPARE(all.size(), 8U);
        const Holds expected[] = {Holds::Yes, Holds::No, Holds::No, Holds::Yes, Holds::NotStated, Holds::Yes, Holds::No, Holds::NotStated};
        for (std::size_t i = 0; i < 8; ++i) {
            QCOMPARE(all[i].number, static_cast<int>(i) + 1);
            QVERIFY2(all[i].holds == expected[i], std::to_string(i + 1).c_str());
        }
        QCOMPARE(qint64(*all[3].left), 3'830'00);
        QCOMPARE(qint64(*all[3].right), 3'830'00);
    }
};

OXSEAL_TEST_CLASS(TestReconciliation);
#include "tst_reconciliation.moc"
