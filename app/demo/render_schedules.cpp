// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/render.h"

#include "models/core/money.h"

namespace oxseal::demo {
namespace {

constexpr std::int64_t kRent = 1'850'000; ///< accrued each month, as in the books
constexpr std::int64_t kLegal = 1'200'000;

std::string accrual(const std::string& reference, const std::string& text, Day when, std::int64_t opening, std::int64_t added, const std::string& gone, const std::string& support)
{
    return csvLine({reference, text, when.iso(), formatMinor(opening, 2), formatMinor(added, 2), "0.00", formatMinor(opening + added, 2), gone, support});
}

/// Accruals of the parent, written as credits. The legal matter was settled in June, and its accrual still stands in September.
std::string accruals(const World& world, const Quarter& quarter)
{
    const bool first = quarter.name == world.q2.name;
    const std::int64_t payroll = 8'400'000 - kLegal;
    std::string out = csvLine({"Reference", "Description", "Date", "Opening", "Additions", "Releases", "Amount", "Expected reversal", "Support"});
    out += accrual("ACR-PAY", "Accrued payroll and holidays", day(2026, 3, 31), payroll, 0, "2026-12-31", "Payroll register of March");
    out += accrual("ACR-LEGAL", "Legal matter 2025", day(2025, 11, 15), kLegal, 0, "2026-06-30", "Letter of counsel of November 2025");
    for (int month = 4; month <= (first ? 6 : 9); ++month) {
        const Day booked = day(2026, static_cast<unsigned>(month), 1);
        const bool old = !first && month < 7;
        out += accrual("RENT-26" + std::string(month < 10 ? "0" : "") + std::to_string(month), "Rent accrual", booked, old ? kRent : 0, old ? 0 : kRent, "2026-12-31",
            "Lease of the plant, clause 4");
    }
    return out;
}

/// Assets of the GmbH at the end of the second quarter; the books show neither purchase nor depreciation since.
std::string assets()
{
    std::string out = csvLine({"Asset", "Description", "In service", "Balance", "Support"});
    out += csvLine({"FA-1001", "Calibration hall", "2019-05-01", "640000.00", "Land register, purchase contract"});
    out += csvLine({"FA-1002", "Test benches", "2021-09-15", "390000.00", "Invoices 2021-118 to 2021-124"});
    out += csvLine({"FA-1003", "Vehicles", "2023-02-01", "150000.00", "Registration papers"});
    return out;
}

/// The controller's own spreadsheet of the parent's account: right to the cent, because a line makes it so.
std::string ownSpreadsheet()
{
    const std::vector<std::vector<std::string>> rows{{"Account 1010, own reconciliation", "", ""}, {"As of", "2026-09-30", ""}, {"Balance per bank", "", "128450.00"},
        {"Add: deposits in transit", "", ""}, {"DEP0930", "2026-09-30", "6200.00"}, {"Less: outstanding checks", "", ""}, {"CHQ1551", "2026-09-24", "4125.50"},
        {"CHQ1552", "2026-09-25", "3250.00"}, {"CHQ1553", "2026-09-28", "2500.00"}, {"Less: errors of the bank", "", ""}, {"Norwald Marine Supply", "2026-09-17", "500.00"},
        {"Adjusted balance", "", "124274.50"}, {"Balance per books", "", "124620.00"}, {"Add: interest", "", ""}, {"INTEREST PAID", "2026-09-30", "12.50"},
        {"Less: charges", "", ""}, {"ACCOUNT ANALYSIS FEE", "2026-09-30", "45.00"}, {"RETURNED ITEM NSF", "2026-09-22", "295.00"}, {"Rounding, to balance", "", "-18.00"},
        {"Adjusted balance", "", "124274.50"}, {"Difference", "", "0.00"}};
    std::string out;
    for (const auto& row : rows)
        out += csvLine(row);
    return out;
}

} // namespace

void renderSchedules(const World& world, Files& files)
{
    for (const Quarter* quarter : {&world.q2, &world.q3})
        files[quarter->path("schedules/DEMO_accruals_US01.csv")] = accruals(world, *quarter);
    files[world.q3.path("recon/DEMO_own_reconciliation_US01.csv")] = ownSpreadsheet();
    files[world.q2.path("schedules/DEMO_fixed_assets_DE01.csv")] = assets();
}

} // namespace oxseal::demo
