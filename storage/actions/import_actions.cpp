// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_actions.h"

#include "storage/actions/account_reopen.h"
#include "storage/actions/import_source.h"
#include "storage/actions/permission_check.h"
#include "storage/crypto/hash.h"
#include "storage/import/header_change.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/import_reads.h"
#include "storage/repos/import_repo.h"

#include <algorithm>
#include <chrono>

namespace oxseal {
namespace {

using Clock_ = std::chrono::steady_clock;

double secondsSince(Clock_::time_point start) { return std::chrono::duration<double>(Clock_::now() - start).count(); }

Error placed(const Error& error, const std::filesystem::path& file)
{
    const std::string place = error.place().empty() ? file.string() : file.string() + ", " + error.place();
    return Error({error.id(), error.kind()}, place, error.arguments());
}

std::string decimalOrEmpty(const std::optional<std::int64_t>& minor, int digits)
{
    return minor ? formatMinor(*minor, digits) : std::string();
}

/// Sum of a money column; nullopt when there is none or it leaves 64 bits.
std::optional<std::int64_t> totalOf(const Table& table, const std::string& column)
{
    const auto* money = table.money(column);
    if (money == nullptr)
        return std::nullopt;
    std::int64_t total = 0;
    for (const auto minor : money->minor) {
        if (minor == MoneyColumn::kNone)
            continue;
        const auto next = checkedAdd(total, minor);
        if (!next)
            return std::nullopt;
        total = *next;
    }
    return total;
}

Status checkKey(Database& db, const ImportRequest& request)
{
    if (!request.entity.empty())
        OXSEAL_CHECK(entityByCode(db, request.entity));
    if (!request.period.empty())
        OXSEAL_CHECK(periodByName(db, request.period));
    return {};
}

SnapshotInfo infoFrom(const ImportRequest& request, const KindRead& read, const std::string& fileName)
{
    SnapshotInfo info;
    info.key.kind = name(request.kind);
    info.key.subject = request.system;
    if (request.kind == ImportKind::Statement) // the company's own name for the account beats the bank's
        info.key.subject = request.options.account.empty() ? read.account : request.options.account;
    else if (request.kind == ImportKind::Processor) // the clearing account
        info.key.subject = request.options.account;
    info.key.entity = request.entity;
    info.key.period = request.period;
    info.fileName = fileName;
    info.asOf = request.asOf;
    info.parser = read.parser;
    info.parserVersion = read.parserVersion;
    info.mapping = read.mapping;
    info.report = read.report.toJson();
    info.redaction = read.redaction.toJson();
    info.moneyDigits = read.moneyDigits;
    info.currency = read.currency;
    info.openingBalance = decimalOrEmpty(read.opening, read.moneyDigits);
    info.closingBalance = decimalOrEmpty(read.closing, read.moneyDigits);
    return info;
}

/// Pages of a bank file that do not foot are said where every later reader looks for it: in the report.
void noteFooting(KindRead& read)
{
    for (const auto& statement : read.statements) {
        const auto footing = footingOf(statement);
        if (footing.footing == Footing::Failed)
            read.report.warn("import.warn.page_footing", {statement.account, formatMinor(footing.difference, statement.digits)});
    }
}

/// A header that changed since the last import of the same system is said; it is never taken for another one.
Status noteChanges(Database& db, const ImportRequest& request, KindRead& read)
{
    SnapshotKey key;
    key.kind = name(request.kind);
    OXSEAL_TRY(const auto all, listSnapshots(db, key));
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const SnapshotInfo& info) { return info.key.subject == request.system; });
    if (request.kind == ImportKind::Listing && last != all.rend())
        noteHeaderChanges(last->mapping, read.mapping, read.report);
    return {};
}

/// Data of a day that has not come are kept as they were given, but nobody may overlook it.
void noteFuture(const ImportRequest& request, Day today, KindRead& read)
{
    if (request.asOf && *request.asOf > today)
        read.report.warn("import.warn.as_of_future", {request.asOf->iso(), today.iso()});
}

/// What a count at the source is compared with: of a profile the accounts read, since one account may give many rows.
std::int64_t countedRows(const SnapshotInfo& info)
{
    const Json& counted = info.mapping["profile"]["counted"];
    return counted.isInteger() ? counted.toInteger() : static_cast<std::int64_t>(info.rows);
}

Status putCard(UnitOfWork& unit, const SnapshotInfo& info, const Table& table, const IpeInput& input)
{
    IpeCardRow row;
    row.card = input.card;
    if (row.card.totalColumn.empty() && !input.sourceTotal.empty())
        row.card.totalColumn = info.key.kind == "tb" ? "balance" : "amount";
    if (!input.sourceTotal.empty()) {
        row.card.sourceTotal = parseMinor(input.sourceTotal, info.moneyDigits);
        row.card.importedTotal = totalOf(table, row.card.totalColumn);
        if (!row.card.sourceTotal || !row.card.importedTotal)
            return fail(kIpeBadTotal, {}, {input.sourceTotal, row.card.totalColumn});
    }
    row.card.importedRows = countedRows(info);
    if (!input.screenshot.empty()) {
        OXSEAL_TRY(const ObjectInfo object, unit.objects().putFile(input.screenshot, "evidence"));
        row.screenshot = object.id;
    }
    row.enteredBy = unit.actor().person;
    row.enteredAt = unit.now().iso();
    OXSEAL_CHECK(import_repo::insertCard(unit.db(), info.id, row));
    Event event;
    event.verb = "import.ipe_card";
    event.object = "snapshot:" + std::to_string(info.id.value);
    event.module = "import";
    event.after.set("system", row.card.system).set("report", row.card.report).set("type", controls::name(row.card.type));
    event.after.set("run_by", row.card.runBy).set("run_at", row.card.runAt).set("query", row.card.query);
    if (row.card.sourceRows)
        event.after.set("source_rows", *row.card.sourceRows);
    event.after.set("imported_rows", row.card.importedRows);
    if (row.card.sourceTotal)
        event.after.set("source_total", formatMinor(*row.card.sourceTotal, info.moneyDigits));
    if (row.card.importedTotal)
        event.after.set("imported_total", formatMinor(*row.card.importedTotal, info.moneyDigits));
    unit.record(std::move(event));
    return {};
}

