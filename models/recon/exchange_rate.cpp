// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exchange_rate.h"

#include <limits>

namespace oxseal::recon {
namespace {

constexpr std::size_t kDigitsBefore = 8;
constexpr std::size_t kDigitsBehind = 10;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

Result<ExchangeRate> ExchangeRate::fromText(std::string_view text)
{
    const auto invalid = [&] { return fail(kRateInvalid, {}, {std::string(text)}); };
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || whole.size() > kDigitsBefore || part.size() > kDigitsBehind || (point != std::string_view::npos && part.empty()))
        return invalid();
    std::int64_t scaled = 0;
    for (const char c : whole) {
        if (!isDigit(c))
            return invalid();
        scaled = scaled * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < kDigitsBehind; ++i) {
        if (i < part.size() && !isDigit(part[i]))
            return invalid();
        scaled = scaled * 10 + (i < part.size() ? part[i] - '0' : 0);
    }
    if (scaled == 0)
        return invalid();
    ExchangeRate rate;
    rate.scaled_ = scaled;
    return rate;
}

std::optional<std::int64_t> ExchangeRate::convert(std::int64_t minor, int fromDigits, int toDigits) const
{
    __extension__ using Wide = __int128;
    Wide value = static_cast<Wide>(minor) * scaled_; // at most 2^63 × 10^18 < 2^127
    Wide divisor = kScale;
    for (int i = fromDigits; i < toDigits; ++i) {
        if (__builtin_mul_overflow(value, static_cast<Wide>(10), &value))
            return std::nullopt;
    }
    for (int i = toDigits; i < fromDigits; ++i)
        divisor *= 10;
    const Wide half = divisor / 2;
    if (__builtin_add_overflow(value, value < 0 ? -half : half, &value))
        return std::nullopt;
    const Wide rounded = value / divisor;
    if (rounded > std::numeric_limits<std::int64_t>::max() || rounded < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return static_cast<std::int64_t>(rounded);
}

std::string ExchangeRate::text() const
{
    std::string behind = std::to_string(scaled_ % kScale);
    behind.insert(0, kDigitsBehind - behind.size(), '0');
    while (!behind.empty() && behind.back() == '0')
        behind.pop_back();
    const std::string whole = std::to_string(scaled_ / kScale);
    return behind.empty() ? whole : whole + "." + behind;
}

} // namespace oxseal::recon
