// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/digest.h"

#include <algorithm>

namespace oxseal {
namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string toHex(ByteView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 15]);
    }
    return out;
}

std::optional<std::string> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return out;
}

std::string toBase64(ByteView bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < 3; ++k)
            word = word << 8 | (k < count ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out.push_back(k <= count ? kBase64[word >> (18 - 6 * k) & 63U] : '=');
    }
    return out;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t word = 0;
        std::size_t padding = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const char c = text[i + k];
            const auto value = kBase64.find(c);
            if (c == '=' && k >= 2 && i + 4 == text.size()) {
                ++padding;
                word <<= 6;
            } else if (value == std::string_view::npos || padding > 0) {
                return std::nullopt;
            } else {
                word = word << 6 | static_cast<std::uint32_t>(value);
            }
        }
        if (padding > 0 && (word & (padding == 1 ? 0xFFU : 0xFFFFU)) != 0)
            return std::nullopt; // bits hidden below the padding would make two encodings of one value
        for (std::size_t k = 0; k < 3 - padding; ++k)
            out.push_back(static_cast<char>(word >> (16 - 8 * k) & 0xFFU));
    }
    return out;
}

std::string Digest::hex() const { return toHex(bytes); }

std::optional<Digest> Digest::fromHex(std::string_view text)
{
    const auto raw = oxseal::fromHex(text);
    if (!raw || raw->size() != 32)
        return std::nullopt;
    Digest digest;
    std::copy_n(reinterpret_cast<const std::uint8_t*>(raw->data()), 32, digest.bytes.begin());
    return digest;
}

} // namespace oxseal
