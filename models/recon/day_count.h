// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <cstdint>
#include <span>

namespace oxseal::recon {

/// Number of business days up to and including `day`, counted from an arbitrary origin, so that differences are business
/// days apart: Friday to Monday is 1, Friday to Saturday 0. Saturday, Sunday and `holidays` (ascending) do not count.
[[nodiscard]] std::int32_t businessNumber(Day day, std::span<const Day> holidays = {}) noexcept;

} // namespace oxseal::recon
