// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/chart.h"
#include "models/core/json.h"
#include "storage/reads/scorecard_reads.h"
#include "ui/shell/theme.h"

#include <QString>

#include <utility>

namespace oxseal::ui {

[[nodiscard]] QString modelKindWord(const std::string& kind);
[[nodiscard]] QString autonomyWord(const std::string& autonomy);
/// "approved", "delivered", "proposed", "refused", "fixed"
[[nodiscard]] std::pair<Mark, QString> versionState(const std::string& state);
/// What a broken limit is called.
[[nodiscard]] QString findingWord(const std::string& code);
/// "0.9895" from millionths; "not stated" for null.
[[nodiscard]] QString shareWord(const Json& millionths);
/// Whether a scorecard rests on fewer labels than the policy asks for: then no limit is shown to be kept.
[[nodiscard]] bool fewLabels(const Json& scorecard);
/// A scorecard in one sentence; nullptr before the first one.
[[nodiscard]] QString scorecardVerdict(const ScorecardRow* row);

/// Stated against observed by tenths of the probability; bins without a match stand at zero.
[[nodiscard]] Chart makeCalibrationChart(const Json& scorecard);

} // namespace oxseal::ui
