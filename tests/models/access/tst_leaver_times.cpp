// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/leaver_times.h"

#include "models/access/review_basis.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Day on(const char* iso) { return *Day::fromIso(iso); }

/// Lines of "a|b|c" under the headers "x|y|z".
Table table(const std::string& headers, const std::vector<std::string>& rows)
{
    std::vector<Column> columns;
    for (const auto& header : split(headers, '|'))
        columns.push_back({header, TextColumn()});
    for (const auto& row : rows) {
        const auto cells = split(row, '|');
        for (std::size_t at = 0; at < columns.size(); ++at)
            std::get<TextColumn>(columns[at].data).append(at < cells.size() ? cells[at] : "");
    }
    return Table(std::move(columns));
}

std::string said(const LeaverTime& one)
{
    return one.account + " " + name(one.end.by) + " " + (one.end.on ? one.end.on->iso() : "-") + " " + name(one.timing.bound) + " "
        + std::to_string(one.timing.calendarDays) + " " + (one.timing.late == Flag::Yes ? "late" : one.timing.late == Flag::No ? "in time" : "not known");
}
std::string said(const MoverTime& one)
{
    return one.account + " " + one.entitlement + " " + name(one.end.by) + " " + (one.end.on ? one.end.on->iso() : "-") + " "
        + (one.timing.late == Flag::Yes ? "late" : one.timing.late == Flag::No ? "in time" : "not known");
}

/// Listings of 30 June, 30 September and 15 October; the roster of 30 September.
struct Company
{
    const char* headers = "account_id|person_id|status|permission|disabled_on";
    std::vector<Table> tables;
    std::vector<Population> listings;
    Table workers = table("employee_id|name|department|title|status|term_date|job_change_date",
        {"E1|Ann|AP|Clerk|terminated|2026-08-14|", "E2|Bo|AP|Clerk|terminated|2026-08-14|", "E3|Cy|AP|Clerk|terminated|2026-08-14|", "E4|Di|AP|Clerk|terminated||",
            "E5|Ed|AP|Clerk|terminated|2025-01-31|", "E6|Flo|Tax|Lead|active||2026-07-20", "E7|Gus|Tax|Lead|active||", "E8|Hal|AP|Clerk|terminated|2026-10-30|",
            "E9|Ida|AP|Clerk|terminated|2025-01-31|"});
    Table before = table("employee_id|name|department|title|status|term_date", {"E6|Flo|AP|Clerk|active|", "E7|Gus|AP|Clerk|active|"});
    Roster roster = Roster::of(workers);
    Roster rosterBefore = Roster::of(before);

    TimesBasis basis()
    {
        tables.push_back(table(headers, {"ann|E1|active|Bills|", "bo|E2|active|Bills|", "cy|E3|active|Bills|", "di|E4|active|Bills|", "ed|E5|disabled|Bills|",
                                            "flo|E6|active|Bills|", "flo|E6|active|Vendors|", "gus|E7|active|Bills|", "ida|E9|active|Bills|"}));
        tables.push_back(table(headers, {"ann|E1|disabled|Bills|2026-08-17", "bo|E2|active|Bills|", "di|E4|active|Bills|", "ed|E5|disabled|Bills|", "flo|E6|active|Bills|",
                                            "flo|E6|active|Returns|", "gus|E7|active|Bills|", "hal|E8|active|Bills|"}));
        tables.push_back(table(headers, {"bo|E2|disabled|Bills|2026-10-05", "flo|E6|active|Returns|"}));
        for (const Table& one : tables)
            listings.push_back(populationOfSystem(one, "ERP"));
        TimesBasis basis;
        const char* days[] = {"2026-06-30", "2026-09-30", "2026-10-15"};
        for (std::size_t at = 0; at < 3; ++at)
            basis.extracts.push_back({on(days[at]), &listings[at], daysIn(tables[at], kDisabledOn)});
        basis.roster = &roster;
        basis.jobChanged = daysIn(workers, kJobChanged);
        basis.rosterBefore = &rosterBefore;
        basis.since = on("2026-06-30");
        basis.asOf = on("2026-09-30");
        return basis;
    }
};

} // namespace

class TestLeaverTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavers()
    {
        Company company;
        const AccessTimes times = accessTimes(company.basis());
        std::vector<std::string> found;
        for (const LeaverTime& one : times.leavers)
            found.push_back(said(one));
        // Friday 14 August and one business day: Monday the 17th. Ed left before and was disabled before; Hal leaves later.
        QCOMPARE(found.size(), std::size_t(5));
        COMPARE_STR(found[0], "ann stated 2026-08-17 exact 3 in time");
        COMPARE_STR(found[1], "bo stated 2026-10-05 exact 52 late");
        COMPARE_STR(found[2], "cy extract 2026-09-30 at_most 47 not known"); // gone between 30 June and 30 September
        COMPARE_STR(found[3], "di extract 2026-10-15  0 not known"); // left without a day
        COMPARE_STR(found[4], "ida extract 2026-09-30 at_most 607 late"); // left in January 2025, enabled on 30 June 2026
    }

    void movers()
    {
        Company company;
        const AccessTimes times = accessTimes(company.basis());
        std::vector<std::string> found;
        for (const MoverTime& one : times.movers)
            found.push_back(said(one));
        // Flo changed on Monday 20 July; five business days end on the 27th. Returns is of the new job.
        QCOMPARE(found.size(), std::size_t(3));
        COMPARE_STR(found[0], "flo Bills extract 2026-10-15 late"); // still there on 30 September
        COMPARE_STR(found[1], "flo Vendors extract 2026-09-30 not known");
        COMPARE_STR(found[2], "gus  nothing - not known"); // department and title changed, on no day
        QVERIFY(!times.movers[2].changed);
        QCOMPARE(times.movers[0].timing.due->iso(), std::string("2026-07-27"));
    }

    void withoutAnExtractFromBefore()
    {
        Company company;
        TimesBasis basis = company.basis();
        basis.extracts.erase(basis.extracts.begin());
        const AccessTimes times = accessTimes(basis);
        QVERIFY(std::any_of(times.movers.begin(), times.movers.end(), [](const MoverTime& one) { return one.account == "flo" && one.entitlement.empty() && one.changed; }));
    }
};

OXSEAL_TEST_CLASS(TestLeaverTimes);
#include "tst_leaver_times.moc"
