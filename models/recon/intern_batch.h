// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/dictionary.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// Numbers made texts by a dictionary many at a time, which is faster than one by one; the codes come in the order of the
/// texts. flush() before they are read.
class InternBatch
{
public:
    InternBatch(Dictionary& dictionary, std::vector<std::uint32_t>& codes) : dictionary_(dictionary), codes_(codes) {}

    void add(std::string_view text)
    {
        characters_ += text;
        ends_.push_back(characters_.size());
        if (ends_.size() == kTogether)
            flush();
    }
    void flush()
    {
        texts_.clear();
        std::size_t from = 0;
        for (const std::size_t end : ends_) {
            texts_.push_back(std::string_view(characters_).substr(from, end - from));
            from = end;
        }
        dictionary_.intern(texts_, codes_);
        characters_.clear();
        ends_.clear();
    }

private:
    static constexpr std::size_t kTogether = 1024;

    Dictionary& dictionary_;
    std::vector<std::uint32_t>& codes_;
    std::string characters_;
    std::vector<std::size_t> ends_;
    std::vector<std::string_view> texts_;
};

} // namespace oxseal::recon
