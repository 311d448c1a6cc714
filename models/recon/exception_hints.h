// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/exception_rules.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// What a person could do about an open item. A hint is a question put to a person; nothing is done because of it.
enum class Resolution {
    Match, ///< a line of the other side has the same amount
    Split, ///< exactly one sum of few lines of the other side comes to the amount
    Transposition, ///< an amount beside it differs by a multiple of nine, as swapped digits do
    Duplicate, ///< the same side has the line twice
    Fee,
    Interest,
    Returned, ///< a payment that came back
    Timing, ///< the other side follows within days
    Unidentified, ///< nothing speaks for any of these
};
[[nodiscard]] const char* name(Resolution resolution) noexcept; ///< "match", "split" …
[[nodiscard]] std::optional<Resolution> resolutionFromName(std::string_view name) noexcept;

/// A line of a reconciliation as the hints see it. Money in is positive on both sides.
struct HintLine
{
    ItemOrigin origin = ItemOrigin::Bank;
    std::int64_t amount = 0;
    Day date;
    std::string reference;
    std::string description;
    bool open = true; ///< else it is matched, and serves as a twin only
};

struct Hint
{
    Resolution kind = Resolution::Unidentified;
    ItemCategory category = ItemCategory::Unclassified; ///< the item would get; Unclassified where lines are to be matched
    int confidence = 0; ///< 0 to 1000, a rank stated by the rule; not a probability
    std::vector<std::size_t> with; ///< lines it rests on, ascending
    std::int64_t difference = 0; ///< of a transposition: this amount − the other; of a difference: itself
    friend bool operator==(const Hint&, const Hint&) = default;
};

/// For each line what could be done about it, the surest first; empty for lines that are not open. Never empty for open ones:
/// at the end stands Timing or Unidentified. Sums are sought among at most 20 lines of the right sign within the rule's days,
/// and suggested only when exactly one comes out even; of lines of one amount at most 200 are looked at. The result depends on the order of the lines in nothing but its
/// indexes.
[[nodiscard]] std::vector<std::vector<Hint>> hintsFor(
    const ExceptionRules& rules, std::string_view currency, int digits, std::span<const HintLine> lines, Day periodEnd);

/// How urgent an item is: amount × days of age (one at least) × what is not explained (1001 − the best hint's confidence).
/// Stops at the largest number.
[[nodiscard]] std::uint64_t urgency(std::int64_t amount, int ageDays, int confidence) noexcept;

} // namespace oxseal::recon
