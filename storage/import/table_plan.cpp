// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/table_plan.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"
#include "storage/import/header_units.h"
#include "storage/import/json_table.h"
#include "storage/import/notation.h"
#include "storage/import/xlsx.h"

#include <algorithm>
#include <optional>
#include <set>

namespace oxseal {
namespace {

constexpr int kHeaderSearch = 20;
constexpr int kMostBlank = 1000; ///< above the header; they do not count among the 20
constexpr int kSampledRows = 20'000;

using Cells = std::vector<std::string_view>;

/// Column named in --map: by number from 1, or by header.
std::optional<std::size_t> mappedColumn(const std::string& column, const std::vector<std::string>& keys, std::size_t cells)
{
    const std::string key = headerKey(column);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!key.empty() && keys[i] == key)
            return i;
    }
    std::int64_t number = 0;
    if (parseInteger(column, number) && number >= 1 && static_cast<std::uint64_t>(number) <= cells)
        return static_cast<std::size_t>(number - 1);
    return std::nullopt;
}

/// A field mapped to "-" is not to be read, whatever headers the file has.
bool leftOut(const TableOptions& options, const std::string& field)
{
    const auto mapped = options.map.find(field);
    return mapped != options.map.end() && mapped->second == kLeaveOut;
}

/// Reports of accounts may leave the header of their first column empty.
std::vector<std::optional<std::size_t>> takeUnnamed(const std::vector<ColumnSpec>& specs, const TableOptions& options,
    const std::vector<std::string>& keys, std::vector<std::optional<std::size_t>> found)
{
    const auto others = std::count_if(found.begin(), found.end(), [](const auto& column) { return column.has_value(); });
    for (std::size_t s = 0; s < specs.size() && !keys.empty() && keys.front().empty() && others >= 2; ++s) {
        if (specs[s].firstUnnamed && !found[s] && options.map.count(specs[s].name) == 0)
            found[s] = 0;
    }
    return found;
}

/// The keys of headers without their units, where one header only has it: of "Amount (USD)" and "Amount (EUR)" neither is it.
std::vector<std::string> bareKeys(const std::vector<std::string>& header)
{
    std::vector<std::string> keys;
    for (const auto& name : header)
        keys.push_back(bareHeaderKey(name));
    std::vector<std::string> single = keys;
    for (auto& key : single) {
        if (std::count(keys.begin(), keys.end(), key) > 1)
            key.clear();
    }
    return single;
}

/// "Employee #" is an employee number, no employee; "" for headers without such a sign, and for the sign alone.
std::vector<std::string> numberKeys(const std::vector<std::string>& header)
{
    std::vector<std::string> keys;
    for (const std::string& name : header) {
        const std::string key = headerKey(name);
        keys.push_back(key.empty() || trimmed(name).back() != '#' ? std::string() : key + "number");
    }
    return keys;
}

/// Spec index → column of the file. Mapped names first, then exact names, then synonyms in their order (first those of headers that
/// end with #), so that an exact header is never taken away by another spec's synonym; then both again for headers without their units.
std::vector<std::optional<std::size_t>> resolve(const std::vector<ColumnSpec>& specs, const TableOptions& options,
    const std::vector<std::string>& header, std::size_t cells)
{
    std::vector<std::string> keys;
    for (const auto& name : header)
        keys.push_back(headerKey(name));
    std::vector<std::optional<std::size_t>> found(specs.size());
    std::vector<bool> taken(keys.size(), false);
    for (std::size_t s = 0; s < specs.size(); ++s) {
        const auto mapped = options.map.find(specs[s].name);
        if (mapped == options.map.end())
            continue;
        found[s] = mappedColumn(mapped->second, keys, cells);
        if (found[s] && *found[s] < taken.size())
            taken[*found[s]] = true;
    }
    const auto take = [&](std::size_t s, const std::string& key, const std::vector<std::string>& of) {
        for (std::size_t i = 0; i < of.size() && !found[s]; ++i) {
            if (!taken[i] && of[i] == key && !key.empty()) {
                found[s] = i;
                taken[i] = true;
            }
        }
    };
    for (std::size_t s = 0; s < specs.size(); ++s) {
        if (options.map.count(specs[s].name) != 0)
            continue;
        for (const auto& strong : specs[s].stronger)
            take(s, headerKey(strong), keys);
    }
    for (std::size_t s = 0; s < specs.size(); ++s) {
        if (options.map.count(specs[s].name) == 0)
            take(s, headerKey(specs[s].name), keys);
    }
    const auto takeSynonyms = [&](const std::vector<std::string>& of) {
        for (std::size_t s = 0; s < specs.size(); ++s) {
            if (options.map.count(specs[s].name) != 0)
                continue;
            for (const auto& synonym : specs[s].synonyms)
                take(s, headerKey(synonym), of);
        }
    };
    takeSynonyms(numberKeys(header));
    takeSynonyms(keys);
    const auto bare = bareKeys(header);
    if (std::all_of(bare.begin(), bare.end(), [](const auto& key) { return key.empty(); }))
        return takeUnnamed(specs, options, keys, found);
    for (std::size_t s = 0; s < specs.size(); ++s) {
        if (options.map.count(specs[s].name) == 0)
            take(s, headerKey(specs[s].name), bare);
    }
    takeSynonyms(bare);
    return takeUnnamed(specs, options, keys, found);
}

