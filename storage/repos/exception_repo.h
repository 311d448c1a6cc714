// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/recon/exception_case.h"
#include "storage/db/database.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace oxseal {

/// How an item is known for as long as it is open: side and key.
using ItemName = std::pair<recon::ItemOrigin, std::string>;

/// What one person decided about an open item; states all of it.
struct ExceptionActRow
{
    std::int64_t id = 0;
    ReconciliationId recon; ///< in whose period it was made
    std::string entity;
    std::string account;
    ItemName item;
    std::int64_t amount = 0;
    Day day;
    recon::Disposition disposition = recon::Disposition::None;
    std::string owner;
    std::optional<Day> due;
    std::string control;
    std::string otherAccount;
    std::int64_t ruleVersion = 0;
    std::string reason;
    Instant madeAt;
    PersonId madeBy;
};

/// An act that stated a day, and whether the item is matched since: in its own period or in the next.
struct DatedActRow
{
    ExceptionActRow act;
    bool cleared = false;
};

/// SQL of exceptions. Writes are called inside a unit of work only.
namespace exception_repo {

[[nodiscard]] Result<std::int64_t> insert(Database& db, const ExceptionActRow& row);
[[nodiscard]] Result<std::vector<ExceptionActRow>> acts(Database& db, const std::string& entity, const std::string& account); ///< oldest first
/// The newest act about each item that was made in the reconciliation and stated a day.
[[nodiscard]] Result<std::vector<DatedActRow>> dated(Database& db, ReconciliationId recon);
/// Items that the reconciliation took over from the period before.
[[nodiscard]] Result<std::set<ItemName>> carried(Database& db, ReconciliationId recon);
/// Of them, those that are matched there.
[[nodiscard]] Result<std::set<ItemName>> cleared(Database& db, ReconciliationId recon);
/// The reconciliation of the next period that took this one's items over; 0 when there is none.
[[nodiscard]] Result<ReconciliationId> next(Database& db, ReconciliationId recon);

} // namespace exception_repo
} // namespace oxseal
