// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/kinds.h"

#include "models/core/text.h"
#include "storage/import/bank_file.h"
#include "storage/import/direction_column.h"
#include "storage/import/grouped_rows.h"
#include "storage/import/json_table.h"
#include "storage/import/memo_scan.h"
#include "storage/import/profile_read.h"
#include "storage/import/repeated_accounts.h"
#include "storage/import/repeated_people.h"
#include "storage/import/row_sources.h"
#include "storage/import/sheet_text.h"
#include "storage/import/signed_rows.h"
#include "storage/import/sniffer.h"
#include "storage/import/table_plan.h"
#include "storage/import/unix_files.h"
#include "storage/import/xlsx.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

constexpr std::int64_t kNone = MoneyColumn::kNone;
constexpr std::size_t kLookedAt = 64 * 1024;

/// "inactive": yes means "inactive"; "enabled": yes means "active"; other words in lower case.
void unifyStatus(Table& table, const std::string& header)
{
    static constexpr std::array<std::string_view, 6> inverted = {"inactive", "suspended", "disabled", "deprovisioned", "isinactive", "blocked"};
    const std::string key = headerKey(header);
    const bool invert = std::find(inverted.begin(), inverted.end(), key) != inverted.end();
    std::vector<Column> columns = table.take();
    for (auto& column : columns) {
        auto* text = column.name == "status" ? std::get_if<TextColumn>(&column.data) : nullptr;
        if (text == nullptr)
            continue;
        TextColumn unified;
        unified.reserve(text->size());
        std::vector<std::string> words;
        for (const auto word : text->dictionary()) {
            const auto flag = parseFlag(word);
            const bool known = flag && *flag != Flag::Unknown;
            words.push_back(!known ? lowerAscii(word) : ((*flag == Flag::Yes) != invert ? "active" : "inactive"));
        }
        for (const auto code : text->codes())
            unified.append(words[code]);
        column.data = std::move(unified);
    }
    table = Table(std::move(columns));
}

std::string listed(const Dictionary& words) { return join({words.begin(), words.end()}, ", "); }

/// The single currency of a table; "" when rows differ or none is named.
std::string oneCurrency(const Table& table, const std::string& given)
{
    const auto* currency = table.text("currency");
    if (currency == nullptr || currency->dictionary().empty())
        return given;
    if (currency->dictionary().size() == 1 && !currency->dictionary().front().empty())
        return std::string(currency->dictionary().front());
    return currency->dictionary().size() == 1 ? given : std::string();
}

/// The columns of statementTable, whatever the CSV had; entry date is the booking date, value date falls back to it.
void toStatementTable(KindRead& out, const std::string& account, const std::string& currency)
{
    const Table& in = out.table;
    const std::size_t rows = in.rows();
    std::vector<Column> columns;
    const auto text = [&](const char* column, const char* from, const std::string& fallback) {
        if (const auto* found = in.text(from)) {
            columns.push_back({column, *found});
            return;
        }
        TextColumn constant;
        for (std::size_t r = 0; r < rows; ++r)
            constant.append(fallback);
        columns.push_back({column, std::move(constant)});
    };
    text("account", "account", account);
    text("currency", "currency", currency);
    const auto* date = in.days("date");
    const auto* value = in.days("value_date");
    DayColumn values = *date;
    for (std::size_t r = 0; value != nullptr && r < rows; ++r) {
        if (value->days[r] != DayColumn::kNone)
            values.days[r] = value->days[r];
    }
    columns.push_back({"value_date", std::move(values)});
    columns.push_back({"entry_date", *date});
    columns.push_back({"amount", *in.money("amount")});
    for (const char* name : {"type", "reference", "bank_reference", "fitid", "description"})
        text(name, name, {});
    columns.push_back({"reversal", FlagColumn{std::vector<Flag>(rows, Flag::Unknown)}});
    out.table = Table(std::move(columns));
}

