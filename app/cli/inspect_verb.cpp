// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_verb.h"

#include "app/cli/profile_out.h"
#include "models/core/text.h"
#include "storage/actions/import_source.h"
#include "storage/crypto/hash.h"
#include "storage/import/bank_file.h"
#include "storage/import/bundle.h"
#include "storage/import/csv_table.h"
#include "storage/import/encoding.h"
#include "storage/import/json_table.h"
#include "storage/import/sensitive.h"
#include "storage/import/sniffer.h"
#include "storage/import/xlsx.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>

namespace oxseal::cli {
namespace {

/// Everything inspect says, whatever the format.
struct Findings
{
    FileFormat format = FileFormat::Unknown;
    std::string encoding;
    std::string sha256;
    std::vector<Statement> statements;
    Json::Array sheets;
    std::uint64_t rows = 0;
    ImportReport report;
    std::string dump; ///< CSV, only when asked for
    std::optional<ProfileProposal> profile; ///< of tables, and of files that only a profile can read
};

std::string decimal(std::int64_t minor, const Statement& statement) { return formatMinor(minor, statement.digits); }

Json balance(const std::optional<std::int64_t>& minor, const Statement& statement)
{
    return minor ? Json(decimal(*minor, statement)) : Json();
}

Json accountJson(const Statement& statement)
{
    const auto totals = totalsOf(statement);
    const auto footing = footingOf(statement);
    Json out;
    out.set("id", statement.account).set("currency", statement.currency.code());
    out.set("opening", balance(statement.opening, statement)).set("closing", balance(statement.closing, statement));
    out.set("lines", static_cast<std::int64_t>(statement.lines.size()));
    out.set("credits", decimal(totals.credits, statement)).set("debits", decimal(totals.debits, statement));
    out.set("sum", decimal(totals.sum, statement)).set("footing", name(footing.footing));
    out.set("difference", decimal(footing.difference, statement));
    return out;
}

std::string sentenceOf(const std::string& code, const std::vector<std::string>& arguments)
{
    return texts::sentence(code.c_str(), arguments);
}

/// One line per row of a table, RFC 4180, with a header.
std::string csvOf(const Table& table, const std::vector<Statement>& statements)
{
    // Statements may have different decimals; the rows stand in the order of the statements.
    std::vector<int> digits;
    for (const auto& statement : statements)
        digits.insert(digits.end(), statement.lines.size(), statement.digits);
    std::string out;
    for (const auto& column : table.columns())
        out += (out.empty() ? "" : ",") + csvField(column.name);
    out += "\r\n";
    for (std::size_t r = 0; r < table.rows(); ++r) {
        bool first = true;
        for (const auto& column : table.columns()) {
            if (!first)
                out.push_back(',');
            first = false;
            out += csvField(column.cell(r, r < digits.size() ? digits[r] : 2));
        }
        out += "\r\n";
    }
    return out;
}

void useStatements(Findings& found, StatementFile file, bool dump)
{
    found.encoding = file.encoding;
    found.rows = file.report.records;
    found.report = std::move(file.report);
    found.statements = std::move(file.statements);
    for (const auto& statement : found.statements) {
        for (const auto difference : statement.pageDifferences)
            found.report.warn("import.warn.page_footing", {statement.account, decimal(difference, statement)});
    }
    if (dump)
        found.dump = csvOf(statementTable(found.statements), found.statements);
}

using Cells = std::vector<std::string_view>;

bool blankFrom(const Cells& cells, std::size_t from)
{
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(from, cells.size())), cells.end(), [](auto cell) { return trimmed(cell).empty(); });
}

/// About as wide as most records, and named throughout but for its ends; what banks write above the table is not.
bool looksLikeHeader(const Cells& cells, std::size_t usual)
{
    std::size_t end = cells.size();
    while (end > 0 && trimmed(cells[end - 1]).empty())
        --end;
    std::size_t named = 0;
    for (std::size_t c = 0; c < end; ++c) {
        const bool empty = trimmed(cells[c]).empty();
        if (empty && named > 0)
            return false;
        named += empty ? 0U : 1U;
    }
    return named >= 2 && named + 2 >= usual && cells.size() + 1 >= usual && cells.size() <= usual + 1;
}

/// The line of the header: of the first 20 records one that looks like it, else the first that is not blank.
std::uint64_t headerLineOf(std::string_view text, const CsvDialect& dialect)
{
    const std::size_t usual = usualCells(text, dialect);
    CsvReader reader(text, dialect);
    Cells cells;
    std::uint64_t first = 0;
    for (int record = 0; record < 20 && reader.next(cells); ++record) {
        if (looksLikeHeader(cells, usual))
            return reader.line();
        if (first == 0 && !blankFrom(cells, 0))
            first = reader.line();
    }
    return first;
}

