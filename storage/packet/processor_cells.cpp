// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/processor_cells.h"

#include "models/core/money.h"
#include "models/core/text.h"

namespace oxseal {
namespace {

template <class Lines>
std::string keysOf(const Lines& lines, const std::vector<std::uint32_t>& of)
{
    std::vector<std::string> keys;
    for (const std::uint32_t line : of)
        keys.push_back(lines[line].key);
    return join(keys, ";");
}

const char* yesNo(bool yes) { return yes ? "true" : "false"; }

} // namespace

std::vector<std::string> payoutCells(const recon::ProcessorPayout& payout, std::span<const recon::ProcessorRow> rows, std::span<const recon::ProcessorPosting> postings,
    std::span<const recon::ProcessorPosting> bank, int digits)
{
    const auto money = [digits](std::int64_t minor) { return formatMinor(minor, digits); };
    return {payout.id, payout.day.iso(), name(payout.state), yesNo(payout.carried), yesNo(payout.stated), money(payout.gross), money(payout.fees), money(payout.refunds),
        money(payout.chargebacks), money(payout.holds), money(payout.releases), money(payout.adjustments), money(payout.fromBefore), money(payout.net), money(payout.paid),
        money(payout.deposited), money(payout.debits), money(payout.grossDue), money(payout.credits), money(payout.creditsDue), money(payout.reportDiffers),
        money(payout.bankDiffers), money(payout.grossDiffers), money(payout.creditsDiffer), yesNo(payout.bookedAhead), keysOf(rows, payout.rows),
        keysOf(postings, payout.postings), keysOf(bank, payout.deposits)};
}

std::vector<std::pair<const char*, std::int64_t>> proofFigures(const recon::ProcessorProof& proof)
{
    return {{"opening", proof.opening}, {"opening_due", proof.openingDue}, {"pending_before", proof.pendingBefore}, {"pending", proof.pending}, {"held_before", proof.held.before},
        {"held_added", proof.held.added}, {"held_released", proof.held.released}, {"held", proof.held.now}, {"released_without_hold", proof.held.withoutHold},
        {"on_the_way", proof.onTheWay}, {"due", proof.due}, {"clearing_end", proof.clearingEnd}, {"difference", proof.difference}, {"opening_differs", proof.openingDiffers},
        {"payouts_differ", proof.payoutsDiffer}, {"unpaid_differs", proof.unpaidDiffers}, {"others_differ", proof.othersDiffer}, {"bank_differs", proof.bankDiffers}};
}

} // namespace oxseal
