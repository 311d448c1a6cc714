// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace oxseal {

inline constexpr ErrorCode kCannotReadFile{"packet.cannot_read", ErrorClass::Input};

/// Bytes by position: a file read in blocks, or memory (tests, fuzzing).
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Exactly `out.size()` bytes; kCannotReadFile when the file became shorter or cannot be read.
    [[nodiscard]] virtual Status read(std::uint64_t offset, std::span<std::uint8_t> out) const = 0;

    /// A short piece as text.
    [[nodiscard]] Result<std::string> piece(std::uint64_t offset, std::uint64_t length) const;
    /// Streams a range in blocks of at most 1 MiB.
    [[nodiscard]] Status stream(
        std::uint64_t offset, std::uint64_t length, const std::function<Status(ByteView)>& block) const;
};

[[nodiscard]] Result<std::unique_ptr<ByteSource>> openFileSource(const std::filesystem::path& file);
[[nodiscard]] std::unique_ptr<ByteSource> memorySource(std::string_view bytes); ///< the bytes must outlive it

} // namespace oxseal
