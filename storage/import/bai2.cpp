// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bai2.h"

#include "models/core/text.h"
#include "storage/import/bai2_record.h"
#include "storage/import/encoding.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace oxseal {
namespace {

constexpr std::size_t kUsualLength = 80; ///< of physical records when the file header states none

/// What one level of the file (account, group, file) has counted so far.
struct Control
{
    bool open = false;
    std::int64_t records = 0; ///< physical lines
    std::int64_t parts = 0; ///< accounts of a group, groups of a file
    std::optional<std::int64_t> sum = 0; ///< lost when it leaves 64 bits

    void add(std::int64_t amount) { sum = sum ? checkedAdd(*sum, amount) : sum; }
};

/// A total that 03 states about its transactions.
struct StatedTotal
{
    std::optional<std::int64_t> amount;
    std::optional<std::int64_t> items;
    std::uint64_t line = 0;
};

class Reader
{
public:
    explicit Reader(std::string_view text)
        : text_(text)
    {
    }

    void run();
    StatementFile finish()
    {
        StatementFile file;
        file.statements = joinContinuing(std::move(statements_), report_);
        file.report = std::move(report_);
        std::stable_sort(file.report.rejected.begin(), file.report.rejected.end(),
            [](const Rejection& a, const Rejection& b) { return a.row < b.row; });
        return file;
    }
    [[nodiscard]] bool sawAccount() const { return sawAccount_; }

private:
    void takePhysicalLine(std::string_view line, bool ended);
    void takeLine(std::string_view line, bool ended);
    void endRecord();
    void fileHeader();
    void groupHeader();
    void account();
    void summary(std::string_view type, std::string_view amountText, std::string_view items, bool trusted);
    void transaction();
    void trailer(Control& control, int code);
    void closeAccount();
    void closeGroup();
    void closeFile();
    void compareTotal(const char* code, const StatedTotal& stated, std::int64_t count, std::int64_t sum);
    void differ(const char* warning, const std::string& what, std::int64_t stated, std::int64_t counted, std::uint64_t line);

