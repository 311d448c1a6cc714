// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_line.h"
#include "models/recon/pass_set.h"
#include "storage/import/csv_table.h"

#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kMatchNoAmount{"recon.match_no_amount", ErrorClass::Input};

/// One file of `oxseal match`. The lines borrow their texts from beside them: move, never copy.
struct MatchSide
{
    ImportReport report;
    std::deque<std::string> texts; ///< those of a column together, each distinct one once; a line's own generated id
    std::vector<recon::MatchLine> lines;
    int digits = 2; ///< decimals of the amounts
    std::size_t repeatedIds = 0; ///< lines whose id another line of the file already has; all are kept (C11)

    MatchSide() = default;
    MatchSide(MatchSide&&) = default;
    MatchSide& operator=(MatchSide&&) = default;
};

/// Reads id, date, amount (or debit and credit), currency, account, reference and up to four description columns, by
/// synonyms or `map` ("id=bank_id,date=value_date"; "description=" may be given several times). `statement` decides what a
/// credit means: money in on a statement, money out in the books. Lines without an id get "line N".
[[nodiscard]] Result<MatchSide> readMatchSide(
    const std::filesystem::path& file, const std::string& map, bool statement, unsigned threads);
[[nodiscard]] Result<MatchSide> readMatchSide(ByteView bytes, const std::string& map, bool statement, unsigned threads);

/// resources/rules/match_passes.json, or the given file.
[[nodiscard]] Result<recon::PassSet> matchRules(const std::optional<std::filesystem::path>& file = {});

} // namespace oxseal