bool allRequired(const std::vector<ColumnSpec>& specs, const std::vector<std::optional<std::size_t>>& found,
    const TableOptions& options)
{
    for (std::size_t s = 0; s < specs.size(); ++s) {
        const bool named = options.map.count(specs[s].name) != 0 && !leftOut(options, specs[s].name);
        if (!found[s] && (specs[s].required || named))
            return false;
    }
    return true;
}

void addColumns(TablePlan& plan, const std::vector<ColumnSpec>& specs,
    const std::vector<std::optional<std::size_t>>& found, const TableOptions& options)
{
    std::vector<bool> used(plan.cells, false);
    for (std::size_t s = 0; s < specs.size(); ++s) {
        if (!found[s])
            continue;
        if (specs[s].name == options.currencyColumn)
            plan.currency = plan.columns.size();
        plan.hasMoney = plan.hasMoney || specs[s].type == ColumnType::Money;
        plan.columns.push_back({specs[s].name, specs[s].type, specs[s].filled, specs[s].rowName, *found[s], DateOrder::YearFirst, '.'});
        used[*found[s]] = true;
    }
    if (!options.keepExtra)
        return;
    for (std::size_t i = 0; i < plan.cells; ++i) {
        if (used[i])
            continue;
        std::string name = i < plan.header.size() ? plan.header[i] : std::string();
        const auto taken = [&name](const PlannedColumn& c) { return c.name == name; };
        if (name.empty() || std::any_of(plan.columns.begin(), plan.columns.end(), taken))
            name = "column " + std::to_string(i + 1);
        plan.columns.push_back({name, ColumnType::Text, false, false, i, DateOrder::YearFirst, '.'});
    }
}

Error missingColumns(const std::vector<ColumnSpec>& specs, const std::vector<std::optional<std::size_t>>& found,
    const TableOptions& options, const std::vector<std::string>& header)
{
    std::vector<std::string> missing;
    for (std::size_t s = 0; s < specs.size(); ++s) {
        const auto mapped = options.map.find(specs[s].name);
        if (found[s] || (!specs[s].required && (mapped == options.map.end() || leftOut(options, specs[s].name))))
            continue;
        missing.push_back(mapped == options.map.end() || leftOut(options, specs[s].name) ? specs[s].name : specs[s].name + "=" + mapped->second);
    }
    return Error(kImportMissingColumns, {}, {join(missing, ", "), beginning(join(header, ", "), 400)});
}

std::vector<std::string> trimmedCells(const Cells& cells)
{
    std::vector<std::string> out;
    out.reserve(cells.size());
    for (const auto cell : cells)
        out.emplace_back(trimmed(cell));
    return out;
}

bool blankRecord(const Cells& cells)
{
    return cells.size() == 1 && trimmed(cells.front()).empty();
}

/// Decimals of a row's money, as far as its currency cell tells.
int digitsOfRow(const Cells& cells, const TablePlan& plan)
{
    if (plan.currency == TablePlan::kNone || plan.columns[plan.currency].index >= cells.size())
        return plan.moneyDigits;
    const auto currency = Currency::fromCode(trimmed(cells[plan.columns[plan.currency].index]));
    return currency ? currency->digits() : plan.moneyDigits;
}

