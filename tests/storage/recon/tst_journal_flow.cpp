// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_actions.h"
#include "storage/actions/journal_actions.h"
#include "storage/reads/account_packet.h"
#include "tests/storage/recon/recon_world.h"

#include <QTemporaryDir>

#include <fstream>

using namespace oxseal;
using recon::JournalTest;

namespace {

const char* const kHead = "Journal ID,Line,Accounting Date,Account,Debit,Credit,Currency,Memo,Created By,Approved By,Posted At,Source\n";
/// Rent of 1,500.00 by the batch; a correction by hand that its maker approved; a bill posted on Saturday 19 December 2026.
const char* const kRent = "JE-1,1,2026-12-01,6100,1500.00,,USD,Rent,batch,,2026-12-01,System\nJE-1,2,2026-12-01,2000,,1500.00,USD,Rent,batch,,2026-12-01,System\n";
const char* const kHand = "JE-2,1,2026-12-30,6100,40.00,,USD,Correction,eve,eve,2026-12-30,Manual journal\nJE-2,2,2026-12-30,2000,,40.00,USD,Correction,eve,eve,2026-12-30,Manual journal\n";
const char* const kSaturday = "JE-3,1,2026-12-18,6100,60.00,,USD,Bill,ann,Person rex,2026-12-19,System\nJE-3,2,2026-12-18,2000,,60.00,USD,Bill,ann,Person rex,2026-12-19,System\n";

class JournalWorld : public test::ReconWorld
{
public:
    JournalWorld()
    {
        trialBalance("2026-Q3", {{"2026-09-30", 200'00, "", "Rent", "", "6100"}, {"2026-09-30", -200'00, "", "Payables", "", "2000"}});
        trialBalance("2026-Q4", {{"2026-12-31", 1'800'00, "", "Rent", "", "6100"}, {"2026-12-31", -1'800'00, "", "Payables", "", "2000"}});
    }
    SnapshotId bring(const std::string& text, const std::string& period = "2026-Q4")
    {
        const std::filesystem::path file = dir_.filePath(QString::number(++files_) + QStringLiteral(".csv")).toStdString();
        std::ofstream(file, std::ios::binary) << text;
        ImportRequest request;
        request.kind = ImportKind::Journal;
        request.file = file;
        request.entity = "US01";
        request.period = period;
        const auto done = importFile(now(), request, "journals");
        return done ? done->snapshot.id : SnapshotId();
    }

    PeriodRow nextYear()
    {
        as("con");
        return addPeriod(now(), "2027-Q1", "next year").value();
    }

private:
    QTemporaryDir dir_;
    int files_ = 0;
};

recon::AccountPlan plan(const char* account)
{
    recon::AccountPlan out;
    out.account = account;
    out.method = recon::AccountMethod::Schedule;
    return out;
}

std::vector<std::string> hitsOf(const JournalView& view)
{
    std::vector<std::string> out;
    for (const JournalHit& hit : view.hits)
        out.push_back(view.population.entries[hit.entry].id + ":" + recon::name(hit.test) + ":" + (hit.decision ? hit.decision->outcome : hit.changed ? "changed" : "open"));
    return out;
}

} // namespace

class TestJournalFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAListingNothingIsClaimed()
    {
        JournalWorld world;
        QVERIFY(!journalView(world.now(), "US01", world.q4).value());
        QVERIFY(journalMatters(world.now(), world.q4).value().empty()); // nobody looks after an account yet
        world.as("con");
        VERIFY_OK(planAccount(world.now(), "US01", plan("6100"), "monthly rent"));
        const auto matters = journalMatters(world.now(), world.q4).value();
        QCOMPARE(matters.size(), std::size_t{1});
        COMPARE_STR(matters[0].code, "recon.matter.journals_missing");
        QVERIFY(decideJournals(world.now(), "US01", world.q4, JournalTest::Manual, {"JE-1"}, "explained", "x").error().is(kNoJournals));
    }
    // 200.00 + 1,500.00 + 40.00 + 60.00 = 1,800.00.
    void completenessIsProvedByTheTrialBalances()
    {
        JournalWorld world;
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday));
        const auto view = journalView(world.now(), "US01", world.q4).value();
        QVERIFY(view && view->population.proved);
        COMPARE_STR(view->closedOn.iso(), "2027-01-08"); // 1 January is a holiday: the fifth business day
        QCOMPARE(hitsOf(*view), (std::vector<std::string>{"JE-2:self_approved:open", "JE-2:manual:open", "JE-3:weekend:open"}));
        // Without the Saturday's bill 60.00 are missing on both accounts.
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand));
        const auto less = journalView(world.now(), "US01", world.q4).value();
        QVERIFY(!less->population.proved);
        QCOMPARE(less->population.accounts[0].difference.value(), std::int64_t{-60'00});
        QCOMPARE(less->population.accounts[1].difference.value(), std::int64_t{60'00});
        COMPARE_STR(journalMatters(world.now(), world.q4).value().at(0).code, "recon.matter.journals_different");
    }
    void everyHitIsAnsweredByAPerson()
    {
        JournalWorld world;
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday));
        QVERIFY(decideJournals(world.as("pat"), "US01", world.q4, JournalTest::Manual, {"JE-2"}, "explained", "seen").error().is(kWorkspaceNotPermitted));
        Workspace& rex = world.as("rex");
        QVERIFY(decideJournals(rex, "US01", world.q4, JournalTest::Manual, {"JE-2"}, "fine", "seen").error().is(kUnknownOutcome));
        QVERIFY(decideJournals(rex, "US01", world.q4, JournalTest::Manual, {"JE-1"}, "explained", "seen").error().is(kNoSuchHit));
        QVERIFY(decideJournals(rex, "US01", world.q4, JournalTest::Manual, {}, "explained", "seen").error().is(kNoSuchHit));
        // Rex approved the Saturday's bill in the books: he does not answer for it.
        QVERIFY(decideJournals(rex, "US01", world.q4, JournalTest::Weekend, {"JE-3"}, "explained", "seen").error().is(kDecidesOwnEntry));
        VERIFY_OK(decideJournals(rex, "US01", world.q4, JournalTest::Manual, {"JE-2"}, "explained", "bank advice seen"));
        VERIFY_OK(decideJournals(rex, "US01", world.q4, JournalTest::SelfApproved, {"JE-2"}, "escalated", "told the audit committee"));
        COMPARE_STR(journalMatters(rex, world.q4).value().at(0).arguments.at(0), "1");
        VERIFY_OK(decideJournals(world.as("con"), "US01", world.q4, JournalTest::Weekend, {"JE-3"}, "explained", "late bill"));
        QVERIFY(journalMatters(world.now(), world.q4).value().empty());
        const auto files = accountPacketFiles(world.now(), world.q4).value();
        QCOMPARE(files.size(), std::size_t{4}); // completeness, hits, numbers, dictionary
        QVERIFY(files[1].bytes.find("told the audit committee") != std::string::npos);
    }
    // 2026-Q4 ends with rent of 1,800.00 and payables of −1,800.00. The new year has rent of 60.00, and what was taken up lies in 3900.
    void aNewYearIsProvedAsStated()
    {
        JournalWorld world;
        const PeriodRow q1 = world.nextYear();
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday));
        world.trialBalance("2027-Q1", {{"2027-03-31", 60'00, "", "Rent", "", "6100"}, {"2027-03-31", -1'860'00, "", "Payables", "", "2000"}, {"2027-03-31", 1'800'00, "", "Earnings", "", "3900"}});
        const std::string rent = "JE-5,1,2027-01-11,6100,60.00,,USD,Rent,batch,,2027-01-11,System\nJE-5,2,2027-01-11,2000,,60.00,USD,Rent,batch,,2027-01-11,System\n";
        QVERIFY(world.bring(kHead + rent, "2027-Q1"));
        Workspace& rex = world.as("rex");
        const auto unstated = journalView(rex, "US01", q1).value();
        QVERIFY(unstated->yearUnstated());
        COMPARE_STR(journalMatters(rex, q1).value().at(0).code, "recon.matter.journals_year_unstated");
        QVERIFY(stateJournalYear(rex, "US01", "6000-3900", "3900", "as NetSuite does").error().is(recon::kYearOpeningInvalid));
        VERIFY_OK(stateJournalYear(rex, "US01", "4000-8999", "3900", "NetSuite closes without an entry"));
        const auto stated = journalView(rex, "US01", q1).value();
        QVERIFY(stated->population.proved && !stated->yearUnstated() && stated->earlier);
        QVERIFY(journalMatters(rex, q1).value().empty());
        const auto files = accountPacketFiles(rex, q1).value();
        QVERIFY(files[3].bytes.find("NetSuite closes without an entry") != std::string::npos);
        QVERIFY(journalView(rex, "US01", world.q4).value()->population.proved); // other quarters start as before
        VERIFY_OK(stateJournalYear(rex, "US01", "", "", "entries are booked from now on"));
        QVERIFY(journalView(rex, "US01", q1).value()->yearUnstated());
        QVERIFY(stateJournalYear(world.as("pat"), "US01", "4000-8999", "3900", "x").error().is(kWorkspaceNotPermitted));
    }
    // JE-1 … JE-3 in the fourth quarter; the next listing begins with JE-5.
    void missingNumbersWaitForAnAnswer()
    {
        JournalWorld world;
        const PeriodRow q1 = world.nextYear();
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday));
        std::string text = kHead;
        for (const char* id : {"JE-5", "JE-6", "JE-7"})
            text += std::string(id) + ",1,2027-01-11,6100,60.00,,USD,Rent,batch,,2027-01-11,System\n" + id + ",2,2027-01-11,2000,,60.00,USD,Rent,batch,,2027-01-11,System\n";
        QVERIFY(world.bring(text, "2027-Q1"));
        Workspace& rex = world.as("rex");
        QCOMPARE(hitsOf(*journalView(rex, "US01", q1).value()), std::vector<std::string>{"JE-5:numbers_missing:open"});
        VERIFY_OK(decideJournals(rex, "US01", q1, JournalTest::NumbersMissing, {"JE-5"}, "explained", "JE-4 was voided; seen in the log"));
        QCOMPARE(hitsOf(*journalView(rex, "US01", q1).value()), std::vector<std::string>{"JE-5:numbers_missing:explained"});
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand)); // JE-3 is gone too: another question
        QCOMPARE(hitsOf(*journalView(rex, "US01", q1).value()).size(), std::size_t{0}); // two numbers are no sequence to go on from
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday + "JE-4,1,2026-12-21,6100,1.00,,USD,Fee,batch,,2026-12-21,System\nJE-4,2,2026-12-21,2000,,1.00,USD,Fee,batch,,2026-12-21,System\n"));
        QVERIFY(hitsOf(*journalView(rex, "US01", q1).value()).empty());
    }
    void anotherContentWaitsAgain()
    {
        JournalWorld world;
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday));
        VERIFY_OK(decideJournals(world.as("con"), "US01", world.q4, JournalTest::Manual, {"JE-2"}, "explained", "seen"));
        // The same listing again: the answer stays. Another amount: the entry is another one.
        QVERIFY(world.bring(std::string(kHead) + kRent + kHand + kSaturday + "\n"));
        COMPARE_STR(hitsOf(*journalView(world.now(), "US01", world.q4).value()).at(1), "JE-2:manual:explained");
        std::string changed = kHand;
        for (std::size_t at = changed.find("40.00"); at != std::string::npos; at = changed.find("40.00", at + 1))
            changed.replace(at, 5, "41.00");
        QVERIFY(world.bring(std::string(kHead) + kRent + changed + kSaturday));
        COMPARE_STR(hitsOf(*journalView(world.now(), "US01", world.q4).value()).at(1), "JE-2:manual:changed");
    }
};

OXSEAL_TEST_CLASS(TestJournalFlow);
#include "tst_journal_flow.moc"
