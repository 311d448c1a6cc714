// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/processor.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace oxseal {

/// The cells of a payout as the packet tells them, in the order of kPayoutColumns; re-performance makes them again.
[[nodiscard]] std::vector<std::string> payoutCells(const recon::ProcessorPayout& payout, std::span<const recon::ProcessorRow> rows,
    std::span<const recon::ProcessorPosting> postings, std::span<const recon::ProcessorPosting> bank, int digits);
inline constexpr const char* kPayoutColumns[] = {"payout", "day", "state", "carried", "stated", "gross", "fees", "refunds", "chargebacks", "holds", "releases", "adjustments",
    "from_before", "net", "paid", "deposited", "debits", "gross_due", "credits", "credits_due", "report_differs", "bank_differs", "gross_differs", "credits_differ",
    "booked_ahead", "rows", "postings", "deposits"};

/// The figures of a proof by the names of their columns.
[[nodiscard]] std::vector<std::pair<const char*, std::int64_t>> proofFigures(const recon::ProcessorProof& proof);

} // namespace oxseal
