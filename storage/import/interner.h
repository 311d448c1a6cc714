// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// Builds a text column fast: open addressing over 64-bit hashes, and the previous cell tried first, since files repeat
/// themselves. The dictionary comes out in order of first appearance, as TextColumn wants it.
class Interner
{
public:
    void append(std::string_view text) { codes_.push_back(intern(text)); }
    /// The code of a text, new or known, without adding a row.
    std::uint32_t intern(std::string_view text);
    /// Adds the rows of `other` after these.
    void appendAll(const Interner& other);
    [[nodiscard]] std::size_t rows() const noexcept { return codes_.size(); }
    void reserve(std::size_t rows) { codes_.reserve(rows); }
    /// Hands over the column; this object is empty afterwards.
    [[nodiscard]] TextColumn take();

private:
    void grow();

    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t code = kFree;
    };
    static constexpr std::uint32_t kFree = 0xFFFFFFFFU;

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> codes_;
    std::vector<std::string> dictionary_;
    std::uint32_t last_ = kFree;
};

} // namespace oxseal
