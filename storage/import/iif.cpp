// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/iif.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"
#include "storage/import/encoding.h"
#include "storage/import/notation.h"
#include "storage/import/qif.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace oxseal {
namespace {

using Cells = std::vector<std::string>;

enum Field : std::size_t { kId, kType, kDate, kAccount, kName, kAmount, kDocument, kMemo, kFields };
constexpr std::array<std::string_view, kFields> kTrnsNames = {"trnsid", "trnstype", "date", "accnt", "name", "amount", "docnum", "memo"};
constexpr std::array<std::string_view, kFields> kSplNames = {"splid", "trnstype", "date", "accnt", "name", "amount", "docnum", "memo"};
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

using Columns = std::array<std::size_t, kFields>;

struct Leg
{
    std::uint64_t row = 0;
    std::array<std::string, kFields> cells;
    std::int64_t amount = 0;
};

/// The first leg is the TRNS row.
struct Transaction
{
    std::vector<Leg> legs;
    bool ended = false;
};

/// Tab-separated; a cell in quotation marks loses them, doubled ones become one. Line ends never stand in cells.
Cells cellsOf(std::string_view line)
{
    Cells cells = split(line, '\t');
    for (auto& cell : cells) {
        std::string_view text = trimmed(cell);
        if (text.size() < 2 || text.front() != '"' || text.back() != '"') {
            cell = std::string(text);
            continue;
        }
        std::string plain;
        text = text.substr(1, text.size() - 2);
        for (std::size_t i = 0; i < text.size(); ++i) {
            plain.push_back(text[i]);
            i += text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"' ? 1U : 0U;
        }
        cell = std::move(plain);
    }
    return cells;
}

Columns columnsFrom(const Cells& header, const std::array<std::string_view, kFields>& names)
{
    Columns columns;
    columns.fill(kAbsent);
    for (std::size_t c = 1; c < header.size(); ++c) {
        for (std::size_t f = 0; f < kFields; ++f) {
            if (columns[f] == kAbsent && equalsIgnoringCase(header[c], names[f]))
                columns[f] = c;
        }
    }
    return columns;
}

class Reader
{
public:
    Reader(std::string_view text, const BankFileOptions& options)
        : text_(text)
        , options_(options)
        , currency_(Currency::fromCode(options.currency))
        , digits_(currency_ ? currency_->digits() : 2)
    {
        trns_.fill(kAbsent);
        spl_.fill(kAbsent);
    }

    void run();
    StatementFile finish();
    [[nodiscard]] bool sawHeader() const { return sawHeader_; }

private:
    void takeLine(std::string_view line);
    void header(const Cells& cells);
    [[nodiscard]] Leg legFrom(const Cells& cells, const Columns& columns) const;
    void learnNotation();
    void addTransaction(Transaction& transaction);
    bool proved(Transaction& transaction);
    void addLine(const Leg& leg, const Leg& head, std::size_t statement, const std::optional<Day>& day);

    std::string_view text_;
    const BankFileOptions& options_;
    std::optional<Currency> currency_;
    int digits_;
    std::uint64_t line_ = 0;
    bool sawHeader_ = false;
    bool open_ = false;
    Columns trns_{};
    Columns spl_{};
    std::vector<Transaction> transactions_;
    std::map<std::string, std::size_t, std::less<>> own_; ///< accounts that some TRNS names
    DateOrder order_ = DateOrder::MonthFirst;
    char decimal_ = '.';
    std::vector<Statement> statements_;
    ImportReport report_;
};

void Reader::run()
{
    while (!text_.empty()) {
        const auto end = text_.find_first_of("\r\n");
        ++line_;
        takeLine(text_.substr(0, end));
        text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + (text_.substr(end, 2) == "\r\n" ? 2U : 1U));
    }
    learnNotation();
    for (auto& transaction : transactions_)
        addTransaction(transaction);
}

void Reader::takeLine(std::string_view line)
{
    if (trimmed(line).empty() || line == "\x1A")
        return;
    const Cells cells = cellsOf(line);
    const std::string word = lowerAscii(cells.front());
    if (word.substr(0, 1) == "!")
        return header(cells);
    if (word == "trns") {
        open_ = true;
        transactions_.push_back({{legFrom(cells, trns_)}, false});
        const auto& account = transactions_.back().legs.front().cells[kAccount];
        if (account.empty() || own_.count(account) > 0)
            return;
        own_.emplace(account, statements_.size());
        Statement statement;
        statement.account = account;
        statement.currency = currency_.value_or(Currency());
        statement.digits = digits_;
        statements_.push_back(std::move(statement));
    } else if (word == "spl" && open_) {
        transactions_.back().legs.push_back(legFrom(cells, spl_));
    } else if (word == "endtrns" && open_) {
        open_ = false;
        transactions_.back().ended = true;
    } else if (word == "spl" || word == "endtrns") {
        ++report_.records;
        report_.reject(line_, "import.iif_outside", {beginning(cells.front())});
    } else {
        ++report_.records;
        report_.ignore("import.rule.iif_list", line_);
    }
}

