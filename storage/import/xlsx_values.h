// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oxseal {

/// What a cell's number format makes of its number (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum class NumberKind {
    Number,
    Day, ///< a date, perhaps with a time of day
    Time, ///< a time of day only
    Elapsed, ///< hours may exceed 24: [h]:mm
};

/// How numbers of one style are shown, as far as it changes what they say.
struct NumberStyle
{
    NumberKind kind = NumberKind::Number;
    unsigned zeros = 0; ///< digits that a whole number has at least: 5 in the format 00000
};

/// Kind of one of the formats that every program knows by number; nullopt for those a workbook writes out.
[[nodiscard]] std::optional<NumberKind> builtInKind(unsigned id);
/// Kind of a written-out format: a date when it holds year, month, day, hour or second outside quotes and brackets.
[[nodiscard]] NumberKind kindOfFormat(std::string_view code);
/// The digits of a format of zeros alone, at most 32; 0 for every other.
[[nodiscard]] unsigned zerosOfFormat(std::string_view code);
/// A plain whole number, not negative, with zeros before it up to `digits`; every other text as it is.
[[nodiscard]] std::string withZeros(std::string number, unsigned digits);

/// A number as XML has it, in plain decimals with at most 15 significant digits, which is what a spreadsheet keeps and shows;
/// nullopt when it is no number. `rounded` is set when digits beyond the fifteenth were given up, other than the noise of
/// binary fractions (0.10000000000000001).
[[nodiscard]] std::optional<std::string> plainNumber(std::string_view text, bool& rounded);

/// A serial number as "2026-09-30", "2026-09-30 14:05:00", "14:05:00" or, elapsed, "31:05:00"; nullopt when it is no number or
/// no day of the calendar (negative, or after 9999). Serial 60 of the 1900 system is 29 February 1900, a day that never was.
[[nodiscard]] std::optional<std::string> serialText(std::string_view number, NumberKind kind, bool from1904);

} // namespace oxseal
