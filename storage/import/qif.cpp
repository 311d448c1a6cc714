// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/qif.h"

#include "models/core/text.h"
#include "storage/import/cell_values.h"
#include "storage/import/encoding.h"
#include "storage/import/notation.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace oxseal {
namespace {

/// A transaction as text: its notation is known at the end of the file only.
struct Raw
{
    std::uint64_t row = 0;
    std::size_t account = 0;
    bool investment = false;
    bool any = false;
    std::string_view date, amount, precise, number, payee, memo;
    std::vector<std::string_view> splits;
};

/// Sections that list other things than transactions.
bool isList(std::string_view type)
{
    static constexpr std::array<std::string_view, 12> lists = {"cat", "class", "memorized", "security", "prices", "budget",
        "invitem", "template", "tag", "payee", "tax", "bill"};
    return std::any_of(lists.begin(), lists.end(), [type](auto list) { return equalsIgnoringCase(list, type); });
}

/// Direction of an investment action's cash in the account itself: 1 in, −1 out, 0 none (also when it goes to another
/// account, …X); nullopt: unknown.
std::optional<int> directionOf(std::string_view action)
{
    static constexpr std::array<std::string_view, 12> in = {"sell", "shtsell", "div", "intinc", "cglong", "cgmid", "cgshort",
        "miscinc", "rtrncap", "xin", "contribx", "cash"};
    static constexpr std::array<std::string_view, 6> out = {"buy", "cvrshrt", "miscexp", "margint", "xout", "withdrwx"};
    static constexpr std::array<std::string_view, 27> none = {"buyx", "sellx", "shtsellx", "cvrshrtx", "divx", "intincx", "cglongx",
        "cgmidx", "cgshortx", "miscincx", "miscexpx", "margintx", "rtrncapx", "reinvdiv", "reinvint", "reinvlg", "reinvmd",
        "reinvsh", "shrsin", "shrsout", "stksplit", "reminder", "grant", "vest", "exercise", "expire", "exercisx"};
    const auto is = [action](auto word) { return equalsIgnoringCase(word, action); };
    if (std::any_of(in.begin(), in.end(), is) || action.empty())
        return 1;
    if (std::any_of(out.begin(), out.end(), is))
        return -1;
    return std::any_of(none.begin(), none.end(), is) ? std::optional(0) : std::nullopt;
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
    }

    void run();
    StatementFile finish();
    [[nodiscard]] bool sawHeader() const { return sawHeader_; }

private:
    enum class Section { Transactions, Investments, Accounts, List };

    void takeLine(std::string_view line);
    void header(std::string_view line);
    void field(char code, std::string_view value);
    void endRecord();
    void cutOff();
    void learnNotation();
    void addLine(const Raw& raw);
    std::optional<std::int64_t> amountOf(const Raw& raw, const std::optional<int>& direction);
    void checkSplits(const Raw& raw, std::int64_t amount);
    void noteRest(std::string_view rest, std::uint64_t row);

    std::string_view text_;
    const BankFileOptions& options_;
    std::optional<Currency> currency_;
    int digits_;
    std::uint64_t line_ = 0;
    bool sawHeader_ = false;
    Section section_ = Section::Transactions;
    Raw raw_;
    std::string accountName_;
    std::map<std::string, std::size_t> accounts_;
    std::vector<Raw> transactions_;
    DateOrder order_ = DateOrder::MonthFirst;
    DateOrder stated_ = DateOrder::Auto; ///< by !Option:
    char decimal_ = '.';
    std::uint64_t rests_ = 0; ///< dates with text behind them; what and where the first is
    std::string firstRest_;
    std::uint64_t firstRestRow_ = 0;
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
    cutOff();
    learnNotation();
    for (const auto& raw : transactions_)
        addLine(raw);
}

void Reader::takeLine(std::string_view line)
{
    line = trimmed(line);
    if (line.empty() || line == "\x1A")
        return;
    if (line.front() == '!')
        return header(line.substr(1));
    if (line.front() == '#' && !sawHeader_)
        return; // a program's remark on its export
    if (line.front() == '^')
        return endRecord();
    if (!raw_.any)
        raw_.row = line_;
    raw_.any = true;
    field(line.front(), trimmed(line.substr(1)));
}

void Reader::header(std::string_view line)
{
    cutOff();
    sawHeader_ = true;
    const std::string word = lowerAscii(line);
    if (word.substr(0, 7) == "account") {
        section_ = Section::Accounts;
    } else if (word.substr(0, 5) == "type:") {
        const auto type = trimmed(line.substr(5));
        section_ = isList(type) ? Section::List : equalsIgnoringCase(type, "invst") ? Section::Investments : Section::Transactions;
    }
    // !Option:MDY tells how dates are written; the other options and !Clear: switch Quicken's own behaviour.
    for (const auto& [option, order] : {std::pair("option:mdy", DateOrder::MonthFirst), std::pair("option:dmy", DateOrder::DayFirst),
             std::pair("option:ymd", DateOrder::YearFirst)}) {
        if (trimmed(word) == option)
            stated_ = order;
    }
}

