// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"
#include "storage/db/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oxseal {

/// One event as the audit trail shows it.
struct AuditRow
{
    std::uint64_t sequence = 0;
    Instant time;
    std::string person; ///< name as recorded today; the login's number when nobody has it
    std::string verb;
    std::string object;
    std::string module;
    std::string reason; ///< "" when the body was disposed of
    bool disposed = false;
};

/// The newest events first, at most `limit`.
[[nodiscard]] Result<std::vector<AuditRow>> auditTrail(Database& db, std::int64_t limit);

/// A part of the trail: a ledger may hold millions of events, and a page shows some thousands at a time.
struct AuditFilter
{
    std::string module; ///< "" for any
    std::int64_t person = 0; ///< 0 for anybody
    std::int64_t limit = 10000;
};
[[nodiscard]] Result<std::vector<AuditRow>> auditTrail(Database& db, const AuditFilter& filter);

/// What the trail can be narrowed to, and how much there is of it.
struct AuditScope
{
    struct Count
    {
        std::string name; ///< module, or name of the person
        std::int64_t person = 0; ///< 0 for modules
        std::int64_t events = 0;
    };
    std::int64_t events = 0;
    std::vector<Count> modules; ///< by name
    std::vector<Count> people; ///< by name
};
[[nodiscard]] Result<AuditScope> auditScope(Database& db);

} // namespace oxseal
