// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/text_measures.h"

#include "models/recon/fixed_bits.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

constexpr std::size_t kLongest = 64;

} // namespace

std::uint32_t jaroWinkler(std::string_view a, std::string_view b) noexcept
{
    a = a.substr(0, kLongest);
    b = b.substr(0, kLongest);
    if (a.empty() || b.empty())
        return a.size() == b.size() ? kSame : 0;
    const std::size_t longer = std::max(a.size(), b.size());
    const std::size_t reach = longer < 4 ? 0 : longer / 2 - 1;
    std::uint64_t usedA = 0;
    std::uint64_t usedB = 0;
    std::uint64_t common = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t from = i > reach ? i - reach : 0;
        const std::size_t to = std::min(b.size(), i + reach + 1);
        for (std::size_t j = from; j < to; ++j) {
            if (a[i] == b[j] && (usedB >> j & 1U) == 0) {
                usedA |= std::uint64_t{1} << i;
                usedB |= std::uint64_t{1} << j;
                ++common;
                break;
            }
        }
    }
    if (common == 0)
        return 0;
    std::uint64_t moved = 0;
    for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
        if ((usedA >> i & 1U) == 0)
            continue;
        while ((usedB >> j & 1U) == 0)
            ++j;
        moved += a[i] != b[j] ? 1U : 0U;
        ++j;
    }
    // Jaro = (c/|a| + c/|b| + (c − t)/c) / 3 with t half of the moved letters, over one denominator.
    const std::uint64_t sizeA = a.size();
    const std::uint64_t sizeB = b.size();
    const std::uint64_t bottom = 3 * sizeA * sizeB * common;
    const std::uint64_t top = common * common * (sizeA + sizeB) + (common - moved / 2) * sizeA * sizeB;
    std::uint64_t prefix = 0;
    if (10 * top > 7 * bottom) {
        while (prefix < std::min<std::uint64_t>(4, std::min(sizeA, sizeB)) && a[prefix] == b[prefix])
            ++prefix;
    }
    return static_cast<std::uint32_t>(((10 * top + prefix * (bottom - top)) << 16U) / (10 * bottom));
}

unsigned editDistance(std::string_view a, std::string_view b, unsigned most) noexcept
{
    a = a.substr(0, kLongest);
    b = b.substr(0, kLongest);
    std::array<std::array<unsigned, kLongest + 1>, 3> rows{};
    unsigned now = 0;
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = static_cast<unsigned>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const auto& before = rows[now];
        const auto& earlier = rows[(now + 2) % 3];
        now = (now + 1) % 3;
        auto& row = rows[now];
        row[0] = static_cast<unsigned>(i);
        unsigned least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            unsigned best = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, earlier[j - 2] + 1);
            row[j] = best;
            least = std::min(least, best);
        }
        // A swap reaches back two rows, so a row may exceed the limit by one and still lead to it.
        if (least > most + 1)
            return most + 1;
    }
    return std::min(rows[now][b.size()], most + 1);
}

void PatternSearch::set(std::span<const std::uint8_t> pattern) noexcept
{
    for (std::size_t i = 0; i < length_; ++i)
        at_[letters_[i]] = 0;
    length_ = std::min(pattern.size(), kLongest);
    for (std::size_t i = 0; i < length_; ++i) {
        letters_[i] = pattern[i] & 63U;
        at_[letters_[i]] |= std::uint64_t{1} << i;
    }
}

unsigned PatternSearch::distanceIn(std::span<const std::uint8_t> text) const noexcept
{
    if (length_ == 0)
        return 0;
    std::uint64_t plus = ~std::uint64_t{0};
    std::uint64_t minus = 0;
    const std::uint64_t last = std::uint64_t{1} << (length_ - 1);
    unsigned distance = static_cast<unsigned>(length_);
    unsigned best = distance;
    for (const std::uint8_t letter : text) {
        const std::uint64_t equal = at_[letter & 63U];
        const std::uint64_t vertical = equal | minus;
        const std::uint64_t horizontal = (((equal & plus) + plus) ^ plus) | equal;
        std::uint64_t up = minus | ~(horizontal | plus);
        std::uint64_t down = plus & horizontal;
        if ((up & last) != 0)
            ++distance;
        else if ((down & last) != 0)
            --distance;
        up <<= 1U; // no carry in: the part of the text may begin anywhere
        down <<= 1U;
        plus = down | ~(vertical | up);
        minus = up & vertical;
        best = std::min(best, distance);
    }
    return best;
}

std::uint32_t wordOverlap(std::span<const WeightedWord> a, std::span<const WeightedWord> b, std::uint32_t total) noexcept
{
    const auto information = [total](const WeightedWord& word) {
        return std::uint64_t{1} + static_cast<std::uint64_t>(std::max<Bits>(0, log2Ratio(std::max(total, 1U), std::max(word.lines, 1U))));
    };
    std::uint64_t ofA = 0;
    std::uint64_t ofB = 0;
    std::uint64_t both = 0;
    for (const WeightedWord& word : b)
        ofB += information(word);
    for (const WeightedWord& word : a) {
        ofA += information(word);
        if (std::any_of(b.begin(), b.end(), [&](const WeightedWord& other) { return other.word == word.word; }))
            both += information(word);
    }
    const std::uint64_t less = std::min(ofA, ofB);
    return less == 0 ? 0 : static_cast<std::uint32_t>(std::min<std::uint64_t>(kSame, (both << 16U) / less));
}

} // namespace oxseal::recon
