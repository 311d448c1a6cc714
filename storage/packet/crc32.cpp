// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/zip_writer.h"

#include <array>
#include <cstring>

namespace oxseal {
namespace {

using Tables = std::array<std::array<std::uint32_t, 256>, 16>;

constexpr Tables makeTables()
{
    Tables tables{};
    for (std::uint32_t n = 0; n < 256; ++n) {
        std::uint32_t value = n;
        for (int k = 0; k < 8; ++k)
            value = (value & 1) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
        tables[0][n] = value;
    }
    for (std::size_t t = 1; t < 16; ++t)
        for (std::size_t n = 0; n < 256; ++n)
            tables[t][n] = (tables[t - 1][n] >> 8) ^ tables[0][tables[t - 1][n] & 0xFF];
    return tables;
}

constexpr Tables kTables = makeTables();

} // namespace

std::uint32_t crc32(ByteView bytes, std::uint32_t before) noexcept
{
    std::uint32_t crc = ~before;
    const std::uint8_t* at = bytes.data();
    std::size_t left = bytes.size();
    // Slicing by 16: the CRC must not be slower than SHA-256, which runs beside it.
    while (left >= 16) {
        std::array<std::uint32_t, 4> w;
        std::memcpy(w.data(), at, 16); // x86-64 is little-endian, as the polynomial wants it
        w[0] ^= crc;
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < 4; ++i)
            next ^= kTables[15 - 4 * i][w[i] & 0xFF] ^ kTables[14 - 4 * i][w[i] >> 8 & 0xFF]
                ^ kTables[13 - 4 * i][w[i] >> 16 & 0xFF] ^ kTables[12 - 4 * i][w[i] >> 24];
        crc = next;
        at += 16;
        left -= 16;
    }
    for (; left > 0; --left)
        crc = kTables[0][(crc ^ *at++) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

} // namespace oxseal
