// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/filing_calendar.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::calendar {

/// Thresholds of Rule 12b-2, Item 10(f)(1) of Regulation S-K and Rule 405 in whole US dollars; dated rows of
/// resources/rules/filer_status.json.
struct StatusRules
{
    Day from;
    std::string source;
    std::int64_t lafEntry = 0;
    std::int64_t lafExit = 0;
    std::int64_t afEntry = 0;
    std::int64_t afExit = 0;
    std::int64_t srcFloat = 0;
    std::int64_t srcFloatRequalify = 0;
    std::int64_t srcRevenue = 0;
    std::int64_t srcRevenueRequalify = 0;
    std::int64_t srcRevenueFloat = 0;
    std::int64_t srcRevenueFloatRequalify = 0;
    std::int64_t egcRevenue = 0;
    std::int64_t egcDebt = 0;
    int seasoningMonths = 0;
    int seasoningAnnualReports = 0;
    int egcYears = 0;

    /// The row that holds for the fiscal year end.
    [[nodiscard]] static Result<StatusRules> fromJson(const Json& pack, Day fiscalYearEnd);
};

/// The facts of one fiscal year end. Float is measured on the last business day of the second quarter.
struct FilerFacts
{
    std::optional<std::int64_t> publicFloat; ///< whole dollars; nullopt: no public float
    std::int64_t revenue = 0; ///< of the most recent fiscal year with audited statements
    std::optional<FilerCategory> prior;
    std::optional<std::int64_t> priorRevenue;
    std::optional<bool> priorSrc;
    std::optional<int> monthsReporting; ///< nullopt: seasoned
    std::optional<int> annualReports; ///< nullopt: seasoned
    /// Claims emerging-growth status; nullopt: not recorded, so it is taken as not held and a note says so.
    std::optional<bool> egc = false;
    /// Non-convertible debt issued in three years; nullopt: not recorded, taken as none and noted.
    std::optional<std::int64_t> debtThreeYears = 0;
    bool bdc = false; ///< business development companies are no smaller reporting companies
    std::optional<Day> ipoDate; ///< first registered sale of common equity
    Day fiscalYearEnd;
};

struct FilerStatus
{
    FilerCategory category = FilerCategory::NonAccelerated;
    bool seasoned = true;
    bool src = false;
    bool egc = false;
    std::optional<Day> egcUntil; ///< last day of emerging-growth status by age
    bool attestation404b = false;
    bool report404a = true; ///< false: only the transition statement (Instruction 1 to Item 308)
    int annualDays = 0;
    int quarterlyDays = 0;
    /// By float alone, as often told; differs from `category` for small revenue.
    FilerCategory byFloatAlone = FilerCategory::NonAccelerated;
    /// Codes with a text: "filer.note.…"
    std::vector<std::string> notes;
};

[[nodiscard]] Result<FilerStatus> filerStatus(
    const StatusRules& rules, const ReportRules& reports, const FilerFacts& facts);

/// "700M", "74.9M", "1.235B", "60000000", "60,000,000" in whole dollars; nullopt when it is none of them or negative.
[[nodiscard]] std::optional<std::int64_t> parseDollars(std::string_view text);

} // namespace oxseal::calendar
