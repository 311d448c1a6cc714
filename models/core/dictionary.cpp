// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/dictionary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace oxseal {
namespace {

template <class T>
std::uint64_t load(const char* from)
{
    T word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// A fast non-cryptographic hash (multiply and fold of 8-byte words, the last one overlapping). It never leaves the process.
std::uint32_t hashOf(std::string_view text)
{
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
    const char* at = text.data();
    const std::size_t size = text.size();
    std::uint64_t h = size * kMultiplier;
    const auto fold = [&h](std::uint64_t word) {
        h = (h ^ word) * kMultiplier;
        h ^= h >> 29;
    };
    if (size >= 8) {
        for (std::size_t left = size; left > 8; left -= 8, at += 8)
            fold(load<std::uint64_t>(at));
        fold(load<std::uint64_t>(text.data() + size - 8));
    } else if (size >= 4) {
        fold(load<std::uint32_t>(at) << 32 | load<std::uint32_t>(at + size - 4));
    } else if (size > 0) {
        const auto byte = [at](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])); };
        fold(byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1));
    }
    h *= kMultiplier;
    return static_cast<std::uint32_t>(h >> 32);
}

/// Equality of short texts by whole words, the last one overlapping: most texts are too short for a call to pay.
bool same(std::string_view a, std::string_view b)
{
    const std::size_t size = a.size();
    if (size != b.size())
        return false;
    if (size >= 8) {
        for (std::size_t at = 0; at + 8 < size; at += 8) {
            if (load<std::uint64_t>(a.data() + at) != load<std::uint64_t>(b.data() + at))
                return false;
        }
        return load<std::uint64_t>(a.data() + size - 8) == load<std::uint64_t>(b.data() + size - 8);
    }
    if (size >= 4)
        return load<std::uint32_t>(a.data()) == load<std::uint32_t>(b.data())
            && load<std::uint32_t>(a.data() + size - 4) == load<std::uint32_t>(b.data() + size - 4);
    return a == b;
}

} // namespace

Dictionary::Dictionary(std::initializer_list<std::string_view> texts)
{
    for (const auto text : texts)
        append(text);
}

void Dictionary::append(std::string_view text)
{
    characters_.append(text);
    ends_.push_back(characters_.size());
    slots_.clear();
}

void Dictionary::reserve(std::size_t texts, std::size_t characters)
{
    ends_.reserve(texts);
    characters_.reserve(characters);
    if (const std::size_t slots = std::bit_ceil(texts * 2); !slots_.empty() && slots > slots_.size())
        rehash(slots);
}

void Dictionary::dropIndex() { slots_ = {}; }

void Dictionary::rehash(std::size_t slots)
{
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
    const std::size_t mask = slots - 1;
    const auto put = [&](const Slot& slot) {
        std::size_t at = slot.hash & mask;
        while (slots_[at].code != kUnknown)
            at = (at + 1) & mask;
        slots_[at] = slot;
    };
    if (old.empty()) {
        for (std::size_t code = 0; code < size(); ++code)
            put({hashOf((*this)[code]), static_cast<std::uint32_t>(code)});
        return;
    }
    for (const Slot& slot : old) {
        if (slot.code != kUnknown)
            put(slot);
    }
}

void Dictionary::makeRoom(std::size_t more)
{
    const std::size_t wanted = (size() + more) * 2;
    if (slots_.empty() || wanted > slots_.size())
        rehash(std::bit_ceil(std::max<std::size_t>(wanted, 64)));
}

/// The slot of a text, or the free one where it belongs.
std::size_t Dictionary::slotOf(std::string_view text, std::uint32_t hash) const
{
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].code != kUnknown && (slots_[at].hash != hash || !same((*this)[slots_[at].code], text)))
        at = (at + 1) & mask;
    return at;
}

std::uint32_t Dictionary::place(std::string_view text, std::uint32_t hash)
{
    Slot& slot = slots_[slotOf(text, hash)];
    if (slot.code == kUnknown) {
        slot = {hash, static_cast<std::uint32_t>(size())};
        characters_.append(text);
        ends_.push_back(characters_.size());
    }
    return slot.code;
}

std::uint32_t Dictionary::find(std::string_view text) const
{
    if (!slots_.empty())
        return slots_[slotOf(text, hashOf(text))].code;
    for (std::size_t code = 0; code < size(); ++code) {
        if ((*this)[code] == text)
            return static_cast<std::uint32_t>(code);
    }
    return kUnknown;
}

std::uint32_t Dictionary::intern(std::string_view text)
{
    makeRoom(1);
    return place(text, hashOf(text));
}

void Dictionary::intern(std::span<const std::string_view> texts, std::vector<std::uint32_t>& codes)
{
    constexpr std::size_t kAhead = 32;
    std::array<std::uint32_t, kAhead> hashes{};
    std::array<std::uint32_t, kAhead> likely{};
    const auto fits = [this](std::size_t more) { return (size() + more) * 2 <= slots_.size(); };
    for (std::size_t from = 0; from < texts.size(); from += kAhead) {
        const auto some = texts.subspan(from, std::min(kAhead, texts.size() - from));
        if (!fits(some.size()))
            makeRoom(std::max(some.size(), size() / 2));
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t i = 0; i < some.size(); ++i) {
            hashes[i] = hashOf(some[i]);
            __builtin_prefetch(&slots_[hashes[i] & mask]);
        }
        // Then what a text that is probably known will be compared with: where it ends, and its characters.
        for (std::size_t i = 0; i < some.size(); ++i) {
            const Slot& slot = slots_[hashes[i] & mask];
            likely[i] = slot.hash == hashes[i] ? slot.code : kUnknown;
            if (likely[i] != kUnknown)
                __builtin_prefetch(&ends_[likely[i]]);
        }
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (likely[i] != kUnknown)
                __builtin_prefetch((*this)[likely[i]].data());
        }
        for (std::size_t i = 0; i < some.size(); ++i)
            codes.push_back(place(some[i], hashes[i]));
    }
}

} // namespace oxseal
