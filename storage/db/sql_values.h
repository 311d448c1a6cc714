// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "storage/db/database.h"

#include <optional>

namespace oxseal {

/// Bound as NULL when there is none; an id of 0 names no row.
[[nodiscard]] inline SqlValue orNull(std::int64_t id) { return id == 0 ? SqlValue(nullptr) : SqlValue(id); }
[[nodiscard]] inline SqlValue orNull(const std::optional<std::int64_t>& value) { return value ? SqlValue(*value) : SqlValue(nullptr); }
[[nodiscard]] inline SqlValue orNull(const std::optional<Instant>& at) { return at ? SqlValue(at->micros) : SqlValue(nullptr); }

/// A column of microseconds since 1970; none when NULL.
[[nodiscard]] inline std::optional<Instant> instantAt(const SqlRow& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<Instant>(Instant{row.integer(column)});
}
/// A column of days since 1970.
[[nodiscard]] inline Day dayAt(const SqlRow& row, int column) { return Day{static_cast<std::int32_t>(row.integer(column))}; }

} // namespace oxseal