void Reader::header(const Cells& cells)
{
    sawHeader_ = true;
    if (equalsIgnoringCase(cells.front(), "!trns"))
        trns_ = columnsFrom(cells, kTrnsNames);
    else if (equalsIgnoringCase(cells.front(), "!spl"))
        spl_ = columnsFrom(cells, kSplNames);
}

Leg Reader::legFrom(const Cells& cells, const Columns& columns) const
{
    Leg leg;
    leg.row = line_;
    for (std::size_t f = 0; f < kFields; ++f) {
        if (columns[f] < cells.size())
            leg.cells[f] = cells[columns[f]];
    }
    return leg;
}

void Reader::learnNotation()
{
    NotationEvidence dates;
    NotationEvidence amounts;
    for (const auto& transaction : transactions_) {
        for (const auto& leg : transaction.legs) {
            weighDate(leg.cells[kDate], dates);
            weighAmount(leg.cells[kAmount], digits_, amounts);
        }
    }
    dates.ambiguous = 0; // the format's own order is month first
    order_ = options_.dates != DateOrder::Auto ? options_.dates : orderFrom(dates, "DATE", report_);
    decimal_ = options_.decimal != '\0' ? options_.decimal : decimalFrom({amounts}, report_);
}

/// Whether the transaction is whole and sums to zero; its amounts are read on the way.
bool Reader::proved(Transaction& transaction)
{
    const std::uint64_t row = transaction.legs.front().row;
    if (!transaction.ended) {
        report_.reject(row, "import.unfinished_record");
        return false;
    }
    std::optional<std::int64_t> sum = 0;
    for (auto& leg : transaction.legs) {
        const auto& text = leg.cells[kAmount];
        if (text.empty())
            continue;
        const auto amount = parseCellMoney(text, digits_, decimal_);
        if (!amount) {
            report_.reject(leg.row, "import.bad_amount", {"AMOUNT", beginning(text)});
            return false;
        }
        leg.amount = *amount;
        sum = sum ? checkedAdd(*sum, *amount) : sum;
    }
    if (!sum || *sum != 0)
        report_.reject(row, "import.iif_unbalanced", {sum ? formatMinor(*sum, digits_) : "?"});
    return sum && *sum == 0;
}

void Reader::addTransaction(Transaction& transaction)
{
    ++report_.records;
    if (!proved(transaction))
        return;
    const Leg& head = transaction.legs.front();
    for (const auto& [field, column] : {std::pair(kAccount, "ACCNT"), std::pair(kAmount, "AMOUNT"), std::pair(kDate, "DATE")}) {
        if (head.cells[field].empty())
            return report_.reject(head.row, "import.missing_value", {column});
    }
    const auto day = qifDay(head.cells[kDate], order_).day;
    if (!day)
        return report_.reject(head.row, "import.bad_date", {"DATE", beginning(head.cells[kDate])});
    struct Line
    {
        const Leg* leg;
        std::size_t statement;
        std::optional<Day> day;
    };
    std::vector<Line> lines;
    for (const auto& leg : transaction.legs) {
        const auto own = own_.find(leg.cells[kAccount]);
        if (own == own_.end() || leg.cells[kAmount].empty())
            continue;
        lines.push_back({&leg, own->second, leg.cells[kDate].empty() ? day : qifDay(leg.cells[kDate], order_).day});
        if (!lines.back().day)
            return report_.reject(leg.row, "import.bad_date", {"DATE", beginning(leg.cells[kDate])});
    }
    report_.records += lines.size() - 1;
    for (const auto& line : lines)
        addLine(*line.leg, head, line.statement, line.day);
}

void Reader::addLine(const Leg& leg, const Leg& head, std::size_t statement, const std::optional<Day>& day)
{
    const auto either = [&](Field field) { return leg.cells[field].empty() ? head.cells[field] : leg.cells[field]; };
    StatementLine line;
    line.row = leg.row;
    line.amount = leg.amount;
    line.entryDate = line.valueDate = day;
    line.type = either(kType);
    line.reference = either(kDocument);
    line.bankReference = leg.cells[kId];
    line.description = either(kName);
    if (const std::string memo = either(kMemo); !memo.empty() && memo != line.description)
        line.description += (line.description.empty() ? "" : " / ") + memo;
    ++report_.accepted;
    statements_[statement].lines.push_back(std::move(line));
}

StatementFile Reader::finish()
{
    if (!currency_ && !statements_.empty())
        report_.warn("import.warn.format_no_currency");
    StatementFile file;
    file.statements = std::move(statements_);
    file.report = std::move(report_);
    return file;
}

} // namespace

Result<StatementFile> readIif(ByteView bytes, const BankFileOptions& options)
{
    OXSEAL_TRY(const DecodedText text, decodeText(bytes, options.encoding));
    Reader reader(text.view, options);
    reader.run();
    if (!reader.sawHeader())
        return fail(kImportNoStatement);
    StatementFile file = reader.finish();
    file.encoding = text.encoding;
    return file;
}

} // namespace oxseal
