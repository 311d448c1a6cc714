// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/render.h"

#include "models/core/money.h"

#include <algorithm>
#include <cstdlib>

namespace oxseal::demo {
namespace {

std::string compact(Day when)
{
    std::string iso = when.iso();
    std::erase(iso, '-');
    return iso;
}

/// The first blank-separated letters that an old bank system prints, without what its character set lacks.
std::string ascii(const std::string& text)
{
    std::string out;
    for (const char letter : text)
        out += static_cast<unsigned char>(letter) < 0x80 ? letter : '?';
    return out;
}

std::string ofx(const Entity& entity, const Books& books, Day from, Day to)
{
    std::string out = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\n"
                      "COMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"
                      "<OFX>\r\n<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>"
        + compact(to) + "180000<LANGUAGE>ENG<FI><ORG>DEMO FIRST LAKE BANK<FID>990099</FI></SONRS></SIGNONMSGSRSV1>\r\n"
                        "<BANKMSGSRSV1><STMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS>\r\n<STMTRS><CURDEF>"
        + entity.currency + "\r\n<BANKACCTFROM><BANKID>071000288<ACCTID>" + entity.bankAccount
        + "<ACCTTYPE>CHECKING</BANKACCTFROM>\r\n<BANKTRANLIST><DTSTART>" + compact(from) + "<DTEND>" + compact(to) + "\r\n";
    std::int64_t balance = books.bankOpening;
    for (const auto& line : books.bank) {
        balance += line.value <= to ? line.minor : 0;
        if (line.value < from || line.value > to)
            continue;
        out += std::string("<STMTTRN><TRNTYPE>") + (line.cheque.empty() ? (line.minor < 0 ? "DEBIT" : "CREDIT") : "CHECK")
            + "<DTPOSTED>" + compact(line.value) + "120000<TRNAMT>" + formatMinor(line.minor, 2) + "<FITID>" + line.id;
        if (!line.cheque.empty())
            out += "<CHECKNUM>" + line.cheque;
        if (!line.reference.empty() && line.cheque.empty())
            out += "<REFNUM>" + line.reference;
        out += "<NAME>" + ascii(line.text).substr(0, 32) + "</STMTTRN>\r\n";
    }
    return out + "</BANKTRANLIST>\r\n<LEDGERBAL><BALAMT>" + formatMinor(balance, 2) + "<DTASOF>" + compact(to)
        + "180000</LEDGERBAL>\r\n</STMTRS></STMTTRNRS></BANKMSGSRSV1>\r\n</OFX>\r\n";
}

std::string mtAmount(std::int64_t minor)
{
    std::string text = formatMinor(std::llabs(minor), 2);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string mtBalance(const char* tag, std::int64_t minor, Day when, const std::string& currency)
{
    return std::string(tag) + (minor < 0 ? "D" : "C") + compact(when).substr(2) + currency + mtAmount(minor) + "\r\n";
}

/// One statement a month, each opening where the one before closed.
std::string mt940(const Entity& entity, const Quarter& quarter, const Books& books)
{
    std::string out;
    std::int64_t balance = books.bankOpening;
    Day from = quarter.first;
    for (int number = 1; from <= quarter.last; ++number) {
        Day next = from.plus(31);
        next = next.plus(1 - static_cast<int>(static_cast<unsigned>(next.ymd().day())));
        out += ":20:DEMO" + compact(from).substr(0, 6) + "\r\n:25:" + entity.bankAccount + "\r\n:28C:" + std::to_string(number)
            + "/1\r\n" + mtBalance(":60F:", balance, from.plus(-1), entity.currency);
        for (const auto& line : books.bank) {
            if (line.value < from || line.value >= next)
                continue;
            balance += line.minor;
            out += ":61:" + compact(line.value).substr(2) + compact(line.value).substr(4) + (line.minor < 0 ? "D" : "C")
                + mtAmount(line.minor) + "NTRF" + (line.reference.empty() ? "NONREF" : line.reference) + "//" + line.id
                + "\r\n:86:" + ascii(line.text) + "\r\n";
        }
        out += mtBalance(":62F:", balance, next.plus(-1), entity.currency) + "-\r\n";
        from = next;
    }
    return out;
}

std::string accountName(const Books& books, const std::string& number)
{
    const auto found = std::find_if(
        books.chart.begin(), books.chart.end(), [&](const LedgerAccount& entry) { return entry.number == number; });
    return found == books.chart.end() ? std::string() : found->name;
}

std::string glLines(const Entity& entity, const Books& books)
{
    std::string out = csvLine({"Date", "Account", "Account Name", "Document", "Reference", "Description", "Debit", "Credit",
        "Currency", "Entity", "Posted By"});
    for (const auto& line : books.lines) {
        out += csvLine({line.day.iso(), line.account, accountName(books, line.account), line.document, line.reference, line.text,
            line.minor > 0 ? formatMinor(line.minor, 2) : "", line.minor < 0 ? formatMinor(-line.minor, 2) : "", entity.currency,
            entity.code, line.user});
    }
    return out;
}

std::string trialBalance(const Entity& entity, const Books& books)
{
    auto chart = books.chart;
    std::sort(chart.begin(), chart.end(), [](const LedgerAccount& a, const LedgerAccount& b) { return a.number < b.number; });
    std::string out = csvLine({"Account", "Name", "Debit", "Credit", "Currency", "Entity"});
    for (const auto& entry : chart) {
        const std::int64_t balance = books.closing(entry.number);
        out += csvLine({entry.number, entry.name, balance > 0 ? formatMinor(balance, 2) : "",
            balance <= 0 ? formatMinor(-balance, 2) : "", entity.currency, entity.code});
    }
    return out;
}

std::string payroll(const World& world, const Quarter& quarter)
{
    std::string out = csvLine({"Provider", "Entity", "Month", "Run Date", "Net Paid", "Currency"});
    for (const auto& entity : world.entities) {
        for (const auto& line : quarter.books.at(entity.code).lines) {
            if (line.account == "6000")
                out += csvLine({"DEMO Payroll Services", entity.code, line.day.iso().substr(0, 7), line.day.iso(),
                    formatMinor(line.minor, 2), entity.currency});
        }
    }
    return out;
}

} // namespace

void renderBooks(const World& world, Files& files)
{
    for (const Quarter* q : {&world.q2, &world.q3}) {
        for (const auto& entity : world.entities) {
            const Books& books = q->books.at(entity.code);
            const std::string statement = q->path("bank/DEMO_statement_" + entity.code + "_" + entity.currency);
            if (entity.currency == "USD")
                files[statement + ".ofx"] = ofx(entity, books, q->first, q->last);
            else
                files[statement + ".sta"] = mt940(entity, *q, books);
            files[q->path("gl/DEMO_gl_lines_" + entity.code + ".csv")] = glLines(entity, books);
            files[q->path("tb/DEMO_trial_balance_" + entity.code + ".csv")] = trialBalance(entity, books);
        }
        files[q->path("payroll/DEMO_payroll_provider_summary.csv")] = payroll(world, *q);
    }
    // The same account again, exported a second time for the last fortnight.
    const Quarter& q3 = world.q3;
    files[q3.path("bank/DEMO_statement_US01_USD_overlap.ofx")]
        = ofx(world.entities[0], q3.books.at("US01"), day(2026, 9, 16), q3.last);
}

} // namespace oxseal::demo
