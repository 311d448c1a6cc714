// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/signed_rows.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/import/card_exports.h"
#include "storage/import/direction_column.h"
#include "storage/import/table_rows.h"

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <utility>

namespace oxseal {
namespace {

constexpr std::int64_t kNone = MoneyColumn::kNone;

bool oneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    const auto word = trimmed(text);
    return std::any_of(words.begin(), words.end(), [word](auto known) { return equalsIgnoringCase(word, known); });
}

std::string_view withoutColon(std::string_view text)
{
    text = trimmed(text);
    if (!text.empty() && text.back() == ':')
        text.remove_suffix(1);
    return text;
}

/// The directions of a column by row; none when it has other words.
std::vector<int> directionsOf(const TextColumn* column)
{
    std::vector<int> rows;
    if (column == nullptr)
        return rows;
    std::vector<int> words;
    bool any = false;
    for (const auto word : column->dictionary()) {
        words.push_back(directionWord(word));
        any = any || words.back() != 0;
        if (words.back() == 0 && !trimmed(word).empty())
            return rows;
    }
    for (std::size_t r = 0; any && r < column->size(); ++r)
        rows.push_back(words[column->codes()[r]]);
    return rows;
}

/// What signs the amounts bear where the direction is told; [direction][sign].
struct SignCounts
{
    std::size_t debitPlus = 0, debitMinus = 0, creditPlus = 0, creditMinus = 0;
};

SignCounts countSigns(const std::vector<std::int64_t>& minor, const std::vector<int>& directions)
{
    SignCounts counts;
    for (std::size_t r = 0; r < minor.size(); ++r) {
        if (minor[r] == kNone || minor[r] == 0 || directions[r] == 0)
            continue;
        const bool plus = minor[r] > 0;
        ++(directions[r] > 0 ? (plus ? counts.debitPlus : counts.debitMinus) : (plus ? counts.creditPlus : counts.creditMinus));
    }
    return counts;
}

} // namespace

std::int64_t netOf(std::int64_t debit, std::int64_t credit, int debitSign)
{
    if (debit == kNone && credit == kNone)
        return kNone;
    const std::int64_t d = debit == kNone ? 0 : debit;
    const std::int64_t c = credit == kNone ? 0 : credit;
    // Banks print withdrawals as −5.00 in a column of their own: there the sign is the column's.
    const std::int64_t out = debitSign < 0 && d < 0 ? -d : d;
    return checkedAdd(debitSign > 0 ? out : -out, debitSign > 0 ? -c : c).value_or(kNone);
}

void signByDirection(TableRead& read, std::vector<std::int64_t>& minor, int debitSign)
{
    const auto headerOf = [&read](const std::string& name) {
        const auto place = read.columns.find(name);
        if (place == read.columns.end() || place->second >= read.header.size())
            return name;
        return read.header[place->second].empty() ? std::to_string(place->second + 1) : read.header[place->second];
    };
    const auto* column = read.table.text("direction");
    auto directions = directionsOf(column);
    std::string name = "direction";
    if (directions.empty() && column != nullptr)
        read.report.warn("import.warn.direction", {headerOf(name)});
    if (directions.empty() && debitSign < 0) {
        directions = directionsOf(read.table.text("type"));
        name = "type";
    }
    if (directions.empty())
        return;
    const auto counts = countSigns(minor, directions);
    const bool agrees = debitSign < 0 ? counts.debitPlus == 0 && counts.creditMinus == 0 : counts.debitMinus == 0 && counts.creditPlus == 0;
    const bool bare = counts.debitMinus == 0 && counts.creditMinus == 0;
    const bool turned = debitSign < 0 ? counts.debitMinus == 0 && counts.creditPlus == 0 : counts.debitPlus == 0 && counts.creditMinus == 0;
    if (agrees)
        return;
    const std::string header = headerOf(name);
    if (!bare && !turned)
        return read.report.warn("import.warn.direction", {header});
    std::uint64_t given = 0;
    for (std::size_t r = 0; r < minor.size(); ++r) {
        if (minor[r] == kNone || directions[r] == 0)
            continue;
        const std::int64_t size = minor[r] < 0 ? -minor[r] : minor[r];
        minor[r] = (directions[r] > 0) == (debitSign > 0) ? size : -size;
        ++given;
    }
    read.report.warn("import.warn.signs_given", {header, std::to_string(given)});
}

