// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The container of a packet: a ZIP of stored entries in one canonical form (FORMATS.md §7). The writer builds every record
/// with these functions and the reader builds it again and compares, so that no bit of a header is free.
namespace oxseal::zip {

inline constexpr std::size_t kLocalSize = 30;
inline constexpr std::size_t kCentralSize = 46;
inline constexpr std::size_t kEndSize = 22;
inline constexpr std::size_t kEnd64Size = 56;
inline constexpr std::size_t kLocatorSize = 20;
inline constexpr std::size_t kLongestName = 1024;
inline constexpr std::size_t kMostEntries = 1'000'000;

struct Entry
{
    std::string name;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
    std::uint64_t offset = 0; ///< of the local header

    [[nodiscard]] bool large() const noexcept { return size >= 0xFFFFFFFFU; }
    [[nodiscard]] bool far() const noexcept { return offset >= 0xFFFFFFFFU; }
    [[nodiscard]] std::uint64_t dataOffset() const noexcept
    {
        return offset + kLocalSize + name.size() + (large() ? 20U : 0U);
    }
};

/// Local header with name and, for entries of 4 GiB and more, the zip64 field.
[[nodiscard]] std::string localHeader(const Entry& entry);
[[nodiscard]] std::string centralHeader(const Entry& entry);
/// zip64 end record and locator (only when needed), end record.
[[nodiscard]] std::string endRecords(std::uint64_t entries, std::uint64_t centralOffset, std::uint64_t centralSize);
/// Relative, '/'-separated, printable ASCII without backslash or colon, no empty, "." or ".." part.
[[nodiscard]] bool nameAllowed(std::string_view name) noexcept;

} // namespace oxseal::zip
