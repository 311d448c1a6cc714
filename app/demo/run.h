// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/stage.h"

#include <optional>
#include <string_view>

namespace oxseal::demo {

/// How far the third quarter has gone. The second is signed and filed in all of them.
enum class SavePoint {
    Day3, ///< third business day after the quarter: files are in, reviews are open
    Day20, ///< reviews decided, duties checked, accounts proved
    Last, ///< the evening before filing: everything gathered, nothing signed
    Filed, ///< the whole quarter
};

[[nodiscard]] std::optional<SavePoint> savePointFromName(std::string_view name);

/// Makes the workspace and plays both quarters up to the save-point, through the same actions that people use.
[[nodiscard]] Status play(Stage& stage, SavePoint until);

// The chapters, each in its own file; `q` is the quarter it works on.
[[nodiscard]] Status foundCompany(Stage& stage); ///< workspace, company, entities, periods, persons, keys, certificates
[[nodiscard]] Status loadControls(Stage& stage);
[[nodiscard]] Status performControls(Stage& stage, const Quarter& q);
/// Files the evidence received up to a day; later calls add what came since.
[[nodiscard]] Status collectEvidence(Stage& stage, const Quarter& q, Day upTo);
[[nodiscard]] Status testControls(Stage& stage, const Quarter& q);

} // namespace oxseal::demo
