// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/account_actions.h"
#include "storage/actions/mirror_actions.h"
#include "storage/reads/mirror_packet.h"
#include "storage/texts/texts.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/ledger_problems.h"

#include <algorithm>

using namespace oxseal;

/// Two entities, dollars and euros: 2300 of DE01 owes what 1300 of US01 claims.
class TestMirrorFlow : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    std::int64_t pair_ = 0;

    static MirrorRow pairRow()
    {
        MirrorRow row;
        row.firstEntity = "US01";
        row.firstAccount = "1300";
        row.secondEntity = "DE01";
        row.secondAccount = "2300";
        row.because = "Deliveries";
        return row;
    }
    bool matter(const char* code)
    {
        const auto found = mirrorMatters(world_.now(), world_.q3);
        return std::any_of(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; });
    }
    std::string told(const char* code)
    {
        const auto found = mirrorMatters(world_.now(), world_.q3);
        const auto one = std::find_if(found->begin(), found->end(), [&](const Finding& finding) { return finding.code == code; });
        return one == found->end() ? std::string() : texts::what(*one);
    }
    std::string missing() { return mirrorView(world_.now(), pair_, world_.q3)->missing ? mirrorView(world_.now(), pair_, world_.q3)->missing->id() : ""; }
    Status rate(const char* text, const char* source = "ECB", const char* day = "2026-09-30")
    {
        RateRow row;
        row.in = "USD";
        row.of = "EUR";
        row.rate = text;
        row.day = *Day::fromIso(day);
        row.source = source;
        return stateRate(world_.now(), world_.q3, row, "closing");
    }

