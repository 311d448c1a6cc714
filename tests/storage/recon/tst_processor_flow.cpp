// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_preview.h"
#include "storage/packet/reperform.h"
#include "storage/packet/zip_writer.h"
#include "storage/reads/import_packet.h"
#include "storage/reads/processor_packet.h"
#include "storage/reads/recon_overview.h"
#include "tests/storage/recon/cards_world.h"
#include "tests/support/ledger_problems.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

/// A card processor of US01: clearing account 1250, paying into 1010.
class TestProcessorFlow : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    QTemporaryDir folder_;
    std::int64_t id_ = 0;

    void take(ImportKind kind, const char* name, const char* text, const char* account = "", const char* period = "2026-Q3")
    {
        test::cards::take(world_, kind, name, text, account, period);
    }
    ProcessorView view(const PeriodRow& period) { return processorView(world_.now(), id_, period).value(); }
    std::string missing() { return view(world_.q3).missing ? view(world_.q3).missing->id() : ""; }
    bool matter(const char* code)
    {
        const auto found = processorMatters(world_.now(), world_.q3);
        return std::any_of(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; });
    }
    /// What the packet holds of it, with one text replaced in one file.
    PacketReperformance again(const std::string& path = {}, const std::string& from = {}, const std::string& to = {})
    {
        const fs::path file = fs::path(folder_.path().toStdString()) / "packet.zip";
        auto zip = ZipWriter::create(file);
        auto files = importPacketFiles(world_.now(), world_.q3).value();
        auto proved = processorPacketFiles(world_.now(), world_.q3).value();
        for (PacketFile& one : proved)
            files.push_back(std::move(one));
        for (PacketFile& one : files) {
            if (one.path == path) {
                const std::size_t at = one.bytes.find(from);
                if (at == std::string::npos)
                    qFatal("%s has no %s", path.c_str(), from.c_str());
                one.bytes.replace(at, from.size(), to);
            }
            if (!(*zip)->add(one.path, one.bytes))
                qFatal("zip");
        }
        const auto snapshots = listSnapshots(world_.now().db()).value();
        const auto inputs = importPacketInputs(world_.now(), world_.q3).value();
        for (const PacketInput& input : inputs) {
            for (const SnapshotInfo& info : snapshots) {
                if (info.sha256 == input.sha256 && !(*zip)->add(input.path, snapshotBytes(world_.now(), info.id).value()))
                    qFatal("zip");
            }
        }
        if (!(*zip)->finish())
            qFatal("zip");
        return reperformFile(file, 1).value();
    }

