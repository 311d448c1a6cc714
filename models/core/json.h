// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kJsonInvalid{"json.invalid", ErrorClass::Input};
inline constexpr ErrorCode kJsonDuplicateKey{"json.duplicate_key", ErrorClass::Input};
inline constexpr ErrorCode kJsonTooDeep{"json.too_deep", ErrorClass::Input};

/// A JSON value for everything that is signed, hashed, kept in the ledger or printed by --json.
/// Reading is strict RFC 8259 (UTF-8, no duplicate keys, depth ≤ 64). Integers beyond ±2^53 do not survive other readers:
/// write them, and all money, as strings.
class Json
{
public:
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, std::less<>>;

    Json() = default; // null
    Json(std::nullptr_t) { }
    Json(bool value) : value_(value) { }
    Json(int value) : value_(static_cast<std::int64_t>(value)) { }
    Json(std::int64_t value) : value_(value) { }
    Json(std::uint64_t value) : value_(static_cast<std::int64_t>(value)) { }
    Json(double value) : value_(value) { }
    Json(const char* value) : value_(std::string(value)) { }
    Json(std::string value) : value_(std::move(value)) { }
    Json(std::string_view value) : value_(std::string(value)) { }
    Json(Array value) : value_(std::move(value)) { }
    Json(Object value) : value_(std::move(value)) { }

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(value_); }
    [[nodiscard]] bool isInteger() const { return std::holds_alternative<std::int64_t>(value_); }
    [[nodiscard]] bool isNumber() const { return isInteger() || std::holds_alternative<double>(value_); }
    [[nodiscard]] bool isString() const { return std::holds_alternative<std::string>(value_); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(value_); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(value_); }

    /// Lenient getters: the fallback when the value is of another kind.
    [[nodiscard]] bool toBool(bool fallback = false) const;
    [[nodiscard]] std::int64_t toInteger(std::int64_t fallback = 0) const;
    [[nodiscard]] double toDouble(double fallback = 0) const;
    [[nodiscard]] const std::string& toString() const; ///< "" when not a string
    [[nodiscard]] const Array& toArray() const; ///< empty when not an array
    [[nodiscard]] const Object& toObject() const; ///< empty when not an object

    /// Member of an object; a null value when absent.
    [[nodiscard]] const Json& operator[](std::string_view key) const;
    /// Makes an object of a null value.
    Json& set(std::string key, Json value);
    /// Makes an array of a null value.
    Json& push(Json value);
    [[nodiscard]] bool contains(std::string_view key) const;

    friend bool operator==(const Json&, const Json&) = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// Strict reader; the error's place is "offset N".
[[nodiscard]] Result<Json> parseJson(std::string_view text);
/// RFC 8785 (JCS): sorted by UTF-16 code units, ECMAScript numbers, minimal escapes. NaN and infinity become null.
[[nodiscard]] std::string canonicalJson(const Json& value);
/// The same content, indented by two spaces, for people.
[[nodiscard]] std::string prettyJson(const Json& value);

} // namespace oxseal
