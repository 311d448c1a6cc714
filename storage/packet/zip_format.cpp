// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/zip_format.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal::zip {
namespace {

constexpr std::uint16_t kDate1980 = 0x0021; // 1980-01-01, 00:00: the packet's time stands in its manifest
constexpr std::uint32_t kUnixFile0644 = 0x81A40000U;
constexpr std::uint16_t kMadeBy = 0x0314; // Unix, version 2.0

void put(std::string& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint64_t clamped(std::uint64_t value) { return std::min<std::uint64_t>(value, 0xFFFFFFFFU); }

} // namespace

std::string localHeader(const Entry& entry)
{
    std::string out;
    put(out, 0x04034B50, 4);
    put(out, entry.large() ? 45 : 20, 2);
    put(out, 0, 2); // no flags: sizes stand here, names are ASCII
    put(out, 0, 2); // stored
    put(out, 0, 2);
    put(out, kDate1980, 2);
    put(out, entry.crc, 4);
    put(out, clamped(entry.size), 4);
    put(out, clamped(entry.size), 4);
    put(out, entry.name.size(), 2);
    put(out, entry.large() ? 20 : 0, 2);
    out += entry.name;
    if (entry.large()) {
        put(out, 0x0001, 2);
        put(out, 16, 2);
        put(out, entry.size, 8);
        put(out, entry.size, 8);
    }
    return out;
}

std::string centralHeader(const Entry& entry)
{
    const unsigned fields = (entry.large() ? 16U : 0U) + (entry.far() ? 8U : 0U);
    std::string out;
    put(out, 0x02014B50, 4);
    put(out, kMadeBy, 2);
    put(out, fields != 0 ? 45 : 20, 2);
    put(out, 0, 2);
    put(out, 0, 2);
    put(out, 0, 2);
    put(out, kDate1980, 2);
    put(out, entry.crc, 4);
    put(out, clamped(entry.size), 4);
    put(out, clamped(entry.size), 4);
    put(out, entry.name.size(), 2);
    put(out, fields != 0 ? fields + 4 : 0, 2);
    put(out, 0, 2); // comment
    put(out, 0, 2); // disk
    put(out, 0, 2); // internal attributes
    put(out, kUnixFile0644, 4);
    put(out, clamped(entry.offset), 4);
    out += entry.name;
    if (fields != 0) {
        put(out, 0x0001, 2);
        put(out, fields, 2);
        if (entry.large()) {
            put(out, entry.size, 8);
            put(out, entry.size, 8);
        }
        if (entry.far())
            put(out, entry.offset, 8);
    }
    return out;
}

std::string endRecords(std::uint64_t entries, std::uint64_t centralOffset, std::uint64_t centralSize)
{
    std::string out;
    if (entries >= 0xFFFF || centralOffset >= 0xFFFFFFFFU || centralSize >= 0xFFFFFFFFU) {
        put(out, 0x06064B50, 4);
        put(out, kEnd64Size - 12, 8);
        put(out, kMadeBy + 25, 2); // version 4.5
        put(out, 45, 2);
        put(out, 0, 4);
        put(out, 0, 4);
        put(out, entries, 8);
        put(out, entries, 8);
        put(out, centralSize, 8);
        put(out, centralOffset, 8);
        put(out, 0x07064B50, 4);
        put(out, 0, 4);
        put(out, centralOffset + centralSize, 8);
        put(out, 1, 4);
    }
    put(out, 0x06054B50, 4);
    put(out, 0, 2);
    put(out, 0, 2);
    put(out, std::min<std::uint64_t>(entries, 0xFFFF), 2);
    put(out, std::min<std::uint64_t>(entries, 0xFFFF), 2);
    put(out, clamped(centralSize), 4);
    put(out, clamped(centralOffset), 4);
    put(out, 0, 2);
    return out;
}

bool nameAllowed(std::string_view name) noexcept
{
    if (name.empty() || name.size() > kLongestName)
        return false;
    for (const char c : name)
        if (c < 0x20 || c > 0x7E || c == '\\' || c == ':')
            return false;
    while (true) {
        const auto slash = name.find('/');
        const auto part = name.substr(0, slash);
        if (part.empty() || part == "." || part == "..")
            return false;
        if (slash == std::string_view::npos)
            return true;
        name.remove_prefix(slash + 1);
    }
}

} // namespace oxseal::zip
