// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_preview.h"

#include "models/core/text.h"
#include "storage/actions/import_source.h"
#include "storage/crypto/hash.h"
#include "storage/import/json_table.h"
#include "storage/import/mapped_file.h"
#include "storage/import/sniffer.h"
#include "storage/import/table_plan.h"
#include "storage/import/xlsx.h"

#include <algorithm>
#include <array>
#include <set>

namespace oxseal {
namespace {

constexpr int kHeaderSearch = 20;
constexpr std::size_t kMostOfCell = 400; ///< kept of a cell while header and samples are looked for
constexpr std::size_t kGuessedFrom = 64 * 1024; ///< bytes looked at for guessing

const char* name(ColumnType type)
{
    switch (type) {
    case ColumnType::Text: return "text";
    case ColumnType::Money: return "money";
    case ColumnType::Integer: return "integer";
    case ColumnType::Day: return "day";
    case ColumnType::Flag: return "flag";
    }
    return "";
}

const char* name(SensitiveAction action)
{
    return action == SensitiveAction::Mask ? "mask" : action == SensitiveAction::Refuse ? "refuse" : "drop";
}

std::string delimiterOf(const CsvDialect& dialect)
{
    if (dialect.blanks)
        return "blanks";
    return dialect.delimiter == '\t' ? "tab" : std::string(1, dialect.delimiter);
}

std::string valueOf(std::string_view cell)
{
    constexpr std::size_t most = 60;
    return std::string(trimmed(cell).substr(0, most));
}

/// Header and first values as the file has them; where no header was found, the widest of the first lines stands for it.
void readColumns(ImportPreview& out, std::string_view text, const CsvDialect& dialect, std::uint64_t headerLine, bool header)
{
    CsvReader reader(text, dialect);
    std::vector<std::string_view> cells;
    std::vector<std::vector<std::string>> records;
    std::size_t first = 0;
    for (int tried = 0; tried < kHeaderSearch + int(ImportPreview::kSamples) && reader.next(cells); ++tried) {
        std::vector<std::string> values;
        for (const auto cell : cells)
            values.emplace_back(beginning(trimmed(cell), kMostOfCell));
        records.push_back(std::move(values));
        const bool isHeader = headerLine != 0 ? reader.line() == headerLine
                                              : tried < kHeaderSearch && records.back().size() > records[first].size();
        if (isHeader)
            first = records.size() - 1;
    }
    if (records.empty())
        return;
    for (std::size_t c = 0; c < records[first].size(); ++c) {
        PreviewColumn column;
        if (header)
            column.header = records[first][c];
        for (std::size_t r = first + (header ? 1 : 0); r < records.size() && column.samples.size() < ImportPreview::kSamples; ++r) {
            if (c < records[r].size() && !records[r][c].empty())
                column.samples.push_back(valueOf(records[r][c]));
        }
        out.columns.push_back(std::move(column));
    }
}

void markPlanned(ImportPreview& out, const TablePlan& plan)
{
    for (const auto& planned : plan.columns) {
        if (planned.index >= out.columns.size())
            continue;
        auto& column = out.columns[planned.index];
        column.field = planned.name;
        column.type = name(planned.type);
        if (planned.type == ColumnType::Day)
            column.notation = planned.order == DateOrder::DayFirst ? "dmy" : planned.order == DateOrder::MonthFirst ? "mdy" : "ymd";
        else if (planned.type == ColumnType::Money)
            column.notation = std::string(1, planned.decimal);
    }
}

/// Columns, mapping and sensitive columns of a delimited file, whether or not it can be imported.
void readTableFacts(ImportPreview& out, ByteView bytes, const ImportRequest& request)
{
    ImportReport ignored;
    const auto opened = openText(bytes, request.options.table, ignored);
    if (!opened)
        return;
    const std::string_view text = opened->text.view;
    const CsvDialect& dialect = opened->dialect;
    out.encoding = opened->text.encoding;
    out.sheet = opened->sheet;
    out.delimiter = opened->sheet.empty() ? delimiterOf(dialect) : std::string();
    const auto plan = planTable(text, dialect, columnsOf(request.kind), request.options.table, ignored);
    readColumns(out, text, dialect, plan ? plan->headerLine : 0, request.options.table.header);
    if (plan)
        markPlanned(out, *plan);
    SensitiveScan scan;
    scan.dialect = dialect;
    scan.header = request.options.table.header;
    scan.headerLine = plan ? plan->headerLine : 1;
    scan.secretsOnly = isBook(request.kind);
    for (const auto& column : plan ? plan->columns : std::vector<PlannedColumn>())
        scan.wanted.push_back(column.index);
    for (const auto& found : findSensitive(text, scan)) {
        if (found.column >= out.columns.size())
            continue;
        auto& column = out.columns[found.column];
        column.samples.clear();
        column.sensitive = oxseal::name(found.sensitive);
        column.foundBy = found.rule;
        const bool secret = found.sensitive == SensitiveClass::PasswordHash || found.sensitive == SensitiveClass::KeySecret;
        const auto action = request.options.sensitive.action;
        column.outcome = name(secret && action == SensitiveAction::Mask ? SensitiveAction::Drop : action);
    }
}

void listSheets(ImportPreview& out, ByteView bytes)
{
    if (sniffFormat(bytes) == FileFormat::Json) {
        const auto text = decodeText(bytes);
        if (const auto lists = text ? jsonLists(text->view) : Result<std::vector<std::string>>(failWith(text)))
            out.sheets = *lists;
        return;
    }
    const auto file = XlsxFile::open(bytes);
    for (const auto& sheet : file ? file->book().sheets : std::vector<XlsxSheetEntry>())
        out.sheets.push_back(sheet.name);
}

void addTotals(ImportPreview& out, const Table& table, int digits)
{
    for (const auto& column : table.columns()) {
        const auto* money = std::get_if<MoneyColumn>(&column.data);
        if (money == nullptr)
            continue;
        std::optional<std::int64_t> sum = 0;
        for (const auto minor : money->minor) {
            if (minor != MoneyColumn::kNone && sum)
                sum = checkedAdd(*sum, minor);
        }
        out.totals.push_back({column.name, sum ? formatMinor(*sum, digits) : std::string()});
    }
}

void addRead(ImportPreview& out, const KindRead& read)
{
    out.format = read.format;
    out.encoding = read.encoding;
    out.report = read.report;
    const auto& parts = read.mapping["profile"]["files"].toArray();
    if (out.sheet.empty() && parts.size() == 1)
        out.sheet = parts.front()["sheet"].toString();
    const Json& counted = read.mapping["profile"]["counted"];
    out.counted = counted.isInteger() ? static_cast<std::uint64_t>(counted.toInteger()) : read.report.accepted;
    out.account = read.account;
    out.currency = read.currency;
    out.opening = read.opening ? formatMinor(*read.opening, read.moneyDigits) : std::string();
    out.closing = read.closing ? formatMinor(*read.closing, read.moneyDigits) : std::string();
    // Sums over several currencies mean nothing.
    const auto* currency = read.table.text("currency");
    if (currency == nullptr || currency->dictionary().size() <= 1)
        addTotals(out, read.table, read.moneyDigits);
    for (const auto& column : read.table.columns())
        out.rowFields.push_back(column.name);
    for (std::size_t r = 0; r < std::min(read.table.rows(), ImportPreview::kRowsShown); ++r) {
        std::vector<std::string> row;
        for (const auto& column : read.table.columns())
            row.push_back(column.cell(r, read.moneyDigits));
        out.rows.push_back(std::move(row));
    }
}

/// How well the header fits a kind: fields it names, or -1 when a required one is missing.
int fitOf(ImportKind kind, const std::vector<std::string>& keys)
{
    int fit = 0;
    std::set<std::string> free(keys.begin(), keys.end());
    for (const auto& spec : columnsOf(kind)) {
        std::vector<std::string> words{spec.name};
        words.insert(words.end(), spec.synonyms.begin(), spec.synonyms.end());
        const auto named = std::find_if(words.begin(), words.end(), [&](const auto& word) { return free.count(headerKey(word)) != 0; });
        if (named != words.end()) {
            free.erase(headerKey(*named));
            ++fit;
        } else if (spec.required) {
            return -1;
        }
    }
    return fit;
}

Result<std::optional<ProfileProposal>> profileNamed(const ImportRequest& request, ByteView bytes)
{
    OXSEAL_TRY(ProfileProposal proposal, proposalFor(request.options.profile, bytes, request.options.table));
    return std::optional(std::move(proposal));
}

} // namespace

Result<ImportPreview> previewImport(const ImportRequest& request)
{
    OXSEAL_TRY(const ImportSource file, ImportSource::open(request.file, request.more, request.pasted));
    ImportPreview out;
    out.kind = request.kind;
    out.bytes = file.bytes().size();
    out.original = sha256(file.bytes());
    for (const auto& spec : columnsOf(request.kind))
        out.fields.push_back({spec.name, spec.required});
    if (request.kind == ImportKind::Listing) {
        // A file that no profile can look into still has the reader's own error below.
        auto proposal = request.options.profile.empty() ? proposeProfile(file.bytes(), request.options.table)
                                                        : profileNamed(request, file.bytes());
        if (proposal)
            out.profile = std::move(*proposal);
        out.throughProfile = !request.options.profile.empty();
    }
    const auto format = formatOf(file.bytes(), request.options.format);
    if (format)
        out.format = oxseal::name(*format);
    if (format && (*format == FileFormat::Xlsx || *format == FileFormat::Json))
        listSheets(out, file.bytes());
    if (request.options.profile.empty() && (format ? isTable(*format) : !request.options.table.map.empty()))
        readTableFacts(out, file.bytes(), request);
    auto read = readKindRows(request.kind, file.bytes(), request.options);
    if (read) {
        addRead(out, *read);
        if (const Status any = anythingAccepted(out.report); !any)
            out.problem = any.error();
    } else if (read.error().kind() == ErrorClass::Cancelled) {
        return tl::unexpected<Error>(read.error());
    } else {
        out.problem = read.error();
    }
    return out;
}

Result<std::optional<ImportKind>> guessKind(const std::filesystem::path& file)
{
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(file));
    return guessKindOf(mapped.bytes());
}