Json mappingOf(const TableRead& read, const KindOptions& options, const std::vector<PlannedColumn>& planned)
{
    Json mapping;
    if (read.sheet.empty())
        mapping.set("delimiter", read.dialect.blanks ? "blanks" : std::string(1, read.dialect.delimiter));
    else
        mapping.set("sheet", read.sheet);
    mapping.set("encoding", read.encoding).set("header_line", Json(read.headerLine));
    if (!read.header.empty()) {
        Json::Array header;
        for (const auto& one : read.header)
            header.emplace_back(one);
        mapping.set("header", Json(std::move(header)));
    }
    Json columns;
    for (const auto& [field, index] : read.columns) {
        Json one;
        one.set("column", static_cast<std::int64_t>(index + 1));
        if (index < read.header.size())
            one.set("header", read.header[index]);
        for (const auto& plan : planned) {
            if (plan.name != field)
                continue;
            if (plan.type == ColumnType::Day)
                one.set("dates", plan.order == DateOrder::DayFirst ? "dmy" : plan.order == DateOrder::MonthFirst ? "mdy" : "ymd");
            else if (plan.type == ColumnType::Money)
                one.set("decimal", std::string(1, plan.decimal));
        }
        columns.set(field, std::move(one));
    }
    mapping.set("columns", std::move(columns));
    if (!options.table.map.empty()) {
        Json given;
        for (const auto& [field, column] : options.table.map)
            given.set(field, column);
        mapping.set("given", std::move(given));
    }
    return mapping;
}

/// Specs a kind's table is made of even when the file has none of their columns.
TableOptions tableOptions(ImportKind kind, const KindOptions& options)
{
    TableOptions table = options.table;
    if (const auto currency = Currency::fromCode(options.currency))
        table.moneyDigits = currency->digits();
    table.keepLines = kind == ImportKind::Activity || kind == ImportKind::Journal || kind == ImportKind::Gl || kind == ImportKind::Tb || kind == ImportKind::Statement
        || kind == ImportKind::Processor || kind == ImportKind::Roster || kind == ImportKind::Listing || options.sources;
    return table;
}

/// "Valuta" is a value date in German and Swedish, a currency in Danish, Norwegian and Dutch: the cells tell.
void currencyUnderValuta(std::string_view text, const CsvDialect& dialect, TablePlan& plan)
{
    const auto at = std::find_if(plan.columns.begin(), plan.columns.end(), [](const auto& column) { return column.name == "value_date"; });
    if (at == plan.columns.end() || plan.currency != TablePlan::kNone)
        return;
    CsvReader reader(text.substr(plan.bodyOffset), dialect);
    std::vector<std::string_view> cells;
    bool any = false;
    for (std::size_t row = 0; row < 2000 && reader.next(cells); ++row) {
        const auto cell = at->index < cells.size() ? trimmed(cells[at->index]) : std::string_view();
        if (!cell.empty() && !Currency::fromCode(cell))
            return;
        any = any || !cell.empty();
    }
    if (!any)
        return;
    at->name = "currency";
    at->type = ColumnType::Text;
    plan.currency = static_cast<std::size_t>(at - plan.columns.begin());
}

/// Opens a table and plans what its headers and cells say about amounts: their currency, and which side they are on.
Result<OpenedTable> openAmounts(ImportKind kind, ByteView bytes, TableOptions& table)
{
    auto planned = openTable(bytes, columnsOf(kind), table);
    if (!planned && kind == ImportKind::Gl && planned.error().is(kImportMissingColumns)) {
        auto specs = columnsOf(kind);
        for (auto& spec : specs)
            spec.firstUnnamed = spec.name == "account";
        if (auto grouped = openTable(bytes, specs, table); grouped && isGrouped(*grouped))
            planned = std::move(grouped);
    }
    OXSEAL_TRY(OpenedTable opened, std::move(planned));
    if (const auto named = table.moneyDigits == TableOptions().moneyDigits ? Currency::fromCode(currencyOfHeaders(opened.plan)) : std::nullopt)
        opened.plan.moneyDigits = named->digits();
    if (kind == ImportKind::Statement)
        currencyUnderValuta(opened.text.view, opened.dialect, opened.plan);
    if (kind == ImportKind::Statement || kind == ImportKind::Gl || kind == ImportKind::Journal || kind == ImportKind::Tb) {
        findSides(opened.text.view, opened.dialect, kind == ImportKind::Statement ? -1 : 1, opened.plan);
        findDirection(opened.text.view, opened.dialect, opened.plan);
    }
    auto& columns = opened.plan.columns;
    const auto named = [&columns](std::string_view name) {
        return std::find_if(columns.begin(), columns.end(), [name](const auto& column) { return column.name == name; });
    };
    // Fees are looked at for the running balance only; what stands there must not cost a row.
    if (kind == ImportKind::Statement && named("balance") == columns.end() && named("fee") != columns.end())
        columns.erase(named("fee"));
    return opened;
}

