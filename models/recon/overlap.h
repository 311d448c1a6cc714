// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// What identifies a line of one account by its content. `bankId` is a FITID or bank reference; banks reuse them.
struct ContentLine
{
    Day date;
    std::int64_t amount = 0;
    std::string_view bankId;
    std::string_view reference;
    std::string_view description;
};

enum class OverlapKind {
    New, ///< not seen before
    Same, ///< the very same content stands in an earlier file: the k-th of equals here is the k-th of equals there
    RecycledId, ///< its bank id was used before for another date or amount: kept, and flagged
};

struct OverlapMark
{
    OverlapKind kind = OverlapKind::New;
    /// Index into `earlier` (Same), or of the line that carried the id first (RecycledId; then `inEarlier` tells where).
    std::uint32_t other = 0;
    bool inEarlier = true;
};

/// C11: compares a new file of an account with the lines already imported for it, by content and never by bank id alone;
/// nothing is dropped here. One mark per line of `fresh`. O(n log n).
[[nodiscard]] std::vector<OverlapMark> compareWithEarlier(
    std::span<const ContentLine> earlier, std::span<const ContentLine> fresh);

} // namespace oxseal::recon
