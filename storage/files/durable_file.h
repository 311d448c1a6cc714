// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace oxseal {

inline constexpr ErrorCode kFileNotRead{"file.not_read", ErrorClass::Input};
inline constexpr ErrorCode kFileNotWritten{"file.not_written", ErrorClass::Internal};
inline constexpr ErrorCode kFileTooLarge{"file.too_large", ErrorClass::Input};

/// The few calls a durable write is made of, so that a test can stand in for the disk and cut the power between any two.
class FileLayer
{
public:
    virtual ~FileLayer() = default;
    /// Creates or empties the file and writes all bytes; readable by the owner only. Durable after syncFile.
    virtual Status write(const std::filesystem::path& file, std::string_view bytes) = 0;
    virtual Status syncFile(const std::filesystem::path& file) = 0;
    virtual Status rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// Makes creations and renames in the folder durable.
    virtual Status syncFolder(const std::filesystem::path& folder) = 0;
    virtual Result<std::string> read(const std::filesystem::path& file, std::size_t limit) = 0;
};

/// The operating system's files.
[[nodiscard]] FileLayer& systemFiles();

/// Temporary file beside the target, fsync, rename, fsync of the folder: after a power cut at any moment the file holds
/// the old bytes or the new ones, and the new ones once this has returned.
[[nodiscard]] Status writeDurably(FileLayer& files, const std::filesystem::path& file, std::string_view bytes);

} // namespace oxseal
