// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/der.h"

#include <algorithm>

namespace oxseal::der {
namespace {

std::string lengthOf(std::size_t size)
{
    if (size < 0x80)
        return std::string(1, static_cast<char>(size));
    std::string digits;
    for (std::size_t rest = size; rest != 0; rest >>= 8)
        digits.insert(digits.begin(), static_cast<char>(rest & 0xFF));
    return std::string(1, static_cast<char>(0x80 | digits.size())) + digits;
}

} // namespace

std::string tlv(std::uint8_t tag, std::string_view content)
{
    std::string out(1, static_cast<char>(tag));
    out += lengthOf(content.size());
    out += content;
    return out;
}

std::string sequence(std::initializer_list<std::string_view> parts)
{
    std::string content;
    for (const auto part : parts)
        content += part;
    return tlv(kSequence, content);
}

std::string setOf(std::vector<std::string> elements, std::uint8_t tag)
{
    // std::string compares as unsigned bytes, which is the order of X.690 §11.6 for complete encodings.
    std::sort(elements.begin(), elements.end());
    std::string content;
    for (const auto& element : elements)
        content += element;
    return tlv(tag, content);
}

std::string oid(std::string_view dotted)
{
    std::vector<unsigned long> arcs(1, 0);
    for (const char c : dotted) {
        if (c == '.')
            arcs.push_back(0);
        else
            arcs.back() = arcs.back() * 10 + static_cast<unsigned long>(c - '0');
    }
    std::string content;
    const auto base128 = [&content](unsigned long value) {
        std::string digits(1, static_cast<char>(value & 0x7F));
        for (value >>= 7; value != 0; value >>= 7)
            digits.insert(digits.begin(), static_cast<char>(0x80 | (value & 0x7F)));
        content += digits;
    };
    base128(arcs[0] * 40 + (arcs.size() > 1 ? arcs[1] : 0));
    for (std::size_t i = 2; i < arcs.size(); ++i)
        base128(arcs[i]);
    return tlv(kOid, content);
}

std::string integer(unsigned value)
{
    std::string content(1, static_cast<char>(value & 0xFF));
    for (value >>= 8; value != 0; value >>= 8)
        content.insert(content.begin(), static_cast<char>(value & 0xFF));
    if ((static_cast<unsigned char>(content[0]) & 0x80) != 0)
        content.insert(content.begin(), '\0');
    return tlv(kInteger, content);
}

std::optional<Element> Reader::next()
{
    const auto byte = [this](std::size_t i) { return static_cast<std::uint8_t>(rest_[i]); };
    if (rest_.size() < 2 || (byte(0) & 0x1F) == 0x1F)
        return std::nullopt;
    std::size_t size = byte(1);
    std::size_t header = 2;
    if (size >= 0x80) {
        const std::size_t digits = size & 0x7F;
        if (digits == 0 || digits > 4 || rest_.size() < 2 + digits || byte(2) == 0)
            return std::nullopt;
        size = 0;
        for (std::size_t i = 0; i < digits; ++i)
            size = size << 8 | byte(2 + i);
        if (size < 0x80)
            return std::nullopt;
        header += digits;
    }
    if (rest_.size() - header < size)
        return std::nullopt;
    const Element element{byte(0), rest_.substr(0, header + size), rest_.substr(header, size)};
    rest_.remove_prefix(header + size);
    return element;
}

std::optional<Element> Reader::next(std::uint8_t tag)
{
    if (peek() != tag)
        return std::nullopt;
    return next();
}

std::optional<std::vector<Element>> elements(std::string_view content, std::size_t most)
{
    std::vector<Element> found;
    Reader reader(content);
    while (!reader.atEnd()) {
        auto element = reader.next();
        if (!element || found.size() == most)
            return std::nullopt;
        found.push_back(*element);
    }
    return found;
}

} // namespace oxseal::der