void Reader::field(char code, std::string_view value)
{
    if (section_ == Section::Accounts) {
        if (code == 'N')
            accountName_ = std::string(value);
        return;
    }
    switch (code) {
    case 'D': raw_.date = value; break;
    case 'T': raw_.amount = value; break;
    case 'U': raw_.precise = value; break;
    case 'N': raw_.number = value; break;
    case 'P': raw_.payee = value; break;
    case 'M': raw_.memo = value; break;
    case '$':
        if (section_ == Section::Transactions)
            raw_.splits.push_back(value);
        break;
    default: break;
    }
}

void Reader::endRecord()
{
    Raw raw = std::move(raw_);
    raw_ = Raw();
    if (!raw.any)
        return;
    ++report_.records;
    if (section_ == Section::Accounts || section_ == Section::List)
        return report_.ignore("import.rule.qif_list", raw.row);
    raw.investment = section_ == Section::Investments;
    const auto [place, fresh] = accounts_.try_emplace(accountName_, statements_.size());
    if (fresh) {
        Statement statement;
        statement.account = accountName_;
        statement.currency = currency_.value_or(Currency());
        statement.digits = digits_;
        statements_.push_back(std::move(statement));
    }
    raw.account = place->second;
    transactions_.push_back(std::move(raw));
}

void Reader::cutOff()
{
    if (!raw_.any)
        return;
    ++report_.records;
    report_.reject(raw_.row, "import.unfinished_record");
    raw_ = Raw();
}

void Reader::learnNotation()
{
    NotationEvidence dates;
    NotationEvidence amounts;
    std::string plain;
    for (const auto& raw : transactions_) {
        plain.clear();
        for (const char c : raw.date.substr(0, 20)) {
            if (c != ' ')
                plain.push_back(c == '\'' ? '/' : c);
        }
        weighDate(plain, dates);
        weighAmount(raw.amount, digits_, amounts);
    }
    order_ = options_.dates != DateOrder::Auto ? options_.dates : stated_ != DateOrder::Auto ? stated_ : orderFrom(dates, "D", report_);
    decimal_ = options_.decimal != '\0' ? options_.decimal : decimalFrom({amounts}, report_);
}

std::optional<std::int64_t> Reader::amountOf(const Raw& raw, const std::optional<int>& direction)
{
    const auto text = raw.amount.empty() ? raw.precise : raw.amount;
    if (text.empty() && direction == 0)
        return 0;
    const auto amount = parseCellMoney(text, digits_, decimal_);
    if (text.empty())
        report_.reject(raw.row, "import.missing_value", {"T"});
    else if (!amount)
        report_.reject(raw.row, "import.bad_amount", {"T", beginning(text)});
    return amount ? std::optional(*amount * direction.value_or(1)) : std::nullopt;
}

void Reader::checkSplits(const Raw& raw, std::int64_t amount)
{
    if (raw.splits.empty())
        return;
    std::optional<std::int64_t> sum = 0;
    for (const auto split : raw.splits) {
        const auto part = parseCellMoney(split, digits_, decimal_);
        sum = sum && part ? checkedAdd(*sum, *part) : std::nullopt;
    }
    const auto difference = sum ? checkedAdd(*sum, -amount) : std::nullopt;
    if (!difference || *difference != 0)
        report_.warn("import.warn.qif_splits", {difference ? formatMinor(*difference, digits_) : "?"}, raw.row);
}

void Reader::noteRest(std::string_view rest, std::uint64_t row)
{
    if (rests_++ > 0)
        return;
    firstRest_ = beginning(rest);
    firstRestRow_ = row;
}

void Reader::addLine(const Raw& raw)
{
    const auto direction = raw.investment ? directionOf(raw.number) : std::optional(1);
    if (!direction)
        return report_.reject(raw.row, "import.qif_action", {beginning(raw.number)});
    const auto amount = amountOf(raw, direction);
    if (!amount)
        return;
    const auto date = qifDay(raw.date, order_);
    if (!date.day)
        return raw.date.empty() ? report_.reject(raw.row, "import.missing_value", {"D"})
                                : report_.reject(raw.row, "import.bad_date", {"D", beginning(raw.date)});
    if (!trimmed(date.rest).empty())
        noteRest(trimmed(date.rest), raw.row);
    checkSplits(raw, *amount);
    StatementLine line;
    line.row = raw.row;
    line.amount = *amount;
    line.entryDate = line.valueDate = date.day;
    // N is a cheque number or a word such as DEP, ATM, TXFR; of investments it is the action.
    const bool number = !raw.investment && !raw.number.empty() && raw.number.front() >= '0' && raw.number.front() <= '9';
    (number ? line.reference : line.type) = std::string(raw.number);
    line.description = std::string(raw.payee);
    if (!raw.memo.empty() && raw.memo != raw.payee)
        line.description += (raw.payee.empty() ? "" : " / ") + std::string(raw.memo);
    ++report_.accepted;
    statements_[raw.account].lines.push_back(std::move(line));
}

StatementFile Reader::finish()
{
    if (rests_ > 0)
        report_.warn("import.warn.date_rest", {std::to_string(rests_), firstRest_}, firstRestRow_);
    if (!currency_ && !statements_.empty())
        report_.warn("import.warn.format_no_currency");
    StatementFile file;
    file.statements = std::move(statements_);
    file.report = std::move(report_);
    std::stable_sort(file.report.rejected.begin(), file.report.rejected.end(),
        [](const Rejection& a, const Rejection& b) { return a.row < b.row; });
    return file;
}

} // namespace

Result<StatementFile> readQif(ByteView bytes, const BankFileOptions& options)
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
