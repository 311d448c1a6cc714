// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/encoding.h"

#include "models/core/text.h"
#include "storage/import/encoding_tables.h"
#include "storage/import/import_report.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

namespace oxseal {
namespace {

void appendUtf8(std::string& out, std::uint32_t c)
{
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0 | (c >> 6));
        push(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        push(0xE0 | (c >> 12));
        push(0x80 | ((c >> 6) & 0x3F));
        push(0x80 | (c & 0x3F));
    } else {
        push(0xF0 | (c >> 18));
        push(0x80 | ((c >> 12) & 0x3F));
        push(0x80 | ((c >> 6) & 0x3F));
        push(0x80 | (c & 0x3F));
    }
}

/// Unpaired surrogates become U+FFFD, an odd last byte is refused.
std::optional<std::string> fromUtf16(ByteView bytes, bool little)
{
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t i) {
        const std::uint32_t a = bytes[i];
        const std::uint32_t b = bytes[i + 1];
        return little ? a | (b << 8) : (a << 8) | b;
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        std::uint32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const std::uint32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        appendUtf8(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    }
    return out;
}

const SingleByteTable* tableNamed(std::string_view name)
{
    for (const auto& table : kSingleByteTables) {
        if (equalsIgnoringCase(table.name, name))
            return &table;
    }
    return nullptr;
}

std::string convert(ByteView bytes, const SingleByteTable& table)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const std::uint8_t byte : bytes) {
        if (byte < 0x80)
            out.push_back(static_cast<char>(byte));
        else
            appendUtf8(out, table.high[byte - 0x80U] == 0 ? 0xFFFDU : table.high[byte - 0x80U]);
    }
    return out;
}

bool isAsciiLetter(std::uint8_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isAsciiLower(std::uint8_t c) { return c >= 'a' && c <= 'z'; }

/// Letters of European languages written in Latin script, lower and upper case, outside ASCII.
bool isCommonLower(char16_t c)
{
    static constexpr std::u16string_view letters
        = u"àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœąćęłńśźżčďěňřšťůžőűăâîșțşţľĺŕđ";
    return letters.find(c) != std::u16string_view::npos;
}

bool isCommonUpper(char16_t c)
{
    static constexpr std::u16string_view letters
        = u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰĂȘȚŞŢĽĹŔĐ";
    return letters.find(c) != std::u16string_view::npos;
}

/// Letters seldom met next to each other in one language: a table that makes both Western and Central European letters
/// out of one text is unlikely.
bool isCentral(char16_t c)
{
    static constexpr std::u16string_view letters = u"ąćęłńśźżčďěňřšťůžőűăľĺŕđĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰĂĽĹŔĐ";
    return letters.find(c) != std::u16string_view::npos;
}

bool isWestern(char16_t c)
{
    static constexpr std::u16string_view letters = u"àâãåæèêëìïñòõøùûÿœÀÂÃÅÆÈÊËÌÏÑÒÕØÙÛŒ";
    return letters.find(c) != std::u16string_view::npos;
}

/// Scripts whose words are written with high bytes throughout: Cyrillic and Greek. 1 a small letter, −1 a capital, 0 none.
int otherScript(char16_t c)
{
    if ((c >= 0x0430 && c < 0x0460) || (c >= 0x03AC && c <= 0x03CE))
        return 1;
    return (c >= 0x0400 && c < 0x0430) || (c >= 0x0386 && c <= 0x03AB) ? -1 : 0;
}

/// What a letter of such a script is worth between these neighbours: alone among ASCII letters it is none.
std::int64_t otherScriptScore(int letter, bool capitalExpected, bool asciiBeside, bool highBeside)
{
    if (asciiBeside)
        return -6;
    if (letter < 0 && !capitalExpected)
        return -6;
    return highBeside ? 6 : 1;
}

/// How much the text reads like words under this table. The weights only rank the tables against each other.
std::int64_t plausibility(ByteView bytes, const SingleByteTable& table)
{
    std::int64_t score = 0;
    std::int64_t central = 0;
    std::int64_t western = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] < 0x80)
            continue;
        const char16_t c = table.high[bytes[i] - 0x80U];
        const bool before = i > 0 && isAsciiLetter(bytes[i - 1]);
        const bool after = i + 1 < bytes.size() && isAsciiLetter(bytes[i + 1]);
        const bool lowerBefore = i > 0 && isAsciiLower(bytes[i - 1]);
        const bool highBefore = i > 0 && bytes[i - 1] >= 0x80;
        const bool highAfter = i + 1 < bytes.size() && bytes[i + 1] >= 0x80;
        if (c == 0 || (c >= 0x80 && c < 0xA0))
            score -= 40; // unassigned or a control character
        else if (const int letter = otherScript(c); letter != 0)
            score += otherScriptScore(letter, !highBefore || otherScript(table.high[bytes[i - 1] - 0x80U]) <= 0, before || after, highBefore || highAfter);
        else if (highBefore && highAfter && (isCommonLower(c) || isCommonUpper(c)))
            score -= 4; // three such letters in a row belong to another script
        else if (isCommonLower(c))
            score += before || after ? 6 : 3;
        else if (isCommonUpper(c))
            score += lowerBefore ? -6 : (after ? 4 : 2);
        else if (c == 0x20AC || c == 0xA3 || c == 0xA7 || c == 0xB0 || c == 0xAB || c == 0xBB || c == 0xA0
            || (c >= 0x2010 && c <= 0x2026))
            score += before && after && c != 0x2019 && c != 0x2013 ? -4 : 1; // signs of business text
        else
            score -= before || after ? 6 : 2;
        central += isCentral(c) ? 1 : 0;
        western += isWestern(c) ? 1 : 0;
    }
    return score - 5 * std::min(central, western);
}

