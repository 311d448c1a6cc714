// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/statement_file.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace oxseal {
namespace {

void noteOwnFooting(Statement& to, const Statement& page)
{
    if (const auto own = footingOf(page); own.footing == Footing::Failed)
        to.pageDifferences.push_back(own.difference);
}

void append(Statement& to, Statement& next)
{
    noteOwnFooting(to, next);
    to.closing = next.closing;
    to.closingDate = next.closingDate;
    if (next.to)
        to.to = next.to;
    to.lines.insert(to.lines.end(), std::make_move_iterator(next.lines.begin()), std::make_move_iterator(next.lines.end()));
    to.pages += next.pages;
}

/// All of one account and currency.
void joinOne(std::vector<Statement>& parts, std::vector<Statement>& out, ImportReport& report)
{
    if (std::all_of(parts.begin(), parts.end(), [](const Statement& s) { return s.closingDate.has_value(); }))
        std::stable_sort(parts.begin(), parts.end(), [](const Statement& a, const Statement& b) { return a.closingDate < b.closingDate; });
    const std::size_t first = out.size();
    for (auto& part : parts) {
        if (out.size() > first) {
            Statement& before = out.back();
            const auto follows = continues(before, part);
            if (follows.value_or(false)) {
                append(before, part);
                continue;
            }
            if (follows) {
                const auto gap = checkedAdd(*part.opening, -*before.closing);
                report.warn("import.warn.statement_opens", {part.account, formatMinor(gap.value_or(0), part.digits)});
            }
        }
        noteOwnFooting(part, part);
        out.push_back(std::move(part));
    }
}

} // namespace

std::vector<Statement> joinContinuing(std::vector<Statement> parts, ImportReport& report)
{
    std::map<std::pair<std::string, Currency>, std::size_t> known;
    std::vector<std::vector<Statement>> accounts;
    for (auto& part : parts) {
        const auto [place, fresh] = known.try_emplace({part.account, part.currency}, accounts.size());
        if (fresh)
            accounts.emplace_back();
        accounts[place->second].push_back(std::move(part));
    }
    std::vector<Statement> out;
    for (auto& account : accounts)
        joinOne(account, out, report);
    return out;
}

std::optional<Day> compactDay(std::string_view text)
{
    if ((text.size() != 6 && text.size() != 8) || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    const bool century = text.size() == 8;
    int year = 0;
    for (; text.size() > 4; text.remove_prefix(1))
        year = year * 10 + (text.front() - '0');
    if (!century)
        year += year < 80 ? 2000 : 1900;
    const auto two = [&text](std::size_t at) { return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0')); };
    return Day::fromYmd(year, two(0), two(2));
}

Table statementTable(const std::vector<Statement>& statements)
{
    TextColumn account;
    TextColumn currency;
    TextColumn type;
    TextColumn reference;
    TextColumn bankReference;
    TextColumn fitid;
    TextColumn description;
    DayColumn value;
    DayColumn entry;
    MoneyColumn amount;
    FlagColumn reversal;
    IntegerColumn row;
    for (const auto& statement : statements) {
        const std::string code = statement.currency.code();
        for (const auto& line : statement.lines) {
            account.append(statement.account);
            currency.append(code);
            value.days.push_back(line.valueDate ? line.valueDate->number : DayColumn::kNone);
            entry.days.push_back(line.entryDate ? line.entryDate->number : DayColumn::kNone);
            amount.minor.push_back(line.amount);
            type.append(line.type);
            reference.append(line.reference);
            bankReference.append(line.bankReference);
            fitid.append(line.fitid);
            description.append(line.description);
            reversal.flags.push_back(line.reversal ? Flag::Yes : Flag::No);
            row.values.push_back(static_cast<std::int64_t>(line.row));
        }
    }
    for (auto* text : {&account, &currency, &type, &reference, &bankReference, &fitid, &description})
        text->finish();
    std::vector<Column> columns;
    columns.push_back({"account", std::move(account)});
    columns.push_back({"currency", std::move(currency)});
    columns.push_back({"value_date", std::move(value)});
    columns.push_back({"entry_date", std::move(entry)});
    columns.push_back({"amount", std::move(amount)});
    columns.push_back({"type", std::move(type)});
    columns.push_back({"reference", std::move(reference)});
    columns.push_back({"bank_reference", std::move(bankReference)});
    columns.push_back({"fitid", std::move(fitid)});
    columns.push_back({"description", std::move(description)});
    columns.push_back({"reversal", std::move(reversal)});
    columns.push_back({"row", std::move(row)});
    return Table(std::move(columns));
}

} // namespace oxseal
