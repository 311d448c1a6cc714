// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/recon/processor_report.h"
#include "storage/packet/processor_cells.h"
#include "storage/packet/reperform_parts.h"

#include <iterator>

namespace oxseal {
namespace {

constexpr const char* kProcessors = "data/processors.csv";
constexpr const char* kPayouts = "data/processor_payouts.csv";
constexpr const char* kCarried = "data/processor_carried.csv";

/// One processor proved again from the files of its period and what was carried into it.
class Again
{
public:
    Again(PacketWork& work, const DataTable& processors, std::size_t row) : work_(work), processors_(processors), row_(row) {}

    Status run(const std::optional<DataTable>& payouts, const std::optional<DataTable>& carried)
    {
        if (!gather()) {
            work_.leaveOut(kProcessors, "no_input", {"processor", cell("name")});
            return {};
        }
        const auto first = Day::fromIso(cell("period_first"));
        const auto end = Day::fromIso(cell("period_end"));
        digits_ = static_cast<int>(processors_.number(row_, "money_digits"));
        if (!first || !end) {
            work_.compare(kProcessors, rowPlace(row_, "period_end"), cell("period_end"), "");
            return {};
        }
        OXSEAL_TRY(const recon::ProcessorReport report, recon::processorRows(reports_));
        const auto postings = recon::clearingPostings(*ledger_, cell("account"));
        const auto bank = recon::bankPostings(statements_);
        recon::ProcessorInput input;
        input.rows = report.rows;
        input.postings = postings;
        input.bank = bank;
        input.clearingEnd = balance_;
        input.first = *first;
        input.end = *end;
        input.mark = cell("mark");
        input.transitDays = static_cast<int>(processors_.number(row_, "transit_days"));
        input.windowDays = static_cast<int>(processors_.number(row_, "window_days"));
        if (cell("opening_proved") == "true")
            input.pendingBefore = parseMinor(cell("pending_before"), digits_);
        if (carried)
            takeCarried(*carried, input);
        OXSEAL_TRY(const recon::ProcessorProof proof, recon::proveProcessor(input));
        for (const auto& [column, amount] : proofFigures(proof))
            same(column, formatMinor(amount, digits_));
        same("proved", std::to_string(proof.proved));
        same("in_transit", std::to_string(proof.inTransit));
        same("differing", std::to_string(proof.differing));
        same("unfooted", std::to_string(report.unfooted.size()));
        if (payouts)
            comparePayouts(*payouts, input, proof);
        work_.count("processors");
        return {};
    }

private:
    [[nodiscard]] const std::string& cell(const char* column) const { return processors_.cell(row_, column); }
    void same(const char* column, const std::string& found) { work_.compare(kProcessors, rowPlace(row_, column), cell(column), found); }

    bool gather()
    {
        std::vector<recon::KeyedTable> unnamed; // statements imported without an entity
        const ReadAgain* balances = nullptr;
        for (const auto& [id, import] : work_.imports) {
            if (import.period != cell("period"))
                continue;
            const recon::KeyedTable table{&import.table, "s" + std::to_string(id) + ":"};
            const bool own = import.entity == cell("entity");
            if (import.kind == "processor" && own && import.subject == cell("account"))
                reports_.push_back(table);
            else if (import.kind == "statement" && import.subject == cell("bank_account") && (own || import.entity.empty()))
                (own ? statements_ : unnamed).push_back(table);
            else if (import.kind == "gl" && own)
                ledger_ = table;
            else if (import.kind == "tb" && own)
                balances = &import;
        }
        if (statements_.empty())
            statements_ = std::move(unnamed);
        const MoneyColumn* ends = balances == nullptr ? nullptr : balances->table.money("balance");
        for (std::size_t row = 0; ends != nullptr && row < balances->table.rows(); ++row) {
            if (balances->table.textAt("account", row) == cell("account") && ends->minor[row] != MoneyColumn::kNone)
                balance_ += ends->minor[row];
        }
        return !reports_.empty() && !statements_.empty() && ledger_ && ends != nullptr;
    }

    void takeCarried(const DataTable& carried, recon::ProcessorInput& input) const
    {
        for (std::size_t at = 0; at < carried.rows(); ++at) {
            const auto day = Day::fromIso(carried.cell(at, "day"));
            const auto amount = parseMinor(carried.cell(at, "amount"), digits_);
            if (carried.cell(at, "processor") != cell("processor") || carried.cell(at, "moment") != "before" || !day || !amount)
                continue;
            if (carried.cell(at, "what") == "held")
                input.heldBefore.push_back({carried.cell(at, "reference"), *day, *amount});
            else
                input.travellingBefore.push_back({carried.cell(at, "reference"), *day, *amount, carried.cell(at, "booked_ahead") == "true"});
        }
    }

    void comparePayouts(const DataTable& payouts, const recon::ProcessorInput& input, const recon::ProcessorProof& proof)
    {
        std::size_t next = 0;
        for (std::size_t at = 0; at < payouts.rows(); ++at) {
            if (payouts.cell(at, "processor") != cell("processor"))
                continue;
            std::vector<std::string> cells(std::size(kPayoutColumns));
            if (next < proof.payouts.size())
                cells = payoutCells(proof.payouts[next], input.rows, input.postings, input.bank, digits_);
            for (std::size_t column = 0; column < cells.size(); ++column)
                work_.compare(kPayouts, rowPlace(at, kPayoutColumns[column]), payouts.cell(at, kPayoutColumns[column]), cells[column]);
            ++next;
        }
        work_.compare(kPayouts, cell("name"), std::to_string(next), std::to_string(proof.payouts.size()));
    }

    PacketWork& work_;
    const DataTable& processors_;
    std::size_t row_;
    std::vector<recon::KeyedTable> reports_, statements_;
    std::optional<recon::KeyedTable> ledger_;
    std::int64_t balance_ = 0;
    int digits_ = 2;
};

} // namespace

Status reperformProcessors(PacketWork& work)
{
    if (!work.has(kProcessors))
        return {}; // nobody named one
    OXSEAL_TRY(const auto processors, work.table(kProcessors));
    OXSEAL_TRY(const auto payouts, work.table(kPayouts));
    OXSEAL_TRY(const auto carried, work.table(kCarried));
    for (std::size_t row = 0; processors && row < processors->rows(); ++row) {
        if (processors->cell(row, "state") != "missing")
            OXSEAL_CHECK(Again(work, *processors, row).run(payouts, carried));
    }
    return {};
}

} // namespace oxseal
