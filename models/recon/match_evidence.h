// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/fixed_bits.h"

#include <cstdint>

namespace oxseal::recon {

/// The parts of one pair's weight; they add up to it.
struct PairEvidence
{
    Bits prior = 0; ///< before anything is compared, less the penalty of a repeated entry
    Bits amount = 0;
    Bits day = 0;
    Bits reference = 0;
    Bits description = 0;

    [[nodiscard]] std::int64_t total() const { return std::int64_t{prior} + amount + day + reference + description; }
    friend bool operator==(const PairEvidence&, const PairEvidence&) = default;
};

/// What a decision of the learnt engine rests on.
enum class MatchBasis : std::uint8_t {
    Pair, ///< two lines, weighed field by field
    Number, ///< a sum of lines that carry one number with the statement's line
    Label, ///< the sum of one day's lines of a label the statement prints
    Name, ///< a sum of lines of one counterparty
};

[[nodiscard]] constexpr const char* name(MatchBasis basis) noexcept
{
    switch (basis) {
    case MatchBasis::Number:
        return "learnt-number";
    case MatchBasis::Label:
        return "learnt-label";
    case MatchBasis::Name:
        return "learnt-name";
    case MatchBasis::Pair:
        break;
    }
    return "learnt-pair";
}

/// Why a learnt decision is not `auto`, the first that applies.
enum class ReviewReason : std::uint8_t {
    None,
    Probability, ///< below the limit
    AmountAlone, ///< neither reference nor description speaks for it
    Difference, ///< the amounts differ: a fee or a tolerance
    Repeated, ///< the entry of the books repeats an earlier one
    NotUnique, ///< another sum would have fitted as well
    BoundReached, ///< not all sums were tried
};

/// Numbers behind one decision of the learnt engine, all integers. Probabilities have 32 fraction bits.
struct MatchEvidence
{
    MatchBasis basis = MatchBasis::Pair;
    ReviewReason review = ReviewReason::None;
    std::uint8_t amountLevel = 0; ///< AmountLevel
    std::uint8_t referenceLevel = 0; ///< ReferenceLevel
    std::uint8_t descriptionLevel = 0; ///< see kFitLevels
    std::int32_t lag = 0; ///< statement date − date of the books (of a sum: its last), calendar days
    PairEvidence weight; ///< of a pair; of a sum all zero
    std::uint32_t probability = 0;
    std::uint32_t rivalProbability = 0; ///< of the runner-up, when the group names one
    std::uint32_t alternatives = 0; ///< sums: others that reach the amount

    friend bool operator==(const MatchEvidence&, const MatchEvidence&) = default;
};

} // namespace oxseal::recon