const SingleByteTable& likeliest(ByteView bytes)
{
    // The first of equals wins, so the commonest sets stand first in the table list.
    const ByteView sample = bytes.first(std::min<std::size_t>(bytes.size(), 1U << 20));
    const SingleByteTable* best = nullptr;
    std::int64_t bestScore = 0;
    for (const auto& table : kSingleByteTables) {
        const auto score = plausibility(sample, table);
        if (best == nullptr || score > bestScore) {
            best = &table;
            bestScore = score;
        }
    }
    return *best;
}

/// Share of ASCII among the UTF-16 units of a beginning, in thousandths; -1 when it cannot be text in this byte order
/// (control characters, lone surrogates, non-characters).
int utf16Likeness(ByteView bytes, bool little)
{
    const std::size_t units = std::min<std::size_t>(bytes.size(), 8192) / 2;
    std::size_t ascii = 0;
    bool high = false;
    for (std::size_t i = 0; i < units; ++i) {
        const std::uint32_t a = bytes[2 * i];
        const std::uint32_t b = bytes[2 * i + 1];
        const std::uint32_t unit = little ? a | (b << 8) : (a << 8) | b;
        const bool lowSurrogate = unit >= 0xDC00 && unit < 0xE000;
        if (lowSurrogate != high || unit >= 0xFFFE || (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t'))
            return -1;
        high = unit >= 0xD800 && unit < 0xDC00;
        ascii += unit < 0x7F ? 1U : 0U;
    }
    return units == 0 ? -1 : static_cast<int>(ascii * 1000 / units);
}

/// "LE", "BE" or "" for a text with zero bytes and without byte order mark: line ends and blanks are ASCII in every script.
std::string_view utf16ByShape(ByteView bytes)
{
    const int little = utf16Likeness(bytes, true);
    const int big = utf16Likeness(bytes, false);
    if (std::max(little, big) < 5 || little == big)
        return {};
    return little > big ? "LE" : "BE";
}

/// Whether every high byte belongs to a sign of Shift-JIS, and some of them are kana, which no text of single bytes looks like.
bool looksLikeShiftJis(ByteView bytes)
{
    std::size_t kana = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::uint8_t lead = bytes[i];
        if (lead < 0x80 || (lead >= 0xA1 && lead <= 0xDF))
            continue;
        if (++i == bytes.size())
            break; // cut in the middle of a sign
        const std::uint8_t trail = bytes[i];
        if (lead == 0x80 || lead == 0xA0 || lead > 0xFC || trail < 0x40 || trail == 0x7F || trail > 0xFC)
            return false;
        kana += (lead == 0x82 && trail >= 0x9F && trail <= 0xF1) || (lead == 0x83 && trail <= 0x96) ? 1U : 0U;
    }
    return kana >= 3;
}

bool startsWith(ByteView bytes, std::initializer_list<std::uint8_t> mark)
{
    return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
}

Result<DecodedText> owned(std::optional<std::string> text, std::string encoding, bool bom)
{
    if (!text)
        return fail(kImportEncoding, {}, {encoding});
    if (text->empty())
        return fail(kImportEmpty);
    DecodedText out;
    out.owned = std::move(*text);
    out.view = out.owned;
    out.encoding = std::move(encoding);
    out.bom = bom;
    return out;
}

Result<DecodedText> borrowed(ByteView bytes, bool bom)
{
    if (bytes.empty())
        return fail(kImportEmpty);
    DecodedText out;
    out.view = asText(bytes);
    out.encoding = "UTF-8";
    out.bom = bom;
    return out;
}

} // namespace

