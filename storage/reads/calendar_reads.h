// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/filer_status.h"
#include "models/calendar/filing_calendar.h"
#include "storage/reads/company_reads.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// A periodic report of the fiscal year with the rule behind its day.
struct DatedFiling
{
    calendar::Filing filing;
    calendar::FilerCategory category = calendar::FilerCategory::NonAccelerated;
    int days = 0; ///< from the period's end
    std::optional<Day> ruleFrom; ///< periods that end on or after it follow the rule; none for Part III
    std::optional<PeriodRow> period; ///< the recorded quarter
};

/// The filings of one fiscal year and why they fall where they fall (K1).
struct CalendarYear
{
    Day yearEnd;
    /// As recorded at the end of the year before: decides the 10-Qs. nullopt while float and revenue are not recorded.
    std::optional<calendar::FilerStatus> status;
    std::optional<calendar::FilerStatus> yearEndStatus; ///< decides the 10-K
    std::string statusSource; ///< citation of the thresholds
    Day statusFrom;
    std::vector<DatedFiling> filings; ///< 10-Q, 10-Q, 10-Q, 10-K, Part III
};
/// `category`: what if it were this one. The year is that of `period`.
[[nodiscard]] Result<CalendarYear> calendarYear(
    Database& db, const PeriodRow& period, std::optional<calendar::FilerCategory> category);

/// When an incident must be reported on Form 8-K, in words.
struct IncidentAnswer
{
    calendar::IncidentDue due;
    std::string why;
};
[[nodiscard]] Result<IncidentAnswer> incidentAnswer(Day determined);

/// What a planned filing day would mean.
struct PlannedAnswer
{
    int slack = 0; ///< days to the due day; negative is late
    std::optional<calendar::DayOff> dayOff; ///< EDGAR takes no filing on it
    int asOfAge = 0; ///< days since the evaluation's as-of day, the period's end
    int window = 0; ///< of the statute, in days
    [[nodiscard]] bool inWindow() const noexcept { return asOfAge >= 0 && asOfAge <= window; }
};
[[nodiscard]] Result<PlannedAnswer> plannedAnswer(const calendar::Filing& filing, Day planned);

} // namespace oxseal
