// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/mt940.h"

#include "models/core/text.h"
#include "storage/import/encoding.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/// One page: what stands between :20: and the end of the message.
struct Page
{
    Statement statement;
    bool any = false; ///< some field of a statement was seen
    bool continues = false; ///< :60M:, an intermediate opening: a further page of the statement before
    bool closesFinally = false; ///< :62F:, not :62M:
};

/// "YYMMDD": 80–99 are the last century (SWIFT: 6!n with the century by convention), the rest this one.
std::optional<Day> dayFrom(std::string_view text)
{
    if (text.size() < 6 || !std::all_of(text.begin(), text.begin() + 6, digit))
        return std::nullopt;
    const auto two = [&text](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const int year = two(0);
    const int month = two(2);
    const int day = two(4);
    return Day::fromYmd((year < 80 ? 2000 : 1900) + year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

/// The entry date has no year: it lies in the year that puts it closest to the value date.
std::optional<Day> entryDay(std::string_view mmdd, std::string_view valueText)
{
    const int month = (mmdd[0] - '0') * 10 + (mmdd[1] - '0');
    const int day = (mmdd[2] - '0') * 10 + (mmdd[3] - '0');
    const int valueYear = (valueText[0] - '0') * 10 + (valueText[1] - '0');
    const int valueMonth = (valueText[2] - '0') * 10 + (valueText[3] - '0');
    int year = (valueYear < 80 ? 2000 : 1900) + valueYear;
    if (month - valueMonth > 6)
        --year;
    else if (valueMonth - month > 6)
        ++year;
    return Day::fromYmd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

/// "1234,5" with at most one comma; nothing else.
std::optional<std::int64_t> amountFrom(std::string_view text, int digits)
{
    if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return digit(c) || c == ','; }))
        return std::nullopt;
    if (text.front() == ',')
        return parseMinor("0" + std::string(text), digits, ',');
    return parseMinor(text, digits, ',');
}

/// Cuts a leading run of digits and commas.
std::string_view takeAmount(std::string_view& rest)
{
    std::size_t end = 0;
    while (end < rest.size() && (digit(rest[end]) || rest[end] == ','))
        ++end;
    const auto amount = rest.substr(0, end);
    rest.remove_prefix(end);
    return amount;
}

struct Balance
{
    std::int64_t amount = 0;
    std::optional<Day> day;
    Currency currency;
    bool noSuchDay = false;
};

/// :60a: and :62a: — mark, date, currency, amount.
std::optional<Balance> balanceFrom(std::string_view text)
{
    text = trimmed(text);
    if (text.size() < 11 || (text[0] != 'C' && text[0] != 'D'))
        return std::nullopt;
    const auto currency = Currency::fromCode(text.substr(7, 3));
    auto rest = text.substr(10);
    if (!currency || !std::all_of(text.begin() + 1, text.begin() + 7, digit))
        return std::nullopt;
    const auto amount = amountFrom(takeAmount(rest), currency->digits());
    if (!amount)
        return std::nullopt;
    Balance balance{text[0] == 'D' ? -*amount : *amount, dayFrom(text.substr(1)), *currency, false};
    balance.noSuchDay = !balance.day;
    return balance;
}

/// The structured :86: of German banks: "166?00TEXT?20first?21second?32name". Sub-fields 20–29 and 60–63 are the purpose,
/// 32 and 33 the other party; a full sub-field (27 characters) runs on into the next without a blank.
std::string structuredDescription(std::string_view text)
{
    std::string purpose;
    std::string party;
    std::size_t lastLength = 0;
    for (std::size_t at = text.find('?'); at != std::string_view::npos && at + 3 <= text.size();) {
        const auto next = text.find('?', at + 1);
        const auto value = text.substr(at + 3, next == std::string_view::npos ? next : (next > at + 3 ? next - at - 3 : 0));
        const char tens = text[at + 1];
        const char ones = text[at + 2];
        if (tens == '2' || (tens == '6' && ones <= '3')) {
            if (!purpose.empty() && lastLength < 27)
                purpose.push_back(' ');
            purpose.append(value);
            lastLength = value.size();
        } else if (tens == '3' && (ones == '2' || ones == '3')) {
            party.append(value);
        }
        at = next;
    }
    std::string out(trimmed(party));
    if (!out.empty() && !purpose.empty())
        out += " / ";
    return out + std::string(trimmed(purpose));
}

bool isStructured(std::string_view text)
{
    const auto mark = text.find('?');
    return mark != std::string_view::npos && mark <= 4 && mark + 2 < text.size() && digit(text[mark + 1])
        && digit(text[mark + 2]);
}

class Reader
{
public:
    explicit Reader(std::string_view text)
        : text_(text)
    {
    }

    void run()
    {
        std::size_t at = 0;
        while (at < text_.size()) {
            const auto end = text_.find_first_of("\r\n", at);
            const std::size_t stop = end == std::string_view::npos ? text_.size() : end;
            ++line_;
            takeLine(text_.substr(at, stop - at));
            at = stop;
            if (at < text_.size())
                at += text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n' ? 2U : 1U;
        }
        endField();
        endPage();
    }

    StatementFile finish();
    [[nodiscard]] bool sawTag() const { return sawTag_; }

private:
    void takeLine(std::string_view line)
    {
        if (loneColon_) {
            // A dialect breaks the line inside the tag: ":" / "86:".
            loneColon_ = false;
            const std::string joined = ":" + std::string(line);
            if (mt940TagAt(joined))
                return takeLine(joined);
        }
        if (line == ":") {
            loneColon_ = true;
            return;
        }
        if (const auto tag = mt940TagAt(line)) {
            endField();
            sawTag_ = true;
            tag_ = std::string(tag->code);
            tagLine_ = line_;
            field_.assign(line.substr(tag->length));
            return;
        }
        const auto bare = trimmed(line);
        if (bare == "-" || bare.substr(0, 2) == "-}" || (!bare.empty() && bare.front() == '{')) {
            endField();
            endPage();
            return;
        }
        if (tag_.empty())
            return; // envelope of another kind above the first tag
        field_.push_back('\n');
        field_.append(line);
    }

    void endField()
    {
        if (tag_.empty())
            return;
        if (tag_ == "20")
            endPage();
        if (tag_ == "25")
            page_.statement.account = std::string(trimmed(std::string_view(field_).substr(0, field_.find('\n'))));
        else if (tag_ == "60F" || tag_ == "60M" || tag_ == "60")
            opening();
        else if (tag_ == "62F" || tag_ == "62M" || tag_ == "62")
            closing();
        else if (tag_ == "61")
            transaction();
        else if (tag_ == "86" && lineOpen_)
            describe();
        page_.any = page_.any || tag_ == "25" || tag_ == "60F" || tag_ == "60M" || tag_ == "61" || tag_ == "62F";
        if (tag_ != "61")
            lineOpen_ = false;
        tag_.clear();
        field_.clear();
    }

    void opening()
    {
        const auto balance = balanceFrom(field_);
        if (!balance)
            return report_.warn("import.warn.bad_balance", {":" + tag_ + ":"}, tagLine_);
        auto& statement = page_.statement;
        // Fragments repeat the field; before any line the last one counts, as with every reader of these files.
        if (statement.opening && !statement.lines.empty())
            return report_.warn("import.warn.second_balance", {":" + tag_ + ":"}, tagLine_);
        page_.continues = tag_ == "60M";
        statement.opening = balance->amount;
        statement.openingDate = balance->day;
        setCurrency(*balance);
    }

    void closing()
    {
        const auto balance = balanceFrom(field_);
        if (!balance)
            return report_.warn("import.warn.bad_balance", {":" + tag_ + ":"}, tagLine_);
        page_.closesFinally = tag_ != "62M";
        page_.statement.closing = balance->amount;
        page_.statement.closingDate = balance->day;
        setCurrency(*balance);
    }

    void setCurrency(const Balance& balance)
    {
        auto& statement = page_.statement;
        if (balance.noSuchDay)
            report_.warn("import.warn.no_such_day", {":" + tag_ + ":"}, tagLine_);
        if (statement.currency.stated() && statement.currency != balance.currency)
            report_.warn("import.warn.two_currencies", {statement.currency.code(), balance.currency.code()}, tagLine_);
        if (!statement.currency.stated() && statement.lines.empty())
            statement.digits = balance.currency.digits();
        statement.currency = balance.currency;
    }

    /// :61: value date, [entry date], mark, [funds code], amount, [type], [reference][//bank reference][⏎ details].
    void transaction()
    {
        ++report_.records;
        if (!page_.any && !pages_.empty()) {
            // After the end of a message and before a new one: it can only belong to the account before. Its footing then
            // fails, which is what a line outside the proved range deserves.
            page_ = std::move(pages_.back());
            pages_.pop_back();
            report_.warn("import.warn.line_after_end", {}, tagLine_);
        }
        auto line = parseTransaction();
        lineOpen_ = line.has_value();
        if (!line)
            return report_.reject(tagLine_, "import.bad_statement_line", {beginning(field_)});
        ++report_.accepted;
        page_.statement.lines.push_back(std::move(*line));
    }

    std::optional<StatementLine> parseTransaction()
    {
        std::string_view rest = field_;
        if (rest.size() < 8 || !std::all_of(rest.begin(), rest.begin() + 6, digit))
            return std::nullopt;
        StatementLine line;
        line.row = tagLine_;
        const auto valueText = rest.substr(0, 6);
        line.valueDate = dayFrom(valueText);
        rest.remove_prefix(6);
        if (rest.size() >= 4 && std::all_of(rest.begin(), rest.begin() + 4, digit)) {
            line.entryDate = entryDay(rest.substr(0, 4), valueText);
            if (!line.entryDate)
                report_.warn("import.warn.no_such_day", {std::string(rest.substr(0, 4))}, tagLine_);
            rest.remove_prefix(4);
        }
        if (!line.valueDate) {
            if (!line.entryDate)
                return std::nullopt;
            report_.warn("import.warn.no_such_day", {std::string(valueText)}, tagLine_);
        }
        // RC takes a credit back and RD a debit: the sign turns.
        if (!rest.empty() && rest.front() == 'R' && rest.size() > 1 && (rest[1] == 'C' || rest[1] == 'D')) {
            line.reversal = true;
            rest.remove_prefix(1);
        }
        if (rest.empty() || (rest.front() != 'C' && rest.front() != 'D'))
            return std::nullopt;
        const bool credit = (rest.front() == 'C') != line.reversal;
        rest.remove_prefix(1);
        if (!rest.empty() && upper(rest.front()))
            rest.remove_prefix(1); // funds code: third letter of the currency
        while (!rest.empty() && (rest.front() == '\n' || rest.front() == ' '))
            rest.remove_prefix(1); // some savings banks break the line here
        const auto amount = amountFrom(takeAmount(rest), page_.statement.digits);
        if (!amount)
            return std::nullopt;
        line.amount = credit ? *amount : -*amount;
        takeReferences(rest, line);
        return line;
    }

    static void takeReferences(std::string_view rest, StatementLine& line)
    {
        const auto lineEnd = rest.find('\n');
        auto first = rest.substr(0, lineEnd);
        const auto details = lineEnd == std::string_view::npos ? std::string_view() : rest.substr(lineEnd + 1);
        if (first.size() >= 4 && upper(first[0])) {
            line.type = std::string(trimmed(first.substr(0, 4)));
            first.remove_prefix(4);
        }
        const auto mark = first.find("//");
        line.reference = std::string(trimmed(first.substr(0, mark)));
        if (mark != std::string_view::npos)
            line.bankReference = std::string(trimmed(first.substr(mark + 2)));
        line.description = std::string(trimmed(details));
    }

    void describe()
    {
        auto& line = page_.statement.lines.back();
        std::string joined;
        for (const auto& part : split(field_, '\n'))
            joined += isStructured(field_) || joined.empty() || joined.back() == ' ' ? part : " " + part;
        std::string text = isStructured(joined) ? structuredDescription(joined) : std::string(trimmed(joined));
        if (text.empty())
            text = std::string(trimmed(joined));
        line.description = line.description.empty() || text.empty() ? line.description + text
                                                                    : text + " / " + line.description;
        std::replace(line.description.begin(), line.description.end(), '\n', ' ');
        lineOpen_ = false;
    }

    void endPage()
    {
        if (page_.any)
            pages_.push_back(std::move(page_));
        page_ = Page();
        lineOpen_ = false;
    }

    std::string_view text_;
    std::uint64_t line_ = 0;
    std::uint64_t tagLine_ = 0;
    std::string tag_;
    std::string field_;
    bool loneColon_ = false;
    bool sawTag_ = false;
    bool lineOpen_ = false;
    Page page_;
    std::vector<Page> pages_;
    ImportReport report_;
};

void notePage(Statement& statement, const FootingResult& own)
{
    if (own.footing == Footing::Failed)
        statement.pageDifferences.push_back(own.difference);
}

/// Joins a page to the statement it continues. A final closing balance is not replaced by an intermediate one.
void join(Page& to, Page& page)
{
    notePage(to.statement, footingOf(page.statement));
    if (page.closesFinally || !to.closesFinally) {
        to.statement.closing = page.statement.closing;
        to.statement.closingDate = page.statement.closingDate;
        to.closesFinally = page.closesFinally;
    }
    std::move(page.statement.lines.begin(), page.statement.lines.end(), std::back_inserter(to.statement.lines));
    ++to.statement.pages;
}

StatementFile Reader::finish()
{
    std::vector<Page> joined;
    for (auto& page : pages_) {
        const auto before = std::find_if(joined.rbegin(), joined.rend(), [&page](const Page& other) {
            return other.statement.account == page.statement.account && other.statement.currency == page.statement.currency;
        });
        if (before != joined.rend()) {
            const bool follows = continues(before->statement, page.statement).value_or(false);
            if (!follows && !page.statement.account.empty())
                report_.warn("import.warn.statement_gap", {page.statement.account});
            if (follows || page.continues) {
                join(*before, page);
                continue;
            }
        }
        notePage(page.statement, footingOf(page.statement));
        joined.push_back(std::move(page));
    }
    StatementFile file;
    for (auto& page : joined)
        file.statements.push_back(std::move(page.statement));
    file.report = std::move(report_);
    return file;
}

} // namespace

std::optional<Mt940Tag> mt940TagAt(std::string_view line) noexcept
{
    static constexpr std::array<std::string_view, 22> known = {"13", "13D", "20", "21", "25", "25P", "28", "28C", "34F",
        "60", "60F", "60M", "61", "62", "62F", "62M", "64", "65", "86", "90C", "90D", "NS"};
    if (line.size() < 4 || line.front() != ':')
        return std::nullopt;
    const auto end = line.find(':', 1);
    if (end == std::string_view::npos || end > 4)
        return std::nullopt;
    const auto code = line.substr(1, end - 1);
    if (std::find(known.begin(), known.end(), code) == known.end())
        return std::nullopt;
    return Mt940Tag{code, end + 1};
}

Result<StatementFile> readMt940(ByteView bytes, std::string_view encoding)
{
    OXSEAL_TRY(const DecodedText text, decodeText(bytes, encoding));
    Reader reader(text.view);
    reader.run();
    if (!reader.sawTag())
        return fail(kImportNoStatement);
    StatementFile file = reader.finish();
    file.encoding = text.encoding;
    return file;
}

} // namespace oxseal
