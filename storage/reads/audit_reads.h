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
};

/// The newest events first, at most `limit`.
[[nodiscard]] Result<std::vector<AuditRow>> auditTrail(Database& db, std::int64_t limit);

} // namespace oxseal
