// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xlsx_values.h"

#include "models/core/date.h"
#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace oxseal {
namespace {

constexpr int kDigits = 15;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr double kLastSerial = 2'958'466; // 9999-12-31 plus one
constexpr std::int64_t kShift1904 = 1'462;
constexpr std::int64_t kNoSuchDay = 60; // 29 February 1900

std::optional<double> parseNumber(std::string_view text)
{
    text = trimmed(text);
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// Digits, at most one point, at most 15 significant digits: what most cells hold, and what needs no arithmetic.
bool isPlain(std::string_view text)
{
    std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
    const std::size_t first = at;
    int significant = 0;
    int points = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '.')
            ++points;
        else if (text[at] < '0' || text[at] > '9')
            return false;
        else if (significant > 0 || text[at] != '0')
            ++significant;
    }
    return text.size() > first && points <= 1 && significant <= kDigits && text[first] != '.' && text.back() != '.'
        && (points == 0 || text.back() != '0') && text != "-0";
}

/// "1.2345e+20" in plain decimals.
std::string withoutExponent(std::string_view text)
{
    const auto mark = text.find('e');
    if (mark == std::string_view::npos)
        return std::string(text);
    int exponent = 0;
    const auto digitsOfExponent = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
    std::from_chars(digitsOfExponent.data(), digitsOfExponent.data() + digitsOfExponent.size(), exponent);
    std::string_view mantissa = text.substr(0, mark);
    const bool negative = mantissa.front() == '-';
    if (negative)
        mantissa.remove_prefix(1);
    std::string digits;
    for (const char c : mantissa) {
        if (c != '.')
            digits.push_back(c);
    }
    const int point = 1 + exponent; // digits before the decimal point
    std::string out = negative ? "-" : "";
    if (point <= 0)
        return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    const auto whole = static_cast<std::size_t>(point);
    if (whole >= digits.size())
        return out + digits + std::string(whole - digits.size(), '0');
    return out + digits.substr(0, whole) + "." + digits.substr(whole);
}

/// Letters of the format outside "quotes", \escapes, [conditions], _widths and *fills; [h] and its like come out as 'E'.
std::string bareFormat(std::string_view code)
{
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') {
            const auto end = code.find('"', i + 1);
            i = end == std::string_view::npos ? code.size() : end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const auto end = code.find(']', i);
            if (end == std::string_view::npos)
                break;
            const std::string inside = lowerAscii(code.substr(i + 1, end - i - 1));
            if (!inside.empty() && inside.find_first_not_of(inside.front()) == std::string::npos
                && (inside.front() == 'h' || inside.front() == 'm' || inside.front() == 's'))
                out.push_back('E');
            i = end;
        } else if (c == ';') {
            break; // the further sections are for negative numbers, zero and text
        } else {
            out.push_back(c >= 'A' && c <= 'Z' && c != 'E' ? static_cast<char>(c - 'A' + 'a') : c);
        }
    }
    return out;
}

std::string clock(std::int64_t seconds)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02lld:%02lld:%02lld", static_cast<long long>(seconds / 3600),
        static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
    return text.data();
}

} // namespace

std::optional<NumberKind> builtInKind(unsigned id)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return NumberKind::Day;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47 || (id >= 32 && id <= 35) || id == 55 || id == 56)
        return NumberKind::Time;
    if (id == 46)
        return NumberKind::Elapsed;
    return id < 164 ? std::optional(NumberKind::Number) : std::nullopt;
}

NumberKind kindOfFormat(std::string_view code)
{
    const std::string bare = bareFormat(code);
    if (bare.find("general") != std::string::npos)
        return NumberKind::Number;
    if (bare.find_first_of("#0?") != std::string::npos && bare.find_first_of("ydhs") == std::string::npos)
        return NumberKind::Number;
    if (bare.find_first_of("yd") != std::string::npos)
        return NumberKind::Day;
    if (bare.find('E') != std::string::npos && bare.find_first_of("#0?") == std::string::npos)
        return NumberKind::Elapsed;
    if (bare.find_first_of("hs") != std::string::npos)
        return NumberKind::Time;
    return bare.find('m') != std::string::npos ? NumberKind::Day : NumberKind::Number;
}

unsigned zerosOfFormat(std::string_view code)
{
    constexpr std::size_t kMost = 32;
    const std::string_view first = code.substr(0, code.find(';')); // the further sections are for negative numbers, zero and text
    const bool alone = first.size() > 1 && first.find_first_not_of('0') == std::string_view::npos;
    return alone ? static_cast<unsigned>(std::min(first.size(), kMost)) : 0;
}

std::string withZeros(std::string number, unsigned digits)
{
    const bool whole = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
    if (whole && number.size() < digits)
        number.insert(0, digits - number.size(), '0');
    return number;
}

std::optional<std::string> plainNumber(std::string_view text, bool& rounded)
{
    text = trimmed(text);
    if (isPlain(text))
        return std::string(text);
    const auto value = parseNumber(text);
    if (!value)
        return std::nullopt;
    if (*value == 0)
        return "0";
    std::array<char, 40> kept{};
    const auto end = std::to_chars(kept.data(), kept.data() + kept.size(), *value, std::chars_format::general, kDigits);
    double again = 0;
    std::from_chars(kept.data(), end.ptr, again);
    // Sums of binary fractions differ from their decimals in the last bits; more than that is a digit somebody wrote.
    if (std::abs(again - *value) > 4 * std::abs(std::nextafter(*value, 2 * *value) - *value))
        rounded = true;
    return withoutExponent(std::string_view(kept.data(), static_cast<std::size_t>(end.ptr - kept.data())));
}

std::optional<std::string> serialText(std::string_view number, NumberKind kind, bool from1904)
{
    const auto value = parseNumber(number);
    if (!value || *value < 0 || *value >= kLastSerial)
        return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(std::llround(*value * static_cast<double>(kSecondsPerDay)));
    if (kind == NumberKind::Elapsed)
        return clock(seconds);
    std::int64_t serial = seconds / kSecondsPerDay;
    const std::int64_t ofDay = seconds % kSecondsPerDay;
    if (kind == NumberKind::Time && serial == 0)
        return clock(ofDay);
    if (from1904)
        serial += kShift1904;
    // Serial 1 is 1 January 1900; the day that never was puts all later ones off by one.
    const std::int64_t epoch = Day::fromIso("1899-12-31")->number - (serial > kNoSuchDay ? 1 : 0);
    const std::string day = serial == kNoSuchDay ? std::string("1900-02-29") : Day{static_cast<std::int32_t>(epoch + serial)}.iso();
    return ofDay == 0 ? day : day + " " + clock(ofDay);
}

} // namespace oxseal
