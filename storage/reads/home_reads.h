// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/filing_calendar.h"
#include "models/certification/readiness.h"
#include "storage/reads/chart_reads.h"
#include "storage/reads/due_reads.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace oxseal {

/// What the first page shows of a period: counts and dates, never a score.
struct HomeView
{
    calendar::Filing filing;
    std::optional<Day> planned; ///< of the bound report
    std::optional<std::string> accession; ///< once filed
    std::vector<certification::Stop> stops;
    std::size_t matters = 0;
    std::size_t undisposed = 0;
    std::vector<AgedItems> items; ///< of the entity asked for, by currency
    std::vector<ReviewProgress> reviews;
    std::vector<DueItem> due; ///< of the entity asked for and of the group
    std::vector<certification::ChangeNote> changes; ///< recorded changes of internal control
    std::vector<std::pair<std::string, std::int64_t>> events; ///< ledger verbs since the last filing
    bool firstPeriod = false; ///< nothing was filed or recorded before
};
[[nodiscard]] Result<HomeView> homeView(Workspace& workspace, const PeriodRow& period, const std::string& entity, Day today);

} // namespace oxseal
