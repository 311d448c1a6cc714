// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/import/kinds.h"
#include "storage/import/row_sources.h"
#include "storage/import/signed_rows.h"
#include "storage/import/xlsx.h"
#include "storage/objects/column_codec.h"
#include "storage/packet/reperform_parts.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

constexpr const char* kImports = "data/imports.csv";
constexpr const char* kCards = "data/ipe.csv";

/// What a person gave at the import: columns by name or number, an account, a currency, a source profile.
KindOptions givenOptions(const Json& mapping, const ReadAgain& import, int threads)
{
    KindOptions options;
    options.table.threads = static_cast<unsigned>(std::max(threads, 1));
    options.table.header = !mapping["header_line"].isInteger() || mapping["header_line"].toInteger() > 0;
    options.table.sheet = mapping["sheet"].toString();
    for (const auto& [field, column] : mapping["given"].toObject())
        options.table.map[field] = column.toString();
    options.profile = mapping["profile"]["id"].toString();
    options.currency = import.currency;
    options.sensitive.kept = true;
    options.sources = mapping[kSourcesKept].toBool();
    // A program that did not know this column could not lose a row to a value in it.
    if (import.kind == name(ImportKind::Listing) && options.profile.empty() && !mapping["columns"].contains("disabled_on"))
        options.table.map["disabled_on"] = kLeaveOut;
    if (import.kind == name(ImportKind::Statement))
        options.account = mapping["account"].isString() && !mapping["account"].toString().empty() ? mapping["account"].toString() : import.subject;
    return options;
}

/// Dates, decimals and encoding as the mapping states them, for files whose import was told and did not find out.
KindOptions statedOptions(const Json& mapping, KindOptions options)
{
    const auto orderOf = [](const std::string& text) {
        return text == "dmy" ? DateOrder::DayFirst : text == "mdy" ? DateOrder::MonthFirst : text == "ymd" ? DateOrder::YearFirst : DateOrder::Auto;
    };
    options.table.encoding = mapping["encoding"].toString();
    options.table.dates = orderOf(mapping["dates"].toString());
    if (mapping["decimal"].toString().size() == 1)
        options.table.decimal = mapping["decimal"].toString().front();
    for (const auto& [field, column] : mapping["columns"].toObject()) {
        if (options.table.dates == DateOrder::Auto)
            options.table.dates = orderOf(column["dates"].toString());
        if (options.table.decimal == '\0' && column["decimal"].toString().size() == 1)
            options.table.decimal = column["decimal"].toString().front();
    }
    if (!options.table.sheet.empty())
        options.table.dialect = kSheetDialect; // kept as text, it still is a sheet
    return options;
}

/// The columns that a listing's import found, and none that programs learnt to read since. A profile fills each of its fields, found or not,
/// so that the fields it has learnt go with them.
Result<KindRead> readAsThen(ByteView bytes, const Json& mapping, KindOptions options)
{
    std::set<std::string> known{kSourceFile, kSourceLine};
    for (const auto& [field, column] : mapping["columns"].toObject())
        known.insert(field);
    const Json& profile = mapping["profile"];
    if (profile.isObject()) {
        options.profileColumns.emplace();
        for (const Json& file : profile["files"].toArray()) {
            for (const auto& [key, column] : file["columns"].toObject())
                options.profileColumns->insert(file["key"].toString() + "/" + key);
        }
    }
    options.table.asShown = false;
    OXSEAL_TRY(KindRead read, readKind(ImportKind::Listing, bytes, options));
    std::vector<Column> columns = read.table.take();
    std::erase_if(columns, [&](const Column& column) { return profile.isObject() ? column.name == "purpose" || column.name == "disabled_on" : !known.contains(column.name); });
    read.table = Table(std::move(columns));
    return read;
}

/// The same for a table of another kind: headers that programs learnt since name nothing.
Result<KindRead> readTableAsThen(ImportKind kind, ByteView bytes, const Json& mapping, KindOptions options)
{
    options.table.asShown = false;
    for (const auto& spec : columnsOf(kind)) {
        if (!mapping["columns"].contains(spec.name))
            options.table.map.emplace(spec.name, kLeaveOut);
    }
    return readKind(kind, bytes, options);
}

/// How many rows were rejected. Programs that did not pass over totals at the foot of an export rejected them for their date.
std::string rejectedThen(const ImportReport& report, std::string_view stated)
{
    std::uint64_t totals = 0;
    for (const IgnoredRows& rule : report.ignored)
        totals += rule.rule == kTotalAtTheFoot ? rule.rows : 0;
    const std::string then = std::to_string(report.rejectedRows + totals);
    return stated == then ? then : std::to_string(report.rejectedRows);
}

/// The file read as it was when it was imported; of several ways the one that gives the stated rows, else the first.
Result<KindRead> readAgain(ImportKind kind, ByteView bytes, const Json& mapping, const ReadAgain& import, const std::string& stated, int threads)
{
    const KindOptions given = givenOptions(mapping, import, threads);
    auto first = readKind(kind, bytes, given);
    if (first && columnsDigest(first->table).hex() == stated)
        return first;
    const KindOptions told = statedOptions(mapping, given);
    auto second = readKind(kind, bytes, told);
    if (second && columnsDigest(second->table).hex() == stated)
        return second;
    for (const KindOptions* options : {&given, &told}) {
        auto then = kind == ImportKind::Listing ? readAsThen(bytes, mapping, *options) : readTableAsThen(kind, bytes, mapping, *options);
        if (then && columnsDigest(then->table).hex() == stated)
            return then;
    }
    return second && !first ? std::move(second) : std::move(first);
}

