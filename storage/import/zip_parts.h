// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace oxseal {

/// Not a readable ZIP archive, a part that does not inflate, two parts of one name; {0} says which.
inline constexpr ErrorCode kZipPartsDamaged{"import.zip_damaged", ErrorClass::Input};
/// A part {0} grows far beyond its packed size, or is larger than a program of this kind writes.
inline constexpr ErrorCode kZipPartsBomb{"import.zip_bomb", ErrorClass::Input};

/// The parts of a foreign ZIP archive (a workbook), by libarchive over bytes in memory. Names are compared in lower case and
/// without a leading slash, as OPC (ECMA-376 part 2, 9.1.1) has it. Nothing is ever written to a disk.
class ZipParts
{
public:
    /// Most bytes of one part, and how many times its packed size it may grow once it is large.
    static constexpr std::uint64_t kMostBytes = 4ULL << 30;
    static constexpr std::uint64_t kSmallPart = 64ULL << 20;
    static constexpr std::uint64_t kMostGrowth = 200;

    /// `bytes` must outlive the result. Errors: kZipPartsDamaged.
    [[nodiscard]] static Result<ZipParts> open(ByteView bytes);
    [[nodiscard]] bool has(std::string_view name) const { return parts_.count(key(name)) != 0; }
    [[nodiscard]] std::vector<std::string> names() const; ///< sorted, as key() writes them
    /// Most bytes that a part, or a text made of one, may honestly have: no part outgrows the whole archive further.
    [[nodiscard]] std::uint64_t mostOfPart() const;
    /// What the archive itself says all its parts come to.
    [[nodiscard]] std::uint64_t statedBytes() const;
    [[nodiscard]] ByteView bytes() const noexcept { return bytes_; }
    /// How many parts' names begin so.
    [[nodiscard]] std::size_t countUnder(std::string_view folder) const;
    /// A part of at most `most` bytes in one piece; kZipPartsBomb when it is larger.
    [[nodiscard]] Result<std::string> whole(std::string_view name, std::uint64_t most) const;

    /// Lower case, no leading slash, forward slashes.
    [[nodiscard]] static std::string key(std::string_view name);

private:
    friend class PartStream;
    /// Calls `take(chunk)` until it answers false or the part ends.
    template <class Take>
    Status inflate(const std::string& name, Take take) const;

    struct Part
    {
        std::uint64_t index = 0; ///< in the central directory
        std::uint64_t stated = 0; ///< bytes, as the directory says
    };
    ByteView bytes_;
    std::map<std::string, Part> parts_;
};

/// One part inflated on a thread of its own, a few chunks ahead of who reads it.
class PartStream
{
public:
    /// `parts` must outlive the stream.
    PartStream(const ZipParts& parts, std::string_view name);
    ~PartStream();
    PartStream(const PartStream&) = delete;
    PartStream& operator=(const PartStream&) = delete;

    /// The next chunk, valid until the next call; empty at the end or after an error.
    [[nodiscard]] std::string_view next();
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return shown_; }

private:
    static constexpr std::size_t kChunk = 1U << 20;
    static constexpr std::size_t kAhead = 4;

    bool put(std::string_view bytes);
    bool hand();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> ready_;
    std::string filling_; ///< of the inflating thread
    std::string current_;
    bool ended_ = false;
    bool stopped_ = false;
    std::optional<Error> error_; ///< under the mutex
    std::optional<Error> shown_; ///< of the reading thread
    std::thread thread_;
};

} // namespace oxseal
