// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// Cuts XML into tags and texts, chunk by chunk, for files whose elements are known and whose size is not. Elements and
/// attributes are told apart by their local names. Checked: nesting, one root, quotes, character references. A document type
/// declaration is refused, so there are no entities but the five of XML and nothing external. UTF-8 only; whether the bytes
/// are UTF-8 is for the caller to check.
class XmlScanner
{
public:
    /// The next bytes of the document, valid until the next call; empty at the end.
    using Source = std::function<std::string_view()>;
    enum class Token { Start, End, Text, Done, Broken };

    explicit XmlScanner(Source source) : source_(std::move(source)) { }

    /// A self-closing element gives a Start and an End. After Broken, problem() says why.
    [[nodiscard]] Token next();
    /// Local name of the element of the last Start or End.
    [[nodiscard]] std::string_view name() const noexcept { return name_; }
    /// Attribute of the last Start by its local name, as written (references not resolved); valid until the next call of next().
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view local) const;
    /// The attribute with its references resolved; "" when it is absent.
    [[nodiscard]] std::string attributeText(std::string_view local) const;
    /// Adds the last Text with its references resolved; false when it has a reference that XML does not know.
    bool appendText(std::string& out) const;
    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
    /// Line on which the last token begins, from 1. Counted only when asked, and no byte twice.
    [[nodiscard]] std::uint64_t line();
    [[nodiscard]] const char* problem() const noexcept { return problem_; }

private:
    static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
    static constexpr std::size_t kLongestToken = 16U << 20;
    static constexpr std::size_t kDeepest = 256;

    bool more();
    bool have(std::size_t count);
    std::size_t find(std::string_view mark, std::size_t offset);
    std::size_t tagEnd();
    [[nodiscard]] std::string_view at(std::size_t offset, std::size_t size) const { return std::string_view(buffer_).substr(at_ + offset, size); }
    Token broken(const char* why);
    std::optional<Token> declaration();
    Token startTag();
    Token endTag();

    Source source_;
    std::string buffer_;
    std::size_t at_ = 0; ///< the present token begins here
    std::size_t consumed_ = 0; ///< and is so long
    std::size_t counted_ = 0; ///< line_ is the line of this place in the buffer
    std::uint64_t line_ = 1;
    bool ended_ = false;
    bool selfClosed_ = false;
    bool literal_ = false; ///< a CDATA section
    bool rooted_ = false;
    std::string_view name_;
    std::string_view attributes_;
    std::string_view text_;
    std::string names_; ///< qualified names of the open elements, one after the other
    std::vector<std::size_t> open_; ///< where each begins
    const char* problem_ = "";
};

/// Resolves &lt; &#65; and so on; false when a reference is unknown or names no character.
bool appendUnescaped(std::string_view text, std::string& out);
/// Appends a code point as UTF-8; false for surrogates and values beyond U+10FFFF.
bool appendUtf8(std::uint32_t code, std::string& out);

} // namespace oxseal
