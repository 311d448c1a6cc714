// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/render.h"

#include "models/core/money.h"

namespace oxseal::demo {
namespace {

/// The processor's balance report: what it took and owes, one row a movement.
std::string report(const Quarter& quarter)
{
    std::string out = csvLine({"id", "Type", "Order number", "Amount", "Fee", "Net", "Currency", "Created (UTC)", "Transfer", "Description"});
    for (const CardRow& row : quarter.cards)
        out += csvLine({row.id, row.type, row.order, formatMinor(row.gross, 2), formatMinor(row.fee, 2), formatMinor(row.gross - row.fee, 2), "usd", row.day.iso() + " 09:30",
            row.payout, row.text});
    return out;
}

} // namespace

void renderCards(const World& world, Files& files)
{
    for (const Quarter* quarter : {&world.q2, &world.q3})
        files[quarter->path(cards::reportOf(*quarter))] = report(*quarter);
}

} // namespace oxseal::demo