Result<KindRead> readTable(ImportKind kind, ByteView bytes, const KindOptions& options)
{
    TableOptions table = tableOptions(kind, options);
    OXSEAL_TRY(OpenedTable opened, openAmounts(kind, bytes, table));
    table.dialect = opened.dialect;
    for (auto& column : opened.plan.columns) {
        if (!options.currency.empty() && !equalsIgnoringCase(column.unit, options.currency))
            column.unit.clear(); // what the cells name is not what the file is said to be in: such amounts are rejected
    }
    const TablePlan& plan = opened.plan;
    const std::string currency = options.currency.empty() ? currencyOfHeaders(plan) : options.currency;

    KindRead out;
    SensitiveScan scan;
    scan.dialect = opened.dialect;
    scan.header = table.header;
    scan.headerLine = plan.headerLine;
    scan.secretsOnly = isBook(kind);
    for (const auto& column : plan.columns)
        scan.wanted.push_back(column.index);
    OXSEAL_TRY(out.redaction, redact(opened.text.view, scan, options.sensitive));
    keepSheetOnly(opened, options.sensitive, out.redaction);
    std::optional<OpenedTable> redacted;
    if (out.redaction.any()) {
        table.encoding = "UTF-8";
        if (!opened.sheet.empty() && table.decimal == '\0')
            table.decimal = '.'; // as in the sheet
        OXSEAL_TRY(redacted, openAmounts(kind, asBytes(out.redaction.bytes), table));
    }
    OpenedTable& kept = redacted ? *redacted : opened;
    const auto groups = kind == ImportKind::Gl ? fillGroups(kept) : GroupedRows();
    OXSEAL_TRY(TableRead read, readCsvTable(kept, table));
    noteGroups(read.report, groups);
    if (kind == ImportKind::Statement || kind == ImportKind::Gl || kind == ImportKind::Journal || kind == ImportKind::Processor)
        passOverTotals(read.report);
    for (const auto& warning : redacted ? opened.report.warnings : std::vector<ImportWarning>())
        read.report.warn(warning.code, warning.arguments, warning.row); // hidden rows and sheets are those of the workbook, not of its text
    if (kind == ImportKind::Gl || kind == ImportKind::Journal)
        OXSEAL_CHECK(signAmounts(read, "amount", 1));
    if (kind == ImportKind::Tb) {
        leaveOutTotals(read);
        OXSEAL_CHECK(signAmounts(read, "balance", 1));
    }
    if (kind == ImportKind::Statement) {
        keepAccount(read, options.account);
        leaveOutUnbooked(read);
        OXSEAL_CHECK(signAmounts(read, "amount", -1));
    }
    if (const auto status = read.columns.find("status"); kind == ImportKind::Listing && status != read.columns.end())
        unifyStatus(read.table, status->second < read.header.size() ? read.header[status->second] : std::string());
    read.sheet = opened.sheet;
    out.mapping = mappingOf(read, options, plan.columns);
    if (out.redaction.any())
        out.mapping.set("original_encoding", opened.text.encoding);
    out.table = std::move(read.table);
    out.report = std::move(read.report);
    if (kind == ImportKind::Roster)
        noteRepeatedPeople(out.table, read.lines, out.report);
    if (kind == ImportKind::Listing)
        noteContradictingAccounts(out.table, read.lines, out.report);
    if (kind == ImportKind::Listing && options.sources)
        addSources(out.table, out.mapping, sourcesOf(read.lines));
    const bool sheet = !opened.sheet.empty();
    out.format = name(opened.format);
    out.parser = out.format;
    out.parserVersion = opened.format == FileFormat::Json ? kJsonTableVersion : sheet ? kXlsxVersion : kCsvVersion;
    out.encoding = opened.text.encoding;
    out.currency = oneCurrency(out.table, currency);
    if (const auto one = Currency::fromCode(out.currency))
        out.moneyDigits = one->digits();
    else
        out.moneyDigits = table.moneyDigits;
    if (kind == ImportKind::Statement) {
        if (const auto chain = runningBalance(out.table, out.report)) {
            out.opening = chain->opening;
            out.closing = chain->closing;
        }
        const auto* accounts = out.table.text("account");
        if (accounts != nullptr && accounts->dictionary().size() > 1)
            return fail(kImportManyAccounts, {}, {beginning(listed(accounts->dictionary()), 400)});
        if (const auto* currencies = out.table.text("currency"); currencies != nullptr && currencies->dictionary().size() > 1)
            out.report.warn("import.warn.many_currencies", {beginning(listed(currencies->dictionary()), 400)});
        out.account = accounts != nullptr && !accounts->dictionary().empty() ? std::string(accounts->dictionary().front()) : options.account;
        toStatementTable(out, options.account, out.currency);
    }
    return out;
}

