// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_value.h"

#include "models/core/text.h"

#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace oxseal::pdf {
namespace {

constexpr int kMostDepth = 64;

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool isDelimiter(char c) { return isBlank(c) || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

Value of(Value::Kind kind, std::string text = {})
{
    Value out;
    out.kind = kind;
    out.text = std::move(text);
    return out;
}

} // namespace

const Value& Value::at(std::string_view key) const noexcept
{
    static const Value none;
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? none : items[static_cast<std::size_t>(found - keys.begin())];
}

bool Parser::spend(std::size_t bytes)
{
    if (budget_.bytes < bytes)
        return false;
    budget_.bytes -= bytes;
    return true;
}

void Parser::skipBlanks()
{
    const std::size_t start = at_;
    while (at_ < text_.size()) {
        if (text_[at_] == '%')
            at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
        else if (isBlank(text_[at_]))
            ++at_;
        else
            break;
    }
    // A file of comments alone, read again and again, costs as well.
    if (!spend(at_ - start))
        at_ = text_.size();
}

std::string_view Parser::peek()
{
    skipBlanks();
    std::size_t end = at_;
    while (end < text_.size() && !isDelimiter(text_[end]))
        ++end;
    return text_.substr(at_, end - at_);
}

bool Parser::take(std::string_view word)
{
    if (peek() != word)
        return false;
    at_ += word.size();
    return spend(word.size());
}

std::optional<std::int64_t> Parser::integer()
{
    const std::string_view word = peek();
    std::int64_t out = 0;
    if (word.size() > 20 || !parseInteger(word, out) || !spend(word.size()))
        return std::nullopt;
    at_ += word.size();
    return out;
}

std::optional<Value> Parser::value(int depth)
{
    skipBlanks();
    if (at_ >= text_.size() || depth > kMostDepth || budget_.values == 0)
        return std::nullopt;
    --budget_.values;
    const char c = text_[at_];
    if (c == '(')
        return literal();
    if (c == '<')
        return text_.substr(at_, 2) == "<<" ? dictionary(depth) : hexadecimal();
    if (c == '/')
        return name();
    return c == '[' ? array(depth) : word();
}

std::optional<Value> Parser::literal()
{
    const std::size_t start = at_++;
    Value out = of(Value::Kind::String);
    for (int depth = 1; at_ < text_.size();) {
        char c = text_[at_++];
        if (c == '(')
            ++depth;
        else if (c == ')' && --depth == 0)
            return spend(at_ - start) ? std::optional(std::move(out)) : std::nullopt;
        else if (c == '\r') {
            // An end of line inside a string is one LF, however it is written.
            at_ += text_.substr(at_, 1) == "\n" ? 1U : 0U;
            c = '\n';
        } else if (c == '\\' && at_ < text_.size()) {
            c = text_[at_++];
            constexpr std::string_view kEscapes = "nrtbf";
            constexpr std::string_view kMeanings = "\n\r\t\b\f";
            if (const auto known = kEscapes.find(c); known != std::string_view::npos)
                c = kMeanings[known];
            else if (c == '\r' || c == '\n') {
                at_ += c == '\r' && text_.substr(at_, 1) == "\n" ? 1U : 0U;
                continue;
            } else if (c >= '0' && c <= '7') {
                int code = c - '0';
                for (int digits = 1; digits < 3 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '7'; ++digits)
                    code = code * 8 + (text_[at_++] - '0');
                c = static_cast<char>(code & 255);
            }
        }
        out.text += c;
    }
    return std::nullopt;
}

std::optional<Value> Parser::hexadecimal()
{
    const std::size_t start = at_++;
    Value out = of(Value::Kind::String);
    int held = -1;
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (isBlank(c))
            continue;
        if (c == '>') {
            if (held >= 0)
                out.text += static_cast<char>(held << 4);
            ++at_;
            return spend(at_ - start) ? std::optional(std::move(out)) : std::nullopt;
        }
        const int digit = digitOf(c);
        if (digit < 0)
            return std::nullopt;
        if (held >= 0)
            out.text += static_cast<char>(held << 4 | digit);
        held = held >= 0 ? -1 : digit;
    }
    return std::nullopt;
}