namespace {

/// Moves the rows that are not kept from accepted to ignored.
void ignoreRows(TableRead& read, const std::vector<bool>& keep, const std::string& rule)
{
    if (std::all_of(keep.begin(), keep.end(), [](bool kept) { return kept; }))
        return;
    std::vector<std::uint64_t> lines;
    for (std::size_t r = 0; r < keep.size(); ++r) {
        if (keep[r]) {
            lines.push_back(read.lines[r]);
            continue;
        }
        --read.report.accepted;
        read.report.ignore(rule, read.lines[r]);
    }
    read.table = keptRows(read.table, keep);
    read.lines = std::move(lines);
}

/// Forward and backward: whether the balances follow from the amounts.
std::pair<bool, bool> chained(const std::vector<std::int64_t>& balance, const std::vector<std::int64_t>& amount)
{
    bool forward = true;
    bool backward = true;
    for (std::size_t r = 1; r < balance.size(); ++r) {
        forward = forward && checkedAdd(balance[r - 1], amount[r]) == balance[r];
        backward = backward && checkedAdd(balance[r], amount[r - 1]) == balance[r - 1];
    }
    return {forward, backward};
}

/// The amounts less what a column of fees takes; empty without such a column or fee.
std::vector<std::int64_t> lessFees(const Table& table, const std::vector<std::int64_t>& amount)
{
    const auto* fee = table.money("fee");
    if (fee == nullptr || std::all_of(fee->minor.begin(), fee->minor.end(), [](auto minor) { return minor == kNone || minor == 0; }))
        return {};
    std::vector<std::int64_t> net = amount;
    for (std::size_t r = 0; r < net.size(); ++r) {
        if (fee->minor[r] != kNone)
            net[r] = checkedAdd(net[r], fee->minor[r] > 0 ? -fee->minor[r] : fee->minor[r]).value_or(net[r]);
    }
    return net;
}

} // namespace

Status signAmounts(TableRead& read, const std::string& target, int debitSign)
{
    const auto* amount = read.table.money(target);
    const auto* debit = read.table.money("debit");
    const auto* credit = read.table.money("credit");
    if (amount == nullptr && (debit == nullptr || credit == nullptr))
        return fail(kImportMissingColumns, {}, {target + " (or debit and credit)", beginning(join(read.header, ", "), 400)});
    std::vector<std::int64_t> minor(read.table.rows(), kNone);
    for (std::size_t r = 0; r < minor.size(); ++r) {
        if (amount != nullptr)
            minor[r] = amount->minor[r];
        if (minor[r] == kNone && debit != nullptr && credit != nullptr)
            minor[r] = netOf(debit->minor[r], credit->minor[r], debitSign);
    }
    if (amount != nullptr && debitSign < 0)
        turnCharges(read, minor);
    if (amount != nullptr)
        signByDirection(read, minor, debitSign);
    const auto* balance = debitSign < 0 ? read.table.money("balance") : nullptr;
    std::vector<bool> moved(minor.size(), true);
    for (std::size_t r = 0; balance != nullptr && r < minor.size(); ++r)
        moved[r] = minor[r] != kNone || balance->minor[r] == kNone;
    std::vector<Column> columns;
    for (auto& column : read.table.take()) {
        if (column.name != "debit" && column.name != "credit" && column.name != "direction" && column.name != target)
            columns.push_back(std::move(column));
    }
    columns.push_back({target, MoneyColumn{std::move(minor)}});
    read.table = Table(std::move(columns));
    ignoreRows(read, moved, "import.rule.balance_row");
    const auto& kept = read.table.money(target)->minor;
    std::vector<bool> keep;
    for (const auto one : kept)
        keep.push_back(one != kNone);
    if (std::find(keep.begin(), keep.end(), false) != keep.end())
        rejectRows(read, keep, target);
    return {};
}

