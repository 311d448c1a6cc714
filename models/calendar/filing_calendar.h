// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/business_days.h"
#include "models/core/period.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::calendar {

inline constexpr ErrorCode kNoSuchRule{"calendar.no_such_rule", ErrorClass::Usage};

/// Exchange Act Rule 12b-2. It fixes the days to a report.
enum class FilerCategory { LargeAccelerated, Accelerated, NonAccelerated };
/// "laf", "af", "naf".
[[nodiscard]] const char* name(FilerCategory category) noexcept;
[[nodiscard]] std::optional<FilerCategory> filerFromName(std::string_view name) noexcept;

/// Days to a report, extension and current report, read from resources/rules/periodic_reports.json. Rows are dated: the
/// latest row whose `from` is not after the period's end applies.
class ReportRules
{
public:
    struct Row
    {
        Day from;
        std::string form;
        std::string filer; ///< "" in extension rows
        int days = 0;
        std::string source;
    };

    [[nodiscard]] static Result<ReportRules> fromJson(const Json& pack);
    [[nodiscard]] const Row* days(std::string_view form, FilerCategory filer, Day periodEnd) const;
    [[nodiscard]] const Row* extension(std::string_view form, Day periodEnd) const;
    [[nodiscard]] int notificationBusinessDays() const noexcept { return notification_; }
    [[nodiscard]] int partIiiDays() const noexcept { return partIii_; }
    [[nodiscard]] int currentReportBusinessDays() const noexcept { return currentReport_; }
    [[nodiscard]] int evaluationWindowDays() const noexcept { return evaluationWindow_; }

private:
    std::vector<Row> rows_;
    std::vector<Row> extensions_;
    int notification_ = 0;
    int partIii_ = 0;
    int currentReport_ = 0;
    int evaluationWindow_ = 0;
};

/// One periodic report: nominal day, day after rolling (Rule 0-3), last day for Form 12b-25, and the extended day, which
/// runs from the *rolled* due day. Every day ends at 17:30 America/New_York.
struct Filing
{
    std::string form; ///< "10-Q", "10-K", "Part III"
    int quarter = 0;
    Day periodEnd;
    Day nominal;
    Day due;
    std::vector<DayOff> passed; ///< why due is not nominal
    Day nt;
    Day extended;
    std::string source; ///< of the day count
    friend bool operator==(const Filing&, const Filing&) = default;
};

/// The quarter's last day in the fiscal year that ends on `yearEnd`. `weeks` 0: month-end years by months, others by
/// 13 weeks; 52 or 53 forces a week-based year, 53 with the extra week in the fourth quarter.
[[nodiscard]] std::optional<Day> quarterEnd(Day yearEnd, int quarter, int weeks = 0);

/// 10-Q for quarters 1–3, 10-K for quarter 4.
[[nodiscard]] Result<Filing> filingOf(const BusinessDays& days, const ReportRules& rules, FilerCategory filer, Day periodEnd,
    int quarter);
/// The three 10-Q and the 10-K of the fiscal year that ends on `yearEnd`.
[[nodiscard]] Result<std::vector<Filing>> fiscalYearFilings(
    const BusinessDays& days, const ReportRules& rules, FilerCategory filer, Day yearEnd, int weeks = 0);
/// Part III information or the proxy statement: 120 days after the year's end, rolled.
[[nodiscard]] Filing partIii(const BusinessDays& days, const ReportRules& rules, Day yearEnd);
/// A new registrant's first 10-Q (Rule 13a-13): the later of 45 days after effectiveness and the ordinary day.
[[nodiscard]] Day firstQuarterlyReport(const BusinessDays& days, Day effective, Day ordinaryDue);

/// Form 8-K Item 1.05: the fourth business day after the materiality determination. A determination on a day off begins
/// to run on, and includes, the first business day after (Gen. Instr. B.1), which is the same day count.
struct IncidentDue
{
    Day determined;
    Day due;
    bool onDayOff = false;
    std::vector<DayOff> passed; ///< days off that were not counted
};
[[nodiscard]] IncidentDue incidentDue(const BusinessDays& days, const ReportRules& rules, Day determined);

/// Last day of keeping: `years` after the anchor, 29 February rolling forward to 1 March.
[[nodiscard]] Day keepThrough(Day anchor, int years);

/// The two evaluation tests of a certification. As-of must be the period's end (Rule 13a-15(b)); the evaluation is
/// concluded after it, not after filing, and within the statute's 90 days before filing (15 USC 7241(a)(4)(C)).
struct EvaluationCheck
{
    bool asOfIsPeriodEnd = false; ///< false is critical
    bool concludedInWindow = false; ///< false is critical
    bool asOfFresh = false; ///< false is a caution: the as-of day lies outside the statute's window
    int asOfAge = 0; ///< days from the as-of day to filing
};
[[nodiscard]] EvaluationCheck checkEvaluation(
    const ReportRules& rules, Day periodEnd, Day asOf, Day concludedOn, Day filing);

} // namespace oxseal::calendar
