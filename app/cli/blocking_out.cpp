// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/blocking_out.h"

#include "models/core/money.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {

Json blockingJson(const ReconView& view, const BlockingView& blocking)
{
    if (blocking.run == 0)
        return {};
    Json::Array links;
    for (const UnseenLink& link : blocking.unseen) {
        const ReconLineRow& bank = view.lines[link.bank];
        const ReconLineRow& books = view.lines[link.books];
        links.push_back(Json().set("group", "G" + std::to_string(link.group)).set("bank", "L" + std::to_string(bank.id)).set("books", "L" + std::to_string(books.id))
                            .set("days_apart", std::int64_t{bank.day - books.day}).set("amounts_apart", formatMinor(bank.amount - books.amount, view.row.digits)));
    }
    Json json;
    json.set("run", blocking.run).set("pairs_compared", blocking.compared).set("estimated_lost_per_million", blocking.lostPerMillion ? Json(*blocking.lostPerMillion) : Json());
    return json.set("links_by_hand", static_cast<std::int64_t>(blocking.byHand)).set("links_not_compared", Json(std::move(links)));
}

std::string blockingText(const ReconView& view, const BlockingView& blocking)
{
    if (blocking.run == 0)
        return {};
    const auto number = [](auto value) { return std::to_string(value); };
    std::string out = "\n" + (blocking.lostPerMillion ? texts::sentence("recon.show.blocking", {number(blocking.compared), formatMinor(*blocking.lostPerMillion, 4)})
                                                      : texts::sentence("recon.show.blocking_unknown", {number(blocking.compared)}));
    out += " " + texts::sentence("recon.show.by_hand", {number(blocking.byHand), number(blocking.unseen.size())});
    for (const UnseenLink& link : blocking.unseen) {
        const ReconLineRow& bank = view.lines[link.bank];
        const ReconLineRow& books = view.lines[link.books];
        out += "\n  " + texts::sentence("recon.show.not_compared", {number(link.group), number(bank.id), number(books.id), number(bank.day - books.day), formatAmount(bank.amount - books.amount, view.row.digits)});
    }
    return out;
}

} // namespace oxseal::cli
