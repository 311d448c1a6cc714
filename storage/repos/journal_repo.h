// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <cstdint>
#include <optional>
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

/// How the books of an entity begin a fiscal year, as a person stated it; both texts empty: as any other period.
struct JournalYearRow
{
    std::int64_t id = 0;
    std::string entity;
    std::string resultAccounts; ///< "4000-8999, 9100"
    std::string into;
    std::string reason;
    Instant statedAt;
    PersonId statedBy;
};

/// SQL of journal entries. Writes are called inside a unit of work only.
namespace journal_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const JournalDecisionRow& row);
[[nodiscard]] Result<std::vector<JournalDecisionRow>> decisions(Database& db, const std::string& entity, PeriodId period); ///< oldest first
[[nodiscard]] Result<std::int64_t> insertYear(Database& db, const JournalYearRow& row);
[[nodiscard]] Result<std::optional<JournalYearRow>> year(Database& db, const std::string& entity); ///< the last one

} // namespace journal_repo
} // namespace oxseal
