// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

#include "models/core/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace oxseal {
namespace {

constexpr int kDepthLimit = 64;
constexpr double kExactIntegers = 9007199254740992.0; // 2^53

const Json kNull;
const std::string kEmptyString;
const Json::Array kEmptyArray;
const Json::Object kEmptyObject;

class Reader
{
public:
    explicit Reader(std::string_view text) : text_(text) { }

    Result<Json> document()
    {
        OXSEAL_TRY(Json value, any(0));
        blanks();
        if (at_ != text_.size())
            return invalid();
        return value;
    }

private:
    tl::unexpected<Error> invalid() const { return fail(kJsonInvalid, "offset " + std::to_string(at_)); }

    void blanks()
    {
        while (at_ < text_.size()
            && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
    }
    bool take(char c)
    {
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }
    bool takeWord(std::string_view word)
    {
        if (text_.substr(at_, word.size()) != word)
            return false;
        at_ += word.size();
        return true;
    }

    Result<Json> any(int depth)
    {
        if (depth > kDepthLimit)
            return fail(kJsonTooDeep, "offset " + std::to_string(at_), {std::to_string(kDepthLimit)});
        blanks();
        if (at_ >= text_.size())
            return invalid();
        switch (text_[at_]) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"': {
            OXSEAL_TRY(std::string value, string());
            return Json(std::move(value));
        }
        case 't':
            return takeWord("true") ? Result<Json>(Json(true)) : invalid();
        case 'f':
            return takeWord("false") ? Result<Json>(Json(false)) : invalid();
        case 'n':
            return takeWord("null") ? Result<Json>(Json()) : invalid();
        default:
            return number();
        }
    }

    Result<Json> object(int depth)
    {
        Json::Object members;
        ++at_;
        blanks();
        if (take('}'))
            return Json(std::move(members));
        while (true) {
            blanks();
            if (at_ >= text_.size() || text_[at_] != '"')
                return invalid();
            const std::size_t keyAt = at_;
            OXSEAL_TRY(std::string key, string());
            blanks();
            if (!take(':'))
                return invalid();
            OXSEAL_TRY(Json value, any(depth + 1));
            if (!members.emplace(key, std::move(value)).second)
                return fail(kJsonDuplicateKey, "offset " + std::to_string(keyAt), {key});
            blanks();
            if (take('}'))
                return Json(std::move(members));
            if (!take(','))
                return invalid();
        }
    }

    Result<Json> array(int depth)
    {
        Json::Array items;
        ++at_;
        blanks();
        if (take(']'))
            return Json(std::move(items));
        while (true) {
            OXSEAL_TRY(Json value, any(depth + 1));
            items.push_back(std::move(value));
            blanks();
            if (take(']'))
                return Json(std::move(items));
            if (!take(','))
                return invalid();
        }
    }

    bool hex4(std::uint32_t& out)
    {
        if (at_ + 4 > text_.size())
            return false;
        out = 0;
        const auto [end, status] = std::from_chars(text_.data() + at_, text_.data() + at_ + 4, out, 16);
        if (status != std::errc() || end != text_.data() + at_ + 4)
            return false;
        at_ += 4;
        return true;
    }

    static void appendUtf8(std::string& out, std::uint32_t code)
    {
        const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xC0U | code >> 6);
            put(0x80U | (code & 0x3FU));
        } else if (code < 0x10000) {
            put(0xE0U | code >> 12);
            put(0x80U | (code >> 6 & 0x3FU));
            put(0x80U | (code & 0x3FU));
        } else {
            put(0xF0U | code >> 18);
            put(0x80U | (code >> 12 & 0x3FU));
            put(0x80U | (code >> 6 & 0x3FU));
            put(0x80U | (code & 0x3FU));
        }
    }

    bool escape(std::string& out)
    {
        if (at_ >= text_.size())
            return false;
        const char c = text_[at_++];
        static constexpr std::string_view from = "\"\\/bfnrt";
        static constexpr std::string_view to = "\"\\/\b\f\n\r\t";
        if (const auto index = from.find(c); index != std::string_view::npos) {
            out.push_back(to[index]);
            return true;
        }
        std::uint32_t code = 0;
        if (c != 'u' || !hex4(code))
            return false;
        if (code >= 0xD800 && code < 0xDC00) {
            std::uint32_t low = 0;
            if (!takeWord("\\u") || !hex4(low) || low < 0xDC00 || low > 0xDFFF)
                return false;
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        } else if (code >= 0xDC00 && code < 0xE000) {
            return false;
        }
        appendUtf8(out, code);
        return true;
    }

    Result<std::string> string()
    {
        std::string out;
        const std::size_t begin = ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                if (!isValidUtf8(out))
                    return fail(kJsonInvalid, "offset " + std::to_string(begin));
                return out;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return invalid();
            ++at_;
            if (c != '\\')
                out.push_back(c);
            else if (!escape(out))
                return invalid();
        }
        return invalid();
    }

    Result<Json> number()
    {
        const std::size_t begin = at_;
        const auto digits = [this] {
            const std::size_t from = at_;
            while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
                ++at_;
            return at_ - from;
        };
        take('-');
        const std::size_t wholeAt = at_;
        const std::size_t whole = digits();
        if (whole == 0 || (whole > 1 && text_[wholeAt] == '0'))
            return invalid();
        bool integer = true;
        if (take('.')) {
            integer = false;
            if (digits() == 0)
                return invalid();
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            integer = false;
            ++at_;
            if (!take('+'))
                take('-');
            if (digits() == 0)
                return invalid();
        }
        const std::string_view token = text_.substr(begin, at_ - begin);
        std::int64_t exact = 0;
        if (integer && token != "-0" && parseInteger(token, exact))
            return Json(exact);
        double value = 0;
        const auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), value);
        if (status != std::errc() || !std::isfinite(value))
            return fail(kJsonInvalid, "offset " + std::to_string(begin));
        return Json(value);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

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

bool Json::toBool(bool fallback) const
{
    const auto* value = std::get_if<bool>(&value_);
    return value != nullptr ? *value : fallback;
}

std::int64_t Json::toInteger(std::int64_t fallback) const
{
    const auto* value = std::get_if<std::int64_t>(&value_);
    return value != nullptr ? *value : fallback;
}

double Json::toDouble(double fallback) const
{
    if (const auto* value = std::get_if<double>(&value_))
        return *value;
    return isInteger() ? static_cast<double>(toInteger()) : fallback;
}

const std::string& Json::toString() const
{
    const auto* value = std::get_if<std::string>(&value_);
    return value != nullptr ? *value : kEmptyString;
}

const Json::Array& Json::toArray() const
{
    const auto* value = std::get_if<Array>(&value_);
    return value != nullptr ? *value : kEmptyArray;
}

const Json::Object& Json::toObject() const
{
    const auto* value = std::get_if<Object>(&value_);
    return value != nullptr ? *value : kEmptyObject;
}

const Json& Json::operator[](std::string_view key) const
{
    const auto& members = toObject();
    const auto found = members.find(key);
    return found == members.end() ? kNull : found->second;
}

bool Json::contains(std::string_view key) const { return toObject().find(key) != toObject().end(); }

Json& Json::set(std::string key, Json value)
{
    if (!isObject())
        value_ = Object();
    std::get<Object>(value_).insert_or_assign(std::move(key), std::move(value));
    return *this;
}

Json& Json::push(Json value)
{
    if (!isArray())
        value_ = Array();
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

Result<Json> parseJson(std::string_view text) { return Reader(text).document(); }

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
