// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/entitlement.h"
#include "storage/import/row_sources.h"
#include "storage/objects/snapshot_store.h"

#include <string>
#include <vector>

namespace oxseal {

/// What the lines of a listing let their accounts do, in plain words, and which line of which file each comes from (A10).
class LineMeanings
{
public:
    /// By the duties of the rules in use and the contents of roles that their owners approved.
    [[nodiscard]] static Result<LineMeanings> of(Workspace& workspace, const SnapshotInfo& info, const access::Population& listing);

    /// Never empty: where nobody has described it, it says so. `entitlement`: index into the listing's.
    [[nodiscard]] const std::string& words(std::uint32_t entitlement) const { return words_[entitlement]; }
    [[nodiscard]] bool described(std::uint32_t entitlement) const { return described_[entitlement]; }
    /// Line 0 when the listing's import did not keep it.
    [[nodiscard]] RowSource source(std::size_t row) const;
    /// "line 17 of users.csv"; where the import did not keep lines: "row 16 of users.csv".
    [[nodiscard]] std::string sourceWords(std::size_t row) const;

private:
    std::vector<std::string> words_;
    std::vector<bool> described_;
    std::string fileName_;
    Table sources_;
};

} // namespace oxseal