Event ipeEvent(const char* verb, SnapshotId id, Json after)
{
    Event event;
    event.verb = verb;
    event.object = "snapshot:" + std::to_string(id.value);
    event.module = "import";
    event.after = std::move(after);
    return event;
}

} // namespace

Result<ImportOutcome> importFile(Workspace& workspace, const ImportRequest& request, const std::string& reason)
{
    OXSEAL_CHECK(requirePermission(workspace, Permission::ImportData, reason));
    OXSEAL_CHECK(checkKey(workspace.db(), request));
    ImportOutcome outcome;
    const auto start = Clock_::now();
    OXSEAL_TRY(const ImportSource file, ImportSource::open(request.file, request.more, request.pasted));
    outcome.secondsRead = secondsSince(start);

    const auto parsing = Clock_::now();
    KindOptions options = request.options;
    options.sources = request.kind == ImportKind::Listing;
    auto read = readKind(request.kind, file.bytes(), options);
    if (!read)
        return tl::unexpected<Error>(placed(read.error(), request.file));
    noteFooting(*read);
    noteFuture(request, workspace.environment().clock.now().day(), *read);
    OXSEAL_CHECK(noteChanges(workspace.db(), request, *read));
    outcome.secondsParse = secondsSince(parsing);

    const auto storing = Clock_::now();
    NewSnapshot snapshot;
    snapshot.info = infoFrom(request, *read, file.name());
    snapshot.kept = file.bytes();
    if (read->redaction.any()) {
        snapshot.info.original = sha256(file.bytes());
        snapshot.kept = asBytes(read->redaction.bytes);
    }
    snapshot.table = &read->table;
    OXSEAL_TRY(outcome.snapshot, workspace.write(Permission::ImportData, reason, [&](UnitOfWork& unit) -> Result<SnapshotInfo> {
        OXSEAL_TRY(SnapshotInfo info, putSnapshot(unit, snapshot));
        if (request.ipe)
            OXSEAL_CHECK(putCard(unit, info, read->table, *request.ipe));
        OXSEAL_CHECK(reopenTouched(unit, info, read->table));
        return info;
    }));
    outcome.secondsStore = secondsSince(storing);
    outcome.report = std::move(read->report);
    return outcome;
}

Status enterIpeCard(Workspace& workspace, SnapshotId id, const IpeInput& input, const std::string& reason)
{
    OXSEAL_TRY(const SnapshotInfo info, snapshotInfo(workspace.db(), id));
    OXSEAL_TRY(const Table table, loadSnapshot(workspace, id));
    return workspace.write(Permission::ImportData, reason, [&](UnitOfWork& unit) { return putCard(unit, info, table, input); });
}

Status explainDifference(
    Workspace& workspace, SnapshotId id, std::int64_t rows, const std::string& text, const std::string& reason)
{
    OXSEAL_TRY(const controls::IpeFacts facts, ipeFacts(workspace.db(), id));
    const auto state = controls::stateOf(facts);
    if (state != controls::IpeState::Mismatch && state != controls::IpeState::Explained && state != controls::IpeState::Confirmed)
        return fail(kIpeNothingToExplain, {}, {std::to_string(id.value)});
    return workspace.write(Permission::ImportData, reason, [&](UnitOfWork& unit) -> Status {
        const controls::IpeExplanation explanation{rows, text, unit.actor().person};
        OXSEAL_CHECK(import_repo::insertExplanation(unit.db(), id, explanation, unit.now()));
        Json after;
        after.set("rows", rows).set("text", text);
        unit.record(ipeEvent("import.ipe_explain", id, std::move(after)));
        return {};
    });
}

Status concludeIpe(Workspace& workspace, SnapshotId id, bool relied, const std::string& text, const std::string& reason)
{
    OXSEAL_TRY(const controls::IpeFacts facts, ipeFacts(workspace.db(), id));
    const PersonId me = workspace.actor().person;
    const bool explainedIt = std::any_of(
        facts.explanations.begin(), facts.explanations.end(), [me](const auto& e) { return e.by == me; });
    if (me == facts.importedBy || explainedIt)
        return fail(kIpeSamePerson);
    controls::IpeFacts before = facts;
    before.conclusion.reset();
    const auto state = controls::stateOf(before);
    const bool possible = state == controls::IpeState::Matches || state == controls::IpeState::Explained;
    if (relied && !possible)
        return fail(kIpeCannotRely, {}, {controls::name(state)});
    return workspace.write(Permission::ConfirmIpe, reason, [&](UnitOfWork& unit) -> Status {
        const controls::IpeConclusion conclusion{relied, facts.explanations.size(), unit.actor().person};
        OXSEAL_CHECK(import_repo::insertConclusion(unit.db(), id, conclusion, text, unit.now()));
        Json after;
        after.set("relied", relied).set("text", text);
        unit.record(ipeEvent("import.ipe_conclude", id, std::move(after)));
        return {};
    });
}

} // namespace oxseal
