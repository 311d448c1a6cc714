// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/calendar_reads.h"

#include "storage/reads/certification_reads.h"
#include "storage/reads/due_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {

using namespace oxseal::calendar;

Result<CalendarYear> calendarYear(Database& db, const PeriodRow& period, std::optional<FilerCategory> category)
{
    OXSEAL_TRY(const auto rules, calendarRules());
    OXSEAL_TRY(const auto recorded, periods(db));
    CalendarYear year;
    // The year's end is found from the quarter's: quarters of one fiscal year share their year's number.
    const auto last = std::find_if(recorded.begin(), recorded.end(), [&](const PeriodRow& row) {
        return row.period.fiscalYear == period.period.fiscalYear && row.period.quarter == 4;
    });
    year.yearEnd = last != recorded.end() ? last->period.last : addMonths(period.period.last, 3 * (4 - period.period.quarter));
    const Day before = addMonths(year.yearEnd, -12);
    OXSEAL_TRY(year.status, companyFilerStatus(db, before));
    OXSEAL_TRY(year.yearEndStatus, companyFilerStatus(db, year.yearEnd));
    OXSEAL_TRY(const auto thresholds, statusRules(before));
    year.statusSource = thresholds.source;
    year.statusFrom = thresholds.from;
    for (int quarter = 1; quarter <= 4; ++quarter) {
        const auto own = std::find_if(recorded.begin(), recorded.end(), [&](const PeriodRow& row) {
            return row.period.fiscalYear == period.period.fiscalYear && row.period.quarter == quarter;
        });
        const auto end = own != recorded.end() ? std::optional(own->period.last) : quarterEnd(year.yearEnd, quarter);
        if (!end)
            continue;
        DatedFiling dated;
        const auto& found = quarter == 4 ? year.yearEndStatus : year.status;
        dated.category = category ? *category : found ? found->category : FilerCategory::NonAccelerated;
        OXSEAL_TRY(dated.filing, filingOf(rules.days, rules.reports, dated.category, *end, quarter));
        dated.days = dated.filing.nominal - *end;
        if (const auto* row = rules.reports.days(dated.filing.form, dated.category, *end))
            dated.ruleFrom = row->from;
        if (own != recorded.end())
            dated.period = *own;
        year.filings.push_back(std::move(dated));
    }
    DatedFiling part;
    part.filing = partIii(rules.days, rules.reports, year.yearEnd);
    part.days = part.filing.nominal - year.yearEnd;
    year.filings.push_back(std::move(part));
    return year;
}

Result<IncidentAnswer> incidentAnswer(Day determined)
{
    OXSEAL_TRY(const auto rules, calendarRules());
    IncidentAnswer answer;
    answer.due = incidentDue(rules.days, rules.reports, determined);
    answer.why = texts::sentence("calendar.incident.why", {determined.iso()});
    if (answer.due.onDayOff)
        answer.why += " " + texts::sentence("calendar.incident.why_off", {passedWords({*rules.days.dayOff(determined)})});
    if (!answer.due.passed.empty())
        answer.why += " " + texts::sentence("calendar.incident.passed", {passedWords(answer.due.passed)});
    return answer;
}

Result<PlannedAnswer> plannedAnswer(const Filing& filing, Day planned)
{
    OXSEAL_TRY(const auto rules, calendarRules());
    PlannedAnswer answer;
    answer.slack = filing.due - planned;
    answer.dayOff = rules.days.dayOff(planned);
    answer.asOfAge = planned - filing.periodEnd;
    answer.window = rules.reports.evaluationWindowDays();
    return answer;
}

} // namespace oxseal