void learnNotation(std::string_view body, const CsvDialect& dialect, const TableOptions& options, TablePlan& plan,
    ImportReport& report)
{
    std::vector<NotationEvidence> evidence(plan.columns.size());
    CsvReader reader(body, dialect);
    Cells cells;
    std::vector<std::set<std::string>> units(plan.columns.size());
    for (int row = 0; row < kSampledRows && reader.next(cells); ++row) {
        for (std::size_t c = 0; c < plan.columns.size(); ++c) {
            if (plan.columns[c].index >= cells.size())
                continue;
            auto cell = cells[plan.columns[c].index];
            if (const auto inner = options.asShown && !cell.empty() && cell.front() == '=' ? wrappedText(cell) : std::string_view(); !inner.empty()) {
                plan.wrapped = true;
                cell = inner;
            }
            if (plan.columns[c].type == ColumnType::Day) {
                weighDate(cell, evidence[c]);
            } else if (plan.columns[c].type == ColumnType::Money) {
                weighAmount(cell, digitsOfRow(cells, plan), evidence[c]);
                if (const auto code = currencyCodeOf(cell); !code.empty())
                    units[c].emplace(code);
            }
        }
    }
    const char decimal = options.decimal != '\0' ? options.decimal : decimalFrom(evidence, report);
    for (std::size_t c = 0; c < plan.columns.size(); ++c) {
        auto& column = plan.columns[c];
        column.decimal = decimal;
        if (units[c].size() == 1)
            column.unit = *units[c].begin();
        if (column.type == ColumnType::Day)
            column.order = options.dates != DateOrder::Auto ? options.dates : orderFrom(evidence[c], column.name, report);
    }
}

Result<TablePlan> withoutHeader(std::string_view text, const CsvDialect& dialect, const std::vector<ColumnSpec>& specs,
    const TableOptions& options)
{
    TablePlan plan;
    CsvReader reader(text, dialect);
    Cells cells;
    while (reader.next(cells) && blankRecord(cells)) { }
    plan.cells = cells.size();
    const auto found = resolve(specs, options, {}, plan.cells);
    if (!allRequired(specs, found, options))
        return tl::unexpected<Error>(missingColumns(specs, found, options, {}));
    addColumns(plan, specs, found, options);
    return plan;
}

/// The line of the first record that names all required columns, and money where the specs know any: "Date;30.09.2026" above a statement
/// names what is required too. Without such a one the first that names the required columns; 0 when there is none.
std::uint64_t headerLineOf(std::string_view text, const CsvDialect& dialect, const std::vector<ColumnSpec>& specs, const TableOptions& options)
{
    const auto isMoney = [](const ColumnSpec& spec) { return spec.type == ColumnType::Money; };
    const bool wanted = std::any_of(specs.begin(), specs.end(), isMoney);
    CsvReader reader(text, dialect);
    Cells cells;
    std::uint64_t first = 0;
    for (int tried = 0, blank = 0; tried < kHeaderSearch && blank < kMostBlank && reader.next(cells);) {
        const bool empty = blankRecord(cells);
        ++(empty ? blank : tried);
        const auto found = resolve(specs, options, trimmedCells(cells), cells.size());
        if (empty || !allRequired(specs, found, options))
            continue;
        bool money = !wanted;
        for (std::size_t s = 0; s < specs.size() && !money; ++s)
            money = isMoney(specs[s]) && found[s].has_value();
        if (money)
            return reader.line();
        first = first == 0 ? reader.line() : first;
    }
    return first;
}

Result<TablePlan> withHeader(std::string_view text, const CsvDialect& dialect, const std::vector<ColumnSpec>& specs,
    const TableOptions& options, ImportReport& report)
{
    CsvReader reader(text, dialect);
    Cells cells;
    std::vector<std::string> widest;
    std::vector<std::uint64_t> passed; // lines above the header
    const std::uint64_t headerLine = headerLineOf(text, dialect, specs, options);
    for (int tried = 0, blank = 0; tried < kHeaderSearch && blank < kMostBlank && reader.next(cells);) {
        const bool empty = blankRecord(cells);
        ++(empty ? blank : tried);
        if (empty) {
            report.ignore("import.rule.blank_line", reader.line());
            ++report.records;
            continue;
        }
        TablePlan plan;
        plan.header = trimmedCells(cells);
        plan.cells = cells.size();
        const auto found = resolve(specs, options, plan.header, plan.cells);
        if (reader.line() != headerLine) {
            if (plan.header.size() > widest.size())
                widest = plan.header;
            passed.push_back(reader.line());
            continue;
        }
        for (const auto line : passed)
            report.ignore("import.rule.preamble", line);
        report.records += passed.size();
        plan.headerLine = reader.line();
        plan.bodyOffset = reader.offset();
        plan.bodyLine = reader.nextLine();
        addColumns(plan, specs, found, options);
        return plan;
    }
    return tl::unexpected<Error>(missingColumns(specs, resolve(specs, options, widest, widest.size()), options, widest));
}