void leaveOutUnbooked(TableRead& read)
{
    const auto* status = read.table.text("status");
    if (status == nullptr)
        return;
    const auto* balance = read.table.money("balance");
    std::vector<bool> stands(status->size(), true);
    std::vector<bool> booked(status->size(), true);
    for (std::size_t r = 0; r < status->size(); ++r) {
        stands[r] = !oneOf(status->at(r), {"failed", "cancelled", "canceled", "declined", "reverted", "rejected", "denied", "void", "voided", "fehlgeschlagen", "abgelehnt",
                                           "odrzucona", "avvist", "rejeté", "rechazada"});
        booked[r] = !oneOf(status->at(r), {"pending", "authorized", "authorised", "processing", "in progress", "scheduled", "vorgemerkt",
                                "umsatz vorgemerkt", "venter", "reserveret", "reserverat", "väntar", "reservert", "en attente", "en cours", "pendiente", "pendente", "in attesa",
                                "oczekująca", "w realizacji"})
            || (balance != nullptr && balance->minor[r] != kNone);
    }
    std::vector<bool> ofStanding;
    for (std::size_t r = 0; r < stands.size(); ++r) {
        if (stands[r])
            ofStanding.push_back(booked[r]);
    }
    ignoreRows(read, stands, "import.rule.failed_entry");
    ignoreRows(read, ofStanding, "import.rule.pending_entry");
}

namespace {

bool isTotal(std::string_view cell)
{
    return oneOf(withoutColon(cell), {"total", "totals", "grand total", "report total", "summe", "gesamtsumme", "totaal", "totale", "totales", "suma", "razem"});
}

} // namespace

void passOverTotals(ImportReport& report)
{
    const auto isFoot = [](const Rejection& row) { return row.reason == "import.bad_date" && row.arguments.size() == 2 && isTotal(row.arguments[1]); };
    for (const Rejection& row : report.rejected) {
        if (isFoot(row)) {
            --report.rejectedRows;
            report.ignore(kTotalAtTheFoot, row.row);
        }
    }
    std::erase_if(report.rejected, isFoot);
}

void leaveOutTotals(TableRead& read)
{
    const auto* account = read.table.text("account");
    if (account == nullptr)
        return;
    std::vector<bool> keep;
    for (std::size_t r = 0; r < account->size(); ++r)
        keep.push_back(!isTotal(account->at(r)));
    ignoreRows(read, keep, "import.rule.total_row");
}

void keepAccount(TableRead& read, const std::string& account)
{
    const auto* accounts = read.table.text("account");
    if (accounts == nullptr || account.empty())
        return;
    std::vector<bool> keep;
    for (std::size_t r = 0; r < accounts->size(); ++r)
        keep.push_back(accounts->at(r) == account);
    if (std::find(keep.begin(), keep.end(), true) != keep.end())
        ignoreRows(read, keep, "import.rule.other_account");
}

std::optional<RunningBalance> runningBalance(Table& table, ImportReport& report)
{
    const auto* balance = table.money("balance");
    const auto* amount = table.money("amount");
    if (balance == nullptr || amount == nullptr || table.rows() == 0)
        return std::nullopt;
    if (std::find(balance->minor.begin(), balance->minor.end(), kNone) != balance->minor.end()) {
        report.warn("import.warn.balance_gaps");
        return std::nullopt;
    }
    std::vector<std::int64_t> moved = amount->minor;
    auto [forward, backward] = chained(balance->minor, moved);
    if (!forward && !backward) {
        auto net = lessFees(table, moved);
        std::tie(forward, backward) = net.empty() ? std::pair(false, false) : chained(balance->minor, net);
        if (forward || backward) {
            report.warn("import.warn.fees_taken_off");
            moved = std::move(net);
        }
    }
    if (!forward && !backward) {
        report.warn("import.warn.running_balance");
        return std::nullopt;
    }
    // A payment and its return hold both ways; then the days tell which line came first.
    const auto* days = table.days("date");
    const bool descends = days != nullptr && days->days.front() > days->days.back();
    const bool upwards = forward && !(backward && descends);
    const std::size_t oldest = upwards ? 0 : moved.size() - 1;
    const std::size_t newest = upwards ? moved.size() - 1 : 0;
    const RunningBalance chain{checkedAdd(balance->minor[oldest], -moved[oldest]), balance->minor[newest]};
    std::vector<Column> columns = table.take();
    for (auto& column : columns) {
        if (column.name == "amount")
            column.data = MoneyColumn{std::move(moved)};
    }
    table = Table(std::move(columns));
    return chain;
}

} // namespace oxseal
