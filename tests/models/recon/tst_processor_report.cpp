// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/processor_report.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

/// Reports of several processors, in the columns their imports give.
class TestProcessorReport : public QObject
{
    Q_OBJECT

    struct Line
    {
        const char* day;
        const char* type;
        std::int64_t gross;
        std::int64_t fee;
        std::int64_t net;
        const char* payout;
        const char* reference;
    };
    static constexpr std::int64_t kNo = MoneyColumn::kNone;
    static Table table(const std::vector<Line>& lines)
    {
        DayColumn days;
        TextColumn types, payouts, references;
        MoneyColumn gross, fees, net;
        for (const Line& line : lines) {
            days.days.push_back(Day::fromIso(line.day)->number);
            types.append(line.type);
            payouts.append(line.payout);
            references.append(line.reference);
            gross.minor.push_back(line.gross);
            fees.minor.push_back(line.fee);
            net.minor.push_back(line.net);
        }
        return Table({{"date", days}, {"type", types}, {"gross", gross}, {"fee", fees}, {"net", net}, {"payout", payouts}, {"reference", references}});
    }
    static Result<ProcessorReport> read(const Table& one)
    {
        const std::vector<KeyedTable> files{{&one, "s1:"}};
        return processorRows(files);
    }

private Q_SLOTS:
    void wordsOfProcessors()
    {
        const std::pair<const char*, ProcessorRowKind> words[] = {{"charge", ProcessorRowKind::Charge}, {"payment_refund", ProcessorRowKind::Refund},
            {"stripe_fee", ProcessorRowKind::Fee}, {"MerchantPayout", ProcessorRowKind::Payout}, {"SettledBulk", ProcessorRowKind::Charge}, {"Chargeback", ProcessorRowKind::Chargeback},
            {"dispute", ProcessorRowKind::Chargeback}, {"Dispute Fee", ProcessorRowKind::Fee}, {"Payment Review Hold", ProcessorRowKind::Hold},
            {"Payment Review Release", ProcessorRowKind::Release}, {"reserved_funds", ProcessorRowKind::Hold}, {"General Withdrawal", ProcessorRowKind::Payout},
            {"Express Checkout Payment", ProcessorRowKind::Charge}, {"adjustment", ProcessorRowKind::Adjustment}, {"", ProcessorRowKind::Adjustment}};
        for (const auto& [word, kind] : words)
            QVERIFY2(processorRowKind(word) == kind, word);
    }
    void feesWithEitherSign()
    {
        // Stripe states a fee as what it takes, PayPal as a negative amount; either way 100.00 − 3.20 = 96.80.
        const auto stripe = read(table({{"2026-07-02", "charge", 100'00, 3'20, 96'80, "po_1", "ch_1"}}));
        const auto paypal = read(table({{"2026-07-02", "General Payment", 100'00, -3'20, 96'80, "x", "T1"}}));
        const auto without = read(table({{"2026-07-02", "Payment", 100'00, -3'20, kNo, "x", "T1"}, {"2026-07-03", "Payment Refund", -100'00, 3'20, kNo, "x", "T2"}}));
        for (const auto* report : {&stripe, &paypal, &without}) {
            VERIFY_OK(*report);
            QCOMPARE((*report)->rows[0].fee, std::int64_t(3'20));
            QCOMPARE((*report)->rows[0].net, std::int64_t(96'80));
            QVERIFY((*report)->unfooted.empty());
        }
        QCOMPARE(without->rows[1].net, std::int64_t(-96'80)); // the fee given back
        const auto broken = read(table({{"2026-07-02", "charge", 100'00, 3'20, 95'80, "po_1", "ch_1"}}));
        QCOMPARE(broken->unfooted, (std::vector<std::string>{"s1:0"}));
        QCOMPARE(broken->rows[0].fee, std::int64_t(4'20));
    }
    void debitAndCreditColumns()
    {
        const auto days = [] {
            DayColumn column;
            column.days = {Day::fromIso("2026-07-02")->number, Day::fromIso("2026-07-04")->number};
            return column;
        }();
        TextColumn types, batches;
        for (const char* type : {"Settled", "MerchantPayout"})
            types.append(type);
        for (int i = 0; i < 2; ++i)
            batches.append("7");
        const Table adyen({{"date", days}, {"type", types}, {"gross_credit", MoneyColumn{{100'00, kNo}}}, {"gross_debit", MoneyColumn{{kNo, kNo}}},
            {"net_credit", MoneyColumn{{98'50, kNo}}}, {"net_debit", MoneyColumn{{kNo, 98'50}}}, {"payout", batches}});
        const auto report = read(adyen);
        VERIFY_OK(report);
        QCOMPARE(report->rows[0].fee, std::int64_t(1'50));
        QCOMPARE(report->rows[1].gross, std::int64_t(-98'50));
        QVERIFY(!report->bySequence);
    }
    void payoutsToldAsTheBankSeesThem()
    {
        const auto report = read(table({{"2026-07-02", "Sale", 100'00, 3'00, 97'00, "D1", "a"}, {"2026-07-03", "Deposit", 97'00, 0, 97'00, "D1", "b"}}));
        QCOMPARE(report->rows[1].gross, std::int64_t(-97'00));
    }
    void withoutNamesAPayoutPaysWhatCameBeforeIt()
    {
        // The newest first, as activity downloads come.
        const auto report = read(table({{"2026-07-05", "Payment", 10'00, 0, 10'00, "", "T4"}, {"2026-07-04", "General Withdrawal", -97'00, 0, -97'00, "", "W1"},
            {"2026-07-03", "Payment", 50'00, 1'00, 49'00, "", "T2"}, {"2026-07-02", "Payment", 50'00, 2'00, 48'00, "", "T1"}}));
        QVERIFY(report->bySequence);
        std::string told;
        for (const ProcessorRow& row : report->rows)
            told += row.reference + ">" + row.payout + " ";
        COMPARE_STR(told, "T1>W1 T2>W1 W1>W1 T4> ");
    }
    void aRowOfTwoFilesIsTakenOnce()
    {
        const Table july = table({{"2026-07-02", "charge", 100'00, 0, 100'00, "", "ch_1"}, {"2026-07-03", "charge", 5'00, 0, 5'00, "", ""}, {"2026-07-03", "charge", 5'00, 0, 5'00, "", ""}});
        const Table again = table({{"2026-07-03", "charge", 5'00, 0, 5'00, "", ""}, {"2026-07-02", "charge", 100'00, 0, 100'00, "", "ch_1"}, {"2026-07-02", "charge", 100'00, 0, 100'00, "", "ch_2"}});
        const std::vector<KeyedTable> files{{&july, "s1:"}, {&again, "s2:"}};
        const auto report = processorRows(files);
        QCOMPARE(report->rows.size(), std::size_t(4)); // both 5.00, both 100.00
        COMPARE_STR(report->rows.back().key, "s2:2");
    }
    void aHoldThatIsReversedIsAReleaseAndOverflowIsSaid()
    {
        const auto report = read(table({{"2026-07-02", "Reversal of General Account Hold", 25'00, 0, 25'00, "", "h"}}));
        QVERIFY(report->rows[0].kind == ProcessorRowKind::Release);
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        QVERIFY(read(table({{"2026-07-02", "charge", most, 0, -2, "", "h"}})).error().is(kProcessorOverflow));
    }
    void linesOfOneAccountAndOfTheBank()
    {
        DayColumn days;
        days.days = {Day::fromIso("2026-07-02")->number, Day::fromIso("2026-07-03")->number};
        TextColumn accounts, references, documents;
        for (const char* account : {"1250", "4000"})
            accounts.append(account);
        for (int i = 0; i < 2; ++i) {
            references.append("");
            documents.append("SO-9");
        }
        const Table ledger({{"date", days}, {"account", accounts}, {"amount", MoneyColumn{{100, -100}}}, {"reference", references}, {"document", documents}});
        const auto postings = clearingPostings({&ledger, "s4:"}, "1250");
        QCOMPARE(postings.size(), std::size_t(1));
        COMPARE_STR(postings[0].key + " " + postings[0].reference, "s4:0 SO-9");
        const Table statement({{"value_date", days}, {"entry_date", days}, {"amount", MoneyColumn{{500, 700}}}, {"reference", references}});
        const std::vector<KeyedTable> twice{{&statement, "s5:"}, {&statement, "s6:"}};
        QCOMPARE(bankPostings(twice).size(), std::size_t(2)); // the overlap is taken once
    }
};

OXSEAL_TEST_CLASS(TestProcessorReport);
#include "tst_processor_report.moc"
