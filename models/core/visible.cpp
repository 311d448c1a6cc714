// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/visible.h"

#include "models/core/text.h"

#include <algorithm>
#include <cstdio>

namespace oxseal {
namespace {

/// Bytes of the character that begins so; 0 when none does.
std::size_t lengthOf(char first) noexcept
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
}

char32_t codePoint(std::string_view character) noexcept
{
    const auto first = static_cast<unsigned char>(character.front());
    char32_t code = character.size() == 1 ? first : first & (0xFFU >> (character.size() + 1));
    for (std::size_t i = 1; i < character.size(); ++i)
        code = (code << 6) | (static_cast<unsigned char>(character[i]) & 0x3FU);
    return code;
}

/// `prefix` and at least `digits` hexadecimal digits.
void appendCode(std::string& out, const char* prefix, int digits, unsigned value)
{
    char text[16];
    std::snprintf(text, sizeof text, "%s%0*X", prefix, digits, value);
    out.append("\xE2\x9F\xA8").append(text).append("\xE2\x9F\xA9");
}

bool plainAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; });
}

} // namespace

bool isHiddenCharacter(char32_t c) noexcept
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x061C || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC)
        || (c >= 0xE0000 && c <= 0xE007F);
}

std::string visible(std::string_view text)
{
    if (plainAscii(text))
        return std::string(text);
    std::string out;
    while (!text.empty()) {
        const std::size_t length = lengthOf(text.front());
        if (length == 0 || length > text.size() || !isValidUtf8(text.substr(0, length))) {
            appendCode(out, "0x", 2, static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
            continue;
        }
        const auto character = text.substr(0, length);
        const char32_t code = codePoint(character);
        const bool lineEnd = code == U'\n' || code == U'\t' || (code == U'\r' && text.size() > 1 && text[1] == '\n');
        if (isHiddenCharacter(code) && !lineEnd)
            appendCode(out, "U+", 4, static_cast<unsigned>(code));
        else
            out.append(character);
        text.remove_prefix(length);
    }
    return out;
}

std::size_t wholeCharacters(std::string_view text) noexcept
{
    if (!text.empty() && text.back() == '\r')
        return text.size() - 1;
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const char c = text[text.size() - back];
        if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U)
            continue;
        return lengthOf(c) > back ? text.size() - back : text.size();
    }
    return text.size();
}

} // namespace oxseal
