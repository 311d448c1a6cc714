// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/chart.h"
#include "storage/reads/chart_reads.h"

#include <vector>

namespace oxseal::ui {

/// The window's charts: numbers of storage/reads/chart_reads with a title that states the finding.

/// Categories are the age buckets of recon::AgeBucket.
[[nodiscard]] Chart makeItemsByAgeChart(const AgedItems& items);
/// Categories are the reviews, in the order given.
[[nodiscard]] Chart makeReviewProgressChart(const std::vector<ReviewProgress>& reviews);
/// Categories are the functions, most conflicts first; beyond kMostFunctions the rest is one category.
inline constexpr std::size_t kMostFunctions = 8;
[[nodiscard]] Chart makeConflictsByFunctionChart(const std::vector<FunctionConflicts>& functions);
/// The waits of waitOf(), then what has not happened yet.
[[nodiscard]] Chart makeDaysToRemoveChart(const RemovalTimes& times);
/// Categories are the periods that were checked, oldest first.
[[nodiscard]] Chart makeConflictTrendChart(const std::vector<ConflictCount>& counts);
/// Categories are the periods, oldest first.
[[nodiscard]] Chart makeMatterTrendChart(const std::vector<MatterCount>& counts);

} // namespace oxseal::ui
