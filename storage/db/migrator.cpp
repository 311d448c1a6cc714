// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/db/migrator.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/db/errors.h"
#include "storage/db/transaction.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

constexpr const char* kTableOfSteps = R"sql(
CREATE TABLE schema_step (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    min_compatible INTEGER NOT NULL,
    applied_at TEXT NOT NULL
) STRICT;
)sql";

constexpr const char* kKnown = R"sql(SELECT number, sha256, min_compatible FROM schema_step ORDER BY number)sql";
constexpr const char* kInsertStep
    = R"sql(INSERT INTO schema_step (number, name, sha256, min_compatible, applied_at) VALUES (?, ?, ?, ?, ?))sql";

struct Applied
{
    Digest sha256;
    int minCompatible = 0;
};

Result<std::map<int, Applied>> appliedSteps(Database& db)
{
    std::map<int, Applied> all;
    OXSEAL_CHECK(db.each(kKnown, {}, [&](const SqlRow& row) {
        all[static_cast<int>(row.integer(0))] = {row.digest(1), static_cast<int>(row.integer(2))};
        return true;
    }));
    return all;
}

Status apply(Database& db, const std::vector<const SchemaStep*>& missing, bool first, Instant now)
{
    OXSEAL_TRY(Transaction transaction, Transaction::begin(db));
    if (first)
        OXSEAL_CHECK(db.script(kTableOfSteps));
    for (const SchemaStep* step : missing) {
        OXSEAL_CHECK(db.script(step->sql));
        const Digest digest = sha256(step->sql);
        const std::string at = now.iso();
        OXSEAL_CHECK(db.run(kInsertStep,
            {std::int64_t{step->number}, std::string_view(step->name), ByteView(digest.bytes),
                std::int64_t{step->minCompatible}, std::string_view(at)}));
    }
    return transaction.commit();
}

std::optional<std::string> headerLine(const std::string& sql, std::string_view key)
{
    for (const auto& line : split(sql, '\n')) {
        if (line.rfind("--", 0) != 0)
            return std::nullopt; // headers end where statements begin
        const auto text = trimmed(std::string_view(line).substr(2));
        if (text.substr(0, key.size()) == key && text.size() > key.size() && text[key.size()] == ':')
            return std::string(trimmed(text.substr(key.size() + 1)));
    }
    return std::nullopt;
}

} // namespace

Result<SchemaStep> parseSchemaStep(const std::string& fileName, const std::string& sql)
{
    SchemaStep step;
    std::int64_t number = 0;
    std::int64_t compatible = 0;
    const auto description = headerLine(sql, "description");
    const auto least = headerLine(sql, "min-compatible");
    if (fileName.size() < 10 || fileName[4] != '_' || !parseInteger(fileName.substr(0, 4), number) || number < 1
        || fileName.substr(fileName.size() - 4) != ".sql" || !description || description->empty() || !least
        || !parseInteger(*least, compatible) || compatible < 1 || compatible > number)
        return fail(kSchemaStepInvalid, fileName);
    step.number = static_cast<int>(number);
    step.name = fileName.substr(5, fileName.size() - 9);
    step.description = *description;
    step.minCompatible = static_cast<int>(compatible);
    step.sql = sql;
    return step;
}

Result<std::vector<SchemaStep>> compiledSchema()
{
    std::vector<SchemaStep> steps;
    const QDir folder(QStringLiteral(":/schema"));
    for (const QString& name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(kSchemaStepInvalid, name.toStdString());
        OXSEAL_TRY(SchemaStep step, parseSchemaStep(name.toStdString(), file.readAll().toStdString()));
        if (!steps.empty() && steps.back().number >= step.number)
            return fail(kSchemaStepInvalid, name.toStdString());
        steps.push_back(std::move(step));
    }
    return steps;
}

Result<MigrationReport> migrate(Database& db, const std::vector<SchemaStep>& steps, bool mayWrite, Instant now)
{
    MigrationReport report;
    OXSEAL_TRY(const auto tables, db.integer(R"sql(SELECT count(*) FROM sqlite_schema)sql"));
    OXSEAL_TRY(const auto ours, db.integer(R"sql(SELECT count(*) FROM sqlite_schema WHERE name = 'schema_step')sql"));
    const bool first = tables.value_or(0) == 0;
    if (!first && ours.value_or(0) == 0) {
        report.outcome = MigrationOutcome::Foreign;
        return report;
    }
    std::map<int, Applied> applied;
    if (!first) {
        OXSEAL_TRY(applied, appliedSteps(db));
    }
    report.from = report.to = applied.empty() ? 0 : applied.rbegin()->first;
    const int newestKnown = steps.empty() ? 0 : steps.back().number;
    if (report.from > newestKnown) {
        int needed = 0;
        for (const auto& [number, step] : applied)
            needed = std::max(needed, step.minCompatible);
        report.outcome = needed <= newestKnown ? MigrationOutcome::ReadOnly : MigrationOutcome::TooNew;
        return report;
    }
    std::vector<const SchemaStep*> missing;
    for (const auto& step : steps) {
        const auto found = applied.find(step.number);
        if (found == applied.end()) {
            missing.push_back(&step);
        } else if (found->second.sha256 != sha256(step.sql)) {
            report.outcome = MigrationOutcome::Diverged;
            report.detail = step.name;
            return report;
        }
    }
    if (missing.empty() && !first)
        return report;
    if (!mayWrite) {
        report.outcome = MigrationOutcome::Pending;
        return report;
    }
    if (const Status status = apply(db, missing, first, now); !status) {
        report.outcome = MigrationOutcome::Failed;
        report.detail = status.error().debugString();
        return report;
    }
    report.outcome = first ? MigrationOutcome::Created : MigrationOutcome::Migrated;
    for (const SchemaStep* step : missing)
        report.applied.push_back(step->number);
    report.to = std::max(report.to, report.applied.empty() ? 0 : report.applied.back());
    return report;
}

Status requireUsable(const MigrationReport& report)
{
    switch (report.outcome) {
    case MigrationOutcome::Created:
    case MigrationOutcome::UpToDate:
    case MigrationOutcome::Migrated:
    case MigrationOutcome::ReadOnly:
        return {};
    case MigrationOutcome::Pending:
    case MigrationOutcome::TooNew:
        return fail(kSchemaTooNew, {}, {std::to_string(report.from)});
    case MigrationOutcome::Diverged:
        return fail(kSchemaDiverged, report.detail, {report.detail});
    case MigrationOutcome::Foreign:
        return fail(kSchemaForeign);
    case MigrationOutcome::Failed:
        return fail(kDbFailed, report.detail, {report.detail});
    }
    return fail(kDbFailed);
}

} // namespace oxseal
