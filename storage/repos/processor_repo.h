// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/db/database.h"
#include "storage/repos/figures_signoff.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// A payment processor as the company has it: clearing account, bank account, limits.
struct ProcessorAccount
{
    std::int64_t id = 0;
    std::string entity;
    std::string account; ///< clearing account of the books
    std::string bankAccount; ///< as its statements were imported
    std::string name; ///< of the processor
    std::string mark; ///< words by which the bank's lines name it; "" unknown
    int transitDays = 7;
    int windowDays = 10;
    Instant madeAt;
    PersonId madeBy;
    std::optional<Instant> retiredAt;
    std::string retiredBecause;
};

/// The SQL of payment processors. Writers are called inside a unit of work only.
namespace processor_repo {

/// New, or the words and limits of the one that stands on this account (no longer retired); gives the id.
[[nodiscard]] Result<std::int64_t> put(Database& db, const ProcessorAccount& row);
[[nodiscard]] Status retire(Database& db, std::int64_t id, Instant at, PersonId by, const std::string& because);
[[nodiscard]] Result<std::vector<ProcessorAccount>> all(Database& db); ///< by entity and account
[[nodiscard]] Status insertSignoff(Database& db, std::int64_t processor, PeriodId period, const FiguresSignoff& signoff);
[[nodiscard]] Result<std::vector<FiguresSignoff>> signoffs(Database& db, std::int64_t processor, PeriodId period); ///< oldest first

} // namespace processor_repo
} // namespace oxseal
