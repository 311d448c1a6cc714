// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// A source profile that cannot be used: {0} says where, {1} what is wrong with it.
inline constexpr ErrorCode kProfileInvalid{"import.profile_invalid", ErrorClass::Internal};

/// What a field of the listing is made of (resources/profiles/README.md). Everything is text in canonical form: flags "true",
/// "false" and "" for unknown, days ISO and "" for none.
struct ProfileExpr
{
    enum class Kind {
        Column, ///< the cell of a column, after its value map
        Text, ///< a constant
        First, ///< the first that is not empty
        Join, ///< those that are not empty, with `text` between them
        Any, ///< three-valued or
        All, ///< three-valued and
        Latest, ///< of days
        Earliest,
        Part, ///< the piece number `at` (from 0, from the end when negative) of the value cut at `text`
        Map, ///< by `values`, in lower case; else `text`, or the value itself when `keep`
        When, ///< parts[0] is "true": parts[1], else parts[2]
        Below, ///< a whole number less than `at`: "true"; no whole number: unknown
        Lookup, ///< the column `text` of the row of file `file` whose column `by` has the value; a value without a row dangles
    };
    Kind kind = Kind::Text;
    std::string text;
    std::string file;
    std::string by;
    std::int64_t at = 0;
    bool keep = false;
    std::map<std::string, std::string> values;
    std::vector<ProfileExpr> parts;
};

/// From JSON: "column", or an object with one of text, first, join, any, all, latest, earliest, part, map, when, below, lookup.
/// kProfileInvalid.
[[nodiscard]] Result<ProfileExpr> parseProfileExpr(const Json& json, const std::string& where);

/// What an expression can see of its row.
struct ProfileRow
{
    std::function<std::string_view(std::string_view)> column; ///< "" when the file does not have it
    /// File, column searched, value, column taken; "" and a note of its own when there is no such row.
    std::function<std::string(const std::string&, const std::string&, const std::string&, const std::string&)> lookup;
};
[[nodiscard]] std::string evaluate(const ProfileExpr& expression, const ProfileRow& row);

/// Calls `see` with the name of every column that the expression reads from its own row.
void columnsRead(const ProfileExpr& expression, const std::function<void(const std::string&)>& see);

} // namespace oxseal
