// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/ofx.h"

#include "models/core/text.h"
#include "storage/import/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

namespace oxseal {
namespace {

constexpr std::size_t kLongestTag = 32;

/// Entities of XML and SGML as OFX uses them; anything else stays as written.
std::string decoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '&') {
            out.push_back(text[at]);
            continue;
        }
        const auto end = text.find(';', at);
        const auto entity = end == std::string_view::npos || end - at > 10 ? std::string_view() : text.substr(at + 1, end - at - 1);
        int number = 0;
        if (entity == "amp")
            out.push_back('&');
        else if (entity == "lt")
            out.push_back('<');
        else if (entity == "gt")
            out.push_back('>');
        else if (entity == "quot")
            out.push_back('"');
        else if (entity == "apos")
            out.push_back('\'');
        else if (entity == "nbsp")
            out.push_back(' ');
        else if (entity.size() > 1 && entity[0] == '#'
            && std::from_chars(entity.data() + 1, entity.data() + entity.size(), number).ec == std::errc()
            && number >= 32 && number < 127)
            out.push_back(static_cast<char>(number));
        else {
            out.push_back('&');
            continue;
        }
        at = end;
    }
    return out;
}

/// OFX writes a decimal point or a comma, never both; some banks group nevertheless: then the mark that stands last decides.
std::optional<std::int64_t> amountFrom(std::string_view text, int digits)
{
    const auto point = text.rfind('.');
    const auto comma = text.rfind(',');
    const bool last = comma != std::string_view::npos && (point == std::string_view::npos || comma > point);
    return parseMinor(text, digits, last && text.find(',') == comma ? ',' : '.');
}

/// YYYYMMDD, whatever time and zone follow: the day is the one the bank wrote. Some write YYYY-MM-DD.
std::optional<Day> dayFrom(std::string_view text)
{
    if (text.size() < 8)
        return std::nullopt;
    if (text[4] == '-')
        return Day::fromIso(text.substr(0, 10));
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + 8, value);
    if (read.ec != std::errc() || read.ptr != text.data() + 8)
        return std::nullopt;
    return Day::fromYmd(value / 10000, static_cast<unsigned>(value / 100 % 100), static_cast<unsigned>(value % 100));
}

bool isStatement(std::string_view tag) { return tag == "STMTRS" || tag == "CCSTMTRS" || tag == "INVSTMTRS"; }

/// Investment transactions besides STMTTRN (OFX 2.2 §13.9.2.4).
bool isTrade(std::string_view tag)
{
    static constexpr std::array<std::string_view, 20> trades = {"BUYDEBT", "BUYMF", "BUYOPT", "BUYOTHER", "BUYSTOCK",
        "CLOSUREOPT", "INCOME", "INVEXPENSE", "JRNLFUND", "JRNLSEC", "MARGININTEREST", "REINVEST", "RETOFCAP", "SELLDEBT",
        "SELLMF", "SELLOPT", "SELLOTHER", "SELLSTOCK", "SPLIT", "TRANSFER"};
    return std::binary_search(trades.begin(), trades.end(), tag);
}

/// A transaction as text; turned into a line when it ends, when currency and decimals are known.
struct Raw
{
    std::string tag;
    std::uint64_t row = 0;
    std::string_view type, posted, user, avail, amount, fitid, check, reference, currency, correct;
    std::string name, memo;
    bool foreign = false;
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
        endStatement();
        StatementFile file;
        file.statements = std::move(statements_);
        file.report = std::move(report_);
        return file;
    }
    [[nodiscard]] bool sawOfx() const { return sawOfx_; }