    std::string_view text_;
    std::uint64_t line_ = 0;
    Bai2Record record_;
    bool any_ = false; ///< record_ holds something
    std::size_t full_ = kUsualLength;
    Control file_, group_, account_;
    std::int64_t status_ = 1; ///< of the group: 1 update, 2 deletion, 3 correction, 4 test
    std::optional<Day> asOf_;
    std::optional<Currency> groupCurrency_;
    Statement statement_;
    StatedTotal credits_, debits_;
    bool sawAccount_ = false;
    std::vector<Statement> statements_;
    ImportReport report_;
};

void Reader::run()
{
    while (!text_.empty()) {
        const auto end = text_.find_first_of("\r\n");
        ++line_;
        takePhysicalLine(text_.substr(0, end), end != std::string_view::npos);
        text_.remove_prefix(end == std::string_view::npos ? text_.size()
                                                          : end + (text_.substr(end, 2) == "\r\n" ? 2U : 1U));
    }
    endRecord();
    closeFile();
}

/// Some banks write several records on one line, each with its end mark.
void Reader::takePhysicalLine(std::string_view line, bool ended)
{
    for (std::size_t from = 0; from < line.size();) {
        const auto mark = line.find('/', from);
        if (mark == std::string_view::npos)
            break;
        from = mark + 1;
        if (bai2RecordFollows(line.substr(from))) {
            takeLine(line.substr(0, from), true);
            line.remove_prefix(from);
            from = 0;
        }
    }
    takeLine(line, ended);
}

void Reader::takeLine(std::string_view line, bool ended)
{
    const std::size_t length = line.size();
    line = trimmed(line);
    if (line.empty() || line == "\x1A")
        return;
    static constexpr std::string_view codes[] = {"01", "02", "03", "16", "88", "49", "98", "99"};
    const bool known = line.size() >= 2 && (line.size() == 2 || line[2] == ',' || line[2] == '/')
        && std::find(std::begin(codes), std::end(codes), line.substr(0, 2)) != std::end(codes);
    const int code = known ? (line[0] - '0') * 10 + (line[1] - '0') : 0;
    if (code != 88 && code != 0)
        endRecord();
    if (code == 1 && file_.open)
        closeFile();
    for (auto* control : {&file_, &group_, &account_})
        control->records += control->open ? 1 : 0;
    if (code == 0 || (code == 88 && !any_)) {
        ++report_.records;
        return report_.reject(line_, "import.bai2_record", {beginning(line)});
    }
    const bool marked = line.back() == '/';
    auto rest = line.substr(std::min<std::size_t>(3, line.size()));
    if (marked && !rest.empty())
        rest.remove_suffix(1);
    if (code != 88) {
        any_ = true;
        record_ = {code, line_, {}, {}, false};
    }
    record_.pieces.push_back(rest);
    record_.lengths.push_back(length);
    record_.cut = !ended && !marked && code != 99;
}

void Reader::endRecord()
{
    if (!any_)
        return;
    any_ = false;
    switch (record_.code) {
    case 1: return fileHeader();
    case 2: return groupHeader();
    case 3: return account();
    case 16: return transaction();
    case 49: return trailer(account_, 49);
    case 98: return trailer(group_, 98);
    default: return trailer(file_, 99);
    }
}

void Reader::fileHeader()
{
    file_ = {true, static_cast<std::int64_t>(record_.pieces.size()), 0, 0};
    Bai2Fields fields(record_);
    for (int i = 0; i < 5; ++i)
        (void)fields.next(); // sender, receiver, date, time, number
    std::int64_t length = 0;
    full_ = parseInteger(fields.next(), length) && length >= 20 && length <= 10'000 ? static_cast<std::size_t>(length) : kUsualLength;
}

void Reader::groupHeader()
{
    closeGroup();
    group_ = {true, static_cast<std::int64_t>(record_.pieces.size()), 0, 0};
    Bai2Fields fields(record_);
    (void)fields.next();
    (void)fields.next(); // receiver, originator
    if (!parseInteger(fields.next(), status_))
        status_ = 1;
    const auto date = fields.next();
    asOf_ = compactDay(date);
    if (!asOf_)
        report_.warn("import.warn.no_such_day", {date.empty() ? "02" : beginning(date)}, record_.line);
    (void)fields.next(); // time
    groupCurrency_ = Currency::fromCode(fields.next());
    if (status_ == 2 || status_ == 4)
        report_.warn(status_ == 2 ? "import.warn.bai2_deletion" : "import.warn.bai2_test", {}, record_.line);
}

void Reader::account()
{
    closeAccount();
    sawAccount_ = true;
    account_ = {true, static_cast<std::int64_t>(record_.pieces.size()), 0, 0};
    Bai2Fields fields(record_);
    statement_.account = std::string(fields.next());
    const auto code = fields.next();
    auto currency = code.empty() ? groupCurrency_ : Currency::fromCode(code);
    if (!currency && code.empty()) {
        currency = Currency::fromCode("USD");
        report_.warn("import.warn.default_currency", {statement_.account, "USD"}, record_.line);
    } else if (!currency) {
        report_.warn("import.warn.no_currency", {statement_.account}, record_.line);
    }
    if (currency) {
        statement_.currency = *currency;
        statement_.digits = currency->digits();
    }
    statement_.openingDate = statement_.closingDate = statement_.from = statement_.to = asOf_;
    while (fields.more()) {
        const auto type = fields.next();
        const auto amount = fields.next();
        const auto items = fields.next();
        std::string_view date;
        const bool shaped = fields.funds(date);
        if (type.empty() && amount.empty())
            continue;
        if (!shaped || type.size() != 3)
            return report_.warn("import.warn.bad_balance", {"03"}, record_.line);
        summary(type, amount, items, !record_.cut || fields.more());
    }
}

/// One type code of 03. What the end of the file may have cut short proves nothing.
void Reader::summary(std::string_view type, std::string_view amountText, std::string_view items, bool trusted)
{
    if (amountText.empty())
        return;
    const auto amount = bai2Amount(amountText);
    if (!amount || !trusted)
        return report_.warn("import.warn.bad_balance", {std::string(type)}, record_.line);
    account_.add(*amount);
    if (type == "010") {
        statement_.opening = *amount;
    } else if (type == "015") {
        statement_.closing = *amount;
    } else if (type == "100" || type == "400") {
        auto& total = type == "100" ? credits_ : debits_;
        total.amount = *amount;
        total.items = bai2Amount(items);
        total.line = record_.line;
    }
}

void Reader::transaction()
{
    ++report_.records;
    Bai2Fields fields(record_);
    const auto type = fields.next();
    const auto amountText = fields.next();
    const auto amount = bai2Amount(amountText);
    if (amount)
        account_.add(*amount);
    if (!account_.open)
        return report_.reject(record_.line, "import.bai2_no_account");
    if (record_.cut && fields.inLastLine())
        return report_.reject(record_.line, "import.unfinished_record");
    if (status_ == 2 || status_ == 4)
        return report_.ignore(status_ == 2 ? "import.rule.bai2_deletion" : "import.rule.bai2_test", record_.line);
    if (type == "890" && amount.value_or(0) == 0)
        return report_.ignore("import.rule.bai2_text", record_.line);
    const auto direction = bai2Direction(type);
    if (direction == Bai2Direction::Total || direction == Bai2Direction::None)
        return report_.reject(record_.line, direction == Bai2Direction::Total ? "import.bai2_total" : "import.bai2_direction",
            {beginning(type)});
    if (amountText.empty())
        return report_.reject(record_.line, "import.missing_value", {"amount"});
    if (!amount || *amount < 0)
        return report_.reject(record_.line, "import.bad_unsigned", {"16", beginning(amountText)});
    std::string_view valued;
    if (!fields.funds(valued))
        return report_.reject(record_.line, "import.bad_statement_line", {beginning(record_.pieces.front())});
    StatementLine line;
    line.row = record_.line;
    line.amount = direction == Bai2Direction::Credit ? *amount : -*amount;
    line.entryDate = asOf_;
    line.valueDate = valued.empty() ? asOf_ : compactDay(valued);
    if (!valued.empty() && !line.valueDate)
        report_.warn("import.warn.no_such_day", {beginning(valued)}, record_.line);
    if (!line.entryDate && !line.valueDate)
        return report_.reject(record_.line, "import.missing_value", {"as-of date"});
    line.type = std::string(type);
    line.bankReference = std::string(fields.next());
    line.reference = std::string(fields.next());
    line.description = fields.text(full_);
    ++report_.accepted;
    statement_.lines.push_back(std::move(line));
}

void Reader::differ(const char* warning, const std::string& what, std::int64_t stated, std::int64_t counted, std::uint64_t line)
{
    if (stated == counted)
        return;
    const auto difference = counted == std::numeric_limits<std::int64_t>::min() ? std::nullopt : checkedAdd(stated, -counted);
    report_.warn(warning,
        {what, std::to_string(stated), std::to_string(counted), difference ? std::to_string(*difference) : "?"}, line);
}

/// 49, 98, 99: control total, [number of parts,] number of records.
void Reader::trailer(Control& control, int code)
{
    // A level that is still open inside ends without its own trailer.
    if (code != 49)
        closeAccount();
    if (code == 99)
        closeGroup();
    const std::string name = std::to_string(code);
    if (!control.open)
        return report_.warn("import.warn.bai2_stray", {name}, record_.line);
    control.open = false;
    Bai2Fields fields(record_);
    const auto total = bai2Amount(fields.next());
    const auto parts = code == 49 ? std::optional(control.parts) : bai2Amount(fields.next());
    const auto records = bai2Amount(fields.next());
    if (!total || !control.sum)
        report_.warn("import.warn.bad_total", {name}, record_.line);
    else
        differ("import.warn.control_total", name, *total, *control.sum, record_.line);
    if (!parts || !records)
        report_.warn("import.warn.bad_total", {name}, record_.line);
    else {
        differ("import.warn.control_parts", name, *parts, control.parts, record_.line);
        differ("import.warn.control_count", name, *records, control.records, record_.line);
    }
    if (code == 49) {
        account_.sum = total ? total : account_.sum;
        closeAccount();
    } else if (code == 98) {
        group_.sum = total ? total : group_.sum;
        closeGroup();
    }
}

/// Summaries of 03 against the 16 below it; the totals are those of the file, whatever could be taken of it.
void Reader::compareTotal(const char* code, const StatedTotal& stated, std::int64_t count, std::int64_t sum)
{
    if (stated.amount)
        differ("import.warn.control_total", code, *stated.amount, sum, stated.line);
    if (stated.items)
        differ("import.warn.control_count", code, *stated.items, count, stated.line);
}

void Reader::closeAccount()
{
    if (statement_.account.empty() && !account_.open && statement_.lines.empty() && account_.records == 0)
        return;
    if (account_.open)
        report_.warn("import.warn.no_trailer", {"49"});
    const auto totals = totalsOf(statement_);
    std::int64_t in = 0;
    for (const auto& line : statement_.lines)
        in += line.amount >= 0 ? 1 : 0;
    if (totals.ok && status_ != 2 && status_ != 4) {
        compareTotal("100", credits_, in, totals.credits);
        compareTotal("400", debits_, static_cast<std::int64_t>(statement_.lines.size()) - in, totals.debits);
    }
    ++group_.parts;
    if (account_.sum)
        group_.add(*account_.sum);
    else
        group_.sum.reset();
    if (status_ != 2 && status_ != 4)
        statements_.push_back(std::move(statement_));
    statement_ = Statement();
    credits_ = debits_ = StatedTotal();
    account_ = Control();
}

void Reader::closeGroup()
{
    closeAccount();
    if (group_.records == 0)
        return;
    if (group_.open)
        report_.warn("import.warn.no_trailer", {"98"});
    ++file_.parts;
    if (group_.sum)
        file_.add(*group_.sum);
    else
        file_.sum.reset();
    group_ = Control();
    status_ = 1;
    asOf_.reset();
    groupCurrency_.reset();
}

void Reader::closeFile()
{
    closeGroup();
    if (file_.open)
        report_.warn("import.warn.no_trailer", {"99"});
    file_ = Control();
}

} // namespace

Result<StatementFile> readBai2(ByteView bytes, std::string_view encoding)
{
    OXSEAL_TRY(const DecodedText text, decodeText(bytes, encoding));
    Reader reader(text.view);
    reader.run();
    if (!reader.sawAccount())
        return fail(kImportNoStatement);
    StatementFile file = reader.finish();
    file.encoding = text.encoding;
    return file;
}

} // namespace oxseal
