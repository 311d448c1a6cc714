// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv_table.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"
#include "storage/import/encoding.h"
#include "storage/import/interner.h"
#include "storage/import/mapped_file.h"
#include "storage/import/table_plan.h"

#include <algorithm>
#include <thread>

namespace oxseal {
namespace {

using Cells = std::vector<std::string_view>;
constexpr std::size_t kWorthAThread = 1U << 20;
inline constexpr ErrorCode kImportCancelled{"import.cancelled", ErrorClass::Cancelled};

/// One column being filled; only the member of its type is used.
struct Growing
{
    Interner text;
    std::vector<std::int64_t> numbers;
    std::vector<std::int32_t> days;
    std::vector<Flag> flags;
    // The last date read, since dates repeat in files.
    std::string lastDate;
    std::int32_t lastDay = DayColumn::kNone;
};

std::string excerpt(std::string_view text)
{
    if (text.size() <= 60)
        return std::string(text);
    std::size_t end = 60;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

/// Parses one stretch of the text. Stretches are parsed in parallel and joined; the outcome is that of one pass.
class Stretch
{
public:
    Stretch(const TablePlan& plan, const CsvDialect& dialect, bool keepLines)
        : plan_(plan)
        , dialect_(dialect)
        , keepLines_(keepLines)
        , growing_(plan.columns.size())
        , scratch_(plan.columns.size())
    {
    }

    /// Reads records from `from` until one begins at or after `stop`.
    void parse(std::string_view text, std::size_t from, std::size_t stop, const Progress& progress)
    {
        CsvReader reader(text.substr(from), dialect_);
        Cells cells;
        cells.reserve(plan_.cells + 1);
        std::size_t untilPoll = 0;
        while (from + reader.offset() < stop) {
            if (untilPoll-- == 0) {
                untilPoll = 16384;
                progress.at(from + reader.offset(), text.size());
                if (progress.cancelled()) {
                    cancelled_ = true;
                    break;
                }
            }
            if (!reader.next(cells))
                break;
            takeRecord(reader, cells);
        }
        end_ = from + reader.offset();
        lines_ = reader.nextLine() - 1;
    }

    void append(const Stretch& other)
    {
        for (std::size_t c = 0; c < growing_.size(); ++c) {
            auto& to = growing_[c];
            const auto& from = other.growing_[c];
            to.text.appendAll(from.text);
            to.numbers.insert(to.numbers.end(), from.numbers.begin(), from.numbers.end());
            to.days.insert(to.days.end(), from.days.begin(), from.days.end());
            to.flags.insert(to.flags.end(), from.flags.begin(), from.flags.end());
        }
        report_.records += other.report_.records;
        report_.accepted += other.report_.accepted;
        for (const auto& row : other.report_.rejected)
            report_.reject(row.row + lines_, row.reason, row.arguments);
        report_.rejectedRows += other.report_.rejectedRows - other.report_.rejected.size();
        for (const auto& rule : other.report_.ignored)
            report_.ignore(rule.rule, rule.firstRow + lines_, rule.rows);
        for (const auto line : other.rowLines_)
            rowLines_.push_back(line + lines_);
        end_ = other.end_;
        lines_ += other.lines_;
        cancelled_ = cancelled_ || other.cancelled_;
    }

    [[nodiscard]] std::size_t end() const { return end_; }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    [[nodiscard]] const ImportReport& report() const { return report_; }
    [[nodiscard]] const std::vector<std::uint64_t>& rowLines() const { return rowLines_; }

    std::vector<Column> take()
    {
        std::vector<Column> out;
        for (std::size_t c = 0; c < growing_.size(); ++c) {
            auto& g = growing_[c];
            Column column{plan_.columns[c].name, TextColumn()};
            switch (plan_.columns[c].type) {
            case ColumnType::Text: column.data = g.text.take(); break;
            case ColumnType::Money: column.data = MoneyColumn{std::move(g.numbers)}; break;
            case ColumnType::Integer: column.data = IntegerColumn{std::move(g.numbers)}; break;
            case ColumnType::Day: column.data = DayColumn{std::move(g.days)}; break;
            case ColumnType::Flag: column.data = FlagColumn{std::move(g.flags)}; break;
            }
            out.push_back(std::move(column));
        }
        return out;
    }

private:
    union Value
    {
        std::int64_t number = 0;
        std::int32_t day;
        Flag flag;
    };

    void takeRecord(const CsvReader& reader, const Cells& cells)
    {
        ++report_.records;
        if (cells.size() == 1 && trimmed(cells.front()).empty())
            return report_.ignore("import.rule.blank_line", reader.line());
        std::string reason;
        std::vector<std::string> arguments;
        if (reader.unterminated()) {
            reason = "import.unterminated_quote";
        } else if (cells.size() < plan_.cells) {
            reason = "import.short_row";
            arguments = {std::to_string(cells.size()), std::to_string(plan_.cells)};
        } else if (cells.size() > plan_.cells && !surplusIsEmpty(cells)) {
            reason = "import.long_row";
            arguments = {std::to_string(cells.size()), std::to_string(plan_.cells)};
        } else if (convert(cells, reason, arguments)) {
            ++report_.accepted;
            if (keepLines_)
                rowLines_.push_back(reader.line());
            return append(cells);
        }
        if (isHeader(cells))
            return report_.ignore("import.rule.repeated_header", reader.line());
        report_.reject(reader.line(), std::move(reason), std::move(arguments));
    }

    [[nodiscard]] bool surplusIsEmpty(const Cells& cells) const
    {
        return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(plan_.cells), cells.end(),
            [](auto cell) { return trimmed(cell).empty(); });
    }

    [[nodiscard]] bool isHeader(const Cells& cells) const
    {
        if (plan_.header.empty() || cells.size() < plan_.header.size())
            return false;
        for (std::size_t i = 0; i < plan_.header.size(); ++i) {
            if (trimmed(cells[i]) != plan_.header[i])
                return false;
        }
        return true;
    }

    /// Decimals of this row's money.
    bool digitsOf(const Cells& cells, int& digits, std::vector<std::string>& arguments)
    {
        digits = plan_.moneyDigits;
        if (!plan_.hasMoney || plan_.currency == TablePlan::kNone)
            return true;
        const auto text = trimmed(cells[plan_.columns[plan_.currency].index]);
        if (text.empty())
            return true;
        if (text != lastCurrency_) {
            const auto currency = Currency::fromCode(text);
            if (!currency) {
                arguments = {plan_.columns[plan_.currency].name, excerpt(text)};
                return false;
            }
            lastCurrency_ = text;
            lastDigits_ = currency->digits();
        }
        digits = lastDigits_;
        return true;
    }

    /// Reads the typed cells of a row into scratch_, so that a row is appended whole or not at all.
    bool convert(const Cells& cells, std::string& reason, std::vector<std::string>& arguments)
    {
        int digits = 0;
        if (!digitsOf(cells, digits, arguments)) {
            reason = "import.bad_currency";
            return false;
        }
        for (std::size_t c = 0; c < plan_.columns.size(); ++c) {
            const auto& column = plan_.columns[c];
            const auto cell = cells[column.index];
            if (column.filled && trimmed(cell).empty()) {
                reason = "import.missing_value";
                arguments = {column.name};
                return false;
            }
            if (const char* wrong = convertCell(column, cell, digits, c); wrong != nullptr) {
                reason = wrong;
                arguments = {column.name, excerpt(cell)};
                return false;
            }
        }
        return true;
    }

    /// nullptr, or the reason of rejection.
    const char* convertCell(const PlannedColumn& column, std::string_view cell, int digits, std::size_t c)
    {
        switch (column.type) {
        case ColumnType::Text: return nullptr;
        case ColumnType::Money: {
            const auto minor = parseCellMoney(cell, digits, column.decimal);
            if (!minor && !isNoValue(trimmed(cell)))
                return "import.bad_amount";
            scratch_[c].number = minor.value_or(MoneyColumn::kNone);
            return nullptr;
        }
        case ColumnType::Integer: {
            std::int64_t number = 0;
            const bool read = parseInteger(trimmed(cell), number);
            if (!read && !isNoValue(trimmed(cell)))
                return "import.bad_integer";
            scratch_[c].number = read ? number : IntegerColumn::kNone;
            return nullptr;
        }
        case ColumnType::Day: {
            auto& g = growing_[c];
            if (cell != g.lastDate || g.lastDate.empty()) {
                const auto day = parseDay(cell, column.order);
                if (!day && !isNoValue(trimmed(cell)))
                    return "import.bad_date";
                g.lastDate = cell;
                g.lastDay = day ? day->number : DayColumn::kNone;
            }
            scratch_[c].day = g.lastDay;
            return nullptr;
        }
        case ColumnType::Flag: {
            const auto flag = parseFlag(cell);
            if (!flag)
                return "import.bad_flag";
            scratch_[c].flag = *flag;
            return nullptr;
        }
        }
        return nullptr;
    }

    void append(const Cells& cells)
    {
        for (std::size_t c = 0; c < plan_.columns.size(); ++c) {
            auto& g = growing_[c];
            switch (plan_.columns[c].type) {
            case ColumnType::Text: g.text.append(trimmed(cells[plan_.columns[c].index])); break;
            case ColumnType::Money:
            case ColumnType::Integer: g.numbers.push_back(scratch_[c].number); break;
            case ColumnType::Day: g.days.push_back(scratch_[c].day); break;
            case ColumnType::Flag: g.flags.push_back(scratch_[c].flag); break;
            }
        }
    }

    const TablePlan& plan_;
    CsvDialect dialect_;
    bool keepLines_;
    std::vector<std::uint64_t> rowLines_;
    std::vector<Growing> growing_;
    std::vector<Value> scratch_;
    ImportReport report_;
    std::string lastCurrency_;
    int lastDigits_ = 2;
    std::size_t end_ = 0;
    std::uint64_t lines_ = 0;
    bool cancelled_ = false;
};

/// Where parallel stretches begin: just after a line end. Inside a quoted cell such a guess is wrong, which readBody sees.
std::vector<std::size_t> stretchStarts(std::string_view text, std::size_t from, unsigned threads)
{
    std::vector<std::size_t> starts{from};
    const std::size_t size = text.size() - from;
    if (threads > 1 && size >= kWorthAThread) {
        for (unsigned i = 1; i < threads; ++i) {
            const auto end = text.find('\n', from + size / threads * i);
            if (end != std::string_view::npos && end + 1 > starts.back() && end + 1 < text.size())
                starts.push_back(end + 1);
        }
    }
    starts.push_back(text.size());
    return starts;
}

/// Parses the rows on several threads. Each stretch begins where a guess says a record begins; a stretch counts only when
/// the one before it ended exactly there, else the rest is read again in one piece.
Stretch readBody(std::string_view text, const TablePlan& plan, const CsvDialect& dialect, const TableOptions& options)
{
    const auto starts = stretchStarts(text, plan.bodyOffset, std::min(options.threads, 8U));
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        stretches.emplace_back(plan, dialect, options.keepLines);
    Progress quiet;
    quiet.stop = options.progress.stop;
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < stretches.size(); ++i)
        threads.emplace_back([&, i] { stretches[i].parse(text, starts[i], starts[i + 1], quiet); });
    stretches[0].parse(text, starts[0], starts[1], options.progress);
    for (auto& thread : threads)
        thread.join();
    for (std::size_t i = 1; i < stretches.size(); ++i) {
        if (stretches[0].cancelled())
            break;
        if (stretches[0].end() != starts[i]) {
            Stretch rest(plan, dialect, options.keepLines);
            rest.parse(text, stretches[0].end(), text.size(), options.progress);
            stretches[0].append(rest);
            break;
        }
        stretches[0].append(stretches[i]);
    }
    return std::move(stretches[0]);
}

/// Excel's own first line "sep=;" names the separator; as a record it stands above the header and is passed over.
void obeySepLine(std::string_view text, TableOptions& options)
{
    const bool present = text.size() >= 6 && equalsIgnoringCase(text.substr(0, 4), "sep=")
        && (text[5] == '\r' || text[5] == '\n');
    if (present && !options.dialect)
        options.dialect = CsvDialect{text[4], false, '"'};
}

} // namespace

