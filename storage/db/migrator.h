// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "storage/db/database.h"

#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kSchemaStepInvalid{"schema.step_invalid", ErrorClass::Internal};
inline constexpr ErrorCode kSchemaTooNew{"schema.too_new", ErrorClass::Usage};
inline constexpr ErrorCode kSchemaDiverged{"schema.diverged", ErrorClass::Integrity};
inline constexpr ErrorCode kSchemaForeign{"schema.foreign", ErrorClass::Input};

/// One numbered step, storage/schema/NNNN_name.sql. Its first comment lines state
/// `-- description: …` and `-- min-compatible: N` (the oldest schema number whose programs may still read the result).
struct SchemaStep
{
    int number = 0;
    std::string name;
    std::string description;
    int minCompatible = 0;
    std::string sql;
};

enum class MigrationOutcome {
    Created, ///< the database was empty; every step was applied
    UpToDate, ///< nothing to do
    Migrated, ///< some steps were applied
    Pending, ///< steps are missing, but the caller may only read: nothing was applied
    ReadOnly, ///< made by a newer program whose schema we may still read
    TooNew, ///< made by a newer program; must not be touched
    Diverged, ///< a step was applied with another text than the one compiled in
    Foreign, ///< tables, but none of ours: not an Oxseal database
    Failed, ///< a step ended in an error; everything was rolled back
};

struct MigrationReport
{
    MigrationOutcome outcome = MigrationOutcome::UpToDate;
    int from = 0; ///< highest number before, 0 = empty
    int to = 0; ///< highest number now
    std::vector<int> applied;
    std::string detail; ///< SQLite's message for Failed, the step's name for Diverged
};

/// Reads header lines of one file; kSchemaStepInvalid when they are missing.
[[nodiscard]] Result<SchemaStep> parseSchemaStep(const std::string& fileName, const std::string& sql);
/// The steps compiled in, by number.
[[nodiscard]] Result<std::vector<SchemaStep>> compiledSchema();
/// Applies what is missing, all in one transaction. An error is only a failure of reading; all else is an outcome.
[[nodiscard]] Result<MigrationReport> migrate(
    Database& db, const std::vector<SchemaStep>& steps, bool mayWrite, Instant now);
/// The error a caller reports for an outcome that forbids opening; success for the others.
[[nodiscard]] Status requireUsable(const MigrationReport& report);

} // namespace oxseal
