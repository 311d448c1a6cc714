// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xml_scanner.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace oxseal {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view localOf(std::string_view name)
{
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Code point of "#65" or "#x41"; nullopt when it is none.
std::optional<std::uint32_t> numbered(std::string_view reference)
{
    const bool hex = reference.size() > 2 && (reference[1] == 'x' || reference[1] == 'X');
    const auto digits = reference.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size())
        return std::nullopt;
    return code;
}

} // namespace

bool appendUtf8(std::uint32_t code, std::string& out)
{
    if (code == 0 || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
        return false;
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xC0U | (code >> 6));
        push(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        push(0xE0U | (code >> 12));
        push(0x80U | ((code >> 6) & 0x3FU));
        push(0x80U | (code & 0x3FU));
    } else {
        push(0xF0U | (code >> 18));
        push(0x80U | ((code >> 12) & 0x3FU));
        push(0x80U | ((code >> 6) & 0x3FU));
        push(0x80U | (code & 0x3FU));
    }
    return true;
}

bool appendUnescaped(std::string_view text, std::string& out)
{
    static constexpr std::array<std::pair<std::string_view, char>, 5> known
        = {{{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};
    for (;;) {
        const auto mark = text.find('&');
        out.append(text.substr(0, mark));
        if (mark == std::string_view::npos)
            return true;
        const auto end = text.find(';', mark);
        if (end == std::string_view::npos)
            return false;
        const auto reference = text.substr(mark + 1, end - mark - 1);
        text.remove_prefix(end + 1);
        if (!reference.empty() && reference.front() == '#') {
            const auto code = numbered(reference);
            if (!code || !appendUtf8(*code, out))
                return false;
            continue;
        }
        const auto* entry = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == reference; });
        if (entry == known.end())
            return false;
        out.push_back(entry->second);
    }
}

XmlScanner::Token XmlScanner::broken(const char* why)
{
    problem_ = why;
    ended_ = true;
    return Token::Broken;
}