std::optional<Value> Parser::name()
{
    const std::size_t start = at_++;
    Value out = of(Value::Kind::Name);
    for (; at_ < text_.size() && !isDelimiter(text_[at_]); ++at_) {
        char c = text_[at_];
        if (c == '#' && at_ + 2 < text_.size() && digitOf(text_[at_ + 1]) >= 0 && digitOf(text_[at_ + 2]) >= 0) {
            c = static_cast<char>(digitOf(text_[at_ + 1]) << 4 | digitOf(text_[at_ + 2]));
            at_ += 2;
        }
        out.text += c;
    }
    return spend(at_ - start) ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Value> Parser::array(int depth)
{
    ++at_;
    Value out = of(Value::Kind::Array);
    for (;;) {
        skipBlanks();
        if (at_ < text_.size() && text_[at_] == ']') {
            ++at_;
            return out;
        }
        auto one = value(depth + 1);
        if (!one)
            return std::nullopt;
        out.items.push_back(std::move(*one));
    }
}

std::optional<Value> Parser::dictionary(int depth)
{
    at_ += 2;
    Value out = of(Value::Kind::Dictionary);
    for (;;) {
        skipBlanks();
        if (text_.substr(std::min(at_, text_.size()), 2) == ">>") {
            at_ += 2;
            auto sorted = out.keys;
            std::sort(sorted.begin(), sorted.end());
            return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end() ? std::optional(std::move(out)) : std::nullopt;
        }
        if (at_ >= text_.size() || text_[at_] != '/')
            return std::nullopt;
        auto key = name();
        auto one = key ? value(depth + 1) : std::nullopt;
        if (!one)
            return std::nullopt;
        out.keys.push_back(std::move(key->text));
        out.items.push_back(std::move(*one));
    }
}

std::optional<Value> Parser::word()
{
    const std::string_view word = peek();
    if (word.empty() || !spend(word.size()))
        return std::nullopt;
    at_ += word.size();
    if (word == "true" || word == "false") {
        Value out = of(Value::Kind::Boolean);
        out.number = word == "true" ? 1 : 0;
        return out;
    }
    if (word == "null")
        return Value();
    if (word.find_first_not_of("+-.0123456789") != std::string_view::npos)
        return std::nullopt;
    Value out = of(Value::Kind::Integer);
    if (word.size() > 20 || !parseInteger(word.front() == '+' ? word.substr(1) : word, out.number))
        return of(Value::Kind::Real, std::string(word));
    // "n g R" is one value.
    const std::size_t after = at_;
    const auto generation = integer();
    if (generation && *generation >= 0 && out.number >= 0 && take("R"))
        out.kind = Value::Kind::Reference;
    else
        at_ = after;
    return out;
}

std::string textOf(std::string_view bytes)
{
    if (bytes.substr(0, 2) == "\xFE\xFF" || bytes.substr(0, 2) == "\xFF\xFE") {
        const bool big = bytes.front() == '\xFE';
        QStringDecoder decode(big ? QStringDecoder::Utf16BE : QStringDecoder::Utf16LE, QStringDecoder::Flag::Stateless);
        const QString text = decode(QByteArrayView(bytes.data() + 2, static_cast<qsizetype>(bytes.size() - 2)));
        return text.toStdString();
    }
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
        const QString text = QString::fromUtf8(bytes.data() + 3, static_cast<qsizetype>(bytes.size() - 3));
        return text.toStdString();
    }
    // ISO 32000-1, D.3: Latin-1 but for 0x18 to 0x1F, 0x80 to 0xA0 and 0xAD.
    static constexpr std::array<char16_t, 8> kLow{0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
    static constexpr std::array<char16_t, 33> kHigh{0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212, 0x2030, 0x201E,
        0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD,
        0x20AC};
    QString out;
    for (const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        if (code >= 0x18 && code <= 0x1F)
            out += QChar(kLow[code - 0x18U]);
        else if (code >= 0x80 && code <= 0xA0)
            out += QChar(kHigh[code - 0x80U]);
        else
            out += QChar(code == 0x7F || code == 0xAD ? char16_t{0xFFFD} : char16_t{code});
    }
    return out.toStdString();
}

} // namespace oxseal::pdf
