// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/timeliness.h"

#include "models/access/quality.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Day on(const char* iso) { return *Day::fromIso(iso); }
Sighting enabled(const char* iso) { return {on(iso), true, Flag::Yes, {}}; }
Sighting disabled(const char* iso, const char* since = "") { return {on(iso), true, Flag::No, Day::fromIso(since)}; }
Sighting absent(const char* iso) { return {on(iso), false, Flag::Unknown, {}}; }
Sighting silent(const char* iso) { return {on(iso), true, Flag::Unknown, {}}; }

std::string said(const EndOfAccess& end)
{
    return std::string(name(end.by)) + " " + (end.on ? end.on->iso() : "-") + " " + (end.lastEnabled ? end.lastEnabled->iso() : "-");
}
std::string said(const Timing& timing)
{
    const char* late = timing.late == Flag::Yes ? "late" : timing.late == Flag::No ? "in time" : "not known";
    return std::string(name(timing.bound)) + " " + std::to_string(timing.calendarDays) + "/" + std::to_string(timing.businessDays) + " " + late;
}

} // namespace

class TestTimeliness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whenAccessEnded()
    {
        COMPARE_STR(said(endOf({})), "nothing - -");
        COMPARE_STR(said(endOf(std::vector{enabled("2026-06-30"), enabled("2026-09-30")})), "nothing - 2026-09-30");
        COMPARE_STR(said(endOf(std::vector{enabled("2026-06-30"), absent("2026-09-30")})), "extract 2026-09-30 2026-06-30");
        COMPARE_STR(said(endOf(std::vector{enabled("2026-06-30"), disabled("2026-09-30", "2026-08-14")})), "stated 2026-08-14 2026-06-30");
        // Stated in a later extract, when the first that shows it disabled was silent.
        COMPARE_STR(said(endOf(std::vector{disabled("2026-09-30"), disabled("2026-12-31", "2026-08-14")})), "stated 2026-08-14 -");
        // A day after the extract, or before one in which it was enabled, is none.
        COMPARE_STR(said(endOf(std::vector{enabled("2026-06-30"), disabled("2026-09-30", "2026-10-02")})), "extract 2026-09-30 2026-06-30");
        COMPARE_STR(said(endOf(std::vector{enabled("2026-06-30"), disabled("2026-09-30", "2026-05-02")})), "extract 2026-09-30 2026-06-30");
        // Enabled again: the first end was none.
        COMPARE_STR(said(endOf(std::vector{disabled("2026-06-30"), enabled("2026-09-30"), absent("2026-10-15")})), "extract 2026-10-15 2026-09-30");
        // A listing that says nothing about the status shows neither.
        COMPARE_STR(said(endOf(std::vector{silent("2026-06-30"), absent("2026-09-30")})), "extract 2026-09-30 -");
        COMPARE_STR(said(endOf(std::vector{silent("2026-09-30")})), "nothing - -");
    }

    /// Friday 14 August 2026, one business day: Monday the 17th.
    void lateOrNot()
    {
        const Day left = on("2026-08-14");
        const auto timing = [&](const std::vector<Sighting>& seen) { return said(timingOf(left, endOf(seen), 1)); };
        QCOMPARE(timingOf(left, {}, 1).due->iso(), std::string("2026-08-17"));
        COMPARE_STR(timing({disabled("2026-09-30", "2026-08-14")}), "exact 0/0 in time");
        COMPARE_STR(timing({disabled("2026-09-30", "2026-08-17")}), "exact 3/1 in time");
        COMPARE_STR(timing({disabled("2026-09-30", "2026-08-18")}), "exact 4/2 late");
        COMPARE_STR(timing({disabled("2026-09-30", "2026-07-31")}), "exact 0/0 in time"); // before the last day
        // Only extracts: the end lies between them.
        COMPARE_STR(timing({enabled("2026-06-30"), absent("2026-09-30")}), "at_most 47/33 not known");
        COMPARE_STR(timing({enabled("2026-08-17"), absent("2026-09-30")}), "at_most 47/33 not known"); // on the due day it may
        COMPARE_STR(timing({enabled("2026-08-18"), absent("2026-09-30")}), "at_most 47/33 late");
        COMPARE_STR(timing({absent("2026-08-17")}), "at_most 3/1 in time");
        COMPARE_STR(timing({enabled("2026-09-30")}), "at_least 47/33 late");
        COMPARE_STR(timing({enabled("2026-08-16")}), "at_least 2/0 not known");
        COMPARE_STR(timing({silent("2026-09-30")}), " 0/0 not known");
        COMPARE_STR(said(timingOf(std::nullopt, endOf(std::vector{enabled("2026-09-30")}), 1)), " 0/0 not known");
    }

    void businessDays()
    {
        QCOMPARE(businessDaysBetween(on("2026-08-14"), on("2026-08-17")), 1);
        QCOMPARE(businessDaysBetween(on("2026-08-14"), on("2026-08-16")), 0);
        QCOMPARE(businessDaysBetween(on("2026-08-17"), on("2026-08-14")), 0);
        QCOMPARE(businessDaysAfter(on("2026-08-15"), 1).iso(), std::string("2026-08-17")); // from a Saturday
        QCOMPARE(businessDaysAfter(on("2026-08-14"), 0).iso(), std::string("2026-08-14"));
    }

    void limitsOfThePolicy()
    {
        const auto limits = timelinessLimits(*parseJson(R"({"timeliness":{"leaver_business_days":2,"mover_business_days":10}})"));
        VERIFY_OK(limits);
        QVERIFY(limits->leaver == 2 && limits->mover == 10);
        const auto older = timelinessLimits(*parseJson("{}"));
        QVERIFY(older->leaver == 1 && older->mover == 5);
        for (const char* bad : {R"({"timeliness":{}})", R"({"timeliness":{"leaver_business_days":-1,"mover_business_days":5}})",
                 R"({"timeliness":{"leaver_business_days":1,"mover_business_days":367}})"})
            COMPARE_STR(timelinessLimits(*parseJson(bad)).error().id(), "access.review_policy_invalid");
    }
};

OXSEAL_TEST_CLASS(TestTimeliness);
#include "tst_timeliness.moc"
