// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/processor_ties.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

/// Which line of the bank and of the books belongs to which payout.
class TestProcessorTies : public QObject
{
    Q_OBJECT

    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static ProcessorPosting line(const char* key, const char* day, std::int64_t amount, const char* reference, const char* description = "")
    {
        return {key, on(day), amount, reference, description};
    }
    static ProcessorPayout payout(const char* id, const char* day, std::int64_t paid)
    {
        ProcessorPayout made;
        made.id = id;
        made.day = on(day);
        made.paid = made.net = paid;
        return made;
    }
    static ProcessorInput input(const std::vector<ProcessorRow>& rows, const std::vector<ProcessorPosting>& postings, const std::vector<ProcessorPosting>& bank, const char* mark)
    {
        ProcessorInput made;
        made.rows = rows;
        made.postings = postings;
        made.bank = bank;
        made.end = on("2026-09-30");
        made.mark = mark;
        return made;
    }

private Q_SLOTS:
    void keysAgreeAcrossSpellings()
    {
        COMPARE_STR(referenceKeyOf("po_1-A"), "PO1A");
        COMPARE_STR(referenceKeyOf(" 000123 "), "123");
        COMPARE_STR(referenceKeyOf("--"), "");
    }
    void depositsByReferenceThenByAmountInTheOrderOfDays()
    {
        const std::vector<ProcessorPosting> bank{line("b1", "2026-07-08", 100, "", "PAY STRIPE po_101"), line("b2", "2026-07-07", 500, "", "STRIPE"),
            line("b3", "2026-07-06", 500, "", "STRIPE"), line("b4", "2026-08-30", 700, "", "STRIPE"), line("b5", "2026-07-07", 500, "", "SOMEBODY")};
        std::vector<ProcessorPayout> payouts{payout("po_101", "2026-07-06", 90), payout("po_102", "2026-07-06", 500), payout("po_103", "2026-07-05", 500), payout("po_104", "2026-07-06", 700)};
        std::vector<std::uint32_t> others;
        tieDeposits(input({}, {}, bank, "Stripe"), payouts, others);
        QCOMPARE(payouts[0].deposits, (std::vector<std::uint32_t>{0})); // named, though its amount is another
        QCOMPARE(payouts[1].deposits, (std::vector<std::uint32_t>{1}));
        QCOMPARE(payouts[2].deposits, (std::vector<std::uint32_t>{2})); // the earlier payout has the earlier deposit
        QVERIFY(payouts[3].deposits.empty()); // 55 days later is too late
        QCOMPARE(others, (std::vector<std::uint32_t>{3})); // and somebody else's line is nobody's here
    }
    void withoutAMarkAnyLineMayBeADepositAndNoneIsForeign()
    {
        const std::vector<ProcessorPosting> bank{line("b1", "2026-07-07", 500, "", "SOMEBODY"), line("b2", "2026-07-07", 1, "", "x")};
        std::vector<ProcessorPayout> payouts{payout("po_101", "2026-07-06", 500)};
        std::vector<std::uint32_t> others;
        tieDeposits(input({}, {}, bank, ""), payouts, others);
        QVERIFY(payouts[0].arrived() && others.empty());
    }
    void oneSaleInTwoPayoutsIsToldByItsAmount()
    {
        const std::vector<ProcessorRow> rows{{"r1", on("2026-07-02"), ProcessorRowKind::Charge, 100, 0, 100, "po_101", "ch_1", "SO-77"},
            {"r2", on("2026-08-02"), ProcessorRowKind::Refund, -40, 0, -40, "po_102", "re_1", "SO-77"}};
        const std::vector<ProcessorPosting> postings{line("g1", "2026-08-02", -40, "so 77"), line("g2", "2026-07-02", 100, "SO-77"), line("g3", "2026-08-09", 7, "SO-77"), line("g4", "2026-08-09", 7, "")};
        std::vector<ProcessorPayout> payouts{payout("po_101", "2026-07-06", 100), payout("po_102", "2026-08-06", -40)};
        payouts[0].rows = {0};
        payouts[1].rows = {1};
        ProcessorPayout unpaid;
        std::vector<std::uint32_t> others;
        tiePostings(input(rows, postings, {}, ""), payouts, unpaid, others);
        QCOMPARE(payouts[0].postings, (std::vector<std::uint32_t>{1, 2})); // 7 fits neither: the earliest has it
        QCOMPARE(payouts[1].postings, (std::vector<std::uint32_t>{0}));
        QCOMPARE(others, (std::vector<std::uint32_t>{3}));
    }
};

OXSEAL_TEST_CLASS(TestProcessorTies);
#include "tst_processor_ties.moc"
