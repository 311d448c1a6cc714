// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "storage/packet/zip_format.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kZipName{"packet.zip_name", ErrorClass::Internal};
inline constexpr ErrorCode kZipWrite{"packet.zip_write", ErrorClass::Internal};

/// Writes the packet container: stored entries in the order given, canonical headers, no gaps. Entries are streamed; the
/// local header is completed when the entry's size and CRC are known. The file appears under its name only when finish()
/// succeeded (temporary file, fsync, rename).
class ZipWriter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<ZipWriter>> create(const std::filesystem::path& file);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    [[nodiscard]] Status add(const std::string& name, std::string_view bytes);
    /// `size` must be known beforehand (it decides on zip64); `source` calls its argument with each block. When the blocks
    /// do not add up to `size`, kZipWrite.
    [[nodiscard]] Status addStream(const std::string& name, std::uint64_t size,
        const std::function<Status(const std::function<Status(ByteView)>&)>& source);
    [[nodiscard]] Status finish();

private:
    ZipWriter(int descriptor, std::filesystem::path file, std::filesystem::path temporary);
    [[nodiscard]] Status write(std::string_view bytes);

    int descriptor_;
    std::filesystem::path file_;
    std::filesystem::path temporary_;
    std::uint64_t position_ = 0;
    std::vector<zip::Entry> entries_;
    std::set<std::string> names_;
    bool finished_ = false;
};

/// CRC-32 as in ZIP (polynomial 0xEDB88320), eight bytes at a time.
[[nodiscard]] std::uint32_t crc32(ByteView bytes, std::uint32_t before = 0) noexcept;

} // namespace oxseal