private Q_SLOTS:
    void whatIsMissingIsSaid()
    {
        ProcessorAccount wrong = test::cards::account();
        wrong.bankAccount = "1250";
        QVERIFY(nameProcessor(world_.now(), wrong, "x").error().is(kProcessorInvalid));
        wrong = test::cards::account();
        wrong.entity = "XX";
        QVERIFY(nameProcessor(world_.now(), wrong, "x").error().is(kNoSuchEntity));
        const auto made = nameProcessor(world_.now(), test::cards::account(), "cards");
        VERIFY_OK(made);
        id_ = made->id;
        QVERIFY(!made->changed);
        const auto same = nameProcessor(world_.now(), test::cards::account(), "again");
        QVERIFY(same->id == id_ && same->changed);
        COMPARE_STR(missing(), "recon.processor_no_report");
        QVERIFY(matter("recon.matter.processor_missing"));
        take(ImportKind::Processor, "stripe.csv", test::cards::kReport, "1250");
        COMPARE_STR(missing(), "recon.processor_no_ledger");
        take(ImportKind::Gl, "gl.csv", test::cards::kLedger);
        COMPARE_STR(missing(), "recon.processor_no_bank");
        take(ImportKind::Statement, "bank.csv", test::cards::kStatement, "1010");
        COMPARE_STR(missing(), "recon.processor_no_balance");
        take(ImportKind::Tb, "tb.csv", test::cards::kBalances);
        COMPARE_STR(missing(), "");
    }

    void aReportIsRecognisedByItsHeader()
    {
        const auto guess = [&](const char* name, const std::string& text) {
            const fs::path file = fs::path(folder_.path().toStdString()) / name;
            std::ofstream(file, std::ios::binary) << text;
            return guessKind(file).value();
        };
        QVERIFY(guess("stripe.csv", test::cards::kReport) == ImportKind::Processor);
        QVERIFY(guess("paypal.csv", "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID\r\n2026-07-02,10:00,UTC,A,General Payment,Completed,USD,10.00,-0.50,9.50,T1\r\n")
            == ImportKind::Processor);
        QVERIFY(guess("adyen.csv", "Merchant Reference,Psp Reference,Creation Date,Type,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC),Net Credit (NC),Batch Number\r\n")
            == ImportKind::Processor);
        QVERIFY(guess("bank.csv", test::cards::kStatement) == ImportKind::Statement);
    }

    void theQuarterByHand()
    {
        const ProcessorView now = view(world_.q3);
        QCOMPARE(now.proof.pending, std::int64_t(57'96));
        QCOMPARE(now.proof.held.now, std::int64_t(40'00));
        QCOMPARE(now.proof.onTheWay, std::int64_t(60'76));
        QVERIFY(now.proof.difference == 0 && now.clean() && now.proof.proved == 1 && now.proof.inTransit == 1);
        COMPARE_STR(now.currency + " " + now.accountName, "USD Card clearing");
        const auto overview = reconOverview(world_.now(), world_.q3, "US01");
        VERIFY_OK(overview);
        const auto row = std::find_if(overview->accounts.begin(), overview->accounts.end(), [](const AccountOverview& one) { return one.account.plan.account == "1250"; });
        QVERIFY(row != overview->accounts.end() && row->processor && row->processor->number == id_);
    }

    void twoPeopleSignAndACauseIsNeededForWhatDiffers()
    {
        QVERIFY(signProcessor(world_.now(), id_, world_.q3, "preparer", "timing", "x").error().is(kProcessorCause)); // nothing differs
        QVERIFY(signProcessor(world_.now(), id_, world_.q3, "reviewer", "", "x").error().is(kProcessorNotPrepared));
        VERIFY_OK(signProcessor(world_.as("pat"), id_, world_.q3, "preparer", "", "proved"));
        QVERIFY(signProcessor(world_.as("con"), id_, world_.q3, "reviewer", "", "x").error().is(kProcessorOwnLimits));
        VERIFY_OK(signProcessor(world_.as("rex"), id_, world_.q3, "reviewer", "", "seen the reserve letter"));
        COMPARE_STR(view(world_.q3).state, "reviewed");
        QVERIFY(!matter("recon.matter.processor_not_signed") && !matter("recon.matter.processor_differs"));
        // A later statement shows a deposit that belongs to no payout.
        world_.as("con");
        take(ImportKind::Statement, "late.csv", "Date,Amount,Description,Reference\r\n2026-08-14,9.99,STRIPE ADJUSTMENT,X9\r\n", "1010");
        COMPARE_STR(view(world_.q3).state, "open");
        QVERIFY(matter("recon.matter.processor_differs"));
        QCOMPARE(view(world_.q3).proof.bankDiffers, std::int64_t(9'99));
        QVERIFY(signProcessor(world_.as("pat"), id_, world_.q3, "preparer", "", "x").error().is(kProcessorCause));
        QVERIFY(signProcessor(world_.now(), id_, world_.q3, "preparer", "weather", "x").error().is(kProcessorCause));
        VERIFY_OK(signProcessor(world_.now(), id_, world_.q3, "preparer", "unidentified", "asked Stripe on the 14th"));
        VERIFY_OK(signProcessor(world_.as("rex"), id_, world_.q3, "reviewer", "", "the mail is there"));
        COMPARE_STR(view(world_.q3).signedAs("reviewer")->category, "unidentified");
        QVERIFY(matter("recon.matter.processor_differs")); // signed, and open all the same
        // A period that is over keeps what was signed in it; another one does not learn of it.
        PeriodRow over = world_.q3;
        over.state = "filed";
        QCOMPARE(processorMatters(world_.now(), over)->size(), std::size_t(1));
        PeriodRow other = world_.q4;
        other.state = "filed";
        QVERIFY(processorMatters(world_.now(), other)->empty() && !processorMatters(world_.now(), world_.q4)->empty());
        COMPARE_STR(test::ledgerProblems(world_.as("con")), "");
    }

    void anAccountThatAProcessorProvesIsTakenUp()
    {
        recon::AccountPlan plan;
        plan.account = "1250";
        plan.method = recon::AccountMethod::RollForward;
        plan.owner = "pat";
        VERIFY_OK(planAccount(world_.now(), "US01", plan, "plan"));
        plan.account = "4000";
        VERIFY_OK(planAccount(world_.now(), "US01", plan, "plan"));
        const auto begun = [&](const PeriodRow& period) {
            const auto matters = reconMatters(world_.now(), period);
            for (const Finding& one : *matters) {
                if (one.code == "recon.matter.not_recorded")
                    return one.arguments.front();
            }
            return std::string("0");
        };
        COMPARE_STR(begun(world_.q3), "1"); // 4000 alone
        VERIFY_OK(retireProcessor(world_.now(), id_, "moved"));
        COMPARE_STR(begun(world_.q3), "2");
        VERIFY_OK(nameProcessor(world_.now(), test::cards::account(), "back"));
        COMPARE_STR(begun(world_.q3), "1");
    }

    void thePacketSaysWhatItsInputsGive()
    {
        const auto files = processorPacketFiles(world_.now(), world_.q3);
        VERIFY_OK(files);
        QCOMPARE(files->size(), std::size_t(4));
        QVERIFY(files->back().bytes.find("processor.column") == std::string::npos); // every column has its words
        const auto whole = again();
        QVERIFY2(whole.same(), whole.same() ? "" : (whole.differences[0].path + " " + whole.differences[0].place + " " + whole.differences[0].expected + " " + whole.differences[0].found).c_str());
        QCOMPARE(whole.performed.at("processors"), std::uint64_t(1));
        QVERIFY(!again("data/processors.csv", "158.72", "158.73").same());
        QVERIFY(!again("data/processor_payouts.csv", "in_transit", "proved").same());
        QVERIFY(!again("data/processor_payouts.csv", "20.00", "21.00").same());
        QVERIFY(!again("data/processors.csv", ",stripe,", ",paypal,").same()); // another mark gives no foreign deposit
    }

    void theNextQuarterBeginsWithWhatIsLeft()
    {
        // po_102 arrives, ch_4 is paid out, and a part of the hold is released.
        take(ImportKind::Processor, "stripe4.csv",
            "id,Type,Amount,Fee,Net,Currency,Created (UTC),Transfer\r\n"
            "txn_9,payout,-57.96,0.00,-57.96,usd,2026-10-02 00:00,po_103\r\n"
            "txn_10,reserve_release,25.00,0.00,25.00,usd,2026-10-19 00:00,\r\n", "1250", "2026-Q4");
        take(ImportKind::Gl, "gl4.csv", "Date,Account,Amount,Reference,Description\r\n2026-10-01,1250,-60.76,po_102,Payout\r\n2026-10-05,1250,-57.96,po_103,Payout\r\n", "", "2026-Q4");
        take(ImportKind::Tb, "tb4.csv", "Account,Account name,Balance\r\n1250,Card clearing,40.00\r\n", "", "2026-Q4");
        take(ImportKind::Statement, "bank4.csv", "Date,Amount,Description,Reference\r\n2026-10-01,60.76,STRIPE,Y1\r\n2026-10-05,57.96,STRIPE,Y2\r\n", "1010", "2026-Q4");
        const ProcessorView next = view(world_.q4);
        QVERIFY(!next.missing);
        COMPARE_STR(next.before, "2026-Q3");
        QCOMPARE(next.proof.proved, std::size_t(2));
        QVERIFY(next.proof.openingProved && next.proof.difference == 0 && next.clean());
        QCOMPARE(next.proof.pending, std::int64_t(25'00));
        QCOMPARE(next.proof.held.open, (std::vector<recon::HeldMoney>{{"txn_6", *Day::fromIso("2026-09-21"), 15'00}}));
    }

    void retiredItIsProvedNoMore()
    {
        VERIFY_OK(retireProcessor(world_.now(), id_, "moved to another one"));
        QVERIFY(retireProcessor(world_.now(), id_, "x").error().is(kProcessorRetired));
        QVERIFY(retireProcessor(world_.now(), 99, "x").error().is(kNoSuchProcessor));
        QVERIFY(processorViews(world_.now(), world_.q3, "")->empty() && processorMatters(world_.now(), world_.q3)->empty());
        QVERIFY(signProcessor(world_.now(), id_, world_.q4, "preparer", "", "x").error().is(kProcessorRetired));
        VERIFY_OK(nameProcessor(world_.now(), test::cards::account(), "back"));
        QCOMPARE(processorViews(world_.now(), world_.q3, "")->size(), std::size_t(1));
        COMPARE_STR(test::ledgerProblems(world_.now()), "");
    }
};

OXSEAL_TEST_CLASS(TestProcessorFlow);
#include "tst_processor_flow.moc"
