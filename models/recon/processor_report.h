// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/table.h"
#include "models/recon/processor.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// What a processor's word for a row means; what no word tells is an adjustment, signed as it stands.
[[nodiscard]] ProcessorRowKind processorRowKind(std::string_view type);

struct ProcessorReport
{
    std::vector<ProcessorRow> rows; ///< in the file's order
    std::vector<std::string> unfooted; ///< keys of rows whose gross and stated fee do not come to their net
    std::set<std::string> currencies; ///< that the rows name
    bool bySequence = false; ///< no row names its payout: a payout pays what came before it
};

/// An imported table and what begins the keys of its rows.
struct KeyedTable
{
    const Table* table = nullptr;
    std::string prefix;
};

/// The rows of imported reports (kind "processor") in one way, whatever the processor's: the fee is gross − net where both stand;
/// fees are told as what is taken away, whatever sign the files give them; payouts take away. A row that stands in an earlier file
/// with all it says is taken once. Error: kProcessorOverflow.
[[nodiscard]] Result<ProcessorReport> processorRows(std::span<const KeyedTable> tables);

/// The lines of one account of a general ledger.
[[nodiscard]] std::vector<ProcessorPosting> clearingPostings(const KeyedTable& ledger, std::string_view account);
/// The lines of statements; what stands in an earlier one (overlap.h) is taken once.
[[nodiscard]] std::vector<ProcessorPosting> bankPostings(std::span<const KeyedTable> statements);

} // namespace oxseal::recon
