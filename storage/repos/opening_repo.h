// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "storage/db/database.h"
#include "storage/repos/figures_signoff.h"

#include <string>
#include <vector>

namespace oxseal {

/// A signature on an opening statement, with the file that supports it.
struct OpeningSignoff : FiguresSignoff
{
    std::string supportName; ///< "" none
    ObjectId support;
    Digest supportSha256;
};

/// The SQL of opening statements. Writers are called inside a unit of work only.
namespace opening_repo {

[[nodiscard]] Status insertSignoff(Database& db, ReconciliationId id, const OpeningSignoff& signoff);
[[nodiscard]] Result<std::vector<OpeningSignoff>> signoffs(Database& db, ReconciliationId id); ///< oldest first

} // namespace opening_repo
} // namespace oxseal