std::optional<std::int64_t> totalOf(const Table& table, const std::string& column)
{
    const MoneyColumn* money = table.money(column);
    std::int64_t total = 0;
    for (std::size_t i = 0; money != nullptr && i < money->minor.size(); ++i) {
        if (money->minor[i] != MoneyColumn::kNone && __builtin_add_overflow(total, money->minor[i], &total))
            return std::nullopt;
    }
    return money == nullptr ? std::nullopt : std::optional(total);
}

/// As many decimals as the packet shows.
int decimalsOf(const std::string& amount)
{
    const std::size_t dot = amount.find('.');
    return dot == std::string::npos ? 0 : static_cast<int>(amount.size() - dot - 1);
}

/// What was typed about a report's completeness beside what its rows add up to.
Status cards(PacketWork& work, const std::map<std::int64_t, std::int64_t>& counted)
{
    OXSEAL_TRY(const auto table, work.table(kCards));
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
        const ReadAgain* import = work.import(table->number(row, "import"));
        if (import == nullptr)
            continue;
        work.compare(kCards, rowPlace(row, "imported_rows"), table->cell(row, "imported_rows"), std::to_string(counted.at(import->id)));
        if (const std::string& stated = table->cell(row, "imported_total"); !stated.empty()) {
            const auto total = totalOf(import->table, table->cell(row, "total_column"));
            work.compare(kCards, rowPlace(row, "imported_total"), stated, total ? formatMinor(*total, import->moneyDigits) : "");
        }
        work.count("totals");
    }
    return {};
}

} // namespace

Status reperformImports(PacketWork& work)
{
    OXSEAL_TRY(const auto table, work.table(kImports));
    std::map<std::int64_t, std::int64_t> counted;
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
        const std::string& path = table->cell(row, "input");
        const auto kind = importKindNamed(table->cell(row, "kind"));
        const auto mapping = parseJson(table->cell(row, "mapping"));
        if (!kind || !mapping) {
            work.leaveOut(path, "no_mapping");
            continue;
        }
        if (!work.has(path)) {
            work.leaveOut(path, "not_in_packet");
            continue;
        }
        OXSEAL_TRY(const std::string bytes, work.bytes(path));
        work.compare(kImports, rowPlace(row, "kept_sha256"), table->cell(row, "kept_sha256"), sha256(bytes).hex());
        ReadAgain import{table->number(row, "import"), table->cell(row, "kind"), table->cell(row, "subject"), table->cell(row, "entity"),
            table->cell(row, "period"), table->cell(row, "currency"), static_cast<int>(table->number(row, "money_digits")), Table()};
        auto read = readAgain(*kind, asBytes(bytes), *mapping, import, table->cell(row, "columns_sha256"), work.threads());
        if (!read) {
            work.compare(kImports, rowPlace(row, "rows"), table->cell(row, "rows"), read.error().debugString());
            continue;
        }
        work.compare(kImports, rowPlace(row, "rows"), table->cell(row, "rows"), std::to_string(read->table.rows()));
        work.compare(kImports, rowPlace(row, "rejected"), table->cell(row, "rejected"), rejectedThen(read->report, table->cell(row, "rejected")));
        work.compare(kImports, rowPlace(row, "columns_sha256"), table->cell(row, "columns_sha256"), columnsDigest(read->table).hex());
        work.compare(kImports, rowPlace(row, "parser_version"), table->cell(row, "parser_version"), read->parserVersion);
        const Json& profiled = (*mapping)["profile"]["counted"];
        counted[import.id] = profiled.isInteger() ? profiled.toInteger() : static_cast<std::int64_t>(read->table.rows());
        import.table = std::move(read->table);
        work.imports.emplace(import.id, std::move(import));
        work.count("inputs");
    }
    return cards(work, counted);
}

Status reperformInventory(PacketWork& work)
{
    constexpr const char* path = "data/account_inventory.csv";
    OXSEAL_TRY(const auto table, work.table(path));
    std::map<std::string, std::map<std::string, std::int64_t>> balances; // entity → account → balance still to be found
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
        const std::string& entity = table->cell(row, "entity");
        const ReadAgain* import = work.latest("tb", entity);
        if (import == nullptr) {
            work.leaveOut(path, "no_input", {"tb", entity});
            break;
        }
        auto [of, fresh] = balances.try_emplace(entity);
        const MoneyColumn* money = import->table.money("balance");
        for (std::size_t i = 0; fresh && money != nullptr && i < import->table.rows(); ++i)
            of->second[std::string(import->table.textAt("account", i))] += money->minor[i] == MoneyColumn::kNone ? 0 : money->minor[i];
        const auto found = of->second.find(table->cell(row, "account"));
        if (found == of->second.end() && table->cell(row, "state") == "gone") // planned, but no longer in the trial balance
            continue;
        work.compare(path, rowPlace(row, "balance"), table->cell(row, "balance"),
            found == of->second.end() ? "" : formatMinor(found->second, decimalsOf(table->cell(row, "balance"))));
        if (found != of->second.end())
            of->second.erase(found);
        work.count("totals");
    }
    for (const auto& [entity, missing] : balances) {
        for (const auto& [account, balance] : missing)
            work.compare(path, entity + "/" + account, "", std::to_string(balance));
    }
    return {};
}

} // namespace oxseal
