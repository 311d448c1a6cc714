// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace oxseal {

/// Text that is made to be written: it only grows until it is cleared, and keeps its memory then. Rows of many short parts are joined
/// by the million: a part is copied in words of up to sixteen bytes where it stands, and room for a row is looked for once.
class TextBuffer
{
public:
    void clear() noexcept { size_ = 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }

    /// None of the parts may lie in this buffer.
    void add(std::string_view part)
    {
        makeRoom(part.size());
        put(part);
    }
    void add(std::initializer_list<std::string_view> parts)
    {
        std::size_t size = 0;
        for (const std::string_view part : parts)
            size += part.size();
        makeRoom(size);
        for (const std::string_view part : parts)
            put(part);
    }

private:
    void makeRoom(std::size_t more)
    {
        if (more <= capacity_ - size_)
            return;
        const std::size_t capacity = std::max({size_ + more, capacity_ * 2, std::size_t{64}});
        auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
        if (size_ > 0)
            std::memcpy(bytes.get(), bytes_.get(), size_);
        bytes_ = std::move(bytes);
        capacity_ = capacity;
    }
    /// Copies by whole words, the last one overlapping: parts are too short for a call to pay.
    void put(std::string_view part)
    {
        char* const to = bytes_.get() + size_;
        const char* const from = part.data();
        const std::size_t size = part.size();
        size_ += size;
        if (size >= 16) {
            for (std::size_t at = 0; at + 16 < size; at += 16)
                std::memcpy(to + at, from + at, 16);
            std::memcpy(to + size - 16, from + size - 16, 16);
        } else if (size >= 8) {
            std::memcpy(to, from, 8);
            std::memcpy(to + size - 8, from + size - 8, 8);
        } else if (size >= 4) {
            std::memcpy(to, from, 4);
            std::memcpy(to + size - 4, from + size - 4, 4);
        } else {
            for (std::size_t at = 0; at < size; ++at)
                to[at] = from[at];
        }
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

} // namespace oxseal