/// The profile as it was when it knew only these columns.
SourceProfile narrowed(SourceProfile profile, const std::set<std::string>& known)
{
    for (ProfileFile& file : profile.files)
        std::erase_if(file.columns, [&](const ProfileColumn& column) { return !known.contains(file.key + "/" + column.key); });
    return profile;
}

Result<KindRead> readProfile(ImportKind kind, ByteView bytes, const KindOptions& options)
{
    if (kind != ImportKind::Listing)
        return fail(kProfileKind, {}, {name(kind)});
    if (bytes.empty())
        return fail(kImportEmpty);
    OXSEAL_TRY(const SourceProfile* profile, sourceProfile(options.profile));
    std::optional<SourceProfile> then;
    if (options.profileColumns)
        then = narrowed(*profile, *options.profileColumns);
    OXSEAL_TRY(ProfileRead read, readWithProfile(then ? *then : *profile, bytes, options.table, options.sensitive));
    KindRead out;
    out.table = std::move(read.table);
    out.report = std::move(read.report);
    out.redaction = std::move(read.redaction);
    out.format = std::move(read.format);
    out.encoding = std::move(read.encoding);
    out.parser = "profile";
    out.parserVersion = kProfileReaderVersion;
    out.mapping.set("profile", std::move(read.mapping));
    if (options.sources)
        addSources(out.table, out.mapping, read.sources);
    if (!options.table.map.empty()) {
        Json given;
        for (const auto& [field, column] : options.table.map)
            given.set(field, column);
        out.mapping.set("given", std::move(given));
    }
    return out;
}

void noteRedaction(KindRead& read)
{
    for (const auto& column : read.redaction.columns)
        read.report.warn(column.action == SensitiveAction::Mask ? "import.warn.masked" : "import.warn.dropped",
            {column.header.empty() ? std::to_string(column.column + 1) : column.header, name(column.sensitive)});
    for (const auto& cell : read.redaction.cells) {
        std::vector<std::string> lines;
        for (const auto line : cell.lines)
            lines.push_back(std::to_string(line));
        const std::string listed = join(lines, ", ") + (cell.count > cell.lines.size() ? ", …" : "");
        if (cell.aboveHeader)
            read.report.warn("import.warn.above_header_taken", {std::to_string(cell.count), name(cell.sensitive), listed}, cell.lines.front());
        else
            read.report.warn("import.warn.masked_cells",
                {std::to_string(cell.count), cell.header.empty() ? std::to_string(cell.column + 1) : cell.header, name(cell.sensitive), listed}, cell.lines.front());
    }
    if (!read.redaction.beside.empty())
        read.report.warn("import.warn.sheet_only", {beginning(join(read.redaction.beside, ", "), 400)});
}