private:
    void open(std::string_view tag);
    void close(std::string_view tag);
    void value(std::string_view tag, std::string_view text, bool cdata);
    void transactionValue(std::string_view tag, std::string_view text, bool cdata);
    void endTransaction();
    void endStatement();
    std::uint64_t lineAt(std::size_t offset);

    enum class Balance { None, Ledger, Other };

    std::string_view text_;
    std::size_t countedTo_ = 0;
    std::uint64_t line_ = 1;
    std::size_t at_ = 0;
    bool sawOfx_ = false;
    bool inStatement_ = false;
    bool inTransaction_ = false;
    bool inTrade_ = false;
    bool inStatus_ = false;
    bool inOther_ = false; ///< payee or other party: its NAME and ACCTID are not the transaction's own
    Balance balance_ = Balance::None;
    std::string statusCode_;
    std::string statusSeverity_;
    std::string closingText_;
    Statement statement_;
    Raw raw_;
    std::unordered_set<std::string> fitids_;
    std::uint64_t repeated_ = 0;
    std::uint64_t debitsIn_ = 0; ///< typed DEBIT with a positive amount
    std::vector<Statement> statements_;
    ImportReport report_;
};

std::uint64_t Reader::lineAt(std::size_t offset)
{
    line_ += static_cast<std::uint64_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(countedTo_),
        text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    countedTo_ = offset;
    return line_;
}

