// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/processor.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <limits>
#include <random>

using namespace oxseal;
using namespace oxseal::recon;
using Kind = ProcessorRowKind;
using Rows = std::vector<ProcessorRow>;
using Postings = std::vector<ProcessorPosting>;

class TestProcessor : public QObject
{
    Q_OBJECT

    static Day on(const char* iso) { return *Day::fromIso(iso); }
    static ProcessorRow row(const char* day, Kind kind, std::int64_t gross, std::int64_t fee, const char* payout, const char* reference, const char* order = "")
    {
        return {std::string("r") + reference, on(day), kind, gross, fee, gross - fee, payout, reference, order};
    }
    static ProcessorPosting line(const char* key, const char* day, std::int64_t amount, const char* reference, const char* description = "")
    {
        return {key, on(day), amount, reference, description};
    }

    /// Three payouts: 125.05 with a refund, 88.90 with a hold and a chargeback, 102.38 with a release, sent two days before the end; and a
    /// sale that is not paid out.
    static Rows rows()
    {
        return {row("2026-07-02", Kind::Charge, 100'00, 3'20, "po_101", "ch_1", "SO-1"), row("2026-07-03", Kind::Charge, 50'00, 1'75, "po_101", "ch_2"),
            row("2026-07-04", Kind::Refund, -20'00, 0, "po_101", "re_1"), row("2026-07-06", Kind::Payout, -125'05, 0, "po_101", "tr_1"),
            row("2026-08-05", Kind::Charge, 200'00, 6'10, "po_102", "ch_3"), row("2026-08-06", Kind::Hold, -40'00, 0, "po_102", "hold_1"),
            row("2026-08-07", Kind::Chargeback, -50'00, 15'00, "po_102", "cb_1"), row("2026-08-10", Kind::Payout, -88'90, 0, "po_102", "tr_2"),
            row("2026-09-25", Kind::Charge, 80'00, 2'62, "po_103", "ch_4"), row("2026-09-26", Kind::Release, 25'00, 0, "po_103", "hold_1"),
            row("2026-09-28", Kind::Payout, -102'38, 0, "po_103", "tr_3"), row("2026-09-30", Kind::Charge, 60'00, 2'04, "", "ch_5")};
    }
    /// 0.00 + 40.00 + 77.38 + 57.96 = 175.34 stay on the clearing account.
    static Postings books()
    {
        return {line("g1", "2026-07-02", 100'00, "so 1"), line("g2", "2026-07-03", 50'00, "CH-2"), line("g3", "2026-07-04", -20'00, "re_1"), line("g4", "2026-07-06", -4'95, "po_101"),
            line("g5", "2026-07-08", -125'05, "po_101"), line("g6", "2026-08-05", 200'00, "ch_3"), line("g7", "2026-08-10", -6'10, "po_102"), line("g8", "2026-08-07", -65'00, "cb_1"),
            line("g9", "2026-08-12", -88'90, "", "received po_102"), line("g10", "2026-09-25", 80'00, "ch_4"), line("g11", "2026-09-28", -2'62, "po_103"),
            line("g12", "2026-09-30", 60'00, "ch_5"), line("g13", "2026-09-30", -2'04, "ch_5")};
    }
    static Postings bank() { return {line("b1", "2026-07-08", 125'05, "", "STRIPE TRANSFER"), line("b2", "2026-08-12", 88'90, "X1", "Stripe transfer"), line("b3", "2026-08-12", 88'90, "", "Somebody else")}; }
    static ProcessorInput input(const Rows& rows, const Postings& books, const Postings& bank, std::int64_t end)
    {
        ProcessorInput made;
        made.rows = rows;
        made.postings = books;
        made.bank = bank;
        made.clearingEnd = end;
        made.first = on("2026-07-01");
        made.end = on("2026-09-30");
        made.mark = "stripe";
        return made;
    }
    static const ProcessorPayout& payout(const ProcessorProof& proof, const char* id)
    {
        const auto found = std::find_if(proof.payouts.begin(), proof.payouts.end(), [&](const ProcessorPayout& one) { return one.id == id; });
        if (found == proof.payouts.end())
            throw std::runtime_error(id);
        return *found;
    }
    static std::string states(const ProcessorProof& proof)
    {
        std::string out;
        for (const ProcessorPayout& one : proof.payouts)
            out += (out.empty() ? "" : " ") + one.id + ":" + name(one.state);
        return out;
    }

private Q_SLOTS:
    void aQuarterByHand()
    {
        const Rows report = rows();
        const Postings postings = books(), deposits = bank();
        const auto proof = proveProcessor(input(report, postings, deposits, 175'34));
        VERIFY_OK(proof);
        COMPARE_STR(states(*proof), "po_103:in_transit po_101:proved po_102:proved");
        const ProcessorPayout& second = payout(*proof, "po_102");
        QCOMPARE(second.gross, std::int64_t(200'00));
        QCOMPARE(second.fees, std::int64_t(21'10));
        QCOMPARE(second.chargebacks, std::int64_t(50'00));
        QCOMPARE(second.holds, std::int64_t(40'00));
        QCOMPARE(second.net, std::int64_t(88'90));
        QCOMPARE(second.creditsDue, std::int64_t(-160'00)); // 6.10 + 50.00 + 15.00 + 88.90
        QCOMPARE(payout(*proof, "po_101").refunds, std::int64_t(20'00));
        QCOMPARE(payout(*proof, "po_103").releases, std::int64_t(25'00));
        QCOMPARE(proof->pending, std::int64_t(57'96));
        QCOMPARE(proof->held.now, std::int64_t(15'00)); // 40.00 − 25.00
        QCOMPARE(proof->onTheWay, std::int64_t(102'38));
        QCOMPARE(proof->due, std::int64_t(175'34));
        QCOMPARE(proof->difference, std::int64_t(0));
        QVERIFY(proof->holds && proof->clean() && !proof->openingProved);
        QCOMPARE(proof->held.open, (std::vector<HeldMoney>{{"hold_1", on("2026-08-06"), 15'00}}));
        QCOMPARE(proof->travelling, (std::vector<TravellingPayout>{{"po_103", on("2026-09-28"), 102'38, false}}));
        QVERIFY(proof->otherPostings.empty() && proof->otherDeposits.empty());
    }

    void eachLegDiffersByItself()
    {
        Rows report = rows();
        Postings postings = books(), deposits = bank();
        report[3].gross = -130'05; // the row says 5.00 more than its items
        deposits[0] = line("b1", "2026-07-08", 120'05, "", "STRIPE PO_101 short"); // 10.00 less than the row
        postings[6].amount = -6'01; // 0.09 of fees not booked
        postings.erase(postings.begin()); // SO-1 is not booked
        postings.push_back(line("g14", "2026-09-01", 7'77, "?", "nobody knows"));
        deposits.push_back(line("b4", "2026-09-03", 9'99, "", "STRIPE ADJ"));
        const auto proof = proveProcessor(input(report, postings, deposits, 175'34 + 9 - 100'00 + 7'77));
        VERIFY_OK(proof);
        COMPARE_STR(states(*proof), "po_101:differs po_102:differs po_103:in_transit");
        const ProcessorPayout& first = payout(*proof, "po_101");
        QCOMPARE(first.reportDiffers, std::int64_t(5'00));
        QCOMPARE(first.bankDiffers, std::int64_t(-10'00));
        QCOMPARE(first.grossDiffers, std::int64_t(-100'00));
        QCOMPARE(first.creditsDiffer, std::int64_t(5'00)); // 125.05 taken where 130.05 was paid
        const ProcessorPayout& second = payout(*proof, "po_102");
        QCOMPARE(second.creditsDiffer, std::int64_t(9));
        QVERIFY(second.reportDiffers == 0 && second.bankDiffers == 0 && second.grossDiffers == 0);
        QCOMPARE(proof->othersDiffer, std::int64_t(7'77));
        QCOMPARE(proof->bankDiffers, std::int64_t(-10'00 + 9'99));
        QCOMPARE(proof->otherDeposits, (std::vector<std::uint32_t>{3}));
        // 5.00 was paid that no item accounts for: it was owed neither before nor now.
        QCOMPARE(proof->due, std::int64_t(170'34));
        QCOMPARE(proof->difference, std::int64_t(175'34 + 9 - 100'00 + 7'77 - 170'34));
        QVERIFY(proof->holds && !proof->clean());
    }

    void whatThePeriodBeforeLeftIsCarriedWithItsDays()
    {
        // po_103 arrives; ch_5 is paid out by po_104, whose report begins with the quarter; the rest of the hold is released.
        const Rows report{row("2026-10-02", Kind::Payout, -57'96, 0, "po_104", "tr_4"), row("2026-10-19", Kind::Release, 15'00, 0, "po_105", "hold_1"),
            row("2026-10-20", Kind::Payout, -15'00, 0, "po_105", "tr_5")};
        const Postings postings{line("g1", "2026-10-01", -102'38, "po_103"), line("g2", "2026-10-05", -57'96, ""), line("g3", "2026-10-22", -15'00, "po_105")};
        const Postings deposits{line("b1", "2026-10-01", 102'38, "", "STRIPE"), line("b2", "2026-10-05", 57'96, "", "STRIPE"), line("b3", "2026-10-22", 15'00, "", "STRIPE")};
        ProcessorInput given = input(report, postings, deposits, 0);
        given.first = on("2026-10-01");
        given.end = on("2026-12-31");
        given.pendingBefore = 57'96;
        given.heldBefore = {{"hold_1", on("2026-08-06"), 15'00}};
        given.travellingBefore = {{"po_103", on("2026-09-28"), 102'38, false}};
        const auto proof = proveProcessor(given);
        VERIFY_OK(proof);
        COMPARE_STR(states(*proof), "po_103:proved po_104:proved po_105:proved");
        QVERIFY(payout(*proof, "po_103").carried);
        QCOMPARE(payout(*proof, "po_103").day, on("2026-09-28"));
        QCOMPARE(payout(*proof, "po_104").fromBefore, std::int64_t(57'96));
        QVERIFY(proof->openingProved && proof->openingDiffers == 0 && proof->due == 0 && proof->difference == 0 && proof->clean());
        QVERIFY(proof->held.open.empty() && proof->travelling.empty());
        // Another amount is not what was pending.
        given.pendingBefore = 57'95;
        const auto other = proveProcessor(given);
        QCOMPARE(payout(*other, "po_104").reportDiffers, std::int64_t(57'96));
        QCOMPARE(other->openingDiffers, std::int64_t(1));
        // A payout that never arrives is on its way no longer.
        const Postings without(deposits.begin() + 1, deposits.end());
        given.bank = without;
        given.pendingBefore = 57'96;
        const auto lost = proveProcessor(given);
        QCOMPARE(payout(*lost, "po_103").bankDiffers, std::int64_t(-102'38));
        QCOMPARE(payout(*lost, "po_103").creditsDiffer, std::int64_t(-102'38));
        QVERIFY(payout(*lost, "po_103").state == PayoutState::Differs);
    }

    void booksThatTakeAPayoutWhenItIsSent()
    {
        const Rows report = rows();
        Postings postings = books();
        const Postings deposits = bank();
        postings.push_back(line("g14", "2026-09-28", -102'38, "po_103"));
        const auto proof = proveProcessor(input(report, postings, deposits, 72'96)); // 175.34 − 102.38
        VERIFY_OK(proof);
        QVERIFY(payout(*proof, "po_103").bookedAhead && payout(*proof, "po_103").state == PayoutState::InTransit);
        QVERIFY(proof->onTheWay == 0 && proof->due == 72'96 && proof->difference == 0);
        QCOMPARE(proof->travelling, (std::vector<TravellingPayout>{{"po_103", on("2026-09-28"), 102'38, true}}));
        const Postings arrived{line("b1", "2026-10-01", 102'38, "", "STRIPE")};
        ProcessorInput next = input({}, {}, arrived, 72'96);
        next.first = on("2026-10-01");
        next.end = on("2026-12-31");
        next.pendingBefore = proof->pending;
        next.heldBefore = proof->held.open;
        next.travellingBefore = proof->travelling;
        const auto later = proveProcessor(next);
        COMPARE_STR(states(*later), "po_103:proved");
        QVERIFY(later->difference == 0 && later->openingDiffers == 0);
    }

    void anAmountAloneTiesOnlyWhenItIsAlone()
    {
        const Rows report{row("2026-07-02", Kind::Charge, 100'00, 0, "po_101", "ch_1"), row("2026-07-06", Kind::Payout, -100'00, 0, "po_101", "tr_1"),
            row("2026-07-03", Kind::Charge, 100'00, 0, "po_102", "ch_2"), row("2026-07-07", Kind::Payout, -100'00, 0, "po_102", "tr_2")};
        const Postings deposits{line("b1", "2026-07-08", 100'00, "", "STRIPE"), line("b2", "2026-07-09", 100'00, "", "STRIPE")};
        // Two sales of one amount without a name: nobody can tell which is which.
        const Postings nameless{line("g1", "2026-07-02", 100'00, ""), line("g2", "2026-07-03", 100'00, ""), line("g3", "2026-07-08", -100'00, "po_101"), line("g4", "2026-07-09", -100'00, "po_102")};
        const auto proof = proveProcessor(input(report, nameless, deposits, 0));
        QCOMPARE(proof->otherPostings.size(), std::size_t(2));
        QVERIFY(payout(*proof, "po_101").arrived() && payout(*proof, "po_102").arrived()); // both arrived, whichever is which
        QCOMPARE(proof->difference, std::int64_t(0));
        QCOMPARE(proof->payoutsDiffer, std::int64_t(-200'00));
        // One of them named: the other follows.
        Postings named = nameless;
        named[0].reference = "ch_1";
        QCOMPARE(proveProcessor(input(report, named, deposits, 0))->proved, std::size_t(2));
        // Too far from its payout it is not tied.
        named[1].day = on("2026-07-30");
        QCOMPARE(proveProcessor(input(report, named, deposits, 0))->proved, std::size_t(1));
    }

    void aReportOfItemsAlone()
    {
        Rows report = rows();
        std::erase_if(report, [](const ProcessorRow& one) { return one.kind == Kind::Payout; });
        const Postings postings = books(), deposits = bank();
        const auto proof = proveProcessor(input(report, postings, deposits, 175'34));
        COMPARE_STR(states(*proof), "po_103:in_transit po_101:proved po_102:proved");
        QVERIFY(!payout(*proof, "po_101").stated && payout(*proof, "po_101").day == on("2026-07-04"));
        QCOMPARE(proof->difference, std::int64_t(0));
    }

    /// Random reports and books: the parts make up the difference, every line is in one place, and the order of lines changes nothing.
    void thePartsMakeTheDifference()
    {
        std::mt19937 random(20261201);
        for (int round = 0; round < 200; ++round) {
            Rows report;
            Postings postings, deposits;
            std::int64_t end = static_cast<std::int64_t>(random() % 20'000) - 10'000;
            for (unsigned i = 0; i < 2 + random() % 60; ++i) {
                const auto kind = static_cast<Kind>(random() % 8);
                const std::int64_t amount = 1 + static_cast<std::int64_t>(random() % 50) * 100;
                const bool in = kind == Kind::Charge || kind == Kind::Release || (kind == Kind::Adjustment && random() % 2 == 0);
                const std::string number = std::to_string(i);
                const Day day = on("2026-06-25").plus(static_cast<int>(random() % 100));
                ProcessorRow one{"r" + number, day, kind, in ? amount : -amount, kind == Kind::Charge ? amount / 30 : 0, 0, random() % 5 == 0 ? "" : "po_" + std::to_string(random() % 8), "x" + number, ""};
                one.net = one.gross - one.fee;
                report.push_back(one);
                if (random() % 4 != 0) {
                    postings.push_back({"g" + number, day, random() % 9 == 0 ? one.gross + 1 : one.gross, random() % 3 == 0 ? "" : one.reference, ""});
                    end += postings.back().amount;
                }
                if (kind == Kind::Payout && random() % 3 != 0)
                    deposits.push_back({"b" + number, day.plus(static_cast<int>(random() % 4)), amount, "", random() % 2 == 0 ? one.payout + " STRIPE" : "STRIPE"});
            }
            ProcessorInput given = input(report, postings, deposits, end);
            if (round % 2 == 0)
                given.pendingBefore = static_cast<std::int64_t>(random() % 500);
            if (round % 3 == 0)
                given.heldBefore = {{"x1", on("2026-05-01"), 500}, {"old", on("2026-04-01"), 300}};
            const auto proof = proveProcessor(given);
            VERIFY_OK(proof);
            QVERIFY(proof->holds);
            std::size_t tied = proof->otherPostings.size() + proof->unpaid.postings.size();
            for (const ProcessorPayout& one : proof->payouts) {
                tied += one.postings.size();
                QCOMPARE(one.gross - one.fees - one.refunds - one.chargebacks - one.holds + one.releases + one.adjustments + one.fromBefore, one.carried ? 0 : one.net);
            }
            QCOMPARE(tied, postings.size());
            std::int64_t open = 0;
            for (const HeldMoney& one : proof->held.open)
                open += one.amount;
            QCOMPARE(open - proof->held.withoutHold, proof->held.now);
            Rows otherRows = report;
            Postings otherPostings = postings, otherDeposits = deposits;
            std::shuffle(otherRows.begin(), otherRows.end(), random);
            std::shuffle(otherPostings.begin(), otherPostings.end(), random);
            std::shuffle(otherDeposits.begin(), otherDeposits.end(), random);
            given.rows = otherRows;
            given.postings = otherPostings;
            given.bank = otherDeposits;
            const auto again = proveProcessor(given);
            COMPARE_STR(states(*again), states(*proof));
            QCOMPARE(again->othersDiffer, proof->othersDiffer);
            QCOMPARE(again->bankDiffers, proof->bankDiffers);
            QCOMPARE(again->held.open, proof->held.open);
        }
    }

    void overflowIsSaid()
    {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        const Rows report{row("2026-07-02", Kind::Charge, most, 0, "", "a"), row("2026-07-02", Kind::Charge, most, 0, "", "b")};
        QVERIFY(proveProcessor(input(report, {}, {}, 0)).error().is(kProcessorOverflow));
        const Postings postings{line("g", "2026-07-02", -1, "")};
        QVERIFY(proveProcessor(input({}, postings, {}, most)).error().is(kProcessorOverflow));
        VERIFY_OK(proveProcessor(input({}, {}, {}, 0)));
    }
};

OXSEAL_TEST_CLASS(TestProcessor);
#include "tst_processor.moc"
