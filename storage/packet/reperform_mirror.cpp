// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/intercompany.h"
#include "storage/packet/reperform_parts.h"

namespace oxseal {
namespace {

constexpr const char* kPairs = "data/intercompany.csv";
constexpr const char* kCarried = "data/intercompany_carried.csv";

/// One side read again from the ledger and the trial balance of its entity.
struct Side
{
    std::vector<recon::MirrorLine> lines;
    std::int64_t end = 0;
    int digits = 2;
};

std::optional<Side> sideOf(const PacketWork& work, const std::string& named)
{
    const std::size_t slash = named.find('/');
    const std::string entity = named.substr(0, slash);
    const std::string account = slash == std::string::npos ? std::string() : named.substr(slash + 1);
    const ReadAgain* ledger = work.latest("gl", entity);
    const ReadAgain* balances = work.latest("tb", entity);
    if (ledger == nullptr || balances == nullptr)
        return std::nullopt;
    Side side;
    side.digits = ledger->moneyDigits;
    const DayColumn* days = ledger->table.days("date");
    const MoneyColumn* amounts = ledger->table.money("amount");
    for (std::size_t row = 0; days != nullptr && amounts != nullptr && row < ledger->table.rows(); ++row) {
        const auto day = days->at(row);
        if (ledger->table.textAt("account", row) != account || !day || amounts->minor[row] == MoneyColumn::kNone)
            continue;
        std::string reference(ledger->table.textAt("reference", row));
        if (reference.empty())
            reference = ledger->table.textAt("document", row);
        side.lines.push_back({"s" + std::to_string(ledger->id) + ":" + std::to_string(row), *day, amounts->minor[row], std::move(reference), {}, false});
    }
    const MoneyColumn* ends = balances->table.money("balance");
    for (std::size_t row = 0; ends != nullptr && row < balances->table.rows(); ++row) {
        if (balances->table.textAt("account", row) == account && ends->minor[row] != MoneyColumn::kNone)
            side.end += ends->minor[row];
    }
    return side;
}

/// What was open before this period: its files are in the packet of that one. Gives how many lines there are.
std::int64_t addCarried(PacketWork& work, const std::optional<DataTable>& carried, const std::string& pair, Side& first, Side& second)
{
    std::int64_t lines = 0;
    for (std::size_t row = 0; carried && row < carried->rows(); ++row) {
        if (carried->cell(row, "pair") != pair)
            continue;
        ++lines;
        Side& side = carried->cell(row, "side") == "first" ? first : second;
        const auto day = Day::fromIso(carried->cell(row, "date"));
        const auto amount = parseMinor(carried->cell(row, "amount"), side.digits);
        if (!day || !amount)
            work.compare(kCarried, rowPlace(row, "amount"), carried->cell(row, "amount"), "");
        else
            side.lines.push_back({carried->cell(row, "key"), *day, *amount, carried->cell(row, "reference"), {}, true});
    }
    return lines;
}

Status pairAgain(PacketWork& work, const DataTable& pairs, std::size_t row, const std::optional<DataTable>& carried)
{
    const auto cell = [&](const char* column) -> const std::string& { return pairs.cell(row, column); };
    auto first = sideOf(work, cell("first"));
    auto second = sideOf(work, cell("second"));
    const auto end = Day::fromIso(cell("period_end"));
    if (!first || !second || !end) {
        work.leaveOut(kPairs, "no_input", {"first", cell("first")});
        return {};
    }
    if (pairs.has("carried"))
        work.compare(kPairs, rowPlace(row, "carried"), cell("carried"), std::to_string(addCarried(work, carried, cell("pair"), *first, *second)));
    recon::MirrorInput input;
    input.first = first->lines;
    input.second = second->lines;
    input.firstEnd = first->end;
    input.secondEnd = second->end;
    input.firstDigits = first->digits;
    input.secondDigits = second->digits;
    input.oneCurrency = cell("rate").empty();
    input.end = *end;
    input.transitDays = static_cast<int>(pairs.number(row, "transit_days"));
    input.windowDays = static_cast<int>(pairs.number(row, "window_days"));
    input.rateMargin = static_cast<int>(pairs.number(row, "rate_margin"));
    if (!input.oneCurrency) {
        const auto rate = recon::ExchangeRate::fromText(cell("rate"));
        if (!rate) {
            work.compare(kPairs, rowPlace(row, "rate"), cell("rate"), "");
            return {};
        }
        input.rate = *rate;
    }
    OXSEAL_TRY(const recon::Mirror mirror, recon::mirrorAccounts(input));
    const auto same = [&](const char* column, std::int64_t minor, int digits) { work.compare(kPairs, rowPlace(row, column), cell(column), formatMinor(minor, digits)); };
    same("first_end", first->end, first->digits);
    same("second_end", second->end, second->digits);
    same("second_at_closing", mirror.secondEndAtClosing, first->digits);
    same("difference", mirror.difference, first->digits);
    same("opening", mirror.opening, first->digits);
    same("rate_differences", mirror.rateDifferences, first->digits);
    same("amount_differences", mirror.amountDifferences, first->digits);
    same("in_transit", mirror.inTransit, first->digits);
    same("one_sided", mirror.oneSided, first->digits);
    same("rounding", mirror.rounding, first->digits);
    work.count("intercompany");
    return {};
}

} // namespace

Status reperformMirrors(PacketWork& work)
{
    if (!work.has(kPairs))
        return {}; // nobody named a pair
    OXSEAL_TRY(const auto pairs, work.table(kPairs));
    std::optional<DataTable> carried;
    if (work.has(kCarried)) {
        OXSEAL_TRY(carried, work.table(kCarried));
    }
    for (std::size_t row = 0; pairs && row < pairs->rows(); ++row) {
        if (pairs->cell(row, "state") != "missing")
            OXSEAL_CHECK(pairAgain(work, *pairs, row, carried));
    }
    return {};
}

} // namespace oxseal
