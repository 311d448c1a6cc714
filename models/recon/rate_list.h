// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// A line of a list of rates: so many units of `in` for one of `of`, on a day.
struct ListedRate
{
    std::int64_t line = 0; ///< of the file, for people
    std::string in;
    std::string of;
    std::string rate; ///< as written
    Day day;
    std::string source;
};

enum class RateUse : std::uint8_t {
    Closing, ///< the closing rate of its two currencies
    OtherDay, ///< a better day stands in the list
    OutsidePeriod,
};
[[nodiscard]] const char* name(RateUse use) noexcept; ///< "closing", "other_day", "outside_period"

/// What each line of a list is for a period: of two currencies the last day up to its end is the closing rate, else the first of the
/// `daysAfter` days behind it. Of two lines of one day the later line counts. One use per line.
[[nodiscard]] std::vector<RateUse> useOfRates(std::span<const ListedRate> rates, Day first, Day last, int daysAfter);

} // namespace oxseal::recon