Result<std::optional<ImportKind>> guessKindOf(ByteView all)
{
    const auto format = formatOf(all);
    if (!format)
        return std::optional<ImportKind>();
    if (!isTable(*format))
        return std::optional<ImportKind>(ImportKind::Statement);
    const ByteView bytes = *format != FileFormat::Csv ? all : all.first(std::min(all.size(), kGuessedFrom));
    ImportReport ignored;
    const auto opened = openText(bytes, {}, ignored, kHeaderSearch);
    if (!opened)
        return std::optional<ImportKind>();
    CsvReader reader(opened->text.view, opened->dialect);
    std::vector<std::string_view> cells;
    std::optional<ImportKind> best;
    int bestFit = 1; // one matching word alone says nothing
    for (int tried = 0; tried < kHeaderSearch && reader.next(cells); ++tried) {
        std::vector<std::string> keys;
        for (const auto cell : cells)
            keys.push_back(headerKey(cell));
        for (const auto kind : {ImportKind::Rules, ImportKind::Statement, ImportKind::Gl, ImportKind::Journal, ImportKind::Tb, ImportKind::Roster,
                 ImportKind::Listing, ImportKind::Activity, ImportKind::Processor}) {
            if (const int fit = fitOf(kind, keys); fit > bestFit) {
                bestFit = fit;
                best = kind;
            }
        }
    }
    return best;
}

std::optional<Day> dayInName(const std::string& fileName)
{
    const auto digit = [&](std::size_t i) { return i < fileName.size() && fileName[i] >= '0' && fileName[i] <= '9'; };
    for (std::size_t i = 0; i < fileName.size(); ++i) {
        if (i > 0 && digit(i - 1))
            continue;
        std::size_t run = 0;
        while (digit(i + run))
            ++run;
        if (run == 8) {
            if (const auto day = Day::fromIso(fileName.substr(i, 4) + "-" + fileName.substr(i + 4, 2) + "-" + fileName.substr(i + 6, 2)))
                return day;
        }
        if (run == 4 && i + 10 <= fileName.size() && !digit(i + 10)) {
            std::string text = fileName.substr(i, 10);
            if (text[4] == text[7] && (text[4] == '-' || text[4] == '_' || text[4] == '.')) {
                text[4] = text[7] = '-';
                if (const auto day = Day::fromIso(text))
                    return day;
            }
        }
    }
    return std::nullopt;
}

} // namespace oxseal