std::optional<std::string> fromSingleByte(ByteView bytes, std::string_view encoding)
{
    const auto* table = tableNamed(encoding);
    return table == nullptr ? std::nullopt : std::optional(convert(bytes, *table));
}

std::string knownEncoding(std::string_view stated)
{
    stated = trimmed(stated);
    const std::string name = lowerAscii(stated);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> aliases = {{{"8859-1", "ISO-8859-1"}, {"latin1", "ISO-8859-1"},
        {"iso8859-1", "ISO-8859-1"}, {"8859-15", "ISO-8859-15"}, {"cp852", "IBM852"}, {"cp866", "IBM866"}, {"koi8r", "KOI8-R"}, {"x-mac-roman", "macintosh"}}};
    for (const auto& [alias, ours] : aliases) {
        if (name == alias)
            return std::string(ours);
    }
    for (const std::string_view prefix : {"", "windows-", "cp"}) {
        const auto number = std::string_view(name).substr(0, prefix.size()) == prefix ? std::string_view(name).substr(prefix.size()) : std::string_view();
        if (const auto* table = tableNamed("windows-" + std::string(number)); table != nullptr && number.size() == 4)
            return std::string(table->name);
    }
    const auto* table = tableNamed(stated);
    return table == nullptr ? std::string() : std::string(table->name);
}

Result<DecodedText> decodeText(ByteView bytes, std::string_view forced)
{
    if (bytes.empty())
        return fail(kImportEmpty);
    const bool bom8 = startsWith(bytes, {0xEF, 0xBB, 0xBF});
    const bool bomLe = startsWith(bytes, {0xFF, 0xFE});
    const bool bomBe = startsWith(bytes, {0xFE, 0xFF});
    if (!forced.empty()) {
        if (equalsIgnoringCase(forced, "UTF-8")) {
            const ByteView body = bom8 ? bytes.subspan(3) : bytes;
            if (!isValidUtf8(asText(body)))
                return fail(kImportEncoding, {}, {"UTF-8"});
            return borrowed(body, bom8);
        }
        if (equalsIgnoringCase(forced, "UTF-16LE"))
            return owned(fromUtf16(bomLe ? bytes.subspan(2) : bytes, true), "UTF-16LE", bomLe);
        if (equalsIgnoringCase(forced, "UTF-16BE"))
            return owned(fromUtf16(bomBe ? bytes.subspan(2) : bytes, false), "UTF-16BE", bomBe);
        const auto* table = tableNamed(forced);
        if (table == nullptr)
            return fail(kImportEncoding, {}, {std::string(forced)});
        return owned(convert(bytes, *table), std::string(table->name), false);
    }
    if (bomLe || bomBe)
        return owned(fromUtf16(bytes.subspan(2), bomLe), bomLe ? "UTF-16LE" : "UTF-16BE", true);
    const ByteView body = bom8 ? bytes.subspan(3) : bytes;
    const std::size_t head = std::min<std::size_t>(body.size(), 1U << 16);
    if (head > 0 && std::memchr(body.data(), 0, head) != nullptr) {
        const auto order = utf16ByShape(body);
        if (order.empty())
            return fail(kImportBinary);
        return owned(fromUtf16(body, order == "LE"), order == "LE" ? "UTF-16LE" : "UTF-16BE", false);
    }
    if (bom8 || isValidUtf8(asText(body))) {
        if (bom8 && !isValidUtf8(asText(body)))
            return fail(kImportEncoding, {}, {"UTF-8"});
        return borrowed(body, bom8);
    }
    if (looksLikeShiftJis(body))
        return fail(kImportEncoding, {}, {"one of the encodings that Oxseal knows: it is written in Shift-JIS"});
    const auto& table = likeliest(body);
    return owned(convert(body, table), std::string(table.name), false);
}

} // namespace oxseal
