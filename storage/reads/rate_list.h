// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "models/recon/rate_list.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kRateListBad{"recon.rate_list_bad", ErrorClass::Input};
inline constexpr ErrorCode kRateListColumn{"recon.rate_list_column", ErrorClass::Usage};

/// A list of exchange rates as somebody published it.
struct RateList
{
    std::string fileName;
    Digest sha256;
    std::vector<recon::ListedRate> rates;
};

/// CSV with the columns date, currency (of which one unit is told), rate, and in (the currency it is told in) and source; the last two
/// may be given for the whole list instead. Every line is good or the list is refused with the line: kRateListBad, recon::kRateInvalid;
/// kRateListColumn when neither the list nor the call says in what, or by whom.
[[nodiscard]] Result<RateList> readRateList(const std::filesystem::path& file, const std::string& in, const std::string& source);
[[nodiscard]] Result<RateList> readRateList(std::span<const std::uint8_t> bytes, const std::string& in, const std::string& source);

} // namespace oxseal
