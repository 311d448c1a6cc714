// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/chart.h"

#include "models/core/money.h"

#include <algorithm>
#include <limits>

namespace oxseal {

bool Chart::empty() const
{
    return categories.empty() || std::all_of(series.begin(), series.end(), [](const Series& one) {
        return std::all_of(one.values.begin(), one.values.end(), [](std::int64_t value) { return value == 0; });
    });
}

Status checkChart(const Chart& chart)
{
    if (chart.title.empty() || chart.id.empty() || chart.series.empty() || chart.series.size() > kMostSeries)
        return fail(kChartInvalid, chart.id);
    for (const auto& one : chart.series) {
        if (one.values.size() != chart.categories.size())
            return fail(kChartInvalid, one.name);
        const bool negative = std::any_of(one.values.begin(), one.values.end(), [](std::int64_t value) { return value < 0; });
        if (chart.kind == Chart::Kind::Stacked && negative)
            return fail(kChartInvalid, one.name);
    }
    return {};
}

ChartTable tableOf(const Chart& chart)
{
    ChartTable table;
    table.header.push_back(chart.categoryTitle);
    for (const auto& one : chart.series)
        table.header.push_back(chart.unit.empty() ? one.name : one.name + " (" + chart.unit + ")");
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        std::vector<std::string> row{chart.categories[i]};
        for (const auto& one : chart.series)
            row.push_back(formatMinor(one.values[i], chart.digits));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Json contentOf(const Chart& chart)
{
    Json::Array categories(chart.categories.begin(), chart.categories.end());
    Json::Array series;
    for (const auto& one : chart.series) {
        Json::Array values(one.values.begin(), one.values.end());
        series.push_back(Json().set("name", one.name).set("values", std::move(values)));
    }
    return Json()
        .set("id", chart.id)
        .set("unit", chart.unit)
        .set("digits", chart.digits)
        .set("categories", std::move(categories))
        .set("series", std::move(series));
}

std::string compactNumber(std::int64_t value, int digits)
{
    // Magnitude without overflow for the smallest value; then whole units.
    std::uint64_t magnitude = value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::uint64_t unit = 1;
    for (int i = 0; i < digits; ++i)
        unit *= 10;
    const auto rounded = [&](std::uint64_t by) { return magnitude / by + (magnitude % by >= by - by / 2 && by > 1 ? 1 : 0); };
    std::string text;
    if (rounded(unit) < 10'000) {
        text = formatAmount(static_cast<std::int64_t>(rounded(unit)), 0);
    } else {
        constexpr const char* kNames[] = {" k", " M", " bn", " tn"};
        std::uint64_t scale = unit * 100; // tenths of a thousand
        std::size_t at = 0;
        while (at < 3 && rounded(scale) >= 10'000) {
            scale *= 1000;
            ++at;
        }
        const std::uint64_t tenths = rounded(scale);
        text = std::to_string(tenths / 10) + (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : "") + kNames[at];
    }
    return value < 0 && text != "0" ? "-" + text : text;
}

AxisScale axisScale(std::int64_t most, int ticks)
{
    AxisScale scale;
    if (most <= 0)
        return scale;
    // The smallest step of 1, 2, 5, 10, … that needs no more than `ticks` of them; counted in steps, so nothing overflows.
    constexpr std::int64_t kLargestPower = 1'000'000'000'000'000'000;
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t factor : {1, 2, 5}) {
            scale.step = power * factor;
            const std::int64_t steps = most / scale.step + (most % scale.step != 0 ? 1 : 0);
            if (steps <= ticks || (power == kLargestPower && factor == 5)) {
                scale.top = steps > std::numeric_limits<std::int64_t>::max() / scale.step ? most : steps * scale.step;
                return scale;
            }
        }
    }
}

std::int64_t largestBar(const Chart& chart)
{
    std::int64_t most = 0;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        std::int64_t sum = 0;
        for (const auto& one : chart.series) {
            most = std::max(most, one.values[i]);
            sum = checkedAdd(sum, one.values[i]).value_or(std::numeric_limits<std::int64_t>::max());
        }
        if (chart.kind == Chart::Kind::Stacked)
            most = std::max(most, sum);
    }
    return most;
}

} // namespace oxseal
