// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/overlap.h"
#include "storage/repos/recon_repo.h"

#include <functional>
#include <vector>

namespace oxseal {

/// What of a line tells whether another is the same.
[[nodiscard]] recon::ContentLine contentOf(const ReconLineRow& line);

/// Lines laid out anew (a ledger exported again, opening items stated again) keep the key of the line of before whose content they have,
/// and with the key all that people decided about it: the k-th of equals is the k-th of equals. `among`: which of before come into
/// question; of `fresh`, those of `origin` are looked at.
void keepKeys(const std::vector<ReconLineRow>& before, const std::function<bool(const ReconLineRow&)>& among, recon::ItemOrigin origin,
    std::vector<ReconLineRow>& fresh);

/// Opening items stated by a person have keys "o:N". Those that were stated before keep theirs, wherever they stand in the file now; new
/// ones get numbers that none had.
void keyStatedItems(const std::vector<ReconLineRow>& before, std::vector<ReconLineRow>& stated);
/// Whether a line is such an item.
[[nodiscard]] bool isStatedItem(const ReconLineRow& line);

} // namespace oxseal
