// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include <algorithm>

namespace oxseal::demo {
namespace {

/// The order that comes every Tuesday, by the day it came.
const CardRow& standingOrder(const Quarter& q, Day when)
{
    return *std::find_if(q.cards.begin(), q.cards.end(), [when](const CardRow& row) { return row.day == when && row.type == "charge"; });
}

/// The processor took 21.18 for the order of 25 August, and the books have 12.18: the clearing account keeps 9.00 that nobody owes.
void feeBookedShort(World& world)
{
    constexpr std::int64_t kBooked = 1'218;
    Quarter& q = world.q3;
    const CardRow& fault = standingOrder(q, day(2026, 8, 25));
    const CardRow& twin = standingOrder(q, day(2026, 9, 1));
    for (GlLine& line : q.books["US01"].lines) {
        if (line.text == "Card fee " + fault.order)
            line.minor = line.minor > 0 ? kBooked : -kBooked;
    }
    const std::string report = q.path(cards::reportOf(q));
    const std::string ledger = q.path("gl/DEMO_gl_lines_US01.csv");
    world.faults.push_back({"REC-10", "recon", q.name, {{report, fault.order + ",720.00,21.18"}, {ledger, "Card fee " + fault.order + ",12.18"}},
        {{report, twin.order + ",720.00,21.18"}, {ledger, "Card fee " + twin.order + ",21.18"}}});
}

/// The payout of 14 September never reached the bank. That of 28 September has not either, but it left two days before the end.
void payoutThatNeverCame(World& world)
{
    Quarter& q = world.q3;
    const std::string lost = cards::payoutOf(day(2026, 9, 14));
    const std::string onItsWay = cards::payoutOf(day(2026, 9, 28));
    Books& books = q.books["US01"];
    std::erase_if(books.lines, [&](const GlLine& line) { return line.reference == lost; });
    std::erase_if(books.bank, [&](const BankLine& line) { return line.reference == lost; });
    const std::string report = q.path(cards::reportOf(q));
    world.faults.push_back({"REC-11", "recon", q.name, {{report, "Payout " + lost}}, {{report, "Payout " + onItsWay}}});
}

} // namespace

void seedCardFaults(World& world)
{
    feeBookedShort(world);
    payoutThatNeverCame(world);
}

} // namespace oxseal::demo
