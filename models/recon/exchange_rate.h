// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal::recon {

inline constexpr ErrorCode kRateInvalid{"recon.rate_invalid", ErrorClass::Usage};

/// A rate as it was stated, exactly: so many units of a first currency for one of a second.
class ExchangeRate
{
public:
    ExchangeRate() = default; ///< 1
    /// "1.0843": up to eight digits before and ten behind the point, above zero. kRateInvalid.
    [[nodiscard]] static Result<ExchangeRate> fromText(std::string_view text);
    /// An amount of the second currency in minor units of the first, rounded half away from zero; nullopt on overflow. `fromDigits` and
    /// `toDigits` are the minor digits of the second and of the first currency, 0 … 4.
    [[nodiscard]] std::optional<std::int64_t> convert(std::int64_t minor, int fromDigits, int toDigits) const;
    [[nodiscard]] std::string text() const; ///< without zeros at the end
    friend bool operator==(const ExchangeRate&, const ExchangeRate&) = default;

private:
    static constexpr std::int64_t kScale = 10'000'000'000;
    std::int64_t scaled_ = kScale; ///< × 10^10
};

} // namespace oxseal::recon
