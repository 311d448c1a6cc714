// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_actions.h"
#include "storage/actions/schedule_actions.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/recon_overview.h"
#include "tests/storage/recon/recon_world.h"

#include <QTemporaryDir>

#include <fstream>

using namespace oxseal;
using recon::ScheduleIssue;

namespace {

/// Prepaids: insurance 9,000.00 at the end of September, 6,000.00 at the end of December; a licence of 1,150.00 is new.
void books(test::ReconWorld& world)
{
    world.trialBalance("2026-Q3", {{"2026-09-30", 9'000'00, "", "Prepaids", "", "1300"}, {"2026-09-30", -9'000'00, "", "Equity", "", "3000"}});
    world.trialBalance("2026-Q4", {{"2026-12-31", 7'150'00, "", "Prepaids", "", "1300"}, {"2026-12-31", -7'150'00, "", "Equity", "", "3000"}});
    recon::AccountPlan plan;
    plan.account = "1300";
    plan.name = "Prepaids";
    plan.method = recon::AccountMethod::Schedule;
    plan.owner = "pat";
    QVERIFY(planAccount(world.as("pat"), "US01", plan, "plan").has_value());
}

class Folder
{
public:
    std::filesystem::path file(const char* name, const std::string& text)
    {
        const std::filesystem::path path = dir_.filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

private:
    QTemporaryDir dir_;
};

const char* const kSeptember = "Reference,Description,Date,Amount,Expected reversal,Support\nINS-26,Insurance,2026-07-01,9000.00,2027-06-30,Policy 4711\n";

/// The signed schedule of September.
std::int64_t september(test::ReconWorld& world, Folder& folder)
{
    books(world);
    const auto id = openSchedule(world.now(), "US01", "1300", world.q3, recon::ScheduleKind::Prepaid, "close");
    if (!id || !loadSchedule(world.now(), *id, folder.file("september.csv", kSeptember), false, "lines")
        || !prepareSchedule(world.now(), *id, "agrees") || !reviewSchedule(world.as("rex"), *id, "policy seen"))
        return 0;
    world.as("pat");
    return *id;
}

} // namespace

class TestScheduleFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsPlannedGetsASchedule()
    {
        test::ReconWorld world;
        books(world);
        QVERIFY(openSchedule(world.now(), "US01", "3000", world.q3, recon::ScheduleKind::Equity, "close").error().is(kNotScheduled));
        QVERIFY(scheduleViews(world.now().db(), world.q3.id).value().empty());
    }
    void aFileIsTakenWholeOrNotAtAll()
    {
        test::ReconWorld world;
        Folder folder;
        books(world);
        const auto id = openSchedule(world.now(), "US01", "1300", world.q3, recon::ScheduleKind::Prepaid, "close");
        VERIFY_OK(id);
        const std::string head = "Reference,Date,Amount\n";
        QVERIFY(loadSchedule(world.now(), *id, folder.file("a.csv", head + "A,2026-07-01,100.00\nB,sometime,5.00\n"), false, "x").error().is(kScheduleFileBad));
        QVERIFY(loadSchedule(world.now(), *id, folder.file("b.csv", head + "A,2026-07-01,100.00\nA,2026-07-02,5.00\n"), false, "x").error().is(kScheduleLineTwice));
        QVERIFY(loadSchedule(world.now(), *id, folder.file("c.csv", head), false, "x").error().kind() == ErrorClass::Input);
        const auto view = scheduleView(world.now().db(), *id).value();
        QVERIFY(view.lines.empty() && view.files.empty());
        QCOMPARE(view.proof.difference, std::int64_t{9'000'00});
        // Written as credits, the lines have the other sign, which is said.
        VERIFY_OK(loadSchedule(world.now(), *id, folder.file("d.csv", kSeptember), true, "lines"));
        QVERIFY(scheduleView(world.now().db(), *id).value().proof.oppositeSign);
    }
    void signedByTwoPeopleAndCarriedForward()
    {
        test::ReconWorld world;
        Folder folder;
        const std::int64_t first = september(world, folder);
        QVERIFY(first != 0);
        COMPARE_STR(scheduleView(world.now().db(), first).value().row.state, "reviewed");
        const auto id = openSchedule(world.now(), "US01", "1300", world.q4, recon::ScheduleKind::Prepaid, "close");
        VERIFY_OK(id);
        auto view = scheduleView(world.now().db(), *id).value();
        QVERIFY(!view.first);
        QCOMPARE(view.lines.size(), std::size_t{1});
        QCOMPARE(view.lines[0].line.opening, std::int64_t{9'000'00});
        COMPARE_STR(view.lines[0].line.day.iso(), "2026-07-01");
        QCOMPARE(view.proof.carried, std::vector<std::string>{"INS-26"});
        // 9,000.00 carried against 7,150.00: 1,850.00 too much.
        QCOMPARE(view.proof.difference, std::int64_t{-1'850'00});
        QVERIFY(prepareSchedule(world.now(), *id, "try").error().is(kScheduleStands));
        ScheduleLineInput line;
        line.key = "INS-26";
        line.description = "Insurance";
        line.day = *Day::fromIso("2026-07-01");
        line.released = 3'000'00;
        line.support = "Policy 4711";
        VERIFY_OK(putScheduleLine(world.now(), *id, line, "three months"));
        line = {};
        line.key = "LIC-9";
        line.day = *Day::fromIso("2026-12-15");
        line.added = 1'200'00;
        line.released = 50'00;
        line.opening = 77; // a later period begins where the one before ended: this is a new line, and begins with nothing
        VERIFY_OK(putScheduleLine(world.now(), *id, line, "new licence"));
        view = scheduleView(world.now().db(), *id).value();
        QCOMPARE(view.proof.difference, std::int64_t{0});
        QCOMPARE(view.proof.issues(), std::vector<ScheduleIssue>{ScheduleIssue::Unsupported});
        VERIFY_OK(examineScheduleLine(world.now(), *id, "LIC-9", "invoice seen", folder.file("invoice.txt", "invoice")));
        QVERIFY(examineScheduleLine(world.now(), *id, "LIC-8", "x", {}).error().is(kNoSuchScheduleLine));
        VERIFY_OK(prepareSchedule(world.now(), *id, "agrees"));
        // The same person may not review, and the database says so, too.
        QVERIFY(reviewSchedule(world.now(), *id, "own").error().is(kWorkspaceNotPermitted));
        VERIFY_OK(reviewSchedule(world.as("rex"), *id, "seen"));
        COMPARE_STR(scheduleView(world.now().db(), *id).value().row.state, "reviewed");
        QVERIFY(scheduleMatters(world.now().db(), world.q4).value().empty());
    }
    void aControllerWhoPreparedDoesNotReview()
    {
        test::ReconWorld world;
        Folder folder;
        books(world);
        Workspace& con = world.as("con");
        const auto id = openSchedule(con, "US01", "1300", world.q3, recon::ScheduleKind::Prepaid, "close");
        VERIFY_OK(id);
        VERIFY_OK(loadSchedule(con, *id, folder.file("s.csv", kSeptember), false, "lines"));
        VERIFY_OK(prepareSchedule(con, *id, "agrees"));
        QVERIFY(reviewSchedule(con, *id, "own").error().is(kReviewerPrepared));
    }
    void whatIsCopiedOutOfAFileIsCarried()
    {
        test::ReconWorld world;
        Folder folder;
        QVERIFY(september(world, folder) != 0);
        const auto id = openSchedule(world.now(), "US01", "1300", world.q4, recon::ScheduleKind::Prepaid, "close");
        VERIFY_OK(id);
        // The insurance stands as it stood, the licence is new; 9,000.00 + 1,150.00.
        const std::string text = "Reference,Date,Amount,Support\nINS-26,2026-07-01,9000.00,Policy 4711\nLIC-9,2026-12-15,1150.00,Invoice 12\n";
        VERIFY_OK(loadSchedule(world.now(), *id, folder.file("december.csv", text), false, "lines"));
        auto view = scheduleView(world.now().db(), *id).value();
        QCOMPARE(view.proof.carried, std::vector<std::string>{"INS-26"});
        QCOMPARE(view.lines[1].line.added, std::int64_t{1'150'00});
        VERIFY_OK(examineScheduleLine(world.now(), *id, "INS-26", "policy seen", {}));
        QVERIFY(scheduleView(world.now().db(), *id).value().proof.carried.empty());
        // The same file again: what was said of a line stays while its figures stay.
        VERIFY_OK(loadSchedule(world.now(), *id, folder.file("again.csv", text), false, "lines"));
        view = scheduleView(world.now().db(), *id).value();
        QVERIFY(view.lines[0].line.examined);
        QCOMPARE(view.files.size(), std::size_t{2});
        const std::string shrunk = "Reference,Date,Amount,Support\nINS-26,2026-07-01,6000.00,Policy 4711\nLIC-9,2026-12-15,1150.00,Invoice 12\n";
        VERIFY_OK(loadSchedule(world.now(), *id, folder.file("shrunk.csv", shrunk), false, "lines"));
        view = scheduleView(world.now().db(), *id).value();
        QVERIFY(!view.lines[0].line.examined);
        QCOMPARE(view.lines[0].line.released, std::int64_t{3'000'00});
        QVERIFY(view.proof.issues().empty());
    }
    void anotherBalanceOpensIt()
    {
        test::ReconWorld world;
        Folder folder;
        const std::int64_t id = september(world, folder);
        const auto bring = [&](const char* name, const std::string& text) {
            ImportRequest request;
            request.kind = ImportKind::Tb;
            request.file = folder.file(name, text);
            request.entity = "US01";
            request.period = "2026-Q3";
            return importFile(world.now(), request, "late").has_value();
        };
        QVERIFY(bring("same.csv", "Account,Name,Debit,Credit,Currency\n1300,Prepaids,9000.00,,USD\n3000,Equity,,9001.00,USD\n"));
        COMPARE_STR(scheduleView(world.now().db(), id).value().row.state, "reviewed");
        QVERIFY(bring("other.csv", "Account,Name,Debit,Credit,Currency\n1300,Prepaids,8999.99,,USD\n3000,Equity,,8999.99,USD\n"));
        const auto view = scheduleView(world.now().db(), id).value();
        COMPARE_STR(view.row.state, "open");
        QVERIFY(view.signoffs[0].voided && view.signoffs[1].voided);
        QVERIFY(prepareSchedule(world.now(), id, "again").error().is(kScheduleOldBalance));
        VERIFY_OK(openSchedule(world.now(), "US01", "1300", world.q3, recon::ScheduleKind::Prepaid, "refresh"));
        QCOMPARE(scheduleView(world.now().db(), id).value().proof.difference, std::int64_t{-1});
        const auto overview = reconOverview(world.now(), world.q3, "US01").value();
        QVERIFY(overview.accounts.at(0).support == recon::AccountSupport::Open);
    }
};

OXSEAL_TEST_CLASS(TestScheduleFlow);
#include "tst_schedule_flow.moc"