std::uint64_t XmlScanner::line()
{
    const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(counted_);
    line_ += static_cast<std::uint64_t>(std::count(from, buffer_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
    counted_ = at_;
    return line_;
}

bool XmlScanner::more()
{
    if (ended_ || buffer_.size() - at_ > kLongestToken)
        return false;
    (void)line();
    buffer_.erase(0, at_);
    at_ = 0;
    counted_ = 0;
    const auto chunk = source_();
    ended_ = chunk.empty();
    buffer_.append(chunk);
    return !ended_;
}

bool XmlScanner::have(std::size_t count)
{
    while (buffer_.size() - at_ < count) {
        if (!more())
            return false;
    }
    return true;
}

/// Offset of the mark within the token, which is read on until it is there.
std::size_t XmlScanner::find(std::string_view mark, std::size_t offset)
{
    for (;;) {
        const auto found = buffer_.find(mark, at_ + offset);
        if (found != std::string::npos)
            return found - at_;
        const std::size_t size = buffer_.size() - at_;
        if (size + 1 > offset + mark.size())
            offset = size + 1 - mark.size();
        if (!more())
            return kNotFound;
    }
}

/// Offset of the tag's '>', which may also stand in an attribute's quotes.
std::size_t XmlScanner::tagEnd()
{
    char quote = '\0';
    for (std::size_t i = 1;; ++i) {
        if (at_ + i >= buffer_.size() && !more())
            return kNotFound;
        const char c = buffer_[at_ + i];
        if (quote != '\0') {
            if (c == quote)
                quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return i;
        } else if (c == '<') {
            return kNotFound;
        }
    }
}

/// Comments and processing instructions are passed over (nullopt); a CDATA section is text.
std::optional<XmlScanner::Token> XmlScanner::declaration()
{
    if (buffer_[at_ + 1] == '?') {
        const auto end = find("?>", 2);
        if (end == kNotFound)
            return broken("it ends too early");
        at_ += end + 2;
        return std::nullopt;
    }
    if (have(4) && at(0, 4) == "<!--") {
        const auto end = find("-->", 4);
        if (end == kNotFound)
            return broken("it ends too early");
        at_ += end + 3;
        return std::nullopt;
    }
    if (have(9) && at(0, 9) == "<![CDATA[" && !open_.empty()) {
        const auto end = find("]]>", 9);
        if (end == kNotFound)
            return broken("it ends too early");
        text_ = at(9, end - 9);
        literal_ = true;
        consumed_ = end + 3;
        return Token::Text;
    }
    return broken("it declares a document type, which no such file needs");
}

XmlScanner::Token XmlScanner::startTag()
{
    const auto end = tagEnd();
    if (end == kNotFound)
        return broken("a tag does not end");
    std::string_view inside = at(1, end - 1);
    selfClosed_ = !inside.empty() && inside.back() == '/';
    if (selfClosed_)
        inside.remove_suffix(1);
    std::size_t length = 0;
    while (length < inside.size() && !isBlank(inside[length]))
        ++length;
    if (length == 0 || (open_.empty() && rooted_) || open_.size() >= kDeepest)
        return broken("its elements are not nested as they must be");
    rooted_ = true;
    open_.push_back(names_.size());
    names_.append(inside.substr(0, length));
    name_ = localOf(inside.substr(0, length));
    attributes_ = inside.substr(length);
    consumed_ = end + 1;
    return Token::Start;
}

XmlScanner::Token XmlScanner::endTag()
{
    const auto end = find(">", 2);
    if (end == kNotFound || open_.empty())
        return broken("its elements are not nested as they must be");
    const auto name = trimmed(at(2, end - 2));
    if (name != std::string_view(names_).substr(open_.back()))
        return broken("its elements are not nested as they must be");
    name_ = localOf(name);
    names_.resize(open_.back());
    open_.pop_back();
    consumed_ = end + 1;
    return Token::End;
}

XmlScanner::Token XmlScanner::next()
{
    if (selfClosed_) {
        selfClosed_ = false;
        names_.resize(open_.back());
        open_.pop_back();
        return Token::End; // name_ still names it
    }
    at_ += consumed_;
    consumed_ = 0;
    literal_ = false;
    for (;;) {
        if (!have(1))
            return !ended_ || *problem_ != '\0' ? Token::Broken : open_.empty() && rooted_ ? Token::Done : broken("it ends too early");
        if (buffer_[at_] != '<') {
            auto end = find("<", 0);
            if (end == kNotFound)
                end = buffer_.size() - at_;
            if (end > kLongestToken)
                return broken("a text in it is too long");
            text_ = at(0, end);
            consumed_ = end;
            if (!open_.empty())
                return Token::Text;
            const auto outside = text_.substr(text_.substr(0, 3) == "\xEF\xBB\xBF" && !rooted_ ? 3 : 0);
            if (!trimmed(outside).empty())
                return broken("text stands outside its root");
            at_ += std::exchange(consumed_, 0);
            continue;
        }
        if (!have(2))
            return broken("it ends too early");
        if (buffer_[at_ + 1] == '!' || buffer_[at_ + 1] == '?') {
            if (const auto token = declaration())
                return *token;
            continue;
        }
        return buffer_[at_ + 1] == '/' ? endTag() : startTag();
    }
}

std::optional<std::string_view> XmlScanner::attribute(std::string_view local) const
{
    std::string_view rest = attributes_;
    for (;;) {
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos)
            return std::nullopt;
        const auto name = localOf(trimmed(rest.substr(0, equals)));
        rest = trimmed(rest.substr(equals + 1));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\''))
            return std::nullopt;
        const auto end = rest.find(rest.front(), 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        if (name == local)
            return rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
    }
}

std::string XmlScanner::attributeText(std::string_view local) const
{
    std::string out;
    const auto raw = attribute(local);
    if (raw && !appendUnescaped(*raw, out))
        out = *raw;
    return out;
}

bool XmlScanner::appendText(std::string& out) const
{
    if (literal_ || text_.find('&') == std::string_view::npos) {
        out.append(text_);
        return true;
    }
    return appendUnescaped(text_, out);
}

} // namespace oxseal
