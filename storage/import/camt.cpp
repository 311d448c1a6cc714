// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/camt.h"

#include "models/core/text.h"
#include "storage/import/camt_entry.h"
#include "storage/import/camt_totals.h"
#include "storage/import/encoding.h"
#include "storage/import/xml_scanner.h"

#include <algorithm>
#include <array>
#include <map>

namespace oxseal {
namespace {

constexpr std::size_t kChunk = 1U << 16;

struct Balance
{
    std::string code, amount, currency, indicator, date;
    std::uint64_t row = 0;
};

/// Statuses whose entries are no booked money, and the rule that passes over them.
const char* passedOver(const std::string& status)
{
    if (status == "PDNG")
        return "import.rule.pending_entry";
    if (status == "INFO")
        return "import.rule.information_entry";
    return status == "FUTR" ? "import.rule.future_entry" : nullptr;
}

class Reader
{
public:
    explicit Reader(std::string_view text)
        : rest_(text)
        , xml_([this] {
            const auto chunk = rest_.substr(0, kChunk);
            rest_.remove_prefix(chunk.size());
            return chunk;
        })
    {
    }

    Status run();
    StatementFile finish()
    {
        StatementFile file;
        file.statements = joinContinuing(std::move(statements_), report_);
        file.report = std::move(report_);
        return file;
    }

private:
    void start();
    void end();
    void value(std::string_view path, std::string_view text);
    void balanceValue(std::string_view path, std::string_view text);
    void endEntry();
    bool entryCounts(bool credit, const std::optional<std::int64_t>& amount);
    std::optional<StatementLine> lineFrom(std::int64_t amount, bool credit);
    void endStatement();
    void settleCurrency();
    [[nodiscard]] const Balance* balance(std::string_view code, bool last) const;
    void setBalances();
    std::optional<std::int64_t> worth(const Balance* one);