/// The file's cells as they stand, record by record; with a header unless --no-header.
void useTable(Findings& found, std::string_view text, const CsvDialect& dialect, const std::string& name, bool header, bool dump)
{
    CsvReader reader(text, dialect);
    Cells cells;
    std::size_t columns = 0;
    const std::uint64_t headerLine = header ? headerLineOf(text, dialect) : 0;
    const std::uint64_t before = found.report.accepted + found.report.rejectedRows;
    while (reader.next(cells)) {
        const bool blank = blankFrom(cells, 0);
        const bool above = header && reader.line() < headerLine;
        const bool first = columns == 0 && !blank && !above;
        if (first || (dialect.sheet && cells.size() > columns && !above))
            columns = cells.size();
        if (!(first && header)) {
            ++found.report.records;
            if (blank)
                found.report.ignore("import.rule.blank_line", reader.line());
            else if (above)
                found.report.ignore("import.rule.preamble", reader.line());
            else if (reader.unterminated())
                found.report.reject(reader.line(), "import.unterminated_quote");
            else if (!dialect.sheet && (cells.size() < columns || !blankFrom(cells, columns)))
                found.report.reject(reader.line(), cells.size() < columns ? "import.short_row" : "import.long_row",
                    {std::to_string(cells.size()), std::to_string(columns)});
            else
                ++found.report.accepted;
        }
        for (std::size_t c = 0; dump && !blank && c < cells.size(); ++c)
            found.dump += (c > 0 ? "," : "") + csvField(cells[c]);
        if (dump && !blank)
            found.dump += "\r\n";
    }
    const std::uint64_t rows = found.report.accepted + found.report.rejectedRows - before;
    found.rows += rows;
    SensitiveScan scan;
    scan.dialect = dialect;
    scan.header = header;
    scan.headerLine = headerLine;
    for (const auto& column : findSensitive(text, scan))
        found.report.warn("import.warn.sensitive",
            {column.header.empty() ? std::to_string(column.column + 1) : column.header, oxseal::name(column.sensitive)});
    Json sheet;
    sheet.set("name", name).set("columns", static_cast<std::int64_t>(columns)).set("rows", Json(rows));
    found.sheets.push_back(std::move(sheet));
}

Status useText(Findings& found, ByteView bytes, const std::string& name, bool header, bool dump)
{
    OXSEAL_TRY(const DecodedText text, decodeText(bytes));
    found.encoding = text.encoding;
    useTable(found, text.view, sniffDialect(text.view), name, header, dump);
    return {};
}

/// Every sheet of a workbook, or the one that is named; only the first can be dumped.
Status useWorkbook(Findings& found, ByteView bytes, const std::string& only, bool header, bool dump)
{
    OXSEAL_TRY(const XlsxFile file, XlsxFile::open(bytes));
    found.encoding = "UTF-8";
    if (!only.empty() || dump) {
        OXSEAL_TRY(const XlsxSheet sheet, readXlsx(bytes, {only, 0, {}}));
        useTable(found, sheet.text, kSheetDialect, sheet.name, header, dump);
        found.report.warnings.insert(found.report.warnings.end(), sheet.warnings.begin(), sheet.warnings.end());
        return {};
    }
    for (const auto& entry : file.book().sheets) {
        OXSEAL_TRY(const XlsxSheet sheet, file.read(entry));
        useTable(found, sheet.text, kSheetDialect, sheet.name, header, false);
        if (entry.hidden)
            found.report.warn("import.warn.xlsx_hidden_sheet", {entry.name});
        found.report.warnings.insert(found.report.warnings.end(), sheet.warnings.begin(), sheet.warnings.end());
    }
    return {};
}

/// Every list of a JSON document, or the one that is named; only the first can be dumped.
Status useDocument(Findings& found, ByteView bytes, const std::string& only, bool header, bool dump)
{
    OXSEAL_TRY(const DecodedText text, decodeText(bytes));
    found.encoding = text.encoding;
    std::vector<std::string> lists{only};
    if (only.empty() && !dump) {
        OXSEAL_TRY(lists, jsonLists(text.view));
    }
    for (const auto& name : lists) {
        OXSEAL_TRY(const JsonTable list, readJsonTable(text.view, name));
        useTable(found, list.text, kSheetDialect, list.name, header, dump);
        for (const auto& warning : list.warnings) {
            const bool said = std::find(found.report.warnings.begin(), found.report.warnings.end(), warning) != found.report.warnings.end();
            if (!said && (lists.size() == 1 || warning.code != "import.warn.json_other_lists"))
                found.report.warnings.push_back(warning);
        }
    }
    return {};
}

Json toJson(const Findings& found)
{
    Json out;
    Json::Array accounts;
    for (const auto& statement : found.statements)
        accounts.push_back(accountJson(statement));
    Json::Array rejected;
    for (const auto& row : found.report.rejected) {
        Json one;
        one.set("row", Json(row.row)).set("reason", sentenceOf(row.reason, row.arguments)).set("code", row.reason);
        rejected.push_back(std::move(one));
    }
    Json::Array warnings;
    for (const auto& warning : found.report.warnings)
        warnings.emplace_back(sentenceOf(warning.code, warning.arguments)
            + (warning.row == 0 ? "" : " (line " + std::to_string(warning.row) + ")"));
    out.set("format", name(found.format)).set("encoding", found.encoding).set("sha256", found.sha256);
    out.set("accounts", Json(std::move(accounts))).set("sheets", Json(found.sheets)).set("rows", Json(found.rows));
    out.set("rejected", Json(std::move(rejected))).set("warnings", Json(std::move(warnings)));
    out.set("profile", found.profile ? proposalJson(*found.profile) : Json());
    return out;
}

