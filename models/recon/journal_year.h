// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kYearOpeningInvalid{"recon.year_opening_invalid", ErrorClass::Usage};

/// Accounts by the beginning of their numbers: 4000-4999 also takes 4100 and 4100-10, and not 410.
struct AccountRange
{
    std::string from;
    std::string to;
    friend bool operator==(const AccountRange&, const AccountRange&) = default;
};

/// How the books of an entity begin a fiscal year without entries that close the old one: accounts of the income statement restart at
/// zero, and one account takes up what they came to.
struct YearOpening
{
    std::vector<AccountRange> result;
    std::string into; ///< retained earnings

    [[nodiscard]] bool restarts(std::string_view account) const noexcept;
    [[nodiscard]] std::string rangesText() const; ///< "4000-8999, 9100"
    friend bool operator==(const YearOpening&, const YearOpening&) = default;
};

/// kYearOpeningInvalid with the part that is wrong: no account, two ends of different lengths or in the wrong order, an account that takes
/// up the result and restarts itself.
[[nodiscard]] Result<YearOpening> yearOpeningFromText(std::string_view ranges, std::string_view into);

/// Balances on the first day of the year, from those on the last day of the year before. Error: kAmountOverflow.
[[nodiscard]] Result<std::map<std::string, std::int64_t>> openedBalances(const std::map<std::string, std::int64_t>& before, const YearOpening& year);

} // namespace oxseal::recon
