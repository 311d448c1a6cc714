// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/cell_values.h"

#include "models/core/text.h"
#include "storage/import/csv_table.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

/// Reads up to `most` digits; false when there is none.
bool digits(std::string_view text, std::size_t& at, std::size_t most, int& out, std::size_t& count)
{
    out = 0;
    count = 0;
    while (at < text.size() && count < most && text[at] >= '0' && text[at] <= '9') {
        out = out * 10 + (text[at] - '0');
        ++at;
        ++count;
    }
    return count > 0;
}

std::optional<Day> checked(int year, int month, int day)
{
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    return Day::fromYmd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

/// The end of a date: nothing, or a time of day.
bool timeFollows(std::string_view rest)
{
    if (rest.empty())
        return true;
    if (rest.front() != 'T' && rest.front() != ' ' && rest.front() != ',')
        return false;
    const auto time = trimmed(rest.substr(1));
    if (time.size() > 3 && time[0] >= '0' && time[0] <= '9' && (time[1] == ':' || time[2] == ':')) {
        // "10:22 am Pacific Daylight Time": a clock names its zone in its own words.
        return std::all_of(time.begin(), time.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view(":.,+-/() ").find(c) != std::string_view::npos;
        });
    }
    for (const char c : rest.substr(1)) {
        const bool allowed = (c >= '0' && c <= '9') || std::string_view(":.+-ZzTt AMPamp/UuCGc").find(c) != std::string_view::npos;
        if (!allowed)
            return false;
    }
    return true;
}

/// English, and where they differ German, Dutch, French, Spanish, Italian, Portuguese, the Nordic languages and Polish.
int monthNamed(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, int>, 48> names = {{{"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"may", 5},
        {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12}, {"mär", 3}, {"mai", 5}, {"okt", 10}, {"dez", 12},
        {"mrt", 3}, {"mei", 5}, {"fév", 2}, {"fev", 2}, {"avr", 4}, {"juin", 6}, {"juil", 7}, {"aoû", 8}, {"déc", 12}, {"ene", 1}, {"abr", 4},
        {"ago", 8}, {"dic", 12}, {"gen", 1}, {"mag", 5}, {"giu", 6}, {"lug", 7}, {"set", 9}, {"ott", 10}, {"out", 10}, {"maj", 5}, {"des", 12},
        {"sty", 1}, {"lut", 2}, {"kwi", 4}, {"cze", 6}, {"lip", 7}, {"sie", 8}, {"wrz", 9}, {"paź", 10}, {"lis", 11}, {"gru", 12}}};
    const std::string key = lowerAscii(text.substr(0, 8));
    for (const auto& [name, month] : names) {
        if (key.compare(0, name.size(), name) == 0)
            return month;
    }
    return 0;
}

/// Two-digit years: 69–99 are the last century, 00–68 this one (as in POSIX strptime).
int fullYear(int year, std::size_t count)
{
    if (count != 2)
        return year;
    return year < 69 ? 2000 + year : 1900 + year;
}

/// "30-Sep-2026", "30 September 2026".
std::optional<Day> withMonthName(std::string_view text)
{
    std::size_t at = 0;
    int day = 0;
    std::size_t count = 0;
    if (!digits(text, at, 2, day, count) || at >= text.size())
        return std::nullopt;
    const char mark = text[at];
    if (mark != '-' && mark != ' ' && mark != '/' && mark != '.')
        return std::nullopt;
    ++at;
    while (at < text.size() && text[at] == ' ')
        ++at; // "30. September 2026"
    const std::size_t from = at;
    const char end = mark == '.' ? ' ' : mark;
    while (at < text.size() && text[at] != end && text[at] != '.')
        ++at;
    const int month = at - from >= 3 ? monthNamed(text.substr(from, at - from)) : 0;
    if (month == 0)
        return std::nullopt;
    while (at < text.size() && (text[at] == end || text[at] == '.' || text[at] == ' '))
        ++at;
    int year = 0;
    if (!digits(text, at, 4, year, count) || (count != 4 && count != 2) || !timeFollows(text.substr(at)))
        return std::nullopt;
    return checked(fullYear(year, count), month, day);
}

/// "Sep 30, 2026", "September 30 2026".
std::optional<Day> withMonthFirst(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z') || static_cast<unsigned char>(text[at]) >= 0x80))
        ++at;
    const int month = at >= 3 ? monthNamed(text.substr(0, at)) : 0;
    const auto gap = [&](std::string_view marks) {
        const std::size_t from = at;
        while (at < text.size() && marks.find(text[at]) != std::string_view::npos)
            ++at;
        return at > from;
    };
    int day = 0;
    int year = 0;
    std::size_t count = 0;
    if (month == 0 || !gap(". -") || !digits(text, at, 2, day, count) || !gap(", -") || !digits(text, at, 4, year, count)
        || (count != 4 && count != 2) || !timeFollows(text.substr(at)))
        return std::nullopt;
    return checked(fullYear(year, count), month, day);
}

/// The text behind a day of the week ("Wed, 30 Sep 2026", "Mi 30.09.2026"), in English, German, French, Dutch and Spanish; else "".
std::string_view behindWeekday(std::string_view text)
{
    static constexpr std::array<std::string_view, 31> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa",
        "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "ma", "wo", "vr", "za", "zo", "mié", "jue", "vie", "sáb", "dom"};
    std::size_t end = 0;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z') || static_cast<unsigned char>(text[end]) >= 0x80))
        ++end;
    const std::string word = lowerAscii(text.substr(0, end));
    const auto begins = [&word](std::string_view day) { return word == day || (day.size() > 2 && word.size() < 12 && word.compare(0, day.size(), day) == 0); };
    if (std::none_of(days.begin(), days.end(), begins))
        return {};
    const auto rest = text.find_first_not_of(",. ", end);
    return rest == std::string_view::npos || rest == end || text[rest] < '0' || text[rest] > '9' ? std::string_view() : text.substr(rest);
}

/// "2026年9月30日", as Japan and China write it.
std::optional<Day> withSigns(std::string_view text)
{
    static constexpr std::array<std::string_view, 3> signs = {"年", "月", "日"};
    std::array<int, 3> values{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        std::size_t count = 0;
        if (!digits(text, at, i == 0 ? 4 : 2, values[i], count) || (i == 0 && count != 4) || text.compare(at, signs[i].size(), signs[i]) != 0)
            return std::nullopt;
        at += signs[i].size();
    }
    return timeFollows(text.substr(at)) ? checked(values[0], values[1], values[2]) : std::nullopt;
}

/// With no-break spaces turned into blanks.
std::string withBlanks(std::string_view text)
{
    std::string out(text);
    for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xAF"}) {
        for (auto found = out.find(space); found != std::string::npos; found = out.find(space, found))
            out.replace(found, space.size(), " ");
    }
    return out;
}

