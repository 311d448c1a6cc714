// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/import_repo.h"

namespace oxseal::import_repo {
namespace {

constexpr const char* kInsertSnapshot = R"sql(
INSERT INTO snapshot (kind, subject, entity, period, file_name, as_of, imported_at, imported_by, parser, parser_version,
                      mapping, report, redaction, original, sha256, bytes, object_id, columns, rows, money_digits, currency,
                      opening, closing)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

constexpr const char* kInsertChunk = R"sql(
INSERT INTO snapshot_chunk (snapshot_id, position, chunk, name, type, rows, object_id, sha256)
VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql";

constexpr const char* kSnapshot = R"sql(
SELECT id, kind, subject, entity, period, file_name, as_of, imported_at, imported_by, parser, parser_version, mapping, report,
       redaction, original, sha256, bytes, object_id, columns, rows, money_digits, currency, opening, closing
FROM snapshot WHERE id = ?)sql";

constexpr const char* kSnapshots = R"sql(
SELECT id, kind, subject, entity, period, file_name, as_of, imported_at, imported_by, parser, parser_version, mapping, report,
       redaction, original, sha256, bytes, object_id, columns, rows, money_digits, currency, opening, closing
FROM snapshot
WHERE (?1 = '' OR kind = ?1) AND (?2 = '' OR subject = ?2) AND (?3 = '' OR entity = ?3) AND (?4 = '' OR period = ?4)
ORDER BY id)sql";

constexpr const char* kChunks = R"sql(
SELECT position, chunk, name, type, rows, object_id, sha256 FROM snapshot_chunk
WHERE snapshot_id = ? ORDER BY position, chunk)sql";

constexpr const char* kRoot = R"sql(SELECT salt, root FROM snapshot_root WHERE snapshot_id = ?)sql";
constexpr const char* kInsertRoot = R"sql(INSERT INTO snapshot_root (snapshot_id, salt, root) VALUES (?, ?, ?))sql";

constexpr const char* kInsertCard = R"sql(
INSERT INTO ipe_card (snapshot_id, system, report, report_type, logic_changed, baseline_tested, baseline_by, query, run_by,
                      run_at, source_rows, source_total, total_column, imported_rows, imported_total, screenshot_id, entered_by,
                      entered_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

constexpr const char* kCard = R"sql(
SELECT system, report, report_type, logic_changed, baseline_tested, baseline_by, query, run_by, run_at, source_rows,
       source_total, total_column, imported_rows, imported_total, screenshot_id, entered_by, entered_at
FROM ipe_card WHERE snapshot_id = ? ORDER BY id DESC LIMIT 1)sql";

constexpr const char* kInsertExplanation = R"sql(
INSERT INTO ipe_explanation (snapshot_id, rows, text, explained_by, explained_at) VALUES (?, ?, ?, ?, ?))sql";
constexpr const char* kExplanations = R"sql(
SELECT rows, text, explained_by FROM ipe_explanation WHERE snapshot_id = ? ORDER BY id)sql";
constexpr const char* kInsertConclusion = R"sql(
INSERT INTO ipe_conclusion (snapshot_id, relied, text, explanations, concluded_by, concluded_at) VALUES (?, ?, ?, ?, ?, ?))sql";
constexpr const char* kConclusion = R"sql(
SELECT relied, explanations, concluded_by FROM ipe_conclusion WHERE snapshot_id = ? ORDER BY id DESC LIMIT 1)sql";

SqlValue optionalDay(const std::optional<Day>& day)
{
    return day ? SqlValue(std::int64_t{day->number}) : SqlValue(nullptr);
}

SqlValue optionalInteger(const std::optional<std::int64_t>& value)
{
    return value ? SqlValue(*value) : SqlValue(nullptr);
}

std::optional<Day> dayAt(const SqlRow& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(Day{static_cast<std::int32_t>(row.integer(column))});
}

