// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/ids.h"
#include "models/recon/schedule.h"
#include "storage/db/database.h"
#include "storage/reads/recon_reads.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// The schedule of one account in one period.
struct ScheduleRow
{
    std::int64_t id = 0;
    std::string entity;
    std::string account;
    std::string accountName;
    PeriodId period;
    recon::ScheduleKind kind = recon::ScheduleKind::Other;
    std::string currency; ///< "" when the trial balance names none
    int digits = 2;
    std::string state; ///< open, prepared, reviewed
    SnapshotId trialBalance;
    std::int64_t balance = 0;
    std::int64_t prior = 0; ///< schedule of the period before; 0: none
};

struct ScheduleLineRow
{
    std::int64_t id = 0;
    recon::ScheduleLine line;
    ObjectId evidence;
    std::int64_t file = 0; ///< 0: typed, or carried
    std::optional<Instant> examinedAt;
    PersonId examinedBy;
    std::string note;
};

struct ScheduleFileRow
{
    std::int64_t id = 0;
    std::int64_t schedule = 0;
    std::string name;
    ObjectId object;
    Digest sha256;
    std::int64_t lines = 0;
    Instant loadedAt;
    PersonId loadedBy;
};

/// SQL of schedules. Writes are called inside a unit of work only.
namespace schedule_repo {

/// Inserts (id 0) or updates; gives the id.
[[nodiscard]] Result<std::int64_t> save(Database& db, const ScheduleRow& row);
[[nodiscard]] Status setState(Database& db, std::int64_t id, const std::string& state);
[[nodiscard]] Result<std::optional<ScheduleRow>> byId(Database& db, std::int64_t id);
[[nodiscard]] Result<std::optional<ScheduleRow>> find(Database& db, const std::string& entity, const std::string& account, PeriodId period);
[[nodiscard]] Result<std::vector<ScheduleRow>> ofPeriod(Database& db, PeriodId period); ///< by entity and account

/// Inserts (id 0) or updates.
[[nodiscard]] Status saveLine(Database& db, std::int64_t schedule, const ScheduleLineRow& row);
[[nodiscard]] Status clearLines(Database& db, std::int64_t schedule);
[[nodiscard]] Result<std::vector<ScheduleLineRow>> lines(Database& db, std::int64_t schedule); ///< in the order entered

[[nodiscard]] Result<std::int64_t> insertFile(Database& db, const ScheduleFileRow& row);
[[nodiscard]] Result<std::vector<ScheduleFileRow>> files(Database& db, std::int64_t schedule); ///< oldest first

[[nodiscard]] Status insertSignoff(Database& db, std::int64_t schedule, const ReconSignoff& signoff);
[[nodiscard]] Status voidSignoffs(Database& db, std::int64_t schedule, Instant at);
[[nodiscard]] Result<std::vector<ReconSignoff>> signoffs(Database& db, std::int64_t schedule);

} // namespace schedule_repo
} // namespace oxseal