/// Signs of currencies, the longer ones first, and blanks and apostrophes that group digits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> kMoneySigns = {{{"US$", ""}, {"R$", ""}, {"A$", ""}, {"C$", ""},
    {"S$", ""}, {"NZ$", ""}, {"HK$", ""}, {"$", ""}, {"€", ""}, {"£", ""}, {"¥", ""}, {"₹", ""}, {"₪", ""}, {"zł", ""}, {"Kč", ""}, {"kr.", ""}, {"kr", ""},
    {"\xC2\xA0", " "}, {"\xE2\x80\xAF", " "}, {"\xE2\x80\x87", " "}, {"\xE2\x80\x89", " "}, {"\xE2\x80\x8A", " "}, {"’", "'"}}};

/// "12,34,567.89" as India writes it: the last three digits, then pairs. Any other grouping stays for parseMinor to judge.
void dropIndianGroups(std::string& text)
{
    const auto first = text.find(',');
    const auto last = text.rfind(',');
    if (first == std::string::npos || first == last || text.find_first_of("0123456789") >= first)
        return;
    const auto digitsFrom = [&text](std::size_t at) {
        std::size_t count = 0;
        while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9')
            ++count;
        return count;
    };
    if (digitsFrom(last + 1) != 3)
        return;
    for (std::size_t at = first; at != last; at += 3) {
        if (digitsFrom(at + 1) != 2 || text[at + 3] != ',')
            return;
    }
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
}

} // namespace

bool isNoValue(std::string_view text) noexcept
{
    if (text.empty() || text == "-")
        return true;
    static constexpr std::array<std::string_view, 10> words = {
        "n/a", "na", "null", "none", "never", "no_information", "not_supported", "unknown", "nan", "(null)"};
    if (text.size() > 14)
        return false;
    return std::any_of(words.begin(), words.end(), [text](auto word) { return equalsIgnoringCase(word, text); });
}

std::optional<Flag> parseFlag(std::string_view text)
{
    text = trimmed(text);
    if (isNoValue(text) || text == "?")
        return Flag::Unknown;
    static constexpr std::array<std::string_view, 11> yes
        = {"1", "true", "yes", "y", "t", "on", "x", "active", "enabled", "ja", "oui"};
    static constexpr std::array<std::string_view, 11> no
        = {"0", "false", "no", "n", "f", "off", "inactive", "disabled", "nein", "non", "not enrolled"};
    const auto is = [text](auto word) { return equalsIgnoringCase(word, text); };
    if (std::any_of(yes.begin(), yes.end(), is))
        return Flag::Yes;
    if (std::any_of(no.begin(), no.end(), is))
        return Flag::No;
    return std::nullopt;
}

