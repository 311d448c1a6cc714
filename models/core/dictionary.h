// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// Distinct texts numbered in order of first appearance. All characters lie in one buffer: a column of a million ids costs
/// its characters and a few bytes each, not a heap block each. Looking up is open addressing over 32-bit hashes.
class Dictionary
{
public:
    Dictionary() = default;
    Dictionary(std::initializer_list<std::string_view> texts);

    /// The number of a text, new or known.
    std::uint32_t intern(std::string_view text);
    /// The numbers of many texts, added to `codes`. Faster than one by one: memory is asked for ahead of its use.
    void intern(std::span<const std::string_view> texts, std::vector<std::uint32_t>& codes);
    /// The number of a known text, else kUnknown.
    static constexpr std::uint32_t kUnknown = 0xFFFFFFFFU;
    [[nodiscard]] std::uint32_t find(std::string_view text) const;
    /// Adds a text without looking whether it is known: for readers of lists that are a dictionary already.
    void append(std::string_view text);
    /// Room for so many texts of so many characters together, and for looking them up when that has been done already.
    void reserve(std::size_t texts, std::size_t characters);
    [[nodiscard]] std::size_t characters() const noexcept { return characters_.size(); }
    /// Gives back what only looking up needs; the next intern() makes it anew.
    void dropIndex();

    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] bool empty() const noexcept { return ends_.empty(); }
    [[nodiscard]] std::string_view operator[](std::size_t at) const
    {
        const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
        return {characters_.data() + begin, ends_[at] - begin};
    }
    [[nodiscard]] std::string_view front() const { return (*this)[0]; }

    class Iterator
    {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::string_view;
        using difference_type = std::ptrdiff_t;
        using pointer = const std::string_view*;
        using reference = std::string_view;

        Iterator(const Dictionary& of, std::size_t at)
            : of_(&of)
            , at_(at)
        {
        }
        std::string_view operator*() const { return (*of_)[at_]; }
        Iterator& operator++()
        {
            ++at_;
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++at_;
            return before;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

    private:
        const Dictionary* of_;
        std::size_t at_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

    friend bool operator==(const Dictionary& a, const Dictionary& b)
    {
        return a.ends_ == b.ends_ && a.characters_ == b.characters_;
    }

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t code = kUnknown; ///< kUnknown: free
    };

    void makeRoom(std::size_t more);
    void rehash(std::size_t slots);
    [[nodiscard]] std::size_t slotOf(std::string_view text, std::uint32_t hash) const;
    [[nodiscard]] std::uint32_t place(std::string_view text, std::uint32_t hash);

    std::string characters_;
    std::vector<std::size_t> ends_; ///< of each text in characters_
    std::vector<Slot> slots_; ///< a power of two, at most half full
};

} // namespace oxseal