/// Excel's own first line "sep=;" names the separator; as a record it stands above the header and is passed over.
std::optional<CsvDialect> namedDialect(std::string_view text)
{
    const bool present = text.size() >= 6 && equalsIgnoringCase(text.substr(0, 4), "sep=")
        && (text[5] == '\r' || text[5] == '\n');
    return present ? std::optional(CsvDialect{text[4], false, '"'}) : std::nullopt;
}

} // namespace

std::string currencyOfHeaders(const TablePlan& plan)
{
    std::string currency;
    for (const auto& column : plan.columns) {
        if (column.type != ColumnType::Money)
            continue;
        std::string named = column.index < plan.header.size() ? currencyOfHeader(plan.header[column.index]) : std::string();
        if (named.empty())
            named = column.unit;
        if (!currency.empty() && !named.empty() && named != currency)
            return {};
        currency = named.empty() ? currency : named;
    }
    return currency;
}

Result<TablePlan> planTable(std::string_view text, const CsvDialect& dialect, const std::vector<ColumnSpec>& specs,
    const TableOptions& options, ImportReport& report)
{
    for (const auto& [field, column] : options.map) {
        const auto named = [&field = field](const ColumnSpec& spec) { return spec.name == field; };
        if (std::none_of(specs.begin(), specs.end(), named))
            return fail(kImportBadMap, {}, {field + "=" + column, field});
    }
    auto planned = options.header ? withHeader(text, dialect, specs, options, report)
                                  : withoutHeader(text, dialect, specs, options);
    if (!planned)
        return planned;
    planned->moneyDigits = options.moneyDigits;
    learnNotation(text.substr(planned->bodyOffset), dialect, options, *planned, report);
    return planned;
}

namespace {

/// What was written as rows of cells, of a workbook (XlsxSheet) or an answer of an interface (JsonTable), becomes the text that is read on.
template <class Rows>
void takeSheet(Rows rows, const std::string& encoding, TableText& out, ImportReport& report)
{
    out.text.owned = std::move(rows.text);
    out.text.view = out.text.owned;
    out.text.encoding = encoding;
    out.dialect = kSheetDialect;
    out.sheet = std::move(rows.name);
    out.beside = std::move(rows.beside);
    for (auto& warning : rows.warnings)
        report.warnings.push_back(std::move(warning));
}

} // namespace

Result<TableText> openText(ByteView bytes, const TableOptions& options, ImportReport& report, std::uint64_t mostRows)
{
    TableText out;
    out.format = sniffFormat(bytes);
    if (out.format == FileFormat::Json) {
        OXSEAL_TRY(const DecodedText json, decodeText(bytes, options.encoding));
        OXSEAL_TRY(JsonTable list, readJsonTable(json.view, options.sheet));
        takeSheet(std::move(list), json.encoding, out, report);
        return out;
    }
    if (out.format != FileFormat::Xlsx) {
        out.format = FileFormat::Csv;
        OXSEAL_TRY(out.text, decodeText(bytes, options.encoding));
        const std::string_view text = out.text.view;
        out.dialect = options.dialect ? *options.dialect : namedDialect(text).value_or(sniffDialect(text));
        return out;
    }
    OXSEAL_TRY(XlsxSheet sheet, readXlsx(bytes, {options.sheet, mostRows, options.progress, false, options.asShown}));
    takeSheet(std::move(sheet), "UTF-8", out, report);
    return out;
}

Result<OpenedTable> openTable(ByteView bytes, const std::vector<ColumnSpec>& specs, const TableOptions& options)
{
    OpenedTable opened;
    OXSEAL_TRY(static_cast<TableText&>(opened), openText(bytes, options, opened.report));
    TableOptions written = options;
    if (!opened.sheet.empty() && options.decimal == '\0')
        written.decimal = '.'; // 1.234 in a sheet is a number below two
    OXSEAL_TRY(opened.plan, planTable(opened.text.view, opened.dialect, specs, written, opened.report));
    return opened;
}

} // namespace oxseal
