// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::pdf {

/// A PDF object as a value (ISO 32000-1, 7.3). Streams are a dictionary here; their bytes stay in the file.
struct Value
{
    enum class Kind : std::uint8_t { Null, Boolean, Integer, Real, Name, String, Array, Dictionary, Reference };
    Kind kind = Kind::Null;
    std::int64_t number = 0; ///< Integer; Boolean: 0 or 1; Reference: the object's number
    std::string text; ///< Name without its slash and with #xx decoded; bytes of a String; Real as written
    std::vector<Value> items; ///< of an Array, or the values of a Dictionary
    std::vector<std::string> keys; ///< of a Dictionary, beside `items`

    [[nodiscard]] bool is(Kind wanted) const noexcept { return kind == wanted; }
    [[nodiscard]] bool isName(std::string_view name) const noexcept { return kind == Kind::Name && text == name; }
    /// The value of a key; Null when there is none or this is no dictionary.
    [[nodiscard]] const Value& at(std::string_view key) const noexcept;
    friend bool operator==(const Value&, const Value&) = default;
};

/// How much a hostile file may make us do: every value built and every byte looked at is taken from here.
struct Budget
{
    std::size_t values = 4'000'000;
    std::size_t bytes = std::size_t{1} << 30;
    std::size_t inflated = std::size_t{256} << 20;
};

/// Reads values and words at a place of a text. Nesting beyond 64 levels, a dictionary that has a key twice (viewers differ in which
/// they take), and what the budget does not allow are errors like any other: nullopt.
class Parser
{
public:
    Parser(std::string_view text, std::size_t at, Budget& budget) : text_(text), at_(at), budget_(budget) { }

    [[nodiscard]] std::optional<Value> value() { return value(0); }
    /// The next word if it is this one; else nothing is taken.
    [[nodiscard]] bool take(std::string_view word);
    [[nodiscard]] std::optional<std::int64_t> integer();
    [[nodiscard]] std::size_t at() const noexcept { return at_; }
    void skipBlanks();

private:
    [[nodiscard]] std::optional<Value> value(int depth);
    [[nodiscard]] std::optional<Value> literal();
    [[nodiscard]] std::optional<Value> hexadecimal();
    [[nodiscard]] std::optional<Value> name();
    [[nodiscard]] std::optional<Value> array(int depth);
    [[nodiscard]] std::optional<Value> dictionary(int depth);
    [[nodiscard]] std::optional<Value> word();
    [[nodiscard]] std::string_view peek();
    [[nodiscard]] bool spend(std::size_t bytes);

    std::string_view text_;
    std::size_t at_;
    Budget& budget_;
};

/// A text string's bytes as UTF-8: UTF-16BE or UTF-8 with their marks, else PDFDocEncoding. What cannot be read becomes U+FFFD.
[[nodiscard]] std::string textOf(std::string_view bytes);

} // namespace oxseal::pdf
