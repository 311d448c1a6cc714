// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/mt940_fields.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal {
namespace {

bool amountCharacter(char c) { return mt940Digit(c) || c == ',' || c == '.'; }

} // namespace

std::optional<Day> mt940Day(std::string_view text)
{
    if (text.size() < 6 || !std::all_of(text.begin(), text.begin() + 6, mt940Digit))
        return std::nullopt;
    const auto two = [&text](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const int year = two(0);
    const int month = two(2);
    const int day = two(4);
    return Day::fromYmd((year < 80 ? 2000 : 1900) + year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<Day> mt940EntryDay(std::string_view mmdd, std::string_view valueText)
{
    const int month = (mmdd[0] - '0') * 10 + (mmdd[1] - '0');
    const int day = (mmdd[2] - '0') * 10 + (mmdd[3] - '0');
    const int valueYear = (valueText[0] - '0') * 10 + (valueText[1] - '0');
    const int valueMonth = (valueText[2] - '0') * 10 + (valueText[3] - '0');
    int year = (valueYear < 80 ? 2000 : 1900) + valueYear;
    if (month - valueMonth > 6)
        --year;
    else if (valueMonth - month > 6)
        ++year;
    return Day::fromYmd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::string_view takeMt940Amount(std::string_view& rest)
{
    std::size_t end = 0;
    while (end < rest.size() && amountCharacter(rest[end]))
        ++end;
    const auto amount = rest.substr(0, end);
    rest.remove_prefix(end);
    return amount;
}

std::optional<std::int64_t> mt940Amount(std::string_view text, int digits)
{
    const auto mark = text.find_first_of(",.");
    if (text.empty() || !std::all_of(text.begin(), text.end(), amountCharacter)
        || (mark != std::string_view::npos && text.find_first_of(",.", mark + 1) != std::string_view::npos))
        return std::nullopt;
    const char decimal = mark == std::string_view::npos ? ',' : text[mark];
    return mark == 0 ? parseMinor("0" + std::string(text), digits, decimal) : parseMinor(text, digits, decimal);
}

std::optional<Mt940Balance> mt940Balance(std::string_view text)
{
    text = trimmed(text);
    if (text.size() < 11 || (text[0] != 'C' && text[0] != 'D'))
        return std::nullopt;
    const auto currency = Currency::fromCode(text.substr(7, 3));
    auto rest = trimmed(text.substr(10));
    if (!currency || !std::all_of(text.begin() + 1, text.begin() + 7, mt940Digit))
        return std::nullopt;
    const auto amount = mt940Amount(takeMt940Amount(rest), currency->digits());
    if (!amount)
        return std::nullopt;
    Mt940Balance balance{text[0] == 'D' ? -*amount : *amount, mt940Day(text.substr(1)), *currency, false};
    balance.noSuchDay = !balance.day;
    return balance;
}

std::optional<Mt940Sum> mt940Sum(std::string_view text)
{
    text = trimmed(text);
    std::size_t digits = 0;
    while (digits < text.size() && mt940Digit(text[digits]))
        ++digits;
    Mt940Sum sum;
    if (digits > 5 || text.size() < digits + 3 || (digits > 0 && !parseInteger(text.substr(0, digits), sum.count)))
        return std::nullopt;
    const auto currency = Currency::fromCode(text.substr(digits, 3));
    auto rest = trimmed(text.substr(digits + 3));
    const auto amount = currency ? mt940Amount(takeMt940Amount(rest), currency->digits()) : std::nullopt;
    if (!amount)
        return std::nullopt;
    sum.currency = *currency;
    sum.amount = *amount;
    return sum;
}

namespace {

/// The sign that parts the sub-fields, each of which begins with it and two digits; 0 when there is none. German banks write ?, others
/// (Polish ones, ING) ~, ^, < or >: such a sign counts behind the three digits of the transaction code only, and when it comes back.
char subfieldSign(std::string_view text)
{
    const auto begins = [text](std::size_t at) { return at + 2 < text.size() && mt940Digit(text[at + 1]) && mt940Digit(text[at + 2]); };
    const auto mark = text.find('?');
    if (mark != std::string_view::npos && mark <= 4 && begins(mark))
        return '?';
    constexpr std::size_t kCode = 3;
    if (text.size() <= kCode || !std::all_of(text.begin(), text.begin() + kCode, mt940Digit))
        return 0;
    const char sign = text[kCode];
    if (std::string_view("~^<>").find(sign) == std::string_view::npos || !begins(kCode))
        return 0;
    const auto again = text.find(sign, kCode + 1);
    return again != std::string_view::npos && begins(again) ? sign : '\0';
}

} // namespace

std::string mt940StructuredDescription(std::string_view text)
{
    const char sign = subfieldSign(text);
    std::string purpose;
    std::string party;
    std::size_t lastLength = 0;
    for (std::size_t at = text.find(sign); at != std::string_view::npos && at + 3 <= text.size();) {
        const auto next = text.find(sign, at + 1);
        const auto value = text.substr(at + 3, next == std::string_view::npos ? next : (next > at + 3 ? next - at - 3 : 0));
        const char tens = text[at + 1];
        const char ones = text[at + 2];
        if (tens == '2' || (tens == '6' && ones <= '3')) {
            if (!purpose.empty() && lastLength < 27)
                purpose.push_back(' ');
            purpose.append(value);
            lastLength = value.size();
        } else if (tens == '3' && (ones == '2' || ones == '3')) {
            party.append(value);
        }
        at = next;
    }
    std::string out(trimmed(party));
    if (!out.empty() && !purpose.empty())
        out += " / ";
    return out + std::string(trimmed(purpose));
}

bool mt940Structured(std::string_view text) { return subfieldSign(text) != 0; }

} // namespace oxseal
