// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/processor_packet.h"

#include "models/core/money.h"
#include "storage/packet/processor_cells.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"

#include <iterator>

namespace oxseal {
namespace {

const char* yesNo(bool yes) { return yes ? "true" : "false"; }

Result<std::string> signer(Database& db, const ProcessorView& view, const char* duty)
{
    const FiguresSignoff* signoff = view.signedAs(duty);
    if (signoff == nullptr)
        return std::string();
    OXSEAL_TRY(const Person person, personById(db, signoff->by));
    return person.name + " " + signoff->at.iso();
}

/// What was held or on the way, when the period began ("before") or ended ("now").
void addCarried(DescribedCsv& csv, const ProcessorView& view, const char* moment, const std::vector<recon::HeldMoney>& held, const std::vector<recon::TravellingPayout>& travelling)
{
    const std::string number = std::to_string(view.row.id);
    for (const recon::HeldMoney& one : held)
        csv.row({number, moment, "held", one.reference, one.day.iso(), formatMinor(one.amount, view.digits), ""});
    for (const recon::TravellingPayout& one : travelling)
        csv.row({number, moment, "payout", one.id, one.day.iso(), formatMinor(one.amount, view.digits), yesNo(one.bookedAhead)});
}

} // namespace

Result<std::vector<PacketFile>> processorPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto views, processorViews(workspace, period, {}));
    std::vector<PacketFile> out;
    if (views.empty())
        return out;
    std::vector<std::string> columns{"processor", "name", "entity", "account", "bank_account", "mark", "currency", "money_digits", "period", "period_first", "period_end",
        "transit_days", "window_days", "state", "opening_proved"};
    for (const auto& [column, amount] : proofFigures({}))
        columns.emplace_back(column);
    columns.insert(columns.end(), {"proved", "in_transit", "differing", "unfooted", "cause", "prepared", "reviewed"});
    DescribedCsv processors("processors.csv", std::move(columns));
    std::vector<std::string> payoutColumns{"processor"};
    payoutColumns.insert(payoutColumns.end(), std::begin(kPayoutColumns), std::end(kPayoutColumns));
    DescribedCsv payouts("processor_payouts.csv", std::move(payoutColumns));
    DescribedCsv carried("processor_carried.csv", {"processor", "moment", "what", "reference", "day", "amount", "booked_ahead"});
    for (const ProcessorView& view : views) {
        const std::string number = std::to_string(view.row.id);
        const recon::ProcessorProof& proof = view.proof;
        std::vector<std::string> cells{number, view.row.name, view.row.entity, view.row.account, view.row.bankAccount, view.row.mark, view.currency, std::to_string(view.digits),
            period.period.name(), period.period.first.iso(), period.period.last.iso(), std::to_string(view.row.transitDays), std::to_string(view.row.windowDays), view.state,
            view.missing ? "" : yesNo(proof.openingProved)};
        for (const auto& [column, amount] : proofFigures(proof))
            cells.push_back(view.missing ? "" : formatMinor(amount, view.digits));
        OXSEAL_TRY(const std::string prepared, signer(workspace.db(), view, "preparer"));
        OXSEAL_TRY(const std::string reviewed, signer(workspace.db(), view, "reviewer"));
        const FiguresSignoff* signoff = view.signedAs("preparer");
        for (const std::size_t count : {proof.proved, proof.inTransit, proof.differing, view.unfooted})
            cells.push_back(view.missing ? "" : std::to_string(count));
        cells.insert(cells.end(), {signoff == nullptr ? "" : signoff->category, prepared, reviewed});
        processors.row(cells);
        for (const recon::ProcessorPayout& payout : proof.payouts) {
            std::vector<std::string> row{number};
            for (std::string& cell : payoutCells(payout, view.rows, view.postings, view.bank, view.digits))
                row.push_back(std::move(cell));
            payouts.row(row);
        }
        addCarried(carried, view, "before", view.heldBefore, view.travellingBefore);
        addCarried(carried, view, "now", proof.held.open, proof.travelling);
    }
    DescribedCsv dictionary("dictionary_processors.csv", {"file", "column", "meaning"});
    for (const DescribedCsv* csv : {&processors, &payouts, &carried}) {
        csv->describe(dictionary, "processor.column.");
        out.push_back(csv->file());
    }
    out.push_back(dictionary.file("dictionary"));
    return out;
}

} // namespace oxseal
