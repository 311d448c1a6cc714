// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/pdf_file.h"

#include "models/core/digest.h"
#include "models/core/text.h"

#include <QString>

#include <algorithm>

namespace oxseal::pdf {
namespace {

constexpr int kMostObjects = 1'000'000;

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool isDelimiter(char c) { return isBlank(c) || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

/// Walks the tokens of PDF syntax without building anything.
class Scanner
{
public:
    Scanner(std::string_view text, std::size_t at) : text_(text), at_(at) { }
    [[nodiscard]] std::size_t at() const noexcept { return at_; }
    void skipBlanks()
    {
        while (at_ < text_.size() && (isBlank(text_[at_]) || text_[at_] == '%')) {
            const std::size_t line = text_[at_] == '%' ? text_.find_first_of("\r\n", at_) : at_ + 1;
            at_ = std::min(line, text_.size());
        }
    }
    /// One token: "<<", ">>", "[", "]", a string, a name, a number or a word; empty at the end.
    std::string_view token()
    {
        skipBlanks();
        const std::size_t start = at_;
        if (at_ >= text_.size())
            return {};
        const char c = text_[at_];
        if (c == '(')
            skipString();
        else if (text_.substr(at_, 2) == "<<" || text_.substr(at_, 2) == ">>")
            at_ += 2;
        else if (c == '<')
            at_ = std::min(text_.size(), text_.find('>', at_) == std::string_view::npos ? text_.size() : text_.find('>', at_) + 1);
        else if (c == '[' || c == ']' || c == '{' || c == '}' || c == ')' || c == '>')
            ++at_;
        else {
            ++at_;
            while (at_ < text_.size() && !isDelimiter(text_[at_]))
                ++at_;
        }
        return text_.substr(start, at_ - start);
    }
    /// A whole value: nested arrays and dictionaries, or "n g R" taken together.
    std::pair<std::size_t, std::size_t> value()
    {
        skipBlanks();
        const std::size_t start = at_;
        int depth = 0;
        do {
            const auto word = token();
            if (word.empty())
                break;
            if (word == "<<" || word == "[")
                ++depth;
            else if (word == ">>" || word == "]")
                --depth;
        } while (depth > 0);
        const std::size_t end = at_;
        if (std::int64_t number = 0; parseInteger(text_.substr(start, end - start), number)) {
            const auto generation = token();
            if (parseInteger(generation, number) && token() == "R")
                return {start, at_};
        }
        at_ = end;
        return {start, end};
    }

private:
    void skipString()
    {
        int depth = 0;
        do {
            const char c = text_[at_++];
            if (c == '\\' && at_ < text_.size())
                ++at_;
            else if (c == '(')
                ++depth;
            else if (c == ')')
                --depth;
        } while (depth > 0 && at_ < text_.size());
    }

    std::string_view text_;
    std::size_t at_;
};

bool number(Scanner& scanner, std::int64_t& out) { return parseInteger(scanner.token(), out); }

} // namespace

std::optional<File> File::open(std::string_view bytes)
{
    auto document = Document::open(bytes);
    const auto mark = bytes.rfind("startxref");
    if (!document || mark == std::string_view::npos)
        return std::nullopt;
    File file;
    file.bytes_ = bytes;
    file.document_ = std::make_shared<Document>(std::move(*document));
    Scanner tail(bytes, mark + 9);
    std::int64_t offset = 0;
    if (!number(tail, offset) || offset < 0)
        return std::nullopt;
    file.startXref_ = static_cast<std::size_t>(offset);
    // The document has read it all; here it is found again as text.
    Scanner scanner(bytes, file.startXref_);
    std::string_view word = scanner.token();
    file.streamed_ = word != "xref";
    while (!word.empty() && word != (file.streamed_ ? "obj" : "trailer"))
        word = scanner.token();
    const auto [start, end] = scanner.value();
    file.trailer_ = bytes.substr(start, end - start);
    std::int64_t size = 0;
    const auto declared = pdf::value(file.trailer_, "/Size");
    if (!declared || !parseInteger(*declared, size) || size < 1 || size > kMostObjects)
        return std::nullopt;
    for (const auto& [object, place] : file.document_->places()) {
        if (place.kind == Document::Place::Kind::Free)
            continue;
        if (object >= kMostObjects)
            return std::nullopt;
        file.places_.emplace(static_cast<int>(object), place);
        size = std::max(size, object + 1);
    }
    file.size_ = static_cast<int>(size);
    return file;
}

std::optional<std::string_view> File::object(int wanted) const
{
    const auto found = places_.find(wanted);
    if (found == places_.end())
        return std::nullopt;
    if (found->second.kind == Document::Place::Kind::Compressed) {
        const auto text = document_->packedText(wanted);
        return text ? std::optional(*text) : std::nullopt;
    }
    if (found->second.at >= bytes_.size())
        return std::nullopt;
    Scanner scanner(bytes_, found->second.at);
    std::int64_t value = 0;
    std::int64_t generation = 0;
    if (!number(scanner, value) || value != wanted || !number(scanner, generation) || generation != 0 || scanner.token() != "obj")
        return std::nullopt;
    const auto end = bytes_.find("endobj", scanner.at());
    if (end == std::string_view::npos)
        return std::nullopt;
    std::string_view body = bytes_.substr(scanner.at(), end - scanner.at());
    while (!body.empty() && isBlank(body.front()))
        body.remove_prefix(1);
    while (!body.empty() && isBlank(body.back()))
        body.remove_suffix(1);
    return body;
}

std::string File::id() const
{
    const Value& both = document_->trailer().at("ID");
    return both.is(Value::Kind::Array) && !both.items.empty() && both.items.front().is(Value::Kind::String) ? both.items.front().text : std::string();
}

std::optional<int> File::root() const
{
    const auto text = pdf::value(trailer_, "/Root");
    return text ? reference(*text) : std::nullopt;
}

std::optional<std::pair<std::size_t, std::size_t>> findValue(std::string_view dictionary, std::string_view key)
{
    Scanner scanner(dictionary, 0);
    if (scanner.token() != "<<")
        return std::nullopt;
    while (true) {
        const auto name = scanner.token();
        if (name.empty() || name == ">>" || name.front() != '/')
            return std::nullopt;
        const auto range = scanner.value();
        if (range.first == range.second)
            return std::nullopt;
        if (name == key)
            return range;
    }
}

std::optional<std::string_view> value(std::string_view dictionary, std::string_view key)
{
    const auto range = findValue(dictionary, key);
    return range ? std::optional(dictionary.substr(range->first, range->second - range->first)) : std::nullopt;
}

std::string withValue(std::string_view dictionary, std::string_view key, std::string_view text)
{
    std::string out(dictionary);
    if (const auto range = findValue(dictionary, key)) {
        if (!text.empty())
            return out.replace(range->first, range->second - range->first, text);
        const auto name = out.rfind(key, range->first);
        return out.erase(name, range->second - name);
    }
    const auto end = out.rfind(">>");
    if (text.empty() || end == std::string::npos)
        return out;
    return out.insert(end, "\n" + std::string(key) + " " + std::string(text) + "\n");
}

std::optional<int> reference(std::string_view text)
{
    Scanner scanner(text, 0);
    std::int64_t wanted = 0;
    std::int64_t generation = 0;
    if (!number(scanner, wanted) || !number(scanner, generation) || scanner.token() != "R" || wanted < 1 || wanted > kMostObjects)
        return std::nullopt;
    return static_cast<int>(wanted);
}

std::string textString(std::string_view utf8)
{
    bool plain = true;
    for (const char c : utf8)
        plain = plain && c >= 0x20 && c < 0x7F;
    if (!plain) {
        const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
        std::string bytes("\xFE\xFF");
        for (const QChar c : text) {
            bytes += static_cast<char>(c.unicode() >> 8);
            bytes += static_cast<char>(c.unicode() & 0xFF);
        }
        return "<" + toHex(asBytes(bytes)) + ">";
    }
    std::string out("(");
    for (const char c : utf8) {
        if (c == '(' || c == ')' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + ")";
}

} // namespace oxseal::pdf
