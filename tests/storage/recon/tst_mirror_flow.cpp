// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/mirror_actions.h"
#include "storage/reads/mirror_packet.h"
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
        pair_ = *made;
        QCOMPARE(*pairAccounts(world_.now(), pairRow(), "again"), pair_); // the same pair, not another
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
        COMPARE_STR(signMirror(world_.now(), pair_, world_.q3, "preparer", "x").error().id(), "recon.mirror_no_rate");
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
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "reviewer", "x").error().is(kMirrorNotPrepared));
        VERIFY_OK(signMirror(world_.now(), pair_, world_.q3, "preparer", "the fee is agreed for October"));
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "reviewer", "x").error().is(kMirrorOwnReview));
        QVERIFY(rate("1.10", "ECB", "2025-09-30").error().is(kRateDay));
        VERIFY_OK(signMirror(world_.as("rex"), pair_, world_.q3, "reviewer", "seen the mail"));
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "reviewed");
        // The reviewer cannot become the preparer afterwards, nor anybody sign the same figures twice.
        QVERIFY(signMirror(world_.now(), pair_, world_.q3, "reviewer", "x").error().is(kMirrorSigned));
        QVERIFY(signMirror(world_.as("con"), pair_, world_.q3, "preparer", "x").error().is(kMirrorSigned));
        QVERIFY(!matter("recon.matter.mirror_not_signed"));
        const auto files = mirrorPacketFiles(world_.now(), world_.q3);
        VERIFY_OK(files);
        QCOMPARE(files->size(), std::size_t(3));
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
        VERIFY_OK(signMirror(world_.as("pat"), pair_, world_.q3, "preparer", "at the new rate"));
        QVERIFY(signMirror(world_.as("con"), pair_, world_.q3, "reviewer", "x").error().is(kMirrorOwnRate)); // con stated it
        VERIFY_OK(rate("1.10"));
        COMPARE_STR(mirrorView(world_.now(), pair_, world_.q3)->state, "reviewed");
        COMPARE_STR(test::ledgerProblems(world_.now()), "");
    }

    void aRateOfTheOtherDirectionIsNotInverted()
    {
        MirrorRow other = pairRow();
        std::swap(other.firstEntity, other.secondEntity);
        std::swap(other.firstAccount, other.secondAccount);
        const auto made = pairAccounts(world_.now(), other, "the other way");
        VERIFY_OK(made);
        COMPARE_STR(mirrorView(world_.now(), *made, world_.q3)->missing->id(), "recon.mirror_no_rate");
        QVERIFY(mirrorView(world_.now(), 99, world_.q3).error().is(kNoSuchMirror));
        QCOMPARE(mirrorViews(world_.now(), world_.q3, "DE01")->size(), std::size_t(2));
        QVERIFY(mirrorViews(world_.now(), world_.q3, "GB01").error().is(kNoSuchEntity));
    }
};

OXSEAL_TEST_CLASS(TestMirrorFlow);
#include "tst_mirror_flow.moc"
