// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"

#include <algorithm>
#include <array>
#include <limits>

namespace oxseal {

std::optional<Currency> Currency::fromCode(std::string_view code)
{
    if (code.size() != 3)
        return std::nullopt;
    Currency currency;
    for (std::size_t i = 0; i < 3; ++i) {
        char c = code[i];
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c < 'A' || c > 'Z')
            return std::nullopt;
        currency.letters_[i] = c;
    }
    return currency;
}

std::string Currency::code() const { return stated() ? std::string(letters_, 3) : std::string(); }

int Currency::digits() const noexcept
{
    // ISO 4217 list one; every code not named here has two digits.
    static constexpr std::string_view zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    static constexpr std::string_view three = "BHD IQD JOD KWD LYD OMR TND";
    const std::string_view code(letters_, 3);
    if (zero.find(code) != std::string_view::npos)
        return 0;
    return three.find(code) != std::string_view::npos ? 3 : 2;
}

std::optional<std::int64_t> checkedAdd(std::int64_t a, std::int64_t b)
{
    std::int64_t out = 0;
    if (__builtin_add_overflow(a, b, &out))
        return std::nullopt;
    return out;
}

std::optional<Money> sum(const Money& a, const Money& b)
{
    const auto total = checkedAdd(a.minor, b.minor);
    if (a.currency != b.currency || !total)
        return std::nullopt;
    return Money{*total, a.currency};
}

namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

bool pushDigit(std::int64_t& value, char digit)
{
    const int d = digit - '0';
    if (value > (kLargest - d) / 10)
        return false;
    value = value * 10 + d;
    return true;
}

/// Takes sign marks off both ends: leading + or -, trailing -, accountants' parentheses.
bool takeSign(std::string_view& text, bool& negative)
{
    const auto trim = [&text] {
        while (!text.empty() && text.front() == ' ')
            text.remove_prefix(1);
        while (!text.empty() && text.back() == ' ')
            text.remove_suffix(1);
    };
    trim();
    if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
        negative = true;
        text = text.substr(1, text.size() - 2);
        trim();
        return !text.empty() && text.front() != '-' && text.front() != '+';
    }
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    } else if (!text.empty() && text.back() == '-') {
        negative = true;
        text.remove_suffix(1);
    }
    trim();
    return !text.empty();
}

} // namespace

std::optional<std::int64_t> parseMinor(std::string_view text, int digits, char decimal)
{
    bool negative = false;
    if (!takeSign(text, negative))
        return std::nullopt;
    const std::size_t mark = text.find(decimal);
    const std::string_view whole = text.substr(0, mark);
    const std::string_view fraction = mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
    if (whole.empty() && fraction.empty())
        return std::nullopt;

    std::int64_t value = 0;
    int sinceGroup = -1; // digits since the last grouping mark; -1 before the first
    int leading = 0;
    for (const char c : whole) {
        if (c >= '0' && c <= '9') {
            if (!pushDigit(value, c))
                return std::nullopt;
            sinceGroup < 0 ? ++leading : ++sinceGroup;
        } else if ((c == ',' || c == '.' || c == '\'' || c == ' ') && c != decimal) {
            if (leading == 0 || leading > 3 || (sinceGroup >= 0 && sinceGroup != 3))
                return std::nullopt;
            sinceGroup = 0;
        } else {
            return std::nullopt;
        }
    }
    if (sinceGroup >= 0 && sinceGroup != 3)
        return std::nullopt;

    int seen = 0;
    for (const char c : fraction) {
        if (c < '0' || c > '9')
            return std::nullopt;
        if (seen < digits) {
            if (!pushDigit(value, c))
                return std::nullopt;
        } else if (c != '0') {
            return std::nullopt;
        }
        ++seen;
    }
    for (; seen < digits; ++seen) {
        if (!pushDigit(value, '0'))
            return std::nullopt;
    }
    return negative ? -value : value;
}

std::string formatMinor(std::int64_t minor, int digits)
{
    const bool negative = minor < 0;
    // Unsigned negation keeps the smallest int64 exact.
    std::uint64_t rest = negative ? 0U - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    int figures = 1;
    for (std::uint64_t more = rest / 10; more > 0; more /= 10)
        ++figures;
    figures = std::max(figures, digits + 1);
    std::string out(static_cast<std::size_t>(figures + (digits > 0 ? 1 : 0) + (negative ? 1 : 0)), '-');
    auto at = out.rbegin();
    for (int written = 0; written < figures; ++written) {
        if (written == digits && digits > 0)
            *at++ = '.';
        *at++ = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    return out;
}

std::string formatAmount(std::int64_t minor, int digits, bool dashForZero)
{
    if (minor == 0 && dashForZero)
        return "–";
    std::string plain = formatMinor(minor, digits);
    const bool negative = plain.front() == '-';
    if (negative)
        plain.erase(0, 1);
    const std::size_t wholeEnd = std::min(plain.find('.'), plain.size());
    for (std::size_t at = wholeEnd; at > 3; at -= 3)
        plain.insert(at - 3, ",");
    return negative ? "(" + plain + ")" : plain;
}

} // namespace oxseal