Result<TableRead> readCsvTable(ByteView bytes, const std::vector<ColumnSpec>& specs, const TableOptions& given)
{
    OXSEAL_TRY(DecodedText text, decodeText(bytes, given.encoding));
    TableOptions options = given;
    const auto body = text.view;
    obeySepLine(body, options);
    const CsvDialect dialect = options.dialect ? *options.dialect : sniffDialect(body);
    TableRead read;
    OXSEAL_TRY(const TablePlan plan, planTable(body, dialect, specs, options, read.report));
    Stretch rows = readBody(body, plan, dialect, options);
    if (rows.cancelled())
        return fail(kImportCancelled);
    read.table = Table(rows.take());
    const ImportReport& seen = rows.report();
    read.report.records += seen.records;
    read.report.accepted += seen.accepted;
    for (const auto& row : seen.rejected)
        read.report.reject(row.row + plan.bodyLine - 1, row.reason, row.arguments);
    read.report.rejectedRows += seen.rejectedRows - seen.rejected.size();
    for (const auto& rule : seen.ignored)
        read.report.ignore(rule.rule, rule.firstRow + plan.bodyLine - 1, rule.rows);
    for (const auto line : rows.rowLines())
        read.lines.push_back(line + plan.bodyLine - 1);
    read.header = plan.header;
    for (const auto& column : plan.columns)
        read.columns.emplace(column.name, column.index);
    read.dialect = dialect;
    read.encoding = text.encoding;
    read.headerLine = plan.headerLine;
    return read;
}

Result<TableRead> readCsvFile(
    const std::filesystem::path& file, const std::vector<ColumnSpec>& specs, const TableOptions& options)
{
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(file));
    auto read = readCsvTable(mapped.bytes(), specs, options);
    if (!read && read.error().place().empty())
        return tl::unexpected<Error>(Error({read.error().id(), read.error().kind()}, file.string(), read.error().arguments()));
    return read;
}

Result<std::map<std::string, std::string>> parseColumnMap(std::string_view text)
{
    std::map<std::string, std::string> map;
    for (const auto& part : split(text, ',')) {
        const auto mark = part.find('=');
        if (mark == std::string::npos || mark == 0 || mark + 1 >= part.size())
            return fail(kImportBadMap, {}, {part, part});
        map[std::string(trimmed(std::string_view(part).substr(0, mark)))]
            = std::string(trimmed(std::string_view(part).substr(mark + 1)));
    }
    return map;
}

} // namespace oxseal
