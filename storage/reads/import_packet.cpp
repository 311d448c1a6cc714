// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/import_packet.h"

#include "models/core/text.h"
#include "storage/reads/earlier_review.h"
#include "storage/reads/import_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

/// Names of files come from outside: what a ZIP path may hold is letters, digits, '.', '_' and '-'.
std::string safeName(const std::string& name)
{
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        out.push_back(plain ? c : '_');
    }
    return out.substr(0, 80);
}

std::string pathOf(const SnapshotInfo& info) { return "inputs/" + info.sha256.hex() + "-" + safeName(info.fileName); }

std::string line(const std::vector<std::string>& cells)
{
    std::string out;
    for (const auto& cell : cells)
        out += (out.empty() ? "" : ",") + (cell.empty() && out.empty() ? std::string("\"\"") : csvField(cell));
    return out + "\r\n";
}

std::string optional(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : std::string(); }

std::string amount(const std::optional<std::int64_t>& minor, int digits)
{
    return minor ? formatMinor(*minor, digits) : std::string();
}

/// The imports of the period, and those of earlier ones that its reviews were compared with.
Result<std::vector<SnapshotInfo>> ofPeriod(Database& db, const PeriodRow& period)
{
    SnapshotKey key;
    key.period = period.period.name();
    OXSEAL_TRY(std::vector<SnapshotInfo> all, listSnapshots(db, key));
    OXSEAL_TRY(std::vector<SnapshotInfo> earlier, earlierSnapshots(db, period.id));
    for (SnapshotInfo& info : earlier) {
        if (info.key.period != key.period)
            all.push_back(std::move(info));
    }
    return all;
}

} // namespace

Result<std::vector<PacketInput>> importPacketInputs(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto all, ofPeriod(workspace.db(), period));
    std::vector<PacketInput> out;
    for (const auto& info : all) {
        const std::string path = pathOf(info);
        if (std::none_of(out.begin(), out.end(), [&](const PacketInput& known) { return known.path == path; }))
            out.push_back({path, info.object, info.sha256, info.bytes, info.key.period});
    }
    return out;
}

Result<std::vector<PacketFile>> importPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto all, ofPeriod(workspace.db(), period));
    std::string imports = line({"import", "kind", "subject", "entity", "as_of", "imported_at", "imported_by", "input", "original_sha256",
        "kept_sha256", "columns_sha256", "rows", "rejected", "parser", "parser_version", "mapping", "redaction", "row_root", "period", "currency",
        "money_digits"});
    std::string cards = line({"import", "state", "system", "report", "type", "logic_changed", "baseline_tested", "baseline_by", "query",
        "run_by", "run_at", "source_rows", "imported_rows", "total_column", "source_total", "imported_total", "explanations"});
    for (const auto& info : all) {
        OXSEAL_TRY(const auto root, storedRowRoot(workspace.db(), info.id));
        const std::string id = std::to_string(info.id.value);
        imports += line({id, info.key.kind, info.key.subject, info.key.entity, info.asOf ? info.asOf->iso() : "",
            info.importedAt.iso(), std::to_string(info.importedBy.value), pathOf(info), info.original.hex(), info.sha256.hex(),
            info.columns.hex(), std::to_string(info.rows), std::to_string(info.report["rejected_rows"].toInteger()), info.parser,
            info.parserVersion, canonicalJson(info.mapping), info.redaction.isNull() ? "" : canonicalJson(info.redaction),
            root ? root->hex() : "", info.key.period, info.currency, std::to_string(info.moneyDigits)});
        OXSEAL_TRY(const auto facts, ipeFacts(workspace.db(), info.id));
        if (!facts.card)
            continue;
        const auto& card = *facts.card;
        std::vector<std::string> explanations;
        for (const auto& explanation : facts.explanations)
            explanations.push_back(std::to_string(explanation.rows) + ": " + explanation.text);
        cards += line({id, controls::name(controls::stateOf(facts)), card.system, card.report, controls::name(card.type),
            card.logicChanged ? card.logicChanged->iso() : "", card.baselineTested ? card.baselineTested->iso() : "", card.baselineBy,
            card.query, card.runBy, card.runAt, optional(card.sourceRows), std::to_string(card.importedRows), card.totalColumn,
            amount(card.sourceTotal, info.moneyDigits), amount(card.importedTotal, info.moneyDigits), join(explanations, "; ")});
    }
    return std::vector<PacketFile>{{"data/imports.csv", std::move(imports), "data"}, {"data/ipe.csv", std::move(cards), "data"}};
}

} // namespace oxseal
