// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::ui {

/// Entries of one part of the work: what the first page says has changed.
struct ChangedArea
{
    QString words; ///< "Access reviews"
    QString page; ///< where its records are
    std::int64_t count = 0;
};
/// Ledger verbs ("review.decide") and their numbers, joined by part; most entries first. Unknown verbs are shown as they are.
[[nodiscard]] std::vector<ChangedArea> changedAreas(const std::vector<std::pair<std::string, std::int64_t>>& verbs);

} // namespace oxseal::ui
