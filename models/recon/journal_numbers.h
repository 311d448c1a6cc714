// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// Numbers that are not there, both ends among them.
struct MissingNumbers
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::string next; ///< the entry that follows them

    [[nodiscard]] std::string text() const; ///< "17" or "17-19"
};

/// Entries whose ids differ only in the number at their end: JE-2026-0001, JE-2026-0002.
struct NumberSequence
{
    std::string prefix; ///< "JE-2026-"
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::size_t numbers = 0; ///< different ones
    /// At least three numbers, and at least nine of ten between first and last are there. Of others nothing is said to be missing: the
    /// rest of their numbers may belong to another entity or ledger.
    bool dense = false;
    std::optional<std::int64_t> before; ///< last number in the listing of the period before, when that was dense
    bool restarted = false; ///< in a new fiscal year it began again
    std::vector<MissingNumbers> missing; ///< of a dense one, ascending
};

struct NumberedId
{
    std::string_view prefix;
    std::int64_t number = 0;
};
/// nullopt without digits at the end, or with more than eighteen.
[[nodiscard]] std::optional<NumberedId> numberedId(std::string_view id) noexcept;

/// Sequences by prefix. `before`: ids of the listing of the period before; `newYear`: the period opens a fiscal year, so that a sequence may
/// begin again.
[[nodiscard]] std::vector<NumberSequence> numberSequences(std::span<const std::string> ids, std::span<const std::string> before, bool newYear);

} // namespace oxseal::recon
