// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/interner.h"

#include <cstring>
#include <utility>

namespace oxseal {
namespace {

/// A fast non-cryptographic hash (multiply and fold of 8-byte words). It never leaves the process.
std::uint32_t hashOf(std::string_view text)
{
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
    std::uint64_t h = text.size() * kMultiplier;
    const char* p = text.data();
    std::size_t left = text.size();
    while (left >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        h = (h ^ word) * kMultiplier;
        h ^= h >> 29;
        p += 8;
        left -= 8;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, left);
        h = (h ^ word) * kMultiplier;
        h ^= h >> 29;
    }
    h *= kMultiplier;
    return static_cast<std::uint32_t>(h >> 32);
}

} // namespace

void Interner::grow()
{
    std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 64 : slots_.size() * 2));
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.code == kFree)
            continue;
        std::size_t at = slot.hash & mask;
        while (slots_[at].code != kFree)
            at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

std::uint32_t Interner::intern(std::string_view text)
{
    if (last_ != kFree && dictionary_[last_] == text)
        return last_;
    if (dictionary_.size() * 2 >= slots_.size())
        grow();
    const std::uint32_t hash = hashOf(text);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].code != kFree) {
        if (slots_[at].hash == hash && dictionary_[slots_[at].code] == text)
            return last_ = slots_[at].code;
        at = (at + 1) & mask;
    }
    const auto code = static_cast<std::uint32_t>(dictionary_.size());
    slots_[at] = {hash, code};
    dictionary_.emplace_back(text);
    return last_ = code;
}

void Interner::appendAll(const Interner& other)
{
    std::vector<std::uint32_t> translated(other.dictionary_.size());
    for (std::size_t i = 0; i < translated.size(); ++i)
        translated[i] = intern(other.dictionary_[i]);
    codes_.reserve(codes_.size() + other.codes_.size());
    for (const auto code : other.codes_)
        codes_.push_back(translated[code]);
}

TextColumn Interner::take()
{
    slots_.clear();
    last_ = kFree;
    return TextColumn::fromParts(std::exchange(codes_, {}), std::exchange(dictionary_, {}));
}

} // namespace oxseal
