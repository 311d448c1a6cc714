// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/period.h"
#include "models/recon/opening_statement.h"
#include "storage/db/database.h"
#include "storage/repos/opening_repo.h"

#include <string>
#include <vector>

namespace oxseal {

struct ReconRow;
struct ReconLineRow;

/// What the first reconciliation of an account starts from, and who stands behind it.
struct OpeningView
{
    recon::OpeningStatement statement;
    Digest digest; ///< of its record: what a signature stands for
    std::vector<OpeningSignoff> signoffs; ///< oldest first, those of other figures too
    std::string state; ///< "open", "prepared", "reviewed": signatures count while the figures are those signed

    /// The signature that stands for these figures; nullptr without one.
    [[nodiscard]] const OpeningSignoff* signedAs(std::string_view duty) const;
};
/// Of a reconciliation without one before it; `lines` are all of its lines.
[[nodiscard]] Result<OpeningView> openingView(Database& db, const ReconRow& row, const Period& period, const std::vector<ReconLineRow>& lines);

} // namespace oxseal