void print(std::ostream& out, const Findings& found)
{
    out << "format    " << (found.format == FileFormat::Unknown ? "read through a profile" : name(found.format));
    if (!found.encoding.empty())
        out << "\nencoding  " << found.encoding;
    out << "\nsha256    " << found.sha256 << '\n';
    for (const auto& statement : found.statements) {
        const auto totals = totalsOf(statement);
        const auto footing = footingOf(statement);
        out << "account   " << (statement.account.empty() ? "(not named)" : statement.account) << ' ' << statement.currency.code()
            << ": " << statement.lines.size() << " lines, sum " << decimal(totals.sum, statement) << ", opening "
            << (statement.opening ? decimal(*statement.opening, statement) : "not stated") << ", closing "
            << (statement.closing ? decimal(*statement.closing, statement) : "not stated") << ", footing " << name(footing.footing);
        if (footing.footing == Footing::Failed)
            out << " by " << decimal(footing.difference, statement);
        out << '\n';
    }
    for (const auto& sheet : found.sheets)
        out << "table     " << sheet["columns"].toInteger() << " columns, " << sheet["rows"].toInteger() << " rows\n";
    if (found.format != FileFormat::Unknown)
        out << "rows      " << found.rows << ", rejected " << found.report.rejectedRows << '\n';
    for (const auto& row : found.report.rejected)
        out << "rejected  line " << row.row << ": " << sentenceOf(row.reason, row.arguments) << '\n';
    for (const auto& warning : found.report.warnings)
        out << "warning   " << sentenceOf(warning.code, warning.arguments) << '\n';
    if (found.profile)
        printProposal(out, *found.profile);
}

/// Files that only a profile can read (those of Unix, archives of several): all that is known of them is its evidence.
void useProfileOnly(Findings& found)
{
    for (const auto& file : found.profile->files) {
        Json sheet;
        sheet.set("name", file.file.empty() ? file.report : file.file).set("columns", static_cast<std::int64_t>(file.found));
        sheet.set("rows", static_cast<std::int64_t>(file.rows));
        found.sheets.push_back(std::move(sheet));
    }
}

Result<std::optional<ProfileProposal>> named(const std::string& profile, ByteView bytes, const TableOptions& options)
{
    OXSEAL_TRY(ProfileProposal proposal, proposalFor(profile, bytes, options));
    return std::optional(std::move(proposal));
}

} // namespace

Result<int> inspect(Call& call)
{
    OXSEAL_TRY(const std::string path, call.argument(0, "FILE"));
    OXSEAL_TRY(const ImportSource file, ImportSource::open(path, {call.arguments().begin() + 1, call.arguments().end()}));
    const auto placed = [&path](const Error& error) {
        return tl::unexpected<Error>(Error({error.id(), error.kind()}, error.place().empty() ? path : error.place(), error.arguments()));
    };
    TableOptions options;
    options.sheet = call.value("--sheet").value_or("");
    auto proposal = call.value("--profile") ? named(*call.value("--profile"), file.bytes(), options) : proposeProfile(file.bytes(), options);
    if (!proposal && (proposal.error().is(kSensitiveRefused) || proposal.error().is(kBundleBomb) || call.has("--profile")))
        return placed(proposal.error());
    Findings found;
    if (proposal)
        found.profile = std::move(*proposal);
    const auto format = formatOf(file.bytes(), call.value("--format").value_or(""));
    const bool alone = found.profile && onlyThroughProfile(file.bytes());
    if (!format && !alone)
        return placed(format.error());
    found.format = alone ? FileFormat::Unknown : *format;
    found.sha256 = sha256(file.bytes()).hex();
    const bool dump = call.has("--dump");
    if (alone) {
        useProfileOnly(found);
    } else if (*format == FileFormat::Csv) {
        if (auto read = useText(found, file.bytes(), std::filesystem::path(path).stem().string(), !call.flag("--no-header"), dump); !read)
            return placed(read.error());
    } else if (*format == FileFormat::Json) {
        if (auto read = useDocument(found, file.bytes(), call.value("--sheet").value_or(""), !call.flag("--no-header"), dump); !read)
            return placed(read.error());
    } else if (*format == FileFormat::Xlsx) {
        if (auto read = useWorkbook(found, file.bytes(), call.value("--sheet").value_or(""), !call.flag("--no-header"), dump); !read)
            return placed(read.error());
    } else {
        auto read = readBankFile(*format, file.bytes());
        if (!read)
            return placed(read.error());
        useStatements(found, std::move(*read), dump);
    }
    if (dump)
        OXSEAL_CHECK(writeFile(*call.value("--dump"), found.dump));
    if (call.json())
        call.out() << canonicalJson(toJson(found)) << '\n';
    else
        print(call.out(), found);
    return kDone;
}

} // namespace oxseal::cli
