// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/due_reads.h"

#include "storage/reads/calendar_reads.h"
#include "storage/reads/chart_reads.h"
#include "storage/reads/home_reads.h"
#include "tests/storage/recon/recon_world.h"

#include <algorithm>

using namespace oxseal;

namespace {

const std::vector<test::CashLine> kBank{
    {"2026-09-11", 10'000'00, "", "PAYMENT", "F1"}, {"2026-06-01", -45'00, "", "OLD FEE", "F2"}};
const std::vector<test::CashLine> kBooks{{"2026-09-25", -3'250'00, "CHQ1", "Cheque"}, {"2026-08-20", 6'200'00, "DEP", "Deposit"}};

Day on(const char* iso) { return *Day::fromIso(iso); }

std::vector<DueItem> of(const std::vector<DueItem>& items, DueKind kind)
{
    std::vector<DueItem> found;
    std::copy_if(items.begin(), items.end(), std::back_inserter(found), [&](const DueItem& item) { return item.kind == kind; });
    return found;
}

} // namespace

class TestDueReads : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;

    static void plan(Workspace& workspace, const char* account, recon::AccountMethod method, recon::AccountFrequency frequency)
    {
        recon::AccountPlan made;
        made.account = account;
        made.name = "Cash";
        made.method = method;
        made.frequency = frequency;
        made.owner = "pat";
        made.dueBusinessDay = 10;
        made.because = "immaterial";
        QVERIFY(planAccount(workspace, "US01", made, "plan").has_value());
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_.statement("2026-Q3", kBank, "0.00", "9955.00");
        world_.ledger("2026-Q3", kBooks);
        world_.trialBalance("2026-Q3", {{"2026-09-30", 2'950'00, "", "Cash"}, {"2026-09-30", -2'950'00, "", "Payables", "", "2000"}});
    }
    void reportsFallOnTheNextBusinessDay()
    {
        // 45 days after 30 September 2026 is Saturday 14 November.
        const auto due = dueItems(world_.now().db(), world_.q3, on("2026-10-20"));
        QVERIFY(due.has_value());
        QCOMPARE(due->size(), std::size_t(1));
        QCOMPARE(due->front().day, on("2026-11-16"));
        QCOMPARE(due->front().what, std::string("10-Q"));
        QVERIFY(!due->front().late(on("2026-11-16")) && due->front().late(on("2026-11-17")));
    }
    void lateReportsCallForTheNotice()
    {
        const auto due = dueItems(world_.now().db(), world_.q3, on("2026-11-17"));
        QVERIFY(due.has_value());
        QCOMPARE(of(*due, DueKind::Notification).size(), std::size_t(1));
        QCOMPARE(of(*due, DueKind::Notification).front().day, on("2026-11-17")); // one business day after
    }
    void plannedAccountsAreDueOnTheirBusinessDay()
    {
        Workspace& workspace = world_.as("con");
        plan(workspace, "1010", recon::AccountMethod::Matching, recon::AccountFrequency::Quarterly);
        plan(workspace, "2000", recon::AccountMethod::Matching, recon::AccountFrequency::Yearly);
        plan(workspace, "3000", recon::AccountMethod::None, recon::AccountFrequency::Quarterly);
        // October 2026 after the 30th of September: 1 2 5 6 7 8 9 13 14 15; Monday the 12th is Columbus Day.
        auto due = dueItems(workspace.db(), world_.q3, on("2026-10-20"));
        QVERIFY(due.has_value());
        auto accounts = of(*due, DueKind::Reconciliation);
        QCOMPARE(accounts.size(), std::size_t(1));
        QCOMPARE(accounts[0].day, on("2026-10-15"));
        QCOMPARE(accounts[0].entity, std::string("US01"));
        QVERIFY(accounts[0].object.empty() && accounts[0].late(on("2026-10-20")));
        due = dueItems(workspace.db(), world_.q4, on("2026-10-20"));
        QCOMPARE(of(*due, DueKind::Reconciliation).size(), std::size_t(2)); // the yearly one too

        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_.q3.id;
        request.booksOpening = 0;
        const auto id = openReconciliation(workspace, request, "begin");
        QVERIFY2(id.has_value(), id ? "" : id.error().debugString().c_str());
        due = dueItems(workspace.db(), world_.q3, on("2026-10-20"));
        accounts = of(*due, DueKind::Reconciliation);
        QCOMPARE(accounts[0].object, std::to_string(id->value));
        QCOMPARE(accounts[0].state, std::string("open"));
        QVERIFY(!accounts[0].done);
    }
    void schedulesAreDueToo()
    {
        Workspace& workspace = world_.as("con");
        plan(workspace, "1500", recon::AccountMethod::RollForward, recon::AccountFrequency::Quarterly);
        const auto due = dueItems(workspace.db(), world_.q3, on("2026-10-20"));
        VERIFY_OK(due);
        const auto schedules = of(*due, DueKind::Schedule);
        QCOMPARE(schedules.size(), std::size_t(1));
        QCOMPARE(schedules[0].day, on("2026-10-15"));
        QCOMPARE(schedules[0].object, std::string("US01/1500")); // nobody has begun it
        QVERIFY(schedules[0].late(on("2026-10-20")));
    }
    void openItemsAreCountedByAge()
    {
        // At 30 September: 10,000.00 is 19 days old, 3,250.00 5, 6,200.00 41, 45.00 121.
        const auto items = openItemsByAge(world_.now(), world_.q3, "");
        QVERIFY(items.has_value());
        QCOMPARE(items->size(), std::size_t(1));
        const AgedItems& usd = items->front();
        QCOMPARE(usd.currency, std::string("USD"));
        const std::array<std::int64_t, 4> expected{13'250'00, 6'200'00, 0, 45'00};
        QCOMPARE(usd.unexplained, expected);
        QCOMPARE(usd.unexplainedItems, std::int64_t(4));
        QCOMPARE(usd.explainedItems, std::int64_t(0));
        QVERIFY(openItemsByAge(world_.now(), world_.q3, "US02")->empty());
    }
    void homeCountsWhatReadinessCounts()
    {
        const auto view = homeView(world_.now(), world_.q3, "", on("2026-10-20"));
        QVERIFY(view.has_value());
        QVERIFY(view->firstPeriod);
        QCOMPARE(view->filing.due, on("2026-11-16"));
        QVERIFY(view->matters > 0 && view->undisposed == view->matters); // nobody has disposed of anything
        QVERIFY(!view->stops.empty()); // no report is bound
        QVERIFY(view->reviews.empty() && !view->accession);
        QVERIFY(!homeView(world_.now(), world_.q4, "", on("2026-10-20"))->firstPeriod);
    }
    void mattersOfPeriods()
    {
        const auto counts = mattersByPeriod(world_.now(), world_.q4, 4);
        QVERIFY(counts.has_value());
        QCOMPARE(counts->size(), std::size_t(2));
        QCOMPARE(counts->front().period, std::string("2026-Q3"));
        QCOMPARE(mattersByPeriod(world_.now(), world_.q4, 1)->front().period, std::string("2026-Q4"));
        QCOMPARE(mattersByPeriod(world_.now(), world_.q3, 4)->size(), std::size_t(1));
    }
    void theYearsFilings()
    {
        const auto year = calendarYear(world_.now().db(), world_.q3, std::nullopt);
        QVERIFY(year.has_value());
        QCOMPARE(year->filings.size(), std::size_t(5));
        const char* due[] = {"2026-05-15", "2026-08-14", "2026-11-16", "2027-03-31"};
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(year->filings[i].filing.due, on(due[i]));
        QVERIFY(!year->status); // nothing is recorded to find it from
        QVERIFY(!year->filings[0].period && year->filings[2].period);
        // 40 days for a large accelerated filer: Monday 9 November; 60 days to 1 March 2027, a Monday.
        const auto large = calendarYear(world_.now().db(), world_.q3, calendar::FilerCategory::LargeAccelerated);
        QCOMPARE(large->filings[2].filing.due, on("2026-11-09"));
        QCOMPARE(large->filings[3].filing.due, on("2027-03-01"));
        QCOMPARE(large->filings[2].days, 40);
    }
    void incidentsAndPlans()
    {
        // Wednesday 30 September 2026: Thursday, Friday, Monday, Tuesday.
        QCOMPARE(incidentAnswer(on("2026-09-30"))->due.due, on("2026-10-06"));
        const auto year = calendarYear(world_.now().db(), world_.q3, std::nullopt);
        const auto saturday = plannedAnswer(year->filings[2].filing, on("2026-11-14"));
        QCOMPARE(saturday->slack, 2);
        QVERIFY(saturday->dayOff.has_value());
        QCOMPARE(saturday->asOfAge, 45);
        QVERIFY(saturday->inWindow());
        QVERIFY(!plannedAnswer(year->filings[2].filing, on("2026-12-30"))->inWindow()); // 91 days
    }
    void calendarFileHoldsEveryFiling()
    {
        const auto file = calendarFile(world_.now());
        QVERIFY(file.has_value());
        QCOMPARE(file->entries, std::size_t(3)); // 10-Q, 10-K, Part III
        QVERIFY(file->bytes.find("DTSTART;VALUE=DATE:20261116") != std::string::npos);
    }
    void passedDaysInWords()
    {
        QCOMPARE(passedWords({}), std::string());
        QCOMPARE(passedWords({{on("2026-11-14"), calendar::DayOff::Kind::Saturday, ""}, {on("2026-11-15"), calendar::DayOff::Kind::Sunday, ""}}),
            std::string("2026-11-14 is a Saturday; 2026-11-15 is a Sunday"));
    }
};

OXSEAL_TEST_CLASS(TestDueReads);
#include "tst_due_reads.moc"
