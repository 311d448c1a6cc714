// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace oxseal {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

} // namespace

std::string_view trimmed(std::string_view text) noexcept
{
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lowerAscii(std::string_view text)
{
    std::string out(text);
    for (auto& c : out)
        c = lower(c);
    return out;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (true) {
        const std::size_t to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos)
            return parts;
        from = to + 1;
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += separator;
        out += parts[i];
    }
    return out;
}

bool parseInteger(std::string_view text, std::int64_t& out) noexcept
{
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), out);
    return status == std::errc() && end == text.data() + text.size() && !text.empty();
}

bool isValidUtf8(std::string_view text) noexcept
{
    std::size_t i = 0;
    while (i < text.size()) {
        // Eight ASCII bytes at a time: imported files are mostly ASCII.
        std::uint64_t word = 0;
        if (i + sizeof word <= text.size()) {
            std::memcpy(&word, text.data() + i, sizeof word);
            if ((word & 0x8080808080808080ULL) == 0) {
                i += sizeof word;
                continue;
            }
        }
        const auto lead = static_cast<unsigned char>(text[i]);
        std::size_t length = 1;
        std::uint32_t code = lead;
        std::uint32_t smallest = 0;
        if (lead >= 0xF0 && lead < 0xF8) {
            length = 4;
            code = lead & 0x07U;
            smallest = 0x10000;
        } else if (lead >= 0xE0 && lead < 0xF0) {
            length = 3;
            code = lead & 0x0FU;
            smallest = 0x800;
        } else if (lead >= 0xC0 && lead < 0xE0) {
            length = 2;
            code = lead & 0x1FU;
            smallest = 0x80;
        } else if (lead >= 0x80) {
            return false;
        }
        if (i + length > text.size())
            return false;
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0U) != 0x80U)
                return false;
            code = code << 6 | (next & 0x3FU);
        }
        if (code < smallest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            return false;
        i += length;
    }
    return true;
}

std::string beginning(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return std::string(text);
    constexpr unsigned kFollowing = 0x80; // 10xxxxxx: a byte inside a character
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == kFollowing)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

bool csvNeedsQuotes(std::string_view text) noexcept
{
    if (!text.empty() && (text.front() == ' ' || text.back() == ' '))
        return true;
#ifdef __SSE2__
    const __m128i comma = _mm_set1_epi8(','), quote = _mm_set1_epi8('"'), cr = _mm_set1_epi8('\r'), lf = _mm_set1_epi8('\n');
    for (; text.size() >= 16; text.remove_prefix(16)) {
        __m128i some;
        std::memcpy(&some, text.data(), sizeof some);
        const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(some, comma), _mm_cmpeq_epi8(some, quote)),
            _mm_or_si128(_mm_cmpeq_epi8(some, cr), _mm_cmpeq_epi8(some, lf)));
        if (_mm_movemask_epi8(found) != 0)
            return true;
    }
#endif
    // Eight characters at a time: a byte of `word ^ wanted` is zero, and only then borrows, where the character is wanted.
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t tops = 0x8080808080808080ULL;
    const auto holds = [](std::uint64_t word, char wanted) {
        const std::uint64_t differs = word ^ ones * static_cast<unsigned char>(wanted);
        return (differs - ones) & ~differs & tops;
    };
    for (; text.size() >= 8; text.remove_prefix(8)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        if ((holds(word, ',') | holds(word, '"') | holds(word, '\r') | holds(word, '\n')) != 0)
            return true;
    }
    return std::any_of(text.begin(), text.end(), [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

void appendCsvField(std::string& out, std::string_view text)
{
    if (!csvNeedsQuotes(text)) {
        out.append(text);
        return;
    }
    out.push_back('"');
    for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
        out.append(text.substr(0, quote)).append("\"\"");
        text.remove_prefix(quote + 1);
    }
    out.append(text).push_back('"');
}

std::string csvField(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 2);
    appendCsvField(out, text);
    return out;
}

} // namespace oxseal
