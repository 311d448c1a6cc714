// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exception_hints.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestExceptionHints : public QObject
{
    Q_OBJECT

    static ExceptionRules rules()
    {
        ExceptionRules made;
        made.feeMost = {{"USD", 100}};
        made.feeWords = {"fee"};
        made.interestWords = {"interest"};
        made.returnedWords = {"nsf"};
        return made;
    }
    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static HintLine bank(const char* day, std::int64_t amount, const char* reference, const char* text)
    {
        return {ItemOrigin::Bank, amount, on(day), reference, text, true};
    }
    static HintLine books(const char* day, std::int64_t amount, const char* reference, const char* text)
    {
        return {ItemOrigin::Books, amount, on(day), reference, text, true};
    }
    static std::vector<std::vector<Hint>> of(const std::vector<HintLine>& lines) { return hintsFor(rules(), "USD", 2, lines, on("2026-09-30")); }
    using Lines = std::vector<std::size_t>;

private Q_SLOTS:
    void theSameAmountOnTheOtherSideIsAMatch()
    {
        const auto hints = of({bank("2026-09-11", 500'00, "", "Wire"), books("2026-06-02", 500'00, "", "Sale")});
        QVERIFY(hints[0].front().kind == Resolution::Match && hints[1].front().kind == Resolution::Match);
        QCOMPARE(hints[0].front().confidence, 600);
        QCOMPARE(hints[0].front().with, Lines{1});
        // With the reference it is surer than any other line of the amount.
        const auto named = of({bank("2026-09-11", 500'00, "INV7001", ""), books("2026-09-02", 500'00, "", ""), books("2026-09-02", 500'00, "INV-7001", "")});
        QCOMPARE(named[0].front().confidence, 900);
        QCOMPARE(named[0].front().with, Lines{2});
    }
    void severalOfTheAmountAreADoubt()
    {
        const auto hints = of({bank("2026-09-11", 500'00, "", ""), books("2026-09-02", 500'00, "", ""), books("2026-09-03", 500'00, "", "")});
        QCOMPARE(hints[0].front().confidence, 300);
        QCOMPARE(hints[0].front().with, (Lines{1, 2}));
    }
    void exactlyOneSumIsASplit()
    {
        // 70.00 + 50.00 = 120.00, and nothing else does.
        const auto hints = of({bank("2026-09-11", 120'00, "", "Deposit"), books("2026-09-10", 70'00, "", ""), books("2026-09-10", 50'00, "", ""),
            books("2026-09-10", 33'00, "", "")});
        QVERIFY(hints[0].front().kind == Resolution::Split);
        QCOMPARE(hints[0].front().with, (Lines{1, 2}));
        // 60.00 + 60.00 does as well: then none is named.
        const auto two = of({bank("2026-09-11", 120'00, "", "Deposit"), books("2026-09-10", 70'00, "", ""), books("2026-09-10", 50'00, "", ""),
            books("2026-09-10", 60'00, "", ""), books("2026-09-09", 60'00, "", "")});
        QVERIFY(two[0].front().kind != Resolution::Split);
        // Eleven days apart is more than ten.
        const auto far = of({bank("2026-09-21", 120'00, "", ""), books("2026-09-10", 70'00, "", ""), books("2026-09-10", 50'00, "", "")});
        QVERIFY(far[0].front().kind != Resolution::Split);
    }
    void swappedDigitsDivideByNine()
    {
        // Cheque 540 booked as 540.00 and cleared as 558.00: 18.00 = 2 × 9.00.
        const auto hints = of({bank("2026-09-18", -558'00, "540", "CHECK"), books("2026-09-14", -540'00, "CHQ540", "Cheque")});
        QVERIFY(hints[0].front().kind == Resolution::Transposition);
        QCOMPARE(hints[0].front().difference, std::int64_t{-18'00});
        QCOMPARE(hints[0].front().confidence, 850);
        QVERIFY(hints[1].front().category == ItemCategory::BookErrorTransposition);
        // 19.00 does not divide by nine.
        const auto other = of({bank("2026-09-18", -559'00, "540", "CHECK"), books("2026-09-14", -540'00, "CHQ540", "Cheque")});
        QVERIFY(other[0].front().kind != Resolution::Transposition);
        // Without a reference only the same digits in another order.
        const auto digits = of({bank("2026-09-18", 1'234'00, "", ""), books("2026-09-14", 1'324'00, "", ""), books("2026-09-14", 1'243'50, "", "")});
        QVERIFY(digits[0].front().kind == Resolution::Transposition);
        QCOMPARE(digits[0].front().with, Lines{1});
        QCOMPARE(digits[0].front().confidence, 500);
    }
    void theSameLineOfOneSideIsTwice()
    {
        std::vector<HintLine> lines{books("2026-09-10", -80'00, "PAY1", "Anvil"), books("2026-09-12", -80'00, "PAY1", "Anvil again")};
        lines[0].open = false; // its twin is matched: all the more
        const auto hints = of(lines);
        QVERIFY(hints[0].empty());
        QVERIFY(hints[1].front().kind == Resolution::Duplicate);
        QVERIFY(hints[1].front().category == ItemCategory::BookErrorDuplicate);
        QCOMPARE(hints[1].front().confidence, 800);
        // Another reference and another text are two payments.
        const auto apart = of({books("2026-09-10", -80'00, "PAY1", "Anvil"), books("2026-09-12", -80'00, "PAY2", "Birch")});
        QVERIFY(apart[1].front().kind == Resolution::Timing);
        // Eight days apart with the same text alone are two, too.
        const auto later = of({books("2026-09-02", -80'00, "", "Anvil"), books("2026-09-10", -80'00, "", "Anvil")});
        QVERIFY(later[1].front().kind == Resolution::Timing);
    }
    void wordsOfTheBankSayWhatItIs()
    {
        const auto hints = of({bank("2026-09-30", -45'00, "", "ACCOUNT ANALYSIS FEE"), bank("2026-09-30", 12'50, "", "INTEREST PAID"),
            bank("2026-09-22", -295'00, "", "RETURNED ITEM NSF"), bank("2026-09-30", -4'500'00, "", "FEE"), bank("2026-09-30", -45'00, "", "COFFEE")});
        QVERIFY(hints[0].front().kind == Resolution::Fee && hints[0].front().category == ItemCategory::UnbookedFee);
        QCOMPARE(hints[0].front().confidence, 800);
        QVERIFY(hints[1].front().kind == Resolution::Interest);
        QVERIFY(hints[2].front().kind == Resolution::Returned);
        QCOMPARE(hints[3].front().confidence, 400); // more than the limit of 100
        QVERIFY(hints[4].front().kind == Resolution::Unidentified); // no whole word
    }
    void youngLinesOfTheBooksAreAMatterOfDays()
    {
        const auto hints = of({books("2026-09-30", 6'200'00, "DEP", "Deposit"), books("2026-09-24", -4'125'50, "1551", "Cheque 1551"),
            books("2026-09-24", -77'00, "ACH", "Transfer"), books("2026-08-30", 99'00, "DEP2", "Deposit")});
        QVERIFY(hints[0].front().category == ItemCategory::DepositInTransit);
        QVERIFY(hints[1].front().category == ItemCategory::OutstandingCheque);
        QVERIFY(hints[2].front().category == ItemCategory::AchInFlight);
        QVERIFY(hints[3].front().kind == Resolution::Unidentified); // 31 days
    }
    void whatAGroupLeaves()
    {
        std::vector<HintLine> lines{{ItemOrigin::Difference, -18'00, on("2026-09-14"), "", "", true}, {ItemOrigin::Difference, -20'00, on("2026-09-14"), "", "", true},
            {ItemOrigin::Difference, 20'00, on("2026-09-14"), "", "", true}};
        const auto hints = of(lines);
        QVERIFY(hints[0].front().kind == Resolution::Transposition && hints[0].back().kind == Resolution::Fee);
        QVERIFY(hints[1].front().kind == Resolution::Fee); // 20.00 does not divide by nine
        QVERIFY(hints[2].front().kind == Resolution::Unidentified);
    }
    void theWorstAmountsAreNoTrap()
    {
        constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
        constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
        const auto hints = of({bank("2026-09-30", kLeast, "REF1", ""), books("2026-09-30", kMost, "REF1", ""), books("2026-09-30", kLeast + 9, "REF1", "")});
        QVERIFY(hints[0].front().kind == Resolution::Transposition);
        QCOMPARE(hints[0].front().with, Lines{2});
        QCOMPARE(urgency(kLeast, 400, 0), std::numeric_limits<std::uint64_t>::max());
    }
    void manyOfOneAmountStayFast()
    {
        std::vector<HintLine> lines;
        for (int i = 0; i < 4000; ++i)
            lines.push_back(i % 2 == 0 ? bank("2026-09-10", 10'00, "", "Card") : books("2026-09-10", 10'00, "", "Card"));
        QElapsedTimer timer;
        timer.start();
        const auto hints = of(lines);
        QCOMPARE(hints.size(), std::size_t{4000});
        QVERIFY(hints[0].back().kind == Resolution::Match); // of many a few are named
        QCOMPARE(hints[0].back().with.size(), std::size_t{3});
        QVERIFY2(timer.elapsed() < 20'000, std::to_string(timer.elapsed()).c_str());
    }
    void urgencyIsAmountTimesAgeTimesDoubt()
    {
        // 45.00 × 10 days × (1001 − 800) = 4500 × 10 × 201
        QCOMPARE(urgency(-45'00, 10, 800), std::uint64_t{9'045'000});
        QCOMPARE(urgency(45'00, 0, 0), std::uint64_t{4'504'500}); // the first day counts as one
        QVERIFY(urgency(100'00, 30, 600) > urgency(100'00, 30, 900));
        QVERIFY(urgency(100'00, 31, 600) > urgency(100'00, 30, 600));
    }
    void namesGoThereAndBack()
    {
        for (const char* each : {"match", "split", "transposition", "duplicate", "fee", "interest", "returned", "timing", "unidentified"})
            COMPARE_STR(name(*resolutionFromName(each)), each);
        QVERIFY(!resolutionFromName("Fee"));
    }
    /// A hundred thousand open lines of one day whose references all end alike, with nothing on the other side that fits any:
    /// looked at line by line against line by line they would take hours, not a second.
    void manyLinesOfOneDayAndEnding()
    {
        std::vector<HintLine> lines;
        for (int i = 0; i < 100'000; ++i)
            lines.push_back(bank("2026-09-11", 1'000 + i, "", ""));
        for (int i = 0; i < 100'000; ++i)
            lines.push_back(books("2026-09-11", 500'000 + i, "", ""));
        for (std::size_t i = 0; i < lines.size(); ++i)
            lines[i].reference = std::to_string(1'000'000 + i) + (i < 100'000 ? "77001" : "88001");
        lines.push_back(books("2026-09-11", 90'010'41, "100005077001", "")); // the reference of line 50
        const auto hints = of(lines);
        QCOMPARE(hints.size(), lines.size());
        QVERIFY(hints[0].front().kind == Resolution::Unidentified);
        QVERIFY(hints[100'000].front().kind == Resolution::Timing);
        QVERIFY(hints[50].front().kind == Resolution::Transposition); // 90,010.41 and 10.50: one reference, and nine divides the difference
    }
};

OXSEAL_TEST_CLASS(TestExceptionHints);
#include "tst_exception_hints.moc"
