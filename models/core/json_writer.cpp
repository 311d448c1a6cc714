// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace oxseal {
namespace {

constexpr double kExactIntegers = 9007199254740992.0; // 2^53

void writeString(std::string& out, std::string_view text)
{
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                char buffer[8];
                std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
                out += buffer;
            } else {
                out.push_back(c);
            }
        }
    }
    out.push_back('"');
}

/// ECMA-262 Number::toString on the shortest digits that round-trip (std::to_chars gives those digits).
void writeNumber(std::string& out, double value)
{
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    if (value == 0) {
        out += "0";
        return;
    }
    if (value < 0) {
        out.push_back('-');
        value = -value;
    }
    char buffer[40];
    const auto [end, status] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    const std::string_view shortest(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t mark = shortest.find('e');
    std::string digits(1, shortest[0]);
    if (mark > 2)
        digits += shortest.substr(2, mark - 2);
    std::string_view exponentText = shortest.substr(mark + 1);
    if (exponentText.front() == '+')
        exponentText.remove_prefix(1);
    int exponent = 0;
    std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1; // digits before the decimal point
    if (count <= point && point <= 21) {
        out += digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else if (0 < point && point <= 21) {
        out += digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    } else if (-6 < point && point <= 0) {
        out += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else {
        out += digits.substr(0, 1);
        if (count > 1)
            out += "." + digits.substr(1);
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    }
}

/// Order by UTF-16 code units: as bytes of UTF-8, except that U+E000…U+FFFF sort after the surrogates.
bool utf16Less(const std::string& a, const std::string& b)
{
    const auto rank = [](unsigned char c) { return c == 0xEE || c == 0xEF ? c + 0x10 : static_cast<int>(c); };
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (y == b.end())
        return false;
    if (x == a.end())
        return true;
    return rank(static_cast<unsigned char>(*x)) < rank(static_cast<unsigned char>(*y));
}

class Writer
{
public:
    explicit Writer(bool pretty) : pretty_(pretty) { }

    void value(const Json& json, int depth)
    {
        if (json.isNull()) {
            out += "null";
        } else if (json.isBool()) {
            out += json.toBool() ? "true" : "false";
        } else if (json.isInteger()) {
            integer(json.toInteger());
        } else if (json.isNumber()) {
            writeNumber(out, json.toDouble());
        } else if (json.isString()) {
            writeString(out, json.toString());
        } else if (json.isArray()) {
            array(json.toArray(), depth);
        } else {
            object(json.toObject(), depth);
        }
    }

    std::string out;

private:
    void integer(std::int64_t number)
    {
        const double asDouble = static_cast<double>(number);
        if (std::abs(asDouble) < kExactIntegers)
            out += std::to_string(number);
        else
            writeNumber(out, asDouble);
    }
    void newLine(int depth)
    {
        if (!pretty_)
            return;
        out.push_back('\n');
        out.append(static_cast<std::size_t>(depth) * 2, ' ');
    }
    void array(const Json::Array& items, int depth)
    {
        out.push_back('[');
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                out.push_back(',');
            newLine(depth + 1);
            value(items[i], depth + 1);
        }
        if (!items.empty())
            newLine(depth);
        out.push_back(']');
    }
    void object(const Json::Object& members, int depth)
    {
        std::vector<const Json::Object::value_type*> sorted;
        sorted.reserve(members.size());
        for (const auto& member : members)
            sorted.push_back(&member);
        std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return utf16Less(a->first, b->first); });
        out.push_back('{');
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i > 0)
                out.push_back(',');
            newLine(depth + 1);
            writeString(out, sorted[i]->first);
            out += pretty_ ? ": " : ":";
            value(sorted[i]->second, depth + 1);
        }
        if (!sorted.empty())
            newLine(depth);
        out.push_back('}');
    }

    bool pretty_;
};

} // namespace

std::string canonicalJson(const Json& value)
{
    Writer writer(false);
    writer.value(value, 0);
    return std::move(writer.out);
}

std::string prettyJson(const Json& value)
{
    Writer writer(true);
    writer.value(value, 0);
    return std::move(writer.out);
}

} // namespace oxseal
