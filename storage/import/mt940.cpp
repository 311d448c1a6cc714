// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/mt940.h"

#include "models/core/text.h"
#include "storage/import/encoding.h"
#include "storage/import/mt940_fields.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace oxseal {
namespace {

/// One page: what stands between :20: and the end of the message.
struct Page
{
    Statement statement;
    bool any = false; ///< some field of a statement was seen
    bool continues = false; ///< :60M:, an intermediate opening: a further page of the statement before
    bool closesFinally = false; ///< :62F:, not :62M:
    bool first = true; ///< :28C: names no sequence number, or 1
};

/// Whether a line expects money instead of booking it (marks EC and ED of MT942).
bool expected(std::string_view line)
{
    line.remove_prefix(std::min<std::size_t>(line.size(), 6));
    if (line.size() > 4 && std::all_of(line.begin(), line.begin() + 4, mt940Digit))
        line.remove_prefix(4);
    return line.size() > 2 && line[0] == 'E' && (line[1] == 'C' || line[1] == 'D');
}

class Reader
{
public:
    explicit Reader(std::string_view text)
        : text_(text)
        , marked_(mt940Marked(text))
    {
    }

    void run()
    {
        std::size_t at = 0;
        while (at < text_.size()) {
            const auto end = marked_ ? text_.find("@@", at) : text_.find_first_of("\r\n", at);
            const std::size_t stop = end == std::string_view::npos ? text_.size() : end;
            ++line_;
            takeLine(text_.substr(at, stop - at));
            at = stop;
            if (at < text_.size())
                at += text_.substr(at, 2) == "\r\n" || marked_ ? 2U : 1U;
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
        const auto begin = line.find_first_not_of(" \t");
        if (begin != std::string_view::npos && begin > 0 && mt940TagAt(line.substr(begin)))
            line.remove_prefix(begin);
        if (const auto tag = mt940TagAt(line)) {
            endField();
            sawTag_ = true;
            tag_ = std::string(tag->code);
            tagLine_ = line_;
            field_.assign(line.substr(tag->length));
            return;
        }
        const auto bare = trimmed(line);
        const bool block = bare.size() > 2 && bare[0] == '{' && mt940Digit(bare[1]) && bare[2] == ':';
        if (bare == "-" || bare.substr(0, 2) == "-}" || block) {
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
        if (tag_ == "25" || tag_ == "25P")
            page_.statement.account = std::string(trimmed(std::string_view(field_).substr(0, field_.find('\n'))));
        else if (tag_ == "60F" || tag_ == "60M" || tag_ == "60")
            opening();
        else if (tag_ == "62F" || tag_ == "62M" || tag_ == "62")
            closing();
        else if (tag_ == "61")
            transaction();
        else if (tag_ == "86" && lineOpen_)
            describe();
        else if (tag_ == "28" || tag_ == "28C")
            sequence();
        else if (tag_ == "34F")
            interimCurrency(Currency::fromCode(trimmed(field_).substr(0, 3)));
        else if (tag_ == "90C" || tag_ == "90D")
            interimSum();
        page_.any = page_.any || tag_ == "25" || tag_ == "25P" || tag_ == "60F" || tag_ == "60M" || tag_ == "61" || tag_ == "62F";
        if (tag_ != "61" && tag_ != "86") {
            lineOpen_ = false;
            described_ = false;
        }
        tag_.clear();
        field_.clear();
    }

    void opening()
    {
        const auto balance = mt940Balance(field_);
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
        const auto balance = mt940Balance(field_);
        if (!balance)
            return report_.warn("import.warn.bad_balance", {":" + tag_ + ":"}, tagLine_);
        page_.closesFinally = tag_ != "62M";
        page_.statement.closing = balance->amount;
        page_.statement.closingDate = balance->day;
        setCurrency(*balance);
    }

    void setCurrency(const Mt940Balance& balance)
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

    void sequence()
    {
        const auto mark = field_.find('/');
        std::int64_t number = 1;
        page_.first = mark == std::string::npos || !parseInteger(trimmed(std::string_view(field_).substr(mark + 1)), number) || number <= 1;
    }

    /// An interim report states no balance: its floor limits and sums name the currency.
    void interimCurrency(const std::optional<Currency>& currency)
    {
        auto& statement = page_.statement;
        if (!currency || statement.currency.stated() || (!statement.lines.empty() && statement.digits != currency->digits()))
            return;
        statement.currency = *currency;
        statement.digits = currency->digits();
    }

    /// :90D: and :90C: follow the lines. They speak of the whole report, so that only a report of one message is compared.
    void interimSum()
    {
        const auto stated = mt940Sum(field_);
        const std::string tag = ":" + tag_ + ":";
        if (!stated)
            return report_.warn("import.warn.bad_total", {tag}, tagLine_);
        interimCurrency(stated->currency);
        const auto& statement = page_.statement;
        const auto totals = totalsOf(statement);
        if (!page_.first || stated->currency != statement.currency || !totals.ok)
            return;
        const bool credits = tag_ == "90C";
        std::int64_t count = 0;
        for (const auto& line : statement.lines)
            count += (line.amount >= 0) == credits ? 1 : 0;
        const std::int64_t sum = credits ? totals.credits : totals.debits;
        const auto money = [&statement](std::int64_t minor) { return formatMinor(minor, statement.digits); };
        if (stated->amount != sum)
            report_.warn("import.warn.control_total", {tag, money(stated->amount), money(sum), money(stated->amount - sum)}, tagLine_);
        if (stated->count != count)
            report_.warn("import.warn.control_count",
                {tag, std::to_string(stated->count), std::to_string(count), std::to_string(stated->count - count)}, tagLine_);
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
        described_ = false;
        if (expected(field_)) {
            lineOpen_ = false;
            return report_.ignore("import.rule.pending_entry", tagLine_);
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
        if (rest.size() < 8 || !std::all_of(rest.begin(), rest.begin() + 6, mt940Digit))
            return std::nullopt;
        StatementLine line;
        line.row = tagLine_;
        const auto valueText = rest.substr(0, 6);
        line.valueDate = mt940Day(valueText);
        rest.remove_prefix(6);
        if (rest.size() >= 4 && std::all_of(rest.begin(), rest.begin() + 4, mt940Digit)) {
            line.entryDate = mt940EntryDay(rest.substr(0, 4), valueText);
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
        if (!rest.empty() && mt940Upper(rest.front()))
            rest.remove_prefix(1); // funds code: third letter of the currency
        while (!rest.empty() && (rest.front() == '\n' || rest.front() == ' '))
            rest.remove_prefix(1); // some savings banks break the line here
        const auto amount = mt940Amount(takeMt940Amount(rest), page_.statement.digits);
        if (!amount)
            return std::nullopt;
        line.amount = credit ? *amount : -*amount;
        takeReferences(rest, line);
        return line;
    }

    static void takeReferences(std::string_view rest, StatementLine& line)
    {
        const auto lineEnd = rest.find('\n');
        auto first = trimmed(rest.substr(0, lineEnd));
        const auto details = lineEnd == std::string_view::npos ? std::string_view() : rest.substr(lineEnd + 1);
        if (first.size() >= 4 && mt940Upper(first[0])) {
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
            joined += mt940Structured(field_) || joined.empty() || joined.back() == ' ' ? part : " " + part;
        std::string text = mt940Structured(joined) ? mt940StructuredDescription(joined) : std::string(trimmed(joined));
        if (text.empty())
            text = std::string(trimmed(joined));
        if (described_ && !line.description.empty() && !text.empty())
            line.description += " " + text; // some banks begin every line of the text with its tag
        else
            line.description = line.description.empty() || text.empty() ? line.description + text
                                                                        : text + " / " + line.description;
        std::replace(line.description.begin(), line.description.end(), '\n', ' ');
        described_ = true;
    }

    void endPage()
    {
        if (page_.any)
            pages_.push_back(std::move(page_));
        page_ = Page();
        lineOpen_ = false;
    }

    std::string_view text_;
    bool marked_; ///< "@@" stands for the ends of lines
    std::uint64_t line_ = 0;
    std::uint64_t tagLine_ = 0;
    std::string tag_;
    std::string field_;
    bool loneColon_ = false;
    bool sawTag_ = false;
    bool lineOpen_ = false; ///< an :86: speaks of the last line
    bool described_ = false; ///< and is not its first
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
    std::unordered_map<std::string, std::size_t> latest; // of an account in a currency; its place in `joined`
    for (auto& page : pages_) {
        const auto [place, first] = latest.try_emplace(page.statement.account + '\n' + page.statement.currency.code(), joined.size());
        if (!first) {
            Page* const before = &joined[place->second];
            const bool follows = continues(before->statement, page.statement).value_or(false);
            if (!follows && !page.statement.account.empty())
                report_.warn("import.warn.statement_gap", {page.statement.account});
            if (follows || page.continues) {
                join(*before, page);
                continue;
            }
        }
        notePage(page.statement, footingOf(page.statement));
        place->second = joined.size();
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

bool mt940Marked(std::string_view text) noexcept
{
    const auto begin = text.find_first_not_of(" \r\n");
    return begin != std::string_view::npos && text.substr(begin, 3) == "@@:" && mt940TagAt(text.substr(begin + 2)).has_value();
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
