// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "storage/db/database.h"
#include "storage/repos/figures_signoff.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// Two accounts of two entities that mirror each other.
struct MirrorRow
{
    std::int64_t id = 0;
    std::string firstEntity;
    std::string firstAccount;
    std::string secondEntity;
    std::string secondAccount;
    int transitDays = 10;
    int windowDays = 10;
    int rateMargin = 50; ///< thousandths
    std::string because;
    Instant madeAt;
    PersonId madeBy;
    std::optional<Instant> retiredAt;
    std::string retiredBecause;
};

/// So many units of `in` for one of `of`, as somebody stated it.
struct RateRow
{
    std::int64_t id = 0;
    PeriodId period;
    std::string in;
    std::string of;
    std::string rate;
    Day day;
    std::string source;
    Instant statedAt;
    PersonId statedBy;
};

/// The SQL of intercompany accounts. Writers are called inside a unit of work only.
namespace mirror_repo {

/// New, or the limits and words of the pair that exists (no longer retired); gives the id.
[[nodiscard]] Result<std::int64_t> put(Database& db, const MirrorRow& row);
[[nodiscard]] Status retire(Database& db, std::int64_t id, Instant at, PersonId by, const std::string& because);
[[nodiscard]] Result<std::vector<MirrorRow>> all(Database& db); ///< by entities and accounts
[[nodiscard]] Result<std::int64_t> insertRate(Database& db, const RateRow& row);
[[nodiscard]] Result<std::vector<RateRow>> rates(Database& db, PeriodId period); ///< oldest first
[[nodiscard]] Status insertSignoff(Database& db, std::int64_t mirror, PeriodId period, const FiguresSignoff& signoff);
[[nodiscard]] Result<std::vector<FiguresSignoff>> signoffs(Database& db, std::int64_t mirror, PeriodId period); ///< oldest first

} // namespace mirror_repo
} // namespace oxseal