std::optional<Day> parseDay(std::string_view text, DateOrder order)
{
    text = trimmed(text);
    if (const auto iso = Day::fromIso(text)) // nearly every date of the files that systems write
        return iso;
    if (text.find("\xC2\xA0") != std::string_view::npos || text.find("\xE2\x80\xAF") != std::string_view::npos)
        return parseDay(withBlanks(text), order);
    std::size_t at = 0;
    int first = 0;
    std::size_t firstCount = 0;
    if (!digits(text, at, 8, first, firstCount)) {
        if (const auto day = withMonthFirst(text))
            return day;
        const auto rest = behindWeekday(text);
        return rest.empty() ? std::nullopt : parseDay(rest, order);
    }
    if (firstCount == 8)
        return timeFollows(text.substr(at)) ? checked(first / 10000, first / 100 % 100, first % 100) : std::nullopt;
    if (at >= text.size() || (firstCount != 4 && firstCount > 2))
        return std::nullopt;
    const char mark = text[at];
    if (static_cast<unsigned char>(mark) >= 0x80)
        return withSigns(text);
    if (mark != '-' && mark != '/' && mark != '.')
        return withMonthName(text);
    ++at;
    int second = 0;
    int third = 0;
    std::size_t count = 0;
    if (!digits(text, at, 2, second, count))
        return withMonthName(text);
    if (at >= text.size() || text[at] != mark)
        return std::nullopt;
    ++at;
    if (!digits(text, at, 4, third, count) || count == 3 || !timeFollows(text.substr(at)))
        return std::nullopt;
    if (firstCount == 4)
        return count <= 2 ? checked(first, second, third) : std::nullopt;
    switch (order) {
    case DateOrder::Auto:
        return std::nullopt;
    case DateOrder::YearFirst:
        return count <= 2 && firstCount == 2 ? checked(fullYear(first, 2), second, third) : std::nullopt;
    case DateOrder::MonthFirst:
        return count >= 2 ? checked(fullYear(third, count), first, second) : std::nullopt;
    case DateOrder::DayFirst:
        return count >= 2 ? checked(fullYear(third, count), second, first) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::int64_t> parseCellMoney(std::string_view text, int digitCount, char decimal)
{
    // The plain form is nearly every cell: sign, digits, mark, digits.
    bool negative = false;
    std::size_t at = 0;
    if (!text.empty() && text[0] == '-') {
        negative = true;
        at = 1;
    }
    std::int64_t value = 0;
    const std::size_t from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - from < 15)
        value = value * 10 + (text[at++] - '0');
    if (at > from) {
        int decimals = 0;
        if (at < text.size() && text[at] == decimal) {
            ++at;
            while (at < text.size() && text[at] >= '0' && text[at] <= '9' && decimals < digitCount) {
                value = value * 10 + (text[at++] - '0');
                ++decimals;
            }
        }
        if (at == text.size()) {
            for (; decimals < digitCount; ++decimals)
                value *= 10;
            return negative ? -value : value;
        }
    }
    // Everything else: grouping, parentheses, trailing signs, currency signs, superfluous zeros.
    std::string plain(trimmed(text));
    for (const auto& [sign, instead] : kMoneySigns) {
        for (std::size_t found = plain.find(sign); found != std::string::npos; found = plain.find(sign))
            plain.replace(found, sign.size(), instead);
    }
    for (const std::string_view minus : {"−", "–"}) {
        if (plain.compare(0, minus.size(), minus) == 0)
            plain.replace(0, minus.size(), "-");
        else if (plain.size() > minus.size() && plain.compare(plain.size() - minus.size(), minus.size(), minus) == 0)
            plain.replace(plain.size() - minus.size(), minus.size(), "-");
    }
    if (decimal == '.')
        dropIndianGroups(plain);
    return parseMinor(trimmed(plain), digitCount, decimal);
}

int takeSide(std::string_view& text)
{
    auto rest = trimmed(text);
    if (!rest.empty() && rest.back() == '.')
        rest.remove_suffix(1);
    if (rest.size() < 3)
        return 0;
    const auto word = rest.substr(rest.size() - 2);
    const int side = equalsIgnoringCase(word, "dr") ? 1 : equalsIgnoringCase(word, "cr") ? -1 : 0;
    const char before = rest[rest.size() - 3];
    if (side == 0 || (before != ' ' && (before < '0' || before > '9')))
        return 0;
    text = trimmed(rest.substr(0, rest.size() - 2));
    return side;
}

std::string_view currencyCodeOf(std::string_view text) noexcept
{
    text = trimmed(text);
    const auto isCode = [](std::string_view code, char beside) {
        const bool letters = code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        return letters && ((beside >= '0' && beside <= '9') || std::string_view(" -+.,()\xA0\xAF\xC2\xE2").find(beside) != std::string_view::npos);
    };
    if (text.size() < 4 || text.find_first_of("0123456789") == std::string_view::npos)
        return {};
    if (isCode(text.substr(0, 3), text[3]))
        return text.substr(0, 3);
    return isCode(text.substr(text.size() - 3), text[text.size() - 4]) ? text.substr(text.size() - 3) : std::string_view();
}

std::string_view withoutCurrencyCode(std::string_view text, std::string_view code) noexcept
{
    text = trimmed(text);
    if (currencyCodeOf(text) != code)
        return text;
    return trimmed(text.substr(0, 3) == code ? text.substr(3) : text.substr(0, text.size() - 3));
}

std::string_view wrappedText(std::string_view cell) noexcept
{
    const auto text = trimmed(cell);
    const bool wrapped = text.size() > 2 && text[0] == '=' && text[1] == '"' && text.back() == '"' && text.find('"', 2) == text.size() - 1;
    return wrapped ? text.substr(2, text.size() - 3) : std::string_view();
}

} // namespace oxseal
