// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"
#include "models/recon/exchange_rate.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kMirrorOverflow{"recon.mirror_overflow", ErrorClass::Input};

/// One line of either account, with the sign of its own books (debit positive).
struct MirrorLine
{
    std::string key;
    Day day;
    std::int64_t amount = 0; ///< minor units of its account's currency
    std::string reference;
    std::string description;
    bool carried = false; ///< of an earlier period, open since; the day is its own
};

/// What is laid side by side: an account of one entity and its counterpart of another, with what was open between them before. What one owes the other claims, so that the sum
/// of both is zero when they agree.
struct MirrorInput
{
    std::span<const MirrorLine> first;
    std::span<const MirrorLine> second;
    std::int64_t firstEnd = 0; ///< balance at the end, in the first currency
    std::int64_t secondEnd = 0; ///< in the second
    int firstDigits = 2;
    int secondDigits = 2;
    /// Closing rate, first currency per unit of the second.
    ExchangeRate rate;
    bool oneCurrency = true;
    Day end; ///< last day of the period
    int transitDays = 10; ///< a line on one side only, this close to the end, is in transit
    int windowDays = 10; ///< lines of one pair lie no further apart
    /// Two currencies: a pair's own rate may depart from the closing rate by this many thousandths; beyond it the amounts differ.
    int rateMargin = 50;
};

enum class MirrorState : std::uint8_t {
    Agrees, ///< one currency: to the minor unit; two: within a minor unit at the closing rate
    RateDiffers, ///< two currencies: booked at another rate than the closing one
    AmountDiffers, ///< same reference, and the amounts are not each other's
    InTransit, ///< on one side only, close to the end
    OneSided, ///< on one side only
};
[[nodiscard]] const char* name(MirrorState state) noexcept; ///< "agrees", "rate_differs", …

/// A pair, or a line without its counterpart.
struct MirrorItem
{
    MirrorState state = MirrorState::OneSided;
    std::vector<std::uint32_t> first; ///< indexes into MirrorInput::first
    std::vector<std::uint32_t> second;
    std::int64_t firstAmount = 0;
    std::int64_t secondAmount = 0; ///< in the second currency
    std::int64_t secondAtClosing = 0; ///< the same in the first currency at the closing rate
    /// firstAmount + secondAtClosing: what the item leaves in the difference.
    std::int64_t difference = 0;
};

/// The difference of both balances, and everything that makes it up.
struct Mirror
{
    std::vector<MirrorItem> items; ///< what differs first, by absolute difference; then what agrees
    std::int64_t secondEndAtClosing = 0;
    std::int64_t difference = 0; ///< firstEnd + secondEndAtClosing
    std::int64_t opening = 0; ///< part of it that was there before the period's lines
    std::int64_t rateDifferences = 0;
    std::int64_t amountDifferences = 0;
    std::int64_t inTransit = 0;
    std::int64_t oneSided = 0;
    /// What is left of pairs that agree, and what converting line by line makes other than converting the sum: at most half a minor
    /// unit a line.
    std::int64_t rounding = 0;
    std::size_t agreed = 0;
    /// The absolute sizes of what was there before, of amounts that differ and of lines on one side only, added up: errors of opposite
    /// signs hide each other in the difference, not here. INT64_MAX when the sum is larger.
    std::int64_t unexplained = 0;
    /// The difference is opening + rate + amount + transit + one-sided + rounding, and the rounding is no more than roundings make.
    bool holds = false;
};

/// The lines of items that go on into the next period with their own days: on the way, on one side only, of amounts that differ. What
/// agrees is settled, and a difference by the rate alone is part of both balances.
struct OpenMirrorLines
{
    std::vector<MirrorLine> first;
    std::vector<MirrorLine> second;
};
[[nodiscard]] OpenMirrorLines openLinesOf(const Mirror& mirror, std::span<const MirrorLine> first, std::span<const MirrorLine> second);

/// Pairs by reference (compared as reference_key.h does; several lines of one reference are summed on either side), then, where a reference
/// is missing on one side, by the exact counter-amount within the window when it is the only one; carried lines that their own side has put right
/// since (one reference, or the one opposite amount) are settled. Pure; the order of lines does not
/// matter. Errors: kMirrorOverflow.
[[nodiscard]] Result<Mirror> mirrorAccounts(const MirrorInput& input);

} // namespace oxseal::recon
