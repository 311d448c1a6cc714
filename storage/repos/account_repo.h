// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "models/recon/auto_close.h"
#include "storage/db/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// What kind of balance an account holds, as a person stated it.
struct AccountTraitRow
{
    std::string entity; ///< code
    std::string account;
    recon::AccountClass kind = recon::AccountClass::NotStated;
    bool key = false;
    Instant setAt;
    PersonId setBy;
};

/// One asking of the rule for an entity.
struct CloseRunRow
{
    std::int64_t id = 0;
    std::string entity;
    PeriodId period;
    std::int64_t ruleVersion = 0;
    Digest ruleSha256;
    Instant at;
    PersonId madeBy;
    std::int64_t closed = 0;
    std::string refusals; ///< canonical JSON
};

/// An account that a rule closed.
struct CloseRow
{
    std::int64_t id = 0;
    std::int64_t run = 0;
    std::string entity;
    std::string account;
    std::string accountName;
    PeriodId period;
    std::string currency;
    int digits = 2;
    std::int64_t balance = 0;
    std::string basis; ///< zero, unchanged
    SnapshotId trialBalance;
    SnapshotId ledger;
    std::optional<Instant> reopenedAt;
    std::string cause; ///< trial_balance, ledger, plan, rule, sample; "" while closed

    [[nodiscard]] std::string name() const { return entity + "/" + account; }
};

struct CloseSampleRow
{
    std::int64_t id = 0;
    PeriodId period;
    std::string seed;
    std::int64_t population = 0;
    std::int64_t lastClose = 0;
    Digest populationSha256;
    Instant drawnAt;
    PersonId drawnBy;
};

/// A sampled account, and what the person who looked at it says.
struct CloseLookRow
{
    std::int64_t sample = 0;
    std::int64_t close = 0;
    std::string outcome; ///< "", agrees, wrong
    std::string note;
    std::optional<Instant> lookedAt;
    PersonId lookedBy;
};

/// SQL of accounts, their traits and what rules closed. Writes are called inside a unit of work only.
namespace account_repo {

[[nodiscard]] Status putTrait(Database& db, const AccountTraitRow& row);
[[nodiscard]] Result<std::map<std::string, AccountTraitRow>> traits(Database& db, const std::string& entity); ///< by account

[[nodiscard]] Result<std::int64_t> insertRun(Database& db, const CloseRunRow& row);
[[nodiscard]] Result<std::vector<CloseRunRow>> runs(Database& db, PeriodId period); ///< oldest first
[[nodiscard]] Result<std::int64_t> insertClose(Database& db, const CloseRow& row);
[[nodiscard]] Status reopenClose(Database& db, std::int64_t id, Instant at, const std::string& cause);
[[nodiscard]] Result<std::vector<CloseRow>> closes(Database& db, PeriodId period); ///< by id, those opened again included
/// Still closed, in periods neither filed nor closed; `entity` "" = of all.
[[nodiscard]] Result<std::vector<CloseRow>> closesInForce(Database& db, const std::string& entity);

[[nodiscard]] Result<std::int64_t> insertSample(Database& db, const CloseSampleRow& row);
[[nodiscard]] Result<std::vector<CloseSampleRow>> samples(Database& db, PeriodId period); ///< oldest first
[[nodiscard]] Status insertLook(Database& db, std::int64_t sample, std::int64_t close);
[[nodiscard]] Status setLook(Database& db, const CloseLookRow& row);
[[nodiscard]] Result<std::vector<CloseLookRow>> looks(Database& db, PeriodId period); ///< by sample and account

} // namespace account_repo
} // namespace oxseal
