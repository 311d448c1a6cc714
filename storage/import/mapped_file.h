// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <cstddef>
#include <filesystem>
#include <utility>

namespace oxseal {

inline constexpr ErrorCode kCannotOpenFile{"import.cannot_open", ErrorClass::Input};

/// A regular file mapped for reading, so that its size costs no memory of ours. A file that another program shortens while
/// it is mapped ends the process (SIGBUS): copy files that are being written before importing them.
class MappedFile
{
public:
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& file);
    MappedFile(MappedFile&& other) noexcept { swap(other); }
    MappedFile& operator=(MappedFile&& other) noexcept
    {
        swap(other);
        return *this;
    }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    [[nodiscard]] ByteView bytes() const noexcept { return {data_, size_}; }

private:
    MappedFile() = default;
    void swap(MappedFile& other) noexcept
    {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
    }

    const std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace oxseal
