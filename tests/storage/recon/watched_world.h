// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/recon_actions.h"
#include "storage/actions/scorecard_actions.h"
#include "tests/storage/recon/recon_world.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>

namespace oxseal::test {

/// Six payments by reference, of which the bank's number 5 carries the reference of another invoice of the same amount: INV5 and
/// INV6 are both 500, and the bank has them the wrong way round.
inline const std::vector<CashLine> kWatchedBank{{"2026-08-03", 100'00, "INV1", "DELMAR", "F1"}, {"2026-08-04", 200'00, "INV2", "ELMWOOD", "F2"},
    {"2026-08-05", 300'00, "INV3", "HOLLOW", "F3"}, {"2026-08-06", 400'00, "INV4", "DRIFT", "F4"}, {"2026-08-07", 500'00, "INV6", "FERNHILL", "F5"},
    {"2026-08-10", 500'00, "INV5", "ANVIL", "F6"}};
inline const std::vector<CashLine> kWatchedBooks{{"2026-08-02", 100'00, "INV1", "Delmar"}, {"2026-08-03", 200'00, "INV2", "Elmwood"},
    {"2026-08-04", 300'00, "INV3", "Hollow"}, {"2026-08-05", 400'00, "INV4", "Drift"}, {"2026-08-06", 500'00, "INV5", "Fernhill"},
    {"2026-08-07", 500'00, "INV6", "Anvil"}};

struct Watched
{
    ReconWorld world;
    ReconciliationId id;
    std::map<std::string, std::int64_t> lines; ///< by description

    Watched()
    {
        world.statement("2026-Q3", kWatchedBank, "0.00", "2000.00");
        world.ledger("2026-Q3", kWatchedBooks);
        world.plan();
        world.adopt();
        id = layOut();
        if (!runMatch(world.now(), id, "run"))
            throw std::runtime_error("no run");
        nameLines();
    }
    /// Opens it; again, it is laid out anew.
    ReconciliationId layOut()
    {
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        return openReconciliation(world.now(), request, "close").value();
    }
    void nameLines()
    {
        const ReconView view = reconciliationView(world.now(), id).value();
        for (const ReconLineRow& line : view.lines)
            lines[line.description] = line.id;
    }
    /// The line of the books that a person finds by the name in the bank's text: not the engine's for FERNHILL and ANVIL.
    std::int64_t byName(std::string name)
    {
        std::transform(name.begin() + 1, name.end(), name.begin() + 1, [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return lines.at(name);
    }
    std::int64_t groupOf(const std::string& description)
    {
        const ReconView view = reconciliationView(world.now(), id).value();
        for (const ReconLineRow& line : view.lines) {
            if (line.description == description)
                return line.group;
        }
        return 0;
    }
    /// Con puts the two right that the references had crossed; pat prepares, rex reviews.
    void putRightAndReview()
    {
        const auto need = [](const auto& result) {
            if (!result)
                throw std::runtime_error(result.error().debugString());
        };
        need(unmatch(world.now(), id, groupOf("FERNHILL"), "reference_differs", "the payer took the wrong number"));
        need(unmatch(world.now(), id, groupOf("ANVIL"), "reference_differs", "the payer took the wrong number"));
        need(matchByHand(world.now(), id, {lines["FERNHILL"], lines["Fernhill"]}, "confirmed_by_bank", "named by the bank"));
        need(matchByHand(world.now(), id, {lines["ANVIL"], lines["Anvil"]}, "confirmed_by_bank", "named by the bank"));
        need(prepareReconciliation(world.as("pat"), id, "ready"));
        need(reviewReconciliation(world.as("rex"), id, "checked"));
    }
};

} // namespace oxseal::test