    std::string_view rest_;
    XmlScanner xml_;
    std::string path_; ///< "/Document/BkToCstmrStmt/Stmt/…"
    std::vector<std::size_t> lengths_;
    std::string text_;
    std::size_t base_ = 0; ///< length of the statement's own path; 0 outside
    Statement statement_;
    std::string accountCurrency_;
    std::vector<Balance> balances_;
    Balance balance_;
    CamtEntry entry_;
    CamtTotals totals_;
    Tallies booked_;
    Tallies others_;
    std::map<std::string, Tallies> passed_; ///< by rule
    std::vector<Statement> statements_;
    ImportReport report_;
};

Status Reader::run()
{
    for (;;) {
        switch (xml_.next()) {
        case XmlScanner::Token::Start: start(); break;
        case XmlScanner::Token::End: end(); break;
        case XmlScanner::Token::Text:
            if (base_ > 0 && !xml_.appendText(text_))
                return fail(kImportXmlDamaged, "line " + std::to_string(xml_.line()), {"it refers to something that XML does not know"});
            break;
        case XmlScanner::Token::Done:
            if (statements_.empty())
                return fail(kImportNoStatement);
            return {};
        case XmlScanner::Token::Broken:
            return fail(kImportXmlDamaged, "line " + std::to_string(xml_.line()), {xml_.problem()});
        }
    }
}

void Reader::start()
{
    static constexpr std::array<std::string_view, 3> statements = {"Stmt", "Rpt", "Ntfctn"};
    const auto name = xml_.name();
    text_.clear();
    if (base_ == 0 && std::find(statements.begin(), statements.end(), name) != statements.end()) {
        const auto parent = std::string_view(path_).substr(path_.rfind('/') + 1);
        if (parent.substr(0, 8) == "BkToCstm")
            base_ = path_.size() + 1 + name.size();
    }
    lengths_.push_back(path_.size());
    path_.append(1, '/').append(name);
    if (base_ == 0 || path_.size() <= base_)
        return;
    const auto path = std::string_view(path_).substr(base_ + 1);
    if (path == "Ntry") {
        settleCurrency();
        entry_ = CamtEntry();
        entry_.row = xml_.line();
    } else if (path == "Ntry/Amt") {
        entry_.currency = xml_.attributeText("Ccy");
    } else if (path == "Bal") {
        balance_ = Balance();
        balance_.row = xml_.line();
    } else if (path == "Bal/Amt") {
        balance_.currency = xml_.attributeText("Ccy");
    }
}

void Reader::end()
{
    if (base_ > 0 && path_.size() == base_)
        endStatement();
    else if (base_ > 0)
        value(std::string_view(path_).substr(base_ + 1), trimmed(text_));
    text_.clear();
    path_.resize(lengths_.back());
    lengths_.pop_back();
}

void Reader::value(std::string_view path, std::string_view text)
{
    if (path == "Ntry")
        return endEntry();
    if (path.substr(0, 5) == "Ntry/")
        return entry_.take(path.substr(5), text);
    if (path == "Bal") {
        balances_.push_back(std::move(balance_));
        return;
    }
    if (path.substr(0, 4) == "Bal/")
        return balanceValue(path.substr(4), text);
    if (path.substr(0, 10) == "TxsSummry/")
        return totals_.take(path.substr(10), text);
    static constexpr std::array<std::string_view, 5> identifications
        = {"Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/BBAN", "Acct/Id/UPIC", "Acct/Id/PrtryAcct/Id"};
    if (std::find(identifications.begin(), identifications.end(), path) != identifications.end()) {
        if (statement_.account.empty())
            statement_.account = text;
    } else if (path == "Acct/Ccy") {
        accountCurrency_ = text;
    } else if (path == "FrToDt/FrDtTm") {
        statement_.from = camtDay(text);
    } else if (path == "FrToDt/ToDtTm") {
        statement_.to = camtDay(text);
    }
}

void Reader::balanceValue(std::string_view path, std::string_view text)
{
    if (path == "Tp/CdOrPrtry/Cd" || path == "Tp/Cd") // the latter in version 1
        balance_.code = text;
    else if (path == "Amt")
        balance_.amount = text;
    else if (path == "CdtDbtInd")
        balance_.indicator = text;
    else if (path == "Dt/Dt" || path == "Dt/DtTm")
        balance_.date = text;
}

const Balance* Reader::balance(std::string_view code, bool last) const
{
    const Balance* found = nullptr;
    for (const auto& one : balances_) {
        if (one.code == code && (found == nullptr || last))
            found = &one;
    }
    return found;
}

/// The account's currency, else that of its balances, else (endEntry) of its first booked entry.
void Reader::settleCurrency()
{
    if (statement_.currency.stated())
        return;
    auto currency = Currency::fromCode(accountCurrency_);
    for (const auto* code : {"OPBD", "PRCD", "CLBD", "ITBD"}) {
        if (const auto* one = balance(code, false); !currency && one != nullptr)
            currency = Currency::fromCode(one->currency);
    }
    if (!currency)
        return;
    statement_.currency = *currency;
    statement_.digits = currency->digits();
}

/// Whether the entry is booked; others are counted and passed over, those of an unknown kind rejected.
bool Reader::entryCounts(bool credit, const std::optional<std::int64_t>& amount)
{
    if (const char* rule = passedOver(entry_.status)) {
        report_.ignore(rule, entry_.row);
        for (auto* tallies : {&passed_[rule], &others_}) {
            auto& tally = credit ? tallies->credits : tallies->debits;
            amount ? tally.add(*amount) : void(++tally.count);
        }
        return false;
    }
    if (entry_.status.empty())
        report_.warn("import.warn.no_status", {statement_.account});
    else if (entry_.status != "BOOK") {
        report_.reject(entry_.row, "import.entry_status", {beginning(entry_.status)});
        return false;
    }
    return true;
}

void Reader::endEntry()
{
    ++report_.records;
    const bool credit = entry_.indicator == "CRDT";
    const auto currency = Currency::fromCode(entry_.currency);
    const bool own = !statement_.currency.stated() || (currency && *currency == statement_.currency);
    const int digits = currency ? currency->digits() : statement_.digits;
    const auto amount = camtAmount(entry_.amount, digits);
    if (!entryCounts(credit, own ? amount : std::nullopt))
        return;
    if (!credit && entry_.indicator != "DBIT")
        return report_.reject(entry_.row, "import.entry_indicator", {beginning(entry_.indicator)});
    if (!currency)
        return report_.reject(entry_.row, "import.bad_currency", {"Ntry/Amt", beginning(entry_.currency)});
    if (!own)
        return report_.reject(entry_.row, "import.other_currency", {currency->code(), statement_.currency.code()});
    if (!amount) {
        const bool number = camtAmount(entry_.amount, 8).has_value();
        return report_.reject(entry_.row, number ? "import.too_fine" : "import.bad_unsigned",
            {number ? currency->code() : "Ntry/Amt", beginning(entry_.amount)});
    }
    auto line = lineFrom(*amount, credit);
    if (!line)
        return;
    statement_.currency = *currency;
    statement_.digits = digits;
    (credit ? booked_.credits : booked_.debits).add(*amount);
    ++report_.accepted;
    statement_.lines.push_back(std::move(*line));
}

std::optional<StatementLine> Reader::lineFrom(std::int64_t amount, bool credit)
{
    StatementLine line;
    line.row = entry_.row;
    line.amount = credit ? amount : -amount;
    line.reversal = entry_.reversal == "true" || entry_.reversal == "1";
    line.entryDate = camtDay(entry_.booked);
    line.valueDate = camtDay(entry_.valued);
    for (const auto& [text, day] : {std::pair(&entry_.booked, &line.entryDate), std::pair(&entry_.valued, &line.valueDate)}) {
        if (!text->empty() && !*day)
            report_.warn("import.warn.no_such_day", {beginning(*text)}, entry_.row);
    }
    if (!line.entryDate && !line.valueDate) {
        const std::string& text = entry_.booked.empty() ? entry_.valued : entry_.booked;
        text.empty() ? report_.reject(entry_.row, "import.missing_value", {"BookgDt"})
                     : report_.reject(entry_.row, "import.bad_date", {"BookgDt", beginning(text)});
        return std::nullopt;
    }
    line.type = entry_.type();
    line.reference = entry_.reference();
    line.bankReference = entry_.bankReference();
    line.description = entry_.description(credit, line.reversal);
    return line;
}

/// Signed minor units; nullopt, with a warning, when it is no amount of the account's currency.
std::optional<std::int64_t> Reader::worth(const Balance* one)
{
    if (one == nullptr)
        return std::nullopt;
    const auto currency = Currency::fromCode(one->currency);
    if (currency && *currency != statement_.currency) {
        report_.warn("import.warn.two_currencies", {statement_.currency.code(), currency->code()}, one->row);
        return std::nullopt;
    }
    const auto amount = camtAmount(one->amount, statement_.digits);
    if (!amount || (one->indicator != "CRDT" && one->indicator != "DBIT")) {
        report_.warn("import.warn.bad_balance", {one->code}, one->row);
        return std::nullopt;
    }
    return one->indicator == "DBIT" ? -*amount : *amount;
}

/// Pages of a long statement open and close with interim balances (ITBD) in between.
void Reader::setBalances()
{
    const Balance* opens = balance("OPBD", false);
    const Balance* before = balance("PRCD", false);
    const Balance* closes = balance("CLBD", true);
    const Balance* interim = balance("ITBD", false);
    const Balance* lastInterim = balance("ITBD", true);
    if (opens == nullptr)
        opens = before;
    if (opens == nullptr && interim != nullptr && (closes != nullptr || lastInterim != interim))
        opens = interim;
    if (closes == nullptr && lastInterim != opens)
        closes = lastInterim;
    statement_.opening = worth(opens);
    statement_.closing = worth(closes);
    if (opens != nullptr)
        statement_.openingDate = camtDay(opens->date);
    if (closes != nullptr)
        statement_.closingDate = camtDay(closes->date);
    if (opens == nullptr || before == nullptr || opens == before || !statement_.opening)
        return;
    if (const auto previous = worth(before); previous && *previous != *statement_.opening)
        report_.warn("import.warn.statement_opens",
            {statement_.account, formatMinor(checkedAdd(*statement_.opening, -*previous).value_or(0), statement_.digits)}, before->row);
}

void Reader::endStatement()
{
    settleCurrency();
    setBalances();
    totals_.compare(booked_, others_, statement_.digits, report_);
    if (!statement_.currency.stated())
        report_.warn("import.warn.no_currency", {statement_.account});
    for (const auto& [rule, tallies] : passed_) {
        const Tally& in = tallies.credits;
        const Tally& out = tallies.debits;
        report_.warn("import.warn." + rule.substr(rule.rfind('.') + 1), {statement_.account, std::to_string(in.count + out.count),
            formatMinor(in.sum.value_or(0), statement_.digits), formatMinor(out.sum.value_or(0), statement_.digits)});
    }
    statements_.push_back(std::move(statement_));
    statement_ = Statement();
    accountCurrency_.clear();
    balances_.clear();
    totals_ = CamtTotals();
    booked_ = Tallies();
    others_ = Tallies();
    passed_.clear();
    base_ = 0;
}

/// The declaration's encoding decides where the bytes are not UTF-8; names that are not known are left to the detection.
std::string statedEncoding(ByteView bytes)
{
    const auto head = asText(bytes.first(std::min<std::size_t>(bytes.size(), 200)));
    const auto mark = head.find("encoding=");
    if (head.substr(0, 5) != "<?xml" || mark == std::string_view::npos || mark + 10 >= head.size() || isValidUtf8(asText(bytes)))
        return {};
    return knownEncoding(head.substr(mark + 10, head.find(head[mark + 9], mark + 10) - mark - 10));
}

} // namespace

Result<StatementFile> readCamt(ByteView bytes, std::string_view encoding)
{
    const std::string stated = encoding.empty() ? statedEncoding(bytes) : std::string(encoding);
    OXSEAL_TRY(const DecodedText text, decodeText(bytes, stated));
    Reader reader(text.view);
    OXSEAL_CHECK(reader.run());
    StatementFile file = reader.finish();
    file.encoding = text.encoding;
    return file;
}

} // namespace oxseal
