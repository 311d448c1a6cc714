// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_line.h"

#include <array>
#include <cstdlib>
#include <deque>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::test {

using recon::MatchLine;

/// A seeded book of a shop with its own habits: two accounts, German bank texts, an acquirer that keeps 1.1 % and 0.08, a
/// service that keeps 2.40, collective transfers by list number, customers that pay several invoices at once, typing slips,
/// nameless lines, entries booked twice, and lines without counterpart on both sides. The truth is kept beside it. Every draw
/// has its own statement: compilers differ in the order in which they evaluate the parts of one expression.
struct ShopBook
{
    std::deque<std::string> texts;
    std::array<std::vector<MatchLine>, 2> lines;
    std::set<std::pair<std::string, std::string>> truth; ///< ids of statement and books
    std::mt19937_64 random{77};

    std::uint64_t below(std::uint64_t n) { return random() % n; }
    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }

    std::string word()
    {
        static const char* heads[] = {"Al", "Bor", "Cas", "Dre", "Elm", "Fal", "Gri", "Hov", "Is", "Jul", "Kra", "Lor", "Mun", "Nor", "Oll", "Pet", "Rau", "Sel", "Tor", "Wil"};
        static const char* tails[] = {"bach", "dorf", "egger", "feld", "hagen", "ing", "kamp", "leben", "mann", "ow", "rode", "stedt", "torf", "wald", "zig"};
        const std::string tail = tails[below(15)];
        return heads[below(20)] + tail;
    }
    std::string customer()
    {
        static const char* trades[] = {"Baustoffe", "Druck", "Elektro", "Garten", "Moebel", "Optik", "Pumpen", "Reisen", "Spedition", "Werkzeug"};
        const std::string form = below(2) == 0 ? " GmbH" : " KG";
        const std::string trade = trades[below(10)];
        return word() + " " + trade + form;
    }
    std::string onStatement(std::string name)
    {
        static const char* starts[] = {"GUTSCHRIFT ", "SEPA-LASTSCHRIFT ", "DAUERAUFTRAG ", "ECHTZEIT UEBERW ", "KARTENZAHLUNG "};
        if (below(12) == 0)
            return std::string("UMSATZ ") + std::to_string(100000 + below(900000));
        if (below(10) == 0) {
            const std::size_t at = 1 + below(name.size() - 2);
            std::swap(name[at], name[at - 1]);
        }
        name = name.substr(0, 14 + below(12));
        const std::string reference = below(3) == 0 ? " EREF " + std::to_string(1000000 + below(9000000)) : std::string();
        return starts[below(5)] + name + reference;
    }
    MatchLine& add(std::size_t side, std::int64_t amount, std::int32_t day, std::string reference, std::string text, std::size_t account)
    {
        MatchLine line;
        line.id = keep((side == 0 ? "k" : "b") + std::to_string(lines[side].size()));
        line.account = account == 0 ? "DE02 1200" : "DE77 5001";
        line.currency = *Currency::fromCode("EUR");
        line.amount = amount;
        line.date = {20500 + day};
        line.reference = keep(std::move(reference));
        line.description = keep(std::move(text));
        lines[side].push_back(line);
        return lines[side].back();
    }

    explicit ShopBook(int count)
    {
        std::vector<std::string> customers;
        for (int i = 0; i < 180; ++i)
            customers.push_back(customer());
        for (int i = 0; i < count; ++i) {
            const std::uint64_t row = below(30);
            const std::uint64_t rows = row * below(6);
            const std::string& name = customers[rows + below(20)];
            const std::size_t account = below(2);
            const auto day = static_cast<std::int32_t>(below(60));
            std::int64_t amount = below(4) == 0 ? static_cast<std::int64_t>(1 + below(40)) * 1000 : static_cast<std::int64_t>(150 + below(250000));
            if (below(3) == 0)
                amount = -amount;
            const std::string invoice = "RE-26-" + std::to_string(200000 + i * 3);
            const std::string booked = (amount > 0 ? "Erloes " : "Aufwand ") + name;
            const std::string books(add(1, amount, day, invoice, booked, account).id);
            const auto kind = below(100);
            if (kind < 6)
                continue; // never arrives
            const std::uint64_t floatDays = below(3);
            const auto lag = static_cast<std::int32_t>(floatDays + below(2));
            std::int64_t paid = amount;
            std::string reference = invoice;
            if (kind < 45)
                reference.clear();
            else if (kind < 49)
                reference = invoice.substr(0, 8) + invoice.substr(9);
            else if (kind < 56)
                paid -= kind < 54 ? 8 + (11 * std::abs(amount) + 500) / 1000 : 240;
            truth.emplace(add(0, paid, day + lag, reference, onStatement(name), account).id, books);
            if (kind == 99)
                add(1, amount, day + 1, invoice, booked, account); // booked again the next day
        }
        for (int i = 0; i < count / 80; ++i) { // lists
            const std::string number = "SL" + std::to_string(70000 + i * 7);
            collect(2 + below(9), "Sammelliste " + number + " ", "SAMMLER " + number, customers, false);
            collect(2 + below(3), "Erloes ", "", customers, true);
        }
        for (int i = 0; i < count / 25; ++i) {
            const std::size_t account = below(2);
            const std::string text = below(3) == 0 ? std::string("ENTGELT ABSCHLUSS") : onStatement(customers[below(customers.size())]);
            const auto day = static_cast<std::int32_t>(below(60));
            add(0, static_cast<std::int64_t>(100 + below(90000)), day, "", text, account);
        }
    }

    void collect(std::uint64_t size, const std::string& booked, const std::string& printed, const std::vector<std::string>& customers, bool one)
    {
        const std::size_t account = below(2);
        const auto day = static_cast<std::int32_t>(below(58));
        std::string name = customers[below(customers.size())];
        std::int64_t sum = 0;
        std::vector<std::string> books;
        for (std::uint64_t i = 0; i < size; ++i) {
            const auto amount = static_cast<std::int64_t>(500 + below(90000));
            books.emplace_back(add(1, amount, day + static_cast<std::int32_t>(below(2)), "RE-26-" + std::to_string(900000 + lines[1].size()), booked + name, account).id);
            sum += amount;
            name = one ? name : customers[below(customers.size())];
        }
        const std::string bank(add(0, sum, day + 2, "", one ? onStatement(name) : printed, account).id);
        for (const std::string& id : books)
            truth.emplace(bank, id);
    }
};

} // namespace oxseal::test