private Q_SLOTS:
    void whatIsMissingIsSaid()
    {
        world_.addCompany("DE01", "Acme GmbH", "DE", "EUR");
        MirrorRow own = pairRow();
        own.secondEntity = "US01";
        QVERIFY(pairAccounts(world_.now(), own, "x").error().is(kMirrorInvalid));
        const auto made = pairAccounts(world_.now(), pairRow(), "intercompany");
        VERIFY_OK(made);
        pair_ = made->id;
        QVERIFY(!made->changed);
        QCOMPARE(made->unseen, (std::vector<std::string>{"US01/1300", "DE01/2300"})); // no trial balance yet
        const auto same = pairAccounts(world_.now(), pairRow(), "again");
        QVERIFY(same->id == pair_ && same->changed); // the same pair, not another
        COMPARE_STR(missing(), "recon.mirror_no_ledger");
        QVERIFY(matter("recon.matter.mirror_missing"));
        // IC-1 booked at 1.08 when the closing rate is 1.10; IC-2 is on its way; 40.00 stands on one side only.
        world_.ledger("2026-Q3", {{"2026-07-10", 1'080'00, "IC-1", "Delivery", "", "1300"}, {"2026-09-28", 220'00, "IC-2", "Delivery", "", "1300"},
                                     {"2026-08-01", 5'00, "X", "elsewhere", "", "1400"}, {"2026-07-20", 40'00, "IC-9", "Fee", "", "1300"}});
        world_.ledgerOf("DE01", "EUR", "2026-Q3", {{"2026-07-12", -1'000'00, "IC 1", "Lieferung", "", "2300", "EUR"}});
        COMPARE_STR(missing(), "recon.mirror_no_balance");
        world_.trialBalance("2026-Q3", {{"2026-09-30", 1'340'00, "", "Due from GmbH", "", "1300"}});
        world_.trialBalanceOf("DE01", "EUR", "2026-Q3", {{"2026-09-30", -1'000'00, "", "Due to Inc", "", "2300", "EUR"}});
        COMPARE_STR(missing(), "recon.mirror_no_rate");
        COMPARE_STR(signMirror(world_.now(), pair_, world_.q3, "preparer", "", "x").error().id(), "recon.mirror_no_rate");
        QVERIFY(rate("1,10").error().is(recon::kRateInvalid));
        QVERIFY(rate("1.10", " ").error().is(kRateWithoutSource));
        VERIFY_OK(rate("1.10"));
        COMPARE_STR(missing(), "");
    }

    void thePartsByHand()
    {
        const auto view = mirrorView(world_.now(), pair_, world_.q3);
        QCOMPARE(view->mirror.secondEndAtClosing, std::int64_t(-1'100'00));
        QCOMPARE(view->mirror.difference, std::int64_t(240'00)); // 1,340.00 − 1,100.00
        QCOMPARE(view->mirror.rateDifferences, std::int64_t(-20'00));
        QCOMPARE(view->mirror.inTransit, std::int64_t(220'00));
        QCOMPARE(view->mirror.oneSided, std::int64_t(40'00));
        QCOMPARE(view->unexplained(), std::int64_t(40'00));
        QVERIFY(view->mirror.holds && matter("recon.matter.mirror_differs") && matter("recon.matter.mirror_not_signed"));
        COMPARE_STR(view->first.name, "Due from GmbH");
        QCOMPARE(view->first.lines.size(), std::size_t(3));
    }

    void twoPeopleSignTheFiguresAsTheyStand()
    {
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "reviewer", "", "x").error().is(kMirrorNotPrepared));
        // 40.00 is unexplained: a note alone is not enough, and the cause is one of the list.
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "preparer", "", "agreed").error().is(kMirrorCause));
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "preparer", "weather", "agreed").error().is(kMirrorCause));
        VERIFY_OK(signMirror(world_.now(), pair_, world_.q3, "preparer", "disputed", "the fee is agreed for October"));
        COMPARE_STR(told("recon.matter.mirror_differs"),
            "The intercompany accounts US01/1300 and DE01/2300 differ by 240.00 USD; 40.00 USD of it neither the rate nor a payment on its way accounts for. Stated cause: disputed.");
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "reviewer", "", "x").error().is(kMirrorOwnReview));
        QVERIFY(rate("1.10", "ECB", "2025-09-30").error().is(kRateDay));
        VERIFY_OK(signMirror(world_.as("rex"), pair_, world_.q3, "reviewer", "", "seen the mail"));
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "reviewed");
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->signedAs("reviewer")->category, "disputed");
        QVERIFY(matter("recon.matter.mirror_differs")); // signed, and open all the same
        // The reviewer cannot become the preparer afterwards, nor anybody sign the same figures twice.
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "reviewer", "", "x").error().is(kMirrorSigned));
        QVERIFY(signMirror(world_.as("con"), pair_, world_.q3, "preparer", "", "x").error().is(kMirrorSigned));
        QVERIFY(!matter("recon.matter.mirror_not_signed"));
        const auto files = mirrorPacketFiles(world_.now(), world_.q3);
        VERIFY_OK(files);
        QCOMPARE(files->size(), std::size_t(4));
        QVERIFY((*files)[0].bytes.find("1,US01/1300,DE01/2300,USD,EUR,1340.00,-1000.00,1.10,2026-09-30,ECB,-1100.00,240.00,0.00,-20.00,0.00,220.00,40.00,0.00,reviewed,Person con")
            != std::string::npos);
        QVERIFY((*files)[1].bytes.find("1,rate_differs,IC-1,") != std::string::npos);
        QVERIFY(files->back().bytes.find("mirror.column") == std::string::npos); // every column has its words
        // Another rate makes the signatures void by itself; the old one again gives the same figures, and they stand again.
        world_.as("con");
        VERIFY_OK(rate("1.12"));
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "open");
        QVERIFY(matter("recon.matter.mirror_not_signed"));
        QCOMPARE(mirrorView(world_.now(), pair_, world_.q3)->signoffs.size(), std::size_t(2)); // and stay in the record
        VERIFY_OK(signMirror(world_.as("pat"), pair_, world_.q3, "preparer", "other_side_error", "at the new rate"));
        QVERIFY(signMirror(world_.as("con"), pair_, world_.q3, "reviewer", "", "x").error().is(kMirrorOwnRate)); // con stated it
        VERIFY_OK(rate("1.10"));
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "reviewed");
        COMPARE_STR(test::ledgerProblems(world_.now()), "");
    }

    void aListOfRatesIsStatedAtOnce()
    {
        const auto list = [](std::string_view text, const char* in = "", const char* source = "") { return readRateList(asBytes(text), in, source); };
        QVERIFY(list("date,currency,rate\n2026-09-30,EUR,1.10\n").error().is(kRateListColumn));
        QVERIFY(list("date,currency,rate\n2026-09-30,EUR,1.10\n", "USD").error().is(kRateListColumn));
        QVERIFY(list("date,currency,rate\n2026-09-30,EUR,1.10\n2026-09-30,GBP,none\n", "USD", "ECB").error().is(kRateListBad));
        QVERIFY(list("date,currency,rate\n2026-09-30,USD,1.10\n", "USD", "ECB").error().is(kRateListBad));
        const auto whole = list("Date,Currency,Rate,In,Source\r\n2026-09-29,EUR,1.09,USD,ECB\r\n2026-09-30,eur,1.10,USD,ECB\r\n2026-09-30,GBP,1.31,USD,ECB\r\n2026-03-31,EUR,1.05,USD,ECB\r\n");
        VERIFY_OK(whole);
        const auto done = stateRates(world_.now(), world_.q3, *whole, "closing rates");
        VERIFY_OK(done);
        QVERIFY(done->stated == 1 && done->same == 1 && done->otherDay == 1 && done->outside == 1); // 1.10 of the ECB stands already
        const auto rates = mirror_repo::rates(world_.now().db(), world_.q3.id);
        COMPARE_STR(rates->back().in + rates->back().of + rates->back().rate + rates->back().source, "USDGBP1.31ECB");
        QVERIFY(stateRates(world_.now(), world_.q3, *whole, "again").error().is(kNoNewRate));
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "reviewed"); // the figures are the same
    }

    void aRateOfTheOtherDirectionIsNotInverted()
    {
        MirrorRow other = pairRow();
        std::swap(other.firstEntity, other.secondEntity);
        std::swap(other.firstAccount, other.secondAccount);
        QVERIFY(pairAccounts(world_.now(), other, "the other way").error().is(kMirrorReversed));
        MirrorRow unknown = pairRow();
        unknown.secondAccount = "2301";
        QVERIFY(pairAccounts(world_.now(), unknown, "a slip").error().is(kMirrorUnknownAccount));
        VERIFY_OK(retireMirror(world_.now(), pair_, "told from the other side"));
        QVERIFY(retireMirror(world_.now(), pair_, "x").error().is(kMirrorRetired));
        QVERIFY(retireMirror(world_.now(), 99, "x").error().is(kNoSuchMirror));
        QVERIFY(mirrorViews(world_.now(), world_.q3, "")->empty() && mirrorMatters(world_.now(), world_.q3)->empty());
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "preparer", "", "x").error().is(kMirrorRetired));
        const auto made = pairAccounts(world_.now(), other, "the other way");
        VERIFY_OK(made);
        QVERIFY(made->unseen.empty());
        QVERIFY(pairAccounts(world_.now(), pairRow(), "back").error().is(kMirrorReversed)); // while the other one stands
        COMPARE_STR(mirrorView(world_.now(), made->id, world_.q3)->missing->id(), "recon.mirror_no_rate");
        QVERIFY(mirrorView(world_.now(), 99, world_.q3).error().is(kNoSuchMirror));
        QCOMPARE(mirrorViews(world_.now(), world_.q3, "DE01")->size(), std::size_t(1));
        VERIFY_OK(retireMirror(world_.now(), made->id, "back to the first way"));
        const auto back = pairAccounts(world_.now(), pairRow(), "back");
        QVERIFY(back->id == pair_ && back->changed);
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "reviewed"); // what was signed stands as long as its figures do
        COMPARE_STR(test::ledgerProblems(world_.now()), "");
        QVERIFY(mirrorViews(world_.now(), world_.q3, "GB01").error().is(kNoSuchEntity));
    }

    /// IC-2 of 28 September arrives in October; the fee of 20 July still stands on one side.
    void whatIsOpenGoesOnWithItsDay()
    {
        world_.ledger("2026-Q4", {{"2026-10-15", 3'00, "X", "elsewhere", "", "1400"}});
        world_.ledgerOf("DE01", "EUR", "2026-Q4", {{"2026-10-02", -200'00, "IC 2", "Lieferung", "", "2300", "EUR"}});
        world_.trialBalance("2026-Q4", {{"2026-12-31", 1'340'00, "", "Due from GmbH", "", "1300"}});
        world_.trialBalanceOf("DE01", "EUR", "2026-Q4", {{"2026-12-31", -1'200'00, "", "Due to Inc", "", "2300", "EUR"}});
        RateRow row;
        row.in = "USD";
        row.of = "EUR";
        row.rate = "1.10";
        row.day = *Day::fromIso("2026-12-31");
        row.source = "ECB";
        VERIFY_OK(stateRate(world_.now(), world_.q4, row, "closing"));
        const auto view = mirrorView(world_.now(), pair_, world_.q4);
        VERIFY_OK(view);
        QVERIFY(!view->missing);
        QCOMPARE(view->carried, std::size_t(2));
        // By hand: 1,340.00 − 1,320.00 = 20.00: the fee of 40.00 and the −20.00 by the rate of July, which both balances keep.
        QCOMPARE(view->mirror.difference, std::int64_t(20'00));
        QCOMPARE(view->mirror.oneSided, std::int64_t(40'00));
        QCOMPARE(view->mirror.opening, std::int64_t(-20'00));
        QCOMPARE(view->mirror.inTransit, std::int64_t(0));
        QCOMPARE(view->mirror.agreed, std::size_t(1));
        const recon::MirrorItem& fee = view->mirror.items.front();
        QVERIFY(view->first.lines[fee.first[0]].day == *Day::fromIso("2026-07-20") && view->first.lines[fee.first[0]].carried);
        QVERIFY(mirrorView(world_.now(), pair_, world_.q3)->carried == 0); // nothing before it
        // In the packet, and performed again with it.
        const auto files = mirrorPacketFiles(world_.now(), world_.q4);
        QVERIFY((*files)[2].bytes.find("1,first,s") != std::string::npos && (*files)[2].bytes.find(",2026-07-20,40.00,IC-9,Fee") != std::string::npos);
        QVERIFY(files->back().bytes.find("mirror.column") == std::string::npos);
        // Another ledger of the quarter before changes what is carried, and so these figures.
        const Digest digest = view->digest;
        world_.ledger("2026-Q3", {{"2026-07-10", 1'080'00, "IC-1", "Delivery", "", "1300"}, {"2026-09-28", 220'00, "IC-2", "Delivery", "", "1300"},
                                     {"2026-07-21", 40'00, "IC-9", "Fee", "", "1300"}});
        QVERIFY(mirrorView(world_.now(), pair_, world_.q4)->digest != digest);
    }
    /// An intercompany account that nobody paired is said.
    void anAccountWithoutAPairIsSaid()
    {
        const auto unpaired = [&] {
            const auto found = reconMatters(world_.now(), world_.q4);
            return std::count_if(found->begin(), found->end(), [](const Finding& each) { return each.code == "recon.matter.intercompany_unpaired"; });
        };
        recon::AccountPlan plan;
        plan.account = "1300";
        plan.method = recon::AccountMethod::RollForward;
        plan.owner = "pat";
        VERIFY_OK(planAccount(world_.now(), "US01", plan, "plan"));
        VERIFY_OK(setAccountTrait(world_.now(), "US01", "1300", recon::AccountClass::Intercompany, false, "group"));
        QCOMPARE(unpaired(), 0);
        VERIFY_OK(retireMirror(world_.now(), pair_, "sold"));
        QCOMPARE(unpaired(), 1);
        VERIFY_OK(setAccountTrait(world_.now(), "US01", "1300", recon::AccountClass::Other, false, "no longer"));
        QCOMPARE(unpaired(), 0);
    }
};

OXSEAL_TEST_CLASS(TestMirrorFlow);
#include "tst_mirror_flow.moc"
