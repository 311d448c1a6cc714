// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/proposed_entry.h"

#include "models/core/money.h"
#include "models/core/text.h"

namespace oxseal::recon {
namespace {

/// Bank texts are written by strangers; a spreadsheet must not compute them.
std::string harmless(const std::string& text)
{
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    return !text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos ? "'" + text : text;
}

std::string csvRow(const std::vector<std::string>& cells)
{
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i)
        out += (i > 0 ? "," : "") + csvField(cells[i]);
    return out + "\r\n";
}

std::string oneLine(std::string text)
{
    for (char& letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20 || letter == '"')
            letter = ' ';
    }
    return text;
}

std::string americanDay(Day day)
{
    const auto ymd = day.ymd();
    return std::to_string(static_cast<unsigned>(ymd.month())) + "/" + std::to_string(static_cast<unsigned>(ymd.day())) + "/"
        + std::to_string(static_cast<int>(ymd.year()));
}

std::string iifLine(const char* kind, const ProposedEntry& entry, const std::string& account, std::int64_t amount)
{
    return std::string(kind) + "\t" + "GENERAL JOURNAL\t" + americanDay(entry.date) + "\t" + oneLine(account) + "\t" + formatMinor(amount, entry.digits) + "\t"
        + oneLine(entry.number) + "\t" + oneLine(entry.memo) + "\r\n";
}

} // namespace

std::string entriesCsv(std::span<const ProposedEntry> entries)
{
    std::string out = csvRow({"entry", "entity", "date", "account", "debit", "credit", "currency", "reference", "memo"});
    for (const ProposedEntry& entry : entries) {
        const auto side = [&](const std::string& account, bool debit) {
            const std::string amount = formatMinor(entry.amount < 0 ? -entry.amount : entry.amount, entry.digits);
            out += csvRow({harmless(entry.number), harmless(entry.entity), entry.date.iso(), harmless(account), debit ? amount : "", debit ? "" : amount,
                entry.currency, harmless(entry.reference), harmless(entry.memo)});
        };
        side(entry.account, entry.amount >= 0);
        side(entry.other, entry.amount < 0);
    }
    return out;
}

std::string entriesIif(std::span<const ProposedEntry> entries)
{
    std::string out = "!TRNS\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n!SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n!ENDTRNS\r\n";
    for (const ProposedEntry& entry : entries) {
        out += iifLine("TRNS", entry, entry.account, entry.amount);
        out += iifLine("SPL", entry, entry.other, -entry.amount);
        out += "ENDTRNS\r\n";
    }
    return out;
}

} // namespace oxseal::recon
