// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/ipe_lines.h"

#include "models/core/text.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/import_source.h"
#include "storage/crypto/hash.h"
#include "storage/reads/import_reads.h"
#include "storage/repos/import_repo.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

/// What makes two lines of a kind the same thing, whatever else changed between the two reports (a last sign-in, a name).
std::vector<std::string> keysOf(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Listing: return {"system", "account_id", "role", "permission", "scope"};
    case ImportKind::Roster: return {"employee_id"};
    case ImportKind::Tb: return {"entity", "account", "currency"};
    default: return {};
    }
}

KindOptions optionsLike(const SnapshotInfo& info)
{
    KindOptions options;
    options.table.header = !info.mapping["header_line"].isInteger() || info.mapping["header_line"].toInteger() > 0;
    options.table.sheet = info.mapping["sheet"].toString();
    for (const auto& [field, column] : info.mapping["given"].toObject())
        options.table.map[field] = column.toString();
    options.profile = info.mapping["profile"]["id"].toString();
    options.currency = info.currency;
    options.account = info.key.kind == name(ImportKind::Statement) || info.key.kind == name(ImportKind::Processor) ? info.mapping["account"].toString() : std::string();
    return options;
}

/// "Only the second listing (users.csv) has line 3: ann | Pay bills. Created after the export."
std::string words(const SecondListing& second, const LineReason& one)
{
    return texts::sentence(one.line.imported ? "import.ipe_line_imported" : "import.ipe_line_second",
        {second.name, std::to_string(one.line.row), one.line.text, one.why});
}

} // namespace

Result<SecondListing> compareWithSecond(
    Workspace& workspace, SnapshotId id, const std::filesystem::path& file, const std::vector<std::filesystem::path>& more)
{
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), id));
    const auto kind = importKindNamed(info.key.kind);
    if (!kind)
        return fail(kImportWrongKind, {}, {info.parser, info.key.kind});
    OXSEAL_TRY(const ImportSource source, ImportSource::open(file, more));
    SecondListing out;
    out.name = source.name();
    out.sha256 = sha256(source.bytes());
    if (out.sha256 == info.original)
        return fail(kIpeSameFile, file.string(), {out.name});
    OXSEAL_TRY(const KindRead read, readKindRows(*kind, source.bytes(), optionsLike(info)));
    out.rejected = read.report.rejectedRows;
    OXSEAL_TRY(const Table imported, loadSnapshot(workspace, id));
    const bool byAccount = info.mapping["profile"]["counted"].isInteger();
    out.difference = controls::differingLines(imported, read.table, keysOf(*kind), byAccount ? "account_id" : "", info.moneyDigits);
    if (out.difference.lines.size() > kMostDiffering)
        return fail(kIpeTooDifferent, file.string(), {std::to_string(out.difference.lines.size()), std::to_string(kMostDiffering)});
    return out;
}

Status explainLines(Workspace& workspace, SnapshotId id, const SecondListing& second, const std::vector<LineReason>& lines, const std::string& reason)
{
    OXSEAL_TRY(const controls::IpeFacts facts, ipeFacts(workspace.db(), id));
    const auto state = controls::stateOf(facts);
    const bool differs = state == controls::IpeState::Mismatch || state == controls::IpeState::Explained || state == controls::IpeState::Confirmed;
    if (!differs || lines.empty())
        return fail(kIpeNothingToExplain, {}, {std::to_string(id.value)});
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (trimmed(lines[at].why).empty())
            return fail(kIpeLineWithoutReason, {}, {std::to_string(at + 1)});
    }
    return workspace.write(Permission::ImportData, reason, [&](UnitOfWork& unit) -> Status {
        Json::Array all;
        for (const LineReason& one : lines) {
            const controls::IpeExplanation explanation{one.line.rows, words(second, one), unit.actor().person};
            OXSEAL_CHECK(import_repo::insertExplanation(unit.db(), id, explanation, unit.now()));
            all.push_back(Json(Json::Object{{"rows", one.line.rows}, {"text", explanation.text}}));
        }
        Event event;
        event.verb = "import.ipe_explain";
        event.object = "snapshot:" + std::to_string(id.value);
        event.module = "import";
        event.after.set("second_listing", second.sha256.hex()).set("lines", Json(std::move(all)));
        unit.record(std::move(event));
        return {};
    });
}

} // namespace oxseal