std::optional<std::int64_t> integerAt(const SqlRow& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

/// Stored by ourselves; a text that no longer parses reads as null and shows in the ledger's verification, not here.
Json jsonAt(const SqlRow& row, int column)
{
    auto parsed = parseJson(row.text(column));
    return parsed ? std::move(*parsed) : Json();
}

SnapshotInfo infoOf(const SqlRow& row)
{
    SnapshotInfo info;
    info.id = SnapshotId(row.integer(0));
    info.key = {row.string(1), row.string(2), row.string(3), row.string(4)};
    info.fileName = row.string(5);
    info.asOf = dayAt(row, 6);
    info.importedAt = Instant::fromIso(row.text(7)).value_or(Instant{});
    info.importedBy = PersonId(row.integer(8));
    info.parser = row.string(9);
    info.parserVersion = row.string(10);
    info.mapping = jsonAt(row, 11);
    info.report = jsonAt(row, 12);
    info.redaction = jsonAt(row, 13);
    info.original = row.digest(14);
    info.sha256 = row.digest(15);
    info.bytes = static_cast<std::uint64_t>(row.integer(16));
    info.object = ObjectId(row.integer(17));
    info.columns = row.digest(18);
    info.rows = static_cast<std::uint64_t>(row.integer(19));
    info.moneyDigits = static_cast<int>(row.integer(20));
    info.currency = row.string(21);
    info.openingBalance = row.string(22);
    info.closingBalance = row.string(23);
    return info;
}

} // namespace

Result<SnapshotId> insertSnapshot(Database& db, const SnapshotInfo& info)
{
    const std::string at = info.importedAt.iso();
    const std::string mapping = canonicalJson(info.mapping);
    const std::string report = canonicalJson(info.report);
    const std::string redaction = canonicalJson(info.redaction);
    OXSEAL_TRY(const std::int64_t id,
        db.insert(kInsertSnapshot,
            {std::string_view(info.key.kind), std::string_view(info.key.subject), std::string_view(info.key.entity),
                std::string_view(info.key.period), std::string_view(info.fileName), optionalDay(info.asOf), std::string_view(at),
                info.importedBy.value, std::string_view(info.parser), std::string_view(info.parserVersion),
                std::string_view(mapping), std::string_view(report), std::string_view(redaction), ByteView(info.original.bytes),
                ByteView(info.sha256.bytes), static_cast<std::int64_t>(info.bytes), info.object.value, ByteView(info.columns.bytes),
                static_cast<std::int64_t>(info.rows), std::int64_t{info.moneyDigits}, std::string_view(info.currency),
                std::string_view(info.openingBalance), std::string_view(info.closingBalance)}));
    return SnapshotId(id);
}

Status insertChunk(Database& db, SnapshotId snapshot, const ChunkRow& chunk)
{
    OXSEAL_CHECK(db.insert(kInsertChunk,
        {snapshot.value, chunk.position, chunk.chunk, std::string_view(chunk.name), chunk.type, chunk.rows, chunk.object.value,
            ByteView(chunk.sha256.bytes)}));
    return {};
}

Result<std::optional<SnapshotInfo>> snapshot(Database& db, SnapshotId id)
{
    std::optional<SnapshotInfo> found;
    OXSEAL_CHECK(db.one(kSnapshot, {id.value}, [&](const SqlRow& row) { found = infoOf(row); }));
    return found;
}

Result<std::vector<SnapshotInfo>> snapshots(Database& db, const SnapshotKey& key)
{
    std::vector<SnapshotInfo> found;
    OXSEAL_CHECK(db.each(kSnapshots,
        {std::string_view(key.kind), std::string_view(key.subject), std::string_view(key.entity), std::string_view(key.period)},
        [&](const SqlRow& row) {
            found.push_back(infoOf(row));
            return true;
        }));
    return found;
}

Result<std::vector<ChunkRow>> chunks(Database& db, SnapshotId id)
{
    std::vector<ChunkRow> found;
    OXSEAL_CHECK(db.each(kChunks, {id.value}, [&](const SqlRow& row) {
        found.push_back({row.integer(0), row.integer(1), row.string(2), row.integer(3), row.integer(4), ObjectId(row.integer(5)), row.digest(6)});
        return true;
    }));
    return found;
}

