// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/schedule_actions.h"
#include "storage/documents/reconciliation_document.h"
#include "storage/documents/schedule_paper.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/document_text.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>

using namespace oxseal;
using test::says;

/// Prepaids on paper: two lines in September, in December one of them released and the other carried along unseen.
class TestScheduleDocument : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    QTemporaryDir folder_;
    std::int64_t september_ = 0;
    std::int64_t december_ = 0;

    Document paper(std::int64_t id, const PeriodRow& period)
    {
        const auto frame = documentFrame(world_.now(), period);
        const auto view = scheduleView(world_.now().db(), id);
        return scheduleDocument(*frame, *view);
    }

private Q_SLOTS:
    void initTestCase()
    {
        recon::AccountPlan plan;
        plan.account = "1300";
        plan.method = recon::AccountMethod::Schedule;
        plan.owner = "pat";
        VERIFY_OK(planAccount(world_.now(), "US01", plan, "plan"));
        world_.trialBalance("2026-Q3", {{"2026-09-30", 9'600'00, "", "Prepaids", "", "1300"}});
        world_.trialBalance("2026-Q4", {{"2026-12-31", 6'600'00, "", "Prepaids", "", "1300"}});
        const auto first = openSchedule(world_.as("pat"), "US01", "1300", world_.q3, recon::ScheduleKind::Prepaid, "close");
        VERIFY_OK(first);
        september_ = *first;
        const std::filesystem::path file = std::filesystem::path(folder_.path().toStdString()) / "prepaids.csv";
        std::ofstream(file) << "Reference,Description,Date,Amount,Expected reversal,Support\nINS-26,Insurance,2026-07-15,9000.00,2027-06-30,Policy 4711\n"
                               "DEP-1,Deposit,2026-05-02,600.00,,Lease 12\n";
        VERIFY_OK(loadSchedule(world_.now(), september_, file, false, "lines"));
        VERIFY_OK(prepareSchedule(world_.now(), september_, "agrees"));
        VERIFY_OK(reviewSchedule(world_.as("rex"), september_, "policy and lease seen"));
        const auto second = openSchedule(world_.as("pat"), "US01", "1300", world_.q4, recon::ScheduleKind::Prepaid, "close");
        VERIFY_OK(second);
        december_ = *second;
        ScheduleLineInput line;
        line.key = "INS-26";
        line.description = "Insurance";
        line.day = *Day::fromIso("2026-07-15");
        line.released = 3'000'00;
        line.support = "Policy 4711";
        VERIFY_OK(putScheduleLine(world_.now(), december_, line, "three months"));
    }
    void aSignedScheduleLineByLine()
    {
        const Document document = paper(september_, world_.q3);
        QVERIFY(document.marks.empty());
        COMPARE_STR(document.title, "Schedule US01 1300 Prepaids");
        QVERIFY(says(document, "The lines come to the balance of the books."));
        QVERIFY(says(document, "INS-26|2026-07-15|Insurance; support: Policy 4711; expected to be gone 2027-06-30|"));
        QVERIFY(says(document, "0.00|0.00|9,000.00|600.00")); // 77 days and 151 days before 30 September
        QVERIFY(says(document, "Preparer|Person pat|") && says(document, "Reviewer|Person rex|") && says(document, "policy and lease seen"));
        QVERIFY(says(document, "prepaids.csv|"));
    }
    void whatWasCarriedUnseenIsMarked()
    {
        const Document document = paper(december_, world_.q4);
        QVERIFY(document.marks == std::vector<std::string>{"DRAFT"});
        QVERIFY(says(document, "Opening|9,600.00") && says(document, "Released|(3,000.00)") && says(document, "Closing|6,600.00") && says(document, "Books|6,600.00"));
        QVERIFY(says(document, "INS-26|2026-07-15|") && says(document, "|9,000.00|(3,000.00)|6,000.00|new or moved"));
        QVERIFY(says(document, "DEP-1|2026-05-02|Deposit; support: Lease 12|600.00|0.00|600.00|carried, not re-examined"));
        QVERIFY(says(document, "Lines carried from the period before that nobody has re-examined: DEP-1."));
    }
    void theBinderHasEachScheduleOnAPageOfItsOwn()
    {
        const auto frame = documentFrame(world_.now(), world_.q4);
        const auto parts = binderParts(world_.now(), world_.q4, "US01");
        VERIFY_OK(parts);
        const Document binder = reconciliationBinder(*frame, *parts);
        const auto at = std::find_if(binder.blocks.begin(), binder.blocks.end(),
            [](const doc::Block& block) { return std::holds_alternative<doc::Heading>(block) && std::get<doc::Heading>(block).text == "Schedule US01 1300 Prepaids"; });
        QVERIFY(at != binder.blocks.end() && at != binder.blocks.begin() && std::holds_alternative<doc::PageBreak>(*std::prev(at)));
        QVERIFY(says(binder, "DEP-1|2026-05-02|") && binder.marks == std::vector<std::string>{"DRAFT"});
        const auto other = binderParts(world_.now(), world_.q4, "");
        QCOMPARE(other->schedules.size(), std::size_t(1));
    }
};

OXSEAL_TEST_CLASS(TestScheduleDocument);
#include "tst_schedule_document.moc"
