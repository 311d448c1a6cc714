// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

const std::vector<std::string> kCustomers = {"Altona Labs", "Brightwater Utilities", "Caldera Foods", "Delmar Energy",
    "Eastgate Hospital", "Foxglove Pharma", "Greyfield Motors", "Harbor Glass"};
const std::vector<std::string> kSuppliers = {"Anvil Castings", "Birch Logistics", "Copperline Electric", "Drift Sensors",
    "Elmwood Tooling", "Fernhill Cleaning", "Granite Freight", "Hollow Bearings"};

std::vector<LedgerAccount> plainChart(const std::string& bankName)
{
    return {
        {"1010", bankName, 0},
        {"1100", "Accounts receivable", 41'250'000},
        {"1200", "Inventory", 62'400'000},
        {"1500", "Property and equipment", 118'000'000},
        {"1800", "Rent deposits paid", 250'000},
        {"1850", "Petty cash", 50'000},
        {"2000", "Accounts payable", -33'175'000},
        {"2100", "Accrued payroll", -8'400'000},
        {"2300", "Intercompany clearing", 0},
        {"2390", "Payroll wash account", 0},
        {"3000", "Common stock and paid-in capital", 0}, // balances the opening, see below
        {"4000", "Revenue", 0},
        {"6000", "Payroll expense", 0},
        {"6100", "Rent", 0},
        {"6200", "Professional services", 0},
        {"6900", "Bank charges", 0},
    };
}

/// Writes journals with both legs, and the bank's side of them.
class Bookkeeper
{
public:
    Bookkeeper(Books& books, const Quarter& quarter, const Entity& entity, Prng& random)
        : books_(books), quarter_(quarter), entity_(entity), random_(random)
    {
    }

    void journal(Day when, const std::string& debit, const std::string& credit, std::int64_t minor,
        const std::string& text, const std::string& reference)
    {
        const std::string document
            = entity_.code.substr(0, 2) + quarter_.name.substr(5) + "-" + std::to_string(10001 + documents_++);
        books_.lines.push_back({when, debit, document, reference, text, "ERP batch", minor});
        books_.lines.push_back({when, credit, document, reference, text, "ERP batch", -minor});
    }

    /// The bank shows the movement `lag` weekdays later, but always within the quarter.
    void bank(Day booked, int lag, std::int64_t minor, const std::string& reference, const std::string& text)
    {
        const Day value = std::min(weekdaysAfter(booked, lag), quarter_.last);
        books_.bank.push_back({value, minor, {}, {}, reference, text});
    }

    void receipt(int number)
    {
        const Day when = workday(8);
        const std::string reference = entity_.code.substr(0, 2) + "INV" + quarter_.name.substr(6) + std::to_string(2000 + number);
        const std::int64_t minor = random_.between(180'000, 2'400'000);
        const std::string text = "Receipt " + random_.pick(kCustomers);
        journal(std::max(when.plus(-20), quarter_.first), "1100", "4000", minor, "Invoice " + reference, reference);
        journal(when, "1010", "1100", minor, text, reference);
        bank(when, static_cast<int>(random_.below(3)), minor, reference, text);
        net_ += minor;
    }

    void payment(int number)
    {
        const Day when = workday(8);
        const std::string reference = entity_.code.substr(0, 2) + "PAY" + quarter_.name.substr(6) + std::to_string(5000 + number);
        const std::int64_t minor = random_.between(40'000, 900'000);
        const std::string text = "Payment " + random_.pick(kSuppliers);
        journal(std::max(when.plus(-15), quarter_.first), "6200", "2000", minor, "Bill " + reference, reference);
        journal(when, "2000", "1010", minor, text, reference);
        bank(when, static_cast<int>(random_.below(3)), -minor, reference, text);
        net_ -= minor;
    }

    /// Payroll runs at the outsourced provider: one debit a month. The three of them take what the month brought in, so
    /// that the balance stays in the region where it began.
    void payroll()
    {
        const std::int64_t monthly = std::max<std::int64_t>(net_ / 3 - 100'000, 2'500'000);
        for (int month = 0; month < 3; ++month) {
            Day when = addMonthsTo(quarter_.first, month).plus(24);
            while (when.weekday() > 5)
                when = when.plus(-1);
            const std::string reference = entity_.code.substr(0, 2) + "PR" + when.iso().substr(0, 7);
            journal(when, "6000", "1010", monthly, "DEMO Payroll Services, payroll", reference);
            bank(when, 0, -monthly, reference, "DEMO Payroll Services, payroll");
        }
    }

private:
    static Day addMonthsTo(Day from, int months)
    {
        for (; months > 0; --months) {
            from = from.plus(31);
            from = from.plus(1 - static_cast<int>(static_cast<unsigned>(from.ymd().day())));
        }
        return from;
    }

    /// A weekday of the quarter that leaves `tail` days for the bank to follow.
    Day workday(int tail)
    {
        const auto span = static_cast<std::uint64_t>(quarter_.last - quarter_.first - tail);
        Day when = quarter_.first.plus(1 + static_cast<int>(random_.below(span)));
        while (when.weekday() > 5)
            when = when.plus(1);
        return when;
    }

    Books& books_;
    const Quarter& quarter_;
    const Entity& entity_;
    Prng& random_;
    int documents_ = 0;
    std::int64_t net_ = 0;
};

Books booksOf(const Quarter& quarter, const Entity& entity, Prng& random)
{
    Books books;
    books.chart = plainChart(entity.currency + " operating account");
    Bookkeeper keeper(books, quarter, entity, random);
    for (int n = 0; n < 40; ++n)
        keeper.receipt(n);
    for (int n = 0; n < 60; ++n)
        keeper.payment(n);
    keeper.payroll();
    for (int month = 0; month < 3; ++month)
        keeper.journal(quarter.first.plus(month * 30), "6100", "2100", 1'850'000, "Rent accrual", "RENT" + std::to_string(month + 1));
    return books;
}

} // namespace

void addBooks(World& world)
{
    for (Quarter* quarter : {&world.q2, &world.q3}) {
        for (const auto& entity : world.entities) {
            Prng random(world.seed, quarter->name + "/books/" + entity.code);
            quarter->books[entity.code] = booksOf(*quarter, entity, random);
        }
    }
}

} // namespace oxseal::demo
