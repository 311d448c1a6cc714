// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/recon_actions.h"
#include "storage/repos/recon_repo.h"

#include <vector>

namespace oxseal {

/// Puts the balances that a person stated for a first period into `row`, in the decimals of its currency, which must be known. Errors:
/// kOpeningDecimals, recon::kAmountOverflow.
[[nodiscard]] Status stateBalances(const OpenReconciliation& request, ReconRow& row);
/// The open items stated with them as lines, with their keys (keyStatedItems). `before`: the lines as laid out until now. Same errors.
[[nodiscard]] Result<std::vector<ReconLineRow>> statedItems(
    const OpenReconciliation& request, const ReconRow& row, const std::vector<ReconLineRow>& before);

} // namespace oxseal
