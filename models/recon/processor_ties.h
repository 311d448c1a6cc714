// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/processor.h"

namespace oxseal::recon {

/// The comparable form of a reference; "" of an empty one.
[[nodiscard]] std::string referenceKeyOf(const std::string& reference);

/// Gives each payout its lines of the bank; what names the processor and belongs to no payout goes to `others`.
void tieDeposits(const ProcessorInput& input, std::vector<ProcessorPayout>& payouts, std::vector<std::uint32_t>& others);

/// Gives each payout, and what was not paid out, its postings of the clearing account; the rest goes to `others`.
void tiePostings(const ProcessorInput& input, std::vector<ProcessorPayout>& payouts, ProcessorPayout& unpaid, std::vector<std::uint32_t>& others);

} // namespace oxseal::recon