/// One pass from '<' to '<'. A start tag with text behind it is an element with a value, without text it opens an aggregate
/// (or is an empty element, which means the same to us).
void Reader::run()
{
    while (true) {
        const auto begin = text_.find('<', at_);
        if (begin == std::string_view::npos)
            return;
        if (text_.compare(begin, 4, "<!--") == 0) {
            const auto end = text_.find("-->", begin);
            at_ = end == std::string_view::npos ? text_.size() : end + 3;
            continue;
        }
        const auto end = text_.find('>', begin);
        if (end == std::string_view::npos)
            return;
        auto tag = text_.substr(begin + 1, end - begin - 1);
        at_ = end + 1;
        if (tag.empty() || tag.front() == '?' || tag.front() == '!')
            continue;
        const bool ending = tag.front() == '/';
        if (ending)
            tag.remove_prefix(1);
        tag = trimmed(tag.substr(0, tag.find_first_of(" \t\r\n/")));
        if (tag.size() > kLongestTag)
            continue;
        std::array<char, kLongestTag> folded{};
        std::transform(tag.begin(), tag.end(), folded.begin(),
            [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        const std::string_view name(folded.data(), tag.size());
        if (ending) {
            close(name);
            continue;
        }
        std::size_t content = at_;
        while (content < text_.size() && (text_[content] == ' ' || text_[content] == '\t' || text_[content] == '\r' || text_[content] == '\n'))
            ++content;
        if (text_.compare(content, 9, "<![CDATA[") == 0) {
            const auto stop = text_.find("]]>", content);
            const std::size_t last = stop == std::string_view::npos ? text_.size() : stop;
            value(name, trimmed(text_.substr(content + 9, last - content - 9)), true);
            at_ = stop == std::string_view::npos ? text_.size() : stop + 3;
            continue;
        }
        const auto next = text_.find('<', at_);
        const auto text = trimmed(text_.substr(at_, next == std::string_view::npos ? next : next - at_));
        if (text.empty())
            open(name);
        else
            value(name, text, false);
    }
}

void Reader::open(std::string_view tag)
{
    if (tag == "OFX") {
        sawOfx_ = true;
    } else if (isStatement(tag)) {
        endStatement();
        inStatement_ = true;
    } else if (tag == "STMTTRN" || (inStatement_ && isTrade(tag))) {
        endTransaction();
        inTransaction_ = true;
        inTrade_ = tag != "STMTTRN";
        inOther_ = false;
        raw_ = Raw();
        raw_.tag = std::string(tag);
        raw_.row = lineAt(at_);
    } else if (tag == "LEDGERBAL") {
        endTransaction();
        balance_ = Balance::Ledger;
    } else if (tag == "AVAILBAL" || tag == "BAL") {
        endTransaction();
        balance_ = Balance::Other;
    } else if (tag == "STATUS") {
        inStatus_ = true;
    } else if (tag == "PAYEE" || tag == "BANKACCTTO" || tag == "CCACCTTO") {
        inOther_ = true;
    } else if (tag == "CURRENCY" && inTransaction_) {
        raw_.foreign = true;
    }
}

void Reader::close(std::string_view tag)
{
    if (inTransaction_ && (tag == raw_.tag || tag == "BANKTRANLIST" || tag == "INVTRANLIST"))
        endTransaction();
    if (isStatement(tag))
        endStatement();
    else if (tag == "LEDGERBAL" || tag == "AVAILBAL" || tag == "BAL")
        balance_ = Balance::None;
    else if (tag == "PAYEE" || tag == "BANKACCTTO" || tag == "CCACCTTO")
        inOther_ = false;
    else if (tag == "STATUS") {
        inStatus_ = false;
        if (statusSeverity_ == "ERROR")
            report_.warn("import.warn.ofx_status", {statusCode_});
        statusSeverity_.clear();
    }
}

void Reader::value(std::string_view tag, std::string_view text, bool cdata)
{
    if (inStatus_ && (tag == "CODE" || tag == "SEVERITY")) {
        (tag == "CODE" ? statusCode_ : statusSeverity_) = std::string(text.substr(0, 20));
        return;
    }
    if (!inStatement_)
        return;
    if (inTransaction_)
        return transactionValue(tag, text, cdata);
    if (tag == "CURDEF") {
        if (const auto currency = Currency::fromCode(text)) {
            statement_.currency = *currency;
            statement_.digits = currency->digits();
        }
    } else if (tag == "ACCTID" && statement_.account.empty()) {
        statement_.account = decoded(text);
    } else if (tag == "DTSTART") {
        statement_.from = dayFrom(text);
    } else if (tag == "DTEND") {
        statement_.to = dayFrom(text);
    } else if (tag == "BALAMT" && balance_ == Balance::Ledger) {
        closingText_ = std::string(text);
    } else if (tag == "DTASOF" && balance_ == Balance::Ledger) {
        statement_.closingDate = dayFrom(text);
    }
}

void Reader::transactionValue(std::string_view tag, std::string_view text, bool cdata)
{
    const auto words = [&] { return cdata ? std::string(text) : decoded(text); };
    if (tag == "TRNTYPE")
        raw_.type = text;
    else if (tag == "DTPOSTED" || (tag == "DTTRADE" && inTrade_))
        raw_.posted = text;
    else if (tag == "DTUSER")
        raw_.user = text;
    else if (tag == "DTAVAIL" || (tag == "DTSETTLE" && inTrade_))
        raw_.avail = text;
    else if (tag == "TRNAMT" || (tag == "TOTAL" && inTrade_))
        raw_.amount = text;
    else if (tag == "FITID")
        raw_.fitid = text;
    else if (tag == "CHECKNUM")
        raw_.check = text;
    else if (tag == "REFNUM")
        raw_.reference = text;
    else if (tag == "CORRECTFITID")
        raw_.correct = text;
    else if (tag == "CURSYM")
        raw_.currency = text;
    else if (tag == "NAME" && (!inOther_ || raw_.name.empty()))
        raw_.name = words();
    else if (tag == "PAYEE" && raw_.name.empty())
        raw_.name = words(); // an aggregate by the specification; some banks put the name right into it
    else if (tag == "MEMO" && !inOther_)
        raw_.memo = words();
}

void Reader::endTransaction()
{
    if (!inTransaction_)
        return;
    inTransaction_ = false;
    inOther_ = false;
    ++report_.records;
    // Splits and transfers of securities move no cash; what is reinvested or moved between sub-accounts stays in the account.
    const bool moves = !inTrade_ || !(raw_.amount.empty() || raw_.tag == "REINVEST" || raw_.tag == "JRNLFUND");
    const auto amount = !moves ? std::optional<std::int64_t>(0) : amountFrom(raw_.amount, statement_.digits);
    const auto posted = dayFrom(raw_.posted);
    if (!amount)
        return report_.reject(raw_.row, "import.bad_amount", {"TRNAMT", beginning(raw_.amount)});
    if (!posted)
        return report_.reject(raw_.row, "import.bad_date", {"DTPOSTED", beginning(raw_.posted)});
    StatementLine line;
    line.row = raw_.row;
    line.amount = *amount;
    line.entryDate = posted;
    line.valueDate = dayFrom(raw_.avail);
    if (!line.valueDate)
        line.valueDate = posted;
    line.type = inTrade_ ? raw_.tag : std::string(raw_.type);
    line.reference = std::string(raw_.check.empty() || raw_.check == "0" ? raw_.reference : raw_.check);
    line.bankReference = std::string(raw_.reference);
    line.fitid = std::string(raw_.fitid);
    line.reversal = !raw_.correct.empty();
    line.description = raw_.name;
    if (!raw_.memo.empty() && raw_.memo != raw_.name) {
        const bool repeats = raw_.memo.compare(0, raw_.name.size(), raw_.name) == 0;
        line.description = raw_.name.empty() || repeats ? raw_.memo : raw_.name + " / " + raw_.memo;
    }
    debitsIn_ += line.amount > 0 && !line.reversal && line.type == "DEBIT" ? 1U : 0U;
    if (line.fitid.empty())
        report_.warn("import.warn.no_fitid", {}, raw_.row);
    else if (!fitids_.insert(line.fitid).second)
        ++repeated_;
    if (raw_.foreign && !raw_.currency.empty() && raw_.currency != statement_.currency.code())
        report_.warn("import.warn.line_currency", {std::string(raw_.currency.substr(0, 10))});
    ++report_.accepted;
    statement_.lines.push_back(std::move(line));
}

void Reader::endStatement()
{
    endTransaction();
    if (!inStatement_)
        return;
    inStatement_ = false;
    if (!closingText_.empty()) {
        statement_.closing = amountFrom(closingText_, statement_.digits);
        if (!statement_.closing)
            report_.warn("import.warn.bad_balance", {"LEDGERBAL"});
    }
    if (!statement_.currency.stated())
        report_.warn("import.warn.no_currency", {statement_.account});
    if (repeated_ > 0)
        report_.warn("import.warn.fitid_repeated", {statement_.account, std::to_string(repeated_)});
    if (debitsIn_ > 0)
        report_.warn("import.warn.debit_positive", {statement_.account, std::to_string(debitsIn_)});
    statements_.push_back(std::move(statement_));
    statement_ = Statement();
    closingText_.clear();
    fitids_.clear();
    repeated_ = 0;
    debitsIn_ = 0;
    balance_ = Balance::None;
}

/// The header's CHARSET (of XML: its encoding) decides where the bytes are not UTF-8. Latin-1 is written with the signs of windows-1252.
std::string statedEncoding(ByteView bytes)
{
    const auto head = asText(bytes.first(std::min<std::size_t>(bytes.size(), 2048)));
    if (isValidUtf8(asText(bytes)) || head.find('\0') != std::string_view::npos)
        return {};
    for (const std::string_view mark : {"CHARSET:", "encoding=\"", "encoding='"}) {
        const auto at = head.find(mark);
        if (at == std::string_view::npos)
            continue;
        const auto rest = head.substr(at + mark.size());
        const std::string name = knownEncoding(rest.substr(0, rest.find_first_of(" \t\r\n\"'<")));
        if (!name.empty())
            return name == "ISO-8859-1" ? "windows-1252" : name;
    }
    return {};
}

} // namespace

Result<StatementFile> readOfx(ByteView bytes, std::string_view encoding)
{
    OXSEAL_TRY(const DecodedText text, decodeText(bytes, encoding.empty() ? statedEncoding(bytes) : std::string(encoding)));
    Reader reader(text.view);
    reader.run();
    if (!reader.sawOfx())
        return fail(kImportNoStatement);
    StatementFile file = reader.finish();
    file.encoding = text.encoding;
    return file;
}

} // namespace oxseal
