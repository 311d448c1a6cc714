// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/settle.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

constexpr const char* kBank = "1010";
constexpr const char* kEquity = "3000";

LedgerAccount& ledgerAccount(Books& books, const char* number)
{
    return *std::find_if(
        books.chart.begin(), books.chart.end(), [&](const LedgerAccount& entry) { return entry.number == number; });
}

/// Equity takes what is left, so that debits equal credits.
void balanceEquity(Books& books)
{
    std::int64_t others = 0;
    for (const auto& entry : books.chart)
        others += entry.number == kEquity ? 0 : entry.opening;
    ledgerAccount(books, kEquity).opening = -others;
}

void sortAndNumber(Books& books, const std::string& prefix)
{
    std::stable_sort(books.lines.begin(), books.lines.end(),
        [](const GlLine& a, const GlLine& b) { return a.day < b.day; });
    std::stable_sort(books.bank.begin(), books.bank.end(),
        [](const BankLine& a, const BankLine& b) { return a.value < b.value; });
    int number = 1;
    for (auto& line : books.bank) {
        if (line.id.empty())
            line.id = prefix + std::to_string(100000 + number);
        ++number;
    }
}

std::int64_t movement(const Books& books, const char* account)
{
    std::int64_t sum = 0;
    for (const auto& line : books.lines)
        sum += line.account == account ? line.minor : 0;
    return sum;
}

} // namespace

void settle(World& world)
{
    const std::map<std::string, std::int64_t> closing = {{"US01", 12'462'000}, {"DE01", 38'215'060}, {"GB01", 21'904'425}};
    for (const auto& entity : world.entities) {
        Books& before = world.q2.books[entity.code];
        Books& now = world.q3.books[entity.code];
        sortAndNumber(before, entity.code.substr(0, 2) + "2");
        sortAndNumber(now, entity.code.substr(0, 2) + "3");
        const std::int64_t cut = closing.at(entity.code) - movement(now, kBank);
        ledgerAccount(now, kBank).opening = cut;
        now.bankOpening = cut; // the second quarter closed without an open item
        const std::int64_t start = cut - movement(before, kBank);
        ledgerAccount(before, kBank).opening = start;
        before.bankOpening = start;
        balanceEquity(before);
        for (auto& entry : now.chart) {
            const bool known = std::any_of(before.chart.begin(), before.chart.end(),
                [&](const LedgerAccount& other) { return other.number == entry.number; });
            if (known)
                entry.opening = before.closing(entry.number);
        }
    }
}

} // namespace oxseal::demo