Result<std::optional<RootRow>> root(Database& db, SnapshotId id)
{
    std::optional<RootRow> found;
    OXSEAL_CHECK(db.one(kRoot, {id.value}, [&](const SqlRow& row) {
        found = RootRow{std::string(asText(row.blob(0))), row.digest(1)};
    }));
    return found;
}

Status insertRoot(Database& db, SnapshotId id, ByteView salt, const Digest& root)
{
    OXSEAL_CHECK(db.insert(kInsertRoot, {id.value, salt, ByteView(root.bytes)}));
    return {};
}

Status insertCard(Database& db, SnapshotId id, const IpeCardRow& row)
{
    const auto& card = row.card;
    OXSEAL_CHECK(db.insert(kInsertCard,
        {id.value, std::string_view(card.system), std::string_view(card.report), std::string_view(controls::name(card.type)),
            optionalDay(card.logicChanged), optionalDay(card.baselineTested), std::string_view(card.baselineBy),
            std::string_view(card.query), std::string_view(card.runBy), std::string_view(card.runAt),
            optionalInteger(card.sourceRows), optionalInteger(card.sourceTotal), std::string_view(card.totalColumn),
            card.importedRows, optionalInteger(card.importedTotal), row.screenshot ? SqlValue(row.screenshot.value) : SqlValue(nullptr),
            row.enteredBy.value, std::string_view(row.enteredAt)}));
    return {};
}

Result<std::optional<IpeCardRow>> card(Database& db, SnapshotId id)
{
    std::optional<IpeCardRow> found;
    OXSEAL_CHECK(db.one(kCard, {id.value}, [&](const SqlRow& row) {
        IpeCardRow out;
        auto& card = out.card;
        card.system = row.string(0);
        card.report = row.string(1);
        card.type = controls::reportTypeNamed(row.text(2)).value_or(controls::ReportType::AdHoc);
        card.logicChanged = dayAt(row, 3);
        card.baselineTested = dayAt(row, 4);
        card.baselineBy = row.string(5);
        card.query = row.string(6);
        card.runBy = row.string(7);
        card.runAt = row.string(8);
        card.sourceRows = integerAt(row, 9);
        card.sourceTotal = integerAt(row, 10);
        card.totalColumn = row.string(11);
        card.importedRows = row.integer(12);
        card.importedTotal = integerAt(row, 13);
        out.screenshot = ObjectId(row.integer(14));
        card.screenshot = static_cast<bool>(out.screenshot);
        out.enteredBy = PersonId(row.integer(15));
        out.enteredAt = row.string(16);
        found = std::move(out);
    }));
    return found;
}

Status insertExplanation(Database& db, SnapshotId id, const controls::IpeExplanation& explanation, Instant at)
{
    const std::string when = at.iso();
    OXSEAL_CHECK(db.insert(kInsertExplanation,
        {id.value, explanation.rows, std::string_view(explanation.text), explanation.by.value, std::string_view(when)}));
    return {};
}

Result<std::vector<controls::IpeExplanation>> explanations(Database& db, SnapshotId id)
{
    std::vector<controls::IpeExplanation> found;
    OXSEAL_CHECK(db.each(kExplanations, {id.value}, [&](const SqlRow& row) {
        found.push_back({row.integer(0), row.string(1), PersonId(row.integer(2))});
        return true;
    }));
    return found;
}

Status insertConclusion(
    Database& db, SnapshotId id, const controls::IpeConclusion& conclusion, const std::string& text, Instant at)
{
    const std::string when = at.iso();
    OXSEAL_CHECK(db.insert(kInsertConclusion,
        {id.value, std::int64_t{conclusion.relied ? 1 : 0}, std::string_view(text), static_cast<std::int64_t>(conclusion.explanations),
            conclusion.by.value, std::string_view(when)}));
    return {};
}

Result<std::optional<controls::IpeConclusion>> conclusion(Database& db, SnapshotId id)
{
    std::optional<controls::IpeConclusion> found;
    OXSEAL_CHECK(db.one(kConclusion, {id.value}, [&](const SqlRow& row) {
        found = controls::IpeConclusion{row.integer(0) != 0, static_cast<std::size_t>(row.integer(1)), PersonId(row.integer(2))};
    }));
    return found;
}

} // namespace oxseal::import_repo
