// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace oxseal::recon {

/// A pair of amounts that belong together by their reference and differ: `books` and what the bank shows less of it.
struct AmountGap
{
    std::int64_t books = 0; ///< minor units, signed
    std::int64_t gap = 0; ///< books − bank
};

/// A fee a bank or processor keeps: gap = fixed + rate × |books|, the product rounded to the nearest minor unit.
struct FeeSchedule
{
    std::int64_t fixed = 0; ///< minor units
    std::int64_t rate = 0; ///< hundred-thousandths
    std::uint32_t seen = 0; ///< gaps it explains

    /// Amounts beyond 2^45 count as 2^45.
    [[nodiscard]] std::int64_t gapOf(std::int64_t books) const noexcept;
    friend bool operator==(const FeeSchedule&, const FeeSchedule&) = default;
};

inline constexpr std::size_t kMostFees = 8;

/// The schedules behind frequent gaps, most frequent first: fixed amounts are found by counting, rates by the slopes between
/// gaps of far amounts. A schedule must explain at least five gaps and one in fifty. The result does not depend on the order.
[[nodiscard]] std::vector<FeeSchedule> learnFees(std::span<const AmountGap> gaps);

} // namespace oxseal::recon
