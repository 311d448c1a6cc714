// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/scope_sheet.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct ScopeRow
{
    PeriodId period;
    std::string system;
    access::ScopeRisk risk = access::ScopeRisk::Medium;
    access::ReviewFrequency frequency = access::ReviewFrequency::Quarterly;
    std::vector<std::string> aliases;
    std::string note;
    Instant setAt;
    PersonId setBy;
};

struct SkipRow
{
    std::int64_t id = 0;
    PeriodId period;
    std::string system;
    std::string why;
    Instant askedAt;
    PersonId askedBy;
    std::optional<Instant> approvedAt;
    PersonId approvedBy;
    std::optional<Instant> withdrawnAt;
    PersonId withdrawnBy;
};

struct KnownListRow
{
    std::int64_t id = 0;
    PeriodId period;
    access::KnownSource source = access::KnownSource::Sso;
    std::string fileName;
    ObjectId object;
    Digest sha256;
    Instant loadedAt;
    PersonId loadedBy;
};

/// What was last said about a name of such a list.
struct KnownWordRow
{
    access::KnownSource source = access::KnownSource::Sso;
    std::string nameKey; ///< access::scopeKey
    std::string system; ///< "" = none of those in scope
    std::string why;
    Instant saidAt;
    PersonId saidBy;
};

struct RoleOwnerRow
{
    std::string system;
    std::string role;
    PersonId person;
    Instant setAt;
    PersonId setBy;
};

struct RoleApprovalRow
{
    std::int64_t id = 0;
    std::string system;
    std::string role;
    SnapshotId listing;
    Digest digest;
    std::string body;
    Instant approvedAt;
    PersonId approvedBy;
    std::string note;
};

/// The SQL of the scope sheet and of contents of roles. Writers are called inside a unit of work only.
namespace scope_repo {

[[nodiscard]] Status putScope(Database& db, const ScopeRow& row); ///< new, or in place of the former
[[nodiscard]] Result<std::vector<ScopeRow>> scope(Database& db, PeriodId period); ///< by name
[[nodiscard]] Result<bool> begun(Database& db); ///< a sheet of any period has a system
[[nodiscard]] Result<std::int64_t> insertSkip(Database& db, const SkipRow& row);
[[nodiscard]] Status updateSkip(Database& db, const SkipRow& row); ///< approval and withdrawal
[[nodiscard]] Result<std::vector<SkipRow>> skips(Database& db, PeriodId period); ///< by id
[[nodiscard]] Result<std::optional<SkipRow>> skip(Database& db, std::int64_t id);

[[nodiscard]] Result<std::int64_t> insertList(Database& db, const KnownListRow& row);
[[nodiscard]] Status insertName(Database& db, std::int64_t list, std::int64_t line, const std::string& name);
[[nodiscard]] Result<std::vector<KnownListRow>> lists(Database& db, PeriodId period); ///< by id, all of each source
[[nodiscard]] Result<std::vector<std::string>> names(Database& db, std::int64_t list); ///< by line
[[nodiscard]] Status insertWord(Database& db, const KnownWordRow& row);
[[nodiscard]] Result<std::vector<KnownWordRow>> words(Database& db); ///< oldest first

[[nodiscard]] Status insertOwner(Database& db, const RoleOwnerRow& row);
[[nodiscard]] Result<std::vector<RoleOwnerRow>> owners(Database& db); ///< oldest first
[[nodiscard]] Result<std::int64_t> insertApproval(Database& db, const RoleApprovalRow& row);
[[nodiscard]] Result<std::vector<RoleApprovalRow>> approvals(Database& db); ///< oldest first

} // namespace scope_repo
} // namespace oxseal
