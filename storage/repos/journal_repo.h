// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal {

/// What a person said of an entry that a test picked out.
struct JournalDecisionRow
{
    std::int64_t id = 0;
    std::string entity;
    PeriodId period;
    std::string entry;
    std::string test;
    Digest entrySha256; ///< of the entry as it was
    std::string outcome; ///< explained, corrected, escalated
    std::string reason;
    Instant decidedAt;
    PersonId decidedBy;
};

/// SQL of journal entries. Writes are called inside a unit of work only.
namespace journal_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const JournalDecisionRow& row);
[[nodiscard]] Result<std::vector<JournalDecisionRow>> decisions(Database& db, const std::string& entity, PeriodId period); ///< oldest first

} // namespace journal_repo
} // namespace oxseal