Result<KindRead> readStatement(FileFormat format, ByteView original, const KindOptions& options)
{
    // What cannot be decoded here has its own reader's error below.
    const auto text = decodeText(original, options.table.encoding);
    OXSEAL_TRY(MemoScan memos, scanMemos(original, text ? text->view : asText(original), options.sensitive));
    const ByteView bytes = memos.masked.empty() ? original : asBytes(memos.masked);
    OXSEAL_TRY(StatementFile file, readBankFile(format, bytes, {options.table.encoding, options.table.dates, options.table.decimal, options.currency}));
    if (file.statements.empty())
        return fail(kImportNoStatement);
    std::vector<std::string> accounts;
    for (const auto& statement : file.statements) {
        if (std::find(accounts.begin(), accounts.end(), statement.account) == accounts.end())
            accounts.push_back(statement.account);
    }
    KindRead out;
    // An account named in the call picks its statements out of the file; the others are passed over by name.
    const bool chosen = std::find(accounts.begin(), accounts.end(), options.account) != accounts.end();
    if (accounts.size() > 1 && !chosen)
        return fail(kImportManyAccounts, {}, {beginning(join(accounts, ", "), 400)});
    const std::string account = chosen ? options.account : accounts.front();
    for (auto& statement : file.statements) {
        if (statement.account == account)
            out.statements.push_back(std::move(statement));
        else if (!statement.lines.empty()) {
            file.report.ignore("import.rule.other_account", statement.lines.front().row, statement.lines.size());
            file.report.accepted -= statement.lines.size();
        }
    }
    out.table = statementTable(out.statements);
    out.report = std::move(file.report);
    if (!options.account.empty() && !account.empty() && options.account != account)
        out.report.warn("import.warn.account_named", {options.account, account});
    out.format = name(format);
    out.parser = out.format;
    out.parserVersion = bankFileVersion(format);
    out.encoding = file.encoding;
    out.account = account;
    out.currency = out.statements.front().currency.code();
    out.moneyDigits = out.statements.front().digits;
    out.opening = out.statements.front().opening;
    out.closing = out.statements.back().closing;
    out.mapping.set("encoding", out.encoding).set("account", account);
    if (format == FileFormat::Qif || format == FileFormat::Iif) {
        out.mapping.set("dates", options.table.dates == DateOrder::DayFirst ? "dmy"
                : options.table.dates == DateOrder::MonthFirst              ? "mdy"
                : options.table.dates == DateOrder::YearFirst               ? "ymd"
                                                                            : "found");
        out.mapping.set("decimal", options.table.decimal == '\0' ? std::string("found") : std::string(1, options.table.decimal));
        out.mapping.set("currency", options.currency);
    }
    if (!memos.masked.empty()) {
        out.redaction.cells.push_back(std::move(memos.found));
        out.redaction.bytes = std::move(memos.masked);
    } else if (memos.found.count > 0) {
        std::vector<std::string> lines;
        for (const auto line : memos.found.lines)
            lines.push_back(std::to_string(line));
        out.report.warn("import.warn.memo_numbers", {std::to_string(memos.found.count), join(lines, ", ") + (memos.found.count > lines.size() ? ", …" : "")},
            memos.found.lines.front());
    }
    return out;
}

} // namespace

Result<KindRead> readKindRows(ImportKind kind, ByteView bytes, const KindOptions& options)
{
    if (!options.profile.empty()) {
        auto read = readProfile(kind, bytes, options);
        if (read)
            noteRedaction(*read);
        return read;
    }
    // Whatever it is called: a file of password hashes is not taken (A20).
    if (looksLikeUnixFile(ProfileLayout::Shadow, asText(bytes.first(std::min(bytes.size(), kLookedAt)))))
        return fail(kSensitiveRefused, {}, {name(SensitiveClass::PasswordHash)});
    auto format = formatOf(bytes, options.format);
    // A mapped column of its own makes a one-column list a table.
    if (!format && format.error().is(kImportUnknownFormat) && options.format.empty() && !options.table.map.empty())
        format = FileFormat::Csv;
    if (!format)
        return failWith(format);
    if (!isTable(*format) && kind != ImportKind::Statement)
        return fail(kImportWrongKind, {}, {name(*format), name(kind)});
    auto read = isTable(*format) ? readTable(kind, bytes, options) : readStatement(*format, bytes, options);
    if (!read)
        return read;
    noteRedaction(*read);
    return read;
}

Status anythingAccepted(const ImportReport& report)
{
    if (report.accepted > 0 || report.rejectedRows == 0)
        return {};
    const auto& first = report.rejected.front();
    std::vector<std::string> arguments{std::to_string(report.rejectedRows), first.reason};
    arguments.insert(arguments.end(), first.arguments.begin(), first.arguments.end());
    return fail(kImportNothing, "line " + std::to_string(first.row), std::move(arguments));
}

Result<KindRead> readKind(ImportKind kind, ByteView bytes, const KindOptions& options)
{
    auto read = readKindRows(kind, bytes, options);
    if (read)
        OXSEAL_CHECK(anythingAccepted(read->report));
    return read;
}

} // namespace oxseal
