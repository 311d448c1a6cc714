// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/processor_reads.h"
#include "ui/common/table_data.h"

#include <map>
#include <memory>

namespace oxseal::ui {

class ContextCard;

[[nodiscard]] std::shared_ptr<ListData> processorTable(const std::vector<ProcessorView>& views);
/// Postings and deposits that belong to no payout, then the payouts: what differs first.
[[nodiscard]] std::shared_ptr<ListData> payoutTable(const ProcessorView& view);
/// What is owed, what the difference is made of, the payout chosen (nullptr none), what is held, and who signed these figures.
[[nodiscard]] ContextCard* processorCard(const ProcessorView& view, const recon::ProcessorPayout* payout, const std::map<PersonId, std::string>& names);

} // namespace oxseal::ui
