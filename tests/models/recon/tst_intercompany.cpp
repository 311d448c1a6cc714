// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/intercompany.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <limits>
#include <random>

using namespace oxseal;
using namespace oxseal::recon;

class TestIntercompany : public QObject
{
    Q_OBJECT

    using Lines = std::vector<MirrorLine>;
    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static MirrorLine line(const char* key, const char* day, std::int64_t amount, const char* reference) { return {key, on(day), amount, reference, {}}; }
    static MirrorInput input(const Lines& first, const Lines& second, std::int64_t firstEnd, std::int64_t secondEnd)
    {
        MirrorInput made;
        made.first = first;
        made.second = second;
        made.firstEnd = firstEnd;
        made.secondEnd = secondEnd;
        made.end = on("2026-09-30");
        return made;
    }
    static std::vector<std::string> states(const Mirror& mirror)
    {
        std::vector<std::string> out;
        for (const MirrorItem& item : mirror.items)
            out.emplace_back(name(item.state));
        return out;
    }

private Q_SLOTS:
    void oneCurrencyByHand()
    {
        // The parent claims 1,000 + 250 + 75; the subsidiary owes 1,000 + 240, and has booked 30 that nobody claims. 75 was sent on the 29th.
        const Lines first{line("a1", "2026-07-10", 1'000'00, "IC-1"), line("a2", "2026-08-02", 250'00, "IC-2"), line("a3", "2026-09-29", 75'00, "IC-3")};
        const Lines second{line("b1", "2026-07-12", -1'000'00, "ic 1"), line("b2", "2026-08-04", -240'00, "IC-2"), line("b3", "2026-07-30", -30'00, "IC-9")};
        const auto mirror = mirrorAccounts(input(first, second, 1'325'00, -1'270'00));
        VERIFY_OK(mirror);
        QCOMPARE(mirror->difference, std::int64_t(55'00));
        QCOMPARE(mirror->inTransit, std::int64_t(75'00));
        QCOMPARE(mirror->oneSided, std::int64_t(-30'00));
        QCOMPARE(mirror->amountDifferences, std::int64_t(10'00));
        QCOMPARE(mirror->unexplained, std::int64_t(40'00)); // they do not hide each other
        QCOMPARE(mirror->opening, std::int64_t(0));
        QCOMPARE(mirror->rounding, std::int64_t(0));
        QVERIFY(mirror->holds && mirror->agreed == 1);
        QCOMPARE(states(*mirror), (std::vector<std::string>{"in_transit", "one_sided", "amount_differs", "agrees"}));
    }
    void openItemsGoOnWithTheirDays()
    {
        // The same three as by hand above: 75 on its way, 30 on one side, 250 against 240.
        const Lines first{line("a1", "2026-07-10", 1'000'00, "IC-1"), line("a2", "2026-08-02", 250'00, "IC-2"), line("a3", "2026-09-29", 75'00, "IC-3")};
        const Lines second{line("b1", "2026-07-12", -1'000'00, "ic 1"), line("b2", "2026-08-04", -240'00, "IC-2"), line("b3", "2026-07-30", -30'00, "IC-9")};
        const auto before = mirrorAccounts(input(first, second, 1'325'00, -1'270'00));
        OpenMirrorLines open = openLinesOf(*before, first, second);
        QCOMPARE(open.first.size(), std::size_t{2});
        QCOMPARE(open.second.size(), std::size_t{2});
        QVERIFY(std::all_of(open.first.begin(), open.first.end(), [](const MirrorLine& each) { return each.carried; }));
        // The quarter after: a credit note of 10 puts IC-2 right, the 75 arrive; nobody does anything about the 30 of July.
        open.first.push_back(line("a4", "2026-10-20", -10'00, "IC-2"));
        open.second.push_back(line("b5", "2026-10-01", -75'00, "IC-3"));
        MirrorInput after = input(open.first, open.second, 1'315'00, -1'345'00);
        after.end = on("2026-12-31");
        const auto mirror = mirrorAccounts(after);
        VERIFY_OK(mirror);
        QCOMPARE(states(*mirror), (std::vector<std::string>{"one_sided", "agrees", "agrees"}));
        QCOMPARE(mirror->opening, std::int64_t(0)); // nothing of it is without its item
        QCOMPARE(mirror->difference, std::int64_t(-30'00));
        QCOMPARE(mirror->oneSided, std::int64_t(-30'00));
        QCOMPARE(mirror->unexplained, std::int64_t(30'00));
        QVERIFY(mirror->holds);
        const MirrorItem& old = mirror->items.front();
        QVERIFY(open.second[old.second.front()].day == on("2026-07-30"));
    }
    void whatItsOwnSidePutRightIsSettled()
    {
        // 40 and 60 were carried on the first side; one is reversed under its reference, the other by an entry without one.
        Lines first{line("a1", "2026-07-20", 40'00, "IC-9"), line("a2", "2026-08-11", 60'00, "IC-8"), line("a3", "2026-10-05", -40'00, "IC-9"), line("a4", "2026-10-06", -60'00, "")};
        first[0].carried = first[1].carried = true;
        const auto mirror = mirrorAccounts(input(first, {}, 0, 0));
        VERIFY_OK(mirror);
        QCOMPARE(states(*mirror), (std::vector<std::string>{"agrees", "agrees"}));
        QCOMPARE(mirror->unexplained, std::int64_t(0));
        QVERIFY(openLinesOf(*mirror, first, {}).first.empty());
        // In one period both stand as they are: nothing of them was open before.
        first[0].carried = first[1].carried = false;
        QCOMPARE(mirrorAccounts(input(first, {}, 0, 0))->items.size(), std::size_t{4});
    }
    void whatWasThereBeforeStaysApart()
    {
        const Lines first{line("a1", "2026-07-10", 100'00, "IC-1")};
        const Lines second{line("b1", "2026-07-10", -100'00, "IC-1")};
        const auto mirror = mirrorAccounts(input(first, second, 600'00, -590'00)); // 500 against 490 before the period
        QCOMPARE(mirror->opening, std::int64_t(10'00));
        QCOMPARE(mirror->difference, std::int64_t(10'00));
        QVERIFY(mirror->holds);
    }
    void twoCurrenciesByHand()
    {
        // Claims in dollars, owed in euros; 1.10 dollars at the end. IC-1 was booked at 1.08: 1,080.00 against 1,000.00, so 20.00 of rate.
        // IC-2 at the closing rate to the cent. IC-3: 330.00 against 250.00 is no rate but another amount.
        const Lines first{line("a1", "2026-07-10", 1'080'00, "IC-1"), line("a2", "2026-09-30", 110'00, "IC-2"), line("a3", "2026-09-01", 330'00, "IC-3")};
        const Lines second{line("b1", "2026-07-12", -1'000'00, "IC-1"), line("b2", "2026-09-30", -100'00, "IC-2"), line("b3", "2026-09-02", -250'00, "IC-3")};
        MirrorInput given = input(first, second, 1'520'00, -1'350'00);
        given.oneCurrency = false;
        given.rate = *ExchangeRate::fromText("1.10");
        const auto mirror = mirrorAccounts(given);
        VERIFY_OK(mirror);
        QCOMPARE(mirror->secondEndAtClosing, std::int64_t(-1'485'00));
        QCOMPARE(mirror->difference, std::int64_t(35'00));
        QCOMPARE(mirror->rateDifferences, std::int64_t(-20'00));
        QCOMPARE(mirror->amountDifferences, std::int64_t(55'00));
        QVERIFY(mirror->holds);
        QCOMPARE(states(*mirror), (std::vector<std::string>{"amount_differs", "rate_differs", "agrees"}));
    }
    void severalLinesOfOneReferenceAreOneItem()
    {
        const Lines first{line("a1", "2026-07-10", 60'00, "IC-1"), line("a2", "2026-07-20", 40'00, "IC-1")};
        const Lines second{line("b1", "2026-07-12", -100'00, "IC-1")};
        const auto mirror = mirrorAccounts(input(first, second, 100'00, -100'00));
        QCOMPARE(mirror->items.size(), std::size_t(1));
        QVERIFY(mirror->items[0].state == MirrorState::Agrees && mirror->items[0].first.size() == 2);
    }
    void anAmountAlonePairsOnlyWhenItIsAlone()
    {
        const Lines first{line("a1", "2026-07-10", 100'00, ""), line("a2", "2026-07-10", 55'00, "A"), line("a3", "2026-07-11", 55'00, "")};
        const Lines second{line("b1", "2026-07-12", -100'00, "B-7"), line("b2", "2026-07-12", -55'00, "")};
        const auto mirror = mirrorAccounts(input(first, second, 210'00, -155'00));
        QCOMPARE(mirror->agreed, std::size_t(1)); // the 100.00; which 55.00 is meant nobody can tell
        QCOMPARE(mirror->oneSided, std::int64_t(55'00));
        // Too far apart in time is no pair either.
        const Lines late{line("b1", "2026-07-30", -100'00, "")};
        QCOMPARE(mirrorAccounts(input({first[0]}, late, 100'00, -100'00))->agreed, std::size_t(0));
    }
    /// Random books in two currencies: the difference is always the sum of its parts, within what rounding can make, and the order of the
    /// lines changes nothing.
    void thePartsMakeTheDifference()
    {
        std::mt19937 random(20261130);
        for (int round = 0; round < 300; ++round) {
            Lines first, second;
            std::int64_t firstEnd = static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000;
            std::int64_t secondEnd = static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000;
            for (unsigned i = 0; i < 1 + random() % 40; ++i) {
                const std::int64_t euros = static_cast<std::int64_t>(random() % 1'000'000) + 1;
                const std::string reference = random() % 4 == 0 ? "" : "IC" + std::to_string(random() % 30);
                const std::string key = std::to_string(i);
                const Day day = on("2026-07-01").plus(static_cast<int>(random() % 90));
                if (random() % 8 != 0) {
                    first.push_back({"a" + key, day, euros * 108 / 100 + static_cast<std::int64_t>(random() % 3), reference, {}});
                    firstEnd += first.back().amount;
                }
                if (random() % 8 != 0) {
                    second.push_back({"b" + key, day.plus(static_cast<int>(random() % 5)), -euros, reference, {}});
                    secondEnd += second.back().amount;
                }
            }
            MirrorInput given = input(first, second, firstEnd, secondEnd);
            given.oneCurrency = round % 2 == 0;
            given.rate = *ExchangeRate::fromText("1.0837");
            const auto mirror = mirrorAccounts(given);
            VERIFY_OK(mirror);
            QVERIFY(mirror->holds);
            QCOMPARE(mirror->opening + mirror->rateDifferences + mirror->amountDifferences + mirror->inTransit + mirror->oneSided + mirror->rounding, mirror->difference);
            std::size_t lines = 0;
            for (const MirrorItem& item : mirror->items)
                lines += item.first.size() + item.second.size();
            QCOMPARE(lines, first.size() + second.size()); // every line is in one item
            Lines otherFirst = first, otherSecond = second;
            std::shuffle(otherFirst.begin(), otherFirst.end(), random);
            std::shuffle(otherSecond.begin(), otherSecond.end(), random);
            given.first = otherFirst;
            given.second = otherSecond;
            const auto again = mirrorAccounts(given);
            QCOMPARE(states(*again), states(*mirror));
            QCOMPARE(again->rounding, mirror->rounding);
        }
    }
    void overflowIsSaid()
    {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        const Lines first{line("a1", "2026-07-10", most, "IC-1"), line("a2", "2026-07-10", most, "IC-1")};
        const Lines second{line("b1", "2026-07-12", -1, "IC-1")};
        QVERIFY(mirrorAccounts(input(first, second, 0, 0)).error().is(kMirrorOverflow));
        QVERIFY(mirrorAccounts(input({}, {}, most, most)).error().is(kMirrorOverflow));
        VERIFY_OK(mirrorAccounts(input({}, {}, 0, 0)));
    }
};

OXSEAL_TEST_CLASS(TestIntercompany);
#include "tst_intercompany.moc"
