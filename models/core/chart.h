// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kChartInvalid{"chart.invalid", ErrorClass::Internal};

/// A chart as a value: what it says, not how it looks. ui/common draws it and shows the same numbers as a table.
struct Chart
{
    enum class Kind {
        Bars, ///< series side by side
        Stacked, ///< series on top of each other; values must not be negative
        Line, ///< categories are points in time, oldest first
    };
    struct Series
    {
        std::string name;
        std::vector<std::int64_t> values; ///< one per category, in units of 10^-digits
        friend bool operator==(const Series&, const Series&) = default;
    };

    std::string id; ///< stable, e.g. "recon.items_by_age"; also the file name of an export
    std::string title; ///< states the finding
    std::string unit; ///< "USD", "lines"
    std::string categoryTitle; ///< heading of the categories in the table, e.g. "Age"
    Kind kind = Kind::Bars;
    int digits = 0; ///< decimals of the values
    std::vector<std::string> categories;
    std::vector<Series> series;

    [[nodiscard]] bool empty() const; ///< no category, or every value is zero
    friend bool operator==(const Chart&, const Chart&) = default;
};

/// At most this many series; more cannot be told apart.
inline constexpr std::size_t kMostSeries = 5;

/// 1 … 5 series, each with a value per category, a title, stacked values not negative. Error: kChartInvalid with the
/// series as place.
[[nodiscard]] Status checkChart(const Chart& chart);

/// The numbers as a table: a header line and a line per category. Values are written with `digits` decimals.
struct ChartTable
{
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    friend bool operator==(const ChartTable&, const ChartTable&) = default;
};
[[nodiscard]] ChartTable tableOf(const Chart& chart);

/// The data of a chart for its digest: id, unit, digits, categories and series; not the words of the title, which follow the
/// language of the window.
[[nodiscard]] Json contentOf(const Chart& chart);

/// A value for a label of a few characters, rounded half away from zero: "0", "950", "9,999", "12.3 k", "1.2 M", "3.4 bn".
/// The table twin has the exact one.
[[nodiscard]] std::string compactNumber(std::int64_t value, int digits);

/// The top of a zero-based axis for values up to `most` and the distance of its ticks: 1, 2 or 5 times a power of ten, at
/// most `ticks` of them. `most` <= 0 gives one step of 1.
struct AxisScale
{
    std::int64_t top = 1;
    std::int64_t step = 1;
};
[[nodiscard]] AxisScale axisScale(std::int64_t most, int ticks);
/// The largest bar of the chart: stacked values are added up (saturating).
[[nodiscard]] std::int64_t largestBar(const Chart& chart);

} // namespace oxseal
